// Duties, promises and decisions in the JSON report: their keys, and what they rest on.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/event_log_reader.hpp"
#include "slakit/io/json_report.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

const std::string contract_text = R"(
slakit: 1
contract:
  id: c
  time_zone: Asia/Shanghai
  milestones: {signed: 2024-01-01}
  term: {from: signed, length: P1Y, counting: start day out}
obligations:
  report: {clause: "1", title: {en: A report}, duty: {every: P1M, evidence: report, due: P10D}}
  consent: {clause: "2", gate: {before: handled, needs: consented}}
  answer: {clause: "3", unquantified: {text: at once, from: asked, to: answered}}
)";
const std::string log_text = R"(ticket,at,event,obligation,verdict,by,why
G,2024-01-05T10:00:00+08:00,handled,,,,
M,2024-02-13T00:00:00+08:00,report,,,,
A,2024-02-01T09:00:00+08:00,asked,,,,
A,2024-02-01T11:00:00+08:00,answered,,,,
A,2024-02-02T09:00:00+08:00,decision,answer,met,manager,quick
A,2024-02-02T10:00:00+08:00,decision,answer,met,,quick
)";

json::object report() {
  AuditOptions options;
  options.as_of = Timestamp::parse("2024-03-01T00:00:00+08:00")->instant();
  const Contract contract = read_contract(contract_text, "c.yaml");
  return json::parse(to_json(audit_log(contract, read_event_log(log_text, "log"), options).audit)).as_object();
}

TEST(PromiseJson, ADutyShowsItsPeriodItsDeadlineAndWhatShowsIt) {
  const json::object duties = report().at("duties").as_object();
  const json::object first = duties.at("findings").at(0).as_object();
  EXPECT_EQ(first.at("obligation"), "report");
  EXPECT_EQ(first.at("clause"), "1");
  EXPECT_EQ(first.at("title").at("en"), "A report");
  EXPECT_EQ(first.at("window").at("first"), "2024-01-02");
  EXPECT_EQ(first.at("window").at("last"), "2024-02-01");
  EXPECT_EQ(first.at("due"), "2024-02-12T00:00:00+08:00");
  EXPECT_EQ(first.at("verdict"), "breached");
  EXPECT_EQ(first.at("reason"), "late");
  EXPECT_EQ(first.at("late"), "PT24H");
  EXPECT_EQ(first.at("evidence").at("ticket"), "M");
  EXPECT_EQ(first.at("evidence").at("row"), 2);
  EXPECT_TRUE(first.at("trigger").is_null());
  const json::object tally = duties.at("tallies").at(0).as_object();
  EXPECT_EQ(tally.at("owed"), 2);
  EXPECT_EQ(tally.at("late"), 1);
  EXPECT_EQ(tally.at("next_due"), "2024-03-12T00:00:00+08:00");
}

TEST(PromiseJson, APromiseShowsItsPartsAndWhoJudgedIt) {
  const json::array promises = report().at("promises").as_array();
  ASSERT_EQ(promises.size(), 2U);
  EXPECT_EQ(promises[0].at("verdict"), "breached");
  EXPECT_EQ(promises[0].at("reason"), "before_needs");
  EXPECT_EQ(promises[0].at("parts").at(0).at("name"), "consented");
  EXPECT_TRUE(promises[0].at("parts").at(0).at("event").is_null());
  EXPECT_TRUE(promises[0].at("decision").is_null());
  EXPECT_EQ(promises[1].at("verdict"), "judged");
  EXPECT_EQ(promises[1].at("elapsed"), "PT2H");
  EXPECT_EQ(promises[1].at("decision").at("by"), "manager");
}

TEST(PromiseJson, ADecisionThatLacksSomethingIsListedAndRemarkedOn) {
  const json::object whole = report();
  const json::array decisions = whole.at("decisions").as_array();
  ASSERT_EQ(decisions.size(), 2U);
  EXPECT_EQ(decisions[0].at("ruling"), "met");
  EXPECT_TRUE(decisions[1].at("ruling").is_null());
  EXPECT_EQ(decisions[1].at("lacks"), "who decided (by)");
  const json::array notes = whole.at("source").at("notes").as_array();
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].at("code"), "incomplete-decision");
  EXPECT_EQ(notes[0].at("first_row"), 6);
  EXPECT_EQ(whole.at("source").at("rows").at("used"), 6);
}

}  // namespace
}  // namespace slakit
