#include "slakit/io/holiday_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"

namespace slakit {
namespace {

using std::chrono::year;

constexpr const char* of_2027 = R"({"year": 2027, "papers": ["notice"], "days": [
  {"name": "a", "date": "2026-12-31", "isOffDay": false}, {"name": "a", "date": "2027-01-01", "isOffDay": true},
  {"name": "b", "date": "2027-02-06", "isOffDay": true}]})";

std::vector<std::string> problems(const std::string& text, const HolidayFilter& filter = {}) {
  std::vector<std::string> result;
  try {
    read_holiday_json(text, "x/2027.json", filter);
  } catch (const InputError& error) {
    for (const Problem& p : error.problems()) result.push_back(to_string(p));
  }
  return result;
}

TEST(HolidayJson, AYearIsCompleteForItself) {
  const HolidaySet set = read_holiday_json(of_2027, "x/2027.json");
  EXPECT_EQ(set.code, "");
  EXPECT_EQ(set.source, "notice");
  EXPECT_EQ(set.known_from, Date{year{2027} / 1 / 1});
  EXPECT_EQ(set.known_until, Date{year{2028} / 1 / 1});
  EXPECT_EQ(set.holidays, (std::vector<Holiday>{{year{2027} / 1 / 1, "a", "", "2027.json"},
                                                {year{2027} / 2 / 6, "b", "", "2027.json"}}));
  EXPECT_EQ(set.make_up_days, (std::vector<Holiday>{{year{2026} / 12 / 31, "a", "", "2027.json"}}));
  EXPECT_EQ(read_holiday_json(of_2027, "", {{"b"}, {}}).holidays.size(), 1U);
  EXPECT_TRUE(read_holiday_json(of_2027, "", {{"b"}, {}}).make_up_days.empty());
}

TEST(HolidayJson, WhatIsNoYearIsRefused) {
  const auto has = [](const std::vector<std::string>& found, const std::string& part) {
    return found.size() == 1 && found[0].find(part) != std::string::npos;
  };
  EXPECT_TRUE(has(problems(R"({"year": 2027, "days": []})"), "2027.json:1:24: days: the holidays of 2027 are not in"));
  EXPECT_TRUE(has(problems("{}"), "is no year of holidays"));
  EXPECT_TRUE(has(problems("[1]"), "is no year of holidays"));
  EXPECT_TRUE(has(problems(R"({"year": 1969, "days": [1]})"), "no year of 1970 to 2100"));
  EXPECT_TRUE(has(problems(R"({"year": "2o27", "days": [1]})"), "no year of 1970 to 2100"));
  EXPECT_TRUE(has(problems(R"({"year": 2027, "days": [1]})"), "days.0: is no day"));
  const auto with_date = [](const std::string& date) {
    return R"({"year": 2027, "days": [{"name": "a", "date": ")" + date + R"(", "isOffDay": true}]})";
  };
  EXPECT_TRUE(problems(with_date("2026-12-01")).empty());
  EXPECT_TRUE(has(problems(with_date("2026-11-30")), "no date of that year or the December before"));
  EXPECT_TRUE(has(problems(with_date("2028-01-01")), "no date of that year"));
  EXPECT_TRUE(has(problems(with_date("2027-02-29")), "no date of that year"));
  EXPECT_FALSE(problems("{\"year\": 2027, ").empty());
  EXPECT_TRUE(has(problems(of_2027, {{"c"}, {}}), "only: no holiday of the file is called 'c'"));
}

TEST(HolidayFile, ItsNameSaysWhichFormItHas) {
  for (const char* name : {"a.xml", "a", "a.ics.txt"}) {
    try {
      read_holiday_file(name);
      FAIL() << name;
    } catch (const CalendarError& error) {
      EXPECT_EQ(error.problems().at(0).code, "bad-holiday-file");
    }
  }
  try {
    read_holiday_file("there/is/none.ics");
    FAIL();
  } catch (const CalendarError& error) {
    EXPECT_EQ(error.problems().at(0).code, "unreadable-file");
  }
}

using Days = std::vector<std::pair<Date, bool>>;

Days days_of(const HolidaySet& set) {
  Days days;
  for (const Holiday& day : set.holidays) days.emplace_back(day.date, true);
  for (const Holiday& day : set.make_up_days) days.emplace_back(day.date, false);
  std::sort(days.begin(), days.end());
  return days;
}

// All published years, read and joined, are the table that comes with the library.
TEST(HolidayFile, ChinaYearByYear) {
  const std::string folder = SLAKIT_SOURCE_DIR "/../shared/data/holidays/holiday-cn/";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs " << folder;
  HolidaySet all = read_holiday_file(folder + "2007.json");
  for (int number = 2008; number <= 2026; ++number)
    all = joined(std::move(all), read_holiday_file(folder + std::to_string(number) + ".json"));
  const HolidaySet& built_in = *find_holiday_set("CN");
  EXPECT_EQ(days_of(all), days_of(built_in));
  EXPECT_EQ(all.known_from, built_in.known_from);
  EXPECT_EQ(all.known_until, built_in.known_until);
}

}  // namespace
}  // namespace slakit
