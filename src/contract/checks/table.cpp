// Every code of contract documents: what it says, what to write instead, and who finds it. The README's table is this.
#include "table.hpp"

#include <iterator>

namespace slakit {

namespace {

constexpr Severity error = Severity::error;
constexpr Severity remark = Severity::remark;
constexpr Severity note = Severity::note;

constexpr CheckRow rows[] = {
    // The text
    {{"unreadable-file", error, "a file cannot be read", "give the path of a file that exists"}},
    {{"outside-folder", error, "an included file is not in the document's folder",
      "write a path from there, without `..`"}},
    {{"duplicate-include", error, "a file is included twice", "include it once"}},
    {{"not-includable", error, "an included file has a section that is not shared",
      "keep calendars, holidays, rosters, events and attributes there"}},
    {{"include-needs-file", error, "text without a folder includes files", "give the document as a file"}},
    {{"not-text", error, "the file is not UTF-8 text", "save it as UTF-8"}},
    {{"too-large", error, "the document is beyond a limit", "split it, or write less"},
     [](Checker& f) {
       find_too_many_targets(f);
       find_too_many_parts(f);
     }},
    {{"too-deep", error, "more than 64 levels", "write it flatter"}},
    {{"yaml-syntax", error, "the text is no YAML from here on", "close what is open, indent with spaces"}},
    {{"several-documents", error, "a second document begins", "write one document in a file"}},
    {{"control-character", error, "a text holds a character that nobody sees", "leave it out"}},
    {{"alias", error, "an alias (`*name`) stands for a value", "write the value again"}},
    {{"tag", error, "a tag (`!!str`) stands before a value", "write the plain value"}},
    {{"bad-key", error, "a key is no text, or `<<`", "write a word"}},
    {{"duplicate-key", error, "a key or a name is given twice", "keep one"}, find_repeated_names},

    // The shape
    {{"unknown-version", error, "the document is of another version", "write `slakit: 1`"}},
    {{"unknown-key", error, "there is no such key here", "write the one suggested"}},
    {{"missing-key", error, "a key that is needed is not there", "add it"}, find_missing_keys},
    {{"missing-choice", error, "none of several keys is there", "write one of them"}, find_missing_bounds},
    {{"several-choices", error, "keys that exclude each other", "keep one"}},
    {{"missing-value", error, "a key has no value", "write one"}},
    {{"wrong-type", error, "a list, mapping or text where another is expected", "write what is expected"}},
    {{"unknown-value", error, "not one of the words that may stand here", "write one of them"}},
    {{"quote-it", error, "some YAML readers take this for a number, date or bool", "put it in quotes"}},
    {{"bad-name", error, "a name is empty, holds `.` or means something else", "choose another"}, find_reserved_names},
    {{"bad-number", error, "no number that may stand here", "write digits"}},
    {{"bad-date", error, "no date", "write one such as 2024-03-15"}},
    {{"bad-rule", error, "no rule for a day of each year", "write one such as first monday of september"}},
    {{"bad-duration", error, "no duration above zero", "write one such as PT4H"}},
    {{"ambiguous-duration", error, "days, months and years have no fixed length", "write hours"}},
    {{"bad-period", error, "no period above zero", "write one such as P1Y"}},
    {{"bad-money", error, "no amount above zero", "write currency and amount, such as CNY 500.00"}},
    {{"unknown-currency", error, "no currency of ISO 4217", "write its code, such as CNY"}},
    {{"too-many-decimals", error, "smaller than the currency's smallest unit", "write fewer decimals"}},
    {{"bad-rate", error, "no rate above zero with its unit", "write 1%, 1\u2030 or 5bp"}},
    {{"bad-figure", error, "no figure", "write one such as 99.9% or 4"}},
    {{"bad-hours", error, "no hours", "write them such as \"09:00-18:00\""}},
    {{"overlapping-hours", error, "hours of one day, or seasons, overlap", "write some that do not"},
     find_overlapping_hours},

    // What one key means to another
    {{"unknown-zone", error, "no time zone of this name", "write an IANA name such as Asia/Shanghai"},
     find_unknown_zones},
    {{"unknown-country", error, "no holidays of this name", "list the dates, or write a set under `holidays`"},
     find_unknown_holidays},
    {{"unknown-base", error, "no such base", "write price, or one of `contract.bases`"}, find_unknown_bases},
    {{"unknown-calendar", error, "no such calendar", "write one of `calendars`"}, find_unknown_calendars},
    {{"unknown-cap", error, "no such cap", "write one of `caps`"}, find_unknown_caps},
    {{"unknown-event", error, "`events` are listed, and this is none of them", "write one of them, or add it"},
     find_unknown_events},
    {{"unknown-indicator", error, "no obligation with an indicator has this name", "write one that is"},
     find_unknown_indicators},
    {{"unknown-milestone", error, "no such milestone", "write one of `contract.milestones`"}, find_unknown_milestones},
    {{"unknown-obligation", error, "no such obligation", "write one of `obligations`"}, find_unknown_obligations},
    {{"unknown-penalty", error, "no such penalty", "write one of `penalties`"}, find_unknown_penalties},
    {{"unknown-roster", error, "no such roster", "write one of `rosters`"}, find_unknown_rosters},
    {{"unknown-value-of-attribute", error, "the attribute's values are listed, and this is none of them",
      "write one of them, or add it"},
     find_unknown_values},
    {{"empty-name", error, "a name or clause is there and says nothing", "write it"}, find_empty_names},
    {{"circular-reference", error, "names lead back to themselves", "leave one out"}, find_circles},
    {{"no-term", error, "`term` is used and the contract has none", "add `contract.term`"}, find_missing_terms},
    {{"bad-term", error, "a term with hours, or of more than 100 years", "write whole days or years"}, find_bad_terms},
    {{"no-such-day", error, "months lead to a day that a month does not have, and the policy rejects that",
      "set `policies.month_arithmetic`, or write the last day"},
     find_missing_days},
    {{"two-currencies", error, "amounts in different currencies", "write all in one"}, find_two_currencies},
    {{"two-calendars", error, "a calendar that is two things at once", "write one of them"}, find_two_calendars},
    {{"never-opens", error, "a calendar without open time", "give it hours"}, find_closed_calendars},
    {{"unknown-between", error, "calendars are combined, or follow each other, where they are not known",
      "give them holidays that are known then"}},
    {{"make-up-without-hours", error, "make-up days whose hours are not known", "add `make_up_like`"},
     find_unknown_make_up_hours},
    {{"duplicate-date", error, "a date is given twice", "write it once"}, find_duplicate_dates},
    {{"known-gap", error, "holidays between two sets would not be known", "add those of the dates between"},
     find_known_gaps},
    {{"bad-holiday-file", error, "a file of holidays cannot be used", "give one that the message describes"}},
    {{"unknown-title", error, "no holiday of the file has this title", "write it as the file has it"}},
    {{"clock-never-stops", error, "nothing stops a clock", "add `stop`"}, find_endless_clocks},
    {{"pause-without-resume", error, "nothing ends a pause", "add `resume`"}, find_endless_pauses},
    {{"resume-without-pause", error, "there is no pause to end", "add `pause`"}, find_resumes_without_pause},
    {{"unless-without-after", error, "`unless` has no time to look at", "add `after`"}, find_unless_without_after},
    {{"event-in-two-roles", error, "one event is to do two things", "use two events, or conditions"},
     find_events_in_two_roles},
    {{"ambiguous-target", error, "two targets match equally", "add a condition to one"}, find_ambiguous_targets},
    {{"overlapping-bands", error, "a figure is in two bands of one charge", "let one end where the other begins"},
     find_overlapping_bands},
    {{"zero-count", error, "a count is zero", "write 1 or more"}, find_zero_counts},
    {{"reversed-range", error, "an end before its beginning", "exchange them"}, find_reversed_ranges},
    {{"unused-key", error, "a key that means nothing where it stands", "remove it"}, find_unused_keys},

    // Readings, assumed values and amendments
    {{"unknown-path", error, "there is no such place in the document", "write a path of its keys"}},
    {{"duplicate-reading", error, "two readings of one place", "join them"}},
    {{"reading-differs", error, "a reading and the document say different things", "write the same in both"}},
    {{"reading-value", error, "a reading's value does not fit its place", "write one that does"}},
    {{"reading-alternative", error, "an alternative does not fit its place, or is the value used",
      "write one that does"}},
    {{"assumed-alternative", error, "what else an assumed value may be does not fit its place, or is the value used",
      "write one that does"}},
    {{"amendment-value", error, "an amended value does not fit its place", "write one that does"}},

    // Remarks
    {{"no-cap", remark, "no cap limits what is owed", "add one under `caps` if the contract has it"},
     find_missing_caps},
    {{"cap-exhausted-by-one", remark, "one incident uses a cap up", "look at the limit and the charge again"},
     find_exhausted_caps},
    {{"cap-never-binds", remark, "a cap that is never reached", "leave it out, or lower it"}, find_idle_caps},
    {{"worse-costs-less", remark, "worse service costs less than better", "let what is worse cost no less"},
     [](Checker& f) {
       find_falling_bands(f);
       find_falling_charges(f);
     }},
    {{"never-owed", remark, "a charge that nothing can ever bring about", "write a unit that can run"},
     find_idle_units},
    {{"points-without-value", remark, "points cost nothing", "add `settlement.point_value` or `point_ladder`"},
     find_points_without_value},
    {{"idle-combination", remark, "a combination that changes nothing", "leave it out, or name more penalties"},
     find_idle_combinations},
    {{"no-combinations", remark, "combinations are to be listed, and none is", "add `combinations`"},
     find_missing_combinations},
    {{"more-than-whole", remark, "shares of one thing come to more than 100%", "look at the shares again"},
     find_shares_over_whole},
    {{"priced-twice", remark, "one breach is charged twice by the same unit", "join the charges"}, find_priced_twice},
    {{"unquantified", remark, "a promise without a number is never judged", "agree on a number"}, find_unquantified},
    {{"unused-event", remark, "an event that nothing waits for", "leave it out, or use it"}, find_unused_events},
    {{"unused-name", remark, "a calendar, roster, base or the like that nothing uses", "leave it out, or use it"},
     find_unused_names},
    {{"wrong-layer", remark, "an obligation supports one that is not above it",
      "let a supplier's support a team's, and a team's the customer's"},
     find_wrong_layers},
    {{"target-exceeds-supported", remark, "a target is longer than the one it supports", "agree on a shorter one"},
     find_targets_above_supported},
    {{"target-not-comparable", remark, "a target may hold within the one it supports, or not", "count both alike"},
     find_targets_not_comparable},
    {{"cycles-never-end", remark, "each stop begins another cycle, and nothing ends them", "add `until`"},
     find_endless_cycles},
    {{"due-after-term", remark, "a duty is first due after the term", "write an earlier deadline, or `within`"},
     find_duties_after_term},
    {{"gap-between-bands", remark, "a figure between the bands of a charge is in none",
      "let one end where the other begins, or write the figure's rounding"},
     find_gaps_between_bands},
    {{"deadline-after-closing", remark, "a deadline is later than its calendar ever closes", "write an earlier time"},
     find_deadlines_after_closing},
    {{"step-before-start", remark, "a step lies before the start of every clock", "write a shorter `before`"},
     find_steps_before_start},
    {{"clock-cannot-stop", remark, "the source mapping gives none of the events that stop a clock", "map one"}},
    {{"event-not-in-source", remark,
      "the source mapping gives none of the events that start, resume or reopen a clock, or end its cycles",
      "map one"}},
    {{"not-supported-yet", remark, "this version does not compute it", "nothing: results say that it is left out"},
     find_unsupported},
    {{"no-known-until", remark, "a file of holidays ends, and nothing says until when it is complete",
      "add `known_until`"}},

    // Notes
    {{"known-years", note, "published holidays are known for some years only", "add a set for the years after"},
     find_known_years},
    {{"assumed", note, "a value that the text does not give", "ask the parties"}, find_assumed},
    {{"reading", note, "one honest meaning of a clause among several", "ask the parties"}, find_readings},
    {{"default", note, "a policy that is left unset and matters here", "set it under `policies`"}, find_defaults},
};

}  // namespace

std::span<const CheckRow> check_rows() { return rows; }

std::span<const CheckCode> check_codes() {
  static const std::vector<CheckCode> codes = [] {
    std::vector<CheckCode> made;
    for (const CheckRow& row : rows) made.push_back(row.code);
    return made;
  }();
  return codes;
}

std::vector<Problem> found(Checker& checker, Severity severity) {
  for (const CheckRow& row : rows) {
    if (row.code.severity != severity || row.find == nullptr) continue;
    checker.begin(row.code.code);
    row.find(checker);
  }
  return checker.take();
}

}  // namespace slakit
