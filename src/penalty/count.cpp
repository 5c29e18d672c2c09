#include "penalty/count.hpp"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include "penalty/exact.hpp"
#include "slakit/clock/lateness.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

using std::chrono::days;
constexpr Duration day = days{1};

// The length of a unit of time, or none.
std::optional<Duration> length_of(ChargeUnit unit) noexcept {
  switch (unit) {
    case ChargeUnit::minute: return std::chrono::minutes{1};
    case ChargeUnit::hour: return std::chrono::hours{1};
    case ChargeUnit::day: return day;
    case ChargeUnit::week: return days{7};
    case ChargeUnit::incident:
    case ChargeUnit::business_day:
    case ChargeUnit::month:
    case ChargeUnit::percentage_point:
    case ChargeUnit::unit:
    case ChargeUnit::window: break;
  }
  return std::nullopt;
}

// Lateness with the stretches it is made of, where something asks for them.
struct Late {
  Lateness sum;
  std::vector<Interval> stretches;
  Instant from{};  // what months and due days are counted from
};

class UnitCount {
 public:
  UnitCount(const Plan& plan, std::size_t term, const Breach& breach)
      : plan_(plan),
        term_(plan.terms[term]),
        rule_(plan.contract.penalties[term]),
        charge_(rule_.charge.front()),
        breach_(breach),
        unit_(charge_.per.value_or(ChargeUnit::incident)) {}

  Checked<Counted> count() const {
    if (unit_ == ChargeUnit::percentage_point || unit_ == ChargeUnit::unit) return by_figure();
    Late late = lateness();
    Counted made;
    const Checked<bool> passes = pass_threshold(late);
    if (!passes) return passes.fault;
    made.is_free = !*passes;
    if (charge_.rounded_to) round_first(late);
    if (charge_.due_day == DueDay::in && unit_ == ChargeUnit::day && late.sum.time > Duration{}) add_due_day(late);
    made.late = late.sum;
    const Checked<Ratio> measure = measure_of(late);
    if (!measure) return measure.fault;
    const Checked<Ratio> count = count_of(late, *measure);
    if (!count) return count.fault;
    made.measure = *measure;
    made.count = *count;
    return made;
  }

 private:
  // ---- lateness -----------------------------------------------------------------------------------------------------

  Late lateness() const {
    if (charge_.counts == ChargedTime::time_saved) return {{breach_.saved, 0}, {}, breach_.at};
    return {breach_.late, breach_.stretches, breach_.at};
  }

  // Whether something is left to charge.
  Checked<bool> pass_threshold(Late& late) const {
    if (!rule_.threshold) return true;
    if (rule_.threshold->figure) {
      const Checked<Ratio> left = figure_left();
      return left ? Checked<bool>(*left > Ratio(0, 1)) : Checked<bool>(left.fault);
    }
    const Duration free = *rule_.threshold->time;
    if (term_.threshold == Threshold::franchise) return late.sum.time >= free;
    if (charge_.counts == ChargedTime::time_saved)
      late.sum.time = std::max(late.sum.time - free, Duration{});
    else
      move_to(late, term_.threshold == Threshold::deferral ? late.from + free : instant_after(late, free));
    return late.sum.time > Duration{};
  }

  // When so much of it has run.
  static Instant instant_after(const Late& late, Duration time) noexcept {
    for (const Interval& one : late.stretches) {
      if (time < one.to - one.from) return one.from + time;
      time -= one.to - one.from;
    }
    return late.stretches.empty() ? late.from + time : late.stretches.back().to;
  }

  void move_to(Late& late, Instant from) const {
    std::vector<Interval> left;
    for (const Interval& one : late.stretches)
      if (one.to > from) left.push_back({std::max(one.from, from), one.to});
    late.stretches = std::move(left);
    late.sum = slakit::lateness(late.stretches, plan_.zone);
    late.from = from;
  }

  // ---- units of time ------------------------------------------------------------------------------------------------

  Ratio units() const noexcept { return charge_.units ? ratio_of(*charge_.units) : Ratio(1, 1); }

  Checked<Ratio> measure_of(const Late& late) const {
    if (unit_ == ChargeUnit::incident || unit_ == ChargeUnit::window) return Ratio(1, 1);
    if (unit_ == ChargeUnit::month) return months(late);
    if (unit_ == ChargeUnit::business_day) return business_days(late, Counting::pro_rata);
    const Checked<Ratio> time = ratio_of(Wide(late.sum.time.count()), Wide(length_of(unit_)->count()));
    return time ? divide(*time, units()) : time;
  }

  Checked<Ratio> count_of(const Late& late, const Ratio& measure) const {
    if (unit_ == ChargeUnit::incident || unit_ == ChargeUnit::window) return measure;
    if (unit_ == ChargeUnit::business_day) return business_days(late, term_.counting);
    const bool counts_dates = unit_ == ChargeUnit::day || unit_ == ChargeUnit::week;
    if (term_.counting == Counting::calendar_days_touched && counts_dates && !charge_.rounded_to) return touched(late);
    return counted(measure, term_.counting);
  }

  void round_first(Late& late) const {
    const std::optional<Duration> length = length_of(charge_.rounded_to->unit);
    if (!length) return;
    const Counting how = charge_.rounded_to->counting.value_or(plan_.policies.counting);
    const std::int64_t whole = how == Counting::calendar_days_touched
                                   ? late.sum.days_touched
                                   : counted(Ratio(late.sum.time.count(), length->count()), how).numerator();
    if (how != Counting::pro_rata) late.sum.time = (how == Counting::calendar_days_touched ? day : *length) * whole;
  }

  // A date begins when the one before has ended: an instant at 00:00 is 24:00 of the day before.
  void add_due_day(Late& late) const {
    late.sum.time += day;
    const Date due = date_of(late.from - Duration{1}, plan_.zone);
    const bool is_touched = !late.stretches.empty() ? date_of(late.stretches.front().from, plan_.zone) == due
                                                    : date_of(late.from, plan_.zone) == due;
    if (!is_touched) ++late.sum.days_touched;
  }

  Checked<Ratio> touched(const Late& late) const {
    const std::int64_t each = unit_ == ChargeUnit::week ? 7 : 1;
    const Checked<Ratio> measure = divide(Ratio(late.sum.days_touched, each), units());
    return measure ? Checked<Ratio>(counted(*measure, Counting::started_24_h)) : measure;
  }

  // Months from the due instant on the local calendar, and the share of the one it ends in.
  Checked<Ratio> months(const Late& late) const {
    const Instant end = late.from + late.sum.time;
    const LocalTime local = plan_.zone.to_local(late.from);
    const auto date = std::chrono::floor<days>(local);
    const auto at = [&](int times) -> Checked<Instant> {
      const Checked<Date> day_of = add_times(Date{date}, Period{1, 0, {}}, times, plan_.policies.month_arithmetic);
      if (!day_of) return day_of.fault;
      return plan_.zone.to_instant(std::chrono::local_days{*day_of} + (local - date));
    };
    int whole = 0;
    Instant from = late.from;
    for (;; ++whole) {
      const Checked<Instant> next = at(whole + 1);
      if (!next) return next.fault;
      if (*next > end) {
        const Checked<Ratio> sum = add(Ratio(whole, 1), Ratio((end - from).count(), (*next - from).count()));
        return sum ? divide(*sum, units()) : sum;
      }
      from = *next;
    }
  }

  // Of one date: how much of its open time is late.
  struct LateDate {
    Date date{};
    Duration late{};
  };

  // Cut at midnight.
  static std::vector<Interval> pieces_of(const Late& late, const Zone& zone) {
    std::vector<Interval> pieces;
    for (Interval one : late.stretches)
      while (one.from < one.to) {
        const Instant midnight = std::min(end_of(date_of(one.from, zone), zone), one.to);
        pieces.push_back({one.from, midnight});
        one.from = midnight;
      }
    return pieces;
  }

  // Dates with late open time: so many, those late throughout, or what share of each.
  Checked<Ratio> business_days(const Late& late, Counting counting) const {
    const Calendar& calendar = plan_.calendars[*term_.calendar];
    const Zone& zone = calendar.zone();
    std::vector<LateDate> dates;
    for (const Interval& piece : pieces_of(late, zone)) {
      const Checked<Duration> open = calendar.elapsed(piece.from, piece.to);
      if (!open) return open.fault;
      if (*open == Duration{}) continue;
      const Date date = date_of(piece.from, zone);
      if (dates.empty() || dates.back().date != date) dates.push_back({date, {}});
      dates.back().late += *open;
    }
    Checked<Ratio> sum = Ratio(0, 1);
    for (const LateDate& one : dates) {
      const Checked<Duration> open = calendar.elapsed(begin_of(one.date, zone), end_of(one.date, zone));
      if (!open) return open.fault;
      const Ratio share(one.late.count(), open->count());
      sum = add(*sum, counting == Counting::pro_rata ? share : counted(share, counting));
      if (!sum) return sum;
    }
    const Checked<Ratio> measure = divide(*sum, units());
    return measure ? Checked<Ratio>(counted(*measure, counting)) : measure;
  }

  // ---- figures ------------------------------------------------------------------------------------------------------

  const Bound* target() const {
    if (term_.kind != PricedKind::indicator) return nullptr;
    const Setting<Bound>& bound = plan_.indicators[term_.index].rule().target;
    return bound ? &*bound : nullptr;
  }

  Checked<Ratio> figure_short() const {
    const Bound* bound = target();
    return bound != nullptr && breach_.has_figure ? shortfall(*bound, breach_.figure) : Checked<Ratio>(Ratio(0, 1));
  }

  // What a threshold leaves of it.
  Checked<Ratio> figure_left() const {
    const Checked<Ratio> all = figure_short();
    if (!all || !rule_.threshold || !rule_.threshold->figure) return all;
    const Ratio free = ratio_of(rule_.threshold->figure->value);
    if (term_.threshold == Threshold::franchise) return *all < free ? Ratio(0, 1) : *all;
    return *all > free ? subtract(*all, free) : Checked<Ratio>(Ratio(0, 1));
  }

  Checked<Counted> by_figure() const {
    Counted made;
    const Checked<Ratio> left = figure_left();
    if (!left) return left.fault;
    made.is_free = rule_.threshold && *left == Ratio(0, 1);
    const bool is_share = term_.kind == PricedKind::indicator && is_percentage(plan_.indicators[term_.index].rule());
    Checked<Ratio> measure = unit_ == ChargeUnit::percentage_point && is_share ? multiply(*left, Ratio(100, 1)) : left;
    if (measure) measure = divide(*measure, units());
    if (!measure) return measure.fault;
    made.measure = *measure;
    made.count = counted(*measure, term_.counting);
    return made;
  }

  const Plan& plan_;
  const PricedTerm& term_;
  const PenaltyTerm& rule_;
  const ChargeRule& charge_;
  const Breach& breach_;
  ChargeUnit unit_;
};

}  // namespace

Checked<Counted> count_units(const Plan& plan, std::size_t term, const Breach& breach) {
  return UnitCount(plan, term, breach).count();
}

Checked<Ratio> shortfall(const Bound& bound, const Ratio& figure) {
  Checked<Ratio> most = Ratio(0, 1);
  const auto longer = [&](const Setting<Figure>& limit, bool is_least) {
    if (!limit || !most) return;
    const Ratio end = ratio_of(limit->value);
    const Checked<Ratio> gap = is_least ? subtract(end, figure) : subtract(figure, end);
    if (!gap || *most < *gap) most = gap;
  };
  longer(bound.at_least, true);
  longer(bound.more_than, true);
  longer(bound.at_most, false);
  longer(bound.less_than, false);
  return most;
}

}  // namespace slakit
