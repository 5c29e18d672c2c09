#include "slakit/plan/moments.hpp"

#include <gtest/gtest.h>

#include "support/ticket_case.hpp"

namespace slakit::test {
namespace {

using std::chrono::hours;

const char* const document =
    "slakit: 1\ncontract: {id: c, time_zone: UTC}\ncalendars: {always: always}\nobligations:\n"
    "  it: {clause: '1', clock: {start: received, stop: solved, calendar: always, target: ["
    "{where: {priority: P1}, within: PT1H}, {where: {priority: P1, class: fault}, within: PT2H}, "
    "{attribute: agreed}, {within: PT8H}]}}\n";

Duration target_of(std::vector<LiveAttribute> attributes) {
  return TicketCase(document, {{"2026-01-12 10:00Z", "received", std::move(attributes)}})
      .at("2026-01-12 10:30Z")
      .target;
}

TEST(Moments, MostConditionsWin) {
  EXPECT_EQ(target_of({}), hours{8});
  EXPECT_EQ(target_of({{"class", "fault"}}), hours{8});
  EXPECT_EQ(target_of({{"priority", "P1"}}), hours{1});
  EXPECT_EQ(target_of({{"priority", "P1"}, {"class", "fault"}}), hours{2});
}

TEST(Moments, WhatATicketAgreesComesBeforeAllConditions) {
  EXPECT_EQ(target_of({{"agreed", "PT6H"}}), hours{6});
  EXPECT_EQ(target_of({{"priority", "P1"}, {"class", "fault"}, {"agreed", "PT6H"}}), hours{6});
  EXPECT_EQ(target_of({{"priority", "P1"}, {"agreed", "soon"}}), hours{1}) << "no agreement that says a time";
}

}  // namespace
}  // namespace slakit::test
