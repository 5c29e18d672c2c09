// YAML (and JSON, its subset) to a tree of text, and back.
//
//     Value v = slakit::read_yaml("rate: 1%\n", "contract.yaml");
//     v.find("rate")->text    // "1%"
//     v.find("rate")->mark    // {1, 7}
//     slakit::to_yaml(v)      // "rate: 1%\n"
//
// Stricter than YAML, so that every reader sees the same document: one document, no aliases, no tags, no merged or
// duplicate keys, keys are text, tabs do not indent; UTF-8 without control characters. Scalars stay text; only a plain
// `null` (Null, NULL), `~` or nothing becomes Kind::null. Limits: 4 MiB, 200 000 keys and values, 64 levels. Columns
// count code points from 1. Source: YAML 1.2.2, read by yaml-cpp; JSON that yaml-cpp cannot read, by Boost.JSON.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

// Throws ContractError with all problems.
Value read_yaml(std::string_view text, const std::string& source_name);

// Adds problems instead; the tree holds what could be read, so that a typed reader can say more at once. Every mark
// gets `file` (see Mark).
Value read_yaml(std::string_view text, const std::string& source_name, std::vector<Problem>& problems, int file = 0);

// A document that read_yaml takes for `value` again; the quotes of text that other readers would take for a bool,
// number, null or date are kept. Mappings are blocks, short lists stand in brackets.
std::string to_yaml(const Value& value);

// The text of a file, or one problem ("unreadable-file") and "". At most 4 MiB and a byte are read.
std::string read_text_file(const std::string& path, std::vector<Problem>& problems);

}  // namespace slakit
