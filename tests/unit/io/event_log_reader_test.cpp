#include "slakit/io/event_log_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

// Rows as "ticket instant event row".
std::vector<std::string> events_of(const EventLog& log) {
  std::vector<std::string> events;
  for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket) {
    for (std::size_t i = log.first[ticket]; i < log.first[ticket + 1]; ++i) {
      events.push_back(log.tickets.name(static_cast<EventLog::Code>(ticket)) + " " + to_rfc3339(log.at[i]) + " " +
                       log.types.name(log.type[i]) + " " + std::to_string(log.row[i]));
    }
  }
  return events;
}

std::vector<Problem> problems_of(const std::string& text, const LogOptions& options = {}) {
  try {
    read_event_log(text, "log.csv", options);
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

TEST(EventLogReader, ReadsTicketsInTimeOrder) {
  const EventLog log = read_event_log(
      "note,at,event,ticket\n"
      "late,2024-05-06T10:00:00Z,restored,T2\n"
      ",2024-05-06T09:30:00+08:00,restored,T1\n"
      "\"\",2024-05-06T09:00:00Z,received,T2\n"
      "x,2024-05-06T01:00:00Z,received,T1\n");
  EXPECT_EQ(events_of(log),
            (std::vector<std::string>{"T1 2024-05-06T01:00:00Z received 4", "T1 2024-05-06T01:30:00Z restored 2",
                                      "T2 2024-05-06T09:00:00Z received 3", "T2 2024-05-06T10:00:00Z restored 1"}));
  const TextColumn& note = *log.attribute("note");
  EXPECT_EQ(note.values.name(note.codes[0]), "x");
  EXPECT_EQ(note.codes[1], Dictionary::absent);
  EXPECT_EQ(note.values.name(note.codes[2]), "");  // in quotes: it says "", which is not nothing
  EXPECT_EQ(log.resolution, std::chrono::minutes{1});
  EXPECT_TRUE(log.sequence.empty());
  EXPECT_EQ(log.intake.rows_in, 4);
  EXPECT_TRUE(log.intake.remarks.empty());
}

TEST(EventLogReader, DoesNotDependOnTheOrderOfRows) {
  const std::string header = "ticket,at,event,sequence,class\n";
  const std::vector<std::string> rows = {"A,2024-05-06T09:00:00Z,b,1,\n", "A,2024-05-06T09:00:00Z,a,2,x\n",
                                         "A,2024-05-06T09:00:00Z,c,,x\n", "A,2024-05-06T09:00:00Z,c,,\"\"\n",
                                         "B,2024-05-06T08:00:00Z,a,-1,y\n"};
  const auto read = [&](const std::vector<std::size_t>& order) {
    std::string text = header;
    for (const std::size_t i : order) text += rows[i];
    const EventLog log = read_event_log(text);
    std::string seen;
    for (std::size_t i = 0; i < log.size(); ++i) {
      const EventLog::Code value = log.attributes[0].codes[i];
      seen += log.types.name(log.type[i]) + std::to_string(log.sequence[i]) +
              (value == Dictionary::absent ? "-" : log.attributes[0].values.name(value)) + " ";
    }
    return seen;
  };
  EXPECT_EQ(read({0, 1, 2, 3, 4}), "c0 c0x b1- a2x a-1y ");
  EXPECT_EQ(read({4, 3, 2, 1, 0}), "c0 c0x b1- a2x a-1y ");
}

TEST(EventLogReader, ReadsWhenRowsWereRecorded) {
  const EventLog log = read_event_log(
      "recorded_at,ticket,at,event\n"
      "2024-05-06T08:00:00Z,T1,2024-05-06T09:00:00Z,b\n"
      ",T1,2024-05-06T08:30:00Z,a\n"
      "2024-05-06T11:00:00.0000001+01:00,T1,2024-05-06T10:00:00Z,c\n");
  EXPECT_EQ(events_of(log), (std::vector<std::string>{"T1 2024-05-06T08:30:00Z a 2", "T1 2024-05-06T09:00:00Z b 1",
                                                      "T1 2024-05-06T10:00:00Z c 3"}));
  EXPECT_EQ(log.recorded_at.at(0), not_recorded);
  EXPECT_EQ(to_rfc3339(log.recorded_at.at(1)), "2024-05-06T08:00:00Z");
  EXPECT_EQ(to_rfc3339(log.recorded_at.at(2)), "2024-05-06T10:00:00Z");
  EXPECT_TRUE(log.attributes.empty());
  ASSERT_EQ(log.intake.remarks.size(), 2U);
  EXPECT_EQ(log.intake.remarks[0].code, "digits-lost");
  EXPECT_EQ(log.intake.remarks[0].example, "T1: '2024-05-06T11:00:00.0000001+01:00'");
  EXPECT_EQ(log.intake.remarks[1].code, "recorded-before-it-happened");
  EXPECT_EQ(log.intake.remarks[1].first_row, 1);
}

TEST(EventLogReader, RefusesABadRecordedAt) {
  const std::vector<Problem> problems =
      problems_of("ticket,at,event,recorded_at\nT1,2024-05-06T09:00:00Z,b,2024-05-06T09:00:00\n");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "naive-datetime");
  EXPECT_EQ(problems[0].path, "row 1 (ticket T1), column recorded_at");
}

TEST(EventLogReader, CountsLostDigits) {
  const EventLog log = read_event_log(
      "ticket,at,event\nT1,2024-05-06T09:00:00.1234567Z,a\nT1,2024-05-06T09:00:00.123456Z,b\nT2,2024-05-06T09:00:00."
      "9999999Z,a\n");
  EXPECT_EQ(to_rfc3339(log.at[0]), "2024-05-06T09:00:00.123456Z");
  ASSERT_EQ(log.intake.remarks.size(), 1U);
  const Intake::Note& note = log.intake.remarks[0];
  EXPECT_EQ(note.code, "digits-lost");
  EXPECT_EQ(note.rows, 2);
  EXPECT_EQ(note.first_row, 1);
  EXPECT_EQ(note.example, "T1: '2024-05-06T09:00:00.1234567Z'");
}

TEST(EventLogReader, PlacesWallTimesOnlyInANamedZone) {
  const std::string text =
      "ticket,at,event\nT1,2024-03-31T02:30:00,gap\nT1,2024-10-27T02:30:00,fold\nT1,2024-05-06T09:00:00Z,own\n";
  LogOptions options;
  options.time_zone = "Europe/Berlin";
  const std::vector<std::string> first = {"T1 2024-03-31T01:00:00Z gap 1", "T1 2024-05-06T09:00:00Z own 3",
                                          "T1 2024-10-27T00:30:00Z fold 2"};
  EXPECT_EQ(events_of(read_event_log(text, "t", options)), first);
  options.fold = Fold::second;
  EXPECT_EQ(events_of(read_event_log(text, "t", options))[2], "T1 2024-10-27T01:30:00Z fold 2");
  options.gap = Gap::reject;
  options.fold = Fold::reject;
  const std::vector<Problem> problems = problems_of(text, options);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, "skipped-time");
  EXPECT_EQ(problems[1].code, "ambiguous-time");
  options.time_zone = "Europe/Berlim";
  EXPECT_EQ(problems_of(text, options).at(0).code, "unknown-zone");
}

TEST(EventLogReader, LeavesBadRowsOutWhenAsked) {
  LogOptions options;
  options.reject_bad_rows = true;
  const EventLog log = read_event_log(
      "ticket,at,event\nT1,2024-05-06T09:00:00Z,a\nT2,yesterday,a\n,,\nT3,2024-05-06T09:00:00Z\nT4,soon,a\n", "t",
      options);
  EXPECT_EQ(events_of(log), (std::vector<std::string>{"T1 2024-05-06T09:00:00Z a 1"}));
  EXPECT_EQ(log.intake.rows_in, 5);
  ASSERT_EQ(log.intake.rejected.size(), 3U);
  const auto expect = [&](std::size_t i, const char* code, std::int64_t rows, std::int64_t first, const char* example) {
    const Intake::Note& note = log.intake.rejected[i];
    EXPECT_EQ(note.code, code);
    EXPECT_EQ(note.rows, rows);
    EXPECT_EQ(note.first_row, first);
    EXPECT_EQ(note.example, example);
  };
  expect(0, "bad-instant", 2, 2, "T2: 'yesterday'");
  expect(1, "empty-ticket", 1, 3, "");
  expect(2, "ragged-row", 1, 4, "T3");
}

TEST(EventLogReader, AllRowsLeftOutIsNotNoRows) {
  LogOptions options;
  options.reject_bad_rows = true;
  EXPECT_EQ(read_event_log("ticket,at,event\nT2,yesterday,a\n", "t", options).intake.rows_in, 1);
  EXPECT_EQ(read_event_log("ticket,at,event\n").intake.rows_in, 0);
}

TEST(EventLogReader, SaysWhatToWriteInstead) {
  EXPECT_EQ(to_string(problems_of("ticket,at,event\nT1,2024-05-06T09:00:00,a\n").at(0)),
            "log.csv:2: row 1 (ticket T1), column at: '2024-05-06T09:00:00' has no UTC offset, so it names no instant; "
            "write it as 2024-05-06T09:00:00+08:00 or ...Z, or say which time zone the log is in [naive-datetime]");
  EXPECT_EQ(to_string(problems_of("tickets,at,event\n").at(0)),
            "log.csv:1: column ticket: there is no such column; did you mean 'tickets'?; there are: tickets, at, event "
            "[missing-column]");
}

TEST(EventLogReader, StopsAfterManyProblems) {
  std::string text = "ticket,at,event\n";
  for (int i = 0; i < 300; ++i) text += "T1,yesterday,a\n";
  const std::vector<Problem> problems = problems_of(text);
  ASSERT_EQ(problems.size(), log_problems_max + 1);
  EXPECT_EQ(problems.back().code, "too-many-problems");
}

TEST(EventLogReader, IgnoresColumnsWithoutAName) {
  const EventLog log = read_event_log(",ticket,at,event,,\n0,T1,2024-05-06T09:00:00Z,a,,\n");
  EXPECT_EQ(log.size(), 1U);
  EXPECT_TRUE(log.attributes.empty());
}

// Every log in tests/cases/bad-logs, against the problems that stand beside it.
TEST(EventLogReader, RefusesBadLogs) {
  std::set<std::string> codes;
  for (const auto& entry : std::filesystem::directory_iterator(SLAKIT_SOURCE_DIR "/tests/cases/bad-logs")) {
    if (entry.path().extension() != ".problems") continue;
    SCOPED_TRACE(entry.path().filename().string());
    std::ostringstream expected;
    expected << std::ifstream(entry.path()).rdbuf();
    std::filesystem::path log = entry.path();
    log.replace_extension();
    std::string found;
    try {
      read_event_log_file(log.string());
    } catch (const LogError& error) {
      for (const Problem& p : error.problems()) {
        EXPECT_EQ(p.source, log.string());
        EXPECT_FALSE(p.message.empty());
        found += std::to_string(p.mark.line) + ":" + std::to_string(p.mark.column) + " " + p.code +
                 (p.path.empty() ? "" : " " + p.path) + "\n";
        codes.insert(p.code);
      }
    }
    EXPECT_EQ(found, expected.str());
  }
  EXPECT_GE(codes.size(), 14U);
}

}  // namespace
}  // namespace slakit
