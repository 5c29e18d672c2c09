// Joins to a document the sections of the files that it includes. Private to src/io.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

// `names` holds the document's path and gets those of its files, which marks count. `bytes` is the size of its text.
// False if a file could not be read whole: what the document lacks is then not known.
bool join_included(Value& document, std::vector<std::string>& names, std::size_t bytes, std::vector<Problem>& problems);

}  // namespace slakit
