// Indicators as sentences: the figure, its window, what it has to reach.
#include <string>

#include "io/contract_page_parts.hpp"

namespace slakit::page {

namespace {

constexpr Unit windows{"期", "window", "windows"};
constexpr Unit decimals{"位小数", "decimal", "decimals"};

std::string availability(const Words& words, const AvailabilityRule& rule) {
  Texts parts{words.say({"可用率：自{0}起至{1}止为中断", "availability: {0} begins an outage, {1} ends it"},
                        {words.events(rule.down), words.events(rule.up)})};
  if (!rule.calendar.empty())
    parts.push_back(
        words.say({"只计日历{0}的服务时间", "only time of the calendar {0} counts"}, {words.calendar(rule.calendar)}));
  if (!rule.weight.empty())
    parts.push_back(rule.out_of ? words.say({"以“{0}”加权，总量为{1}", "weighted by “{0}”, out of {1}"},
                                            {words.attribute(rule.weight), rule.out_of->text})
                                : words.say({"以“{0}”加权", "weighted by “{0}”"}, {words.attribute(rule.weight)}));
  if (!rule.planned.empty())
    parts.push_back(words.say({"{0}不计为中断", "{0} is no outage"}, {words.events(rule.planned)}));
  if (rule.minimum != Duration{})
    parts.push_back(
        words.say({"短于{0}的不计", "outages shorter than {0} do not count"}, {words.duration(rule.minimum)}));
  return words.series(parts, {"，", "; "});
}

std::string of_attribute(const Words& words, const Phrase& phrase, const std::string& attribute,
                         const EventRules& events) {
  return words.say(phrase, {words.events(events), words.attribute(attribute)});
}

std::string percentile(const Words& words, const PercentileRule& rule) {
  const std::string method =
      rule.method ? words.say({"（{0}）", " ({0})"}, {words.choice("method", *rule.method)}) : "";
  return words.say({"{0}所记“{1}”的{2}{3}", "{2}{3} of “{1}” of {0}"},
                   {words.events(rule.events), words.attribute(rule.of), words.percentile(rule.rank.text), method});
}

std::string score(const Words& words, const std::vector<ScorePart>& score) {
  Texts parts;
  for (const ScorePart& part : score)
    parts.push_back(words.say({"{0}×{1}", "{0} × {1}"}, {words.obligation(part.indicator), to_string(part.weight)}));
  return words.say({"加权得分：{0}", "a weighted score: {0}"}, {words.all_of(parts)});
}

std::string figure(const Words& words, const IndicatorRule& rule) {
  if (rule.attainment)
    return words.say({"{0}的达标率，即达到者占达到与违反之和的比例",
                      "the share of cases of {0} that are met, out of those met or breached"},
                     {words.obligations(rule.attainment->of)});
  if (rule.availability) return availability(words, *rule.availability);
  if (rule.sum)
    return of_attribute(words, {"{0}所记“{1}”的合计", "the sum of “{1}” of {0}"}, rule.sum->of, rule.sum->events);
  if (rule.mean)
    return of_attribute(words, {"{0}所记“{1}”的平均值", "the mean of “{1}” of {0}"}, rule.mean->of, rule.mean->events);
  if (rule.percentile) return percentile(words, *rule.percentile);
  if (!rule.score.empty()) return score(words, rule.score);
  if (!rule.external.empty())
    return words.say({"由外部系统给出的数值“{0}”", "the figure “{0}” from a system outside"}, {rule.external});
  return words.say({"{0}的次数", "how often {0} occurs"}, {words.events(rule.count)});
}

void windows_of(Writer& page, const Context& context, const Obligation& owner, const IndicatorRule& rule) {
  if (!rule.window) return;
  const Words& words = context.words;
  const std::string rolling =
      rule.rolling ? words.say({"，以连续{0}滚动计算", ", over {0} in a row"}, {words.count(*rule.rolling, windows)})
                   : "";
  page.bullet(words.say({"考核期：{0}{1}。", "Window: {0}{1}."}, {window(words, *rule.window, rule.anchor), rolling}));
  const std::optional<Stretch> whole = owner.within ? context.dates.own(*owner.within) : context.dates.term();
  if (rule.window->term || !whole) return;
  const std::vector<Days> periods = context.dates.periods(*whole, rule.window->period, rule.anchor.value_or(Anchor{}));
  if (periods.empty()) return;
  page.bullet(
      words.say({"共{0}，首期{1}至{2}，末期{3}至{4}。", "That is {0}: the first {1} to {2}, the last {3} to {4}."},
                {words.count(static_cast<long long>(periods.size()), windows), text_of(periods.front().first),
                 text_of(periods.front().last), text_of(periods.back().first), text_of(periods.back().last)}));
}

}  // namespace

std::string bound(const Words& words, const Bound& bound) {
  Texts parts;
  if (bound.at_least) parts.push_back(words.say({"不低于{0}", "at least {0}"}, {bound.at_least->text}));
  if (bound.more_than) parts.push_back(words.say({"高于{0}", "above {0}"}, {bound.more_than->text}));
  if (bound.at_most) parts.push_back(words.say({"不高于{0}", "at most {0}"}, {bound.at_most->text}));
  if (bound.less_than) parts.push_back(words.say({"低于{0}", "below {0}"}, {bound.less_than->text}));
  return parts.empty()       ? words.say({"不限", "anything"})
         : parts.size() == 1 ? parts[0]
                             : words.say({"{0}且{1}", "{0} and {1}"}, {parts[0], parts[1]});
}

std::string anchored(const Words& words, const Period& every, Anchor anchor) {
  if (anchor == Anchor::contract || !is_civil(every)) return words.choice("anchor", Anchor::contract);
  if (every.days > 0) return words.say({"按日历上的周划分，周一为首日", "counted in calendar weeks from Monday"});
  if (every.months == 12) return words.say({"按自然年划分", "counted in calendar years"});
  if (every.months == 3) return words.say({"按自然季度划分", "counted in calendar quarters"});
  return words.say({"按自然月划分", "counted in calendar months"});
}

std::string window(const Words& words, const TermOrPeriod& window, const std::optional<Anchor>& anchor) {
  if (window.term) return words.say({"整个服务期", "the whole term"});
  return words.say({"{0}为一期，{1}", "{0}, {1}"},
                   {words.every(window.period), anchored(words, window.period, anchor.value_or(Anchor{}))});
}

void indicator(Writer& page, const Context& context, const Obligation& owner, const IndicatorRule& rule) {
  const Words& words = context.words;
  page.bullet(words.say({"数值：{0}。", "Figure: {0}."}, {figure(words, rule)}));
  windows_of(page, context, owner, rule);
  if (rule.partial)
    page.bullet(words.say({"首尾不完整的一期：{0}。", "A window that is cut off at an end is {0}."},
                          {words.choice("partial", *rule.partial)}));
  const std::string target = rule.target ? bound(words, *rule.target) : "";
  if (rule.aim)
    page.bullet(rule.target
                    ? words.say({"力求{0}；这是努力的方向，不构成违约。", "Striven for: {0}; an aim, never a breach."},
                                {target})
                    : words.say({"只列出，不构成违约。", "Shown only, never a breach."}));
  else if (rule.target)
    page.bullet(words.say({"应当{0}。", "It has to be {0}."}, {target}));
  if (rule.rounding) {
    const std::string mode =
        rule.rounding->mode ? words.say({"（{0}）", " ({0})"}, {words.choice("mode", *rule.rounding->mode)}) : "";
    const bool is_shown_only = rule.rounding->applied == RoundedWhen::after_it_is_compared;
    page.bullet(words.say(is_shown_only ? Phrase{"比较之后舍入到{0}{1}，只供列示。",
                                                 "Rounded to {0}{1} after it is compared, to be shown."}
                                        : Phrase{"比较之前舍入到{0}{1}。", "Rounded to {0}{1} before it is compared."},
                          {words.count(rule.rounding->decimals, decimals), mode}));
  }
  if (rule.minimum_sample)
    page.bullet(
        words.say({"样本少于{0}个的，按没有数据处理。", "With fewer than {0} cases a window counts as without data."},
                  {std::to_string(*rule.minimum_sample)}));
  if (rule.no_data)
    page.bullet(words.say({"没有数据的考核期：{0}。", "A window without data: {0}."},
                          {words.choice("no_data", *rule.no_data)}));
}

}  // namespace slakit::page
