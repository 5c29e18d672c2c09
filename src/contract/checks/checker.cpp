#include "checker.hpp"

#include <algorithm>
#include <optional>

#include "contract/place.hpp"
#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"

namespace slakit {

namespace {

const Value* child(const Value& parent, std::string_view step) {
  const Value* found = child_of(parent, step);
  return found == nullptr ? nullptr : &without_assumed(*found);
}

// A reading's text may be empty: the contract says nothing there.
bool holds_empty_text(const Value& value) {
  if (value.is_scalar()) return value.text.empty();
  return std::any_of(value.items.begin(), value.items.end(), holds_empty_text) ||
         std::any_of(value.entries.begin(), value.entries.end(), [](const Value::Entry& entry) {
           return entry.first.text != "readings" && holds_empty_text(entry.second);
         });
}

}  // namespace

Places::Places(const Value& document) : document_(without_assumed(document)) {
  for (const auto& [section, held] : document_.entries) {
    Items& items = sections_[section.text];
    for (const auto& [name, item] : without_assumed(held).entries) items.emplace(name.text, &without_assumed(item));
  }
  has_empty_text_ = holds_empty_text(document_);
}

const Value* Places::find_in_section(std::string_view section, std::string_view step) const {
  if (const auto found = sections_.find(section); found != sections_.end())
    if (const auto item = found->second.find(step); item != found->second.end()) return item->second;
  const Value* held = child(document_, section);
  return held == nullptr || step.empty() || held->is_mapping() ? nullptr : child(*held, step);
}

const Value* Places::find(std::string_view path) const {
  std::string_view rest = path;
  const std::string_view section = take_step(rest);
  if (rest.empty()) return child(document_, section);
  const Value* place = find_in_section(section, take_step(rest));
  while (place != nullptr && !rest.empty()) place = child(*place, take_step(rest));
  return place;
}

Places::Place Places::nearest(std::string_view path) const {
  Place place{"", &document_, document_.mark};
  while (!path.empty()) {
    const std::string_view step = take_step(path);
    const bool in_section = !place.path.empty() && place.path.find('.') == std::string::npos;
    const Value* next = in_section ? find_in_section(place.path, step) : child(*place.value, step);
    if (next == nullptr) continue;
    place.path += (place.path.empty() ? "" : ".") + std::string(step);
    place.value = next;
    if (next->mark.line > 0) place.mark = next->mark;
  }
  return place;
}

Checker::Checker(const Contract& read, const Value& document, const std::vector<std::string>& source_names,
                 const std::vector<Problem>& before)
    : contract(read), places_(document), uses_(read, places_.has_empty_text()), source_names_(source_names) {
  for (const Problem& problem : before) unreadable_.push_back(problem.path);
  std::sort(unreadable_.begin(), unreadable_.end());
}

void Checker::report(std::string_view path, std::string message) {
  Places::Place place = places_.nearest(path);
  add(std::move(place.path), std::move(message), place.mark);
}

void Checker::report_unset(std::string_view path, std::string message) {
  add(std::string(path), std::move(message), places_.nearest(path).mark);
}

void Checker::add(std::string path, std::string message, Mark mark) {
  const auto file = static_cast<std::size_t>(mark.file);
  const std::string& source = source_names_.at(file < source_names_.size() ? file : 0);
  problems_.push_back({std::string(code_), std::move(path), std::move(message), source, mark});
}

bool Checker::is_none(std::string_view path) const {
  const Value* value = places_.find(path);
  return value != nullptr && value->is_scalar() && value->text == "none";
}

bool Checker::says_nothing(std::string_view path) const {
  if (!places_.has_empty_text()) return false;
  const Places::Place place = places_.nearest(path);
  return place.value->is_scalar() && place.value->text.empty() && is_readable(place.path);
}

bool Checker::is_readable(const std::string& path) const {
  const auto found = std::lower_bound(unreadable_.begin(), unreadable_.end(), path);
  if (found == unreadable_.end()) return true;
  if (*found == path) return false;
  const auto inside = std::lower_bound(unreadable_.begin(), unreadable_.end(), path + ".");
  return inside == unreadable_.end() || !inside->starts_with(path + ".");
}

std::string Checker::hint(const std::vector<std::string_view>& known, std::string_view wrong) {
  constexpr std::size_t comparisons_max = 20'000;  // a few milliseconds
  constexpr std::size_t listed_max = 12;
  if (compared_ < comparisons_max && !wrong.empty()) {
    compared_ += known.size();
    std::string nearest = suggestion(wrong, known);
    if (!nearest.empty()) return nearest;
  }
  if (known.empty()) return "; there is none";
  std::string text = "; write one of: ";
  for (std::size_t i = 0; i < std::min(known.size(), listed_max); ++i) text += (i == 0 ? "" : ", ") + shown(known[i]);
  if (known.size() > listed_max) text += ", or one of " + std::to_string(known.size() - listed_max) + " more";
  return text;
}

}  // namespace slakit
