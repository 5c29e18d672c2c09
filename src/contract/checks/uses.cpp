#include "uses.hpp"

#include <variant>

namespace slakit {

std::string_view kind_name(NameKind kind) {
  constexpr std::array<std::string_view, name_kinds> names{"attribute",  "base",     "calendar",  "cap",
                                                           "event",      "holidays", "indicator", "milestone",
                                                           "obligation", "penalty",  "roster"};
  return names[static_cast<std::size_t>(kind)];
}

// Walks over a contract and notes what it uses.
class UseWalk {
 public:
  UseWalk(Uses& uses, bool with_empty) : uses_(uses), with_empty_(with_empty) {}

  void name(NameKind kind, std::string path, std::string_view name) {
    uses_.used_[Uses::index(kind)].insert(name);
    uses_.names_.push_back({kind, std::move(path), name});
  }
  // A key that may be left out. One that is there and says nothing is looked up in the document by who reports it.
  void optional(NameKind kind, const std::string& path, const char* key, std::string_view text) {
    if (!text.empty() || with_empty_) name(kind, path + key, text);
  }
  void names(NameKind kind, const std::string& path, const char* key, const std::vector<std::string>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) name(kind, path + key + "." + std::to_string(i), list[i]);
  }
  void where(const std::string& path, const char* key, const Where& conditions) {
    for (const Condition& condition : conditions) {
      const std::string here = path + key + "." + condition.attribute;
      name(NameKind::attribute, here, condition.attribute);
      uses_.conditions_.push_back({here, &condition});
    }
  }
  void event(const std::string& path, const EventRule& rule) {
    if (!rule.event.empty() || rule.where.empty()) name(NameKind::event, path + ".event", rule.event);
    where(path, ".where", rule.where);
  }
  void events(const std::string& path, const char* key, const EventRules& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) event(path + key + "." + std::to_string(i), rules[i]);
  }

  void head(const ContractHead& head) {
    if (head.term) name(NameKind::milestone, "contract.term.from", head.term->from);
    if (head.price) optional(NameKind::attribute, "contract.price", ".attribute", head.price->attribute);
    for (const BaseAmount& base : head.bases)
      optional(NameKind::attribute, "contract.bases." + base.name, ".attribute", base.attribute);
    optional(NameKind::attribute, "contract", ".incident", head.incident);
    optional(NameKind::attribute, "contract", ".service", head.service);
    optional(NameKind::attribute, "contract", ".holder", head.holder);
  }

  void calendar(const CalendarRule& rule) {
    const std::string path = "calendars." + rule.name;
    for (const std::string& set : rule.holiday_sets) name(NameKind::holidays, path + ".holidays", set);
    names(NameKind::calendar, path, ".any_of", rule.any_of);
    names(NameKind::calendar, path, ".all_of", rule.all_of);
    names(NameKind::calendar, path, ".except", rule.except);
    for (std::size_t i = 0; i < rule.phases.size(); ++i)
      name(NameKind::calendar, path + ".phases." + std::to_string(i) + ".calendar", rule.phases[i].calendar);
  }

  void holidays(const HolidayList& list) {
    optional(NameKind::holidays, "holidays." + list.name, ".extends", list.extends);
  }

  void obligation(const Obligation& rule) {
    const std::string path = "obligations." + rule.name;
    where(path, ".applies", rule.applies);
    if (rule.within && rule.within->from != "term" && rule.within->from != "end of term")
      name(NameKind::milestone, path + ".within.from", rule.within->from);
    optional(NameKind::obligation, path, ".supports", rule.supports);
    std::visit([&](const auto& measure) { this->measure(path, measure); }, rule.measure);
  }

  void penalty(const PenaltyTerm& rule) {
    const std::string path = "penalties." + rule.name;
    names(NameKind::obligation, path, ".prices.obligations", rule.prices.obligations);
    if (rule.prices.obligations.empty()) name(NameKind::event, path + ".prices.event", rule.prices.event);
    where(path, ".prices.where", rule.prices.where);
    where(path, ".applies", rule.applies);
    for (std::size_t i = 0; i < rule.charge.size(); ++i) charge(path + ".charge." + std::to_string(i), rule.charge[i]);
  }

  void roster(const Roster& rule) {
    optional(NameKind::attribute, "rosters." + rule.name, ".attribute", rule.attribute);
  }

  void cap(const CapRule& rule) {
    const std::string path = "caps." + rule.name;
    optional(NameKind::base, path, ".of", rule.of);
    names(NameKind::penalty, path, ".penalties", rule.penalties);
    optional(NameKind::cap, path, ".inside", rule.inside);
  }

  void exclusion(const ExclusionRule& rule) {
    const std::string path = "exclusions." + rule.name;
    events(path, ".event", rule.event);
    events(path, ".from", rule.from);
    events(path, ".to", rule.to);
    events(path, ".evidence", rule.evidence);
    optional(NameKind::calendar, path, ".calendar", rule.calendar);
    optional(NameKind::attribute, path, ".share", rule.share);
    names(NameKind::obligation, path, ".obligations", rule.obligations);
  }

  void settlement(const SettlementRule& rule) {
    optional(NameKind::base, "settlement", ".at_risk_of", rule.at_risk_of);
    optional(NameKind::base, "settlement", ".point_ladder_of", rule.point_ladder_of);
    events("settlement", ".claim", rule.claim);
    for (const PoolShare& share : rule.pool) name(NameKind::penalty, "settlement.pool." + share.penalty, share.penalty);
  }

  void termination(const TerminationRule& rule) {
    const std::string path = "termination." + rule.name + ".when";
    optional(NameKind::cap, path, ".cap", rule.when.cap);
    names(NameKind::obligation, path, ".of", rule.when.of);
    optional(NameKind::base, path, ".credits_of", rule.when.credits_of);
  }

  void mention(const Value& value) {
    if (value.is_scalar()) uses_.mentioned_.insert(value.text);
    for (const Value& item : value.items) mention(item);
    for (const Value::Entry& entry : value.entries) {
      uses_.mentioned_.insert(entry.first.text);
      mention(entry.second);
    }
  }

 private:
  void measure(const std::string& path, const ClockRule& rule) {
    const std::string here = path + ".clock";
    events(here, ".start.of", rule.start.of);
    events(here, ".start.unless", rule.start.unless);
    optional(NameKind::obligation, here, ".start.breach_of", rule.start.breach_of);
    events(here, ".stop", rule.stop);
    events(here, ".pause", rule.pause);
    events(here, ".resume", rule.resume);
    events(here, ".reset", rule.reset);
    events(here, ".cancel", rule.cancel);
    events(here, ".reopen", rule.reopen);
    events(here, ".until", rule.until);
    optional(NameKind::calendar, here, ".calendar.name", rule.calendar.name);
    optional(NameKind::attribute, here, ".calendar.attribute", rule.calendar.attribute);
    for (const CalendarOf& choice : rule.calendar.calendars)
      name(NameKind::calendar, here + ".calendar.calendars." + choice.value + ".calendar", choice.calendar);
    for (std::size_t i = 0; i < rule.target.size(); ++i) {
      const std::string target = here + ".target." + std::to_string(i);
      where(target, ".where", rule.target[i].where);
      optional(NameKind::attribute, target, ".attribute", rule.target[i].attribute);
    }
  }
  void measure(const std::string& path, const DutyRule& rule) {
    const std::string here = path + ".duty";
    events(here, ".evidence", rule.evidence);
    optional(NameKind::milestone, here, ".once_by", rule.once_by);
    events(here, ".after", rule.after);
    events(here, ".on_request", rule.on_request);
    optional(NameKind::roster, here, ".for_each", rule.for_each);
    optional(NameKind::calendar, here, ".calendar", rule.calendar);
  }
  void measure(const std::string& path, const GateRule& rule) {
    const std::string here = path + ".gate";
    events(here, ".before", rule.before);
    events(here, ".needs", rule.needs);
    events(here, ".refusal", rule.refusal);
    events(here, ".consent", rule.consent);
  }
  void measure(const std::string& path, const RecordRules& rules) {
    for (std::size_t i = 0; i < rules.forms.size(); ++i) {
      const std::string here = path + ".records." + std::to_string(i);
      name(NameKind::event, here + ".form", rules.forms[i].form);
      events(here, ".after", rules.forms[i].after);
    }
  }
  void measure(const std::string& path, const IndicatorRule& rule) {
    const std::string here = path + ".indicator";
    if (rule.attainment) names(NameKind::obligation, here, ".attainment.of", rule.attainment->of);
    if (rule.availability) availability(here + ".availability", *rule.availability);
    events(here, ".count", rule.count);
    if (rule.sum) sum(here + ".sum", rule.sum->of, rule.sum->events);
    if (rule.mean) sum(here + ".mean", rule.mean->of, rule.mean->events);
    if (rule.percentile) sum(here + ".percentile", rule.percentile->of, rule.percentile->events);
    for (const ScorePart& part : rule.score)
      name(NameKind::indicator, here + ".score." + part.indicator, part.indicator);
  }
  void measure(const std::string& path, const UnquantifiedRule& rule) {
    events(path, ".unquantified.from", rule.from);
    events(path, ".unquantified.to", rule.to);
  }
  void measure(const std::string& path, const ProhibitionRule& rule) { event(path + ".prohibition", rule.event); }

  void availability(const std::string& path, const AvailabilityRule& rule) {
    events(path, ".down", rule.down);
    events(path, ".up", rule.up);
    events(path, ".planned", rule.planned);
    optional(NameKind::calendar, path, ".calendar", rule.calendar);
    optional(NameKind::attribute, path, ".weight", rule.weight);
  }
  void sum(const std::string& path, const std::string& of, const EventRules& rules) {
    optional(NameKind::attribute, path, ".of", of);
    events(path, ".events", rules);
  }
  void charge(const std::string& path, const ChargeRule& rule) {
    optional(NameKind::base, path, ".of", rule.of);
    optional(NameKind::calendar, path, ".calendar", rule.calendar);
    optional(NameKind::attribute, path, ".external", rule.external);
    optional(NameKind::attribute, path, ".documented", rule.documented);
    for (std::size_t i = 0; i < rule.multipliers.size(); ++i)
      where(path + ".multipliers." + std::to_string(i), ".where", rule.multipliers[i].where);
  }

  Uses& uses_;
  bool with_empty_;
};

Uses::Uses(const Contract& contract, bool with_empty) {
  const auto declare = [&](NameKind kind, const auto& items) {
    for (const auto& item : items) declared_[index(kind)].push_back(item.name);
  };
  declare(NameKind::attribute, contract.attributes);
  if (contract.contract.price) declared_[index(NameKind::base)].emplace_back("price");
  if (contract.settlement && contract.settlement->at_risk) declared_[index(NameKind::base)].emplace_back("at risk");
  declare(NameKind::base, contract.contract.bases);
  declare(NameKind::calendar, contract.calendars);
  declare(NameKind::cap, contract.caps);
  declare(NameKind::event, contract.events);
  declare(NameKind::holidays, contract.holidays);
  declare(NameKind::milestone, contract.contract.milestones);
  declare(NameKind::obligation, contract.obligations);
  declare(NameKind::penalty, contract.penalties);
  declare(NameKind::roster, contract.rosters);
  for (const Obligation& obligation : contract.obligations)
    if (std::holds_alternative<IndicatorRule>(obligation.measure))
      declared_[index(NameKind::indicator)].push_back(obligation.name);
  for (std::size_t kind = 0; kind < name_kinds; ++kind)
    known_[kind].insert(declared_[kind].begin(), declared_[kind].end());

  UseWalk walk(*this, with_empty);
  walk.head(contract.contract);
  for (const CalendarRule& rule : contract.calendars) walk.calendar(rule);
  for (const HolidayList& list : contract.holidays) walk.holidays(list);
  for (const Roster& rule : contract.rosters) walk.roster(rule);
  for (const Obligation& rule : contract.obligations) walk.obligation(rule);
  for (const PenaltyTerm& rule : contract.penalties) walk.penalty(rule);
  for (const CapRule& rule : contract.caps) walk.cap(rule);
  for (const MinimumRule& rule : contract.minimums)
    walk.names(NameKind::penalty, "minimums." + rule.name, ".penalties", rule.penalties);
  for (const CombinationRule& rule : contract.combinations)
    walk.names(NameKind::penalty, "combinations." + rule.name, ".penalties", rule.penalties);
  for (const ExclusionRule& rule : contract.exclusions) walk.exclusion(rule);
  if (contract.settlement) walk.settlement(*contract.settlement);
  for (const TerminationRule& rule : contract.termination) walk.termination(rule);
  for (const ReadingRule& reading : contract.readings)
    for (const Value& value : reading.otherwise) walk.mention(value);
  for (const Amendment& amendment : contract.amendments)
    for (const AmendedPlace& change : amendment.changes) walk.mention(change.use);
}

bool Uses::is_used(NameKind kind, std::string_view name) const {
  return used_[index(kind)].contains(name) || mentioned_.contains(name);
}

}  // namespace slakit
