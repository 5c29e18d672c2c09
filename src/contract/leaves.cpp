// Leaves of contract documents: dates, durations, money, texts, hours.
#include <algorithm>
#include <charconv>

#include "slakit/base/field_reader.hpp"
#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"
#include "types.hpp"

namespace slakit {

namespace {

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t digits) {
    unsigned value = 0;
    const char* end = text.data() + from + digits;
    const auto [stop, error] = std::from_chars(text.data() + from, end, value);
    return error == std::errc{} && stop == end ? value : 0;
  };
  const Date date{std::chrono::year{static_cast<int>(number(0, 4))}, std::chrono::month{number(5, 2)},
                  std::chrono::day{number(8, 2)}};
  const bool in_range = date.year() >= std::chrono::year{1970} && date.year() <= std::chrono::year{2100};
  return date.ok() && in_range ? std::optional(date) : std::nullopt;
}

void read_date(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a date such as 2024-03-15");
  if (text == nullptr) return;
  const std::optional<Date> date = parse_date(*text);
  if (!date)
    return reader.problem("bad-date",
                          "'" + shown(*text) + "' is no date; write one from 1970 to 2100 such as 2024-03-15", value);
  *static_cast<Date*>(object) = *date;
}

// A length of exact time. A "day" of working time may be 24 h or a working day, so it must be said in hours.
void read_duration(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a duration such as PT4H");
  if (text == nullptr) return;
  const std::optional<Period> period = Period::parse(*text);
  if (!period) {
    const bool negative = text->starts_with('-') || text->find("T-") != std::string::npos || text->starts_with("P-");
    return reader.problem("bad-duration",
                          (negative ? "negative duration '" : "unknown duration '") + shown(*text) +
                              "'; write a positive ISO 8601 duration such as PT4H or PT1H30M",
                          value);
  }
  if (period->months != 0)
    return reader.problem("ambiguous-duration", "months and years have no fixed length; write hours, such as PT720H",
                          value);
  if (period->days != 0)
    return reader.problem("ambiguous-duration",
                          "a day may mean 24 hours or a working day; write PT" + std::to_string(period->days * 24) +
                              "H if it means 24 hours",
                          value);
  if (period->is_zero())
    return reader.problem("bad-duration",
                          "the duration is zero; write a positive one such as PT4H, or leave the key out", value);
  *static_cast<Duration*>(object) = period->time;
}

void read_period(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a period such as P1Y");
  if (text == nullptr) return;
  const std::optional<Period> period = Period::parse(*text);
  if (!period || period->is_zero())
    return reader.problem("bad-period", "'" + shown(*text) + "' is no period; write a positive one such as P1Y or P30D",
                          value);
  if (period->time != Duration{})
    return reader.problem("bad-period", "a term is counted in whole days; write a period without hours such as P1Y",
                          value);
  constexpr int years_max = 100;
  if (period->months > years_max * 12 || period->days > years_max * 366)
    return reader.problem("bad-period", "longer than 100 years; write a shorter term", value);
  *static_cast<Period*>(object) = *period;
}

void read_money(FieldReader& reader, const Value& value, void* object) {
  constexpr std::string_view form = "write a currency and an amount such as CNY 1000000.00";
  const std::string* text = reader.scalar(value, "money such as CNY 1000000.00");
  if (text == nullptr) return;
  const std::string_view all = *text;
  const std::optional<Currency> currency = Currency::parse(all.substr(0, 3));
  const std::optional<Decimal> amount = all.size() > 4 && all[3] == ' ' ? Decimal::parse(all.substr(4)) : std::nullopt;
  if (!currency || !amount)
    return reader.problem("bad-money", "'" + shown(all) + "' is no money; " + std::string(form), value);
  if (amount->scale > currency->digits())
    return reader.problem("too-many-decimals",
                          std::string(currency->name()) + " has " + std::to_string(currency->digits()) +
                              " decimals, '" + shown(all) + "' has " + std::to_string(amount->scale) +
                              "; write a whole number of its smallest unit",
                          value);
  const std::optional<Money> money = Money::parse(all);
  if (!money || money->minor <= 0)
    return reader.problem("bad-money", "'" + shown(all) + "' is not above zero or too large; " + std::string(form),
                          value);
  *static_cast<Money*>(object) = *money;
}

void read_local_text(FieldReader& reader, const Value& value, void* object) {
  auto& result = *static_cast<LocalText*>(object);
  if (!value.is_mapping()) {
    type_of<std::string>().read(reader, value, &result.by_language.emplace_back().second);
    return;
  }
  for (const auto& [key, held] : value.entries) {
    const FieldReader::Step step(reader, key.text, key.mark);
    auto& [language, text] = result.by_language.emplace_back();
    type_of<std::string>().read(reader, key, &language);
    type_of<std::string>().read(reader, held, &text);
  }
}

void read_span(FieldReader& reader, const Value& value, DayHours& hours) {
  const std::string* text = reader.scalar(value, "hours such as \"09:00-18:00\"");
  if (text == nullptr) return;
  const std::optional<HoursSpan> span = HoursSpan::parse(*text);
  if (!span)
    return reader.problem("bad-hours",
                          "'" + shown(*text) + "' are no hours; write them such as \"09:00-18:00\" or \"22:00-06:00\"",
                          value);
  const bool overlaps = std::any_of(hours.begin(), hours.end(), [&](const HoursSpan& other) {
    return span->from < other.to && other.from < span->to;
  });
  if (overlaps)
    return reader.problem("overlapping-hours", *text + " overlaps other hours of the same day; write hours that do not",
                          value);
  hours.push_back(*span);
}

void read_day_hours(FieldReader& reader, const Value& value, void* object) {
  auto& hours = *static_cast<DayHours*>(object);
  hours.clear();
  if (value.is_scalar() && value.text == "closed") return;
  if (!value.is_sequence()) return read_span(reader, value, hours);
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const FieldReader::Step step(reader, std::to_string(i), value.items[i].mark);
    read_span(reader, value.items[i], hours);
  }
  std::sort(hours.begin(), hours.end(), [](const HoursSpan& a, const HoursSpan& b) { return a.from < b.from; });
}

constexpr std::string_view weekday_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::optional<std::size_t> weekday(std::string_view text) {
  const auto* const found = std::find(std::begin(weekday_names), std::end(weekday_names), text);
  if (found == std::end(weekday_names)) return std::nullopt;
  return static_cast<std::size_t>(found - std::begin(weekday_names));
}

// "mon" or "mon-fri"; a range may pass Sunday.
std::vector<std::size_t> weekdays(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::optional<std::size_t> first = weekday(text.substr(0, dash));
  const std::optional<std::size_t> last = dash == std::string_view::npos ? first : weekday(text.substr(dash + 1));
  if (!first || !last) return {};
  std::vector<std::size_t> days{*first};
  while (days.back() != *last) days.push_back((days.back() + 1) % 7);
  return days;
}

void read_weekly(FieldReader& reader, const Value& value, void* object) {
  if (!value.is_mapping())
    return reader.problem(
        "wrong-type",
        "expected weekdays and their hours such as {mon-fri: [\"09:00-18:00\"]}, found " + what_it_is(value), value);
  auto& weekly = *static_cast<WeeklyHours*>(object);
  std::array<bool, 7> given{};
  for (const auto& [key, held] : value.entries) {
    const FieldReader::Step step(reader, key.text, key.mark);
    const std::vector<std::size_t> days = weekdays(key.text);
    if (days.empty())
      reader.problem("unknown-key",
                     "unknown weekday '" + shown(key.text) + "'" + suggestion(key.text, weekday_names) +
                         "; write mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri",
                     key);
    DayHours hours;
    read_day_hours(reader, held, &hours);
    for (const std::size_t day : days) {
      if (given[day])
        reader.problem("duplicate-key", std::string(weekday_names[day]) + " has hours already; write each weekday once",
                       key);
      given[day] = true;
      weekly[day] = hours;
    }
  }
}

void read_make_up_like(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a weekday such as mon");
  if (text == nullptr) return;
  const std::optional<std::size_t> day = weekday(*text);
  if (!day)
    return reader.problem("unknown-value",
                          "unknown weekday '" + shown(*text) + "'; write one of: mon, tue, wed, thu, fri, sat, sun",
                          value);
  *static_cast<std::optional<int>*>(object) = static_cast<int>(*day);
}

// `always`, the short form of a whole calendar, or true or false as a key of one.
void read_always(FieldReader& reader, const Value& value, void* object) {
  auto& always = *static_cast<bool*>(object);
  if (value.is_scalar() && value.text == "always")
    always = true;
  else if (value.is_scalar() && (value.text == "true" || value.text == "false"))
    always = value.text == "true";
  else
    reader.problem(
        "wrong-type",
        "expected `always` or a mapping such as {weekly: {mon-fri: [\"09:00-18:00\"]}}, found " + what_it_is(value),
        value);
}

// Countries and dates in one list; a date begins with a digit.
void read_holiday(FieldReader& reader, const Value& value, CalendarRule& rule) {
  const bool is_date = value.is_scalar() && !value.text.empty() && value.text[0] >= '0' && value.text[0] <= '9';
  if (is_date)
    read_date(reader, value, &rule.holidays.emplace_back());
  else
    type_of<std::string>().read(reader, value, &rule.holiday_sets.emplace_back());
}

void read_holidays(FieldReader& reader, const Value& value, void* object) {
  auto& rule = *static_cast<CalendarRule*>(object);
  if (!value.is_sequence()) return read_holiday(reader, value, rule);
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const FieldReader::Step step(reader, std::to_string(i), value.items[i].mark);
    read_holiday(reader, value.items[i], rule);
  }
}

}  // namespace

template <>
const Type& type_of<Date>() {
  static const Type type = leaf("a date such as 2024-03-15", read_date);
  return type;
}
template <>
const Type& type_of<Duration>() {
  static const Type type = leaf("a duration such as PT4H", read_duration);
  return type;
}
template <>
const Type& type_of<Period>() {
  static const Type type = leaf("a period such as P1Y", read_period);
  return type;
}
template <>
const Type& type_of<Money>() {
  static const Type type = leaf("money such as CNY 1000000.00", read_money);
  return type;
}
template <>
const Type& type_of<LocalText>() {
  static const Type type = leaf("a text, or texts by language", read_local_text);
  return type;
}
template <>
const Type& type_of<DayHours>() {
  static const Type type = leaf("hours such as \"09:00-18:00\"", read_day_hours);
  return type;
}
template <>
const Type& type_of<WeeklyHours>() {
  static const Type type = leaf("weekdays and their hours", read_weekly);
  return type;
}

const Type& always_type() {
  static const Type type = leaf("always", read_always);
  return type;
}
const Type& holidays_type() {
  static const Type type = leaf("countries and dates", read_holidays);
  return type;
}
const Type& make_up_like_type() {
  static const Type type = leaf("a weekday", read_make_up_like);
  return type;
}

}  // namespace slakit
