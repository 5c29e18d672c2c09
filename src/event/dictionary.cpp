#include "slakit/event/dictionary.hpp"

namespace slakit {

Dictionary::Dictionary() = default;
Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;
Dictionary::~Dictionary() = default;

Dictionary::Code Dictionary::intern(std::string_view name) {
  const auto found = codes_.find(name);
  if (found != codes_.end()) return found->second;
  const Code code = static_cast<Code>(names_.size());
  names_.push_back(std::make_unique<const std::string>(name));
  codes_.emplace(*names_.back(), code);
  return code;
}

Dictionary::Code Dictionary::find(std::string_view name) const noexcept {
  const auto found = codes_.find(name);
  return found == codes_.end() ? absent : found->second;
}

}  // namespace slakit
