#include "dates.hpp"

namespace slakit::dates {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::optional<Date> add_once(Date origin, const Period& period, MonthArithmetic rule) {
  const Checked<Date> date = add_times(origin, period, 1, rule);
  return date ? std::optional(*date) : std::nullopt;
}

Date shifted(Date date, days by) { return Date{sys_days{date} + by}; }

std::optional<Stretch> stretch_to(Date origin, days shift, const std::optional<Period>& length,
                                  const std::optional<Date>& to, MonthArithmetic rule) {
  Stretch stretch{shifted(origin, shift), to, origin, shift};
  if (!length) return stretch;
  const std::optional<Date> end = add_once(origin, *length, rule);
  if (!end || length->time != Duration{}) return std::nullopt;
  stretch.last = shifted(*end, shift - days{1});
  return stretch;
}

}  // namespace

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
  if (!whole.last || every.time != Duration{}) return {};
  WindowRule rule{every, whole.origin, whole.shift};
  if (anchor == Anchor::civil && is_civil(every)) rule = civil_windows(whole.first, every);
  rule.months = months_;
  return windows({whole.first, *whole.last}, rule, most);
}

std::optional<Deadline> Dates::after(Date last, const std::optional<Period>& due) const {
  return deadline_after(last, due, months_);
}

std::optional<Deadline> deadline_after(Date last, const std::optional<Period>& due, MonthArithmetic rule) {
  if (!due) return Deadline{last, std::nullopt};
  const std::optional<Date> date = add_once(last, *due, rule);
  if (!date) return std::nullopt;
  if (due->time == Duration{}) return Deadline{*date, std::nullopt};
  const days whole = std::chrono::floor<days>(due->time);
  if (due->time == whole) return Deadline{shifted(*date, whole), std::nullopt};
  return Deadline{shifted(*date, whole + days{1}), std::chrono::floor<std::chrono::seconds>(due->time - whole)};
}

}  // namespace slakit::dates
