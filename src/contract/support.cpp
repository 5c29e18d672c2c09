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

// Names of the service levels that are computed. A chained clock needs the one whose breach starts it.
class Computed {
 public:
  explicit Computed(const Contract& contract) : contract_(contract) {
    for (const Obligation& rule : contract.obligations) obligations_.emplace(rule.name, &rule);
    for (const Obligation& rule : contract.obligations) follow(rule);
  }
  bool has(std::string_view name) const {
    const auto found = is_computed_.find(name);
    return found != is_computed_.end() && found->second;
  }
  bool has_clock(std::string_view name) const {
    const auto found = obligations_.find(name);
    return found != obligations_.end() && found->second->clock() != nullptr;
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
      is_computed_[(*rule)->name] = leader_of(**rule).empty() || has(leader_of(**rule));
  }

  const Contract& contract_;
  std::unordered_map<std::string_view, const Obligation*> obligations_;
  std::unordered_map<std::string_view, bool> is_computed_;
};

void chained_clock(const Obligation& rule, const Computed& computed, Parts& parts) {
  Item item(parts, "obligations." + rule.name, rule.clause);
  item.left_out(!leader_of(rule).empty() && !computed.has(leader_of(rule)), "clock.start.breach_of",
                "a clock that follows an obligation that is not computed");
}

bool charge(const Contract& contract, const PenaltyTerm& term, std::size_t index, Parts& parts) {
  const ChargeRule& rule = term.charge[index];
  std::string path = "penalties." + term.name + ".charge";
  const std::string indexed = path + "." + std::to_string(index);
  if (contract.document != nullptr && find_place(*contract.document, indexed) != nullptr) path = indexed;
  Item item(parts, path, term.clause);
  item.left_out(rule.amount.has_value(), "amount", "a charge of a fixed amount");
  item.left_out(rule.points.has_value(), "points", "a charge in points");
  item.left_out(!rule.bands.empty(), "bands", "a charge by bands");
  item.left_out(!rule.steps.empty(), "steps", "a stepped rate");
  item.left_out(!rule.documented.empty(), "documented", "a documented loss");
  item.left_out(!rule.external.empty(), "external", "a figure of the host's own");
  item.left_out(rule.rate && !base_amount(contract.contract, rule.of), "of", "a base that a ticket says");
  const bool known_unit = !rule.per || *rule.per == ChargeUnit::incident || *rule.per == ChargeUnit::day;
  item.left_out(!known_unit, "per", "a charge by this unit");
  item.left_out(rule.units && !(*rule.units == Decimal{1, 0}), "units", "a charge by several units");
  item.left_out(rule.due_day && *rule.due_day != DueDay::out, "due_day", "a due day that counts");
  item.left_out(!rule.multipliers.empty(), "multipliers", "a multiplier");
  item.left_out(rule.at_least.has_value(), "at_least", "a least charge");
  item.left_out(rule.at_most.has_value(), "at_most", "a highest charge");
  return item.is_whole();
}

bool penalty(const Computed& computed, const PenaltyTerm& term, Parts& parts) {
  Item item(parts, "penalties." + term.name, term.clause);
  item.left_out(!term.prices.event.empty(), "prices", "a penalty that prices an event");
  item.left_out(!term.applies.empty(), "applies", "a penalty for some tickets");
  item.left_out(term.threshold.has_value(), "threshold", "a threshold");
  item.left_out(term.repeats.has_value(), "repeats", "a rule for repeats");
  for (const std::string& name : term.prices.obligations) {
    const char* what = computed.has_clock(name) ? "a penalty for an obligation that is not computed"
                                                : "a penalty for an obligation without a clock";
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
  item.stops(rule.limit.rate && !base_amount(contract.contract, rule.of), "of", "a base that a ticket says");
  item.stops(rule.at && *rule.at != CapScope::contract, "at", "a cap on less than the contract");
  item.stops(rule.window && !rule.window->term, "window", "a cap per window");
  item.stops(rule.trailing.has_value(), "trailing", "a trailing cap");
  item.stops(!rule.penalties.empty(), "penalties", "a cap on some penalties");
  item.stops(!rule.inside.empty(), "inside", "a cap inside another");
  item.stops(rule.cut_order.has_value(), "cut_order", "a cut order of its own");
}

void policies(const Contract& contract, Parts& parts) {
  const Policies& set = contract.policies;
  Item item(parts, "policies", "");
  item.stops(set.several_caps == SeveralCaps::greatest_wins, "several_caps", "this choice");
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

void settlement(const Contract& contract, const Computed& computed, Parts& parts) {
  if (!contract.settlement) return;
  const SettlementRule& rule = *contract.settlement;
  Item item(parts, "settlement", rule.clause);
  if (!is_charged(contract, computed, {})) return item.left_out(true, "", "settlement by windows, with deadlines");
  item.left_out(rule.point_value.has_value(), "point_value", "points");
  item.stops(rule.at_risk.has_value(), "at_risk", "an amount at risk");
  item.stops(!rule.pool.empty(), "pool", "a pool");
  item.stops(!rule.earn_back.empty(), "earn_back", "an earn-back");
  item.left_out(true, "", "settlement by windows, with deadlines");
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
  for (const MinimumRule& rule : contract.minimums)
    Item(parts, "minimums." + rule.name, rule.clause).stops(true, "", "a minimum");
  for (const Amendment& rule : contract.amendments) amendment(rule, parts);
  settlement(contract, computed, parts);
  for (const TerminationRule& rule : contract.termination)
    Item(parts, "termination." + rule.name, rule.clause).left_out(true, "", "a right to terminate");
  policies(contract, parts);
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
  std::erase_if(rest.obligations, [&](const Obligation& rule) { return !computed.has(rule.name); });
  rest.penalties.clear();
  std::erase_if(rest.caps, [&](const CapRule& rule) { return !is_charged(contract, computed, rule.penalties); });
  Parts unused;
  for (const PenaltyTerm& term : contract.penalties) {
    if (!penalty(computed, term, unused)) continue;
    for (const std::string& name : term.prices.obligations)
      for (std::size_t i = 0; i < term.charge.size(); ++i) {
        if (!charge(contract, term, i, unused)) continue;
        PenaltyTerm& one = rest.penalties.emplace_back(term);
        one.prices.obligations = {name};
        one.charge = {term.charge[i]};
      }
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
