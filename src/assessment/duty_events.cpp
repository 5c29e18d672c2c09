#include "assessment/duty_events.hpp"

#include <algorithm>

namespace slakit {
namespace {

using Codes = std::vector<EventLog::Code>;

class Collector {
 public:
  Collector(const Plan& plan, const Binding& binding, Instant as_of)
      : plan_(plan), binding_(binding), log_(binding.log()), as_of_(as_of), by_type_(log_.types.size()) {
    for (std::size_t duty = 0; duty < binding.duties().size(); ++duty) {
      const Binding::BoundDuty& bound = binding.duties()[duty];
      for (const Binding::BoundEvent& event : bound.events) note(event.type, duty);
      if (!bound.beginnings.empty()) with_beginnings_.push_back(duty);
    }
    found_.resize(binding.duties().size());
  }

  std::vector<DutyOccurrences> collect() && {
    for (std::size_t ticket = 0; ticket < log_.ticket_count(); ++ticket) collect(ticket);
    return std::move(found_);
  }

 private:
  void note(EventLog::Code type, std::size_t duty) {
    std::vector<std::size_t>& duties = by_type_[static_cast<std::size_t>(type)];
    if (duties.empty() || duties.back() != duty) duties.push_back(duty);
  }

  void collect(std::size_t ticket) {
    before_.assign(log_.attributes.size(), Dictionary::absent);
    after_ = before_;
    const std::size_t end = log_.first[ticket + 1];
    for (std::size_t row = log_.first[ticket]; row < end && log_.at[row] < as_of_;) {
      std::size_t next = row;
      for (; next < end && log_.at[next] == log_.at[row]; ++next) take_values(next);
      for (const std::size_t duty : with_beginnings_) begin(duty, ticket, row);
      for (std::size_t i = row; i < next; ++i)
        if (i == row || !is_repeated(i)) happen(ticket, i);
      before_ = after_;
      row = next;
    }
  }

  void take_values(std::size_t row) noexcept {
    for (std::size_t i = 0; i < log_.attributes.size(); ++i)
      if (const EventLog::Code code = log_.attributes[i].codes[row]; code != Dictionary::absent) after_[i] = code;
  }

  // Says what the row before says, at the same instant.
  bool is_repeated(std::size_t row) const noexcept {
    return log_.type[row] == log_.type[row - 1] &&
           std::all_of(log_.attributes.begin(), log_.attributes.end(),
                       [&](const TextColumn& column) { return column.codes[row] == column.codes[row - 1]; });
  }

  // An event's own value comes before the ticket's.
  EventLog::Code value_at(std::size_t row, Binding::Attribute attribute) const noexcept {
    if (attribute == Binding::no_attribute) return Dictionary::absent;
    const auto column = static_cast<std::size_t>(attribute);
    const EventLog::Code own = log_.attributes[column].codes[row];
    return own != Dictionary::absent ? own : after_[column];
  }

  static bool matches(const Binding::BoundWhere& where, const Codes& values) noexcept {
    return Binding::matches(where, [&](Binding::Attribute a) { return values[static_cast<std::size_t>(a)]; });
  }
  bool matches_at(const Binding::BoundWhere& where, std::size_t row) const noexcept {
    return Binding::matches(where, [&](Binding::Attribute a) { return value_at(row, a); });
  }

  void happen(std::size_t ticket, std::size_t row) {
    for (const std::size_t duty : by_type_[static_cast<std::size_t>(log_.type[row])]) {
      Roles roles = 0;
      for (const Binding::BoundEvent& event : binding_.duties()[duty].events)
        if (event.type == log_.type[row] && matches_at(event.where, row)) roles |= event.roles;
      take(duty, ticket, row, roles, false);
    }
  }

  void begin(std::size_t duty, std::size_t ticket, std::size_t row) {
    Roles roles = 0;
    for (const Binding::BoundEvent& rule : binding_.duties()[duty].beginnings)
      if (!matches(rule.where, before_) && matches(rule.where, after_)) roles |= rule.roles;
    take(duty, ticket, row, roles, true);
  }

  void take(std::size_t duty, std::size_t ticket, std::size_t row, Roles roles, bool is_state) {
    if (roles == 0) return;
    const Binding::BoundDuty& bound = binding_.duties()[duty];
    const DutyRule& rule = plan_.duties[duty].rule();
    const bool is_triggered = !rule.after.empty() || !rule.on_request.empty();
    const bool applies = matches_at(bound.applies, row);
    DutyOccurrence one{ticket, row, log_.at[row], value_at(row, bound.member), is_state, false};
    if ((roles & role::stop) != 0 && (is_triggered || applies)) found_[duty].evidence.push_back(one);
    if ((roles & role::start) == 0 || !applies) return;
    one.holds_already =
        std::any_of(bound.beginnings.begin(), bound.beginnings.end(), [&](const Binding::BoundEvent& state) {
          return (state.roles & role::stop) != 0 && matches(state.where, after_);
        });
    found_[duty].triggers.push_back(one);
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  std::vector<std::vector<std::size_t>> by_type_;  // the duties that name it
  std::vector<std::size_t> with_beginnings_;
  std::vector<DutyOccurrences> found_;
  Codes before_;
  Codes after_;
};

}  // namespace

std::vector<DutyOccurrences> duty_occurrences(const Plan& plan, const Binding& binding, Instant as_of) {
  return Collector(plan, binding, as_of).collect();
}

}  // namespace slakit
