#include "slakit/io/source_mapping.hpp"

#include <algorithm>
#include <utility>

#include "instant_reader.hpp"
#include "slakit/base/describe.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/field.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/describe.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/time/describe.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {

using enum FieldNote::Presence;

namespace {

struct SourceDocument {
  std::string slakit;
  SourceMapping source;
};
BOOST_DESCRIBE_STRUCT(SourceDocument, (), (slakit, source))

const Type& version_type() {
  static const Type type = leaf(
      "the version 1",
      [](FieldReader& reader, const Value& value, void* object) {
        const std::string* text = reader.scalar(value, "the version 1");
        if (text == nullptr) return;
        if (*text != "1") {
          return reader.problem("unknown-version",
                                "version '" + shown(*text) + "' is not known here; this is version 1", value);
        }
        *static_cast<std::string*>(object) = *text;
      },
      [](const void*) { return Value::scalar("1"); }, R"({"enum": [1, "1"]})");
  return type;
}

}  // namespace

template <>
const Type& type_of<AttributeColumn>() {
  static const Type type = [] {
    Type made = named_record<AttributeColumn>("an attribute's column", "attribute", {{"column", "its column"}});
    made.short_key = "column";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<EventColumn>() {
  static const Type type = [] {
    Type made = named_record<EventColumn>("an event's column", "event", {{"column", "the column of its instant"}});
    made.short_key = "column";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<StateEvent>() {
  static const Type type = [] {
    Type made = named_record<StateEvent>("an event's states", "event",
                                         {{"states", "the states it stands for", FieldNote::Presence::required}});
    made.short_key = "states";
    return made;
  }();
  return type;
}

template <>
const Type& type_of<SourceMapping>() {
  static const Type type =
      record<SourceMapping>("a source mapping", {{"ticket", "the column that names the ticket"},
                                                 {"attributes", "attribute: column"},
                                                 {"events", "event: column of its instant, in a ticket's first row"},
                                                 {"at", "the column that says when the row was written"},
                                                 {"order", "the column of integers that orders rows of one instant"},
                                                 {"state", "the column of the ticket's state"},
                                                 {"states", "event: the state or states it stands for"},
                                                 {"recorded_at", "the column that says when the row was written down"},
                                                 {"persons", "the attributes that name persons, to pseudonymise"},
                                                 {"time_format", "strptime's letters; left out: RFC 3339"},
                                                 {"time_zone", "the zone of wall times"},
                                                 {"gap", "for wall times that the zone skips"},
                                                 {"fold", "for wall times that the zone has twice"},
                                                 {"missing", "what a cell holds that says nothing"},
                                                 {"delimiter", "what separates cells; left out: a comma"}});
  return type;
}

template <>
const Type& type_of<SourceDocument>() {
  static const Type type = record<SourceDocument>(
      "a source mapping document",
      {{"slakit", "the document's version, 1", FieldNote::Presence::required, "slakit", &version_type()},
       {"source", "the mapping"}});
  return type;
}

namespace {

bool reads_wall_times(const SourceMapping& mapping) {
  return !mapping.time_format || !format_has_offset(*mapping.time_format);
}

// `order` and `states` mean something only where rows are updates.
void check_kind(const SourceMapping& mapping, FieldReader& reader) {
  const bool updates = mapping.at || mapping.state || !mapping.states.empty();
  const auto needs = [&](bool given, const char* key, const char* why) {
    if (!given) reader.problem_at("missing-key", "source", "missing key '" + std::string(key) + "': " + why);
  };
  if (updates) {
    needs(mapping.at.has_value(), "at", "states are read from updates, which need the column of their instant");
    needs(mapping.state.has_value(), "state", "rows of updates need the column of the ticket's state");
    needs(!mapping.states.empty(), "states", "say which state becomes which event");
  } else {
    needs(!mapping.events.empty(), "events", "without events and states the log would be empty");
  }
  if (mapping.order && !updates)
    reader.problem_at("pointless-key", "source.order", "rows without 'at' have no order; leave it out");
}

void check_states(const SourceMapping& mapping, FieldReader& reader) {
  std::vector<std::pair<std::string_view, std::string_view>> seen;  // state, event
  for (const StateEvent& one : mapping.states) {
    const std::string path = "source.states." + one.event;
    for (const std::string& state : one.states) {
      const auto other = std::find_if(seen.begin(), seen.end(), [&](const auto& s) { return s.first == state; });
      if (other == seen.end()) {
        seen.emplace_back(state, one.event);
      } else {
        reader.problem_at("duplicate-state", path,
                          "the state '" + shown(state) + "' is already one of '" + shown(other->second) +
                              "'; a state becomes one event");
      }
    }
  }
}

void check_persons(const SourceMapping& mapping, FieldReader& reader) {
  std::vector<std::string> known;
  for (const AttributeColumn& one : mapping.attributes) known.push_back(one.attribute);
  for (const std::string& person : mapping.persons) {
    if (std::find(known.begin(), known.end(), person) != known.end()) continue;
    reader.problem_at("unknown-attribute", "source.persons",
                      "'" + shown(person) + "' is none of the attributes" + suggestion(person, known) +
                          "; name it under 'attributes', or take it off the list");
  }
}

// A mapping is no clause with several meanings.
void check_alternatives(FieldReader& reader) {
  for (const AssumedValue& one : reader.assumed())
    if (!one.otherwise.empty())
      reader.problem_at("unknown-key", one.path, "only contracts list what else a value may be; leave out 'else'");
}

void check_texts(const SourceMapping& mapping, FieldReader& reader) {
  if (mapping.time_zone && !zone_exists(*mapping.time_zone)) {
    reader.problem_at("unknown-zone", "source.time_zone", unknown_zone_message(*mapping.time_zone));
  }
  if (mapping.time_format && mapping.time_format->find('%') == std::string::npos) {
    reader.problem_at("bad-time-format", "source.time_format",
                      "no part of the date is named; write one such as \"%d/%m/%Y %H:%M\"");
  }
  const auto separates = [](char c) { return c == '\t' || (c > ' ' && c < '\x7F' && c != '"'); };
  if (mapping.delimiter && (mapping.delimiter->size() != 1 || !separates(mapping.delimiter->front()))) {
    reader.problem_at("bad-delimiter", "source.delimiter", "write one ASCII character, such as \";\" or \"\\t\"");
  }
}

template <class Enum>
Assumption default_policy(const std::string& path, std::string why) {
  std::vector<std::string> values = enum_texts<Enum>();
  const std::string used = values.front();
  values.erase(values.begin());
  return {AssumptionKind::policy_default, "", path, used, std::move(values), std::move(why)};
}

void add_default_policies(SourceMapping& mapping) {
  if (!mapping.time_zone || !reads_wall_times(mapping)) return;
  if (load_zone(*mapping.time_zone).segments().size() == 1) return;  // neither gaps nor folds
  if (!mapping.gap) {
    mapping.assumptions.push_back(default_policy<Gap>("source.gap", *mapping.time_zone + " skips some wall times"));
  }
  if (!mapping.fold) {
    mapping.assumptions.push_back(
        default_policy<Fold>("source.fold", *mapping.time_zone + " has some wall times twice"));
  }
}

SourceMapping read_document(std::string_view text, const std::string& source_name, std::vector<Problem> problems) {
  FieldReader reader(source_name);
  SourceDocument document;
  // A duplicate key spoils no more than itself: the rest is read, so that all problems come together.
  const Value value = problems.empty() ? read_yaml(text, source_name, problems) : Value{};
  if (!value.is_null() || problems.empty()) reader.read(type_of<SourceDocument>(), value, &document);
  if (reader.has("source")) {
    check_kind(document.source, reader);
    check_states(document.source, reader);
    check_persons(document.source, reader);
    check_texts(document.source, reader);
  }
  check_alternatives(reader);
  problems.insert(problems.end(), reader.problems().begin(), reader.problems().end());
  if (!problems.empty()) throw ContractError(std::move(problems));
  for (const AssumedValue& one : reader.assumed()) {
    document.source.assumptions.push_back(
        {AssumptionKind::assumed, one.clause, one.path, to_document_text(one.value), {}, ""});
  }
  add_default_policies(document.source);
  return std::move(document.source);
}

}  // namespace

SourceMapping read_source_mapping(std::string_view text, const std::string& source_name) {
  return read_document(text, source_name, {});
}

SourceMapping read_source_mapping_file(const std::string& path) {
  std::vector<Problem> problems;
  const std::string text = read_text_file(path, problems);
  return read_document(text, path, std::move(problems));
}

SourceMapping with_time_zone(SourceMapping mapping, const std::string& time_zone) {
  load_zone(time_zone);  // says now if there is no such zone
  mapping.time_zone = time_zone;
  std::erase_if(mapping.assumptions, [](const Assumption& one) {
    return one.path == "source.time_zone" || one.kind == AssumptionKind::policy_default;
  });
  add_default_policies(mapping);
  return mapping;
}

}  // namespace slakit
