// What both kinds of holiday files need. Private to src/io.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/calendar/holiday_filter.hpp"
#include "slakit/calendar/holidays.hpp"

namespace slakit {

// "holidays/us.ics": "us.ics"
std::string file_name_of(const std::string& path);

// Names of the filter that no title of the file is; paths are "only" and "except".
void check_titles(const HolidayFilter& filter, const std::set<std::string>& titles, const std::string& source,
                  std::vector<Problem>& problems);

// In order, each once.
void put_in_order(std::vector<Holiday>& days);

}  // namespace slakit
