#include "slakit/audit/entry_amounts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "assessment/entry_rows.hpp"
#include "audit/judged.hpp"
#include "settlement/coupling.hpp"
#include "slakit/assessment/assess.hpp"
#include "slakit/base/error.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/settlement/settle.hpp"

namespace slakit {
namespace {

// One ticket's rows as they would be without an entry.
struct Rest {
  std::size_t ticket = 0;
  std::vector<char> mask;  // by row of the ticket
  std::vector<KnownRows::Unsaid> unsaid;
};

// Nothing but clocks and events of a ticket is priced, and nothing else has a say in them: one ticket can be judged
// alone.
bool is_by_ticket(const Plan& plan) {
  return plan.contract.exclusions.empty() && std::all_of(plan.terms.begin(), plan.terms.end(), [](const auto& term) {
           return term.kind == PricedKind::clock || term.kind == PricedKind::event;
         });
}

// No charge changes what another incident's comes to.
bool is_by_incident(const Plan& plan) {
  const auto is_free = [](const PenaltyTerm& term) { return !term.repeats; };
  return plan.limits.empty() && !settles_charges_together(plan) &&
         std::all_of(plan.contract.penalties.begin(), plan.contract.penalties.end(), is_free);
}

class EntryPricer {
 public:
  EntryPricer(const Audit& audit, const EventLog& log, const EntryAmountOptions& options)
      : audit_(audit),
        log_(log),
        options_(options),
        binding_(audit.plan, log),
        watched_(watched_by_any(binding_)),
        known_(log),
        known_binding_(audit.plan, known_.log()) {
    for (const Breach& breach : audit.partial.breaches) by_incident_[breach.incident_name()].push_back(&breach);
  }

  EntryAmounts run() {
    EntryAmounts made;
    made.of_finding.resize(audit_.log_audit.findings.size());
    std::map<std::tuple<std::string, std::int64_t, Instant>, std::size_t> places;
    for (std::size_t i = 0; i < audit_.log_audit.findings.size(); ++i) {
      const LogFinding& finding = audit_.log_audit.findings[i];
      const Instant known = known_of(finding);
      const auto [found, is_new] = places.try_emplace({finding.ticket, finding.row, known}, made.entries.size());
      if (is_new) {
        EntryAmount& entry = made.entries.emplace_back();
        entry.ticket = finding.ticket;
        entry.row = finding.row;
        entry.by = amount(finding, known);
        made.not_computed += entry.by ? 0 : 1;
      }
      made.entries[found->second].findings.push_back(i);
      made.of_finding[i] = made.entries[found->second].by;
    }
    return made;
  }

 private:
  static Instant known_of(const LogFinding& finding) {
    return finding.recorded_at ? std::max(finding.at, *finding.recorded_at) : finding.at;
  }

  Setting<std::int64_t> amount(const LogFinding& finding, Instant known) {
    const Rest rest = rest_of(finding, known);
    if (!is_by_ticket(audit_.plan)) return by_whole_log(rest);
    if (is_by_incident(audit_.plan)) return by_its_incident(rest);
    return by_its_ticket(rest);
  }

  // ---- what is left of the ticket -----------------------------------------------------------------------------------

  Rest rest_of(const LogFinding& finding, Instant known) const {
    Rest rest;
    rest.ticket = static_cast<std::size_t>(log_.tickets.find(finding.ticket));
    const std::size_t first = log_.first[rest.ticket];
    std::size_t count = 0;
    while (first + count < log_.first[rest.ticket + 1] && log_.at[first + count] < audit_.as_of) ++count;
    rest.mask.assign(count, 1);
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < count; ++place)
      if (log_.row[first + place] == finding.row && known_at(log_, first + place) == known) places.push_back(place);
    if (known <= finding.at) rest.unsaid = changes_of(log_, watched_, first, count, places);
    if (rest.unsaid.empty())
      for (const std::size_t place : places) rest.mask[place] = 0;
    return rest;
  }

  void fill(const Rest& rest) {
    if (rest.unsaid.empty())
      known_.fill(log_.first[rest.ticket], rest.mask);
    else
      known_.fill(log_.first[rest.ticket], rest.mask, rest.unsaid);
  }

  // What the ticket's rest comes to, under its own name.
  Partial judged(const Rest& rest) {
    fill(rest);
    Findings findings;
    Partial partial = assess(audit_.plan, known_binding_, {0, 1}, audit_.as_of, findings);
    const std::string& name = log_.tickets.name(static_cast<EventLog::Code>(rest.ticket));
    for (Breach& breach : partial.breaches) breach.ticket = name;
    for (Document& document : partial.documents) document.ticket = name;
    return partial;
  }

  // ---- money --------------------------------------------------------------------------------------------------------

  std::int64_t total_of(const std::vector<Breach>& breaches, const std::vector<Document>& documents) const {
    Charges charges = price(audit_.plan, {breaches, documents, audit_.decisions});
    return settle(audit_.plan, breaches, charges, audit_.as_of).total.minor;
  }

  template <class Item>
  static std::vector<Item> with_ticket_of(const std::vector<Item>& all, const std::vector<Item>& its,
                                          const std::string& ticket) {
    std::vector<Item> made;
    made.reserve(all.size() + its.size());
    std::copy_if(all.begin(), all.end(), std::back_inserter(made),
                 [&](const Item& one) { return one.ticket != ticket; });
    made.insert(made.end(), its.begin(), its.end());
    std::sort(made.begin(), made.end());
    return made;
  }

  bool may_settle() noexcept { return settled_++ < options_.audits_max; }

  Setting<std::int64_t> by_its_ticket(const Rest& rest) {
    const Partial partial = judged(rest);
    const std::string& name = log_.tickets.name(static_cast<EventLog::Code>(rest.ticket));
    const std::vector<Breach> breaches = with_ticket_of(audit_.partial.breaches, partial.breaches, name);
    const std::vector<Document> documents = with_ticket_of(audit_.partial.documents, partial.documents, name);
    if (breaches == audit_.partial.breaches && documents == audit_.partial.documents) return std::int64_t{0};
    if (!may_settle()) return {};
    return audit_.statement.total.minor - total_of(breaches, documents);
  }

  // Of the incidents that the ticket is part of, with and without the entry.
  Setting<std::int64_t> by_its_incident(const Rest& rest) {
    const Partial partial = judged(rest);
    const std::string& name = log_.tickets.name(static_cast<EventLog::Code>(rest.ticket));
    std::set<std::string> incidents;
    for (const Breach& breach : partial.breaches) incidents.insert(breach.incident_name());
    for (const Document& one : partial.documents) incidents.insert(one.incident_name());
    for (const auto& [incident, breaches] : by_incident_)
      for (const Breach* breach : breaches)
        if (breach->ticket == name) incidents.insert(incident);
    return incidents_with(incidents) - incidents_without(incidents, partial, name);
  }

  std::int64_t incidents_with(const std::set<std::string>& incidents) const {
    return total_of(known_breaches(incidents), known_documents(incidents));
  }

  std::int64_t incidents_without(const std::set<std::string>& incidents, const Partial& partial,
                                 const std::string& ticket) const {
    return total_of(with_ticket_of(known_breaches(incidents), partial.breaches, ticket),
                    with_ticket_of(known_documents(incidents), partial.documents, ticket));
  }

  std::vector<Breach> known_breaches(const std::set<std::string>& incidents) const {
    std::vector<Breach> made;
    for (const std::string& incident : incidents)
      if (const auto found = by_incident_.find(incident); found != by_incident_.end())
        for (const Breach* breach : found->second) made.push_back(*breach);
    return made;
  }

  std::vector<Document> known_documents(const std::set<std::string>& incidents) const {
    std::vector<Document> made;
    for (const Document& one : audit_.partial.documents)
      if (incidents.contains(one.incident_name())) made.push_back(one);
    return made;
  }

  // ---- where more than the ticket may change ------------------------------------------------------------------------

  Setting<std::int64_t> by_whole_log(const Rest& rest) {
    if (!may_settle()) return {};
    const EventLog without = log_without(rest);
    Audit other;
    other.plan = audit_.plan;
    other.as_of = audit_.as_of;
    judge(Binding(other.plan, without), other);
    settle(other);
    return audit_.statement.total.minor - other.statement.total.minor;
  }

  EventLog log_without(const Rest& rest) const {
    EventLog made = log_;
    const std::size_t first = log_.first[rest.ticket];
    for (const KnownRows::Unsaid& one : rest.unsaid)
      made.attributes[one.attribute].codes[first + one.place] = Dictionary::absent;
    for (std::size_t place = rest.mask.size(); place-- > 0;)
      if (rest.mask[place] == 0) erase_row(made, first + place);
    return made;
  }

  void erase_row(EventLog& log, std::size_t row) const {
    const auto erase = [row](auto& column) {
      if (!column.empty()) column.erase(column.begin() + static_cast<std::ptrdiff_t>(row));
    };
    erase(log.at);
    erase(log.type);
    erase(log.sequence);
    erase(log.recorded_at);
    erase(log.row);
    for (TextColumn& column : log.attributes) erase(column.codes);
    for (std::uint32_t& first : log.first)
      if (first > row) --first;
  }

  const Audit& audit_;
  const EventLog& log_;
  EntryAmountOptions options_;
  Binding binding_;
  std::vector<Binding::Attribute> watched_;
  KnownRows known_;
  Binding known_binding_;
  std::map<std::string, std::vector<const Breach*>> by_incident_;
  std::size_t settled_ = 0;
};

}  // namespace

EntryAmounts entry_amounts(const Audit& audit, const EventLog& log, const EntryAmountOptions& options) {
  return EntryPricer(audit, log, options).run();
}

}  // namespace slakit
