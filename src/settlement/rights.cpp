#include "slakit/settlement/rights.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "assessment/accrued.hpp"
#include "penalty/worth.hpp"
#include "settlement/groups.hpp"
#include "slakit/clock/lateness.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

struct Arising {
  Instant at;
  std::vector<std::uint32_t> breaches;
};

class Rights {
 public:
  Rights(const Plan& plan, const std::vector<Breach>& breaches, const Charges& charges, const Statement& statement,
         Instant now)
      : plan_(plan), breaches_(breaches), charges_(charges), statement_(statement), now_(now) {
    for (std::size_t i = 0; i < breaches.size(); ++i)
      if (!breaches[i].is_kept && !(breaches[i].chargeable == Ratio(0, 1)))
        order_.push_back(static_cast<std::uint32_t>(i));
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return breaches[a].at < breaches[b].at; });
  }

  TerminationRight right(std::size_t rule) const {
    const TerminationRule& what = plan_.contract.termination[rule];
    TerminationRight made;
    made.rule = rule;
    std::vector<Arising> arisings = arisings_of(what.when);
    std::stable_sort(arisings.begin(), arisings.end(), [](const Arising& a, const Arising& b) { return a.at < b.at; });
    if (arisings.empty()) return made;
    made.since = arisings.front().at;
    made.latest = arisings.back().at;
    made.breaches = std::move(arisings.back().breaches);
    if (what.exercise_within) made.until = shifted(*made.latest, *what.exercise_within, 1, plan_.zone);
    if (what.notice) made.earliest_end = shifted(*made.latest, *what.notice, 1, plan_.zone);
    made.state = made.until && *made.until <= now_ ? RightState::lapsed : RightState::exercisable;
    return made;
  }

 private:
  std::vector<Arising> arisings_of(const TerminationTrigger& when) const {
    if (when.delay) return by_delay(when);
    if (!when.cap.empty()) return by_cap(when.cap);
    if (when.credits) return by_credits(when);
    return by_breaches(when);
  }

  bool is_meant(const Breach& breach, const std::vector<std::string>& of) const {
    if (of.empty()) return true;
    const Obligation* obligation = plan_.obligation_of(breach.kind, breach.obligation);
    return obligation != nullptr && std::find(of.begin(), of.end(), obligation->name) != of.end();
  }

  std::vector<Arising> by_delay(const TerminationTrigger& when) const {
    std::vector<Arising> made;
    for (const std::uint32_t i : order_) {
      const Breach& breach = breaches_[i];
      if (!is_meant(breach, when.of)) continue;
      Duration left = shifted(breach.at, *when.delay, 1, plan_.zone) - breach.at;
      if (breach.late.time <= left) continue;
      for (const Interval& one : stretches_of(breach)) {
        if (left < one.to - one.from) {
          made.push_back({one.from + left, {i}});
          break;
        }
        left -= one.to - one.from;
      }
    }
    return made;
  }

  std::vector<Arising> by_breaches(const TerminationTrigger& when) const {
    std::vector<std::uint32_t> known;
    std::vector<Arising> made;
    const auto needed = static_cast<std::size_t>(when.breaches.value_or(1));
    for (const std::uint32_t i : order_) {
      const Breach& breach = breaches_[i];
      if (breach.kind == PricedKind::event || !is_meant(breach, when.of)) continue;
      known.push_back(i);
      const Instant from = when.in ? shifted(breach.at, *when.in, -1, plan_.zone) : range_begin;
      while (when.in && breaches_[known.front()].at <= from) known.erase(known.begin());
      if (known.size() >= needed) made.push_back({breach.at, known});
    }
    return made;
  }

  std::vector<Arising> by_credits(const TerminationTrigger& when) const {
    const std::optional<Money> base =
        base_amount(plan_.contract.contract, when.credits_of.empty() ? "price" : when.credits_of);
    const Amount least = when.credits->amount ? amount_of(*when.credits->amount)
                         : base               ? share(*when.credits->rate, amount_of(*base))
                                              : Amount{};
    const auto needed = static_cast<std::size_t>(when.windows.value_or(1));
    const auto among = static_cast<std::size_t>(when.out_of.value_or(when.windows.value_or(1)));
    std::vector<std::size_t> reached;
    std::vector<Arising> made;
    for (const WindowStatement& window : statement_.windows) {
      const bool is_over = plan_.windows[window.window].span.to <= now_;
      if (!is_over || amount_of(window.total) < least || window.total.minor <= 0) continue;
      reached.push_back(window.window);
      while (reached.front() + among <= window.window) reached.erase(reached.begin());
      if (reached.size() >= needed) made.push_back({plan_.windows[window.window].span.to, {}});
    }
    return made;
  }

  // ---- a cap that is used up ----------------------------------------------------------------------------------------

  std::vector<Arising> by_cap(const std::string& name) const {
    std::vector<Arising> made;
    for (const CapUse& use : statement_.caps) {
      const PricedLimit& limit = plan_.limits[use.limit];
      const bool is_it = limit.kind == PricedLimit::Kind::cap && plan_.contract.caps[limit.rule].name == name;
      if (!is_it || !use.is_known || !use.applies || use.before.minor < use.amount.minor) continue;
      if (std::optional<Arising> one = when_filled(use, limit)) made.push_back(std::move(*one));
    }
    return made;
  }

  // The charge that fills it, and when it does.
  std::optional<Arising> when_filled(const CapUse& use, const PricedLimit& limit) const {
    std::int64_t room = use.amount.minor;
    const std::vector<std::int64_t> amounts = before_limit(use.limit);
    for (std::size_t row = 0; row < charges_.size(); ++row) {
      const Breach& breach = breaches_[charges_.breach[row]];
      const bool is_in = charges_.is_charged(row) && charges_.gross[row] > 0 && limit.terms[charges_.term[row]] != 0 &&
                         group_of(plan_, breach, limit.scope) == use.of &&
                         span_at(limit.spans, breach.belongs) == use.span;
      if (!is_in) continue;
      if (amounts[row] >= room) return Arising{instant_of(row, room), {charges_.breach[row]}};
      room -= amounts[row];
    }
    return std::nullopt;
  }

  // What each charge came to when this limit was applied.
  std::vector<std::int64_t> before_limit(std::size_t limit) const {
    std::vector<std::int64_t> amounts = charges_.gross;
    for (const Adjustment& one : statement_.adjustments) {
      const bool is_of_limit = one.kind == AdjustmentKind::cut || one.kind == AdjustmentKind::carried;
      if (one.kind != AdjustmentKind::earned_back && (!is_of_limit || one.rule < limit))
        amounts[one.charge] += one.minor;
    }
    return amounts;
  }

  // The first instant of its accrual at which it comes to so much.
  Instant instant_of(std::size_t row, std::int64_t minor) const {
    const Breach& breach = breaches_[charges_.breach[row]];
    const std::vector<Interval> stretches = stretches_of(breach);
    if (stretches.empty()) return breach.at;
    const Plan& terms = plan_.under(breach.version);
    const auto comes_to = [&](Instant t) {
      Breach then;
      accrued_by(plan_.zone, breach, t, then);
      const std::optional<Checked<Worth>> worth = worth_of(terms, charges_.term[row], then);
      if (!worth || !*worth) return false;
      const Checked<std::int64_t> amount = round(times((*worth)->exact, charges_.repeat[row]), plan_.policies.rounding);
      return amount && *amount >= minor;
    };
    Instant low = stretches.front().from;
    Instant high = stretches.back().to;
    if (!comes_to(high)) return high;
    while (high - low > Duration{1}) {
      const Instant middle = low + (high - low) / 2;
      (comes_to(middle) ? high : low) = middle;
    }
    return high;
  }

  const Plan& plan_;
  const std::vector<Breach>& breaches_;
  const Charges& charges_;
  const Statement& statement_;
  Instant now_;
  std::vector<std::uint32_t> order_;  // breaches by time
};

}  // namespace

std::vector<TerminationRight> rights_of(const Plan& plan, const std::vector<Breach>& breaches, const Charges& charges,
                                        const Statement& statement, Instant as_of) {
  std::vector<TerminationRight> made;
  const Rights rights(plan, breaches, charges, statement, as_of);
  for (std::size_t i = 0; i < plan.contract.termination.size(); ++i) made.push_back(rights.right(i));
  return made;
}

}  // namespace slakit
