// The 30 most instructive reports about other engines' clocks, each with what its user expected: a contract, a
// ticket's events and the verdict. Numbers V.. are the vectors of the same research. 2026-01-12 is a Monday.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/ratio.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/clock/timeline.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/time/tzdb.hpp"
#include "support/ticket_case.hpp"

namespace slakit::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year;

// A contract with one calendar and one clock; `more` has further sections.
std::string contract(const std::string& calendar, const std::string& clock, const std::string& more = "") {
  return "slakit: 1\ncontract: {id: c, time_zone: UTC}\n" + more + "calendars: {hours: " + calendar +
         "}\nobligations:\n  it: {clause: '1', clock: {calendar: hours, " + clock + "}}\n";
}

std::string another(const std::string& name, const std::string& clock) {
  return "  " + name + ": {clause: '2', clock: {calendar: hours, " + clock + "}}\n";
}

// From received to solved, waiting for the customer between.
std::string within(const std::string& target, const std::string& more = "") {
  return "start: received, stop: solved, pause: waiting, resume: replied, target: " + target + more;
}

std::string office(const std::string& spans) { return "{weekly: {mon-fri: [" + spans + "]}}"; }

// Codes of what is wrong with a calendar.
std::vector<std::string> errors(const std::string& calendar) {
  std::vector<std::string> codes;
  for (const Problem& problem : check_contract_text(contract(calendar, within("PT4H"))).errors)
    codes.push_back(problem.code);
  return codes;
}

using Codes = std::vector<std::string>;

std::optional<Instant> due_of(const std::string& calendar, const std::string& target, const std::string& start) {
  const TicketCase ticket(contract(calendar, within(target)), {{start, "received"}});
  return ticket.findings(instant(start) + Duration{1}).front().due;
}

Duration elapsed_of(const std::string& calendar, const std::string& start, const std::string& stop) {
  const TicketCase ticket(contract(calendar, within("PT1000H")), {{start, "received"}, {stop, "solved"}});
  return ticket.findings(instant(stop) + Duration{1}).front().elapsed;
}

// zendesk/biz#130: hours that are empty, or 00:00 to 00:00, loop for ever.
TEST(Reports, R01EmptyHoursAreRefused) {
  EXPECT_EQ(errors(office("'00:00-00:00'")), Codes{"bad-hours"});
  EXPECT_EQ(errors(office("'09:00-09:00'")), Codes{"bad-hours"});
  EXPECT_EQ(errors("{weekly: {mon: []}}"), Codes{"never-opens"});
}

// zammad#2497: a calendar of 09:00 to 00:00 hangs web and background jobs.
TEST(Reports, R02MidnightEndsTheDay) {
  const std::string until_midnight = office("'09:00-00:00'");
  EXPECT_EQ(elapsed_of(until_midnight, "2026-01-12 00:00Z", "2026-01-13 00:00Z"), hours{15});
  EXPECT_EQ(read_calendar("{time_zone: UTC, weekly: {mon-fri: '09:00-00:00'}}"),
            read_calendar("{time_zone: UTC, weekly: {mon-fri: '09:00-24:00'}}"));
}

// glpi PR7474: closing tickets loops where a calendar has no working day.
TEST(Reports, R03ASearchForWorkingTimeEnds) {
  EXPECT_EQ(errors("{weekly: {}}"), Codes{"never-opens"});
  const TicketCase ticket(contract("{weekly: {}, exceptions: {2026-01-12: '09:00-17:00'}}", within("PT9H")),
                          {{"2026-01-12 09:00Z", "received"}});
  const Finding finding = ticket.at("2026-03-01 00:00Z");
  EXPECT_EQ(finding.verdict, Verdict::running) << "8 of 9 h are all there will ever be";
  EXPECT_EQ(finding.elapsed, hours{8});
  EXPECT_EQ(finding.due, std::nullopt);
}

// zammad#3180: round the clock as 00:00 to 23:59 loses a minute at each midnight (V21).
TEST(Reports, R04RoundTheClockLosesNoMinute) {
  EXPECT_EQ(due_of("always", "PT2H", "2026-01-12 23:00Z"), instant("2026-01-13 01:00Z"));
  EXPECT_EQ(due_of("{weekly: {mon-sun: '00:00-24:00'}}", "PT2H", "2026-01-12 23:00Z"), instant("2026-01-13 01:00Z"));
  const std::string literal = "{weekly: {mon-sun: '00:00-23:59'}}";
  EXPECT_EQ(due_of(literal, "PT2H", "2026-01-12 23:00Z"), instant("2026-01-13 01:01Z")) << "what is written counts";
  EXPECT_EQ(due_of(literal, "PT72H", "2026-01-12 00:00Z"), instant("2026-01-15 00:03Z"));
}

// zendesk/biz#68, PR139: is 23:59:10 open, is 24:00? Ends are treated now so, now so (V21, V33).
TEST(Reports, R05HoursAreHalfOpen) {
  const Calendar nights = read_calendar("{time_zone: UTC, weekly: {mon: '09:00-24:00', tue: '00:00-06:00'}}");
  EXPECT_TRUE(*nights.is_open(instant("2026-01-12 23:59:10Z")));
  EXPECT_TRUE(*nights.is_open(instant("2026-01-13 00:00Z"))) << "adjacent days meet";
  EXPECT_FALSE(*nights.is_open(instant("2026-01-13 06:00Z")));
  EXPECT_EQ(nights.intervals(instant("2026-01-12 00:00Z"), instant("2026-01-14 00:00Z")).size(), 1U);

  const auto due = [](const std::string& policies) {
    const TicketCase ticket(contract(office("'08:00-20:00'"), within("PT12H"), policies),
                            {{"2018-11-19 08:00Z", "received"}});
    return ticket.at("2018-11-19 09:00Z").due;
  };
  EXPECT_EQ(due(""), instant("2018-11-19 20:00Z"));
  EXPECT_EQ(due("policies: {due_boundary: next open}\n"), instant("2018-11-20 08:00Z"));
}

// zendesk/biz PR36, PR37: clocks that spring forward at midnight bring loops and jumps backwards (V04, V11).
TEST(Reports, R06AnEndInAGapIsTheInstantAfterIt) {
  const std::string all_day = "{time_zone: America/Sao_Paulo, weekly: {mon-sun: '00:00-24:00'}}";
  EXPECT_EQ(due_of(all_day, "PT7H", "2015-10-18 01:00Z"), instant("2015-10-18 08:00Z"));
  const Calendar evening = read_calendar("{time_zone: America/Sao_Paulo, weekly: {sat: '20:00-24:00'}}");
  EXPECT_EQ(*evening.next_close(instant("2015-10-18 01:00Z")), instant("2015-10-18 03:00Z"));
}

// Intrepidd/working_hours#26: the next opening on the day of a repeated hour is an hour before the question (V15).
TEST(Reports, R07AnOpeningIsNeverBeforeTheQuestion) {
  const Calendar early =
      read_calendar("{time_zone: America/New_York, weekly: {sat-sun: '02:00-17:00', tue: '02:00-17:00'}}");
  EXPECT_EQ(*early.next_open(instant("2015-11-01 01:59:30-04:00")), instant("2015-11-01 02:00-05:00"));
}

// OTRS/otrs PR787, PR698: solution times are wrong across a change of the clocks (V01, V03, V08, V18).
TEST(Reports, R08SolutionTimesAreRealSeconds) {
  const std::string lunch = "{time_zone: Europe/Berlin, weekly: {mon-fri: ['08:00-13:00', '14:00-18:00']}}";
  EXPECT_EQ(due_of(lunch, "PT15H", "2015-03-27 11:00Z"), instant("2015-03-31 07:00Z"));
  EXPECT_EQ(due_of("{always: true, time_zone: America/Sao_Paulo}", "PT5H", "2015-02-21 22:00-02:00"),
            instant("2015-02-22 02:00-03:00"));
  const std::string berlin = "{time_zone: Europe/Berlin, weekly: {mon-sun: '00:00-24:00'}}";
  EXPECT_EQ(elapsed_of(berlin, "2016-03-26 22:24:39+01:00", "2016-03-28 23:24:39+02:00"), seconds{172'800});
  EXPECT_EQ(elapsed_of(berlin, "2026-03-29 00:00+01:00", "2026-03-30 00:00+02:00"), hours{23});
  EXPECT_EQ(elapsed_of(berlin, "2026-10-25 00:00+02:00", "2026-10-26 00:00+01:00"), hours{25});
}

// lennym/moment-business-time#58, #59: an hour more in the repeated hour is the same instant; an end at 24:00 crashes.
TEST(Reports, R09ALongerTargetIsDueLater) {
  const std::string new_york = "{time_zone: America/New_York, weekly: {mon-sun: '00:00-24:00'}}";
  std::optional<Instant> last = instant("2014-11-02 01:00-04:00");
  for (int quarters = 1; quarters <= 16; ++quarters) {
    const auto due = due_of(new_york, "PT" + std::to_string(15 * quarters) + "M", "2014-11-02 01:00-04:00");
    EXPECT_EQ(due, *last + minutes{15});
    last = due;
  }
  EXPECT_EQ(elapsed_of(office("'09:00-24:00'"), "2026-01-12 09:00Z", "2026-01-13 10:00Z"), hours{16});
}

// fivetran/dbt_zendesk#25, #62, #86: history is read with today's offset, so targets of an hour are off by one (V38).
TEST(Reports, R10EachInstantHasItsOwnOffset) {
  const std::string new_york = "{time_zone: America/New_York, weekly: {mon-fri: '09:00-17:00'}}";
  for (const char* as_of : {"2025-01-20 00:00Z", "2025-07-20 00:00Z"}) {
    const auto due = [&](const std::string& start) {
      return TicketCase(contract(new_york, within("PT60M")), {{start, "received"}}).at(as_of).due;
    };
    EXPECT_EQ(due("2024-01-10 08:30-05:00"), instant("2024-01-10 10:00-05:00")) << as_of;
    EXPECT_EQ(due("2024-07-10 08:30-04:00"), instant("2024-07-10 10:00-04:00")) << as_of;
  }
}

// fivetran/dbt_zendesk#117: hours are turned into UTC and holidays are not: people work on Thanksgiving (V39).
TEST(Reports, R11HolidaysAreDatesOfTheCalendarsZone) {
  const std::string eastern = "{time_zone: US/Eastern, weekly: {mon-fri: '09:00-20:00'}, holidays: [2023-11-23]}";
  EXPECT_EQ(elapsed_of(eastern, "2023-11-22 19:00-05:00", "2023-11-24 10:00-05:00"), hours{2});
}

// bokmann/business_time#36, #175; zendesk/biz#142: the zone of the application or the server changes what is a holiday.
TEST(Reports, R12TheZoneIsTheCalendars) {
  const std::string shanghai = "{time_zone: Asia/Shanghai, weekly: {mon-fri: '09:00-17:00'}, holidays: [2026-01-13]}";
  const auto due = [&] { return due_of(shanghai, "PT2H", "2026-01-12 16:00+08:00"); };
  const Instant expected = instant("2026-01-14 10:00+08:00");
  EXPECT_EQ(due(), expected);
  EXPECT_EQ(due_of(shanghai, "PT2H", "2026-01-12 03:00-05:00"), expected) << "the same instant, written elsewhere";
  EXPECT_EQ(Timestamp::parse("2026-01-12 16:00")->instant(), std::nullopt) << "no zone, no instant";
  const char* set = std::getenv("TZ");
  const std::optional<std::string> before = set == nullptr ? std::nullopt : std::optional<std::string>(set);
  ::setenv("TZ", "America/Los_Angeles", 1);
  EXPECT_EQ(due(), expected);
  before ? ::setenv("TZ", before->c_str(), 1) : ::unsetenv("TZ");
}

// seppemans/businesstimedelta#9: four hours back across a holiday never return.
TEST(Reports, R13WalkingBackEnds) {
  const Calendar eastern =
      read_calendar("{time_zone: US/Eastern, weekly: {mon-fri: '09:00-17:00'}, holidays: [2026-01-19]}");
  EXPECT_EQ(*eastern.due(instant("2026-01-20 10:00-05:00"), -hours{4}), instant("2026-01-16 14:00-05:00"));
  EXPECT_EQ(eastern.due(instant("1970-01-05 10:00-05:00"), -hours{400}).fault, Fault::out_of_range);
}

// ---- tickets whose target changes -----------------------------------------------------------------------------------

// glpi#6902, #15605: another SLA forgets the pause, and the ticket breaches while it waits (V26).
TEST(Reports, R14APauseSurvivesAnotherSla) {
  const TicketCase ticket(contract("always", within("[{where: {priority: P1}, within: PT1H}, {within: PT8H}]")),
                          {{"2026-01-12 10:00Z", "received", {{"priority", "P3"}}},
                           {"2026-01-12 10:30Z", "waiting"},
                           {"2026-01-12 11:00Z", "prioritised", {{"priority", "P1"}}},
                           {"2026-01-12 12:00Z", "replied"}});
  EXPECT_EQ(ticket.at("2026-01-12 11:59Z").verdict, Verdict::running) << "it waits";
  EXPECT_EQ(ticket.at("2026-01-12 12:00Z").elapsed, minutes{30});
  EXPECT_EQ(ticket.at("2026-01-12 12:01Z").due, instant("2026-01-12 12:30Z"));
}

// The same change under each policy (V27).
TEST(Reports, R14AChangedTargetIsAPolicy) {
  const auto due = [](const std::string& policy) {
    const TicketCase ticket(contract("always", within("[{where: {priority: P1}, within: PT4H}, {within: PT8H}]"),
                                     "policies: {retarget: " + policy + "}\n"),
                            {{"2026-01-12 09:00Z", "received", {{"priority", "P3"}}},
                             {"2026-01-12 10:00Z", "waiting"},
                             {"2026-01-12 11:00Z", "replied"},
                             {"2026-01-12 12:00Z", "prioritised", {{"priority", "P1"}}}});
    return ticket.at("2026-01-12 12:30Z").due;
  };
  EXPECT_EQ(due("keep start and pauses"), instant("2026-01-12 14:00Z"));
  EXPECT_EQ(due("keep start only"), instant("2026-01-12 13:00Z"));
  EXPECT_EQ(due("restart"), instant("2026-01-12 16:00Z"));
  EXPECT_EQ(due("remaining share"), instant("2026-01-12 15:00Z"));
  EXPECT_EQ(due("as at start"), instant("2026-01-12 18:00Z"));
}

// ---- pauses
// -----------------------------------------------------------------------------------------------------------

// glpi#10594, PR14937: a target of days gets a weekend's pause back in hours of the wall, as working time.
TEST(Reports, R15DaysGetBackTheWorkingTimeOfAPause) {
  const TicketCase ticket(
      contract(office("'09:00-17:00'"), within("{business_days: 2}")),
      {{"2026-01-16 15:00Z", "received"}, {"2026-01-16 16:00Z", "waiting"}, {"2026-01-19 10:00Z", "replied"}});
  EXPECT_EQ(ticket.at("2026-01-19 11:00Z").due, instant("2026-01-20 17:00Z")) << "Tuesday 15:00, and 2 h of 66";
}

// glpi#9082: after a pause the due instant lies outside opening hours (V29).
TEST(Reports, R16DueLiesInsideOpeningHours) {
  const TicketCase ticket(
      contract("{time_zone: Europe/Paris, weekly: {mon-fri: '08:00-18:00'}, holidays: [2021-05-13]}",
               within("{business_days: 8}")),
      {{"2021-05-10 08:00+02:00", "received"},
       {"2021-05-10 17:00+02:00", "waiting"},
       {"2021-05-11 10:31+02:00", "replied"}});
  EXPECT_EQ(ticket.at("2021-05-11 12:00Z").due, instant("2021-05-21 11:31+02:00")) << "a pause of 3 h 31";
}

// glpi#14148: a ticket that goes from pending to new, and not to processing, expires at once.
TEST(Reports, R17LeavingThePauseResumes) {
  const TicketCase ticket(
      contract("always", "start: received, stop: solved, pause: {where: {status: pending}}, target: PT1H"),
      {{"2026-01-12 10:00Z", "received", {{"status", "processing"}}},
       {"2026-01-12 10:30Z", "status changed", {{"status", "pending"}}},
       {"2026-01-12 12:00Z", "status changed", {{"status", "new"}}}});
  EXPECT_EQ(ticket.at("2026-01-12 12:10Z").verdict, Verdict::running);
  EXPECT_EQ(ticket.at("2026-01-12 12:10Z").due, instant("2026-01-12 12:30Z"));
}

// glpi#17186: a due date that someone set drifts by the length of a pause (V54).
TEST(Reports, R18ADeadlineDoesNotDriftAndATimerDoes) {
  const TicketCase ticket(contract("always", within("{attribute: agreed}")) + another("timer", within("PT5H")) +
                              another("daily", within("{deadline: {time: '15:00', calendar_days: 0}}")),
                          {{"2026-01-12 10:00Z", "received", {{"agreed", "2026-01-12T15:00:00Z"}}},
                           {"2026-01-12 10:10Z", "waiting"},
                           {"2026-01-12 10:15Z", "replied"}});
  EXPECT_EQ(ticket.at("2026-01-12 11:00Z").due, instant("2026-01-12 15:00Z"));
  EXPECT_EQ(ticket.at("2026-01-12 11:00Z", "daily").due, instant("2026-01-12 15:00Z"));
  EXPECT_EQ(ticket.at("2026-01-12 11:00Z", "timer").due, instant("2026-01-12 15:05Z"));
}

// glpi PR22678, PR15357, #15429: "one hour before" fires at midnight, or with the ticket's creation (V24).
TEST(Reports, R19StepsBeforeDueWalkWorkingTimeBack) {
  const std::string steps = ", steps: {warn: {before: PT1H}, half: {at: 50%}, late: {after: PT8H}}";
  const TicketCase ticket(contract(office("'08:00-18:00'"), within("PT4H", steps)),
                          {{"2026-01-12 17:00Z", "received"}});
  const Instant now = instant("2026-01-12 17:01Z");
  EXPECT_EQ(ticket.findings(now).front().due, instant("2026-01-13 11:00Z"));
  EXPECT_EQ(ticket.next_step(now, "warn"), instant("2026-01-13 10:00Z"));
  EXPECT_EQ(ticket.next_step(now, "half"), instant("2026-01-13 09:00Z"));
  EXPECT_EQ(ticket.next_step(now, "late"), instant("2026-01-14 09:00Z"));
}

// glpi PR15948, PR15939: the share that is used up jumps after a pause (V52).
TEST(Reports, R20ProgressIsFrozenWhilePaused) {
  const TicketCase ticket(
      contract("always", within("PT4H")),
      {{"2026-01-12 10:00Z", "received"}, {"2026-01-12 10:30Z", "waiting"}, {"2026-01-12 12:00Z", "replied"}});
  const auto used = [&](const char* as_of) {
    const Finding finding = ticket.at(as_of);
    return Ratio(finding.elapsed.count(), finding.target.count());
  };
  EXPECT_EQ(used("2026-01-12 10:30Z"), Ratio(1, 8));
  EXPECT_EQ(used("2026-01-12 11:15Z"), Ratio(1, 8));
  EXPECT_EQ(used("2026-01-12 12:00Z"), Ratio(1, 8));
  EXPECT_EQ(used("2026-01-12 12:30Z"), Ratio(1, 4));
}

// ---- agreements, reopening, other terms
// -------------------------------------------------------------------------------

// glpi#1911: the second group's agreement starts with the ticket, so no time is left when it is handed over (V27).
TEST(Reports, R21EachAgreementHasItsOwnStart) {
  const TicketCase ticket(
      contract("always", within("PT4H")) +
          another("network", "start: {of: {event: assigned, where: {group: network}}}, stop: solved, target: PT4H"),
      {{"2026-01-12 09:00Z", "received"},
       {"2026-01-12 10:00Z", "assigned", {{"group", "desk"}}},
       {"2026-01-12 12:30Z", "assigned", {{"group", "network"}}}});
  EXPECT_EQ(ticket.at("2026-01-12 13:00Z").due, instant("2026-01-12 13:00Z"));
  EXPECT_EQ(ticket.at("2026-01-12 13:00Z", "network").due, instant("2026-01-12 16:30Z"));
}

// A ticket of 12:00 with 4 h that is closed and opened again.
std::vector<Finding> reopened(const std::string& policy, const char* closed, const char* opened) {
  const TicketCase ticket(
      contract("always", within("PT4H", ", reopen: opened again"), "policies: {reopen: " + policy + "}\n"),
      {{"2026-01-12 12:00Z", "received"}, {closed, "solved"}, {opened, "opened again"}});
  return ticket.findings(instant("2026-01-12 18:01Z"));
}

// zammad#188; glpi#23359, #5213; osTicket PR5206; Dynamics: each product's users demand what another's complain of
// (V35).
TEST(Reports, R22ReopeningIsAPolicy) {
  const auto early = [](const std::string& policy) {
    return reopened(policy, "2026-01-12 13:00Z", "2026-01-12 15:00Z");
  };
  const auto late = [](const std::string& policy) {
    return reopened(policy, "2026-01-12 15:00Z", "2026-01-12 18:00Z");
  };
  const auto at = [](const char* time) { return instant("2026-01-12 " + std::string(time) + "Z"); };
  EXPECT_EQ(early("carry on").back().due, at("18:00"));
  EXPECT_EQ(late("carry on").back().due, at("19:00"));
  EXPECT_EQ(late("carry on").back().verdict, Verdict::running);
  EXPECT_EQ(early("count the closed time too").back().due, at("16:00"));
  EXPECT_EQ(late("count the closed time too").back().due, at("16:00"));
  EXPECT_EQ(late("count the closed time too").back().verdict, Verdict::breached);
  for (const char* policy : {"new cycle", "restart"}) {
    EXPECT_EQ(early(policy).back().due, at("19:00")) << policy;
    EXPECT_EQ(late(policy).back().due, at("22:00")) << policy;
  }
  EXPECT_EQ(early("new cycle").size(), 2U);
  EXPECT_EQ(early("new cycle").front().verdict, Verdict::met) << "what was kept stays kept";
  EXPECT_EQ(early("restart").size(), 1U);
  EXPECT_EQ(early("ignore").back().verdict, Verdict::met);
}

// zammad#534: a changed calendar leaves old due instants behind (V37).
TEST(Reports, R23AChangedCalendarIsAnotherPlan) {
  const auto ticket = [](const std::string& holidays) {
    return TicketCase(contract("{weekly: {mon-fri: '09:00-17:00'}" + holidays + "}", within("PT8H")),
                      {{"2026-01-15 16:00Z", "received"}});
  };
  const TicketCase before = ticket("");
  const TicketCase after = ticket(", holidays: [2026-01-16]");
  EXPECT_EQ(before.at("2026-01-16 12:00Z").due, instant("2026-01-16 16:00Z"));
  EXPECT_EQ(before.at("2026-01-16 12:00Z").elapsed, hours{4});
  EXPECT_EQ(after.at("2026-01-16 12:00Z").due, instant("2026-01-19 16:00Z"));
  EXPECT_EQ(after.at("2026-01-16 12:00Z").elapsed, hours{1});
  EXPECT_NE(before.plan().digest(), after.plan().digest()) << "a saved state says which of them it belongs to";
}

// zammad#4353, #5624: an SLA that no longer applies keeps escalating; another group leaves the old due instant.
TEST(Reports, R23ATargetThatNoLongerAppliesIsCleared) {
  const TicketCase ticket(
      contract("always", within("[{where: {group: desk}, within: PT1H}]")),
      {{"2026-01-12 10:00Z", "received", {{"group", "desk"}}}, {"2026-01-12 10:30Z", "moved", {{"group", "archive"}}}});
  EXPECT_EQ(ticket.at("2026-01-12 10:20Z").due, instant("2026-01-12 11:00Z"));
  const Finding moved = ticket.at("2026-01-12 12:00Z");
  EXPECT_EQ(moved.verdict, Verdict::not_measurable);
  EXPECT_EQ(moved.reason, Reason::no_target);
  EXPECT_EQ(moved.due, std::nullopt);
  const Instant now = instant("2026-01-12 12:00Z");
  EXPECT_EQ(ticket.live(now).next_change(ticket.plan(), now), std::nullopt) << "nothing is left to wake up for";
}

// zammad#5177: the clock for updates overrules a longer one for the first response.
TEST(Reports, R24AnUpdateIsOwedAfterTheFirstResponse) {
  const std::string agent = "{event: message, where: {role: provider}}";
  const TicketCase ticket(contract("always", "start: received, stop: " + agent + ", target: PT4H") +
                              another("update", "start: {of: " + agent + "}, reset: " + agent +
                                                    ", stop: {event: message, where: {role: customer}}, cycles: each, "
                                                    "until: solved, target: PT2H"),
                          {{"2026-01-12 09:00Z", "received"},
                           {"2026-01-12 12:30Z", "message", {{"role", "provider"}}},
                           {"2026-01-12 13:30Z", "message", {{"role", "provider"}}}});
  EXPECT_EQ(ticket.at("2026-01-12 12:00Z", "update").verdict, Verdict::not_triggered);
  EXPECT_EQ(ticket.at("2026-01-12 12:00Z").due, instant("2026-01-12 13:00Z"));
  EXPECT_EQ(ticket.at("2026-01-12 13:00Z", "update").due, instant("2026-01-12 14:30Z"));
  EXPECT_EQ(ticket.at("2026-01-12 14:00Z", "update").due, instant("2026-01-12 15:30Z")) << "each update begins it anew";
}

// zammad#3140: it escalates although the agent answered.
TEST(Reports, R24AClockRunsWhileTheOtherSideSpokeLast) {
  const TicketCase ticket(contract("always",
                                   "start: {of: {event: message, where: {role: customer}}}, stop: {event: message, "
                                   "where: {role: provider}}, cycles: each, target: PT1H"),
                          {{"2026-01-12 09:00Z", "message", {{"role", "customer"}}},
                           {"2026-01-12 09:30Z", "message", {{"role", "customer"}}},
                           {"2026-01-12 09:50Z", "message", {{"role", "provider"}}},
                           {"2026-01-12 14:00Z", "message", {{"role", "customer"}}}});
  EXPECT_EQ(ticket.at("2026-01-12 09:40Z").due, instant("2026-01-12 10:00Z")) << "the first unanswered message counts";
  EXPECT_EQ(ticket.at("2026-01-12 13:00Z").verdict, Verdict::met);
  EXPECT_EQ(ticket.at("2026-01-12 14:10Z").due, instant("2026-01-12 15:00Z"));
}

// The same, where a promise is owed only once another is broken.
TEST(Reports, R24AClockWaitsForAnothersBreach) {
  const TicketCase ticket(
      contract("always", within("PT1H")) + another("on site", "start: {breach_of: it}, stop: solved, target: PT4H"),
      {{"2026-01-12 09:00Z", "received"}});
  EXPECT_EQ(ticket.at("2026-01-12 10:00Z", "on site").verdict, Verdict::not_triggered) << "exactly on target is kept";
  EXPECT_EQ(ticket.at("2026-01-12 11:00Z", "on site").due, instant("2026-01-12 14:00Z"));
}

// zammad#390: a user disputes a due date, and the maintainer's own tally counts one day twice and ends a day early
// (V22).
TEST(Reports, R25TheExplanationIsComputed) {
  const std::string holidays = "holidays: {of the region: {days: {2014-11-11: St Martin}}}\n";
  const TicketCase ticket(
      contract("{time_zone: Europe/Berlin, weekly: {mon-fri: '08:00-18:00'}, holidays: of the region}", within("PT40H"),
               holidays),
      {{"2014-11-06 16:00+01:00", "received"},
       {"2014-11-07 09:00+01:00", "waiting"},
       {"2014-11-10 12:00+01:00", "replied"},
       {"2014-11-14 12:00+01:00", "solved"}});
  const ExplainedObligation it = ticket.explained(instant("2014-11-15 00:00Z"));
  EXPECT_EQ(it.finding.verdict, Verdict::met);
  EXPECT_EQ(it.finding.elapsed, hours{2 + 1 + 6 + 10 + 10 + 4});
  EXPECT_EQ(running_time(it.timeline), it.finding.elapsed);
  Instant from = *it.finding.triggered;
  std::vector<std::string> said;
  for (const Segment& segment : it.timeline) {
    EXPECT_EQ(segment.span.from, from) << "no instant twice, none left out";
    from = segment.span.to;
    said.push_back(to_string(segment));
  }
  EXPECT_EQ(from, instant("2014-11-15 00:00Z"));
  EXPECT_EQ(std::count(said.begin(), said.end(), "closed: St Martin"), 1);
  EXPECT_EQ(std::count(said.begin(), said.end(), "paused: waiting"), 1);
}

// ---- working time
// -----------------------------------------------------------------------------------------------------

// frappe/erpnext PR47884 and five more; helpdesk PR2449: hold time is added by the wall clock, or to the creation
// (V34).
TEST(Reports, R26AHoldIsCreditedInWorkingTime) {
  const auto due = [](const std::string& start, const std::string& held, const std::string& released,
                      const std::string& target) {
    const TicketCase ticket(contract("{weekly: {mon-fri: '10:00-18:00'}, holidays: [2024-01-19]}", within(target)),
                            {{start, "received"}, {held, "waiting"}, {released, "replied"}});
    return ticket.findings(instant(released) + Duration{1}).front().due;
  };
  EXPECT_EQ(due("2024-01-11 15:00Z", "2024-01-11 15:05Z", "2024-01-11 16:05Z", "PT2H"), instant("2024-01-11 18:00Z"));
  EXPECT_EQ(due("2024-01-11 15:00Z", "2024-01-11 15:05Z", "2024-01-11 16:05:01Z", "PT2H"),
            instant("2024-01-12 10:00:01Z"));
  EXPECT_EQ(due("2024-01-18 17:30Z", "2024-01-18 17:50Z", "2024-01-22 12:30Z", "PT4H"), instant("2024-01-22 16:10Z"))
      << "20 min before the hold and the holiday, 3 h 40 after";
}

// frappe/helpdesk#2075, #2212; chatwoot#14009, #9798, PR13392: days off and lunch count as time to respond (V46, V49).
TEST(Reports, R27AClockStartsAtTheFirstOpenInstant) {
  EXPECT_EQ(due_of(office("'09:00-17:00'"), "PT1H", "2026-01-30 16:30Z"), instant("2026-02-02 09:30Z"));
  EXPECT_EQ(due_of(office("'09:00-17:00'"), "PT2H", "2026-01-28 07:00Z"), instant("2026-01-28 11:00Z"));
  EXPECT_EQ(elapsed_of(office("'09:00-17:00'"), "2026-01-17 11:00Z", "2026-01-19 09:20Z"), minutes{20});

  const std::string steps = ", steps: {half: {at: 50%}, most: {at: 75%}, all: {at: 100%}}";
  const auto step = [&](const std::string& policies, const std::string& name) {
    const TicketCase ticket(contract(office("'09:00-12:00', '13:00-17:00'"), within("PT6H", steps), policies),
                            {{"2026-01-12 10:00Z", "received"}});
    return ticket.next_step(instant("2026-01-12 10:01Z"), name);
  };
  EXPECT_EQ(step("", "half"), instant("2026-01-12 14:00Z"));
  EXPECT_EQ(step("", "most"), instant("2026-01-12 15:30Z"));
  EXPECT_EQ(step("", "all"), instant("2026-01-12 17:00Z"));
  EXPECT_EQ(step("policies: {due_boundary: next open}\n", "all"), instant("2026-01-13 09:00Z"));
}

// Dynamics, "by design": a pause that begins inside hours and ends outside is not credited (V36).
TEST(Reports, R28APauseCreditsTheOpenTimeItOverlaps) {
  const TicketCase ticket(
      contract(office("'08:00-18:00'"), within("PT4H")),
      {{"2026-01-12 17:00Z", "received"}, {"2026-01-12 17:30Z", "waiting"}, {"2026-01-12 20:00Z", "replied"}});
  EXPECT_EQ(ticket.at("2026-01-13 09:00Z").elapsed, minutes{90});
  EXPECT_EQ(ticket.at("2026-01-13 09:00Z").due, instant("2026-01-13 11:30Z"));
}

// osTicket#6847, #3034: lunch as a holiday of part of a day gives a wrong due instant, before the ticket came (V45).
TEST(Reports, R29BreaksAreTakenOutOfTheDay) {
  const std::string day =
      "{any_of: [day], except: [lunch]}, day: {weekly: {mon-fri: '09:00-18:00'}}, lunch: {weekly: {mon-fri: "
      "'13:00-14:00'}}";
  EXPECT_EQ(due_of(day, "PT4H", "2026-01-12 10:00Z"), instant("2026-01-12 15:00Z"));
  EXPECT_EQ(due_of(day, "PT4H", "2026-01-12 16:00Z"), instant("2026-01-13 11:00Z"));
  const TicketCase ticket(
      contract(day, within("PT8H")),
      {{"2026-01-12 16:00Z", "received"}, {"2026-01-12 17:00Z", "waiting"}, {"2026-01-13 10:00Z", "replied"}});
  EXPECT_EQ(ticket.at("2026-01-13 10:01Z").due, instant("2026-01-13 18:00Z")) << "the osTicket customer's pause, V53";
}

// zendesk/biz#63, #103, #122; glpi#6835: many holidays are slow; make-up Saturdays and short days cannot be said (V48).
TEST(Reports, R30DatesHaveHoursOfTheirOwn) {
  const std::string moscow =
      "{time_zone: Europe/Moscow, weekly: {mon-fri: '09:00-18:00'}, holidays: [2026-05-01], exceptions: {2026-04-30: "
      "'09:00-17:00'}}";
  EXPECT_EQ(due_of(moscow, "PT4H", "2026-04-30 15:00+03:00"), instant("2026-05-04 11:00+03:00"));
  EXPECT_EQ(due_of("{weekly: {mon-fri: '08:00-17:00'}, exceptions: {2026-01-14: '08:00-12:00'}}", "PT4H",
                   "2026-01-14 10:00Z"),
            instant("2026-01-15 10:00Z"));
  EXPECT_EQ(due_of("{weekly: {mon-fri: '09:00-17:00'}, make_up_days: [2026-01-17]}", "PT4H", "2026-01-16 16:00Z"),
            instant("2026-01-17 12:00Z"));
}

// zendesk/biz#63: 0.3 s for a week with many holidays. Here a holiday costs nothing once the calendar is built (V47).
TEST(Reports, R30ManyHolidaysAreNoWork) {
  CalendarSpec spec;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) spec.weekly[weekday] = {*HoursSpan::parse("09:00-17:00")};
  for (Date date = year{1971} / 1 / 1; date.year() < year{2100}; date += std::chrono::months{1})
    spec.holidays.push_back({date, "first of the month"});
  const Calendar calendar = Calendar::weekly(spec);
  Duration sum{};
  for (int day = 0; day < 100'000; ++day) {
    const Instant from = instant("2026-01-12 00:00Z") + std::chrono::days{day % 10'000};
    sum += *calendar.elapsed(from, from + std::chrono::days{7});
  }
  EXPECT_GT(sum, hours{100'000 * 30});
}

}  // namespace
}  // namespace slakit::test
