#include "slakit/assessment/excuses.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "assessment/assessor.hpp"
#include "assessment/claims.hpp"
#include "assessment/consent_waits.hpp"

namespace slakit {
namespace {

using Claims = std::vector<std::size_t>;

class Excuser {
 public:
  Excuser(const Plan& plan, const Binding& binding, Instant as_of, const Excusable& found)
      : plan_(plan), binding_(binding), log_(binding.log()), as_of_(as_of), found_(found) {
    excuses_.claims = claims_of(plan, binding, as_of);
  }

  Excuses apply() && {
    if (excuses_.claims.empty()) return std::move(excuses_);
    add_consent_waits(plan_, binding_, 0, log_.ticket_count(), as_of_, waits_);
    add_waits();
    clocks();
    duties();
    promises();
    return std::move(excuses_);
  }

 private:
  const ExclusionClaim& claim(std::size_t i) const noexcept { return excuses_.claims[i]; }

  // ---- clocks -------------------------------------------------------------------------------------------------------

  void add_waits() {
    for (std::size_t level = 0; level < plan_.contract.obligations.size(); ++level) {
      const std::string& name = plan_.contract.obligations[level].name;
      for (std::size_t i = 0; i < excuses_.claims.size(); ++i) {
        const ExclusionClaim& one = claim(i);
        if (!one.span || !reaches(plan_, one, name)) continue;
        const Wait wait{*one.span, one.event ? log_.types.find(one.event->event) : Dictionary::absent};
        for (WaitBook* book : {&waits_, &excused_})
          if (is_of_one_ticket(plan_, one))
            book->add(static_cast<std::size_t>(log_.tickets.find(one.event->ticket)), level, wait);
          else
            book->add_everywhere(level, wait);
      }
    }
  }

  void clocks() {
    Findings& findings = found_.findings;
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (findings.verdict[i] == Verdict::breached) clock(i);
    std::erase_if(found_.partial.breaches, [](const Breach& breach) { return breach.chargeable == Ratio(0, 1); });
  }

  void clock(std::size_t row) {
    const Finding was = found_.findings.row(row);
    const auto ticket = static_cast<std::size_t>(was.ticket);
    const std::string& name = plan_.contract.obligations[was.obligation].name;
    const std::string& ticket_name = log_.tickets.name(was.ticket);
    Ratio chargeable(1, 1);
    Claims claims = by_event(name, ticket_name, chargeable);
    if (chargeable == Ratio(0, 1)) return excuse(row, std::move(claims));
    Claims times = by_time(name, ticket_name, {life_from(ticket, was), *was.ended});
    Finding now;
    Breach breach;
    // Where it cannot be measured it stays as computed.
    if (!times.empty() && rejudge(ticket, was, now, breach) && now.verdict != Verdict::not_measurable) {
      if (now.verdict != Verdict::breached) return excuse(row, std::move(times));
      if (now.late.time < was.late.time) {
        ease(row, was, now, breach);
        claims.insert(claims.end(), times.begin(), times.end());
      }
    }
    if (claims.empty()) return;
    if (Breach* charged = breach_of(was); charged != nullptr) charged->chargeable = chargeable;
    excuses_.effects.push_back({std::move(claims), ExcusedKind::clock, row, was.verdict, was.late.time, chargeable});
  }

  // The claims by events of the ticket; what they leave to be charged.
  Claims by_event(const std::string& obligation, const std::string& ticket, Ratio& chargeable) const {
    Claims list;
    for (std::size_t i = 0; i < excuses_.claims.size(); ++i) {
      const ExclusionClaim& one = claim(i);
      if (one.span || !one.event || one.event->ticket != ticket || !reaches(plan_, one, obligation)) continue;
      if (one.share && *one.share == Ratio(0, 1)) continue;
      list.push_back(i);
      // The largest share excuses: shares of one breach are not added up.
      const Ratio share = one.share ? *one.share : Ratio(1, 1);
      chargeable = std::min(chargeable, Ratio(share.denominator() - share.numerator(), share.denominator()));
    }
    return list;
  }

  Claims by_time(const std::string& obligation, const std::string& ticket, const Interval& life) const {
    Claims list;
    for (std::size_t i = 0; i < excuses_.claims.size(); ++i) {
      const ExclusionClaim& one = claim(i);
      if (!one.span || !reaches(plan_, one, obligation)) continue;
      if (is_of_one_ticket(plan_, one) && one.event->ticket != ticket) continue;
      if (one.span->from < life.to && one.span->to > life.from) list.push_back(i);
    }
    return list;
  }

  // From when time can make a difference: to a clock that another's breach starts, since the ticket began.
  Instant life_from(std::size_t ticket, const Finding& was) const noexcept {
    const bool is_chained = binding_.levels(was.version)[was.obligation].breach_of.has_value();
    return is_chained ? std::min(*was.triggered, log_.at[log_.first[ticket]]) : *was.triggered;
  }

  // The same clock, held in excused time; false: there is none. Its accrual does not count that time, whatever pauses
  // do. A start that moves may come under another version of the terms.
  bool rejudge(std::size_t ticket, const Finding& was, Finding& now, Breach& breach) const {
    bool is_found = false;
    Assessor assessor(plan_, binding_, as_of_, &waits_, &excused_);
    assessor.judge(ticket, was.obligation, [&](const Finding& finding, const Course& course) {
      if (finding.cycle != was.cycle || (is_found && finding.version != was.version)) return;
      is_found = true;
      now = finding;
      if (finding.verdict == Verdict::breached) assessor.fill(breach, ticket, finding, course);
    });
    return is_found;
  }

  Breach* breach_of(const Finding& finding) const {
    Breach wanted;
    wanted.ticket = log_.tickets.name(finding.ticket);
    wanted.obligation = finding.obligation;
    wanted.cycle = finding.cycle;
    std::vector<Breach>& breaches = found_.partial.breaches;
    const auto found = std::lower_bound(breaches.begin(), breaches.end(), wanted);
    const bool is_it = found != breaches.end() && found->ticket == wanted.ticket && found->kind == wanted.kind &&
                       found->obligation == wanted.obligation && found->cycle == wanted.cycle;
    return is_it ? &*found : nullptr;
  }

  void excuse(std::size_t row, Claims claims) {
    const Finding was = found_.findings.row(row);
    found_.findings.verdict[row] = Verdict::excused;
    if (Breach* breach = breach_of(was); breach != nullptr) breach->chargeable = Ratio(0, 1);
    if (!was.is_outside_term) {
      Tally& tally = found_.partial.tallies[{was.obligation, was.target_rule, was.version}];
      --tally.by_verdict[static_cast<std::size_t>(Verdict::breached)];
      ++tally.by_verdict[static_cast<std::size_t>(Verdict::excused)];
    }
    excuses_.effects.push_back(
        {std::move(claims), ExcusedKind::clock, row, Verdict::breached, was.late.time, Ratio(0, 1)});
  }

  // Still a breach, and less late.
  void ease(std::size_t row, const Finding& was, const Finding& now, const Breach& eased) {
    found_.findings.late[row] = now.late;
    found_.findings.due[row] = now.due;
    found_.findings.elapsed[row] = now.elapsed;
    if (Breach* breach = breach_of(was); breach != nullptr) {
      breach->at = eased.at;
      breach->late = eased.late;
      breach->stretches = eased.stretches;
    }
  }

  // ---- duties and other promises ------------------------------------------------------------------------------------

  // The claims by which excused time moves a due instant, until it has not passed by `until`.
  Claims move(const std::string& obligation, const std::string& ticket, Instant& due, Instant until) const {
    Claims used;
    for (bool is_moved = true; is_moved && until > due;) {
      is_moved = false;
      for (const std::size_t i : by_time(obligation, ticket, {due - Duration{1}, due + Duration{1}}))
        if (claim(i).span->from <= due && due < claim(i).span->to) {
          due = claim(i).span->to;
          used.push_back(i);
          is_moved = true;
        }
    }
    return used;
  }

  // What was due in excused time is excused, or late since it ended.
  template <class Kept>
  Claims ease(const std::string& obligation, const std::string& ticket, Instant until, Kept& finding) const {
    Instant due = *finding.due;
    Claims claims = move(obligation, ticket, due, until);
    if (claims.empty()) return claims;
    if (until <= due) {
      finding.verdict = Verdict::excused;
    } else {
      finding.due = due;
      finding.late = until - due;
    }
    return claims;
  }

  void add_effect(Claims claims, ExcusedKind kind, std::size_t row, Duration late_was, Verdict now, Ratio left) {
    const Ratio chargeable = now == Verdict::excused ? Ratio(0, 1) : left;
    excuses_.effects.push_back({std::move(claims), kind, row, Verdict::breached, late_was, chargeable});
  }

  void duties() {
    std::vector<DutyFinding>& list = found_.duties.findings;
    for (std::size_t i = 0; i < list.size(); ++i) {
      DutyFinding& duty = list[i];
      if (duty.verdict != Verdict::breached || duty.part != DutyPart::performance) continue;
      const std::string& name = plan_.duties[duty.duty].obligation.name;
      const std::string ticket = duty.trigger ? duty.trigger->ticket : duty.evidence ? duty.evidence->ticket : "";
      const Duration late_was = duty.late;
      Ratio chargeable(1, 1);
      Claims claims = by_event(name, ticket, chargeable);
      if (chargeable == Ratio(0, 1))
        duty.verdict = Verdict::excused;
      else if (Claims times = ease(name, ticket, duty.evidence ? duty.evidence->at : as_of_, duty); !times.empty())
        claims.insert(claims.end(), times.begin(), times.end());
      if (claims.empty()) continue;
      add_effect(std::move(claims), ExcusedKind::duty, i, late_was, duty.verdict, chargeable);
      if (duty.verdict != Verdict::excused) continue;
      for (DutyTally& tally : found_.duties.tallies)
        if (tally.duty == duty.duty && tally.member == duty.member && !duty.is_outside_term) {
          tally.late -= duty.reason == DutyReason::late ? 1 : 0;
          tally.missing -= duty.reason == DutyReason::missing ? 1 : 0;
          ++tally.excused;
        }
    }
  }

  void promises() {
    for (std::size_t i = 0; i < found_.promises.size(); ++i) {
      PromiseFinding& promise = found_.promises[i];
      if (promise.verdict != Verdict::breached) continue;
      const std::string& name = plan_.promises[promise.promise].obligation.name;
      const Duration late_was = promise.late;
      const bool is_happening = promise.reason == PromiseReason::happened;
      Ratio chargeable(1, 1);
      Claims claims = is_happening ? each_time(name, promise) : by_event(name, promise.ticket, chargeable);
      if (!claims.empty() && (is_happening || chargeable == Ratio(0, 1)))
        promise.verdict = Verdict::excused;
      else if (promise.due)
        for (const std::size_t time : ease(name, promise.ticket, promise.ended.value_or(as_of_), promise))
          claims.push_back(time);
      if (!claims.empty())
        add_effect(std::move(claims), ExcusedKind::promise, i, late_was, promise.verdict, chargeable);
    }
  }

  // What must not happen is excused where it is each time that it happened.
  Claims each_time(const std::string& obligation, const PromiseFinding& promise) const {
    const Setting<Interval>& holds = plan_.promises[promise.promise].holds;
    Claims all;
    for (const PromisePart& part : promise.parts) {
      if (!promise.is_outside_term && !Plan::in(holds, part.event->at)) continue;
      Ratio chargeable(1, 1);
      Claims claims = by_event(obligation, part.event->ticket, chargeable);
      if (chargeable != Ratio(0, 1))
        claims = by_time(obligation, part.event->ticket, {part.event->at, part.event->at + Duration{1}});
      if (claims.empty()) return {};
      all.insert(all.end(), claims.begin(), claims.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  const Excusable& found_;
  WaitBook excused_;
  WaitBook waits_;  // those, and for a consent
  Excuses excuses_;
};

}  // namespace

Excuses apply_exclusions(const Plan& plan, const Binding& binding, Instant as_of, const Excusable& found) {
  return Excuser(plan, binding, as_of, found).apply();
}

}  // namespace slakit
