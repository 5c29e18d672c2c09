// Leaves of contract documents: dates, durations, money, texts, hours.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "leaf_schemas.hpp"
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
  if (period->is_zero() || !text->starts_with("PT"))
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
  *static_cast<Period*>(object) = *period;
}

bool is_currency(std::string_view code) {
  const std::size_t at = leaf_schema::currencies.find(code);
  return code.size() == 3 && code.find(' ') == std::string_view::npos && at != std::string_view::npos;
}

void read_money(FieldReader& reader, const Value& value, void* object) {
  constexpr std::string_view form = "write a currency and an amount such as CNY 1000000.00";
  constexpr std::size_t digits_max = 14;  // of whole units: more than any contract is worth
  const std::string* text = reader.scalar(value, "money such as CNY 1000000.00");
  if (text == nullptr) return;
  const std::string_view all = *text;
  const std::optional<Currency> currency = Currency::parse(all.substr(0, 3));
  const std::string_view number = all.size() > 4 && all[3] == ' ' ? all.substr(4) : std::string_view{};
  const bool fits = number.substr(0, number.find('.')).size() <= digits_max;
  const std::optional<Decimal> amount = Decimal::parse(number);
  if (!currency || (!amount && fits))
    return reader.problem("bad-money", "'" + shown(all) + "' is no money; " + std::string(form), value);
  if (!is_currency(currency->name()))
    return reader.problem("unknown-currency",
                          "'" + std::string(currency->name()) + "' is no currency of ISO 4217; write one such as CNY",
                          value);
  if (!fits)
    return reader.problem("bad-money", "'" + shown(all) + "' is too large; write at most 14 digits before the point",
                          value);
  if (amount->scale > currency->digits())
    return reader.problem("too-many-decimals",
                          std::string(currency->name()) + " has " + std::to_string(currency->digits()) +
                              " decimals, '" + shown(all) + "' has " + std::to_string(amount->scale) +
                              "; write a whole number of its smallest unit",
                          value);
  const std::optional<Money> money = Money::parse(all);
  if (!money || money->minor <= 0)
    return reader.problem("bad-money", "'" + shown(all) + "' is not above zero; " + std::string(form), value);
  *static_cast<Money*>(object) = *money;
}

// At most nine digits on each side of the point, so that no product of rates, bases and counts loses any.
bool is_short_number(std::string_view text) {
  constexpr std::size_t digits_max = 9;
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  const auto digits = [](std::string_view t) { return t.find_first_not_of("0123456789") == std::string_view::npos; };
  return !whole.empty() && whole.size() <= digits_max && part.size() <= digits_max && digits(whole) && digits(part) &&
         (point == std::string_view::npos || !part.empty());
}

// "1%", "1‰", "5bp", with a space before the unit or not: the number and its unit.
std::pair<std::string_view, std::string_view> split_rate(std::string_view text) {
  for (const std::string_view unit : {std::string_view("%"), std::string_view("\u2030"), std::string_view("bp")})
    if (text.ends_with(unit)) {
      text.remove_suffix(unit.size());
      if (text.ends_with(' ')) text.remove_suffix(1);
      return {text, unit};
    }
  return {text, {}};
}

void read_rate(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a rate such as 1%");
  if (text == nullptr) return;
  const auto [number, unit] = split_rate(*text);
  if (unit.empty() && is_short_number(number))
    return reader.problem("bad-rate",
                          "'" + shown(*text) + "' has no unit; write a percentage such as 1%, which is 0.01", value);
  const std::optional<Rate> rate = is_short_number(number) ? Rate::parse(*text) : std::nullopt;
  if (!rate)
    return reader.problem("bad-rate", "'" + shown(*text) + "' is no rate; write 1%, 0.5%, 1\u2030 or 5bp", value);
  if (rate->value.coefficient <= 0)
    return reader.problem("bad-rate", "a rate must be above zero; write one such as 1%", value);
  *static_cast<Rate*>(object) = *rate;
}

void read_figure(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a figure such as 99.9% or 4");
  if (text == nullptr) return;
  const auto [number, unit] = split_rate(*text);
  const std::optional<Rate> figure =
      is_short_number(number) && (unit.empty() || unit == "%") ? Rate::parse(*text) : std::nullopt;
  if (!figure)
    return reader.problem("bad-figure", "'" + shown(*text) + "' is no figure; write one such as 99.9% or 4", value);
  *static_cast<Figure*>(object) = {figure->value, *text};
}

void read_decimal(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a number such as 1.5");
  if (text == nullptr) return;
  const std::optional<Decimal> number = is_short_number(*text) ? Decimal::parse(*text) : std::nullopt;
  if (!number || number->coefficient == 0)
    return reader.problem("bad-number", "'" + shown(*text) + "' is no number above zero; write one such as 1.5", value);
  *static_cast<Decimal*>(object) = *number;
}

// A rate ends in its unit, money begins with its currency.
void read_limit(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a share such as 10%, or money such as CNY 50000.00");
  if (text == nullptr) return;
  auto& limit = *static_cast<Limit*>(object);
  const bool is_rate = !split_rate(*text).second.empty() || is_short_number(*text);
  if (is_rate)
    read_rate(reader, value, &limit.rate.emplace());
  else
    read_money(reader, value, &limit.amount.emplace());
}

void read_term_or_period(FieldReader& reader, const Value& value, void* object) {
  auto& result = *static_cast<TermOrPeriod*>(object);
  result.term = value.is_scalar() && value.text == "term";
  if (!result.term) read_period(reader, value, &result.period);
}

void read_month_day(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a day of the year such as 05-01");
  if (text == nullptr) return;
  // 2024 is a leap year: 02-29 is a day of some years.
  const std::optional<Date> date = text->size() == 5 ? parse_date("2024-" + *text) : std::nullopt;
  if (!date)
    return reader.problem("bad-date", "'" + shown(*text) + "' is no day of the year; write month and day such as 05-01",
                          value);
  *static_cast<MonthDay*>(object) = {static_cast<int>(static_cast<unsigned>(date->month())),
                                     static_cast<int>(static_cast<unsigned>(date->day()))};
}

// "2024-12-24", or "12-24" for every year.
void read_exception_day(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a date such as 2024-12-24, or 12-24 for every year");
  if (text == nullptr) return;
  auto& day = *static_cast<ExceptionDay*>(object);
  constexpr std::size_t month_day_size = 5;
  if (text->size() == month_day_size) return read_month_day(reader, value, &day.yearly);
  read_date(reader, value, &day.date.emplace());
}

void read_time_of_day(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a time of day such as \"16:00\"");
  if (text == nullptr) return;
  const std::optional<std::chrono::seconds> time = HoursSpan::parse_time(*text);
  if (!time)
    return reader.problem("bad-hours", "'" + shown(*text) + "' is no time of day; write one such as \"16:00\"", value);
  *static_cast<std::chrono::seconds*>(object) = *time;
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
  *static_cast<Setting<int>*>(object) = static_cast<int>(*day);
}

void read_recurring_day(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a day such as 12-25 or a rule such as first monday of september");
  if (text == nullptr) return;
  const std::optional<RecurringDay> day = RecurringDay::parse(*text);
  if (!day)
    return reader.problem(
        "bad-rule",
        "'" + shown(*text) +
            "' is no day of each year; write one such as 12-25, first monday of september, last monday "
            "of may, easter + 1, monday before 05-25 or 12-24 to 01-02",
        value);
  *static_cast<RecurringDay*>(object) = *day;
}

void read_year(FieldReader& reader, const Value& value, void* object) {
  const std::string* text = reader.scalar(value, "a year such as 2024");
  if (text == nullptr) return;
  if (!parse_date(*text + "-01-01"))
    return reader.problem("bad-date", "'" + shown(*text) + "' is no year; write one from 1970 to 2100 such as 2024",
                          value);
  *static_cast<Setting<int>*>(object) = std::stoi(*text);
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

namespace {

std::string padded(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

Value write_date(const void* object) {
  const auto& date = *static_cast<const Date*>(object);
  if (!date.ok()) return {};
  return Value::scalar(std::to_string(static_cast<int>(date.year())) + "-" +
                       padded(static_cast<unsigned>(date.month())) + "-" + padded(static_cast<unsigned>(date.day())));
}

Value write_duration(const void* object) {
  const auto& duration = *static_cast<const Duration*>(object);
  return duration == Duration{} ? Value{} : Value::scalar(to_string(Period{0, 0, duration}));
}

Value write_period(const void* object) { return Value::scalar(to_string(*static_cast<const Period*>(object))); }

Value write_money(const void* object) { return Value::scalar(to_string(*static_cast<const Money*>(object))); }

Value write_rate(const void* object) { return Value::scalar(static_cast<const Rate*>(object)->text); }

Value write_figure(const void* object) { return Value::scalar(static_cast<const Figure*>(object)->text); }

Value write_decimal(const void* object) { return Value::scalar(to_string(*static_cast<const Decimal*>(object))); }

Value write_limit(const void* object) {
  const auto& limit = *static_cast<const Limit*>(object);
  if (!limit.rate && !limit.amount) return {};
  return Value::scalar(limit.rate ? limit.rate->text : to_string(*limit.amount));
}

Value write_term_or_period(const void* object) {
  const auto& value = *static_cast<const TermOrPeriod*>(object);
  return Value::scalar(value.term ? "term" : to_string(value.period));
}

Value write_month_day(const void* object) {
  const auto& day = *static_cast<const MonthDay*>(object);
  return Value::scalar(padded(static_cast<unsigned>(day.month)) + "-" + padded(static_cast<unsigned>(day.day)));
}

Value write_exception_day(const void* object) {
  const auto& day = *static_cast<const ExceptionDay*>(object);
  return day.date ? write_date(&*day.date) : write_month_day(&day.yearly);
}

Value write_time_of_day(const void* object) {
  const auto seconds = static_cast<const std::chrono::seconds*>(object)->count();
  std::string text =
      padded(static_cast<unsigned>(seconds / 3600)) + ":" + padded(static_cast<unsigned>(seconds / 60 % 60));
  if (seconds % 60 != 0) text += ":" + padded(static_cast<unsigned>(seconds % 60));
  return text_value(text);
}

Value write_local_text(const void* object) {
  const auto& texts = static_cast<const LocalText*>(object)->by_language;
  if (texts.empty()) return {};
  if (texts.size() == 1 && texts.front().first.empty()) return text_value(texts.front().second);
  Value result = Value::mapping({});
  for (const auto& [language, text] : texts) result.entries.push_back({text_value(language), text_value(text)});
  return result;
}

Value write_day_hours(const void* object) {
  const auto& hours = *static_cast<const DayHours*>(object);
  if (hours.empty()) return Value::scalar("closed");
  Value result = Value::sequence({});
  for (const HoursSpan& span : hours) result.items.push_back(text_value(to_string(span)));
  return result;
}

Value write_weekly(const void* object) {
  const auto& weekly = *static_cast<const WeeklyHours*>(object);
  Value result = Value::mapping({});
  for (std::size_t first = 0; first < weekly.size();) {
    std::size_t last = first;
    while (last + 1 < weekly.size() && weekly[last + 1] == weekly[first]) ++last;
    std::string days(weekday_names[first]);
    if (last > first) days += "-" + std::string(weekday_names[last]);
    if (!weekly[first].empty()) result.entries.push_back({Value::scalar(days), write_day_hours(&weekly[first])});
    first = last + 1;
  }
  return result.entries.empty() ? Value{} : result;
}

Value write_always(const void* object) { return *static_cast<const bool*>(object) ? Value::scalar("always") : Value{}; }

Value write_holidays(const void* object) {
  const auto& rule = *static_cast<const CalendarRule*>(object);
  Value result = Value::sequence({});
  for (const std::string& name : rule.holiday_sets) result.items.push_back(text_value(name));
  for (const Date& date : rule.holidays) result.items.push_back(write_date(&date));
  return result.items.empty() ? Value{} : result;
}

Value write_recurring_day(const void* object) {
  return Value::scalar(to_string(*static_cast<const RecurringDay*>(object)));
}

Value write_year(const void* object) {
  const auto& year = *static_cast<const Setting<int>*>(object);
  return year ? Value::scalar(std::to_string(*year)) : Value{};
}

Value write_make_up_like(const void* object) {
  const auto& day = *static_cast<const Setting<int>*>(object);
  return day ? Value::scalar(std::string(weekday_names[static_cast<std::size_t>(*day)])) : Value{};
}

}  // namespace

template <>
const Type& type_of<Date>() {
  static const Type type = leaf("a date such as 2024-03-15", read_date, write_date, leaf_schema::date());
  return type;
}
template <>
const Type& type_of<Duration>() {
  static const Type type = leaf("a duration such as PT4H", read_duration, write_duration, leaf_schema::duration());
  return type;
}
template <>
const Type& type_of<Period>() {
  static const Type type = leaf("a period such as P1Y", read_period, write_period, leaf_schema::period());
  return type;
}
template <>
const Type& type_of<Money>() {
  static const Type type = leaf("money such as CNY 1000000.00", read_money, write_money, leaf_schema::money());
  return type;
}
template <>
const Type& type_of<Rate>() {
  static const Type type = leaf("a rate such as 1%", read_rate, write_rate, leaf_schema::rate());
  return type;
}
template <>
const Type& type_of<Figure>() {
  static const Type type = leaf("a figure such as 99.9% or 4", read_figure, write_figure, leaf_schema::figure());
  return type;
}
template <>
const Type& type_of<Decimal>() {
  static const Type type = leaf("a number such as 1.5", read_decimal, write_decimal, leaf_schema::decimal());
  return type;
}
template <>
const Type& type_of<Limit>() {
  static const Type type = leaf("a share such as 10%, or money", read_limit, write_limit, leaf_schema::limit());
  return type;
}
template <>
const Type& type_of<TermOrPeriod>() {
  static const Type type =
      leaf("term, or a period such as P1M", read_term_or_period, write_term_or_period, leaf_schema::term_or_period());
  return type;
}
template <>
const Type& type_of<MonthDay>() {
  static const Type type =
      leaf("a day of the year such as 05-01", read_month_day, write_month_day, leaf_schema::month_day());
  return type;
}
template <>
const Type& type_of<ExceptionDay>() {
  static const Type type = leaf("a date, or a day of every year such as 12-24", read_exception_day, write_exception_day,
                                leaf_schema::exception_day());
  return type;
}
template <>
const Type& type_of<std::chrono::seconds>() {
  static const Type type =
      leaf("a time of day such as \"16:00\"", read_time_of_day, write_time_of_day, leaf_schema::time_of_day());
  return type;
}
template <>
const Type& type_of<LocalText>() {
  static const Type type =
      leaf("a text, or texts by language", read_local_text, write_local_text, leaf_schema::local_text());
  return type;
}
template <>
const Type& type_of<DayHours>() {
  static const Type type =
      leaf("hours such as \"09:00-18:00\"", read_day_hours, write_day_hours, leaf_schema::day_hours());
  return type;
}
template <>
const Type& type_of<WeeklyHours>() {
  static const Type type = leaf("weekdays and their hours", read_weekly, write_weekly, leaf_schema::weekly());
  return type;
}

template <>
const Type& type_of<RecurringDay>() {
  static const Type type = leaf("a day of each year, or a rule such as first monday of september", read_recurring_day,
                                write_recurring_day, leaf_schema::recurring_day());
  return type;
}

const Type& always_type() {
  static const Type type =
      leaf("always", read_always, write_always, R"({"enum": ["always", true, false, "true", "false"]})");
  return type;
}
const Type& holidays_type() {
  static const Type type = leaf("countries, sets and dates", read_holidays, write_holidays, leaf_schema::holidays());
  return type;
}
const Type& year_type() {
  static const Type type = leaf("a year such as 2024", read_year, write_year, leaf_schema::year());
  return type;
}
const Type& make_up_like_type() {
  static const Type type = leaf("a weekday", read_make_up_like, write_make_up_like,
                                R"({"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]})");
  return type;
}

}  // namespace slakit
