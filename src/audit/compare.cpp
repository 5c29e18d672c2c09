#include "slakit/audit/compare.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "audit/matched.hpp"
#include "audit/places.hpp"
#include "slakit/assessment/describe.hpp"
#include "slakit/base/error.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

// ---- lines ----------------------------------------------------------------------------------------------------------

const std::string& owner_of(const LedgerLine& line) noexcept {
  return line.ticket.empty() ? line.incident : line.ticket;
}

std::vector<Matched> names_of(const std::vector<LedgerLine>& lines) {
  std::vector<Matched> names;
  names.reserve(lines.size());
  for (const LedgerLine& one : lines)
    names.push_back({{owner_of(one), one.penalty, one.obligation}, one.at, one.cycle});
  return names;
}

// In what a settlement says of it.
bool alike(const LedgerLine& a, const LedgerLine& b) {
  const auto all = [](const LedgerLine& one) {
    return std::tie(one.clause, one.incident, one.window, one.at, one.late, one.count, one.status, one.gross, one.cut,
                    one.adjusted, one.net, one.is_provisional);
  };
  return all(a) == all(b);
}

void add_lines(const Ledger& before, const Ledger& after, std::vector<LineDifference>& lines) {
  const std::vector<std::optional<std::size_t>> matched = match(names_of(before.lines), names_of(after.lines));
  std::vector<char> is_there(before.lines.size(), 0);
  for (std::size_t i = 0; i < after.lines.size(); ++i) {
    const LedgerLine& line = after.lines[i];
    if (!matched[i]) {
      lines.push_back({{}, line, line.net});
      continue;
    }
    is_there[*matched[i]] = 1;
    const LedgerLine& was = before.lines[*matched[i]];
    if (!alike(was, line)) lines.push_back({was, line, line.net - was.net});
  }
  for (std::size_t i = 0; i < before.lines.size(); ++i)
    if (is_there[i] == 0) lines.push_back({before.lines[i], {}, -before.lines[i].net});
}

// ---- sums -----------------------------------------------------------------------------------------------------------

void add_to(SumDifference& sum, const LineDifference& one) {
  if (one.before) sum.before += one.before->net;
  if (one.after) sum.after += one.after->net;
  sum.by += one.by;
  ++sum.lines;
}

// Summed by a key, in the order in which keys come first.
template <class KeyOf>
std::vector<SumDifference> sums_of(const std::vector<LineDifference>& lines, KeyOf key_of_line) {
  std::vector<SumDifference> sums;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> place;
  for (const LineDifference& one : lines) {
    const auto [clause, name] = key_of_line(one.either());
    const auto [found, is_new] = place.try_emplace({clause, name}, sums.size());
    if (is_new) {
      sums.emplace_back();
      sums.back().clause = clause;
      sums.back().name = name;
    }
    add_to(sums[found->second], one);
  }
  return sums;
}

void add_postings(const Ledger& before, const Ledger& after, Comparison& made) {
  std::map<std::pair<std::string_view, std::string_view>, std::int64_t> minor;
  for (const LedgerPosting& one : before.postings) minor[{one.window, one.account}] -= one.minor;
  for (const LedgerPosting& one : after.postings) minor[{one.window, one.account}] += one.minor;
  for (const auto& [key, amount] : minor)
    if (amount != 0) made.postings.push_back({std::string(key.first), std::string(key.second), amount});
}

void add_windows(const Ledger& before, const Ledger& after, Comparison& made) {
  std::map<std::string_view, SumDifference> windows;
  const auto add = [&](const Ledger& ledger, std::int64_t SumDifference::*side) {
    for (const LedgerPosting& one : ledger.postings)
      if (one.account == "provider") windows[one.window].*side += one.minor;
  };
  add(before, &SumDifference::before);
  add(after, &SumDifference::after);
  for (const LineDifference& one : made.lines) ++windows[one.either().window].lines;
  for (auto& [first, sum] : windows) {
    sum.name = first;
    sum.by = sum.after - sum.before;
    if (sum.by != 0 || sum.lines > 0) made.windows.push_back(std::move(sum));
  }
}

// ---- verdicts -------------------------------------------------------------------------------------------------------

Judgement judgement_of(const Findings& findings, std::size_t row) {
  return {findings.verdict[row], findings.reason[row], findings.late[row].time, findings.due[row]};
}

// Whatever version of the terms judged it: an amendment is a difference where a verdict is another one.
std::vector<Matched> names_of(const Audit& audit) {
  const Findings& findings = audit.findings;
  std::vector<Matched> names;
  names.reserve(findings.size());
  for (std::size_t row = 0; row < findings.size(); ++row)
    names.push_back({{audit.tickets[static_cast<std::size_t>(findings.ticket[row])],
                      audit.plan.contract.obligations[findings.obligation[row]].name,
                      {}},
                     findings.triggered[row],
                     findings.cycle[row]});
  return names;
}

void add_verdicts(const Audit& before, const Audit& after, std::vector<VerdictDifference>& made) {
  const std::vector<Matched> old = names_of(before);
  const std::vector<Matched> now = names_of(after);
  const std::vector<std::optional<std::size_t>> matched = match(old, now);
  const auto add = [&made](const Matched& name, Setting<Judgement> was, Setting<Judgement> is) {
    made.push_back({std::string(std::get<0>(name.names)), std::string(std::get<1>(name.names)), name.number, was, is});
  };
  std::vector<char> is_there(old.size(), 0);
  for (std::size_t row = 0; row < now.size(); ++row) {
    const Judgement is = judgement_of(after.findings, row);
    if (!matched[row]) {
      add(now[row], {}, is);
      continue;
    }
    is_there[*matched[row]] = 1;
    const Judgement was = judgement_of(before.findings, *matched[row]);
    if (!(was == is)) add(now[row], was, is);
  }
  for (std::size_t row = 0; row < old.size(); ++row)
    if (is_there[row] == 0) add(old[row], judgement_of(before.findings, row), {});
}

// Of what is no clock.
using Counts = std::map<std::pair<std::string, std::string>, std::int64_t>;

Counts counts_of(const Audit& audit) {
  Counts counts;
  const auto add = [&counts](const Obligation& obligation, Verdict verdict) {
    ++counts[{obligation.name, boost::describe::enum_to_string(verdict, "")}];
  };
  for (const DutyFinding& one : audit.duties.findings) add(audit.plan.duties[one.duty].obligation, one.verdict);
  for (const PromiseFinding& one : audit.promises) add(audit.plan.promises[one.promise].obligation, one.verdict);
  for (const IndicatorFinding& one : audit.indicators)
    add(audit.plan.indicators[one.indicator].obligation, one.verdict);
  return counts;
}

void add_counts(const Audit& before, const Audit& after, std::vector<CountDifference>& made) {
  std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> both;
  for (const auto& [key, count] : counts_of(before)) both[key].first = count;
  for (const auto& [key, count] : counts_of(after)) both[key].second = count;
  for (const auto& [key, count] : both)
    if (count.first != count.second) made.push_back({key.first, key.second, count.first, count.second});
}

// ---- what differs in what was asked ---------------------------------------------------------------------------------

void add_place(std::vector<PlaceDifference>& places, const char* path, std::string was, std::string is) {
  if (was != is) places.push_back({path, std::move(was), std::move(is)});
}

void add_runs(const Ledger& before, const Ledger& after, std::vector<PlaceDifference>& places) {
  add_place(places, "contract.id", before.contract, after.contract);
  add_place(places, "as_of", to_rfc3339(before.as_of, before.zone), to_rfc3339(after.as_of, after.zone));
}

void add_runs(const Audit& before, const Audit& after, std::vector<PlaceDifference>& places) {
  const auto add = [&places](const char* path, std::string was, std::string is) {
    add_place(places, path, std::move(was), std::move(is));
  };
  add("as_of", to_rfc3339(before.as_of, before.plan.zone), to_rfc3339(after.as_of, after.plan.zone));
  add("events", std::to_string(before.rows.in) + " rows", std::to_string(after.rows.in) + " rows");
  add("decisions", std::to_string(before.decisions.size()) + " recorded",
      std::to_string(after.decisions.size()) + " recorded");
}

}  // namespace

Comparison compare(const Ledger& before, const Ledger& after) {
  if (!(before.currency == after.currency))
    throw InputError({{"two-currencies",
                       "currency",
                       "the earlier is in " + std::string(before.currency.name()) + " and the later in " +
                           std::string(after.currency.name()) + "; compare settlements in one currency",
                       "",
                       {}}});
  Comparison made;
  made.currency = after.currency;
  made.before = before.total;
  made.after = after.total;
  made.by = after.total - before.total;
  add_lines(before, after, made.lines);
  made.clauses = sums_of(made.lines, [](const LedgerLine& line) {
    return std::pair<std::string_view, std::string_view>(line.clause, line.penalty);
  });
  made.tickets = sums_of(made.lines, [](const LedgerLine& line) {
    return std::pair<std::string_view, std::string_view>({}, owner_of(line));
  });
  std::stable_sort(made.tickets.begin(), made.tickets.end(), [](const SumDifference& a, const SumDifference& b) {
    return std::max(a.by, -a.by) > std::max(b.by, -b.by);
  });
  add_windows(before, after, made);
  add_postings(before, after, made);
  add_runs(before, after, made.places);
  return made;
}

Comparison compare(const Audit& before, const Audit& after) {
  Comparison made = compare(ledger_of(before), ledger_of(after));
  add_verdicts(before, after, made.verdicts);
  add_counts(before, after, made.counts);
  made.decided_before = before.decided.total.minor;
  made.decided_after = after.decided.total.minor;
  made.places = places_that_differ(*before.plan.contract.document, *after.plan.contract.document);
  add_runs(before, after, made.places);
  return made;
}

}  // namespace slakit
