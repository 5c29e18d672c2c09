#include "audit/exposure_figures.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "assessment/by_terms.hpp"
#include "slakit/assessment/breaches.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

// So much of it decides a charge.
bool is_alike(const Breach& a, const Breach& b) noexcept {
  return a.is_kept == b.is_kept && a.has_figure == b.has_figure && a.figure == b.figure && a.version == b.version;
}

class Watcher {
 public:
  Watcher(const Audit& audit, const Binding& binding, Instant until, const Judgements& judged, std::vector<Turn> turns)
      : audit_(audit), plan_(audit.plan), binding_(binding), until_(until), judged_(judged), turns_(std::move(turns)) {
    std::sort(turns_.begin(), turns_.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
  }

  Figures watch(std::size_t most) && {
    begin();
    std::vector<Instant> instants = turning_points();
    for (const Turn& turn : turns_) verdict_of(turn) = turn.before;
    Figures made;
    made.is_stopped = instants.size() > most;
    if (made.is_stopped) instants.resize(most);
    if (made.is_stopped) instants.back() = until_;
    for (const Instant at : instants) judge_at(at);
    turn_until(until_);  // all are again what they were
    for (auto& [window, states] : windows_)
      std::move(states.begin(), states.end(), std::back_inserter(made.states));
    return made;
  }

 private:
  using Place = std::pair<std::uint16_t, std::int32_t>;  // indicator, number of the window

  // What the audit has.
  void begin() {
    const std::vector<Breach>& known = audit_.partial.breaches;
    for (std::uint32_t i = 0; i < known.size(); ++i)
      if (known[i].kind == PricedKind::indicator)
        windows_[{known[i].obligation, known[i].cycle}].push_back({known[i], range_begin, range_end, i});
  }

  // ---- when -----------------------------------------------------------------------------------------------------------

  std::vector<Instant> turning_points() const {
    std::vector<Instant> instants;
    const auto add = [&](Instant at) {
      if (at > audit_.as_of && at <= until_) instants.push_back(at);
    };
    std::vector<Interval> spans;  // of windows that have begun
    for (std::size_t version = 0; version <= plan_.amended.size(); ++version)
      for (const Plan::Indicator& indicator : plan_.under(version).indicators) add_spans(indicator, spans);
    for (const Interval& span : spans) add(span.to);
    for (const Turn& turn : turns_)
      if (std::any_of(spans.begin(), spans.end(), [&](const Interval& span) {
            return span.from <= turn.belongs && turn.belongs < span.to && span.to <= turn.at;
          }))
        add(turn.at);
    add_outages(add);
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    return instants;
  }

  void add_spans(const Plan::Indicator& indicator, std::vector<Interval>& spans) const {
    const auto rolling = static_cast<std::size_t>(std::max(1, indicator.rule().rolling.value_or(1)));
    for (std::size_t i = 0; i < indicator.windows.size(); ++i) {
      const Window& first = indicator.windows[i + 1 < rolling ? 0 : i + 1 - rolling];
      const Instant from = begin_of(first.first, plan_.zone);
      if (begin_of(indicator.windows[i].first, plan_.zone) >= until_) break;
      spans.push_back({from, end_of(indicator.windows[i].last, plan_.zone)});
    }
  }

  // An outage that is too short until it has lasted for so long.
  template <class Add>
  void add_outages(Add add) const {
    for (const IndicatorFinding& finding : judge(until_))
      for (const Outage& outage : finding.outages)
        if (outage.is_open)
          add(outage.span.from +
              plan_.under(finding.version).indicators[finding.indicator].rule().availability->minimum);
  }

  // ---- what -----------------------------------------------------------------------------------------------------------

  Verdict& verdict_of(const Turn& turn) noexcept {
    switch (turn.of) {
      case Turn::Of::clock: return judged_.findings.verdict[turn.row];
      case Turn::Of::duty: return judged_.duties.findings[turn.row].verdict;
      case Turn::Of::promise: break;
    }
    return judged_.promises[turn.row].verdict;
  }

  // From its instant on a verdict is what it is at the end.
  void turn_until(Instant t) {
    for (; next_ < turns_.size() && turns_[next_].at <= t; ++next_) {
      Turn& turn = turns_[next_];
      verdict_of(turn) = turn.after;
    }
  }

  std::vector<IndicatorFinding> judge(Instant t) const {
    return indicators_by_terms(plan_, binding_, t,
                               {judged_.findings, judged_.duties, judged_.promises, judged_.excuses.claims});
  }

  void judge_at(Instant t) {
    turn_until(t);
    const std::vector<IndicatorFinding> found = judge(t);
    std::vector<Breach> breaches;
    add_breaches(plan_, binding_, t, {none_, no_promises_, found, judged_.excuses}, breaches);
    std::map<Place, const Breach*> now;
    for (const Breach& breach : breaches) now[{breach.obligation, breach.cycle}] = &breach;
    for (auto& [place, states] : windows_)
      if (states.back().to == range_end && !now.contains(place)) states.back().to = t;
    for (const auto& [place, breach] : now) {
      std::vector<FigureState>& states = windows_[place];
      const bool stands = !states.empty() && states.back().to == range_end;
      if (stands && is_alike(states.back().breach, *breach)) continue;
      if (stands) states.back().to = t;
      states.push_back({*breach, t, range_end, {}});
    }
  }

  const Audit& audit_;
  const Plan& plan_;
  const Binding& binding_;
  Instant until_;
  const Judgements& judged_;
  std::vector<Turn> turns_;
  std::size_t next_ = 0;
  std::map<Place, std::vector<FigureState>> windows_;
  DutyFindings none_;
  std::vector<PromiseFinding> no_promises_;
};

}  // namespace

Figures figures_of(const Audit& audit, const Binding& binding, Instant until, const Judgements& judged,
                   std::vector<Turn> turns, std::size_t settlements_max) {
  return Watcher(audit, binding, until, judged, std::move(turns)).watch(settlements_max);
}

}  // namespace slakit
