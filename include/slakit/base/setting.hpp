// A value that may be unset: what a document leaves out, or what a result does not have.
//
//     Setting<Counting> counting;             // unset
//     counting.value_or(Counting::pro_rata)   // what holds where nothing is said
//     counting = Counting::completed_24_h;    // set
//     counting == Counting::completed_24_h    // true; unset equals nothing
//
// std::optional in all but weight: each kind of that costs a header 14 million instructions of the compiler, and the
// umbrella header has a hundred kinds. It converts to one. T has a default value. Thread-safety: a plain value.
#pragma once

#include <optional>
#include <utility>

namespace slakit {

template <class T>
class Setting {
 public:
  using value_type = T;

  constexpr Setting() = default;
  constexpr Setting(T value) : value_(std::move(value)), is_set_(true) {}
  constexpr Setting(std::nullopt_t) {}

  constexpr bool has_value() const noexcept { return is_set_; }
  constexpr explicit operator bool() const noexcept { return is_set_; }

  // Of a setting that is set.
  constexpr T& operator*() noexcept { return value_; }
  constexpr const T& operator*() const noexcept { return value_; }
  constexpr T* operator->() noexcept { return &value_; }
  constexpr const T* operator->() const noexcept { return &value_; }

  constexpr T value_or(T otherwise) const { return is_set_ ? value_ : std::move(otherwise); }

  constexpr T& emplace() {
    value_ = T{};
    is_set_ = true;
    return value_;
  }
  constexpr void reset() { *this = Setting(); }

  constexpr operator std::optional<T>() const { return is_set_ ? std::optional<T>(value_) : std::nullopt; }

  friend constexpr bool operator==(const Setting& a, const T& b) { return a.is_set_ && a.value_ == b; }
  friend constexpr bool operator==(const Setting& a, const Setting& b) {
    return a.is_set_ == b.is_set_ && (!a.is_set_ || a.value_ == b.value_);
  }

 private:
  T value_{};
  bool is_set_ = false;
};

}  // namespace slakit
