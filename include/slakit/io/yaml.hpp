// YAML (and JSON, its subset) to a tree of text.
//
//     Value v = slakit::read_yaml("rate: 1%\n", "contract.yaml");
//     v.find("rate")->text    // "1%"
//     v.find("rate")->mark    // {1, 7}
//
// Stricter than YAML, so that every reader sees the same document: one document, no aliases, no tags, no duplicate
// keys, keys are text; valid UTF-8 without control characters. Scalars stay text; only a plain `null`, `~` or nothing
// becomes Kind::null. Limits: 4 MiB, 50 000 values, 64 levels. Columns count code points from 1. Source: YAML 1.2.2,
// read by yaml-cpp. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

// Throws ContractError with all problems.
Value read_yaml(std::string_view text, const std::string& source_name);

// Adds problems instead; the tree holds what could be read, so that a typed reader can say more at once.
Value read_yaml(std::string_view text, const std::string& source_name, std::vector<Problem>& problems);

// The text of a file, or one problem ("unreadable-file") and "". At most 4 MiB and a byte are read.
std::string read_text_file(const std::string& path, std::vector<Problem>& problems);

}  // namespace slakit
