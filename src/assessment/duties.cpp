#include "slakit/assessment/duties.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "assessment/duty_deadline.hpp"
#include "assessment/duty_events.hpp"
#include "assessment/duty_tally.hpp"
#include "plan/owing.hpp"

namespace slakit {
namespace {

using Evidence = const DutyOccurrence*;
using EvidenceList = std::vector<Evidence>;

bool is_before(Evidence a, Evidence b) noexcept {
  return std::tie(a->at, a->ticket, a->row) < std::tie(b->at, b->ticket, b->row);
}

// A period that has begun, for one who owes it.
struct Owed {
  Window window;
  Instant from;
  Instant to;
  DutyDeadline due;
  EvidenceList done;  // at most as many as are owed
};

// Gives evidence to periods, by the rule of the header.
class Matching {
 public:
  Matching(std::vector<Owed>& periods, std::size_t times, bool is_due_later) noexcept
      : periods_(periods), times_(times), is_due_later_(is_due_later) {}

  void give(Evidence evidence) {
    const Instant at = evidence->at;
    while (ended_ < periods_.size() && periods_[ended_].to <= at) ++ended_;
    while (due_ < ended_ && periods_[due_].due.on_time_until() < at) ++due_;
    for (std::size_t i = due_; i < ended_; ++i)
      if (at <= periods_[i].due.on_time_until() && take(i, evidence)) return;
    if (is_due_later_ && ended_ > 0 && take(ended_ - 1, evidence)) return;
    if (ended_ < periods_.size() && periods_[ended_].from <= at && take(ended_, evidence)) return;
    while (missed_ < ended_ && !take(missed_, evidence)) ++missed_;
  }

 private:
  bool take(std::size_t i, Evidence evidence) {
    if (periods_[i].done.size() == times_) return false;
    periods_[i].done.push_back(evidence);
    return true;
  }

  std::vector<Owed>& periods_;
  std::size_t times_;
  bool is_due_later_;
  std::size_t ended_ = 0;   // periods that ended before the evidence
  std::size_t due_ = 0;     // of these, those that were due before it
  std::size_t missed_ = 0;  // before this one all are done
};

// One duty, owed by one member of its roster, or by nobody in particular.
class Judge {
 public:
  Judge(const Plan& plan, const Binding& binding, Instant as_of, std::size_t duty, const Member* member,
        const DutyOccurrences& seen, DutyFindings& out)
      : plan_(plan),
        log_(binding.log()),
        as_of_(as_of),
        duty_(plan.duties[duty]),
        rule_(duty_.rule()),
        member_(member),
        out_(out) {
    const Binding::Attribute attribute = member_attribute(duty_, binding);
    is_nameless_ = member != nullptr && attribute == Binding::no_attribute && !seen.evidence.empty();
    tally_.duty = duty;
    if (member != nullptr) tally_.member = member->name;
    const Dictionary::Code code = member == nullptr || attribute == Binding::no_attribute
                                      ? Dictionary::absent
                                      : log_.attributes[static_cast<std::size_t>(attribute)].values.find(member->name);
    for (const DutyOccurrence& one : seen.evidence)
      if (member == nullptr || (code != Dictionary::absent && one.member == code)) evidence_.push_back(&one);
  }

  void judge(const std::vector<DutyOccurrence>& triggers) {
    if (!rule_.after.empty() || !rule_.on_request.empty()) {
      by_triggers(triggers);
    } else {
      std::sort(evidence_.begin(), evidence_.end(), is_before);
      if (rule_.occasional)
        occasional();
      else if (rule_.standing)
        standing();
      else if (duty_.milestone)
        once();
      else
        by_periods();
    }
    out_.tallies.push_back(tally_);
  }

 private:
  // ---- periods ------------------------------------------------------------------------------------------------------

  void by_periods() {
    std::vector<Owed> periods;
    bool is_more_to_come = false;
    for (const Window& window : duty_.windows) {
      if (!is_owed(duty_, window) || !is_owing(window)) continue;
      Owed owed{window,
                begin_of(first_day(window), plan_.zone),
                end_of(window.last, plan_.zone),
                deadline_after_day(plan_, duty_, window.last, as_of_),
                {}};
      if (owed.from >= as_of_) {
        is_more_to_come = true;
        comes_next(owed.due.at);
        break;
      }
      periods.push_back(std::move(owed));
    }
    const auto times = static_cast<std::size_t>(rule_.count.value_or(1));
    Matching matching(periods, times, rule_.due.has_value());
    for (const Evidence evidence : evidence_) matching.give(evidence);
    for (const Owed& owed : periods) {
      for (std::size_t i = 0; i < times; ++i) {
        DutyFinding finding = fresh();
        finding.window = owed.window;
        finding.number = static_cast<int>(i) + 1;
        finding.from = owed.from;
        add(finding, owed.due, i < owed.done.size() ? owed.done[i] : nullptr);
      }
      is_more_to_come = is_more_to_come || owed.done.size() < times;
    }
    if (rule_.spacing) spacing(periods, is_more_to_come);
  }

  void spacing(const std::vector<Owed>& periods, bool is_more_to_come) {
    EvidenceList done;
    for (const Owed& owed : periods) done.insert(done.end(), owed.done.begin(), owed.done.end());
    std::sort(done.begin(), done.end(), is_before);
    for (std::size_t i = 0; i + 1 < done.size(); ++i) space(done[i], done[i + 1]);
    if (!done.empty() && is_more_to_come && rule_.spacing->at_most) space(done.back(), nullptr);
  }

  void space(Evidence before, Evidence next) {
    DutyFinding finding = fresh();
    finding.part = DutyPart::spacing;
    finding.trigger = event(*before);
    finding.from = before->at;
    const Spacing& rule = *rule_.spacing;
    Fault fault = Fault::none;
    const auto bound = [&](const Setting<Period>& period, DayEdge edge, std::optional<Instant>& instant) {
      if (!period) return;
      const Checked<Instant> at = later(plan_, before->at, *period, edge);
      if (at)
        instant = *at;
      else
        fault = at.fault;
    };
    bound(rule.at_least, DayEdge::begin, finding.from);
    bound(rule.at_most, DayEdge::end, finding.due);
    if (next != nullptr) finding.evidence = event(*next);
    finding.is_open = next == nullptr;
    const Instant until = next != nullptr ? next->at : as_of_;
    if (fault != Fault::none) {
      finding.reason = DutyReason::fault;
      finding.fault = fault;
    } else if (next != nullptr && until < *finding.from) {
      finding.verdict = Verdict::breached;
      finding.reason = DutyReason::too_soon;
    } else if (finding.due && until > *finding.due) {
      finding.verdict = Verdict::breached;
      finding.reason = DutyReason::too_late;
      finding.late = until - *finding.due;
    } else {
      finding.verdict = next != nullptr ? Verdict::met : Verdict::running;
      if (next == nullptr) comes_next(finding.due);
    }
    tally_.spacing_breaches += finding.verdict == Verdict::breached ? 1 : 0;
    out_.findings.push_back(std::move(finding));
  }

  // ---- once, all the time, now and then
  // -------------------------------------------------------------------------------

  void once() {
    if (!is_member(*duty_.milestone)) return;
    add(fresh(), deadline_after_day(plan_, duty_, *duty_.milestone, as_of_), first_evidence());
  }

  void standing() {
    DutyFinding finding = fresh();
    if (duty_.windows.empty()) return add(finding, no_deadline(), first_evidence());
    const Window& term = duty_.windows.front();
    const Date first = first_day(term);
    if (first > term.last || !is_member(first)) return;
    finding.window = term;
    finding.from = begin_of(first, plan_.zone);
    add(finding, deadline_after_day(plan_, duty_, first, as_of_), first_evidence());
  }

  void occasional() {
    DutyFinding finding = fresh();
    finding.reason = DutyReason::occasional;
    finding.is_open = true;
    if (evidence_.empty()) out_.findings.push_back(finding);
    for (const Evidence one : evidence_) {
      finding.evidence = event(*one);
      out_.findings.push_back(finding);
    }
  }

  // ---- triggers -----------------------------------------------------------------------------------------------------

  void by_triggers(const std::vector<DutyOccurrence>& triggers) {
    std::size_t made = 0;
    std::size_t first = 0;
    for (std::size_t begin = 0; begin < triggers.size();) {
      std::size_t end = begin;
      while (end < triggers.size() && triggers[end].ticket == triggers[begin].ticket) ++end;
      while (first < evidence_.size() && evidence_[first]->ticket < triggers[begin].ticket) ++first;
      made += of_ticket(triggers.data() + begin, triggers.data() + end, first);
      begin = end;
    }
    if (made > 0) return;
    DutyFinding finding = fresh();
    finding.verdict = Verdict::not_triggered;
    finding.reason = DutyReason::no_trigger;
    finding.is_open = true;
    out_.findings.push_back(finding);
  }

  // The oldest trigger takes the first evidence since it; conditions that hold show every one.
  std::size_t of_ticket(const DutyOccurrence* trigger, const DutyOccurrence* end, std::size_t next) {
    std::size_t made = 0;
    for (; trigger != end; ++trigger) {
      if (!is_member(date_of(trigger->at, plan_.zone))) continue;
      Evidence shown = trigger->holds_already ? trigger : nullptr;
      if (shown == nullptr) {
        while (is_of(next, trigger->ticket) && evidence_[next]->at < trigger->at) ++next;
        if (is_of(next, trigger->ticket)) shown = evidence_[next];
        if (shown != nullptr && !shown->is_state) ++next;
      }
      DutyFinding finding = fresh();
      finding.trigger = event(*trigger);
      finding.from = trigger->at;
      finding.is_outside_term = !Plan::in(duty_.holds, trigger->at);
      add(finding, deadline_after_event(plan_, duty_, trigger->at, as_of_), shown);
      ++made;
    }
    return made;
  }

  bool is_of(std::size_t i, std::size_t ticket) const noexcept {
    return i < evidence_.size() && evidence_[i]->ticket == ticket;
  }

  // ---- a finding ----------------------------------------------------------------------------------------------------

  DutyFinding fresh() const {
    DutyFinding finding;
    finding.duty = tally_.duty;
    finding.member = tally_.member;
    return finding;
  }

  LoggedEvent event(const DutyOccurrence& one) const { return logged_event(log_, one.ticket, one.row); }

  static DutyDeadline no_deadline() noexcept { return {true, std::nullopt, Fault::none, Instant::min()}; }

  Evidence first_evidence() const noexcept { return evidence_.empty() ? nullptr : evidence_.front(); }

  bool is_member(Date date) const noexcept {
    return member_ == nullptr || ((!member_->from || *member_->from <= date) && (!member_->to || date < *member_->to));
  }
  bool is_owing(const Window& period) const noexcept {
    return member_ == nullptr || slakit::is_owing(*member_, period, duty_.owes_if_member);
  }
  Date first_day(const Window& window) const {
    return member_ == nullptr ? window.first : std::max(window.first, member_->from.value_or(window.first));
  }

  void comes_next(const std::optional<Instant>& due) {
    if (due && *due >= as_of_ && (!tally_.next_due || *due < *tally_.next_due)) tally_.next_due = due;
  }

  void add(DutyFinding finding, const DutyDeadline& due, Evidence evidence) {
    finding.due = due.at;
    if (evidence != nullptr) finding.evidence = event(*evidence);
    finding.is_open = evidence == nullptr;
    const Instant until = evidence != nullptr ? evidence->at : as_of_;
    if (is_nameless_) {
      finding.reason = DutyReason::no_member;
    } else if (until <= due.on_time_until()) {
      finding.verdict = evidence != nullptr ? Verdict::met : Verdict::running;
      if (due.is_none && evidence == nullptr) finding.reason = DutyReason::no_deadline;
    } else if (!due.at) {
      finding.reason = DutyReason::fault;
      finding.fault = due.fault;
    } else {
      finding.verdict = Verdict::breached;
      finding.reason = evidence != nullptr ? DutyReason::late : DutyReason::missing;
      finding.late = until - *due.at;
    }
    if (evidence == nullptr) comes_next(due.at);
    count(finding, tally_);
    out_.findings.push_back(std::move(finding));
  }

  const Plan& plan_;
  const EventLog& log_;
  Instant as_of_;
  const Plan::Duty& duty_;
  const DutyRule& rule_;
  const Member* member_;
  DutyFindings& out_;
  bool is_nameless_ = false;
  EvidenceList evidence_;  // of the member
  DutyTally tally_;
};

void add_contents(std::size_t duty, DutyFindings& out) {
  DutyFinding finding;
  finding.duty = duty;
  finding.part = DutyPart::contents;
  finding.reason = DutyReason::contents;
  out.findings.push_back(std::move(finding));
}

}  // namespace

DutyFindings assess_duties(const Plan& plan, const Binding& binding, Instant as_of) {
  DutyFindings out;
  if (plan.duties.empty()) return out;
  const std::vector<DutyOccurrences> seen = duty_occurrences(plan, binding, as_of);
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    const Plan::Duty& duty = plan.duties[i];
    const auto judge = [&](const Member* member) {
      Judge(plan, binding, as_of, i, member, seen[i], out).judge(seen[i].triggers);
    };
    if (duty.rule().for_each.empty()) judge(nullptr);
    for (const Member& member : duty.members) judge(&member);
    if (!duty.rule().contents.empty()) add_contents(i, out);
  }
  return out;
}

DutyFindings assess_duties(const Plan& plan, const EventLog& log, Instant as_of) {
  return assess_duties(plan, Binding(plan, log), as_of);
}

}  // namespace slakit
