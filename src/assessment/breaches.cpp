#include "slakit/assessment/breaches.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "assessment/priced_events.hpp"
#include "contract/figures.hpp"
#include "slakit/calendar/calendar_spec.hpp"

namespace slakit {
namespace {

class BreachList {
 public:
  BreachList(const Plan& plan, const Binding& binding, Instant as_of, const Breakable& found,
             std::vector<Breach>& breaches)
      : plan_(plan), binding_(binding), as_of_(as_of), found_(found), breaches_(breaches) {}

  void add() {
    const std::size_t before = breaches_.size();
    for (std::size_t i = 0; i < found_.duties.findings.size(); ++i) duty(i);
    for (std::size_t i = 0; i < found_.promises.size(); ++i) promise(i);
    for (std::size_t i = 0; i < found_.indicators.size(); ++i) indicator(i);
    if (breaches_.size() > before) std::sort(breaches_.begin(), breaches_.end());
  }

 private:
  void duty(std::size_t row) {
    const DutyFinding& one = found_.duties.findings[row];
    if (one.verdict != Verdict::breached || one.is_outside_term) return;
    Breach breach = breach_of(PricedKind::duty, one.duty, row);
    if (!is_wanted(breach)) return;
    const LoggedEvent* about = one.trigger ? &*one.trigger : one.evidence ? &*one.evidence : nullptr;
    breach.at = one.due ? *one.due : one.evidence->at;
    breach.ended = one.evidence ? one.evidence->at : as_of_;
    breach.belongs = breach.at - Duration{1};
    breach.version = one.version;
    breach.is_open = one.is_open;
    breach.chargeable = chargeable(ExcusedKind::duty, row);
    const Plan::Duty& owed = plan_.duties[one.duty];
    breach.cycle = number_of(owed.windows, one.window, static_cast<std::int32_t>(row));
    if (about != nullptr) about_ticket(breach, about->ticket, about->at);
    if (breach.ticket.empty()) breach.incident = owed.obligation.name + " " + std::to_string(row + 1);
    late_from(breach, owed.holds);
    breaches_.push_back(std::move(breach));
  }

  void promise(std::size_t row) {
    const PromiseFinding& one = found_.promises[row];
    if (one.verdict != Verdict::breached || one.is_outside_term) return;
    Breach breach = breach_of(PricedKind::promise, one.promise, row);
    if (!is_wanted(breach)) return;
    breach.at = breach.belongs = one.due ? *one.due : *one.from;
    breach.ended = one.is_late() ? one.ended.value_or(as_of_) : breach.at;
    breach.version = one.version;
    breach.is_open = one.is_open;
    breach.chargeable = chargeable(ExcusedKind::promise, row);
    about_ticket(breach, one.ticket, one.from.value_or(breach.at));
    breach.incident = one.incident;
    late_from(breach, plan_.promises[one.promise].holds);
    breaches_.push_back(std::move(breach));
  }

  void indicator(std::size_t row) {
    const IndicatorFinding& one = found_.indicators[row];
    if (one.span.to > as_of_ || one.verdict == Verdict::running || one.reason == IndicatorReason::partial) return;
    Breach breach = breach_of(PricedKind::indicator, one.indicator, row);
    if (!is_wanted(breach)) return;
    const IndicatorRule& rule = plan_.indicators[one.indicator].rule();
    const bool is_rounded = rule.rounding && one.rounded &&
                            rule.rounding->applied.value_or(RoundedWhen{}) == RoundedWhen::before_it_is_compared;
    breach.has_figure = one.figure.has_value();
    if (one.figure) breach.figure = is_rounded ? *one.rounded : *one.figure;
    breach.is_kept = one.verdict != Verdict::breached;
    if (breach.is_kept && !breach.has_figure) return;
    breach.at = breach.ended = one.span.to;
    breach.belongs = one.span.to - Duration{1};
    breach.version = one.version;
    breach.is_open = one.is_open;
    breach.cycle = number_of(plan_.indicators[one.indicator].windows, one.window, 0);
    breach.incident = to_string(one.window.first) + " to " + to_string(one.window.last);
    for (const Condition& condition : plan_.indicators[one.indicator].obligation.applies)
      if (condition.values.size() == 1) breach.said.push_back({condition.attribute, condition.values.front()});
    breaches_.push_back(std::move(breach));
  }

  static Breach breach_of(PricedKind kind, std::size_t index, std::size_t row) {
    Breach breach;
    breach.kind = kind;
    breach.obligation = static_cast<std::uint16_t>(index);
    breach.finding = static_cast<std::uint32_t>(row);
    return breach;
  }

  // A penalty prices it, or a right to terminate looks at it.
  bool is_wanted(const Breach& breach) const noexcept {
    const std::string& name = plan_.obligation_of(breach.kind, breach.obligation)->name;
    for (const TerminationRule& rule : plan_.contract.termination)
      if (std::find(rule.when.of.begin(), rule.when.of.end(), name) != rule.when.of.end() ||
          (rule.when.breaches && rule.when.of.empty()))
        return true;
    return std::any_of(plan_.terms.begin(), plan_.terms.end(), [&](const PricedTerm& term) {
      return term.kind == breach.kind && term.index == breach.obligation;
    });
  }

  static std::int32_t number_of(const std::vector<Window>& windows, const Setting<Window>& window,
                                std::int32_t otherwise) noexcept {
    if (!window) return otherwise;
    const auto found =
        std::find_if(windows.begin(), windows.end(), [&](const Window& w) { return w.first == window->first; });
    return found == windows.end() ? otherwise : static_cast<std::int32_t>(found - windows.begin());
  }

  void about_ticket(Breach& breach, const std::string& ticket, Instant at) const {
    breach.ticket = ticket;
    const EventLog::Code code = binding_.log().tickets.find(ticket);
    if (code == Dictionary::absent) return;
    const auto index = static_cast<std::size_t>(code);
    breach.incident = incident_of(binding_, index, as_of_);
    for (const PricedTerm& term : plan_.under(breach.version).terms)
      if (term.kind == breach.kind && term.index == breach.obligation)
        for (Said& said : said_at(binding_, term.said, index, at))
          if (std::find(breach.said.begin(), breach.said.end(), said) == breach.said.end())
            breach.said.push_back(std::move(said));
  }

  // Lateness accrues until the obligation's period ends.
  void late_from(Breach& breach, const Setting<Interval>& holds) const {
    const Instant end = holds ? std::min(breach.ended, holds->to) : breach.ended;
    if (end > breach.at) breach.stretches = {{breach.at, end}};
    breach.late = lateness(breach.stretches, plan_.zone);
  }

  Ratio chargeable(ExcusedKind kind, std::size_t row) const {
    for (const ExcuseEffect& effect : found_.excuses.effects)
      if (effect.kind == kind && effect.finding == row) return effect.chargeable;
    return {1, 1};
  }

  const Plan& plan_;
  const Binding& binding_;
  Instant as_of_;
  const Breakable& found_;
  std::vector<Breach>& breaches_;
};

}  // namespace

void add_breaches(const Plan& plan, const Binding& binding, Instant as_of, const Breakable& found,
                  std::vector<Breach>& breaches) {
  BreachList(plan, binding, as_of, found, breaches).add();
}

}  // namespace slakit
