#include "slakit/calendar/day_patterns.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

namespace slakit::detail {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

sys_days day_of(Instant t) noexcept { return std::chrono::floor<days>(t); }

std::uint32_t second_of(sys_days day, Instant t) noexcept {
  const std::int64_t seconds = std::chrono::floor<std::chrono::seconds>(t - day).count();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 0, seconds_per_day));
}

// What of a day's pattern lies in `range`.
DayPattern inside(const DayPattern& pattern, sys_days day, Interval range) {
  const std::uint32_t from = second_of(day, range.from);
  const std::uint32_t to = second_of(day, range.to);
  DayPattern result;
  for (const DaySpan& span : pattern) {
    const DaySpan cut{std::max(span.from, from), std::min(span.to, to)};
    if (cut.from < cut.to) result.push_back(cut);
  }
  return result;
}

// The numbers of pairs of patterns, each combined once.
class PairTable {
 public:
  PairTable(const DayPatterns& a, const DayPatterns& b, KeepInstant keep) : a_(a), b_(b), keep_(keep) {}

  std::uint32_t number_of(std::uint32_t a, std::uint32_t b) {
    if (has_last_ && last_a_ == a && last_b_ == b) return last_;
    const auto [place, is_new] =
        numbers_.try_emplace(std::uint64_t{a} << 32U | b, static_cast<std::uint32_t>(patterns.size()));
    if (is_new) patterns.push_back(combine(a_.patterns[a], b_.patterns[b], keep_));
    has_last_ = true;
    last_a_ = a;
    last_b_ = b;
    return last_ = place->second;
  }

  std::vector<DayPattern> patterns;

 private:
  const DayPatterns& a_;
  const DayPatterns& b_;
  KeepInstant keep_;
  std::map<std::uint64_t, std::uint32_t> numbers_;
  bool has_last_ = false;
  std::uint32_t last_a_ = 0;
  std::uint32_t last_b_ = 0;
  std::uint32_t last_ = 0;
};

}  // namespace

DayPatterns numbered(sys_days first, std::vector<std::uint32_t> of_day, const std::vector<DayPattern>& patterns) {
  constexpr std::uint32_t unused = std::numeric_limits<std::uint32_t>::max();
  DayPatterns result;
  std::map<DayPattern, std::uint32_t> known{{DayPattern{}, 0}};
  std::vector<std::uint32_t> numbers(patterns.size(), unused);
  for (std::uint32_t& number : of_day) {
    std::uint32_t& found = numbers[number];
    if (found == unused) {
      const auto [place, is_new] =
          known.try_emplace(patterns[number], static_cast<std::uint32_t>(result.patterns.size()));
      if (is_new) result.patterns.push_back(patterns[number]);
      found = place->second;
    }
    number = found;
  }
  result.first = first;
  result.of_day = std::move(of_day);
  return result;
}

DayPattern combine(const DayPattern& a, const DayPattern& b, KeepInstant keep) {
  // Boundaries alternate between opening and closing: how many have passed tells whether a list is open.
  constexpr auto end = static_cast<std::uint32_t>(seconds_per_day);
  const auto boundary = [](const DayPattern& list, std::size_t i) {
    if (i >= 2 * list.size()) return end;
    return i % 2 == 0 ? list[i / 2].from : list[i / 2].to;
  };
  DayPattern result;
  std::size_t i = 0;
  std::size_t j = 0;
  for (std::uint32_t from = 0; from < end;) {
    while (i < 2 * a.size() && boundary(a, i) <= from) ++i;
    while (j < 2 * b.size() && boundary(b, j) <= from) ++j;
    const std::uint32_t to = std::min(boundary(a, i), boundary(b, j));
    if (keep(i % 2 == 1, j % 2 == 1)) {
      if (!result.empty() && result.back().to == from)
        result.back().to = to;
      else
        result.push_back({from, to});
    }
    from = to;
  }
  return result;
}

DayPatterns combine(const DayPatterns& a, const DayPatterns& b, KeepInstant keep) {
  const sys_days first = std::max(a.first, b.first);
  const sys_days end = std::max(first, std::min(a.end(), b.end()));
  const auto count = static_cast<std::size_t>((end - first).count());
  const std::uint32_t* of_a = a.of_day.data() + (first - a.first).count();
  const std::uint32_t* of_b = b.of_day.data() + (first - b.first).count();
  PairTable table(a, b, keep);
  std::vector<std::uint32_t> of_day(count);
  for (std::size_t i = 0; i < count; ++i) of_day[i] = table.number_of(of_a[i], of_b[i]);
  return numbered(first, std::move(of_day), table.patterns);
}

DayPatterns clipped(const DayPatterns& whole, Interval range) {
  const sys_days first = std::max(whole.first, day_of(range.from));
  const sys_days end = std::max(first, std::min(whole.end(), std::chrono::ceil<days>(range.to)));
  std::vector<std::uint32_t> of_day(whole.of_day.begin() + (first - whole.first).count(),
                                    whole.of_day.begin() + (end - whole.first).count());
  if (of_day.empty()) return numbered(first, std::move(of_day), whole.patterns);
  std::vector<DayPattern> patterns = whole.patterns;
  for (const std::size_t i : {std::size_t{0}, of_day.size() - 1}) {
    const sys_days day = first + days{static_cast<std::int64_t>(i)};
    patterns.push_back(inside(patterns[of_day[i]], day, range));
    of_day[i] = static_cast<std::uint32_t>(patterns.size() - 1);
  }
  return numbered(first, std::move(of_day), patterns);
}

DayPatterns joined(const DayPatterns& a, Instant at, const DayPatterns& b) {
  const DayPatterns before = clipped(a, {a.first, at});
  const DayPatterns after = clipped(b, {at, b.end()});
  std::vector<DayPattern> patterns = before.patterns;
  patterns.insert(patterns.end(), after.patterns.begin(), after.patterns.end());
  std::vector<std::uint32_t> of_day = before.of_day;
  for (const std::uint32_t number : after.of_day)
    of_day.push_back(number + static_cast<std::uint32_t>(before.patterns.size()));
  const std::size_t seam = before.of_day.size();
  if (!before.of_day.empty() && !after.of_day.empty() && before.end() > after.first) {  // the day that `at` divides
    patterns.push_back(
        combine(patterns[of_day[seam - 1]], patterns[of_day[seam]], [](bool in_a, bool in_b) { return in_a || in_b; }));
    of_day.erase(of_day.begin() + static_cast<std::ptrdiff_t>(seam));
    of_day[seam - 1] = static_cast<std::uint32_t>(patterns.size() - 1);
  }
  return numbered(before.of_day.empty() ? after.first : before.first, std::move(of_day), patterns);
}

DayPatterns patterns_of(const std::vector<Interval>& open, Interval range) {
  const sys_days first = day_of(range.from);
  const auto count = static_cast<std::size_t>((std::chrono::ceil<days>(range.to) - first).count());
  std::vector<std::uint32_t> of_day(count, 0);
  std::vector<DayPattern> patterns{DayPattern{}};
  for (const Interval& whole : open) {
    const Interval cut{std::max(whole.from, range.from), std::min(whole.to, range.to)};
    for (sys_days day = day_of(cut.from); day < cut.to; day += days{1}) {
      std::uint32_t& number = of_day[static_cast<std::size_t>((day - first).count())];
      if (number == 0) {
        number = static_cast<std::uint32_t>(patterns.size());
        patterns.emplace_back();
      }
      DayPattern& pattern = patterns[number];
      const DaySpan span{second_of(day, cut.from), second_of(day, cut.to)};
      if (!pattern.empty() && pattern.back().to >= span.from)
        pattern.back().to = std::max(pattern.back().to, span.to);
      else
        pattern.push_back(span);
    }
  }
  return numbered(first, std::move(of_day), patterns);
}

}  // namespace slakit::detail
