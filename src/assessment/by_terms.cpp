#include "assessment/by_terms.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "assessment/duty_tally.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

// Calls `take(version, plan, binding)` for each version that governs something.
template <class Take>
void each_version(const Plan& plan, const Binding& binding, Instant as_of, Take take) {
  const std::size_t now = plan.version_at(as_of);
  const bool is_by_event = plan.policies.amended_terms == AmendedTerms::as_at_the_event;
  for (std::size_t version = is_by_event ? 0 : now; version <= now; ++version) {
    const Plan& terms = plan.under(version);
    if (version == 0)
      take(version, terms, binding);
    else
      take(version, terms, Binding(terms, binding.log()));
  }
}

class Governed {
 public:
  Governed(const Plan& plan, Instant as_of) noexcept
      : plan_(plan),
        now_(plan.version_at(as_of)),
        is_by_event_(plan.policies.amended_terms == AmendedTerms::as_at_the_event) {}
  bool by(std::size_t version, const std::optional<Instant>& anchor) const noexcept {
    return version == (is_by_event_ && anchor ? std::min(plan_.version_at(*anchor), now_) : now_);
  }

 private:
  const Plan& plan_;
  std::size_t now_;
  bool is_by_event_;
};

// Where each version finds that another governs a ticket (an amendment moved the deciding event across its own date),
// the latest that says something of it does.
void add_unclaimed(std::vector<PromiseFinding> others, std::vector<PromiseFinding>& all) {
  const auto key = [](const PromiseFinding& finding) {
    return std::make_tuple(finding.promise, finding.ticket, finding.form);
  };
  std::set<std::tuple<std::size_t, std::string, std::string>> claimed;
  for (const PromiseFinding& finding : all) claimed.insert(key(finding));
  for (auto finding = others.rbegin(); finding != others.rend(); ++finding)
    if (!finding->ticket.empty() && claimed.insert(key(*finding)).second) all.push_back(std::move(*finding));
}

std::optional<Instant> anchor_of(const DutyFinding& finding, const Zone& zone) {
  if (finding.window) return begin_of(finding.window->first, zone);
  if (finding.trigger) return finding.trigger->at;
  return std::nullopt;
}

void recount(DutyTally& tally, const std::vector<DutyFinding>& findings) {
  const std::optional<Instant> next = tally.next_due;
  DutyTally fresh;
  fresh.duty = tally.duty;
  fresh.member = tally.member;
  tally = fresh;
  tally.next_due = next;
  for (const DutyFinding& finding : findings) {
    if (finding.duty != tally.duty || finding.member != tally.member || finding.part == DutyPart::contents) continue;
    if (finding.part == DutyPart::spacing) {
      tally.spacing_breaches += finding.verdict == Verdict::breached ? 1 : 0;
      continue;
    }
    if (finding.reason == DutyReason::no_trigger || finding.reason == DutyReason::occasional) continue;
    count(finding, tally);
  }
}

}  // namespace

DutyFindings duties_by_terms(const Plan& plan, const Binding& binding, Instant as_of) {
  if (plan.amended.empty()) return assess_duties(plan, binding, as_of);
  DutyFindings all;
  const Governed governed(plan, as_of);
  each_version(plan, binding, as_of, [&](std::size_t version, const Plan& terms, const Binding& bound) {
    DutyFindings found = assess_duties(terms, bound, as_of);
    for (DutyFinding& finding : found.findings) {
      if (!governed.by(version, anchor_of(finding, plan.zone))) continue;
      finding.version = static_cast<std::uint16_t>(version);
      all.findings.push_back(std::move(finding));
    }
    all.tallies = std::move(found.tallies);  // those of today stay, for what comes next
  });
  std::stable_sort(all.findings.begin(), all.findings.end(), [](const DutyFinding& a, const DutyFinding& b) {
    return std::tie(a.duty, a.member) < std::tie(b.duty, b.member);
  });
  for (DutyTally& tally : all.tallies) recount(tally, all.findings);
  return all;
}

std::vector<PromiseFinding> promises_by_terms(const Plan& plan, const Binding& binding, Instant as_of) {
  if (plan.amended.empty()) return assess_promises(plan, binding, as_of);
  std::vector<PromiseFinding> all;
  std::vector<PromiseFinding> others;
  const Governed governed(plan, as_of);
  each_version(plan, binding, as_of, [&](std::size_t version, const Plan& terms, const Binding& bound) {
    for (PromiseFinding& finding : assess_promises(terms, bound, as_of)) {
      const bool is_governed = governed.by(version, finding.ticket.empty() ? std::nullopt : finding.from);
      finding.version = static_cast<std::uint16_t>(version);
      (is_governed ? all : others).push_back(std::move(finding));
    }
  });
  add_unclaimed(std::move(others), all);
  std::stable_sort(all.begin(), all.end(), [](const PromiseFinding& a, const PromiseFinding& b) {
    return std::tie(a.promise, a.ticket) < std::tie(b.promise, b.ticket);
  });
  return all;
}

std::vector<IndicatorFinding> indicators_by_terms(const Plan& plan, const Binding& binding, Instant as_of,
                                                  const Judged& judged) {
  if (plan.amended.empty()) return assess_indicators(plan, binding, as_of, judged);
  std::vector<IndicatorFinding> all;
  const Governed governed(plan, as_of);
  each_version(plan, binding, as_of, [&](std::size_t version, const Plan& terms, const Binding& bound) {
    for (IndicatorFinding& finding : assess_indicators(terms, bound, as_of, judged)) {
      if (!governed.by(version, begin_of(finding.window.first, plan.zone))) continue;
      finding.version = static_cast<std::uint16_t>(version);
      all.push_back(std::move(finding));
    }
  });
  std::stable_sort(all.begin(), all.end(), [](const IndicatorFinding& a, const IndicatorFinding& b) {
    return std::tie(a.indicator, a.span.from) < std::tie(b.indicator, b.span.from);
  });
  return all;
}

}  // namespace slakit
