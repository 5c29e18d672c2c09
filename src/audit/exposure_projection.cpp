#include "audit/exposure_projection.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "assessment/assessor.hpp"
#include "assessment/by_terms.hpp"
#include "assessment/consent_waits.hpp"
#include "event/cut.hpp"
#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/breaches.hpp"

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

// Counts only working time, so that nothing breaks while its calendar is closed.
bool counts_working_time(const Plan::ServiceLevel& level) noexcept {
  return std::all_of(level.targets.begin(), level.targets.end(), [](const Plan::ServiceLevel::TargetChoice& choice) {
    return choice.attribute.empty() && choice.target.is_timer();
  });
}

}  // namespace

Projection::Projection(const Audit& audit, const EventLog& log, Instant until) : plan_(audit.plan), log_(&log) {
  for (Plan::ServiceLevel& level : plan_.service_levels) level.wants_stretches = level.is_priced;
  if (has_events_from(log, audit.as_of)) {
    cut_ = cut(log, audit.as_of);
    log_ = &cut_;
  }
  binding_ = std::make_unique<const Binding>(plan_, *log_);
  find(audit, until);
  match(audit);
  from_.reserve(breaches_.size());
  moves_.reserve(breaches_.size());
  for (std::size_t i = 0; i < breaches_.size(); ++i) {
    const Breach& breach = breaches_[i];
    const bool can_move = !breach.is_kept && breach.kind != PricedKind::event && breach.kind != PricedKind::indicator;
    moves_.push_back(can_move && (breach.is_open || known_[i] == unknown) ? 1 : 0);
    from_.push_back(known_[i] != unknown ? range_begin : first_instant(audit, breach, until));
  }
}

void Projection::find(const Audit& audit, Instant until) {
  Partial partial = assess(plan_, *binding_, {0, log_->ticket_count()}, until, findings_);
  duties_ = duties_by_terms(plan_, *binding_, until);
  promises_ = promises_by_terms(plan_, *binding_, until);
  excuses_ = apply_exclusions(plan_, *binding_, until, {findings_, partial, duties_, promises_});
  add_breaches(plan_, *binding_, until, {duties_, promises_, {}, excuses_}, partial.breaches);
  breaches_ = std::move(partial.breaches);
  const std::vector<Breach>& known = audit.partial.breaches;
  std::copy_if(known.begin(), known.end(), std::back_inserter(breaches_),
               [](const Breach& breach) { return breach.kind == PricedKind::indicator; });
}

void Projection::match(const Audit& audit) {
  const std::vector<Breach>& known = audit.partial.breaches;
  known_.assign(breaches_.size(), unknown);
  // Duties and other promises by what they are about: their numbers move as more fall due.
  std::map<std::tuple<PricedKind, std::string, std::uint16_t, Instant>, std::vector<std::uint32_t>> others;
  std::vector<std::uint32_t> windows;
  for (std::uint32_t i = static_cast<std::uint32_t>(known.size()); i-- > 0;) {  // the first one last, at the back
    if (known[i].kind == PricedKind::indicator)
      windows.push_back(i);
    else if (!is_clock_or_event(known[i]))
      others[{known[i].kind, known[i].ticket, known[i].obligation, known[i].at}].push_back(i);
  }
  std::size_t next = 0;
  std::vector<char> is_found(known.size(), 0);
  for (std::size_t i = 0; i < breaches_.size(); ++i) {
    const Breach& breach = breaches_[i];
    if (breach.kind == PricedKind::indicator) {
      known_[i] = windows.back();
      windows.pop_back();
    } else if (is_clock_or_event(breach)) {
      while (next < known.size() && (!is_clock_or_event(known[next]) || compare(known[next], breach) < 0)) ++next;
      if (next < known.size() && compare(known[next], breach) == 0) known_[i] = static_cast<std::uint32_t>(next);
    } else if (const auto found = others.find({breach.kind, breach.ticket, breach.obligation, breach.at});
               found != others.end() && !found->second.empty()) {
      known_[i] = found->second.back();
      found->second.pop_back();
    }
    if (known_[i] != unknown) is_found[known_[i]] = 1;
  }
  for (std::size_t i = 0; i < known.size(); ++i) lost_ += known[i].is_open && is_found[i] == 0 ? 1 : 0;
}

// Of a breach that is none yet at as_of.
Instant Projection::first_instant(const Audit& audit, const Breach& breach, Instant until) const {
  const Instant low = std::max(breach.at, audit.as_of);
  if (breach.kind != PricedKind::clock) return low + tick;
  const Plan::ServiceLevel& level = plan_.service_levels[breach.obligation];
  const bool is_of_one_calendar = level.calendars.empty() && !level.breach_of && plan_.amended.empty();
  if (!is_of_one_calendar || !counts_working_time(level)) return searched(breach, low, until);
  const Checked<Instant> open = plan_.calendars[level.calendar].next_open(low);
  return open ? std::min(*open + tick, until) : until;
}

// The clock itself is asked: at `high` it is broken, at `low` it is not.
Instant Projection::searched(const Breach& breach, Instant low, Instant high) const {
  const EventLog::Code code = log_->tickets.find(breach.ticket);
  if (code == Dictionary::absent) return high;
  const auto ticket = static_cast<std::size_t>(code);
  WaitBook waits;
  add_consent_waits(plan_, *binding_, ticket, ticket + 1, high, waits);
  const auto is_broken = [&](Instant t) {
    bool is_so = false;
    Assessor assessor(plan_, *binding_, t, waits_for_consent(plan_) ? &waits : nullptr);
    assessor.judge(ticket, breach.obligation, [&](const Finding& finding, const Course&) {
      is_so = is_so || (finding.cycle == breach.cycle && finding.verdict == Verdict::breached);
    });
    return is_so;
  };
  while (high - low > tick) {
    const Instant middle = low + (high - low) / 2;
    (is_broken(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace slakit
