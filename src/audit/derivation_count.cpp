// How lateness, time saved or a figure becomes a count of units. The count itself is the engine's (penalty/count.hpp);
// what is shown here is how it comes about, and the tests hold the two together.
#include <algorithm>
#include <optional>

#include "audit/derivation_work.hpp"
#include "penalty/count.hpp"
#include "penalty/exact.hpp"
#include "slakit/clock/lateness.hpp"
#include "time/local_dates.hpp"

namespace slakit::derived {
namespace {

using std::chrono::days;
constexpr Duration day = days{1};

bool is_of_time(ChargeUnit unit) noexcept {
  switch (unit) {
    case ChargeUnit::minute:
    case ChargeUnit::hour:
    case ChargeUnit::day:
    case ChargeUnit::business_day:
    case ChargeUnit::week:
    case ChargeUnit::month: return true;
    case ChargeUnit::incident:
    case ChargeUnit::percentage_point:
    case ChargeUnit::unit:
    case ChargeUnit::window: break;
  }
  return false;
}

// Hours to units of time: what is written behind a number of hours.
std::string per_unit(ChargeUnit unit) {
  switch (unit) {
    case ChargeUnit::minute: return " * 60";
    case ChargeUnit::day: return "/24";
    case ChargeUnit::week: return "/168";
    default: return "";
  }
}
std::string back_to_hours(ChargeUnit unit) {
  switch (unit) {
    case ChargeUnit::minute: return " / 60";
    case ChargeUnit::day: return " * 24";
    case ChargeUnit::week: return " * 168";
    default: return "";
  }
}

std::string counting(Counting how, const std::string& measure) {
  switch (how) {
    case Counting::started_24_h:
    case Counting::calendar_days_touched: return "ceil(" + measure + ")";
    case Counting::completed_24_h: return "floor(" + measure + ")";
    case Counting::pro_rata: break;
  }
  return measure;
}

class CountSteps {
 public:
  explicit CountSteps(Work& work)
      : work_(work),
        charge_(work.charge),
        unit_(charge_.per.value_or(ChargeUnit::incident)),
        is_saved_(charge_.counts == ChargedTime::time_saved),
        counted_(count_units(work.terms, work.index, work.breach).value_or(Counted{})) {}

  bool derive() {
    if (unit_ == ChargeUnit::percentage_point || unit_ == ChargeUnit::unit) return by_figure();
    const Setting<ThresholdRule>& threshold = work_.rule.threshold;
    left_ = is_saved_ ? work_.breach.saved : work_.breach.late.time;
    stretches_ = work_.breach.stretches;
    from_ = work_.breach.at;
    const bool matters = is_of_time(unit_) || (threshold && threshold->time);
    if (matters && !is_saved_) subtract_uncounted();
    if (threshold && threshold->time) free_time(*threshold->time);
    if (threshold && threshold->figure) free_figure(threshold->figure->text);
    if (counted_.is_free) return false;
    if (charge_.rounded_to) round_first();
    count();
    return true;
  }

 private:
  Text late_text() const {
    if (is_saved_) return say(phrase::time_saved, {length_text(counted_.late.time)});
    return say(is_cut_ ? phrase::time_late_in_term : phrase::time_late, {length_text(counted_.late.time)});
  }

  // ---- lateness -----------------------------------------------------------------------------------------------------

  const Setting<Interval>* holds() const noexcept {
    const Breach& breach = work_.breach;
    switch (breach.kind) {
      case PricedKind::clock: return &work_.plan.service_levels[breach.obligation].holds;
      case PricedKind::duty: return &work_.plan.duties[breach.obligation].holds;
      case PricedKind::promise: return &work_.plan.promises[breach.obligation].holds;
      case PricedKind::indicator:
      case PricedKind::event: break;
    }
    return nullptr;
  }

  // By an exclusion's time.
  Duration excused() const {
    const Breach& breach = work_.breach;
    const Audit& audit = work_.audit;
    for (const ExcuseEffect& effect : audit.excuses.effects) {
      bool is_its = breach.finding == effect.finding;
      if (effect.kind == ExcusedKind::clock)
        is_its = breach.kind == PricedKind::clock && audit.findings.obligation[effect.finding] == breach.obligation &&
                 audit.findings.cycle[effect.finding] == breach.cycle &&
                 audit.tickets[static_cast<std::size_t>(audit.findings.ticket[effect.finding])] == breach.ticket;
      else if (breach.kind != (effect.kind == ExcusedKind::duty ? PricedKind::duty : PricedKind::promise))
        is_its = false;
      if (is_its) return std::max(effect.late_was - breach.late.time, Duration{});
    }
    return {};
  }

  void subtract_uncounted() {
    const Breach& breach = work_.breach;
    const Duration whole = breach.ended - breach.at;
    const Duration off = whole - breach.late.time;
    const Setting<Interval>* period = holds();
    is_cut_ = period != nullptr && *period && (*period)->to < breach.ended;
    if (off <= Duration{}) return;
    const Duration after = is_cut_ ? breach.ended - std::max((*period)->to, breach.at) : Duration{};
    const Duration forgiven = excused();
    const Duration rest = off - after - forgiven;
    Text text;
    std::string left = exact_text(hours_of(whole));
    std::vector<DerivationFact> facts{{"from_due_to_done", left}};
    const auto put = [&](Duration part, const Phrase& phrase, const char* name) {
      if (part == Duration{}) return;
      const Text words = say(phrase, {length_text(part)});
      text += text.en.empty() ? words : Text(", " + words.en, "、" + words.zh);
      left += " - " + exact_text(hours_of(part));
      facts.push_back({name, exact_text(hours_of(part))});
    };
    if (rest < Duration{}) {
      put(off, phrase::uncounted, "not_counted");
    } else {
      put(after, phrase::after_term, "after_term");
      put(forgiven, phrase::excused_time, "excused");
      put(rest, phrase::paused, "paused");
    }
    work_.compute(DerivationKind::lateness,
                  say(phrase::lateness, {length_text(whole), text, length_text(breach.late.time)}), left,
                  exact_text(hours_of(breach.late.time)));
    work_.steps.back().facts = std::move(facts);
  }

  // ---- threshold ----------------------------------------------------------------------------------------------------

  // When so much of the lateness has run.
  Instant after_so_much(Duration time) const noexcept {
    for (const Interval& one : stretches_) {
      if (time < one.to - one.from) return one.from + time;
      time -= one.to - one.from;
    }
    return stretches_.empty() ? from_ + time : stretches_.back().to;
  }

  void begin_at(Instant from) {
    std::vector<Interval> later;
    for (const Interval& one : stretches_)
      if (one.to > from) later.push_back({std::max(one.from, from), one.to});
    stretches_ = std::move(later);
    left_ = lateness(stretches_, work_.plan.zone).time;
    from_ = from;
  }

  void free_time(Duration free) {
    const Text all =
        is_saved_ ? say(phrase::time_saved, {length_text(left_)}) : say(phrase::time_late, {length_text(left_)});
    if (work_.term.threshold == Threshold::franchise) {
      const Phrase& phrase = counted_.is_free ? phrase::below_franchise : phrase::franchise;
      work_.tell(DerivationKind::threshold, say(phrase, {length_text(free), all})).facts = {
          {"late", exact_text(hours_of(left_))}, {"free", exact_text(hours_of(free))}};
      return;
    }
    const Duration before = left_;
    if (is_saved_)
      left_ = std::max(left_ - free, Duration{});
    else
      begin_at(work_.term.threshold == Threshold::deferral ? from_ + free : after_so_much(free));
    const bool is_deferred = !is_saved_ && work_.term.threshold == Threshold::deferral;
    const std::string off = exact_text(hours_of(before - left_));
    work_.compute(DerivationKind::threshold,
                  say(is_deferred ? phrase::deferral : phrase::deductible, {length_text(free), length_text(left_)}),
                  exact_text(hours_of(before)) + " - " + off, exact_text(hours_of(left_)));
    work_.steps.back().facts = {
        {"before", exact_text(hours_of(before))}, {"free", exact_text(hours_of(free))}, {"off", off}};
  }

  // Lets all of it pass, or nothing.
  void free_figure(const std::string& free) {
    if (shortfall_exact() == Ratio(0, 1)) return;
    const Phrase& phrase = counted_.is_free ? phrase::below_franchise : phrase::franchise;
    const std::string all = to_string(shortfall_exact());
    work_.tell(DerivationKind::threshold, say(phrase, {free, say(phrase::misses_by, {all})})).facts = {
        {"shortfall", all}, {"free", free}};
  }

  // ---- units of time ------------------------------------------------------------------------------------------------

  void round_first() {
    const LatenessRounding& first = *charge_.rounded_to;
    const Counting how = first.counting.value_or(work_.terms.policies.counting);
    if (how == Counting::pro_rata) return;
    const Text unit = unit_word(first.unit, false);
    const std::string before = exact_text(hours_of(left_));
    const Text was = length_text(left_);
    std::string left;
    std::string dates;
    if (how == Counting::calendar_days_touched) {
      dates = std::to_string(stretches_.empty() ? work_.breach.late.days_touched
                                                : lateness(stretches_, work_.plan.zone).days_touched);
      left = dates + " * 24";
      left_ = day * std::stoll(dates);
    } else {
      const Duration length = first.unit == ChargeUnit::minute ? Duration{std::chrono::minutes{1}}
                              : first.unit == ChargeUnit::hour ? Duration{std::chrono::hours{1}}
                              : first.unit == ChargeUnit::week ? 7 * day
                                                               : day;
      left = counting(how, before + per_unit(first.unit)) + back_to_hours(first.unit);
      left_ = length * counted(Ratio(left_.count(), length.count()), how).numerator();
    }
    const Phrase& phrase = how == Counting::calendar_days_touched ? phrase::rounded_dates
                           : how == Counting::started_24_h        ? phrase::rounded_up
                                                                  : phrase::rounded_down;
    work_.compute(DerivationKind::rounded_lateness, say(phrase, {unit, was, length_text(left_)}), left,
                  exact_text(hours_of(left_)));
    work_.steps.back().facts = {{"late", before}};
    if (!dates.empty()) work_.steps.back().facts.push_back({"dates", dates});
  }

  bool counts_dates() const noexcept {
    const bool is_date = unit_ == ChargeUnit::day || unit_ == ChargeUnit::week;
    return is_date && work_.term.counting == Counting::calendar_days_touched && !charge_.rounded_to;
  }

  void add_due_day() {
    if (charge_.due_day != DueDay::in || unit_ != ChargeUnit::day || left_ == Duration{}) return;
    const std::string before = exact_text(hours_of(left_));
    left_ += day;
    if (counts_dates()) return;
    work_.compute(DerivationKind::due_day, say(phrase::due_day), before + " + 24", exact_text(hours_of(left_)));
    work_.steps.back().facts = {{"late", before}};
  }

  void count() {
    if (unit_ == ChargeUnit::incident || unit_ == ChargeUnit::window) {
      if (!charge_.bands.empty()) return;
      work_.tell(DerivationKind::count, say(unit_ == ChargeUnit::window ? phrase::window : phrase::incident)).facts = {
          {"count", "1"}};
      work_.last = "1";
      return;
    }
    const Duration before = left_;
    add_due_day();
    if (!charge_.bands.empty()) return measure();
    if (unit_ == ChargeUnit::month) return months(work_.term.counting);
    if (unit_ == ChargeUnit::business_day) return business_days(work_.term.counting);
    if (counts_dates()) return touched(before);
    units(work_.term.counting, counted_.count);
  }

  // What bands look at.
  void measure() {
    if (work_.term.kind == PricedKind::indicator) return;
    if (unit_ == ChargeUnit::month) return months(Counting::pro_rata);
    if (unit_ == ChargeUnit::business_day) return business_days(Counting::pro_rata);
    units(Counting::pro_rata, counted_.measure);
  }

  std::string each() const { return charge_.units ? " / " + to_string(*charge_.units) : ""; }

  Text in_units(const Text& of, Counting how, const Ratio& count) const {
    return say(phrase::count, {of, counted_units(unit_, charge_.units, how, count)});
  }

  void units(Counting how, const Ratio& count) {
    const std::string hours = exact_text(hours_of(left_));
    const Text text = in_units(late_text(), how, count);
    const std::string left = counting(how, hours + per_unit(unit_) + each());
    if (left == to_string(count))
      work_.tell(DerivationKind::count, text);
    else
      work_.compute(DerivationKind::count, text, left, to_string(count));
    work_.last = to_string(count);
    work_.steps.back().facts = {{"late", hours}};
    add_size();
  }

  void add_size() {
    if (charge_.units) work_.steps.back().facts.push_back({"units", to_string(*charge_.units)});
  }

  void touched(Duration late) {
    const std::int32_t all = counted_.late.days_touched;
    const Text spent = say(is_cut_ ? phrase::time_late_in_term : phrase::time_late, {length_text(late)});
    const Text dates{std::to_string(all) + (all == 1 ? " calendar day" : " calendar days"), std::to_string(all) + "日"};
    std::string left = std::to_string(all);
    if (charge_.due_day == DueDay::in) {
      const std::int32_t without =
          stretches_.empty() ? work_.breach.late.days_touched : lateness(stretches_, work_.plan.zone).days_touched;
      left = std::to_string(without) + " + " + std::to_string(all - without);
      work_.compute(DerivationKind::due_day, say(phrase::due_day), left, std::to_string(all));
      work_.steps.back().facts = {{"dates", std::to_string(without)}, {"due_day", std::to_string(all - without)}};
      left = std::to_string(all);
    }
    DerivationStep& step = work_.tell(DerivationKind::count, say(phrase::touched, {spent, dates}));
    step.facts = {{"late", exact_text(hours_of(late))}, {"dates", std::to_string(all)}};
    work_.last = left;
    if (unit_ == ChargeUnit::day && !charge_.units) return;
    const std::string measure = left + (unit_ == ChargeUnit::week ? " / 7" : "") + each();
    work_.compute(DerivationKind::count, in_units(dates, Counting::calendar_days_touched, counted_.count),
                  "ceil(" + measure + ")", to_string(counted_.count));
    add_size();
  }

  // The measure is of the units; those of a month by itself come first.
  void months(Counting how) {
    const Ratio size = charge_.units ? ratio_of(*charge_.units) : Ratio(1, 1);
    const Ratio all = multiply(counted_.measure, size).value_or(Ratio{});
    const Ratio whole(all.numerator() / all.denominator(), 1);
    const Ratio rest = subtract(all, whole).value_or(Ratio{});
    const std::string left = to_string(whole) + (rest == Ratio(0, 1) ? "" : " + " + to_string(rest));
    const std::string made = to_string(all);
    work_.compute(DerivationKind::count, say(phrase::months, {late_text(), work_.when(from_), made}), left, made);
    work_.steps.back().facts = {{"late", exact_text(hours_of(left_))},
                                {"from", work_.instant(from_)},
                                {"months", to_string(whole)},
                                {"rest", to_string(rest)}};
    after_dates(how, made);
  }

  // What dates come to, in units.
  void after_dates(Counting how, const std::string& made) {
    const bool is_measured = !charge_.bands.empty();
    const Ratio& result = is_measured ? counted_.measure : counted_.count;
    if (!charge_.units && made == to_string(result)) return;
    work_.compute(DerivationKind::count, in_units(late_text(), how, result), counting(how, made + each()),
                  to_string(result));
    add_size();
  }

  struct LateDate {
    Date date{};
    Duration late{};
    Duration open{};
  };

  // Dates of which some open time is late.
  std::vector<LateDate> late_dates(const Calendar& calendar) const {
    const Zone& zone = calendar.zone();
    std::vector<LateDate> dates;
    for (Interval one : stretches_)
      while (one.from < one.to) {
        const Date date = date_of(one.from, zone);
        const Instant midnight = std::min(end_of(date, zone), one.to);
        const Duration open = calendar.elapsed(one.from, midnight).value_or(Duration{});
        if (open != Duration{} && (dates.empty() || dates.back().date != date))
          dates.push_back({date, {}, calendar.elapsed(begin_of(date, zone), end_of(date, zone)).value_or(Duration{})});
        if (open != Duration{}) dates.back().late += open;
        one.from = midnight;
      }
    return dates;
  }

  // Dates of which as much is late, one after the other.
  struct LateRun {
    LateDate first;
    Date last{};
    std::int64_t number = 0;
  };

  static std::vector<LateRun> runs_of(const std::vector<LateDate>& dates) {
    std::vector<LateRun> runs;
    for (const LateDate& one : dates) {
      const bool is_alike = !runs.empty() && runs.back().first.late == one.late && runs.back().first.open == one.open;
      if (!is_alike) runs.push_back({one, {}, 0});
      runs.back().last = one.date;
      ++runs.back().number;
    }
    return runs;
  }

  void business_days(Counting how) {
    Text text;
    std::string left;
    Ratio sum(0, 1);
    std::vector<DerivationFact> facts{{"late", exact_text(hours_of(left_))}};
    for (const LateRun& run : runs_of(late_dates(work_.terms.calendars[*work_.term.calendar]))) {
      const std::string late = exact_text(hours_of(run.first.late));
      const std::string open = exact_text(hours_of(run.first.open));
      const Text dates = run.number == 1 ? Text(to_string(run.first.date))
                                         : say(phrase::dates, {to_string(run.first.date), to_string(run.last)});
      const Text words = say(phrase::late_date, {dates, late, open});
      text += text.en.empty() ? words : Text(", " + words.en, "、" + words.zh);
      const std::string times = run.number == 1 ? "" : std::to_string(run.number) + " * ";
      std::string part = late;
      part += " / (";
      part += open;
      part += ")";
      if (!left.empty()) left += " + ";
      left += times;
      left += counting(how, part);
      const Ratio share(run.first.late.count(), run.first.open.count());
      const Ratio each = how == Counting::pro_rata ? share : counted(share, how);
      sum = add(sum, multiply(each, Ratio(run.number, 1)).value_or(Ratio{})).value_or(sum);
      std::string fact = std::to_string(run.number);
      fact += " dates, late ";
      fact += late;
      fact += " of ";
      fact += open;
      facts.push_back({dates.en, std::move(fact)});
    }
    const std::string made = to_string(sum);
    Text line = say(phrase::count, {late_text(), counted_units(unit_, {}, how, sum)});
    if (!text.en.empty()) line += say(phrase::on_dates, {text});
    work_.compute(DerivationKind::count, line, left.empty() ? "0" : left, made);
    work_.steps.back().facts = std::move(facts);
    after_dates(how, made);
  }

  // ---- figures ------------------------------------------------------------------------------------------------------

  const Bound* target() const {
    if (work_.term.kind != PricedKind::indicator) return nullptr;
    const Setting<Bound>& bound = work_.terms.indicators[work_.term.index].rule().target;
    return bound ? &*bound : nullptr;
  }

  Ratio shortfall_exact() const {
    const Bound* bound = target();
    return bound != nullptr && work_.breach.has_figure ? shortfall(*bound, work_.breach.figure).value_or(Ratio(0, 1))
                                                       : Ratio(0, 1);
  }

  // "99.9% - 1007/1008", of the bound that is missed by most.
  std::string difference(const Bound& bound, const Ratio& made) const {
    const std::string figure = to_string(work_.breach.figure);
    for (const Setting<Figure>* limit : {&bound.at_least, &bound.more_than})
      if (*limit && subtract(ratio_of((*limit)->value), work_.breach.figure).value_or(Ratio{}) == made)
        return (*limit)->text + " - " + figure;
    for (const Setting<Figure>* limit : {&bound.at_most, &bound.less_than})
      if (*limit && subtract(work_.breach.figure, ratio_of((*limit)->value)).value_or(Ratio{}) == made)
        return figure + " - " + (*limit)->text;
    return "0";
  }

  bool by_figure() {
    if (!charge_.bands.empty()) {
      if (work_.rule.threshold && work_.rule.threshold->figure) free_figure(work_.rule.threshold->figure->text);
      return !counted_.is_free;
    }
    const Bound* bound = target();
    const Ratio all = shortfall_exact();
    const std::string misses = to_string(all);
    if (bound != nullptr && work_.breach.has_figure) {
      work_.compute(DerivationKind::shortfall,
                    say(phrase::shortfall, {to_string(work_.breach.figure), bound_text(*bound), misses}),
                    difference(*bound, all), misses);
      work_.steps.back().facts = {{"target", bound_text(*bound).en}, {"figure", to_string(work_.breach.figure)}};
    }
    Ratio left = all;
    if (work_.rule.threshold && work_.rule.threshold->figure) left = figure_left(*work_.rule.threshold->figure, all);
    if (counted_.is_free) return false;
    const bool is_points = unit_ == ChargeUnit::percentage_point && work_.term.kind == PricedKind::indicator &&
                           is_percentage(work_.terms.indicators[work_.term.index].rule());
    const std::string measure = to_string(left) + (is_points ? " * 100" : "") + each();
    work_.compute(DerivationKind::count,
                  in_units(say(phrase::misses_by, {to_string(left)}), work_.term.counting, counted_.count),
                  counting(work_.term.counting, measure), to_string(counted_.count));
    work_.steps.back().facts = {{"shortfall", to_string(left)}};
    add_size();
    return true;
  }

  Ratio figure_left(const Figure& rule, const Ratio& all) {
    const Ratio free = ratio_of(rule.value);
    const std::string was = to_string(all);
    if (work_.term.threshold == Threshold::franchise) {
      const bool is_below = all < free;
      work_
          .tell(DerivationKind::threshold,
                say(is_below ? phrase::below_franchise : phrase::franchise, {rule.text, say(phrase::misses_by, {was})}))
          .facts = {{"shortfall", was}, {"free", rule.text}};
      return is_below ? Ratio(0, 1) : all;
    }
    const Ratio left = all > free ? subtract(all, free).value_or(Ratio{}) : Ratio(0, 1);
    work_.compute(DerivationKind::threshold, say(phrase::deductible, {rule.text, to_string(left)}),
                  "max(" + was + " - " + rule.text + ", 0)", to_string(left));
    work_.steps.back().facts = {{"free", rule.text}};
    return left;
  }

  Work& work_;
  const ChargeRule& charge_;
  ChargeUnit unit_;
  bool is_saved_;
  bool is_cut_ = false;  // by the end of the term
  Counted counted_;
  Duration left_{};
  std::vector<Interval> stretches_;
  Instant from_{};
};

}  // namespace

bool derive_count(Work& work) { return CountSteps(work).derive(); }

}  // namespace slakit::derived
