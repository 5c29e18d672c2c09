#include "slakit/assessment/assess.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "assessment/assess_levels.hpp"
#include "assessment/assessor.hpp"
#include "assessment/consent_waits.hpp"
#include "assessment/priced_events.hpp"

namespace slakit {
namespace {

// Counts in plain arrays: a map costs more than the judging.
class Counts {
 public:
  Counts(const Plan& plan, const Binding& binding) {
    for (std::size_t version = 0; version <= plan.amended.size(); ++version)
      for (const Binding::BoundLevel& level : binding.levels(version)) {
        first_.push_back(tallies_.size());
        tallies_.resize(tallies_.size() + level.targets.size() + 1);  // the first: no target matched
      }
    levels_ = binding.levels().size();
  }

  void add(const Finding& finding) noexcept {
    Tally& tally = tallies_[place(finding.version, finding.obligation, finding.target_rule)];
    if (finding.is_outside_term)
      ++tally.outside_term;
    else
      ++tally.by_verdict[static_cast<std::size_t>(finding.verdict)];
    tally.near_limit += finding.is_near_limit ? 1 : 0;
    for (std::size_t i = 0; finding.oddities >> i != 0; ++i) oddities_[i] += finding.oddities >> i & 1;
  }

  void add_to(Partial& partial) const {
    for (std::size_t i = 0; i < first_.size(); ++i) {
      const std::size_t end = i + 1 < first_.size() ? first_[i + 1] : tallies_.size();
      for (std::size_t j = first_[i]; j < end; ++j)
        if (tallies_[j] != Tally{}) partial.tallies[key(i, j - first_[i])] += tallies_[j];
    }
    partial.oddities = oddities_;
  }

 private:
  TallyKey key(std::size_t level, std::size_t place) const noexcept {
    return {static_cast<std::uint16_t>(level % levels_), static_cast<std::int16_t>(static_cast<int>(place) - 1),
            static_cast<std::uint16_t>(level / levels_)};
  }

  std::size_t place(std::size_t version, std::size_t level, std::int16_t rule) const noexcept {
    return first_[version * levels_ + level] + static_cast<std::size_t>(rule + 1);
  }

  std::size_t levels_ = 0;
  std::vector<std::size_t> first_;
  std::vector<Tally> tallies_;
  std::array<std::int64_t, oddity::count> oddities_{};
};

// What settlement has to know of a finding.
void take_breach(const Plan& plan, const Assessor& assessor, std::size_t ticket, const Finding& finding,
                 const Course& course, std::vector<Breach>& breaches) {
  if (finding.is_outside_term) return;
  if (finding.verdict == Verdict::breached)
    assessor.fill(breaches.emplace_back(), ticket, finding, course);
  else if (finding.verdict == Verdict::met && plan.service_levels[finding.obligation].pays_for_time_saved)
    assessor.fill_kept(breaches.emplace_back(), ticket, finding, course);
}

}  // namespace

std::vector<Breach> breaches_of_levels(const Plan& plan, const Binding& binding, Instant as_of,
                                       const WantedClocks& wanted) {
  Assessor assessor(plan, binding, as_of);
  std::vector<Breach> breaches;
  for (std::size_t ticket = 0; ticket < wanted.tickets.size(); ++ticket) {
    if (wanted.tickets[ticket] == 0) continue;
    for (std::size_t level = 0; level < binding.levels().size(); ++level)
      if (wanted.levels[level] != 0)
        assessor.judge(ticket, level, [&](const Finding& finding, const Course& course) {
          take_breach(plan, assessor, ticket, finding, course, breaches);
        });
  }
  if (!std::is_sorted(breaches.begin(), breaches.end())) std::sort(breaches.begin(), breaches.end());
  return breaches;
}

Partial assess(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of, Findings& findings) {
  WaitBook waits;
  add_consent_waits(plan, binding, range.from, range.to, as_of, waits);
  Assessor assessor(plan, binding, as_of, waits_for_consent(plan) ? &waits : nullptr);
  Counts counts(plan, binding);
  Partial partial;
  for (std::size_t ticket = range.from; ticket < range.to; ++ticket) {
    const std::size_t before = findings.size();
    const auto take = [&](const Finding& finding, const Course& course) {
      findings.push_back(finding);
      counts.add(finding);
      take_breach(plan, assessor, ticket, finding, course, partial.breaches);
    };
    for (std::size_t level = 0; level < binding.levels().size(); ++level) assessor.judge(ticket, level, take);
    ++partial.tickets;
    if (findings.size() == before) ++partial.tickets_without_obligation;
  }
  counts.add_to(partial);
  const bool is_more = add_priced_events(plan, binding, range, as_of, partial.breaches);
  partial.documents = documents_in(plan, binding, range, as_of);
  // Each version of the terms counts its own cycles.
  if (is_more || !plan.amended.empty()) std::sort(partial.breaches.begin(), partial.breaches.end());
  return partial;
}

Partial assess(const Plan& plan, const EventLog& log, Instant as_of, Findings& findings) {
  const Binding binding(plan, log);
  return assess(plan, binding, {0, log.ticket_count()}, as_of, findings);
}

}  // namespace slakit
