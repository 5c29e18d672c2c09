#include "slakit/assessment/decisions.hpp"

#include <algorithm>

#include "slakit/money/money.hpp"

namespace slakit {
namespace {

std::string own_value(const EventLog& log, std::size_t row, const char* name) {
  const TextColumn* column = log.attribute(name);
  if (column == nullptr || column->codes[row] == Dictionary::absent) return "";
  return column->values.name(column->codes[row]);
}

// What a decision needs and has not, in words; empty where it is whole.
std::string lack_of(const Decision& made, const std::string& verdict) {
  const bool is_judged = verdict == "met" || verdict == "breached";
  if (!is_judged && verdict != "waived" && verdict != "adjusted" && verdict != "chosen")
    return "a verdict of met, breached, waived, adjusted or chosen";
  if (is_judged && made.obligation.empty()) return "the obligation it is about";
  if ((verdict == "adjusted" || verdict == "chosen") && made.penalty.empty()) return "the penalty it is about";
  if (verdict == "adjusted" && !Money::parse(made.amount)) return "the amount, such as CNY -500.00";
  if (made.obligation.empty() && made.penalty.empty()) return "the obligation or penalty it is about";
  if (made.by.empty()) return "who decided (by)";
  return made.why.empty() ? "the reason (why)" : "";
}

Ruling ruling_of(const std::string& verdict) noexcept {
  if (verdict == "met") return Ruling::met;
  if (verdict == "waived") return Ruling::waived;
  if (verdict == "chosen") return Ruling::chosen;
  return verdict == "adjusted" ? Ruling::adjusted : Ruling::breached;
}

}  // namespace

std::vector<Decision> decisions_in(const EventLog& log, Instant as_of) {
  std::vector<Decision> made;
  const EventLog::Code type = log.types.find("decision");
  if (type == Dictionary::absent) return made;
  for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket)
    for (std::size_t row = log.first[ticket]; row < log.first[ticket + 1]; ++row) {
      if (log.type[row] != type || log.at[row] >= as_of) continue;
      const std::string verdict = own_value(log, row, "verdict");
      Decision one{logged_event(log, ticket, row), own_value(log, row, "obligation"),
                   own_value(log, row, "penalty"), ruling_of(verdict),
                   own_value(log, row, "amount"),  own_value(log, row, "by"),
                   own_value(log, row, "why"),     ""};
      one.lacks = lack_of(one, verdict);
      made.push_back(std::move(one));
    }
  std::stable_sort(made.begin(), made.end(),
                   [](const Decision& a, const Decision& b) { return a.event.at < b.event.at; });
  return made;
}

}  // namespace slakit
