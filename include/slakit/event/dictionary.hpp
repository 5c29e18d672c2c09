// Names as small integers: the code of a name is its place in the list.
//
//     Dictionary d;
//     d.intern("received")   // 0
//     d.intern("restored")   // 1
//     d.find("closed")       // Dictionary::absent
//
// Codes are local to one dictionary: they never decide an order and never reach an output.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace slakit {

class Dictionary {
 public:
  using Code = std::int32_t;
  static constexpr Code absent = -1;

  Code intern(std::string_view name) {
    const auto found = codes_.find(name);
    if (found != codes_.end()) return found->second;
    const Code code = static_cast<Code>(names_.size());
    names_.push_back(std::make_unique<const std::string>(name));
    codes_.emplace(*names_.back(), code);
    return code;
  }

  Code find(std::string_view name) const noexcept {
    const auto found = codes_.find(name);
    return found == codes_.end() ? absent : found->second;
  }

  const std::string& name(Code code) const noexcept { return *names_[static_cast<std::size_t>(code)]; }
  std::size_t size() const noexcept { return names_.size(); }

 private:
  std::vector<std::unique_ptr<const std::string>> names_;  // addresses stay, so the map's keys do
  std::unordered_map<std::string_view, Code> codes_;
};

}  // namespace slakit
