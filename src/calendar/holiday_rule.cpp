#include "slakit/calendar/holiday_rule.hpp"

#include <algorithm>
#include <array>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <charconv>
#include <set>
#include <utility>

namespace slakit {
namespace {

namespace greg = boost::gregorian;
using Kind = RecurringDay::Kind;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 4> ordinals{"first", "second", "third", "fourth"};
constexpr int offset_max = 366;
constexpr int first_year = 1970;
constexpr int last_year = 2100;

template <std::size_t size>
std::optional<int> index_of(const std::array<std::string_view, size>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? std::nullopt : std::optional(static_cast<int>(found - words.begin()));
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc{} && stop == digits.data() + digits.size();
  return whole && !digits.empty() && digits[0] != '-' ? std::optional(value) : std::nullopt;
}

// "05-25". 2024 is a leap year: 02-29 is a day of some years.
std::optional<MonthDay> month_day(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const std::optional<int> month = number(text.substr(0, 2));
  const std::optional<int> day = number(text.substr(3));
  if (!month || !day) return std::nullopt;
  const Date date{std::chrono::year{2024}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(MonthDay{*month, *day}) : std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t end = 0; !text.empty(); text.remove_prefix(std::min(text.size(), end + 1))) {
    end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
  }
  return words;
}

using Words = std::vector<std::string_view>;

// The words after the weekday: "on or before 05-25".
std::optional<Kind> side_of(const Words& words) {
  if (words.size() == 3 && words[1] == "before") return Kind::weekday_before;
  if (words.size() == 3 && words[1] == "after") return Kind::weekday_after;
  if (words.size() != 5 || words[1] != "on" || words[2] != "or") return std::nullopt;
  if (words[3] == "before") return Kind::weekday_on_or_before;
  return words[3] == "after" ? std::optional(Kind::weekday_on_or_after) : std::nullopt;
}

std::optional<RecurringDay> weekday_beside(const Words& words) {
  const std::optional<Kind> kind = side_of(words);
  const std::optional<int> weekday = index_of(weekdays, words[0]);
  const std::optional<MonthDay> day = month_day(words.back());
  if (!kind || !weekday || !day) return std::nullopt;
  return RecurringDay{.kind = *kind, .day = *day, .weekday = *weekday};
}

std::optional<RecurringDay> weekday_of_month(const Words& words) {
  if (words.size() != 4 || words[2] != "of") return std::nullopt;
  const std::optional<int> nth = index_of(ordinals, words[0]);
  const std::optional<int> weekday = index_of(weekdays, words[1]);
  const std::optional<int> month = index_of(months, words[3]);
  if (!weekday || !month || (!nth && words[0] != "last")) return std::nullopt;
  return RecurringDay{.kind = nth ? Kind::nth_weekday : Kind::last_weekday,
                      .day = {*month + 1, 0},
                      .nth = nth ? *nth + 1 : 0,
                      .weekday = *weekday};
}

std::optional<RecurringDay> plain_day(const Words& words) {
  if (words.empty()) return std::nullopt;
  if (words.size() == 1 && words[0] == "easter") return RecurringDay{.kind = Kind::easter};
  if (words.size() == 2 && words[0] == "orthodox" && words[1] == "easter")
    return RecurringDay{.kind = Kind::orthodox_easter};
  if (const std::optional<MonthDay> day = month_day(words[0]); day && words.size() == 1)
    return RecurringDay{.kind = Kind::date, .day = *day};
  if (std::optional<RecurringDay> found = weekday_beside(words)) return found;
  return weekday_of_month(words);
}

std::string text_of(MonthDay day) {
  const auto padded = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return padded(day.month) + '-' + padded(day.day);
}

Date to_date(const greg::date& date) {
  return Date{std::chrono::year{date.year()}, std::chrono::month{date.month().as_number()},
              std::chrono::day{date.day().as_number()}};
}

greg::date to_boost(Date date) {
  return {static_cast<unsigned short>(static_cast<int>(date.year())),
          static_cast<unsigned short>(static_cast<unsigned>(date.month())),
          static_cast<unsigned short>(static_cast<unsigned>(date.day()))};
}

Date shifted(Date date, int days) { return Date{std::chrono::sys_days{date} + std::chrono::days{days}}; }

Date date_in(int year, MonthDay day) {
  return Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(day.month)},
              std::chrono::day{static_cast<unsigned>(day.day)}};
}

Date nth_weekday(const RecurringDay& day, int year) {
  using Generator = greg::nth_day_of_the_week_in_month;
  const greg::greg_weekday weekday(static_cast<unsigned short>((day.weekday + 1) % 7));  // Boost: 0 is Sunday
  const greg::greg_month month(static_cast<unsigned short>(day.day.month));
  const auto boost_year = static_cast<unsigned short>(year);
  if (day.kind == Kind::last_weekday)
    return to_date(greg::last_day_of_the_week_in_month(weekday, month).get_date(boost_year));
  return to_date(Generator(static_cast<Generator::week_num>(day.nth), weekday, month).get_date(boost_year));
}

// The weekday next to a date that exists.
Date weekday_beside(const RecurringDay& day, Date date) {
  const greg::greg_weekday weekday(static_cast<unsigned short>((day.weekday + 1) % 7));
  const auto before = [&](Date d) {
    return to_date(greg::first_day_of_the_week_before(weekday).get_date(to_boost(d)));
  };
  const auto after = [&](Date d) { return to_date(greg::first_day_of_the_week_after(weekday).get_date(to_boost(d))); };
  switch (day.kind) {
    case Kind::weekday_before: return before(date);
    case Kind::weekday_on_or_before: return before(shifted(date, 1));
    case Kind::weekday_after: return after(date);
    default: return after(shifted(date, -1));
  }
}

// Before the offset; nothing where the year lacks it.
std::optional<Date> day_in(const RecurringDay& day, int year) {
  switch (day.kind) {
    case Kind::easter: return easter(year);
    case Kind::orthodox_easter: return orthodox_easter(year);
    case Kind::nth_weekday:
    case Kind::last_weekday: return nth_weekday(day, year);
    default: break;
  }
  const Date date = date_in(year, day.day);
  if (!date.ok()) return std::nullopt;
  return day.kind == Kind::date ? date : weekday_beside(day, date);
}

// Both days in; where a year has no 02-29, a range ends on the 28th and begins on the 1st.
std::pair<Date, Date> range_in(const RecurringDay& day, int year) {
  const bool passes_new_year = std::pair(day.last.month, day.last.day) < std::pair(day.day.month, day.day.day);
  Date from = date_in(year, day.day);
  Date to = date_in(year + (passes_new_year ? 1 : 0), day.last);
  if (!from.ok()) from = Date{from.year() / std::chrono::March / 1};
  if (!to.ok()) to = Date{to.year() / std::chrono::February / 28};
  return {from, to};
}

enum : unsigned { saturday = 6, sunday = 7 };

unsigned weekday_of(Date date) { return std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding(); }

// Of 1970-2100, by rules; substitute days come when all the days themselves are known.
class Evaluation {
 public:
  Evaluation(const std::string& source, const std::vector<Date>& others)
      : source_(source), taken_(others.begin(), others.end()) {}

  void add(const HolidayRule& rule) {
    // The years around them give days of 1970 and 2100, too: over New Year, and by an offset.
    const int from = std::max(rule.from.value_or(first_year - 1), first_year - 1);
    const int until = std::min(rule.until.value_or(last_year + 1), last_year + 1);
    for (int year = from; year <= until; ++year) add(rule, year);
  }

  std::vector<Holiday> finish() && {
    const auto by_date = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::stable_sort(weekend_.begin(), weekend_.end(), by_date);
    for (const auto& [date, rule] : weekend_) substitute(date, *rule);
    std::stable_sort(found_.begin(), found_.end(), [](const Holiday& a, const Holiday& b) { return a.date < b.date; });
    return std::move(found_);
  }

 private:
  void add(const HolidayRule& rule, int year) {
    if (rule.day.kind == Kind::range) {
      const auto [first, last] = range_in(rule.day, year);
      for (Date date = first; date <= last; date = shifted(date, 1)) put(date, rule, "");
      return;
    }
    const std::optional<Date> plain = day_in(rule.day, year);
    if (!plain) return;
    const Date date = shifted(*plain, rule.day.offset);
    put(date, rule, "");
    taken_.insert(date);
    if (weekday_of(date) >= saturday && rule.observed != Observed::as_it_is) weekend_.emplace_back(date, &rule);
  }

  void put(Date date, const HolidayRule& rule, const std::string& suffix) {
    if (date.year() < std::chrono::year{first_year} || date.year() > std::chrono::year{last_year}) return;
    found_.push_back({date, rule.name + suffix, rule.english.empty() ? "" : rule.english + suffix, source_});
  }

  void substitute(Date date, const HolidayRule& rule) {
    const bool is_sunday = weekday_of(date) == sunday;
    const bool sundays_only =
        rule.observed == Observed::sunday_to_monday || rule.observed == Observed::sunday_to_next_free_weekday;
    if (sundays_only && !is_sunday) return;
    Date other = shifted(date, is_sunday ? 1 : -1);
    if (rule.observed == Observed::next_free_weekday || rule.observed == Observed::sunday_to_next_free_weekday) {
      other = shifted(date, 1);
      while (weekday_of(other) >= saturday || taken_.contains(other)) other = shifted(other, 1);
    }
    put(other, rule, " (observed)");
    taken_.insert(other);
  }

  const std::string& source_;
  std::set<Date> taken_;
  std::vector<std::pair<Date, const HolidayRule*>> weekend_;
  std::vector<Holiday> found_;
};

}  // namespace

std::optional<RecurringDay> RecurringDay::parse(std::string_view text) {
  if (text.ends_with(' ')) return std::nullopt;
  Words words = words_of(text);
  if (words.size() == 3 && words[1] == "to") {
    const std::optional<MonthDay> from = month_day(words[0]);
    const std::optional<MonthDay> to = month_day(words[2]);
    if (!from || !to) return std::nullopt;
    return RecurringDay{.kind = Kind::range, .day = *from, .last = *to};
  }
  int days = 0;
  if (words.size() > 2 && (words[words.size() - 2] == "+" || words[words.size() - 2] == "-")) {
    const std::optional<int> count = number(words.back());
    if (!count || *count < 1 || *count > offset_max) return std::nullopt;
    days = words[words.size() - 2] == "+" ? *count : -*count;
    words.resize(words.size() - 2);
  }
  std::optional<RecurringDay> result = plain_day(words);
  if (result) result->offset = days;
  return result;
}

std::string to_string(const RecurringDay& day) {
  const std::string weekday(weekdays.at(static_cast<std::size_t>(day.weekday)));
  const auto of_month = [&] {
    return ' ' + weekday + " of " + std::string(months.at(static_cast<std::size_t>(day.day.month - 1)));
  };
  const auto plain = [&]() -> std::string {
    switch (day.kind) {
      case Kind::date: return text_of(day.day);
      case Kind::nth_weekday: return std::string(ordinals.at(static_cast<std::size_t>(day.nth - 1))) + of_month();
      case Kind::last_weekday: return "last" + of_month();
      case Kind::easter: return "easter";
      case Kind::orthodox_easter: return "orthodox easter";
      case Kind::weekday_before: return weekday + " before " + text_of(day.day);
      case Kind::weekday_after: return weekday + " after " + text_of(day.day);
      case Kind::weekday_on_or_before: return weekday + " on or before " + text_of(day.day);
      case Kind::weekday_on_or_after: return weekday + " on or after " + text_of(day.day);
      case Kind::range: return text_of(day.day) + " to " + text_of(day.last);
    }
    return "";
  };
  if (day.offset == 0) return plain();
  return plain() + (day.offset > 0 ? " + " : " - ") + std::to_string(std::abs(day.offset));
}

std::vector<Holiday> holidays_of(const std::vector<HolidayRule>& rules, const std::string& source,
                                 const std::vector<Date>& others) {
  Evaluation evaluation(source, others);
  for (const HolidayRule& rule : rules) evaluation.add(rule);
  return std::move(evaluation).finish();
}

// The anonymous Gregorian computus (Nature 13, 1876, p. 487; J. Meeus, Astronomical Algorithms, 2nd ed., ch. 8).
Date easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int e = b % 4;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * (c / 4) - h - k) % 7;
  const int m = (a + 11 * h + 19 * l) / 433;
  const int month = (h + l - 7 * m + 90) / 25;
  const int day = (h + l - 7 * m + 33 * month + 19) % 32;
  return date_in(year, {month, day});
}

// Meeus's Julian algorithm (same chapter), and the days by which the Julian calendar is behind from March of that year.
Date orthodox_easter(int year) {
  const int d = (19 * (year % 19) + 15) % 30;
  const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const Date julian = date_in(year, {(d + e + 114) / 31, (d + e + 114) % 31 + 1});
  return shifted(julian, year / 100 - year / 400 - 2);
}

}  // namespace slakit
