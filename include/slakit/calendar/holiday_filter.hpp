// Which titles of a published file count: files list observances that are no public holidays, too.
//
//     HolidayFilter filter{.only = {"New Year's Day", "Christmas Day"}};
//     filter.keeps("Groundhog Day")                          // false
//     HolidayFilter{.except = {"Valentinstag"}}.keeps("Neujahr")   // true
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace slakit {

struct HolidayFilter {
  std::vector<std::string> only;    // these titles, exactly as the file writes them; empty: all
  std::vector<std::string> except;  // but not these

  bool keeps(const std::string& title) const {
    const auto has = [&](const std::vector<std::string>& titles) {
      return std::find(titles.begin(), titles.end(), title) != titles.end();
    };
    return (only.empty() || has(only)) && !has(except);
  }
};

}  // namespace slakit
