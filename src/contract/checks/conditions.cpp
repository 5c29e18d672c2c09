#include "conditions.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace slakit {

namespace {

using Values = std::unordered_set<std::string_view>;

Values values_of(const Condition& condition) { return {condition.values.begin(), condition.values.end()}; }

// Lists of conditions may be long, so attributes are looked up.
std::unordered_map<std::string_view, std::size_t> index_of(const Where& where) {
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < where.size(); ++i) index.emplace(where[i].attribute, i);
  return index;
}

}  // namespace

std::optional<Where> both(const Where& a, const Where& b) {
  Where result = a;
  const auto index = index_of(a);
  for (const Condition& condition : b) {
    const auto found = index.find(condition.attribute);
    if (found == index.end()) {
      result.push_back(condition);
      continue;
    }
    std::vector<std::string>& values = result[found->second].values;
    std::erase_if(values, [other = values_of(condition)](const std::string& value) { return !other.contains(value); });
    if (values.empty()) return std::nullopt;
  }
  return result;
}

std::optional<Where> without(const Where& known, const Where& other) {
  if (implies(known, other)) return std::nullopt;
  const auto index = index_of(known);
  const Condition* open = nullptr;
  for (const Condition& condition : other) {
    if (implies(known, {condition})) continue;
    if (open != nullptr) return known;  // one of two conditions fails: no conditions say that
    open = &condition;
  }
  const auto found = index.find(open->attribute);
  if (found == index.end()) return known;
  Where result = known;
  std::erase_if(result[found->second].values,
                [taken = values_of(*open)](const std::string& value) { return taken.contains(value); });
  return result;
}

bool implies(const Where& known, const Where& wanted) {
  const auto index = index_of(known);
  return std::all_of(wanted.begin(), wanted.end(), [&](const Condition& want) {
    const auto found = index.find(want.attribute);
    if (found == index.end()) return false;
    const std::vector<std::string>& values = known[found->second].values;
    return std::all_of(values.begin(), values.end(),
                       [wanted_values = values_of(want)](const std::string& v) { return wanted_values.contains(v); });
  });
}

}  // namespace slakit
