#include "slakit/event/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace slakit {
namespace {

constexpr Instant at(int minute) { return Instant{} + std::chrono::minutes{minute}; }

std::vector<std::string> types_of(const EventLog& log, std::string_view ticket) {
  std::vector<std::string> names;
  const auto code = static_cast<std::size_t>(log.tickets.find(ticket));
  for (std::size_t row = log.first[code]; row < log.first[code + 1]; ++row)
    names.push_back(log.types.name(log.type[row]));
  return names;
}

TEST(EventLog, TicketsAreOrderedByTheirBytes) {
  EventLogBuilder builder;
  for (const char* ticket : {"b", "\xC3\xA9", "B", "a10", "a2"}) builder.add({ticket, at(0), "received", {}, 0, 0});
  const EventLog log = std::move(builder).finish();
  std::vector<std::string> names;
  for (std::size_t t = 0; t < log.ticket_count(); ++t)
    names.push_back(log.tickets.name(static_cast<EventLog::Code>(t)));
  EXPECT_EQ(names, (std::vector<std::string>{"B", "a10", "a2", "b", "\xC3\xA9"}));
}

TEST(EventLog, EventsAreOrderedByInstantThenSequenceThenType) {
  EventLogBuilder builder;
  builder.add({"T", at(5), "late", {}, 0, 0});
  builder.add({"T", at(1), "b", {}, 0, 0});
  builder.add({"T", at(1), "a", {}, 0, 0});
  builder.add({"T", at(1), "first by the source", {}, -1, 0});
  builder.add({"T", at(0), "early", {}, 9, 0});
  EXPECT_EQ(types_of(std::move(builder).finish(), "T"),
            (std::vector<std::string>{"early", "first by the source", "a", "b", "late"}));
}

TEST(EventLog, AbsentIsNotEmpty) {
  EventLogBuilder builder({"class"});
  builder.add({"T", at(0), "received", {""}, 0, 0});
  builder.add({"T", at(1), "restored", {std::nullopt}, 0, 0});
  builder.add({"T", at(2), "closed", {}, 0, 0});
  const EventLog log = std::move(builder).finish();
  const TextColumn& column = *log.attribute("class");
  EXPECT_EQ(column.values.name(column.codes[0]), "");
  EXPECT_EQ(column.codes[1], Dictionary::absent);
  EXPECT_EQ(column.codes[2], Dictionary::absent);
  EXPECT_EQ(log.attribute("priority"), nullptr);
}

TEST(EventLog, WhenItWasRecordedNeverDecidesWhatCameFirst) {
  EventLogBuilder builder;
  builder.add({.ticket = "T", .at = at(5), .type = "restored", .recorded_at = at(1)});
  builder.add({.ticket = "T", .at = at(0), .type = "received"});
  builder.add({.ticket = "T", .at = at(2), .type = "accepted", .recorded_at = at(9)});
  builder.add({.ticket = "T", .at = at(9), .type = "closed"});
  const EventLog log = std::move(builder).finish();
  EXPECT_EQ(types_of(log, "T"), (std::vector<std::string>{"received", "accepted", "restored", "closed"}));
  EXPECT_EQ(log.recorded_at, (std::vector<Instant>{not_recorded, at(9), at(1), not_recorded}));
}

TEST(EventLog, NothingRecordedIsNoColumn) {
  EventLogBuilder builder;
  builder.add({.ticket = "T", .at = at(5), .type = "restored"});
  EXPECT_TRUE(std::move(builder).finish().recorded_at.empty());
}

TEST(EventLog, ResolutionIsTheCoarsestThatDividesEveryInstant) {
  const auto resolution = [](Duration extra) {
    EventLogBuilder builder;
    builder.add({"T", at(0), "received", {}, 0, 0});
    builder.add({"T", at(1) + extra, "restored", {}, 0, 0});
    return std::move(builder).finish().resolution;
  };
  EXPECT_EQ(resolution(Duration{}), std::chrono::minutes{1});
  EXPECT_EQ(resolution(std::chrono::seconds{7}), std::chrono::seconds{1});
  EXPECT_EQ(resolution(std::chrono::milliseconds{7}), std::chrono::milliseconds{1});
  EXPECT_EQ(resolution(Duration{7}), Duration{1});
}

TEST(EventLog, AnEmptyLogIsALog) {
  const EventLog log = EventLogBuilder({"class"}).finish();
  EXPECT_EQ(log.ticket_count(), 0U);
  EXPECT_EQ(log.first, std::vector<std::uint32_t>{0});
  EXPECT_EQ(log.intake.rows_in, 0);
}

}  // namespace
}  // namespace slakit
