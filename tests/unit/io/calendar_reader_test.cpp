#include "slakit/io/calendar_reader.hpp"

#include <gtest/gtest.h>

#include <chrono>
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
            (Problems{"bad-hours weekly.mon.0 1:16", "unknown-key time_zon 3:1", "unknown-country holidays 2:11",
                      "missing-key  1:1"}));
  EXPECT_EQ(problems("{weekly: {mon: []}, time_zone: Mars/Base}"), (Problems{"unknown-zone time_zone 1:32"}));
  EXPECT_EQ(problems("{weekly: {mon: []}, time_zone: UTC}"), (Problems{"never-opens  1:1"}));
  EXPECT_EQ(problems("{always: true, weekly: {mon: ['09:00-17:00']}}"),
            (Problems{"missing-key  1:1", "two-calendars weekly 1:24"}));
  EXPECT_EQ(problems("{weekly: ["), (Problems{"yaml-syntax  1:10"}));
  EXPECT_EQ(problems("nonsense"), (Problems{"wrong-type  1:1"}));
}

}  // namespace
}  // namespace slakit
