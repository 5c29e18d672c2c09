// What a document would be with other values in some places. Private to src/contract.
//
//     Trial trial(draft);
//     trial.put({{"policies.counting", Value::scalar("pro rata")}}).is_fine()   // true: it fits there
//     trial.reads_alike("obligations.a.clock.target", a, b)                     // true for PT60M and PT1H
//
// Only the items that the places lie in are read again; then the contract is checked once as a whole.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/reading.hpp"

namespace slakit {

// A document read and checked, readings and amendments excepted.
struct Draft {
  Value document;
  std::vector<std::string> source_names;
  Contract contract;
  std::vector<Problem> problems;
};

// Keys and values in it.
std::size_t size_of(const Value& value);

class Trial {
 public:
  explicit Trial(Draft& draft) : draft_(draft) {}

  // Problems that the document has with these values and has not without. The draft is the same afterwards.
  struct Outcome {
    std::vector<Problem> of_values;    // each is of one value alone; "unknown-path": there is no such place
    std::vector<Problem> of_contract;  // of what values mean to each other
    bool is_fine() const noexcept { return of_values.empty() && of_contract.empty(); }
  };
  Outcome put(const std::vector<Choice>& choices);

  // Both fit at the path, and mean the same there. In a document with more readings of large items than can be tried,
  // only what is written the same does.
  bool reads_alike(const std::string& path, const Value& a, const Value& b);

 private:
  Draft& draft_;
  std::size_t values_read_ = 0;  // to compare how they read
};

}  // namespace slakit
