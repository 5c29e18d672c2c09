// Why a kernel could not answer, carried beside the value it could not give.
//
// Kernels (calendar arithmetic, clocks, pricing) are total and noexcept: they return a `Checked<T>`, never throw.
//
//     Checked<Instant> due = calendar.due(start, hours{4});
//     if (!due) std::cerr << to_string(due.fault);   // "calendar not known for that date"
//     Instant at = due.value_or_throw();             // or: a slakit::FaultError
//
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <string_view>

#include "slakit/base/error.hpp"

namespace slakit {

enum class Fault : std::uint8_t {
  none,
  out_of_range,      // outside 1970-01-01 .. 2100-12-31 (UTC), or a sum that does not fit
  never_opens,       // the search reached the end of the calendar's range without finding open time
  calendar_unknown,  // the calendar's holidays are not published for that date
  nonexistent_time,  // a wall-clock time skipped by a zone change, under the `reject` policy
  ambiguous_time,    // a wall-clock time that occurs twice, under the `reject` policy
  overflow,          // an amount that does not fit its currency's 64-bit minor units
  nonexistent_date,  // a day that its month has not, under the `reject` policy
};

constexpr std::string_view to_string(Fault fault) noexcept {
  switch (fault) {
    case Fault::none: return "none";
    case Fault::out_of_range: return "outside 1970-2100";
    case Fault::never_opens: return "the calendar never opens";
    case Fault::calendar_unknown: return "calendar not known for that date";
    case Fault::nonexistent_time: return "local time skipped by a zone change";
    case Fault::ambiguous_time: return "local time occurs twice";
    case Fault::overflow: return "amount too large";
    case Fault::nonexistent_date: return "the month has no such day";
  }
  return "unknown fault";
}

// Thrown by scalar calls (`value_or_throw`, Python) where a batch would have set its fault column.
class FaultError : public Error {
 public:
  explicit FaultError(Fault fault) : Error(std::string(to_string(fault))), fault_(fault) {}
  Fault fault() const noexcept { return fault_; }

 private:
  Fault fault_;
};

template <class T>
struct [[nodiscard]] Checked {
  T value{};
  Fault fault = Fault::none;

  constexpr Checked() = default;
  constexpr Checked(T v) noexcept : value(v) {}
  constexpr Checked(Fault f) noexcept : fault(f) {}

  constexpr explicit operator bool() const noexcept { return fault == Fault::none; }
  constexpr const T& operator*() const noexcept { return value; }
  constexpr const T* operator->() const noexcept { return &value; }

  constexpr T value_or(T otherwise) const { return fault == Fault::none ? value : otherwise; }
  constexpr const T& value_or_throw() const {
    if (fault != Fault::none) throw FaultError(fault);
    return value;
  }
  friend constexpr bool operator==(const Checked&, const Checked&) = default;
};

}  // namespace slakit
