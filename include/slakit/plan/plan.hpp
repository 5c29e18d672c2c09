// A plan: a contract with every choice resolved, ready to judge any number of logs.
//
//     Contract contract = read_contract_file("contract.yaml");
//     Plan plan = compile(contract, {}, load_sources(contract));       // compile.hpp, sources.hpp
//     Plan other = compile(contract, {{"policies.concurrency", Value::scalar("both")}}, load_sources(contract));
//
// Names are resolved to indices, calendars are built, policies have values, and what the contract left to defaults it
// can reach stands in `assumptions`. Thread-safety: a plan is never changed after compile(); share it between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "slakit/base/setting.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/clock/clock.hpp"
#include "slakit/clock/steps.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/support.hpp"
#include "slakit/plan/priced.hpp"
#include "slakit/time/windows.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

// Policies with a value each.
struct ResolvedPolicies {
  Counting counting{};
  Concurrency concurrency{};
  PauseAfterDue pause_after_due{};
  DueBoundary due_boundary{};
  Rounding rounding{};
  RoundingStage rounding_stage{};
  CutOrder cut_order{};
  SeveralCaps several_caps{};
  Retarget retarget{};
  Reopen reopen{};
  BusinessDayRule days{};
  AmendedTerms amended_terms{};
  MonthArithmetic month_arithmetic{};
};

struct Plan {
  // A service level: an obligation measured by a clock. Its index is the obligation's in `contract.obligations`.
  struct ServiceLevel {
    struct EventRole {
      EventRule rule;
      Roles roles;
    };
    struct HeldCalendar {
      std::string value;
      std::size_t calendar;
    };
    struct TargetChoice {
      Where where;
      Target target;          // of what kind none, where the ticket says it:
      std::string attribute;  // a duration of working time, or an instant
    };

    std::vector<EventRole> roles;         // one entry per event and conditions
    std::vector<Where> pauses_while;      // pauses that last as long as one of these holds
    std::vector<TargetChoice> targets;    // by the rules of the obligation
    std::size_t calendar = 0;             // index into calendars; the first of
    std::vector<HeldCalendar> calendars;  // those by who holds the ticket, by `calendar_attribute`
    std::string calendar_attribute;       // empty: one calendar for all
    Duration after{};
    Cycles cycles{};
    Setting<std::size_t> breach_of;  // the service level whose breach it needs
    bool starts_by_breach = false;   // and starts at
    std::vector<StepRule> steps;     // by the rules of the obligation
    bool is_priced = false;          // some penalty term prices it
    bool pays_for_time_saved = false;
    bool wants_stretches = false;   // some term asks when it was late, not only for how long
    std::vector<std::string> said;  // attributes that some term asks about
    Setting<Interval> holds;        // the term, or its own period; unset: always
  };

  // Something owed whether or not anyone asks. Its deadlines are assessed where its triggers are known
  // (assessment/duties.hpp).
  struct Duty {
    Obligation obligation;          // as written; its measure is a DutyRule
    Setting<std::size_t> calendar;  // index into calendars, as signed: whose closed days move its deadlines
    HolidayDeadline on_holiday{};   // where to
    std::vector<Window> windows;    // its periods, where it recurs or is counted; the term, where it is standing
    Setting<Date> milestone;        // by which it is owed once
    std::vector<Member> members;    // of the roster of whom each owes it
    std::vector<std::string> member_attributes;  // that names one of them: the first that a log has
    OwesIfMember owes_if_member{};

    Setting<Interval> holds;  // the term, or its own period

    const DutyRule& rule() const noexcept { return *std::get_if<DutyRule>(&obligation.measure); }
  };

  // What a ticket owes besides speed: a gate, records, a promise without a number, a prohibition.
  struct Promise {
    Obligation obligation;
    Setting<Interval> holds;
  };

  // A figure over windows.
  struct Indicator {
    Obligation obligation;        // its measure is an IndicatorRule
    std::vector<Window> windows;  // consecutive
    Setting<Interval> holds;
    Setting<std::size_t> calendar;  // of an availability: when service is owed
    NoData no_data{};

    const IndicatorRule& rule() const noexcept { return *std::get_if<IndicatorRule>(&obligation.measure); }
  };

  // The terms from an amendment's first day on. Obligations are those of the contract, in its order.
  struct Version {
    Instant from;
    std::string amendment;
    Contract contract;
    std::vector<ServiceLevel> service_levels;  // their calendars are the plan's, too
    std::shared_ptr<const Plan> as_amended;    // as if they had always been so; its lists are as long as this plan's
  };

  Contract contract;                  // the part of it that is priced: every obligation has a clock, every penalty
                                      // one obligation, or event, and one charge
  std::vector<Unsupported> left_out;  // the other parts; a host shows them beside every result
  std::vector<Choice> choices;        // the reading this plan computes; empty: as written
  Zone zone;
  std::vector<Calendar> calendars;  // of the contract, then of each version
  std::vector<ServiceLevel> service_levels;
  std::vector<Duty> duties;  // these three in the order of the document
  std::vector<Promise> promises;
  std::vector<Indicator> indicators;
  std::vector<Version> amended;  // by `from`; version i + 1 is the i-th, version 0 the contract as it was signed
  std::vector<PricedTerm> terms;
  std::vector<PricedLimit> limits;           // in the order in which they cut: from the inside out
  std::vector<SettledWindow> windows;        // consecutive; one, where nothing else is said
  std::vector<Interval> years;               // of the contract; none without a term
  std::vector<std::string> loss_attributes;  // of events, that document losses
  Setting<Interval> term;                    // instants; absent: no term, everything is inside
  ResolvedPolicies policies;
  std::vector<Assumption> assumptions;

  // The version in force at an instant.
  std::size_t version_at(Instant t) const noexcept {
    std::size_t version = 0;
    while (version < amended.size() && amended[version].from <= t) ++version;
    return version;
  }
  const Plan& under(std::size_t version) const noexcept {
    return version == 0 ? *this : *amended[version - 1].as_amended;
  }
  // A calendar, by its index as signed, under a version's terms: amendments change calendars and add none.
  const Calendar& calendar_at(std::size_t version, std::size_t calendar) const noexcept {
    return calendars[version * (calendars.size() / (amended.size() + 1)) + calendar];
  }
  const ClockRule& clock_rule(std::size_t version, std::size_t obligation) const noexcept {
    return *(version == 0 ? contract : amended[version - 1].contract).obligations[obligation].clock();
  }
  // Whether an obligation holds at an instant.
  static bool in(const Setting<Interval>& holds, Instant t) noexcept {
    return !holds || (t >= holds->from && t < holds->to);
  }
  // The obligation that is priced; nothing for an event.
  const Obligation* obligation_of(PricedKind kind, std::size_t index) const noexcept {
    switch (kind) {
      case PricedKind::clock: return &contract.obligations[index];
      case PricedKind::duty: return &duties[index].obligation;
      case PricedKind::promise: return &promises[index].obligation;
      case PricedKind::indicator: return &indicators[index].obligation;
      case PricedKind::event: return nullptr;
    }
    return nullptr;
  }
  // The window that an instant falls into; before the first and after the last, that one.
  std::size_t window_at(Instant t) const noexcept {
    std::size_t window = 0;
    while (window + 1 < windows.size() && windows[window + 1].span.from <= t) ++window;
    return window;
  }
  Currency currency() const { return currency_of(contract); }
};

}  // namespace slakit
