#include "slakit/contract/clock_rule.hpp"

#include <gtest/gtest.h>

#include <string>

#include "slakit/contract/check.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/contract_writer.hpp"

namespace slakit {
namespace {

std::string document(const std::string& clock) {
  return "slakit: 1\n"
         "contract: {id: c, time_zone: Asia/Shanghai, holder: team}\n"
         "calendars: {always: always}\n"
         "obligations:\n"
         "  first: {clause: '1', clock: {start: received, stop: solved, calendar: always, target: PT1H}}\n"
         "  it: {clause: '1', clock: {calendar: always, target: PT4H, " +
         clock + "}}\n";
}

ClockRule clock_of(const std::string& clock) { return *read_contract(document(clock)).obligations.at(1).clock(); }

// Codes with their paths below the clock, of the errors.
std::string errors(const std::string& clock) {
  std::string text;
  for (const Problem& p : check_contract_text(document(clock)).errors)
    text += (text.empty() ? "" : ", ") + p.code + " " + p.path.substr(std::string("obligations.it.clock.").size());
  return text;
}

TEST(ClockRule, SaysWhatBringsAClockBackAndWhatEndsItsCycles) {
  const ClockRule clock = clock_of("start: received, stop: [told, restored], cycles: periodic, until: restored");
  EXPECT_EQ(clock.cycles, Cycles::periodic);
  EXPECT_EQ(clock.until, (EventRules{{"restored", {}}}));
  EXPECT_EQ(clock_of("start: received, stop: restored, reopen: [again, {event: reply, where: {by: user}}]").reopen,
            (EventRules{{"again", {}}, {"reply", {{"by", {"user"}}}}}));
  EXPECT_EQ(read_contract(document("start: received, stop: restored")).contract.holder, "team");
}

TEST(ClockRule, StartsAtABreachOrOnlyCountsThere) {
  EXPECT_EQ(errors("start: {breach_of: first}, stop: restored"), "");
  EXPECT_EQ(errors("start: {of: dispatched, breach_of: first}, stop: restored"), "");
  EXPECT_EQ(errors("start: {after: PT1H}, stop: restored"), "missing-choice start");
  EXPECT_EQ(errors("start: {of: dispatched, breach_of: it}, stop: restored"), "circular-reference start.breach_of");
  EXPECT_EQ(errors("start: {breach_of: second}, stop: restored"), "unknown-obligation start.breach_of");
}

TEST(ClockRule, APauseOfConditionsEndsByItself) {
  EXPECT_EQ(errors("start: received, stop: restored, pause: {where: {status: on hold}}"), "");
  EXPECT_EQ(errors("start: received, stop: restored, pause: [{where: {status: on hold}}, waiting]"),
            "pause-without-resume pause");
  EXPECT_EQ(errors("start: received, stop: restored, pause: {event: waiting, where: {status: on hold}}"),
            "pause-without-resume pause");
}

TEST(ClockRule, CyclesEndOnlyWhereThereAreSeveral) {
  EXPECT_EQ(errors("start: received, stop: told, until: restored"), "unused-key until");
  EXPECT_EQ(errors("start: received, stop: told, until: restored, cycles: first"), "unused-key until");
  EXPECT_EQ(errors("start: received, stop: told, until: restored, cycles: each"), "");
}

TEST(ClockRule, OneEventDoesOneThing) {
  const auto fine = [](const std::string& more) { EXPECT_EQ(errors("start: received, " + more), "") << more; };
  const auto refused = [](const std::string& more, const std::string& place) {
    EXPECT_EQ(errors("start: received, " + more), "event-in-two-roles " + place) << more;
  };
  fine("stop: restored, pause: waiting, resume: replied, reset: replied");
  fine("stop: restored, reset: received");
  refused("stop: restored, reset: restored", "reset");
  refused("stop: restored, pause: waiting, resume: replied, reset: waiting", "reset");
  refused("stop: restored, cancel: withdrawn, reset: withdrawn", "reset");
  fine("stop: restored, pause: waiting, resume: replied, reopen: replied");
  fine("stop: restored, reopen: received");
  refused("stop: restored, reopen: received, cycles: each", "reopen");
  refused("stop: restored, reopen: restored", "reopen");
  refused("stop: restored, cancel: withdrawn, reopen: withdrawn", "reopen");
  refused("stop: restored, reset: again, reopen: again", "reopen");
  fine("stop: [told, restored], cycles: periodic, until: restored");
  refused("stop: told, cycles: periodic, until: received", "until");
  refused("stop: told, cycles: periodic, reset: again, until: again", "until");
  refused("stop: told, cycles: periodic, reopen: again, until: again", "until");
  fine("stop: {event: state, where: {to: solved}}, reopen: {event: state, where: {to: open}}");
  refused("stop: {event: state, where: {to: [solved, open]}}, reopen: {event: state, where: {to: open}}", "reopen");
}

// Without an event only the same conditions begin to hold together.
TEST(ClockRule, OneConditionDoesOneThing) {
  EXPECT_EQ(errors("start: received, stop: {where: {status: done}}, pause: {where: {status: done}}"),
            "event-in-two-roles pause");
  EXPECT_EQ(errors("start: received, stop: {where: {status: done}}, pause: {where: {status: [done, held]}}"), "");
}

TEST(ClockRule, IsWrittenAsItIsRead) {
  const Contract contract = read_contract(
      document("start: {after: PT5M, of: dispatched, breach_of: first}, stop: told, pause: {where: {status: held}}, "
               "reopen: again, cycles: each, until: restored"));
  const std::string text = write_contract(contract);
  EXPECT_EQ(write_contract(read_contract(text)), text);
  for (const char* part : {"breach_of: first", "reopen: again", "until: restored", "holder: team"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

}  // namespace
}  // namespace slakit
