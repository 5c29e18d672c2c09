#include "slakit/io/json_report.hpp"

#include <boost/json.hpp>
#include <utility>

#include "indicator_json.hpp"
#include "json_text.hpp"
#include "json_words.hpp"
#include "judgement_json.hpp"
#include "promise_json.hpp"
#include "segment_json.hpp"
#include "slakit/assessment/describe.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/time/zoned_text.hpp"
#include "slakit/version.hpp"
#include "statement_json.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

class Writer {
 public:
  explicit Writer(const Audit& audit, const EntryAmounts* amounts = nullptr)
      : audit_(audit), plan_(audit.plan), amounts_(amounts) {}

  json::object report() const;
  json::object explanation(const Explanation& explanation) const;

 private:
  json::value when(const std::optional<Instant>& at) const {
    return at ? json::value(to_rfc3339(*at, plan_.zone)) : json::value(nullptr);
  }
  json::value money(std::int64_t minor) const { return json::value(to_string(Money{minor, plan_.currency()})); }

  json::object contract() const;
  json::array reading() const;
  json::object source() const;
  json::array oddities() const;
  json::array log_findings() const;
  json::object log_finding(const LogFinding& finding) const;
  json::array obligations() const;
  json::object tally(const TallyKey& key, const Tally& tally) const;
  json::object finding(const Finding& finding) const;
  json::value matched_target(const Finding& finding) const;
  json::array steps(const ExplainedObligation& one) const;
  json::array left_out() const;
  json::array calendars() const;
  json::array assumptions() const;

  const Audit& audit_;
  const Plan& plan_;
  const EntryAmounts* amounts_;  // null: not asked for
};

json::object Writer::contract() const {
  const ContractHead& head = plan_.contract.contract;
  json::object object;
  object["id"] = head.id;
  object["title"] = to_json_value(head.title);
  object["note"] = to_json_value(head.note);
  object["parties"] = {{"provider", head.parties.provider}, {"customer", head.parties.customer}};
  const std::optional<Money> price = base_amount(head, "price");
  object["price"] = price ? json::value(to_string(*price)) : json::value(nullptr);
  object["time_zone"] = plan_.zone.name();
  object["tzdata"] = plan_.zone.tzdata_version();
  if (plan_.term)
    object["term"] = {{"from", when(plan_.term->from)}, {"to", when(plan_.term->to)}, {"clause", head.term->clause}};
  object["document"] = plan_.contract.source_name();
  return object;
}

json::array Writer::reading() const {
  json::array list;
  for (const Choice& choice : plan_.choices)
    list.push_back({{"path", choice.path}, {"value", to_document_text(choice.value)}});
  return list;
}

void add_notes(json::array& list, const char* kind, const std::vector<Intake::Note>& notes) {
  for (const Intake::Note& note : notes)
    list.push_back({{"kind", kind},
                    {"code", note.code},
                    {"text", note.text},
                    {"rows", note.rows},
                    {"first_row", note.first_row},
                    {"example", note.example}});
}

json::object Writer::source() const {
  const RowCount& rows = audit_.rows;
  json::object object;
  object["name"] = audit_.intake.source;
  object["tickets"] = audit_.partial.tickets;
  object["tickets_without_obligation"] = audit_.partial.tickets_without_obligation;
  object["resolution"] = iso(audit_.log_resolution);
  object["rows"] = {{"in", rows.in}, {"used", rows.used}, {"ignored", rows.ignored}, {"rejected", rows.rejected}};
  json::array notes;
  add_notes(notes, "ignored", audit_.intake.ignored);
  const auto unseen = [&notes](const char* code, const char* text, std::int64_t count, std::int64_t row,
                               const std::string& example) {
    if (count > 0) add_notes(notes, "ignored", {{code, text, count, row, example}});
  };
  unseen("event-not-named", "nothing in the contract names the event", rows.not_named, rows.first_not_named,
         rows.not_named_example);
  unseen("after-as-of", "at or after as_of", rows.after_as_of, 0, "");
  add_notes(notes, "rejected", audit_.intake.rejected);
  add_notes(notes, "remark", audit_.intake.remarks);
  object["notes"] = std::move(notes);
  object["oddities"] = oddities();
  object["log_findings"] = log_findings();
  if (audit_.log_audit.tickets_not_examined > 0) object["tickets_not_examined"] = audit_.log_audit.tickets_not_examined;
  return object;
}

// ---- the log's own findings -----------------------------------------------------------------------------------------

json::array Writer::log_findings() const {
  json::array list;
  for (const LogFinding& finding : audit_.log_audit.findings) {
    json::object object = log_finding(finding);
    if (amounts_ != nullptr) {
      const Setting<std::int64_t>& by = amounts_->of_finding[list.size()];
      object["amount"] = by ? money(*by) : json::value(nullptr);
    }
    list.push_back(std::move(object));
  }
  return list;
}

json::object Writer::log_finding(const LogFinding& finding) const {
  json::array kinds;
  if (finding.is_after_breach) kinds.push_back("after_breach");
  if (finding.is_near_target) kinds.push_back("near_target");
  if (finding.is_late) kinds.push_back("late");
  json::object object{{"kinds", std::move(kinds)}, {"ticket", finding.ticket},
                      {"row", finding.row},        {"event", finding.event},
                      {"at", when(finding.at)},    {"recorded_at", when(finding.recorded_at)}};
  if (!finding.obligation) return object;
  json::array changes;
  for (const AttributeChange& change : finding.changes)
    changes.push_back({{"attribute", change.attribute},
                       {"from", change.from ? json::value(*change.from) : json::value(nullptr)},
                       {"to", change.to}});
  object["obligation"] = plan_.contract.obligations[*finding.obligation].name;
  object["cycle"] = finding.cycle;
  object["role"] = roles_text(finding.roles);
  object["changes"] = std::move(changes);
  object["known_before"] = judgement_json(finding.known_before, plan_.zone);
  object["known_after"] = judgement_json(finding.known_after, plan_.zone);
  object["with"] = judgement_json(finding.with, plan_.zone);
  object["without"] = judgement_json(finding.without, plan_.zone);
  object["moves"] = finding.moves();
  return object;
}

json::array Writer::oddities() const {
  json::array list;
  const auto add = [&](Oddities kind, const char* code, const char* text) {
    if (const std::int64_t count = audit_.partial.count(kind); count > 0)
      list.push_back({{"code", code}, {"text", text}, {"findings", count}});
  };
  add(oddity::duplicate_start, "duplicate-start", "several start events: the first counts");
  add(oddity::overlapping_pauses, "overlapping-pauses", "a pause inside a pause: their union counts");
  add(oddity::stop_while_paused, "stop-while-paused", "stopped while paused: the stop closes the pause");
  add(oddity::resume_without_pause, "resume-without-pause", "a resume without a pause: ignored");
  return list;
}

std::string time_text(std::chrono::seconds time) {
  const std::chrono::hh_mm_ss parts{time};
  const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  const std::string text = two(parts.hours().count()) + ":" + two(parts.minutes().count());
  return parts.seconds().count() == 0 ? text : text + ":" + two(parts.seconds().count());
}

// "PT4H", "2 business days", "16:00, 1 business day later", "agreed until".
std::string target_text(const TargetRule& rule) {
  const auto count = [](int days, const char* what) {
    return std::to_string(days) + " " + what + (days == 1 ? " day" : " days");
  };
  if (rule.business_days) return count(*rule.business_days, "business");
  if (rule.calendar_days) return count(*rule.calendar_days, "calendar");
  if (!rule.attribute.empty()) return rule.attribute;
  if (!rule.deadline) return iso(rule.within);
  const LocalDeadline& deadline = *rule.deadline;
  const std::string days = deadline.business_days ? count(*deadline.business_days, "business")
                                                  : count(deadline.calendar_days.value_or(0), "calendar");
  return (deadline.time ? time_text(*deadline.time) : "close of business") + ", " + days + " later";
}

// "office", or "by team".
std::string calendar_text(const CalendarChoice& choice) {
  return choice.name.empty() ? "by " + choice.attribute : choice.name;
}

json::object conditions(const Where& where) {
  json::object object;
  for (const Condition& condition : where)
    object[condition.attribute] = json::array(condition.values.begin(), condition.values.end());
  return object;
}

json::object Writer::tally(const TallyKey& key, const Tally& tally) const {
  json::object object;
  json::object where;
  if (key.version > 0) object["amendment"] = plan_.amended[key.version - 1U].amendment;
  if (key.target_rule >= 0) {
    const ClockRule& clock = plan_.clock_rule(key.version, key.obligation);
    const TargetRule& target = clock.target[static_cast<std::size_t>(key.target_rule)];
    object["target"] = target_text(target);
    where = conditions(target.where);
  } else {
    object["target"] = nullptr;
  }
  object["where"] = std::move(where);
  for (const Verdict verdict : {Verdict::met, Verdict::breached, Verdict::running, Verdict::not_triggered,
                                Verdict::not_measurable, Verdict::excused})
    object[name_of(verdict)] = tally.count(verdict);
  object["outside_term"] = tally.outside_term;
  object["near_limit"] = tally.near_limit;
  object["attainment"] = tally.has_attainment() ? json::value(to_string(tally.attainment())) : json::value(nullptr);
  object["attainment_percent"] =
      tally.has_attainment() ? json::value(percent_string(tally.attainment(), 2)) : json::value(nullptr);
  return object;
}

json::array Writer::obligations() const {
  json::array list;
  for (std::size_t i = 0; i < plan_.contract.obligations.size(); ++i) {
    const Obligation& obligation = plan_.contract.obligations[i];
    json::array tallies;
    for (const auto& [key, counts] : audit_.partial.tallies)
      if (key.obligation == i) tallies.push_back(tally(key, counts));
    list.push_back({{"name", obligation.name},
                    {"clause", obligation.clause},
                    {"title", to_json_value(obligation.title)},
                    {"calendar", calendar_text(obligation.clock()->calendar)},
                    {"is_priced", plan_.service_levels[i].is_priced},
                    {"tallies", std::move(tallies)}});
  }
  return list;
}

json::object Writer::finding(const Finding& finding) const {
  json::object object;
  const Obligation& obligation = plan_.contract.obligations[finding.obligation];
  object["ticket"] = audit_.tickets[static_cast<std::size_t>(finding.ticket)];
  object["obligation"] = obligation.name;
  if (obligation.clock()->cycles.value_or(Cycles{}) != Cycles::first || finding.cycle > 0)
    object["cycle"] = finding.cycle;
  if (finding.version > 0) object["amendment"] = plan_.amended[finding.version - 1U].amendment;
  object["verdict"] = name_of(finding.verdict);
  if (finding.reason != Reason::none) object["reason"] = name_of(finding.reason);
  if (finding.fault != Fault::none) object["fault"] = to_string(finding.fault);
  object["open"] = finding.is_open;
  if (finding.is_outside_term) object["outside_term"] = true;
  if (finding.is_near_limit) object["near_limit"] = true;
  object["start"] = when(finding.started);
  object["due"] = when(finding.due);
  object["end"] = when(finding.ended);
  object["target"] = finding.target_rule >= 0 ? json::value(iso(finding.target)) : json::value(nullptr);
  object["elapsed"] = finding.started ? json::value(iso(finding.elapsed)) : json::value(nullptr);
  if (finding.verdict == Verdict::breached) object["late"] = iso(finding.late.time);
  return object;
}

// {"rule": 0, "text": "PT4H", "where": {"priority": ["P1"]}}: which of the clock's targets the ticket matched.
json::value Writer::matched_target(const Finding& finding) const {
  if (finding.target_rule < 0) return nullptr;
  const ClockRule& clock = plan_.clock_rule(finding.version, finding.obligation);
  const TargetRule& rule = clock.target[static_cast<std::size_t>(finding.target_rule)];
  return json::object{{"rule", finding.target_rule}, {"text", target_text(rule)}, {"where", conditions(rule.where)}};
}

json::array Writer::steps(const ExplainedObligation& one) const {
  const ClockRule& clock = plan_.clock_rule(one.finding.version, one.finding.obligation);
  json::array list;
  for (const ExplainedStep& explained : one.steps) {
    const Step& step = clock.steps[explained.step];
    json::object object{
        {"name", step.name}, {"tell", step.tell}, {"at", when(explained.at)}, {"reached", explained.times > 0}};
    if (step.again) {
      object["times"] = explained.times;
      object["last"] = when(explained.last);
      object["next"] = when(explained.next);
    }
    list.push_back(std::move(object));
  }
  return list;
}

json::array Writer::left_out() const {
  json::array list;
  for (const Unsupported& part : plan_.left_out)
    list.push_back({{"path", part.path},
                    {"clause", part.clause},
                    {"what", part.what},
                    {"message", part.what + " is not computed by this version"}});
  return list;
}

json::array Writer::assumptions() const {
  json::array list;
  for (const Assumption& assumption : audit_.assumptions)
    list.push_back({{"kind", name_of(assumption.kind)},
                    {"clause", assumption.clause},
                    {"path", assumption.path},
                    {"used", assumption.used},
                    {"else", json::array(assumption.otherwise.begin(), assumption.otherwise.end())},
                    {"note", assumption.note}});
  return list;
}

// What each answers, as one name: two reports with equal digests counted by the same calendar.
json::array Writer::calendars() const {
  json::array list;
  const std::size_t each = plan_.contract.calendars.size();  // amendments change calendars and add none
  for (std::size_t i = 0; i < plan_.calendars.size(); ++i) {
    const Calendar& calendar = plan_.calendars[i];
    json::object object{{"name", plan_.contract.calendars[i % each].name},
                        {"digest", calendar.digest()},
                        {"time_zone", calendar.zone().name()},
                        {"tzdata", calendar.zone().tzdata_version()}};
    if (i >= each) object["amendment"] = plan_.amended[i / each - 1].amendment;
    const Interval known = calendar.known();
    object["known_from"] = known.from > range_begin ? json::value(to_rfc3339(known.from, calendar.zone())) : nullptr;
    object["known_until"] = known.to < range_end ? json::value(to_rfc3339(known.to, calendar.zone())) : nullptr;
    list.push_back(std::move(object));
  }
  return list;
}

json::object Writer::report() const {
  json::object object;
  object["slakit_report"] = report_version;
  object["slakit"] = version_string;
  object["contract"] = contract();
  object["calendars"] = calendars();
  object["reading"] = reading();
  object["as_of"] = when(audit_.as_of);
  object["source"] = source();
  object["obligations"] = obligations();
  json::array findings;
  for (std::size_t i = 0; i < audit_.findings.size(); ++i) findings.push_back(finding(audit_.findings.row(i)));
  object["findings"] = std::move(findings);
  object["duties"] = to_json_value(audit_.duties, plan_);
  object["promises"] = to_json_list(audit_.promises, plan_);
  object["indicators"] = to_json_list(audit_.indicators, plan_);
  object["excuses"] = excuses_json(audit_);
  object["decisions"] = to_json_list(audit_.decisions, plan_);
  json::array charges;
  const Derivations derivations(audit_);
  const Ledger ledger = ledger_of(audit_);
  for (std::size_t i = 0; i < audit_.charges.size(); ++i)
    charges.push_back(charge_json(audit_, derivations, i, ledger.lines[i]));
  object["charges"] = std::move(charges);
  object["statement"] = statement_json(audit_);
  object["left_out"] = left_out();
  object["assumptions"] = assumptions();
  return object;
}

json::object Writer::explanation(const Explanation& explanation) const {
  const Derivations derivations(audit_);
  const Ledger ledger = ledger_of(audit_);
  const auto charges_json = [&](const std::vector<ExplainedCharge>& explained) {
    json::array list;
    for (const ExplainedCharge& one : explained)
      list.push_back(charge_json(audit_, derivations, one.charge, ledger.lines[one.charge]));
    return list;
  };
  json::array events;
  for (const ExplainedEvent& event : explanation.events)
    events.push_back({{"at", when(event.at)},
                      {"event", event.type},
                      {"row", event.row},
                      {"seen", event.is_seen},
                      {"named", event.is_used}});
  json::array obligations;
  for (const ExplainedObligation& one : explanation.obligations) {
    const Obligation& rule = plan_.contract.obligations[one.finding.obligation];
    json::array segments;
    for (const Segment& segment : one.timeline) segments.push_back(to_json_value(segment, plan_.zone));
    obligations.push_back({{"clause", rule.clause},
                           {"calendar", calendar_text(rule.clock()->calendar)},
                           {"finding", finding(one.finding)},
                           {"matched_target", matched_target(one.finding)},
                           {"segments", std::move(segments)},
                           {"line", to_string(one.timeline, plan_.zone)},
                           {"steps", steps(one)},
                           {"charges", charges_json(one.charges)},
                           {"excuse", one.excuse ? json::value(effect_json(audit_, audit_.excuses.effects[*one.excuse]))
                                                 : json::value(nullptr)}});
  }
  return {{"slakit_explanation", report_version},
          {"ticket", explanation.ticket},
          {"as_of", when(audit_.as_of)},
          {"time_zone", plan_.zone.name()},
          {"tzdata", plan_.zone.tzdata_version()},
          {"events", std::move(events)},
          {"obligations", std::move(obligations)},
          {"charges", charges_json(explanation.charges)},
          {"promises", to_json_list(audit_.promises, explanation.promises, plan_)},
          {"duties", to_json_list(audit_.duties.findings, explanation.duties, plan_)},
          {"decisions", to_json_list(audit_.decisions, explanation.decisions, plan_)}};
}

}  // namespace

std::string to_json(const Audit& audit) { return to_json_text(Writer(audit).report()); }

std::string to_json(const Audit& audit, const EntryAmounts& amounts) {
  return to_json_text(Writer(audit, &amounts).report());
}

std::string excuses_to_json(const Audit& audit) { return to_json_text(excuses_json(audit)); }

std::string settlement_to_json(const Audit& audit) { return to_json_text(settlement_json(audit)); }

std::string derivation_to_json(const Derivation& derivation) { return to_json_text(derivation_json(derivation)); }

std::string to_json(const Explanation& explanation, const Audit& audit) {
  return to_json_text(Writer(audit).explanation(explanation));
}

}  // namespace slakit
