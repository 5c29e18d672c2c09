#include "slakit/audit/reverse.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "audit/what_if.hpp"
#include "penalty/exact.hpp"
#include "slakit/audit/ledger.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/suggest.hpp"
#include "slakit/contract/stated_choices.hpp"

namespace slakit {
namespace {

// ---- claims ---------------------------------------------------------------------------------------------------------

bool is_about(const ClaimedFigure& claim, const LedgerLine& line) {
  return (claim.ticket.empty() || claim.ticket == line.ticket || claim.ticket == line.incident) &&
         (claim.penalty.empty() || claim.penalty == line.penalty);
}

std::vector<std::int64_t> figures_of(const std::vector<ClaimedFigure>& claims, const Ledger& ledger) {
  std::vector<std::int64_t> figures(claims.size(), 0);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (claims[i].ticket.empty() && claims[i].penalty.empty()) {
      figures[i] = ledger.total;
      continue;
    }
    for (const LedgerLine& line : ledger.lines)
      if (is_about(claims[i], line)) figures[i] += line.net;
  }
  return figures;
}

bool is_ticket(const std::string& name, const Audit& audit, const Ledger& used) {
  return std::find(audit.tickets.begin(), audit.tickets.end(), name) != audit.tickets.end() ||
         std::any_of(used.lines.begin(), used.lines.end(),
                     [&](const LedgerLine& line) { return line.incident == name; });
}

std::vector<Problem> problems_of(const std::vector<ClaimedFigure>& claims, const Audit& audit, const Ledger& used) {
  std::vector<Problem> problems;
  const auto add = [&](std::string code, std::string path, std::string message) {
    problems.push_back({std::move(code), std::move(path), std::move(message), "", {}});
  };
  if (claims.empty()) add("no-claim", "claims", "no figure is given; give one");
  std::vector<std::string> penalties;
  for (const PenaltyTerm& term : audit.plan.contract.penalties) penalties.push_back(term.name);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto& [ticket, penalty, minor] = claims[i];
    const std::string path = "claims." + std::to_string(i);
    if (!ticket.empty() && !is_ticket(ticket, audit, used))
      add("unknown-ticket", path + ".ticket",
          "the log has no ticket '" + ticket + "'" + suggestion(ticket, audit.tickets));
    if (!penalty.empty() && std::find(penalties.begin(), penalties.end(), penalty) == penalties.end())
      add("unknown-penalty", path + ".penalty",
          "the contract has no penalty '" + penalty + "' that is computed" + suggestion(penalty, penalties));
  }
  return problems;
}

// ---- candidates -----------------------------------------------------------------------------------------------------

// How far from likely it is that somebody takes a place otherwise: how units are counted is mistaken more often than
// what they are.
int unlikeliness(std::string_view path) {
  constexpr int of_counting = 0, of_rounding = 1, of_thresholds = 2, of_other_words = 3, of_amounts = 4, of_units = 5;
  constexpr std::string_view amounts[] = {"amount",  "rate",   "limit",    "of",           "at_least",
                                          "at_most", "points", "raise_to", "ignore_up_to", "price"};
  const std::string_view last = path.substr(path.rfind('.') + 1);
  const auto is_inside = [&](std::string_view part) { return path.find(part) != std::string_view::npos; };
  if (last == "per" || last == "unit" || last == "units") return of_units;
  if (last == "counting" || last == "due_day") return of_counting;
  if (last.starts_with("round")) return of_rounding;
  if (is_inside(".threshold.") || last == "threshold") return of_thresholds;
  const bool is_amount = std::find(std::begin(amounts), std::end(amounts), last) != std::end(amounts);
  return is_amount ? of_amounts : of_other_words;
}

// Another value of one place.
struct Change {
  std::size_t place = 0;  // of all
  std::size_t value = 0;
  bool is_open = true;
  int unlikeliness = 0;
  bool touches = false;
};

using Changes = std::vector<std::size_t>;  // indices of changes, rising

// A match, or what comes near.
struct Way {
  ReverseMatch match;
  Changes changes;
  int unlikeliness = 0;  // the sum

  bool holds(const Way& less) const {
    return std::includes(changes.begin(), changes.end(), less.changes.begin(), less.changes.end());
  }
};

bool comes_before(const Way& a, const Way& b) {
  const auto key = [](const Way& way) {
    return std::tuple(way.match.off, !way.match.is_open, way.changes.size(), way.unlikeliness);
  };
  return key(a) < key(b);
}

class Search {
 public:
  Search(const WhatIf& what_if, const EventLog& log, const std::vector<ClaimedFigure>& claims,
         const ReverseOptions& options)
      : what_if_(what_if), log_(log), claims_(claims), options_(options), used_(ledger_of(what_if.audit())) {
    std::vector<Problem> problems = problems_of(claims, what_if.audit(), used_);
    if (!problems.empty()) throw InputError(std::move(problems));
    places_ = open_places(what_if.used(), what_if.audit().assumptions, options.also);
    const std::size_t open = places_.size();
    for (const Assumption& one : stated_choices(what_if.used())) add_stated(one);
    for (std::size_t place = 0; place < places_.size(); ++place)
      for (std::size_t value = 0; value < places_[place].otherwise.size(); ++value)
        changes_.push_back({place, value, place < open, unlikeliness(places_[place].path), false});
    // What is likely is tried before the bound is met.
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const Change& a, const Change& b) { return a.unlikeliness < b.unlikeliness; });
  }

  ReverseAudit run() {
    made_.currency = used_.currency;
    made_.claims = claims_;
    made_.computed = figures_of(claims_, used_);
    consider(way_of({}), used_);
    if (matches_.empty()) look_further();
    finish();
    return std::move(made_);
  }

 private:
  // What the contract says itself, with other words in its place.
  void add_stated(const Assumption& one) {
    OpenPlace& place = places_.emplace_back();
    place.kind = one.kind;
    place.clause = one.clause;
    place.path = one.path;
    place.used = one.used;
    for (const std::string& text : one.otherwise) place.otherwise.push_back(Value::scalar(text));
  }

  bool is_done() const noexcept { return made_.tried >= options_.tries_max; }

  void look_further() {
    alone(true);
    alone(false);
    made_.is_complete = together();
    beside_one_open();
    if (!made_.is_complete)
      made_.bound = std::to_string(made_.tried) +
                    " contracts were tried: of what the contract leaves open, what changes nothing by itself was "
                    "tried alone, the rest " +
                    (is_done() ? "until the bound was met" : "in all combinations");
  }

  void alone(bool is_open) {
    for (std::size_t i = 0; i < changes_.size(); ++i)
      if (changes_[i].is_open == is_open) try_one({i});
  }

  // Two, three, ... open changes at once, of those that touch something. Whether that is all combinations.
  bool together() {
    std::vector<std::size_t> moving;
    for (std::size_t i = 0; i < changes_.size(); ++i)
      if (changes_[i].is_open && changes_[i].touches) moving.push_back(i);
    std::size_t count = 1;
    bool has_more = true;
    while (has_more && !is_done()) has_more = choose(moving, 0, ++count, {});
    return !is_done() &&
           std::all_of(changes_.begin(), changes_.end(), [](const Change& one) { return one.touches || !one.is_open; });
  }

  // Whether there are any so many of different places.
  bool choose(const std::vector<std::size_t>& moving, std::size_t from, std::size_t count, const Changes& chosen) {
    if (count == 0) {
      try_one(chosen);
      return true;
    }
    bool has_any = false;
    for (std::size_t i = from; i < moving.size() && !is_done(); ++i) {
      if (!chosen.empty() && changes_[chosen.back()].place == changes_[moving[i]].place) continue;
      Changes more = chosen;
      more.push_back(moving[i]);
      has_any |= choose(moving, i + 1, count - 1, more);
    }
    return has_any;
  }

  // What the contract sets, beside one honest change.
  void beside_one_open() {
    for (std::size_t i = 0; i < changes_.size(); ++i)
      for (std::size_t j = 0; j < changes_.size() && !is_done(); ++j)
        if (changes_[i].is_open && changes_[i].touches && !changes_[j].is_open && changes_[j].touches) try_one({i, j});
  }

  bool contains_match(const Way& way) const {
    return std::any_of(matches_.begin(), matches_.end(), [&](const Way& known) { return way.holds(known); });
  }

  Way way_of(const Changes& changes) const {
    Way way;
    way.changes = changes;
    std::sort(way.changes.begin(), way.changes.end());
    for (const std::size_t i : way.changes) {
      const OpenPlace& place = places_[changes_[i].place];
      way.match.choices.push_back({place.path, place.otherwise[changes_[i].value]});
      way.match.is_open &= changes_[i].is_open;
      way.unlikeliness += changes_[i].unlikeliness;
    }
    return way;
  }

  void try_one(const Changes& changes) {
    Way way = way_of(changes);
    if (is_done() || contains_match(way)) return;
    const Outcome outcome = what_if_.under(way.match.choices);
    ++made_.tried;
    if (way.match.is_open) ++made_.tried_open;
    if (!outcome.settled || !(outcome.settled->plan.currency() == used_.currency)) return;
    const Ledger ledger = ledger_of(*outcome.settled);
    if (changes.size() == 1)
      changes_[changes.front()].touches =
          *outcome.settled->breaches != what_if_.audit().partial.breaches || !compare(used_, ledger).lines.empty();
    consider(std::move(way), ledger);
  }

  void consider(Way way, const Ledger& ledger) {
    ReverseMatch& match = way.match;
    match.total = ledger.total;
    match.figures = figures_of(claims_, ledger);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      const std::int64_t off = match.figures[i] - claims_[i].minor;
      match.off += off < 0 ? -off : off;
    }
    if (match.off == 0)
      matches_.push_back(std::move(way));
    else
      keep_nearest(std::move(way));
  }

  void keep_nearest(Way way) {
    const bool says_no_more = std::any_of(nearest_.begin(), nearest_.end(), [&](const Way& known) {
      return known.match.figures == way.match.figures && way.holds(known);
    });
    if (says_no_more) return;
    nearest_.insert(std::upper_bound(nearest_.begin(), nearest_.end(), way, comes_before), std::move(way));
    if (nearest_.size() > options_.nearest_max) nearest_.pop_back();
  }

  static std::vector<ReverseMatch> matches_of(std::vector<Way>& ways) {
    std::vector<ReverseMatch> list;
    list.reserve(ways.size());
    for (Way& way : ways) list.push_back(std::move(way.match));
    return list;
  }

  // ---- where they part ----------------------------------------------------------------------------------------------

  void finish() {
    std::stable_sort(matches_.begin(), matches_.end(), comes_before);
    if (matches_.size() > options_.matches_max) matches_.resize(options_.matches_max);
    made_.matches = matches_of(matches_);
    if (made_.matches.empty()) made_.nearest = matches_of(nearest_);
    const auto differs = [&](std::size_t i) { return made_.computed[i] != claims_[i].minor; };
    for (std::size_t i = 0; i < claims_.size(); ++i)
      if (differs(i)) return part(i);
    made_.is_complete = true;  // nothing to look for
  }

  void part(std::size_t claim) {
    Parting parting;
    parting.claim = claim;
    parting.ticket = claims_[claim].ticket;
    parting.penalty = claims_[claim].penalty;
    parting.before = made_.computed[claim];
    parting.after = claims_[claim].minor;
    imply(parting);
    if (!made_.matches.empty()) lay_beside(made_.matches.front(), parting);
    made_.parting = std::move(parting);
  }

  // One charge by count: what count the claim's figure would be.
  void imply(Parting& parting) const {
    std::optional<std::size_t> row;
    for (std::size_t i = 0; i < used_.lines.size(); ++i) {
      if (!is_about(claims_[parting.claim], used_.lines[i]) || used_.lines[i].gross == 0) continue;
      if (row) return;
      row = i;
    }
    const Charges& charges = what_if_.audit().charges;
    if (!row || charges.gross[*row] != charges.net(*row) || charges.count[*row] == Ratio(0, 1)) return;
    if (charges.gross[*row] < 0 || parting.after < 0) return;
    const Checked<Ratio> implied = multiply(charges.count[*row], Ratio(parting.after, charges.gross[*row]));
    if (!implied) return;
    parting.counted = charges.count[*row];
    parting.implied = *implied;
  }

  // The first charge of the claims, by time, that comes to something else, and the first step that differs.
  void lay_beside(const ReverseMatch& match, Parting& parting) const {
    const Outcome outcome = what_if_.under(match.choices);
    const Audit theirs = audit(outcome.settled->plan, log_, what_if_.audit().as_of);
    const Ledger ledger = ledger_of(theirs);
    const Comparison difference = compare(used_, ledger);
    const LineDifference* first = nullptr;
    for (const LineDifference& one : difference.lines)
      if (one.by != 0 && is_about(claims_[parting.claim], one.either()) &&
          (first == nullptr || one.either().at < first->either().at))
        first = &one;
    if (first == nullptr) return;
    parting.ticket = first->either().ticket.empty() ? first->either().incident : first->either().ticket;
    parting.penalty = first->either().penalty;
    parting.before = first->before ? first->before->net : 0;
    parting.after = first->after ? first->after->net : 0;
    first_step(first->before ? derivation_at(what_if_.audit(), used_, *first->before) : Derivation(),
               first->after ? derivation_at(theirs, ledger, *first->after) : Derivation(), parting);
  }

  static Derivation derivation_at(const Audit& audit, const Ledger& ledger, const LedgerLine& line) {
    for (std::size_t i = 0; i < ledger.lines.size(); ++i) {
      const LedgerLine& one = ledger.lines[i];
      if (one.ticket == line.ticket && one.incident == line.incident && one.penalty == line.penalty &&
          one.obligation == line.obligation && one.cycle == line.cycle && one.nth == line.nth)
        return derivation_of(audit, i);
    }
    return {};
  }

  static void first_step(const Derivation& ours, const Derivation& theirs, Parting& parting) {
    const auto alike = [](const DerivationStep& a, const DerivationStep& b) {
      return a.kind == b.kind && a.formula == b.formula && a.en == b.en;
    };
    std::size_t i = 0;
    while (i < ours.size() && i < theirs.size() && alike(ours[i], theirs[i])) ++i;
    if (i < ours.size()) parting.ours = ours[i];
    if (i < theirs.size()) parting.theirs = theirs[i];
  }

  const WhatIf& what_if_;
  const EventLog& log_;
  const std::vector<ClaimedFigure>& claims_;
  const ReverseOptions& options_;
  Ledger used_;
  std::vector<OpenPlace> places_;
  std::vector<Change> changes_;
  std::vector<Way> matches_;
  std::vector<Way> nearest_;  // sorted
  ReverseAudit made_;
};

}  // namespace

std::vector<Problem> claim_problems(const std::vector<ClaimedFigure>& claims, const Audit& audit) {
  return problems_of(claims, audit, ledger_of(audit));
}

ReverseAudit reverse(const Contract& contract, const Audit& audit, const EventLog& log,
                     const std::vector<ClaimedFigure>& claims, const ReverseOptions& options) {
  const WhatIf what_if(contract, audit, log);
  return Search(what_if, log, claims, options).run();
}

}  // namespace slakit
