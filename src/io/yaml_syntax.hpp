// What is wrong with text that is not YAML, in words that say what to write. Private to src/io.
#pragma once

#include <cstddef>
#include <string_view>

#include "tree_builder.hpp"

namespace slakit {

// Adds the problem that made yaml-cpp stop at `offset` with `message` while `tree` was being built.
void report_syntax(TreeBuilder& tree, std::string_view message, std::size_t offset);

}  // namespace slakit
