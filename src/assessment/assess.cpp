#include "slakit/assessment/assess.hpp"

#include <algorithm>
#include <cstddef>

#include "assessment/assessor.hpp"

namespace slakit {
namespace {

void count(Partial& partial, const Finding& finding) {
  Tally& tally = partial.tallies[{finding.obligation, finding.target_rule, finding.version}];
  if (finding.is_outside_term)
    ++tally.outside_term;
  else
    ++tally.by_verdict[static_cast<std::size_t>(finding.verdict)];
  tally.near_limit += finding.is_near_limit ? 1 : 0;
  for (Oddities kind = 1; kind != 0 && kind <= finding.oddities; kind = static_cast<Oddities>(kind << 1U))
    if ((finding.oddities & kind) != 0) ++partial.oddities[kind];
}

}  // namespace

Partial assess(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of, Findings& findings) {
  Assessor assessor(plan, binding, as_of);
  Partial partial;
  for (std::size_t ticket = range.from; ticket < range.to; ++ticket) {
    const std::size_t before = findings.size();
    const auto take = [&](const Finding& finding, const Course& course) {
      findings.push_back(finding);
      count(partial, finding);
      if (finding.verdict == Verdict::breached && !finding.is_outside_term)
        partial.breaches.push_back(assessor.breach(ticket, finding, course));
    };
    for (std::size_t level = 0; level < binding.levels().size(); ++level) assessor.judge(ticket, level, take);
    ++partial.tickets;
    if (findings.size() == before) ++partial.tickets_without_obligation;
  }
  std::sort(partial.breaches.begin(), partial.breaches.end());
  return partial;
}

Partial assess(const Plan& plan, const EventLog& log, Instant as_of, Findings& findings) {
  const Binding binding(plan, log);
  return assess(plan, binding, {0, log.ticket_count()}, as_of, findings);
}

}  // namespace slakit
