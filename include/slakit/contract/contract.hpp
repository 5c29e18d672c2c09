// A contract as data: what was promised, and what a broken promise costs.
//
//     Contract c = slakit::read_contract_file("examples/after-sales/contract.yaml");   // floor io
//     *c.contract.price->amount       // CNY 1000000.00
//     c.obligations[0].clause         // "1.1.3(2)"
//
// Built only by the reader, which refuses a document with any problem; a Contract in hand is consistent: every name it
// uses exists, every calendar opens, every target is positive. Keeps its document, so that a reading can be put in its
// place:
//
//     Contract other = with_choices(c, {{"policies.concurrency", Value::scalar("both")}});
//
// Thread-safety: a plain value.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/amendment.hpp"
#include "slakit/contract/base_amount.hpp"
#include "slakit/contract/calendar_rule.hpp"
#include "slakit/contract/exclusion.hpp"
#include "slakit/contract/obligation.hpp"
#include "slakit/contract/penalty_term.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/contract/settlement_rule.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/contract/vocabulary.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/period.hpp"

namespace slakit {

struct Parties {
  std::string provider;
  std::string customer;
  std::vector<std::string> suppliers;
};

struct Milestone {
  std::string name;
  std::string clause;
  LocalText title;
  std::string text;
  Date date;
};

// Local dates [first day 00:00, last day 24:00) in the contract's zone.
struct Term {
  std::string from;        // a milestone
  Setting<Period> length;  // whole days; this ...
  Setting<Date> to;        // ... or the last day
  Setting<TermCounting> counting;
  std::string clause;
  LocalText title;
  std::string text;
};

// `contract:` in the document.
struct ContractHead {
  std::string id;
  LocalText title;
  LocalText note;  // shown with every result ("illustrative figures")
  Parties parties;
  std::string time_zone;  // IANA name
  Setting<BaseAmount> price;
  std::vector<BaseAmount> bases;  // all in one currency
  std::vector<Milestone> milestones;
  Setting<Term> term;    // without one, every ticket is inside
  std::string incident;  // the attribute that joins tickets to incidents; empty: the ticket itself
  std::string service;   // the attribute that says which service a ticket is about, for caps per service
  std::string holder;    // the attribute that says who (a team, a supplier) holds the ticket; empty: nobody is named
  std::string governing_law;  // ISO 3166-1 code of the country: CN has a test of penalties against losses
  std::string source;         // a source mapping's file beside the document; empty: the plain event log
};

struct Contract {
  std::vector<std::string> include;  // files whose sections were joined to this document's
  ContractHead contract;
  std::vector<AttributeRule> attributes;
  std::vector<EventName> events;
  std::vector<CalendarRule> calendars;
  std::vector<HolidayList> holidays;
  std::vector<Roster> rosters;
  std::vector<Obligation> obligations;
  std::vector<PenaltyTerm> penalties;
  std::vector<CapRule> caps;
  std::vector<MinimumRule> minimums;
  std::vector<CombinationRule> combinations;
  std::vector<ExclusionRule> exclusions;
  Setting<SettlementRule> settlement;
  std::vector<TerminationRule> termination;
  Policies policies;
  std::vector<Amendment> amendments;
  std::vector<ReadingRule> readings;

  std::vector<Assumption> assumptions;    // `assumed` values and stated readings, found by the reader
  std::shared_ptr<const Value> document;  // what it was read from, included files joined
  std::vector<std::string> source_names;  // the document's file name or "<text>", then those of included files; a
                                          // Mark's `file` counts from 0 in it

  const std::string& source_name() const noexcept {
    static const std::string none;
    return source_names.empty() ? none : source_names.front();
  }
};

// The amount of a base by its name ("price" or one of `bases`), or nothing where a ticket says it.
std::optional<Money> base_amount(const ContractHead& head, std::string_view name);  // compiled (floor io)

// The currency of all its money, wherever it has some; XXX (ISO 4217: no currency) where it has none.
Currency currency_of(const ContractHead& head);  // compiled (floor io)
Currency currency_of(const Contract& contract);  // compiled (floor io)

}  // namespace slakit
