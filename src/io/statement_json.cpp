#include "io/statement_json.hpp"

#include <string>

#include "io/indicator_json.hpp"
#include "io/json_words.hpp"
#include "slakit/audit/derivation.hpp"
#include "slakit/audit/describe.hpp"
#include "slakit/calendar/calendar_spec.hpp"
#include "slakit/penalty/describe.hpp"
#include "slakit/plan/describe.hpp"
#include "slakit/settlement/describe.hpp"
#include "slakit/settlement/settle.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

class Writer {
 public:
  explicit Writer(const Audit& audit) : audit_(audit), plan_(audit.plan) {}

  json::object charge(const Derivations& derivations, std::size_t row, const LedgerLine& line) const {
    const Charges& charges = audit_.charges;
    const Breach& breach = audit_.partial.breaches[charges.breach[row]];
    const PenaltyTerm& term = plan_.under(breach.version).contract.penalties[charges.term[row]];
    const Obligation* obligation = plan_.obligation_of(breach.kind, breach.obligation);
    json::object object;
    object["ticket"] = breach.ticket.empty() ? json::value(nullptr) : json::value(breach.ticket);
    object["incident"] = breach.incident_name();
    object["penalty"] = term.name;
    object["clause"] = term.clause;
    object["priced"] = name_of(breach.kind);
    object["obligation"] = obligation != nullptr ? json::value(obligation->name) : json::value(nullptr);
    if (line.cycle > 0) object["cycle"] = line.cycle;
    if (line.incident != breach.incident_name()) object["matter"] = line.incident;
    object["event"] = term.prices.event.empty() ? json::value(nullptr) : json::value(term.prices.event);
    object["breached_at"] = to_rfc3339(breach.at, plan_.zone);
    object["window"] = window(plan_.window_at(breach.belongs));
    object["late"] = iso(breach.late.time);
    object["figure"] = breach.has_figure ? json::value(to_string(breach.figure)) : json::value(nullptr);
    object["count"] = to_string(charges.count[row]);
    object["points"] = to_string(charges.points[row]);
    object["repeat"] = to_string(charges.repeat[row]);
    object["status"] = name_of(charges.status[row]);
    object["provisional"] = charges.is_provisional[row] != 0;
    object["gross"] = money(charges.gross[row]);
    object["cut"] = money(charges.cut[row]);
    object["adjusted"] = money(charges.adjusted[row]);
    object["amount"] = money(charges.net(row));
    const Derivation derivation = derivations.of(row);
    const std::vector<std::string> steps = arithmetic_of(derivation);
    object["steps"] = json::array(steps.begin(), steps.end());
    object["derivation"] = derivation_json(derivation);
    return object;
  }

  json::object statement() const {
    const Statement& made = audit_.statement;
    json::object object;
    object["gross"] = to_string(made.gross);
    object["caps"] = caps();
    object["cut"] = to_string(made.cut);
    object["adjusted"] = to_string(made.adjusted);
    object["total"] = to_string(made.total);
    object["provisional"] = to_string(made.provisional);
    object["windows"] = windows();
    object["claims"] = claims();
    object["claim_events"] = claim_events();
    object["termination"] = rights();
    object["loss_tests"] = loss_tests();
    const Setting<SettlementRule>& rule = plan_.contract.settlement;
    object["liability"] =
        rule && rule->liability
            ? json::value(*rule->liability == LiabilityCap::counts_toward ? "counts toward" : "does not")
            : json::value(nullptr);
    object["adjustments"] = adjustments();
    object["after_decisions"] = decided_json(audit_);
    return object;
  }

  json::array postings() const {
    json::array list;
    for (const Posting& one : audit_.statement.postings)
      list.push_back({{"account", account_name(plan_, audit_.charges, one)},
                      {"amount", money(one.minor)},
                      {"charge", one.charge},
                      {"window", window(one.window)},
                      {"provisional", one.is_provisional}});
    return list;
  }

 private:
  json::value money(std::int64_t minor) const { return json::value(to_string(Money{minor, plan_.currency()})); }

  // "2024-03-16/2024-04-15", both days in; nothing where the contract has no term.
  json::value window(std::size_t index) const {
    const SettledWindow& one = plan_.windows[index];
    if (one.span.from == range_begin) return nullptr;
    return json::value(to_string(one.days.first) + "/" + to_string(one.days.last));
  }

  std::string name_of_limit(const PricedLimit& limit) const {
    switch (limit.kind) {
      case PricedLimit::Kind::cap: return plan_.contract.caps[limit.rule].name;
      case PricedLimit::Kind::at_risk: return "at risk";
      case PricedLimit::Kind::pool: break;
    }
    return "pool: " + plan_.contract.settlement->pool[limit.rule].penalty;
  }
  std::string clause_of(const PricedLimit& limit) const {
    return limit.kind == PricedLimit::Kind::cap ? plan_.contract.caps[limit.rule].clause
                                                : plan_.contract.settlement->clause;
  }

  json::value span(const CapUse& use) const {
    if (use.span < 0) return nullptr;
    const Interval& one = plan_.limits[use.limit].spans[static_cast<std::size_t>(use.span)];
    return json::object{{"from", to_rfc3339(one.from, plan_.zone)}, {"to", to_rfc3339(one.to, plan_.zone)}};
  }

  json::array caps() const {
    json::array list;
    for (const CapUse& use : audit_.statement.caps) {
      const PricedLimit& limit = plan_.limits[use.limit];
      list.push_back({{"name", name_of_limit(limit)},
                      {"clause", clause_of(limit)},
                      {"of", use.of.empty() ? json::value(nullptr) : json::value(use.of)},
                      {"span", span(use)},
                      {"limit", use.is_known ? json::value(to_string(use.amount)) : json::value(nullptr)},
                      {"before", to_string(use.before)},
                      {"cut", to_string(use.cut)},
                      {"carried", to_string(use.carried)},
                      {"applies", use.applies}});
    }
    return list;
  }

  json::array windows() const {
    json::array list;
    for (const WindowStatement& one : audit_.statement.windows)
      list.push_back({{"window", window(one.window)},
                      {"gross", to_string(one.gross)},
                      {"cut", to_string(one.cut)},
                      {"adjusted", to_string(one.adjusted)},
                      {"total", to_string(one.total)},
                      {"provisional", to_string(one.provisional)}});
    return list;
  }

  std::string rule_of(const Adjustment& one) const {
    switch (one.kind) {
      case AdjustmentKind::raised:
      case AdjustmentKind::dropped: return plan_.contract.minimums[one.rule].name;
      case AdjustmentKind::cut:
      case AdjustmentKind::carried: return name_of_limit(plan_.limits[one.rule]);
      case AdjustmentKind::earned_back: break;
    }
    return "earn-back " + std::to_string(one.rule + 1);
  }

  json::array adjustments() const {
    json::array list;
    for (const Adjustment& one : audit_.statement.adjustments)
      list.push_back({{"charge", one.charge},
                      {"kind", name_of(one.kind)},
                      {"rule", rule_of(one)},
                      {"window", window(one.window)},
                      {"amount", money(one.minor)}});
    return list;
  }

  json::value when(const std::optional<Instant>& at) const {
    return at ? json::value(to_rfc3339(*at, plan_.zone)) : json::value(nullptr);
  }

  json::array claims() const {
    json::array list;
    for (const WindowClaim& one : audit_.window_claims)
      list.push_back({{"window", window(one.window)},
                      {"state", name_of(one.state)},
                      {"until", when(one.until)},
                      {"claimed_at", one.claim ? when(one.claim->at) : json::value(nullptr)},
                      {"claimed_by", one.claim ? json::value(one.claim->ticket) : json::value(nullptr)},
                      {"pay_by", when(one.pay_by)}});
    return list;
  }

  // By which a claim is made; where there are none, a log cannot show one.
  json::array claim_events() const {
    json::array list;
    const Setting<SettlementRule>& rule = plan_.contract.settlement;
    if (!rule) return list;
    for (const EventRule& event : rule->claim) list.push_back(json::value(event.event));
    return list;
  }

  json::array rights() const {
    json::array list;
    for (const TerminationRight& one : audit_.rights) {
      const TerminationRule& rule = plan_.contract.termination[one.rule];
      json::array by;
      for (const std::uint32_t i : one.breaches) {
        const Breach& breach = audit_.partial.breaches[i];
        const Obligation* obligation = plan_.obligation_of(breach.kind, breach.obligation);
        by.push_back({{"obligation", obligation != nullptr ? json::value(obligation->name) : json::value(nullptr)},
                      {"incident", breach.incident_name()},
                      {"at", to_rfc3339(breach.at, plan_.zone)}});
      }
      list.push_back({{"name", rule.name},
                      {"clause", rule.clause},
                      {"state", name_of(one.state)},
                      {"since", when(one.since)},
                      {"latest", when(one.latest)},
                      {"until", when(one.until)},
                      {"earliest_end", when(one.earliest_end)},
                      {"breaches", std::move(by)}});
    }
    return list;
  }

  json::array loss_tests() const {
    json::array list;
    for (const LossTest& one : audit_.loss_tests)
      list.push_back({{"incident", one.incident.empty() ? json::value(nullptr) : json::value(one.incident)},
                      {"penalty", to_string(one.penalty)},
                      {"loss", to_string(one.loss)},
                      {"threshold", to_string(one.threshold)},
                      {"above", one.is_above}});
    return list;
  }

  const Audit& audit_;
  const Plan& plan_;
};

}  // namespace

boost::json::array derivation_json(const Derivation& derivation) {
  json::array list;
  for (const DerivationStep& step : derivation) {
    json::object facts;
    for (const DerivationFact& fact : step.facts) facts[fact.name] = fact.value;
    list.push_back({{"kind", name_of(step.kind)},
                    {"formula", step.formula.empty() ? json::value(nullptr) : json::value(step.formula)},
                    {"facts", std::move(facts)},
                    {"en", step.en},
                    {"zh", step.zh}});
  }
  return list;
}

boost::json::object charge_json(const Audit& audit, const Derivations& derivations, std::size_t charge,
                                const LedgerLine& line) {
  return Writer(audit).charge(derivations, charge, line);
}

boost::json::object settlement_json(const Audit& audit) { return Writer(audit).statement(); }

boost::json::object statement_json(const Audit& audit) {
  boost::json::object object = settlement_json(audit);
  object["postings"] = Writer(audit).postings();
  return object;
}

}  // namespace slakit
