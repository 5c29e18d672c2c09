// Files of holidays that a contract in a folder names.
#include "slakit/plan/sources.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

namespace fs = std::filesystem;
using std::chrono::year;
using Texts = std::vector<std::string>;

constexpr const char* of_2027 = R"({"year": 2027, "days": [
  {"name": "New Year", "date": "2027-01-01", "isOffDay": true},
  {"name": "New Year", "date": "2027-01-09", "isOffDay": false}]})";

class HolidayFilesTest : public testing::Test {
 protected:
  HolidayFilesTest() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    top_ = fs::path(testing::TempDir()) / ("slakit_" + std::string(test->name()) + std::to_string(::getpid()));
    fs::remove_all(top_);
    fs::create_directories(top_ / "a/shared");
  }
  ~HolidayFilesTest() override { fs::remove_all(top_); }
  HolidayFilesTest(const HolidayFilesTest&) = delete;
  HolidayFilesTest& operator=(const HolidayFilesTest&) = delete;

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(top_ / name, std::ios::binary) << text;
  }
  std::string document() const { return (top_ / "a/c.yaml").string(); }

  void contract(const std::string& sets, const std::string& holidays = "own",
                const std::string& weekly = "mon-fri: \"09:00-17:00\"") const {
    write("a/c.yaml", R"(slakit: 1
contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00}
holidays:
)" + sets + R"(
calendars:
  office: {weekly: {)" + weekly +
                          "}, holidays: " + holidays + R"(}
  abroad: {time_zone: Europe/Berlin, weekly: {)" +
                          weekly + "}, holidays: " + holidays + R"(}
obligations:
  a: {clause: "1", clock: {start: received, stop: restored, calendar: office, target: PT4H}}
  b: {clause: "2", clock: {start: received, stop: restored, calendar: abroad, target: PT4H}}
)");
  }

  static std::string event(const std::string& lines) {
    return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:inventory\n" + lines + "END:VEVENT\nEND:VCALENDAR\n";
  }

  std::vector<Calendar> calendars() const {
    const Contract read = read_contract_file(document());
    return compile(read, {}, load_sources(read)).calendars;
  }

  // "file:line:column code" of each problem, the files without the folder; said by the reader, and by check.
  Texts problems() const {
    Texts found;
    try {
      read_contract_file(document());
    } catch (const ContractError& error) {
      for (const Problem& p : error.problems())
        found.push_back(fs::path(p.source).filename().string() + ":" + std::to_string(p.mark.line) + ":" +
                        std::to_string(p.mark.column) + " " + p.code);
    }
    EXPECT_EQ(check_contract_file(document()).errors.size(), found.size());
    return found;
  }

  fs::path top_;
};

TEST_F(HolidayFilesTest, AYearGoesOnFromACountry) {
  write("a/2027.json", of_2027);
  contract("  own: {extends: CN, file: 2027.json}");
  const Calendar office = calendars().at(0);
  EXPECT_FALSE(*office.is_business_day(year{2027} / 1 / 1));
  EXPECT_TRUE(*office.is_business_day(year{2027} / 1 / 9));
  EXPECT_FALSE(*office.is_business_day(year{2024} / 10 / 1));
  EXPECT_EQ(office.is_business_day(year{2028} / 1 / 3).fault, Fault::calendar_unknown);
  contract("  own: {extends: CN, file: 2027.json}", "[CN, own]");
  EXPECT_FALSE(*calendars().at(0).is_business_day(year{2027} / 1 / 1));
}

TEST_F(HolidayFilesTest, TimesWithoutAZoneAreInTheCalendars) {
  write("a/shared/closed.ics", event("DTSTART:20240603T100000\nDURATION:PT1H\n"));
  contract("  own: {file: shared/closed.ics, known_until: 2024-12-31}");
  const Sources sources = load_sources(read_contract_file(document()));
  ASSERT_EQ(sources.holiday_files.size(), 2U);
  const auto begins = [&](const char* zone) {
    return sources.holiday_files.at(zone).at("own").closures.at(0).span.from;
  };
  EXPECT_EQ(begins("Asia/Shanghai"), *Timestamp::parse("2024-06-03T10:00:00+08:00")->instant());
  EXPECT_EQ(begins("Europe/Berlin"), *Timestamp::parse("2024-06-03T10:00:00+02:00")->instant());
}

TEST_F(HolidayFilesTest, ClosuresCloseAndHolidaysSayTheirName) {
  write("a/shared/closed.ics", event("DTSTART:20240603T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\n"));
  contract("  own: {extends: CN, file: shared/closed.ics, rules: {Founding Day: 06-12}}");
  const Calendar office = calendars().at(0);
  const auto at = [](const char* text) { return *Timestamp::parse(text)->instant(); };
  EXPECT_EQ(*office.elapsed(at("2024-06-17T09:00:00+08:00"), at("2024-06-17T17:00:00+08:00")), std::chrono::hours{7});
  const auto closed = office.why_closed(at("2024-06-17T10:30:00+08:00"));
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->by, ClosedBy::closure);
  EXPECT_EQ(closed->name, "inventory");
  EXPECT_EQ(closed->source, "closed.ics");
  EXPECT_EQ(office.why_closed(at("2024-06-12T10:30:00+08:00"))->name, "Founding Day");
  EXPECT_EQ(office.why_closed(at("2024-06-12T10:30:00+08:00"))->source, "own");
  EXPECT_EQ(office.why_closed(at("2024-10-01T10:30:00+08:00"))->source, "CN");
}

TEST_F(HolidayFilesTest, TitlesAreChosen) {
  write("a/days.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART;VALUE=DATE:20240603\nEND:VEVENT\n"
        "BEGIN:VEVENT\nSUMMARY:b\nDTSTART;VALUE=DATE:20240604\nEND:VEVENT\nEND:VCALENDAR\n");
  for (const char* filter : {"only: a", "except: [b]"}) {
    contract(std::string("  own: {file: days.ics, ") + filter + "}");
    EXPECT_FALSE(*calendars().at(0).is_business_day(year{2024} / 6 / 3));
    EXPECT_TRUE(*calendars().at(0).is_business_day(year{2024} / 6 / 4));
  }
}

TEST_F(HolidayFilesTest, AFileWithoutAnEndIsRemarkedOn) {
  write("a/days.ics", event("DTSTART;VALUE=DATE:20240603\n"));
  const auto has_remark = [&] {
    for (const Problem& problem : check_contract_file(document()).remarks)
      if (problem.code == "no-known-until") return problem.message.find("2024-06-03") != std::string::npos;
    return false;
  };
  contract("  own: {file: days.ics}");
  EXPECT_TRUE(has_remark());
  contract("  own: {file: days.ics, known_until: 2024-12-31}");
  EXPECT_FALSE(has_remark());
  write("a/days.ics", event("DTSTART;VALUE=DATE:20240603\nRRULE:FREQ=YEARLY\n"));
  contract("  own: {file: days.ics}");
  EXPECT_FALSE(has_remark());
}

TEST_F(HolidayFilesTest, StayInTheFolder) {
  write("out.ics", event("DTSTART;VALUE=DATE:20240603\n"));
  contract("  own: {file: ../out.ics}");
  EXPECT_EQ(problems(), (Texts{"c.yaml:4:15 outside-folder"}));
  contract("  own: {file: [gone.ics, " + (top_ / "out.ics").string() + "]}");
  EXPECT_EQ(problems(), (Texts{"c.yaml:4:16 unreadable-file", "c.yaml:4:26 outside-folder"}));
  fs::create_symlink(top_ / "out.ics", top_ / "a/link.ics");
  contract("  own: {file: link.ics}");
  EXPECT_EQ(problems(), (Texts{"c.yaml:4:15 outside-folder"}));
}

TEST_F(HolidayFilesTest, AnIncludedFileNamesThoseBesideIt) {
  write("a/shared/days.ics", event("DTSTART;VALUE=DATE:20240603\n"));
  write("a/shared/sets.yaml", "slakit: 1\nholidays:\n  own: {file: days.ics}\n");
  contract("  other: {days: [2024-01-01]}");
  std::ofstream(document(), std::ios::app) << "include: shared/sets.yaml\n";
  EXPECT_FALSE(*calendars().at(0).is_business_day(year{2024} / 6 / 3));
}

TEST_F(HolidayFilesTest, ProblemsAreOfTheFileOrOfTheDocument) {
  write("a/bad.ics", event("DTSTART;TZID=Mars:20240603T100000\n"));
  contract("  own: {file: bad.ics}");
  EXPECT_EQ(problems(), (Texts{"bad.ics:2:1 unknown-zone"})) << "once, although two calendars read it";
  write("a/days.ics", event("DTSTART;VALUE=DATE:20240603\n"));
  contract("  own: {file: days.ics, only: [inventory, x]}");
  EXPECT_EQ(problems(), (Texts{"c.yaml:4:31 unknown-title"}));
  contract("  own: {file: days.ics}\n  unused: {file: gone.ics}");
  EXPECT_EQ(problems(), (Texts{"c.yaml:5:18 unreadable-file"}));
}

TEST_F(HolidayFilesTest, WhatFilesMakeOfCalendarsIsChecked) {
  write("a/2027.json", of_2027);
  contract("  own: {file: 2027.json}", "[CN, own]");
  EXPECT_EQ(problems(), (Texts{"c.yaml:6:56 known-gap", "c.yaml:7:82 known-gap"}))
      << "not the same country, for all we know: no date is known to both";
  contract("  own: {file: 2027.json}", "own", "mon-thu: \"09:00-17:00\", fri: \"09:00-12:00\"");
  EXPECT_EQ(problems(), (Texts{"c.yaml:6:11 make-up-without-hours", "c.yaml:7:11 make-up-without-hours"}));
  write("a/2028.json", R"({"year": 2028, "days": [{"name": "a", "date": "2028-01-01", "isOffDay": true}]})");
  contract("  own: {extends: CN, file: 2028.json}");
  EXPECT_EQ(problems(), (Texts{"c.yaml:4:8 known-gap"}));
  write("a/2030.json", R"({"year": 2030, "days": [{"name": "a", "date": "2030-01-01", "isOffDay": true}]})");
  contract("  own: {file: [2028.json, 2030.json]}");
  EXPECT_EQ(problems(), (Texts{"c.yaml:4:15 known-gap"}));
}

}  // namespace
}  // namespace slakit
