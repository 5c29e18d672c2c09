// What a contract document may say of obligations and their measures: see schema.cpp.
#include "slakit/contract/describe.hpp"
#include "types.hpp"

namespace slakit {

using enum FieldNote::Presence;

template <>
const Type& type_of<Condition>() {
  static const Type type = [] {
    Type made = named_record<Condition>("a value or a list of values", "attribute",
                                        {{"values", "values that match", required}});
    made.short_key = "values";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<EventRule>() {
  static const Type type = [] {
    Type made = record<EventRule>("an event", {{"event", "its name", optional},
                                               {"where", "what its attributes, or the ticket's, must be", optional}});
    made.short_key = "event";
    choose_some(made, "what happens", {"event", "where"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<StartRule>() {
  static const Type type = [] {
    Type made = record<StartRule>(
        "a start",
        {{"of", "events, the first of which starts the clock", optional},
         {"after", "how much calendar time later it starts", optional},
         {"unless", "events that by then make it not start", optional},
         {"breach_of", "the obligation whose breach starts it, or without whose breach it does not count", optional}});
    made.short_key = "of";
    choose_some(made, "what starts the clock", {"of", "breach_of"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<LocalDeadline>() {
  static const Type type = [] {
    Type made =
        record<LocalDeadline>("a deadline", {{"time", "the time of day; close of business if left out", optional},
                                             {"business_days", "how many business days later", optional},
                                             {"calendar_days", "how many days later", optional}});
    choose_one(made, "how many days later", {"business_days", "calendar_days"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<TargetRule>() {
  static const Type type = [] {
    Type made =
        record<TargetRule>("a target", {{"where", "which tickets it is for", optional},
                                        {"within", "how long it allows, such as PT4H", optional},
                                        {"business_days", "how many business days it allows", optional},
                                        {"calendar_days", "how many days it allows", optional},
                                        {"deadline", "the time of a later day", optional},
                                        {"attribute", "the attribute with the ticket's own agreed instant", optional}});
    made.short_key = "within";
    choose_one(made, "how long it allows", {"within", "business_days", "calendar_days", "deadline", "attribute"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Step>() {
  static const Type type = [] {
    Type made = named_record<Step>("a step", "name",
                                   {{"at", "the share of the target, such as 50%", optional},
                                    {"before", "how much calendar time before due", optional},
                                    {"after", "how much calendar time after due", optional},
                                    {"again", "and each so much later", optional},
                                    {"tell", "whom to tell", optional}});
    choose_one(made, "when it is", {"at", "before", "after"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<CalendarOf>() {
  static const Type type = [] {
    Type made = named_record<CalendarOf>("a calendar", "value", {{"calendar", "the calendar of that value", required}});
    made.short_key = "calendar";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<CalendarChoice>() {
  static const Type type = [] {
    Type made =
        record<CalendarChoice>("a calendar", {{"name", "the calendar", optional},
                                              {"attribute", "the attribute that says who holds the ticket", optional},
                                              {"calendars", "the calendar of each value", optional}});
    made.short_key = "name";
    choose_one(made, "the calendar it counts in", {"name", "attribute"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<ClockRule>() {
  static const Type type = record<ClockRule>(
      "a clock", {{"start", "the events that start it", required},
                  {"stop", "the events that stop it", optional},
                  {"pause", "the events that pause it", optional},
                  {"resume", "the events that end a pause", optional},
                  {"reset", "the events that start it anew", optional},
                  {"cancel", "the events that undo it", optional},
                  {"reopen", "the events that bring it back after it stopped", optional},
                  {"until", "the events after which no further cycle begins", optional},
                  {"cycles", "whether each later start, or each stop, begins the next cycle", optional},
                  {"calendar", "the calendar it counts in", required},
                  {"target", "how long it allows, such as PT4H", required},
                  {"steps", "what to do before and after due", optional}});
  return type;
}

template <>
const Type& type_of<Spacing>() {
  static const Type type = record<Spacing>("the time between two",
                                           {{"at_least", "the least", optional}, {"at_most", "the longest", optional}});
  return type;
}

template <>
const Type& type_of<DutyRule>() {
  static const Type type = [] {
    Type made = record<DutyRule>("a duty", {{"every", "how often, such as P1M", optional},
                                            {"count", "how many times", optional},
                                            {"within", "in which time: term, or a period", optional},
                                            {"once_by", "the milestone by which", optional},
                                            {"after", "the events after which", optional},
                                            {"on_request", "the events that ask for it", optional},
                                            {"standing", "all the time", optional},
                                            {"occasional", "at no fixed interval", optional},
                                            {"evidence", "the events that show it was done", required},
                                            {"due", "how long after the period, milestone, event or request", optional},
                                            {"for_each", "the roster of whom each owes it", optional},
                                            {"anchor", "what recurring periods count from", optional},
                                            {"partial", "a period that the term cuts off", optional},
                                            {"spacing", "the time between two", optional},
                                            {"calendar", "the calendar whose closed days move a deadline", optional},
                                            {"on_holiday", "where a deadline on a closed day goes", optional},
                                            {"contents", "what the evidence has to have in it", optional}});
    choose_one(made, "when it is owed", {"every", "count", "once_by", "after", "on_request", "standing", "occasional"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<GateRule>() {
  static const Type type =
      record<GateRule>("a gate", {{"before", "events that may not come until", required},
                                  {"needs", "all of these have come", required},
                                  {"order", "whether in this order", optional},
                                  {"refusal", "events after which they may never come", optional},
                                  {"consent", "the need that is the customer's to give", optional}});
  return type;
}

template <>
const Type& type_of<RecordRule>() {
  static const Type type = [] {
    Type made = record<RecordRule>("a record", {{"form", "the event that shows it", required},
                                                {"by", "who owes it", optional},
                                                {"after", "the events it is owed after", optional},
                                                {"due", "how long after", optional}});
    made.short_key = "form";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<UnquantifiedRule>() {
  static const Type type =
      record<UnquantifiedRule>("an unquantified promise", {{"text", "the words", required},
                                                           {"from", "the events it counts from", required},
                                                           {"to", "the events that fulfil it", required}});
  return type;
}

template <>
const Type& type_of<AttainmentRule>() {
  static const Type type = [] {
    Type made = record<AttainmentRule>("an attainment", {{"of", "the obligations", required}});
    made.short_key = "of";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<AvailabilityRule>() {
  static const Type type = record<AvailabilityRule>(
      "an availability", {{"down", "the events that begin an outage", required},
                          {"up", "the events that end it", required},
                          {"calendar", "when service is owed; always if left out", optional},
                          {"weight", "the attribute it is weighted by; time if left out", optional},
                          {"out_of", "how much of the weight there is in all; a share of 1 if left out", optional},
                          {"planned", "outages that do not count", optional},
                          {"minimum", "shorter outages do not count", optional}});
  return type;
}

template <>
const Type& type_of<SumRule>() {
  static const Type type =
      record<SumRule>("a sum", {{"of", "the attribute", required}, {"events", "the events that carry it", required}});
  return type;
}

template <>
const Type& type_of<PercentileRule>() {
  static const Type type = record<PercentileRule>("a percentile", {{"rank", "which, such as 95%", required},
                                                                   {"of", "the attribute", required},
                                                                   {"events", "the events that carry it", required},
                                                                   {"method", "its definition", optional}});
  return type;
}

template <>
const Type& type_of<ScorePart>() {
  static const Type type = [] {
    Type made = named_record<ScorePart>("a part of a score", "indicator", {{"weight", "its weight", required}});
    made.short_key = "weight";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Bound>() {
  static const Type type = [] {
    Type made = record<Bound>("a bound", {{"at_least", "this or more", optional},
                                          {"more_than", "more than this", optional},
                                          {"at_most", "this or less", optional},
                                          {"less_than", "less than this", optional}});
    choose_one(made, "the lower bound", {"at_least", "more_than"}, false);
    choose_one(made, "the upper bound", {"at_most", "less_than"}, false);
    return made;
  }();
  return type;
}

template <>
const Type& type_of<FigureRounding>() {
  static const Type type =
      record<FigureRounding>("a rounding", {{"decimals", "how many decimals", required},
                                            {"mode", "how", optional},
                                            {"applied", "whether the rounded figure decides", optional}});
  return type;
}

template <>
const Type& type_of<IndicatorRule>() {
  static const Type type = [] {
    Type made =
        record<IndicatorRule>("an indicator", {{"attainment", "the share of findings that are met", optional},
                                               {"availability", "the share of time served", optional},
                                               {"count", "how many events", optional},
                                               {"sum", "an attribute added up", optional},
                                               {"mean", "an attribute averaged", optional},
                                               {"percentile", "a percentile of an attribute", optional},
                                               {"score", "indicators with their weights", optional},
                                               {"external", "a column of the host's own", optional},
                                               {"window", "term, or a period such as P1M", optional},
                                               {"anchor", "what windows count from", optional},
                                               {"partial", "a window that the term cuts off", optional},
                                               {"rolling", "over so many windows", optional},
                                               {"target", "what it has to reach", optional},
                                               {"aim", "striven for, never a breach", optional},
                                               {"rounding", "how it is rounded before it is compared", optional},
                                               {"minimum_sample", "the fewest it may be made of", optional},
                                               {"no_data", "a window without data", optional}});
    choose_one(made, "the figure",
               {"attainment", "availability", "count", "sum", "mean", "percentile", "score", "external"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<OwnPeriod>() {
  static const Type type = [] {
    Type made = record<OwnPeriod>("a period of its own", {{"from", "a milestone, `term` or `end of term`", required},
                                                          {"length", "how long it is", optional},
                                                          {"to", "its last day", optional},
                                                          {"open_ended", "without an end", optional}});
    choose_one(made, "when it ends", {"length", "to", "open_ended"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Obligation>() {
  static const Type type = [] {
    Type made =
        named_record<Obligation>("an obligation", "name",
                                 {{"clause", "where the contract promises it"},
                                  {"title", "what is promised", optional},
                                  {"text", "the contract's own words", optional},
                                  {"applies", "which tickets it is for"},
                                  {"within", "when it holds, if not in the contract's term"},
                                  {"layer", "whose promise it is; the customer's if left out"},
                                  {"party", "which team or supplier", optional},
                                  {"supports", "the obligation whose target its own may not exceed", optional}});
    constexpr auto measure = &Obligation::measure;
    made.fields.push_back(alternative<measure, ClockRule>("clock", "a time limit"));
    made.fields.push_back(alternative<measure, DutyRule>("duty", "something owed whether or not anyone asks"));
    made.fields.push_back(
        alternative<measure, GateRule>("gate", "something that may happen only after something else"));
    made.fields.push_back(
        alternative<measure, RecordRules, &RecordRules::forms>("records", "forms each ticket leaves"));
    made.fields.push_back(alternative<measure, IndicatorRule>("indicator", "a figure over a window"));
    made.fields.push_back(alternative<measure, UnquantifiedRule>("unquantified", "words without a number"));
    made.fields.push_back(
        alternative<measure, ProhibitionRule, &ProhibitionRule::event>("prohibition", "an event that must not happen"));
    choose_one(made, "how it is measured",
               {"clock", "duty", "gate", "records", "indicator", "unquantified", "prohibition"});
    return made;
  }();
  return type;
}

}  // namespace slakit
