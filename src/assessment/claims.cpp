#include "assessment/claims.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "assessment/event_pass.hpp"
#include "contract/figures.hpp"

namespace slakit {
namespace {

enum Slot : std::size_t { event, from, to, evidence };

class Collector {
 public:
  Collector(const Plan& plan, const Binding& binding, Instant as_of)
      : plan_(plan), binding_(binding), log_(binding.log()), as_of_(as_of), heard_(plan.contract.exclusions.size()) {}

  void hear(const Heard& heard, const EventPass& pass) {
    heard_[heard.listener].push_back(heard);
    const std::string& share = plan_.contract.exclusions[heard.listener].share;
    if (heard.slot == event && !share.empty()) shares_[heard.row] = pass.value_at(heard.row, binding_.attribute(share));
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
  static Instant at(const ExclusionClaim& claim) noexcept {
    return claim.span ? claim.span->from : claim.event ? claim.event->at : range_begin;
  }

  LoggedEvent logged(const Heard& heard) const { return logged_event(log_, heard.ticket, heard.row); }

  void claim(std::size_t exclusion) {
    std::optional<Heard> open;
    for (const Heard& heard : heard_[exclusion]) {
      if (heard.slot == event) {
        ExclusionClaim made = fresh(exclusion, heard);
        made.event = logged(heard);
        share(exclusion, heard.row, made);
        claims_.push_back(std::move(made));
      } else if (heard.slot == from && !open) {
        open = heard;
      } else if (heard.slot == to && open) {
        time(exclusion, *open, heard.at);
        open.reset();
      }
    }
    if (open) time(exclusion, *open, as_of_);
  }

  void time(std::size_t exclusion, const Heard& begin, Instant end) {
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
    for (const Heard& one : heard_[exclusion])
      if (one.slot == evidence && !made.proof) made.proof = logged(one);
    if (!made.proof) made.flaw = "no evidence of it is in its ticket";
    return made;
  }

  void share(std::size_t exclusion, std::size_t row, ExclusionClaim& made) const {
    const ExclusionRule& rule = plan_.contract.exclusions[exclusion];
    if (rule.share.empty()) return;
    const TextColumn* column = log_.attribute(rule.share);
    const auto found = shares_.find(row);
    const bool is_said = column != nullptr && found != shares_.end() && found->second != Dictionary::absent;
    const std::optional<Rate> rate = is_said ? Rate::parse(column->values.name(found->second)) : std::nullopt;
    made.share = rate ? ratio_of(rate->value) : Ratio{};
    if (made.flaw.empty() && (!rate || *made.share < Ratio(0, 1) || *made.share > Ratio(1, 1)))
      made.flaw = "its '" + rule.share + "' is no share from 0 to 1";
  }

  // What of a calendar lies in the log's time.
  void calendar(std::size_t exclusion) {
    if (log_.at.empty()) return;
    std::size_t index = 0;
    while (plan_.contract.calendars[index].name != plan_.contract.exclusions[exclusion].calendar) ++index;
    const Instant first = *std::min_element(log_.at.begin(), log_.at.end());
    if (first >= as_of_) return;
    for (const Interval& span : plan_.calendars[index].intervals(first, as_of_)) {
      ExclusionClaim made;
      made.exclusion = exclusion;
      made.span = span;
      claims_.push_back(std::move(made));
    }
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  std::vector<std::vector<Heard>> heard_;         // of the ticket, by exclusion
  std::map<std::size_t, EventLog::Code> shares_;  // by row
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
  return claim.event && plan.contract.exclusions[claim.exclusion].cause == ExclusionCause::customer;
}

}  // namespace slakit
