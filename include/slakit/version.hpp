// The version of the library: MAJOR.MINOR.PATCH (semver.org). Before 1.0 a minor version may break.
//
//     slakit::version_string   // "0.1.0"
//
// The only place it is written: CMake, pyproject.toml and the pkg-config files read this line.
#pragma once

#include <string_view>

namespace slakit {

inline constexpr std::string_view version_string = "0.1.0";

}  // namespace slakit
