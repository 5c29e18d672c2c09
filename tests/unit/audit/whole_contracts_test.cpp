// The whole contracts of examples/: what their logs give is what their README.md has, computed by hand.
#include <gtest/gtest.h>

#include <boost/describe/enum_to_string.hpp>
#include <string>
#include <vector>

#include "slakit/assessment/describe.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/penalty/describe.hpp"
#include "slakit/settlement/describe.hpp"
#include "slakit/time/period.hpp"
#include "slakit/time/zoned_text.hpp"
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

std::string amount(std::int64_t minor, Currency currency) {
  const std::string text = to_string(Money{minor, currency});
  return text.substr(text.find(' ') + 1);
}

// "D-4: damages for delay 36000.00 - 4000.00 = 32000.00", of a charge: its ticket, or the days of its window.
Lines charges(const Audit& audit) {
  Lines lines;
  const Charges& all = audit.charges;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Breach& breach = audit.partial.breaches[all.breach[i]];
    const Currency currency = audit.plan.currency();
    std::string line = breach.ticket.empty()
                           ? to_string(audit.plan.windows[audit.plan.window_at(breach.belongs)].days.first).substr(0, 7)
                           : breach.ticket;
    line += ": " + audit.plan.under(breach.version).contract.penalties[all.term[i]].name + " ";
    line += all.is_charged(i) ? amount(all.gross[i], currency) : word(all.status[i]);
    if (all.cut[i] != 0) line += " - " + amount(all.cut[i], currency) + " = " + amount(all.net(i), currency);
    lines.push_back(line);
  }
  return lines;
}

// "2025-05 4150.00 - 25.00 = 4125.00": of each window.
Lines windows(const Audit& audit) {
  Lines lines;
  for (const WindowStatement& one : audit.statement.windows) {
    const Currency currency = audit.plan.currency();
    EXPECT_EQ(one.adjusted.minor, 0);
    lines.push_back(to_string(audit.plan.windows[one.window].days.first).substr(0, 7) + " " +
                    amount(one.gross.minor, currency) + " - " + amount(one.cut.minor, currency) + " = " +
                    amount(one.total.minor, currency));
  }
  return lines;
}

// "credits of a month: 4150.00 at most 4125.00, cut 25.00": of each use of a cap.
Lines caps(const Audit& audit) {
  Lines lines;
  for (const CapUse& use : audit.statement.caps) {
    const Currency currency = audit.plan.currency();
    EXPECT_TRUE(use.applies && use.is_known);
    lines.push_back(audit.plan.contract.caps[audit.plan.limits[use.limit].rule].name + ": " +
                    amount(use.before.minor, currency) + " at most " + amount(use.amount.minor, currency) + ", cut " +
                    amount(use.cut.minor, currency));
  }
  return lines;
}

// "9.2 exercisable since 2025-05-01T00:00:00+02:00": of each right to terminate, when it first arose.
Lines rights(const Audit& audit) {
  Lines lines;
  for (const TerminationRight& right : audit.rights)
    lines.push_back(audit.plan.contract.termination[right.rule].clause + " " + word(right.state) + " since " +
                    (right.since ? to_rfc3339(*right.since, audit.plan.zone) : "never"));
  return lines;
}

void expect_total(const Audit& audit, const std::string& total, const std::string& provisional) {
  EXPECT_EQ(to_string(audit.statement.total), total);
  EXPECT_EQ(to_string(audit.statement.provisional), provisional);
  EXPECT_TRUE(audit.plan.left_out.empty());
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

TEST(WholeContracts, CloudServiceAmounts) {
  const Audit audit = audited("cloud-service", "2025-06-01T00:00:00+02:00");
  EXPECT_EQ(
      charges(audit),
      (Lines{"2025-01: database credit 400.00", "2025-03: database credit 400.00", "2025-03: storage credit 150.00",
             "S-3: unannounced maintenance 250.00", "2025-04: database credit 400.00", "2025-04: storage credit 375.00",
             "2025-05: database credit 4000.00 - 24.10 = 3975.90", "2025-05: storage credit 150.00 - 0.90 = 149.10"}));
  EXPECT_EQ(windows(audit),
            (Lines{"2025-01 400.00 - 0.00 = 400.00", "2025-02 0.00 - 0.00 = 0.00", "2025-03 550.00 - 0.00 = 550.00",
                   "2025-04 1025.00 - 0.00 = 1025.00", "2025-05 4150.00 - 25.00 = 4125.00"}));
  EXPECT_EQ(caps(audit), (Lines{"credits of a month: 400.00 at most 4125.00, cut 0.00",
                                "credits of a month: 550.00 at most 4125.00, cut 0.00",
                                "credits of a month: 775.00 at most 4125.00, cut 0.00",
                                "credits of a month: 4150.00 at most 4125.00, cut 25.00"}));
  EXPECT_EQ(rights(audit), Lines{"9.2 exercisable since 2025-05-01T00:00:00+02:00"});
  expect_total(audit, "EUR 6100.00", "EUR 0.00");
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

TEST(WholeContracts, PublicManagedServiceAmounts) {
  const Audit audit = audited("public-managed-service", "2025-08-01T00:00:00+01:00");
  EXPECT_EQ(
      charges(audit),
      (Lines{"I-03: critical incident points 800.00", "2025-04: resolution points 800.00",
             "2025-05: response points 800.00", "I-11: critical incident points 1600.00 - 600.00 = 1000.00",
             "REP-05: report points 400.00 - 150.00 = 250.00", "2025-06: response points 2400.00 - 900.00 = 1500.00",
             "2025-06: resolution points 1200.00 - 450.00 = 750.00",
             "2025-06: restore test points 800.00 - 300.00 = 500.00",
             "2025-07: resolution points 2400.00 - 1600.00 = 800.00"}));
  Lines points;
  for (const Ratio& one : audit.charges.points) points.push_back(to_string(one));
  EXPECT_EQ(points, (Lines{"2", "2", "2", "4", "1", "6", "3", "2", "6"}));
  EXPECT_EQ(windows(audit), (Lines{"2025-04 1600.00 - 0.00 = 1600.00", "2025-05 800.00 - 0.00 = 800.00",
                                   "2025-06 6400.00 - 2400.00 = 4000.00", "2025-07 2400.00 - 1600.00 = 800.00"}));
  EXPECT_EQ(caps(audit), (Lines{"credits of a month: 1600.00 at most 4000.00, cut 0.00",
                                "credits of a month: 800.00 at most 4000.00, cut 0.00",
                                "credits of a month: 6400.00 at most 4000.00, cut 2400.00",
                                "credits of a month: 2400.00 at most 4000.00, cut 0.00",
                                "credits of a year: 8800.00 at most 7200.00, cut 1600.00"}));
  EXPECT_EQ(rights(audit), (Lines{"12.1 exercisable since 2025-07-01T00:00:00+01:00",
                                  "12.2 exercisable since 2025-08-01T00:00:00+01:00"}));
  expect_total(audit, "GBP 7200.00", "GBP 1300.00");  // the restore test of June 500.00, July 800.00
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

TEST(WholeContracts, DeliveryAmounts) {
  const Audit audit = audited("delivery", "2025-07-15T00:00:00+02:00");
  EXPECT_EQ(charges(audit),
            (Lines{"D-2: damages for delay below_threshold", "D-3: damages for delay 8000.00",
                   "D-3: loss from delay 3500.00", "D-4: damages for delay 36000.00 - 4000.00 = 32000.00",
                   "D-4: loss from delay not_greater", "2024-09: late training material 2500.00",
                   "D-4: use before acceptance 10000.00", "N-2: disclosure 25000.00"}));
  EXPECT_EQ(windows(audit), Lines{"2024-09 85000.00 - 4000.00 = 81000.00"});  // the term
  EXPECT_EQ(caps(audit), Lines{"damages for delay: 44000.00 at most 40000.00, cut 4000.00"});
  EXPECT_EQ(rights(audit), (Lines{"10.1 exercisable since 2025-06-30T00:00:00+02:00",
                                  "10.2 exercisable since 2025-06-19T00:00:00.000001+02:00"}));
  expect_total(audit, "EUR 81000.00", "EUR 2500.00");
}

}  // namespace
}  // namespace slakit
