// What one clock says of a block of a ticket table's rows, in columns. Private to src.
//
//     ColumnReadings readings(clock, table, resolution);
//     readings.read({from, size}, as_of, true, is_odd);    // is_odd[i] = 1 where columns cannot tell
//     readings.count(is_odd);                              // of the others, by verdict
//     readings.add_to(partial, obligation);
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "assessment/column_clock.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/event/ticket_table.hpp"

namespace slakit {

// What is counted, and what a finding is made of: a rule of the target and these.
using ReadingKey = std::uint16_t;
namespace reading_key {
inline constexpr ReadingKey nothing = 0;  // no finding, or not a plain one
inline constexpr ReadingKey met = 1;
inline constexpr ReadingKey running = 2;
inline constexpr ReadingKey no_start = 3;
inline constexpr ReadingKey verdicts = 3;
inline constexpr ReadingKey outside_term = 4;
inline constexpr ReadingKey near_limit = 8;
inline constexpr unsigned rule_shift = 4;

inline constexpr Verdict verdict_of[] = {Verdict::met, Verdict::met, Verdict::running, Verdict::not_measurable};
constexpr ReadingKey of_rule(std::int16_t rule) noexcept {
  return static_cast<ReadingKey>(static_cast<unsigned>(rule + 1) << rule_shift);
}
constexpr std::int16_t rule_of(ReadingKey key) noexcept {
  return static_cast<std::int16_t>(static_cast<int>(key >> rule_shift) - 1);
}
}  // namespace reading_key

struct RowBlock {
  static constexpr std::size_t size_max = 1024;  // rows whose columns fit the second cache
  std::size_t from = 0;
  std::size_t size = 0;
};

class ColumnReadings {
 public:
  // Borrows the clock and the table.
  ColumnReadings(const ColumnClock& clock, const TicketTable& table, Duration resolution);

  // Of a block, by row: what is there where a key says it. `is_odd` has a place for each row.
  void read(RowBlock rows, Instant as_of, bool wants_due, std::uint8_t* is_odd);
  const Instant* start() const noexcept { return start_.data(); }
  const Instant* end() const noexcept { return end_.data(); }  // the stop, or as_of
  const Duration* budget() const noexcept { return budget_.data(); }
  const Duration* open() const noexcept { return open_.data(); }
  const Instant* due() const noexcept { return due_.data(); }  // missing_instant: past what the calendar knows
  const ReadingKey* keys() const noexcept { return keys_.data(); }
  bool is_finding(std::size_t i) const noexcept { return (keys_[i] & reading_key::verdicts) != reading_key::nothing; }
  bool has_missing() const noexcept { return has_missing_; }  // some row never started, or has no due instant

  // Over all blocks.
  void count(const std::uint8_t* is_odd) noexcept;
  void add_to(Partial& partial, std::uint16_t obligation) const;

 private:
  // A count that waits for the one before costs more than the rest.
  static constexpr std::size_t counters = 4;

  void find_ends() noexcept;
  void allow() noexcept;
  void find_starts(std::uint8_t* is_odd) noexcept;
  void put_aside(std::size_t i, std::uint8_t* is_odd) noexcept;
  bool is_seen(std::size_t row) const noexcept;
  void find_due();
  void classify(std::uint8_t* is_odd) noexcept;

  const ColumnClock& clock_;
  const TicketTable& table_;
  Duration resolution_;
  std::vector<std::int64_t> counts_;  // by key
  // Of the block in hand:
  RowBlock rows_;
  Instant as_of_{};
  bool has_missing_ = false;
  std::vector<Instant> start_;
  std::vector<Instant> end_;
  std::vector<Duration> budget_;
  std::vector<Duration> open_;
  std::vector<Instant> due_;
  std::vector<ReadingKey> keys_;
};

}  // namespace slakit
