#include "slakit/io/calendar_reader.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

Instant at(std::string_view text) { return Timestamp::parse(text).value().instant().value(); }

// "code path line:column" of each problem.
std::vector<std::string> problems(std::string_view text) {
  try {
    read_calendar(text, "calendar");
  } catch (const CalendarError& error) {
    std::vector<std::string> list;
    for (const Problem& p : error.problems()) {
      EXPECT_EQ(p.source, "calendar");
      list.push_back(p.code + ' ' + p.path + ' ' + std::to_string(p.mark.line) + ':' + std::to_string(p.mark.column));
    }
    return list;
  }
  return {};
}

using Problems = std::vector<std::string>;

TEST(CalendarReader, ReadsWhatContractsWrite) {
  const Calendar office = read_calendar(
      "{weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}, holidays: CN, exceptions: {2024-10-08: ['10:00-11:00']}, "
      "time_zone: Asia/Shanghai}");
  // One hour on the Monday before National Day, one on the 8th, whose hours are its own, two on the 9th.
  EXPECT_EQ(*office.due(at("2024-09-30T17:00:00+08:00"), std::chrono::hours{4}), at("2024-10-09T11:00:00+08:00"));
  EXPECT_EQ(office.is_open(at("2027-01-04T10:00:00+08:00")).fault, Fault::calendar_unknown);
}

TEST(CalendarReader, AlwaysIsInUtcUnlessItSaysMore) {
  EXPECT_TRUE(read_calendar("always").is_always());
  EXPECT_EQ(read_calendar("always").zone().name(), "UTC");
  EXPECT_EQ(read_calendar("{always: true, time_zone: Europe/Berlin}").zone().name(), "Europe/Berlin");
}

TEST(CalendarReader, SaysEverythingThatIsWrongAndWhere) {
  EXPECT_EQ(problems("weekly: {mon: ['9-17']}\nholidays: [XX]\ntime_zon: UTC\n"),
            (Problems{"missing-key  1:1", "bad-hours weekly.mon.0 1:16", "unknown-country holidays.0 2:12",
                      "unknown-key time_zon 3:1"}));
  EXPECT_EQ(problems("{weekly: {mon: ['09:00-17:00']}, time_zone: Mars/Base}"),
            (Problems{"unknown-zone time_zone 1:45"}));
  EXPECT_EQ(problems("{weekly: {mon: []}, time_zone: UTC}"), (Problems{"never-opens  1:1"}));
  EXPECT_EQ(problems("{always: true, weekly: {mon: ['09:00-17:00']}}"), (Problems{"two-calendars  1:1"}));
  EXPECT_EQ(problems("{any_of: [a], time_zone: UTC}"), (Problems{"unknown-calendar any_of.0 1:11"}));
  EXPECT_EQ(problems("{time_zone: UTC, weekly: {mon: '08:00-15:00'}, seasons: [{from: 05-01, to: 09-30, weekly: {mon: "
                     "'08:00-12:00'}}, {from: 09-01, to: 10-31, weekly: {mon: '09:00-12:00'}}]}"),
            (Problems{"overlapping-hours seasons.1 1:114"}));
  EXPECT_EQ(problems("{weekly: ["), (Problems{"yaml-syntax  1:10"}));
  EXPECT_EQ(problems("nonsense"), (Problems{"wrong-type  1:1"}));
}

TEST(CalendarReader, ReadsSeasonsAndDaysOfEveryYear) {
  const Calendar pool = read_calendar(
      "{time_zone: Asia/Shanghai, weekly: {mon-sun: '10:00-18:00'}, seasons: [{from: 05-01, to: 09-30, weekly: "
      "{mon-sun: '08:00-22:00'}}], exceptions: {12-24: '10:00-12:00', 2025-12-24: closed}}");
  const auto open_on = [&](const std::string& date) {
    const Instant begin = at(date + "T00:00:00+08:00");
    return std::chrono::floor<std::chrono::hours>(*pool.elapsed(begin, begin + std::chrono::hours{24}));
  };
  EXPECT_EQ(open_on("2024-04-30"), std::chrono::hours{8});
  EXPECT_EQ(open_on("2024-05-01"), std::chrono::hours{14});
  EXPECT_EQ(open_on("2024-09-30"), std::chrono::hours{14});
  EXPECT_EQ(open_on("2024-10-01"), std::chrono::hours{8});
  EXPECT_EQ(open_on("2024-12-24"), std::chrono::hours{2});
  EXPECT_EQ(open_on("2025-12-24"), std::chrono::hours{0});
  EXPECT_EQ(open_on("2026-12-24"), std::chrono::hours{2});
}

// ---- files ----------------------------------------------------------------------------------------------------------

struct File {
  explicit File(const std::string& text)
      : path((std::filesystem::path(testing::TempDir()) / "slakit-calendars.yaml").string()) {
    std::ofstream(path) << text;
  }
  ~File() { std::remove(path.c_str()); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  std::string path;
};

std::string codes(const std::string& text, std::string_view name = "", const std::string& zone = "") {
  const File file(text);
  try {
    read_calendar_file(file.path, name, zone);
  } catch (const CalendarError& error) {
    std::string list;
    for (const Problem& p : error.problems()) list += (list.empty() ? "" : ", ") + p.code + " " + p.path;
    return list;
  }
  return "";
}

const std::string two = R"(calendars:
  berlin: {weekly: {mon-fri: "09:00-17:00"}, time_zone: Europe/Berlin, holidays: [company]}
  tokyo: {weekly: {mon-fri: "09:00-17:00"}, time_zone: Asia/Tokyo}
  both: {any_of: [berlin, tokyo], except: [window]}
  window: {weekly: {wed: "10:00-11:00"}, time_zone: Europe/Berlin}
holidays:
  company: {days: {2024-05-02: Outing}}
)";

TEST(CalendarReader, PicksTheNamedOneOutOfAFile) {
  const File file(two);
  const Calendar both = read_calendar_file(file.path, "both");
  EXPECT_EQ(both.zone().name(), "Europe/Berlin");  // its first part's
  EXPECT_FALSE(*both.is_open(at("2024-05-02T10:00:00+02:00")));
  EXPECT_EQ(to_string(*both.why_closed(at("2024-05-02T10:00:00+02:00"))), "Outing");
  EXPECT_EQ(to_string(*both.why_closed(at("2024-05-08T10:30:00+02:00"))), "window");
  EXPECT_TRUE(*both.is_open(at("2024-05-08T10:30:00+09:00")));
  EXPECT_EQ(read_calendar_file(file.path, "tokyo").zone().name(), "Asia/Tokyo");
}

TEST(CalendarReader, ReadsTheOnlyOneWithoutAName) {
  EXPECT_EQ(codes("calendars: {office: {weekly: {mon: '09:00-17:00'}, time_zone: UTC}}\n"), "");
  EXPECT_EQ(codes("slakit: 1\ncalendars: {open: always}\nrosters: {team: {members: [a]}}\n"),
            "");                                                             // included by others
  EXPECT_EQ(codes("{weekly: {mon: '09:00-17:00'}, time_zone: UTC}\n"), "");  // one calendar, as text has it
  EXPECT_EQ(codes("always\n"), "");
}

TEST(CalendarReader, ReadsCalendarsOfContracts) {
  const std::string path = std::string(SLAKIT_SOURCE_DIR) + "/examples/after-sales/contract.yaml";
  EXPECT_EQ(read_calendar_file(path, "round the clock").zone().name(), "Asia/Shanghai");
  EXPECT_THROW(read_calendar_file(path, "no such"), CalendarError);
}

TEST(CalendarReader, SaysWhichCalendarsThereAre) {
  EXPECT_EQ(codes(two), "several-calendars ");
  EXPECT_EQ(codes(two, "bern"), "unknown-calendar ");
  EXPECT_EQ(codes("slakit: 1\n"), "missing-key ");
  EXPECT_EQ(codes("always", "office"), "unknown-calendar ");
  EXPECT_THROW(read_calendar_file("/no/such/file"), CalendarError);
  const File file(two);
  try {
    read_calendar_file(file.path);
    FAIL();
  } catch (const CalendarError& error) {
    EXPECT_EQ(error.problems()[0].message,
              "there are several calendars; name one of 'berlin', 'tokyo', 'both', 'window'");
  }
}

TEST(CalendarReader, HoursNeedAZoneUnlessTheCallerGivesIt) {
  const std::string text = "calendars:\n  a: {weekly: {mon: '09:00-17:00'}}\n  b: {all_of: [a, c]}\n  c: always\n";
  EXPECT_EQ(codes(text, "a"), "missing-key calendars.a");
  EXPECT_EQ(codes(text, "b"), "missing-key calendars.a");
  EXPECT_EQ(codes(text, "c"), "");
  EXPECT_EQ(codes(text, "b", "Asia/Tokyo"), "");
  EXPECT_EQ(codes(text, "c", "Asia/Tokio"), "unknown-zone time_zone");
  const File file(text);
  EXPECT_EQ(read_calendar_file(file.path, "b", "Asia/Tokyo").zone().name(), "Asia/Tokyo");
}

TEST(CalendarReader, SaysEverythingThatIsWrongInAFile) {
  EXPECT_EQ(codes("calendars:\n  a: {weekly: {mon: '9-17'}, time_zone: UTC}\n  b: {any_of: [x]}\nprice: 5\n", "b"),
            "bad-hours calendars.a.weekly.mon, unknown-calendar calendars.b.any_of.0, unknown-key price");
  EXPECT_EQ(codes("slakit: 2\ncalendars: {a: always}\n"), "unknown-version slakit");
  EXPECT_EQ(codes("calendars:\n  a: {any_of: [b]}\n  b: {any_of: [a]}\n", "a"),
            "circular-reference calendars.b.any_of.0");
  EXPECT_EQ(
      codes("calendars:\n  a: {weekly: {mon: '09:00-12:00'}, time_zone: UTC}\n  b: {all_of: [a], except: [a]}\n", "b"),
      "never-opens calendars.b.except.0");
}

}  // namespace
}  // namespace slakit
