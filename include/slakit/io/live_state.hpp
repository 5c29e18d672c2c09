// A live ticket as text and back: a few hundred bytes of JSON for a host's database.
//
//     std::string saved = to_json(plan, ticket);            // {"slakit_live": 1, "plan": "5f1c...", "clocks": [...], ...}
//     LiveTicket ticket = read_live_ticket(plan, saved);    // the same ticket: equal answers from here on
//
// The state names the plan that it belongs to by its digest. Throws InputError, in one problem: "bad-state" for what is
// no such text, "unknown-version", "other-plan" where the contract, a calendar or the time zones have changed since
// (replay the ticket's history under the new plan). Instants are microseconds since 1970. Thread-safety: pure
// functions. Compiled (floor io).
#pragma once

#include <string>
#include <string_view>

#include "slakit/assessment/live.hpp"

namespace slakit {

std::string to_json(const LivePlan& plan, const LiveTicket& ticket);
LiveTicket read_live_ticket(const LivePlan& plan, std::string_view text);

}  // namespace slakit
