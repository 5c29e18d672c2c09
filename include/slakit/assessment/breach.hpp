// A breach as penalties and settlement see it, and the documents of a loss: what they need, by names and exact
// integers.
//
//     breach.kind, breach.obligation     // PricedKind::duty, 2: plan.duties[2]
//     breach.incident_name()             // the matter it is part of
//
// Holds no code of a log, so breaches of several parts of one merge. Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/ratio.hpp"
#include "slakit/clock/course.hpp"
#include "slakit/clock/lateness.hpp"
#include "slakit/plan/priced.hpp"
#include "slakit/time/instant.hpp"

namespace slakit {

// What a ticket says that some term asks about.
struct Said {
  std::string attribute;
  std::string value;
};

// Of an obligation that was broken; of an event that is priced; and, where a term pays for it, of a clock that was kept
// or a window whose figure is looked up in bands.
struct Breach {
  Instant at;                    // the due instant; when it happened; when its window ended
  std::string ticket;            // empty: of no single one
  std::uint16_t obligation = 0;  // index in the list of its kind; of an event, the plan's term
  std::int32_t cycle = 0;        // of a clock; the number of its window or of the finding otherwise
  std::uint16_t version = 0;     // of the terms
  std::string incident;          // it is part of; empty: the ticket is one of its own
  Instant ended;
  bool is_open = false;
  Lateness late;           // what accrued within the term
  Ratio chargeable{1, 1};  // less the share that an exclusion excuses

  PricedKind kind{};
  bool is_kept = false;             // no breach at all: only what a bonus or a band is for
  bool has_figure = false;          // of an indicator
  std::uint32_t finding = 0;        // its place in the audit's list of its kind; of clocks and events, none
  Instant belongs{};                // the instant that decides its settlement window
  Ratio figure;                     // exact, or rounded where that decides
  Duration saved{};                 // of a clock that was kept: target less elapsed
  std::vector<Interval> stretches;  // of its lateness, where a term asks for them
  std::vector<Said> said;

  const std::string& incident_name() const noexcept { return incident.empty() ? ticket : incident; }
};

// Compiled (floor io). By ticket, kind, obligation, cycle.
bool operator==(const Said& a, const Said& b) noexcept;
bool operator==(const Breach& a, const Breach& b) noexcept;
bool operator<(const Breach& a, const Breach& b) noexcept;

// A loss, documented: an event that carries its amount. Rows of a ticket that say the same at the same instant are one.
struct Document {
  std::string ticket;
  Instant at;
  std::string event;
  std::string attribute;
  std::string amount;    // as the log says it
  std::string incident;  // empty: the ticket is one of its own

  const std::string& incident_name() const noexcept { return incident.empty() ? ticket : incident; }
};

bool operator==(const Document& a, const Document& b) noexcept;
bool operator<(const Document& a, const Document& b) noexcept;

}  // namespace slakit
