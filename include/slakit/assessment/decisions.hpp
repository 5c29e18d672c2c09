// Decisions that people made and a log recorded: a verdict where the contract has no number, a waiver, an adjustment.
// They stand beside what is computed and never change it.
//
//     ticket, at, event, obligation, penalty, verdict, amount, by, why
//     C4, 2024-06-03T10:00+08:00, decision, prompt answer to complaints, , met, , quality manager, called back at once
//     T2, 2024-06-04T09:00+08:00, decision, , missed response, waived, , contract manager, goodwill
//     T4, 2024-06-04T09:00+08:00, decision, , late restoration, adjusted, CNY -500.00, contract manager, settled
//
// An event called `decision`, about its ticket: `verdict` is met or breached (of an `obligation`), waived (of an
// obligation or a `penalty`), adjusted (of a penalty, by `amount`) or chosen (the penalty that the customer takes,
// where the contract leaves it the choice). Who decided (`by`) and why (`why`) have to be there; a decision that lacks
// something is none, and is listed with what it lacks. Of several about the same thing the last counts; all are shown.
// Thread-safety: pure functions. Compiled (floor io).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/assessment/logged_event.hpp"

namespace slakit {

enum class Ruling : std::uint8_t { met, breached, waived, adjusted, chosen };

struct Decision {
  LoggedEvent event;
  std::string obligation;  // one of the two
  std::string penalty;
  Ruling ruling{};
  std::string amount;  // as recorded, such as "CNY -500.00"
  std::string by;
  std::string why;
  std::string lacks;  // what it needs and has not; empty: it counts
};

// In the order of time, then of the log. The event's own attributes only.
std::vector<Decision> decisions_in(const EventLog& log, Instant as_of);

}  // namespace slakit
