#include "slakit/event/ticket_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "slakit/base/error.hpp"
#include "support/plain_table.hpp"

namespace slakit::test {
namespace {

using Texts = std::vector<std::string>;

constexpr Instant at(std::int64_t minute) { return Instant{} + std::chrono::minutes{minute}; }

const Texts events{"opened", "answered", "opened"};  // one event twice
const Texts attributes{"priority", "area"};

std::optional<std::string> value_of(const TextColumn& column, std::size_t row) {
  if (column.codes[row] == Dictionary::absent) return std::nullopt;
  return column.values.name(column.codes[row]);
}

using Line =
    std::tuple<std::string, Instant, std::string, std::int64_t, std::optional<std::string>, std::optional<std::string>>;

std::vector<Line> lines_of(const EventLog& log) {
  std::vector<Line> lines;
  for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket)
    for (std::size_t row = log.first[ticket]; row < log.first[ticket + 1]; ++row)
      lines.emplace_back(log.tickets.name(static_cast<Dictionary::Code>(ticket)), log.at[row],
                         log.types.name(log.type[row]), log.row[row], value_of(*log.attribute("priority"), row),
                         value_of(*log.attribute("area"), row));
  return lines;
}

std::vector<PlainTicket> random_rows() {
  const auto maybe = [](auto value) { return *rc::gen::inRange(0, 3) == 0 ? std::nullopt : std::optional(value); };
  const std::vector<std::string> names = *rc::gen::unique<std::vector<std::string>>(
      rc::gen::element<std::string>("T1", "T10", "T2", "", "\xC3\xA9", "t", "INC1", "INC12", "INC0000001", "INC0000002",
                                    "JNC0000001", "INC00000001", "INC00000002"));
  std::vector<PlainTicket> rows;
  for (const std::string& name : names) {
    PlainTicket& row = rows.emplace_back();
    row.name = name;
    for (std::size_t i = 0; i < events.size(); ++i)
      row.at.push_back(maybe(at(*rc::gen::inRange(0, 3)) + std::chrono::seconds{*rc::gen::inRange(0, 2)}));
    row.attributes = {maybe(std::string(*rc::gen::element("P1", ""))), maybe(std::string("north"))};
  }
  return rows;
}

RC_GTEST_PROP(TicketTable, IsTheLogOfItsEvents, ()) {
  const std::vector<PlainTicket> rows = random_rows();
  const HeldTable held(events, attributes, rows);
  const EventLog made = events_of(held.table());
  const EventLog expected = log_by_rows(events, attributes, rows);
  RC_ASSERT(lines_of(made) == lines_of(expected));
  RC_ASSERT(made.resolution == expected.resolution);
  RC_ASSERT(made.tickets.in_byte_order());
}

TEST(TicketTable, RowsWithoutEventsAreIgnoredAndCounted) {
  const HeldTable held(
      events, attributes,
      {{"T2", {at(1), {}, {}}, {"P1", {}}}, {"T3", {{}, {}, {}}, {{}, {}}}, {"T1", {{}, {}, {}}, {{}, {}}}});
  const EventLog log = events_of(held.table());
  EXPECT_EQ(log.ticket_count(), 1U);
  EXPECT_EQ(log.row, std::vector<std::int64_t>{1});
  EXPECT_EQ(log.intake.rows_in, 3);
  ASSERT_EQ(log.intake.ignored.size(), 1U);
  EXPECT_EQ(log.intake.ignored[0].code, "no-event");
  EXPECT_EQ(log.intake.ignored[0].rows, 2);
  EXPECT_EQ(log.intake.ignored[0].first_row, 2);
  EXPECT_EQ(log.intake.ignored[0].example, "T3");
}

TEST(TicketTable, OfNoRowsIsALog) {
  EXPECT_EQ(events_of(TicketTable{}).ticket_count(), 0U);
  EXPECT_EQ(events_of(HeldTable(events, attributes, {}).table()).size(), 0U);
}

Texts problems_of(const TicketTable& table) {
  Texts texts;
  try {
    (void)events_of(table);
  } catch (const LogError& error) {
    for (const Problem& problem : error.problems()) texts.push_back(to_string(problem));
  }
  return texts;
}

TEST(TicketTable, SaysEverythingThatIsWrongWithItsColumns) {
  const HeldTable held(events, attributes,
                       {{"T1", {at(1), {}, {}}, {"P1", {}}}, {"T2", {at(1), at(2), {}}, {{}, {"north"}}}});
  TicketTable table = held.table();
  const std::vector<std::int32_t> offsets{0, 2, 9};
  const std::vector<Dictionary::Code> codes{0, 7};
  table.tickets.offsets = offsets;
  table.events[1].at = table.events[1].at.first(1);
  table.attributes[0].codes = codes;
  table.attributes[1].values = nullptr;
  EXPECT_EQ(problems_of(table),
            (Texts{"column ticket: its offsets lead out of its bytes, or backwards; give those of one Arrow array "
                   "[bad-offsets]",
                   "column answered: the column has 1 rows, the names of tickets 2; give columns of one length "
                   "[ragged-columns]",
                   "column priority, row 2: the code 7 has no name; codes are 0 to 0, or -1 where the row says nothing "
                   "[bad-code]",
                   "column area: the column has no dictionary; give its names too [missing-column]"}));
}

TEST(TicketTable, ATicketHasOneRow) {
  const HeldTable held({"opened"}, {}, {{"T2", {at(1)}, {}}, {"T1", {at(1)}, {}}, {"T2", {at(3)}, {}}});
  EXPECT_EQ(
      problems_of(held.table()),
      Texts{"row 3 (ticket T2): an earlier row is this ticket's, too; give each ticket one row, or give its events "
            "[ticket-comes-back]"});
}

}  // namespace
}  // namespace slakit::test
