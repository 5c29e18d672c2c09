// What a contract document may say: one note per member, in the order a document is best written.
#include "slakit/contract/schema.hpp"

#include "slakit/base/field_reader.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/describe.hpp"
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
  static const Type type = leaf(
      "1", read_version, [](const void*) { return Value::scalar("1"); }, R"({"enum": [1, "1"]})");
  return type;
}

}  // namespace

template <>
const Type& type_of<Parties>() {
  static const Type type = record<Parties>("the parties", {{"provider", "who promises", required},
                                                           {"customer", "who is promised", required},
                                                           {"suppliers", "who promises the provider", optional}});
  return type;
}

template <>
const Type& type_of<Milestone>() {
  static const Type type = [] {
    Type made = named_record<Milestone>("a date", "name",
                                        {{"clause", "where the contract says so", optional},
                                         {"title", "what it is called, in one language or several", optional},
                                         {"text", "the contract's own words", optional},
                                         {"date", "the day it happened", required}});
    made.short_key = "date";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<BaseAmount>() {
  static const Type type = [] {
    Type made = named_record<BaseAmount>("an amount of money", "name",
                                         {{"clause", "where the contract says so", optional},
                                          {"title", "what it is called, in one language or several", optional},
                                          {"text", "the contract's own words", optional},
                                          {"amount", "the amount, such as CNY 200000.00", optional},
                                          {"attribute", "the attribute of a ticket that says the amount", optional},
                                          {"per", "the period a recurring fee is for, such as P1M", optional},
                                          {"tax", "whether tax is in it", optional}});
    made.short_key = "amount";
    choose_some(made, "how much it is", {"amount", "attribute"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Term>() {
  static const Type type = [] {
    Type made = record<Term>("a term", {{"from", "the milestone it starts at", required},
                                        {"length", "how long it is, such as P1Y", optional},
                                        {"to", "its last day", optional},
                                        {"counting", "whether the start day is in", optional},
                                        {"clause", "where the contract says so", optional},
                                        {"title", "what it is called, in one language or several", optional},
                                        {"text", "the contract's own words", optional}});
    choose_one(made, "when it ends", {"length", "to"});
    return made;
  }();
  return type;
}

template <>
const Type& type_of<ContractHead>() {
  static const Type type = record<ContractHead>(
      "the contract's particulars", {{"id", "a short name for results", required},
                                     {"title", "the contract's title", optional},
                                     {"note", "a sentence shown with every result", optional},
                                     {"parties", "provider and customer", optional},
                                     {"time_zone", "an IANA name such as Asia/Shanghai", required},
                                     {"price", "the contract price, such as CNY 1000000.00", optional},
                                     {"bases", "other amounts that rates are a share of", optional},
                                     {"milestones", "dates the contract counts from", optional},
                                     {"term", "when promises hold", optional},
                                     {"incident", "the attribute that joins tickets to incidents", optional},
                                     {"service", "the attribute that says which service a ticket is about", optional},
                                     {"holder", "the attribute that says who holds the ticket", optional},
                                     {"governing_law", "the country whose law governs it, such as CN", optional},
                                     {"source", "a source mapping's file beside the document", optional}});
  return type;
}

template <>
const Type& type_of<AttributeValue>() {
  static const Type type = [] {
    Type made = named_record<AttributeValue>("a value of the attribute", "name",
                                             {{"clause", "where the contract says so", optional},
                                              {"title", "what it is called, in one language or several", optional},
                                              {"text", "the contract's own words", optional}});
    made.short_key = "title";
    made.name_suffices = true;
    return made;
  }();
  return type;
}

template <>
const Type& type_of<AttributeRule>() {
  static const Type type = [] {
    Type made = named_record<AttributeRule>("an attribute of tickets", "name",
                                            {{"clause", "where the contract says so", optional},
                                             {"title", "what it is called, in one language or several", optional},
                                             {"text", "the contract's own words", optional},
                                             {"type", "what its values are; text if left out", optional},
                                             {"values", "the values it may have; any if left out", optional}});
    made.short_key = "title";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<EventName>() {
  static const Type type = [] {
    Type made = named_record<EventName>("an event", "name",
                                        {{"clause", "where the contract says so", optional},
                                         {"title", "what it is called, in one language or several", optional},
                                         {"text", "the contract's own words", optional}});
    made.short_key = "title";
    made.name_suffices = true;
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Member>() {
  static const Type type = [] {
    Type made = named_record<Member>("a member", "name",
                                     {{"from", "the first day", optional}, {"to", "the first day after", optional}});
    made.name_suffices = true;
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Roster>() {
  static const Type type = [] {
    Type made = named_record<Roster>("a roster", "name",
                                     {{"clause", "where the contract says so", optional},
                                      {"title", "what it is called, in one language or several", optional},
                                      {"text", "the contract's own words", optional},
                                      {"members", "who belongs to it", required},
                                      {"attribute", "the attribute of evidence that names a member", optional},
                                      {"owes_if_member", "who owes a period that members join or leave", optional}});
    made.short_key = "members";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<Policies>() {
  static const Type type = record<Policies>(
      "policies", {{"due_boundary", "where a due instant at closing time lies", optional},
                   {"overnight_holiday", "a holiday against a shift that runs into it", optional},
                   {"business_day_start", "where business days count from when a start is on none", optional},
                   {"late_start", "a start after the last closing of its day", optional},
                   {"business_day_end", "what a business-day target ends with", optional},
                   {"gap", "a local time that is skipped", optional},
                   {"fold", "a local time that comes twice", optional},
                   {"month_arithmetic", "a month from the 31st", optional},
                   {"deadline_on_holiday", "a deadline on a closed day", optional},
                   {"retarget", "the target changes while the clock runs", optional},
                   {"reopen", "a ticket comes back after its clock stopped", optional},
                   {"amended_terms", "terms amended while a ticket is open", optional},
                   {"waiting_for_consent", "clocks while only the customer's consent is outstanding", optional},
                   {"counting", "how lateness becomes days", optional},
                   {"pause_after_due", "whether waiting after due still counts as late", optional},
                   {"threshold", "what a threshold leaves of the rest", optional},
                   {"stepped_rate", "what a step of a rate is for", optional},
                   {"no_data", "a window without data", optional},
                   {"planned_time", "the time of planned outages", optional},
                   {"incident_charge", "one promise is broken several times in one incident", optional},
                   {"concurrency", "one incident breaks several priced promises", optional},
                   {"loss", "a penalty and the loss of the same incident", optional},
                   {"several_caps", "several caps on one charge", optional},
                   {"cut_order", "who bears what a cap cuts", optional},
                   {"rounding", "how amounts become minor units", optional},
                   {"rounding_stage", "when they do", optional}});
  return type;
}

template <>
const Type& type_of<AmendedPlace>() {
  static const Type type = record<AmendedPlace>(
      "a change",
      {{"set", "the place in this document that it sets", required}, {"use", "the value from then on", required}});
  return type;
}

template <>
const Type& type_of<Amendment>() {
  static const Type type =
      named_record<Amendment>("an amendment", "name",
                              {{"clause", "where it is agreed", required},
                               {"title", "what it is called, in one language or several", optional},
                               {"text", "the contract's own words", optional},
                               {"effective", "the first day it holds", required},
                               {"changes", "what it changes", required}});
  return type;
}

template <>
const Type& type_of<ReadingRule>() {
  static const Type type =
      named_record<ReadingRule>("a reading", "name",
                                {{"clause", "the clause that is read", optional},
                                 {"title", "what it is called, in one language or several", optional},
                                 {"text", "its words; \"\" where it says nothing", required},
                                 {"set", "the place in this document that it sets", required},
                                 {"use", "the value used", required},
                                 {"otherwise", "what else it may mean", required, "else"}});
  return type;
}

template <>
const Type& type_of<Contract>() {
  static const Type type = [] {
    Type made =
        record<Contract>("a contract document",
                         {{"include", "files inside the document's folder with sections to join to these", optional},
                          {"contract", "the contract's particulars"},
                          {"attributes", "what tickets carry: classes, levels", optional},
                          {"events", "what the log has", optional},
                          {"calendars", "when service time counts", optional},
                          {"holidays", "sets of holidays", optional},
                          {"rosters", "who belongs to what", optional},
                          {"obligations", "what is promised", required},
                          {"penalties", "what a broken promise costs"},
                          {"caps", "limits on what is owed"},
                          {"minimums", "small amounts raised or dropped"},
                          {"combinations", "penalties of one incident that are charged together"},
                          {"exclusions", "what excuses a breach"},
                          {"settlement", "when charges are drawn up"},
                          {"termination", "what ends the contract"},
                          {"policies", "choices the text leaves open", optional},
                          {"amendments", "other terms from a date on"},
                          {"readings", "clauses with more than one honest meaning"}});
    Field version;
    version.key = "slakit";
    version.required = true;
    version.doc = "the version of the document language, 1";
    version.type = &version_type();
    version.access = [](void* object) { return object; };
    version.look = [](const void* object) { return object; };
    made.fields.insert(made.fields.begin(), version);
    return made;
  }();
  return type;
}

const Type& contract_type() { return type_of<Contract>(); }

}  // namespace slakit
