// Duties that cannot be owed as written.
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "contract/dates.hpp"
#include "table.hpp"

namespace slakit {

namespace {

// The first deadline that a duty has whatever happens; nothing where events bring it about, or it has no end.
std::optional<dates::Deadline> first_deadline(const dates::Dates& dates, const dates::Stretch& whole,
                                              const DutyRule& duty) {
  if (!duty.once_by.empty()) {
    const std::optional<Date> date = dates.milestone(duty.once_by);
    return date && date->ok() ? dates.after(*date, duty.due) : std::nullopt;
  }
  const bool is_whole = duty.count && duty.within && duty.within->term;
  if (is_whole) return dates.after(*whole.last, duty.due);
  const std::optional<Period> every = duty.every                  ? std::optional(*duty.every)
                                      : duty.count && duty.within ? std::optional(duty.within->period)
                                                                  : std::nullopt;
  if (!every || every->is_zero()) return std::nullopt;
  // A stretch can cut off its first period, and the next one is whole or the last.
  for (const dates::Days& period : dates.periods(whole, *every, duty.anchor.value_or(Anchor{}), 2))
    if (!period.is_partial || duty.partial != PartialPeriod::not_owed) return dates.after(period.last, duty.due);
  return std::nullopt;
}

}  // namespace

// Of several deadlines the first decides: the last report of a term is often due after it.
void find_duties_after_term(Checker& f) {
  const dates::Dates dates(f.contract);
  for (const Obligation& rule : f.contract.obligations) {
    const auto* duty = std::get_if<DutyRule>(&rule.measure);
    const std::optional<dates::Stretch> whole = rule.within ? dates.own(*rule.within) : dates.term();
    if (duty == nullptr || !whole || !whole->last) continue;
    const std::optional<dates::Deadline> deadline = first_deadline(dates, *whole, *duty);
    if (!deadline || deadline->date <= *whole->last) continue;
    f.report("obligations." + rule.name + ".duty." + (duty->due ? "due" : "once_by"),
             "it is first due on " + to_string(deadline->date) + ", after the last day on which it is owed, " +
                 to_string(*whole->last) + "; write an earlier deadline, or a period of its own as `within`");
  }
}

}  // namespace slakit
