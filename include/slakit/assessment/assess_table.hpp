// Assessment of a ticket table: the verdicts of assess() on the same rows as events, at a fraction of the time.
//
//     Findings findings;
//     Partial partial = assess_table(plan, table, as_of, findings);   // every row
//
//     const TableBinding binding(plan, table);                        // or in parts, then merge():
//     Partial part = assess_table(binding, {0, 100'000}, as_of, findings);
//     Partial counts = assess_table(binding, {100'000, 200'000}, as_of);   // without findings
//
// The partial is that of assess(plan, events_of(table), as_of). Findings are its findings, too, in the order of the
// table's rows, and `ticket` is the row, counted from 0.
//
// Clocks that count open time from one column to the first of others (working time allowed by the ticket's attributes,
// no pauses) are judged in columns, a few nanoseconds each. Tickets that are late, or odd (a stop before the start, an
// instant that the calendar does not know), go through assess() as events; so do all tickets of a plan with a clock of
// another kind. A table in the byte order of its tickets' names costs least.
//
// A binding borrows plan and table; any number of threads may assess with one. Starts no thread. Errors: LogError (see
// event/ticket_table.hpp), before anything is judged. Compiled (floor io).
#pragma once

#include <memory>

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/event/ticket_table.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

class TableBinding {
 public:
  TableBinding(const Plan& plan, const TicketTable& table);
  TableBinding(TableBinding&&) noexcept;
  TableBinding& operator=(TableBinding&&) noexcept;
  ~TableBinding();

  // False: there is a clock of another kind, and all tickets go through assess().
  bool in_columns() const noexcept;

  struct Bound;
  const Bound& bound() const noexcept { return *bound_; }

 private:
  std::unique_ptr<const Bound> bound_;
};

Partial assess_table(const TableBinding& binding, TicketRange rows, Instant as_of, Findings& findings);
// Verdicts are counted and breaches kept, and no finding is written.
Partial assess_table(const TableBinding& binding, TicketRange rows, Instant as_of);

Partial assess_table(const Plan& plan, const TicketTable& table, Instant as_of, Findings& findings);

}  // namespace slakit
