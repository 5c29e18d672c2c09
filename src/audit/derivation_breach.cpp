// The clause, and what was broken.
#include <algorithm>

#include "audit/derivation_work.hpp"
#include "contract/figures.hpp"

namespace slakit::derived {
namespace {

Text ticket_of(const Work& work) {
  const Breach& breach = work.breach;
  if (breach.ticket.empty()) return {};
  if (breach.incident.empty() || breach.incident == breach.ticket) return say(phrase::of_ticket, {breach.ticket});
  return say(phrase::of_ticket_in, {breach.ticket, breach.incident});
}

Text event_of(const Work& work) {
  const std::string& name = work.rule.prices.event;
  for (const EventName& event : work.terms.contract.events)
    if (event.name == name) return name_of(name, event.title);
  return name_of(name, {});
}

// "2025-03-01 to 2025-03-31"
Text window_text(const std::string& days) {
  std::string chinese = days;
  if (const std::size_t to = days.find(" to "); to != std::string::npos) chinese.replace(to, 4, "至");
  return {days, chinese};
}

Text what_happened(const Work& work) {
  const Breach& breach = work.breach;
  const Text name = work.obligation();
  switch (breach.kind) {
    case PricedKind::event: return say(phrase::happened, {event_of(work), work.when(breach.at)});
    case PricedKind::indicator: {
      const Text window = window_text(breach.incident);
      if (!breach.has_figure) return say(phrase::no_figure, {name, window});
      Text text = say(phrase::figure, {name, window, figure_text(work)});
      const Setting<Bound>& target = work.terms.indicators[breach.obligation].rule().target;
      if (target) text += say(phrase::with_target, {bound_text(*target)});
      return text;
    }
    case PricedKind::clock:
    case PricedKind::duty:
    case PricedKind::promise: break;
  }
  if (breach.is_kept) return say(phrase::saved, {name, length_text(breach.saved)});
  if (breach.is_open) return say(phrase::open, {name, work.when(breach.at), work.when(breach.ended)});
  if (breach.ended > breach.at) return say(phrase::late, {name, work.when(breach.at), work.when(breach.ended)});
  return say(phrase::broken, {name, work.when(breach.at)});
}

void add_facts(const Work& work, std::vector<DerivationFact>& facts) {
  const Breach& breach = work.breach;
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) facts.push_back({name, value});
  };
  put("ticket", breach.ticket);
  put("incident", breach.incident_name());
  const Obligation* obligation = work.promise();
  put(obligation != nullptr ? "obligation" : "event",
      obligation != nullptr ? obligation->name : work.rule.prices.event);
  if (breach.kind == PricedKind::clock && breach.cycle > 0) put("cycle", std::to_string(breach.cycle));
  const bool is_late = !breach.is_kept && breach.ended > breach.at;
  put(is_late ? "due" : "at", work.instant(breach.at));
  if (is_late) put(breach.is_open ? "open_at" : "done", work.instant(breach.ended));
  if (is_late) put("late", exact_text(hours_of(breach.late.time)));
  if (breach.kind == PricedKind::clock && breach.is_kept) put("saved", exact_text(hours_of(breach.saved)));
  if (breach.has_figure) put("figure", to_string(breach.figure));
}

}  // namespace

Text figure_text(const Work& work) {
  const Ratio& figure = work.breach.figure;
  const std::string exact = to_string(figure);
  if (!is_percentage(work.terms.indicators[work.breach.obligation].rule())) return exact;
  constexpr int decimals = 4;
  const std::string percent = percent_string(figure, decimals) + "%";
  return {exact + " (" + percent + ")", exact + "（" + percent + "）"};
}

void derive_breach(Work& work) {
  const Text clause = work.rule.clause.empty() ? Text("no clause", "（未注明条款）") : clause_text(work.rule.clause);
  const Text name = work.penalty_of(work.rule);
  const Text costs = what_it_costs(work.terms.contract, work.charge);
  DerivationStep& step = work.tell(DerivationKind::clause, say(phrase::clause, {clause, name, costs}));
  step.facts = {
      {"clause", work.rule.clause}, {"penalty", work.rule.name}, {"version", std::to_string(work.breach.version)}};
  if (work.breach.version > 0) {
    const std::string& amendment = work.plan.amended[work.breach.version - 1U].amendment;
    DerivationStep& amended = work.tell(DerivationKind::amendment, say(phrase::amendment, {amendment}));
    amended.facts = {{"amendment", amendment},
                     {"from", work.instant(work.plan.amended[work.breach.version - 1U].from)}};
  }
  Text text = ticket_of(work);
  text += what_happened(work);
  add_facts(work, work.tell(DerivationKind::breach, text).facts);
}

}  // namespace slakit::derived
