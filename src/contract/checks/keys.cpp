// Keys that another key asks for, or makes pointless; numbers and dates that cannot be meant.
#include <algorithm>
#include <chrono>
#include <optional>
#include <variant>

#include "pricing.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/base/wide.hpp"
#include "slakit/calendar/calendar_spec.hpp"
#include "table.hpp"

namespace slakit {

namespace {

// Calls `check(path, measure)` for each obligation measured by an M; `key` is where that is written.
template <class M, class Check>
void each_measure(Checker& f, const char* key, Check check) {
  for (const Obligation& obligation : f.contract.obligations)
    if (const M* measure = std::get_if<M>(&obligation.measure); measure != nullptr)
      check("obligations." + obligation.name + "." + key, *measure);
}

template <class Check>
void each_charge(Checker& f, Check check) {
  for (const PenaltyTerm& term : f.contract.penalties)
    for (std::size_t i = 0; i < term.charge.size(); ++i)
      check("penalties." + term.name + ".charge." + std::to_string(i), term.charge[i]);
}

void missing(Checker& f, const std::string& path, const char* key, const char* doc) {
  f.report(path, "missing key '" + std::string(key) + "': " + doc);
}

// Written there, well or not; `none` and an empty list leave it unset.
bool is_written(const Checker& f, const std::string& path) {
  const Value* value = f.find(path);
  return value != nullptr && !f.is_none(path) &&
         (value->is_scalar() || !value->items.empty() || !value->entries.empty());
}

template <class Items>
bool any_rate(const Items& items) {
  return std::any_of(items.begin(), items.end(), [](const auto& item) { return item.rate.has_value(); });
}

bool has_rate(const ChargeRule& charge) { return charge.rate || any_rate(charge.steps) || any_rate(charge.bands); }

bool is_share(const Setting<Limit>& limit) { return limit && limit->rate; }

void check_charge_keys(Checker& f, const std::string& path, const ChargeRule& charge, bool of_lateness) {
  if (has_rate(charge) && charge.of.empty() && !is_written(f, f.resolved(path) + ".of"))
    missing(f, path, "of", "what it is a share of, such as price");
  const bool counts = charge.rate || charge.amount || charge.points || !charge.steps.empty();
  if (charge.per || is_written(f, f.resolved(path) + ".per")) return;
  if (counts) missing(f, path, "per", "what it counts, such as incident or day");
  if (of_lateness && !charge.bands.empty()) missing(f, path, "per", "what the bands measure lateness in, such as day");
}

void find_missing_settlement_keys(Checker& f) {
  if (const Setting<SettlementRule>& rule = f.contract.settlement) {
    if (is_share(rule->at_risk) && rule->at_risk_of.empty() && !is_written(f, "settlement.at_risk_of"))
      missing(f, "settlement", "at_risk_of", "what the amount at risk is a share of, such as price");
    if (any_rate(rule->point_ladder) && rule->point_ladder_of.empty() && !is_written(f, "settlement.point_ladder_of"))
      missing(f, "settlement", "point_ladder_of", "what the ladder of points is a share of, such as price");
  }
  for (const TerminationRule& rule : f.contract.termination) {
    const std::string path = "termination." + rule.name + ".when";
    if (is_share(rule.when.credits) && rule.when.credits_of.empty() && !is_written(f, path + ".credits_of"))
      missing(f, path, "credits_of", "what the credits are a share of, such as price");
  }
}

// What is limited per service is told apart by an attribute.
void find_missing_service(Checker& f) {
  if (!f.contract.contract.service.empty() || is_written(f, "contract.service")) return;
  const auto is_per_service = [](const auto& rule) { return rule.at == CapScope::service; };
  const auto cap = std::find_if(f.contract.caps.begin(), f.contract.caps.end(), is_per_service);
  const auto minimum = std::find_if(f.contract.minimums.begin(), f.contract.minimums.end(), is_per_service);
  const std::string attribute = "the attribute that says which service a ticket is about, for ";
  if (cap != f.contract.caps.end())
    missing(f, "contract", "service", (attribute + "cap '" + shown(cap->name) + "'").c_str());
  else if (minimum != f.contract.minimums.end())
    missing(f, "contract", "service", (attribute + "minimum '" + shown(minimum->name) + "'").c_str());
}

}  // namespace

void find_missing_keys(Checker& f) {
  find_missing_service(f);
  const ObligationsByName obligations(f.contract);
  for (const PenaltyTerm& term : f.contract.penalties) {
    const bool of_lateness =
        std::any_of(term.prices.obligations.begin(), term.prices.obligations.end(), [&](const std::string& name) {
          const Obligation* rule = obligations.find(name);
          return rule != nullptr && can_be_late(*rule);
        });
    for (std::size_t i = 0; i < term.charge.size(); ++i)
      check_charge_keys(f, "penalties." + term.name + ".charge." + std::to_string(i), term.charge[i], of_lateness);
  }
  for (const CapRule& cap : f.contract.caps)
    if (cap.limit.rate && cap.of.empty() && !is_written(f, "caps." + cap.name + ".of"))
      missing(f, "caps." + cap.name, "of", "what the limit is a share of, such as price");
  find_missing_settlement_keys(f);
  each_measure<ClockRule>(f, "clock", [&](const std::string& path, const ClockRule& clock) {
    if (!clock.calendar.attribute.empty() && clock.calendar.calendars.empty() &&
        !is_written(f, path + ".calendar.calendars"))
      missing(f, path + ".calendar", "calendars", "the calendar of each value of the attribute");
  });
  for (const ExclusionRule& rule : f.contract.exclusions)
    if (!rule.from.empty() && rule.to.empty() && !is_written(f, "exclusions." + rule.name + ".to"))
      missing(f, "exclusions." + rule.name, "to", "the events that end the excused time");
  for (const NameUse& use : f.uses().names()) {
    if (use.kind != NameKind::event || !use.name.empty() || !use.path.ends_with(".event")) continue;
    const Value* held = f.nearest(use.path);
    if (held->is_mapping() && held->entries.empty()) missing(f, use.path, "event", "its name, as the log has it");
  }
}

void find_missing_bounds(Checker& f) {
  const auto check = [&](const std::string& path, const Bound& bound) {
    if (!bound.at_least && !bound.more_than && !bound.at_most && !bound.less_than && f.is_readable(path))
      f.report(path, "write one of at_least, more_than, at_most, less_than: what the figure has to be");
  };
  each_measure<IndicatorRule>(f, "indicator", [&](const std::string& path, const IndicatorRule& rule) {
    if (rule.target) check(path + ".target", *rule.target);
  });
  each_charge(f, [&](const std::string& path, const ChargeRule& charge) {
    for (std::size_t i = 0; i < charge.bands.size(); ++i)
      check(f.resolved(path + ".bands." + std::to_string(i)) + ".figure", charge.bands[i].figure);
  });
  if (f.contract.settlement)
    for (std::size_t i = 0; i < f.contract.settlement->point_ladder.size(); ++i)
      check(f.resolved("settlement.point_ladder." + std::to_string(i)) + ".figure",
            f.contract.settlement->point_ladder[i].figure);
}

namespace {

// Reports a key that is there and means nothing beside the others.
class Unused {
 public:
  Unused(Checker& f, std::string path) : f_(f), path_(std::move(path)) {}
  void key(bool is_set, bool means_something, const char* name, const char* why) const {
    if (is_set && !means_something) f_.report(path_ + "." + name, std::string(why) + "; remove `" + name + "`");
  }

 private:
  Checker& f_;
  std::string path_;
};

// Dates are counted in days and weeks.
void find_uncounted_dates(Checker& f, const std::string& path, const ChargeRule& charge) {
  const Unused unused(f, path);
  const bool has_dates = charge.per == ChargeUnit::day || charge.per == ChargeUnit::week;
  const bool touches = charge.counting == Counting::calendar_days_touched;
  unused.key(touches && charge.per.has_value(), has_dates, "counting",
             "`calendar days touched` counts dates, and the unit is no day and no week");
  unused.key(touches && has_dates, !charge.rounded_to, "counting",
             "`calendar days touched` counts dates, and lateness is rounded before");
  if (!charge.rounded_to) return;
  const LatenessRounding& to = *charge.rounded_to;
  const bool has_length = to.unit == ChargeUnit::minute || to.unit == ChargeUnit::hour || to.unit == ChargeUnit::day ||
                          to.unit == ChargeUnit::week;
  const bool is_dates = to.counting == Counting::calendar_days_touched;
  if (!has_length)
    f.report(path + ".rounded_to.unit",
             "lateness is rounded to whole minutes, hours, days or weeks; write one of them");
  else if (to.counting == Counting::pro_rata)
    f.report(path + ".rounded_to.counting", "`pro rata` rounds nothing; remove `rounded_to`");
  else if (is_dates && to.unit != ChargeUnit::day)
    f.report(path + ".rounded_to.counting",
             "`calendar days touched` counts dates, and the unit is no day; write another way of counting");
}

void find_unused_in(Checker& f, const std::string& path, const RepeatRule& rule) {
  const Unused unused(f, path);
  const bool has_number = rule.consecutive || rule.count;
  unused.key(rule.in.has_value(), rule.count.has_value(), "in", "there is no `count`");
  unused.key(rule.before.has_value(), has_number, "before", "there is no number to reach (`consecutive` or `count`)");
  unused.key(rule.counted.has_value(), has_number, "counted", "there is no number to reach (`consecutive` or `count`)");
}

void find_unused_in(Checker& f, const SettlementRule& rule) {
  const Unused unused(f, "settlement");
  unused.key(!rule.at_risk_of.empty(), rule.at_risk && !rule.at_risk->amount, "at_risk_of",
             "there is no share at risk");
  unused.key(!rule.point_ladder_of.empty(), rule.point_ladder.empty() ? false : any_rate(rule.point_ladder),
             "point_ladder_of", "there is no ladder of points with a share of something");
  unused.key(!rule.claim.empty(), rule.claim_within.has_value(), "claim", "nothing has to be claimed");
  unused.key(rule.remind_before.has_value(), rule.claim_within.has_value(), "remind_before",
             "nothing has to be claimed");
  unused.key(!rule.pool.empty(), rule.at_risk.has_value(), "pool", "there is no amount at risk to divide");
  unused.key(rule.anchor.has_value(), rule.window && !rule.window->term, "anchor", "there are no windows to anchor");
  for (std::size_t i = 0; i < rule.point_ladder.size(); ++i) {
    const Unused band(f, "settlement.point_ladder." + std::to_string(i));
    band.key(rule.point_ladder[i].points.has_value(), false, "points", "a ladder of points says what points cost");
    band.key(rule.point_ladder[i].bonus, false, "bonus", "the points of a window cost something, and give nothing");
  }
}

void find_unused_in(Checker& f, const std::string& path, const ChargeRule& charge) {
  const Unused unused(f, path);
  const bool counts = charge.rate || charge.amount || charge.points || !charge.steps.empty();
  const bool has_measure = counts || !charge.bands.empty();
  const bool is_time = charge.per && is_of_lateness(*charge.per);
  const bool is_figure = charge.per == ChargeUnit::percentage_point || charge.per == ChargeUnit::unit;
  unused.key(!charge.of.empty(), has_rate(charge), "of", "only a rate is a share of something");
  unused.key(charge.per.has_value(), has_measure, "per", "this charge counts nothing");
  unused.key(charge.counting.has_value(), counts && (!charge.per || is_time || is_figure), "counting",
             "a charge that counts no lateness has nothing to count");
  unused.key(charge.due_day.has_value(), has_measure && (!charge.per || charge.per == ChargeUnit::day), "due_day",
             "a charge that counts no days has no due day");
  unused.key(charge.units.has_value(), has_measure && (is_time || is_figure), "units",
             "an incident, or a window, is counted once");
  unused.key(charge.rounded_to.has_value(), is_time && charge.per != ChargeUnit::business_day, "rounded_to",
             is_time ? "business days are dates, and no length of time" : "this charge counts no lateness");
  unused.key(charge.counts.has_value(), is_time, "counts", "this charge counts no time");
  find_uncounted_dates(f, path, charge);
  unused.key(!charge.calendar.empty(), charge.per == ChargeUnit::business_day, "calendar",
             "this charge counts no business days");
  unused.key(charge.stepped.has_value(), !charge.steps.empty(), "stepped", "there are no steps");
  unused.key(charge.relation.has_value(), !charge.documented.empty(), "relation",
             "only a documented loss stands beside a penalty");
}

void find_unused_in(Checker& f, const std::string& path, const DutyRule& duty) {
  const Unused unused(f, path);
  unused.key(duty.within.has_value(), duty.count.has_value(), "within", "only a `count` is within a time");
  unused.key(duty.anchor.has_value(), duty.every || duty.count, "anchor", "there are no periods to anchor");
  unused.key(duty.partial.has_value(), duty.every || duty.count, "partial", "there are no periods to cut off");
  unused.key(duty.spacing.has_value(), duty.every || duty.count, "spacing", "it is not owed several times");
  unused.key(duty.due.has_value(), !duty.standing && !duty.occasional, "due", "nothing falls due here");
  unused.key(duty.on_holiday.has_value(), !duty.calendar.empty(), "on_holiday",
             "no `calendar` says which days are closed");
  const bool has_deadline = !duty.standing && !duty.occasional;
  unused.key(!duty.calendar.empty(), has_deadline, "calendar", "there is no deadline to move");
}

void find_unused_in(Checker& f, const std::string& path, const IndicatorRule& rule) {
  const Unused unused(f, path);
  unused.key(rule.anchor.has_value(), rule.window && !rule.window->term, "anchor", "there are no windows to anchor");
  unused.key(rule.partial.has_value(), rule.window && !rule.window->term, "partial", "there are no windows to cut off");
  unused.key(rule.rolling.has_value(), rule.window && !rule.window->term, "rolling",
             "there are no windows to roll over");
  if (rule.availability)
    unused.key(rule.availability->out_of.has_value(), !rule.availability->weight.empty(), "availability.out_of",
               "nothing is weighted");
}

}  // namespace

void find_unused_keys(Checker& f) {
  each_charge(f, [&](const std::string& path, const ChargeRule& charge) { find_unused_in(f, path, charge); });
  each_measure<DutyRule>(f, "duty", [&](const std::string& p, const DutyRule& duty) { find_unused_in(f, p, duty); });
  each_measure<IndicatorRule>(f, "indicator",
                              [&](const std::string& p, const IndicatorRule& rule) { find_unused_in(f, p, rule); });
  each_measure<ClockRule>(f, "clock", [&](const std::string& path, const ClockRule& clock) {
    Unused(f, path + ".calendar")
        .key(!clock.calendar.calendars.empty(), !clock.calendar.attribute.empty(), "calendars",
             "no `attribute` says which of them");
    Unused(f, path).key(!clock.until.empty(), clock.cycles.value_or(Cycles{}) != Cycles::first, "until",
                        "there is one cycle (`cycles: each` and `periodic` have more)");
  });
  for (const PenaltyTerm& term : f.contract.penalties) {
    const std::string path = "penalties." + term.name;
    Unused(f, path + ".prices")
        .key(!term.prices.where.empty(), !term.prices.event.empty(), "where", "there is no event to choose from");
    if (term.repeats) find_unused_in(f, path + ".repeats", *term.repeats);
  }
  for (const CapRule& cap : f.contract.caps) {
    const Unused unused(f, "caps." + cap.name);
    unused.key(!cap.of.empty(), !cap.limit.amount, "of", "an amount is no share of something");
    unused.key(cap.trailing.has_value(), cap.window || cap.at == CapScope::window || cap.at == CapScope::year,
               "trailing", "there are no windows to look back over");
  }
  for (const HolidayList& list : f.contract.holidays) {
    const std::string path = "holidays." + list.name;
    const Unused unused(f, path);
    unused.key(!list.only.empty(), !list.files.empty(), "only", "there is no `file` to choose titles from");
    unused.key(!list.except.empty(), !list.files.empty(), "except", "there is no `file` to leave titles out of");
    for (const RecurringHoliday& rule : list.rules)
      Unused(f, path + ".rules." + rule.name)
          .key(rule.observed.has_value(), rule.day.kind != RecurringDay::Kind::range, "observed",
               "days from one to another are no single day that moves");
  }
  for (const ExclusionRule& rule : f.contract.exclusions) {
    const Unused unused(f, "exclusions." + rule.name);
    unused.key(!rule.to.empty(), !rule.from.empty(), "to", "no `from` begins the excused time");
    unused.key(rule.excuses.has_value(), !rule.from.empty(), "excuses",
               "an event excuses its own ticket, and a calendar every one");
  }
  if (f.contract.settlement) find_unused_in(f, *f.contract.settlement);
  for (const TerminationRule& rule : f.contract.termination) {
    const Unused unused(f, "termination." + rule.name + ".when");
    unused.key(rule.when.in.has_value(), rule.when.breaches.has_value(), "in", "there is no number of breaches");
    unused.key(!rule.when.credits_of.empty(), rule.when.credits && !rule.when.credits->amount, "credits_of",
               "there is no share of something");
    unused.key(rule.when.windows.has_value(), rule.when.credits.has_value(), "windows", "there are no credits");
    unused.key(rule.when.out_of.has_value(), rule.when.windows.has_value(), "out_of", "there is no number of windows");
  }
}

void find_zero_counts(Checker& f) {
  const auto check = [&](const std::string& path, const std::optional<int>& count) {
    if (count == 0 && f.is_readable(path))
      f.report(path, "none at all is counted here; write 1 or more, or leave it out");
  };
  each_measure<DutyRule>(f, "duty",
                         [&](const std::string& p, const DutyRule& duty) { check(p + ".count", duty.count); });
  each_measure<IndicatorRule>(f, "indicator", [&](const std::string& path, const IndicatorRule& rule) {
    check(path + ".rolling", rule.rolling);
    check(path + ".minimum_sample", rule.minimum_sample);
    if (rule.availability && rule.availability->out_of && rule.availability->out_of->value.coefficient == 0)
      check(path + ".availability.out_of", 0);
  });
  each_measure<ClockRule>(f, "clock", [&](const std::string& path, const ClockRule& clock) {
    for (std::size_t i = 0; i < clock.target.size(); ++i) {
      check(path + ".target." + std::to_string(i) + ".business_days", clock.target[i].business_days);
      check(path + ".target." + std::to_string(i) + ".calendar_days", clock.target[i].calendar_days);
    }
  });
  each_charge(f, [&](const std::string& path, const ChargeRule& charge) {
    if (charge.units && charge.units->coefficient == 0) check(path + ".units", 0);
    check(path + ".points", charge.points);
    for (std::size_t i = 0; i < charge.steps.size(); ++i)
      check(path + ".steps." + std::to_string(i) + ".up_to", charge.steps[i].up_to);
  });
  for (const PenaltyTerm& term : f.contract.penalties) {
    if (!term.repeats) continue;
    check("penalties." + term.name + ".repeats.consecutive", term.repeats->consecutive);
    check("penalties." + term.name + ".repeats.count", term.repeats->count);
  }
  for (const CapRule& cap : f.contract.caps) check("caps." + cap.name + ".trailing", cap.trailing);
  if (f.contract.settlement)
    for (std::size_t i = 0; i < f.contract.settlement->earn_back.size(); ++i)
      check("settlement.earn_back." + std::to_string(i) + ".windows", f.contract.settlement->earn_back[i].windows);
  for (const TerminationRule& rule : f.contract.termination) {
    check("termination." + rule.name + ".when.breaches", rule.when.breaches);
    check("termination." + rule.name + ".when.windows", rule.when.windows);
    check("termination." + rule.name + ".when.out_of", rule.when.out_of);
  }
}

namespace {

bool is_less(const Decimal& a, const Decimal& b) {
  return Wide(a.coefficient) * Wide::power_of_ten(b.scale) < Wide(b.coefficient) * Wide::power_of_ten(a.scale);
}

// No figure is within.
bool is_empty(const Bound& bound) {
  const std::optional<Figure>& low = bound.at_least ? bound.at_least : bound.more_than;
  const std::optional<Figure>& high = bound.at_most ? bound.at_most : bound.less_than;
  if (!low || !high) return false;
  const bool edges_in = bound.at_least && bound.at_most;
  return is_less(high->value, low->value) || (!edges_in && !is_less(low->value, high->value));
}

// At least as long, whatever the months' lengths.
bool is_longer(const Period& a, const Period& b) {
  const auto time = [](const Period& p, int month_days) {
    return std::chrono::hours{24} * (std::int64_t{p.days} + std::int64_t{p.months} * month_days) + p.time;
  };
  return time(a, 28) > time(b, 31);
}

const Milestone* find_milestone(const Contract& contract, const std::string& name) {
  const auto& list = contract.contract.milestones;
  const auto found = std::find_if(list.begin(), list.end(), [&](const Milestone& m) { return m.name == name; });
  return found == list.end() ? nullptr : &*found;
}

// A last day before the day of the milestone it counts from.
void check_last_day(Checker& f, const std::string& path, const std::string& from, const std::optional<Date>& to) {
  if (!to || !to->ok()) return;
  const Milestone* milestone = find_milestone(f.contract, from);
  if (milestone != nullptr && milestone->date.ok() && *to < milestone->date && f.is_readable(path + ".to"))
    f.report(path + ".to", "it ends before it begins; write a day after '" + shown(from) + "'");
}

void check_years(Checker& f, const HolidayList& list) {
  const std::string path = "holidays." + list.name;
  if (list.known_from && list.known_until && list.known_from->ok() && list.known_until->ok() &&
      *list.known_until < *list.known_from)
    f.report(path + ".known_until", "it ends before it begins; write a day after `known_from`");
  for (const RecurringHoliday& rule : list.rules)
    if (rule.from && rule.until && *rule.until < *rule.from && f.is_readable(path + ".rules." + rule.name))
      f.report(path + ".rules." + rule.name + ".until",
               "it ends before it begins; write a year that is not before `from`");
}

void find_reversed_dates(Checker& f) {
  for (const Roster& roster : f.contract.rosters)
    for (const Member& member : roster.members) {
      const std::string path = "rosters." + roster.name + ".members." + member.name;
      if (member.from && member.to && member.from->ok() && member.to->ok() && !(*member.from < *member.to))
        f.report(f.has(path) ? path : "rosters." + roster.name + "." + member.name,
                 "this member leaves before the first day; write a `to` after `from`");
    }
  if (f.contract.contract.term)
    check_last_day(f, "contract.term", f.contract.contract.term->from, f.contract.contract.term->to);
  for (const Obligation& rule : f.contract.obligations)
    if (rule.within) check_last_day(f, "obligations." + rule.name + ".within", rule.within->from, rule.within->to);
  for (const HolidayList& list : f.contract.holidays) check_years(f, list);
  for (const CalendarRule& rule : f.contract.calendars) {
    std::optional<Date> before;
    for (std::size_t i = 0; i < rule.phases.size(); ++i) {
      const std::string path = "calendars." + rule.name + ".phases." + std::to_string(i);
      const std::optional<Date>& until = rule.phases[i].until;
      const bool is_last = i + 1 == rule.phases.size();
      if (until.has_value() == is_last && f.is_readable(path))
        f.report(path, is_last ? "the last phase has no end; leave out `until`"
                               : "a phase before the last has an end; add `until` with the first day it does not hold");
      else if (before && until && until->ok() && !(*before < *until))
        f.report(path + ".until", "it ends before the phase before it; write phases in their order");
      if (until && until->ok()) before = until;
    }
  }
}

}  // namespace

void find_reversed_ranges(Checker& f) {
  find_reversed_dates(f);
  each_measure<DutyRule>(f, "duty", [&](const std::string& path, const DutyRule& duty) {
    if (duty.spacing && duty.spacing->at_least && duty.spacing->at_most &&
        is_longer(*duty.spacing->at_least, *duty.spacing->at_most))
      f.report(path + ".spacing", "the least is longer than the longest; exchange them");
  });
  each_measure<IndicatorRule>(f, "indicator", [&](const std::string& path, const IndicatorRule& rule) {
    if (rule.target && is_empty(*rule.target))
      f.report(path + ".target", "no figure is within these bounds; exchange them");
  });
  const auto check_bands = [&](const std::string& path, const std::vector<Band>& bands) {
    for (std::size_t i = 0; i < bands.size(); ++i)
      if (is_empty(bands[i].figure))
        f.report(path + "." + std::to_string(i) + ".figure", "no figure is within these bounds; exchange them");
  };
  if (f.contract.settlement) check_bands("settlement.point_ladder", f.contract.settlement->point_ladder);
  each_charge(f, [&](const std::string& path, const ChargeRule& charge) {
    check_bands(path + ".bands", charge.bands);
    for (std::size_t i = 0; i < charge.steps.size(); ++i) {
      const bool is_last = i + 1 == charge.steps.size();
      const std::string step = path + ".steps." + std::to_string(i);
      if (charge.steps[i].up_to.has_value() == is_last && f.is_readable(f.resolved(step)))
        f.report(step, is_last ? "the last step has no end; leave out `up_to`"
                               : "a step before the last has an end; add `up_to` with its last unit");
      else if (i > 0 && charge.steps[i].up_to && charge.steps[i - 1].up_to &&
               *charge.steps[i].up_to <= *charge.steps[i - 1].up_to)
        f.report(step + ".up_to", "it ends before the step before it; write steps in their order");
    }
    if (charge.at_least && charge.at_most && charge.at_least->minor > charge.at_most->minor)
      f.report(path + ".at_least", "the least charge is above the highest; exchange them");
  });
}

// A term is whole days, and no longer than calendars reach.
void find_bad_terms(Checker& f) {
  constexpr int years_max = 100;
  const auto check = [&](const std::string& path, const std::optional<Period>& length) {
    if (!length || !f.is_readable(path)) return;
    if (length->time != Duration{})
      f.report(path, "a term is whole days; write one such as P1Y or P90D");
    else if (length->months > years_max * 12 || length->days > years_max * 366)
      f.report(path, "a term longer than 100 years is not computed; write a shorter one");
  };
  if (f.contract.contract.term) check("contract.term.length", f.contract.contract.term->length);
  for (const Obligation& rule : f.contract.obligations)
    if (rule.within) check("obligations." + rule.name + ".within.length", rule.within->length);
}

// Months that end on no day, where that is rejected.
void find_missing_days(Checker& f) {
  if (f.contract.policies.month_arithmetic != MonthArithmetic::reject) return;
  const auto check = [&](const std::string& path, const std::string& from, const std::optional<Period>& length) {
    const Milestone* milestone = find_milestone(f.contract, from);
    if (!length || milestone == nullptr || !milestone->date.ok() || !f.is_readable(path)) return;
    if (add(milestone->date, {length->months, 0, {}}, MonthArithmetic::reject)) return;
    f.report(path, "from " + to_string(milestone->date) +
                       " on it ends on a day that its last month does not have, and policies.month_arithmetic is "
                       "`reject`; write `clamp to month end` or `roll over` there, or the last day as `to`");
  };
  if (f.contract.contract.term)
    check("contract.term.length", f.contract.contract.term->from, f.contract.contract.term->length);
  for (const Obligation& rule : f.contract.obligations)
    if (rule.within) check("obligations." + rule.name + ".within.length", rule.within->from, rule.within->length);
}

// `term` means nothing without one.
void find_missing_terms(Checker& f) {
  if (f.contract.contract.term || is_written(f, "contract.term")) return;
  const auto check = [&](const std::string& path, bool needs_term) {
    if (needs_term) f.report(path, "the contract has no term; add `contract.term`, or write a period such as P1Y");
  };
  const auto is_term = [](const std::optional<TermOrPeriod>& window) { return window && window->term; };
  for (const Obligation& rule : f.contract.obligations) {
    const std::string path = "obligations." + rule.name;
    check(path + ".within.from", rule.within && (rule.within->from == "term" || rule.within->from == "end of term"));
    if (const auto* duty = std::get_if<DutyRule>(&rule.measure)) check(path + ".duty.within", is_term(duty->within));
    if (const auto* indicator = std::get_if<IndicatorRule>(&rule.measure))
      check(path + ".indicator.window", is_term(indicator->window));
  }
}

void find_two_currencies(Checker& f) {
  const Currency none = *Currency::parse("XXX");
  const Currency currency = currency_of(f.contract.contract);
  std::optional<Currency> first = currency == none ? std::nullopt : std::optional(currency);
  const auto check = [&](const std::string& path, const std::optional<Money>& money) {
    if (!money || money->minor <= 0) return;
    if (!first) first = money->currency;
    if (money->currency != *first)
      f.report(path,
               "the contract's other amounts are in " + std::string(first->name()) + "; write all in one currency");
  };
  for (const BaseAmount& base : f.contract.contract.bases)
    check("contract.bases." + base.name + ".amount", base.amount);
  each_charge(f, [&](const std::string& path, const ChargeRule& charge) {
    check(path + ".amount", charge.amount);
    for (std::size_t i = 0; i < charge.bands.size(); ++i)
      check(path + ".bands." + std::to_string(i) + ".amount", charge.bands[i].amount);
    for (std::size_t i = 0; i < charge.steps.size(); ++i)
      check(path + ".steps." + std::to_string(i) + ".amount", charge.steps[i].amount);
    check(path + ".at_least", charge.at_least);
    check(path + ".at_most", charge.at_most);
  });
  for (const CapRule& cap : f.contract.caps) check("caps." + cap.name + ".limit", cap.limit.amount);
  for (const MinimumRule& rule : f.contract.minimums) {
    check("minimums." + rule.name + ".raise_to", rule.raise_to);
    check("minimums." + rule.name + ".ignore_up_to", rule.ignore_up_to);
  }
  if (f.contract.settlement) {
    check("settlement.point_value", f.contract.settlement->point_value);
    if (f.contract.settlement->at_risk) check("settlement.at_risk", f.contract.settlement->at_risk->amount);
    const std::vector<Band>& ladder = f.contract.settlement->point_ladder;
    for (std::size_t i = 0; i < ladder.size(); ++i)
      check("settlement.point_ladder." + std::to_string(i) + ".amount", ladder[i].amount);
  }
  for (const TerminationRule& rule : f.contract.termination)
    if (rule.when.credits) check("termination." + rule.name + ".when.credits", rule.when.credits->amount);
}

}  // namespace slakit
