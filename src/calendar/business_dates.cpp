#include "calendar/business_dates.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace slakit::detail {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr days margin{2};  // local dates lie within a day of UTC's

// Calls use(from, to) for the open stretches of a day that lie in [from, to).
template <class Use>
void each_stretch(const DayPattern& pattern, sys_days day, sys_seconds from, sys_seconds to, Use use) {
  for (const DaySpan& span : pattern) {
    const sys_seconds opens = std::max<sys_seconds>(from, day + seconds{span.from});
    const sys_seconds closes = std::min<sys_seconds>(to, day + seconds{span.to});
    if (opens < closes) use(opens, closes);
  }
}

}  // namespace

BusinessDates::BusinessDates(const DayPatterns& table, const Zone& zone)
    : first_(local_days{table.first.time_since_epoch()} - margin) {
  const auto size = static_cast<std::size_t>((table.end() - table.first + 2 * margin).count());
  bits_.assign(size / 64 + 1, 0);
  for (const ZoneSegment& segment : zone.segments()) {
    const auto from = std::chrono::floor<seconds>(segment.from);
    const auto to = std::chrono::floor<seconds>(segment.to);
    sys_days day = std::max(table.first, std::chrono::floor<days>(from));
    for (; day < table.end() && day < to; day += days{1})
      each_stretch(table.on(day), day, from, to, [&](sys_seconds opens, sys_seconds closes) {
        const local_seconds last{closes.time_since_epoch() + segment.offset - seconds{1}};
        local_days date = std::chrono::floor<days>(local_seconds{opens.time_since_epoch() + segment.offset});
        for (; date <= last; date += days{1}) set(date);
      });
  }
  for (const std::uint64_t word : bits_) {
    before_.push_back(static_cast<std::uint32_t>(count_));
    count_ += std::popcount(word);
  }
}

void BusinessDates::set(local_days date) noexcept {
  const auto at = static_cast<std::size_t>((date - first_).count());
  bits_[at / 64] |= std::uint64_t{1} << (at % 64);
}

std::int64_t BusinessDates::count_before(local_days date) const noexcept {
  const std::int64_t at = (date - first_).count();
  if (at <= 0) return 0;
  const auto word = static_cast<std::size_t>(at) / 64;
  if (word >= bits_.size()) return count_;
  const std::uint64_t below = bits_[word] & ((std::uint64_t{1} << (static_cast<unsigned>(at) % 64U)) - 1);
  return std::int64_t{before_[word]} + std::popcount(below);
}

local_days BusinessDates::nth(std::int64_t n) const noexcept {
  const auto after = std::upper_bound(before_.begin(), before_.end(), static_cast<std::uint32_t>(n));
  const auto word = static_cast<std::size_t>(after - before_.begin()) - 1;
  std::uint64_t left = bits_[word];
  for (std::int64_t skip = n - before_[word]; skip > 0; --skip) left &= left - 1;
  return first_ + days{static_cast<std::int64_t>(word * 64) + std::countr_zero(left)};
}

}  // namespace slakit::detail
