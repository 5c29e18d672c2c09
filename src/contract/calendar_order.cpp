#include "slakit/contract/calendar_order.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>

namespace slakit {
namespace {

// Indices of the calendars that each rests on.
std::vector<std::vector<std::size_t>> edges_of(const std::vector<CalendarRule>& rules) {
  std::unordered_map<std::string_view, std::size_t> by_name;
  for (std::size_t i = 0; i < rules.size(); ++i) by_name.emplace(rules[i].name, i);
  std::vector<std::vector<std::size_t>> edges(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (const CalendarPart& part : parts_of(rules[i]))
      if (const auto found = by_name.find(part.name); found != by_name.end()) edges[i].push_back(found->second);
  return edges;
}

// Takes away, again and again, what rests on nothing that is left.
std::vector<std::size_t> in_order(const std::vector<std::vector<std::size_t>>& edges) {
  std::vector<std::vector<std::size_t>> used_by(edges.size());
  std::vector<std::size_t> waits_for(edges.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    waits_for[i] = edges[i].size();
    for (const std::size_t part : edges[i]) used_by[part].push_back(i);
    if (edges[i].empty()) order.push_back(i);
  }
  for (std::size_t done = 0; done < order.size(); ++done)
    for (const std::size_t user : used_by[order[done]])
      if (--waits_for[user] == 0) order.push_back(user);
  return order;
}

}  // namespace

std::vector<CalendarPart> parts_of(const CalendarRule& rule) {
  std::vector<CalendarPart> parts;
  const auto add = [&](const char* key, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i)
      parts.push_back({names[i], std::string(key) + '.' + std::to_string(i)});
  };
  add("any_of", rule.any_of);
  add("all_of", rule.all_of);
  add("except", rule.except);
  for (std::size_t i = 0; i < rule.phases.size(); ++i)
    parts.push_back({rule.phases[i].calendar, "phases." + std::to_string(i) + ".calendar"});
  return parts;
}

std::vector<std::size_t> build_order(const std::vector<CalendarRule>& rules) { return in_order(edges_of(rules)); }

std::vector<std::size_t> build_order(const std::vector<CalendarRule>& rules, const std::vector<std::size_t>& of) {
  const std::vector<std::vector<std::size_t>> edges = edges_of(rules);
  const std::vector<std::size_t> all = in_order(edges);
  std::vector<char> is_needed(rules.size(), 0);
  for (const std::size_t i : of) is_needed[i] = 1;
  for (auto i = all.rbegin(); i != all.rend(); ++i)
    if (is_needed[*i] != 0)
      for (const std::size_t part : edges[*i]) is_needed[part] = 1;
  std::vector<std::size_t> order;
  std::copy_if(all.begin(), all.end(), std::back_inserter(order), [&](std::size_t i) { return is_needed[i] != 0; });
  return order;
}

std::vector<std::size_t> unfolded_sizes(const std::vector<CalendarRule>& rules) {
  const std::vector<std::vector<std::size_t>> edges = edges_of(rules);
  std::vector<std::size_t> sizes(rules.size(), 1);
  for (const std::size_t i : in_order(edges))
    for (const std::size_t part : edges[i]) sizes[i] = std::min(sizes[i] + sizes[part], calendar_parts_max + 1);
  return sizes;
}

}  // namespace slakit
