// What a broken promise costs, in words and figures: penalties, caps, minimums.
#include <algorithm>
#include <string>

#include "io/contract_page_parts.hpp"
#include "slakit/money/amount.hpp"

namespace slakit::page {

namespace {

bool is_lateness(ChargeUnit unit) {
  return unit != ChargeUnit::incident && unit != ChargeUnit::percentage_point && unit != ChargeUnit::unit &&
         unit != ChargeUnit::window;
}

// "1% x CNY 1000000.00 = CNY 10000.00", or nothing where a ticket says the base.
std::string in_figures(const Words& words, const Rate& rate, std::string_view of) {
  const std::optional<Money> base = base_amount(words.contract().contract, of);
  if (!base) return "";
  const Amount amount = share(rate, *base, Ratio(1, 1));
  const Checked<std::int64_t> minor = round(amount, words.contract().policies.rounding.value_or(Rounding{}));
  if (!minor) return "";
  return words.say(
      is_whole(amount) ? Phrase{"{0} × {1} = {2}", "{0} × {1} = {2}"} : Phrase{"{0} × {1} ≈ {2}", "{0} × {1} ≈ {2}"},
      {rate.text, to_string(*base), to_string(Money{*minor, base->currency})});
}

std::string base_note(const Words& words, std::string_view of) {
  for (const BaseAmount& base : words.contract().contract.bases)
    if (base.name == of && !base.attribute.empty())
      return words.say({"（其金额以工单的“{0}”所载为准）", ", the amount being what the ticket's “{0}” says"},
                       {words.attribute(base.attribute)});
  return "";
}

// "for each day of delay"; nothing said: for each breach.
std::string per(const Words& words, const ChargeRule& rule) {
  const ChargeUnit unit = rule.per.value_or(ChargeUnit::incident);
  const Decimal each = rule.units.value_or({1, 0});
  const bool is_one = each == Decimal{1, 0};
  if (unit == ChargeUnit::incident && is_one)
    return rule.per ? words.say({"每次", "for each incident"}) : words.say({"每项违约，", "for each breach"});
  if (unit == ChargeUnit::window && is_one)
    return words.say({"每个未达到的考核期，", "for each window that falls short"});
  const std::string word = words.choice("unit", unit);
  const std::string number = is_one ? words.say({"一", ""}) : to_string(each);
  const std::string counted = is_one ? word : words.say({"{0}", "{0}s"}, {word});
  const std::string all = words.is_zh() || is_one ? number + counted : number + " " + counted;
  if (is_lateness(unit)) return words.say({"每逾期{0}，", "for each {0} of delay"}, {all});
  if (unit == ChargeUnit::percentage_point || unit == ChargeUnit::unit)
    return words.say({"与目标每相差{0}，", "for each {0} that the target is missed by"}, {all});
  return words.say({"每{0}", "for each {0}"}, {all});
}

// How lateness becomes units: the detailed words are about days.
std::string counting(const Words& words, const ChargeRule& rule) {
  const Policies& policies = words.contract().policies;
  const Counting value = rule.counting.value_or(policies.counting.value_or(Counting{}));
  const std::string by_default = rule.counting || policies.counting ? "" : words.say({"（默认）", " (by default)"});
  const ChargeUnit unit = rule.per.value_or(ChargeUnit::incident);
  if (unit == ChargeUnit::day || value == Counting::calendar_days_touched || value == Counting::pro_rata)
    return words.choice("counting", value) + by_default;
  const std::string word = words.choice("unit", unit);
  const Phrase started{"不足一{0}的按一{0}计", "every started {0} counts whole"};
  const Phrase completed{"不足一{0}的不计", "only a completed {0} counts"};
  return words.say(value == Counting::started_24_h ? started : completed, {word}) + by_default;
}

std::string points(const Words& words, int points) {
  constexpr Unit unit{"分", "point", "points"};
  const std::optional<SettlementRule>& settlement = words.contract().settlement;
  std::string text = words.count(points, unit);
  if (!settlement || !settlement->point_value) return text;
  return words.say({"{0}（每分{1}）", "{0} ({1} a point)"}, {text, to_string(*settlement->point_value)});
}

void bands(Writer& page, const Words& words, const ChargeRule& rule) {
  page.bullet(words.say({"{0}按数值所在的档次计收：", "By the figure, {0}:"}, {per(words, rule)}));
  for (const Band& band : rule.bands) {
    const std::string cost = band.rate     ? share_of(words, *band.rate, rule.of)
                             : band.amount ? to_string(*band.amount)
                                           : points(words, band.points.value_or(0));
    page.bullet(
        words.say(band.bonus ? Phrase{"{0}的：奖励{1}", "{0}: a bonus of {1}"} : Phrase{"{0}的：{1}", "{0}: {1}"},
                  {bound(words, band.figure), cost}),
        1);
  }
}

void charge_steps(Writer& page, const Words& words, const ChargeRule& rule) {
  const SteppedRate stepped = rule.stepped.value_or(words.contract().policies.stepped_rate.value_or(SteppedRate{}));
  page.bullet(words.say({"{0}按下列比例计收违约金（{1}）：", "At these rates {0} ({1}):"},
                        {per(words, rule), words.choice("stepped", stepped)}));
  const std::string unit = words.choice("unit", rule.per.value_or(ChargeUnit::incident));
  int from = 1;
  for (const ChargeStep& step : rule.steps) {
    const std::string first = std::to_string(from);
    const std::string range =
        step.up_to ? words.say({"第{0}至{1}{2}", "{2} {0} to {1}"}, {first, std::to_string(*step.up_to), unit})
                   : words.say({"第{0}{1}起", "from {1} {0} on"}, {first, unit});
    page.bullet(words.say({"{0}：{1}", "{0}: {1}"}, {range, step.rate ? share_of(words, *step.rate, rule.of)
                                                                      : to_string(step.amount.value_or(Money{}))}),
                1);
    if (step.up_to) from = *step.up_to + 1;
  }
}

void what_it_costs(Writer& page, const Words& words, const ChargeRule& rule) {
  if (!rule.bands.empty()) return bands(page, words, rule);
  if (!rule.steps.empty()) return charge_steps(page, words, rule);
  if (!rule.documented.empty()) {
    const LossRelation relation = rule.relation.value_or(words.contract().policies.loss.value_or(LossRelation{}));
    return page.bullet(
        words.say({"赔偿经证明的损失，金额以“{0}”所载为准；{1}。", "The documented loss, as “{0}” says; {1}."},
                  {words.attribute(rule.documented), words.choice("relation", relation)}));
  }
  if (!rule.external.empty())
    return page.bullet(
        words.say({"{0}违约金由外部系统的“{1}”给出。", "What the figure “{1}” from a system outside says, {0}."},
                  {per(words, rule), rule.external}));
  const std::string cost = rule.rate     ? share_of(words, *rule.rate, rule.of)
                           : rule.amount ? to_string(*rule.amount)
                                         : "";
  if (cost.empty())
    return page.bullet(
        words.say({"{0}记{1}。", "{1} {0}."}, {per(words, rule), points(words, rule.points.value_or(0))}));
  if (rule.counts == ChargedTime::time_saved)
    return page.bullet(words.say({"每节省{0}，奖励{1}。", "A bonus of {1} for each {0} saved."},
                                 {words.choice("unit", rule.per.value_or(ChargeUnit::hour)), cost}));
  page.bullet(words.say({"{0}按{1}计收违约金。", "The penalty {0} is {1}."}, {per(words, rule), cost}));
}

void charge(Writer& page, const Words& words, const ChargeRule& rule) {
  what_it_costs(page, words, rule);
  if (rule.per && is_lateness(*rule.per))
    page.bullet(words.say({"逾期的计算：{0}。", "How delay is counted: {0}."}, {counting(words, rule)}));
  if (rule.counting && (rule.per == ChargeUnit::percentage_point || rule.per == ChargeUnit::unit))
    page.bullet(words.say({"差额的计算：{0}。", "How a shortfall is counted: {0}."},
                          {words.choice("shortfall", *rule.counting)}));
  if (rule.rounded_to)
    page.bullet(words.say({"逾期先按{0}取整。", "Delay is first rounded to whole {0}s."},
                          {words.choice("unit", rule.rounded_to->unit)}));
  if (!rule.calendar.empty())
    page.bullet(
        words.say({"工作日以“{0}”为准。", "Business days are those of “{0}”."}, {words.calendar(rule.calendar)}));
  if (rule.due_day)
    page.bullet(words.say(rule.due_day == DueDay::in ? Phrase{"到期当日计入。", "The due day is counted."}
                                                     : Phrase{"到期当日不计。", "The due day is not counted."}));
  for (const Multiplier& multiplier : rule.multipliers)
    page.bullet(words.say({"{0}的，按{1}倍计。", "Where {0}: times {1}."},
                          {words.where(multiplier.where), to_string(multiplier.times)}));
  if (rule.at_least) page.bullet(words.say({"每笔不低于{0}。", "At least {0} each."}, {to_string(*rule.at_least)}));
  if (rule.at_most) page.bullet(words.say({"每笔不高于{0}。", "At most {0} each."}, {to_string(*rule.at_most)}));
}

void threshold(Writer& page, const Words& words, const ThresholdRule& rule) {
  const Threshold kind = rule.kind.value_or(words.contract().policies.threshold.value_or(Threshold{}));
  const std::string from = rule.time
                               ? words.say({"逾期{0}", "{0} of delay"}, {words.duration(*rule.time)})
                               : words.say({"相差{0}", "a difference of {0}"}, {rule.figure ? rule.figure->text : "0"});
  page.bullet(words.say({"以{0}为起点：{1}。", "From {0} on: {1}."}, {from, words.choice("kind", kind)}));
}

void repeats(Writer& page, const Words& words, const RepeatRule& rule) {
  Texts ladder;
  for (const Decimal& step : rule.ladder) ladder.push_back(to_string(step));
  const std::string when =
      rule.consecutive
          ? words.say({"连续{0}个考核期违反的", "broken in {0} windows in a row"}, {std::to_string(*rule.consecutive)})
      : rule.count && rule.in
          ? words.say({"{1}内达到{0}的", "broken {0} in {1}"}, {words.times(*rule.count), words.period(*rule.in)})
      : rule.count ? words.say({"达到{0}的", "broken {0}"}, {words.times(*rule.count)})
                   : words.say({"重复违反的", "broken again"});
  const std::string factor = rule.factor ? words.say({"按{0}倍计", "times {0}"}, {to_string(*rule.factor)})
                                         : words.say({"依次按{0}倍计", "times {0}, in turn"}, {words.all_of(ladder)});
  const std::string reset = rule.reset_after ? words.say({"；满{0}未再违反的，重新计次", "; forgotten after {0}"},
                                                         {words.period(*rule.reset_after)})
                                             : "";
  page.bullet(words.say({"{0}，{1}{2}。", "If {0}: {1}{2}."}, {when, factor, reset}));
  if (rule.before == BeforeRepeat::free)
    page.bullet(words.say({"未达到的不计收。", "Before that it costs nothing."}, {}));
  if (rule.counted == RepeatCounting::anew)
    page.bullet(words.say({"达到后重新计次。", "Then counting begins anew."}, {}));
}

std::string scope_of(const Words& words, const std::optional<CapScope>& at, const Texts& penalties) {
  const std::string scope = words.choice("scope", at.value_or(CapScope{}));
  if (penalties.empty()) return words.say({"{0}的违约金合计", "All penalties together, over {0},"}, {scope});
  return words.say({"{0}的违约金{1}合计", "{1} together, over {0},"}, {scope, words.penalties(penalties)});
}

}  // namespace

// "1% of the contract price": and in figures where they are known.
std::string share_of(const Words& words, const Rate& rate, std::string_view of) {
  const std::string figures = in_figures(words, rate, of);
  const std::string share = words.say({"{0}的{1}", "{1} of {0}"}, {words.base(of), rate.text});
  return figures.empty() ? share + base_note(words, of) : words.say({"{0}（即{1}）", "{0}: {1}"}, {share, figures});
}

void penalty(Writer& page, const Context& context, const PenaltyTerm& term) {
  const Words& words = context.words;
  if (!term.prices.event.empty())
    page.bullet(words.say({"每发生一次{0}，即应承担下列责任。", "Owed for each {0}."},
                          {words.event({term.prices.event, term.prices.where})}));
  else
    page.bullet(words.say({"违反{0}的，承担下列责任。", "Owed for a breach of {0}."},
                          {words.obligations(term.prices.obligations)}));
  if (!term.applies.empty())
    page.bullet(words.say({"适用于{0}的工单。", "For tickets whose {0}."}, {words.where(term.applies)}));
  for (const ChargeRule& rule : term.charge) charge(page, words, rule);
  if (term.threshold) threshold(page, words, *term.threshold);
  if (term.repeats) repeats(page, words, *term.repeats);
}

void cap(Writer& page, const Context& context, const CapRule& rule) {
  const Words& words = context.words;
  const std::string limit =
      rule.limit.rate ? share_of(words, *rule.limit.rate, rule.of) : to_string(rule.limit.amount.value_or(Money{}));
  page.bullet(
      words.say({"{0}不超过{1}。", "{0} may not exceed {1}."}, {scope_of(words, rule.at, rule.penalties), limit}));
  if (rule.window)
    page.bullet(words.say({"分期计算：{0}。", "By windows: {0}."}, {window(words, *rule.window, std::nullopt)}));
  if (rule.trailing)
    page.bullet(
        words.say({"以最近{0}期滚动计算。", "Summed over the last {0} windows."}, {std::to_string(*rule.trailing)}));
  if (!rule.inside.empty())
    page.bullet(words.say({"包含在上限“{0}”之内。", "It counts inside the cap “{0}”."}, {rule.inside}));
  if (rule.cut_order)
    page.bullet(words.say({"超出部分：{0}。", "What it cuts: {0}."}, {words.choice("cut_order", *rule.cut_order)}));
  if (rule.carry_over)
    page.bullet(words.say({"结转：{0}。", "Carry-over: {0}."}, {words.choice("carry_over", *rule.carry_over)}));
}

void combination(Writer& page, const Context& context, const CombinationRule& rule) {
  page.bullet(context.words.say({"同一事件中可以一并计收：{0}。", "Charged together for one incident: {0}."},
                                {context.words.penalties(rule.penalties)}));
}

void minimum(Writer& page, const Context& context, const MinimumRule& rule) {
  const Words& words = context.words;
  const std::string what = scope_of(words, rule.at, rule.penalties);
  if (rule.raise_to)
    page.bullet(words.say({"{0}不足{1}的，按{1}计。", "{0} are raised to {1} where they are below."},
                          {what, to_string(*rule.raise_to)}));
  if (rule.ignore_up_to)
    page.bullet(words.say({"{0}不超过{1}的，不予计收。", "{0} are dropped where they do not exceed {1}."},
                          {what, to_string(*rule.ignore_up_to)}));
}

}  // namespace slakit::page
