#include "slakit/audit/live_exposure.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "support/priced_case.hpp"

namespace slakit {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// Clocks of every kind that is priced, each by itself.
const std::string& document() {
  static const std::string text = priced_contract(
      "penalties:\n"
      "  late: {clause: '2', prices: fix, charge: {rate: 1%, of: price, per: day, counting: started 24 h}}\n"
      "  slow: {clause: '3', prices: answer, charge: {amount: CNY 3.00, per: hour, counting: completed 24 h}}\n"
      "  slower: {clause: '3', prices: answer, charge: {amount: CNY 1.00, per: day, counting: calendar days touched}}\n"
      "  third: {clause: '4', prices: visit, charge: {amount: CNY 0.40, per: day, counting: pro rata}}\n"
      "  silent: {clause: '5', prices: update, charge: {amount: CNY 2.00, per: incident}}\n"
      "  held: {clause: '6', prices: closing, charge: {amount: CNY 1.00, per: hour, counting: started 24 h}}\n"
      "policies: {incident_charge: each breach}\n",
      "",
      "  answer: {clause: '7', clock: {start: reported, stop: answered, pause: waiting, resume: resumed, calendar: "
      "office, target: [{where: {class: high}, within: PT2H}, {within: PT6H}]}}\n"
      "  visit: {clause: '8', clock: {start: {breach_of: answer}, stop: fixed, calendar: office, target: PT3H}}\n"
      "  update: {clause: '9', clock: {start: reported, stop: commented, until: fixed, cycles: periodic, calendar: "
      "office, target: PT3H}}\n"
      "  closing: {clause: '10', clock: {start: {of: reported, breach_of: answer}, stop: fixed, calendar: always on, "
      "target: PT4H}}\n");
  return text;
}

struct Told {
  Instant at;
  std::string ticket;
  std::string type;
  bool is_high;
};

std::vector<Told> random_events(std::mt19937_64& random) {
  static const char* const types[] = {"fixed", "waiting", "resumed", "answered", "commented"};
  std::vector<Told> events;
  const Instant begin = instant_of("2024-01-04T00:00Z");
  for (std::uint64_t t = 2 + random() % 5; t-- > 0;) {
    const Instant from = begin + minutes{random() % 4000};
    events.push_back({from, "T" + std::to_string(t), "reported", random() % 2 == 0});
    for (std::uint64_t e = random() % 5; e-- > 0;)
      events.push_back({from + minutes{1 + random() % 4000}, events.back().ticket, types[random() % 5], false});
  }
  std::sort(events.begin(), events.end(), [](const Told& a, const Told& b) { return a.at < b.at; });
  return events;
}

LiveEvent event_of(const Told& told, const LiveAttribute& high) {
  LiveEvent event{.at = told.at, .type = told.type};
  if (told.is_high) event.attributes = {&high, 1};
  return event;
}

constexpr LiveAttribute high{"class", "high"};
constexpr ExposureOptions all{.jumps_max = 100'000, .settlements_max = 100'000};

Plan plan_of(const std::string& text) {
  const Contract contract = read_contract(text);
  return compile(contract, {}, load_sources(contract));
}

struct Known {
  Instant at;
  std::uint16_t obligation;
  std::int32_t term;
  std::int64_t gross;
  auto operator<=>(const Known&) const = default;
};

// Nothing joins charges here, so one ticket's jumps are those of the whole log.
TEST(LiveExposure, IsWhatTheExposureOfTheLogSays) {
  const LivePlan live(plan_of(document()));
  std::mt19937_64 random(3);
  std::size_t found = 0;
  for (int round = 0; round < 60; ++round) {
    const std::vector<Told> events = random_events(random);
    const Instant as_of = instant_of("2024-01-04T12:00Z") + minutes{random() % 6000};
    std::map<std::string, LiveTicket> tickets;
    EventLogBuilder builder({"class"});
    bool is_seen = false;
    for (const Told& told : events) {
      if (told.at >= as_of) break;
      is_seen = true;
      tickets.try_emplace(told.ticket, live).first->second.advance(live, event_of(told, high));
      builder.add({.ticket = told.ticket,
                   .at = told.at,
                   .type = told.type,
                   .attributes = {told.is_high ? std::optional<std::string_view>("high") : std::nullopt}});
    }
    if (!is_seen) continue;
    const EventLog log = std::move(builder).finish();
    const Audit known = audit(live.plan(), log, as_of);
    const Exposure whole = exposure(known, log, hours{72}, all);
    std::map<std::string, std::vector<Known>> expected;
    std::map<std::string, std::int64_t> accrued;
    for (std::size_t i = 0; i < whole.items.size(); ++i)
      accrued[known.tickets[static_cast<std::size_t>(whole.items.ticket[i])]] += whole.items.gross[i];
    for (std::size_t j = 0; j < whole.jumps.size(); ++j) {
      const auto item = static_cast<std::size_t>(whole.jumps.item[j]);
      expected[known.tickets[static_cast<std::size_t>(whole.items.ticket[item])]].push_back(
          {whole.jumps.at[j], whole.items.obligation[item], whole.jumps.term[j], whole.jumps.gross[j]});
    }
    for (const auto& [name, ticket] : tickets) {
      const LiveExposure one = live_exposure(live, ticket, as_of, hours{72}, all);
      EXPECT_TRUE(one.unpriced.empty());
      std::vector<Known> jumps;
      std::int64_t gross = 0;
      for (const LiveItem& item : one.items) {
        gross += item.gross;
        for (const LiveJump& jump : item.jumps) jumps.push_back({jump.at, item.obligation, jump.term, jump.gross});
      }
      std::vector<Known>& wanted = expected[name];
      std::sort(jumps.begin(), jumps.end());
      std::sort(wanted.begin(), wanted.end());
      ASSERT_EQ(jumps.size(), wanted.size()) << name << " in round " << round;
      EXPECT_TRUE(jumps == wanted) << name << " in round " << round;
      EXPECT_EQ(gross, accrued[name]) << name << " in round " << round;
      found += jumps.size();
    }
  }
  EXPECT_GT(found, 1000U);
}

// What becomes of a ticket's charges where one breach or penalty takes the place of another: the exposure of a log of
// this ticket alone.
TEST(LiveExposure, BreachesOfATicketArePricedTogether) {
  std::mt19937_64 random(13);
  std::size_t fell = 0;
  for (const char* policies : {"{concurrency: highest only, incident_charge: each breach}",
                               "{concurrency: first only, incident_charge: each breach}",
                               "{concurrency: both, incident_charge: each breach}"}) {
    std::string text = document();
    const std::string old = "{incident_charge: each breach}";
    text.replace(text.find(old), old.size(), policies);
    const LivePlan live(plan_of(text));
    for (int round = 0; round < 60; ++round) {
      const Instant as_of = instant_of("2024-01-04T12:00Z") + minutes{random() % 6000};
      LiveTicket ticket(live);
      EventLogBuilder builder({"class"});
      for (const Told& told : random_events(random)) {
        if (told.at >= as_of || told.ticket != "T0" || told.type == "commented") continue;
        ticket.advance(live, event_of(told, high));
        builder.add({.ticket = told.ticket,
                     .at = told.at,
                     .type = told.type,
                     .attributes = {told.is_high ? std::optional<std::string_view>("high") : std::nullopt}});
      }
      const EventLog log = std::move(builder).finish();
      if (log.size() == 0) continue;
      const Exposure whole = exposure(audit(live.plan(), log, as_of), log, hours{30}, all);
      std::map<Instant, std::int64_t> wanted;
      for (std::size_t i = 0; i < whole.jumps.size(); ++i) wanted[whole.jumps.at[i]] += whole.jumps.by[i];
      std::map<Instant, std::int64_t> found;
      for (const LiveItem& item : live_exposure(live, ticket, as_of, hours{30}, all).items)
        for (const LiveJump& jump : item.jumps) {
          found[jump.at] += jump.gross;
          fell += jump.gross < 0 ? 1 : 0;
        }
      std::erase_if(wanted, [](const auto& one) { return one.second == 0; });
      std::erase_if(found, [](const auto& one) { return one.second == 0; });
      ASSERT_TRUE(found == wanted) << policies << ", round " << round;
    }
  }
  EXPECT_GT(fell, 0U);
}

// After any events the book holds what one that is made from nothing would.
TEST(ExposureBook, OneEventPricesOneTicket) {
  const LivePlan live(plan_of(document()));
  std::mt19937_64 random(5);
  for (int round = 0; round < 6; ++round) {
    const std::vector<Told> events = random_events(random);
    const Instant until = instant_of("2024-01-10T00:00Z");
    ExposureBook book(live, until, all);
    std::map<std::string, LiveTicket> tickets;
    for (const Told& told : events) {
      LiveTicket& ticket = tickets.try_emplace(told.ticket, live).first->second;
      ticket.advance(live, event_of(told, high));
      book.take(told.ticket, ticket, told.at + Duration{1});
      const Instant now = told.at + Duration{1};
      ExposureBook fresh(live, until, all);
      for (const auto& [name, one] : tickets) fresh.take(name, one, now);
      EXPECT_EQ(book.size(), fresh.size());
      for (const Duration ahead : {Duration{hours{1}}, Duration{hours{30}}, until - now}) {
        ASSERT_EQ(book.at_stake(now, now + ahead), fresh.at_stake(now, now + ahead));
        const auto some = book.dearest(now, now + ahead, 3);
        const auto same = fresh.dearest(now, now + ahead, 3);
        ASSERT_EQ(some.size(), same.size());
        for (std::size_t i = 0; i < some.size(); ++i) {
          EXPECT_EQ(some[i].ticket, same[i].ticket);
          EXPECT_EQ(some[i].minor, same[i].minor);
        }
      }
    }
  }
}

TEST(LiveExposure, WhatATicketSaysIsNotPricedAndNamed) {
  const LivePlan live(plan_of(priced_contract(
      "penalties:\n"
      "  late: {clause: '2', prices: fix, charge: {rate: 1%, of: price, per: incident}}\n"
      "  more: {clause: '3', prices: fix, applies: {class: high}, charge: {rate: 1%, of: price, per: incident}}\n")));
  LiveTicket ticket(live);
  ticket.advance(live, {.at = instant_of("2024-01-05T10:00Z"), .type = "reported"});
  const LiveExposure e = live_exposure(live, ticket, instant_of("2024-01-05T10:30Z"), hours{1});
  EXPECT_EQ(e.unpriced, (std::vector<std::uint16_t>{1}));
  ASSERT_EQ(e.items.size(), 1U);
  EXPECT_EQ(e.items[0].due, instant_of("2024-01-05T11:00Z"));
  EXPECT_EQ(e.items[0].jumps, (std::vector<LiveJump>{{instant_of("2024-01-05T11:00:00.000001Z"), 0, 1000, false}}));
  EXPECT_THROW(live_exposure(live, ticket, instant_of("2024-01-05T10:30Z"), Duration{-1}), InputError);
}

}  // namespace
}  // namespace slakit
