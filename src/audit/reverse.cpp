#include "slakit/audit/reverse.hpp"

#include <algorithm>
#include <optional>
#include <set>
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

void check_claims(const std::vector<ClaimedFigure>& claims, const Audit& audit, const Ledger& used) {
  std::vector<Problem> problems;
  if (claims.empty()) problems.push_back({"no-claim", "claims", "no figure is given; give one", "", {}});
  std::vector<std::string> penalties;
  for (const PenaltyTerm& term : audit.plan.contract.penalties) penalties.push_back(term.name);
  const auto is_ticket = [&](const std::string& name) {
    return std::find(audit.tickets.begin(), audit.tickets.end(), name) != audit.tickets.end() ||
           std::any_of(used.lines.begin(), used.lines.end(),
                       [&](const LedgerLine& line) { return line.incident == name; });
  };
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const std::string path = "claims." + std::to_string(i);
    if (!claims[i].ticket.empty() && !is_ticket(claims[i].ticket))
      problems.push_back(
          {"unknown-ticket",
           path,
           "the log has no ticket '" + claims[i].ticket + "'" + suggestion(claims[i].ticket, audit.tickets),
           "",
           {}});
    if (!claims[i].penalty.empty() &&
        std::find(penalties.begin(), penalties.end(), claims[i].penalty) == penalties.end())
      problems.push_back({"unknown-penalty",
                          path,
                          "the contract has no penalty '" + claims[i].penalty + "' that is computed" +
                              suggestion(claims[i].penalty, penalties),
                          "",
                          {}});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

// ---- candidates -----------------------------------------------------------------------------------------------------

// Another value of one place.
struct Change {
  std::size_t place = 0;  // of all, the open ones first
  std::size_t value = 0;
  bool is_open = true;
  bool touches = false;
};

using Changes = std::vector<std::size_t>;  // indices of changes, rising

class Search {
 public:
  Search(const WhatIf& what_if, const EventLog& log, const std::vector<ClaimedFigure>& claims,
         const ReverseOptions& options)
      : what_if_(what_if), log_(log), claims_(claims), options_(options), used_(ledger_of(what_if.audit())) {
    check_claims(claims, what_if.audit(), used_);
    places_ = open_places(what_if.used(), what_if.audit().assumptions, options.also);
    open_ = places_.size();
    for (const Assumption& one : stated_choices(what_if.used())) add_stated(one);
    for (std::size_t place = 0; place < places_.size(); ++place)
      for (std::size_t value = 0; value < places_[place].otherwise.size(); ++value)
        changes_.push_back({place, value, place < open_, false});
  }

  ReverseAudit run() {
    made_.currency = used_.currency;
    made_.claims = claims_;
    made_.computed = figures_of(claims_, used_);
    consider({}, used_);
    if (made_.matches.empty()) look_further();
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
                    " contracts were tried: what changes nothing by itself was tried alone, the rest " +
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

  bool contains_match(const Changes& changes) const {
    return std::any_of(matched_.begin(), matched_.end(), [&](const Changes& known) {
      return std::includes(changes.begin(), changes.end(), known.begin(), known.end());
    });
  }

  std::vector<Choice> choices_of(const Changes& changes) const {
    std::vector<Choice> choices;
    for (const std::size_t i : changes) {
      const OpenPlace& place = places_[changes_[i].place];
      choices.push_back({place.path, place.otherwise[changes_[i].value]});
    }
    return choices;
  }

  void try_one(const Changes& changes) {
    if (is_done() || contains_match(changes)) return;
    const Outcome outcome = what_if_.under(choices_of(changes));
    ++made_.tried;
    if (!outcome.settled || !(outcome.settled->plan.currency() == used_.currency)) return;
    const Ledger ledger = ledger_of(*outcome.settled);
    if (changes.size() == 1)
      changes_[changes.front()].touches =
          *outcome.settled->breaches != what_if_.audit().partial.breaches || !compare(used_, ledger).lines.empty();
    consider(changes, ledger);
  }

  void consider(const Changes& changes, const Ledger& ledger) {
    ReverseMatch match;
    match.choices = choices_of(changes);
    match.is_open = std::all_of(changes.begin(), changes.end(), [&](std::size_t i) { return changes_[i].is_open; });
    match.total = ledger.total;
    match.figures = figures_of(claims_, ledger);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      const std::int64_t off = match.figures[i] - claims_[i].minor;
      match.off += off < 0 ? -off : off;
    }
    if (match.off == 0) {
      matched_.push_back(changes);
      if (made_.matches.size() < options_.matches_max) made_.matches.push_back(std::move(match));
    } else {
      keep_nearest(std::move(match));
    }
  }

  // Least off first; of these, as they were tried.
  void keep_nearest(ReverseMatch match) {
    std::vector<ReverseMatch>& all = made_.nearest;
    const auto place = std::upper_bound(all.begin(), all.end(), match,
                                        [](const ReverseMatch& a, const ReverseMatch& b) { return a.off < b.off; });
    all.insert(place, std::move(match));
    if (all.size() > options_.nearest_max) all.pop_back();
  }

  // ---- where they part ----------------------------------------------------------------------------------------------

  void finish() {
    std::stable_sort(made_.matches.begin(), made_.matches.end(), [](const ReverseMatch& a, const ReverseMatch& b) {
      return a.is_open != b.is_open ? a.is_open : a.choices.size() < b.choices.size();
    });
    if (!made_.matches.empty()) made_.nearest.clear();
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
  std::size_t open_ = 0;  // of the places
  std::vector<Change> changes_;
  std::vector<Changes> matched_;
  ReverseAudit made_;
};

}  // namespace

ReverseAudit reverse(const Contract& contract, const Audit& audit, const EventLog& log,
                     const std::vector<ClaimedFigure>& claims, const ReverseOptions& options) {
  const WhatIf what_if(contract, audit, log);
  return Search(what_if, log, claims, options).run();
}

}  // namespace slakit
