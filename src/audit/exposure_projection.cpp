#include "audit/exposure_projection.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "assessment/assessor.hpp"
#include "assessment/by_terms.hpp"
#include "assessment/consent_waits.hpp"
#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/breaches.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

constexpr Duration tick{1};

bool is_clock_or_event(const Breach& breach) noexcept {
  return breach.kind == PricedKind::clock || breach.kind == PricedKind::event;
}

// Where both lists have it; below zero: `a` comes first.
int compare(const Breach& a, const Breach& b) noexcept {
  if (const int tickets = a.ticket.compare(b.ticket); tickets != 0) return tickets;
  const auto key = [](const Breach& one) { return std::tie(one.kind, one.obligation, one.cycle); };
  return key(a) < key(b) ? -1 : key(b) < key(a) ? 1 : 0;
}

bool is_of_one_window(const Breach& a, const Breach& b) noexcept {
  return a.kind == b.kind && a.obligation == b.obligation && a.cycle == b.cycle;
}

// Counts only working time, so that nothing breaks while its calendar is closed.
bool counts_working_time(const Plan::ServiceLevel& level) noexcept {
  return std::all_of(level.targets.begin(), level.targets.end(), [](const Plan::ServiceLevel::TargetChoice& choice) {
    return choice.attribute.empty() && choice.target.is_timer();
  });
}

}  // namespace

Projection::Projection(const Audit& audit, const EventLog& seen, Instant until, std::size_t settlements_max)
    : plan_(audit.plan), log_(&seen) {
  for (Plan::ServiceLevel& level : plan_.service_levels) level.wants_stretches = level.is_priced;
  binding_ = std::make_unique<const Binding>(plan_, *log_);
  find(until);
  match(audit);
  from_.reserve(breaches_.size());
  moves_.reserve(breaches_.size());
  for (std::size_t i = 0; i < breaches_.size(); ++i) {
    const Breach& breach = breaches_[i];
    const bool can_move = !breach.is_kept && breach.kind != PricedKind::event;
    moves_.push_back(can_move && (breach.is_open || known_[i] == unknown) ? 1 : 0);
    from_.push_back(known_[i] != unknown ? range_begin : first_instant(audit, breach, until));
  }
  to_.assign(breaches_.size(), range_end);
  first_.resize(breaches_.size());
  std::iota(first_.begin(), first_.end(), 0U);
  if (!plan_.indicators.empty()) add_figures(audit, until, settlements_max);
}

void Projection::find(Instant until) {
  Partial partial = assess(plan_, *binding_, {0, log_->ticket_count()}, until, findings_);
  duties_ = duties_by_terms(plan_, *binding_, until);
  promises_ = promises_by_terms(plan_, *binding_, until);
  excuses_ = apply_exclusions(plan_, *binding_, until, {findings_, partial, duties_, promises_});
  add_breaches(plan_, *binding_, until, {duties_, promises_, {}, excuses_}, partial.breaches);
  breaches_ = std::move(partial.breaches);
}

void Projection::match(const Audit& audit) {
  const std::vector<Breach>& known = audit.partial.breaches;
  known_.assign(breaches_.size(), unknown);
  // Duties and other promises by what they are about: their numbers move as more fall due.
  std::map<std::tuple<PricedKind, std::string, std::uint16_t, Instant>, std::vector<std::uint32_t>> others;
  for (std::uint32_t i = static_cast<std::uint32_t>(known.size()); i-- > 0;)  // the first one last, at the back
    if (!is_clock_or_event(known[i]))
      others[{known[i].kind, known[i].ticket, known[i].obligation, known[i].at}].push_back(i);
  std::size_t next = 0;
  std::vector<char> is_found(known.size(), 0);
  for (std::size_t i = 0; i < breaches_.size(); ++i) {
    const Breach& breach = breaches_[i];
    if (is_clock_or_event(breach)) {
      while (next < known.size() && (!is_clock_or_event(known[next]) || compare(known[next], breach) < 0)) ++next;
      if (next < known.size() && compare(known[next], breach) == 0) known_[i] = static_cast<std::uint32_t>(next);
    } else if (const auto found = others.find({breach.kind, breach.ticket, breach.obligation, breach.at});
               found != others.end() && !found->second.empty()) {
      known_[i] = found->second.back();
      found->second.pop_back();
    }
    if (known_[i] != unknown) is_found[known_[i]] = 1;
  }
  for (std::size_t i = 0; i < known.size(); ++i)
    lost_ += known[i].is_open && known[i].kind != PricedKind::indicator && is_found[i] == 0 ? 1 : 0;
}

// Of a breach that is none yet at as_of.
Instant Projection::first_instant(const Audit& audit, const Breach& breach, Instant until) const {
  const Instant low = std::max(breach.at, audit.as_of);
  if (breach.kind != PricedKind::clock) return low + tick;
  const EventLog::Code code = log_->tickets.find(breach.ticket);
  if (code == Dictionary::absent) return until;
  return broken_from({static_cast<std::size_t>(code), breach.obligation, breach.cycle}, low, until);
}

// At `until` it is broken, at `low` it is not.
Instant Projection::broken_from(const Cycle& clock, Instant low, Instant until) const {
  const Plan::ServiceLevel& level = plan_.service_levels[clock.obligation];
  const bool is_of_one_calendar = level.calendars.empty() && !level.breach_of && plan_.amended.empty();
  if (!is_of_one_calendar || !counts_working_time(level)) return searched(clock, Verdict::breached, low, until);
  const Checked<Instant> open = plan_.calendars[level.calendar].next_open(low);
  return open ? std::min(*open + tick, until) : until;
}

// The clock itself is asked: at `high` that is its verdict, at `low` it is not.
Instant Projection::searched(const Cycle& clock, Verdict verdict, Instant low, Instant high) const {
  WaitBook waits;
  add_consent_waits(plan_, *binding_, clock.ticket, clock.ticket + 1, high, waits);
  const auto is_so_at = [&](Instant t) {
    bool is_so = false;
    Assessor assessor(plan_, *binding_, t, waits_for_consent(plan_) ? &waits : nullptr);
    assessor.judge(clock.ticket, clock.obligation, [&](const Finding& finding, const Course&) {
      is_so = is_so || (finding.cycle == clock.cycle && finding.verdict == verdict);
    });
    return is_so;
  };
  while (high - low > tick) {
    const Instant middle = low + (high - low) / 2;
    (is_so_at(middle) ? high : low) = middle;
  }
  return high;
}

// ---- windows --------------------------------------------------------------------------------------------------------

void Projection::add_figures(const Audit& audit, Instant until, std::size_t settlements_max) {
  std::vector<Turn> turns;
  const Names names = attained();
  add_turns_of_clocks(names, audit, until, turns);
  add_turns_of_promises(names, audit, until, turns);
  Figures figures =
      figures_of(audit, *binding_, until, {findings_, duties_, promises_, excuses_}, std::move(turns), settlements_max);
  is_stopped_ = figures.is_stopped;
  for (std::size_t i = 0; i < figures.states.size(); ++i) {
    FigureState& state = figures.states[i];
    const bool is_first = i == 0 || !is_of_one_window(breaches_.back(), state.breach);
    first_.push_back(is_first ? static_cast<std::uint32_t>(breaches_.size()) : first_.back());
    breaches_.push_back(std::move(state.breach));
    from_.push_back(state.from);
    to_.push_back(state.to);
    known_.push_back(state.known.value_or(unknown));
    moves_.push_back(state.from > audit.as_of || state.to <= until ? 1 : 0);
  }
}

// Obligations that some attainment counts.
Projection::Names Projection::attained() const {
  Names names;
  for (std::size_t version = 0; version <= plan_.amended.size(); ++version)
    for (const Plan::Indicator& indicator : plan_.under(version).indicators)
      if (const Setting<AttainmentRule>& rule = indicator.rule().attainment)
        names.insert(rule->of.begin(), rule->of.end());
  return names;
}

// Clocks whose verdict at the end is another than at as_of.
void Projection::add_turns_of_clocks(const Names& names, const Audit& audit, Instant until,
                                     std::vector<Turn>& turns) const {
  std::vector<char> counts;
  counts.reserve(plan_.contract.obligations.size());
  for (const Obligation& one : plan_.contract.obligations) counts.push_back(names.contains(one.name) ? 1 : 0);
  const Findings& known = audit.findings;
  const auto is_before = [&](std::size_t a, std::size_t b) {  // a row of the audit, and one of these
    if (known.ticket[a] != findings_.ticket[b])
      return log_->tickets.name(known.ticket[a]) < log_->tickets.name(findings_.ticket[b]);
    return std::tie(known.obligation[a], known.cycle[a]) < std::tie(findings_.obligation[b], findings_.cycle[b]);
  };
  std::size_t next = 0;
  for (std::size_t row = 0; row < findings_.size(); ++row) {
    while (next < known.size() && is_before(next, row)) ++next;
    const bool is_outside = findings_.is_outside_term[row] != 0 || !findings_.triggered[row];
    if (is_outside || counts[findings_.obligation[row]] == 0) continue;
    const bool is_there = next < known.size() && known.ticket[next] == findings_.ticket[row] &&
                          known.obligation[next] == findings_.obligation[row] &&
                          known.cycle[next] == findings_.cycle[row];
    const Verdict before = is_there ? known.verdict[next] : Verdict::not_triggered;
    const Verdict after = findings_.verdict[row];
    const auto is_counted = [](Verdict one) { return one == Verdict::met || one == Verdict::breached; };
    if (before == after || (!is_counted(before) && !is_counted(after))) continue;
    const Cycle clock{static_cast<std::size_t>(findings_.ticket[row]), findings_.obligation[row], findings_.cycle[row]};
    const Instant at = after == Verdict::breached && findings_.due[row]
                           ? broken_from(clock, std::max(*findings_.due[row], audit.as_of), until)
                           : searched(clock, after, audit.as_of, until);
    turns.push_back({at, *findings_.triggered[row], Turn::Of::clock, row, before, after});
  }
}

// What is owed and not shown is broken a microsecond after it is due; what must not happen is kept when its time ends.
void Projection::add_turns_of_promises(const Names& names, const Audit& audit, Instant until,
                                       std::vector<Turn>& turns) const {
  const auto add = [&](Instant at, Instant belongs, Turn::Of of, std::size_t row, Verdict verdict) {
    if (at > audit.as_of && at <= until) turns.push_back({at, belongs, of, row, Verdict::running, verdict});
  };
  for (std::size_t i = 0; i < duties_.findings.size(); ++i) {
    const DutyFinding& one = duties_.findings[i];
    const bool is_missing = one.verdict == Verdict::breached && !one.evidence && one.due;
    if (!is_missing || !names.contains(plan_.duties[one.duty].obligation.name)) continue;
    const Instant last = one.window ? end_of(one.window->last, plan_.zone) - tick : *one.due - tick;
    add(*one.due + tick, !one.window && one.trigger ? one.trigger->at : last, Turn::Of::duty, i, one.verdict);
  }
  for (std::size_t i = 0; i < promises_.size(); ++i) {
    const PromiseFinding& one = promises_[i];
    if (!one.from || !names.contains(plan_.promises[one.promise].obligation.name)) continue;
    const Setting<Interval>& holds = plan_.promises[one.promise].holds;
    if (one.verdict == Verdict::breached && !one.ended && one.due)
      add(*one.due + tick, *one.from, Turn::Of::promise, i, one.verdict);
    else if (one.verdict == Verdict::met && one.ticket.empty() && holds)
      add(holds->to, *one.from, Turn::Of::promise, i, one.verdict);
  }
}

}  // namespace slakit
