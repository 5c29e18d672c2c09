#include "slakit/audit/priced_readings.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "audit/what_if.hpp"
#include "contract/place.hpp"
#include "slakit/audit/ledger.hpp"
#include "slakit/base/value_text.hpp"

namespace slakit {
namespace {

// ---- places ---------------------------------------------------------------------------------------------------------

class PlaceList {
 public:
  PlaceList(const Contract& contract, const std::vector<Assumption>& assumptions) : contract_(contract) {
    for (const ReadingRule& rule : contract.readings)
      places_.push_back({AssumptionKind::reading,
                         rule.name,
                         rule.clause,
                         rule.title,
                         rule.text,
                         rule.set,
                         to_document_text(rule.use),
                         {},
                         rule.otherwise});
    for (const Assumption& one : assumptions)
      if (one.kind == AssumptionKind::assumed || one.kind == AssumptionKind::policy_default) add(one);
  }

  void add(const Choice& choice) {
    OpenPlace* place = find(choice.path);
    if (place == nullptr) {
      const Value* there = find_place(*contract_.document, choice.path);
      place = &places_.emplace_back();
      place->path = choice.path;
      if (there != nullptr) place->used = to_document_text(without_assumed(*there));
    }
    const Value value = choice.value.is_null() ? Value::scalar("none") : choice.value;
    const bool is_known = to_document_text(value) == place->used ||
                          std::any_of(place->otherwise.begin(), place->otherwise.end(),
                                      [&](const Value& one) { return same_meaning(one, value); });
    if (!is_known) place->otherwise.push_back(value);
  }

  std::vector<OpenPlace> take() { return std::move(places_); }

 private:
  OpenPlace* find(const std::string& path) {
    const auto found =
        std::find_if(places_.begin(), places_.end(), [&](const OpenPlace& one) { return one.path == path; });
    return found == places_.end() ? nullptr : &*found;
  }

  // A place that is assumed and has a reading is the reading.
  void add(const Assumption& one) {
    if (find(one.path) != nullptr) return;
    OpenPlace& place = places_.emplace_back();
    place.kind = one.kind;
    place.clause = one.clause;
    place.path = one.path;
    place.used = one.used;
    place.note = one.note;
    place.otherwise = listed(one.path);
    if (!place.otherwise.empty()) return;
    for (const std::string& text : one.otherwise) place.otherwise.push_back(Value::scalar(text));
  }

  // What the document has beside an assumed value.
  std::vector<Value> listed(const std::string& path) const {
    const Value* place = find_place(*contract_.document, path);
    const Value* otherwise =
        place != nullptr && place->is_mapping() && place->find("assumed") != nullptr ? place->find("else") : nullptr;
    if (otherwise == nullptr) return {};
    return otherwise->is_sequence() ? otherwise->items : std::vector<Value>{*otherwise};
  }

  const Contract& contract_;
  std::vector<OpenPlace> places_;
};

// ---- combinations ---------------------------------------------------------------------------------------------------

// Which value each place has: 0 as used, then its alternatives.
using Combination = std::vector<std::uint16_t>;

std::size_t changes_in(const Combination& combination) {
  return static_cast<std::size_t>(
      std::count_if(combination.begin(), combination.end(), [](std::uint16_t value) { return value != 0; }));
}

class Combinations {
 public:
  Combinations(const WhatIf& what_if, const std::vector<PricedReading>& readings, std::size_t max)
      : what_if_(what_if), readings_(readings), max_(max), used_(readings.size(), 0) {
    known_[used_] = what_if.audit().statement.total.minor;
    for (std::size_t place = 0; place < readings.size(); ++place)
      for (std::size_t i = 0; i < readings[place].alternatives.size(); ++i) {
        const PricedAlternative& one = readings[place].alternatives[i];
        known_[with(used_, place, static_cast<std::uint16_t>(i + 1))] =
            one.is_computed ? std::optional(one.total) : std::nullopt;
      }
  }

  void search(PricedReadings& made) {
    made.combinations = product([](const PricedAlternative&) { return true; });
    const auto touches = [](const PricedAlternative& one) { return one.is_computed && one.touches; };
    made.is_exact = made.combinations <= max_;
    if (made.is_exact) {
      try_all(used_, 0, [](const PricedAlternative&) { return true; });
    } else if (const std::uint64_t rest = product(touches); rest <= max_) {
      try_all(used_, 0, touches);
      made.bound = "all " + std::to_string(rest) +
                   " combinations of what changes something by itself; what does not stays as used";
    } else {
      climb(touches);
      made.bound = "the best of " + std::to_string(known_.size()) + " combinations that were tried, of " +
                   (rest == UINT64_MAX ? "more than 2^64" : std::to_string(rest)) + "; a more extreme one can exist";
    }
    made.evaluated = known_.size();
    made.lowest = extreme([](std::int64_t a, std::int64_t b) { return a < b; });
    made.highest = extreme([](std::int64_t a, std::int64_t b) { return a > b; });
  }

 private:
  static Combination with(Combination combination, std::size_t place, std::uint16_t value) {
    combination[place] = value;
    return combination;
  }

  template <class Counts>
  std::uint64_t product(Counts counts) const {
    std::uint64_t all = 1;
    for (const PricedReading& one : readings_) {
      const auto values =
          1 + static_cast<std::uint64_t>(std::count_if(one.alternatives.begin(), one.alternatives.end(), counts));
      if (all > UINT64_MAX / values) return UINT64_MAX;
      all *= values;
    }
    return all;
  }

  std::vector<Choice> choices_of(const Combination& combination) const {
    std::vector<Choice> choices;
    for (std::size_t place = 0; place < combination.size(); ++place)
      if (combination[place] != 0)
        choices.push_back({readings_[place].place.path, readings_[place].place.otherwise[combination[place] - 1U]});
    return choices;
  }

  // The total; nothing where such a contract cannot be settled.
  std::optional<std::int64_t> total(const Combination& combination) {
    const auto found = known_.find(combination);
    if (found != known_.end()) return found->second;
    const Outcome outcome = what_if_.under(choices_of(combination));
    const bool counts = outcome.settled && outcome.settled->plan.currency() == what_if_.audit().plan.currency();
    const auto made = counts ? std::optional(outcome.settled->statement.total.minor) : std::nullopt;
    known_[combination] = made;
    return made;
  }

  template <class Counts>
  void try_all(const Combination& from, std::size_t place, Counts counts) {
    if (place == readings_.size()) {
      total(from);
      return;
    }
    try_all(from, place + 1, counts);
    const std::vector<PricedAlternative>& alternatives = readings_[place].alternatives;
    for (std::size_t i = 0; i < alternatives.size(); ++i)
      if (counts(alternatives[i])) try_all(with(from, place, static_cast<std::uint16_t>(i + 1)), place + 1, counts);
  }

  // Half of what may be tried goes into pairs. From the best of one and of two changes on, one place after the other to
  // whatever brings most.
  template <class Counts>
  void climb(Counts counts) {
    std::vector<std::pair<std::size_t, std::uint16_t>> moves;
    for (std::size_t place = 0; place < readings_.size(); ++place)
      for (std::size_t i = 0; i < readings_[place].alternatives.size(); ++i)
        if (counts(readings_[place].alternatives[i])) moves.emplace_back(place, static_cast<std::uint16_t>(i + 1));
    for (const int sign : {-1, 1}) climb_from(best(sign), moves, sign);
    for (std::size_t i = 0; i < moves.size(); ++i)
      for (std::size_t j = i + 1; j < moves.size() && known_.size() < max_ / 2; ++j)
        if (moves[i].first != moves[j].first)
          total(with(with(used_, moves[i].first, moves[i].second), moves[j].first, moves[j].second));
    for (const int sign : {-1, 1}) climb_from(best(sign), moves, sign);
  }

  void climb_from(Combination at, const std::vector<std::pair<std::size_t, std::uint16_t>>& moves, int sign) {
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      Combination better = at;
      for (const auto& [place, value] : moves) {
        const Combination next = with(at, place, at[place] == value ? std::uint16_t{0} : value);
        if (known_.find(next) == known_.end() && known_.size() >= max_) continue;
        const std::optional<std::int64_t> made = total(next);
        if (made && *made * sign > *known_.at(better) * sign) better = next;
      }
      goes_on = better != at;
      at = std::move(better);
    }
  }

  Combination best(int sign) const {
    const Combination* found = &used_;
    for (const auto& [combination, total] : known_)
      if (total && *total * sign > *known_.at(*found) * sign) found = &combination;
    return *found;
  }

  // Of equal totals the one with the fewest changes, then the first.
  template <class Better>
  ExtremeTotal extreme(Better better) const {
    const Combination* found = &used_;
    for (const auto& [combination, total] : known_) {
      if (!total) continue;
      const std::int64_t held = *known_.at(*found);
      if (better(*total, held) || (*total == held && changes_in(combination) < changes_in(*found)))
        found = &combination;
    }
    return {*known_.at(*found), choices_of(*found)};
  }

  const WhatIf& what_if_;
  const std::vector<PricedReading>& readings_;
  std::size_t max_;
  Combination used_;
  std::map<Combination, std::optional<std::int64_t>> known_;
};

// ---- one alternative ------------------------------------------------------------------------------------------------

PricedAlternative price_one(const WhatIf& what_if, const Ledger& used, const OpenPlace& place, const Value& value,
                            std::size_t lines_max) {
  PricedAlternative made;
  made.value = value;
  const Outcome outcome = what_if.under({{place.path, value}});
  made.problem = outcome.problem;
  made.is_computed = outcome.settled.has_value();
  if (!made.is_computed) return made;
  const Settled& settled = *outcome.settled;
  if (!(settled.plan.currency() == used.currency)) {
    made.is_computed = false;
    made.problem = "it is in another currency";
    return made;
  }
  Comparison difference = compare(used, ledger_of(settled));
  made.total = difference.after;
  made.by = difference.by;
  made.changed = difference.lines.size();
  made.touches = made.changed > 0 || *settled.breaches != what_if.audit().partial.breaches;
  made.lines = std::move(difference.lines);
  if (made.lines.size() > lines_max) made.lines.resize(lines_max);
  return made;
}

}  // namespace

std::vector<OpenPlace> open_places(const Contract& contract, const std::vector<Assumption>& assumptions,
                                   const std::vector<Choice>& also) {
  PlaceList list(contract, assumptions);
  for (const Choice& choice : also) list.add(choice);
  return list.take();
}

PricedReadings price_readings(const Contract& contract, const Audit& audit, const EventLog& log,
                              const ReadingOptions& options) {
  const WhatIf what_if(contract, audit, log);
  const Ledger used = ledger_of(audit);
  PricedReadings made;
  made.currency = used.currency;
  made.total = used.total;
  for (OpenPlace& place : open_places(what_if.used(), audit.assumptions, options.also)) {
    PricedReading& reading = made.readings.emplace_back();
    reading.place = std::move(place);
    for (const Value& value : reading.place.otherwise)
      reading.alternatives.push_back(price_one(what_if, used, reading.place, value, options.lines_max));
  }
  Combinations(what_if, made.readings, options.combinations_max).search(made);
  return made;
}

}  // namespace slakit
