// What slakit throws when a value cannot be built from input.
//
// Building throws once, with every problem found, each saying where, what, and what to write instead:
//
//     try { slakit::read_contract_file("contract.yaml"); }
//     catch (const slakit::ContractError& e) {
//       for (const slakit::Problem& p : e.problems()) std::cerr << to_string(p) << '\n';
//       // contract.yaml:12:9: obligations.response.clock.target: negative target; write a positive ISO 8601 duration [bad-duration]
//     }
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/problem.hpp"

namespace slakit {

// Root of everything slakit throws.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Bad input: carries all its problems, in the order of the input. what() is them, one a line.
class InputError : public Error {
 public:
  explicit InputError(std::vector<Problem> problems) : Error(to_string(problems)), problems_(std::move(problems)) {}
  const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

class ContractError : public InputError {
 public:
  using InputError::InputError;
};

class CalendarError : public InputError {
 public:
  using InputError::InputError;
};

class LogError : public InputError {
 public:
  using InputError::InputError;
};

}  // namespace slakit
