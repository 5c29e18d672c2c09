#include "audit/places.hpp"

#include <string>
#include <utility>

#include "slakit/base/value_text.hpp"

namespace slakit {
namespace {

class Places {
 public:
  std::vector<PlaceDifference> take() { return std::move(places_); }

  void look(const std::string& path, const Value& left, const Value& right) {
    if (same_meaning(left, right)) return;
    const Value& a = without_assumed(left);
    const Value& b = without_assumed(right);
    if (a.is_mapping() && b.is_mapping()) return look_inside(path, a, b);
    if (a.is_sequence() && b.is_sequence() && a.items.size() == b.items.size()) {
      for (std::size_t i = 0; i < a.items.size(); ++i) look(path + "." + std::to_string(i), a.items[i], b.items[i]);
      return;
    }
    places_.push_back({path, to_document_text(a), to_document_text(b)});
  }

 private:
  void look_inside(const std::string& path, const Value& a, const Value& b) {
    const std::string inside = path.empty() ? path : path + ".";
    const auto is_meant = [&](const std::string& key) { return !path.empty() || key != "readings"; };
    for (const auto& [key, value] : b.entries) {
      if (!is_meant(key.text)) continue;
      if (const Value* other = a.find(key.text); other != nullptr)
        look(inside + key.text, *other, value);
      else
        places_.push_back({inside + key.text, "", to_document_text(value)});
    }
    for (const auto& [key, value] : a.entries)
      if (is_meant(key.text) && b.find(key.text) == nullptr)
        places_.push_back({inside + key.text, to_document_text(value), ""});
  }

  std::vector<PlaceDifference> places_;
};

}  // namespace

std::vector<PlaceDifference> places_that_differ(const Value& before, const Value& after) {
  Places places;
  places.look("", before, after);
  return places.take();
}

}  // namespace slakit
