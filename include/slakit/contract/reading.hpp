// Readings and assumptions: what a computation needs and the text does not give.
//
// A reading is one honest meaning of a clause among several. Its `set` names a place in the document by its path
// ("policies.concurrency", "obligations.on-site.clock.start"); `use` is the value there now, `otherwise` what else it
// may mean.
//
//     a day: {clause: "1.1.3(2)", text: ..., set: policies.counting, use: started 24 h, else: [completed 24 h, pro rata]}
//     // a ReadingRule and an Assumption; the Choice {"policies.counting", "pro rata"} puts the other meaning in its place
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slakit/base/value.hpp"
#include "slakit/contract/text.hpp"

namespace slakit {

struct ReadingRule {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;  // verbatim; empty where the contract says nothing
  std::string set;   // path
  Value use;
  std::vector<Value> otherwise;  // key `else`
};

// One choice: put `value` at `path`. An empty list of choices is the contract as written.
struct Choice {
  std::string path;
  Value value;
};

enum class AssumptionKind : std::uint8_t {
  assumed,         // a value marked `assumed` in the document
  reading,         // a reading that the document states
  policy_default,  // a policy left unset that this contract can reach
  argument,        // an argument of the run left unset (as_of, a source's time zone)
  stated,          // what the contract itself says: no assumption, see stated_choices
};

// Those of a contract are its assumed values, then its readings. A place has one of them: where a reading sets what is
// marked `assumed`, the reading, whose `otherwise` has what stands beside the assumed value as well.
struct Assumption {
  AssumptionKind kind = AssumptionKind::assumed;
  std::string clause;
  std::string path;
  std::string used;  // as a document would write it
  // What else it may be, likewise: of a reading, its `else`; of an assumed value, what stands beside it ({assumed: X,
  // else: [Y, Z]}), or else the other values of a type that has few; of a default, those that mean something here.
  std::vector<std::string> otherwise;
  std::string note;  // the reading's verbatim text, or why a default is reachable
};

}  // namespace slakit
