// Small words of JSON reports. Private to src/io.
#pragma once

#include <boost/describe/enum_to_string.hpp>
#include <string>

#include "slakit/time/period.hpp"

namespace slakit {

// The enumerator as the code has it. Needs its floor's describe.hpp.
template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

// "PT27H"
inline std::string iso(Duration duration) { return to_string(Period{0, 0, duration}); }

}  // namespace slakit
