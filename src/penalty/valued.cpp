#include "penalty/valued.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "penalty/stages.hpp"
#include "penalty/worth.hpp"

namespace slakit {
namespace {

bool comes_before(const std::vector<Breach>& breaches, const BreachPlace& a, const BreachPlace& b) {
  return a.at != b.at ? a.at < b.at : breaches[a.breach] < breaches[b.breach];
}

BreachPlace place_of(const std::vector<Breach>& breaches, std::uint32_t i) {
  return {breaches[i].at, i, breaches[i].obligation, breaches[i].kind};
}

template <class Wanted>
std::vector<BreachPlace> oldest_first(const std::vector<Breach>& breaches, Wanted wanted) {
  std::vector<BreachPlace> order;
  for (std::size_t i = 0; i < breaches.size(); ++i)
    if (wanted(i)) order.push_back(place_of(breaches, static_cast<std::uint32_t>(i)));
  std::sort(order.begin(), order.end(),
            [&](const BreachPlace& a, const BreachPlace& b) { return comes_before(breaches, a, b); });
  return order;
}

// By known breach: where it stands now, or none.
std::vector<std::uint32_t> places_now(const StillValued& still) {
  std::vector<std::uint32_t> now(still.known.order.size(), StillValued::none);
  const std::vector<std::uint32_t>& was = *still.was;
  for (std::size_t i = 0; i < was.size(); ++i)
    if (was[i] != StillValued::none) now[was[i]] = static_cast<std::uint32_t>(i);
  return now;
}

// Those that are known keep their order among each other.
std::vector<BreachPlace> order_again(const std::vector<Breach>& breaches, const StillValued& still,
                                     const std::vector<std::uint32_t>& now) {
  std::vector<BreachPlace> kept;
  kept.reserve(breaches.size());
  for (const BreachPlace& place : still.known.order)
    if (now[place.breach] != StillValued::none)
      kept.push_back({place.at, now[place.breach], place.obligation, place.kind});
  const std::vector<BreachPlace> others =
      oldest_first(breaches, [&](std::size_t i) { return (*still.was)[i] == StillValued::none; });
  std::vector<BreachPlace> order(kept.size() + others.size());
  std::merge(kept.begin(), kept.end(), others.begin(), others.end(), order.begin(),
             [&](const BreachPlace& a, const BreachPlace& b) { return comes_before(breaches, a, b); });
  return order;
}

bool is_of(const PricedTerm& term, const BreachPlace& place) noexcept {
  return term.kind == place.kind && term.index == place.obligation;
}

void reserve(Charges& charges, std::size_t size) {
  charges.breach.reserve(size);
  charges.term.reserve(size);
  charges.count.reserve(size);
  charges.points.reserve(size);
  charges.repeat.reserve(size);
  charges.exact.reserve(size);
  charges.gross.reserve(size);
  charges.cut.reserve(size);
  charges.adjusted.reserve(size);
  charges.status.reserve(size);
  charges.is_provisional.reserve(size);
}

// The charges of breaches in their order, each under every term that prices it.
class Valuation {
 public:
  Valuation(const Plan& plan, const Priceable& found, const std::vector<BreachPlace>& order)
      : plan_(plan), breaches_(found.breaches), order_(order) {
    for (const Document& one : found.documents) documented_.insert({one.incident_name(), one.attribute});
    reserve(made_, order.size());
  }

  // Taking over what is known. `now`: where known breaches stand.
  void know(const StillValued& still, const std::vector<std::uint32_t>& now) {
    still_ = &still;
    now_ = &now;
  }

  Charges charges() && {
    for (std::size_t from = 0, to = 0; from < order_.size(); from = to) {
      // The breaches of one ticket at one instant, under each term in turn.
      do ++to;
      while (to < order_.size() && order_[to].at == order_[from].at &&
             breaches_[order_[to].breach].ticket == breaches_[order_[from].breach].ticket);
      for (std::size_t term = 0; term < plan_.terms.size(); ++term)
        for (std::size_t i = from; i < to; ++i)
          if (is_of(plan_.terms[term], order_[i])) charge(order_[i].breach, term);
    }
    return std::move(made_);
  }

 private:
  void charge(std::uint32_t breach, std::size_t term) {
    const std::size_t row = known_row(breach, term);
    if (is_known(breach) && still_->terms[term] != 0) {
      if (row != no_row) take_over(row, breach);
    } else if (is_documented(breaches_[breach], term)) {
      add(breach, term);
    }
  }

  // ---- what is known
  // --------------------------------------------------------------------------------------------------

  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);

  std::uint32_t was(std::uint32_t breach) const noexcept { return still_->was ? (*still_->was)[breach] : breach; }
  bool is_known(std::uint32_t breach) const noexcept { return still_ != nullptr && was(breach) != StillValued::none; }

  // The known charge of a breach. Known ones are passed in the order in which breaches are: the next is it, but for
  // those of breaches that are no more.
  std::size_t known_row(std::uint32_t breach, std::size_t term) {
    if (!is_known(breach)) return no_row;
    const Charges& known = still_->known.charges;
    while (next_ < known.size() && still_->was && (*now_)[known.breach[next_]] == StillValued::none) ++next_;
    const bool is_it = next_ < known.size() && known.breach[next_] == was(breach) && known.term[next_] == term;
    return is_it ? next_++ : no_row;
  }

  void take_over(std::size_t row, std::uint32_t breach) {
    const Charges& known = still_->known.charges;
    made_.breach.push_back(breach);
    made_.term.push_back(known.term[row]);
    made_.count.push_back(known.count[row]);
    made_.points.push_back(known.points[row]);
    made_.repeat.push_back(known.repeat[row]);
    made_.exact.push_back(known.exact[row]);
    made_.gross.push_back(known.gross[row]);
    made_.cut.push_back(known.cut[row]);
    made_.adjusted.push_back(known.adjusted[row]);
    made_.status.push_back(known.status[row]);
    made_.is_provisional.push_back(known.is_provisional[row]);
  }

  // ---- what is not
  // ----------------------------------------------------------------------------------------------------

  // A loss without its document is no charge.
  bool is_documented(const Breach& breach, std::size_t term) const {
    const std::string& loss = charge_rule(plan_, breach, term).documented;
    return loss.empty() || documented_.contains({breach.incident_name(), loss});
  }

  void add(std::uint32_t index, std::size_t term) {
    const Breach& breach = breaches_[index];
    const std::optional<Checked<Worth>> worth = worth_of(plan_.under(breach.version), term, breach);
    if (!worth) return;
    if (!*worth) throw_fault(plan_, breach, term, worth->fault);
    made_.breach.push_back(index);
    made_.term.push_back(static_cast<std::uint16_t>(term));
    made_.count.push_back((*worth)->count);
    made_.points.push_back((*worth)->points);
    made_.repeat.emplace_back(1, 1);
    made_.exact.push_back((*worth)->exact);
    made_.gross.push_back(0);
    made_.cut.push_back(0);
    made_.adjusted.push_back(0);
    made_.status.push_back((*worth)->status);
    made_.is_provisional.push_back(breach.is_open ? 1 : 0);
  }

  const Plan& plan_;
  const std::vector<Breach>& breaches_;
  const std::vector<BreachPlace>& order_;
  std::set<std::pair<std::string_view, std::string_view>> documented_;  // incidents and attributes
  const StillValued* still_ = nullptr;
  const std::vector<std::uint32_t>* now_ = nullptr;
  std::size_t next_ = 0;  // known charge
  Charges made_;
};

}  // namespace

Valued value(const Plan& plan, const Priceable& found) {
  Valued made;
  made.order = oldest_first(found.breaches, [](std::size_t) { return true; });
  made.incidents = incidents_of(found.breaches);
  made.charges = Valuation(plan, found, made.order).charges();
  return made;
}

Charges value_again(const Plan& plan, const Priceable& found, const StillValued& still) {
  const bool is_all = std::find(still.terms.begin(), still.terms.end(), char{0}) == still.terms.end();
  if (!still.was && is_all) return still.known.charges;
  const std::vector<std::uint32_t> now = still.was ? places_now(still) : std::vector<std::uint32_t>();
  const std::vector<BreachPlace> again =
      still.was ? order_again(found.breaches, still, now) : std::vector<BreachPlace>();
  Valuation valuation(plan, found, still.was ? again : still.known.order);
  valuation.know(still, now);
  return std::move(valuation).charges();
}

}  // namespace slakit
