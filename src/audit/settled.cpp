#include "slakit/audit/settled.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "assessment/assess_levels.hpp"
#include "audit/judged.hpp"
#include "audit/plan_difference.hpp"
#include "penalty/valued.hpp"
#include "slakit/settlement/settle.hpp"

namespace slakit {
namespace {

using Breaches = std::shared_ptr<const std::vector<Breach>>;

Breaches shared(std::vector<Breach> breaches) {
  return std::make_shared<const std::vector<Breach>>(std::move(breaches));
}

// The audit's own.
Breaches borrowed(const Audit& audit) { return {std::shared_ptr<const void>(), &audit.partial.breaches}; }

// By ticket: it has one of these events; all tickets, where none are named.
std::vector<char> tickets_with(const EventLog& log, const std::optional<std::set<std::string>>& events) {
  std::vector<char> wanted(log.ticket_count(), events ? 0 : 1);
  if (!events) return wanted;
  std::vector<char> is_one_of(log.types.size(), 0);
  for (const std::string& event : *events)
    if (const Dictionary::Code code = log.types.find(event); code != Dictionary::absent)
      is_one_of[static_cast<std::size_t>(code)] = 1;
  for (std::size_t ticket = 0; ticket < wanted.size(); ++ticket)
    wanted[ticket] = std::any_of(log.type.begin() + static_cast<std::ptrdiff_t>(log.first[ticket]),
                                 log.type.begin() + static_cast<std::ptrdiff_t>(log.first[ticket + 1]),
                                 [&](EventLog::Code type) { return is_one_of[static_cast<std::size_t>(type)] != 0; })
                         ? 1
                         : 0;
  return wanted;
}

// Breaches in which some clocks of some tickets were judged again, each with the known one that it equals.
struct Rejudged {
  std::vector<Breach> breaches;
  std::vector<std::uint32_t> was;

  void keep(const Breach& breach, std::size_t known) {
    breaches.push_back(breach);
    was.push_back(static_cast<std::uint32_t>(known));
  }
  void add(Breach&& breach) {
    breaches.push_back(std::move(breach));
    was.push_back(StillValued::none);
  }
};

Rejudged judge_again(const Audit& known, const EventLog& log, const Plan& plan, const PlanDifference& difference) {
  const std::vector<char> tickets = tickets_with(log, difference.events);
  std::vector<Breach> again = breaches_of_levels(plan, Binding(plan, log), known.as_of, {difference.clocks, tickets});
  const std::vector<Breach>& before = known.partial.breaches;
  Rejudged made;
  made.breaches.reserve(before.size() + again.size());
  made.was.reserve(before.size() + again.size());
  auto next = again.begin();
  Dictionary::Code ticket = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Breach& breach = before[i];
    for (; next != again.end() && *next < breach; ++next) made.add(std::move(*next));
    const bool comes_again = next != again.end() && *next == breach;
    while (static_cast<std::size_t>(ticket) < tickets.size() && log.tickets.name(ticket) < breach.ticket) ++ticket;
    const bool is_judged = breach.kind == PricedKind::clock && difference.clocks[breach.obligation] != 0 &&
                           tickets[static_cast<std::size_t>(ticket)] != 0;
    if (!is_judged || comes_again) made.keep(breach, i);
    if (comes_again) ++next;
  }
  for (; next != again.end(); ++next) made.add(std::move(*next));
  return made;
}

}  // namespace

// What the breaches of the known audit are worth, found when it is first asked for.
struct Resettler::Worth {
  std::once_flag is_found;
  Valued valued;
};

Settled settled(const Audit& audit) {
  return {audit.plan, audit.as_of, borrowed(audit), audit.charges, audit.statement};
}

Resettler::Resettler(const Audit& known, const EventLog& log)
    : known_(&known), log_(&log), worth_(std::make_shared<Worth>()) {}

Redone Resettler::needs(const Plan& plan) const { return difference_of(known_->plan, plan).redone; }

Settled Resettler::under(Plan plan) const {
  const PlanDifference difference = difference_of(known_->plan, plan);
  if (difference.redone == Redone::everything) return judged_whole(std::move(plan));
  Settled made;
  made.as_of = known_->as_of;
  std::optional<std::vector<std::uint32_t>> was;
  if (difference.redone == Redone::prices) {
    made.breaches = borrowed(*known_);
  } else {
    Rejudged again = judge_again(*known_, *log_, plan, difference);
    made.breaches = shared(std::move(again.breaches));
    was = std::move(again.was);
  }
  made.plan = std::move(plan);
  const Priceable found{*made.breaches, known_->partial.documents, known_->decisions};
  const Incidents incidents = difference.redone == Redone::prices ? valued().incidents : incidents_of(*made.breaches);
  made.charges = finish_pricing(made.plan, found, incidents,
                                value_again(made.plan, found, {valued(), difference.same_terms, std::move(was)}));
  made.statement = settle(made.plan, *made.breaches, made.charges, made.as_of);
  return made;
}

Settled Resettler::judged_whole(Plan plan) const {
  Audit fresh;
  fresh.plan = std::move(plan);
  fresh.as_of = known_->as_of;
  judge(Binding(fresh.plan, *log_), fresh);
  settle(fresh);
  return {std::move(fresh.plan), fresh.as_of, shared(std::move(fresh.partial.breaches)), std::move(fresh.charges),
          std::move(fresh.statement)};
}

const Valued& Resettler::valued() const {
  std::call_once(worth_->is_found, [&] {
    worth_->valued = value(known_->plan, {known_->partial.breaches, known_->partial.documents, known_->decisions});
  });
  return worth_->valued;
}

}  // namespace slakit
