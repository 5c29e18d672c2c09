// Recurring holidays against what governments published.
#include "slakit/calendar/holiday_rule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace slakit {
namespace {

using std::chrono::year;
using Dates = std::set<std::string>;

HolidayRule rule(const char* on, Observed observed = Observed::as_it_is, Setting<int> from = {},
                 Setting<int> until = {}) {
  const std::optional<RecurringDay> day = RecurringDay::parse(on);
  EXPECT_TRUE(day) << on;
  return {on, "", day.value_or(RecurringDay{}), observed, from, until};
}

Dates dates_of(const std::vector<HolidayRule>& rules, const std::string& from, const std::string& to) {
  Dates dates;
  for (const Holiday& day : holidays_of(rules, "test"))
    if (const std::string text = to_string(day.date); text >= from && text <= to) dates.insert(text);
  return dates;
}

Dates weekdays_only(const Dates& dates) {
  Dates kept;
  for (const std::string& text : dates) {
    const auto part = [&](std::size_t at, std::size_t digits) { return std::stoi(text.substr(at, digits)); };
    const Date date{year{part(0, 4)} / part(5, 2) / part(8, 2)};
    if (std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() <= 5) kept.insert(text);
  }
  return kept;
}

// What python-dateutil 2.9 gives for 1970 to 2100, as month'day.
constexpr int western[] = {
    // clang-format off
    3'29, 4'11, 4'02, 4'22, 4'14, 3'30, 4'18, 4'10, 3'26, 4'15, 4'06, 4'19, 4'11, 4'03, 4'22, 4'07, 3'30, 4'19,
    4'03, 3'26, 4'15, 3'31, 4'19, 4'11, 4'03, 4'16, 4'07, 3'30, 4'12, 4'04, 4'23, 4'15, 3'31, 4'20, 4'11, 3'27,
    4'16, 4'08, 3'23, 4'12, 4'04, 4'24, 4'08, 3'31, 4'20, 4'05, 3'27, 4'16, 4'01, 4'21, 4'12, 4'04, 4'17, 4'09,
    3'31, 4'20, 4'05, 3'28, 4'16, 4'01, 4'21, 4'13, 3'28, 4'17, 4'09, 3'25, 4'13, 4'05, 4'25, 4'10, 4'01, 4'21,
    4'06, 3'29, 4'17, 4'09, 3'25, 4'14, 4'05, 4'18, 4'10, 4'02, 4'21, 4'06, 3'29, 4'18, 4'02, 4'22, 4'14, 3'30,
    4'18, 4'10, 3'26, 4'15, 4'06, 3'29, 4'11, 4'03, 4'22, 4'14, 3'30, 4'19, 4'10, 3'26, 4'15, 4'07, 4'19, 4'11,
    4'03, 4'23, 4'07, 3'30, 4'19, 4'04, 3'26, 4'15, 3'31, 4'20, 4'11, 4'03, 4'16, 4'08, 3'30, 4'12, 4'04, 4'24,
    4'15, 3'31, 4'20, 4'12, 3'28
    // clang-format on
};
constexpr int orthodox[] = {
    // clang-format off
    4'26, 4'18, 4'09, 4'29, 4'14, 5'04, 4'25, 4'10, 4'30, 4'22, 4'06, 4'26, 4'18, 5'08, 4'22, 4'14, 5'04, 4'19,
    4'10, 4'30, 4'15, 4'07, 4'26, 4'18, 5'01, 4'23, 4'14, 4'27, 4'19, 4'11, 4'30, 4'15, 5'05, 4'27, 4'11, 5'01,
    4'23, 4'08, 4'27, 4'19, 4'04, 4'24, 4'15, 5'05, 4'20, 4'12, 5'01, 4'16, 4'08, 4'28, 4'19, 5'02, 4'24, 4'16,
    5'05, 4'20, 4'12, 5'02, 4'16, 4'08, 4'28, 4'13, 5'02, 4'24, 4'09, 4'29, 4'20, 4'05, 4'25, 4'17, 5'06, 4'21,
    4'13, 5'03, 4'24, 4'09, 4'29, 4'21, 4'05, 4'25, 4'17, 5'07, 4'21, 4'13, 5'03, 4'18, 4'09, 4'29, 4'14, 5'04,
    4'25, 4'10, 4'30, 4'22, 4'13, 4'26, 4'18, 4'10, 4'29, 4'14, 5'04, 4'19, 4'10, 4'30, 4'22, 4'07, 4'26, 4'18,
    5'08, 4'23, 4'14, 5'04, 4'19, 4'11, 4'30, 4'15, 4'07, 4'27, 4'18, 5'01, 4'23, 4'08, 4'27, 4'19, 4'11, 4'24,
    4'15, 5'05, 4'27, 4'12, 5'02
    // clang-format on
};

int month_and_day(Date date) {
  return static_cast<int>(static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day()));
}

TEST(HolidayRule, EasterOf1970To2100) {
  ASSERT_EQ(std::size(western), 131U);
  ASSERT_EQ(std::size(orthodox), 131U);
  for (int i = 0; i < 131; ++i) {
    EXPECT_EQ(month_and_day(easter(1970 + i)), western[i]) << 1970 + i;
    EXPECT_EQ(month_and_day(orthodox_easter(1970 + i)), orthodox[i]) << 1970 + i;
  }
}

// opm.gov, 2021 to 2023: the days on which federal offices were closed.
TEST(HolidayRule, UnitedStates) {
  const Observed nearest = Observed::nearest_weekday;
  const std::vector<HolidayRule> federal{rule("01-01", nearest),
                                         rule("third monday of january"),
                                         rule("third monday of february"),
                                         rule("last monday of may"),
                                         rule("06-19", nearest, 2021),
                                         rule("07-04", nearest),
                                         rule("first monday of september"),
                                         rule("second monday of october"),
                                         rule("11-11", nearest),
                                         rule("fourth thursday of november"),
                                         rule("12-25", nearest)};
  const Dates published{"2021-01-01", "2021-01-18", "2021-02-15", "2021-05-31", "2021-06-18", "2021-07-05",
                        "2021-09-06", "2021-10-11", "2021-11-11", "2021-11-25", "2021-12-24", "2021-12-31",
                        "2022-01-17", "2022-02-21", "2022-05-30", "2022-06-20", "2022-07-04", "2022-09-05",
                        "2022-10-10", "2022-11-11", "2022-11-24", "2022-12-26", "2023-01-02", "2023-01-16",
                        "2023-02-20", "2023-05-29", "2023-06-19", "2023-07-04", "2023-09-04", "2023-10-09",
                        "2023-11-10", "2023-11-23", "2023-12-25"};
  EXPECT_EQ(weekdays_only(dates_of(federal, "2021-01-01", "2023-12-31")), published);
  EXPECT_TRUE(dates_of(federal, "2021-12-25", "2021-12-25").size() == 1) << "the day itself stays a holiday";
  EXPECT_TRUE(dates_of(federal, "2020-06-01", "2020-06-30").empty());
  EXPECT_TRUE(dates_of(federal, "2100-12-31", "2100-12-31").size() == 1) << "1 January 2101 is a Saturday";
}

// gov.uk/bank-holidays, England and Wales, 2020 to 2023, with what moved and what was added.
TEST(HolidayRule, EnglandAndWales) {
  const Observed substitute = Observed::next_free_weekday;
  const std::vector<HolidayRule> bank{rule("01-01", substitute),
                                      rule("easter - 2"),
                                      rule("easter + 1"),
                                      rule("first monday of may", {}, {}, 2019),
                                      rule("05-08", {}, 2020, 2020),
                                      rule("first monday of may", {}, 2021),
                                      rule("last monday of may", {}, {}, 2021),
                                      rule("06-02", {}, 2022, 2022),
                                      rule("06-03", {}, 2022, 2022),
                                      rule("last monday of may", {}, 2023),
                                      rule("last monday of august"),
                                      rule("09-19", {}, 2022, 2022),
                                      rule("05-08", {}, 2023, 2023),
                                      rule("12-25", substitute),
                                      rule("12-26", substitute)};
  const Dates published{"2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31",
                        "2020-12-25", "2020-12-28", "2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03",
                        "2021-05-31", "2021-08-30", "2021-12-27", "2021-12-28", "2022-01-03", "2022-04-15",
                        "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19",
                        "2022-12-26", "2022-12-27", "2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01",
                        "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26"};
  EXPECT_EQ(weekdays_only(dates_of(bank, "2020-01-01", "2023-12-31")), published);
}

// Massachusetts G.L. c. 4 s. 7, against the days on which the city's own due dates stood still.
TEST(HolidayRule, Massachusetts) {
  const std::filesystem::path file = SLAKIT_SOURCE_DIR "/../shared/data/boston311_rules.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "needs " << file;
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const boost::json::value rules = boost::json::parse(text);
  Dates city;
  for (const boost::json::value& date : rules.at("era_2013_2019").at("holidays").as_array())
    city.insert(std::string(date.as_string()));
  const Observed monday = Observed::sunday_to_monday;
  const std::vector<HolidayRule> state{rule("01-01", monday),
                                       rule("third monday of january"),
                                       rule("third monday of february"),
                                       rule("third monday of april"),
                                       rule("last monday of may"),
                                       rule("07-04", monday),
                                       rule("first monday of september"),
                                       rule("second monday of october"),
                                       rule("11-11", monday),
                                       rule("fourth thursday of november"),
                                       rule("12-25", monday)};
  // The city gave its staff the Friday before Veterans Day 2017, a Saturday; the state did not.
  EXPECT_EQ(city.erase("2017-11-10"), 1U);
  const auto in_years = [&](const char* from, const char* to) {
    Dates kept;
    std::copy_if(city.begin(), city.end(), std::inserter(kept, kept.end()),
                 [&](const std::string& date) { return date >= from && date <= to; });
    return kept;
  };
  EXPECT_EQ(weekdays_only(dates_of(state, "2014-01-01", "2017-12-31")), in_years("2014-01-01", "2017-12-31"));
  EXPECT_EQ(weekdays_only(dates_of(state, "2019-01-01", "2019-12-31")), in_years("2019-01-01", "2019-12-31"));
}

// Bavaria's holidays of 2024, and the Day of Repentance in Saxony.
TEST(HolidayRule, Germany) {
  const std::vector<HolidayRule> bavaria{rule("01-01"), rule("01-06"),       rule("easter - 2"),  rule("easter + 1"),
                                         rule("05-01"), rule("easter + 39"), rule("easter + 50"), rule("easter + 60"),
                                         rule("08-15"), rule("10-03"),       rule("11-01"),       rule("12-25"),
                                         rule("12-26")};
  EXPECT_EQ(dates_of(bavaria, "2024-01-01", "2024-12-31"),
            (Dates{"2024-01-01", "2024-01-06", "2024-03-29", "2024-04-01", "2024-05-01", "2024-05-09", "2024-05-20",
                   "2024-05-30", "2024-08-15", "2024-10-03", "2024-11-01", "2024-12-25", "2024-12-26"}));
  EXPECT_EQ(dates_of({rule("wednesday before 11-23")}, "2020-01-01", "2024-12-31"),
            (Dates{"2020-11-18", "2021-11-17", "2022-11-16", "2023-11-22", "2024-11-20"}));
}

// Victoria Day is the Monday before 25 May, also where that is a Monday (2020).
TEST(HolidayRule, WeekdayBesideADate) {
  EXPECT_EQ(dates_of({rule("monday before 05-25")}, "2020-01-01", "2024-12-31"),
            (Dates{"2020-05-18", "2021-05-24", "2022-05-23", "2023-05-22", "2024-05-20"}));
  EXPECT_EQ(dates_of({rule("monday on or before 05-25")}, "2020-01-01", "2021-12-31"),
            (Dates{"2020-05-25", "2021-05-24"}));
  EXPECT_EQ(dates_of({rule("monday after 05-25")}, "2020-01-01", "2021-12-31"), (Dates{"2020-06-01", "2021-05-31"}));
  EXPECT_EQ(dates_of({rule("monday on or after 05-25")}, "2020-01-01", "2021-12-31"),
            (Dates{"2020-05-25", "2021-05-31"}));
  // Sweden's midsummer: the Saturday on 20 to 26 June.
  EXPECT_EQ(dates_of({rule("saturday on or after 06-20")}, "2020-01-01", "2022-12-31"),
            (Dates{"2020-06-20", "2021-06-26", "2022-06-25"}));
}

// Golden week 2020: Constitution Day on a Sunday, so the Wednesday after Children's Day was off. The Emperor's birthday
// of that year was a Sunday, too; Mountain Day 2018, a Saturday, moved nothing.
TEST(HolidayRule, Japan) {
  const Observed sunday = Observed::sunday_to_next_free_weekday;
  const std::vector<HolidayRule> rules{rule("02-23", sunday, 2020), rule("05-03", sunday), rule("05-04", sunday),
                                       rule("05-05", sunday), rule("08-11", sunday, 2016)};
  EXPECT_EQ(dates_of(rules, "2020-01-01", "2020-05-31"),
            (Dates{"2020-02-23", "2020-02-24", "2020-05-03", "2020-05-04", "2020-05-05", "2020-05-06"}));
  EXPECT_EQ(dates_of(rules, "2018-08-01", "2018-08-31"), (Dates{"2018-08-11"}));
}

TEST(HolidayRule, SubstitutesPassOtherDatesOfTheSet) {
  const std::vector<Holiday> days =
      holidays_of({rule("12-25", Observed::next_free_weekday)}, "mine", {year{2021} / 12 / 27});
  const auto found =
      std::find_if(days.begin(), days.end(), [](const Holiday& day) { return day.date == year{2021} / 12 / 28; });
  ASSERT_NE(found, days.end());
  EXPECT_EQ(*found, (Holiday{year{2021} / 12 / 28, "12-25 (observed)", "", "mine"}));
}

TEST(HolidayRule, RangesPassNewYear) {
  const HolidayRule closed = rule("12-30 to 01-02");
  EXPECT_EQ(dates_of({closed}, "1970-01-01", "1970-12-31"),
            (Dates{"1970-01-01", "1970-01-02", "1970-12-30", "1970-12-31"}));
  EXPECT_EQ(dates_of({rule("12-30 to 01-02", {}, 2024, 2024)}, "1970-01-01", "2100-12-31"),
            (Dates{"2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02"}));
  EXPECT_EQ(dates_of({rule("02-27 to 02-29")}, "2023-01-01", "2024-12-31"),
            (Dates{"2023-02-27", "2023-02-28", "2024-02-27", "2024-02-28", "2024-02-29"}));
  EXPECT_EQ(dates_of({rule("05-01 to 05-01")}, "2023-01-01", "2023-12-31"), (Dates{"2023-05-01"}));
}

TEST(HolidayRule, OffsetsPassNewYearAndLeapDaysAreOfLeapYears) {
  EXPECT_EQ(dates_of({rule("01-01 - 1")}, "2100-12-01", "2100-12-31"), (Dates{"2100-12-31"}));
  EXPECT_EQ(dates_of({rule("12-31 + 1")}, "1970-01-01", "1970-12-31"), (Dates{"1970-01-01"}));
  EXPECT_EQ(dates_of({rule("fourth thursday of november + 1")}, "2024-01-01", "2024-12-31"), (Dates{"2024-11-29"}));
  EXPECT_EQ(dates_of({rule("orthodox easter + 1")}, "2024-01-01", "2024-12-31"), (Dates{"2024-05-06"}));
  EXPECT_EQ(dates_of({rule("02-29")}, "2096-01-01", "2100-12-31"), (Dates{"2096-02-29"}));
  EXPECT_EQ(holidays_of({rule("12-25")}, "").size(), 131U);
}

TEST(HolidayRule, TextIsReadAndWritten) {
  for (const char* text :
       {"12-25", "02-29", "first monday of september", "fourth thursday of november", "last monday of may", "easter",
        "easter + 1", "easter - 2", "orthodox easter", "orthodox easter + 50", "monday before 05-25",
        "wednesday after 11-01", "saturday on or after 06-20", "friday on or before 12-31", "12-24 to 01-02",
        "fourth thursday of november + 1"}) {
    const std::optional<RecurringDay> day = RecurringDay::parse(text);
    ASSERT_TRUE(day) << text;
    EXPECT_EQ(to_string(*day), text);
  }
  for (const char* text : {"",
                           " ",
                           "easter +1",
                           "easter + 0",
                           "easter + 367",
                           "easter + -1",
                           "easter +",
                           "12-32",
                           "2-9",
                           "02-30",
                           "13-01",
                           "00-10",
                           "fifth monday of may",
                           "firstt monday of may",
                           "first monday of mai",
                           "first monday",
                           "last may",
                           "monday before",
                           "monday before easter",
                           "monday near 05-25",
                           "monday on before 05-25",
                           "12-24 to",
                           "12-24 to 01-32",
                           "12-24 to 01-02 + 1",
                           "12-25 ",
                           " 12-25",
                           "12-25  + 1",
                           "First Monday of May",
                           "2024-12-25",
                           "orthodox"})
    EXPECT_FALSE(RecurringDay::parse(text)) << text;
}

}  // namespace
}  // namespace slakit
