#include "slakit/event/quality.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace slakit {
namespace {

constexpr Instant at(std::int64_t second) { return Instant{} + std::chrono::seconds{second}; }

// One event a ticket, in this order of rows.
std::optional<Intake::Note> gaps_of(const std::vector<std::string>& tickets) {
  EventLogBuilder builder;
  for (const std::string& ticket : tickets) builder.add({.ticket = ticket, .at = at(0), .type = "received"});
  return ticket_number_gaps(std::move(builder).finish());
}

// prefix and numbers [first, last), padded to `width`, but for those left out.
std::vector<std::string> names(const std::string& prefix, int first, int last, std::size_t width,
                               const std::vector<int>& without = {}) {
  std::vector<std::string> result;
  for (int i = first; i < last; ++i) {
    if (std::find(without.begin(), without.end(), i) != without.end()) continue;
    const std::string digits = std::to_string(i);
    result.push_back(prefix + std::string(width - std::min(width, digits.size()), '0') + digits);
  }
  return result;
}

TEST(TicketNumberGaps, NamesWhatIsMissing) {
  const auto note = gaps_of(names("INC", 1, 51, 4, {7, 12, 13}));
  ASSERT_TRUE(note);
  EXPECT_EQ(note->code, "gap-in-ticket-numbers");
  EXPECT_EQ(note->text,
            "3 numbers are missing between tickets: INC0007, INC0012 to INC0013; ask whether tickets were left out");
  EXPECT_EQ(note->rows, 2);
  EXPECT_EQ(note->first_row, 7);
  EXPECT_EQ(note->example, "INC0008: without INC0007");
}

TEST(TicketNumberGaps, OneNumberIsOne) {
  EXPECT_EQ(gaps_of(names("", 1, 21, 1, {9}))->text,
            "1 number is missing between tickets: 9; ask whether tickets were left out");
}

TEST(TicketNumberGaps, ListsTheFirstFew) {
  EXPECT_EQ(gaps_of(names("T", 1, 101, 1, {10, 20, 30, 40, 50, 60}))->text,
            "6 numbers are missing between tickets: T10, T20, T30, T40, T50, ...; ask whether tickets were left out");
}

TEST(TicketNumberGaps, AreNoneInAWholeSequence) {
  EXPECT_FALSE(gaps_of({}));
  EXPECT_FALSE(gaps_of(names("INC", 1, 120, 1)));   // 9, 10, 99, 100: no zeros in front
  EXPECT_FALSE(gaps_of(names("INC", 95, 120, 3)));  // with some
  EXPECT_FALSE(gaps_of({"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "L"}));
}

TEST(TicketNumberGaps, AreNoneWhereNumbersAreNoSequence) {
  std::vector<std::string> few = names("INC", 1, 12, 4, {5, 6});
  EXPECT_EQ(few.size(), 9U);
  EXPECT_FALSE(gaps_of(few));
  EXPECT_FALSE(gaps_of(names("INC", 1, 21, 4, {5, 6, 7})));  // 15 % are missing
  EXPECT_TRUE(gaps_of(names("INC", 1, 21, 4, {5, 6})));      // 10 %
  std::vector<std::string> sparse = names("INC", 1, 21, 4);
  sparse.push_back("INC999999999999999999");  // 18 digits
  EXPECT_FALSE(gaps_of(sparse));
  sparse.back() += "9";  // too many to be a number here
  EXPECT_FALSE(gaps_of(sparse));
}

TEST(TicketNumberGaps, EachPrefixCountsForItself) {
  std::vector<std::string> tickets = names("REQ", 1, 31, 3, {15});
  for (const std::string& name : names("INC", 101, 131, 3, {115})) tickets.push_back(name);
  const auto note = gaps_of(tickets);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->text, "2 numbers are missing between tickets: INC115, REQ015; ask whether tickets were left out");
  EXPECT_EQ(note->example, "REQ016: without REQ015");  // the first in the file
}

EventLog log_of(const std::vector<std::pair<Instant, std::optional<Instant>>>& events) {
  EventLogBuilder builder;
  for (const auto& [happened, recorded] : events)
    builder.add({.ticket = "T1", .at = happened, .type = "restored", .recorded_at = recorded});
  return std::move(builder).finish();
}

TEST(RecordedBeforeItHappened, SaysByHowMuch) {
  const auto note = recorded_before_it_happened(
      log_of({{at(500), at(500)}, {at(300), at(100)}, {at(100), at(93)}, {at(50), std::nullopt}, {at(20), at(90)}}));
  ASSERT_TRUE(note);
  EXPECT_EQ(note->code, "recorded-before-it-happened");
  EXPECT_EQ(note->text,
            "recorded up to PT3M20S before it happened; compare the clocks of the systems that wrote at and "
            "recorded_at");
  EXPECT_EQ(note->rows, 2);
  EXPECT_EQ(note->first_row, 2);
  EXPECT_EQ(note->example, "T1: 'restored'");
}

TEST(RecordedBeforeItHappened, IsNotAMatterOfCutSeconds) {
  EXPECT_FALSE(recorded_before_it_happened(log_of({{at(59), at(0)}, {at(130), at(120)}})));
  EXPECT_TRUE(recorded_before_it_happened(log_of({{at(60), at(0)}, {at(130), at(120)}})));
  EXPECT_FALSE(recorded_before_it_happened(log_of({{at(59), std::nullopt}})));
  EXPECT_FALSE(recorded_before_it_happened(EventLog{}));
}

TEST(RecordedBeforeItHappened, CountsARowOnce) {
  EventLogBuilder builder;
  for (const char* type : {"received", "restored"})
    builder.add({.ticket = "T", .at = at(100), .type = type, .row = 4, .recorded_at = at(99)});
  EXPECT_EQ(recorded_before_it_happened(std::move(builder).finish())->rows, 1);
}

TEST(Quality, IsRemarkedOn) {
  EventLog log = log_of({{at(61), at(1)}});
  remark_on_quality(log);
  ASSERT_EQ(log.intake.remarks.size(), 1U);
  EXPECT_EQ(log.intake.remarks[0].code, "recorded-before-it-happened");
}

}  // namespace
}  // namespace slakit
