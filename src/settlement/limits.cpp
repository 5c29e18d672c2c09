#include "settlement/limits.hpp"

#include <algorithm>
#include <optional>

#include "penalty/worth.hpp"

namespace slakit {
namespace {

// One limit over the spans of one group, in their order.
class LimitRun {
 public:
  LimitRun(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges,
           const std::vector<std::size_t>& windows, std::size_t limit, Statement& statement)
      : plan_(plan),
        breaches_(breaches),
        charges_(charges),
        windows_(windows),
        index_(limit),
        limit_(plan.limits[limit]),
        statement_(statement) {}

  void apply(const std::string& group, std::int32_t span, const Rows& rows) {
    const std::optional<std::int64_t> amount = amount_for(rows);
    if (!amount) {
      CapUse use = use_of(group, span);
      use.is_known = false;
      statement_.caps.push_back(std::move(use));
      return;
    }
    if (has_spans()) skip_to(span, *amount);
    const std::int64_t room = *amount + carried_room_ - used_before(span);
    cut_now_.clear();
    const std::int64_t before = sum_of(plan_, rows, [&](std::size_t row) { return charges_.net(row); });
    if (before > room) cut(rows, std::max<std::int64_t>(room, 0));
    const std::int64_t after = sum_of(plan_, rows, [&](std::size_t row) { return charges_.net(row); });
    CapUse use = use_of(group, span);
    use.amount.minor = *amount + carried_room_;
    use.before.minor = before;
    use.cut.minor = before - after;
    std::int64_t used = after;
    if (!has_spans()) {
      // Nothing comes after it.
    } else if (limit_.carry_over == CarryOver::what_is_cut) {
      used += owe_backlog(span, std::max<std::int64_t>(room - after, 0));
      backlog_.insert(backlog_.end(), cut_now_.begin(), cut_now_.end());
      use.carried.minor = backlog_sum();
    } else if (limit_.carry_over == CarryOver::unused_room) {
      carried_room_ = std::max<std::int64_t>(room - after, 0);
      use.carried.minor = carried_room_;
    }
    used_.push_back({span, used});
    last_span_ = span;
    statement_.caps.push_back(std::move(use));
  }

  // Spans without charges after the last one, as far as they have begun, still have room for what was cut.
  void finish(std::int32_t spans) {
    if (limit_.carry_over != CarryOver::what_is_cut || last_span_ < 0) return;
    for (std::int32_t span = last_span_ + 1; span < spans && backlog_sum() > 0; ++span)
      owe_in(span, limit_.amount.minor);
  }

 private:
  bool has_spans() const noexcept { return !limit_.spans.empty(); }

  struct Used {
    std::int32_t span;
    std::int64_t minor;
  };
  struct Owed {
    std::size_t row;
    std::int64_t minor;
  };

  CapUse use_of(const std::string& group, std::int32_t span) const {
    const Currency currency = plan_.currency();
    CapUse use;
    use.limit = index_;
    use.of = group;
    use.span = span;
    use.amount = use.before = use.cut = use.carried = Money{0, currency};
    return use;
  }

  // Of a base that the tickets say, what the first of them says.
  std::optional<std::int64_t> amount_for(const Rows& rows) const {
    if (limit_.base.attribute.empty()) return limit_.amount.minor;
    const std::optional<Amount> base = base_of(limit_.base, breaches_[charges_.breach[rows.front()]]);
    if (!base) return std::nullopt;
    const Amount share = slakit::share(limit_.rate, *base);
    return fitting(plan_, divide(share.numerator, share.denominator).quotient);
  }

  // Between the last span with charges and this one: room goes on, and what was cut is owed.
  void skip_to(std::int32_t span, std::int64_t amount) {
    if (limit_.carry_over == CarryOver::unused_room) carried_room_ += amount * (span - (last_span_ + 1));
    if (limit_.carry_over == CarryOver::what_is_cut && last_span_ >= 0)
      for (std::int32_t empty = last_span_ + 1; empty < span; ++empty) owe_in(empty, amount);
  }

  void owe_in(std::int32_t span, std::int64_t amount) {
    used_.push_back({span, owe_backlog(span, std::max<std::int64_t>(amount - used_before(span), 0))});
    last_span_ = span;
  }

  // In the trailing spans before this one.
  std::int64_t used_before(std::int32_t span) const {
    std::int64_t used = 0;
    for (const Used& one : used_)
      if (one.span > span - limit_.trailing && one.span < span) used += one.minor;
    return used;
  }

  void take(std::size_t row, std::int64_t admitted) {
    const std::int64_t off = charges_.net(row) - admitted;
    if (off == 0) return;
    charges_.cut[row] += off;
    statement_.adjustments.push_back({static_cast<std::uint32_t>(row), AdjustmentKind::cut,
                                      static_cast<std::uint32_t>(index_), static_cast<std::uint32_t>(windows_[row]),
                                      -off});
    cut_now_.push_back({row, off});
  }

  // Leaves `room` to the rows.
  void cut(const Rows& rows, std::int64_t room) {
    std::vector<Wide> nets;
    for (std::size_t row : rows) nets.push_back(Wide(charges_.net(row)));
    if (limit_.cut_order == CutOrder::pro_rata) {
      const std::vector<std::int64_t> parts = apportion(plan_, room, nets);
      for (std::size_t i = 0; i < rows.size(); ++i) take(rows[i], parts[i]);
      return;
    }
    Rows order = rows;
    if (limit_.cut_order == CutOrder::largest_first) {
      order.clear();
      for (const std::size_t place : largest_first(nets)) order.push_back(rows[place]);
    }
    for (const std::size_t row : order) {
      const std::int64_t admitted = std::min(charges_.net(row), room);
      room -= admitted;
      take(row, admitted);
    }
  }

  std::int64_t backlog_sum() const {
    std::int64_t sum = 0;
    for (const Owed& one : backlog_) sum += one.minor;
    return sum;
  }

  // What earlier spans were cut, as far as this one has room; the oldest first.
  std::int64_t owe_backlog(std::int32_t span, std::int64_t room) {
    std::int64_t owed = 0;
    for (Owed& one : backlog_) {
      const std::int64_t part = std::min(one.minor, room - owed);
      if (part <= 0) continue;
      one.minor -= part;
      owed += part;
      charges_.cut[one.row] -= part;
      const Instant from = limit_.spans[static_cast<std::size_t>(span)].from;
      statement_.adjustments.push_back({static_cast<std::uint32_t>(one.row), AdjustmentKind::carried,
                                        static_cast<std::uint32_t>(index_),
                                        static_cast<std::uint32_t>(plan_.window_at(from)), part});
    }
    return owed;
  }

  const Plan& plan_;
  const std::vector<Breach>& breaches_;
  Charges& charges_;
  const std::vector<std::size_t>& windows_;
  std::size_t index_;
  const PricedLimit& limit_;
  Statement& statement_;
  std::vector<Used> used_;
  std::vector<Owed> backlog_;
  std::vector<Owed> cut_now_;
  std::int64_t carried_room_ = 0;
  std::int32_t last_span_ = -1;
};

bool is_alike(const PricedLimit& a, const PricedLimit& b) {
  return a.kind == PricedLimit::Kind::cap && b.kind == PricedLimit::Kind::cap && a.scope == b.scope &&
         a.spans == b.spans && a.trailing == b.trailing && a.terms == b.terms;
}

// Where the greatest of several wins: whether this one does.
bool wins(const Plan& plan, std::size_t limit) {
  if (plan.policies.several_caps != SeveralCaps::greatest_wins) return true;
  const PricedLimit& mine = plan.limits[limit];
  for (std::size_t i = 0; i < plan.limits.size(); ++i) {
    const PricedLimit& other = plan.limits[i];
    if (i == limit || !is_alike(mine, other)) continue;
    if (other.amount.minor > mine.amount.minor || (other.amount.minor == mine.amount.minor && i < limit)) return false;
  }
  return true;
}

void note_idle(const Plan& plan, std::size_t limit, Statement& statement, bool applies) {
  CapUse use;
  use.limit = limit;
  use.amount = plan.limits[limit].amount;
  use.before = use.cut = use.carried = Money{0, plan.currency()};
  use.applies = applies;
  statement.caps.push_back(std::move(use));
}

}  // namespace

void apply_limits(const Plan& plan, const std::vector<Breach>& breaches, Charges& charges, const Rows& rows,
                  const std::vector<std::size_t>& windows, Instant as_of, Statement& statement) {
  for (std::size_t limit = 0; limit < plan.limits.size(); ++limit) {
    const PricedLimit& rule = plan.limits[limit];
    if (!wins(plan, limit)) {
      note_idle(plan, limit, statement, false);
      continue;
    }
    Rows limited;
    for (const std::size_t row : rows)
      if (rule.terms[charges.term[row]] != 0 && charges.gross[row] > 0) limited.push_back(row);
    const Groups groups = groups_of(plan, breaches, charges, limited, rule.scope, rule.spans);
    if (groups.empty() && rule.base.attribute.empty()) note_idle(plan, limit, statement, true);
    const auto begun = static_cast<std::int32_t>(
        std::count_if(rule.spans.begin(), rule.spans.end(), [&](const Interval& one) { return one.from < as_of; }));
    for (auto group = groups.begin(); group != groups.end();) {
      const std::string& name = group->first.first;
      LimitRun run(plan, breaches, charges, windows, limit, statement);
      for (; group != groups.end() && group->first.first == name; ++group)
        run.apply(name, group->first.second, group->second);
      run.finish(begun);
    }
  }
}

}  // namespace slakit
