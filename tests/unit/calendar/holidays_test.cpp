// The State Council's schedule against the published files of holiday-cn, day by day.
#include "slakit/calendar/holidays.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "slakit/calendar/calendar.hpp"

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::year;

struct Day {
  bool off = false;
  std::string name;
  friend bool operator==(const Day&, const Day&) = default;
};

// The first notice of 2007 and a few others name the same holiday in other words.
std::string usual_name(const std::string& name) {
  static const std::map<std::string, std::string> others{
      {"“五一”", "劳动节"}, {"“五一”国际劳动节", "劳动节"}, {"“十一”", "国庆节"}, {"中秋节、国庆节", "国庆节、中秋节"}};
  const auto found = others.find(name);
  return found == others.end() ? name : found->second;
}

TEST(Holidays, ChinaIsAsPublished) {
  const std::filesystem::path folder = SLAKIT_SOURCE_DIR "/../shared/data/holidays/holiday-cn";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs " << folder;
  std::map<std::string, Day> published;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(file.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const boost::json::value year_file = boost::json::parse(text);
    for (const boost::json::value& day : year_file.at("days").as_array()) {
      const std::string name(day.at("name").as_string());
      published[std::string(day.at("date").as_string())] = {day.at("isOffDay").as_bool(), usual_name(name)};
    }
  }
  std::map<std::string, Day> ours;
  const HolidaySet& set = *find_holiday_set("CN");
  for (const Holiday& day : set.holidays) ours[to_string(day.date)] = {true, day.name};
  for (const Holiday& day : set.make_up_days) ours[to_string(day.date)] = {false, day.name};
  EXPECT_GT(published.size(), 600U);
  EXPECT_EQ(ours.size(), published.size());
  EXPECT_EQ(set.holidays.size() + set.make_up_days.size(), published.size());
  for (const auto& [date, day] : published)
    EXPECT_TRUE(ours.count(date) == 1 && ours.at(date) == day) << date << ' ' << day.name;
}

TEST(Holidays, AskedByCountry) {
  EXPECT_EQ(find_holiday_set("XX"), nullptr);
  EXPECT_EQ(find_holiday_set("cn"), nullptr);
  for (const std::string_view code : holiday_set_codes()) EXPECT_EQ(find_holiday_set(code)->code, code);
  const HolidaySet& set = *find_holiday_set("CN");
  EXPECT_EQ(set.holidays.front(), (Holiday{year{2007} / 1 / 1, "元旦", "New Year's Day", "CN"}));
  EXPECT_EQ(set.known_until, Date{year{2027} / 1 / 1});
}

// The week of National Day 2024: off 1 to 7 October, working on Sunday 29 September and Saturday 12 October.
TEST(Holidays, MakeACalendar) {
  CalendarSpec spec;
  spec.zone = Zone::fixed(8h, "UTC+8");
  for (std::size_t day = 0; day < 5; ++day) spec.weekly[day] = {*HoursSpan::parse("09:00-18:00")};
  add(spec, *find_holiday_set("CN"));
  const Calendar office = Calendar::weekly(spec);
  EXPECT_EQ(*office.business_days(year{2024} / 9 / 28, year{2024} / 10 / 14), 2 + 4 + 1);
  EXPECT_TRUE(*office.is_business_day(year{2024} / 9 / 29));
  EXPECT_FALSE(*office.is_business_day(year{2024} / 10 / 7));
  EXPECT_TRUE(*office.is_business_day(year{2024} / 10 / 12));
  EXPECT_EQ(office.is_business_day(year{2027} / 1 / 1).fault, Fault::calendar_unknown);
  EXPECT_EQ(office.is_business_day(year{2006} / 12 / 31).fault, Fault::calendar_unknown);
}

}  // namespace
}  // namespace slakit
