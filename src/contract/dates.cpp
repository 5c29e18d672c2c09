#include "dates.hpp"

#include <algorithm>

namespace slakit::dates {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr Date last_date{std::chrono::year{2100}, std::chrono::month{12}, std::chrono::day{31}};

// Nothing past 2100, and where the month has no such day and that is rejected. The steps are counted from the origin,
// so that a short month shortens no later one.
std::optional<Date> add_times(Date origin, const Period& period, int times, MonthArithmetic rule) {
  constexpr long long months_max = 12LL * 200;
  constexpr long long days_max = 366LL * 200;
  const long long all_months = static_cast<long long>(period.months) * times;
  const long long all_days = static_cast<long long>(period.days) * times;
  if (all_months > months_max || all_days > days_max) return std::nullopt;
  const Checked<Date> date = add(origin, {static_cast<int>(all_months), static_cast<int>(all_days), {}}, rule);
  return date && *date <= last_date ? std::optional(*date) : std::nullopt;
}

Date shifted(Date date, days by) { return Date{sys_days{date} + by}; }

// The first day of the civil period that holds `date`.
Date civil_start(Date date, const Period& every) {
  if (every.months > 0) {
    const int months = static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    const int start = months - months % every.months;
    return Date{std::chrono::year{start / 12}, std::chrono::month{static_cast<unsigned>(start % 12 + 1)},
                std::chrono::day{1}};
  }
  const std::chrono::weekday weekday{sys_days{date}};
  return shifted(date, -days{weekday.iso_encoding() - 1});
}

std::optional<Stretch> stretch_to(Date origin, days shift, const std::optional<Period>& length,
                                  const std::optional<Date>& to, MonthArithmetic rule) {
  Stretch stretch{shifted(origin, shift), to, origin, shift};
  if (!length) return stretch;
  const std::optional<Date> end = add_times(origin, *length, 1, rule);
  if (!end || length->time != Duration{}) return std::nullopt;
  stretch.last = shifted(*end, shift - days{1});
  return stretch;
}

}  // namespace

bool is_civil(const Period& every) {
  if (every.time != Duration{}) return false;
  return every.months > 0 ? every.days == 0 && 12 % every.months == 0 : every.days % 7 == 0;
}

Dates::Dates(const Contract& contract)
    : contract_(contract), months_(contract.policies.month_arithmetic.value_or(MonthArithmetic{})) {
  const std::optional<Term>& term = contract.contract.term;
  const std::optional<Date> from = term ? milestone(term->from) : std::nullopt;
  if (!from) return;
  const bool is_out = term->counting.value_or(TermCounting{}) == TermCounting::start_day_out;
  term_ = stretch_to(*from, days{is_out ? 1 : 0}, term->length, term->to, months_);
}

std::optional<Date> Dates::milestone(std::string_view name) const {
  for (const Milestone& milestone : contract_.contract.milestones)
    if (milestone.name == name) return milestone.date;
  return std::nullopt;
}

std::optional<Stretch> Dates::own(const OwnPeriod& period) const {
  std::optional<Date> origin;
  days shift{0};
  if (period.from == "term" || period.from == "end of term") {
    if (!term_ || !term_->last) return std::nullopt;
    origin = period.from == "term" ? term_->origin : *term_->last;
    shift = period.from == "term" ? term_->shift : days{1};
  } else {
    origin = milestone(period.from);
    shift = term_ ? term_->shift : days{0};
  }
  if (!origin) return std::nullopt;
  return stretch_to(*origin, shift, period.length, period.to, months_);
}

std::vector<Days> Dates::periods(const Stretch& whole, const Period& every, Anchor anchor, std::size_t most) const {
  std::vector<Days> periods;
  if (!whole.last || every.time != Duration{}) return periods;
  const bool civil = anchor == Anchor::civil && is_civil(every);
  const Date origin = civil ? civil_start(whole.first, every) : whole.origin;
  const days shift = civil ? days{0} : whole.shift;
  Date start = whole.first;
  for (int k = 1; start <= *whole.last && periods.size() < most; ++k) {
    const std::optional<Date> next = add_times(origin, every, k, months_);
    if (!next && months_ == MonthArithmetic::reject) return {};
    const Date last = next ? std::min(*whole.last, shifted(*next, shift - days{1})) : *whole.last;
    periods.push_back({start, last});
    start = shifted(last, days{1});
  }
  return periods;
}

std::optional<Deadline> Dates::after(Date last, const std::optional<Period>& due) const {
  if (!due) return Deadline{last, std::nullopt};
  const std::optional<Date> date = add_times(last, *due, 1, months_);
  if (!date) return std::nullopt;
  if (due->time == Duration{}) return Deadline{*date, std::nullopt};
  const days whole = std::chrono::floor<days>(due->time);
  if (due->time == whole) return Deadline{shifted(*date, whole), std::nullopt};
  return Deadline{shifted(*date, whole + days{1}), std::chrono::floor<std::chrono::seconds>(due->time - whole)};
}

}  // namespace slakit::dates
