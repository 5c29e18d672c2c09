// What is judged beside the clocks, as JSON: duties, promises, decisions. Private to src/io.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "slakit/audit/audit.hpp"

namespace slakit {

boost::json::object to_json_value(const LocalText& text);
boost::json::object event_json(const LoggedEvent& event, const Plan& plan);

boost::json::object to_json_value(const DutyFinding& finding, const Plan& plan);
boost::json::object to_json_value(const PromiseFinding& finding, const Plan& plan);
boost::json::object to_json_value(const Decision& decision, const Plan& plan);

// {"findings": [...], "tallies": [...]}
boost::json::object to_json_value(const DutyFindings& duties, const Plan& plan);

template <class Item>
boost::json::array to_json_list(const std::vector<Item>& items, const Plan& plan) {
  boost::json::array list;
  for (const Item& item : items) list.push_back(to_json_value(item, plan));
  return list;
}

// Of these rows only.
template <class Item>
boost::json::array to_json_list(const std::vector<Item>& items, const std::vector<std::size_t>& rows,
                                const Plan& plan) {
  boost::json::array list;
  for (const std::size_t row : rows) list.push_back(to_json_value(items[row], plan));
  return list;
}

}  // namespace slakit
