#include "slakit/assessment/assess_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "assessment/column_clock.hpp"
#include "event/resolution.hpp"
#include "event/table_log.hpp"
#include "slakit/calendar/batch.hpp"

namespace slakit {

struct TableBinding::Bound {
  Bound(const Plan& plan_given, const TicketTable& table_given)
      : plan(plan_given), table((check_table(table_given), table_given)), resolution(resolution_of(table)) {
    const TableLog rows(table, resolution);
    clocks = column_clocks(plan, Binding(plan, rows.log()), rows);
  }

  const Plan& plan;
  TicketTable table;
  Duration resolution;
  std::vector<ColumnClock> clocks;
};

namespace {

constexpr std::size_t block_rows = 2048;  // whose columns fit the second cache
constexpr std::size_t counters = 4;

// What is counted, and what findings are made of: a rule and one of these.
using Key = std::uint16_t;
namespace key {
constexpr Key nothing = 0;  // no finding
constexpr Key met = 1;
constexpr Key running = 2;
constexpr Key no_start = 3;
constexpr Key verdicts = 3;
constexpr Key outside_term = 4;
constexpr Key near_limit = 8;
constexpr unsigned rule_shift = 4;  // above it the rule's number, counted from 1; 0: none

constexpr Key of(std::int16_t rule) noexcept { return static_cast<Key>(static_cast<unsigned>(rule + 1) << rule_shift); }
}  // namespace key

constexpr Verdict verdict_of[] = {Verdict::met, Verdict::met, Verdict::running, Verdict::not_measurable};

// One clock on a block of rows.
struct Measured {
  std::vector<Instant> start = std::vector<Instant>(block_rows);
  std::vector<Instant> end = std::vector<Instant>(block_rows);
  std::vector<Duration> budget = std::vector<Duration>(block_rows);
  std::vector<Duration> open = std::vector<Duration>(block_rows);
  std::vector<Instant> due = std::vector<Instant>(block_rows);
  std::vector<Key> keys = std::vector<Key>(block_rows);
  std::vector<std::int64_t> counts;  // of its keys, over all blocks
};

void count(const Measured& clock, std::uint16_t obligation, Partial& partial) {
  for (std::size_t i = 0; i < clock.counts.size() / counters; ++i) {
    const auto* const first = clock.counts.data() + i * counters;
    const std::int64_t found = std::accumulate(first, first + counters, std::int64_t{0});
    const auto verdict = static_cast<Key>(i & key::verdicts);
    if (found == 0 || verdict == key::nothing) continue;
    Tally& tally =
        partial.tallies[{obligation, static_cast<std::int16_t>(static_cast<int>(i >> key::rule_shift) - 1), 0}];
    std::int64_t& number = (i & key::outside_term) != 0
                               ? tally.outside_term
                               : tally.by_verdict[static_cast<std::size_t>(verdict_of[verdict])];
    number += found;
    if ((i & key::near_limit) != 0) tally.near_limit += found;
  }
}

// Makes room for rows of default values, which most columns of a finding keep.
void grow(Findings& findings, std::size_t size) {
  findings.ticket.resize(size);
  findings.obligation.resize(size);
  findings.verdict.resize(size);
  findings.reason.resize(size);
  findings.fault.resize(size);
  findings.is_open.resize(size);
  findings.is_outside_term.resize(size);
  findings.is_near_limit.resize(size);
  findings.oddities.resize(size);
  findings.target_rule.resize(size);
  findings.version.resize(size);
  findings.cycle.resize(size);
  findings.triggered.resize(size);
  findings.started.resize(size);
  findings.due.resize(size);
  findings.ended.resize(size);
  findings.elapsed.resize(size);
  findings.target.resize(size);
  findings.late.resize(size);
}

void put(const Finding& finding, std::size_t place, Findings& findings) {
  findings.ticket[place] = finding.ticket;
  findings.obligation[place] = finding.obligation;
  findings.verdict[place] = finding.verdict;
  findings.reason[place] = finding.reason;
  findings.fault[place] = finding.fault;
  findings.is_open[place] = finding.is_open ? 1 : 0;
  findings.is_outside_term[place] = finding.is_outside_term ? 1 : 0;
  findings.is_near_limit[place] = finding.is_near_limit ? 1 : 0;
  findings.oddities[place] = finding.oddities;
  findings.target_rule[place] = finding.target_rule;
  findings.version[place] = finding.version;
  findings.cycle[place] = finding.cycle;
  findings.triggered[place] = finding.triggered;
  findings.started[place] = finding.started;
  findings.due[place] = finding.due;
  findings.ended[place] = finding.ended;
  findings.elapsed[place] = finding.elapsed;
  findings.target[place] = finding.target;
  findings.late[place] = finding.late;
}

class TableAssessor {
 public:
  TableAssessor(const TableBinding::Bound& bound, Instant as_of, Findings* findings)
      : bound_(bound),
        table_(bound.table),
        as_of_(as_of),
        findings_(findings),
        odd_log_(bound.table, bound.resolution),
        odd_binding_(bound.plan, odd_log_.log()),
        measured_(bound.clocks.size()) {
    for (std::size_t level = 0; level < measured_.size(); ++level) {
      const std::size_t rules = odd_binding_.levels()[level].targets.size();
      measured_[level].counts.assign(((rules + 1) << key::rule_shift) * counters, 0);
    }
  }

  Partial assess(TicketRange rows) && {
    for (from_ = rows.from; from_ < rows.to; from_ += size_) {
      size_ = std::min(block_rows, rows.to - from_);
      judge_block();
    }
    for (std::size_t level = 0; level < measured_.size(); ++level)
      count(measured_[level], static_cast<std::uint16_t>(level), counted_);
    parts_.push_back(std::move(counted_));
    return merge(std::move(parts_));
  }

 private:
  void judge_block() {
    is_odd_.fill(measured_.empty() ? 1 : 0);
    for (std::size_t level = 0; level < measured_.size(); ++level) measure(bound_.clocks[level], measured_[level]);
    for (Measured& clock : measured_) count_keys(clock);
    count_tickets();
    judge_odd_rows();
    if (findings_ != nullptr) write();
  }

  // ---- in columns ---------------------------------------------------------------------------------------------------

  void measure(const ColumnClock& clock, Measured& m) {
    find_ends(clock, m);
    allow(clock, m);
    find_starts(clock, m);
    elapsed(*clock.calendar, {m.start.data(), size_}, {m.end.data(), size_}, {m.open.data(), size_});
    if (findings_ != nullptr)
      due(*clock.calendar, {m.start.data(), size_}, {m.budget.data(), size_}, clock.boundary, {m.due.data(), size_});
    classify(clock, m);
  }

  // The first stop, or as_of: what happens then or later is not seen.
  void find_ends(const ColumnClock& clock, Measured& m) const noexcept {
    const Instant as_of = as_of_;
    Instant* const end = m.end.data();
    std::fill_n(end, size_, as_of);
    for (const std::size_t column : clock.stops) {
      const Instant* const at = &table_.events[column].at[from_];
      for (std::size_t i = 0; i < size_; ++i) end[i] = std::min(end[i], at[i] == not_happened ? as_of : at[i]);
    }
  }

  // Where the clock does not apply, the budget is below zero.
  void allow(const ColumnClock& clock, Measured& m) const noexcept {
    if (clock.asked.empty()) {
      const Allowed& all = clock.by_codes.front();
      std::fill_n(m.budget.begin(), size_, all.applies ? all.budget : does_not_apply);
      std::fill_n(m.keys.begin(), size_, key::of(all.rule));
      return;
    }
    for (std::size_t i = 0; i < size_; ++i) {
      const Allowed& one = clock.allows(from_ + i);
      m.budget[i] = one.applies ? one.budget : does_not_apply;
      m.keys[i] = key::of(one.rule);
    }
  }

  // Of those that start, and count until they end.
  void find_starts(const ColumnClock& clock, Measured& m) {
    const Instant* const at = &table_.events[clock.start].at[from_];
    const Interval known = clock.calendar->known();
    Instant* const start = m.start.data();
    const Instant* const end = m.end.data();
    const Duration* const budget = m.budget.data();
    for (std::size_t i = 0; i < size_; ++i) {
      start[i] = at[i];
      if (at[i] < known.from || at[i] >= end[i] || end[i] > known.to || budget[i] <= Duration{})
        put_aside(m, i, known.from);
    }
  }

  // As an interval without length, at an instant that the calendar knows.
  void put_aside(Measured& m, std::size_t i, Instant known) {
    const bool starts = m.start[i] != not_happened && m.start[i] < as_of_;
    const bool applies = m.budget[i] >= Duration{};
    if (applies && (starts || m.end[i] < as_of_))
      is_odd_[i] = 1;
    else if (applies && is_seen(from_ + i))
      m.keys[i] = static_cast<Key>(m.keys[i] | key::no_start);
    else
      m.keys[i] = key::nothing;
    m.start[i] = m.end[i] = known;
    m.budget[i] = Duration{1};
  }

  bool is_seen(std::size_t row) const noexcept {
    return std::any_of(table_.events.begin(), table_.events.end(), [&](const EventInstants& column) {
      return column.at[row] != not_happened && column.at[row] < as_of_;
    });
  }

  void classify(const ColumnClock& clock, Measured& m) noexcept {
    const Interval holds = clock.holds ? *clock.holds : Interval{Instant::min(), Instant::max()};
    const Duration resolution = bound_.resolution > Duration{1} ? bound_.resolution : Duration{};
    const Instant as_of = as_of_;
    const Instant* const start = m.start.data();
    const Instant* const end = m.end.data();
    const Duration* const budget = m.budget.data();
    const Duration* const open = m.open.data();
    Key* const keys = m.keys.data();
    std::uint8_t* const is_odd = is_odd_.data();
    const std::size_t size = size_;
    for (std::size_t i = 0; i < size; ++i) {
      const bool is_open = end[i] == as_of;
      const Duration left = budget[i] - open[i];
      const unsigned outside = start[i] < holds.from || start[i] >= holds.to ? key::outside_term : 0U;
      const unsigned near = !is_open && left < resolution ? key::near_limit : 0U;
      const unsigned found = keys[i] | outside | near | (is_open ? key::running : key::met);
      const bool is_plain = start[i] < end[i];
      keys[i] = is_plain ? static_cast<Key>(found) : keys[i];
      is_odd[i] |= static_cast<std::uint8_t>(is_plain && left < Duration{});
    }
  }

  // Four counters for each key: a count that waits for the one before costs more than the rest.
  void count_keys(Measured& m) const noexcept {
    std::int64_t* const counts = m.counts.data();
    const Key* const keys = m.keys.data();
    const std::uint8_t* const is_odd = is_odd_.data();
    for (std::size_t i = 0; i < size_; ++i) {
      const Key counted = is_odd[i] != 0 ? key::nothing : keys[i];
      ++counts[std::size_t{counted} * counters + i % counters];
    }
  }

  // Odd tickets are counted where they are judged; a row without an event is none.
  void count_tickets() noexcept {
    own_.fill(0);
    for (const Measured& m : measured_)
      for (std::size_t i = 0; i < size_; ++i)
        own_[i] = static_cast<std::uint16_t>(own_[i] + ((m.keys[i] & key::verdicts) != 0 ? 1 : 0));
    for (std::size_t i = 0; i < size_; ++i) {
      if (is_odd_[i] != 0) continue;
      const bool has_none = own_[i] == 0;
      if (has_none && !has_event(table_, from_ + i)) continue;
      ++counted_.tickets;
      counted_.tickets_without_obligation += has_none ? 1 : 0;
    }
  }

  // ---- as events ----------------------------------------------------------------------------------------------------

  void judge_odd_rows() {
    odd_log_.clear();
    odd_findings_.clear();
    for (std::size_t i = 0; i < size_; ++i)
      if (is_odd_[i] != 0 && has_event(table_, from_ + i)) odd_log_.add(from_ + i);
    const std::size_t tickets = odd_log_.log().ticket_count();
    if (tickets != 0) parts_.push_back(slakit::assess(bound_.plan, odd_binding_, {0, tickets}, as_of_, odd_findings_));
  }

  // ---- findings -----------------------------------------------------------------------------------------------------

  void write() {
    std::size_t size = findings_->size();
    std::size_t judged = 0;  // of the odd findings
    Dictionary::Code odd_ticket = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      next_[i] = size;
      size += own_[i];
      if (is_odd_[i] == 0 || !has_event(table_, from_ + i)) continue;
      size = next_[i];
      for (; judged < odd_findings_.size() && odd_findings_.ticket[judged] == odd_ticket; ++judged) {
        odd_findings_.ticket[judged] = row_code(i);
        ++size;
      }
      ++odd_ticket;
    }
    grow(*findings_, size);
    copy_odd();
    for (std::size_t level = 0; level < measured_.size(); ++level) write(level);
  }

  Dictionary::Code row_code(std::size_t i) const noexcept { return static_cast<Dictionary::Code>(from_ + i); }

  void copy_odd() {
    for (std::size_t i = 0; i < odd_findings_.size(); ++i) {
      const std::size_t row = static_cast<std::size_t>(odd_findings_.ticket[i]) - from_;
      put(odd_findings_.row(i), next_[row]++, *findings_);
    }
  }

  // Column by column: what many columns share a loop for waits for their addresses.
  void write(std::size_t level) noexcept {
    const Measured& m = measured_[level];
    Findings& f = *findings_;
    const std::size_t count = find_places(m);
    fill(f.ticket, count, [&](std::size_t i) { return row_code(i); });
    fill(f.obligation, count, [&](std::size_t) { return static_cast<std::uint16_t>(level); });
    fill(f.verdict, count, [keys = m.keys.data()](std::size_t i) { return verdict_of[keys[i] & key::verdicts]; });
    fill(f.is_open, count, [keys = m.keys.data()](std::size_t i) -> std::uint8_t {
      return (keys[i] & key::verdicts) == key::running ? 1 : 0;
    });
    fill(f.is_outside_term, count,
         [keys = m.keys.data()](std::size_t i) -> std::uint8_t { return (keys[i] & key::outside_term) != 0 ? 1 : 0; });
    fill(f.is_near_limit, count,
         [keys = m.keys.data()](std::size_t i) -> std::uint8_t { return (keys[i] & key::near_limit) != 0 ? 1 : 0; });
    fill(f.target_rule, count, [keys = m.keys.data()](std::size_t i) {
      return static_cast<std::int16_t>(static_cast<int>(keys[i] >> key::rule_shift) - 1);
    });
    fill(f.triggered, count, [from = m.start.data()](std::size_t i) { return from[i]; });
    fill(f.started, count, [from = m.start.data()](std::size_t i) { return from[i]; });
    fill(f.due, count, [from = m.due.data()](std::size_t i) { return from[i]; });
    fill(f.ended, count, [from = m.end.data()](std::size_t i) { return from[i]; });
    fill(f.elapsed, count, [from = m.open.data()](std::size_t i) { return from[i]; });
    fill(f.target, count, [from = m.budget.data()](std::size_t i) { return from[i]; });
    for (std::size_t k = 0; k < count; ++k)
      if ((m.keys[rows_[k]] & key::verdicts) == key::no_start) never_started(places_[k]);
    for (std::size_t k = 0; k < count; ++k)
      if (m.due[rows_[k]] == missing_instant) f.due[places_[k]].reset();
  }

  std::size_t find_places(const Measured& m) noexcept {
    const Key* const keys = m.keys.data();
    std::size_t count = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      rows_[count] = static_cast<std::uint32_t>(i);
      places_[count] = next_[i];
      const bool has_finding = is_odd_[i] == 0 && (keys[i] & key::verdicts) != key::nothing;
      next_[i] += has_finding ? 1 : 0;
      count += has_finding ? 1 : 0;
    }
    return count;
  }

  template <class T, class ValueOf>
  void fill(std::vector<T>& column, std::size_t count, ValueOf value_of) const noexcept {
    T* const values = column.data();
    const std::uint32_t* const rows = rows_.data();
    const std::size_t* const places = places_.data();
    for (std::size_t k = 0; k < count; ++k) {
      if constexpr (std::is_same_v<T, std::optional<Instant>>)
        values[places[k]].emplace(value_of(rows[k]));
      else
        values[places[k]] = value_of(rows[k]);
    }
  }

  void never_started(std::size_t place) noexcept {
    Findings& f = *findings_;
    f.reason[place] = Reason::no_start;
    f.triggered[place].reset();
    f.started[place].reset();
    f.due[place].reset();
    f.ended[place].reset();
    f.elapsed[place] = f.target[place] = Duration{};
  }

  static constexpr Duration does_not_apply{-1};

  const TableBinding::Bound& bound_;
  const TicketTable& table_;
  Instant as_of_;
  Findings* findings_;  // none: not wanted
  TableLog odd_log_;
  Binding odd_binding_;
  Findings odd_findings_;
  std::vector<Partial> parts_;  // of the odd tickets
  Partial counted_;             // of the others
  std::vector<Measured> measured_;
  // Of the block in hand:
  std::size_t from_ = 0;
  std::size_t size_ = 0;
  std::array<std::uint8_t, block_rows> is_odd_{};
  std::array<std::uint16_t, block_rows> own_{};  // findings in columns
  std::array<std::size_t, block_rows> next_{};   // the place of the row's next finding
  // Of one clock's findings:
  std::array<std::uint32_t, block_rows> rows_{};
  std::array<std::size_t, block_rows> places_{};
};

}  // namespace

TableBinding::TableBinding(const Plan& plan, const TicketTable& table)
    : bound_(std::make_unique<const Bound>(plan, table)) {}
TableBinding::TableBinding(TableBinding&&) noexcept = default;
TableBinding& TableBinding::operator=(TableBinding&&) noexcept = default;
TableBinding::~TableBinding() = default;
bool TableBinding::in_columns() const noexcept { return !bound_->clocks.empty(); }

Partial assess_table(const TableBinding& binding, TicketRange rows, Instant as_of, Findings& findings) {
  return TableAssessor(binding.bound(), as_of, &findings).assess(rows);
}

Partial assess_table(const TableBinding& binding, TicketRange rows, Instant as_of) {
  return TableAssessor(binding.bound(), as_of, nullptr).assess(rows);
}

Partial assess_table(const Plan& plan, const TicketTable& table, Instant as_of, Findings& findings) {
  return assess_table(TableBinding(plan, table), {0, table.size()}, as_of, findings);
}

}  // namespace slakit
