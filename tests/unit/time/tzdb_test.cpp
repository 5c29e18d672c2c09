// The oracle is Python's zoneinfo, which reads the same files with other code. SLAKIT_FULL=1 compares every zone, twice
// a day.
#include "slakit/time/tzdb.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

namespace slakit {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;

std::string output_of(const std::string& command) {
  std::string text;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), count);
  return pclose(pipe) == 0 ? text : "";
}

TEST(Tzdb, EqualsPythonsZoneinfo) {
  const bool full = std::getenv("SLAKIT_FULL") != nullptr;
  const std::string script = "python3 '" SLAKIT_SOURCE_DIR "/tests/oracle/zones.py'";
  std::istringstream lines(output_of(script + (full ? " --full" : " --seed 7 --count 40") + " 2>/dev/null"));
  std::size_t compared = 0;
  for (std::string line; std::getline(lines, line); ++compared) {
    const Zone zone = load_zone(line.substr(0, line.find(' ')));
    std::string ours = zone.name();
    for (const ZoneSegment& segment : zone.segments()) {
      const auto from = std::chrono::floor<std::chrono::seconds>(segment.from);
      ours += ' ' + std::to_string(from.time_since_epoch().count()) + ':' + std::to_string(segment.offset.count());
    }
    EXPECT_EQ(ours, line);
  }
  if (compared == 0) GTEST_SKIP() << "needs python3 (3.9 or later) with zoneinfo";
  EXPECT_GE(compared, full ? 400U : 40U);
}

TEST(Tzdb, FollowsTheRuleAfterTheLastListedTransition) {
  const Instant july = sys_days{year{2040} / 7 / 1};
  EXPECT_EQ(load_zone("America/New_York").offset_at(july), seconds{-4h});
  EXPECT_EQ(load_zone("Europe/Dublin").offset_at(july), seconds{1h});  // "winter time" is the negative one there
  EXPECT_EQ(load_zone("Europe/Berlin").offset_at(sys_days{year{2100} / 12 / 31}), seconds{1h});
  // America/Nuuk changes at hour -1 of Sunday, which is Saturday 23:00.
  const Zone nuuk = load_zone("America/Nuuk");
  EXPECT_EQ(nuuk.offset_at(sys_days{year{2050} / 3 / 27} + 1h - 1s), seconds{-2h});
  EXPECT_EQ(nuuk.offset_at(sys_days{year{2050} / 3 / 27} + 1h), seconds{-1h});
}

TEST(Tzdb, ReadsGapsAndFoldsAsOtherEnginesTestThem) {
  const Zone los_angeles = load_zone("America/Los_Angeles");
  EXPECT_EQ(*los_angeles.to_instant(LocalTime{local_days{year{2014} / 3 / 9} + 150min}),
            sys_days{year{2014} / 3 / 9} + 10h);
  EXPECT_EQ(*los_angeles.to_instant(LocalTime{local_days{year{2014} / 11 / 2} + 90min}),
            sys_days{year{2014} / 11 / 2} + 8h + 30min);
  // A day that begins at 01:00.
  EXPECT_EQ(*load_zone("America/Sao_Paulo").to_instant(LocalTime{local_days{year{2015} / 10 / 18}}),
            sys_days{year{2015} / 10 / 18} + 3h);
  // A day that never was: Samoa moved across the date line.
  EXPECT_EQ(load_zone("Pacific/Apia").to_instant(LocalTime{local_days{year{2011} / 12 / 30} + 12h}, Gap::reject).fault,
            Fault::nonexistent_time);
}

TEST(Tzdb, EveryZoneCoversTheRangeWithoutAHole) {
  for (const char* name : {"Asia/Shanghai", "Africa/Casablanca", "America/St_Johns", "Etc/GMT+12", "Asia/Kolkata"}) {
    const Zone zone = load_zone(name);
    EXPECT_EQ(zone.segments().front().from, range_begin);
    EXPECT_EQ(zone.segments().back().to, range_end);
    for (std::size_t i = 1; i < zone.segments().size(); ++i) {
      EXPECT_EQ(zone.segments()[i].from, zone.segments()[i - 1].to);
      EXPECT_NE(zone.segments()[i].offset, zone.segments()[i - 1].offset);
    }
  }
}

TEST(Tzdb, ResolvesLinksAndKnowsItsRelease) {
  const Zone prc = load_zone("PRC");
  const Zone shanghai = load_zone("Asia/Shanghai");
  EXPECT_EQ(prc.name(), "PRC");
  EXPECT_EQ(prc.segments().size(), shanghai.segments().size());
  EXPECT_EQ(prc.tzdata_version().substr(0, 2), "20") << prc.tzdata_version();
}

TEST(Tzdb, RefusesUnknownNamesAndSuggestsANearOne) {
  EXPECT_TRUE(zone_exists("Asia/Shanghai"));
  for (const char* name :
       {"", "Asia", "Asia/Shangai", "../etc/passwd", "right/UTC", "posixrules", "Asia/Shanghai ", "UTC+8"})
    EXPECT_FALSE(zone_exists(name)) << name;
  try {
    load_zone("Asia/Shangai");
    FAIL() << "no error";
  } catch (const ZoneError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].code, "unknown-zone");
    EXPECT_EQ(error.problems()[0].message, "unknown time zone 'Asia/Shangai'; did you mean 'Asia/Shanghai'?");
  }
  EXPECT_NE(unknown_zone_message("berlin").find("'Europe/Berlin'"), std::string::npos);
  EXPECT_NE(unknown_zone_message("america/new york").find("'America/New_York'"), std::string::npos);
  EXPECT_NE(unknown_zone_message("Middle Earth Standard Time").find("write an IANA name"), std::string::npos);
}

}  // namespace
}  // namespace slakit
