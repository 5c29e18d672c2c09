// What a contract document may say: one note per member, in the order a document is best written.
#include "slakit/contract/schema.hpp"

#include "slakit/base/field_reader.hpp"
#include "slakit/base/value_text.hpp"
#include "types.hpp"

namespace slakit {

using enum FieldNote::Presence;

namespace {

void read_version(FieldReader& reader, const Value& value, void*) {
  const std::string* text = reader.scalar(value, "the version of the document language, 1");
  if (text != nullptr && *text != "1")
    reader.problem("unknown-version", "unknown document version '" + shown(*text) + "'; this library reads `slakit: 1`",
                   value);
}

const Type& version_type() {
  static const Type type = leaf("1", read_version);
  return type;
}

// A penalty prices an obligation by its name; events with a price of their own come later.
const Type& priced_type() {
  static const Type type = [] {
    Type priced = leaf("an obligation's name", type_of<std::string>().read);
    priced.later = {{"", "a penalty that prices an event", Value::Kind::mapping},
                    {"", "a penalty that prices several obligations", Value::Kind::sequence}};
    return priced;
  }();
  return type;
}

}  // namespace

template <>
const Type& type_of<Parties>() {
  static const Type type =
      record<Parties>("the parties", {{"provider", "who promises"}, {"customer", "who is promised"}});
  return type;
}

template <>
const Type& type_of<Milestone>() {
  static const Type type = [] {
    Type milestone = named_record<Milestone>("a date", "name", {{"date", "the day it happened"}});
    milestone.short_key = "date";
    return milestone;
  }();
  return type;
}

template <>
const Type& type_of<Term>() {
  static const Type type = record<Term>("a term", {{"from", "the milestone it starts at"},
                                                   {"length", "how long it is, such as P1Y"},
                                                   {"counting", "whether the start day is in"},
                                                   {"clause", "where the contract says so", optional}});
  return type;
}

template <>
const Type& type_of<ContractHead>() {
  static const Type type = record<ContractHead>(
      "the contract's particulars", {{"id", "a short name for results"},
                                     {"title", "the contract's title", optional},
                                     {"note", "a sentence shown with every result", optional},
                                     {"parties", "provider and customer", optional},
                                     {"time_zone", "an IANA name such as Asia/Shanghai"},
                                     {"price", "the contract price, such as CNY 1000000.00"},
                                     {"milestones", "dates the contract counts from"},
                                     {"term", "when promises hold"},
                                     {"incident", "the attribute that joins tickets to incidents", optional},
                                     {"source", "a source mapping's file beside the document", optional}});
  return type;
}

template <>
const Type& type_of<DatedHours>() {
  static const Type type = [] {
    Type dated =
        named_record<DatedHours>("the hours of that date", "date", {{"hours", "its hours, or `closed`", required}});
    dated.short_key = "hours";
    return dated;
  }();
  return type;
}

template <>
const Type& type_of<CalendarRule>() {
  static const Type type = [] {
    Type rule = named_record<CalendarRule>(
        "a calendar", "name",
        {{"always", "24 hours a day", optional, "", &always_type()},
         {"time_zone", "an IANA name; the contract's if left out", optional},
         {"weekly", "hours by weekday", optional},
         {"holidays", "countries with published schedules, and dates", optional, "", &holidays_type()},
         {"make_up_days", "working days that a weekend lost"},
         {"make_up_like", "the weekday whose hours a make-up day has", optional, "", &make_up_like_type()},
         {"exceptions", "the hours of single dates, before anything else"}});
    for (Field& field : rule.fields)  // countries and dates become two members, so the reader is given the rule itself
      if (field.key == "holidays") field.access = [](void* object) { return object; };
    rule.short_key = "always";
    return rule;
  }();
  return type;
}

template <>
const Type& type_of<Condition>() {
  static const Type type = [] {
    Type condition = named_record<Condition>("a value or a list of values", "attribute",
                                             {{"values", "values that match", required}});
    condition.short_key = "values";
    return condition;
  }();
  return type;
}

template <>
const Type& type_of<StartRule>() {
  static const Type type = [] {
    Type start = record<StartRule>("a start", {{"of", "events, the first of which starts the clock", required},
                                               {"after", "how much calendar time later it starts", optional},
                                               {"unless", "events that by then make it not start"}});
    start.short_key = "of";
    return start;
  }();
  return type;
}

template <>
const Type& type_of<TargetRule>() {
  static const Type type = [] {
    Type target = record<TargetRule>(
        "a target", {{"where", "which tickets it is for"}, {"within", "how long it allows, such as PT4H"}});
    target.short_key = "within";
    return target;
  }();
  return type;
}

template <>
const Type& type_of<ClockRule>() {
  static const Type type = record<ClockRule>("a clock", {{"start", "the events that start it"},
                                                         {"stop", "the events that stop it", required},
                                                         {"pause", "the events that pause it"},
                                                         {"resume", "the events that end a pause"},
                                                         {"calendar", "the calendar it counts in"},
                                                         {"target", "how long it allows, such as PT4H", required}});
  return type;
}

template <>
const Type& type_of<Obligation>() {
  static const Type type = [] {
    Type obligation = named_record<Obligation>("an obligation", "name",
                                               {{"clause", "where the contract promises it"},
                                                {"title", "what is promised", optional},
                                                {"applies", "which tickets it is for"},
                                                {"clock", "how it is measured"}});
    obligation.later = {{"duty", "a duty"},
                        {"gate", "a gate"},
                        {"records", "a record duty"},
                        {"indicator", "an indicator"},
                        {"unquantified", "an unquantified promise"}};
    return obligation;
  }();
  return type;
}

template <>
const Type& type_of<ChargeRule>() {
  static const Type type = [] {
    Type charge = record<ChargeRule>("a charge", {{"rate", "the share, such as 1%"},
                                                  {"of", "what it is a share of: price"},
                                                  {"per", "what it counts: incident or day"},
                                                  {"counting", "how lateness becomes days"}});
    charge.later = {{"documented", "a charge for documented loss"},
                    {"amount", "a charge of a fixed amount"},
                    {"", "a list of charges", Value::Kind::sequence}};
    return charge;
  }();
  return type;
}

template <>
const Type& type_of<PenaltyTerm>() {
  static const Type type =
      named_record<PenaltyTerm>("a penalty", "name",
                                {{"clause", "where the contract sets it"},
                                 {"title", "what it is called", optional},
                                 {"prices", "the obligation it prices", required, "", &priced_type()},
                                 {"charge", "what a breach costs"}});
  return type;
}

template <>
const Type& type_of<CapRule>() {
  static const Type type = named_record<CapRule>("a cap", "name",
                                                 {{"clause", "where the contract sets it"},
                                                  {"limit", "the share, such as 5%"},
                                                  {"of", "what it is a share of: price"}});
  return type;
}

template <>
const Type& type_of<Policies>() {
  static const Type type =
      record<Policies>("policies", {{"counting", "how lateness becomes days"},
                                    {"concurrency", "one incident breaks several priced promises"},
                                    {"pause_after_due", "whether waiting after due still counts as late"},
                                    {"due_boundary", "where a due instant at closing time lies"},
                                    {"rounding", "how amounts become minor units"},
                                    {"rounding_stage", "when they do"},
                                    {"cut_order", "who bears what a cap cuts"}});
  return type;
}

template <>
const Type& type_of<ReadingRule>() {
  static const Type type = named_record<ReadingRule>("a reading", "name",
                                                     {{"clause", "the clause that is read", optional},
                                                      {"text", "its words; \"\" where it says nothing"},
                                                      {"set", "the place in this document that it sets"},
                                                      {"use", "the value used"},
                                                      {"otherwise", "what else it may mean", required, "else"}});
  return type;
}

template <>
const Type& type_of<Contract>() {
  static const Type type = [] {
    Type contract =
        record<Contract>("a contract document", {{"contract", "the contract's particulars"},
                                                 {"calendars", "when service time counts", required},
                                                 {"obligations", "what is promised", required},
                                                 {"penalties", "what a broken promise costs"},
                                                 {"caps", "limits on what is owed"},
                                                 {"policies", "choices the text leaves open", optional},
                                                 {"readings", "clauses with more than one honest meaning"}});
    Field version;
    version.key = "slakit";
    version.required = true;
    version.doc = "the version of the document language, 1";
    version.type = &version_type();
    version.access = [](void* object) { return object; };
    contract.fields.insert(contract.fields.begin(), version);
    return contract;
  }();
  return type;
}

const Type& contract_type() { return type_of<Contract>(); }

}  // namespace slakit
