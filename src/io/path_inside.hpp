// The one rule for files that a document names: they lie in its folder or below.
//
//     path_inside("contracts/a.yaml", "shared/office.yaml", {}, problems)   // "contracts/shared/office.yaml"
//     path_inside("contracts/a.yaml", "../b.yaml", {}, problems)            // nothing, and a problem: outside-folder
//
// Relative, without "..", and inside even where links lead; an existing regular file. Private to src/io.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "slakit/base/problem.hpp"

namespace slakit {

// `where` says where the path is written. A document read from text has the working directory for its folder.
std::optional<std::string> path_inside(const std::string& document_path, const std::string& relative, Problem where,
                                       std::vector<Problem>& problems);

}  // namespace slakit
