// An audit: a plan, a log and an instant become findings, charges and a statement, with everything they rest on.
//
//     Audit result = audit(plan, log, as_of);
//     result.statement.total               // CNY 80000.00
//     result.partial.tallies               // met, breached, ... per obligation and target
//     result.rows.used + result.rows.ignored + result.rows.rejected == result.rows.in
//
// Without `as_of` the audit stands one tick of the log's own resolution after its last event, so that this event is
// seen, and says so among its assumptions. The audit borrows nothing from the log except through explain()
// (explain.hpp), which takes it again. Thread-safety: a pure function; starts no thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/settlement/settle.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {

// What became of every row of the source: in = used + ignored + rejected.
struct RowCount {
  std::int64_t in = 0;
  std::int64_t used = 0;  // a clock of the contract names the row's event, and it lies before as_of
  std::int64_t ignored = 0;
  std::int64_t rejected = 0;
  std::int64_t not_named = 0;    // of the ignored: no clock names the event
  std::int64_t after_as_of = 0;  // of the ignored: at or after as_of
};

struct Audit {
  Plan plan;
  Instant as_of{};
  Findings findings;
  Partial partial;
  Charges charges;
  Statement statement;
  RowCount rows;
  Intake intake;                        // what the reader saw
  std::vector<std::string> tickets;     // names by the findings' ticket codes
  std::vector<Assumption> assumptions;  // the plan's, then the run's
  Duration log_resolution{1};
};

namespace detail {

inline std::int64_t sum_rows(const std::vector<Intake::Note>& notes) {
  std::int64_t rows = 0;
  for (const Intake::Note& note : notes) rows += note.rows;
  return rows;
}

// A source row may give several events: it is used when one of them is.
inline RowCount count_rows(const Binding& binding, Instant as_of) {
  const EventLog& log = binding.log();
  enum : std::uint8_t { unknown, late, unnamed, in_use };
  std::vector<std::pair<std::int64_t, std::uint8_t>> fate;
  fate.reserve(log.size());
  for (std::size_t i = 0; i < log.size(); ++i)
    fate.emplace_back(log.row[i], !binding.is_named(log.type[i]) ? unnamed : log.at[i] >= as_of ? late : in_use);
  std::sort(fate.begin(), fate.end());
  RowCount rows;
  for (std::size_t i = 0; i < fate.size(); ++i) {
    if (i + 1 < fate.size() && fate[i + 1].first == fate[i].first) continue;  // the row's best fate comes last
    rows.used += fate[i].second == in_use ? 1 : 0;
    rows.after_as_of += fate[i].second == late ? 1 : 0;
    rows.not_named += fate[i].second == unnamed ? 1 : 0;
  }
  rows.in = log.intake.rows_in;
  rows.rejected = sum_rows(log.intake.rejected);
  rows.ignored = sum_rows(log.intake.ignored) + rows.after_as_of + rows.not_named;
  return rows;
}

inline Instant default_as_of(const EventLog& log) noexcept {
  Instant last = range_begin;
  for (Instant at : log.at) last = std::max(last, at);
  return last + log.resolution;
}

}  // namespace detail

inline Audit audit(const Plan& plan, const EventLog& log, std::optional<Instant> as_of = std::nullopt) {
  Audit result;
  result.plan = plan;
  result.as_of = as_of ? *as_of : detail::default_as_of(log);
  const Binding binding(result.plan, log);
  result.partial = assess(result.plan, binding, {0, log.ticket_count()}, result.as_of, result.findings);
  result.charges = price(result.plan, result.partial.breaches);
  result.statement = settle(result.plan, result.charges);
  result.rows = detail::count_rows(binding, result.as_of);
  result.intake = log.intake;
  result.log_resolution = log.resolution;
  for (std::size_t t = 0; t < log.ticket_count(); ++t)
    result.tickets.push_back(log.tickets.name(static_cast<EventLog::Code>(t)));
  result.assumptions = plan.assumptions;
  if (!as_of)
    result.assumptions.push_back({AssumptionKind::argument,
                                  "",
                                  "as_of",
                                  to_rfc3339(result.as_of, plan.zone),
                                  {},
                                  "no instant was given: one tick of the log's resolution after its last event"});
  return result;
}

}  // namespace slakit
