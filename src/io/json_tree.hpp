// JSON to a tree of text, with marks; for what legal JSON yaml-cpp cannot read. Private to src/io.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

// Nothing where the text is no JSON object or array. Numbers, true and false are plain text as they stand there.
std::optional<Value> read_json(std::string_view text, const std::string& source, int file,
                               std::vector<Problem>& problems);

}  // namespace slakit
