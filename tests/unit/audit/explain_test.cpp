#include "slakit/audit/explain.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/json_report.hpp"

namespace slakit {
namespace {

const char* const document = R"(slakit: 1
contract: {id: desk, time_zone: Asia/Shanghai}
calendars: {always: always}
obligations:
  resolution:
    clause: "1"
    clock:
      start: received
      stop: restored
      pause: waiting
      resume: replied
      calendar: always
      target: [{where: {priority: [P1, P2]}, within: PT4H}, {within: PT8H}]
      steps:
        half: {at: 50%, tell: manager}
        soon: {before: PT1H}
        hourly: {after: PT1H, again: PT1H, tell: director}
)";

boost::json::value explained(const std::string& rows, const std::string& as_of) {
  AuditOptions options;
  options.as_of =
      Instant{std::chrono::sys_days{std::chrono::year{2024} / 5 / 6} + std::chrono::hours{std::stoi(as_of)}};
  const AuditRun run = audit_text(read_contract(document), "ticket,at,event,priority\n" + rows, "<events>", options);
  return boost::json::parse(to_json(*explain(run.audit, run.log, "T"), run.audit)).at("obligations").at(0);
}

std::string text_of(const boost::json::value& steps) {
  std::string text;
  const auto word = [](const boost::json::value& value) {
    if (!value.is_string()) return boost::json::serialize(value);
    const std::string string(value.as_string());
    return string.size() == 25 ? string.substr(11, 5) : string;  // an instant's time of day
  };
  for (const boost::json::value& step : steps.as_array()) {
    for (const auto& [key, value] : step.as_object()) text += std::string(key) + " " + word(value) + ", ";
    text += "\n";
  }
  return text;
}

TEST(Explain, SaysWhichTargetMatched) {
  const auto one = explained("T,2024-05-06T00:00:00Z,received,P2\n", "1");
  EXPECT_EQ(boost::json::serialize(one.at("matched_target")),
            R"({"rule":0,"text":"PT4H","where":{"priority":["P1","P2"]}})");
  const auto other = explained("T,2024-05-06T00:00:00Z,received,P3\n", "1");
  EXPECT_EQ(boost::json::serialize(other.at("matched_target")), R"({"rule":1,"text":"PT8H","where":{}})");
  const auto none = explained("T,2024-05-06T00:00:00Z,restored,P3\n", "1");
  EXPECT_EQ(none.at("steps").as_array().size(), 0U);
}

TEST(Explain, StepsOfAnOpenClock) {
  const auto one = explained("T,2024-05-06T00:00:00Z,received,P1\n", "7");
  EXPECT_EQ(text_of(one.at("steps")),
            "name half, tell manager, at 10:00, reached true, \n"
            "name soon, tell , at 11:00, reached true, \n"
            "name hourly, tell director, at 13:00, reached true, times 3, last 15:00, next 16:00, \n");
  EXPECT_EQ(one.at("line").as_string(), "05-06 08:00 running 7 h");
}

// A stop at the very instant of a step comes in time; the instants are those of the clock had it gone on.
TEST(Explain, AStopComesBeforeItsStep) {
  const auto one = explained("T,2024-05-06T00:00:00Z,received,P1\nT,2024-05-06T03:00:00Z,restored,\n", "7");
  EXPECT_EQ(text_of(one.at("steps")),
            "name half, tell manager, at 10:00, reached true, \n"
            "name soon, tell , at 11:00, reached false, \n"
            "name hourly, tell director, at 13:00, reached false, times 0, last null, next null, \n");
}

TEST(Explain, APausedClockHasNoNextStep) {
  const auto one = explained("T,2024-05-06T00:00:00Z,received,P1\nT,2024-05-06T05:30:00Z,waiting,\n", "9");
  EXPECT_EQ(text_of(one.at("steps")),
            "name half, tell manager, at 10:00, reached true, \n"
            "name soon, tell , at 11:00, reached true, \n"
            "name hourly, tell director, at 13:00, reached true, times 1, last 13:00, next null, \n");
  EXPECT_EQ(one.at("line").as_string(), "05-06 08:00 running 5 h 30 min, 13:30 paused: waiting 3 h 30 min");
}

// The clock as it was computed, and beside it what became of it: 6 h late, of which a storm excuses two.
TEST(Explain, ShowsTheComputedClockBesideWhatExcusesIt) {
  const std::string with_storm = std::string(document) +
                                 "exclusions:\n  storm: {clause: '2', cause: force majeure, from: storm began, to: "
                                 "storm ended}\n";
  const AuditRun run = audit_text(read_contract(with_storm),
                                  "ticket,at,event,priority\n"
                                  "T,2024-05-06T00:00:00Z,received,P1\n"
                                  "T,2024-05-06T10:00:00Z,restored,\n"
                                  "S,2024-05-06T05:00:00Z,storm began,\n"
                                  "S,2024-05-06T07:00:00Z,storm ended,\n",
                                  "<events>", {});
  const Explanation explanation = *explain(run.audit, run.log, "T");
  const ExplainedObligation& one = explanation.obligations.at(0);
  EXPECT_EQ(one.finding.late.time, std::chrono::hours{6});
  ASSERT_TRUE(one.excuse);
  EXPECT_EQ(run.audit.excuses.effects.at(*one.excuse).late_was, std::chrono::hours{6});
  EXPECT_EQ(run.audit.findings.late.at(run.audit.excuses.effects[*one.excuse].finding).time, std::chrono::hours{4});
  Duration running{};
  for (const Segment& segment : one.timeline)
    if (segment.state == SegmentState::running) running += segment.span.length();
  EXPECT_EQ(running, one.finding.elapsed);
}

}  // namespace
}  // namespace slakit
