#include "io/contract_page_words.hpp"

#include <algorithm>
#include <cstddef>

#include "slakit/base/value_text.hpp"

namespace slakit::page {

namespace {

constexpr Unit years{"年", "year", "years"};
constexpr Unit months{"个月", "month", "months"};
constexpr Unit days{"日", "day", "days"};
constexpr Unit hours{"小时", "hour", "hours"};
constexpr Unit minutes{"分钟", "minute", "minutes"};

template <class Named>
const Named* find_named(const std::vector<Named>& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
  return found == list.end() ? nullptr : &*found;
}

template <class Named>
std::string quoted_of(const Words& words, const std::vector<Named>& list, std::string_view name) {
  const Named* found = find_named(list, name);
  return words.quoted(found != nullptr ? found->title : LocalText{}, name);
}

template <class Items, class Text>
Texts texts_of(const Items& items, Text text) {
  Texts texts;
  for (const auto& item : items) texts.push_back(text(item));
  return texts;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "Class" as "class", "VIP" as it is.
std::string inside_a_sentence(std::string text) {
  const bool is_word = text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z';
  if (is_word) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

bool is_index(std::string_view step) { return step.find_first_not_of("0123456789") == std::string_view::npos; }

// "90.5", of microseconds as seconds.
std::string seconds_text(std::int64_t micros) {
  std::string text = std::to_string(micros / 1'000'000);
  if (micros % 1'000'000 == 0) return text;
  std::string fraction = std::to_string(1'000'000 + micros % 1'000'000).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return text + "." + fraction;
}

}  // namespace

std::string Words::say(const Phrase& phrase, std::initializer_list<std::string> fill) const {
  const std::string_view text = is_zh() ? phrase.zh : phrase.en;
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_gap = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
    const std::size_t index = is_gap ? static_cast<std::size_t>(text[i + 1] - '0') : 0;
    if (is_gap && index < fill.size()) {
      result += fill.begin()[index];
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string Words::joined(const Texts& items, const Phrase& last) const {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? say(last) : say({"、", ", "});
    text += items[i];
  }
  return text;
}

std::string Words::all_of(const Texts& items) const { return joined(items, {"和", " and "}); }
std::string Words::any_of(const Texts& items) const { return joined(items, {"或", " or "}); }

std::string Words::sentence(std::string text) const {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string Words::series(const Texts& items, const Phrase& mark) const {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : say(mark)) + item;
  return text;
}

std::string Words::count(long long number, const Unit& unit) const {
  const std::string text = std::to_string(number);
  if (is_zh()) return text + std::string(unit.zh);
  return text + ' ' + std::string(number == 1 ? unit.one : unit.many);
}

std::string Words::period(const Period& period) const {
  Texts parts;
  const auto put = [&](long long number, const Unit& unit) {
    if (number != 0) parts.push_back(count(number, unit));
  };
  put(period.months / 12, years);
  put(period.months % 12, months);
  put(period.days, days);
  const std::int64_t micros = period.time.count();
  put(micros / 3'600'000'000, hours);
  put(micros / 60'000'000 % 60, minutes);
  if (const std::int64_t rest = micros % 60'000'000; rest != 0)
    parts.push_back(seconds_text(rest) + say({"秒", rest == 1'000'000 ? " second" : " seconds"}));
  std::string text;
  for (const std::string& part : parts) text += (text.empty() || is_zh() ? "" : " ") + part;
  return text;
}

std::string Words::every(const Period& length) const {
  if (length == Period{12, 0, {}}) return say({"每年", "every year"});
  if (length == Period{3, 0, {}}) return say({"每季度", "every quarter"});
  if (length == Period{1, 0, {}}) return say({"每月", "every month"});
  if (length == Period{0, 7, {}}) return say({"每周", "every week"});
  if (length == Period{0, 1, {}}) return say({"每日", "every day"});
  return say({"每{0}", "every {0}"}, {period(length)});
}

std::string Words::times(int number) const {
  if (!is_zh() && number < 3) return number == 1 ? "once" : "twice";
  return count(number, {"次", "time", "times"});
}

std::string Words::percentile(std::string_view rank) const {
  const std::string number(rank.substr(0, rank.find_first_not_of("0123456789")));
  if (number + "%" != rank) return say({"{0}分位数", "the {0} quantile"}, {std::string(rank)});
  const char last = number.back();
  const bool is_teen = number.size() > 1 && number[number.size() - 2] == '1';
  const char* ending = is_teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
  return say({"第{0}百分位数", "the {0}{1} percentile"}, {number, ending});
}

std::string Words::in_language(const LocalText& text) const {
  std::string result = text.in(is_zh() ? "zh" : "en");
  std::replace(result.begin(), result.end(), '\n', ' ');
  return result;
}

std::string Words::title(const LocalText& title, std::string_view name) const {
  const std::string text = in_language(title);
  return text.empty() ? std::string(name) : text;
}

std::string Words::quoted(const LocalText& title, std::string_view name) const {
  return "“" + this->title(title, name) + "”";
}

std::string Words::attribute(std::string_view name) const {
  const AttributeRule* found = find_named(contract_.attributes, name);
  const std::string text = found != nullptr ? in_language(found->title) : "";
  return text.empty() ? std::string(name) : text;
}

std::string Words::conditions(const Where& where, const Phrase& one) const {
  Texts parts;
  for (const Condition& condition : where) {
    const AttributeRule* rule = find_named(contract_.attributes, condition.attribute);
    const Texts values = texts_of(condition.values, [&](const std::string& value) {
      return rule != nullptr ? quoted_of(*this, rule->values, value) : quoted({}, value);
    });
    parts.push_back(say(one, {inside_a_sentence(attribute(condition.attribute)), any_of(values)}));
  }
  return joined(parts, {"且", " and "});
}

std::string Words::where(const Where& where) const { return conditions(where, {"{0}为{1}", "{0} is {1}"}); }

std::string Words::event(const EventRule& rule) const {
  if (rule.event.empty())
    return say({"工单的{0}", "a ticket with {0}"}, {conditions(rule.where, {"{0}为{1}", "{0} {1}"})});
  std::string name = quoted_of(*this, contract_.events, rule.event);
  if (rule.where.empty()) return name;
  return say({"{0}（{1}）", "{0} (where {1})"}, {name, where(rule.where)});
}

std::string Words::events(const EventRules& rules) const {
  return any_of(texts_of(rules, [&](const EventRule& rule) { return event(rule); }));
}

std::string Words::all_events(const EventRules& rules) const {
  return all_of(texts_of(rules, [&](const EventRule& rule) { return event(rule); }));
}

std::string Words::obligation(std::string_view name) const { return quoted_of(*this, contract_.obligations, name); }
std::string Words::penalty(std::string_view name) const { return quoted_of(*this, contract_.penalties, name); }
std::string Words::calendar(std::string_view name) const { return quoted_of(*this, contract_.calendars, name); }
std::string Words::milestone(std::string_view name) const {
  return quoted_of(*this, contract_.contract.milestones, name);
}

std::string Words::obligations(const Texts& names) const {
  return any_of(texts_of(names, [&](const std::string& name) { return obligation(name); }));
}

std::string Words::penalties(const Texts& names) const {
  return all_of(texts_of(names, [&](const std::string& name) { return penalty(name); }));
}

std::string Words::base(std::string_view name) const {
  if (name != "price") return quoted_of(*this, contract_.contract.bases, name);
  const std::optional<BaseAmount>& price = contract_.contract.price;
  const std::string title = price ? in_language(price->title) : "";
  return title.empty() ? say({"合同价款", "the contract price"}) : quoted({}, title);
}

std::string Words::clauses(std::string_view clause) const {
  const Texts all = split_clauses(clause);
  if (is_zh()) return "第" + joined(all, {"、", ""}) + "条";
  return (all.size() > 1 ? "clauses " : "clause ") + all_of(all);
}

std::string Words::in_clauses(std::string_view clause) const {
  return clause.empty() ? "" : say({"（{0}）", " ({0})"}, {clauses(clause)});
}

std::string Words::scalar(std::string_view path, const std::string& text) const {
  if (text == "none") return say({"无此项", "none"});
  if (text == "term") return say({"整个服务期", "the whole term"});
  if (std::string words = choice(last_key(path), text); !words.empty()) return words;
  if (const std::optional<Period> length = Period::parse(text)) return period(*length);
  const std::string_view key = last_key(path);
  if (key == "attribute") return say({"以工单的“{0}”所载为准", "as the ticket's “{0}” says"}, {attribute(text)});
  if (const AttributeRule* rule = find_named(contract_.attributes, key)) return quoted_of(*this, rule->values, text);
  if (find_named(contract_.events, text) != nullptr) return quoted_of(*this, contract_.events, text);
  if (find_named(contract_.obligations, text) != nullptr) return obligation(text);
  if (find_named(contract_.calendars, text) != nullptr) return calendar(text);
  if (find_named(contract_.contract.milestones, text) != nullptr) return milestone(text);
  if (text == "true") return say({"是", "yes"});
  if (text == "false") return say({"否", "no"});
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789.%‰bp-") == std::string::npos;
  return is_number || Money::parse(text) ? text : quoted({}, text);
}

namespace {

// {class: [fault, major]} as conditions.
Where where_of(const Value& value) {
  Where where;
  for (const Value::Entry& entry : value.entries) {
    Condition& condition = where.emplace_back();
    condition.attribute = entry.first.text;
    const Value& values = without_assumed(entry.second);
    if (values.is_scalar()) condition.values.push_back(values.text);
    for (const Value& one : values.items) condition.values.push_back(one.text);
  }
  return where;
}

// What the language writes as a mapping, by the keys that make it out.
bool has_key(const Value& value, std::initializer_list<const char*> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](const char* key) { return value.find(key) != nullptr; });
}

}  // namespace

std::string Words::mapping(std::string_view path, const Value& value) const {
  const auto words_of = [&](const char* key) {
    const Value* held = value.find(key);
    return held == nullptr ? std::string() : this->value(std::string(path) + "." + key, *held);
  };
  const std::string_view key = last_key(path);
  if (key == "where" || key == "applies") return where(where_of(value));
  const Value* given = value.find("where");
  const Where where = given != nullptr ? where_of(without_assumed(*given)) : Where{};
  if (const Value* event = value.find("event")) return this->event({without_assumed(*event).text, where});
  if (has_key(value, {"of"}) && has_key(value, {"after"})) {
    std::string start = say({"{0}之后满{1}", "{1} after {0}"}, {words_of("of"), words_of("after")});
    if (value.find("unless") == nullptr) return start;
    return say({"{0}（届时已有{1}的除外）", "{0}, unless {1} came by then"}, {start, words_of("unless")});
  }
  Texts parts;
  for (const Value::Entry& entry : value.entries) {
    if (&entry.second == given) continue;
    const std::string name = place(entry.first.text);
    const std::string words = this->value(std::string(path) + "." + entry.first.text, entry.second);
    // The limit itself needs no name.
    const bool is_plain = key == "target" && (entry.first.text == "within" || entry.first.text == "attribute");
    parts.push_back(is_plain ? words : say({"{0}：{1}", "{0}: {1}"}, {name, words}));
  }
  const std::string text = series(parts, {"，", ", "});
  return where.empty() ? text : say({"{0}的，{1}", "where {0}: {1}"}, {this->where(where), text});
}

std::string Words::value(std::string_view path, const Value& given) const {
  const Value& inner = without_assumed(given);
  if (inner.is_null()) return say({"无此项", "none"});
  if (inner.is_scalar()) return scalar(path, inner.text);
  if (inner.is_mapping()) return mapping(path, inner);
  const bool is_plain =
      std::all_of(inner.items.begin(), inner.items.end(), [](const Value& v) { return v.is_scalar(); });
  const Texts items = texts_of(inner.items, [&](const Value& item) { return value(path, item); });
  if (items.empty()) return say({"无此项", "none"});
  return is_plain ? series(items, {"、", ", "}) : series(items);
}

Texts split_clauses(std::string_view clause) {
  Texts all;
  while (!clause.empty()) {
    std::size_t end = clause.size();
    std::size_t next = end;
    for (const std::string_view mark : {",", ";", "，", "；", "、"})
      if (const std::size_t at = clause.find(mark); at < end) {
        end = at;
        next = at + mark.size();
      }
    const std::string_view one = trimmed(clause.substr(0, end));
    if (!one.empty()) all.emplace_back(one);
    clause.remove_prefix(next);
  }
  return all;
}

std::string_view last_key(std::string_view path) {
  for (;;) {
    const std::size_t dot = path.rfind('.');
    const std::string_view step = dot == std::string_view::npos ? path : path.substr(dot + 1);
    if (dot == std::string_view::npos || !is_index(step)) return step;
    path = path.substr(0, dot);
  }
}

}  // namespace slakit::page
