#include "promise_json.hpp"

#include <string>
#include <utility>

#include "json_words.hpp"
#include "slakit/assessment/describe.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

json::value when(const std::optional<Instant>& at, const Plan& plan) {
  return at ? json::value(to_rfc3339(*at, plan.zone)) : json::value(nullptr);
}

json::value event_json(const Setting<LoggedEvent>& event, const Plan& plan) {
  return event ? json::value(event_json(*event, plan)) : json::value(nullptr);
}

json::value window_json(const Setting<Window>& window) {
  if (!window) return nullptr;
  return json::object{{"first", to_string(window->first)}, {"last", to_string(window->last)}};
}

json::object about(const Obligation& obligation) {
  return {{"obligation", obligation.name}, {"clause", obligation.clause}, {"title", to_json_value(obligation.title)}};
}

// What a verdict of either kind says.
template <class Finding>
void add_verdict(const Finding& finding, json::object& object) {
  object["verdict"] = name_of(finding.verdict);
  if (finding.reason != decltype(finding.reason){}) object["reason"] = name_of(finding.reason);
  if (finding.fault != Fault::none) object["fault"] = to_string(finding.fault);
  object["open"] = finding.is_open;
  if (finding.is_outside_term) object["outside_term"] = true;
}

json::object tally_json(const DutyTally& tally, const Plan& plan) {
  json::object object = about(plan.duties[tally.duty].obligation);
  if (!tally.member.empty()) object["member"] = tally.member;
  for (const auto& [key, count] : {std::pair{"owed", tally.owed},
                                   {"met", tally.met},
                                   {"late", tally.late},
                                   {"missing", tally.missing},
                                   {"running", tally.running},
                                   {"not_measurable", tally.not_measurable},
                                   {"excused", tally.excused},
                                   {"outside_term", tally.outside_term},
                                   {"spacing_breaches", tally.spacing_breaches}})
    object[key] = count;
  object["next_due"] = when(tally.next_due, plan);
  return object;
}

}  // namespace

json::object event_json(const LoggedEvent& event, const Plan& plan) {
  return {{"ticket", event.ticket}, {"event", event.event}, {"row", event.row}, {"at", when(event.at, plan)}};
}

json::object to_json_value(const LocalText& text) {
  json::object object;
  for (const auto& [language, words] : text.by_language) object[language] = words;
  return object;
}

json::object to_json_value(const DutyFinding& finding, const Plan& plan) {
  json::object object = about(plan.duties[finding.duty].obligation);
  if (finding.version > 0) object["amendment"] = plan.amended[finding.version - 1U].amendment;
  if (!finding.member.empty()) object["member"] = finding.member;
  object["part"] = name_of(finding.part);
  add_verdict(finding, object);
  object["number"] = finding.number;
  object["window"] = window_json(finding.window);
  object["trigger"] = event_json(finding.trigger, plan);
  object["from"] = when(finding.from, plan);
  object["due"] = when(finding.due, plan);
  object["evidence"] = event_json(finding.evidence, plan);
  if (finding.verdict == Verdict::breached) object["late"] = iso(finding.late);
  return object;
}

json::object to_json_value(const PromiseFinding& finding, const Plan& plan) {
  json::object object = about(plan.promises[finding.promise].obligation);
  object["ticket"] = finding.ticket.empty() ? json::value(nullptr) : json::value(finding.ticket);
  if (!finding.incident.empty()) object["incident"] = finding.incident;
  if (finding.version > 0) object["amendment"] = plan.amended[finding.version - 1U].amendment;
  if (!finding.form.empty()) object["form"] = finding.form;
  add_verdict(finding, object);
  object["from"] = when(finding.from, plan);
  object["due"] = when(finding.due, plan);
  object["end"] = when(finding.ended, plan);
  if (finding.has_time()) object["elapsed"] = iso(finding.elapsed);
  if (finding.is_late()) object["late"] = iso(finding.late);
  json::array parts;
  for (const PromisePart& part : finding.parts)
    parts.push_back({{"name", part.name}, {"event", event_json(part.event, plan)}});
  object["parts"] = std::move(parts);
  object["decision"] = finding.decision ? json::value(to_json_value(*finding.decision, plan)) : json::value(nullptr);
  return object;
}

json::object to_json_value(const Decision& decision, const Plan& plan) {
  json::object object = event_json(decision.event, plan);
  object["obligation"] = decision.obligation;
  object["penalty"] = decision.penalty;
  object["ruling"] = decision.lacks.empty() ? json::value(name_of(decision.ruling)) : json::value(nullptr);
  object["amount"] = decision.amount;
  object["by"] = decision.by;
  object["why"] = decision.why;
  if (!decision.lacks.empty()) object["lacks"] = decision.lacks;
  return object;
}

json::object to_json_value(const DutyFindings& duties, const Plan& plan) {
  json::array tallies;
  for (const DutyTally& tally : duties.tallies) tallies.push_back(tally_json(tally, plan));
  return {{"findings", to_json_list(duties.findings, plan)}, {"tallies", std::move(tallies)}};
}

}  // namespace slakit
