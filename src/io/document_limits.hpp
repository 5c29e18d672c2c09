// How large a document may be, with all that it includes. Private to src/io.
#pragma once

#include <cstddef>

namespace slakit {

inline constexpr std::size_t document_bytes_max = std::size_t{4} << 20;
inline constexpr std::size_t document_nodes_max = 200'000;  // keys and values; a contract of 1 MB has about 80 000
inline constexpr std::size_t document_depth_max = 64;
inline constexpr std::size_t document_includes_max = 16;

}  // namespace slakit
