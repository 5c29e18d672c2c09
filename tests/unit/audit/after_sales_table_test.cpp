// The table of promises that everything must be able to say (examples/after-sales): each row of it by its clause, in a
// year in which everything is kept and in one in which everything is broken.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "slakit/assessment/describe.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

const std::string folder = std::string(SLAKIT_SOURCE_DIR) + "/examples/after-sales";

Audit audited(const std::string& log) {
  AuditOptions options;
  options.as_of = instant_of("2025-04-15T00:00:00+08:00");
  return audit_file(read_contract_file(folder + "/contract.yaml"), folder + "/" + log, options).audit;
}

// "breached", "running no_deadline", "not_measurable no_number": what an audit says of each promise, inside its period.
std::map<std::string, std::set<std::string>> words_of(const Audit& audit) {
  std::map<std::string, std::set<std::string>> said;
  const auto word = [](auto value) { return std::string(boost::describe::enum_to_string(value, "?")); };
  const auto with_reason = [&](Verdict verdict, auto reason) {
    return word(verdict) + (verdict == Verdict::breached || word(reason) == "none" ? "" : " " + word(reason));
  };
  const Plan& plan = audit.plan;
  for (std::size_t i = 0; i < audit.findings.size(); ++i) {
    const Finding f = audit.findings.row(i);
    if (!f.is_outside_term) said[plan.contract.obligations[f.obligation].name].insert(with_reason(f.verdict, f.reason));
  }
  for (const DutyFinding& f : audit.duties.findings)
    if (!f.is_outside_term && f.part == DutyPart::performance)
      said[plan.duties[f.duty].obligation.name].insert(with_reason(f.verdict, f.reason));
  for (const PromiseFinding& f : audit.promises)
    if (!f.is_outside_term) said[plan.promises[f.promise].obligation.name].insert(with_reason(f.verdict, f.reason));
  for (const IndicatorFinding& f : audit.indicators)
    said[plan.indicators[f.indicator].obligation.name].insert(with_reason(f.verdict, f.reason));
  return said;
}

// A row of the table, the promises that say it, and what stands for kept and for broken where it has no number.
struct TableRow {
  const char* clause;
  std::vector<std::string> promises;
  const char* kept = "met";
  const char* broken = "breached";
};

constexpr const char* open = "running no_deadline";  // owed, and nothing says by when
constexpr const char* shown = "not_measurable no_number";

const std::vector<TableRow> table{
    {"1.1.1 free", {"no charge for services"}},
    {"1.1.2 hotline", {"hotline"}},
    {"1.1.2 upgrades and warranty", {"upgrades and warranty"}, "met", open},
    {"1.1.2, (2) dispatched, solved on site", {"dispatch", "on-site"}},
    {"1.1.2, (3) inspections", {"inspection"}},
    {"1.1.2, (3) risks come with proposals", {"proposals for risks"}, "met", open},
    {"1.1.3-2 replacement", {"equal replacement"}, "met", open},
    {"1.1.3-3 documents", {"documents"}},
    {"(1) advice", {"timely answers"}, shown, shown},
    {"(2) measures on major problems", {"measures on major problems"}},
    {"(2) record of the consultation", {"expert consultation"}, "met", open},
    {"(2) response", {"response"}},
    {"(3) no production stop", {"no production stop"}},
    {"(4) bug fixes, changes", {"bug fixes and changes"}, "met", open},
    {"(4) a certain amount", {"quota of changes"}, "not_measurable aim_reached", "not_measurable aim_missed"},
    {"(5), (9) accounts, data, tuning", {"accounts and data"}, "met", open},
    {"(6), (12) investigation", {"on-site investigation"}, "met", open},
    {"(7) summaries", {"quarterly summary", "yearly summary"}},
    {"(7) report on request", {"report on request"}, "met", open},
    {"(8) exchange, training", {"exchange and training"}, "met", open},
    {"(10) all problems solved", {"all problems solved"}, "met", open},
    {"(10) cost of vendors", {"vendor costs"}, "met", open},
    {"(11) planned work", {"planned work"}},
    {"(13) manager", {"service manager"}},
    {"(14) staff", {"qualified staff"}, "met", open},
    {"(15) rules, consent", {"rules kept", "consent to maintenance"}},
    {"1.1.4 striven for", {"attentive service"}, "not_measurable aim_reached", "not_measurable aim_missed"},
    {"1.1.4 visits, comparison", {"return visits", "comparison with past cases"}},
    {"1.1.5 levels", {"level of every fault"}, "met", open},
    {"1.1.5-1 forms", {"forms of consultations", "forms of technical problems"}, "met", open},
    {"1.1.5-2 approval", {"approval of major requests"}},
    {"1.1.5-2 records", {"forms of major requests"}, "met", open},
    {"1.1.5-3 every week, month",
     {"weekly feedback", "weekly tables", "weekly summary by each person", "monthly archive", "custodian",
      "manager's analysis"}},
    {"1.1.5-4 handbook, training",
     {"handbook", "occasional training"},
     "not_measurable occasional",
     "not_measurable occasional"},
    {"1.1.6 disclosure", {"no disclosure"}},
    {"1.1.7 investigated", {"prompt investigation of complaints"}, shown, shown},
    {"1.1.7 answered", {"prompt answer to complaints"}, "judged", "judged"},
};

// Prohibitions that last beyond as_of are kept so far.
bool is_kept(const std::set<std::string>& said, const TableRow& row, const std::string& name) {
  return said.contains(row.kept) || (name == "no disclosure" && said.contains("running"));
}

TEST(AfterSalesTable, EachRowIsKeptInOneYearAndBrokenInAnother) {
  const auto kept = words_of(audited("year-kept.csv"));
  const auto broken = words_of(audited("year-broken.csv"));
  const auto list = [](const std::set<std::string>& words) {
    std::string text;
    for (const std::string& one : words) text += one + "; ";
    return text;
  };
  for (const TableRow& row : table)
    for (const std::string& name : row.promises) {
      ASSERT_TRUE(kept.contains(name)) << row.clause << ": " << name;
      ASSERT_TRUE(broken.contains(name)) << row.clause << ": " << name;
      EXPECT_TRUE(is_kept(kept.at(name), row, name)) << row.clause << ": " << name << ": " << list(kept.at(name));
      EXPECT_FALSE(kept.at(name).contains("breached")) << row.clause << ": " << name << ": " << list(kept.at(name));
      EXPECT_TRUE(broken.at(name).contains(row.broken)) << row.clause << ": " << name << ": " << list(broken.at(name));
    }
}

TEST(AfterSalesTable, HasEveryPromiseOfTheContract) {
  std::set<std::string> walked;
  for (const TableRow& row : table) walked.insert(row.promises.begin(), row.promises.end());
  std::set<std::string> promised;
  for (const Obligation& obligation : read_contract_file(folder + "/contract.yaml").obligations)
    promised.insert(obligation.name);
  EXPECT_EQ(walked, promised);
}

// 1.1.3-1: what comes after the free term is by separate agreement.
TEST(AfterSalesTable, WhatHappensOutsideTheTermIsJudgedAndNotCharged) {
  AuditOptions options;
  options.as_of = instant_of("2025-06-01T00:00:00+08:00");
  const Audit late = audit_text(read_contract_file(folder + "/contract.yaml"),
                                "ticket,at,event,class\nX,2025-05-01T09:00:00+08:00,received,fault\n"
                                "I,2025-05-01T09:00:00+08:00,service invoiced,\n",
                                "late.csv", options)
                         .audit;
  EXPECT_EQ(late.statement.total.minor, 0);
  for (std::size_t i = 0; i < late.findings.size(); ++i) EXPECT_TRUE(late.findings.is_outside_term[i] != 0);
  bool is_found = false;
  for (const PromiseFinding& finding : late.promises)
    if (finding.ticket == "I" && finding.reason == PromiseReason::happened) is_found = finding.is_outside_term;
  EXPECT_TRUE(is_found);
}

}  // namespace
}  // namespace slakit
