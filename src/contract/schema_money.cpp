// What a contract document may say of penalties, caps, exclusions, settlement and termination: see schema.cpp.
#include "slakit/contract/describe.hpp"
#include "types.hpp"

namespace slakit {

using enum FieldNote::Presence;

template <>
const Type& type_of<Band>() {
  static const Type type = [] {
    Type made = record<Band>("a band", {{"figure", "the figures it is for", required},
                                        {"rate", "the share, such as 5%", optional},
                                        {"amount", "the amount", optional},
                                        {"points", "the points", optional},
                                        {"bonus", "whether it is given, not taken", optional}});
    choose_one(made, "what it costs", {"rate", "amount", "points"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<ChargeStep>() {
  static const Type type = [] {
    Type made = record<ChargeStep>("a step", {{"up_to", "how many units; the last step has none", optional},
                                              {"rate", "the share for each", optional},
                                              {"amount", "the amount for each", optional}});
    choose_one(made, "what it costs", {"rate", "amount"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<LatenessRounding>() {
  static const Type type = record<LatenessRounding>(
      "a rounding of lateness", {{"unit", "to whole ones of what", required}, {"counting", "how", optional}});
  return type;
}

template <>
const Type& type_of<Multiplier>() {
  static const Type type = record<Multiplier>(
      "a multiplier", {{"where", "which tickets it is for", required}, {"times", "how many times", required}});
  return type;
}

template <>
const Type& type_of<ChargeRule>() {
  static const Type type = [] {
    Type made =
        record<ChargeRule>("a charge", {{"rate", "the share, such as 1%", optional},
                                        {"amount", "the amount, such as CNY 500.00", optional},
                                        {"points", "the points", optional},
                                        {"bands", "by the figure", optional},
                                        {"steps", "a rate that steps up", optional},
                                        {"documented", "the attribute with the amount of each document", optional},
                                        {"external", "a column of the host's own", optional},
                                        {"of", "what it is a share of: price, or another base", optional},
                                        {"per", "what it counts", optional},
                                        {"units", "per so many of them", optional},
                                        {"counting", "how lateness becomes units", optional},
                                        {"rounded_to", "what lateness is rounded to before", optional},
                                        {"counts", "lateness, or the time saved", optional},
                                        {"calendar", "whose days are business days", optional},
                                        {"due_day", "whether the due day counts", optional},
                                        {"stepped", "what a step is for", optional},
                                        {"multipliers", "more for some tickets", optional},
                                        {"at_least", "the least charge", optional},
                                        {"at_most", "the highest charge", optional},
                                        {"relation", "to the penalty for the same incident", optional}});
    choose_one(made, "what it costs", {"rate", "amount", "points", "bands", "steps", "documented", "external"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<PricedThing>() {
  static const Type type = [] {
    Type made = record<PricedThing>("what it prices", {{"obligations", "the obligations", optional},
                                                       {"event", "the event", optional},
                                                       {"where", "which of those events", optional}});
    made.short_key = "obligations";
    choose_one(made, "what it prices", {"obligations", "event"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<RepeatRule>() {
  static const Type type = [] {
    Type made =
        record<RepeatRule>("a rule for repeats", {{"factor", "times so much", optional},
                                                  {"ladder", "times so much, by the length of the streak", optional},
                                                  {"consecutive", "so many windows in a row", optional},
                                                  {"count", "so many", optional},
                                                  {"in", "in this long", optional},
                                                  {"reset_after", "forgotten after", optional},
                                                  {"before", "whether those before it cost anything", optional},
                                                  {"counted", "whether counting begins anew", optional}});
    choose_one(made, "how much more", {"factor", "ladder"});
    choose_one(made, "what repeats", {"consecutive", "count"}, false);
    return made;
  }();
  return type;
}

template <>
const Type& type_of<ThresholdRule>() {
  static const Type type = [] {
    Type made = record<ThresholdRule>("a threshold", {{"time", "how much lateness", optional},
                                                      {"figure", "how much of a figure", optional},
                                                      {"kind", "what it leaves of the rest", optional}});
    choose_one(made, "how much", {"time", "figure"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<PenaltyTerm>() {
  static const Type type =
      named_record<PenaltyTerm>("a penalty", "name",
                                {{"clause", "where the contract sets it", required},
                                 {"title", "what it is called, in one language or several", optional},
                                 {"text", "the contract's own words", optional},
                                 {"prices", "the obligation it prices, or the event", required},
                                 {"applies", "which tickets it is for", optional},
                                 {"charge", "what a breach costs", required},
                                 {"threshold", "what is free", optional},
                                 {"repeats", "more for doing it again", optional}});
  return type;
}

template <>
const Type& type_of<CapRule>() {
  static const Type type = named_record<CapRule>("a cap", "name",
                                                 {{"clause", "where the contract sets it", required},
                                                  {"title", "what it is called, in one language or several", optional},
                                                  {"text", "the contract's own words", optional},
                                                  {"limit", "the share, such as 5%, or the amount", required},
                                                  {"of", "what it is a share of: price, or another base", optional},
                                                  {"at", "what it is over; the contract if left out", optional},
                                                  {"window", "per which window", optional},
                                                  {"trailing", "over so many windows", optional},
                                                  {"penalties", "which penalties; all if left out", optional},
                                                  {"inside", "the cap it is inside of", optional},
                                                  {"cut_order", "who bears what it cuts", optional},
                                                  {"carry_over", "what the next window gets", optional}});
  return type;
}

template <>
const Type& type_of<MinimumRule>() {
  static const Type type = [] {
    Type made = named_record<MinimumRule>("a minimum", "name",
                                          {{"clause", "where the contract sets it", required},
                                           {"title", "what it is called, in one language or several", optional},
                                           {"text", "the contract's own words", optional},
                                           {"raise_to", "what a smaller amount becomes", optional},
                                           {"ignore_up_to", "up to what an amount is dropped", optional},
                                           {"at", "what it is over", optional},
                                           {"penalties", "which penalties; all if left out", optional}});
    choose_one(made, "what it does", {"raise_to", "ignore_up_to"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<CombinationRule>() {
  static const Type type =
      named_record<CombinationRule>("a combination", "name",
                                    {{"clause", "where the contract sets it", required},
                                     {"title", "what it is called, in one language or several", optional},
                                     {"text", "the contract's own words", optional},
                                     {"penalties", "the penalties that are charged together", required}});
  return type;
}

template <>
const Type& type_of<ExclusionRule>() {
  static const Type type = [] {
    Type made =
        named_record<ExclusionRule>("an exclusion", "name",
                                    {{"clause", "where the contract grants it", required},
                                     {"title", "what it is called, in one language or several", optional},
                                     {"text", "the contract's own words", optional},
                                     {"cause", "what excuses", required},
                                     {"event", "the event that excuses its ticket", optional},
                                     {"from", "the events that begin the excused time", optional},
                                     {"to", "the events that end it", optional},
                                     {"excuses", "whose time it is", optional},
                                     {"calendar", "the calendar of excused time", optional},
                                     {"share", "the attribute with the share excused; all if left out", optional},
                                     {"obligations", "which obligations; all if left out", optional},
                                     {"evidence", "the events that prove it", optional}});
    choose_one(made, "when it excuses", {"event", "from", "calendar"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<PoolShare>() {
  static const Type type = [] {
    Type made = named_record<PoolShare>("a share of the pool", "penalty", {{"share", "its share", required}});
    made.short_key = "share";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<EarnBack>() {
  static const Type type = record<EarnBack>("an earn-back", {{"share", "how much is given back", required},
                                                             {"windows", "after so many good windows", optional}});
  return type;
}

template <>
const Type& type_of<SettlementRule>() {
  static const Type type = [] {
    Type made = record<SettlementRule>("a settlement",
                                       {{"clause", "where the contract says so", optional},
                                        {"title", "what it is called, in one language or several", optional},
                                        {"text", "the contract's own words", optional},
                                        {"window", "how often: term, or a period such as P1M", optional},
                                        {"anchor", "what windows count from", optional},
                                        {"claim_within", "by when a charge must be claimed", optional},
                                        {"pay_within", "by when it must be paid", optional},
                                        {"claim", "the events that claim a window's charges", optional},
                                        {"remind_before", "a claim is about to lapse so long before", optional},
                                        {"point_value", "what a point costs", optional},
                                        {"point_ladder", "or what the points of a window cost", optional},
                                        {"point_ladder_of", "of which base", optional},
                                        {"at_risk", "how much penalties may use up", optional},
                                        {"at_risk_of", "of which base", optional},
                                        {"pool", "how it is divided among penalties", optional},
                                        {"earn_back", "what is given back for doing better", optional},
                                        {"liability", "whether penalties count toward the liability cap", optional}});
    choose_one(made, "what points cost", {"point_value", "point_ladder"}, false);
    return made;
  }();
  return type;
}

template <>
const Type& type_of<TerminationTrigger>() {
  static const Type type = [] {
    Type made =
        record<TerminationTrigger>("a trigger", {{"delay", "of one incident", optional},
                                                 {"cap", "the cap that is used up", optional},
                                                 {"breaches", "how many", optional},
                                                 {"in", "in this long", optional},
                                                 {"of", "of these obligations; any if left out", optional},
                                                 {"credits", "owed for a window: a share, or an amount", optional},
                                                 {"credits_of", "of which base", optional},
                                                 {"windows", "in so many windows", optional},
                                                 {"out_of", "of so many in a row", optional}});
    choose_one(made, "what triggers it", {"delay", "cap", "breaches", "credits"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<TerminationRule>() {
  static const Type type =
      named_record<TerminationRule>("a right to terminate", "name",
                                    {{"clause", "where the contract grants it", required},
                                     {"title", "what it is called, in one language or several", optional},
                                     {"text", "the contract's own words", optional},
                                     {"when", "what triggers it", required},
                                     {"exercise_within", "how long it may be used", optional},
                                     {"notice", "how long before", optional}});
  return type;
}

}  // namespace slakit
