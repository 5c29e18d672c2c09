#include "slakit/io/exposure_report.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

#include "slakit/io/contract_reader.hpp"
#include "slakit/io/event_log_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

TEST(ExposureReport, NamesAndLocalTimes) {
  const Contract contract = read_contract_file(SLAKIT_SOURCE_DIR "/examples/after-sales/contract-capped.yaml");
  const EventLog log = read_event_log_file(SLAKIT_SOURCE_DIR "/examples/after-sales/events.csv");
  const Plan plan = compile(contract, {}, load_sources(contract));
  const Audit known = audit(plan, log, Timestamp::parse("2024-06-01T00:00:00+08:00")->instant());
  const Exposure e = exposure(known, log, std::chrono::hours{3});
  const json::object report = json::parse(to_json(e, known)).as_object();
  EXPECT_EQ(report.at("slakit_exposure"), 1);
  EXPECT_EQ(report.at("contract"), "after-sales-capped");
  EXPECT_EQ(report.at("until"), "2024-06-01T03:00:00+08:00");
  EXPECT_EQ(report.at("now"), json::value(to_string(known.statement.total)));
  // T6 is 22 h late; two hours on its second day starts. The cap of CNY 50000 is already full.
  ASSERT_EQ(report.at("items").as_array().size(), 1U);
  const json::object& item = report.at("items").at(0).as_object();
  EXPECT_EQ(item.at("ticket"), "T6");
  EXPECT_EQ(item.at("obligation"), "on-site");
  EXPECT_EQ(item.at("clause"), "1.1.2");
  EXPECT_EQ(item.at("state"), "accruing");
  EXPECT_EQ(item.at("due"), "2024-05-31T02:00:00+08:00");
  EXPECT_EQ(item.at("gross"), "CNY 10000.00");
  EXPECT_EQ(item.at("penalties").at(0).at("clause"), "1.1.3(2)");
  const json::object& jump = report.at("jumps").at(0).as_object();
  EXPECT_EQ(jump.at("at"), "2024-06-01T02:00:00.000001+08:00");
  EXPECT_EQ(jump.at("penalty"), "late restoration");
  EXPECT_EQ(jump.at("gross"), "CNY 10000.00");
  EXPECT_EQ(jump.at("by"), "CNY 0.00");
  EXPECT_EQ(item.at("next").at("at"), jump.at("at"));
  EXPECT_TRUE(report.at("tickets").as_array().empty());
  EXPECT_TRUE(report.at("notes").as_array().empty());
}

}  // namespace
}  // namespace slakit
