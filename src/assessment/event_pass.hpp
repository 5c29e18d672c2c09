// One pass over a log: tells who listens for an event that it happened, with the ticket's attributes as they are then.
//
//     EventPass pass(binding, as_of);
//     pass.listen(3, 0, rule.before);                      // listener 3, its slot 0
//     pass.run(sink);                                      // sink.hear(heard, pass), sink.end_ticket(ticket, pass)
//
// Within an instant attributes change first; an event's own value comes before the ticket's. A rule without an event is
// heard at the instant at which a ticket begins to match, before that instant's events. Rows of a ticket that say the
// same at the same instant are one. Events at or after `as_of` are not seen.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "slakit/plan/binding.hpp"

namespace slakit {

struct Heard {
  std::size_t listener = 0;
  std::size_t slot = 0;
  std::size_t ticket = 0;
  std::size_t row = 0;  // of the log
  Instant at{};
  bool is_state = false;  // conditions alone: from here on they hold
};

// At one instant, and nothing says which of the two came first.
inline bool is_together(const EventLog& log, const Heard& a, const Heard& b) noexcept {
  return a.at == b.at && (log.sequence.empty() || log.sequence[a.row] == log.sequence[b.row]);
}

class EventPass {
 public:
  EventPass(const Binding& binding, Instant as_of)
      : binding_(binding), log_(binding.log()), as_of_(as_of), by_type_(log_.types.size()) {}

  void listen(std::size_t listener, std::size_t slot, const EventRules& rules) {
    for (const EventRule& rule : rules) {
      Ear ear{listener, slot, binding_.bind(rule.where)};
      if (rule.event.empty())
        states_.push_back(std::move(ear));
      else if (const EventLog::Code code = log_.types.find(rule.event); code != Dictionary::absent)
        by_type_[static_cast<std::size_t>(code)].push_back(std::move(ear));
    }
  }

  template <class Sink>
  void run(Sink& sink) {
    run(sink, 0, log_.ticket_count());
  }
  // Of the tickets [from, to).
  template <class Sink>
  void run(Sink& sink, std::size_t from, std::size_t to) {
    for (std::size_t ticket = from; ticket < to; ++ticket) run_ticket(ticket, sink);
  }

  const EventLog& log() const noexcept { return log_; }
  Instant as_of() const noexcept { return as_of_; }

  // Of a row of the instant that is told, the ticket's value otherwise.
  EventLog::Code value_at(std::size_t row, Binding::Attribute attribute) const noexcept {
    if (attribute == Binding::no_attribute) return Dictionary::absent;
    const auto column = static_cast<std::size_t>(attribute);
    const EventLog::Code own = log_.attributes[column].codes[row];
    return own != Dictionary::absent ? own : after_[column];
  }
  bool matches_at(const Binding::BoundWhere& where, std::size_t row) const noexcept {
    return Binding::matches(where, [&](Binding::Attribute a) { return value_at(row, a); });
  }
  // Of what was told. A state is what holds after its instant, whatever a single row of it says.
  EventLog::Code value_of(const Heard& heard, Binding::Attribute attribute) const noexcept {
    return heard.is_state ? value_now(attribute) : value_at(heard.row, attribute);
  }
  bool matches(const Binding::BoundWhere& where, const Heard& heard) const noexcept {
    return heard.is_state ? matches_now(where) : matches_at(where, heard.row);
  }
  // After that instant; at the end of a ticket, after all that was seen.
  EventLog::Code value_now(Binding::Attribute attribute) const noexcept {
    return attribute == Binding::no_attribute ? Dictionary::absent : after_[static_cast<std::size_t>(attribute)];
  }
  bool matches_now(const Binding::BoundWhere& where) const noexcept { return matches(where, after_); }

 private:
  using Codes = std::vector<EventLog::Code>;
  struct Ear {
    std::size_t listener;
    std::size_t slot;
    Binding::BoundWhere where;
  };

  template <class Sink>
  void run_ticket(std::size_t ticket, Sink& sink) {
    before_.assign(log_.attributes.size(), Dictionary::absent);
    after_ = before_;
    const std::size_t end = log_.first[ticket + 1];
    for (std::size_t row = log_.first[ticket]; row < end && log_.at[row] < as_of_;) {
      std::size_t next = row;
      for (; next < end && log_.at[next] == log_.at[row]; ++next) take_values(next);
      for (const Ear& ear : states_)
        if (!matches(ear.where, before_) && matches(ear.where, after_)) tell(ear, ticket, row, true, sink);
      for (std::size_t i = row; i < next; ++i) {
        if (i > row && is_repeated(i)) continue;
        for (const Ear& ear : by_type_[static_cast<std::size_t>(log_.type[i])])
          if (matches_at(ear.where, i)) tell(ear, ticket, i, false, sink);
      }
      before_ = after_;
      row = next;
    }
    sink.end_ticket(ticket, *this);
  }

  template <class Sink>
  void tell(const Ear& ear, std::size_t ticket, std::size_t row, bool is_state, Sink& sink) {
    sink.hear(Heard{ear.listener, ear.slot, ticket, row, log_.at[row], is_state}, *this);
  }

  void take_values(std::size_t row) noexcept {
    for (std::size_t i = 0; i < log_.attributes.size(); ++i)
      if (const EventLog::Code code = log_.attributes[i].codes[row]; code != Dictionary::absent) after_[i] = code;
  }

  // Says what the row before says.
  bool is_repeated(std::size_t row) const noexcept {
    return log_.type[row] == log_.type[row - 1] &&
           std::all_of(log_.attributes.begin(), log_.attributes.end(),
                       [&](const TextColumn& column) { return column.codes[row] == column.codes[row - 1]; });
  }

  static bool matches(const Binding::BoundWhere& where, const Codes& values) noexcept {
    return Binding::matches(where, [&](Binding::Attribute a) { return values[static_cast<std::size_t>(a)]; });
  }

  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  std::vector<std::vector<Ear>> by_type_;
  std::vector<Ear> states_;
  Codes before_;  // the ticket's attributes on either side of the instant
  Codes after_;
};

}  // namespace slakit
