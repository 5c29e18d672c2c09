#include "assessment/entry_rows.hpp"

#include <algorithm>

namespace slakit {
namespace {

const TextColumn& column_of(const EventLog& log, Binding::Attribute attribute) noexcept {
  return log.attributes[static_cast<std::size_t>(attribute)];
}

std::vector<Binding::Attribute> attributes_of(const Binding::BoundWhere& where) {
  std::vector<Binding::Attribute> list;
  for (const Binding::BoundCondition& condition : where) list.push_back(condition.attribute);
  return list;
}

}  // namespace

Instant known_at(const EventLog& log, std::size_t row) noexcept {
  if (log.recorded_at.empty() || log.recorded_at[row] == not_recorded) return log.at[row];
  return std::max(log.at[row], log.recorded_at[row]);
}

void add_all(std::vector<Binding::Attribute>& list, const std::vector<Binding::Attribute>& more) {
  for (const Binding::Attribute attribute : more)
    if (attribute != Binding::no_attribute && std::find(list.begin(), list.end(), attribute) == list.end())
      list.push_back(attribute);
}

std::vector<Binding::Attribute> watched_by(const Binding::BoundLevel& level) {
  std::vector<Binding::Attribute> list;
  add_all(list, attributes_of(level.applies));
  add_all(list, level.target_attributes);
  for (const Binding::BoundEvent& rule : level.events) add_all(list, attributes_of(rule.where));
  for (const Binding::BoundEvent& rule : level.beginnings) add_all(list, attributes_of(rule.where));
  for (const Binding::BoundWhere& where : level.pauses_while) add_all(list, attributes_of(where));
  add_all(list, {level.calendar_attribute});
  return list;
}

std::vector<Binding::Attribute> watched_by_any(const Binding& binding) {
  std::vector<Binding::Attribute> list;
  for (const Binding::BoundLevel& level : binding.levels()) add_all(list, watched_by(level));
  return list;
}

std::vector<KnownRows::Unsaid> changes_of(const EventLog& log, const std::vector<Binding::Attribute>& watched,
                                          std::size_t first, std::size_t count,
                                          const std::vector<std::size_t>& places) {
  std::vector<KnownRows::Unsaid> unsaid;
  for (const std::size_t start : places)
    for (const Binding::Attribute attribute : watched) {
      const std::vector<EventLog::Code>& codes = column_of(log, attribute).codes;
      const EventLog::Code value = codes[first + start];
      if (start == 0 || value == Dictionary::absent) continue;
      const EventLog::Code before = Binding::value_at(column_of(log, attribute), first, first + start - 1);
      if (before == Dictionary::absent || before == value) continue;
      for (std::size_t place = start; place < count; ++place) {
        if (codes[first + place] != value && codes[first + place] != Dictionary::absent) break;
        unsaid.push_back({place, static_cast<std::size_t>(attribute)});
      }
    }
  return unsaid;
}

}  // namespace slakit
