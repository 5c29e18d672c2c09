#include "slakit/settlement/settle.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "penalty/exact.hpp"
#include "penalty/worth.hpp"
#include "settlement/groups.hpp"
#include "settlement/limits.hpp"
#include "settlement/sums.hpp"

namespace slakit {
namespace {

class Settler {
 public:
  Settler(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges, Instant as_of)
      : plan_(plan), breaches_(breaches), charges_(charges), as_of_(as_of) {
    for (std::size_t i = 0; i < charges.size(); ++i)
      if (charges.is_charged(i)) rows_.push_back(i);
    window_.resize(charges.size());
    if (plan.windows.size() == 1) return;
    for (const std::size_t row : rows_) window_[row] = plan.window_at(breaches[charges.breach[row]].belongs);
  }

  Statement settle() && {
    climb_ladder();
    if (plan_.policies.rounding_stage == RoundingStage::per_statement)
      for (const Rows& rows : by_window()) round_together(rows);
    for (std::size_t i = 0; i < plan_.contract.minimums.size(); ++i) minimum(i);
    apply_limits(plan_, breaches_, charges_, rows_, window_, as_of_, statement_);
    earn_back();
    add_up();
    return std::move(statement_);
  }

 private:
  Money money(std::int64_t minor) const { return {minor, plan_.currency()}; }
  std::int64_t nets(const Rows& rows) const {
    return sum_of(plan_, rows, [&](std::size_t row) { return charges_.net(row); });
  }

  std::string_view penalty(std::size_t row) const { return plan_.contract.penalties[charges_.term[row]].name; }

  std::vector<Rows> by_window() const {
    std::vector<Rows> windows(plan_.windows.size());
    for (const std::size_t row : rows_) windows[window_[row]].push_back(row);
    return windows;
  }

  // ---- points -------------------------------------------------------------------------------------------------------

  void climb_ladder() {
    const Setting<SettlementRule>& rule = plan_.contract.settlement;
    if (!rule || rule->point_ladder.empty()) return;
    for (const Rows& rows : by_window()) {
      Rows scored;
      Checked<Ratio> points = Ratio(0, 1);
      for (const std::size_t row : rows) {
        if (charges_.points[row] <= Ratio(0, 1)) continue;
        scored.push_back(row);
        points = add(*points, charges_.points[row]);
        if (!points) throw_too_large(plan_);
      }
      if (const auto band = band_of(rule->point_ladder, *points); band && !scored.empty())
        share_by_points(scored, rule->point_ladder[*band], *rule);
    }
  }

  void share_by_points(const Rows& rows, const Band& band, const SettlementRule& rule) {
    std::vector<Wide> weights;
    Wide common(1);
    for (const std::size_t row : rows) {
      const Wide denominator(charges_.points[row].denominator());
      common = divide(common * denominator, greatest_common_divisor(common, denominator)).quotient;
    }
    for (const std::size_t row : rows)
      weights.push_back(Wide(charges_.points[row].numerator()) *
                        divide(common, Wide(charges_.points[row].denominator())).quotient);
    Amount amount;
    if (band.amount) {
      amount = amount_of(*band.amount);
    } else if (band.rate) {
      const std::string of = rule.point_ladder_of.empty() ? "price" : rule.point_ladder_of;
      amount = share(*band.rate, amount_of(base_amount(plan_.contract.contract, of).value_or(money(0))));
    }
    const Checked<std::int64_t> total = round(amount, plan_.policies.rounding);
    if (!total) throw_too_large(plan_);
    const std::vector<std::int64_t> parts = apportion(plan_, *total, weights);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      charges_.gross[rows[i]] = parts[i];
      charges_.exact[rows[i]] = amount_of(money(parts[i]));
    }
  }

  // ---- rounding -----------------------------------------------------------------------------------------------------

  // The exact sum is rounded once, and lines share it by largest remainder; bonuses apart.
  void round_together(const Rows& rows) {
    for (const bool is_bonus : {false, true}) {
      Rows same;
      for (const std::size_t row : rows)
        if (charges_.exact[row].numerator.is_negative() == is_bonus) same.push_back(row);
      Amount sum;
      for (const std::size_t row : same) sum = sum + charges_.exact[row];
      if (sum.numerator.is_zero()) continue;
      std::vector<Wide> weights;  // over the sum's denominator, a multiple of each
      for (const std::size_t row : same) {
        const Amount& exact = charges_.exact[row];
        const Wide weight = exact.numerator * divide(sum.denominator, exact.denominator).quotient;
        weights.push_back(is_bonus ? -weight : weight);
      }
      const Checked<std::int64_t> total = round(sum, plan_.policies.rounding);
      if (!total) throw_too_large(plan_);
      const std::vector<std::int64_t> parts = apportion(plan_, is_bonus ? -*total : *total, weights);
      for (std::size_t i = 0; i < same.size(); ++i) charges_.gross[same[i]] = is_bonus ? -parts[i] : parts[i];
    }
  }

  // ---- minimums -----------------------------------------------------------------------------------------------------

  void adjust(std::size_t row, AdjustmentKind kind, std::size_t rule, std::size_t window, std::int64_t minor) {
    if (minor == 0) return;
    charges_.adjusted[row] += minor;
    statement_.adjustments.push_back({static_cast<std::uint32_t>(row), kind, static_cast<std::uint32_t>(rule),
                                      static_cast<std::uint32_t>(window), minor});
  }

  void minimum(std::size_t index) {
    const MinimumRule& rule = plan_.contract.minimums[index];
    const CapScope scope = rule.at.value_or(CapScope::contract);
    Rows limited;
    for (const std::size_t row : rows_) {
      const std::string& name = plan_.contract.penalties[charges_.term[row]].name;
      const bool is_meant = rule.penalties.empty() ||
                            std::find(rule.penalties.begin(), rule.penalties.end(), name) != rule.penalties.end();
      if (is_meant && charges_.net(row) > 0) limited.push_back(row);
    }
    for (const auto& [key, rows] : groups_of(plan_, breaches_, charges_, limited, scope, spans_of(scope))) {
      const std::int64_t sum = nets(rows);
      if (rule.ignore_up_to && sum <= rule.ignore_up_to->minor)
        for (const std::size_t row : rows)
          adjust(row, AdjustmentKind::dropped, index, window_[row], -charges_.net(row));
      if (rule.raise_to && sum < rule.raise_to->minor) {
        const std::size_t largest = *std::max_element(
            rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return charges_.net(a) < charges_.net(b); });
        adjust(largest, AdjustmentKind::raised, index, window_[largest], rule.raise_to->minor - sum);
      }
    }
  }

  std::vector<Interval> spans_of(CapScope scope) const {
    std::vector<Interval> spans;
    if (scope == CapScope::window)
      for (const SettledWindow& window : plan_.windows) spans.push_back(window.span);
    return scope == CapScope::year ? plan_.years : spans;
  }

  // ---- earn-back ----------------------------------------------------------------------------------------------------

  void earn_back() {
    const Setting<SettlementRule>& rule = plan_.contract.settlement;
    if (!rule || rule->earn_back.empty()) return;
    for (const std::size_t row : rows_)
      if (charges_.gross[row] > 0) bad_.insert({window_[row], penalty(row)});
    for (const std::size_t row : rows_) {
      const std::int64_t net = charges_.net(row);
      if (net <= 0) continue;
      const std::size_t good = good_windows_after(row);
      for (std::size_t i = 0; i < rule->earn_back.size(); ++i) {
        const EarnBack& back = rule->earn_back[i];
        const auto windows = static_cast<std::size_t>(back.windows.value_or(1));
        if (windows > good) continue;
        const Checked<std::int64_t> part = round(share(back.share, amount_of(money(net))), plan_.policies.rounding);
        const std::int64_t given = std::min(part.value_or(0), charges_.net(row));
        adjust(row, AdjustmentKind::earned_back, i, window_[row] + windows, -given);
      }
    }
  }

  // Windows in a row after the charge's own, all over, in which nothing is owed under its penalty.
  std::size_t good_windows_after(std::size_t row) const {
    std::size_t good = 0;
    for (std::size_t window = window_[row] + 1; window < plan_.windows.size(); ++window, ++good)
      if (plan_.windows[window].span.to > as_of_ || bad_.contains({window, penalty(row)})) break;
    return good;
  }

  // ---- sums and postings --------------------------------------------------------------------------------------------

  void add_up() {
    statement_.gross = money(sum_of(plan_, rows_, [&](std::size_t row) { return charges_.gross[row]; }));
    statement_.cut = money(sum_of(plan_, rows_, [&](std::size_t row) { return charges_.cut[row]; }));
    statement_.adjusted = money(sum_of(plan_, rows_, [&](std::size_t row) { return charges_.adjusted[row]; }));
    statement_.total = money(nets(rows_));
    Rows open;
    for (const std::size_t row : rows_)
      if (charges_.is_provisional[row] != 0) open.push_back(row);
    statement_.provisional = money(nets(open));
    post();
    add_windows();
  }

  void post() {
    // Adjustments by charge, each in the order in which they were made.
    std::vector<const Adjustment*> made;
    made.reserve(statement_.adjustments.size());
    for (const Adjustment& one : statement_.adjustments) made.push_back(&one);
    std::stable_sort(made.begin(), made.end(),
                     [](const Adjustment* a, const Adjustment* b) { return a->charge < b->charge; });
    statement_.postings.reserve(2 * (rows_.size() + made.size()));
    auto next = made.begin();
    for (const std::size_t row : rows_) {
      post(row, window_[row], charges_.gross[row]);
      for (; next != made.end() && (*next)->charge == row; ++next) post(row, (*next)->window, (*next)->minor);
    }
  }

  // What is owed comes from the provider; what is taken back goes to it.
  void post(std::size_t row, std::size_t window, std::int64_t minor) {
    if (minor == 0) return;
    const auto put = [&](Account account, std::int64_t amount) {
      statement_.postings.push_back({account, amount, static_cast<std::uint32_t>(row),
                                     charges_.is_provisional[row] != 0, static_cast<std::uint32_t>(window)});
    };
    if (minor > 0) {
      put(Account::provider, minor);
      put(Account::penalty, -minor);
    } else {
      put(Account::penalty, -minor);
      put(Account::provider, minor);
    }
  }

  void add_windows() {
    std::vector<WindowStatement> windows(plan_.windows.size());
    std::vector<char> is_used(windows.size(), 0);
    for (std::size_t i = 0; i < windows.size(); ++i) {
      windows[i].window = static_cast<std::uint32_t>(i);
      windows[i].gross = windows[i].cut = windows[i].adjusted = windows[i].total = windows[i].provisional = money(0);
    }
    for (const std::size_t row : rows_) {
      windows[window_[row]].gross.minor += charges_.gross[row];
      is_used[window_[row]] = 1;
    }
    for (const Adjustment& one : statement_.adjustments) {
      WindowStatement& window = windows[one.window];
      (one.kind == AdjustmentKind::cut ? window.cut.minor : window.adjusted.minor) +=
          one.kind == AdjustmentKind::cut ? -one.minor : one.minor;
      is_used[one.window] = 1;
    }
    for (const Posting& one : statement_.postings) {
      if (one.account != Account::provider) continue;
      windows[one.window].total.minor += one.minor;
      if (one.is_provisional) windows[one.window].provisional.minor += one.minor;
    }
    for (std::size_t i = 0; i < windows.size(); ++i)
      if (is_used[i] != 0 || plan_.windows[i].span.from < as_of_) statement_.windows.push_back(windows[i]);
  }

  const Plan& plan_;
  const std::vector<Breach>& breaches_;
  Charges& charges_;
  Instant as_of_;
  Rows rows_;
  std::vector<std::size_t> window_;                         // by row
  std::set<std::pair<std::size_t, std::string_view>> bad_;  // windows in which a penalty charges something
  Statement statement_;
};

}  // namespace

Statement settle(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges, Instant as_of) {
  return Settler(plan, breaches, charges, as_of).settle();
}

std::string account_name(const Plan& plan, const Charges& charges, const Posting& posting) {
  if (posting.account == Account::provider) return "provider";
  return "penalties/" + plan.contract.penalties[charges.term[posting.charge]].name;
}

}  // namespace slakit
