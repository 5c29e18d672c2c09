#include "io/contract_page_dates.hpp"

#include "slakit/base/error.hpp"
#include "slakit/plan/calendars.hpp"

namespace slakit::page {

std::string text_of(Date date) {
  const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + '-' + two(static_cast<unsigned>(date.month())) + '-' +
         two(static_cast<unsigned>(date.day()));
}

const Calendar* Dates::calendar(const std::string& name) {
  const auto [found, is_new] = calendars_.try_emplace(name);
  if (is_new) {
    try {
      if (!sources_) sources_ = load_sources(contract_);
      found->second = build_calendar(contract_, name, *sources_);
    } catch (const Error&) {  // the page says that the calendar cannot tell
    }
  }
  return found->second ? &*found->second : nullptr;
}

std::optional<Date> Dates::moved(Date date, const std::string& name, HolidayDeadline rule) {
  if (rule == HolidayDeadline::unchanged) return date;
  const Calendar* calendar = this->calendar(name);
  if (calendar == nullptr) return std::nullopt;
  const Checked<Date> moved = calendar->moved(date, rule);
  return moved ? std::optional(*moved) : std::nullopt;
}

}  // namespace slakit::page
