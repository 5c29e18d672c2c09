// What a check sees and reports. Private to src/contract.
//
// A check is a function of a Checker and a row of the table in checks/table.cpp, which gives it its code:
//
//     void find_zero_counts(Checker& f) {
//       for (const CapRule& cap : f.contract.caps)
//         if (cap.trailing == 0) f.report("caps." + cap.name + ".trailing", "no window at all; write at least 1");
//     }
//
// Paths are written in full ("obligations.a.clock.stop.0.event"); a step that the document leaves out, because it uses
// a short form or lacks the key, is skipped when the place is looked up.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"
#include "uses.hpp"

namespace slakit {

// Places of a document by path. New sections of the document are seen; a section that is replaced is not.
class Places {
 public:
  struct Place {
    std::string path;
    const Value* value = nullptr;  // without `assumed`
    Mark mark;
  };

  explicit Places(const Value& document);

  const Value* find(std::string_view path) const;  // what stands exactly there, without `assumed`, or null; borrowed
  Place nearest(std::string_view path) const;      // missing steps skipped
  bool has_empty_text() const noexcept { return has_empty_text_; }

 private:
  using Items = std::unordered_map<std::string_view, const Value*>;
  const Value* find_in_section(std::string_view section, std::string_view step) const;

  const Value& document_;
  std::map<std::string, Items, std::less<>> sections_;  // they may be long
  bool has_empty_text_ = false;                         // where a name may be expected
};

class Checker {
 public:
  Checker(const Contract& read, const Value& document, const std::vector<std::string>& source_names,
          const std::vector<Problem>& before);

  const Contract& contract;
  const Uses& uses() const noexcept { return uses_; }

  void report(std::string_view path, std::string message);
  void report_unset(std::string_view path, std::string message);  // of a place that the document leaves unset

  bool has(std::string_view path) const { return places_.find(path) != nullptr; }
  bool is_none(std::string_view path) const;        // the document says `none`
  bool says_nothing(std::string_view path) const;   // an empty text stands there, and reading it was fine
  bool is_readable(const std::string& path) const;  // reading found no problem there
  int line_of(std::string_view path) const { return places_.nearest(path).mark.line; }
  const Value* find(std::string_view path) const { return places_.find(path); }
  const Value* nearest(std::string_view path) const { return places_.nearest(path).value; }  // never null
  std::string resolved(std::string_view path) const { return places_.nearest(path).path; }

  // "; did you mean 'response'?", or what names there are. With many names and many mistakes it says less.
  std::string hint(const std::vector<std::string_view>& known, std::string_view wrong);

  // For the table: what follows is reported under this code.
  void begin(std::string_view code) { code_ = code; }
  std::vector<Problem> take() { return std::exchange(problems_, {}); }

 private:
  void add(std::string path, std::string message, Mark mark);

  Places places_;
  Uses uses_;
  const std::vector<std::string>& source_names_;
  std::vector<std::string_view> unreadable_;  // paths, sorted
  std::string_view code_;
  std::vector<Problem> problems_;
  std::size_t compared_ = 0;
};

}  // namespace slakit
