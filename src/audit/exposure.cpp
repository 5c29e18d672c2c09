#include "slakit/audit/exposure.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

#include "audit/exposure_join.hpp"
#include "audit/exposure_limits.hpp"
#include "audit/exposure_projection.hpp"
#include "audit/exposure_rises.hpp"
#include "audit/judged.hpp"
#include "event/cut.hpp"
#include "settlement/sums.hpp"
#include "slakit/base/error.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/settlement/settle.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

constexpr std::int32_t no_item = -1;
constexpr Duration tick{1};

// The end of a horizon.
Instant end_of(Instant as_of, Duration horizon) {
  if (horizon < Duration{})
    throw InputError({{"negative-horizon", "horizon", "a horizon below zero; write zero or more", "", {}}});
  if (horizon > range_end - as_of)
    throw InputError({{"out-of-range", "horizon", "the horizon ends after 2100; take a shorter one", "", {}}});
  return as_of + horizon;
}

// Splits what the total rises by over rises at one instant: as it is where no limit binds, else by what each wants.
void share_out(const Plan& plan, std::int64_t total, const std::vector<std::int64_t>& wanted,
               std::vector<std::int64_t>& by) {
  by.assign(wanted.size(), 0);
  if (std::accumulate(wanted.begin(), wanted.end(), std::int64_t{0}) == total) {
    by = wanted;
    return;
  }
  const auto shared = [&](auto weight_of) {
    std::vector<Wide> weights;
    weights.reserve(wanted.size());
    for (const std::int64_t one : wanted) weights.emplace_back(weight_of(one));
    if (std::all_of(weights.begin(), weights.end(), [](const Wide& one) { return one.is_zero(); })) return false;
    by = apportion(plan, total < 0 ? -total : total, weights);
    if (total < 0)
      for (std::int64_t& one : by) one = -one;
    return true;
  };
  const auto rises = [&](std::int64_t one) { return std::max<std::int64_t>(total < 0 ? -one : one, 0); };
  const auto moves = [](std::int64_t one) { return one < 0 ? -one : one; };
  const auto alike = [](std::int64_t) { return 1; };
  if (!shared(rises) && !shared(moves)) shared(alike);
}

class Exposer {
 public:
  Exposer(const Audit& audit, const EventLog& log, Instant until, const ExposureOptions& options)
      : audit_(audit),
        plan_(audit.plan),
        options_(options),
        until_(until),
        projected_(audit, log, until_, std::max<std::size_t>(options.settlements_max, 1)),
        item_of_(projected_.breaches().size(), no_item) {}

  Exposure expose() && {
    made_.as_of = audit_.as_of;
    made_.until = until_;
    made_.now = made_.then = audit_.statement.total;
    rises_ = rises_of(audit_, projected_, until_, options_);
    add_up_accrued();
    add_clocks();
    add_duties();
    add_promises();
    add_windows();
    if (!by_sums()) by_settlements();
    index_jumps(made_);
    add_notes();
    return std::move(made_);
  }

 private:
  const Breach& breach(std::size_t i) const noexcept { return projected_.breaches()[i]; }

  // ---- items --------------------------------------------------------------------------------------------------------

  void add_up_accrued() {
    gross_.assign(audit_.partial.breaches.size(), 0);
    net_.assign(audit_.partial.breaches.size(), 0);
    is_priced_.resize(5);
    for (std::size_t row = 0; row < audit_.charges.size(); ++row) {
      if (!audit_.charges.is_charged(row)) continue;
      gross_[audit_.charges.breach[row]] += audit_.charges.gross[row];
      net_[audit_.charges.breach[row]] += audit_.charges.net(row);
    }
    for (const PricedTerm& term : plan_.terms) is_priced_[static_cast<std::size_t>(term.kind)].insert(term.index);
  }

  bool is_priced(PricedKind kind, std::size_t obligation) const {
    return is_priced_[static_cast<std::size_t>(kind)].contains(obligation);
  }

  std::int32_t code_of(const std::string& ticket) const {
    return ticket.empty() ? -1 : projected_.log().tickets.find(ticket);
  }

  void add(std::int32_t ticket, PricedKind kind, std::size_t obligation, std::int32_t cycle, std::uint16_t version,
           Instant due) {
    ExposureItems& items = made_.items;
    items.ticket.push_back(ticket);
    items.kind.push_back(kind);
    items.obligation.push_back(static_cast<std::uint16_t>(obligation));
    items.cycle.push_back(cycle);
    items.version.push_back(version);
    items.due.push_back(due);
    items.state.push_back(ExposureState::running);
    items.gross.push_back(0);
    items.net.push_back(0);
    items.at_stake.push_back(0);
  }

  // What will be broken at the end, or is so now.
  void add_broken(std::uint32_t i, std::int32_t ticket) {
    const Breach& one = breach(i);
    if (one.chargeable == Ratio(0, 1) || !is_priced(one.kind, one.obligation)) return;
    item_of_[i] = static_cast<std::int32_t>(made_.items.size());
    add(ticket, one.kind, one.obligation, one.cycle, one.version, one.at);
    if (projected_.known()[i] != Projection::unknown)
      add_accrued(i, !one.stretches.empty() && accrues_to(one.stretches.back().to));
  }

  // Where the horizon is as_of itself, stretches end there.
  bool accrues_to(Instant end) const noexcept {
    return end > audit_.as_of || (until_ == audit_.as_of && end == until_);
  }

  void add_accrued(std::uint32_t i, bool accrues) {
    const std::uint32_t known = projected_.known()[i];
    made_.items.state.back() = accrues ? ExposureState::accruing : ExposureState::suspended;
    made_.items.gross.back() = gross_[known];
    made_.items.net.back() = net_[known];
  }

  void add_clocks() {
    const Findings& findings = projected_.findings();
    std::uint32_t next = 0;
    const auto count = static_cast<std::uint32_t>(projected_.breaches().size());
    for (std::size_t row = 0; row < findings.size(); ++row) {
      if (findings.is_outside_term[row] != 0) continue;
      const std::uint16_t obligation = findings.obligation[row];
      if (findings.verdict[row] == Verdict::running && findings.due[row] && is_priced(PricedKind::clock, obligation))
        add(findings.ticket[row], PricedKind::clock, obligation, findings.cycle[row], findings.version[row],
            *findings.due[row]);
      if (findings.verdict[row] != Verdict::breached) continue;
      const std::string& ticket = projected_.log().tickets.name(findings.ticket[row]);
      const auto comes_before = [&](const Breach& one) {
        if (const int order = one.ticket.compare(ticket); order != 0 || one.kind != PricedKind::clock) return order < 0;
        return one.obligation != obligation ? one.obligation < obligation : one.cycle < findings.cycle[row];
      };
      while (next < count && comes_before(breach(next))) ++next;
      if (next < count && projected_.moves(next) && breach(next).kind == PricedKind::clock &&
          breach(next).ticket == ticket && breach(next).obligation == obligation)
        add_broken(next, findings.ticket[row]);
    }
  }

  // Broken duties and other promises that are still open, with a due instant that something is late since.
  void add_broken_of(PricedKind kind) {
    for (std::uint32_t i = 0; i < projected_.breaches().size(); ++i)
      if (breach(i).kind == kind && projected_.moves(i) &&
          (!breach(i).stretches.empty() || projected_.from()[i] > audit_.as_of))
        add_broken(i, code_of(breach(i).ticket));
  }

  bool is_owed(const std::optional<Instant>& from, const std::optional<Instant>& due) const {
    return due && (!from || *from < audit_.as_of);
  }

  void add_duties() {
    add_broken_of(PricedKind::duty);
    const std::vector<DutyFinding>& findings = projected_.duties().findings;
    for (std::size_t row = 0; row < findings.size(); ++row) {
      const DutyFinding& one = findings[row];
      if (one.verdict != Verdict::running || one.is_outside_term || !is_owed(one.from, one.due)) continue;
      if (!is_priced(PricedKind::duty, one.duty)) continue;
      const std::vector<Window>& windows = plan_.duties[one.duty].windows;
      auto cycle = static_cast<std::int32_t>(row);
      for (std::size_t i = 0; one.window && i < windows.size(); ++i)
        if (windows[i].first == one.window->first) cycle = static_cast<std::int32_t>(i);
      add(one.trigger ? code_of(one.trigger->ticket) : -1, PricedKind::duty, one.duty, cycle, one.version, *one.due);
    }
  }

  void add_promises() {
    add_broken_of(PricedKind::promise);
    for (const PromiseFinding& one : projected_.promises())
      if (one.verdict == Verdict::running && !one.is_outside_term && is_owed(one.from, one.due) &&
          is_priced(PricedKind::promise, one.promise))
        add(code_of(one.ticket), PricedKind::promise, one.promise, 0, one.version, *one.due);
  }

  // Windows that are not over, and others whose figure still changes.
  void add_windows() {
    std::map<std::pair<std::size_t, std::int32_t>, std::uint32_t> moved;  // by indicator and window: the first
    for (std::uint32_t i = 0; i < projected_.breaches().size(); ++i)
      if (const Breach& one = breach(i); one.kind == PricedKind::indicator && projected_.moves(i))
        moved[{one.obligation, one.cycle}] = projected_.first_of(i);
    for (const IndicatorFinding& one : audit_.indicators) {
      const std::int32_t cycle = window_number(plan_, one);
      const auto found = moved.find({one.indicator, cycle});
      if (!is_priced(PricedKind::indicator, one.indicator) || (one.span.to <= audit_.as_of && found == moved.end()))
        continue;
      if (found != moved.end()) item_of_[found->second] = static_cast<std::int32_t>(made_.items.size());
      add(-1, PricedKind::indicator, one.indicator, cycle, one.version, one.span.to);
      if (found == moved.end()) continue;
      if (projected_.known()[found->second] != Projection::unknown) add_accrued(found->second, true);
      moved.erase(found);
    }
    for (const auto& [place, first] : moved)
      if (is_priced(PricedKind::indicator, place.first)) add_broken(first, -1);
  }

  // ---- the total ----------------------------------------------------------------------------------------------------

  // Rises of one instant, and what the total does there.
  void jump(Instant at, std::span<const Rise> rises, std::int64_t total) {
    wanted_.clear();
    rows_.clear();
    for (std::size_t i = 0; i < rises.size(); ++i) {
      if (item_of_[rises[i].breach] == no_item) continue;  // what another's rise takes away
      rows_.push_back(i);
      wanted_.push_back(rises[i].after - rises[i].before);
    }
    if (rows_.empty()) {
      if (total != 0) add_jump(at, no_item, -1, 0, total, false);
      return;
    }
    share_out(plan_, total, wanted_, by_);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Rise& rise = rises[rows_[i]];
      add_jump(at, item_of_[rise.breach], rise.term, wanted_[i], by_[i], rise.is_rest);
    }
  }

  void add_jump(Instant at, std::int32_t item, std::int32_t term, std::int64_t gross, std::int64_t by, bool is_rest) {
    ExposureJumps& jumps = made_.jumps;
    jumps.at.push_back(at);
    jumps.item.push_back(item);
    jumps.term.push_back(term);
    jumps.gross.push_back(gross);
    jumps.by.push_back(by);
    jumps.is_rest.push_back(is_rest ? 1 : 0);
    made_.then.minor += by;
    if (item != no_item) made_.items.at_stake[static_cast<std::size_t>(item)] += by;
  }

  // False: limits alone do not decide, or do not nest; nothing was added.
  bool by_sums() {
    std::optional<LimitTree> tree = LimitTree::of(plan_);
    if (!tree) return false;
    const auto added = [&](std::int32_t leaf, std::int64_t before, std::int64_t after) {
      return tree->add(leaf, std::max<std::int64_t>(after, 0) - std::max<std::int64_t>(before, 0)) +
             std::min<std::int64_t>(after, 0) - std::min<std::int64_t>(before, 0);
    };
    std::int64_t total = 0;
    for (std::size_t row = 0; row < audit_.charges.size(); ++row) {
      if (!audit_.charges.is_charged(row)) continue;
      const std::int32_t leaf =
          tree->leaf(audit_.charges.term[row], audit_.partial.breaches[audit_.charges.breach[row]]);
      if (leaf == LimitTree::no_place) return false;
      total += added(leaf, 0, audit_.charges.gross[row]);
    }
    if (total != audit_.statement.total.minor) return false;
    const std::vector<Rise>& rises = rises_.list;
    std::vector<std::int32_t> leaves;
    leaves.reserve(rises.size());
    for (const Rise& rise : rises) {
      leaves.push_back(tree->leaf(rise.term, breach(rise.breach)));
      if (leaves.back() == LimitTree::no_place) return false;
    }
    each_instant([&](std::size_t from, std::size_t to) {
      std::int64_t by = 0;
      for (std::size_t i = from; i < to; ++i) by += added(leaves[i], rises[i].before, rises[i].after);
      jump(rises[from].at, std::span(rises).subspan(from, to - from), by);
    });
    return true;
  }

  // Calls `take(from, to)` for the rises of each instant.
  template <class Take>
  void each_instant(Take take) const {
    const std::vector<Rise>& rises = rises_.list;
    for (std::size_t from = 0, to = 0; from < rises.size(); from = to) {
      while (to < rises.size() && rises[to].at == rises[from].at) ++to;
      take(from, to);
    }
  }

  // A charge of a projected breach, before limits.
  struct PricedBreach {
    std::uint32_t breach;
    std::uint16_t term;
    std::int64_t minor;

    std::pair<std::uint32_t, std::uint16_t> key() const noexcept { return {breach, term}; }
  };
  struct StatementAt {
    std::vector<PricedBreach> charges;  // that stand, by breach and term
    std::int64_t total = 0;
  };

  StatementAt statement_at(Instant t) const {
    std::vector<std::uint32_t> all(projected_.breaches().size());
    std::iota(all.begin(), all.end(), 0U);
    const BreachesAt now = breaches_at(plan_, projected_, all, audit_.as_of, t);
    Charges charges = price(plan_, {now.list, audit_.partial.documents, audit_.decisions});
    StatementAt made;
    for (std::size_t row = 0; row < charges.size(); ++row)
      if (charges.is_charged(row))
        made.charges.push_back({now.place[charges.breach[row]], charges.term[row], charges.gross[row]});
    std::stable_sort(made.charges.begin(), made.charges.end(),
                     [](const PricedBreach& a, const PricedBreach& b) { return a.key() < b.key(); });
    made.total = settle(plan_, now.list, charges, t).total.minor;
    return made;
  }

  // What charges differ by: of those that are found to rise, and of those whose later rises are summed up, too.
  std::vector<Rise> rises_between(const StatementAt& before, const StatementAt& after, Instant at) const {
    std::vector<Rise> rises;
    const auto add = [&](const PricedBreach& one, std::int64_t was, std::int64_t is) {
      if (was != is) rises.push_back({at, one.breach, one.term, is_rest(one, at), was, is});
    };
    auto old = before.charges.begin();
    for (const PricedBreach& one : after.charges) {
      for (; old != before.charges.end() && old->key() < one.key(); ++old) add(*old, old->minor, 0);
      const bool was_there = old != before.charges.end() && old->key() == one.key();
      add(one, was_there ? old->minor : 0, one.minor);
      if (was_there) ++old;
    }
    for (; old != before.charges.end(); ++old) add(*old, old->minor, 0);
    return rises;
  }

  bool is_rest(const PricedBreach& one, Instant at) const {
    if (is_stopped_ && at == until_) return true;
    const auto found = std::lower_bound(
        rises_.list.begin(), rises_.list.end(), std::tuple(at, one.breach, one.term),
        [](const Rise& rise, const auto& key) { return std::tuple(rise.at, rise.breach, rise.term) < key; });
    const bool is_known =
        found != rises_.list.end() && found->at == at && found->breach == one.breach && found->term == one.term;
    return !is_known || found->is_rest;
  }

  // Instants at which a statement differs though no charge does: windows begin and end.
  std::vector<Instant> turns() const {
    const Setting<SettlementRule>& rule = plan_.contract.settlement;
    bool has_turns = rule && !rule->earn_back.empty();
    std::vector<Instant> list;
    const auto add = [&](Instant at) {
      if (at > audit_.as_of && at <= until_) list.push_back(at);
    };
    for (const PricedLimit& limit : plan_.limits) {
      if (limit.carry_over != CarryOver::what_is_cut) continue;
      has_turns = true;
      for (const Interval& span : limit.spans) add(span.from + tick);
    }
    if (!has_turns) return {};
    for (const SettledWindow& window : plan_.windows) {
      add(window.span.from + tick);
      add(window.span.to);
    }
    return list;
  }

  void by_settlements() {
    std::vector<Instant> instants = turns();
    each_instant([&](std::size_t from, std::size_t) { instants.push_back(rises_.list[from].at); });
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    const std::size_t most = std::max<std::size_t>(options_.settlements_max, 1);
    if (instants.size() > most) {
      is_stopped_ = true;
      instants.resize(most - 1);
      instants.push_back(until_);
    }
    StatementAt before = statement_at(audit_.as_of);
    is_off_ = before.total != audit_.statement.total.minor;
    for (const Instant at : instants) {
      StatementAt after = statement_at(at);
      jump(at, rises_between(before, after, at), after.total - before.total);
      before = std::move(after);
    }
  }

  // ---- notes --------------------------------------------------------------------------------------------------------

  void note(std::string text) { made_.notes.push_back(std::move(text)); }

  void add_notes() {
    for (const ExclusionClaim& claim : audit_.excuses.claims)
      if (claim.flaw.empty() && claim.span && claim.span->to == audit_.as_of)
        note("'" + plan_.contract.exclusions[claim.exclusion].name + "' holds at as_of, and is taken to go on");
    if (projected_.lost() > 0)
      note(std::to_string(projected_.lost()) +
           " open breaches cannot be measured at the end of the horizon; they stay as they are at as_of");
    if (rises_.rests > 0)
      note(std::to_string(rises_.rests) + (rises_.rests == 1 ? " charge rises" : " charges rise") + " more than " +
           std::to_string(options_.jumps_max) +
           " times; the rest of each is summed up in later jumps, at the end at the latest");
    if (is_stopped_ || rises_.is_stopped)
      note("the statement is settled anew at " + std::to_string(options_.settlements_max) +
           " instants at most; what comes later is one jump of each charge at the end");
    if (projected_.is_stopped())
      note("figures of windows are judged anew at " + std::to_string(options_.settlements_max) +
           " instants at most; what changes in them later does so at the end");
    if (is_off_)
      note("the statement at as_of has more than is projected here; jumps are what the projected part rises by");
  }

  const Audit& audit_;
  const Plan& plan_;
  const ExposureOptions& options_;
  Instant until_;
  Projection projected_;
  std::vector<std::int32_t> item_of_;  // by breach
  std::vector<std::set<std::size_t>> is_priced_;
  std::vector<std::int64_t> gross_;  // by the audit's breaches
  std::vector<std::int64_t> net_;
  Rises rises_;
  bool is_stopped_ = false;
  bool is_off_ = false;
  std::vector<std::int64_t> wanted_;
  std::vector<std::int64_t> by_;
  std::vector<std::size_t> rows_;
  Exposure made_;
};

// An instant at which other terms are in force.
struct NewTerms {
  Instant at;
  const Plan::Version* version = nullptr;
};

// The next after as_of. A clock that goes on under other terms has them a microsecond after they begin, as after an
// event.
std::optional<NewTerms> next_terms(const Plan& plan, Instant as_of, Instant until) noexcept {
  const bool goes_on = plan.policies.amended_terms == AmendedTerms::forward_only;
  for (const Plan::Version& version : plan.amended)
    for (const Instant at : {version.from, goes_on ? version.from + tick : version.from})
      if (at > as_of && at <= until) return NewTerms{at, &version};
  return std::nullopt;
}

// What an audit at a later instant would find in the same events.
Audit audit_at(const Audit& known, const EventLog& seen, Instant t) {
  Audit later;
  later.plan = known.plan;
  later.as_of = t;
  later.tickets = known.tickets;
  judge(Binding(later.plan, seen), later);
  settle(later);
  return later;
}

// Where other terms begin, all is judged by them: from there on it is the exposure of the audit at that instant.
Exposure expose(const Audit& audit, const EventLog& seen, Instant until, const ExposureOptions& options) {
  const std::optional<NewTerms> next = next_terms(audit.plan, audit.as_of, until);
  if (!next) return Exposer(audit, seen, until, options).expose();
  Exposure made = Exposer(audit, seen, next->at - tick, options).expose();
  const Audit later = audit_at(audit, seen, next->at);
  if (later.statement.total.minor != made.then.minor)
    made.notes.push_back("'" + next->version->amendment + "' is in force from " +
                         to_rfc3339(next->version->from, audit.plan.zone) +
                         " on; what it changes at once is a jump of no item");
  join(made, expose(later, seen, until, options));
  return made;
}

}  // namespace

Exposure exposure(const Audit& audit, const EventLog& log, Duration horizon, const ExposureOptions& options) {
  const Instant until = end_of(audit.as_of, horizon);
  if (!has_events_from(log, audit.as_of)) return expose(audit, log, until, options);
  return expose(audit, cut(log, audit.as_of), until, options);
}

std::vector<TicketAtStake> tickets_at_stake(const Exposure& exposure, const Setting<Instant>& until) {
  const ExposureJumps& jumps = exposure.jumps;
  std::vector<std::uint32_t> place;  // by ticket, in the list; from 1
  std::vector<TicketAtStake> list;
  for (std::uint32_t i = 0; i < jumps.size() && (!until || jumps.at[i] <= *until); ++i) {
    const std::int32_t ticket =
        jumps.item[i] == no_item ? -1 : exposure.items.ticket[static_cast<std::size_t>(jumps.item[i])];
    if (ticket < 0) continue;
    const auto index = static_cast<std::size_t>(ticket);
    if (place.size() <= index) place.resize(index + 1, 0);
    if (place[index] == 0) {
      list.push_back({ticket, 0, i});
      place[index] = static_cast<std::uint32_t>(list.size());
    }
    list[place[index] - 1].minor += jumps.by[i];
  }
  std::erase_if(list, [](const TicketAtStake& one) { return one.minor <= 0; });
  std::stable_sort(list.begin(), list.end(),
                   [](const TicketAtStake& a, const TicketAtStake& b) { return a.minor > b.minor; });
  return list;
}

}  // namespace slakit
