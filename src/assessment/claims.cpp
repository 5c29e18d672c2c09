#include "assessment/claims.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "assessment/event_pass.hpp"
#include "assessment/intervals.hpp"
#include "contract/figures.hpp"
#include "plan/index_of.hpp"

namespace slakit {
namespace {

enum Slot : std::size_t { event, from, to, evidence };

class Collector {
 public:
  Collector(const Plan& plan, const Binding& binding, Instant as_of)
      : plan_(plan), binding_(binding), log_(binding.log()), as_of_(as_of), heard_(plan.contract.exclusions.size()) {}

  void hear(const Heard& heard, const EventPass& pass) {
    Notes& notes = heard_[heard.listener];
    // What several rules match is one.
    if (!notes.empty() && is_same(notes.back().heard, heard)) return;
    const std::string& share = plan_.contract.exclusions[heard.listener].share;
    notes.push_back({heard, share.empty() ? Dictionary::absent : pass.value_of(heard, binding_.attribute(share))});
  }

  void end_ticket(std::size_t, const EventPass&) {
    for (std::size_t i = 0; i < heard_.size(); ++i) {
      claim(i);
      heard_[i].clear();
    }
  }

  std::vector<ExclusionClaim> take() && {
    for (std::size_t i = 0; i < heard_.size(); ++i)
      if (!plan_.contract.exclusions[i].calendar.empty()) calendar(i);
    std::stable_sort(claims_.begin(), claims_.end(), [](const ExclusionClaim& a, const ExclusionClaim& b) {
      return a.exclusion != b.exclusion ? a.exclusion < b.exclusion : at(a) < at(b);
    });
    return std::move(claims_);
  }

 private:
  struct Note {
    Heard heard;
    EventLog::Code share = Dictionary::absent;
  };
  using Notes = std::vector<Note>;

  static bool is_same(const Heard& a, const Heard& b) noexcept {
    return a.slot == b.slot && a.row == b.row && a.is_state == b.is_state;
  }

  static Instant at(const ExclusionClaim& claim) noexcept {
    return claim.span ? claim.span->from : claim.event ? claim.event->at : range_begin;
  }

  LoggedEvent logged(const Heard& heard) const { return logged_event(log_, heard.ticket, heard.row); }

  void claim(std::size_t exclusion) {
    std::optional<Heard> open;
    std::optional<Heard> over;
    for (const auto& [heard, share_code] : heard_[exclusion]) {
      if (heard.slot == event) {
        ExclusionClaim made = fresh(exclusion, heard);
        made.event = logged(heard);
        share(exclusion, share_code, made);
        claims_.push_back(std::move(made));
      } else if (heard.slot == from && !open && !(over && is_together(log_, *over, heard))) {
        open = heard;
      } else if (heard.slot == to) {
        if (open) time(exclusion, *open, heard.at);
        open.reset();
        over = heard;
      }
    }
    if (open) time(exclusion, *open, as_of_);
  }

  void time(std::size_t exclusion, const Heard& begin, Instant end) {
    if (end <= begin.at) return;
    ExclusionClaim made = fresh(exclusion, begin);
    made.event = logged(begin);
    made.span = Interval{begin.at, end};
    claims_.push_back(std::move(made));
  }

  // With its proof, or what it lacks.
  ExclusionClaim fresh(std::size_t exclusion, const Heard& heard) const {
    ExclusionClaim made;
    made.exclusion = exclusion;
    if (plan_.contract.exclusions[exclusion].evidence.empty()) {
      made.proof = logged(heard);
      return made;
    }
    for (const Note& one : heard_[exclusion])
      if (one.heard.slot == evidence && !made.proof) made.proof = logged(one.heard);
    if (!made.proof) made.flaw = "no evidence of it is in its ticket";
    return made;
  }

  void share(std::size_t exclusion, EventLog::Code code, ExclusionClaim& made) const {
    const ExclusionRule& rule = plan_.contract.exclusions[exclusion];
    if (rule.share.empty()) return;
    const TextColumn* column = log_.attribute(rule.share);
    const bool is_said = column != nullptr && code != Dictionary::absent;
    const std::optional<Ratio> said = is_said ? figure_of(column->values.name(code)) : std::nullopt;
    made.share = said.value_or(Ratio{});
    if (made.flaw.empty() && (!said || *made.share < Ratio(0, 1) || *made.share > Ratio(1, 1)))
      made.flaw = "its '" + rule.share + "' is no share from 0 to 1";
  }

  // What of a calendar lies in the log's time.
  void calendar(std::size_t exclusion) {
    if (log_.at.empty()) return;
    const std::size_t index = index_of(plan_.contract.calendars, plan_.contract.exclusions[exclusion].calendar);
    const Instant first = *std::min_element(log_.at.begin(), log_.at.end());
    if (first >= as_of_) return;
    const Calendar& open = plan_.calendars[index];
    const Interval known = within(open.known(), {first, as_of_});
    if (known.from < known.to)
      for (const Interval& span : open.intervals(known.from, known.to)) calendar_time(exclusion, span, "");
    for (const Interval& unknown : without({{first, as_of_}}, united({known})))
      calendar_time(exclusion, unknown, "its calendar is not known for all of the log's time");
  }

  void calendar_time(std::size_t exclusion, const Interval& span, const char* flaw) {
    ExclusionClaim made;
    made.exclusion = exclusion;
    made.span = span;
    made.flaw = flaw;
    claims_.push_back(std::move(made));
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  std::vector<Notes> heard_;  // of the ticket, by exclusion
  std::vector<ExclusionClaim> claims_;
};

}  // namespace

std::vector<ExclusionClaim> claims_of(const Plan& plan, const Binding& binding, Instant as_of) {
  if (plan.contract.exclusions.empty()) return {};
  EventPass pass(binding, as_of);
  for (std::size_t i = 0; i < plan.contract.exclusions.size(); ++i) {
    const ExclusionRule& rule = plan.contract.exclusions[i];
    pass.listen(i, event, rule.event);
    pass.listen(i, from, rule.from);
    pass.listen(i, to, rule.to);
    pass.listen(i, evidence, rule.evidence);
  }
  Collector collector(plan, binding, as_of);
  pass.run(collector);
  return std::move(collector).take();
}

bool reaches(const Plan& plan, const ExclusionClaim& claim, const std::string& obligation) noexcept {
  const std::vector<std::string>& named = plan.contract.exclusions[claim.exclusion].obligations;
  return claim.flaw.empty() && (named.empty() || std::find(named.begin(), named.end(), obligation) != named.end());
}

bool is_of_one_ticket(const Plan& plan, const ExclusionClaim& claim) noexcept {
  return claim.event && excused_tickets(plan.contract.exclusions[claim.exclusion]) == ExcusedTickets::its_own_ticket;
}

}  // namespace slakit
