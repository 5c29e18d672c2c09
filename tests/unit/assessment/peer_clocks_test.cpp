// Replays every vector of other engines' clocks with clocks: each becomes a contract and a ticket's events, and what
// its own tests expect is asked of the findings. tests/cases/vectors/README.md says which policy gives which answer.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "support/ticket_case.hpp"

namespace slakit::test {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

std::string text(const json::value& value) { return json::value_to<std::string>(value); }

bool contains(const json::object& object, std::string_view key, std::string_view word) {
  const json::value* list = object.if_contains(key);
  if (list == nullptr) return false;
  for (const json::value& one : list->as_array())
    if (one.as_string() == word) return true;
  return false;
}

// ---- a vector as a contract -----------------------------------------------------------------------------------------

class PeerContract {
 public:
  explicit PeerContract(const json::object& vector) : vector_(vector) {
    if (const json::value* policy = vector.if_contains("policy")) policy_ = policy->as_object();
  }

  std::string document() const {
    json::object obligations;
    bool ends_with_the_day = false;
    for (const auto& target : vector_.at("targets").as_object()) {
      obligations[target.key()] = {{"clause", "1"}, {"clock", clock(target.key(), target.value().as_object())}};
      ends_with_the_day = ends_with_the_day || target.value().as_object().contains("end_of_day");
    }
    json::object policies;
    if (ends_with_the_day) policies["business_day_end"] = "close of business";
    return json::serialize(
        json::object{{"slakit", 1},
                     {"contract", {{"id", "peer"}, {"time_zone", vector_.at("calendar").at("time_zone")}}},
                     {"calendars", {{"hours", calendar(vector_.at("calendar").as_object())}}},
                     {"policies", policies},
                     {"obligations", obligations}});
  }

  const json::object& policy() const noexcept { return policy_; }

 private:
  static json::object calendar(const json::object& recorded) {
    json::object weekly;
    for (const auto& day : recorded.at("weekly").as_object()) {
      json::array spans;
      for (const json::value& span : day.value().as_array())
        spans.emplace_back(text(span.at(0)) + "-" + text(span.at(1)));
      if (!spans.empty()) weekly[day.key()] = spans;
    }
    return {{"weekly", weekly}, {"holidays", recorded.at("holidays")}};
  }

  json::object clock(const std::string& name, const json::object& target) const {
    json::object made = events(name);
    made["calendar"] = "hours";
    made["target"] = allowed(target);
    if (pauses(name)) {
      made["pause"] = "pause";
      made["resume"] = "resume";
    }
    if (const json::object steps = levels(name); !steps.empty()) made["steps"] = steps;
    return made;
  }

  // What starts and stops a target, by what the peer calls it.
  json::object events(const std::string& name) const {
    if (const json::value* start = policy_.if_contains(name + "_starts_on"))
      return {{"start", *start}, {"stop", policy_.at(name + "_stops_on")}, {"cycles", "each"}};
    if (name == "keep_in_loop") {
      const json::value& again = policy_.at("keep_in_loop_restarts_on");
      return {{"start", again}, {"reset", again}, {"stop", policy_.at("keep_in_loop_stops_on")}, {"cycles", "each"}};
    }
    if (name == "update")
      return {{"start", "created"},
              {"stop", policy_.at("update_restarts_on")},
              {"until", "closed"},
              {"cycles", "periodic"},
              {"reopen", "reopened"}};
    const json::array stop =
        name == "resolution" ? json::array{"resolved", "closed"} : json::array{"first_response", "closed"};
    return {{"start", "created"}, {"stop", stop}, {"reopen", "reopened"}};
  }

  // A target whose due instant is hidden while it is paused is paused, unless that does not extend it.
  bool pauses(const std::string& name) const {
    if (contains(policy_, "pause_applies_to", name)) return true;
    const json::value* extends = policy_.if_contains("pause_extends");
    return contains(policy_, "hide_due_while_paused", name) && (extends == nullptr || extends->as_bool());
  }

  static json::value allowed(const json::object& target) {
    if (const json::value* days = target.if_contains("business_days")) return {{"business_days", *days}};
    return {{"within", "PT" + std::to_string(target.at("seconds").to_number<std::int64_t>()) + "S"}};
  }

  // Escalation levels of seconds; those of business days are asked of the calendar.
  json::object levels(const std::string& name) const {
    json::object steps;
    const json::value* all = policy_.if_contains("escalations");
    if (all == nullptr || !all->as_object().contains(name)) return steps;
    for (const json::value& level : all->at(name).as_array()) {
      if (!level.as_object().contains("seconds")) continue;
      const std::int64_t offset = level.at("seconds").to_number<std::int64_t>();
      const std::string length = "PT" + std::to_string(std::abs(offset)) + "S";
      steps[name + " " + std::to_string(steps.size())] = {{offset < 0 ? "before" : "after", length}};
    }
    return steps;
  }

  const json::object& vector_;
  json::object policy_;
};

// A ticket that is created paused is two events of one instant.
std::vector<Happened> happened(const json::object& vector) {
  std::vector<Happened> events;
  for (const json::value& event : vector.at("events").as_array()) {
    const std::string at = text(event.at("at"));
    const std::string type = text(event.at("type"));
    const bool is_paused = type == "created_paused";
    events.push_back({at, is_paused ? "created" : type});
    if (is_paused) events.push_back({at, "pause"});
  }
  return events;
}

// ---- what a vector expects ------------------------------------------------------------------------------------------

class PeerVector {
 public:
  explicit PeerVector(const json::object& vector)
      : vector_(vector), contract_(vector), ticket_(contract_.document(), happened(vector)) {
    const json::value* as_of = vector.if_contains("as_of");
    // A peer has seen the event of the instant at which it is asked.
    as_of_ =
        instant(as_of != nullptr ? text(*as_of) : text(vector.at("events").as_array().back().at("at"))) + Duration{1};
  }

  void replay() const {
    for (const auto& expected : vector_.at("expect").as_object()) {
      const std::string key(expected.key());
      SCOPED_TRACE(key);
      if (key == "next_due")
        EXPECT_EQ(next_due(), optional_instant(expected.value()));
      else if (key == "status")
        EXPECT_EQ(status(), text(expected.value()));
      else if (key == "clock_starts")
        EXPECT_EQ(calendar().next_open(*last("resolution").started), instant(text(expected.value())));
      else
        figure(key, expected.value());
    }
  }

 private:
  static std::optional<Instant> optional_instant(const json::value& value) {
    return value.is_null() ? std::nullopt : std::optional<Instant>{instant(text(value))};
  }

  const Calendar& calendar() const { return ticket_.plan().plan().calendars.front(); }

  Finding last(const std::string& name) const { return ticket_.cycles(as_of_, name).back(); }

  // "first_response_due": the figure `due` of the target `first_response`.
  void figure(const std::string& key, const json::value& value) const {
    const std::string name = target_of(key);
    if (name.empty()) {
      EXPECT_TRUE(value.is_null()) << "a figure of a target that the ticket does not have";
      return;
    }
    const std::string what = key.substr(name.size() + 1);
    if (what == "due")
      EXPECT_EQ(due(name), optional_instant(value));
    else if (what == "at")
      EXPECT_EQ(last(name).ended, instant(text(value)));
    else if (what == "breached")
      EXPECT_EQ(last(name).verdict == Verdict::breached, value.as_bool());
    else if (what == "escalations")
      escalations(name, value.as_array());
    else
      EXPECT_EQ(amount(name, what), value.to_number<std::int64_t>());
  }

  std::string target_of(const std::string& key) const {
    for (const auto& target : vector_.at("targets").as_object())
      if (key.starts_with(std::string(target.key()) + "_")) return target.key();
    return "";
  }

  // An answered message is due no more; the due instant of other targets stays where it was.
  std::optional<Instant> due(const std::string& name) const {
    const Finding finding = last(name);
    const bool ends = contract_.policy().contains(name + "_starts_on");
    return ends && !finding.is_open ? std::nullopt : finding.due;
  }

  std::optional<Instant> next_due() const {
    std::optional<Instant> next;
    for (const auto& target : vector_.at("targets").as_object()) {
      const Finding finding = last(target.key());
      if (finding.is_open && finding.due && (!next || *finding.due < *next)) next = finding.due;
    }
    return next;
  }

  // Seconds, or whole minutes: those that are over, and the others.
  std::int64_t amount(const std::string& name, const std::string& what) const {
    const Duration used = elapsed(name);
    const Duration target = last(name).target;
    if (what == "elapsed") return used / seconds{1};
    if (what == "remaining") return (target - used) / seconds{1};
    if (what == "overdue") return (used - target) / seconds{1};
    if (what == "paused") return paused(name) / seconds{1};
    const std::int64_t whole = used / std::chrono::minutes{1};
    if (what == "elapsed_minutes") return whole;
    EXPECT_EQ(what, "remaining_minutes");
    return target / std::chrono::minutes{1} - whole;
  }

  // Of a target that starts again with each message: what its finished cycles took together.
  Duration elapsed(const std::string& name) const {
    if (name != "update") return last(name).elapsed;
    Duration sum{};
    for (const Finding& cycle : ticket_.cycles(as_of_, name))
      if (!cycle.is_open) sum += cycle.elapsed;
    return sum;
  }

  // Open time of the pauses.
  Duration paused(const std::string& name) const {
    Duration sum{};
    const ExplainedObligation explained = ticket_.explained(as_of_, name);
    for (const Segment& segment : explained.timeline)
      if (segment.state == SegmentState::paused) sum += *calendar().elapsed(segment.span.from, segment.span.to);
    return sum;
  }

  void escalations(const std::string& name, const json::array& expected) const {
    const json::array& levels = contract_.policy().at("escalations").at(name).as_array();
    ASSERT_EQ(levels.size(), expected.size());
    std::size_t step = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const Instant at = instant(text(expected[i]));
      if (levels[i].as_object().contains("seconds"))
        EXPECT_EQ(ticket_.next_step(at - Duration{1}, name + " " + std::to_string(step++)), at);
      else
        EXPECT_EQ(calendar().add_business_days(*due(name), levels[i].at("business_days").to_number<std::int64_t>(),
                                               ticket_.plan().plan().policies.days),
                  at);
    }
  }

  // As frappe/helpdesk shows a ticket of two targets.
  std::string status() const {
    const Finding response = last("first_response");
    const Finding resolution = last("resolution");
    const bool is_failed = response.verdict == Verdict::breached || resolution.verdict == Verdict::breached;
    if (is_failed) return "failed";
    if (!response.is_open && !resolution.is_open) return "fulfilled";
    if (resolution.is_open && !resolution.due) return "paused";
    return response.is_open ? "first_response_due" : "resolution_due";
  }

  const json::object& vector_;
  PeerContract contract_;
  TicketCase ticket_;
  Instant as_of_;
};

// ---- the recorded vectors -------------------------------------------------------------------------------------------

const std::filesystem::path folder = SLAKIT_SOURCE_DIR "/../shared/cases";

json::array recorded(const std::string& peer) {
  std::ifstream in(folder / (peer + ".json"), std::ios::binary);
  return json::parse(std::string(std::istreambuf_iterator<char>(in), {})).as_array();
}

// How many vectors of the peer are replayed.
std::size_t replay(const std::string& peer) {
  std::size_t count = 0;
  const json::array vectors = recorded(peer);
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    const json::object& vector = vectors[i].as_object();
    if (vector.at("op").as_string() != "clock") continue;
    SCOPED_TRACE(peer + " " + std::to_string(i));
    const json::value* ref = vector.if_contains("ref");
    EXPECT_TRUE(!vector.contains("quirk") || (ref != nullptr && !ref->as_array().empty()))
        << "a clock of the peer's own";
    PeerVector(vector).replay();
    ++count;
  }
  return count;
}

class PeerClocks : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the recorded vectors are not here";
  }
};

// Zammad 8 has one figure for what three messages took since the ticket came, which makes it overdue; each of them is
// judged by itself.
TEST_F(PeerClocks, AnUpdateIsJudgedByItself) {
  const json::object vector = recorded("zammad")[8].as_object();
  const TicketCase ticket(PeerContract(vector).document(), happened(vector));
  std::vector<Verdict> verdicts;
  std::vector<std::int64_t> elapsed;
  for (const Finding& cycle : ticket.cycles(instant("2013-03-21 12:15Z"), "update")) {
    verdicts.push_back(cycle.verdict);
    elapsed.push_back(cycle.elapsed / std::chrono::minutes{1});
  }
  EXPECT_EQ(verdicts, (std::vector{Verdict::breached, Verdict::met, Verdict::met, Verdict::running}));
  EXPECT_EQ(elapsed, (std::vector<std::int64_t>{150, 5, 5, 5}));
}

TEST_F(PeerClocks, Zammad) { EXPECT_EQ(replay("zammad"), 28U); }
TEST_F(PeerClocks, Glpi) { EXPECT_EQ(replay("glpi"), 24U); }
TEST_F(PeerClocks, FrappeHelpdesk) { EXPECT_EQ(replay("frappe_helpdesk"), 29U); }
TEST_F(PeerClocks, RequestTracker) { EXPECT_EQ(replay("request_tracker"), 23U); }

}  // namespace
}  // namespace slakit::test
