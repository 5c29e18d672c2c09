#include "slakit/event/columns.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "slakit/base/error.hpp"

namespace slakit {
namespace {

using Code = Dictionary::Code;

constexpr Instant at(std::int64_t minute) { return Instant{} + std::chrono::minutes{minute}; }

// A row with everything written out, as an oracle sorts it: an absent text stands before an empty one.
struct Plain {
  std::string ticket;
  Instant at;
  std::int64_t sequence = 0;
  std::string type;
  std::optional<std::string> a;
  std::optional<std::string> b;
  Instant recorded_at = not_recorded;
  std::int64_t row = 0;

  auto key() const { return std::tie(ticket, at, sequence, type, a, b, recorded_at, row); }
  friend bool operator==(const Plain& x, const Plain& y) { return x.key() == y.key(); }
};

std::ostream& operator<<(std::ostream& out, const Plain& row) {
  return out << row.ticket << " " << row.at.time_since_epoch().count() << " " << row.sequence << " " << row.type << " "
             << row.a.value_or("-") << " " << row.b.value_or("-") << " row " << row.row;
}

std::vector<Plain> sorted(std::vector<Plain> rows) {
  std::sort(rows.begin(), rows.end(), [](const Plain& x, const Plain& y) { return x.key() < y.key(); });
  return rows;
}

// Columns that own what EventColumns borrows; "b" stands before "a", as a source may have it.
class Held {
 public:
  explicit Held(const std::vector<Plain>& rows) {
    for (const Plain& row : rows) {
      ticket_.push_back(tickets_.intern(row.ticket));
      at_.push_back(row.at);
      type_.push_back(types_.intern(row.type));
      sequence_.push_back(row.sequence);
      recorded_.push_back(row.recorded_at);
      row_.push_back(row.row);
      a_.push_back(row.a ? as_.intern(*row.a) : Dictionary::absent);
      b_.push_back(row.b ? bs_.intern(*row.b) : Dictionary::absent);
    }
  }
  EventColumns columns() const {
    return {&tickets_, ticket_, at_, &types_, type_, sequence_, recorded_, row_, {{"b", &bs_, b_}, {"a", &as_, a_}}};
  }
  Dictionary& tickets() { return tickets_; }
  std::vector<Code>& ticket() { return ticket_; }
  std::vector<Code>& type() { return type_; }

 private:
  Dictionary tickets_, types_, as_, bs_;
  std::vector<Code> ticket_, type_, a_, b_;
  std::vector<Instant> at_, recorded_;
  std::vector<std::int64_t> sequence_, row_;
};

std::optional<std::string> text(const TextColumn& column, std::size_t i) {
  if (column.codes[i] == Dictionary::absent) return std::nullopt;
  return column.values.name(column.codes[i]);
}

std::vector<Plain> rows_of(const EventLog& log) {
  std::vector<Plain> rows;
  EXPECT_EQ(log.first.size(), log.ticket_count() + 1);
  EXPECT_EQ(log.first.back(), log.size());
  for (std::size_t t = 0; t < log.ticket_count(); ++t) {
    EXPECT_LT(log.first[t], log.first[t + 1]) << "a ticket without events";
    EXPECT_EQ(log.tickets.find(log.tickets.name(static_cast<Code>(t))), static_cast<Code>(t));
    for (std::size_t i = log.first[t]; i < log.first[t + 1]; ++i)
      rows.push_back({log.tickets.name(static_cast<Code>(t)), log.at[i], log.sequence.empty() ? 0 : log.sequence[i],
                      log.types.name(log.type[i]), text(*log.attribute("a"), i), text(*log.attribute("b"), i),
                      log.recorded_at.empty() ? not_recorded : log.recorded_at[i], log.row[i]});
  }
  return rows;
}

std::vector<Plain> built(const std::vector<Plain>& rows) {
  EventLogBuilder builder({"b", "a"});
  for (const Plain& row : rows) {
    Event event{row.ticket, row.at, row.type, {row.b, row.a}, row.sequence, row.row};
    if (row.recorded_at != not_recorded) event.recorded_at = row.recorded_at;
    builder.add(event);
  }
  return rows_of(std::move(builder).finish());
}

// Few values of each kind, so that every kind of tie occurs.
std::vector<Plain> some_rows() {
  const auto pick = [](std::vector<std::string> names) { return *rc::gen::elementOf(std::move(names)); };
  const auto small = [](int bound) { return *rc::gen::inRange(0, bound); };
  std::vector<Plain> rows(static_cast<std::size_t>(small(60)));
  std::int64_t number = 0;
  for (Plain& row : rows) {
    row.ticket = pick({"T1", "T10", "T2", "", "\xC3\xA9", "t", "INC0000001", "INC0000002", "INC00000021"});
    row.at = at(small(4));
    row.sequence = small(8) == 0 ? small(3) - 1 : 0;
    row.type = pick({"b", "a", "start"});
    if (small(2) == 0) row.a = pick({"", "x", "y"});
    if (small(2) == 0) row.b = pick({"", "z"});
    if (small(3) == 0) row.recorded_at = at(small(3));
    row.row = ++number;
  }
  return rows;
}

RC_GTEST_PROP(EventColumns, GroupAsSortingWould, ()) {
  const std::vector<Plain> rows = some_rows();
  RC_ASSERT(rows_of(group(Held(rows).columns())) == sorted(rows));
  RC_ASSERT(built(rows) == sorted(rows));
}

RC_GTEST_PROP(EventColumns, AnyOrderOfRowsGivesOneLog, ()) {
  std::vector<Plain> rows = some_rows();
  const std::vector<Plain> expected = rows_of(group(Held(rows).columns()));
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[*rc::gen::inRange<std::size_t>(0, i)]);
  RC_ASSERT(rows_of(group(Held(rows).columns())) == expected);
  RC_ASSERT(built(rows) == expected);
}

RC_GTEST_PROP(EventColumns, PartsAreTheWhole, ()) {
  std::vector<Plain> rows = some_rows();
  const auto order = *rc::gen::element<int>(0, 1, 2);
  std::stable_sort(rows.begin(), rows.end(), [&](const Plain& x, const Plain& y) {
    return order == 0                           ? x.ticket < y.ticket
           : order == 1                         ? y.ticket < x.ticket
           : x.ticket.size() != y.ticket.size() ? x.ticket.size() < y.ticket.size()
                                                : x.ticket < y.ticket;
  });
  const Held held(rows);
  const auto max_events = *rc::gen::inRange<std::size_t>(0, 20);
  std::vector<Plain> seen;
  for_each_part(held.columns(), max_events, [&](const EventLog& part) {
    RC_ASSERT(part.size() > 0U);
    RC_ASSERT(part.ticket_count() == 1U || part.size() <= max_events);
    RC_ASSERT(part.resolution == group(held.columns()).resolution);
    for (Plain& row : rows_of(part)) seen.push_back(std::move(row));
  });
  RC_ASSERT(sorted(seen) == sorted(rows));
}

// Enough rows and tickets for buckets, by time, in codes that are in no order; unused names have no ticket.
TEST(EventColumns, ManyRowsByTime) {
  constexpr std::size_t tickets = 50'000;
  constexpr std::size_t size = 300'000;
  Dictionary names;
  for (std::size_t i = 0; i < tickets; ++i) names.intern("INC" + std::to_string(1'000'000 + i * 7'919 % tickets));
  Dictionary types;
  types.intern("b");
  types.intern("a");
  std::vector<Code> ticket;
  std::vector<Code> type;
  std::vector<Instant> when;
  for (std::size_t i = 0; i < size; ++i) {
    ticket.push_back(static_cast<Code>(i * 104'729 % 611'953 % (tickets - 1)));  // the last name stays unused
    type.push_back(static_cast<Code>(i % 3 == 0));
    when.push_back(at(static_cast<std::int64_t>(i / 1'000)));
  }
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t i) {
    return std::tuple<const std::string&, Instant, const std::string&, std::uint32_t>(names.name(ticket[i]), when[i],
                                                                                      types.name(type[i]), i);
  };
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });

  const EventColumns columns{&names, ticket, when, &types, type, {}, {}, {}, {}};
  EventGrouper grouper;
  EventLog log;
  for (int again = 0; again < 2; ++again) {
    grouper.group(columns, log);
    ASSERT_EQ(log.size(), size);
    EXPECT_TRUE(log.tickets.in_byte_order());
    EXPECT_EQ(log.tickets.find(names.name(tickets - 1)), Dictionary::absent);
    for (std::size_t t = 0; t < log.ticket_count(); ++t) {
      for (std::size_t i = log.first[t]; i < log.first[t + 1]; ++i) {
        ASSERT_EQ(log.row[i], order[i] + 1);
        ASSERT_EQ(log.at[i], when[order[i]]);
        ASSERT_EQ(log.type[i], type[order[i]]);
        ASSERT_EQ(log.tickets.name(static_cast<Code>(t)), names.name(ticket[order[i]]));
      }
    }
  }
}

TEST(EventColumns, AGrouperForgetsTheLogBefore) {
  EventGrouper grouper;
  EventLog log;
  const Held first({{"T2", at(1), 3, "a", "x", "y", at(2), 7}, {"T1", at(0), 0, "b", {}, {}, at(5), 8}});
  grouper.group(first.columns(), log);
  EXPECT_EQ(log.sequence, (std::vector<std::int64_t>{0, 3}));
  EXPECT_EQ(log.recorded_at, (std::vector<Instant>{at(5), at(2)}));
  const Held second({{"T9", at(1) + Duration{1}, 0, "a", {}, {}, not_recorded, 1}});
  grouper.group(second.columns(), log);
  EXPECT_EQ(rows_of(log).size(), 1U);
  EXPECT_TRUE(log.sequence.empty());
  EXPECT_TRUE(log.recorded_at.empty());
  EXPECT_EQ(log.resolution, Duration{1});
  EXPECT_EQ(log.intake.rows_in, 1);
}

TEST(EventColumns, NoRowsAreALog) {
  const Held none({});
  const EventLog log = group(none.columns());
  EXPECT_EQ(log.ticket_count(), 0U);
  EXPECT_EQ(log.first, std::vector<std::uint32_t>{0});
  for_each_part(none.columns(), 10, [](const EventLog&) { FAIL(); });
}

std::vector<std::string> problems_of(const EventColumns& columns, bool parts = false) {
  std::vector<std::string> texts;
  try {
    parts ? for_each_part(columns, 1, [](const EventLog&) {}) : (void)group(columns);
  } catch (const LogError& error) {
    for (const Problem& p : error.problems()) texts.push_back(to_string(p));
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(EventColumns, SayEverythingThatIsWrong) {
  Held held({{"T2", at(1), 3, "a", "x", "y", at(2), 7}, {"T1", at(0), 0, "b", {}, {}, at(5), 8}});
  held.ticket()[1] = -1;
  held.type()[0] = 2;
  EventColumns columns = held.columns();
  columns.sequence = columns.sequence.first(1);
  columns.attributes[0].values = nullptr;
  EXPECT_EQ(problems_of(columns),
            (Texts{"column ticket, row 2: the code -1 has no name; codes are 0 to 1 [bad-code]",
                   "column type, row 1: the code 2 has no name; codes are 0 to 1 [bad-code]",
                   "column sequence: the column has 1 rows, column at 2; give columns of one length [ragged-columns]",
                   "column b: the column has no dictionary; give its names too [missing-column]"}));
}

TEST(EventColumns, PartsNeedATicketsRowsTogether) {
  const Held held({{"T1", at(0), 0, "a", {}, {}, {}, 1},
                   {"T2", at(0), 0, "a", {}, {}, {}, 2},
                   {"T1", at(1), 0, "a", {}, {}, {}, 3}});
  EXPECT_EQ(problems_of(held.columns()), Texts{});
  EXPECT_EQ(
      problems_of(held.columns(), true),
      Texts{"row 3 (ticket T1): the ticket's rows do not stand together; sort rows by ticket, or group them whole "
            "[ticket-comes-back]"});
}

}  // namespace
}  // namespace slakit
