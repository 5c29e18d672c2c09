#include "slakit/io/live_state.hpp"
#include "slakit/assessment/describe.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json.hpp>
#include <utility>

#include "slakit/base/error.hpp"
#include "slakit/contract/describe.hpp"

namespace slakit {

namespace json = boost::json;

BOOST_DESCRIBE_ENUM(ClockState, no_start, stop_before_start, cancelled, not_triggered, waiting_to_start, running,
                    paused, stopped)
BOOST_DESCRIBE_ENUM(SpanState, running, paused, stopped)
BOOST_DESCRIBE_ENUM(TargetKind, none, working_time, business_days, calendar_days, local_deadline, instant)
BOOST_DESCRIBE_ENUM(Fault, none, out_of_range, never_opens, calendar_unknown, nonexistent_time, ambiguous_time,
                    overflow, nonexistent_date)

namespace {

constexpr int version = 1;

// A course as text: codes are names, amounts are microseconds. What is as it begins is left out.
struct SpanText {
  std::int64_t from = 0;
  SpanState state = SpanState::running;
  std::int16_t calendar = 0;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(SpanText, (), (from, state, calendar, by))

struct TargetText {
  TargetKind kind = TargetKind::none;
  bool of_business_days = false;
  std::int32_t days = 0;
  std::int64_t within = 0;
  std::int64_t time = 0;
  std::int64_t instant = 0;
};
BOOST_DESCRIBE_STRUCT(TargetText, (), (kind, of_business_days, days, within, time, instant))

struct ClockText {
  ClockState state = ClockState::no_start;
  Fault fault = Fault::none;
  int oddities = 0;
  bool applies = false;
  bool is_begun = false;
  bool is_paused = false;
  bool is_held = false;
  bool is_final = false;
  bool stopped_early = false;
  std::int16_t calendar = 0;
  std::int16_t target_rule = -1;
  std::int16_t matched_rule = -1;
  std::int32_t cycle = 0;
  std::string paused_by;
  std::int64_t triggered = 0;
  std::int64_t started = 0;
  std::int64_t ended = 0;
  std::int64_t share = -1;
  std::int64_t first_breach = -1;
  TargetText target;
  TargetText matched;
  std::vector<SpanText> spans;
};
BOOST_DESCRIBE_STRUCT(ClockText, (),
                      (state, fault, oddities, applies, is_begun, is_paused, is_held, is_final, stopped_early, calendar,
                       target_rule, matched_rule, cycle, paused_by, triggered, started, ended, share, first_breach,
                       target, matched, spans))

std::int64_t us(Instant at) noexcept { return at.time_since_epoch().count(); }
Instant instant(std::int64_t us) noexcept { return Instant{Duration{us}}; }

// ---- writing --------------------------------------------------------------------------------------------------------

template <class Described>
json::object written(const Described& value);

template <class T>
json::value written_member(const T& member) {
  if constexpr (std::is_same_v<T, TargetText>) {
    return written(member);
  } else if constexpr (std::is_same_v<T, std::vector<SpanText>>) {
    json::array list;
    for (const SpanText& span : member) list.push_back(written(span));
    return list;
  } else {
    return json::value_from(member);
  }
}

template <class Described>
json::object written(const Described& value) {
  using Members = boost::describe::describe_members<Described, boost::describe::mod_public>;
  static const Described unset;
  json::object object;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    json::value written = written_member(value.*member.pointer);
    if (written != written_member(unset.*member.pointer)) object[member.name] = std::move(written);
  });
  return object;
}

TargetText text_of(const Target& target) {
  return {target.kind,           target.of_business_days, target.days,
          target.within.count(), target.time.count(),     us(target.instant)};
}

class Writer {
 public:
  explicit Writer(const LivePlan& plan) noexcept : plan_(plan) {}

  json::object ticket(const LiveTicket& ticket) const {
    json::object object{{"slakit_live", version}, {"plan", plan_.digest()}, {"settled", ticket.has_settled()}};
    if (ticket.last_event()) object["last_event"] = us(*ticket.last_event());
    json::object values;
    for (std::size_t i = 0; i < ticket.values().size(); ++i)
      if (ticket.values()[i].code != Dictionary::absent)
        values[plan_.words().attributes[i].name] = ticket.values()[i].text;
    object["values"] = std::move(values);
    json::array clocks;
    for (const LiveTicket::Clocked& clocked : ticket.clocks()) clocks.push_back(written(clock(clocked)));
    object["clocks"] = std::move(clocks);
    json::array events;
    for (const LiveTicket::Pending& pending : ticket.pending()) events.push_back(event(pending));
    object["events"] = std::move(events);
    return object;
  }

 private:
  std::string name(EventLog::Code type) const {
    return type == Dictionary::absent ? "" : plan_.words().types.name(type);
  }

  ClockText clock(const LiveTicket::Clocked& clocked) const {
    const Course& course = clocked.course;
    ClockText text{course.state,
                   course.fault,
                   course.oddities,
                   clocked.applies,
                   clocked.is_begun,
                   course.is_paused,
                   course.is_held,
                   course.is_final,
                   course.stopped_early,
                   course.calendar,
                   course.target_rule,
                   course.matched_rule,
                   course.cycle,
                   name(course.paused_by),
                   us(course.triggered),
                   us(course.started),
                   us(course.ended),
                   course.share ? course.share->count() : -1,
                   course.first_breach ? us(*course.first_breach) : -1,
                   text_of(course.target),
                   text_of(course.matched),
                   {}};
    for (const Span& span : course.spans)
      text.spans.push_back({us(span.from), span.state, span.calendar, name(span.by)});
    return text;
  }

  json::object event(const LiveTicket::Pending& pending) const {
    json::object attributes;
    for (const LiveTicket::Attribute& given : pending.attributes) attributes[given.name] = given.value;
    return {{"event", pending.type == Dictionary::absent ? pending.name : name(pending.type)},
            {"sequence", pending.sequence},
            {"attributes", std::move(attributes)}};
  }

  const LivePlan& plan_;
};

// ---- reading --------------------------------------------------------------------------------------------------------

[[noreturn]] void refuse(std::string code, std::string path, std::string message) {
  throw InputError({{std::move(code), std::move(path), std::move(message), "", {}}});
}

[[noreturn]] void refuse_state(const std::string& path) {
  refuse("bad-state", path, "this is no state of a live ticket; give the text that was saved");
}

template <class T>
T read_value(const json::value& value, const std::string& path) {
  const auto result = json::try_value_to<T>(value);
  if (!result) refuse_state(path);
  return *result;
}

template <class Described>
Described read_described(const json::value& value, const std::string& path) {
  if (!value.is_object()) refuse_state(path);
  using Members = boost::describe::describe_members<Described, boost::describe::mod_public>;
  Described read;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    const json::value* found = value.get_object().if_contains(member.name);
    if (found == nullptr) return;
    const std::string place = path + "." + member.name;
    using T = std::remove_reference_t<decltype(read.*member.pointer)>;
    if constexpr (std::is_same_v<T, TargetText>) {
      read.*member.pointer = read_described<TargetText>(*found, place);
    } else if constexpr (std::is_same_v<T, std::vector<SpanText>>) {
      if (!found->is_array()) refuse_state(place);
      for (const json::value& span : found->get_array())
        (read.*member.pointer).push_back(read_described<SpanText>(span, place));
    } else {
      read.*member.pointer = read_value<T>(*found, place);
    }
  });
  return read;
}

class Reader {
 public:
  Reader(const LivePlan& plan, const json::object& state) noexcept : plan_(plan), state_(state) {}

  LiveTicket ticket() const {
    if (member("slakit_live") != json::value(version))
      refuse("unknown-version", "slakit_live", "another version wrote this state; replay the ticket's history");
    if (read_value<std::string>(member("plan"), "plan") != plan_.digest())
      refuse("other-plan", "plan",
             "the state belongs to another plan: the contract, a calendar or the time zones have changed since; replay "
             "the ticket's history");
    std::optional<Instant> last_event;
    if (state_.contains("last_event"))
      last_event = in_time(read_value<std::int64_t>(member("last_event"), "last_event"));
    return LiveTicket::restore(plan_, attributes(member("values"), "values"), clocks(), events(), last_event,
                               read_value<bool>(member("settled"), "settled"));
  }

 private:
  const json::value& member(const char* key) const {
    const json::value* found = state_.if_contains(key);
    if (found == nullptr) refuse_state(key);
    return *found;
  }

  static Instant in_time(std::int64_t us) {
    if (!in_range(instant(us))) refuse_state("an instant outside 1970-2100");
    return instant(us);
  }

  static std::vector<LiveTicket::Attribute> attributes(const json::value& value, const std::string& path) {
    if (!value.is_object()) refuse_state(path);
    std::vector<LiveTicket::Attribute> list;
    for (const auto& [name, text] : value.get_object())
      list.push_back({std::string(name), read_value<std::string>(text, path)});
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return list;
  }

  std::vector<LiveTicket::Clocked> clocks() const {
    const json::value& list = member("clocks");
    const std::size_t count = plan_.binding().levels().size();
    if (!list.is_array() || list.get_array().size() != count) refuse_state("clocks");
    std::vector<LiveTicket::Clocked> clocks;
    for (std::size_t i = 0; i < count; ++i)
      clocks.push_back(clock(read_described<ClockText>(list.get_array()[i], "clocks." + std::to_string(i)), i));
    return clocks;
  }

  LiveTicket::Clocked clock(const ClockText& text, std::size_t level) const {
    const std::string path = "clocks." + std::to_string(level);
    LiveTicket::Clocked clocked;
    clocked.applies = text.applies;
    clocked.is_begun = text.is_begun;
    Course& course = clocked.course;
    course.state = text.state;
    course.fault = text.fault;
    course.oddities = static_cast<Oddities>(text.oddities & oddity::any);
    course.is_paused = text.is_paused;
    course.is_held = text.is_held;
    course.is_final = text.is_final;
    course.stopped_early = text.stopped_early;
    course.calendar = known_calendar(text.calendar, path);
    course.target_rule = text.target_rule;
    course.matched_rule = text.matched_rule;
    course.paused_by = code(text.paused_by);
    course.cycle = text.cycle;
    course.triggered = in_time(text.triggered);
    course.started = in_time(text.started);
    course.ended = in_time(text.ended);
    course.target = target(text.target);
    course.matched = target(text.matched);
    if (text.share >= 0) course.share = Duration{text.share};
    if (text.first_breach >= 0) course.first_breach = in_time(text.first_breach);
    for (const SpanText& span : text.spans) {
      if (!course.spans.empty() && instant(span.from) <= course.spans.back().from) refuse_state(path + ".spans");
      course.spans.push_back({in_time(span.from), code(span.by), known_calendar(span.calendar, path), span.state});
      if (course.spans.back().calendar < 0) refuse_state(path + ".spans");
    }
    const bool has_begun = course.state == ClockState::running || course.state == ClockState::stopped;
    if (has_begun && course.spans.empty()) refuse_state(path + ".spans");
    return clocked;
  }

  std::int16_t known_calendar(std::int16_t calendar, const std::string& path) const {
    const bool is_known = calendar == Moment::no_calendar ||
                          (calendar >= 0 && static_cast<std::size_t>(calendar) < plan_.plan().calendars.size());
    if (!is_known) refuse_state(path + ".calendar");
    return calendar;
  }

  static Target target(const TargetText& text) {
    return {text.kind,
            text.of_business_days,
            text.days,
            Duration{text.within},
            std::chrono::seconds{text.time},
            in_time(text.instant)};
  }

  EventLog::Code code(const std::string& name) const noexcept { return plan_.words().types.find(name); }

  std::vector<LiveTicket::Pending> events() const {
    const json::value& list = member("events");
    if (!list.is_array()) refuse_state("events");
    std::vector<LiveTicket::Pending> events;
    for (const json::value& event : list.get_array()) {
      if (!event.is_object()) refuse_state("events");
      const json::object& object = event.get_object();
      const auto read = [&](const char* key) -> const json::value& {
        const json::value* found = object.if_contains(key);
        if (found == nullptr) refuse_state(std::string("events.") + key);
        return *found;
      };
      LiveTicket::Pending& pending = events.emplace_back();
      pending.name = read_value<std::string>(read("event"), "events.event");
      pending.sequence = read_value<std::int64_t>(read("sequence"), "events.sequence");
      pending.attributes = attributes(read("attributes"), "events.attributes");
    }
    return events;
  }

  const LivePlan& plan_;
  const json::object& state_;
};

}  // namespace

std::string to_json(const LivePlan& plan, const LiveTicket& ticket) {
  return json::serialize(Writer(plan).ticket(ticket));
}

LiveTicket read_live_ticket(const LivePlan& plan, std::string_view text) {
  boost::system::error_code error;
  const json::value state = json::parse(text, error);
  if (error || !state.is_object()) refuse_state("");
  return Reader(plan, state.get_object()).ticket();
}

}  // namespace slakit
