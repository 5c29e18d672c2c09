// Sets of holidays that contracts write: what they come to, and what is wrong with them.
#include "slakit/contract/holiday_sets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/contract_writer.hpp"
#include "slakit/plan/compile.hpp"

namespace slakit {
namespace {

using std::chrono::year;
using Texts = std::vector<std::string>;

// A contract whose only calendar has these holidays; `sets` are lines of its section.
std::string with(const std::string& sets, const std::string& holidays = "own") {
  return R"(slakit: 1
contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00}
holidays:
)" + sets +
         R"(
calendars: {office: {weekly: {mon-fri: "09:00-17:00"}, holidays: )" +
         holidays + R"(}}
obligations: {repair: {clause: "1", clock: {start: received, stop: restored, calendar: office, target: PT4H}}}
)";
}

HolidaySet own(const std::string& sets, const HolidayFiles& files = {}) {
  const Contract contract = read_contract(with(sets));
  return holiday_set("own", contract.holidays, load_sources(contract).holiday_sets, files);
}

Texts dates_in(const HolidaySet& set, int number) {
  Texts dates;
  for (const Holiday& day : set.holidays)
    if (day.date.year() == year{number}) dates.push_back(to_string(day.date));
  return dates;
}

// "line:column code" of every error.
Texts errors(const std::string& sets, const std::string& holidays = "own") {
  Texts found;
  for (const Problem& problem : check_contract_text(with(sets, holidays)).errors)
    found.push_back(std::to_string(problem.mark.line) + ":" + std::to_string(problem.mark.column) + " " + problem.code);
  return found;
}

Calendar calendar_of(const std::string& sets, const std::string& holidays = "own") {
  const Contract contract = read_contract(with(sets, holidays));
  EXPECT_TRUE(not_supported(contract).empty());
  return compile(contract, {}, load_sources(contract)).calendars.at(0);
}

TEST(HolidaySets, DaysAndRulesOfTheDocument) {
  const HolidaySet set = own(R"(  own:
    days: {2024-05-04: {title: {zh: 青年节, en: Youth Day}}, 2024-12-24: {}}
    make_up_days: 2024-12-28
    rules:
      Labour Day: first monday of september
      Christmas: {day: 12-25, observed: nearest weekday, from: 2021, until: 2022, title: {zh: 圣诞节, en: Christmas Day}})");
  EXPECT_EQ(dates_in(set, 2024), (Texts{"2024-05-04", "2024-09-02", "2024-12-24"}));
  EXPECT_EQ(dates_in(set, 2021), (Texts{"2021-09-06", "2021-12-24", "2021-12-25"}));
  EXPECT_EQ(dates_in(set, 2020), (Texts{"2020-09-07"}));
  const auto find = [&](Date date) {
    return *std::find_if(set.holidays.begin(), set.holidays.end(),
                         [&](const Holiday& day) { return day.date == date; });
  };
  EXPECT_EQ(find(year{2024} / 5 / 4), (Holiday{year{2024} / 5 / 4, "青年节", "Youth Day", "own"}));
  EXPECT_EQ(find(year{2024} / 9 / 2), (Holiday{year{2024} / 9 / 2, "Labour Day", "", "own"}));
  EXPECT_EQ(find(year{2021} / 12 / 24),
            (Holiday{year{2021} / 12 / 24, "圣诞节 (observed)", "Christmas Day (observed)", "own"}));
  EXPECT_EQ(set.make_up_days, (std::vector<Holiday>{{year{2024} / 12 / 28, "", "", "own"}}));
  EXPECT_FALSE(set.known_from || set.known_until);
  EXPECT_EQ(set.code, "");
}

TEST(HolidaySets, SubstituteDaysPassDaysOfTheSet) {
  const HolidaySet set =
      own("  own: {days: [2021-12-27], rules: {Christmas: {day: 12-25, observed: next free weekday, from: 2021, until: "
          "2021}}}");
  EXPECT_EQ(dates_in(set, 2021), (Texts{"2021-12-25", "2021-12-27", "2021-12-28"}));
}

TEST(HolidaySets, TheLastDayKnownIsIn) {
  const HolidaySet set = own("  own: {days: [2024-05-04], known_from: 2024-01-01, known_until: 2024-12-31}");
  EXPECT_EQ(set.known_from, Date{year{2024} / 1 / 1});
  EXPECT_EQ(set.known_until, Date{year{2025} / 1 / 1});
  const Calendar calendar = calendar_of("  own: {days: [2024-05-03], known_from: 2024-01-01, known_until: 2024-12-31}");
  EXPECT_FALSE(*calendar.is_business_day(year{2024} / 5 / 3));
  EXPECT_TRUE(*calendar.is_business_day(year{2024} / 12 / 31));
  EXPECT_EQ(calendar.is_business_day(year{2025} / 1 / 1).fault, Fault::calendar_unknown);
  EXPECT_EQ(calendar.is_business_day(year{2023} / 12 / 31).fault, Fault::calendar_unknown);
}

// A date outside the published years is unknown, never an ordinary day; a set that goes on from there makes it known.
TEST(HolidaySets, ASetGoesOnFromACountry) {
  EXPECT_EQ(calendar_of("  own: {days: []}", "CN").is_business_day(year{2027} / 1 / 4).fault, Fault::calendar_unknown);
  const std::string next = "  own: {extends: CN, days: [2027-01-04], known_from: 2027-01-01, known_until: 2027-12-31}";
  for (const char* holidays : {"own", "[CN, own]", "[own, CN]"}) {
    const Calendar calendar = calendar_of(next, holidays);
    EXPECT_FALSE(*calendar.is_business_day(year{2027} / 1 / 4)) << holidays;
    EXPECT_TRUE(*calendar.is_business_day(year{2027} / 1 / 5)) << holidays;
    EXPECT_FALSE(*calendar.is_business_day(year{2024} / 10 / 1)) << holidays;
    EXPECT_EQ(calendar.is_business_day(year{2028} / 1 / 3).fault, Fault::calendar_unknown) << holidays;
  }
  EXPECT_EQ(own(next).code, "CN");
}

TEST(HolidaySets, SetsExtendEachOther) {
  const std::string chain = R"(  own: {extends: b, days: [2028-01-03], known_from: 2028-01-01, known_until: 2028-12-31}
  b: {extends: CN, days: [2027-01-04], known_until: 2027-12-31})";
  const HolidaySet set = own(chain);
  EXPECT_EQ(set.known_from, Date{year{2007} / 1 / 1});
  EXPECT_EQ(set.known_until, Date{year{2029} / 1 / 1});
  EXPECT_EQ(dates_in(set, 2027), (Texts{"2027-01-04"}));
  EXPECT_EQ(dates_in(set, 2028), (Texts{"2028-01-03"}));
  EXPECT_EQ(errors("  own: {extends: b}\n  b: {extends: own}"), (Texts{"4:18 circular-reference"}));
  EXPECT_EQ(errors("  own: {extends: XX}"), (Texts{"4:18 unknown-country"}));
}

TEST(HolidaySets, WhatTheDocumentSaysHoldsBeforeFilesAndWhatItExtends) {
  HolidaySet file;
  file.holidays = {{year{2024} / 5 / 4, "of the file", "", "f"}, {year{2024} / 5 / 6, "of the file", "", "f"}};
  const HolidaySet set =
      own("  own: {extends: CN, days: {2024-05-04: Youth Day}, make_up_days: 2024-10-01}", {{"own", file}});
  const auto names = [&](Date date) {
    Texts found;
    for (const Holiday& day : set.holidays)
      if (day.date == date) found.push_back(day.name);
    return found;
  };
  EXPECT_EQ(names(year{2024} / 5 / 4), (Texts{"Youth Day"}));
  EXPECT_EQ(names(year{2024} / 5 / 6), (Texts{"of the file"}));
  EXPECT_EQ(names(year{2024} / 10 / 1), Texts{}) << "a working day here, whatever CN says";
  EXPECT_EQ(names(year{2024} / 10 / 2), (Texts{"国庆节"}));
}

TEST(HolidaySets, FilesGoOnWhereAnotherEnds) {
  const auto of_year = [](int number) {
    HolidaySet set;
    set.holidays = {{year{number} / 1 / 1, "", "", ""}};
    set.known_from = Date{year{number} / 1 / 1};
    set.known_until = Date{year{number + 1} / 1 / 1};
    return set;
  };
  HolidaySet other;
  other.holidays = {{year{2030} / 1 / 1, "", "", ""}};
  const HolidaySet set = joined_files({other, of_year(2028), of_year(2027)});
  EXPECT_EQ(set.known_from, Date{year{2027} / 1 / 1});
  EXPECT_EQ(set.known_until, Date{year{2029} / 1 / 1});
  EXPECT_EQ(set.holidays.size(), 3U);
  EXPECT_THROW(joined_files({of_year(2027), of_year(2029)}), CalendarError);
}

TEST(HolidaySets, GapsAreErrors) {
  EXPECT_EQ(errors("  own: {extends: b, known_from: 2029-01-01}\n  b: {extends: CN, known_until: 2027-12-31}"),
            (Texts{"4:8 known-gap"}));
  EXPECT_EQ(errors("  own: {days: [2028-01-03], known_from: 2028-01-01}", "[CN, own]"), (Texts{"5:66 known-gap"}));
  EXPECT_EQ(errors("  own: {days: [2028-01-03], known_from: 2026-12-31}", "[CN, own]"), Texts{});
}

TEST(HolidaySets, MistakesHaveTheirPlace) {
  EXPECT_EQ(errors("  own: {rules: {a: {day: 12-25, from: 1969}}}"), (Texts{"4:39 bad-date"}));
  EXPECT_EQ(errors("  own: {rules: {a: {day: 12-25, from: 2024, until: 2023}}}"), (Texts{"4:52 reversed-range"}));
  EXPECT_EQ(errors("  own: {rules: {a: {day: 12-24 to 01-02, observed: nearest weekday}}}"),
            (Texts{"4:52 unused-key"}));
  EXPECT_EQ(errors("  own: {rules: {a: {observed: nearest weekday}}}"), (Texts{"4:17 missing-key"}));
  EXPECT_EQ(errors("  own: {days: [2024-01-01], only: a, except: b}"), (Texts{"4:35 unused-key", "4:46 unused-key"}));
  EXPECT_EQ(errors("  own: {known_from: 2024-02-01, known_until: 2024-01-31}"), (Texts{"4:46 reversed-range"}));
  EXPECT_EQ(errors("  own: {rules: {a: 12-25, b: 02-30}}"), (Texts{"4:30 bad-rule"}));
}

// Days with other hours than the weekday they are made up for, also where a set has them from the one it extends.
TEST(HolidaySets, MakeUpDaysOfWhatIsExtendedNeedHours) {
  const auto codes = [](const std::string& weekly) {
    std::string text = with("  own: {extends: b}\n  b: {extends: CN}");
    text.replace(text.find("mon-fri: \"09:00-17:00\""), 22, weekly);
    Texts found;
    for (const Problem& problem : check_contract_text(text).errors) found.push_back(problem.code);
    return found;
  };
  EXPECT_EQ(codes("mon-thu: \"09:00-17:00\", fri: \"09:00-12:00\""), (Texts{"make-up-without-hours"}));
  EXPECT_EQ(codes("mon-thu: \"09:00-17:00\", fri: \"09:00-17:00\""), Texts{});
}

TEST(HolidaySets, AreWrittenAsTheyAreRead) {
  const std::string text = with(R"(  own:
    extends: CN
    days: [2027-01-04]
    known_from: 2027-01-01
    known_until: 2027-12-31
    rules:
      Labour Day: first monday of september
      Christmas: {day: 12-25, observed: sunday to next free weekday, from: 2021, until: 2022}
    file: [a.ics, b.json]
    only: [x, z]
    except: z)");
  const Contract contract = read_contract(text);
  const Contract again = read_contract(write_contract(contract));
  EXPECT_EQ(write_contract(again), write_contract(contract));
  ASSERT_EQ(again.holidays.at(0).rules.size(), 2U);
  EXPECT_EQ(again.holidays[0].rules[1].day, *RecurringDay::parse("12-25"));
  EXPECT_EQ(again.holidays[0].rules[1].observed, Observed::sunday_to_next_free_weekday);
  EXPECT_EQ(again.holidays[0].files, (Texts{"a.ics", "b.json"}));
  EXPECT_EQ(again.holidays[0].except, (Texts{"z"}));
}

}  // namespace
}  // namespace slakit
