#include "audit/derivation_words.hpp"

#include <cstddef>
#include <cstdint>

#include "slakit/time/readable.hpp"

namespace slakit::derived {
namespace {

std::string filled(std::string_view text, std::initializer_list<Text> fill, std::string Text::*language) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_gap = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const std::size_t index = is_gap ? static_cast<std::size_t>(text[i + 1] - '0') : 0;
    if (is_gap && index < fill.size()) {
      result += fill.begin()[index].*language;
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

template <class Named>
const Named* find_named(const std::vector<Named>& list, std::string_view name) {
  for (const Named& one : list)
    if (one.name == name) return &one;
  return nullptr;
}

Text with(const Text& text, const Text& mark, bool is_first) {
  return is_first ? text : Text(mark.en + text.en, mark.zh + text.zh);
}

// "per 10 days", "每逾期10日".
Text per(const ChargeRule& rule) {  // in Chinese with the mark that follows
  const ChargeUnit unit = rule.per.value_or(ChargeUnit::incident);
  const std::string number = rule.units ? to_string(*rule.units) : "";
  const bool is_one = number.empty() || number == "1";
  const Text word = unit_word(unit, !is_one);
  const Text what = is_one ? Text(word.en, "一" + word.zh) : Text(number + " " + word.en, number + word.zh);
  if (rule.counts == ChargedTime::time_saved) return say({"每提前{0}，", "per {0} saved"}, {what});
  switch (unit) {
    case ChargeUnit::incident: return say({"每次", "per {0}"}, {what});
    case ChargeUnit::window: return say({"每{1}", "per {0}"}, {what, word});
    case ChargeUnit::percentage_point:
    case ChargeUnit::unit: return say({"每相差{0}，", "per {0}"}, {what});
    case ChargeUnit::minute:
    case ChargeUnit::hour:
    case ChargeUnit::day:
    case ChargeUnit::business_day:
    case ChargeUnit::week:
    case ChargeUnit::month: break;
  }
  return say({"每逾期{0}，", "per {0}"}, {what});
}

}  // namespace

Text say(const Phrase& phrase, std::initializer_list<Text> fill) {
  return {filled(phrase.en, fill, &Text::en), filled(phrase.zh, fill, &Text::zh)};
}

Text name_of(const std::string& name, const LocalText& title) {
  std::string chinese = name;
  for (const auto& [language, text] : title.by_language)
    if (language == "zh" && !text.empty()) chinese = text;
  return {name, "“" + chinese + "”"};
}

Text clause_text(const std::string& clause) {
  std::string chinese = clause;
  for (std::size_t at = chinese.find(", "); at != std::string::npos; at = chinese.find(", "))
    chinese.replace(at, 2, "、");
  return {"clause " + clause, "第" + chinese + "条"};
}

Text in_clause(const std::string& clause) {
  return clause.empty() ? Text() : say({"（{0}）", " ({0})"}, {clause_text(clause)});
}

Text base_name(const Contract& contract, const std::string& base) {
  if (base == "price" || base.empty()) {
    const LocalText title = contract.contract.price ? contract.contract.price->title : LocalText{};
    return {"price", title.by_language.empty() ? "合同价款" : name_of("price", title).zh};
  }
  if (base == "at risk") return {base, "风险金额"};
  const BaseAmount* rule = find_named(contract.contract.bases, base);
  return name_of(base, rule != nullptr ? rule->title : LocalText{});
}

Text bound_text(const Bound& bound) {
  Text text;
  const auto add = [&](const Setting<Figure>& figure, const Phrase& words) {
    if (figure) text += with(say(words, {figure->text}), {", ", "，"}, text.en.empty());
  };
  add(bound.at_least, {"不低于{0}", "at least {0}"});
  add(bound.more_than, {"高于{0}", "more than {0}"});
  add(bound.at_most, {"不高于{0}", "at most {0}"});
  add(bound.less_than, {"低于{0}", "less than {0}"});
  return text;
}

Text value_text(const Contract& contract, const std::string& attribute, const std::string& value) {
  const AttributeRule* rule = find_named(contract.attributes, attribute);
  const AttributeValue* found = rule != nullptr ? find_named(rule->values, value) : nullptr;
  return name_of(value, found != nullptr ? found->title : LocalText{});
}

Text where_text(const Contract& contract, const Where& where) {
  Text text;
  for (const Condition& condition : where) {
    const AttributeRule* rule = find_named(contract.attributes, condition.attribute);
    std::string chinese = name_of(condition.attribute, rule != nullptr ? rule->title : LocalText{}).zh;
    Text values;
    for (const std::string& value : condition.values)
      values += with(value_text(contract, condition.attribute, value), {" or ", "或"}, values.en.empty());
    text +=
        with(say({"{0}为{1}", "{0} {1}"}, {{condition.attribute, chinese}, values}), {" and ", "且"}, text.en.empty());
  }
  return text;
}

Text what_it_costs(const Contract& contract, const ChargeRule& rule) {
  const Text each = per(rule);
  const Phrase line{"{1}{0}", "{0} {1}"};
  if (!rule.bands.empty()) return say(line, {{"by its band", "按所在档次计"}, each});
  if (!rule.steps.empty()) return say(line, {{"by steps", "分段计"}, each});
  if (!rule.documented.empty()) return say({"赔偿经证明的“{0}”", "the documented {0}"}, {rule.documented});
  if (!rule.external.empty()) return say(line, {say({"以外部数据“{0}”为准", "what {0} says"}, {rule.external}), each});
  if (rule.rate)
    return say(line, {say({"按{1}的{0}计", "{0} of {1}"}, {rule.rate->text, base_name(contract, rule.of)}), each});
  if (rule.amount) return say(line, {say({"计{0}", "{0}"}, {to_string(*rule.amount)}), each});
  return say(line, {say({"记{0}", "{0}"}, {points_text(Ratio(rule.points.value_or(0), 1))}), each});
}

Text length_text(Duration length) {
  std::string chinese;
  const std::int64_t micros = length.count() < 0 ? -length.count() : length.count();
  const auto put = [&](std::int64_t value, const char* unit) {
    if (value != 0) chinese += std::to_string(value) + unit;
  };
  put(micros / 3'600'000'000, "小时");
  put(micros / 60'000'000 % 60, "分");
  put(micros / 1'000'000 % 60, "秒");
  put(micros % 1'000'000, "微秒");
  return {readable(length), (length.count() < 0 ? "负" : "") + (chinese.empty() ? "0小时" : chinese)};
}

Text period_text(const Period& period) {
  Text text;
  const auto put = [&](std::int64_t value, const char* one, const char* many, const char* zh) {
    if (value == 0) return;
    const std::string number = std::to_string(value);
    text += with({number + " " + (value == 1 ? one : many), number + zh}, {" ", ""}, text.en.empty());
  };
  put(period.months / 12, "year", "years", "年");
  put(period.months % 12, "month", "months", "个月");
  put(period.days, "day", "days", "日");
  if (period.time != Duration{}) text += with(length_text(period.time), {" ", ""}, text.en.empty());
  return text;
}

Text points_text(const Ratio& points) {
  const std::string number = to_string(points);
  return {number + (points == Ratio(1, 1) ? " point" : " points"), number + "分"};
}

Text ordinal(int number) {
  const bool is_teen = number / 10 % 10 == 1;
  const int last = number % 10;
  const char* ending = is_teen || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd";
  return {std::to_string(number) + ending, std::to_string(number)};
}

Text unit_word(ChargeUnit unit, bool many) {
  const auto word = [&](const char* en, const char* zh) { return Text(en + std::string(many ? "s" : ""), zh); };
  switch (unit) {
    case ChargeUnit::incident: return word("incident", "次");
    case ChargeUnit::minute: return word("minute", "分钟");
    case ChargeUnit::hour: return word("hour", "小时");
    case ChargeUnit::day: return word("day", "日");
    case ChargeUnit::business_day: return word("business day", "个工作日");
    case ChargeUnit::week: return word("week", "周");
    case ChargeUnit::month: return word("month", "个月");
    case ChargeUnit::percentage_point: return word("percentage point", "个百分点");
    case ChargeUnit::unit: return word("unit", "个单位");
    case ChargeUnit::window: return word("window", "个考核期");
  }
  return {};
}

Text counted_units(ChargeUnit unit, const Setting<Decimal>& each, Counting how, const Ratio& count) {
  const std::string number = to_string(count);
  const std::string size = each ? to_string(*each) : "1";
  const bool is_one = size == "1";
  // What is one of them: a day of 24 h, 10 days.
  const Text word = unit_word(unit, count != Ratio(1, 1));
  const bool is_day = unit == ChargeUnit::day && is_one;
  const Text alone = unit_word(unit, false);
  const Text chinese_unit("", is_one ? "一" + alone.zh : size + alone.zh);
  const Text whole =
      is_one ? Text(word.en + (is_day ? " of 24 h" : ""), word.zh)
             : say({"个{0}", "x {0}"}, {Text(size + " " + unit_word(unit, size != "1").en, size + alone.zh)});
  switch (how) {
    case Counting::started_24_h:
    case Counting::calendar_days_touched:
      return say({"不足{0}按{0}计，计{1}", "{2}"},
                 {chinese_unit, {"", number + whole.zh}, {number + " started " + whole.en, ""}});
    case Counting::completed_24_h:
      return say({"不足{0}不计，计{1}", "{2}"},
                 {chinese_unit, {"", number + whole.zh}, {number + " completed " + whole.en, ""}});
    case Counting::pro_rata: break;
  }
  return say({"按比例计{0}", "{0}, pro rata"}, {{number + " " + whole.en, number + whole.zh}});
}

Text rounding_text(Rounding rounding) {
  switch (rounding) {
    case Rounding::half_up: return {"half up", "四舍五入"};
    case Rounding::half_even: return {"half even", "四舍六入五成双"};
    case Rounding::down: return {"down", "舍去零头"};
    case Rounding::up: return {"up", "零头进位"};
  }
  return {};
}

Text status_text(ChargeStatus status) {
  switch (status) {
    case ChargeStatus::charged: break;
    case ChargeStatus::same_incident:
      return {"another breach of the same incident is, under this term", "同一事件已按本项的另一次违反计收"};
    case ChargeStatus::not_both:
      return {"concurrency is 'both', and not every priced obligation was breached",
              "须各项计价的承诺全部违反才计收，而本事件并未全部违反"};
    case ChargeStatus::not_highest:
      return {"concurrency is 'highest only', and the incident has a higher charge",
              "同一事件只计收最高的一项，另有更高者"};
    case ChargeStatus::not_first:
      return {"concurrency is 'first only', and another breach came first", "同一事件只计收最先发生的一项，另有在先者"};
    case ChargeStatus::not_in_the_set:
      return {"another combination of penalties stands for the incident", "本事件以另一组违约责任为准"};
    case ChargeStatus::not_chosen:
      return {"the customer takes another penalty for the incident", "需方就本事件选择了另一项"};
    case ChargeStatus::not_greater:
      return {"of penalty and loss the other is greater", "违约金与损失取其高者，本项较低"};
    case ChargeStatus::below_threshold: return {"it stays below what is free", "未超过免计的部分"};
    case ChargeStatus::not_reached: return {"it is not repeated often enough", "未达到约定的次数"};
    case ChargeStatus::no_band: return {"its figure is in no band", "其数值不在任何一档"};
    case ChargeStatus::no_base: return {"its ticket does not say the amount it is a share of", "工单未载明其计费基数"};
  }
  return {};
}

}  // namespace slakit::derived
