#include "slakit/calendar/season.hpp"

#include <array>

namespace slakit {

std::size_t overlapping_season(const std::vector<Season>& seasons) {
  constexpr int days_max = 12 * 31;
  std::array<bool, days_max> taken{};
  for (std::size_t i = 0; i < seasons.size(); ++i) {
    const auto index = [](MonthDay day) { return (day.month - 1) * 31 + day.day - 1; };
    const int from = index(seasons[i].from);
    const int to = index(seasons[i].to);
    if (from < 0 || to < 0) continue;  // unreadable
    for (int day = from;; day = (day + 1) % days_max) {
      bool& is_taken = taken.at(static_cast<std::size_t>(day));
      if (is_taken) return i;
      is_taken = true;
      if (day == to) break;
    }
  }
  return seasons.size();
}

}  // namespace slakit
