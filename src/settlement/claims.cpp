#include "slakit/settlement/claims.hpp"

#include <algorithm>

#include "assessment/event_pass.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

constexpr Period reminder{0, 7, {}};  // listed as an assumption where the contract does not say it

// The claims of a log, in the order of time.
class ClaimEvents {
 public:
  void hear(const Heard& heard, const EventPass& pass) {
    events_.push_back(logged_event(pass.log(), heard.ticket, heard.row));
  }
  void end_ticket(std::size_t, const EventPass&) noexcept {}

  std::vector<LoggedEvent> take() {
    std::stable_sort(events_.begin(), events_.end(),
                     [](const LoggedEvent& a, const LoggedEvent& b) { return a.at < b.at; });
    return std::move(events_);
  }

 private:
  std::vector<LoggedEvent> events_;
};

std::vector<LoggedEvent> claim_events(const Binding& binding, const SettlementRule& rule, Instant as_of) {
  ClaimEvents events;
  EventPass pass(binding, as_of);
  pass.listen(0, 0, rule.claim);
  pass.run(events);
  return events.take();
}

// So long after a day, to the end of a day; absent past 2100.
Setting<Instant> end_after(const Plan& plan, Date last, const Setting<Period>& period) {
  if (!period) return {};
  const Checked<Date> day = add(last, *period, plan.policies.month_arithmetic);
  return day ? Setting<Instant>(end_of(*day, plan.zone) + period->time) : Setting<Instant>{};
}

Instant before(const Plan& plan, Instant until, const Period& period) {
  const Date last = date_of(until - Duration{1}, plan.zone);
  const Checked<Date> day = add(last, Period{-period.months, -period.days, {}}, MonthArithmetic::clamp_to_month_end);
  return (day ? end_of(*day, plan.zone) : until) - period.time;
}

ClaimState state_of(const Plan& plan, const WindowClaim& claim, const SettlementRule& rule, Instant as_of) {
  if (plan.windows[claim.window].span.to > as_of) return ClaimState::not_over;
  if (claim.claim) return ClaimState::claimed;
  if (!claim.until) return ClaimState::claimable;
  if (as_of >= *claim.until) return ClaimState::barred;
  return as_of >= before(plan, *claim.until, rule.remind_before.value_or(reminder)) ? ClaimState::about_to_lapse
                                                                                    : ClaimState::claimable;
}

}  // namespace

std::vector<WindowClaim> claims_of(const Plan& plan, const Statement& statement, const Binding& binding,
                                   Instant as_of) {
  std::vector<WindowClaim> claims;
  const Setting<SettlementRule>& rule = plan.contract.settlement;
  if (!rule || (!rule->claim_within && !rule->pay_within) || !plan.term) return claims;
  const std::vector<LoggedEvent> events = claim_events(binding, *rule, as_of);
  for (const WindowStatement& window : statement.windows) {
    if (window.total.minor <= 0) continue;
    const SettledWindow& settled = plan.windows[window.window];
    WindowClaim& claim = claims.emplace_back();
    claim.window = window.window;
    claim.until = end_after(plan, settled.days.last, rule->claim_within);
    claim.pay_by = end_after(plan, settled.days.last, rule->pay_within);
    const auto made = std::find_if(events.begin(), events.end(), [&](const LoggedEvent& event) {
      return event.at >= settled.span.to && (!claim.until || event.at < *claim.until);
    });
    if (made != events.end()) claim.claim = *made;
    claim.state = state_of(plan, claim, *rule, as_of);
  }
  return claims;
}

}  // namespace slakit
