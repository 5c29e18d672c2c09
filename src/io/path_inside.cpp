#include "path_inside.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "slakit/base/value_text.hpp"

namespace slakit {

std::optional<std::string> path_inside(const std::string& document_path, const std::string& relative, Problem where,
                                       std::vector<Problem>& problems) {
  namespace fs = std::filesystem;
  const auto refuse = [&](const char* code, const std::string& message) {
    where.code = code;
    where.message = "'" + shown(relative) + "' " + message;
    problems.push_back(std::move(where));
    return std::nullopt;
  };
  const fs::path step(relative);
  if (relative.empty() || step.is_absolute() || std::find(step.begin(), step.end(), "..") != step.end())
    return refuse("outside-folder", "is not inside the document's folder; write a path from there, without '..'");
  const fs::path folder = fs::path(document_path).parent_path();
  std::error_code error;
  const fs::path real_folder = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
  const fs::path real = error ? fs::path() : fs::canonical(folder / step, error);
  if (error || !fs::is_regular_file(real, error))
    return refuse("unreadable-file", "is no file in the document's folder; give the path of one that may be read");
  const auto parted = std::mismatch(real_folder.begin(), real_folder.end(), real.begin(), real.end());
  if (parted.first != real_folder.end())
    return refuse("outside-folder", "is a link that leads out of the document's folder; put the file itself there");
  return (folder / step).string();
}

}  // namespace slakit
