// Names: those that nothing declares, and those that nothing uses.
#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "slakit/base/value_text.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/time/tzdb.hpp"
#include "table.hpp"

namespace slakit {

namespace {

void find_unknown(Checker& f, NameKind kind) {
  for (const NameUse& use : f.uses().names()) {
    if (use.kind != kind || (use.name.empty() ? !f.says_nothing(use.path) : f.uses().knows(kind, use.name))) continue;
    if (kind == NameKind::base && use.name == "at risk")
      f.report(use.path, "nothing is at risk; add `settlement.at_risk`, or write another base");
    else
      f.report(use.path, "unknown " + std::string(kind_name(kind)) + " '" + shown(use.name) + "'" +
                             f.hint(f.uses().declared(kind), use.name));
  }
}

void check_zone(Checker& f, const std::string& path, const std::string& name) {
  if (name.empty() ? f.says_nothing(path) : !zone_exists(name)) f.report(path, unknown_zone_message(name));
}

void check_clause(Checker& f, const std::string& path, const std::string& clause) {
  if (clause.empty() && f.says_nothing(path + ".clause"))
    f.report(path + ".clause", "an empty clause cites nothing; write its number, as \"1.1.2\"");
}

// Where texts are written that may be items of a list, the only one without brackets, or keys.
class Items {
 public:
  Items(const Checker& f, std::string path) : path_(std::move(path)), held_(f.find(path_)) {
    for (std::size_t i = 0; held_ != nullptr && i < held_->items.size(); ++i)
      index_.emplace(without_assumed(held_->items[i]).text, i);
  }
  const std::string& path() const noexcept { return path_; }
  std::string path_of(std::string_view text) const {
    if (const auto found = index_.find(text); found != index_.end()) return path_ + "." + std::to_string(found->second);
    return held_ != nullptr && held_->is_mapping() ? path_ + "." + std::string(text) : path_;
  }

 private:
  std::string path_;
  const Value* held_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace

void find_unknown_bases(Checker& f) {
  find_unknown(f, NameKind::base);
  // A share of what the settlement puts at risk is a charge's or a cap's.
  for (const NameUse& use : f.uses().names()) {
    const bool has_another = use.path.ends_with(".at_risk_of") || use.path.ends_with(".point_ladder_of") ||
                             use.path.ends_with(".credits_of");
    if (use.kind == NameKind::base && use.name == "at risk" && has_another && f.uses().knows(NameKind::base, use.name))
      f.report(use.path, "only charges and caps are a share of what is at risk; write price, or another base");
  }
}
void find_unknown_calendars(Checker& f) { find_unknown(f, NameKind::calendar); }
void find_unknown_caps(Checker& f) { find_unknown(f, NameKind::cap); }
void find_unknown_indicators(Checker& f) { find_unknown(f, NameKind::indicator); }
void find_unknown_milestones(Checker& f) { find_unknown(f, NameKind::milestone); }
void find_unknown_obligations(Checker& f) { find_unknown(f, NameKind::obligation); }
void find_unknown_penalties(Checker& f) { find_unknown(f, NameKind::penalty); }
void find_unknown_rosters(Checker& f) { find_unknown(f, NameKind::roster); }

// A contract that lists its events has no others.
void find_unknown_events(Checker& f) {
  if (f.contract.events.empty()) return;
  for (const NameUse& use : f.uses().names()) {
    if (use.kind != NameKind::event || use.name.empty() || f.uses().knows(NameKind::event, use.name)) continue;
    f.report(use.path, "'" + shown(use.name) + "' is not among the contract's `events`" +
                           f.hint(f.uses().declared(NameKind::event), use.name) + " (or add it there)");
  }
}

void find_unknown_holidays(Checker& f) {
  std::vector<std::string_view> known = f.uses().declared(NameKind::holidays);
  for (const std::string_view code : holiday_set_codes()) known.push_back(code);
  std::optional<Items> items;
  for (const NameUse& use : f.uses().names()) {
    if (use.kind != NameKind::holidays || use.name.empty()) continue;
    if (f.uses().knows(NameKind::holidays, use.name) || find_holiday_set(use.name) != nullptr) continue;
    if (!items || items->path() != use.path) items.emplace(f, use.path);
    f.report(items->path_of(use.name), "no published holidays of '" + shown(use.name) +
                                           "' are known, and `holidays` has no such set; list the dates" +
                                           f.hint(known, use.name));
  }
}

// Where an attribute lists its values it has no others.
void find_unknown_values(Checker& f) {
  std::map<std::string_view, std::vector<std::string_view>> known;
  for (const AttributeRule& rule : f.contract.attributes)
    for (const AttributeValue& value : rule.values) known[rule.name].push_back(value.name);
  for (auto& [attribute, values] : known) std::sort(values.begin(), values.end());
  if (known.empty()) return;
  for (const ConditionUse& use : f.uses().conditions()) {
    const auto found = known.find(use.condition->attribute);
    if (found == known.end()) continue;
    for (std::size_t i = 0; i < use.condition->values.size(); ++i) {
      const std::string& value = use.condition->values[i];
      if (std::binary_search(found->second.begin(), found->second.end(), value)) continue;
      if (value.empty() && !f.says_nothing(use.path + ".values." + std::to_string(i))) continue;
      f.report(use.path + ".values." + std::to_string(i),
               "'" + shown(value) + "' is no value of attribute '" + shown(use.condition->attribute) + "'" +
                   f.hint(found->second, value) + " (or add it under `attributes`)");
    }
  }
}

void find_unknown_zones(Checker& f) {
  check_zone(f, "contract.time_zone", f.contract.contract.time_zone);
  for (const CalendarRule& rule : f.contract.calendars)
    check_zone(f, "calendars." + rule.name + ".time_zone", rule.time_zone);
}

// Words that mean something else where these names are used.
void find_reserved_names(Checker& f) {
  for (const BaseAmount& base : f.contract.contract.bases)
    if (base.name == "price")
      f.report("contract.bases.price", "`price` is the contract's own price; write it there, or choose another name");
  for (const BaseAmount& base : f.contract.contract.bases)
    if (base.name == "at risk")
      f.report("contract.bases.at risk", "`at risk` is what the settlement puts at risk; choose another name");
  for (const Milestone& milestone : f.contract.contract.milestones)
    if (milestone.name == "term" || milestone.name == "end of term")
      f.report("contract.milestones." + milestone.name,
               "`" + milestone.name + "` is the contract's own term; choose another name");
}

void find_empty_names(Checker& f) {
  for (const NameUse& use : f.uses().names())
    if (use.kind == NameKind::event && use.name.empty() && f.says_nothing(use.path))
      f.report(use.path, "an event has a name; write it as the log does");
  for (const Obligation& rule : f.contract.obligations) check_clause(f, "obligations." + rule.name, rule.clause);
  for (const PenaltyTerm& rule : f.contract.penalties) check_clause(f, "penalties." + rule.name, rule.clause);
  for (const CapRule& rule : f.contract.caps) check_clause(f, "caps." + rule.name, rule.clause);
  for (const ExclusionRule& rule : f.contract.exclusions) check_clause(f, "exclusions." + rule.name, rule.clause);
}

namespace {

// What leads from one name to another of the same kind, and where it is written.
struct Edge {
  std::string_view to;
  std::string path;
};
using Edges = std::map<std::string_view, std::vector<Edge>>;

// Reports each edge that closes a circle. An explicit stack: a chain may be as long as a document.
class Circles {
 public:
  Circles(Checker& f, const Edges& edges) : f_(f), edges_(edges) {}

  void find() {
    for (const auto& [name, unused] : edges_)
      if (state_[name] == State::fresh) walk(name);
  }

 private:
  enum class State { fresh, open, done };
  struct Level {
    std::string_view name;
    std::size_t next;
  };

  void walk(std::string_view first) {
    std::vector<Level> stack{{first, 0}};
    state_[first] = State::open;
    while (!stack.empty()) {
      Level& top = stack.back();
      const auto from = edges_.find(top.name);
      if (from == edges_.end() || top.next == from->second.size()) {
        state_[top.name] = State::done;
        stack.pop_back();
        continue;
      }
      const Edge& edge = from->second[top.next++];
      State& state = state_[edge.to];
      if (state == State::open)
        f_.report(edge.path, "'" + shown(edge.to) + "' leads back to itself from here; leave one of them out");
      if (state != State::fresh) continue;
      state = State::open;
      stack.push_back({edge.to, 0});
    }
  }

  Checker& f_;
  const Edges& edges_;
  std::map<std::string_view, State> state_;
};

void add_edges(Edges& edges, std::string_view from, const std::string& path, const std::vector<std::string>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) edges[from].push_back({list[i], path + "." + std::to_string(i)});
}

}  // namespace

void find_circles(Checker& f) {
  Edges calendars;
  for (const CalendarRule& rule : f.contract.calendars) {
    const std::string path = "calendars." + rule.name;
    add_edges(calendars, rule.name, path + ".any_of", rule.any_of);
    add_edges(calendars, rule.name, path + ".all_of", rule.all_of);
    add_edges(calendars, rule.name, path + ".except", rule.except);
    for (std::size_t i = 0; i < rule.phases.size(); ++i)
      calendars[rule.name].push_back({rule.phases[i].calendar, path + ".phases." + std::to_string(i) + ".calendar"});
  }
  Circles(f, calendars).find();

  Edges holidays;
  for (const HolidayList& list : f.contract.holidays)
    if (!list.extends.empty()) holidays[list.name].push_back({list.extends, "holidays." + list.name + ".extends"});
  Circles(f, holidays).find();

  Edges caps;
  for (const CapRule& rule : f.contract.caps)
    if (!rule.inside.empty()) caps[rule.name].push_back({rule.inside, "caps." + rule.name + ".inside"});
  Circles(f, caps).find();

  Edges supports;  // and measures that rest on other measures
  for (const Obligation& rule : f.contract.obligations) {
    const std::string path = "obligations." + rule.name;
    if (!rule.supports.empty()) supports[rule.name].push_back({rule.supports, path + ".supports"});
  }
  Circles(f, supports).find();

  Edges rests;
  for (const Obligation& rule : f.contract.obligations) {
    const std::string path = "obligations." + rule.name;
    if (rule.clock() != nullptr && !rule.clock()->start.breach_of.empty())
      rests[rule.name].push_back({rule.clock()->start.breach_of, path + ".clock.start.breach_of"});
    const auto* indicator = std::get_if<IndicatorRule>(&rule.measure);
    if (indicator == nullptr) continue;
    if (indicator->attainment)
      add_edges(rests, rule.name, path + ".indicator.attainment.of", indicator->attainment->of);
    for (const ScorePart& part : indicator->score)
      rests[rule.name].push_back({part.indicator, path + ".indicator.score." + part.indicator});
  }
  Circles(f, rests).find();
}

namespace {

// Keys of a mapping are given once; the reader sees to that. Names of a list are not keys.
template <class Named>
void check_repeated(Checker& f, const std::string& path, const std::vector<Named>& items) {
  const Value* held = f.find(path);
  if (held == nullptr || !held->is_sequence()) return;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!items[i].name.empty() && !seen.insert(items[i].name).second)
      f.report(path + "." + std::to_string(i), "'" + shown(items[i].name) + "' is listed twice; keep one");
}

}  // namespace

void find_repeated_names(Checker& f) {
  check_repeated(f, "events", f.contract.events);
  for (const AttributeRule& rule : f.contract.attributes)
    check_repeated(f, "attributes." + rule.name + ".values", rule.values);
  for (const Roster& roster : f.contract.rosters) {
    check_repeated(f, "rosters." + roster.name + ".members", roster.members);
    check_repeated(f, "rosters." + roster.name, roster.members);
  }
  for (const CombinationRule& rule : f.contract.combinations) {
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < rule.penalties.size(); ++i)
      if (!seen.insert(rule.penalties[i]).second)
        f.report("combinations." + rule.name + ".penalties." + std::to_string(i),
                 "'" + shown(rule.penalties[i]) + "' is listed twice; keep one");
  }
}

void find_unused_events(Checker& f) {
  const Items items(f, "events");
  for (const EventName& event : f.contract.events)
    if (!f.uses().is_used(NameKind::event, event.name))
      f.report(items.path_of(event.name), "nothing in this contract waits for '" + shown(event.name) +
                                              "'; leave it out, or use it where it was meant");
}

namespace {

template <class Items>
void report_unused(Checker& f, NameKind kind, const std::string& section, const Items& items) {
  for (const auto& item : items)
    if (!f.uses().is_used(kind, item.name))
      f.report(section + "." + item.name, "nothing in this contract uses " + std::string(kind_name(kind)) + " '" +
                                              shown(item.name) + "'; leave it out, or use it where it was meant");
}

}  // namespace

void find_unused_names(Checker& f) {
  report_unused(f, NameKind::attribute, "attributes", f.contract.attributes);
  report_unused(f, NameKind::base, "contract.bases", f.contract.contract.bases);
  report_unused(f, NameKind::calendar, "calendars", f.contract.calendars);
  report_unused(f, NameKind::holidays, "holidays", f.contract.holidays);
  report_unused(f, NameKind::milestone, "contract.milestones", f.contract.contract.milestones);
  report_unused(f, NameKind::roster, "rosters", f.contract.rosters);
  constexpr std::string_view listed = "listed combinations";
  if (f.contract.policies.concurrency != Concurrency::listed_combinations && !f.uses().is_mentioned(listed))
    for (const CombinationRule& rule : f.contract.combinations)
      f.report("combinations." + rule.name,
               "nothing in this contract uses combination '" + shown(rule.name) +
                   "'; leave it out, or write `listed combinations` as policies.concurrency");
}

}  // namespace slakit
