// A clock that the columns of a ticket table can judge: it counts open time from one column to the first of others, and
// what it allows follows from the ticket's attributes. Private to src.
//
//     const ColumnPlan in_columns = column_plan(plan, binding, table, rows);
//     const Allowed& allowed = in_columns.clocks[0].allows(row);
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "event/table_log.hpp"
#include "slakit/base/setting.hpp"
#include "slakit/plan/binding.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

struct Allowed {
  bool applies = true;
  std::int16_t rule = -1;  // of the obligation's targets; -1: none matches
  Duration budget{};
};

struct ColumnClock {
  // A column of codes that decide, and how far its codes move the place in `by_codes`.
  struct Asked {
    std::span<const Dictionary::Code> codes;
    std::size_t stride;
  };

  std::size_t start = 0;           // columns of instants
  std::vector<std::size_t> stops;  // the first of them counts
  const Calendar* calendar = nullptr;
  DueBoundary boundary = DueBoundary::close;
  Setting<Interval> holds;
  std::vector<Asked> asked;       // empty: all tickets are alike
  std::vector<Allowed> by_codes;  // of each combination of codes

  const Allowed& allows(std::size_t row) const noexcept {
    std::size_t place = 0;
    for (const Asked& one : asked) place += static_cast<std::size_t>(one.codes[row] + 1) * one.stride;
    return by_codes[place];
  }
};

struct ColumnPlan {
  std::vector<ColumnClock> clocks;  // of every obligation, or none: then all tickets are judged as events
  // Of a ticket that has one of these, penalties ask more than verdicts: it is judged as events.
  std::vector<std::span<const Instant>> priced_events;
  std::vector<std::span<const Dictionary::Code>> documented;
};

// `binding` is one with `rows`, a log of the table.
ColumnPlan column_plan(const Plan& plan, const Binding& binding, const TicketTable& table, const TableLog& rows);

}  // namespace slakit
