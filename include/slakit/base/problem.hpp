// One thing wrong with an input: where it is, what it is, what to write instead.
//
//     Problem p{"unknown-key", "obligations.response.clok", "unknown key 'clok'; did you mean 'clock'?",
//               "contract.yaml", {12, 5}};
//     to_string(p)   // "contract.yaml:12:5: obligations.response.clok: unknown key 'clok'; did you mean 'clock'? [unknown-key]"
//
// Codes are stable kebab-case words; programs match on them, people read the message.
#pragma once

#include <string>
#include <vector>

namespace slakit {

// A place in a text: 1-based line and column, columns counted in Unicode code points; 0 = not known. `file` is an index
// into the list of files that the document was read from: 0 the document itself, then what it includes.
struct Mark {
  int line = 0;
  int column = 0;
  int file = 0;
  friend constexpr bool operator==(const Mark&, const Mark&) = default;
};

struct Problem {
  std::string code;
  std::string path;     // "obligations.response.clock.target", or "row 12, column at"; may be empty
  std::string message;  // what is wrong; what to write instead
  std::string source;   // file name or "<text>"; may be empty
  Mark mark;

  friend bool operator==(const Problem&, const Problem&) = default;
};

inline std::string to_string(const Problem& problem) {
  std::string text = problem.source;
  if (problem.mark.line > 0) {
    text += (text.empty() ? "line " : ":") + std::to_string(problem.mark.line);
    if (problem.mark.column > 0) text += ":" + std::to_string(problem.mark.column);
  }
  if (!text.empty()) text += ": ";
  if (!problem.path.empty()) text += problem.path + ": ";
  return text + problem.message + " [" + problem.code + "]";
}

inline std::string to_string(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += to_string(problem);
  }
  return text;
}

}  // namespace slakit
