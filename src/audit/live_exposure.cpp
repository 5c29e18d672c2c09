#include "slakit/audit/live_exposure.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "assessment/accrued.hpp"
#include "audit/exposure_steps.hpp"
#include "slakit/base/error.hpp"
#include "slakit/clock/lateness.hpp"
#include "slakit/clock/reading.hpp"
#include "slakit/penalty/price.hpp"

namespace slakit {
namespace {

constexpr Duration tick{1};

// It asks what a ticket says, or for documents: a live ticket keeps neither.
bool asks_a_ticket(const Plan& plan, std::size_t term) {
  const PenaltyTerm& rule = plan.contract.penalties[term];
  const ChargeRule& charge = rule.charge.front();
  return !rule.applies.empty() || !charge.multipliers.empty() || !charge.external.empty() ||
         !charge.documented.empty() || !plan.terms[term].base.attribute.empty();
}

class LiveExposer {
 public:
  LiveExposer(const LivePlan& plan, const LiveTicket& ticket, Instant as_of, Instant until, std::size_t jumps_max)
      : live_(plan),
        plan_(plan.plan()),
        ticket_(ticket),
        as_of_(as_of),
        until_(until),
        steps_(plan.plan(), jumps_max),
        now_(ticket.running(plan, as_of)) {}

  LiveExposure expose() {
    LiveExposure made;
    for (std::size_t term = 0; term < plan_.terms.size(); ++term)
      if (plan_.terms[term].kind == PricedKind::clock && asks_a_ticket(plan_, term))
        made.unpriced.push_back(static_cast<std::uint16_t>(term));
    for (const LiveTicket::Running& clock : ticket_.running(live_, until_)) {
      const bool has_due = clock.finding.due && !clock.finding.is_outside_term;
      if (has_due && !steps_.terms_of(PricedKind::clock, clock.finding.obligation).empty()) add(clock);
    }
    if (are_joined())
      together();
    else
      for (Clock& clock : clocks_) alone(clock);
    for (Clock& clock : clocks_)
      if (clock.is_open || !clock.item.jumps.empty()) made.items.push_back(std::move(clock.item));
    return made;
  }

 private:
  struct Clock {
    LiveItem item;
    Breach breach;  // as it will be at the end
    Instant from;   // since when it is one; range_begin: by as_of; range_end: it is none
    bool is_open = false;
  };

  void add(const LiveTicket::Running& clock) {
    Clock& made = clocks_.emplace_back();
    made.item.obligation = clock.finding.obligation;
    made.item.cycle = clock.finding.cycle;
    made.item.due = *clock.finding.due;
    const bool is_known = is_broken(now_, clock.finding);
    made.is_open = clock.finding.is_open || !is_known;
    made.from = range_end;
    if (clock.finding.verdict != Verdict::breached) return;
    made.breach = breach_of(clock);
    made.from = is_known ? range_begin : first_instant(clock);
    const bool accrues = !made.breach.stretches.empty() && made.breach.stretches.back().to > as_of_;
    if (is_known) made.item.state = accrues ? ExposureState::accruing : ExposureState::suspended;
  }

  bool is_priced(std::uint16_t term) const { return !asks_a_ticket(plan_, term); }

  void alone(Clock& clock) {
    if (clock.from == range_end || !clock.is_open) return;
    for (const std::uint16_t term : steps_.terms_of(PricedKind::clock, clock.item.obligation)) {
      if (!is_priced(term)) continue;
      clock.item.gross += steps_.worth_at(clock.breach, clock.from, as_of_, term, Ratio(1, 1)).gross;
      for (const OwnStep& step : own_steps(clock, term))
        if (step.after.gross != step.before.gross)
          clock.item.jumps.push_back({step.at, term, step.after.gross - step.before.gross, step.is_rest});
    }
    std::stable_sort(clock.item.jumps.begin(), clock.item.jumps.end(),
                     [](const LiveJump& a, const LiveJump& b) { return a.at < b.at; });
  }

  const std::vector<OwnStep>& own_steps(const Clock& clock, std::uint16_t term) {
    own_.clear();
    steps_.of(clock.breach, clock.from, as_of_, until_, term, Ratio(1, 1), own_);
    return own_;
  }

  // ---- several breaches of the ticket -------------------------------------------------------------------------------

  // Of each obligation there is one clock, so a penalty charges the ticket once anyway.
  bool are_joined() const noexcept { return plan_.policies.concurrency != Concurrency::either; }

  void together() {
    std::vector<std::pair<Instant, bool>> instants;  // is it a rest
    for (const Clock& clock : clocks_)
      if (clock.from != range_end && clock.is_open)
        for (const std::uint16_t term : steps_.terms_of(PricedKind::clock, clock.item.obligation))
          for (const OwnStep& step : own_steps(clock, term)) instants.emplace_back(step.at, step.is_rest);
    std::sort(instants.begin(), instants.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second > b.second;
    });
    Charged before = charged_at(as_of_);
    for (const auto& [place, gross] : before) clocks_[place.first].item.gross += gross;
    for (std::size_t i = 0; i < instants.size(); ++i) {
      if (i > 0 && instants[i].first == instants[i - 1].first) continue;
      Charged after = charged_at(instants[i].first);
      for (const auto& [place, gross] : before) after.emplace(place, 0);
      for (const auto& [place, gross] : after) {
        const auto known = before.find(place);
        const std::int64_t was = known == before.end() ? 0 : known->second;
        if (gross != was)
          clocks_[place.first].item.jumps.push_back({instants[i].first, place.second, gross - was, instants[i].second});
      }
      before = std::move(after);
    }
  }

  using Charged = std::map<std::pair<std::size_t, std::uint16_t>, std::int64_t>;  // by clock and term

  Charged charged_at(Instant t) const {
    std::vector<Breach> breaches;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < clocks_.size(); ++i) {
      if (clocks_[i].from > t) continue;
      places.push_back(i);
      accrued_by(plan_.zone, clocks_[i].breach, t, breaches.emplace_back());
    }
    const Charges charges = price(plan_, breaches);
    Charged made;
    for (std::size_t row = 0; row < charges.size(); ++row)
      if (charges.is_charged(row) && is_priced(charges.term[row]))
        made[{places[charges.breach[row]], charges.term[row]}] = charges.gross[row];
    return made;
  }

  // ---- one ----------------------------------------------------------------------------------------------------------

  // As it will be at the end, as an audit would have it.
  Breach breach_of(const LiveTicket::Running& clock) const {
    const Setting<Interval>& holds = plan_.service_levels[clock.finding.obligation].holds;
    Breach breach;
    breach.ticket = "it";  // one and the same for all
    breach.at = *clock.finding.due;
    breach.obligation = clock.finding.obligation;
    breach.cycle = clock.finding.cycle;
    breach.ended = *clock.finding.ended;
    breach.is_open = clock.finding.is_open;
    breach.belongs = *clock.finding.triggered;
    const Instant end = holds ? std::min(breach.ended, holds->to) : breach.ended;
    each_late(breach.at, end, clock.course.spans, plan_.policies.pause_after_due == PauseAfterDue::stops_accrual,
              [&](Instant from, Instant to) {
                if (from < to) breach.stretches.push_back({from, to});
              });
    breach.late = lateness(breach.stretches, plan_.zone);
    return breach;
  }

  static bool is_broken(const std::vector<LiveTicket::Running>& clocks, const Finding& wanted) {
    return std::any_of(clocks.begin(), clocks.end(), [&](const LiveTicket::Running& one) {
      return one.finding.obligation == wanted.obligation && one.finding.cycle == wanted.cycle &&
             one.finding.verdict == Verdict::breached;
    });
  }

  // At which it is over its target, and what it follows is broken, too.
  Instant first_instant(const LiveTicket::Running& clock) const {
    const Binding::BoundLevel& level = live_.binding().levels()[clock.finding.obligation];
    if (!level.breach_of) {
      const Reading reading = read(level.clock, clock.course, until_);
      const auto kept = detail::kept_until(level.clock, clock.course, reading);
      if (kept && *kept) return std::clamp(**kept + tick, as_of_ + tick, until_);
    }
    Instant low = as_of_;
    Instant high = until_;
    while (high - low > tick) {
      const Instant middle = low + (high - low) / 2;
      (is_broken(ticket_.running(live_, middle), clock.finding) ? high : low) = middle;
    }
    return high;
  }

  const LivePlan& live_;
  const Plan& plan_;
  const LiveTicket& ticket_;
  Instant as_of_;
  Instant until_;
  ExposureSteps steps_;
  std::vector<LiveTicket::Running> now_;
  std::vector<Clock> clocks_;
  std::vector<OwnStep> own_;
};

}  // namespace

LiveExposure live_exposure(const LivePlan& plan, const LiveTicket& ticket, Instant as_of, Duration horizon,
                           const ExposureOptions& options) {
  if (horizon < Duration{} || !in_range(as_of) || horizon > range_end - as_of)
    throw InputError({{"out-of-range", "horizon", "the horizon is below zero, or ends after 2100", "", {}}});
  return LiveExposer(plan, ticket, as_of, as_of + horizon, options.jumps_max).expose();
}

ExposureBook::ExposureBook(const LivePlan& plan, Instant until, const ExposureOptions& options)
    : plan_(&plan), until_(until), options_(options) {}

void ExposureBook::take(const std::string& name, const LiveTicket& ticket, Instant as_of) {
  const Duration horizon = std::max(until_ - as_of, Duration{});
  std::vector<LiveItem> items = live_exposure(*plan_, ticket, as_of, horizon, options_).items;
  if (items.empty()) return drop(name);
  const auto code = static_cast<std::size_t>(names_.intern(name));
  if (places_.size() <= code) places_.resize(code + 1, 0);
  if (places_[code] == 0) {
    held_.push_back({name, {}, 0});
    places_[code] = static_cast<std::uint32_t>(held_.size());
  }
  held_[places_[code] - 1].items = std::move(items);
}

void ExposureBook::drop(const std::string& name) {
  const Dictionary::Code code = names_.find(name);
  if (code == Dictionary::absent || places_[static_cast<std::size_t>(code)] == 0) return;
  const std::uint32_t place = std::exchange(places_[static_cast<std::size_t>(code)], 0);
  if (place < held_.size()) {  // the last one fills the gap
    held_[place - 1] = std::move(held_.back());
    places_[static_cast<std::size_t>(names_.find(held_[place - 1].ticket))] = place;
  }
  held_.pop_back();
}

namespace {

std::int64_t sum_of(const std::vector<LiveItem>& items, Instant from, Instant to) noexcept {
  std::int64_t sum = 0;
  for (const LiveItem& item : items)
    for (const LiveJump& jump : item.jumps)
      if (jump.at > from && jump.at <= to) sum += jump.gross;
  return sum;
}

}  // namespace

std::int64_t ExposureBook::at_stake(Instant from, Instant to) const noexcept {
  std::int64_t sum = 0;
  for (const Held& one : held_) sum += sum_of(one.items, from, to);
  return sum;
}

std::vector<ExposureBook::Held> ExposureBook::dearest(Instant from, Instant to, std::size_t most) const {
  std::vector<std::pair<std::int64_t, const Held*>> order;
  for (const Held& one : held_)
    if (const std::int64_t minor = sum_of(one.items, from, to); minor > 0) order.emplace_back(minor, &one);
  const std::size_t count = std::min(most, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second->ticket < b.second->ticket;
                    });
  std::vector<Held> list;
  for (std::size_t i = 0; i < count; ++i)
    list.push_back({order[i].second->ticket, order[i].second->items, order[i].first});
  return list;
}

}  // namespace slakit
