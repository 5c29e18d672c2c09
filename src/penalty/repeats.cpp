#include <algorithm>
#include <deque>
#include <optional>

#include "penalty/exact.hpp"
#include "penalty/stages.hpp"
#include "penalty/worth.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

// Its own window, where it has some, else that of the settlement.
std::int64_t window_of(const Plan& plan, const Breach& breach) noexcept {
  const bool is_of_own = breach.kind == PricedKind::indicator ||
                         (breach.kind == PricedKind::duty && !plan.duties[breach.obligation].windows.empty());
  return is_of_own ? breach.cycle : static_cast<std::int64_t>(plan.window_at(breach.belongs));
}

// The breaches of one term, in their order.
class Streak {
 public:
  Streak(const Plan& plan, const RepeatRule& rule) : plan_(plan), rule_(rule) {}

  // Which repeat this one is, from 1.
  int next(const Breach& breach) {
    const bool is_forgotten =
        rule_.reset_after && last_ && *last_ <= shifted(breach.at, *rule_.reset_after, -1, plan_.zone);
    if (is_forgotten) forget();
    last_ = breach.at;
    const int length = rule_.consecutive ? in_a_row(window_of(plan_, breach)) : within_reach(breach.at);
    if (rule_.counted == RepeatCounting::anew && length >= from()) forget();
    return length;
  }

  // From which on it is a repeat.
  int from() const noexcept { return rule_.consecutive ? *rule_.consecutive : rule_.count.value_or(2); }

 private:
  void forget() {
    length_ = 0;
    window_.reset();
    instants_.clear();
  }

  int in_a_row(std::int64_t window) {
    if (!window_ || window > *window_ + 1)
      length_ = 1;
    else if (window == *window_ + 1)
      ++length_;
    window_ = window;
    return length_;
  }

  int within_reach(Instant at) {
    instants_.push_back(at);
    if (rule_.count && rule_.in) {
      const Instant from = shifted(at, *rule_.in, -1, plan_.zone);
      while (instants_.front() <= from) instants_.pop_front();
    }
    return static_cast<int>(instants_.size());
  }

  const Plan& plan_;
  const RepeatRule& rule_;
  std::optional<Instant> last_;
  std::optional<std::int64_t> window_;
  int length_ = 0;
  std::deque<Instant> instants_;
};

Ratio times_at(const RepeatRule& rule, int length, int from) {
  if (!rule.ladder.empty()) {
    const std::size_t step = std::min(static_cast<std::size_t>(length), rule.ladder.size()) - 1;
    return ratio_of(rule.ladder[step]);
  }
  return length >= from ? ratio_of(*rule.factor) : Ratio(1, 1);
}

// Charges of a term that cost something: by time, or, where windows in a row count, by window and time. A breach that
// comes late may belong to a window before.
Rows in_order(const Plan& plan, const std::vector<Breach>& breaches, const Charges& charges, std::size_t term) {
  Rows rows;
  for (std::size_t i = 0; i < charges.size(); ++i) {
    const bool costs = charges.is_charged(i) && !charges.exact[i].numerator.is_negative() &&
                       !(charges.exact[i].numerator.is_zero() && charges.points[i] <= Ratio(0, 1));
    if (charges.term[i] == term && costs) rows.push_back(i);
  }
  if (plan.contract.penalties[term].repeats->consecutive)
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
      return window_of(plan, breaches[charges.breach[a]]) < window_of(plan, breaches[charges.breach[b]]);
    });
  return rows;
}

}  // namespace

void repeat(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges) {
  for (std::size_t term = 0; term < plan.terms.size(); ++term) {
    const Setting<RepeatRule>& signed_rule = plan.contract.penalties[term].repeats;
    if (!signed_rule) continue;
    Streak streak(plan, *signed_rule);
    for (const std::size_t i : in_order(plan, breaches, charges, term)) {
      const int length = streak.next(breaches[charges.breach[i]]);
      if (signed_rule->before == BeforeRepeat::free && length < streak.from()) {
        charges.status[i] = ChargeStatus::not_reached;
        continue;
      }
      const Ratio more = times_at(*signed_rule, length, streak.from());
      charges.repeat[i] = more;
      charges.exact[i] = times(charges.exact[i], more);
      const Checked<Ratio> points = multiply(charges.points[i], more);
      if (!points) throw_fault(plan, breaches[charges.breach[i]], term, points.fault);
      charges.points[i] = *points;
    }
  }
}

}  // namespace slakit
