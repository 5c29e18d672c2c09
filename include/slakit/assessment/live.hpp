// Live clocks: a ticket's state that takes one event at a time and answers at once, the same as replaying its history.
//
//     const LivePlan plan(compile(contract, {}, load_sources(contract)));  // once; share it between threads
//     LiveTicket ticket(plan);
//     ticket.advance(plan, {.at = t0, .type = "received", .attributes = {{"class", "fault"}}});
//     for (const Finding& finding : ticket.findings(plan, t1)) ...         // elapsed, target, due, verdict of each
//     ticket.next_change(plan, t1);                                        // set one timer; nothing: wait for an event
//     std::string saved = to_json(plan, ticket);                           // io/live_state.hpp
//
// The state is what was settled strictly before an instant, and the events at that instant: one earlier than it is
// `late`, changes nothing, and the host replays. So live equals replay at every prefix in time order, within one
// instant too, in whatever order its events arrive. Findings have no ticket code (0) and no incident.
//
// advance() costs under 100 ns on tickets whose events carry no new attributes (bench/live.cpp). It throws only
// std::bad_alloc; an instant outside 1970-2100 is `out_of_range`. Ownership: values. A ticket belongs to the plan it
// was made for: another is a mistake that `plan_digest` finds where states are read back. Thread-safety: a plan is
// immutable; a ticket is a plain value. Compiled (floor io).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/assessment/finding.hpp"
#include "slakit/clock/course.hpp"
#include "slakit/clock/steps.hpp"
#include "slakit/plan/binding.hpp"
#include "slakit/plan/plan.hpp"

namespace slakit {

// A plan bound to its own words, for events that come as text. Throws InputError: "amended" for a contract with
// amendments, since a live ticket runs under one version of the terms (contract/amended.hpp makes them);
// "waits-for-consent" for one whose clocks pause while only the customer's consent is outstanding. Exclusions are not
// applied: what excuses a breach is often recorded later, and an audit says so (excuses.hpp).
class LivePlan {
 public:
  explicit LivePlan(Plan plan);
  LivePlan(const LivePlan&) = delete;
  LivePlan& operator=(const LivePlan&) = delete;
  ~LivePlan();

  const Plan& plan() const noexcept { return plan_; }
  // What the contract says and live tickets do not watch, though an audit computes it; what no audit computes either is
  // the plan's `left_out`.
  std::vector<Unsupported> not_watched() const;
  const Binding& binding() const noexcept { return binding_; }
  const EventLog& words() const noexcept { return words_; }
  // Service levels in an order in which each comes after the one whose breach it follows.
  const std::vector<std::size_t>& order() const noexcept { return order_; }
  // Of these, those that an event alone can mean something to, by its type (or Dictionary::absent).
  const std::vector<std::size_t>& concerned(EventLog::Code type) const noexcept {
    return concerned_[static_cast<std::size_t>(type) + 1];  // absent: the first
  }
  // Some target is what this attribute says.
  bool is_agreed(std::size_t attribute) const noexcept { return is_agreed_[attribute] != 0; }
  // Other obligations follow this one's breach.
  bool is_followed(std::size_t level) const noexcept { return is_followed_[level] != 0; }
  // Some clock asks what a ticket was like before a change.
  bool looks_back() const noexcept { return looks_back_; }
  // A name for what it computes: equal for the same document, choices, calendars and time zones (a UUID of version 5).
  const std::string& digest() const noexcept { return digest_; }

 private:
  Plan plan_;
  EventLog words_;
  Binding binding_;  // borrows the two above
  std::vector<std::size_t> order_;
  std::vector<std::vector<std::size_t>> concerned_;  // from absent on
  std::vector<char> is_followed_;
  std::vector<char> is_agreed_;
  bool looks_back_ = false;
  std::string digest_;
};

struct LiveAttribute {
  std::string_view name;
  std::string_view value;
};

struct LiveEvent {
  Instant at;
  std::string_view type;
  std::span<const LiveAttribute> attributes = {};
  std::int64_t sequence = 0;  // the source's own order within an instant; 0 where it has none
};

enum class Taken : std::uint8_t {
  taken,
  late,          // earlier than one taken before: nothing changed, replay the history
  out_of_range,  // outside 1970-2100: nothing changed
};

// A step that comes next.
struct LiveStep {
  std::uint16_t obligation = 0;
  std::uint16_t step = 0;  // index in the obligation's clock
  StepInstant instant;
};

class LiveTicket {
 public:
  explicit LiveTicket(const LivePlan& plan);

  // `finished`: gets the findings of cycles that this event (or rather the instant before it) ended for good.
  Taken advance(const LivePlan& plan, const LiveEvent& event, std::vector<Finding>* finished = nullptr);

  // What each obligation that applies says at `as_of`, of which events before count; the last cycle of each.
  // `finished`: cycles that the last instant's events ended, which advance() has not handed out yet.
  std::vector<Finding> findings(const LivePlan& plan, Instant as_of, std::vector<Finding>* finished = nullptr) const;

  // The first instant after `as_of` at which some verdict, state or step differs if no event comes: the one timer that
  // a host needs. Nothing: only an event changes anything. A breach differs one microsecond after its due instant, at
  // which the target is still kept.
  std::optional<Instant> next_change(const LivePlan& plan, Instant as_of) const;

  // The next step of each kind after `as_of`, earliest first.
  std::vector<LiveStep> next_steps(const LivePlan& plan, Instant as_of) const;

  // The running clocks at `as_of`, each with the course that it took so far: for those who look ahead. With them broken
  // ones that have stopped: one that follows another's breach is none before that comes.
  struct Running {
    Finding finding;
    Course course;
  };
  std::vector<Running> running(const LivePlan& plan, Instant as_of) const;

  // The last instant of which an event was taken.
  std::optional<Instant> last_event() const noexcept {
    return has_event_ ? std::optional<Instant>{pending_at_} : std::nullopt;
  }

  // ---- what it is made of, for those who write and read it back (io/live_state.hpp) ----

  struct Value {
    EventLog::Code code = Dictionary::absent;  // of the plan's words; unknown: none of them
    std::string text;
    Target agreed;  // where a target asks for it
    static constexpr EventLog::Code unknown = INT32_MAX;
  };
  struct Attribute {
    std::string name;
    std::string value;
  };
  struct Pending {
    std::int64_t sequence = 0;
    EventLog::Code type = Dictionary::absent;
    std::string name;                   // where the plan has no word for it
    std::vector<Attribute> attributes;  // by name
  };
  struct Clocked {
    Course course;
    bool applies = false;   // to the running cycle
    bool is_begun = false;  // by a breach elsewhere
  };

  const std::vector<Value>& values() const noexcept { return values_; }
  const std::vector<Clocked>& clocks() const noexcept { return clocks_; }
  const std::vector<Pending>& pending() const noexcept { return pending_; }
  Instant pending_at() const noexcept { return pending_at_; }
  bool has_settled() const noexcept { return has_settled_; }
  // `clocks` has one for each service level, `pending` names (its codes are looked up).
  static LiveTicket restore(const LivePlan& plan, const std::vector<Attribute>& values, std::vector<Clocked> clocks,
                            std::vector<Pending> pending, std::optional<Instant> last_event, bool has_settled);

 private:
  class Settling;

  LiveTicket settled(const LivePlan& plan, Instant as_of, std::vector<Finding>* finished) const;
  void settle(const LivePlan& plan, std::vector<Finding>* finished);
  Value value(const LivePlan& plan, std::size_t attribute, const std::string& text) const;
  bool applies(const LivePlan& plan, std::size_t index) const noexcept;
  bool is_held_back(const LivePlan& plan, std::size_t index) const noexcept;
  std::optional<Instant> breach_before(const LivePlan& plan, std::size_t index) const noexcept;
  std::vector<LiveStep> steps_of(const LivePlan& plan, Instant as_of) const;

  std::vector<Value> values_;     // by the words' attributes
  std::vector<Clocked> clocks_;   // by service level
  std::vector<Pending> pending_;  // of the last instant
  Instant pending_at_{};
  bool has_event_ = false;
  bool has_settled_ = false;  // some instant is
};

// The least of a column of instants, such as the next due of many tickets, and where it is: the first of equals.
// Nothing in an empty one. At the speed of reading it.
struct Earliest {
  Instant at;
  std::size_t index;
};
std::optional<Earliest> earliest(std::span<const Instant> instants) noexcept;

}  // namespace slakit
