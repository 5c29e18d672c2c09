#include "slakit/calendar/day_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "slakit/calendar/day_patterns.hpp"

namespace slakit::detail {
namespace {

constexpr std::size_t slots_max = std::size_t{1} << 18U;  // 4 MB
constexpr std::int64_t microseconds = 1'000'000;

std::uint32_t open_seconds(const DayPattern& pattern) noexcept {
  std::uint32_t sum = 0;
  for (const DaySpan& span : pattern) sum += span.to - span.from;
  return sum;
}

std::size_t slot_of_second(std::uint32_t second, unsigned bits) noexcept {
  return (std::size_t{second} << bits) / static_cast<std::size_t>(seconds_per_day);
}

struct Boundary {
  std::uint32_t at;
  std::uint32_t open_before;
  bool closes;
};

// Openings and closings of a day; a day's end closes nothing that a slot could see.
std::vector<Boundary> boundaries_of(const DayPattern& pattern) {
  std::vector<Boundary> result;
  std::uint32_t open = 0;
  for (const DaySpan& span : pattern) {
    result.push_back({span.from, open, false});
    open += span.to - span.from;
    result.push_back({span.to, open, true});
  }
  return result;
}

bool has_two_in_a_slot(const DayPattern& pattern, unsigned bits) noexcept {
  std::size_t last = std::numeric_limits<std::size_t>::max();
  for (const DaySpan& span : pattern)
    for (const std::uint32_t at : {span.from, span.to}) {
      const std::size_t slot = slot_of_second(at, bits);
      if (slot == last) return true;
      last = slot;
    }
  return false;
}

// The fewest slots that keep boundaries apart; where none does within the limit, as many as fit.
unsigned slot_bits_for(const std::vector<DayPattern>& patterns) noexcept {
  unsigned best = 5;
  for (const unsigned bits : {5U, 6U, 8U, 10U}) {
    if (bits > best && (patterns.size() << bits) > slots_max) break;
    best = bits;
    if (std::none_of(patterns.begin(), patterns.end(), [&](const DayPattern& p) { return has_two_in_a_slot(p, bits); }))
      break;
  }
  return best;
}

void append_slots(std::vector<DayTable::Slot>& slots, const DayPattern& pattern, unsigned bits) {
  const std::vector<Boundary> boundaries = boundaries_of(pattern);
  const std::uint32_t all = open_seconds(pattern);
  auto next = boundaries.begin();
  for (std::size_t slot = 0; slot < std::size_t{1} << bits; ++slot) {
    const auto here =
        std::find_if(next, boundaries.end(), [&](const Boundary& b) { return slot_of_second(b.at, bits) >= slot; });
    const auto after =
        std::find_if(here, boundaries.end(), [&](const Boundary& b) { return slot_of_second(b.at, bits) > slot; });
    next = here;
    if (after - here > 1)
      slots.push_back(DayTable::crowded);
    else if (here == boundaries.end())
      slots.push_back(DayTable::pair(all, seconds_per_day) | DayTable::opening);  // nothing opens any more
    else
      slots.push_back(DayTable::pair(here->open_before, here->at) | (here->closes ? 0 : DayTable::opening));
  }
}

DayTable::Spans spans_backwards(const DayPattern& pattern, std::size_t first) {
  DayTable::Spans spans;
  spans.first = static_cast<std::uint32_t>(first);
  spans.count = static_cast<std::uint32_t>(pattern.size());
  spans.up_to.fill(std::numeric_limits<std::int64_t>::max());
  std::int64_t open = 0;
  for (std::size_t i = 0; i < pattern.size() && i <= DayTable::Spans::quick; ++i) {
    spans.shift[i] = pattern[i].from * microseconds - open;
    open += (pattern[i].to - pattern[i].from) * microseconds;
    if (i < DayTable::Spans::quick && i + 1 < pattern.size()) spans.up_to[i] = open;
  }
  return spans;
}

}  // namespace

DayTable::DayTable(const DayPatterns& days)
    : begin_(days.first), end_(days.end()), size_(days.of_day.size()), slot_bits_(slot_bits_for(days.patterns)) {
  make_slots(days);
  make_days(days);
  make_open_days();
}

void DayTable::make_slots(const DayPatterns& days) {
  slots_.reserve(days.patterns.size() << slot_bits_);
  for (const DayPattern& pattern : days.patterns) {
    append_slots(slots_, pattern, slot_bits_);
    patterns_.push_back(spans_backwards(pattern, all_spans_.size()));
    all_spans_.insert(all_spans_.end(), pattern.begin(), pattern.end());
  }
  is_crowded_ = std::any_of(slots_.begin(), slots_.end(), [](Slot s) { return (s & crowded) != 0; });
}

void DayTable::make_days(const DayPatterns& days) {
  std::vector<std::uint32_t> open_in(days.patterns.size());
  std::transform(days.patterns.begin(), days.patterns.end(), open_in.begin(), open_seconds);
  days_.resize(size_ + 1);
  slot_of_.resize(size_ + 1);
  open_days_.reserve(size_ + 2);
  std::uint64_t open = 0;
  std::uint64_t at = 0;
  for (std::size_t day = 0; day < size_; ++day) {
    const std::uint32_t pattern = days.of_day[day];
    days_[day] = pair(open, at);
    slot_of_[day] = pattern << slot_bits_;
    if (open_in[pattern] == seconds_per_day) {
      if (full_days_.empty() || full_days_.back().last + 1 != day)
        full_days_.push_back({static_cast<std::uint32_t>(day), static_cast<std::uint32_t>(day)});
      full_days_.back().last = static_cast<std::uint32_t>(day);
    }
    if (open_in[pattern] != 0) open_days_.push_back({open_of(days_[day]), static_cast<std::uint32_t>(at), pattern});
    open += open_in[pattern];
    at += static_cast<std::uint64_t>(seconds_per_day);
  }
  days_[size_] = pair(open, at);  // the instant at the table's end has a place, too: on a closed day
  total_ = static_cast<std::int64_t>(open) * microseconds;
}

void DayTable::make_open_days() {
  const std::size_t count = open_days_.size();
  constexpr OpenDay never{std::numeric_limits<std::int64_t>::max(), 0, 0};
  open_days_.push_back(never);
  open_days_.push_back(never);
  // A step holds about one open day, so that the day is the one found or the next.
  const std::uint64_t mean = count == 0 ? 1 : static_cast<std::uint64_t>(total_) / count;
  amount_bits_ = static_cast<unsigned>(std::bit_width(mean)) - 1U;
  open_day_of_.resize(static_cast<std::size_t>(total_ >> amount_bits_) + 1);
  std::uint32_t day = 0;
  for (std::size_t step = 0; step < open_day_of_.size(); ++step) {
    const auto amount = static_cast<std::int64_t>(step << amount_bits_);
    while (open_days_[day + 1].before < amount) ++day;
    open_day_of_[step] = day;
  }
}

std::int64_t DayTable::before_crowded(std::size_t day, std::uint64_t since) const noexcept {
  const auto at = static_cast<std::int64_t>(since) - at_of(days_[day]);
  std::int64_t open = open_of(days_[day]);
  for (const DaySpan& span : spans_of(day))
    open += std::clamp<std::int64_t>(at, span.from * million, span.to * million) - span.from * million;
  return open;
}

bool DayTable::is_open_crowded(std::size_t day, std::uint64_t since) const noexcept {
  const auto at = static_cast<std::int64_t>(since) - at_of(days_[day]);
  const SpanRange spans = spans_of(day);
  return std::any_of(spans.begin(), spans.end(),
                     [at](const DaySpan& s) { return s.from * million <= at && at < s.to * million; });
}

std::int64_t DayTable::reach_long(const Spans& spans, std::int64_t rest, bool first) const noexcept {
  const DaySpan* span = all_spans_.data() + spans.first;
  for (std::uint32_t left = spans.count; left > 1; --left, ++span) {
    const std::int64_t length = (span->to - span->from) * million;
    if (first ? rest <= length : rest < length) break;
    rest -= length;
  }
  return span->from * million + rest;
}

std::vector<Interval> DayTable::intervals(Instant from, Instant to) const {
  std::vector<Interval> result;
  for (std::size_t day = Place(since_begin(from)).day(); day < size_ && start_of(day) < to; ++day)
    for (const DaySpan& span : spans_of(day)) {
      const Interval piece{std::max(from, start_of(day) + std::chrono::seconds{span.from}),
                           std::min(to, start_of(day) + std::chrono::seconds{span.to})};
      if (piece.from >= piece.to) continue;
      if (!result.empty() && result.back().to == piece.from)
        result.back().to = piece.to;
      else
        result.push_back(piece);
    }
  return result;
}

Instant DayTable::closing_after(Instant t) const noexcept {
  const std::size_t day = Place(since_begin(t)).day();
  Instant closes = t;
  for (const DaySpan& span : spans_of(day))
    if (start_of(day) + std::chrono::seconds{span.from} <= t && t < start_of(day) + std::chrono::seconds{span.to})
      closes = start_of(day) + std::chrono::seconds{span.to};
  std::size_t next = day + 1;
  if (closes != start_of(next) || next >= size_) return closes;
  const auto run = std::upper_bound(full_days_.begin(), full_days_.end(), next,
                                    [](std::size_t d, const Run& r) { return d <= r.last; });
  if (run != full_days_.end() && run->first <= next) next = std::size_t{run->last} + 1;
  if (next >= size_) return start_of(size_);
  const SpanRange spans = spans_of(next);
  const bool goes_on = spans.first != spans.last && spans.first->from == 0;
  return start_of(next) + std::chrono::seconds{goes_on ? spans.first->to : 0};
}

Instant DayTable::opening_before(Instant t) const noexcept {
  const Instant inside = t - Duration{1};
  std::size_t day = Place(since_begin(inside)).day();
  Instant opens = t;
  for (const DaySpan& span : spans_of(day))
    if (start_of(day) + std::chrono::seconds{span.from} <= inside &&
        inside < start_of(day) + std::chrono::seconds{span.to})
      opens = start_of(day) + std::chrono::seconds{span.from};
  if (opens != start_of(day) || day == 0) return opens;
  const auto run = std::lower_bound(full_days_.begin(), full_days_.end(), day - 1,
                                    [](const Run& r, std::size_t d) { return r.last < d; });
  if (run != full_days_.end() && run->first <= day - 1) day = run->first;
  if (day == 0) return begin_;
  const SpanRange spans = spans_of(day - 1);
  const bool goes_on = spans.first != spans.last && (spans.last - 1)->to == seconds_per_day;
  return goes_on ? start_of(day - 1) + std::chrono::seconds{(spans.last - 1)->from} : start_of(day);
}

bool operator==(const DayTable& a, const DayTable& b) noexcept {
  return a.begin_ == b.begin_ && a.slot_bits_ == b.slot_bits_ && a.slot_of_ == b.slot_of_ &&
         a.all_spans_ == b.all_spans_ &&
         std::equal(a.patterns_.begin(), a.patterns_.end(), b.patterns_.begin(), b.patterns_.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first && x.count == y.count; });
}

DayPatterns DayTable::day_patterns() const {
  DayPatterns days;
  days.first = std::chrono::floor<std::chrono::days>(begin_);
  days.patterns.clear();
  for (const Spans& spans : patterns_)
    days.patterns.emplace_back(all_spans_.begin() + spans.first, all_spans_.begin() + spans.first + spans.count);
  days.of_day.resize(size_);
  for (std::size_t day = 0; day < size_; ++day) days.of_day[day] = static_cast<std::uint32_t>(pattern_of_slot(day));
  return days;
}

}  // namespace slakit::detail
