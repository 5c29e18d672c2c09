// A contract as data: what was promised, and what a broken promise costs.
//
//     Contract c = slakit::read_contract_file("examples/after-sales/contract.yaml");   // floor io
//     c.price                         // CNY 1000000.00
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

#include <boost/describe/class.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/value.hpp"
#include "slakit/contract/calendar_rule.hpp"
#include "slakit/contract/obligation.hpp"
#include "slakit/contract/penalty_term.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/money/money.hpp"
#include "slakit/time/instant.hpp"
#include "slakit/time/period.hpp"

namespace slakit {

struct Parties {
  std::string provider;
  std::string customer;
};
BOOST_DESCRIBE_STRUCT(Parties, (), (provider, customer))

struct Milestone {
  std::string name;
  Date date;
};
BOOST_DESCRIBE_STRUCT(Milestone, (), (name, date))

// Local dates [first day 00:00, last day 24:00) in the contract's zone.
struct Term {
  std::string from;  // a milestone
  Period length;
  std::optional<TermCounting> counting;
  std::string clause;
};
BOOST_DESCRIBE_STRUCT(Term, (), (from, length, counting, clause))

// `contract:` in the document.
struct ContractHead {
  std::string id;
  LocalText title;
  LocalText note;  // shown with every result ("illustrative figures")
  Parties parties;
  std::string time_zone;  // IANA name
  Money price;
  std::vector<Milestone> milestones;
  std::optional<Term> term;  // without one, every ticket is inside
  std::string incident;      // the attribute that joins tickets to incidents; empty: the ticket itself
  std::string source;        // a source mapping's file beside the document; empty: the plain event log
};
BOOST_DESCRIBE_STRUCT(ContractHead, (),
                      (id, title, note, parties, time_zone, price, milestones, term, incident, source))

struct Contract {
  ContractHead contract;
  std::vector<CalendarRule> calendars;
  std::vector<Obligation> obligations;
  std::vector<PenaltyTerm> penalties;
  std::vector<CapRule> caps;
  Policies policies;
  std::vector<ReadingRule> readings;

  std::vector<Assumption> assumptions;    // `assumed` values and stated readings, found by the reader
  std::shared_ptr<const Value> document;  // what it was read from
  std::string source_name;                // file name or "<text>"
};
BOOST_DESCRIBE_STRUCT(Contract, (), (contract, calendars, obligations, penalties, caps, policies, readings))

}  // namespace slakit
