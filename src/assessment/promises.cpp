#include "slakit/assessment/promises.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "assessment/duty_deadline.hpp"
#include "assessment/event_pass.hpp"

namespace slakit {
namespace {

// An event of the ticket that is told.
struct Occurrence {
  std::size_t row = 0;
  Instant at{};
  bool applies = false;  // the obligation does, at that event
  EventLog::Code incident = Dictionary::absent;
};
using Occurrences = std::vector<Occurrence>;

// The events that a promise listens to, slot by slot.
enum GateSlot : std::size_t { before, refusal, consent, first_need };
enum UnquantifiedSlot : std::size_t { from, to };
std::size_t form_slot(std::size_t form) { return 2 * form; }
std::size_t after_slot(std::size_t form) { return 2 * form + 1; }

void listen(EventPass& pass, std::size_t promise, const GateRule& gate) {
  pass.listen(promise, before, gate.before);
  pass.listen(promise, refusal, gate.refusal);
  pass.listen(promise, consent, gate.consent);
  for (std::size_t i = 0; i < gate.needs.size(); ++i) pass.listen(promise, first_need + i, {gate.needs[i]});
}
void listen(EventPass& pass, std::size_t promise, const RecordRules& records) {
  for (std::size_t i = 0; i < records.forms.size(); ++i) {
    pass.listen(promise, form_slot(i), {{records.forms[i].form, {}}});
    pass.listen(promise, after_slot(i), records.forms[i].after);
  }
}
void listen(EventPass& pass, std::size_t promise, const UnquantifiedRule& rule) {
  pass.listen(promise, from, rule.from);
  pass.listen(promise, to, rule.to);
}
void listen(EventPass& pass, std::size_t promise, const ProhibitionRule& rule) {
  pass.listen(promise, 0, {rule.event});
}
// Those are judged elsewhere.
void listen(EventPass&, std::size_t, const ClockRule&) {}
void listen(EventPass&, std::size_t, const DutyRule&) {}
void listen(EventPass&, std::size_t, const IndicatorRule&) {}

std::string name_of(const EventRule& rule) {
  std::string name = rule.event;
  for (const Condition& condition : rule.where) {
    name += (name.empty() ? "" : ", ") + condition.attribute + " ";
    for (std::size_t i = 0; i < condition.values.size(); ++i) name += (i > 0 ? " or " : "") + condition.values[i];
  }
  return name;
}

// The first at or after an instant, in the order of time.
const Occurrence* first_from(const Occurrences& list, Instant since) noexcept {
  const auto found =
      std::partition_point(list.begin(), list.end(), [&](const Occurrence& one) { return one.at < since; });
  return found == list.end() ? nullptr : &*found;
}

// The last at or before it.
const Occurrence* last_until(const Occurrences& list, Instant until) noexcept {
  const auto after =
      std::partition_point(list.begin(), list.end(), [&](const Occurrence& one) { return one.at <= until; });
  return after == list.begin() ? nullptr : &*std::prev(after);
}

// Those that judge a promise without a number; by ticket, each ticket's in the order of time.
std::vector<Decision> verdicts_in(const EventLog& log, Instant as_of) {
  std::vector<Decision> made = decisions_in(log, as_of);
  std::erase_if(made, [](const Decision& one) {
    return !one.lacks.empty() || (one.ruling != Ruling::met && one.ruling != Ruling::breached);
  });
  std::stable_sort(made.begin(), made.end(),
                   [](const Decision& a, const Decision& b) { return a.event.ticket < b.event.ticket; });
  return made;
}

class Judge {
 public:
  Judge(const Plan& plan, const Binding& binding, Instant as_of)
      : plan_(plan),
        binding_(binding),
        log_(binding.log()),
        as_of_(as_of),
        by_(binding.attribute("by")),
        incident_(binding.incident() == nullptr ? Binding::no_attribute : binding.attribute(binding.incident()->name)),
        decisions_(verdicts_in(log_, as_of)),
        heard_(plan.promises.size()),
        incidents_(plan.promises.size()) {
    for (const Plan::Promise& promise : plan.promises) applies_.push_back(binding.bind(promise.obligation.applies));
  }

  void hear(const Heard& heard, const EventPass& pass) {
    std::vector<Occurrences>& slots = heard_[heard.listener];
    if (slots.size() <= heard.slot) slots.resize(heard.slot + 1);
    const Binding::BoundWhere& applies = applies_[heard.listener];
    slots[heard.slot].push_back({heard.row, heard.at, pass.matches(applies, heard), pass.value_of(heard, incident_)});
  }

  void end_ticket(std::size_t ticket, const EventPass& pass) {
    ticket_ = ticket;
    incident_now_ = pass.value_now(incident_);
    for (promise_ = 0; promise_ < plan_.promises.size(); ++promise_) {
      const Obligation& owner = plan_.promises[promise_].obligation;
      applies_now_ = pass.matches_now(applies_[promise_]) && is_seen(ticket);
      std::visit([this](const auto& rule) { judge(rule); }, owner.measure);
      for (Occurrences& slot : heard_[promise_]) slot.clear();
    }
  }

  std::vector<PromiseFinding> take() && {
    for (promise_ = 0; promise_ < plan_.promises.size(); ++promise_)
      if (std::holds_alternative<ProhibitionRule>(plan_.promises[promise_].obligation.measure)) end_prohibition();
    std::stable_sort(found_.begin(), found_.end(), [](const PromiseFinding& a, const PromiseFinding& b) {
      return std::tie(a.promise, a.ticket) < std::tie(b.promise, b.ticket);
    });
    return std::move(found_);
  }

 private:
  // ---- gates --------------------------------------------------------------------------------------------------------

  struct Passage {
    PromiseReason reason = PromiseReason::none;
    std::vector<PromisePart> parts;
  };

  void judge(const GateRule& gate) {
    Occurrences handled = slot(before);
    std::erase_if(handled, [](const Occurrence& one) { return !one.applies; });
    keep_inside(handled);
    if (handled.empty()) return not_handled(gate);
    PromiseFinding finding = fresh();
    const Occurrence* decisive = &handled.front();
    Passage passage = passage_at(gate, decisive->at);
    for (const Occurrence& one : handled) {
      if (passage.reason != PromiseReason::none) break;
      Passage next = passage_at(gate, one.at);
      if (next.reason == PromiseReason::none) continue;
      decisive = &one;
      passage = std::move(next);
    }
    finding.from = decisive->at;
    finding.reason = passage.reason;
    finding.verdict = passage.reason == PromiseReason::none ? Verdict::met : Verdict::breached;
    finding.is_open = finding.verdict == Verdict::met;  // what is handled later is judged, too
    finding.parts = std::move(passage.parts);
    finding.parts.push_back({log_.types.name(log_.type[decisive->row]), event(*decisive)});
    add(std::move(finding));
  }

  // What was handled outside the period is judged only where nothing was inside: it hides no breach of it.
  void keep_inside(Occurrences& handled) const {
    const auto is_inside = [&](const Occurrence& one) { return Plan::in(plan_.promises[promise_].holds, one.at); };
    if (std::any_of(handled.begin(), handled.end(), is_inside))
      std::erase_if(handled, [&](const Occurrence& one) { return !is_inside(one); });
  }

  // Whether something may be handled at an instant.
  Passage passage_at(const GateRule& gate, Instant at) const {
    Passage passage;
    const bool is_ordered = gate.order.value_or(NeedsOrder{}) == NeedsOrder::as_listed;
    Instant since = Instant::min();
    for (std::size_t i = 0; i < gate.needs.size(); ++i) {
      const Occurrences& came = slot(first_need + i);
      const Occurrence* need = first_from(came, is_ordered ? since : Instant::min());
      const bool is_there = need != nullptr && need->at <= at;
      PromisePart& part = passage.parts.emplace_back(PromisePart{name_of(gate.needs[i]), {}});
      if (is_there) {
        part.event = event(*need);
        since = need->at;
        continue;
      }
      const bool came_early = !came.empty() && came.front().at <= at;
      if (came_early) part.event = event(came.front());
      if (passage.reason != PromiseReason::before_needs)
        passage.reason = came_early ? PromiseReason::out_of_order : PromiseReason::before_needs;
    }
    if (const Occurrence* refused = refusal_at(at)) {
      passage.reason = PromiseReason::refused;
      passage.parts.push_back({log_.types.name(log_.type[refused->row]), event(*refused)});
    }
    return passage;
  }

  // The refusal that holds at an instant, if one does.
  const Occurrence* refusal_at(Instant at) const noexcept {
    const Occurrence* last = last_until(slot(refusal), at);
    if (last == nullptr) return nullptr;
    const Occurrence* lifted = first_from(slot(consent), last->at + Duration{1});
    return lifted != nullptr && lifted->at <= at ? nullptr : last;
  }

  void not_handled(const GateRule& gate) {
    const bool is_asked = std::any_of(heard_[promise_].begin(), heard_[promise_].end(), [](const Occurrences& slot) {
      return std::any_of(slot.begin(), slot.end(), [](const Occurrence& one) { return one.applies; });
    });
    const bool is_about_it = applies_now_ && !plan_.promises[promise_].obligation.applies.empty();
    if (!is_asked && !is_about_it) return;
    PromiseFinding finding = fresh();
    finding.verdict = Verdict::not_triggered;
    finding.reason = PromiseReason::no_handling;
    finding.is_open = true;
    finding.parts = passage_at(gate, as_of_).parts;
    add(std::move(finding));
  }

  // ---- records ------------------------------------------------------------------------------------------------------

  void judge(const RecordRules& records) {
    if (!applies_now_) return;
    for (std::size_t i = 0; i < records.forms.size(); ++i) record(records.forms[i], i);
  }

  void record(const RecordRule& rule, std::size_t index) {
    PromiseFinding finding = fresh();
    finding.form = rule.form;
    const Occurrences& triggers = slot(after_slot(index));
    if (!rule.after.empty() && triggers.empty()) {
      finding.verdict = Verdict::not_triggered;
      finding.reason = PromiseReason::no_trigger;
      finding.is_open = true;
      return add(std::move(finding));
    }
    finding.from = rule.after.empty() ? log_.at[log_.first[ticket_]] : triggers.front().at;
    const Occurrence* done = nullptr;
    for (const Occurrence& one : slot(form_slot(index)))
      if (done == nullptr && one.at >= *finding.from && is_by(one, rule.by)) done = &one;
    finding.parts.push_back({rule.form, done != nullptr ? Setting<LoggedEvent>(event(*done)) : std::nullopt});
    finding.is_open = done == nullptr;
    if (done != nullptr) finding.ended = done->at;
    judge_deadline(rule, finding);
    add(std::move(finding));
  }

  void judge_deadline(const RecordRule& rule, PromiseFinding& finding) const {
    const bool is_done = finding.ended.has_value();
    const auto in_time = [&] {
      finding.verdict = is_done ? Verdict::met : Verdict::running;
      if (!is_done && !rule.due) finding.reason = PromiseReason::no_deadline;
    };
    if (!rule.due) return in_time();
    const Checked<Instant> due = later(plan_, *finding.from, *rule.due, DayEdge::end);
    if (!due) {
      finding.reason = PromiseReason::fault;
      finding.fault = due.fault;
      return;
    }
    finding.due = *due;
    const Instant until = finding.ended.value_or(as_of_);
    if (until <= *due) return in_time();
    finding.verdict = Verdict::breached;
    finding.reason = is_done ? PromiseReason::late : PromiseReason::missing;
    finding.late = until - *due;
  }

  // Nobody says who recorded it, or it is whoever owes it.
  bool is_by(const Occurrence& one, const std::string& who) const {
    if (who.empty() || by_ == Binding::no_attribute) return true;
    const TextColumn& column = log_.attributes[static_cast<std::size_t>(by_)];
    const EventLog::Code code = column.codes[one.row];
    return code == Dictionary::absent || column.values.name(code) == who;
  }

  // ---- words without a number ---------------------------------------------------------------------------------------

  void judge(const UnquantifiedRule&) {
    const Occurrences& asked = slot(from);
    const auto first = std::find_if(asked.begin(), asked.end(), [](const Occurrence& one) { return one.applies; });
    if (first == asked.end()) return;
    PromiseFinding finding = fresh();
    finding.from = first->at;
    finding.reason = PromiseReason::no_number;
    const Occurrence* done = first_from(slot(to), first->at);
    finding.is_open = done == nullptr;
    if (done != nullptr) finding.ended = done->at;
    finding.elapsed = finding.ended.value_or(as_of_) - first->at;
    if (const Decision* decision = decision_about(finding.ticket)) {
      finding.verdict = Verdict::judged;
      finding.reason = PromiseReason::none;
      finding.decision = *decision;
    }
    add(std::move(finding));
  }

  // The last about this promise.
  const Decision* decision_about(const std::string& ticket) const noexcept {
    const std::string& name = plan_.promises[promise_].obligation.name;
    const Decision* last = nullptr;
    auto one = std::partition_point(decisions_.begin(), decisions_.end(),
                                    [&](const Decision& decision) { return decision.event.ticket < ticket; });
    for (; one != decisions_.end() && one->event.ticket == ticket; ++one)
      if (one->obligation == name) last = &*one;
    return last;
  }

  // ---- prohibitions -------------------------------------------------------------------------------------------------

  void judge(const ProhibitionRule& rule) {
    for (const Occurrence& one : slot(0)) {
      if (!one.applies) continue;
      const LoggedEvent what = event(one);
      const std::string incident = incident_name(one.incident);
      std::vector<PromisePart>& parts = incidents_[promise_][incident.empty() ? what.ticket : incident];
      parts.push_back({name_of(rule.event), what});
    }
  }

  void end_prohibition() {
    const Setting<Interval>& holds = plan_.promises[promise_].holds;
    bool is_kept = true;
    for (auto& [incident, parts] : incidents_[promise_]) {
      std::stable_sort(parts.begin(), parts.end(), [](const PromisePart& a, const PromisePart& b) {
        return std::tie(a.event->at, a.event->ticket) < std::tie(b.event->at, b.event->ticket);
      });
      const auto inside = std::find_if(parts.begin(), parts.end(),
                                       [&](const PromisePart& part) { return Plan::in(holds, part.event->at); });
      const LoggedEvent& first = *(inside == parts.end() ? parts.front() : *inside).event;
      PromiseFinding finding;
      finding.promise = promise_;
      finding.ticket = first.ticket;
      if (incident != finding.ticket) finding.incident = incident;
      finding.from = first.at;
      finding.verdict = Verdict::breached;
      finding.reason = PromiseReason::happened;
      finding.is_outside_term = inside == parts.end();
      finding.parts = std::move(parts);
      is_kept = is_kept && finding.is_outside_term;
      found_.push_back(std::move(finding));
    }
    if (!is_kept) return;
    PromiseFinding finding;
    finding.promise = promise_;
    finding.is_open = !holds || as_of_ < holds->to;
    finding.verdict = finding.is_open ? Verdict::running : Verdict::met;
    if (holds) finding.from = holds->from;
    found_.push_back(std::move(finding));
  }

  // Clocks, duties and indicators are judged elsewhere.
  void judge(const ClockRule&) const noexcept {}
  void judge(const DutyRule&) const noexcept {}
  void judge(const IndicatorRule&) const noexcept {}

  // ---- all ----------------------------------------------------------------------------------------------------------

  const Occurrences& slot(std::size_t i) const noexcept {
    static const Occurrences none;
    return i < heard_[promise_].size() ? heard_[promise_][i] : none;
  }
  LoggedEvent event(const Occurrence& one) const { return logged_event(log_, ticket_, one.row); }

  bool is_seen(std::size_t ticket) const noexcept {
    return log_.first[ticket] < log_.first[ticket + 1] && log_.at[log_.first[ticket]] < as_of_;
  }

  std::string incident_name(EventLog::Code code) const {
    return code == Dictionary::absent ? "" : binding_.incident()->values.name(code);
  }

  PromiseFinding fresh() const {
    PromiseFinding finding;
    finding.promise = promise_;
    finding.ticket = log_.tickets.name(static_cast<EventLog::Code>(ticket_));
    finding.incident = incident_name(incident_now_);
    return finding;
  }

  void add(PromiseFinding finding) {
    const Instant since = finding.from.value_or(log_.at[log_.first[ticket_]]);
    finding.is_outside_term = !Plan::in(plan_.promises[promise_].holds, since);
    found_.push_back(std::move(finding));
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  Binding::Attribute by_;
  Binding::Attribute incident_;
  std::vector<Decision> decisions_;
  std::vector<Binding::BoundWhere> applies_;
  std::vector<std::vector<Occurrences>> heard_;                             // of the ticket, by promise and slot
  std::vector<std::map<std::string, std::vector<PromisePart>>> incidents_;  // by promise
  std::vector<PromiseFinding> found_;
  std::size_t promise_ = 0;
  std::size_t ticket_ = 0;
  EventLog::Code incident_now_ = Dictionary::absent;
  bool applies_now_ = false;
};

}  // namespace

std::vector<PromiseFinding> assess_promises(const Plan& plan, const Binding& binding, Instant as_of) {
  if (plan.promises.empty()) return {};
  EventPass pass(binding, as_of);
  for (std::size_t i = 0; i < plan.promises.size(); ++i)
    std::visit([&](const auto& rule) { listen(pass, i, rule); }, plan.promises[i].obligation.measure);
  Judge judge(plan, binding, as_of);
  pass.run(judge);
  return std::move(judge).take();
}

}  // namespace slakit
