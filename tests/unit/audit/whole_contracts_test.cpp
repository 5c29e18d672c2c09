// The whole contracts of examples/: what their logs give is what their README.md has, computed by hand.
#include <gtest/gtest.h>

#include <boost/describe/enum_to_string.hpp>
#include <string>
#include <vector>

#include "slakit/assessment/describe.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/period.hpp"
#include "support/log_rows.hpp"

namespace slakit {
namespace {

Audit audited(const std::string& name, std::string_view as_of) {
  const std::string folder = std::string(SLAKIT_SOURCE_DIR) + "/examples/" + name;
  AuditOptions options;
  options.as_of = instant_of(as_of);
  return audit_file(read_contract_file(folder + "/contract.yaml"), folder + "/events.csv", options).audit;
}

template <class Enum>
std::string word(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

using Lines = std::vector<std::string>;

// "2025-02 1007/1008 met", for each window of an indicator.
Lines figures(const Audit& audit, const std::string& name) {
  Lines lines;
  for (const IndicatorFinding& finding : audit.indicators)
    if (audit.plan.indicators[finding.indicator].obligation.name == name)
      lines.push_back(to_string(finding.window.first).substr(0, 7) + " " +
                      (finding.figure ? to_string(*finding.figure) : "-") + " " + word(finding.verdict));
  return lines;
}

// "D-6 breached late P3DT9H": of each trigger, or of each period by its first day.
Lines duties(const Audit& audit, const std::string& name) {
  Lines lines;
  for (const DutyFinding& finding : audit.duties.findings) {
    if (audit.plan.duties[finding.duty].obligation.name != name) continue;
    std::string line = finding.trigger  ? finding.trigger->ticket
                       : finding.window ? to_string(finding.window->first).substr(0, 7)
                                        : "once";
    line += " " + word(finding.verdict);
    if (finding.verdict == Verdict::breached)
      line += " " + word(finding.reason) + " " + std::to_string(finding.late / std::chrono::hours{1}) + " h";
    if (finding.is_outside_term) line += " outside the term";
    lines.push_back(line);
  }
  return lines;
}

// "D-4 met": of each ticket.
Lines promises(const Audit& audit, const std::string& name) {
  Lines lines;
  for (const PromiseFinding& finding : audit.promises)
    if (audit.plan.promises[finding.promise].obligation.name == name)
      lines.push_back((finding.ticket.empty() ? "none" : finding.ticket) + " " + word(finding.verdict));
  return lines;
}

// "6 met, 1 breached", inside the term.
std::string counts(const Audit& audit, const std::string& name) {
  Tally all;
  for (const auto& [key, tally] : audit.partial.tallies)
    if (audit.plan.contract.obligations[key.obligation].name == name) all += tally;
  return std::to_string(all.count(Verdict::met)) + " met, " + std::to_string(all.count(Verdict::breached)) +
         " breached, " + std::to_string(all.count(Verdict::running)) + " running";
}

TEST(WholeContracts, CloudService) {
  const Audit audit = audited("cloud-service", "2025-06-01T00:00:00+02:00");
  EXPECT_EQ(figures(audit, "database availability"),
            (Lines{"2025-01 3451/3456 breached", "2025-02 1007/1008 met", "2025-03 222677/222900 breached",
                   "2025-04 179/180 breached", "2025-05 469/496 breached"}));
  EXPECT_EQ(figures(audit, "storage availability"), (Lines{"2025-01 1 met", "2025-02 1 met", "2025-03 742/743 breached",
                                                           "2025-04 71/72 breached", "2025-05 185/186 breached"}));
  EXPECT_EQ(promises(audit, "maintenance announced"), (Lines{"D-4 met", "S-3 breached"}));
  EXPECT_EQ(counts(audit, "status notice"), "12 met, 1 breached, 0 running");
  EXPECT_EQ(duties(audit, "root cause reports"), (Lines{"D-1 met", "D-6 breached late 81 h", "D-7 met", "D-8 met",
                                                        "D-9 breached missing 120 h", "S-1 met", "S-2 met"}));
  EXPECT_EQ(duties(audit, "availability reports"),
            (Lines{"2025-01 met", "2025-02 breached late 35 h", "2025-03 met", "2025-04 met", "2025-05 running"}));
  // D-9's force majeure was never certified, D-7's was, and the customer confirmed D-11.
  Lines claims;
  for (const ExclusionClaim& claim : audit.excuses.claims)
    claims.push_back(audit.plan.contract.exclusions[claim.exclusion].name +
                     (claim.flaw.empty() ? "" : ": " + claim.flaw));
  EXPECT_EQ(claims, (Lines{"force majeure", "force majeure: no evidence of it is in its ticket", "customer's fault"}));
}

TEST(WholeContracts, PublicManagedService) {
  const Audit audit = audited("public-managed-service", "2025-08-01T00:00:00+01:00");
  EXPECT_EQ(figures(audit, "response attainment"),
            (Lines{"2025-04 1 met", "2025-05 4/5 breached", "2025-06 3/4 breached", "2025-07 1 met"}));
  EXPECT_EQ(figures(audit, "resolution attainment"),
            (Lines{"2025-04 4/5 breached", "2025-05 1 met", "2025-06 1/2 breached", "2025-07 1/2 breached"}));
  EXPECT_EQ(figures(audit, "resolutions of three months"),
            (Lines{"2025-04 4/5 met", "2025-05 9/10 met", "2025-06 11/14 met", "2025-07 9/13 breached"}));
  EXPECT_EQ(duties(audit, "service reports"),
            (Lines{"2025-04 met", "2025-05 breached late 57 h", "2025-06 met", "2025-07 running"}));
  EXPECT_EQ(duties(audit, "restore tests"),
            (Lines{"2025-04 met", "2025-04 breached missing 744 h", "2025-07 met", "2025-07 running"}));
  EXPECT_EQ(counts(audit, "response"), "17 met, 2 breached, 0 running");
  EXPECT_EQ(counts(audit, "critical resolution"), "2 met, 2 breached, 0 running");
  EXPECT_EQ(counts(audit, "resolution"), "11 met, 3 breached, 1 running");
}

TEST(WholeContracts, Delivery) {
  const Audit audit = audited("delivery", "2025-07-15T00:00:00+02:00");
  EXPECT_EQ(duties(audit, "design documents"), Lines{"once met"});
  EXPECT_EQ(duties(audit, "interface specification"), Lines{"once breached late 87 h"});
  EXPECT_EQ(duties(audit, "test system"), Lines{"once breached late 336 h"});
  EXPECT_EQ(duties(audit, "complete system"), Lines{"once breached late 1450 h"});
  EXPECT_EQ(duties(audit, "training material"), Lines{"once breached missing 1080 h"});  // 45 days, up to as_of
  EXPECT_EQ(promises(audit, "acceptance before use"),
            (Lines{"D-3 met", "D-4 breached", "F-1 not_triggered", "F-2 not_triggered", "F-3 not_triggered"}));
  EXPECT_EQ(duties(audit, "correction of defects"),
            (Lines{"F-1 met", "F-2 breached late 59 h", "F-3 running outside the term"}));
  EXPECT_EQ(duties(audit, "answers to claims"),
            (Lines{"D-3 met", "D-3 breached late 105 h", "D-4 running outside the term"}));
  EXPECT_EQ(promises(audit, "confidence"), Lines{"N-2 breached"});
}

}  // namespace
}  // namespace slakit
