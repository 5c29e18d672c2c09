#include "slakit/time/windows.hpp"

#include <algorithm>

namespace slakit {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr Date last_date{std::chrono::year{2100}, std::chrono::month{12}, std::chrono::day{31}};

Date shifted(Date date, days by) noexcept { return Date{sys_days{date} + by}; }

}  // namespace

bool is_civil(const Period& every) noexcept {
  if (every.time != Duration{}) return false;
  return every.months > 0 ? every.days == 0 && 12 % every.months == 0 : every.days > 0 && every.days % 7 == 0;
}

WindowRule civil_windows(Date first, const Period& every) noexcept {
  if (every.months == 0) {
    const std::chrono::weekday weekday{sys_days{first}};
    return {every, shifted(first, -days{weekday.iso_encoding() - 1})};
  }
  const int months = static_cast<int>(first.year()) * 12 + static_cast<int>(static_cast<unsigned>(first.month())) - 1;
  const int start = months - months % every.months;
  return {every, Date{std::chrono::year{start / 12}, std::chrono::month{static_cast<unsigned>(start % 12 + 1)},
                      std::chrono::day{1}}};
}

Checked<Date> add_times(Date origin, const Period& period, int times, MonthArithmetic rule) noexcept {
  constexpr long long months_max = 12LL * 200;
  constexpr long long days_max = 366LL * 200;
  const long long all_months = static_cast<long long>(period.months) * times;
  const long long all_days = static_cast<long long>(period.days) * times;
  if (all_months > months_max || all_days > days_max) return Fault::out_of_range;
  const Checked<Date> date = add(origin, {static_cast<int>(all_months), static_cast<int>(all_days), {}}, rule);
  return date && *date > last_date ? Fault::out_of_range : date;
}

std::vector<Window> windows(const Window& stretch, const WindowRule& rule, std::size_t most) {
  std::vector<Window> made;
  if (rule.every.time != Duration{} || rule.every.is_zero()) return made;
  Date start = stretch.first;
  bool is_cut = shifted(rule.origin, rule.shift) < start;
  for (int k = 1; start <= stretch.last && made.size() < most; ++k) {
    const Checked<Date> next = add_times(rule.origin, rule.every, k, rule.months);
    if (next.fault == Fault::nonexistent_date) return {};
    const Date whole = next ? shifted(*next, rule.shift - days{1}) : last_date;
    const Date last = std::min(whole, stretch.last);
    if (last < start) continue;  // before the stretch; or a short month left nothing of this one
    made.push_back({start, last, is_cut || !next || stretch.last < whole});
    start = shifted(last, days{1});
    is_cut = false;
  }
  return made;
}

}  // namespace slakit
