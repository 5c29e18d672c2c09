// Dates that follow from a contract: its term, the periods of a duty, deadlines. Local dates in the contract's zone,
// before any calendar moves them. Private to src.
//
//     Dates dates(contract);
//     dates.term()->last                                               // the term's last day
//     dates.periods(*dates.term(), *Period::parse("P3M"), Anchor::contract)   // its quarters, both days in
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "slakit/contract/contract.hpp"
#include "slakit/time/windows.hpp"

namespace slakit::dates {

using Days = Window;

// A length of dates, and the day it is counted from: `shift` days before the first.
struct Stretch {
  Date first;
  std::optional<Date> last;  // unset: for ever
  Date origin;
  std::chrono::days shift{};
};

// The deadline so long after a day: the end of `date`, or `time` into it.
struct Deadline {
  Date date;
  std::optional<std::chrono::seconds> time;
};

class Dates {
 public:
  explicit Dates(const Contract& contract);

  // Nothing where the contract has no term, or one past 2100.
  const std::optional<Stretch>& term() const noexcept { return term_; }
  std::optional<Stretch> own(const OwnPeriod& period) const;
  std::optional<Date> milestone(std::string_view name) const;

  // Consecutive periods of the stretch, the last one cut off at its end; none for periods that are no whole days and
  // for a stretch without an end. At most so many.
  std::vector<Days> periods(const Stretch& whole, const Period& every, Anchor anchor,
                            std::size_t most = static_cast<std::size_t>(-1)) const;

  std::optional<Deadline> after(Date last, const std::optional<Period>& due) const;

 private:
  const Contract& contract_;
  MonthArithmetic months_;
  std::optional<Stretch> term_;
};

// Nothing past 2100, and where a month has no such day and that is rejected.
std::optional<Deadline> deadline_after(Date last, const std::optional<Period>& due, MonthArithmetic rule);

}  // namespace slakit::dates
