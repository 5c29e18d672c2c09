#include "indicator_json.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "json_words.hpp"
#include "promise_json.hpp"
#include "slakit/assessment/describe.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

constexpr int percent_decimals = 4;  // shown, and cut; the figure beside it is exact

json::object span_json(const Interval& span, const Plan& plan) {
  return {{"from", to_rfc3339(span.from, plan.zone)}, {"to", to_rfc3339(span.to, plan.zone)}};
}

// "95%", "at least 95%, less than 99%".
std::string target_text(const Setting<Bound>& target) {
  if (!target) return "";
  std::string text;
  const auto add = [&](const char* words, const Setting<Figure>& figure) {
    if (figure) text += (text.empty() ? "" : ", ") + std::string(words) + " " + figure->text;
  };
  add("at least", target->at_least);
  add("more than", target->more_than);
  add("at most", target->at_most);
  add("less than", target->less_than);
  return text;
}

json::value figure_json(const Setting<Ratio>& figure) {
  return figure ? json::value(to_string(*figure)) : json::value(nullptr);
}

json::array outages_json(const IndicatorFinding& finding, const Plan& plan) {
  json::array list;
  for (const Outage& outage : finding.outages)
    list.push_back({{"ticket", outage.began.ticket},
                    {"row", outage.began.row},
                    {"from", to_rfc3339(outage.span.from, plan.zone)},
                    {"to", to_rfc3339(outage.span.to, plan.zone)},
                    {"open", outage.is_open},
                    {"use", name_of(outage.use)}});
  return list;
}

json::object claim_json(const ExclusionClaim& claim, const Plan& plan) {
  const ExclusionRule& rule = plan.contract.exclusions[claim.exclusion];
  json::object object{{"exclusion", rule.name}, {"clause", rule.clause}};
  if (rule.cause) object["cause"] = name_of(*rule.cause);
  object["event"] = claim.event ? json::value(event_json(*claim.event, plan)) : json::value(nullptr);
  object["span"] = claim.span ? json::value(span_json(*claim.span, plan)) : json::value(nullptr);
  object["share"] = figure_json(claim.share);
  object["proof"] = claim.proof ? json::value(event_json(*claim.proof, plan)) : json::value(nullptr);
  object["counts"] = claim.flaw.empty();
  if (!claim.flaw.empty()) object["flaw"] = claim.flaw;
  return object;
}

// The finding that an effect is on: whose it is, and what it became.
void add_finding(const Audit& audit, const ExcuseEffect& effect, json::object& object) {
  const Plan& plan = audit.plan;
  const auto add = [&](const Obligation& obligation, const std::string& ticket, Verdict verdict, Duration late) {
    object["obligation"] = obligation.name;
    object["ticket"] = ticket.empty() ? json::value(nullptr) : json::value(ticket);
    object["verdict"] = name_of(verdict);
    object["late"] = iso(verdict == Verdict::breached ? late : Duration{});
  };
  switch (effect.kind) {
    case ExcusedKind::clock: {
      const Finding finding = audit.findings.row(effect.finding);
      return add(plan.contract.obligations[finding.obligation], audit.tickets[static_cast<std::size_t>(finding.ticket)],
                 finding.verdict, finding.late.time);
    }
    case ExcusedKind::duty: {
      const DutyFinding& duty = audit.duties.findings[effect.finding];
      const std::string ticket = duty.trigger ? duty.trigger->ticket : duty.evidence ? duty.evidence->ticket : "";
      return add(plan.duties[duty.duty].obligation, ticket, duty.verdict, duty.late);
    }
    case ExcusedKind::promise: {
      const PromiseFinding& promise = audit.promises[effect.finding];
      return add(plan.promises[promise.promise].obligation, promise.ticket, promise.verdict, promise.late);
    }
  }
}

}  // namespace

json::object to_json_value(const IndicatorFinding& finding, const Plan& plan) {
  const Plan::Indicator& indicator = plan.under(finding.version).indicators[finding.indicator];
  json::object object{{"obligation", indicator.obligation.name},
                      {"clause", indicator.obligation.clause},
                      {"title", to_json_value(indicator.obligation.title)}};
  if (finding.version > 0) object["amendment"] = plan.amended[finding.version - 1U].amendment;
  object["window"] = {{"first", to_string(finding.window.first)}, {"last", to_string(finding.window.last)}};
  object["partial"] = finding.window.is_partial;
  object["span"] = span_json(finding.span, plan);
  object["verdict"] = name_of(finding.verdict);
  if (finding.reason != IndicatorReason::none) object["reason"] = name_of(finding.reason);
  if (finding.fault != Fault::none) object["fault"] = to_string(finding.fault);
  object["open"] = finding.is_open;
  object["target"] = target_text(indicator.rule().target);
  object["aim"] = indicator.rule().aim;
  object["figure"] = figure_json(finding.figure);
  object["percent"] = finding.figure && finding.is_percentage
                          ? json::value(percent_string(*finding.figure, percent_decimals))
                          : json::value(nullptr);
  object["rounded"] = figure_json(finding.rounded);
  object["sample"] = finding.sample;
  if (indicator.rule().availability) {
    object["served"] = iso(finding.served);
    object["down"] = indicator.rule().availability->weight.empty() ? json::value(iso(finding.down)) : nullptr;
    object["outages"] = outages_json(finding, plan);
  }
  if (finding.bad) object["bad"] = event_json(*finding.bad, plan);
  return object;
}

json::object effect_json(const Audit& audit, const ExcuseEffect& effect) {
  json::object object{{"kind", name_of(effect.kind)}};
  add_finding(audit, effect, object);
  object["was"] = name_of(effect.was);
  object["late_was"] = iso(effect.late_was);
  object["charged"] = to_string(effect.chargeable);
  json::array claims;
  for (const std::size_t claim : effect.claims) claims.push_back(claim_json(audit.excuses.claims[claim], audit.plan));
  object["claims"] = std::move(claims);
  return object;
}

json::object decided_json(const Audit& audit) {
  json::array effects;
  for (const DecisionEffect& effect : audit.decided.effects) {
    json::object object{{"decision", effect.decision},
                        {"amount", to_string(Money{effect.minor, audit.decided.total.currency})}};
    if (!effect.flaw.empty()) object["flaw"] = effect.flaw;
    effects.push_back(std::move(object));
  }
  return {{"total", to_string(audit.decided.total)}, {"effects", std::move(effects)}};
}

json::object excuses_json(const Audit& audit) {
  // A calendar claims all of its open time: only what excuses something is worth a line.
  std::vector<std::size_t> used;
  for (const ExcuseEffect& effect : audit.excuses.effects)
    used.insert(used.end(), effect.claims.begin(), effect.claims.end());
  json::array claims;
  for (std::size_t i = 0; i < audit.excuses.claims.size(); ++i) {
    const bool is_of_calendar = !audit.excuses.claims[i].event;
    if (!is_of_calendar || std::find(used.begin(), used.end(), i) != used.end())
      claims.push_back(claim_json(audit.excuses.claims[i], audit.plan));
  }
  json::array effects;
  for (const ExcuseEffect& effect : audit.excuses.effects) effects.push_back(effect_json(audit, effect));
  return {{"claims", std::move(claims)}, {"effects", std::move(effects)}};
}

}  // namespace slakit
