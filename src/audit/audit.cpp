#include "slakit/audit/audit.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "assessment/by_terms.hpp"
#include "audit/judged.hpp"
#include "contract/event_rules_of.hpp"
#include "penalty/worth.hpp"
#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/breaches.hpp"
#include "slakit/assessment/log_audit.hpp"
#include "slakit/base/suggest.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/settlement/settle.hpp"
#include "slakit/time/period.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

std::int64_t sum_rows(const std::vector<Intake::Note>& notes) {
  std::int64_t rows = 0;
  for (const Intake::Note& note : notes) rows += note.rows;
  return rows;
}

// A misspelt event looks like one that nothing names, so the first is shown.
void name_first(const Binding& binding, RowCount& rows) {
  const EventLog& log = binding.log();
  for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket)
    for (std::size_t i = log.first[ticket]; i < log.first[ticket + 1]; ++i) {
      if (binding.is_used(i) || (rows.first_not_named > 0 && log.row[i] >= rows.first_not_named)) continue;
      rows.first_not_named = log.row[i];
      rows.not_named_example =
          log.tickets.name(static_cast<EventLog::Code>(ticket)) + ": '" + log.types.name(log.type[i]) + "'";
    }
}

// The attributes that an obligation's conditions ask about.
void add_conditions(const Obligation& obligation, std::set<std::string>& named) {
  const auto add = [&named](const Where& where) {
    for (const Condition& condition : where) named.insert(condition.attribute);
  };
  add(obligation.applies);
  each_event_rule(obligation, [&add](const EventRules& rules) {
    for (const EventRule& rule : rules) add(rule.where);
  });
  const ClockRule* clock = obligation.clock();
  if (clock == nullptr) return;
  for (const TargetRule& target : clock->target) {
    add(target.where);
    named.insert(target.attribute);
  }
  named.insert(clock->calendar.attribute);
}

// Attributes that the contract asks about and the log does not have: nothing can match them.
std::vector<Intake::Note> missing_attributes(const Plan& plan, const EventLog& log) {
  std::set<std::string> named{plan.contract.contract.incident, plan.contract.contract.holder};
  for (const Obligation& obligation : plan.contract.obligations) add_conditions(obligation, named);
  for (const Plan::Duty& duty : plan.duties) {
    add_conditions(duty.obligation, named);
    if (duty.member_attributes.size() == 1) named.insert(duty.member_attributes.front());
  }
  for (const Plan::Promise& promise : plan.promises) add_conditions(promise.obligation, named);
  for (const Plan::Indicator& indicator : plan.indicators) add_conditions(indicator.obligation, named);
  for (const PricedTerm& term : plan.terms) named.insert(term.said.begin(), term.said.end());
  named.insert(plan.loss_attributes.begin(), plan.loss_attributes.end());
  for (const PenaltyTerm& penalty : plan.contract.penalties)
    for (const Condition& condition : penalty.prices.where) named.insert(condition.attribute);
  for (const ExclusionRule& rule : plan.contract.exclusions) {
    named.insert(rule.share);
    for (const EventRules* rules : {&rule.event, &rule.from, &rule.to, &rule.evidence})
      for (const EventRule& one : *rules)
        for (const Condition& condition : one.where) named.insert(condition.attribute);
  }
  named.erase("");
  std::vector<std::string> known;
  for (const TextColumn& column : log.attributes) known.push_back(column.name);
  std::vector<Intake::Note> notes;
  for (const std::string& name : named)
    if (log.attribute(name) == nullptr)
      notes.push_back({"no-such-attribute",
                       "the log has no attribute '" + name + "', so nothing matches it" + suggestion(name, known),
                       log.intake.rows_in, 1, ""});
  return notes;
}

// What a decision may be about: what this plan computes.
std::vector<std::string> names_decided(const Plan& plan) {
  std::vector<std::string> names;
  for (const Obligation& obligation : plan.contract.obligations) names.push_back(obligation.name);
  for (const Plan::Duty& duty : plan.duties) names.push_back(duty.obligation.name);
  for (const Plan::Promise& promise : plan.promises) names.push_back(promise.obligation.name);
  for (const Plan::Indicator& indicator : plan.indicators) names.push_back(indicator.obligation.name);
  for (const PenaltyTerm& penalty : plan.contract.penalties) names.push_back(penalty.name);
  return names;
}

// Decisions that do not count, by what is wrong with them.
std::vector<Intake::Note> idle_decisions(const Plan& plan, const std::vector<Decision>& decisions) {
  const std::vector<std::string> known = decisions.empty() ? std::vector<std::string>{} : names_decided(plan);
  std::map<std::pair<std::string, std::string>, Intake::Note> notes;
  const auto add = [&notes](const Decision& decision, const char* code, std::string text) {
    Intake::Note& note = notes[{code, text}];
    if (note.rows == 0 || decision.event.row < note.first_row)
      note = {code, std::move(text), note.rows, decision.event.row, decision.event.ticket};
    ++note.rows;
  };
  for (const Decision& decision : decisions) {
    if (!decision.lacks.empty())
      add(decision, "incomplete-decision", "a decision that does not count: it lacks " + decision.lacks);
    for (const std::string* name : {&decision.obligation, &decision.penalty})
      if (!name->empty() && std::find(known.begin(), known.end(), *name) == known.end())
        add(decision, "decision-about-nothing",
            "a decision about '" + *name + "', and nothing that is computed has this name" + suggestion(*name, known));
  }
  std::vector<Intake::Note> list;
  list.reserve(notes.size());
  for (auto& [key, note] : notes) list.push_back(std::move(note));
  return list;
}

// Documents of losses whose amount cannot be read, by what they say.
std::vector<Intake::Note> unread_losses(const Plan& plan, const std::vector<Document>& documents, const EventLog& log) {
  std::vector<Intake::Note> notes;
  for (const Document& one : documents) {
    if (amount_said(one.amount, plan.currency())) continue;
    const auto ticket = static_cast<std::size_t>(log.tickets.find(one.ticket));
    std::int64_t row = 0;
    for (std::size_t i = log.first[ticket]; i < log.first[ticket + 1]; ++i)
      if (log.at[i] == one.at && log.types.name(log.type[i]) == one.event && (row == 0 || log.row[i] < row))
        row = log.row[i];
    notes.push_back({"unread-loss",
                     "'" + one.amount + "' in '" + one.attribute + "' is no amount in " +
                         std::string(plan.currency().name()) + ", and is not charged; write one such as 1200.50",
                     1, row, one.ticket});
  }
  return notes;
}

// A source row may give several events: it is used when one of them is.
RowCount count_rows(const Binding& binding, Instant as_of) {
  const EventLog& log = binding.log();
  enum : std::uint8_t { unknown, late, unnamed, in_use };
  std::vector<std::pair<std::int64_t, std::uint8_t>> fate;
  fate.reserve(log.size());
  for (std::size_t i = 0; i < log.size(); ++i)
    fate.emplace_back(log.row[i], !binding.is_used(i) ? unnamed : log.at[i] >= as_of ? late : in_use);
  std::sort(fate.begin(), fate.end());
  RowCount rows;
  for (std::size_t i = 0; i < fate.size(); ++i) {
    if (i + 1 < fate.size() && fate[i + 1].first == fate[i].first) continue;  // the row's best fate comes last
    rows.used += fate[i].second == in_use ? 1 : 0;
    rows.after_as_of += fate[i].second == late ? 1 : 0;
    rows.not_named += fate[i].second == unnamed ? 1 : 0;
  }
  if (rows.not_named > 0) name_first(binding, rows);
  rows.in = log.intake.rows_in;
  rows.rejected = sum_rows(log.intake.rejected);
  rows.ignored = sum_rows(log.intake.ignored) + rows.after_as_of + rows.not_named;
  return rows;
}

Instant default_as_of(const EventLog& log) noexcept {
  Instant last = range_begin;
  for (Instant at : log.at) last = std::max(last, at);
  return last + log.resolution;
}

void check_limits(const LogAuditOptions& options) {
  const auto check = [](const char* path, Duration limit) {
    if (limit < Duration{})
      throw InputError({{"negative-limit", path, "a length of time below zero; write zero or more", "", {}}});
  };
  check("log_audit.late_after", options.late_after);
  check("log_audit.near_target", options.near_target);
}

// Its two limits are nobody's but ours; each is listed where something was compared with it.
void assume_limits(const LogAuditOptions& options, Audit& audit) {
  const auto assume = [&audit](const char* path, Duration limit, const char* note) {
    audit.assumptions.push_back({AssumptionKind::argument, "", path, to_string(Period{0, 0, limit}), {}, note});
  };
  if (audit.log_audit.delays > 0)
    assume("log_audit.late_after", options.late_after, "entries recorded longer after they happened are listed");
  if (audit.log_audit.changes > 0)
    assume("log_audit.near_target", options.near_target,
           "changes of a running target at most so much open time from its limit are listed");
}

}  // namespace

void judge(const Binding& binding, Audit& result) {
  result.partial = assess(result.plan, binding, {0, binding.log().ticket_count()}, result.as_of, result.findings);
  result.duties = duties_by_terms(result.plan, binding, result.as_of);
  result.promises = promises_by_terms(result.plan, binding, result.as_of);
  result.excuses = apply_exclusions(result.plan, binding, result.as_of,
                                    {result.findings, result.partial, result.duties, result.promises});
  result.indicators = indicators_by_terms(result.plan, binding, result.as_of,
                                          {result.findings, result.duties, result.promises, result.excuses.claims});
  result.decisions = decisions_in(binding.log(), result.as_of);
  add_breaches(result.plan, binding, result.as_of, {result.duties, result.promises, result.indicators, result.excuses},
               result.partial.breaches);
}

void settle(Audit& result) {
  result.charges = price(result.plan, {result.partial.breaches, result.partial.documents, result.decisions});
  result.statement = settle(result.plan, result.partial.breaches, result.charges, result.as_of);
}

Audit audit(const Plan& plan, const EventLog& log, std::optional<Instant> as_of, const LogAuditOptions& options) {
  if (as_of && !in_range(*as_of))
    throw InputError({{"out-of-range", "as_of", "as_of lies outside 1970-2100; judge at an instant inside", "", {}}});
  check_limits(options);
  Audit result;
  result.plan = plan;
  result.as_of = as_of ? *as_of : default_as_of(log);
  const Binding binding(result.plan, log);
  judge(binding, result);
  settle(result);
  result.rights = rights_of(result.plan, result.partial.breaches, result.charges, result.statement, result.as_of);
  result.window_claims = claims_of(result.plan, result.statement, binding, result.as_of);
  result.loss_tests = loss_tests(result.plan, result.partial.breaches, result.partial.documents, result.charges);
  result.decided =
      decide(result.plan, result.charges, result.partial.breaches, result.decisions, result.statement.total);
  result.rows = count_rows(binding, result.as_of);
  result.log_audit = audit_log(result.plan, binding, {0, log.ticket_count()}, result.as_of, options);
  result.intake = log.intake;
  for (Intake::Note& note : missing_attributes(result.plan, log)) result.intake.remarks.push_back(std::move(note));
  for (Intake::Note& note : unread_losses(result.plan, result.partial.documents, log))
    result.intake.remarks.push_back(std::move(note));
  for (Intake::Note& note : idle_decisions(result.plan, result.decisions))
    result.intake.remarks.push_back(std::move(note));
  result.log_resolution = log.resolution;
  for (std::size_t t = 0; t < log.ticket_count(); ++t)
    result.tickets.push_back(log.tickets.name(static_cast<EventLog::Code>(t)));
  result.assumptions = plan.assumptions;
  if (!as_of)
    result.assumptions.push_back({AssumptionKind::argument,
                                  "",
                                  "as_of",
                                  to_rfc3339(result.as_of, plan.zone),
                                  {},
                                  "no instant was given: one tick of the log's resolution after its last event"});
  assume_limits(options, result);
  return result;
}

}  // namespace slakit
