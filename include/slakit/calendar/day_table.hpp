// Open time, ready to be asked: how much of it lies before an instant, and at which instant an amount of it is reached.
//
//     DayTable table(days);                  // DayPatterns: Monday to Friday 09:00-17:00 UTC, from Monday t0 on
//     table.before(t0 + 10h)                 // 1 h
//     table.first_at(8h)                     // t0 + 17 h: the first instant with 8 h before it
//     table.last_at(8h)                      // t0 + 33 h: the last one, when it opens again
//
// Everything a calendar answers is made of these three. Each takes a few loads, whatever lies between the instants and
// however many holidays there are: an instant's UTC day and the part of the day it falls in come out of one
// multiplication; the day says what lay before it and which pattern it has; the pattern's slot for that part of the day
// holds one opening or closing, so open time before t is a value, or that value plus the time since the boundary. Ten
// years of days are 29 kB, and the slots of their few patterns stay in the nearest cache.
//
// Exact to the microsecond: boundaries lie on whole seconds, and the part of the day is never rounded across one
// (its 48 bits are finer than a microsecond). Immutable; queries do not allocate. Built in floor io.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "slakit/base/multiply_high.hpp"
#include "slakit/calendar/day_span.hpp"
#include "slakit/time/instant.hpp"

namespace slakit::detail {

struct DayPatterns;

class DayTable {
 public:
  // The UTC days before an instant, and the part of its day in units of 2^-48.
  class Place {
   public:
    // `since_begin` lies in [0, 142 years).
    explicit constexpr Place(std::uint64_t since_begin) noexcept : bits_(multiply_high(since_begin << 12U, per_day)) {}
    constexpr std::size_t day() const noexcept { return bits_ >> 48U; }
    constexpr std::size_t slot(unsigned slot_bits) const noexcept {
      return (bits_ >> (48U - slot_bits)) & ((std::size_t{1} << slot_bits) - 1);
    }

   private:
    // 2^100 divided by the microseconds of a day, rounded up: bits_ is at most one unit too large.
    static constexpr std::uint64_t per_day = 14'671'881'947'085'988'444U;
    std::uint64_t bits_;
  };

  // Two numbers of seconds, added both at once; the lower is open time, the upper an instant.
  using Pair = std::uint64_t;
  static constexpr Pair pair(std::uint64_t open, std::uint64_t at) noexcept { return at << 32U | open; }

  // One boundary: the open time before it and its second of the day; at an opening time after it is open, at a closing
  // time before it.
  using Slot = std::uint64_t;
  static constexpr Slot opening = std::uint64_t{1} << 63U;
  static constexpr Slot crowded = std::uint64_t{1} << 62U;  // several boundaries: ask the pattern
  static constexpr Pair boundary_of(Slot slot) noexcept { return slot & ~(opening | crowded); }

  // A pattern the other way round: the n-th of its spans begins after `up_to[n - 1]` of open time, `shift[n]` later.
  struct Spans {
    static constexpr std::size_t quick = 3;
    std::array<std::int64_t, quick> up_to{};      // microseconds; the largest number where there is no such span
    std::array<std::int64_t, quick + 1> shift{};  // microseconds
    std::uint32_t first = 0;                      // its spans in all_spans
    std::uint32_t count = 0;
  };

  // A day with open time: how much lies before it, when it begins, and its pattern.
  struct OpenDay {
    std::int64_t before = 0;  // microseconds
    std::uint32_t at = 0;     // seconds since the table's begin
    std::uint32_t pattern = 0;
  };

  DayTable() = default;
  explicit DayTable(const DayPatterns& days);

  Instant begin() const noexcept { return begin_; }
  Instant end() const noexcept { return end_; }
  Duration total() const noexcept { return Duration{total_}; }

  // Open time in [begin, t); t in [begin, end].
  Duration before(Instant t) const noexcept { return Duration{before_us(since_begin(t))}; }

  bool is_open(Instant t) const noexcept {
    const std::uint64_t since = since_begin(t);
    const Place place(since);
    const Slot slot = slots_[slot_of_[place.day()] + place.slot(slot_bits_)];
    if ((slot & crowded) != 0) return is_open_crowded(place.day(), since);
    return (until(days_[place.day()] + boundary_of(slot), since) ^ static_cast<std::int64_t>(slot)) < 0;
  }

  // The first instant with that much open time before it; 0 < amount <= total.
  Instant first_at(Duration amount) const noexcept { return begin_ + Duration{reach<true>(amount.count())}; }
  // The last one; 0 <= amount < total.
  Instant last_at(Duration amount) const noexcept { return begin_ + Duration{reach<false>(amount.count())}; }

  // The end of the open stretch that holds t; its beginning, of the one that holds the instant right before t.
  Instant closing_after(Instant t) const noexcept;
  Instant opening_before(Instant t) const noexcept;

  // The open time in [from, to) as maximal intervals, in order.
  std::vector<Interval> intervals(Instant from, Instant to) const;

  // For batches: the arrays that before() reads.
  unsigned slot_bits() const noexcept { return slot_bits_; }
  bool has_crowded_slots() const noexcept { return is_crowded_; }
  const Pair* days() const noexcept { return days_.data(); }
  const std::uint32_t* slot_of() const noexcept { return slot_of_.data(); }
  const Slot* slots() const noexcept { return slots_.data(); }

  // The same open time on the same days.
  friend bool operator==(const DayTable& a, const DayTable& b) noexcept;
  // What it was made from.
  DayPatterns day_patterns() const;

 private:
  static constexpr std::int64_t million = 1'000'000;

  struct SpanRange {
    const DaySpan* first;
    const DaySpan* last;
    const DaySpan* begin() const noexcept { return first; }
    const DaySpan* end() const noexcept { return last; }
  };

  std::uint64_t since_begin(Instant t) const noexcept { return static_cast<std::uint64_t>((t - begin_).count()); }
  Instant start_of(std::size_t day) const noexcept {
    return begin_ + std::chrono::days{static_cast<std::int64_t>(day)};
  }
  SpanRange spans_of(std::size_t day) const noexcept {
    const Spans& spans = patterns_[pattern_of_slot(day)];
    return {all_spans_.data() + spans.first, all_spans_.data() + spans.first + spans.count};
  }
  std::size_t pattern_of_slot(std::size_t day) const noexcept { return slot_of_[day] >> slot_bits_; }

  static std::int64_t open_of(Pair pair) noexcept { return static_cast<std::int64_t>(pair & 0xFFFF'FFFFU) * million; }
  static std::int64_t at_of(Pair pair) noexcept { return static_cast<std::int64_t>(pair >> 32U) * million; }
  // From the pair's instant to `since`.
  static std::int64_t until(Pair pair, std::uint64_t since) noexcept {
    return static_cast<std::int64_t>(since) - at_of(pair);
  }

  std::int64_t before_us(std::uint64_t since) const noexcept {
    const Place place(since);
    const Slot slot = slots_[slot_of_[place.day()] + place.slot(slot_bits_)];
    if ((slot & crowded) != 0) return before_crowded(place.day(), since);
    const Pair boundary = days_[place.day()] + boundary_of(slot);
    const std::int64_t past = until(boundary, since);
    // It counts from an opening on, and (as less than the full amount) up to a closing.
    const std::int64_t counts = (past ^ static_cast<std::int64_t>(slot)) >> 63;
    return open_of(boundary) + (past & counts);
  }

  // The open day that reaches `amount`, which for the first instant with it may be at its very end.
  template <bool first>
  const OpenDay& open_day(std::int64_t amount) const noexcept {
    const auto passes = [amount](std::int64_t before) { return first ? before < amount : before <= amount; };
    const OpenDay* day = open_days_.data() + open_day_of_[static_cast<std::size_t>(amount >> amount_bits_)];
    day += passes(day[1].before) ? 1 : 0;  // without a branch: whether it is this one or the next is anyone's guess
    while (passes(day[1].before)) ++day;
    return *day;
  }

  template <bool first>
  std::int64_t reach(std::int64_t amount) const noexcept {
    const OpenDay& day = open_day<first>(amount);
    const std::int64_t rest = amount - day.before;
    const Spans& spans = patterns_[day.pattern];
    if (spans.count > Spans::quick + 1) return day.at * million + reach_long(spans, rest, first);
    std::size_t i = 0;
    for (const std::int64_t limit : spans.up_to) i += (first ? rest > limit : rest >= limit) ? 1 : 0;
    return day.at * million + rest + spans.shift[i];
  }

  std::int64_t before_crowded(std::size_t day, std::uint64_t since) const noexcept;
  bool is_open_crowded(std::size_t day, std::uint64_t since) const noexcept;
  std::int64_t reach_long(const Spans& spans, std::int64_t rest, bool first) const noexcept;
  void make_slots(const DayPatterns& days);
  void make_days(const DayPatterns& days);
  void make_open_days();

  Instant begin_{};
  Instant end_{};
  std::int64_t total_ = 0;  // microseconds
  std::size_t size_ = 0;    // days
  unsigned slot_bits_ = 0;  // a day has 2^slot_bits slots
  bool is_crowded_ = false;
  std::vector<Pair> days_;              // by day, and one more: open time before it, and when it begins
  std::vector<std::uint32_t> slot_of_;  // by day: the first slot of its pattern
  std::vector<Slot> slots_;             // by pattern and slot
  std::vector<Spans> patterns_;
  std::vector<DaySpan> all_spans_;
  unsigned amount_bits_ = 0;
  std::vector<std::uint32_t> open_day_of_;  // by amount >> amount_bits: the open day that reaches it first
  std::vector<OpenDay> open_days_;          // with two more that no amount reaches
  struct Run {
    std::uint32_t first;
    std::uint32_t last;
  };
  std::vector<Run> full_days_;  // the longest runs of days that are open from 0 to 24 h
};

}  // namespace slakit::detail
