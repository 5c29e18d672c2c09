#include "includes.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "document_limits.hpp"
#include "path_inside.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {

namespace {

constexpr std::array<std::string_view, 5> includable{"calendars", "holidays", "rosters", "events", "attributes"};

std::size_t nodes_of(const Value& value) {
  std::size_t count = 1;
  for (const Value& item : value.items) count += nodes_of(item);
  for (const auto& [key, held] : value.entries) count += 1 + nodes_of(held);
  return count;
}

class Joiner {
 public:
  Joiner(Value& document, std::vector<std::string>& names, std::size_t bytes, std::vector<Problem>& problems)
      : document_(document), names_(names), bytes_(bytes), nodes_(nodes_of(document)), problems_(problems) {}

  bool join(const std::vector<Value>& paths) {
    std::error_code error;
    files_.push_back(std::filesystem::canonical(names_.front(), error));
    bool complete = true;
    for (std::size_t i = 0; i < paths.size() && i < document_includes_max; ++i) complete &= join_file(paths[i]);
    if (paths.size() <= document_includes_max) return complete;
    problem("too-large", "more than 16 included files; join some", paths[document_includes_max].mark);
    return false;
  }

 private:
  void problem(std::string code, std::string message, const Mark& at) {
    problems_.push_back({std::move(code), "", std::move(message), names_.at(static_cast<std::size_t>(at.file)), at});
  }

  std::string place(const Mark& at) const {
    return names_.at(static_cast<std::size_t>(at.file)) + ":" + std::to_string(at.line) + ":" +
           std::to_string(at.column);
  }

  bool join_file(const Value& path) {
    if (!path.is_scalar()) return true;  // no path; the typed reader says so
    const Problem where{"", "include", "", names_.front(), path.mark};
    const std::optional<std::string> name = path_inside(names_.front(), path.text, where, problems_);
    if (!name) return false;
    if (!is_new(*name)) {
      problem("duplicate-include", "'" + shown(path.text) + "' is read already; include each file once", path.mark);
      return true;
    }
    const std::size_t before = problems_.size();
    const std::string text = read_text_file(*name, problems_);
    bytes_ += text.size();
    if (bytes_ > document_bytes_max) {
      problem("too-large", "the document and what it includes are larger than 4 MiB; include less", path.mark);
      return false;
    }
    names_.push_back(*name);
    Value part = read_yaml(text, *name, problems_, static_cast<int>(names_.size() - 1));
    nodes_ += nodes_of(part);
    if (nodes_ > document_nodes_max) {
      problem("too-large", "the document and what it includes have more than 200 000 values; include less", path.mark);
      return false;
    }
    if (part.is_null() && problems_.size() > before) return false;
    join_sections(part);
    return true;
  }

  bool is_new(const std::string& name) {
    std::error_code error;
    std::filesystem::path file = std::filesystem::canonical(name, error);
    if (std::find(files_.begin(), files_.end(), file) != files_.end()) return false;
    files_.push_back(std::move(file));
    return true;
  }

  void join_sections(Value& part) {
    const Mark start{1, 1, static_cast<int>(names_.size() - 1)};
    if (!part.is_mapping())
      return problem("wrong-type", "expected a mapping with slakit: 1 and sections such as calendars", start);
    const Value* version = part.find("slakit");
    if (version == nullptr)
      problem("missing-key", "missing key 'slakit': the document's version; write slakit: 1", start);
    else if (!version->is_scalar() || version->text != "1")
      return problem("unknown-version", "this version is not known here; write slakit: 1", version->mark);
    for (auto& [key, section] : part.entries) {
      if (key.text == "slakit") continue;
      if (std::find(includable.begin(), includable.end(), key.text) == includable.end())
        problem("not-includable",
                "'" + shown(key.text) +
                    "' belongs in the document itself; an included file has only calendars, holidays, rosters, events "
                    "and attributes",
                key.mark);
      else
        join_section(std::move(key), std::move(section));
    }
  }

  void join_section(Value key, Value section) {
    Value* there = document_.find(key.text);
    if (there == nullptr) return document_.entries.push_back({std::move(key), std::move(section)});
    if (there->is_null()) return static_cast<void>(*there = std::move(section));
    if (there->kind != section.kind || there->is_scalar())
      return problem("wrong-type",
                     "cannot be joined to what is written at " + place(there->mark) + "; write the same kind",
                     key.mark);
    std::move(section.items.begin(), section.items.end(), std::back_inserter(there->items));
    there->entries.reserve(there->entries.size() + section.entries.size());  // the names below stay where they are
    std::map<std::string_view, Mark> taken;
    for (const auto& [name, held] : there->entries) taken.emplace(name.text, name.mark);
    for (Value::Entry& entry : section.entries) {
      const auto same = taken.find(entry.first.text);
      if (same == taken.end())
        there->entries.push_back(std::move(entry));
      else
        problem(
            "duplicate-key",
            "duplicate key '" + shown(entry.first.text) + "'; the first is at " + place(same->second) + "; keep one",
            entry.first.mark);
    }
  }

  Value& document_;
  std::vector<std::string>& names_;
  std::size_t bytes_;
  std::size_t nodes_;
  std::vector<Problem>& problems_;
  std::vector<std::filesystem::path> files_;  // read already, links resolved
};

}  // namespace

bool join_included(Value& document, std::vector<std::string>& names, std::size_t bytes,
                   std::vector<Problem>& problems) {
  const Value* include = document.find("include");
  if (include == nullptr) return true;
  const std::vector<Value> paths = include->is_sequence() ? include->items : std::vector<Value>{*include};
  return Joiner(document, names, bytes, problems).join(paths);
}

}  // namespace slakit
