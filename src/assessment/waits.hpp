// Times in which clocks are held whatever their own rules say: while only the customer's consent is outstanding, and
// in excused time. Private to src.
//
//     WaitBook book;
//     book.add(ticket, level, {{t1, t2}, by});
//     Assessor(plan, binding, as_of, &book)
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "slakit/clock/course.hpp"
#include "slakit/event/log.hpp"

namespace slakit {

struct Wait {
  Interval span{};
  EventLog::Code by = Dictionary::absent;  // the event that began it
};
using Waits = std::vector<Wait>;

class WaitBook {
 public:
  // Of one ticket, or of all.
  void add(std::size_t ticket, std::size_t level, const Wait& wait) { own_[{ticket, level}].push_back(wait); }
  void add_everywhere(std::size_t level, const Wait& wait);

  // In order, apart from each other, those that end after `since`.
  Waits of(std::size_t ticket, std::size_t level, Instant since) const;

 private:
  std::map<std::pair<std::size_t, std::size_t>, Waits> own_;
  std::vector<Waits> everywhere_;  // by level
};

// The moments of a clock that is held in these times, too: conditions of its own and waits hold it together.
std::vector<Moment> held(std::vector<Moment> moments, const Waits& waits);

}  // namespace slakit
