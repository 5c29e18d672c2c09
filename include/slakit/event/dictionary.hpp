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

  Dictionary();  // the hash map's members are compiled (floor io), so that this header stays light
  Dictionary(Dictionary&&) noexcept;
  Dictionary& operator=(Dictionary&&) noexcept;
  ~Dictionary();

  // The name's code, a new one where it has none yet.
  Code intern(std::string_view name);
  Code find(std::string_view name) const noexcept;

  const std::string& name(Code code) const noexcept { return *names_[static_cast<std::size_t>(code)]; }
  std::size_t size() const noexcept { return names_.size(); }

 private:
  std::vector<std::unique_ptr<const std::string>> names_;  // addresses stay, so the map's keys do
  std::unordered_map<std::string_view, Code> codes_;
};

}  // namespace slakit
