// What excuses, settles, ends or changes the contract, and how its words are read.
#include <string>

#include "contract/place.hpp"
#include "io/contract_page_parts.hpp"

namespace slakit::page {

void exclusion(Writer& page, const Context& context, const ExclusionRule& rule) {
  const Words& words = context.words;
  if (rule.cause) page.bullet(words.say({"免责事由：{0}。", "Excused by {0}."}, {words.choice("cause", *rule.cause)}));
  if (!rule.event.empty())
    page.bullet(
        words.say({"工单中有{0}的，该工单免责。", "A ticket with {0} is excused."}, {words.events(rule.event)}));
  if (!rule.from.empty() && rule.to.empty())
    page.bullet(words.say({"自{0}起免责，没有终点。", "Time from {0} on is excused, without an end."},
                          {words.events(rule.from)}));
  else if (!rule.from.empty())
    page.bullet(words.say({"自{0}起至{1}止的时间免责。", "Time from {0} to {1} is excused."},
                          {words.events(rule.from), words.events(rule.to)}));
  if (rule.excuses)
    page.bullet(words.say({"免责的是{0}。", "It excuses {0}."}, {words.choice("excuses", *rule.excuses)}));
  if (!rule.calendar.empty())
    page.bullet(words.say({"日历{0}所列的时间免责。", "Time of the calendar {0} is excused."},
                          {words.calendar(rule.calendar)}));
  if (!rule.share.empty())
    page.bullet(words.say({"只在“{0}”所载的比例之内免责。", "Excused only to the extent that “{0}” says."},
                          {words.attribute(rule.share)}));
  if (!rule.obligations.empty())
    page.bullet(words.say({"只适用于{0}。", "Only for {0}."}, {words.obligations(rule.obligations)}));
  if (!rule.evidence.empty())
    page.bullet(words.say({"须以{0}为证。", "It needs {0} as evidence."}, {words.events(rule.evidence)}));
}

namespace {

void at_risk(Writer& page, const Words& words, const SettlementRule& rule) {
  if (rule.at_risk) {
    const std::string of = rule.at_risk_of.empty() ? "price" : rule.at_risk_of;
    const std::string amount = rule.at_risk->rate ? share_of(words, *rule.at_risk->rate, of)
                                                  : to_string(rule.at_risk->amount.value_or(Money{}));
    page.bullet(words.say({"各期可用于违约金的金额：{0}。", "Penalties may use up {0} in each window."}, {amount}));
  }
  for (const PoolShare& share : rule.pool)
    page.bullet(
        words.say({"其中{0}占{1}。", "Of it, {0} may use {1}."}, {words.penalty(share.penalty), share.share.text}));
  for (const EarnBack& back : rule.earn_back) {
    const std::string when = back.windows ? words.say({"其后连续{0}期达到的", "After {0} good windows in a row"},
                                                      {std::to_string(*back.windows)})
                                          : words.say({"其后达到的", "After doing better"});
    page.bullet(words.say({"{0}，返还{1}。", "{0}, {1} is given back."}, {when, back.share.text}));
  }
}

}  // namespace

void settlement(Writer& page, const Context& context, const SettlementRule& rule) {
  constexpr Unit windows{"期", "window", "windows"};
  const Words& words = context.words;
  if (rule.window) {
    page.bullet(words.say({"结算期：{0}。", "Settlement: {0}."}, {window(words, *rule.window, rule.anchor)}));
    const std::optional<Stretch>& term = context.dates.term();
    if (!rule.window->term && term) {
      const std::vector<Days> periods =
          context.dates.periods(*term, rule.window->period, rule.anchor.value_or(Anchor{}));
      if (!periods.empty())
        page.bullet(
            words.say({"共{0}：", "That is {0}:"}, {words.count(static_cast<long long>(periods.size()), windows)}));
      list_some(page, words, periods, [&](std::size_t i, const Days& days) {
        return words.say({"第{0}期 {1}至{2}", "No. {0}, {1} to {2}"},
                         {std::to_string(i + 1), text_of(days.first), text_of(days.last)});
      });
    }
  }
  if (rule.claim_within)
    page.bullet(words.say({"违约金应在{0}内提出主张。", "Charges have to be claimed within {0}."},
                          {words.period(*rule.claim_within)}));
  if (!rule.claim.empty())
    page.bullet(words.say({"以{0}为主张。", "They are claimed by {0}."}, {words.events(rule.claim)}));
  if (rule.remind_before)
    page.bullet(words.say({"届满前{0}提示。", "A reminder comes {0} before."}, {words.period(*rule.remind_before)}));
  if (rule.pay_within)
    page.bullet(words.say({"应在{0}内支付。", "They have to be paid within {0}."}, {words.period(*rule.pay_within)}));
  if (rule.point_value) page.bullet(words.say({"每分{0}。", "A point costs {0}."}, {to_string(*rule.point_value)}));
  for (const Band& band : rule.point_ladder) {
    const std::string of = rule.point_ladder_of.empty() ? "price" : rule.point_ladder_of;
    const std::string cost = band.rate ? share_of(words, *band.rate, of) : to_string(band.amount.value_or(Money{}));
    page.bullet(
        words.say({"一期的分数{0}的：{1}。", "Points of a window {0}: {1}."}, {bound(words, band.figure), cost}));
  }
  at_risk(page, words, rule);
  if (rule.liability)
    page.bullet(words.say({"{0}。", "Liability: {0}."}, {words.choice("liability", *rule.liability)}));
}

void termination(Writer& page, const Context& context, const TerminationRule& rule) {
  const Words& words = context.words;
  const TerminationTrigger& when = rule.when;
  const std::string of = when.of.empty() ? words.say({"义务", "an obligation"}) : words.obligations(when.of);
  std::string trigger;
  if (when.delay)
    trigger = words.say({"同一事件违反{1}逾期超过{0}的", "one incident is late by more than {0} on {1}"},
                        {words.period(*when.delay), of});
  else if (!when.cap.empty())
    trigger = words.say({"违约金达到上限“{0}”的", "the cap “{0}” is used up"}, {when.cap});
  else if (when.credits)
    trigger = words.say(
        {"{2}期之中有{1}期违约金达到{0}的", "charges of {0} are owed for {1} of {2} windows in a row"},
        {when.credits->rate ? share_of(words, *when.credits->rate, when.credits_of.empty() ? "price" : when.credits_of)
                            : to_string(when.credits->amount.value_or(Money{})),
         std::to_string(when.windows.value_or(1)), std::to_string(when.out_of.value_or(when.windows.value_or(1)))});
  else if (when.in)
    trigger = words.say({"{1}内违反{2}达{0}的", "{2} is broken {0} in {1}"},
                        {words.times(when.breaches.value_or(1)), words.period(*when.in), of});
  else
    trigger = words.say({"违反{1}达{0}的", "{1} is broken {0}"}, {words.times(when.breaches.value_or(1)), of});
  page.bullet(words.say({"{0}，可以解除合同。", "The contract may be terminated when {0}."}, {trigger}));
  if (rule.exercise_within)
    page.bullet(
        words.say({"应当自此{0}内行使，逾期则此项权利消灭。", "The right has to be used within {0}, or it is lost."},
                  {words.period(*rule.exercise_within)}));
  if (rule.notice)
    page.bullet(words.say({"应当提前{0}通知。", "Notice has to be given {0} before."}, {words.period(*rule.notice)}));
}

void amendment(Writer& page, const Context& context, const Amendment& rule) {
  const Words& words = context.words;
  page.bullet(words.say({"自{0} 00:00起：", "From {0} 00:00 on:"}, {text_of(rule.effective)}));
  for (const AmendedPlace& change : rule.changes)
    page.bullet(words.say({"{0}改为：{1}（`{2}`）", "{0}, from then on: {1} (`{2}`)"},
                          {words.sentence(words.place(change.set)), words.value(change.set, change.use), change.set}),
                1);
}

void reading(Writer& page, const Context& context, const ReadingRule& rule) {
  const Words& words = context.words;
  if (rule.text.empty()) page.bullet(words.say({"文本对此没有规定。", "The text says nothing about it."}));
  page.bullet(words.say({"所涉事项：{0}（`{1}`）。", "At issue: {0} (`{1}`)."}, {words.place(rule.set), rule.set}));
  page.bullet(words.say({"本文采用：{0}。", "Used here: {0}."}, {words.value(rule.set, rule.use)}));
  Texts others;
  for (const Value& value : alternatives_of(rule, words.contract().document.get()))
    others.push_back(words.value(rule.set, value));
  page.bullet(words.say({"也可以理解为：{0}。", "It may also mean: {0}."}, {words.series(others)}));
}

}  // namespace slakit::page
