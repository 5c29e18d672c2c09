#include "slakit/assessment/indicators.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "assessment/claims.hpp"
#include "assessment/event_pass.hpp"
#include "assessment/intervals.hpp"
#include "assessment/recount.hpp"
#include "contract/figures.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

// ---- what the log says ----------------------------------------------------------------------------------------------

enum Slot : std::size_t { counted, down, up, planned };

struct Counted {
  std::size_t ticket = 0;
  std::size_t row = 0;
  bool is_state = false;
  Instant at{};
  std::optional<Ratio> value;  // of the attribute, where it is a number
};

struct Down {
  Outage outage;
  std::optional<Ratio> weight;
};

// Of one indicator.
struct Material {
  std::vector<Counted> events;
  std::vector<Down> outages;
};

// The attribute whose values an indicator needs.
std::string attribute_of(const IndicatorRule& rule) {
  if (rule.sum) return rule.sum->of;
  if (rule.mean) return rule.mean->of;
  if (rule.percentile) return rule.percentile->of;
  return rule.availability ? rule.availability->weight : "";
}

class Collector {
 public:
  Collector(const Plan& plan, const Binding& binding, Instant as_of)
      : plan_(plan), as_of_(as_of), log_(binding.log()), found_(plan.indicators.size()) {
    for (const Plan::Indicator& indicator : plan.indicators)
      bound_.push_back(
          {binding.bind(indicator.obligation.applies), binding.attribute(attribute_of(indicator.rule())), {}, {}});
  }

  void hear(const Heard& heard, const EventPass& pass) {
    Bound& bound = bound_[heard.listener];
    const bool applies = pass.matches(bound.applies, heard);
    // At the instant of an `up` what came before is over, and so is what comes with it.
    const bool is_over = bound.up && is_together(log_, *bound.up, heard);
    switch (heard.slot) {
      case counted:
        if (applies) count(heard, pass);
        return;
      case planned:
        if (!is_over && !bound.planned) bound.planned = heard.at;
        return;
      case down:
        if (!applies || is_over || bound.open) return;
        bound.open = heard;
        bound.weight = value(bound, heard, pass);
        return;
      case up:
        end(heard.listener, heard.at, false);
        bound.up = heard;
        return;
      default: return;
    }
  }

  void end_ticket(std::size_t, const EventPass&) {
    for (std::size_t i = 0; i < bound_.size(); ++i) {
      end(i, as_of_, true);
      bound_[i].up.reset();
    }
  }

  std::vector<Material> take() && { return std::move(found_); }

 private:
  struct Bound {
    Binding::BoundWhere applies;
    Binding::Attribute attribute = Binding::no_attribute;
    std::optional<Heard> open;       // the ticket's outage
    std::optional<Instant> planned;  // first, since the last `up`
    std::optional<Heard> up = {};    // the last
    std::optional<Ratio> weight = {};
  };

  // A row that several rules match is one.
  void count(const Heard& heard, const EventPass& pass) {
    std::vector<Counted>& events = found_[heard.listener].events;
    if (!events.empty() && events.back().row == heard.row && events.back().is_state == heard.is_state) return;
    events.push_back({heard.ticket, heard.row, heard.is_state, heard.at, value(bound_[heard.listener], heard, pass)});
  }

  std::optional<Ratio> value(const Bound& bound, const Heard& heard, const EventPass& pass) const {
    const EventLog::Code code = pass.value_of(heard, bound.attribute);
    if (code == Dictionary::absent) return std::nullopt;
    return figure_of(log_.attributes[static_cast<std::size_t>(bound.attribute)].values.name(code));
  }

  // At the instant of an `up` the outage is over, even where that is its first.
  void end(std::size_t index, Instant at, bool is_open) {
    Bound& bound = bound_[index];
    if (bound.open) {
      const AvailabilityRule& rule = *plan_.indicators[index].rule().availability;
      const Interval span{bound.open->at, at};
      Outage outage{logged_event(log_, bound.open->ticket, bound.open->row), span, is_open, OutageUse::counted};
      if (bound.planned && *bound.planned <= span.from)
        outage.use = OutageUse::planned;
      else if (span.length() < rule.minimum)
        outage.use = OutageUse::too_short;
      found_[index].outages.push_back({std::move(outage), bound.weight});
    }
    bound.open.reset();
    bound.planned.reset();
  }

  const Plan& plan_;
  Instant as_of_;
  const EventLog& log_;
  std::vector<Bound> bound_;
  std::vector<Material> found_;
};

std::vector<Material> collect(const Plan& plan, const Binding& binding, Instant as_of) {
  EventPass pass(binding, as_of);
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorRule& rule = plan.indicators[i].rule();
    pass.listen(i, counted, rule.count);
    if (rule.sum) pass.listen(i, counted, rule.sum->events);
    if (rule.mean) pass.listen(i, counted, rule.mean->events);
    if (rule.percentile) pass.listen(i, counted, rule.percentile->events);
    if (!rule.availability) continue;
    pass.listen(i, planned, rule.availability->planned);
    pass.listen(i, up, rule.availability->up);
    pass.listen(i, down, rule.availability->down);
  }
  Collector collector(plan, binding, as_of);
  pass.run(collector);
  return std::move(collector).take();
}

// ---- figures --------------------------------------------------------------------------------------------------------

// What a figure comes to.
struct Computed {
  Checked<Ratio> figure{};
  std::int64_t sample = 0;
  bool has_data = true;
};

Computed attained(std::int64_t met, std::int64_t breached) noexcept {
  if (met + breached == 0) return {Ratio{}, 0, false};
  return {Ratio(met, met + breached), met + breached, true};
}

class Judge {
 public:
  Judge(const Plan& plan, const Binding& binding, Instant as_of, const Judged& judged)
      : plan_(plan),
        log_(binding.log()),
        as_of_(as_of),
        judged_(judged),
        material_(collect(plan, binding, as_of)),
        found_(plan.indicators.size()),
        state_(plan.indicators.size(), State::fresh) {}

  std::vector<IndicatorFinding> all() && {
    std::vector<IndicatorFinding> list;
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i)
      for (const IndicatorFinding& finding : of(i)) list.push_back(finding);
    return list;
  }

 private:
  enum class State : std::uint8_t { fresh, under_way, done };

  // One may rest on others; the reader refuses circles.
  const std::vector<IndicatorFinding>& of(std::size_t index) {
    if (state_[index] != State::fresh) return found_[index];
    state_[index] = State::under_way;
    const Plan::Indicator& indicator = plan_.indicators[index];
    const auto rolling = static_cast<std::size_t>(std::max(1, indicator.rule().rolling.value_or(1)));
    for (std::size_t k = 0; k < indicator.windows.size(); ++k) {
      const Window& window = indicator.windows[k];
      const std::size_t begin = k + 1 < rolling ? 0 : k + 1 - rolling;
      const Window& first = indicator.windows[begin];
      IndicatorFinding finding;
      finding.indicator = index;
      finding.window = window;
      finding.window.is_partial = k + 1 < rolling;
      for (std::size_t i = begin; i <= k; ++i)
        finding.window.is_partial = finding.window.is_partial || indicator.windows[i].is_partial;
      finding.span = {begin_of(first.first, plan_.zone), end_of(window.last, plan_.zone)};
      if (begin_of(window.first, plan_.zone) >= as_of_) break;
      judge(indicator, finding);
      found_[index].push_back(std::move(finding));
    }
    state_[index] = State::done;
    return found_[index];
  }

  void judge(const Plan::Indicator& indicator, IndicatorFinding& finding) {
    const IndicatorRule& rule = indicator.rule();
    const bool is_over = finding.span.to <= as_of_;
    finding.is_percentage = is_percentage(rule);
    finding.is_open = !is_over;
    conclude(plan_, indicator, is_over, compute(rule, finding), finding);
  }

 public:
  static void conclude(const Plan& plan, const Plan::Indicator& indicator, bool is_over, const Computed& computed,
                       IndicatorFinding& finding) {
    weigh(plan, indicator, is_over, computed, finding);
    if (finding.window.is_partial && indicator.rule().partial == PartialWindow::not_judged) leave_out(finding);
  }

 private:
  static void weigh(const Plan& plan, const Plan::Indicator& indicator, bool is_over, const Computed& computed,
                    IndicatorFinding& finding) {
    const IndicatorRule& rule = indicator.rule();
    finding.sample = computed.sample;
    if (finding.reason == IndicatorReason::bad_value) return;
    const bool is_small = rule.minimum_sample && computed.sample < *rule.minimum_sample;
    if (!computed.has_data || is_small) return without_data(indicator, is_over, finding);
    const Checked<Ratio> rounded_figure =
        computed.figure ? rounded(*computed.figure, rule, plan.contract.policies.rounding.value_or(Rounding{}))
                        : computed.figure;
    if (!rounded_figure) {
      finding.reason = IndicatorReason::fault;
      finding.fault = rounded_figure.fault;
      return;
    }
    finding.figure = *computed.figure;
    if (rule.rounding) finding.rounded = *rounded_figure;
    decide(rule, decisive(rule, finding), is_over, finding);
  }

  // Its figure is shown.
  static void leave_out(IndicatorFinding& finding) noexcept {
    finding.verdict = Verdict::not_measurable;
    finding.reason = IndicatorReason::partial;
  }

  // Rounded only where that comes before the comparison.
  static const Ratio& decisive(const IndicatorRule& rule, const IndicatorFinding& finding) noexcept {
    const bool decides =
        rule.rounding && rule.rounding->applied.value_or(RoundedWhen{}) == RoundedWhen::before_it_is_compared;
    return decides ? *finding.rounded : *finding.figure;
  }

  static void without_data(const Plan::Indicator& indicator, bool is_over, IndicatorFinding& finding) noexcept {
    finding.reason = is_over ? IndicatorReason::no_data : IndicatorReason::not_over;
    if (!is_over)
      finding.verdict = Verdict::running;
    else if (indicator.rule().aim || !indicator.rule().target || indicator.no_data == NoData::not_measurable)
      finding.verdict = Verdict::not_measurable;
    else
      finding.verdict = indicator.no_data == NoData::deemed_met ? Verdict::met : Verdict::breached;
  }

  static void decide(const IndicatorRule& rule, const Ratio& figure, bool is_over, IndicatorFinding& finding) noexcept {
    if (!rule.target) {
      finding.reason = IndicatorReason::no_target;
      return;
    }
    const bool is_reached = is_within(*rule.target, figure);
    if (rule.aim) {
      finding.reason = is_reached ? IndicatorReason::aim_reached : IndicatorReason::aim_missed;
    } else if (!is_over && (is_reached || !only_grows(rule))) {
      finding.verdict = Verdict::running;
      finding.reason = IndicatorReason::not_over;
    } else {
      finding.verdict = is_reached ? Verdict::met : Verdict::breached;
      if (!is_reached) finding.reason = IndicatorReason::not_reached;
    }
  }

  // What is above its bound already stays there.
  static bool only_grows(const IndicatorRule& rule) noexcept {
    return !rule.count.empty() && !rule.target->at_least && !rule.target->more_than;
  }

  Computed compute(const IndicatorRule& rule, IndicatorFinding& finding) {
    if (rule.attainment) return attainment(*rule.attainment, finding);
    if (rule.availability) return availability(*rule.availability, finding);
    if (!rule.score.empty()) return score(rule, finding);
    std::vector<Ratio> values;
    std::int64_t count = 0;
    for (const Counted& event : material_[finding.indicator].events) {
      if (!is_in(finding, event.at)) continue;
      ++count;
      if (!rule.count.empty()) continue;
      if (!event.value) return bad(finding, event.ticket, event.row);
      values.push_back(*event.value);
    }
    if (!rule.count.empty()) return {Ratio(count, 1), count, true};
    if (rule.percentile) return percentile(*rule.percentile, std::move(values));
    return sum(values, rule.mean.has_value());
  }

  bool is_in(const IndicatorFinding& finding, Instant at) const noexcept {
    return at >= finding.span.from && at < finding.span.to;
  }

  Computed bad(IndicatorFinding& finding, std::size_t ticket, std::size_t row) const {
    finding.reason = IndicatorReason::bad_value;
    finding.bad = logged_event(log_, ticket, row);
    return {};
  }

  static void reduce(Wide& numerator, Wide& denominator) noexcept {
    const Wide common = greatest_common_divisor(numerator.is_negative() ? -numerator : numerator, denominator);
    numerator = divide(numerator, common).quotient;
    denominator = divide(denominator, common).quotient;
  }

  static Computed sum(const std::vector<Ratio>& values, bool is_mean) {
    const auto size = static_cast<std::int64_t>(values.size());
    if (values.empty()) return {Ratio{}, 0, !is_mean};
    Wide numerator(0);
    Wide denominator(1);
    for (const Ratio& value : values) {
      numerator = numerator * Wide(value.denominator()) + Wide(value.numerator()) * denominator;
      denominator = denominator * Wide(value.denominator());
      reduce(numerator, denominator);
    }
    return {ratio_of(numerator, is_mean ? denominator * Wide(size) : denominator), size, true};
  }

  static Computed percentile(const PercentileRule& rule, std::vector<Ratio> values) {
    const auto size = static_cast<std::int64_t>(values.size());
    if (values.empty()) return {Ratio{}, 0, false};
    std::sort(values.begin(), values.end());
    const Ratio rank = ratio_of(rule.rank.value);
    if (rule.method.value_or(PercentileMethod{}) == PercentileMethod::nearest_rank) {
      const Wide::Division place = divide(Wide(rank.numerator()) * Wide(size), Wide(rank.denominator()));
      const std::int64_t at = place.quotient.to_int64().value_or(size) + (place.remainder.is_zero() ? 0 : 1);
      return {values[static_cast<std::size_t>(std::clamp<std::int64_t>(at, 1, size) - 1)], size, true};
    }
    const Wide::Division place = divide(Wide(rank.numerator()) * Wide(size - 1), Wide(rank.denominator()));
    const auto low =
        static_cast<std::size_t>(std::clamp<std::int64_t>(place.quotient.to_int64().value_or(0), 0, size - 1));
    const Ratio& below = values[low];
    const Ratio& above = values[std::min(low + 1, values.size() - 1)];
    // below + (above - below) x remainder / denominator
    const Wide d(rank.denominator());
    const Wide b_a = Wide(below.denominator());
    const Wide b_b = Wide(above.denominator());
    const Wide top =
        Wide(below.numerator()) * b_b * (d - place.remainder) + Wide(above.numerator()) * b_a * place.remainder;
    return {ratio_of(top, b_a * b_b * d), size, true};
  }

  // ---- attainment ---------------------------------------------------------------------------------------------------

  Computed attainment(const AttainmentRule& rule, IndicatorFinding& finding) {
    std::int64_t met = 0;
    std::int64_t breached = 0;
    const auto count = [&](Verdict verdict, bool is_open, Instant at) {
      if (!is_in(finding, at)) return;
      met += verdict == Verdict::met ? 1 : 0;
      breached += verdict == Verdict::breached ? 1 : 0;
      finding.is_open = finding.is_open || (is_open && verdict != Verdict::not_triggered);
    };
    for (const std::string& name : rule.of) each_finding(name, count);
    return attained(met, breached);
  }

  // A deadline at 00:00 is 24:00 of the day before.
  std::optional<Instant> last_of(const DutyFinding& duty) const {
    if (duty.window) return end_of(duty.window->last, plan_.zone) - Duration{1};
    if (duty.trigger) return duty.trigger->at;
    return duty.due ? std::optional(*duty.due - Duration{1}) : std::nullopt;
  }

  template <class Count>
  void each_finding(const std::string& name, Count count) {
    const Findings& findings = judged_.findings;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (plan_.contract.obligations[findings.obligation[i]].name == name && findings.is_outside_term[i] == 0 &&
          findings.triggered[i])
        count(findings.verdict[i], findings.is_open[i] != 0, *findings.triggered[i]);
    for (const DutyFinding& duty : judged_.duties.findings) {
      if (duty.is_outside_term || plan_.duties[duty.duty].obligation.name != name) continue;
      const std::optional<Instant> at = last_of(duty);
      if (at) count(duty.verdict, duty.is_open, *at);
    }
    for (const PromiseFinding& promise : judged_.promises)
      if (!promise.is_outside_term && promise.from && plan_.promises[promise.promise].obligation.name == name)
        count(promise.verdict, promise.is_open, *promise.from);
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i)
      if (plan_.indicators[i].obligation.name == name)
        for (const IndicatorFinding& other : of(i))
          count(other.verdict, other.is_open, begin_of(other.window.first, plan_.zone));
  }

  // ---- availability -------------------------------------------------------------------------------------------------

  Computed availability(const AvailabilityRule& rule, IndicatorFinding& finding) {
    const Interval span{finding.span.from, std::min(finding.span.to, as_of_)};
    const Plan::Indicator& indicator = plan_.indicators[finding.indicator];
    const Calendar* calendar = indicator.calendar ? &plan_.calendars[*indicator.calendar] : nullptr;
    Intervals counted_time;
    Intervals planned_time;
    std::vector<const Down*> counted_outages;
    const std::string& name = indicator.obligation.name;
    for (const Down& one : material_[finding.indicator].outages) {
      const Interval inside = within(one.outage.span, span);
      if (inside.length() == Duration{}) continue;
      Outage& outage = finding.outages.emplace_back(one.outage);
      if (outage.use == OutageUse::counted && is_excused(name, outage)) outage.use = OutageUse::excused;
      if (outage.use == OutageUse::planned || outage.use == OutageUse::excused) planned_time.push_back(inside);
      if (outage.use != OutageUse::counted) continue;
      for (const Interval& time : excused_time(name, outage)) planned_time.push_back(within(time, inside));
      counted_time.push_back(inside);
      counted_outages.push_back(&one);
    }
    planned_time = united(std::move(planned_time));
    Fault fault = Fault::none;
    const auto served_in = [&](const Intervals& list) {
      Duration sum{};
      for (const Interval& one : list) {
        const Checked<Duration> time = calendar != nullptr ? calendar->elapsed(one.from, one.to) : one.length();
        if (!time) fault = time.fault;
        sum += time.value_or(Duration{});
      }
      return sum;
    };
    const bool is_no_service_time =
        plan_.contract.policies.planned_time.value_or(PlannedTime{}) == PlannedTime::no_service_time;
    const Intervals whole = is_no_service_time ? without({span}, planned_time) : Intervals{span};
    finding.served = served_in(whole);
    const auto sample = static_cast<std::int64_t>(counted_outages.size());
    if (fault == Fault::none && finding.served == Duration{}) return {Ratio{}, sample, false};
    if (rule.weight.empty()) {
      finding.down = served_in(without(united(std::move(counted_time)), planned_time));
      if (fault != Fault::none) return {fault, sample, true};
      return {Ratio((finding.served - finding.down).count(), finding.served.count()), sample, true};
    }
    return weighted(rule, counted_outages, planned_time, span, served_in, finding, fault);
  }

  // By an event of its ticket.
  bool is_excused(const std::string& obligation, const Outage& outage) const {
    return std::any_of(judged_.claims.begin(), judged_.claims.end(), [&](const ExclusionClaim& claim) {
      return !claim.span && claim.event && claim.event->ticket == outage.began.ticket &&
             (!claim.share || *claim.share == Ratio(1, 1)) && reaches(plan_, claim, obligation);
    });
  }

  Intervals excused_time(const std::string& obligation, const Outage& outage) const {
    Intervals times;
    for (const ExclusionClaim& claim : judged_.claims)
      if (claim.span && reaches(plan_, claim, obligation) &&
          (!is_of_one_ticket(plan_, claim) || claim.event->ticket == outage.began.ticket))
        times.push_back(*claim.span);
    return times;
  }

  template <class ServedIn>
  Computed weighted(const AvailabilityRule& rule, const std::vector<const Down*>& outages,
                    const Intervals& planned_time, const Interval& span, ServedIn served_in, IndicatorFinding& finding,
                    const Fault& fault) const {
    const auto sample = static_cast<std::int64_t>(outages.size());
    const Ratio out_of = rule.out_of ? ratio_of(rule.out_of->value) : Ratio(1, 1);
    Wide lost(0);  // time x weight, over `over`
    Wide over(1);
    for (const Down* one : outages) {
      if (!one->weight || *one->weight < Ratio(0, 1)) {
        finding.reason = IndicatorReason::bad_value;
        finding.bad = one->outage.began;
        return {};
      }
      const Ratio& weight = *one->weight;
      const Duration time = served_in(without({within(one->outage.span, span)}, planned_time));
      lost = lost * Wide(weight.denominator()) + Wide(time.count()) * Wide(weight.numerator()) * over;
      over = over * Wide(weight.denominator());
      reduce(lost, over);
    }
    if (fault != Fault::none) return {fault, sample, true};
    const Wide all = Wide(finding.served.count()) * Wide(out_of.numerator()) * over;
    return {ratio_of(all - lost * Wide(out_of.denominator()), all), sample, true};
  }

  // ---- score --------------------------------------------------------------------------------------------------------

  Computed score(const IndicatorRule& rule, IndicatorFinding& finding) {
    Wide numerator(0);
    Wide denominator(1);
    std::int64_t sample = 0;
    for (const ScorePart& part : rule.score) {
      const IndicatorFinding* of_part = part_of(part.indicator, finding);
      if (of_part == nullptr || !of_part->figure) return {Ratio{}, sample, false};
      const Ratio& figure = decisive(plan_.indicators[of_part->indicator].rule(), *of_part);
      const Ratio weight = ratio_of(part.weight);
      const Wide d = Wide(figure.denominator()) * Wide(weight.denominator());
      numerator = numerator * d + Wide(figure.numerator()) * Wide(weight.numerator()) * denominator;
      denominator = denominator * d;
      reduce(numerator, denominator);
      finding.is_open = finding.is_open || of_part->is_open;
      ++sample;
    }
    return {ratio_of(numerator, denominator), sample, true};
  }

  const IndicatorFinding* part_of(const std::string& name, const IndicatorFinding& finding) {
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      if (plan_.indicators[i].obligation.name != name) continue;
      for (const IndicatorFinding& other : of(i))
        if (other.window.first == finding.window.first && other.window.last == finding.window.last) return &other;
    }
    return nullptr;
  }

  const Plan& plan_;
  const EventLog& log_;
  Instant as_of_;
  const Judged& judged_;
  std::vector<Material> material_;
  std::vector<std::vector<IndicatorFinding>> found_;
  std::vector<State> state_;
};

}  // namespace

std::vector<IndicatorFinding> assess_indicators(const Plan& plan, const Binding& binding, Instant as_of,
                                                const Judged& judged) {
  if (plan.indicators.empty()) return {};
  return Judge(plan, binding, as_of, judged).all();
}

void recount(const Plan& terms, std::int64_t met, std::int64_t breached, IndicatorFinding& finding) {
  finding.verdict = Verdict::not_measurable;
  finding.reason = IndicatorReason::none;
  finding.figure.reset();
  finding.rounded.reset();
  Judge::conclude(terms, terms.indicators[finding.indicator], true, attained(met, breached), finding);
}

}  // namespace slakit
