// Replays what other engines' own tests expect of calendars, where an independent reference agrees with them (`ref`)
// under a convention slakit has: half-open hours, business days that keep the time of day, either boundary of a due
// instant.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "slakit/calendar/calendar.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::year;

const std::filesystem::path folder = SLAKIT_SOURCE_DIR "/../shared/cases";

std::string_view text_of(const json::value& value) { return {value.as_string().data(), value.as_string().size()}; }

json::value read(const std::string& name) {
  std::ifstream in(folder / name);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return json::parse(text);
}

Instant instant(const json::value& value) { return Timestamp::parse(text_of(value))->instant().value(); }

Date date(std::string_view text) {
  return Date{std::chrono::floor<days>(Timestamp::parse(std::string(text) + "T00:00:00Z")->instant().value())};
}

DayHours hours(const json::value& spans) {
  DayHours result;
  for (const json::value& span : spans.as_array())
    result.push_back(
        HoursSpan::parse(std::string(text_of(span.at(0))) + '-' + std::string(text_of(span.at(1)))).value());
  return result;
}

// Calls `use` with every date of 1970-2100 that has this "12-25".
template <class Use>
void each_year(std::string_view month_day, Use use) {
  for (year y{1970}; y <= year{2100}; ++y) {
    const std::string text = std::to_string(static_cast<int>(y)) + '-' + std::string(month_day);
    if (Timestamp::parse(text + "T00:00:00Z")) use(date(text));
  }
}

// Nothing for calendars that say what slakit's do not yet.
std::optional<CalendarSpec> spec_of(const json::object& calendar) {
  CalendarSpec spec;
  const std::string zone(text_of(calendar.at(calendar.contains("tz") ? "tz" : "time_zone")));
  spec.zone = load_zone(zone);
  for (const auto& entry : calendar) {
    const std::string_view key{entry.key().data(), entry.key().size()};
    if (key == "weekly") {
      for (std::size_t day = 0; day < 7; ++day)
        if (const json::value* spans = entry.value().as_object().if_contains(detail::weekday_keys[day]))
          spec.weekly[day] = hours(*spans);
    } else if (key == "holidays") {
      for (const json::value& day : entry.value().as_array()) spec.holidays.push_back({date(text_of(day)), ""});
    } else if (key == "holidays_yearly") {
      for (const json::value& day : entry.value().as_array())
        each_year(text_of(day), [&](Date d) { spec.holidays.push_back({d, ""}); });
    } else if (key == "holiday_ranges") {
      for (const json::value& range : entry.value().as_array())
        for (std::chrono::sys_days d{date(text_of(range.at(0)))};
             d <= std::chrono::sys_days{date(text_of(range.at(1)))}; d += days{1})
          spec.holidays.push_back({Date{d}, ""});
    } else if (key == "replace") {
      for (const auto& day : entry.value().as_object())
        spec.exceptions.push_back({date({day.key().data(), day.key().size()}), hours(day.value())});
    } else if (key == "replace_yearly") {
      for (const auto& day : entry.value().as_object())
        each_year({day.key().data(), day.key().size()}, [&](Date d) {
          for (const DatedHours& given : spec.exceptions)
            if (given.date == d) return;
          spec.exceptions.push_back({d, hours(day.value())});
        });
    } else if (key != "time_zone" && key != "tz" && key != "overflow") {
      return std::nullopt;
    }
  }
  return spec;
}

bool names(const json::object& vector, std::string_view convention) {
  for (const json::value& ref : vector.at("ref").as_array())
    if (text_of(ref) == convention) return true;
  return false;
}

struct Answer {
  json::value value;
  bool known = false;  // a convention slakit has
};

template <class T>
Answer answer(const Checked<T>& result) {
  if (!result) return {json::value(nullptr), true};
  if constexpr (std::is_same_v<T, Instant>) {
    return {json::value(to_rfc3339(*result)), true};
  } else if constexpr (std::is_same_v<T, Duration>) {
    return {json::value(static_cast<double>(result->count()) / 1e6), true};
  } else {
    return {json::value(*result), true};
  }
}

Answer add(const json::object& vector, const Calendar& calendar, int sign) {
  const json::object& args = vector.at("args").as_object();
  const Instant at = instant(args.at("at"));
  if (const json::value* amount = args.if_contains("seconds")) {
    const Duration budget{sign * std::llround(amount->to_number<double>() * 1e6)};
    if (budget == Duration{} && sign < 0) return answer(calendar.prev_close(at));
    if (names(vector, "boundary:any") || names(vector, "boundary:close")) return answer(calendar.due(at, budget));
    if (names(vector, "boundary:open")) return answer(calendar.due(at, budget, DueBoundary::next_open));
  } else if (const json::value* count = args.if_contains("business_days")) {
    if (names(vector, "days:roll=None,snap=None"))
      return answer(calendar.add_business_days(at, sign * count->to_number<std::int64_t>()));
  }
  return {};
}

Date local_date(const Calendar& calendar, Instant t) {
  return Date{std::chrono::floor<days>(calendar.zone().to_local(t))};
}

Answer replay(const json::object& vector, const Calendar& calendar) {
  const std::string_view op = text_of(vector.at("op"));
  const json::object& args = vector.at("args").as_object();
  if (op == "add") return add(vector, calendar, 1);
  if (op == "subtract") return add(vector, calendar, -1);
  if (op == "elapsed") {
    if (!names(vector, "exact")) return {};
    return answer(calendar.elapsed(instant(args.at("from")), instant(args.at("to"))));
  }
  if (!args.contains("at")) return {};
  const Instant at = instant(args.at("at"));
  if (op == "is_open") return names(vector, "half_open") ? answer(calendar.is_open(at)) : Answer{};
  if (!names(vector, "ok")) return {};
  if (op == "next_open") return answer(calendar.next_open(at));
  if (op == "next_close") return answer(calendar.next_close(at));
  if (op == "next_close_after") return answer(calendar.next_close(at));
  if (op == "prev_open_end") return answer(calendar.prev_close(at));
  if (op == "is_business_day") return answer(calendar.is_business_day(local_date(calendar, at)));
  if (op == "next_open_after") {
    if (!*calendar.is_open(at)) return answer(calendar.next_open(at));
    const Checked<Instant> close = calendar.next_close(at);
    return answer(close ? calendar.next_open(*close) : close);
  }
  return {};
}

bool same(const json::value& expected, const json::value& actual) {
  if (expected.is_string() && actual.is_string()) return instant(expected) == instant(actual);
  if (expected.is_number() && actual.is_number()) return expected.to_number<double>() == actual.to_number<double>();
  return expected == actual;
}

// Many vectors share a calendar.
class Calendars {
 public:
  const Calendar* get(const json::object& description) {
    const auto [place, fresh] = built_.try_emplace(json::serialize(description));
    if (fresh) {
      const std::optional<CalendarSpec> spec = spec_of(description);
      if (spec && problems_of(*spec).empty() && !never_opens(*spec)) place->second = Calendar::weekly(*spec);
    }
    return place->second ? &*place->second : nullptr;
  }

 private:
  static bool never_opens(const CalendarSpec& spec) {
    bool hours = false;
    for (const DayHours& day : spec.weekly) hours = hours || !day.empty();
    for (const DatedHours& day : spec.exceptions) hours = hours || !day.hours.empty();
    return !hours;
  }

  std::map<std::string, std::optional<Calendar>> built_;
};

TEST(PeerVectors, CalendarsAnswerAsOtherEnginesDo) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs " << folder;
  const std::map<std::string, int> at_least{
      {"business_time", 191}, {"glpi", 19}, {"otobo", 74}, {"spatie_opening_hours", 140}, {"working_hours", 126}};
  Calendars calendars;
  for (const auto& [peer, minimum] : at_least) {
    int replayed = 0;
    const json::value vectors = read(peer + ".json");
    for (const json::value& entry : vectors.as_array()) {
      const json::object& vector = entry.as_object();
      const bool about_clocks = vector.at("op") == "clock";
      if (about_clocks || vector.at("ref").as_array().empty() || vector.contains("date_only")) continue;
      const Calendar* calendar = calendars.get(vector.at("calendar").as_object());
      if (calendar == nullptr) continue;
      const Answer ours = replay(vector, *calendar);
      if (!ours.known) continue;
      ++replayed;
      EXPECT_TRUE(same(vector.at("expect"), ours.value)) << json::serialize(vector) << "\nours: " << ours.value;
    }
    EXPECT_GE(replayed, minimum) << peer;
  }
}

TEST(PeerVectors, DueInstantsOfTheResearch) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs " << folder;
  Calendars calendars;
  int replayed = 0;
  const json::value file = read("clock_vectors.json");
  for (const json::value& entry : file.at("vectors").as_array()) {
    const json::object& vector = entry.as_object();
    const json::value* pauses = vector.if_contains("pauses");
    if (vector.at("op") != "due" || !vector.contains("target_s") || (pauses != nullptr && !pauses->as_array().empty()))
      continue;
    const Calendar* calendar = calendars.get(vector.at("calendar").as_object());
    if (calendar == nullptr) continue;
    ++replayed;
    const Checked<Instant> due =
        calendar->due(instant(vector.at("start")), seconds{vector.at("target_s").to_number<std::int64_t>()});
    EXPECT_EQ(due, Checked<Instant>{instant(vector.at("expected"))}) << json::serialize(vector);
  }
  EXPECT_GE(replayed, 25);
}

}  // namespace
}  // namespace slakit
