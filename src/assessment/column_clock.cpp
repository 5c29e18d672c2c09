#include "assessment/column_clock.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "assessment/consent_waits.hpp"
#include "slakit/plan/moments.hpp"

namespace slakit {
namespace {

constexpr std::size_t combinations_max = 4096;

// One combination of codes, as a ticket.
struct TicketOfCodes {
  std::vector<Dictionary::Code> codes;  // by attribute of the log

  Dictionary::Code value(Binding::Attribute attribute) const noexcept {
    return codes[static_cast<std::size_t>(attribute)];
  }
  static const Target* agreed(const Binding::BoundTarget&) noexcept { return nullptr; }
};

// Nothing but a start and stops moves it.
bool is_plain(const Binding::BoundLevel& level) noexcept {
  const Clock& clock = level.clock;
  return !level.follows_attributes() && !level.breach_of && clock.after == Duration{} &&
         clock.cycles == Cycles::first && !clock.starts_by_breach && !clock.may_reopen;
}

bool allows_working_time(const Binding::BoundLevel& level) noexcept {
  return !level.targets.empty() &&
         std::all_of(level.targets.begin(), level.targets.end(), [](const Binding::BoundTarget& rule) {
           return !rule.is_agreed && rule.target.is_timer() && rule.target.within > Duration{};
         });
}

class Maker {
 public:
  Maker(const Plan& plan, const TableLog& rows) noexcept : plan_(plan), rows_(rows) {}

  bool make(const Binding::BoundLevel& level, ColumnClock& clock) {
    if (!is_plain(level) || !allows_working_time(level) || !find_columns(level, clock)) return false;
    clock.calendar = &plan_.calendars[static_cast<std::size_t>(level.clock.calendar)];
    clock.boundary = level.clock.boundary;
    clock.holds = *level.holds;
    return ask(level, clock);
  }

 private:
  bool find_columns(const Binding::BoundLevel& level, ColumnClock& clock) const {
    std::size_t starts = 0;
    for (std::size_t column = 0; column < rows_.types().size(); ++column) {
      const Roles roles = level.roles[static_cast<std::size_t>(rows_.types()[column])];
      if ((roles & ~(role::start | role::stop)) != 0 || roles == (role::start | role::stop)) return false;
      if (roles == role::stop) clock.stops.push_back(column);
      if (roles != role::start) continue;
      clock.start = column;
      ++starts;
    }
    return starts == 1;
  }

  bool ask(const Binding::BoundLevel& level, ColumnClock& clock) const {
    std::vector<Binding::Attribute> attributes;
    note_attributes(level.applies, attributes);
    for (const Binding::BoundTarget& rule : level.targets) note_attributes(rule.where, attributes);
    std::size_t combinations = 1;
    for (const Binding::Attribute attribute : attributes) {
      const TextCodes& column = rows_.attributes()[static_cast<std::size_t>(attribute)];
      clock.asked.push_back({column.codes, combinations});
      combinations *= column.values->size() + 1;
      if (combinations > combinations_max) return false;
    }
    for (std::size_t place = 0; place < combinations; ++place)
      clock.by_codes.push_back(allowed(level, ticket_at(place, attributes)));
    return true;
  }

  static void note_attributes(const Binding::BoundWhere& where, std::vector<Binding::Attribute>& list) {
    for (const Binding::BoundCondition& one : where)
      if (one.attribute != Binding::no_attribute && std::find(list.begin(), list.end(), one.attribute) == list.end())
        list.push_back(one.attribute);
  }

  TicketOfCodes ticket_at(std::size_t place, const std::vector<Binding::Attribute>& attributes) const {
    TicketOfCodes ticket{std::vector<Dictionary::Code>(rows_.attributes().size(), Dictionary::absent)};
    for (const Binding::Attribute attribute : attributes) {
      const std::size_t values = rows_.attributes()[static_cast<std::size_t>(attribute)].values->size() + 1;
      ticket.codes[static_cast<std::size_t>(attribute)] = static_cast<Dictionary::Code>(place % values) - 1;
      place /= values;
    }
    return ticket;
  }

  static Allowed allowed(const Binding::BoundLevel& level, const TicketOfCodes& ticket) {
    const detail::MatchedTarget match = detail::target_of(level, ticket);
    return {Binding::matches(level.applies, [&](Binding::Attribute a) { return ticket.value(a); }), match.rule,
            match.target->within};
  }

  const Plan& plan_;
  const TableLog& rows_;
};

std::vector<ColumnClock> clocks_of(const Plan& plan, const Binding& binding, const TableLog& rows) {
  std::vector<ColumnClock> clocks(binding.levels().size());
  Maker maker(plan, rows);
  for (std::size_t level = 0; level < clocks.size(); ++level)
    if (plan.service_levels[level].pays_for_time_saved || !maker.make(binding.levels()[level], clocks[level]))
      return {};
  return clocks;
}

}  // namespace

ColumnPlan column_plan(const Plan& plan, const Binding& binding, const TicketTable& table, const TableLog& rows) {
  ColumnPlan made;
  if (!plan.amended.empty() || waits_for_consent(plan)) return made;
  for (std::size_t term = 0; term < plan.terms.size(); ++term) {
    if (plan.terms[term].kind != PricedKind::event) continue;
    const std::string& event = plan.contract.penalties[term].prices.event;
    if (event.empty()) return made;  // a ticket that begins to match
    for (const EventInstants& column : table.events)
      if (column.event == event) made.priced_events.push_back(column.at);
  }
  for (const TextCodes& column : table.attributes)
    if (std::find(plan.loss_attributes.begin(), plan.loss_attributes.end(), column.name) != plan.loss_attributes.end())
      made.documented.push_back(column.codes);
  made.clocks = clocks_of(plan, binding, rows);
  return made;
}

}  // namespace slakit
