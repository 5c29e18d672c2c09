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

HolidaySet a_year(int number, const char* code = "CN") {
  HolidaySet set;
  set.code = code;
  set.source = std::to_string(number);
  set.holidays = {{year{number} / 1 / 1, "New Year", "", set.source}};
  set.known_from = Date{year{number} / 1 / 1};
  set.known_until = Date{year{number + 1} / 1 / 1};
  return set;
}

TEST(Holidays, YearsJoin) {
  const HolidaySet cn = *find_holiday_set("CN");
  const HolidaySet more = joined(cn, a_year(2027));
  EXPECT_EQ(more.code, "CN");
  EXPECT_EQ(more.known_from, cn.known_from);
  EXPECT_EQ(more.known_until, Date{year{2028} / 1 / 1});
  EXPECT_EQ(more.holidays.size(), cn.holidays.size() + 1);
  EXPECT_EQ(more.holidays.back(), a_year(2027).holidays.front());
  EXPECT_EQ(joined(a_year(2006), cn).known_from, Date{year{2006} / 1 / 1});
  EXPECT_EQ(joined(cn, a_year(2020)).known_until, cn.known_until);
}

TEST(Holidays, YearsBetweenAreNotGuessed) {
  const HolidaySet& cn = *find_holiday_set("CN");
  try {
    joined(cn, a_year(2028));
    FAIL() << "2027 is not known";
  } catch (const CalendarError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].code, "known-gap");
    EXPECT_NE(error.problems()[0].message.find("from 2027-01-01 until 2028-01-01"), std::string::npos);
  }
  EXPECT_THROW(joined(cn, a_year(2005)), CalendarError);
}

TEST(Holidays, WhatIsAddedLastHolds) {
  const HolidaySet& cn = *find_holiday_set("CN");
  HolidaySet company;
  company.holidays = {{year{2024} / 9 / 29, "inventory"}};     // a make-up day of CN
  company.make_up_days = {{year{2024} / 10 / 7, "overtime"}};  // a day off of CN
  CalendarSpec spec;
  for (std::size_t day = 0; day < 7; ++day) spec.weekly[day] = {*HoursSpan::parse("09:00-18:00")};
  add(spec, joined(cn, company));
  const Calendar calendar = Calendar::weekly(spec);
  EXPECT_FALSE(*calendar.is_business_day(year{2024} / 9 / 29));
  EXPECT_TRUE(*calendar.is_business_day(year{2024} / 10 / 7));
  EXPECT_EQ(spec.known_until, cn.known_until) << "days alone say nothing about what is complete";
}

TEST(Holidays, SetsOfOneCountryJoinAndOthersDoNot) {
  const HolidaySet& cn = *find_holiday_set("CN");
  CalendarSpec one_country;
  add(one_country, {cn, a_year(2027), a_year(2028)});
  EXPECT_EQ(one_country.known_from, Date{year{2007} / 1 / 1});
  EXPECT_EQ(one_country.known_until, Date{year{2029} / 1 / 1});
  CalendarSpec two;
  add(two, {cn, a_year(2026, "HK")});
  EXPECT_EQ(two.known_from, Date{year{2026} / 1 / 1});
  EXPECT_EQ(two.known_until, Date{year{2027} / 1 / 1});
  CalendarSpec unnamed;
  add(unnamed, {a_year(2026, ""), a_year(2027, "")});
  EXPECT_EQ(unnamed.known_from, Date{year{2027} / 1 / 1});
  EXPECT_EQ(unnamed.known_until, Date{year{2027} / 1 / 1}) << "no date is known to both: the check of the spec says so";
}

}  // namespace
}  // namespace slakit
