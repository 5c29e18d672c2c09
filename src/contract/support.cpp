#include "slakit/contract/support.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>

#include "checks/checker.hpp"
#include "place.hpp"
#include "slakit/base/error.hpp"

namespace slakit {

namespace {

using Parts = std::vector<Unsupported>;

template <class Named>
const Named* find_named(const std::vector<Named>& list, const std::string& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
  return found == list.end() ? nullptr : &*found;
}

// Adds the parts of one item: `item.left_out(condition, key, what)`.
class Item {
 public:
  Item(Parts& parts, std::string path, std::string clause)
      : parts_(parts), path_(std::move(path)), clause_(std::move(clause)), before_(parts.size()) {}

  void left_out(bool is_there, const char* key, const char* what, bool stops = false) {
    if (is_there) parts_.push_back({key[0] == '\0' ? path_ : path_ + "." + key, clause_, what, stops});
  }
  void stops(bool is_there, const char* key, const char* what) { left_out(is_there, key, what, true); }
  bool is_whole() const noexcept { return parts_.size() == before_; }

 private:
  Parts& parts_;
  std::string path_;
  std::string clause_;
  std::size_t before_;
};

// Periods need a stretch of time to lie in, and are whole days.
void duty(bool has_stretch, const DutyRule& rule, Item& item) {
  const bool has_periods = rule.every || (rule.count && rule.within && !rule.within->term);
  item.left_out((has_periods || rule.count) && !has_stretch, "duty", "a recurring duty without a term");
  const Period every = rule.every ? *rule.every : rule.within ? rule.within->period : Period{};
  constexpr int times_max = 1000;
  item.left_out(rule.count && *rule.count > times_max, "duty", "a duty owed more than 1000 times in a period");
  item.left_out(has_periods && every.time != Duration{}, "duty", "a duty for periods that are no whole days");
}

void indicator(bool has_stretch, const IndicatorRule& rule, Item& item) {
  item.left_out(!rule.external.empty(), "indicator.external", "a figure of the host's own");
  item.left_out(!has_stretch, "indicator", "an indicator without a term");
  const bool has_hours = rule.window && !rule.window->term && rule.window->period.time != Duration{};
  item.left_out(has_hours, "indicator", "an indicator over windows that are no whole days");
}

// What an obligation has of its own that is not computed.
bool obligation(const Contract& contract, const Obligation& rule, Parts& parts) {
  Item item(parts, "obligations." + rule.name, rule.clause);
  const bool has_stretch = contract.contract.term || rule.within;
  if (const auto* owed = std::get_if<DutyRule>(&rule.measure)) duty(has_stretch, *owed, item);
  if (const auto* figure = std::get_if<IndicatorRule>(&rule.measure)) indicator(has_stretch, *figure, item);
  return item.is_whole();
}

std::string_view leader_of(const Obligation& rule) {
  return rule.clock() == nullptr ? std::string_view{} : rule.clock()->start.breach_of;
}

bool is_whole_days(const TermOrPeriod& window) { return window.term || window.period.time == Duration{}; }

// Names of the obligations that are computed and can be broken. A chained clock needs the one whose breach starts it.
class Computed {
 public:
  explicit Computed(const Contract& contract) : contract_(contract) {
    for (const Obligation& rule : contract.obligations) obligations_.emplace(rule.name, &rule);
    Parts unused;
    for (const Obligation& rule : contract.obligations)
      if (rule.clock() != nullptr)
        follow(rule);
      else
        is_computed_[rule.name] = has_number(rule.name) && obligation(contract, rule, unused);
  }
  bool has(std::string_view name) const {
    const auto found = is_computed_.find(name);
    return found != is_computed_.end() && found->second;
  }
  // It can be met or breached.
  bool has_number(std::string_view name) const {
    const auto found = obligations_.find(name);
    return found != obligations_.end() && !std::holds_alternative<UnquantifiedRule>(found->second->measure);
  }
  bool has_clock(std::string_view name) const {
    const auto found = obligations_.find(name);
    return found != obligations_.end() && found->second->clock() != nullptr && has(name);
  }

 private:
  // Chains may be as long as a document. One that is met again was decided before, or is a circle.
  void follow(const Obligation& first) {
    std::vector<const Obligation*> chain;
    Parts unused;
    for (const Obligation* rule = &first; rule != nullptr && is_computed_.emplace(rule->name, false).second;) {
      if (rule->clock() == nullptr || !obligation(contract_, *rule, unused)) break;
      chain.push_back(rule);
      const auto next = obligations_.find(leader_of(*rule));
      rule = next == obligations_.end() ? nullptr : next->second;
    }
    for (auto rule = chain.rbegin(); rule != chain.rend(); ++rule)
      is_computed_[(*rule)->name] = leader_of(**rule).empty() || has_clock(leader_of(**rule));
  }

  const Contract& contract_;
  std::unordered_map<std::string_view, const Obligation*> obligations_;
  std::unordered_map<std::string_view, bool> is_computed_;
};

void chained_clock(const Obligation& rule, const Computed& computed, Parts& parts) {
  Item item(parts, "obligations." + rule.name, rule.clause);
  item.left_out(!leader_of(rule).empty() && !computed.has_clock(leader_of(rule)), "clock.start.breach_of",
                "a clock that follows an obligation that is not computed");
}

// A ticket says it, and there is none: a window has many.
bool needs_ticket(const ContractHead& head, const std::string& name) {
  const auto says = [&](const BaseAmount& base) { return base.name == name && !base.attribute.empty(); };
  if (name == "price") return head.price && !head.price->attribute.empty();
  return std::any_of(head.bases.begin(), head.bases.end(), says);
}

// Some calendar says which days are business days.
bool has_calendar(const Obligation* priced, const ChargeRule& rule) {
  if (!rule.calendar.empty()) return true;
  if (priced == nullptr) return false;
  if (priced->clock() != nullptr) return true;
  if (const auto* duty = std::get_if<DutyRule>(&priced->measure)) return !duty->calendar.empty();
  const auto* figure = std::get_if<IndicatorRule>(&priced->measure);
  return figure != nullptr && figure->availability && !figure->availability->calendar.empty();
}

bool charge(const Contract& contract, const PenaltyTerm& term, std::size_t index, Parts& parts) {
  const ChargeRule& rule = term.charge[index];
  std::string path = "penalties." + term.name + ".charge";
  const std::string indexed = path + "." + std::to_string(index);
  if (contract.document != nullptr && find_place(*contract.document, indexed) != nullptr) path = indexed;
  Item item(parts, path, term.clause);
  const std::vector<std::string>& names = term.prices.obligations;
  const auto any = [&](auto test) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      const Obligation* priced = find_named(contract.obligations, name);
      return priced != nullptr && test(*priced);
    });
  };
  const bool is_figure = any([](const Obligation& o) { return std::holds_alternative<IndicatorRule>(o.measure); });
  item.left_out(is_figure && needs_ticket(contract.contract, rule.of), "of", "a base that a ticket says, for a window");
  item.left_out(is_figure && !rule.documented.empty(), "documented", "a loss that is documented for a window");
  const LossRelation relation = rule.relation.value_or(contract.policies.loss.value_or(LossRelation{}));
  const bool has_ladder = contract.settlement && !contract.settlement->point_ladder.empty();
  item.left_out(!rule.documented.empty() && relation != LossRelation::cumulative && has_ladder, "documented",
                "a loss beside points whose worth is that of a whole window");
  item.left_out(is_figure && !rule.external.empty(), "external", "a figure of the host's own, for a window");
  const bool lacks_days =
      names.empty() ? !has_calendar(nullptr, rule) : any([&](const Obligation& o) { return !has_calendar(&o, rule); });
  item.left_out(rule.per == ChargeUnit::business_day && lacks_days, "per", "business days without a calendar");
  return item.is_whole();
}

bool penalty(const Computed& computed, const PenaltyTerm& term, Parts& parts) {
  Item item(parts, "penalties." + term.name, term.clause);
  for (const std::string& name : term.prices.obligations) {
    const char* what = computed.has_number(name) ? "a penalty for an obligation that is not computed"
                                                 : "a penalty for a promise without a number";
    item.left_out(!computed.has(name), "prices", what);
  }
  return item.is_whole();
}

// Some charge of the penalty is computed. Empty names: of any.
bool is_charged(const Contract& contract, const Computed& computed, const std::vector<std::string>& penalties) {
  Parts unused;
  for (const PenaltyTerm& term : contract.penalties) {
    const bool is_meant =
        penalties.empty() || std::find(penalties.begin(), penalties.end(), term.name) != penalties.end();
    if (!is_meant || !penalty(computed, term, unused)) continue;
    for (std::size_t i = 0; i < term.charge.size(); ++i)
      if (charge(contract, term, i, unused)) return true;
  }
  return false;
}

// One on charges of which none is computed cuts nothing, so it stops nothing.
void cap(const Contract& contract, const Computed& computed, const CapRule& rule, Parts& parts) {
  Item item(parts, "caps." + rule.name, rule.clause);
  if (!is_charged(contract, computed, rule.penalties))
    return item.left_out(!contract.penalties.empty(), "", "a cap on charges that are not computed");
  const bool is_of_incident = rule.at == CapScope::incident;
  item.stops(!is_of_incident && needs_ticket(contract.contract, rule.of), "of", "a base that a ticket says");
  const bool has_own_window = rule.at == CapScope::year || (rule.window && !rule.window->term);
  item.stops(has_own_window && !contract.contract.term, "window", "a cap per window without a term");
  item.stops(rule.window && !is_whole_days(*rule.window), "window", "a cap per window of no whole days");
}

// What a promise is, when it counts and what it costs. The term, policies and limits are the contract's own.
void amendment(const Amendment& rule, Parts& parts) {
  constexpr std::string_view computed[] = {"calendars.", "obligations.", "penalties.", "rosters."};
  const bool is_computed = std::all_of(rule.changes.begin(), rule.changes.end(), [&](const AmendedPlace& change) {
    return std::any_of(std::begin(computed), std::end(computed),
                       [&](std::string_view section) { return change.set.starts_with(section); });
  });
  Item(parts, "amendments." + rule.name, rule.clause)
      .stops(!is_computed, "", "an amendment of anything but calendars, obligations, penalties and rosters");
}

void settlement(const Contract& contract, Parts& parts) {
  if (!contract.settlement) return;
  const SettlementRule& rule = *contract.settlement;
  Item item(parts, "settlement", rule.clause);
  const bool has_windows = rule.window && !rule.window->term;
  item.left_out(has_windows && !contract.contract.term, "window", "settlement by windows without a term");
  item.left_out(has_windows && !is_whole_days(*rule.window), "window", "settlement by windows of no whole days");
  item.stops(rule.at_risk && needs_ticket(contract.contract, rule.at_risk_of), "at_risk_of",
             "a base that a ticket says");
  item.stops(!rule.point_ladder.empty() && needs_ticket(contract.contract, rule.point_ladder_of), "point_ladder_of",
             "a base that a ticket says");
}

// What is owed for a window is compared with it, and a window has no ticket.
bool termination(const Contract& contract, const TerminationRule& rule, Parts& parts) {
  Item item(parts, "termination." + rule.name, rule.clause);
  item.left_out(rule.when.credits && needs_ticket(contract.contract, rule.when.credits_of), "when.credits_of",
                "a base that a ticket says, for a window");
  return item.is_whole();
}

// Each alone may be computed, and together not: one of the two that `both` needs is missing.
void concurrency(const Contract& contract, const Computed& computed, Parts& parts) {
  if (contract.policies.concurrency != Concurrency::both) return;
  Item item(parts, "policies", "");
  for (const PenaltyTerm& term : contract.penalties)
    for (const std::string& name : term.prices.obligations)
      if (!computed.has(name))
        return item.stops(true, "concurrency", "`both` with a priced obligation that is not computed");
}

void sort_by_place(const Contract& contract, Parts& parts) {
  if (contract.document == nullptr) return;
  const Places places(*contract.document);
  std::vector<std::pair<Mark, Unsupported>> marked;
  for (Unsupported& part : parts) {
    const Mark mark = places.nearest(part.path).mark;
    marked.emplace_back(mark, std::move(part));
  }
  std::stable_sort(marked.begin(), marked.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first.line, a.first.column) < std::tie(b.first.line, b.first.column);
  });
  std::transform(marked.begin(), marked.end(), parts.begin(), [](auto& part) { return std::move(part.second); });
}

}  // namespace

std::vector<Unsupported> not_supported(const Contract& contract) {
  Parts parts;
  const Computed computed(contract);
  for (const Obligation& rule : contract.obligations) {
    obligation(contract, rule, parts);
    chained_clock(rule, computed, parts);
  }
  for (const PenaltyTerm& term : contract.penalties) {
    if (!penalty(computed, term, parts)) continue;
    for (std::size_t i = 0; i < term.charge.size(); ++i) charge(contract, term, i, parts);
  }
  for (const CapRule& rule : contract.caps) cap(contract, computed, rule, parts);
  for (const Amendment& rule : contract.amendments) amendment(rule, parts);
  settlement(contract, parts);
  for (const TerminationRule& rule : contract.termination) termination(contract, rule, parts);
  concurrency(contract, computed, parts);
  sort_by_place(contract, parts);
  return parts;
}

std::string message_of(const Unsupported& part) {
  return part.what + " is not supported yet; " +
         (part.stops ? "an audit stops here, because it would change other amounts; leave it out for now"
                     : "an audit leaves it out, and says so");
}

Problem remark_of(const Contract& contract, const Unsupported& part) {
  const Value* place = contract.document != nullptr ? find_place(*contract.document, part.path) : nullptr;
  const Mark mark = place != nullptr ? place->mark : Mark{};
  return {"not-supported-yet", part.path, message_of(part), contract.source_names[static_cast<std::size_t>(mark.file)],
          mark};
}

Contract supported_part(const Contract& contract) {
  std::vector<Problem> stops;
  for (const Unsupported& part : not_supported(contract))
    if (part.stops) stops.push_back(remark_of(contract, part));
  if (!stops.empty()) throw ContractError(std::move(stops));

  const Computed computed(contract);
  Contract rest = contract;
  std::erase_if(rest.obligations, [&](const Obligation& rule) { return !computed.has_clock(rule.name); });
  rest.penalties.clear();
  std::erase_if(rest.caps, [&](const CapRule& rule) { return !is_charged(contract, computed, rule.penalties); });
  Parts unused;
  std::erase_if(rest.termination, [&](const TerminationRule& rule) { return !termination(contract, rule, unused); });
  for (const PenaltyTerm& term : contract.penalties) {
    if (!penalty(computed, term, unused)) continue;
    const auto add = [&](const std::vector<std::string>& priced) {
      for (std::size_t i = 0; i < term.charge.size(); ++i) {
        if (!charge(contract, term, i, unused)) continue;
        PenaltyTerm& one = rest.penalties.emplace_back(term);
        one.prices.obligations = priced;
        one.charge = {term.charge[i]};
      }
    };
    if (term.prices.obligations.empty()) add({});
    for (const std::string& name : term.prices.obligations) add({name});
  }
  return rest;
}

std::vector<Unsupported> not_watched_live(const Contract& contract) {
  constexpr const char* keys[] = {"clock", "duty", "gate", "records", "indicator", "unquantified", "prohibition"};
  constexpr const char* names[] = {
      "a clock", "a duty", "a gate", "records", "an indicator", "a promise without a number", "a prohibition"};
  Parts parts;
  for (const Obligation& rule : supported_promises(contract))
    parts.push_back({"obligations." + rule.name + "." + keys[rule.measure.index()], rule.clause,
                     names[rule.measure.index()], false});
  for (const ExclusionRule& rule : contract.exclusions)
    parts.push_back({"exclusions." + rule.name, rule.clause, "an exclusion", false});
  sort_by_place(contract, parts);
  return parts;
}

std::vector<Obligation> supported_promises(const Contract& contract) {
  std::vector<Obligation> promises;
  Parts unused;
  for (const Obligation& rule : contract.obligations)
    if (rule.clock() == nullptr && obligation(contract, rule, unused)) promises.push_back(rule);
  return promises;
}

}  // namespace slakit
