// Names as small integers: the code of a name is its place in the list.
//
//     Dictionary d;
//     d.intern("received")   // 0
//     d.intern("restored")   // 1
//     d.find("closed")       // Dictionary::absent
//     d.in_byte_order()      // true: so far, every name is greater than the one before
//
// Codes are local to one dictionary: they never decide an order and never reach an output. A copy shares the names
// until one of the two takes up another, so copies cost nothing. Thread-safety: like a standard container's; copies
// may be used by different threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace slakit {

class Dictionary {  // compiled (floor io), so that this header stays light
 public:
  using Code = std::int32_t;
  static constexpr Code absent = -1;

  Dictionary() noexcept = default;
  Dictionary(const Dictionary&) noexcept = default;
  Dictionary(Dictionary&& other) noexcept { swap(other); }
  Dictionary& operator=(Dictionary other) noexcept {
    swap(other);
    return *this;
  }
  ~Dictionary() = default;

  // The name's code, a new one where it has none yet.
  Code intern(std::string_view name);
  Code find(std::string_view name) const noexcept;

  // Some of these names under new codes, 0 for codes[0]. The codes are given in byte order of their names.
  Dictionary pick(std::span<const Code> codes) const;

  const std::string& name(Code code) const noexcept { return *names_[static_cast<std::size_t>(code)]; }
  std::size_t size() const noexcept { return size_; }
  bool in_byte_order() const noexcept { return in_byte_order_; }

  void swap(Dictionary& other) noexcept {
    std::swap(table_, other.table_);
    std::swap(names_, other.names_);
    std::swap(size_, other.size_);
    std::swap(in_byte_order_, other.in_byte_order_);
  }

 private:
  struct Table;
  void own();

  std::shared_ptr<Table> table_;               // none: no name yet
  const std::string* const* names_ = nullptr;  // the table's list
  std::size_t size_ = 0;
  bool in_byte_order_ = true;
};

}  // namespace slakit
