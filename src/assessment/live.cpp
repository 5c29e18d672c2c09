#include "slakit/assessment/live.hpp"

#include <algorithm>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <iterator>
#include <utility>

#include "assessment/consent_waits.hpp"
#include "assessment/decide.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/clock/lateness.hpp"
#include "slakit/clock/reading.hpp"
#include "slakit/plan/agreed_target.hpp"
#include "slakit/plan/moments.hpp"

namespace slakit {
namespace {

// ---- a plan's words -------------------------------------------------------------------------------------------------

class Words {
 public:
  explicit Words(const Plan& plan) {
    for (std::size_t i = 0; i < plan.service_levels.size(); ++i) {
      add(plan.contract.obligations[i].applies);
      add(plan.service_levels[i]);
    }
    std::sort(log_.attributes.begin(), log_.attributes.end(),
              [](const TextColumn& a, const TextColumn& b) { return a.name < b.name; });
    log_.first = {0};
  }

  EventLog take() && { return std::move(log_); }

 private:
  void add(const Plan::ServiceLevel& level) {
    for (const Plan::ServiceLevel::EventRole& event : level.roles) {
      if (!event.rule.event.empty()) log_.types.intern(event.rule.event);
      add(event.rule.where);
    }
    for (const Where& where : level.pauses_while) add(where);
    for (const Plan::ServiceLevel::TargetChoice& target : level.targets) {
      add(target.where);
      if (!target.attribute.empty()) column(target.attribute);
    }
    if (!level.calendar_attribute.empty())
      for (const Plan::ServiceLevel::HeldCalendar& held : level.calendars)
        column(level.calendar_attribute).values.intern(held.value);
  }

  void add(const Where& where) {
    for (const Condition& condition : where)
      for (const std::string& value : condition.values) column(condition.attribute).values.intern(value);
  }

  TextColumn& column(const std::string& name) {
    for (TextColumn& known : log_.attributes)
      if (known.name == name) return known;
    return log_.attributes.emplace_back(TextColumn{name, {}, {}});
  }

  EventLog log_;
};

std::string digest_of(const Plan& plan) {
  std::string content = "slakit plan 1\n";
  if (plan.contract.document != nullptr) content += to_document_text(*plan.contract.document) + "\n";
  for (const Choice& choice : plan.choices) content += choice.path + ": " + to_document_text(choice.value) + "\n";
  for (const Calendar& calendar : plan.calendars) content += calendar.digest() + "\n";
  content += plan.zone.name() + " " + plan.zone.tzdata_version();
  // The namespace is the name of this form of content; it may never change.
  const boost::uuids::name_generator_sha1 project(boost::uuids::ns::url());
  return to_string(boost::uuids::name_generator_sha1(project("https://slakit/plan"))(content));
}

std::vector<std::size_t> order_of(const Plan& plan) {
  const std::size_t count = plan.service_levels.size();
  std::vector<std::size_t> order;
  std::vector<char> is_placed(count, 0);
  for (std::size_t level = 0; level < count; ++level) {
    std::vector<std::size_t> chain;
    for (std::optional<std::size_t> i = level; i && is_placed[*i] == 0; i = plan.service_levels[*i].breach_of) {
      is_placed[*i] = 1;
      chain.push_back(*i);
    }
    order.insert(order.end(), chain.rbegin(), chain.rend());
  }
  return order;
}

// ---- a ticket's events ----------------------------------------------------------------------------------------------

using Pending = LiveTicket::Pending;

// As a log orders them: attribute by attribute in the order of their names, an absent one first.
int compare(const std::vector<LiveTicket::Attribute>& a, const std::vector<LiveTicket::Attribute>& b) noexcept {
  for (std::size_t i = 0; i < a.size() || i < b.size(); ++i) {
    if (i == a.size()) return -1;
    if (i == b.size()) return 1;
    if (const int names = a[i].name.compare(b[i].name); names != 0) return names < 0 ? 1 : -1;
    if (const int values = a[i].value.compare(b[i].value); values != 0) return values;
  }
  return 0;
}

class PendingOrder {
 public:
  explicit PendingOrder(const Dictionary& types) noexcept : types_(types) {}

  bool operator()(const Pending& a, const Pending& b) const noexcept {
    if (a.sequence != b.sequence) return a.sequence < b.sequence;
    if (const int names = name(a).compare(name(b)); names != 0) return names < 0;
    return compare(a.attributes, b.attributes) < 0;
  }

 private:
  const std::string& name(const Pending& event) const noexcept {
    return event.type == Dictionary::absent ? event.name : types_.name(event.type);
  }

  const Dictionary& types_;
};

// What rules ask of a ticket.
struct TicketValues {
  std::span<const LiveTicket::Value> values;

  EventLog::Code value(Binding::Attribute attribute) const noexcept {
    return values[static_cast<std::size_t>(attribute)].code;
  }
  const Target* agreed(const Binding::BoundTarget& rule) const noexcept {
    if (rule.attribute == Binding::no_attribute) return nullptr;
    return &values[static_cast<std::size_t>(rule.attribute)].agreed;
  }
};

struct PendingEvents {
  const EventLog& words;
  std::span<const Pending> events;

  std::size_t size() const noexcept { return events.size(); }
  EventLog::Code type(std::size_t i) const noexcept { return events[i].type; }
  std::int64_t sequence(std::size_t i) const noexcept { return events[i].sequence; }
  EventLog::Code own(std::size_t i, Binding::Attribute attribute) const noexcept {
    const TextColumn& column = words.attributes[static_cast<std::size_t>(attribute)];
    for (const LiveTicket::Attribute& given : events[i].attributes) {
      if (given.name != column.name) continue;
      const EventLog::Code code = column.values.find(given.value);
      return code == Dictionary::absent ? LiveTicket::Value::unknown : code;
    }
    return Dictionary::absent;
  }
};

bool applies(const Binding::BoundLevel& level, const TicketValues& ticket) noexcept {
  return Binding::matches(level.applies, [&](Binding::Attribute a) { return ticket.value(a); });
}

Finding finding_at(const LivePlan& plan, std::size_t index, const Course& course, Instant as_of) noexcept {
  const Binding::BoundLevel& level = plan.binding().levels()[index];
  Finding finding;
  find(level, read(level.clock, course, as_of), Duration{1}, finding);
  finding.obligation = static_cast<std::uint16_t>(index);
  if (finding.verdict == Verdict::breached)
    finding.late = lateness(*finding.due, *finding.ended, course.spans,
                            plan.plan().policies.pause_after_due == PauseAfterDue::stops_accrual, plan.plan().zone);
  return finding;
}

// An event of this type can mean something to the clock.
bool concerns(const Binding::BoundLevel& level, EventLog::Code type) {
  if (level.breach_of) return true;
  if (type == Dictionary::absent) return false;
  return level.roles[static_cast<std::size_t>(type)] != 0 ||
         std::any_of(level.events.begin(), level.events.end(),
                     [&](const Binding::BoundEvent& rule) { return rule.type == type; });
}

}  // namespace

std::vector<Unsupported> LivePlan::not_watched() const {
  Contract whole = plan_.contract;
  const auto add = [&whole](const auto& promises) {
    for (const auto& promise : promises) whole.obligations.push_back(promise.obligation);
  };
  add(plan_.duties);
  add(plan_.promises);
  add(plan_.indicators);
  return not_watched_live(whole);
}

LivePlan::LivePlan(Plan plan)
    : plan_(std::move(plan)),
      words_(Words(plan_).take()),
      binding_(plan_, words_),
      order_(order_of(plan_)),
      is_followed_(plan_.service_levels.size(), 0),
      is_agreed_(words_.attributes.size(), 0),
      digest_(digest_of(plan_)) {
  if (waits_for_consent(plan_))
    throw InputError({{"waits-for-consent",
                       "policies.waiting_for_consent",
                       "live tickets do not pause while only the customer's consent is outstanding; let clocks run, or "
                       "replay the log",
                       "",
                       {}}});
  if (!plan_.amended.empty())
    throw InputError(
        {{"amended",
          "amendments",
          "live tickets run under one version of the terms; compile the contract of amended_contracts() that "
          "is in force, and replay open tickets on an amendment's first day",
          "",
          {}}});
  for (const Plan::ServiceLevel& level : plan_.service_levels)
    if (level.breach_of) is_followed_[*level.breach_of] = 1;
  for (const Binding::BoundLevel& level : binding_.levels()) {
    looks_back_ = looks_back_ || level.breach_of || !level.beginnings.empty() || !level.pauses_while.empty();
    for (const Binding::BoundTarget& target : level.targets)
      if (target.attribute != Binding::no_attribute) is_agreed_[static_cast<std::size_t>(target.attribute)] = 1;
  }
  for (EventLog::Code type = Dictionary::absent; type < static_cast<EventLog::Code>(words_.types.size()); ++type) {
    std::vector<std::size_t>& levels = concerned_.emplace_back();
    std::copy_if(order_.begin(), order_.end(), std::back_inserter(levels),
                 [&](std::size_t level) { return is_followed(level) || concerns(binding_.levels()[level], type); });
  }
}

LivePlan::~LivePlan() = default;

// One instant's events, settled: attributes first, then each clock.
class LiveTicket::Settling {
 public:
  Settling(const LivePlan& plan, LiveTicket& ticket, std::vector<Finding>* finished) noexcept
      : plan_(plan), ticket_(ticket), finished_(finished) {}

  // Hands out a cycle that ends; one that began in this very instant meets the ticket's attributes of it.
  auto finisher(std::size_t index, Instant at, const TicketValues& now) noexcept {
    return [this, index, at, now](const Course& course) {
      const bool applies = course.triggered == at ? slakit::applies(plan_.binding().levels()[index], now)
                                                  : ticket_.clocks_[index].applies;
      if (finished_ != nullptr && applies) finished_->push_back(finding_at(plan_, index, course, range_end));
    };
  }

  // Breaches that the time before `at` brought start the clocks that follow them.
  void follow_breaches(std::size_t index, Instant at, const TicketValues& before) {
    const Binding::BoundLevel& level = plan_.binding().levels()[index];
    Clocked& clocked = ticket_.clocks_[index];
    if (level.clock.starts_by_breach && !clocked.is_begun) {
      const std::optional<Instant> breach = ticket_.breach_before(plan_, index);
      if (breach && *breach < at) {
        clocked.is_begun = true;
        auto finish = finisher(index, at, before);
        detail::Advance(level.clock, clocked.course, finish).start_by_breach(*breach);
        clocked.applies = slakit::applies(level, before);
      }
    }
    if (plan_.is_followed(index)) note_breach(level.clock, clocked.course, at);
  }

  void take(Instant at) {
    std::vector<Pending>& events = ticket_.pending_;
    if (events.size() > 1) std::sort(events.begin(), events.end(), PendingOrder(plan_.words().types));
    bool is_changed = !ticket_.has_settled_;
    const bool has_attributes =
        std::any_of(events.begin(), events.end(), [](const Pending& event) { return !event.attributes.empty(); });
    if (has_attributes) {
      if (plan_.looks_back()) before_ = ticket_.values_;
      is_changed = take_values() || is_changed;
    }
    ticket_.has_settled_ = true;
    const TicketValues after{ticket_.values_};
    const TicketValues before{before_.empty() ? after.values : std::span<const Value>(before_)};
    // By far the most: one event, and nothing about the ticket is new.
    const bool is_plain = !is_changed && events.size() == 1;
    for (const std::size_t index : is_plain ? plan_.concerned(events[0].type) : plan_.order())
      take(index, at, before, after, is_changed);
    events.clear();
  }

 private:
  bool take_values() {
    bool is_changed = false;
    for (const Pending& event : ticket_.pending_)
      for (const Attribute& given : event.attributes) {
        Value* value = value_of(given.name);
        if (value == nullptr || (value->code != Dictionary::absent && value->text == given.value)) continue;
        const auto index = static_cast<std::size_t>(value - ticket_.values_.data());
        *value = ticket_.value(plan_, index, given.value);
        is_changed = true;
      }
    return is_changed;
  }

  Value* value_of(const std::string& name) noexcept {
    const TextColumn* column = plan_.words().attribute(name);
    return column == nullptr ? nullptr
                             : &ticket_.values_[static_cast<std::size_t>(column - plan_.words().attributes.data())];
  }

  void take(std::size_t index, Instant at, const TicketValues& before, const TicketValues& after, bool is_changed) {
    const Binding::BoundLevel& level = plan_.binding().levels()[index];
    Clocked& clocked = ticket_.clocks_[index];
    if (level.breach_of || plan_.is_followed(index)) follow_breaches(index, at, before);
    auto finish = finisher(index, at, after);
    detail::Advance advance(level.clock, clocked.course, finish);
    const PendingEvents events{plan_.words(), ticket_.pending_};
    if (!is_changed && events.size() == 1) {
      const Roles roles = detail::roles_of_event(level, events, 0, after);
      if (roles == 0) return;
      advance.apply({.at = at, .roles = roles, .by = events.type(0)});
    } else {
      moments_of(level, at, events, before, after, is_changed, [&](const Moment& moment) { advance.apply(moment); });
    }
    const bool has_started = clocked.course.state != ClockState::no_start;
    if (has_started && clocked.course.triggered == at) clocked.applies = slakit::applies(level, after);
  }

  const LivePlan& plan_;
  LiveTicket& ticket_;
  std::vector<Finding>* finished_;
  std::vector<Value> before_;
};

// ---- a ticket -------------------------------------------------------------------------------------------------------

LiveTicket::LiveTicket(const LivePlan& plan) : values_(plan.words().attributes.size()) {
  clocks_.resize(plan.binding().levels().size());
  for (std::size_t i = 0; i < clocks_.size(); ++i) begin(plan.binding().levels()[i].clock, clocks_[i].course);
}

LiveTicket LiveTicket::restore(const LivePlan& plan, const std::vector<Attribute>& values, std::vector<Clocked> clocks,
                               std::vector<Pending> pending, std::optional<Instant> last_event, bool has_settled) {
  LiveTicket ticket(plan);
  for (const Attribute& given : values)
    if (const TextColumn* column = plan.words().attribute(given.name); column != nullptr) {
      const auto index = static_cast<std::size_t>(column - plan.words().attributes.data());
      ticket.values_[index] = ticket.value(plan, index, given.value);
    }
  ticket.clocks_ = std::move(clocks);
  ticket.pending_ = std::move(pending);
  ticket.has_event_ = last_event.has_value();
  ticket.pending_at_ = last_event.value_or(Instant{});
  ticket.has_settled_ = has_settled;
  for (Pending& event : ticket.pending_) event.type = plan.words().types.find(event.name);
  return ticket;
}

LiveTicket::Value LiveTicket::value(const LivePlan& plan, std::size_t attribute, const std::string& text) const {
  Value value;
  value.text = text;
  value.code = plan.words().attributes[attribute].values.find(text);
  if (value.code == Dictionary::absent) value.code = Value::unknown;
  if (plan.is_agreed(attribute)) value.agreed = agreed_target(text, plan.plan().zone).value_or(Target{});
  return value;
}

Taken LiveTicket::advance(const LivePlan& plan, const LiveEvent& event, std::vector<Finding>* finished) {
  if (!in_range(event.at)) return Taken::out_of_range;
  if (has_event_ && event.at < pending_at_) return Taken::late;
  if (has_event_ && event.at > pending_at_) settle(plan, finished);
  has_event_ = true;
  pending_at_ = event.at;
  Pending& pending = pending_.emplace_back();
  pending.sequence = event.sequence;
  pending.type = plan.words().types.find(event.type);
  if (pending.type == Dictionary::absent) pending.name = event.type;
  if (event.attributes.empty()) return Taken::taken;
  for (const LiveAttribute& given : event.attributes)
    pending.attributes.push_back({std::string(given.name), std::string(given.value)});
  std::sort(pending.attributes.begin(), pending.attributes.end(),
            [](const Attribute& a, const Attribute& b) { return a.name < b.name; });
  return Taken::taken;
}

void LiveTicket::settle(const LivePlan& plan, std::vector<Finding>* finished) {
  Settling(plan, *this, finished).take(pending_at_);
}

LiveTicket LiveTicket::settled(const LivePlan& plan, Instant as_of, std::vector<Finding>* finished) const {
  LiveTicket ticket = *this;
  if (has_event_ && pending_at_ < as_of) ticket.settle(plan, finished);
  Settling settling(plan, ticket, finished);
  for (const std::size_t index : plan.order()) settling.follow_breaches(index, as_of, TicketValues{ticket.values_});
  return ticket;
}

std::vector<Finding> LiveTicket::findings(const LivePlan& plan, Instant as_of, std::vector<Finding>* finished) const {
  const LiveTicket ticket = settled(plan, as_of, finished);
  std::vector<Finding> findings;
  if (!ticket.has_settled_) return findings;
  for (std::size_t i = 0; i < ticket.clocks_.size(); ++i) {
    if (!ticket.applies(plan, i)) continue;
    Finding finding = finding_at(plan, i, ticket.clocks_[i].course, as_of);
    if (ticket.is_held_back(plan, i)) not_triggered(finding, Reason::other_not_breached, finding.is_open);
    findings.push_back(finding);
  }
  return findings;
}

std::vector<LiveTicket::Running> LiveTicket::running(const LivePlan& plan, Instant as_of) const {
  LiveTicket ticket = settled(plan, as_of, nullptr);
  std::vector<Running> list;
  if (!ticket.has_settled_) return list;
  for (std::size_t i = 0; i < ticket.clocks_.size(); ++i) {
    if (!ticket.applies(plan, i) || ticket.is_held_back(plan, i)) continue;
    const Finding finding = finding_at(plan, i, ticket.clocks_[i].course, as_of);
    const bool is_broken = finding.verdict == Verdict::breached;
    if (is_broken || (finding.is_open && finding.verdict == Verdict::running))
      list.push_back({finding, std::move(ticket.clocks_[i].course)});
  }
  return list;
}

bool LiveTicket::applies(const LivePlan& plan, std::size_t index) const noexcept {
  const ClockState state = clocks_[index].course.state;
  if (state != ClockState::no_start && state != ClockState::stop_before_start) return clocks_[index].applies;
  return slakit::applies(plan.binding().levels()[index], TicketValues{values_});
}

bool LiveTicket::is_held_back(const LivePlan& plan, std::size_t index) const noexcept {
  const Binding::BoundLevel& level = plan.binding().levels()[index];
  return level.breach_of && !level.clock.starts_by_breach && !breach_before(plan, index);
}

std::optional<Instant> LiveTicket::breach_before(const LivePlan& plan, std::size_t index) const noexcept {
  std::optional<Instant> latest;
  for (std::optional<std::size_t> i = plan.binding().levels()[index].breach_of; i;) {
    const Clocked& clocked = clocks_[*i];
    if (!clocked.applies || !clocked.course.first_breach) return std::nullopt;
    latest = latest ? std::max(*latest, *clocked.course.first_breach) : *clocked.course.first_breach;
    const Binding::BoundLevel& followed = plan.binding().levels()[*i];
    i = followed.clock.starts_by_breach ? std::nullopt : followed.breach_of;
  }
  return latest;
}

// ---- what comes next ------------------------------------------------------------------------------------------------

namespace {

// The first instant after `as_of` at which the state or the verdict of a course differs.
std::optional<Instant> next_state(const Clock& clock, const Course& course, Instant as_of) noexcept {
  const bool has_begun = course.state == ClockState::running || course.state == ClockState::stopped;
  if (!has_begun || course.fault != Fault::none) return std::nullopt;
  if (detail::is_waiting(course, as_of)) return course.started + Duration{1};
  if (course.state == ClockState::stopped) return std::nullopt;
  const Reading reading = read(clock, course, as_of);
  if (reading.fault != Fault::none || reading.is_breached || !reading.has_target()) return std::nullopt;
  const auto kept_until = detail::kept_until(clock, course, reading);
  if (!kept_until || !*kept_until) return std::nullopt;
  return **kept_until + Duration{1};
}

}  // namespace

std::optional<Instant> LiveTicket::next_change(const LivePlan& plan, Instant as_of) const {
  std::optional<Instant> next;
  const auto consider = [&](std::optional<Instant> at) {
    if (at && *at > as_of && (!next || *at < *next)) next = at;
  };
  if (has_event_ && !pending_.empty() && pending_at_ >= as_of) consider(pending_at_ + Duration{1});
  const LiveTicket ticket = settled(plan, as_of, nullptr);
  for (std::size_t i = 0; i < ticket.clocks_.size(); ++i)
    if (ticket.applies(plan, i) && !ticket.is_held_back(plan, i))
      consider(next_state(plan.binding().levels()[i].clock, ticket.clocks_[i].course, as_of));
  for (const LiveStep& step : ticket.steps_of(plan, as_of)) consider(step.instant.at);
  return next;
}

std::vector<LiveStep> LiveTicket::next_steps(const LivePlan& plan, Instant as_of) const {
  return settled(plan, as_of, nullptr).steps_of(plan, as_of);
}

std::vector<LiveStep> LiveTicket::steps_of(const LivePlan& plan, Instant as_of) const {
  std::vector<LiveStep> steps;
  for (std::size_t i = 0; i < clocks_.size(); ++i) {
    const std::vector<StepRule>& rules = plan.plan().service_levels[i].steps;
    const Binding::BoundLevel& level = plan.binding().levels()[i];
    if (rules.empty() || !applies(plan, i)) continue;
    if (is_held_back(plan, i)) continue;
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      const auto next = next_step(level.clock, clocks_[i].course, rules[rule], as_of);
      if (next && *next) steps.push_back({static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(rule), **next});
    }
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const LiveStep& a, const LiveStep& b) { return a.instant.at < b.instant.at; });
  return steps;
}

std::optional<Earliest> earliest(std::span<const Instant> instants) noexcept {
  if (instants.empty()) return std::nullopt;
  // The least of each block first, in lanes that do not wait for each other; then its place.
  constexpr std::size_t block = 4096;
  Earliest best{instants.front(), 0};
  for (std::size_t from = 0; from < instants.size(); from += block) {
    const std::size_t count = std::min(block, instants.size() - from);
    const Instant* const at = instants.data() + from;
    Instant lanes[4] = {best.at, best.at, best.at, best.at};
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4)
      for (std::size_t lane = 0; lane < 4; ++lane) lanes[lane] = std::min(lanes[lane], at[i + lane]);
    for (; i < count; ++i) lanes[0] = std::min(lanes[0], at[i]);
    const Instant least = std::min(std::min(lanes[0], lanes[1]), std::min(lanes[2], lanes[3]));
    if (least < best.at) best = {least, from + static_cast<std::size_t>(std::find(at, at + count, least) - at)};
  }
  return best;
}

}  // namespace slakit
