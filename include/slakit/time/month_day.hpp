// A day of every year, "05-01".
//
//     MonthDay labour_day{5, 1};
//     MonthDay{2, 29}            // in leap years only
#pragma once

namespace slakit {

struct MonthDay {
  int month = 0;
  int day = 0;
  friend constexpr bool operator==(const MonthDay&, const MonthDay&) = default;
};

}  // namespace slakit
