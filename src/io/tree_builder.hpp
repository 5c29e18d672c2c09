// Makes a Value from what a parser tells in document order, within the limits of documents.
//
// Private to src/io; the parsers are those of YAML and JSON. A parser says where things are by their byte offset; marks
// are made here. Containers are built in place: a parent does not grow while its last child is open.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"

namespace slakit {

// Ends reading: the rest of the text cannot be trusted to mean anything.
struct StopReading {};

// Byte offsets to marks. Quick when asked in order, on lines of any length.
class MarkFinder {
 public:
  MarkFinder(std::string_view text, int file) : text_(text), at_{1, 1, file} {}
  Mark find(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  Mark at_;
};

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, std::string source, int file, std::vector<Problem>& problems)
      : text_(text), source_(std::move(source)), marks_(text, file), problems_(problems) {}

  std::string_view text() const noexcept { return text_; }
  Mark mark(std::size_t offset) { return marks_.find(offset); }
  void problem(std::string code, std::string message, Mark at);

  void scalar(std::string text, bool quoted, std::size_t offset);
  void null(std::size_t offset);
  void open(Value::Kind kind, std::size_t offset, bool in_brackets);
  void close();

  // Where the innermost container that is still open and was opened by a bracket begins.
  const Value* open_bracket() const noexcept;

  // The tree; what is still open is closed as it is.
  Value take();

 private:
  struct Frame {
    Value* container;
    bool in_brackets;
    bool expects_value = false;  // of a mapping: its last entry has only a key
  };

  Value& add(std::size_t offset);
  Value& slot();
  void refuse_tab(std::size_t offset);
  void check_keys(Value& mapping);

  std::string_view text_;
  std::string source_;
  MarkFinder marks_;
  std::vector<Problem>& problems_;
  Value root_;
  std::vector<Frame> stack_;
  std::size_t nodes_ = 0;
};

}  // namespace slakit
