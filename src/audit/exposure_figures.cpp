#include "audit/exposure_figures.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "assessment/by_terms.hpp"
#include "assessment/recount.hpp"
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
    std::vector<Moment> moments = turning_points();
    for (const Turn& turn : turns_) verdict_of(turn) = turn.before;
    Figures made;
    made.is_stopped = moments.size() > most;
    if (made.is_stopped) moments.resize(most);
    if (made.is_stopped) moments.back() = {until_, true};
    for (const Moment& moment : moments) judge_at(moment);
    turn_until(until_);  // all are again what they were
    for (auto& [window, states] : windows_) std::move(states.begin(), states.end(), std::back_inserter(made.states));
    return made;
  }

 private:
  using Place = std::pair<std::uint16_t, std::int32_t>;  // indicator, number of the window

  // At which some figure may differ: as a whole, or by the clocks that turn alone.
  struct Moment {
    Instant at;
    bool is_whole = false;
    friend bool operator<(const Moment& a, const Moment& b) noexcept {
      return a.at != b.at ? a.at < b.at : a.is_whole > b.is_whole;
    }
  };

  // What the audit has.
  void begin() {
    found_ = audit_.indicators;
    const std::vector<Breach>& known = audit_.partial.breaches;
    for (std::uint32_t i = 0; i < known.size(); ++i)
      if (known[i].kind == PricedKind::indicator)
        windows_[{known[i].obligation, known[i].cycle}].push_back({known[i], range_begin, range_end, i});
  }

  // ---- when
  // -----------------------------------------------------------------------------------------------------------

  std::vector<Moment> turning_points() const {
    std::vector<Moment> moments;
    const auto add = [&](Instant at, bool is_whole) {
      if (at > audit_.as_of && at <= until_) moments.push_back({at, is_whole});
    };
    std::vector<Interval> spans;  // of windows that have begun
    for (std::size_t version = 0; version <= plan_.amended.size(); ++version)
      for (const Plan::Indicator& indicator : plan_.under(version).indicators) add_spans(indicator, spans);
    std::sort(spans.begin(), spans.end(), [](const Interval& a, const Interval& b) { return a.to < b.to; });
    for (const Interval& span : spans) add(span.to, true);
    const bool is_entangled = are_entangled();
    for (const Turn& turn : turns_)
      if (is_in_one_that_is_over(spans, turn)) add(turn.at, is_entangled || turn.of != Turn::Of::clock);
    add_outages(add);
    std::sort(moments.begin(), moments.end());
    const auto is_same = [](const Moment& a, const Moment& b) { return a.at == b.at; };
    moments.erase(std::unique(moments.begin(), moments.end(), is_same), moments.end());
    return moments;
  }

  // `spans` by their ends: the latest that are over come first.
  static bool is_in_one_that_is_over(const std::vector<Interval>& spans, const Turn& turn) noexcept {
    const auto end =
        std::partition_point(spans.begin(), spans.end(), [&](const Interval& span) { return span.to <= turn.at; });
    return std::any_of(std::make_reverse_iterator(end), spans.rend(),
                       [&](const Interval& span) { return span.from <= turn.belongs && turn.belongs < span.to; });
  }

  // Some figure is made of others.
  bool are_entangled() const {
    std::set<std::string> names;
    for (const Plan::Indicator& one : plan_.indicators) names.insert(one.obligation.name);
    for (std::size_t version = 0; version <= plan_.amended.size(); ++version)
      for (const Plan::Indicator& one : plan_.under(version).indicators) {
        if (!one.rule().score.empty()) return true;
        if (!one.rule().attainment) continue;
        for (const std::string& name : one.rule().attainment->of)
          if (names.contains(name)) return true;
      }
    return false;
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
    if (std::none_of(plan_.indicators.begin(), plan_.indicators.end(),
                     [](const Plan::Indicator& one) { return one.rule().availability.has_value(); }))
      return;
    for (const IndicatorFinding& finding : judge(until_))
      for (const Outage& outage : finding.outages)
        if (outage.is_open) add(outage.span.from + rule_of(finding).availability->minimum, true);
  }

  // ---- what
  // -----------------------------------------------------------------------------------------------------------

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
    for (; next_ < turns_.size() && turns_[next_].at <= t; ++next_) verdict_of(turns_[next_]) = turns_[next_].after;
  }

  std::vector<IndicatorFinding> judge(Instant t) const {
    return indicators_by_terms(plan_, binding_, t,
                               {judged_.findings, judged_.duties, judged_.promises, judged_.excuses.claims});
  }

  void judge_at(const Moment& moment) {
    const std::size_t from = next_;
    turn_until(moment.at);
    if (!moment.is_whole && count_turns(from, moment.at)) return;
    found_ = judge(moment.at);
    take(moment.at, found_);
  }

  // False: a count is not known, since its sample is too small to say.
  bool count_turns(std::size_t from, Instant t) {
    std::vector<IndicatorFinding> changed;
    for (IndicatorFinding& finding : found_) {
      if (!rule_of(finding).attainment || finding.span.to > t) continue;
      std::int64_t met = 0;
      std::int64_t breached = 0;
      for (std::size_t i = from; i < next_; ++i) count(turns_[i], finding, met, breached);
      if (met == 0 && breached == 0) continue;
      if (!finding.figure && finding.sample > 0) return false;
      const Ratio share = finding.figure.value_or(Ratio{});
      const std::int64_t met_before = share.numerator() * (finding.sample / share.denominator());
      recount(plan_.under(finding.version), met_before + met, finding.sample - met_before + breached, finding);
      changed.push_back(finding);
    }
    take(t, changed);
    return true;
  }

  void count(const Turn& turn, const IndicatorFinding& finding, std::int64_t& met, std::int64_t& breached) const {
    if (turn.belongs < finding.span.from || turn.belongs >= finding.span.to) return;
    const std::string& name = plan_.contract.obligations[judged_.findings.obligation[turn.row]].name;
    const std::vector<std::string>& of = rule_of(finding).attainment->of;
    const auto times = std::count(of.begin(), of.end(), name);
    const auto add = [times](Verdict verdict, std::int64_t sign, std::int64_t& m, std::int64_t& b) {
      m += verdict == Verdict::met ? sign * times : 0;
      b += verdict == Verdict::breached ? sign * times : 0;
    };
    add(turn.before, -1, met, breached);
    add(turn.after, 1, met, breached);
  }

  // What these windows are from now on.
  void take(Instant t, const std::vector<IndicatorFinding>& findings) {
    std::vector<Breach> breaches;
    add_breaches(plan_, binding_, t, {no_duties_, no_promises_, findings, judged_.excuses}, breaches);
    std::map<Place, const Breach*> now;
    for (const IndicatorFinding& one : findings)
      now[{static_cast<std::uint16_t>(one.indicator), window_number(plan_, one)}] = nullptr;
    for (const Breach& breach : breaches) now[{breach.obligation, breach.cycle}] = &breach;
    for (const auto& [place, breach] : now) {
      std::vector<FigureState>& states = windows_[place];
      const bool stands = !states.empty() && states.back().to == range_end;
      if (stands && breach != nullptr && is_alike(states.back().breach, *breach)) continue;
      if (stands) states.back().to = t;
      if (breach != nullptr) states.push_back({*breach, t, range_end, {}});
    }
  }

  const IndicatorRule& rule_of(const IndicatorFinding& finding) const noexcept {
    return plan_.under(finding.version).indicators[finding.indicator].rule();
  }

  const Audit& audit_;
  const Plan& plan_;
  const Binding& binding_;
  Instant until_;
  const Judgements& judged_;
  std::vector<Turn> turns_;
  std::size_t next_ = 0;
  std::map<Place, std::vector<FigureState>> windows_;
  std::vector<IndicatorFinding> found_;  // the last
  DutyFindings no_duties_;
  std::vector<PromiseFinding> no_promises_;
};

}  // namespace

std::int32_t window_number(const Plan& plan, const IndicatorFinding& finding) noexcept {
  const std::vector<Window>& windows = plan.indicators[finding.indicator].windows;
  const auto found = std::find_if(windows.begin(), windows.end(),
                                  [&](const Window& window) { return window.first == finding.window.first; });
  return found == windows.end() ? 0 : static_cast<std::int32_t>(found - windows.begin());
}

Figures figures_of(const Audit& audit, const Binding& binding, Instant until, const Judgements& judged,
                   std::vector<Turn> turns, std::size_t settlements_max) {
  return Watcher(audit, binding, until, judged, std::move(turns)).watch(settlements_max);
}

}  // namespace slakit
