// How lateness becomes units. Reported at 09:00, due at 10:00; the hand's figures are in the comments.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/penalty/price.hpp"
#include "support/priced_case.hpp"

namespace slakit {
namespace {

using Texts = std::vector<std::string>;

std::vector<Row> fixed_at(const std::string& at, const std::string& reported = "2024-05-06T09:00Z") {
  return {{"T1", reported, "reported", {}}, {"T1", at, "fixed", {}}};
}

std::string count_of(const std::string& charge, const std::string& fixed, const std::string& more = "") {
  const Audit audit =
      audit_of(late_clock("{rate: 1%, of: price, " + charge + "}", more), fixed_at(fixed), "2024-12-01T00:00Z");
  return audit.charges.size() == 1 ? to_string(audit.charges.count[0]) : "no charge";
}

TEST(Count, UnitsOfTime) {
  const std::string late_5d18h10 = "2024-05-12T04:10Z";
  EXPECT_EQ(count_of("per: day, counting: started 24 h", late_5d18h10), "6");
  EXPECT_EQ(count_of("per: day, counting: completed 24 h", late_5d18h10), "5");
  EXPECT_EQ(count_of("per: day, counting: pro rata", late_5d18h10), "829/144");  // 8290 min of 1440
  EXPECT_EQ(count_of("per: day, counting: calendar days touched", late_5d18h10), "7");
  EXPECT_EQ(count_of("per: minute, units: 30, counting: started 24 h", late_5d18h10), "277");  // 276.33
  EXPECT_EQ(count_of("per: hour, counting: completed 24 h", late_5d18h10), "138");
  EXPECT_EQ(count_of("per: week, counting: started 24 h", late_5d18h10), "1");
  EXPECT_EQ(count_of("per: week, counting: calendar days touched", late_5d18h10), "1");
  EXPECT_EQ(count_of("per: day, units: 10, counting: completed 24 h", late_5d18h10), "0");
}

TEST(Count, ExactMultiplesAndOneMicrosecondMore) {
  EXPECT_EQ(count_of("per: day, counting: started 24 h", "2024-05-08T10:00:00Z"), "2");
  EXPECT_EQ(count_of("per: day, counting: started 24 h", "2024-05-08T10:00:00.000001Z"), "3");
  EXPECT_EQ(count_of("per: day, counting: completed 24 h", "2024-05-08T09:59:59.999999Z"), "1");
}

// Research A2: a fraction of a day up, and the rate per two days.
TEST(Count, TwoStages) {
  const std::string fixed = "2024-05-12T04:10Z";
  EXPECT_EQ(count_of("per: day, units: 2, counting: pro rata, rounded_to: {unit: day, counting: started 24 h}", fixed),
            "3");
  EXPECT_EQ(
      count_of("per: day, units: 2, counting: pro rata, rounded_to: {unit: day, counting: completed 24 h}", fixed),
      "5/2");
  EXPECT_EQ(count_of("per: day, units: 2, counting: started 24 h", fixed), "3");  // 2.88
}

// The due day, 2024-05-06, is touched by lateness from 10:00 on; with 24 h counting it is a day more.
TEST(Count, TheDueDay) {
  EXPECT_EQ(count_of("per: day, counting: started 24 h, due_day: in", "2024-05-08T10:00Z"), "3");
  EXPECT_EQ(count_of("per: day, counting: calendar days touched, due_day: in", "2024-05-08T10:00Z"), "3");
}

// Due on the 31st of January at 10:00: months end on 29 February and 31 March at 10:00.
TEST(Count, MonthsOfTheLocalCalendar) {
  const auto months = [](const std::string& counting, const std::string& fixed) {
    const Audit audit = audit_of(late_clock("{rate: 1%, of: price, per: month, counting: " + counting + "}"),
                                 fixed_at(fixed, "2024-01-31T09:00Z"), "2024-12-01T00:00Z");
    return to_string(audit.charges.count.at(0));
  };
  EXPECT_EQ(months("completed 24 h", "2024-02-29T10:00Z"), "1");
  EXPECT_EQ(months("started 24 h", "2024-02-29T10:00:00.000001Z"), "2");
  EXPECT_EQ(months("pro rata", "2024-03-15T22:00Z"), "3/2");  // 15.5 of 31 days
}

// Office days 09:00 to 17:00. Late from Monday 10:00: Monday 7 h, Tuesday 8 h, Wednesday 4 h of 8.
TEST(Count, BusinessDays) {
  const std::string fixed = "2024-05-08T13:00Z";
  EXPECT_EQ(count_of("per: business day, calendar: office, counting: started 24 h", fixed), "3");
  EXPECT_EQ(count_of("per: business day, calendar: office, counting: completed 24 h", fixed), "1");
  EXPECT_EQ(count_of("per: business day, calendar: office, counting: pro rata", fixed), "19/8");
  // A weekend is none: Friday 7 h late, Monday until 09:00 nothing.
  const Audit audit =
      audit_of(late_clock("{amount: CNY 5.00, per: business day, calendar: office, counting: started 24 h}"),
               fixed_at("2024-05-13T09:00Z", "2024-05-10T09:00Z"), "2024-12-01T00:00Z");
  EXPECT_EQ(counts(audit), Texts{"1"});
}

// A pause after due stops the accrual: three days late, one of them waiting, touches 6, 8 and 9 May less the 7th.
TEST(Count, PausesAreLeftOut) {
  const std::vector<Row> rows{{"T1", "2024-05-06T09:00Z", "reported", {}},
                              {"T1", "2024-05-07T00:00Z", "waiting", {}},
                              {"T1", "2024-05-08T00:00Z", "resumed", {}},
                              {"T1", "2024-05-09T10:00Z", "fixed", {}}};
  const auto count = [&](const std::string& charge) {
    return counts(audit_of(late_clock("{rate: 1%, of: price, " + charge + "}"), rows, "2024-12-01T00:00Z")).at(0);
  };
  EXPECT_EQ(count("per: day, counting: pro rata"), "2");
  EXPECT_EQ(count("per: day, counting: calendar days touched"), "3");
  EXPECT_EQ(count("per: business day, calendar: office, counting: started 24 h"), "3");  // 6, 8, 9 May
}

std::string with_threshold(const std::string& threshold, const std::string& charge, const std::string& fixed) {
  const Audit audit =
      audit_of(priced_contract("penalties:\n  late: {clause: '2', prices: fix, threshold: " + threshold +
                               ", charge: {rate: 1%, of: price, " + charge + "}}\n"),
               fixed_at(fixed), "2024-12-01T00:00Z");
  return to_string(audit.charges.count.at(0)) + (audit.charges.is_charged(0) ? "" : " free");
}

TEST(Count, Thresholds) {
  const std::string per_hour = "per: hour, counting: started 24 h";
  // 2 h 30 late, 2 h free.
  EXPECT_EQ(with_threshold("{time: PT2H, kind: deductible}", per_hour, "2024-05-06T12:30Z"), "1");
  EXPECT_EQ(with_threshold("{time: PT2H, kind: franchise}", per_hour, "2024-05-06T12:30Z"), "3");
  EXPECT_EQ(with_threshold("{time: PT2H, kind: deferral}", per_hour, "2024-05-06T12:30Z"), "1");
  // Exactly on it.
  EXPECT_EQ(with_threshold("{time: PT2H, kind: deductible}", per_hour, "2024-05-06T12:00Z"), "0 free");
  EXPECT_EQ(with_threshold("{time: PT2H, kind: franchise}", per_hour, "2024-05-06T12:00Z"), "2");
  EXPECT_EQ(with_threshold("{time: PT2H, kind: franchise}", per_hour, "2024-05-06T11:59Z"), "2 free");
  // Dates from where the free time ends: Monday 10:00 and 20 h are Tuesday 06:00.
  EXPECT_EQ(with_threshold("{time: PT20H, kind: deductible}", "per: day, counting: calendar days touched",
                           "2024-05-08T10:00Z"),
            "2");
}

// A gap that no 64-bit fraction holds is an error that names the clause, never nothing.
TEST(Count, AShortfallThatDoesNotFitIsAFault) {
  const Contract contract = read_contract(priced_contract(
      "penalties:\n  low: {clause: '7', prices: up, charge: {rate: 1%, of: price, per: percentage point}}\n", "",
      "  up: {clause: '6', indicator: {count: reported, window: term, target: {at_least: 1.000000001}}}\n"));
  const Plan plan = compile(contract, {}, load_sources(contract));
  Breach breach;
  breach.kind = PricedKind::indicator;
  breach.has_figure = true;
  breach.incident = "year";
  breach.figure = Ratio(1, 999'999'999'989);
  try {
    price(plan, {breach});
    FAIL() << "it does not fit";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("clause 7"), std::string::npos) << error.what();
  }
}

// A bonus for what a stop in time saved: 60 minutes less 20.
TEST(Count, TimeSaved) {
  const Audit audit = audit_of(late_clock("{amount: CNY 1.00, per: minute, counting: pro rata, counts: time saved}"),
                               fixed_at("2024-05-06T09:20Z"), "2024-12-01T00:00Z");
  EXPECT_EQ(counts(audit), Texts{"40"});
  EXPECT_EQ(owed(audit), "CNY -40.00");
}

}  // namespace
}  // namespace slakit
