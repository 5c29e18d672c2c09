#include "slakit/calendar/batch.hpp"

#include <algorithm>
#include <cassert>
#include <system_error>
#include <thread>
#include <vector>

#include "calendar/before_pairs.hpp"

namespace slakit {
namespace {

constexpr unsigned threads_max = 256;
constexpr std::size_t block_size = 256;  // what fits the nearest cache beside the tables

// Whether some instant lies outside [from, to]: without a branch for each, and exact for every 64-bit number.
bool any_outside(const Instant* at, std::size_t count, Interval range) noexcept {
  std::uint64_t signs = 0;
  const auto from = static_cast<std::uint64_t>(range.from.time_since_epoch().count());
  const auto to = static_cast<std::uint64_t>(range.to.time_since_epoch().count());
  for (std::size_t i = 0; i < count; ++i) {
    const auto t = static_cast<std::uint64_t>(at[i].time_since_epoch().count());
    signs |= (t - from) | (to - t);
  }
  return (signs >> 63U) != 0;
}

// Budgets that walk forwards, and no further than the range is long.
bool all_forwards(const Duration* budget, std::size_t count) noexcept {
  std::uint64_t signs = 0;
  const auto longest = static_cast<std::uint64_t>((range_end - range_begin).count());
  for (std::size_t i = 0; i < count; ++i) {
    const auto b = static_cast<std::uint64_t>(budget[i].count());
    signs |= (b - 1) | (longest - b);
  }
  return (signs >> 63U) == 0;
}

// Asks the memory for a block of rows before they are needed, so that it comes while the block before is worked on.
template <class... Columns>
void fetch_block([[maybe_unused]] Columns... at) noexcept {
#ifdef __GNUC__
  constexpr std::size_t line = 64;
  const auto fetch = [](const void* column) {
    for (std::size_t offset = 0; offset < block_size * sizeof(Instant); offset += line)
      __builtin_prefetch(static_cast<const char*>(column) + offset);
  };
  (fetch(at), ...);
#endif
}

// Asks row by row: `ask(i)` is the answer, or nothing where an input is missing.
template <class Value, class Ask>
std::size_t each_row(std::size_t from, std::size_t to, std::span<Value> values, Value missing, std::span<Fault> faults,
                     Ask ask) noexcept {
  std::size_t without = 0;
  for (std::size_t i = from; i < to; ++i) {
    const auto [answer, is_missing] = ask(i);
    const Fault fault = is_missing ? Fault::none : answer.fault;
    values[i] = is_missing || fault != Fault::none ? missing : static_cast<Value>(answer.value);
    if (!faults.empty()) faults[i] = fault;
    without += fault != Fault::none ? 1 : 0;
  }
  return without;
}

template <class T>
struct Row {
  Checked<T> answer;
  bool is_missing;
};

// Runs `work(from, to)` over parts of the rows and adds what it returns. Where the system has no more threads, the
// caller's does the rest.
template <class Work>
std::size_t in_parts(std::size_t count, unsigned threads, Work work) {
  const std::size_t parts = std::clamp<std::size_t>(std::min(threads, threads_max), 1, count / block_size + 1);
  if (parts == 1) return work(0, count);
  const std::size_t size = (count / parts / block_size + 1) * block_size;
  std::vector<std::size_t> found(parts, 0);
  {
    std::vector<std::jthread> running;
    running.reserve(parts);
    for (std::size_t part = 0; part < parts; ++part) {
      const auto run = [&, part] {
        const std::size_t from = std::min(count, part * size);
        found[part] = work(from, std::min(count, from + size));
      };
      try {
        running.emplace_back(run);
      } catch (const std::system_error&) {
        run();
      }
    }
  }
  std::size_t sum = 0;
  for (const std::size_t without : found) sum += without;
  return sum;
}

// Calls block(from, to) for a block at a time.
template <class Block>
std::size_t in_blocks(std::size_t from, std::size_t to, Block block) noexcept {
  std::size_t without = 0;
  for (; from < to; from += block_size) without += block(from, std::min(to, from + block_size));
  return without;
}

void no_faults(std::span<Fault> faults, std::size_t from, std::size_t to) noexcept {
  if (!faults.empty())
    std::fill(faults.begin() + static_cast<std::ptrdiff_t>(from), faults.begin() + static_cast<std::ptrdiff_t>(to),
              Fault::none);
}

// The block's due instants where all lie inside the table; false leaves them to the rows.
template <DueBoundary boundary>
bool due_block(const detail::DayTable& table, const Instant* start, const Duration* budget, std::size_t count,
               Instant* when) noexcept {
  constexpr bool is_first = boundary == DueBoundary::close;
  const Duration most = table.total() - Duration{is_first ? 0 : 1};
  Duration targets[block_size];
  detail::sums_before(table, start, budget, targets, count);
  std::int64_t signs = 0;
  for (std::size_t i = 0; i < count; ++i) signs |= (most - targets[i]).count();
  if (signs < 0) return false;
  for (std::size_t i = 0; i < count; ++i) when[i] = is_first ? table.first_at(targets[i]) : table.last_at(targets[i]);
  return true;
}

}  // namespace

std::size_t elapsed(const Calendar& calendar, std::span<const Instant> from, std::span<const Instant> to,
                    std::span<Duration> open, std::span<Fault> faults, unsigned threads) {
  assert(from.size() == to.size() && from.size() == open.size() && (faults.empty() || faults.size() == from.size()));
  const auto ask = [&](std::size_t i) {
    return Row<Duration>{calendar.elapsed(from[i], to[i]), from[i] == missing_instant || to[i] == missing_instant};
  };
  return in_parts(from.size(), threads, [&](std::size_t first, std::size_t last) {
    return in_blocks(first, last, [&](std::size_t a, std::size_t b) -> std::size_t {
      if (b < last) fetch_block(&from[b], &to[b], &open[b]);
      if (any_outside(&from[a], b - a, calendar.known()) || any_outside(&to[a], b - a, calendar.known()))
        return each_row(a, b, open, missing_duration, faults, ask);
      differences_before(calendar.table(), &from[a], &to[a], &open[a], b - a);
      no_faults(faults, a, b);
      return 0;
    });
  });
}

std::size_t due(const Calendar& calendar, std::span<const Instant> start, std::span<const Duration> budget,
                DueBoundary boundary, std::span<Instant> when, std::span<Fault> faults, unsigned threads) {
  assert(start.size() == budget.size() && start.size() == when.size() &&
         (faults.empty() || faults.size() == start.size()));
  const auto ask = [&](std::size_t i) {
    return Row<Instant>{calendar.due(start[i], budget[i], boundary),
                        start[i] == missing_instant || budget[i] == missing_duration};
  };
  const detail::DayTable& table = calendar.table();
  const auto block = boundary == DueBoundary::close ? due_block<DueBoundary::close> : due_block<DueBoundary::next_open>;
  return in_parts(start.size(), threads, [&](std::size_t first, std::size_t last) {
    return in_blocks(first, last, [&](std::size_t a, std::size_t b) -> std::size_t {
      if (any_outside(&start[a], b - a, calendar.known()) || !all_forwards(&budget[a], b - a) ||
          !block(table, &start[a], &budget[a], b - a, &when[a]))
        return each_row(a, b, when, missing_instant, faults, ask);
      no_faults(faults, a, b);
      return 0;
    });
  });
}

std::size_t is_open(const Calendar& calendar, std::span<const Instant> at, std::span<std::int8_t> open,
                    std::span<Fault> faults, unsigned threads) {
  assert(at.size() == open.size() && (faults.empty() || faults.size() == at.size()));
  const auto ask = [&](std::size_t i) { return Row<bool>{calendar.is_open(at[i]), at[i] == missing_instant}; };
  const Interval inside{calendar.known().from, calendar.known().to - Duration{1}};  // at the very end it has no answer
  return in_parts(at.size(), threads, [&](std::size_t first, std::size_t last) {
    return in_blocks(first, last, [&](std::size_t a, std::size_t b) -> std::size_t {
      if (any_outside(&at[a], b - a, inside)) return each_row(a, b, open, std::int8_t{-1}, faults, ask);
      for (std::size_t i = a; i < b; ++i) open[i] = calendar.table().is_open(at[i]) ? 1 : 0;
      no_faults(faults, a, b);
      return 0;
    });
  });
}

}  // namespace slakit
