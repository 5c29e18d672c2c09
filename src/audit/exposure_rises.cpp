#include "audit/exposure_rises.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "assessment/accrued.hpp"
#include "audit/exposure_steps.hpp"
#include "slakit/penalty/price.hpp"

namespace slakit {
namespace {

using Cell = std::vector<std::uint32_t>;  // breaches whose charges are joined

bool is_of_ticket(PricedKind kind) noexcept { return kind != PricedKind::duty && kind != PricedKind::indicator; }

bool has_repeats(const Contract& contract) {
  return std::any_of(contract.penalties.begin(), contract.penalties.end(),
                     [](const PenaltyTerm& term) { return term.repeats.has_value(); });
}

class Riser {
 public:
  Riser(const Audit& audit, const Projection& projected, Instant until, const ExposureOptions& options)
      : audit_(audit),
        plan_(audit.plan),
        projected_(projected),
        until_(until),
        options_(options),
        steps_(audit.plan, options.jumps_max),
        is_joined_(projected.breaches().size(), 0) {
    for (const Document& one : audit.partial.documents) documents_of_[one.incident_name()].push_back(one);
  }

  Rises find() && {
    for (const Cell& cell : joined()) {
      for (const std::uint32_t breach : cell) is_joined_[breach] = 1;
      together(cell);
    }
    for (std::uint32_t i = 0; i < is_joined_.size(); ++i)
      if (is_joined_[i] == 0 && projected_.moves(i)) breach(i).kind == PricedKind::indicator ? window(i) : alone(i);
    std::sort(found_.list.begin(), found_.list.end(), [](const Rise& a, const Rise& b) {
      return a.at != b.at ? a.at < b.at : a.breach != b.breach ? a.breach < b.breach : a.term < b.term;
    });
    return std::move(found_);
  }

 private:
  const Breach& breach(std::uint32_t i) const noexcept { return projected_.breaches()[i]; }

  // ---- a charge that nothing else has to do with --------------------------------------------------------------------

  void alone(std::uint32_t i) {
    for (const std::uint16_t term : steps_.terms_of(breach(i).kind, breach(i).obligation)) {
      own_.clear();
      steps_.of(breach(i), projected_.from()[i], audit_.as_of, until_, term, Ratio(1, 1), own_);
      for (const OwnStep& step : own_)
        if (step.after.gross != step.before.gross || step.after.points != step.before.points)
          found_.list.push_back({step.at, i, term, step.is_rest, step.before.gross, step.after.gross});
      found_.rests += !own_.empty() && own_.back().is_rest ? 1 : 0;
    }
  }

  // A window, from what it was before to what it is, and to nothing where no other follows.
  void window(std::uint32_t i) {
    const auto is_next = [&](std::uint32_t a, std::uint32_t b) {
      return b < projected_.breaches().size() && projected_.first_of(a) == projected_.first_of(b) &&
             projected_.to()[a] == projected_.from()[b];
    };
    for (const std::uint16_t term : steps_.terms_of(breach(i).kind, breach(i).obligation)) {
      const auto worth = [&](std::uint32_t one) {
        return steps_.worth_at(breach(one), range_begin, until_, term, Ratio(1, 1));
      };
      const OwnWorth before = i > 0 && is_next(i - 1, i) ? worth(i - 1) : OwnWorth{};
      if (projected_.from()[i] > audit_.as_of) add_rise(projected_.from()[i], i, term, before, worth(i));
      if (projected_.to()[i] <= until_ && !is_next(i, i + 1)) add_rise(projected_.to()[i], i, term, worth(i), {});
    }
  }

  void add_rise(Instant at, std::uint32_t i, std::uint16_t term, const OwnWorth& before, const OwnWorth& after) {
    if (after.gross != before.gross || after.points != before.points)
      found_.list.push_back({at, projected_.first_of(i), term, false, before.gross, after.gross});
  }

  // ---- charges that are priced together -----------------------------------------------------------------------------

  // Those in which something moves.
  std::vector<Cell> joined() const {
    std::vector<Cell> cells;
    bool is_repeated = has_repeats(plan_.contract);
    for (const Plan::Version& version : plan_.amended) is_repeated = is_repeated || has_repeats(version.contract);
    if (is_repeated) {
      Cell all(projected_.breaches().size());
      std::iota(all.begin(), all.end(), 0U);
      if (has_moves(all)) cells.push_back(std::move(all));
    } else if (joins_incidents() || charges_incidents_once()) {
      each_incident([&](const Cell& cell) {
        if (is_joined(cell)) cells.push_back(cell);
      });
    }
    return cells;
  }

  bool joins_incidents() const noexcept {
    return plan_.policies.concurrency != Concurrency::either || !plan_.loss_attributes.empty();
  }
  bool charges_incidents_once() const noexcept {
    return plan_.contract.policies.incident_charge != IncidentCharge::each_breach;
  }

  bool has_moves(const Cell& cell) const {
    return std::any_of(cell.begin(), cell.end(), [&](std::uint32_t i) { return projected_.moves(i); });
  }

  bool is_joined(const Cell& cell) const {
    if (!has_moves(cell)) return false;
    const bool is_single = cell.size() == 1;
    if (joins_incidents()) {
      const bool is_left_alone = is_single && plan_.policies.concurrency != Concurrency::both &&
                                 plan_.loss_attributes.empty() &&
                                 steps_.terms_of(breach(cell[0]).kind, breach(cell[0]).obligation).size() == 1;
      return !is_left_alone;
    }
    if (is_single) return false;
    std::set<std::pair<PricedKind, std::uint16_t>> seen;
    return std::any_of(cell.begin(), cell.end(), [&](std::uint32_t i) {
      return is_of_ticket(breach(i).kind) && !seen.insert({breach(i).kind, breach(i).obligation}).second;
    });
  }

  // Each ticket is an incident of its own where the contract joins none: then they stand one after the other.
  template <class Take>
  void each_incident(Take take) const {
    const bool are_joined = !plan_.contract.contract.incident.empty();
    std::unordered_map<std::string_view, Cell> tickets;
    std::map<std::string_view, Cell> others;
    Cell run;
    const auto finish = [&] {
      if (!run.empty()) take(run);
      run.clear();
    };
    for (std::uint32_t i = 0; i < projected_.breaches().size(); ++i) {
      if (breach(i).ticket.empty()) {
        others[breach(i).incident_name()].push_back(i);
      } else if (are_joined) {
        tickets[breach(i).incident_name()].push_back(i);
      } else {
        if (!run.empty() && breach(run.back()).ticket != breach(i).ticket) finish();
        run.push_back(i);
      }
    }
    finish();
    std::vector<const Cell*> cells;
    cells.reserve(tickets.size());
    for (const auto& [name, cell] : tickets) cells.push_back(&cell);
    std::sort(cells.begin(), cells.end(), [](const Cell* a, const Cell* b) { return a->front() < b->front(); });
    for (const Cell* cell : cells) take(*cell);
    for (const auto& [name, cell] : others) take(cell);
  }

  using Key = std::pair<std::uint32_t, std::uint16_t>;  // breach and term
  struct Priced {
    std::map<Key, std::int64_t> gross;
    std::map<Key, Ratio> points;
  };
  using Repeats = std::multimap<Key, Ratio>;  // times so much, now and then; not one

  static void add_repeat(const Key& key, const Ratio& repeat, Repeats& repeats) {
    const auto [from, to] = repeats.equal_range(key);
    const bool is_known = std::any_of(from, to, [&](const auto& one) { return one.second == repeat; });
    if (!is_known && repeat != Ratio(1, 1)) repeats.emplace(key, repeat);
  }

  void together(const Cell& cell) {
    documents_ = cell.size() == projected_.breaches().size() ? audit_.partial.documents : std::vector<Document>();
    if (documents_.empty())
      if (const auto found = documents_of_.find(breach(cell.front()).incident_name()); found != documents_of_.end())
        documents_ = found->second;
    Repeats repeats;
    Rises made;
    for (std::size_t known = 1; known != repeats.size();) {  // as long as other repeats are found on the way
      known = repeats.size();
      made = rises_in(cell, repeats);
    }
    found_.list.insert(found_.list.end(), made.list.begin(), made.list.end());
    found_.rests += made.rests;
    found_.is_stopped = found_.is_stopped || made.is_stopped;
  }

  Rises rises_in(const Cell& cell, Repeats& repeats) {
    Rises made;
    std::vector<Instant> instants = instants_of(cell, repeats, made);
    if (instants.size() > options_.settlements_max && options_.settlements_max > 0) {
      instants.resize(options_.settlements_max - 1);
      instants.push_back(until_);
      made.is_stopped = true;
    }
    const bool is_rest = made.rests > 0 || made.is_stopped;
    Priced before = price_at(cell, audit_.as_of, repeats);
    for (const Instant at : instants) {
      Priced after = price_at(cell, at, repeats);
      add_rises(at, is_rest && at == until_, before, after, made.list);
      before = std::move(after);
    }
    return made;
  }

  // At which some charge of the cell may differ.
  std::vector<Instant> instants_of(const Cell& cell, const Repeats& repeats, Rises& made) {
    std::vector<Instant> instants;
    for (const std::uint32_t i : cell) {
      if (!projected_.moves(i)) continue;
      if (breach(i).kind == PricedKind::indicator)
        instants.insert(instants.end(), {projected_.from()[i], projected_.to()[i]});
      else
        for (const std::uint16_t term : steps_.terms_of(breach(i).kind, breach(i).obligation)) {
          add_instants(i, term, Ratio(1, 1), instants, made);
          const auto [from, to] = repeats.equal_range({i, term});
          for (auto one = from; one != to; ++one) add_instants(i, term, one->second, instants, made);
        }
    }
    std::erase_if(instants, [&](Instant at) { return at <= audit_.as_of || at > until_; });
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    return instants;
  }

  // What is left of a loss above a penalty is rounded the other way, so it differs a microsecond later.
  void add_instants(std::uint32_t i, std::uint16_t term, const Ratio& repeat, std::vector<Instant>& instants,
                    Rises& made) {
    own_.clear();
    steps_.of(breach(i), projected_.from()[i], audit_.as_of, until_, term, repeat, own_);
    for (const OwnStep& step : own_) {
      instants.push_back(step.at);
      if (!plan_.loss_attributes.empty()) instants.push_back(step.at + Duration{1});
    }
    made.rests += !own_.empty() && own_.back().is_rest ? 1 : 0;
  }

  Priced price_at(const Cell& cell, Instant t, Repeats& repeats) const {
    const BreachesAt now = breaches_at(plan_, projected_, cell, audit_.as_of, t);
    const Charges charges = price(plan_, {now.list, documents_, audit_.decisions});
    Priced priced;
    for (std::size_t row = 0; row < charges.size(); ++row) {
      const Key key{now.place[charges.breach[row]], charges.term[row]};
      priced.gross[key] = charges.is_charged(row) ? charges.gross[row] : 0;
      priced.points[key] = charges.is_charged(row) ? charges.points[row] : Ratio(0, 1);
      add_repeat(key, charges.repeat[row], repeats);
    }
    return priced;
  }

  static void add_rises(Instant at, bool is_rest, const Priced& before, const Priced& after, std::vector<Rise>& list) {
    for (const auto& [key, gross] : after.gross) {
      const bool is_new = !before.gross.contains(key);
      const std::int64_t was = is_new ? 0 : before.gross.at(key);
      if (was != gross || after.points.at(key) != (is_new ? Ratio(0, 1) : before.points.at(key)))
        list.push_back({at, key.first, key.second, is_rest, was, gross});
    }
    for (const auto& [key, gross] : before.gross)
      if (gross != 0 && !after.gross.contains(key)) list.push_back({at, key.first, key.second, is_rest, gross, 0});
  }

  const Audit& audit_;
  const Plan& plan_;
  const Projection& projected_;
  Instant until_;
  const ExposureOptions& options_;
  ExposureSteps steps_;
  std::vector<char> is_joined_;  // by breach
  std::vector<OwnStep> own_;
  std::map<std::string, std::vector<Document>> documents_of_;  // by incident
  std::vector<Document> documents_;                            // of the cell at hand
  Rises found_;
};

}  // namespace

Rises rises_of(const Audit& audit, const Projection& projected, Instant until, const ExposureOptions& options) {
  return Riser(audit, projected, until, options).find();
}

BreachesAt breaches_at(const Plan& plan, const Projection& projected, const std::vector<std::uint32_t>& which,
                       Instant as_of, Instant t) {
  BreachesAt made;
  for (const std::uint32_t i : which) {
    if (projected.from()[i] > t || projected.to()[i] <= t) continue;
    made.place.push_back(projected.first_of(i));
    Breach& breach = made.list.emplace_back();
    if (projected.moves(i))
      accrued_by(plan.zone, projected.breaches()[i], std::max(t, as_of), breach);
    else
      breach = projected.breaches()[i];
  }
  return made;
}

}  // namespace slakit
