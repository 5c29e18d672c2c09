#include "slakit/assessment/promises.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// "2024-04-01 10:00" of Shanghai; "04-01 10:00" is of 2024.
Instant at(std::string text) {
  if (text.size() == 11) text = "2024-" + text;
  return Timestamp::parse(text.replace(10, 1, "T") + ":00+08:00").value().instant().value();
}

std::string text_of(Instant t) { return to_rfc3339(t, Zone::fixed(hours{8}, "+8")).substr(5, 11).replace(5, 1, " "); }

struct Row {
  std::string ticket;
  Instant at;
  std::string event;
  std::vector<std::pair<std::string, std::string>> attributes = {};
};
using Rows = std::vector<Row>;

EventLog log_of(const Rows& rows) {
  const std::vector<std::string> names{"by", "class", "incident", "obligation", "penalty", "status", "verdict", "why"};
  EventLogBuilder builder(names);
  for (const Row& row : rows) {
    Event event{row.ticket, row.at, row.event, {}};
    event.attributes.resize(names.size());
    for (const auto& [name, value] : row.attributes)
      event.attributes[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())] = value;
    builder.add(event);
  }
  return std::move(builder).finish();
}

// A term of 2024-03-16 00:00 to 2025-03-15 24:00 in Shanghai, and obligations.
Plan plan_of_all(const std::string& obligations, const std::string& more = "") {
  const Contract contract = read_contract(
      "slakit: 1\n"
      "contract: {id: c, time_zone: Asia/Shanghai, incident: incident, milestones: {acceptance: 2024-03-15}, "
      "term: {from: acceptance, length: P1Y, counting: start day out}}\n"
      "obligations: {" +
      obligations + "}\n" + more);
  return compile(contract, {}, load_sources(contract));
}
Plan plan_of(const std::string& obligation) { return plan_of_all("it: {clause: '1', " + obligation + "}"); }

std::vector<PromiseFinding> assessed(const Plan& plan, const Rows& rows, Instant as_of) {
  const EventLog log = log_of(rows);
  const Binding binding(plan, log);
  return assess_promises(plan, binding, as_of);
}
std::vector<PromiseFinding> assessed(const std::string& obligation, const Rows& rows, const char* as_of) {
  return assessed(plan_of(obligation), rows, at(as_of));
}

std::string name_of(Verdict verdict) {
  constexpr const char* names[] = {"met", "breached", "running", "not triggered", "not measurable", "judged"};
  return names[static_cast<std::size_t>(verdict)];
}
std::string name_of(PromiseReason reason) {
  constexpr const char* names[] = {"",         "before needs", "out of order", "refused",    "late",      "missing",
                                   "happened", "no deadline",  "no handling",  "no trigger", "no number", "fault"};
  return names[static_cast<std::size_t>(reason)];
}

// "T1 form: breached late (outside, open)".
std::string text_of(const PromiseFinding& f) {
  std::string text = f.ticket + (f.form.empty() ? "" : " " + f.form) + ": " + name_of(f.verdict);
  if (f.reason != PromiseReason::none) text += " " + name_of(f.reason);
  if (f.is_outside_term) text += ", outside";
  if (f.is_open) text += ", open";
  return text;
}

using Texts = std::vector<std::string>;
Texts judged(const std::vector<PromiseFinding>& findings) {
  Texts texts;
  for (const PromiseFinding& finding : findings) texts.push_back(text_of(finding));
  return texts;
}
Texts judged(const std::string& obligation, const Rows& rows, const char* as_of = "06-01 00:00") {
  return judged(assessed(obligation, rows, as_of));
}

// "report 04-01 10:00", "consent -".
Texts parts_of(const PromiseFinding& f) {
  Texts texts;
  for (const PromisePart& part : f.parts)
    texts.push_back(part.name + " " + (part.event ? text_of(part.event->at) : "-"));
  return texts;
}

// Events of one ticket: {"report", "04-01 10:00"}.
Rows ticket(const char* name, std::initializer_list<std::pair<const char*, const char*>> events) {
  Rows rows;
  for (const auto& [event, when] : events) rows.push_back({name, at(when), event});
  return rows;
}
Rows both(Rows rows, const Rows& more) {
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

// ---- gates ----------------------------------------------------------------------------------------------------------

const std::string gate = "gate: {before: handling, needs: [report, consent], refusal: refused, consent: consent}";

TEST(Gates, TheNeedsHaveComeBeforeWhatIsHeldBack) {
  const auto found =
      assessed(gate, ticket("T", {{"report", "04-01 10:00"}, {"consent", "04-01 11:00"}, {"handling", "04-01 12:00"}}),
               "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: met, open"});
  EXPECT_EQ(parts_of(found[0]), (Texts{"report 04-01 10:00", "consent 04-01 11:00", "handling 04-01 12:00"}));
  EXPECT_EQ(found[0].from, at("04-01 12:00"));
  EXPECT_EQ(found[0].parts[2].event->event, "handling");
}

TEST(Gates, ANeedIsMissing) {
  const auto found =
      assessed(gate, ticket("T", {{"report", "04-01 10:00"}, {"handling", "04-01 12:00"}, {"consent", "04-01 13:00"}}),
               "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: breached before needs"});
  EXPECT_EQ(parts_of(found[0]), (Texts{"report 04-01 10:00", "consent -", "handling 04-01 12:00"}));
  // One is missing and the other comes out of order: missing says more.
  EXPECT_EQ(judged("gate: {before: handling, needs: [a, b, c]}",
                   ticket("T", {{"b", "04-01 10:00"}, {"a", "04-01 11:00"}, {"handling", "04-01 12:00"}})),
            Texts{"T: breached before needs"});
}

TEST(Gates, NeedsComeAsListedUnlessAnyOrderWillDo) {
  const std::string needs = "gate: {before: handling, needs: [a, b, c]";
  const Rows swapped =
      ticket("T", {{"b", "04-01 09:00"}, {"a", "04-01 10:00"}, {"c", "04-01 11:00"}, {"handling", "04-01 12:00"}});
  const auto found = assessed(needs + "}", swapped, "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: breached out of order"});
  EXPECT_EQ(parts_of(found[0]), (Texts{"a 04-01 10:00", "b 04-01 09:00", "c 04-01 11:00", "handling 04-01 12:00"}));
  EXPECT_EQ(judged(needs + ", order: as listed}", swapped), Texts{"T: breached out of order"});
  EXPECT_EQ(judged(needs + ", order: any}", swapped), Texts{"T: met, open"});
  // A need that comes again, after those before it, counts from then on.
  EXPECT_EQ(judged(needs + "}", both(swapped, ticket("T", {{"b", "04-01 10:30"}}))), Texts{"T: met, open"});
  EXPECT_EQ(judged(needs + "}", both(swapped, ticket("T", {{"b", "04-01 11:30"}}))), Texts{"T: breached out of order"});
}

TEST(Gates, TheSameInstantIsBefore) {
  const char* ten = "04-01 10:00";
  EXPECT_EQ(judged(gate, ticket("T", {{"handling", ten}, {"consent", ten}, {"report", ten}})), Texts{"T: met, open"});
  EXPECT_EQ(judged(gate, ticket("T", {{"handling", ten}, {"report", ten}, {"consent", "04-01 09:00"}})),
            Texts{"T: breached out of order"});
  EXPECT_EQ(
      judged(gate,
             ticket("T", {{"handling", ten}, {"refused", ten}, {"report", "04-01 08:00"}, {"consent", "04-01 09:00"}})),
      Texts{"T: breached refused"});
}

TEST(Gates, ARefusalHoldsUntilALaterConsent) {
  const Rows asked = ticket("T", {{"report", "04-01 08:00"}, {"consent", "04-01 09:00"}, {"refused", "04-01 10:00"}});
  const auto with = [&](std::initializer_list<std::pair<const char*, const char*>> events) {
    return judged(gate, both(asked, ticket("T", events)));
  };
  EXPECT_EQ(with({{"handling", "04-01 09:59"}}), Texts{"T: met, open"});  // before it
  EXPECT_EQ(with({{"handling", "04-01 12:00"}}), Texts{"T: breached refused"});
  EXPECT_EQ(with({{"consent", "04-01 10:00"}, {"handling", "04-01 12:00"}}), Texts{"T: breached refused"});
  EXPECT_EQ(with({{"consent", "04-01 10:01"}, {"handling", "04-01 12:00"}}), Texts{"T: met, open"});
  EXPECT_EQ(with({{"consent", "04-01 12:00"}, {"handling", "04-01 12:00"}}), Texts{"T: met, open"});
  EXPECT_EQ(with({{"consent", "04-01 12:01"}, {"handling", "04-01 12:00"}}), Texts{"T: breached refused"});
  EXPECT_EQ(with({{"consent", "04-01 11:00"}, {"refused", "04-01 11:30"}, {"handling", "04-01 12:00"}}),
            Texts{"T: breached refused"});
  const auto found = assessed(gate, both(asked, ticket("T", {{"handling", "04-01 12:00"}})), "06-01 00:00");
  EXPECT_EQ(parts_of(found[0]),
            (Texts{"report 04-01 08:00", "consent 04-01 09:00", "refused 04-01 10:00", "handling 04-01 12:00"}));
}

TEST(Gates, WhereNoEventIsTheConsentNothingLiftsARefusal) {
  EXPECT_EQ(judged("gate: {before: handling, needs: consent, refusal: refused}",
                   ticket("T", {{"refused", "04-01 10:00"}, {"consent", "04-01 11:00"}, {"handling", "04-01 12:00"}})),
            Texts{"T: breached refused"});
}

TEST(Gates, TheFirstThatFailsBreaksThePromise) {
  const auto found = assessed(gate,
                              ticket("T", {{"report", "04-01 08:00"},
                                           {"consent", "04-01 09:00"},
                                           {"handling", "04-01 10:00"},
                                           {"refused", "04-01 11:00"},
                                           {"handling", "04-01 12:00"},
                                           {"handling", "04-01 13:00"}}),
                              "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: breached refused"});
  EXPECT_EQ(found[0].from, at("04-01 12:00"));
  EXPECT_EQ(parts_of(found[0]).back(), "handling 04-01 12:00");
}

TEST(Gates, NothingHandledYetShowsWhatIsMissing) {
  const auto found = assessed(gate, ticket("T", {{"report", "04-01 10:00"}}), "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: not triggered no handling, open"});
  EXPECT_EQ(parts_of(found[0]), (Texts{"report 04-01 10:00", "consent -"}));
  EXPECT_EQ(found[0].from, std::nullopt);
  // A ticket that has nothing to do with it is not shown.
  EXPECT_EQ(judged(gate, ticket("T", {{"received", "04-01 10:00"}})), Texts{});
  // One that it applies to is.
  EXPECT_EQ(judged("applies: {class: major}, " + gate, {{"T", at("04-01 10:00"), "received", {{"class", "major"}}},
                                                        {"U", at("04-01 10:00"), "received", {{"class", "minor"}}}}),
            Texts{"T: not triggered no handling, open"});
}

TEST(Gates, AppliesIsMatchedAtWhatIsHeldBack) {
  const std::string major = "applies: {class: major}, gate: {before: handling, needs: consent}";
  const auto handled = [&](const char* at_first, const char* at_handling, const char* after) {
    Rows rows = ticket("T", {{"received", "04-01 09:00"}, {"handling", "04-01 10:00"}, {"closed", "04-01 11:00"}});
    const char* classes[] = {at_first, at_handling, after};
    for (std::size_t i = 0; i < 3; ++i)
      if (classes[i] != nullptr) rows[i].attributes = {{"class", classes[i]}};
    return judged(major, rows);
  };
  EXPECT_EQ(handled("major", nullptr, nullptr), Texts{"T: breached before needs"});
  EXPECT_EQ(handled("major", "minor", nullptr), Texts{});  // what the event says comes first
  EXPECT_EQ(handled("minor", "major", "minor"), Texts{"T: breached before needs"});
  EXPECT_EQ(handled("minor", nullptr, "major"), Texts{"T: not triggered no handling, open"});
  EXPECT_EQ(handled("minor", nullptr, nullptr), Texts{});
  // Within an instant attributes change first.
  EXPECT_EQ(
      judged(major, {{"T", at("04-01 10:00"), "handling"}, {"T", at("04-01 10:00"), "updated", {{"class", "major"}}}}),
      Texts{"T: breached before needs"});
}

// A rule of conditions alone is heard when the ticket begins to match.
TEST(Gates, StatesAreNeedsToo) {
  const std::string state = "gate: {before: handling, needs: {where: {status: approved}}}";
  const Rows rows{{"T", at("04-01 09:00"), "updated", {{"status", "approved"}}}, {"T", at("04-01 10:00"), "handling"}};
  const auto found = assessed(state, rows, "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: met, open"});
  EXPECT_EQ(parts_of(found[0])[0], "status approved 04-01 09:00");
  EXPECT_EQ(judged(state, {{"T", at("04-01 10:00"), "handling"}}), Texts{"T: breached before needs"});
}

TEST(Gates, OfSeveralEventsAnyIsHeldBack) {
  EXPECT_EQ(judged("gate: {before: [handling, change], needs: consent}",
                   ticket("T", {{"change", "04-01 09:00"}, {"consent", "04-01 10:00"}, {"handling", "04-01 11:00"}})),
            Texts{"T: breached before needs"});
}

TEST(Gates, OutsideTheTermTheyAreJudgedAndMarked) {
  EXPECT_EQ(judged(gate, ticket("T", {{"handling", "03-15 23:59"}})), Texts{"T: breached before needs, outside"});
  EXPECT_EQ(judged(gate, ticket("T", {{"handling", "03-16 00:00"}})), Texts{"T: breached before needs"});
  EXPECT_EQ(judged(gate, ticket("T", {{"handling", "2025-03-15 23:59"}}), "2025-06-01 00:00"),
            Texts{"T: breached before needs"});
  EXPECT_EQ(judged(gate, ticket("T", {{"handling", "2025-03-16 00:00"}}), "2025-06-01 00:00"),
            Texts{"T: breached before needs, outside"});
}

// One before the term hides none in it.
TEST(Gates, WhatLiesInsideTheTermDecides) {
  const auto found =
      assessed(gate, ticket("T", {{"handling", "03-15 12:00"}, {"handling", "03-16 12:00"}}), "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: breached before needs"});
  EXPECT_EQ(found[0].from, at("03-16 12:00"));
  EXPECT_EQ(judged(gate, ticket("T", {{"handling", "03-15 12:00"},
                                      {"report", "03-15 13:00"},
                                      {"consent", "03-15 14:00"},
                                      {"handling", "03-16 12:00"}})),
            Texts{"T: met, open"});
}

// ---- records --------------------------------------------------------------------------------------------------------

TEST(Records, KeptLateMissingRunning) {
  const std::string form = "records: [{form: form, due: P3D}]";  // 1 April and three days: when 4 April ends
  const auto last = [&](const char* recorded, const char* as_of = "06-01 00:00") {
    Rows rows = ticket("T", {{"received", "04-01 10:00"}});
    if (recorded != nullptr) rows = both(rows, ticket("T", {{"form", recorded}}));
    return assessed(form, rows, as_of).at(0);
  };
  EXPECT_EQ(text_of(last("04-05 00:00")), "T form: met");  // exactly on time
  EXPECT_EQ(text_of(last("04-05 00:01")), "T form: breached late");
  EXPECT_EQ(last("04-05 00:01").late, minutes{1});
  EXPECT_EQ(last("04-05 00:01").from, at("04-01 10:00"));
  EXPECT_EQ(last("04-05 00:01").due, at("04-05 00:00"));
  EXPECT_EQ(last("04-05 00:01").ended, at("04-05 00:01"));
  EXPECT_EQ(parts_of(last("04-05 00:01")), Texts{"form 04-05 00:01"});
  EXPECT_EQ(text_of(last(nullptr, "04-05 00:00")), "T form: running, open");
  EXPECT_EQ(text_of(last(nullptr, "04-05 06:00")), "T form: breached missing, open");
  EXPECT_EQ(last(nullptr, "04-05 06:00").late, hours{6});
  EXPECT_EQ(parts_of(last(nullptr)), Texts{"form -"});
  EXPECT_EQ(text_of(last("04-05 00:01", "04-05 00:01")), "T form: breached missing, open");  // not seen
}

TEST(Records, HoursAreExact) {
  const auto due = [](const char* period) {
    return text_of(*assessed("records: [{form: form, due: " + std::string(period) + "}]",
                             ticket("T", {{"received", "04-01 10:30"}}), "04-01 11:00")[0]
                        .due);
  };
  EXPECT_EQ(due("PT4H"), "04-01 14:30");
  EXPECT_EQ(due("PT24H"), "04-02 10:30");
  EXPECT_EQ(due("P1D"), "04-03 00:00");
  EXPECT_EQ(due("P1DT4H"), "04-02 14:30");
  EXPECT_EQ(due("P1M"), "05-02 00:00");
  EXPECT_EQ(due("P1W"), "04-09 00:00");
}

TEST(Records, ADateThatIsNoneIsAFault) {
  const Plan plan =
      plan_of_all("it: {clause: '1', records: [{form: form, due: P1M}]}", "policies: {month_arithmetic: reject}\n");
  const auto found = assessed(plan, ticket("T", {{"received", "05-31 10:00"}}), at("06-01 00:00"));
  EXPECT_EQ(judged(found), Texts{"T form: not measurable fault, open"});
  EXPECT_EQ(found[0].fault, Fault::nonexistent_date);
}

TEST(Records, WithoutADeadlineAMissingFormIsRunning) {
  EXPECT_EQ(judged("records: [form]", ticket("T", {{"received", "04-01 10:00"}}), "2090-01-01 00:00"),
            Texts{"T form: running no deadline, open"});
  EXPECT_EQ(judged("records: [form]", ticket("T", {{"received", "04-01 10:00"}, {"form", "2080-04-01 10:00"}}),
                   "2090-01-01 00:00"),
            Texts{"T form: met"});
}

TEST(Records, OwedAfterTheFirstTriggerAndFormsCountFromThenOn) {
  const std::string after = "records: [{form: form, after: [restored, closed], due: P1D}]";
  EXPECT_EQ(judged(after, ticket("T", {{"received", "04-01 10:00"}, {"form", "04-01 11:00"}})),
            Texts{"T form: not triggered no trigger, open"});
  EXPECT_EQ(judged(after, ticket("T", {{"form", "04-01 11:00"}, {"restored", "04-02 10:00"}})),
            Texts{"T form: breached missing, open"});
  EXPECT_EQ(judged(after, ticket("T", {{"form", "04-02 10:00"}, {"restored", "04-02 10:00"}})), Texts{"T form: met"});
  const auto twice =
      assessed(after, ticket("T", {{"closed", "04-02 10:00"}, {"restored", "04-05 10:00"}, {"form", "04-04 00:01"}}),
               "06-01 00:00");
  EXPECT_EQ(judged(twice), Texts{"T form: breached late"});
  EXPECT_EQ(twice[0].from, at("04-02 10:00"));
}

TEST(Records, OneByAnotherDoesNotCount) {
  const std::string by = "records: [{form: form, by: engineer, due: P1D}]";
  const auto recorded = [&](std::initializer_list<std::pair<const char*, const char*>> who) {
    Rows rows = ticket("T", {{"received", "04-01 10:00"}});
    int hour = 0;
    for (const auto& [ticket_by, name] : who) {
      Row row{"T", at("04-01 11:00") + hours{hour++}, "form", {}};
      if (ticket_by != nullptr) rows.back().attributes = {{"by", ticket_by}};
      if (name != nullptr) row.attributes = {{"by", name}};
      rows.push_back(row);
    }
    return judged(by, rows)[0];
  };
  EXPECT_EQ(recorded({{nullptr, "engineer"}}), "T form: met");
  EXPECT_EQ(recorded({{nullptr, nullptr}}), "T form: met");     // nobody says who
  EXPECT_EQ(recorded({{"customer", nullptr}}), "T form: met");  // nor what another event says
  EXPECT_EQ(recorded({{nullptr, "customer"}}), "T form: breached missing, open");
  EXPECT_EQ(recorded({{nullptr, "customer"}, {nullptr, "engineer"}}), "T form: met");
}

TEST(Records, OwedByTheTicketsThatApplyAtTheEndOfWhatIsSeen) {
  const std::string fault = "applies: {class: fault}, records: [form, {form: file, after: closed}]";
  const Rows rows{{"T", at("04-01 10:00"), "received", {{"class", "fault"}}},
                  {"U", at("04-01 10:00"), "received", {{"class", "fault"}}},
                  {"U", at("04-02 10:00"), "updated", {{"class", "request"}}},
                  {"V", at("04-01 10:00"), "received", {{"class", "request"}}},
                  {"V", at("04-02 10:00"), "updated", {{"class", "fault"}}}};
  EXPECT_EQ(judged(fault, rows, "04-01 12:00"),
            (Texts{"T form: running no deadline, open", "T file: not triggered no trigger, open",
                   "U form: running no deadline, open", "U file: not triggered no trigger, open"}));
  EXPECT_EQ(judged(fault, rows),
            (Texts{"T form: running no deadline, open", "T file: not triggered no trigger, open",
                   "V form: running no deadline, open", "V file: not triggered no trigger, open"}));
  // Without conditions every ticket that is seen owes them.
  EXPECT_EQ(judged("records: [form]", rows, "04-01 10:00"), Texts{});
  EXPECT_EQ(judged("records: [form]", rows).size(), 3U);
}

TEST(Records, OutsideTheTermTheyAreJudgedAndMarked) {
  EXPECT_EQ(judged("records: [form]", ticket("T", {{"received", "03-01 10:00"}, {"form", "04-01 10:00"}})),
            Texts{"T form: met, outside"});
  EXPECT_EQ(judged("records: [{form: form, after: closed, due: P1D}]",
                   ticket("T", {{"received", "03-01 10:00"}, {"closed", "04-01 10:00"}})),
            Texts{"T form: breached missing, open"});
}

// ---- words without a number -----------------------------------------------------------------------------------------

const std::string soon = "unquantified: {text: soon, from: [asked, complained], to: answered}";

TEST(Unquantified, TheTimeIsShownAndNotMeasured) {
  const Rows rows = ticket("T", {{"answered", "04-01 08:00"},
                                 {"asked", "04-01 10:00"},
                                 {"complained", "04-01 11:00"},
                                 {"answered", "04-03 10:00"},
                                 {"answered", "04-04 10:00"}});
  const auto found = assessed(soon, rows, "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: not measurable no number"});
  EXPECT_EQ(found[0].from, at("04-01 10:00"));
  EXPECT_EQ(found[0].ended, at("04-03 10:00"));
  EXPECT_EQ(found[0].elapsed, hours{48});
  const auto open = assessed(soon, rows, "04-02 10:00");
  EXPECT_EQ(judged(open), Texts{"T: not measurable no number, open"});
  EXPECT_EQ(open[0].ended, std::nullopt);
  EXPECT_EQ(open[0].elapsed, hours{24});
  EXPECT_EQ(judged(soon, rows, "04-01 10:00"), Texts{});  // not asked yet
  // At or after it.
  EXPECT_EQ(
      assessed(soon, ticket("T", {{"answered", "04-01 10:00"}, {"asked", "04-01 10:00"}}), "06-01 00:00")[0].elapsed,
      Duration{});
}

TEST(Unquantified, TheFirstThatAppliesAsks) {
  const Rows rows{{"T", at("04-01 10:00"), "asked", {{"class", "minor"}}},
                  {"T", at("04-02 10:00"), "asked", {{"class", "major"}}},
                  {"U", at("04-02 10:00"), "asked", {{"class", "minor"}}}};
  const auto found = assessed("applies: {class: major}, " + soon, rows, "06-01 00:00");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].from, at("04-02 10:00"));
}

Row decision(const char* when, const char* verdict, const char* obligation = "it", const char* why = "looked at it",
             const char* ticket = "T") {
  return {
      ticket, at(when), "decision", {{"verdict", verdict}, {"obligation", obligation}, {"by", "ann"}, {"why", why}}};
}

TEST(Unquantified, ADecisionJudgesIt) {
  const Rows asked = ticket("T", {{"asked", "04-01 10:00"}, {"answered", "04-01 11:00"}});
  const auto found = [&](const Rows& decisions, const char* as_of = "06-01 00:00") {
    return assessed(soon, both(asked, decisions), as_of).at(0);
  };
  const PromiseFinding met = found({decision("04-02 10:00", "met")});
  EXPECT_EQ(text_of(met), "T: judged");
  ASSERT_TRUE(met.decision.has_value());
  EXPECT_EQ(met.decision->ruling, Ruling::met);
  EXPECT_EQ(met.elapsed, hours{1});
  // The last counts, in whatever row it stands.
  EXPECT_EQ(found({decision("04-03 10:00", "breached"), decision("04-02 10:00", "met")}).decision->ruling,
            Ruling::breached);
  // One that lacks something is none; nor is one about another ticket or obligation, a waiver, or one not seen.
  EXPECT_EQ(found({decision("04-02 10:00", "met"), decision("04-03 10:00", "breached", "it", "")}).decision->ruling,
            Ruling::met);
  EXPECT_EQ(text_of(found({decision("04-02 10:00", "met", "it", "")})), "T: not measurable no number");
  EXPECT_EQ(text_of(found({decision("04-02 10:00", "met", "other")})), "T: not measurable no number");
  EXPECT_EQ(text_of(found({decision("04-02 10:00", "waived")})), "T: not measurable no number");
  EXPECT_EQ(text_of(found({decision("04-02 10:00", "met", "it", "x", "U")})), "T: not measurable no number");
  EXPECT_EQ(text_of(found({decision("04-02 10:00", "met")}, "04-02 10:00")), "T: not measurable no number");
}

// It stands beside what is computed, and changes no gate or record.
TEST(Unquantified, ADecisionChangesNothingElse) {
  EXPECT_EQ(judged(gate, both(ticket("T", {{"handling", "04-01 10:00"}}), {decision("04-02 10:00", "met")})),
            Texts{"T: breached before needs"});
  EXPECT_EQ(judged("records: [{form: form, due: P1D}]",
                   both(ticket("T", {{"received", "04-01 10:00"}}), {decision("04-02 10:00", "met")})),
            Texts{"T form: breached missing, open"});
}

TEST(Unquantified, OutsideTheTermItIsMarked) {
  EXPECT_EQ(judged(soon, ticket("T", {{"asked", "03-15 23:59"}, {"answered", "03-16 10:00"}})),
            Texts{"T: not measurable no number, outside"});
}

// ---- prohibitions ---------------------------------------------------------------------------------------------------

const std::string never = "prohibition: stopped";

TEST(Prohibitions, KeptIsRunningThenMet) {
  const auto early = assessed(never, ticket("T", {{"received", "04-01 10:00"}}), "2025-03-15 23:59");
  EXPECT_EQ(judged(early), Texts{": running, open"});
  EXPECT_EQ(early[0].from, at("03-16 00:00"));
  EXPECT_EQ(judged(never, {}, "2025-03-16 00:00"), Texts{": met"});
  EXPECT_EQ(judged(never, {}), Texts{": running, open"});  // a log without events, too
}

TEST(Prohibitions, EachIncidentIsOneBreachAtItsFirstEvent) {
  const auto in = [](const char* name, const char* when, const char* incident) {
    return Row{name, at(when), "stopped", {{"incident", incident}}};
  };
  const auto found = assessed(never,
                              {in("T2", "04-01 09:00", "I1"),
                               in("T1", "04-01 10:00", "I1"),
                               in("T3", "04-01 08:00", "I2"),
                               {"T4", at("04-01 10:00"), "stopped"},
                               {"T4", at("04-01 11:00"), "stopped"}},
                              "06-01 00:00");
  EXPECT_EQ(judged(found), (Texts{"T2: breached happened", "T3: breached happened", "T4: breached happened"}));
  EXPECT_EQ(found[0].incident, "I1");
  EXPECT_EQ(found[0].from, at("04-01 09:00"));
  EXPECT_EQ(parts_of(found[0]), (Texts{"stopped 04-01 09:00", "stopped 04-01 10:00"}));
  EXPECT_EQ(found[0].parts[1].event->ticket, "T1");
  EXPECT_EQ(found[2].incident, "");
  EXPECT_EQ(found[2].parts.size(), 2U);
}

// Within an instant attributes change first: which event names the incident does not matter.
TEST(Prohibitions, TheIncidentIsTheOneAtTheEvent) {
  const auto incident = [](const char* changed, const char* at_instant) {
    const auto found = assessed(never,
                                {{"T", at("04-01 08:00"), "received", {{"incident", "I1"}}},
                                 {"T", at("04-01 10:00"), "stopped"},
                                 {"T", at(at_instant), changed, {{"incident", "I2"}}}},
                                "06-01 00:00");
    return found.at(0).incident;
  };
  EXPECT_EQ(incident("updated", "04-01 10:00"), "I2");
  EXPECT_EQ(incident("noted", "04-01 10:00"), "I2");
  EXPECT_EQ(incident("updated", "04-01 10:01"), "I1");
}

TEST(Prohibitions, AppliesIsMatchedAtTheEvent) {
  const Rows rows{{"T", at("04-01 10:00"), "stopped", {{"class", "planned"}}},
                  {"U", at("04-01 10:00"), "stopped", {{"class", "fault"}}}};
  EXPECT_EQ(judged("applies: {class: fault}, " + never, rows), Texts{"U: breached happened"});
}

TEST(Prohibitions, OutsideTheTermTheyAreMarkedAndItIsKept) {
  EXPECT_EQ(judged(never, ticket("T", {{"stopped", "03-15 10:00"}})),
            (Texts{": running, open", "T: breached happened, outside"}));
  // What an incident began before the term, and did again within it, was not kept.
  const auto found =
      assessed(never, ticket("T", {{"stopped", "03-15 10:00"}, {"stopped", "03-17 10:00"}}), "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: breached happened"});
  EXPECT_EQ(found[0].from, at("03-17 10:00"));
  EXPECT_EQ(parts_of(found[0]), (Texts{"stopped 03-15 10:00", "stopped 03-17 10:00"}));
}

TEST(Prohibitions, AStateThatMayNotBegin) {
  const Rows rows{{"T", at("04-01 10:00"), "updated", {{"status", "leaked"}}},
                  {"T", at("04-01 11:00"), "updated", {{"status", "leaked"}}}};
  const auto found = assessed("prohibition: {where: {status: leaked}}", rows, "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: breached happened"});
  EXPECT_EQ(parts_of(found[0]), Texts{"status leaked 04-01 10:00"});
}

// A state is what holds after its instant.
TEST(Prohibitions, AppliesIsMatchedWhereAStateBegins) {
  const auto found =
      assessed("applies: {class: major}, prohibition: {where: {status: leaked}}",
               {{"T", at("04-01 10:00"), "noted", {{"class", "minor"}, {"incident", "I1"}}},
                {"T", at("04-01 10:00"), "updated", {{"class", "major"}, {"status", "leaked"}, {"incident", "I2"}}}},
               "06-01 00:00");
  EXPECT_EQ(judged(found), Texts{"T: breached happened"});
  EXPECT_EQ(found.at(0).incident, "I2");
}

// ---- periods of their own -------------------------------------------------------------------------------------------

TEST(Promises, APeriodOfItsOwnHolds) {
  const std::string guarantee = "within: {from: end of term, length: P1M}, ";  // 16 March to 15 April 2025
  const char* as_of = "2025-06-01 00:00";
  EXPECT_EQ(judged(guarantee + never, ticket("T", {{"stopped", "2025-03-15 23:59"}}), as_of),
            (Texts{": met", "T: breached happened, outside"}));
  EXPECT_EQ(judged(guarantee + never, ticket("T", {{"stopped", "2025-03-16 00:00"}}), as_of),
            Texts{"T: breached happened"});
  EXPECT_EQ(judged(guarantee + gate, ticket("T", {{"handling", "2025-04-15 23:59"}}), as_of),
            Texts{"T: breached before needs"});
  EXPECT_EQ(judged(guarantee + gate, ticket("T", {{"handling", "2025-04-16 00:00"}}), as_of),
            Texts{"T: breached before needs, outside"});
  EXPECT_EQ(judged(guarantee + "records: [form]", ticket("T", {{"form", "2025-03-01 00:00"}}), as_of),
            Texts{"T form: met, outside"});
  EXPECT_EQ(judged(guarantee + soon, ticket("T", {{"asked", "2025-03-20 00:00"}}), as_of),
            Texts{"T: not measurable no number, open"});
  // Without an end it runs for good.
  const std::string secret = "within: {from: acceptance, open_ended: true}, prohibition: disclosed";
  EXPECT_EQ(judged(secret, {}, "2090-01-01 00:00"), Texts{": running, open"});
  EXPECT_EQ(judged(secret, ticket("T", {{"disclosed", "2089-01-01 00:00"}}), "2090-01-01 00:00"),
            Texts{"T: breached happened"});
}

// It would else be no period, and hold always.
TEST(Promises, APeriodOfItsOwnPast2100IsRefused) {
  const auto compiled = [](const char* own) {
    const Contract contract = read_contract(
        "slakit: 1\ncontract: {id: c, time_zone: UTC, milestones: {late: 2099-01-01}}\n"
        "obligations: {it: {clause: '1', within: {from: late, " +
        std::string(own) + "}, prohibition: stopped}}\n");
    return compile(contract, {}, load_sources(contract));
  };
  try {
    compiled("length: P5Y");
    FAIL() << "compiled";
  } catch (const ContractError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].code, "bad-term");
    EXPECT_EQ(error.problems()[0].path, "obligations.it.within");
  }
  EXPECT_EQ(judged(assessed(compiled("length: P1Y"), {}, at("2099-06-01 00:00"))), Texts{": running, open"});
  EXPECT_EQ(judged(assessed(compiled("open_ended: true"), {}, at("2099-06-01 00:00"))), Texts{": running, open"});
}

TEST(Promises, WithoutATermTheyAlwaysHold) {
  const Contract contract = read_contract(
      "slakit: 1\ncontract: {id: c, time_zone: UTC}\n"
      "obligations: {it: {clause: '1', prohibition: stopped}, form: {clause: '2', records: [form]}}\n");
  const Plan plan = compile(contract, {}, load_sources(contract));
  EXPECT_EQ(judged(assessed(plan, {}, at("04-01 00:00"))), Texts{": running, open"});
  EXPECT_EQ(judged(assessed(plan, ticket("T", {{"stopped", "1999-01-01 00:00"}}), at("04-01 00:00"))),
            (Texts{"T: breached happened", "T form: running no deadline, open"}));
}

TEST(Promises, TheIncidentIsTheLastOneSeen) {
  const Rows rows{{"T", at("04-01 10:00"), "received", {{"incident", "I1"}}},
                  {"T", at("04-02 10:00"), "updated", {{"incident", "I2"}}},
                  {"T", at("04-03 10:00"), "updated", {{"incident", "I3"}}},
                  {"U", at("04-01 10:00"), "received"}};
  const auto found = assessed("records: [form]", rows, "04-03 10:00");
  EXPECT_EQ(found.at(0).incident, "I2");
  EXPECT_EQ(found.at(1).incident, "");
}

TEST(Promises, ComeByPromiseThenTicketThenForm) {
  const Plan plan = plan_of_all("b: {clause: '1', records: [z, x]}, a: {clause: '2', prohibition: stopped}, c: " +
                                ("{clause: '3', " + gate + "}"));
  const Rows rows = both(ticket("T2", {{"handling", "04-01 10:00"}}),
                         ticket("T1", {{"stopped", "04-01 10:00"}, {"report", "04-01 11:00"}}));
  const auto found = assessed(plan, rows, at("06-01 00:00"));
  EXPECT_EQ(judged(found),
            (Texts{"T1 z: running no deadline, open", "T1 x: running no deadline, open",
                   "T2 z: running no deadline, open", "T2 x: running no deadline, open", "T1: breached happened",
                   "T1: not triggered no handling, open", "T2: breached before needs"}));
  EXPECT_EQ(found[4].promise, 1U);
  EXPECT_EQ(plan.promises[1].obligation.name, "a");
}

TEST(Promises, WhatIsLeftOpenIsAssumed) {
  const auto used = [](const std::string& obligation) {
    Texts list;
    for (const Assumption& a : plan_of(obligation).assumptions) list.push_back(a.path + ": " + a.used);
    return list;
  };
  EXPECT_EQ(used("gate: {before: handling, needs: [a, b]}"), Texts{"obligations.it.gate.order: as listed"});
  EXPECT_EQ(used("gate: {before: handling, needs: [a, b], order: any}"), Texts{});
  EXPECT_EQ(used("gate: {before: handling, needs: a}"), Texts{});
  EXPECT_EQ(used("records: [form]"), Texts{"obligations.it.records.0.due: none"});
  EXPECT_EQ(used("records: {form: form}"), Texts{"obligations.it.records.due: none"});
  EXPECT_EQ(used("records: [{form: form, due: PT4H}]"), Texts{});
}

// ---- laws -----------------------------------------------------------------------------------------------------------

const Instant begin = at("03-16 00:00");  // of the term

// Twelve hours on either side of the term's first instant, so that instants are often the same.
Rows random_rows() {
  const auto row = rc::gen::exec([] {
    Row one;
    one.ticket = *rc::gen::element("T1", "T2", "T3");
    one.at = begin + hours{*rc::gen::inRange(-12, 12)};
    one.event = *rc::gen::element("handling", "report", "consent", "refused", "form", "asked", "answered", "stopped",
                                  "updated", "decision");
    const auto maybe = [&](const char* name, const std::vector<std::string>& values) {
      const std::string value = *rc::gen::elementOf(values);
      if (!value.empty()) one.attributes.emplace_back(name, value);
    };
    maybe("class", {"major", "minor", "", ""});
    maybe("incident", {"I1", "I2", "", "", ""});
    maybe("by", {"ann", "ben", ""});
    if (one.event == "updated") maybe("status", {"open", "leaked", ""});
    if (one.event == "decision") {
      maybe("obligation", {"soon", "other"});
      maybe("verdict", {"met", "breached", "waived", ""});
      maybe("why", {"x", "x", ""});
    }
    return one;
  });
  return *rc::gen::resize(60, rc::gen::container<Rows>(row));
}

Plan plan_of_each_kind() {
  return plan_of_all(
      "consent: {clause: '1', applies: {class: major}, gate: {before: [handling, form], needs: [report, consent], "
      "refusal: refused, consent: consent}}, "
      "any: {clause: '1', gate: {before: handling, needs: [report, {where: {class: major}}], order: any, refusal: "
      "refused}}, "
      "forms: {clause: '2', applies: {class: [major, minor]}, records: [{form: form, by: ann, due: PT3H}, "
      "{form: report, after: [handling, {where: {status: open}}], due: P1D}, answered]}, "
      "soon: {clause: '3', applies: {class: major}, unquantified: {text: soon, from: asked, to: answered}}, "
      "calm: {clause: '4', prohibition: stopped}, "
      "secret: {clause: '5', applies: {class: major}, prohibition: {where: {status: leaked}}}, "
      "after: {clause: '6', within: {from: acceptance, length: P1D}, prohibition: stopped}");
}

// All that a finding says but the rows' numbers, which are those of the source.
std::string whole_text_of(const PromiseFinding& f) {
  const auto time = [](const std::optional<Instant>& t) { return t ? text_of(*t) : std::string("-"); };
  std::string text = std::to_string(f.promise) + " " + text_of(f) + " [" + f.incident + "] " + time(f.from) + " " +
                     time(f.due) + " " + time(f.ended) + " " + std::to_string(f.elapsed.count()) + " " +
                     std::to_string(f.late.count());
  for (const PromisePart& part : f.parts)
    text += " | " + part.name +
            (part.event ? " " + part.event->ticket + " " + part.event->event + " " + text_of(part.event->at) : "");
  if (f.decision) text += " by " + f.decision->by + std::to_string(static_cast<int>(f.decision->ruling));
  return text;
}
Texts whole_texts_of(const std::vector<PromiseFinding>& findings) {
  Texts texts;
  for (const PromiseFinding& f : findings) texts.push_back(whole_text_of(f));
  return texts;
}

RC_GTEST_PROP(PromiseLaws, TheOrderOfRowsDecidesNothing, ()) {
  static const Plan plan = plan_of_each_kind();
  Rows rows = random_rows();
  const Instant as_of = begin + hours{*rc::gen::inRange(-12, 40)};
  const Texts one = whole_texts_of(assessed(plan, rows, as_of));
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[*rc::gen::inRange<std::size_t>(0, i)]);
  RC_ASSERT(one == whole_texts_of(assessed(plan, rows, as_of)));
}

// Nor does a row that is said twice.
RC_GTEST_PROP(PromiseLaws, ARepeatedRowSaysNothingNew, ()) {
  static const Plan plan = plan_of_each_kind();
  Rows rows = random_rows();
  RC_PRE(!rows.empty());
  const Instant as_of = begin + hours{*rc::gen::inRange(-12, 40)};
  const Texts one = whole_texts_of(assessed(plan, rows, as_of));
  const Row again = rows[*rc::gen::inRange<std::size_t>(0, rows.size())];
  rows.push_back(again);
  RC_ASSERT(one == whole_texts_of(assessed(plan, rows, as_of)));
}

RC_GTEST_PROP(PromiseLaws, WhatComesAtOrAfterAsOfIsNotSeen, ()) {
  static const Plan plan = plan_of_each_kind();
  Rows rows = random_rows();
  const Instant as_of = begin + hours{*rc::gen::inRange(-12, 13)};
  const Texts one = whole_texts_of(assessed(plan, rows, as_of));
  std::erase_if(rows, [&](const Row& row) { return row.at >= as_of; });
  RC_ASSERT(one == whole_texts_of(assessed(plan, rows, as_of)));
}

RC_GTEST_PROP(PromiseLaws, AFindingIsWholeInItself, ()) {
  static const Plan plan = plan_of_each_kind();
  const Instant as_of = begin + hours{*rc::gen::inRange(-12, 40)};
  for (const PromiseFinding& f : assessed(plan, random_rows(), as_of)) {
    RC_ASSERT(!f.from || *f.from < as_of || f.ticket.empty());
    RC_ASSERT(!f.ended || *f.ended < as_of);
    RC_ASSERT((f.late > Duration{}) == (f.reason == PromiseReason::late || f.reason == PromiseReason::missing));
    if (f.late > Duration{}) RC_ASSERT(f.late == f.ended.value_or(as_of) - *f.due);
    RC_ASSERT(f.decision.has_value() == (f.verdict == Verdict::judged));
    if (f.decision) RC_ASSERT(f.decision->lacks.empty() && f.decision->event.ticket == f.ticket);
    RC_ASSERT((f.verdict == Verdict::breached) ==
              (f.reason >= PromiseReason::before_needs && f.reason <= PromiseReason::happened));
    for (const PromisePart& part : f.parts) RC_ASSERT(!part.event || part.event->at < as_of);
  }
}

// ---- gates, judged once more, naively -------------------------------------------------------------------------------

struct Naive {
  const Rows& rows;  // of one ticket
  bool is_ordered;
  bool is_lifted;  // by a consent

  bool came(const std::string& event, Instant from, Instant to) const {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const Row& row) { return row.event == event && row.at >= from && row.at <= to; });
  }

  // Some choice of one event for each need stands in order, each at or before `to`.
  bool in_order(const Texts& needs, std::size_t next, Instant from, Instant to) const {
    if (next == needs.size()) return true;
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
      return row.event == needs[next] && row.at >= from && row.at <= to && in_order(needs, next + 1, row.at, to);
    });
  }

  std::string fails_at(const Texts& needs, Instant t) const {
    for (const Row& row : rows)
      if (row.event == "refused" && row.at <= t && !(is_lifted && came("consent", row.at + Duration{1}, t)))
        return "refused";
    for (const std::string& need : needs)
      if (!came(need, Instant::min(), t)) return "before needs";
    return is_ordered && !in_order(needs, 0, Instant::min(), t) ? "out of order" : "";
  }

  // The class is what the event says, else the last that the ticket said by then.
  bool is_major(const Row& event) const {
    if (!event.attributes.empty()) return event.attributes[0].second == "major";
    const Row* last = nullptr;
    for (const Row& row : rows)
      if (!row.attributes.empty() && row.at <= event.at && (last == nullptr || row.at > last->at)) last = &row;
    return last != nullptr && last->attributes[0].second == "major";
  }

  // "met", a reason and "outside", or "" where nothing was handled; and the instant that decides.
  std::pair<std::string, std::optional<Instant>> verdict(const Texts& needs) const {
    std::vector<Instant> inside;
    std::vector<Instant> outside;
    for (const Row& row : rows)
      if (row.event == "handling" && is_major(row)) (row.at >= begin ? inside : outside).push_back(row.at);
    std::vector<Instant>& handled = inside.empty() ? outside : inside;
    if (handled.empty()) return {"", std::nullopt};
    std::sort(handled.begin(), handled.end());
    const std::string mark = inside.empty() ? ", outside" : "";
    for (const Instant t : handled)
      if (const std::string reason = fails_at(needs, t); !reason.empty()) return {"breached " + reason + mark, t};
    return {"met" + mark + ", open", handled.front()};
  }
};

RC_GTEST_PROP(PromiseLaws, AGateIsWhatANaiveReadingSays, ()) {
  const bool is_ordered = *rc::gen::arbitrary<bool>();
  const bool is_lifted = *rc::gen::arbitrary<bool>();
  const Texts needs = *rc::gen::element(Texts{"a"}, Texts{"a", "b"}, Texts{"a", "b", "consent"}, Texts{"consent", "a"},
                                        Texts{"a", "consent", "a"});
  std::string list;
  for (const std::string& need : needs) list += (list.empty() ? "" : ", ") + need;
  const Plan plan = plan_of("applies: {class: major}, gate: {before: handling, needs: [" + list +
                            "], order: " + (is_ordered ? "as listed" : "any") + ", refusal: refused" +
                            (is_lifted ? ", consent: consent" : "") + "}");
  Rows rows;
  const int count = *rc::gen::inRange(2, 16);
  for (int i = 0; i < count; ++i)
    rows.push_back({"T", begin + hours{*rc::gen::inRange(-3, 7)},
                    *rc::gen::weightedElement<std::string>(
                        {{4, "handling"}, {4, "a"}, {4, "b"}, {4, "consent"}, {1, "refused"}})});
  // The class changes at instants of its own, so that what a ticket says is never two things at once.
  for (int hour = -4; hour < 7; ++hour)
    if (*rc::gen::inRange(0, 6) == 0)
      rows.push_back({"T",
                      begin + hours{hour} + minutes{30},
                      "updated",
                      {{"class", *rc::gen::element("major", "major", "major", "minor")}}});
  rows.push_back({"T", begin - hours{5}, "received", {{"class", "major"}}});

  const auto found = assessed(plan, rows, begin + hours{48});
  const auto [text, from] = Naive{rows, is_ordered, is_lifted}.verdict(needs);
  RC_TAG(text);
  if (text.empty()) {
    for (const PromiseFinding& f : found) RC_ASSERT(f.verdict == Verdict::not_triggered);
  } else {
    RC_ASSERT(found.size() == 1U);
    RC_ASSERT(text_of(found[0]) == "T: " + text);
    RC_ASSERT(found[0].from == from);
  }
}

}  // namespace
}  // namespace slakit
