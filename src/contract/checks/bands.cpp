// Bands of one charge that say two things of a figure, or nothing, or that worse is cheaper.
#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "pricing.hpp"
#include "slakit/base/wide.hpp"
#include "table.hpp"

namespace slakit {

namespace {

constexpr int scale = 24;  // a rounding to 18 decimals of a percentage is a whole number of these

Wide scaled(const Figure& figure) {
  return Wide(figure.value.coefficient) * Wide::power_of_ten(scale - figure.value.scale);
}

// Where figures can lie: in whole steps where they are rounded, else anywhere. A figure on a place and whatever lies
// between two places are neighbours, so a band is a range of whole numbers either way.
class Line {
 public:
  explicit Line(const std::optional<Wide>& step) : step_(step) {}

  Wide first_from(const Figure& figure, bool is_in) const {
    if (!step_) return scaled(figure) + scaled(figure) + Wide(is_in ? 0 : 1);
    const Wide::Division places = divide(scaled(figure), *step_);
    const bool is_place = places.remainder.is_zero();
    return places.quotient + Wide(is_place && is_in ? 0 : 1);
  }
  Wide last_to(const Figure& figure, bool is_in) const {
    if (!step_) return scaled(figure) + scaled(figure) - Wide(is_in ? 0 : 1);
    const Wide::Division places = divide(scaled(figure), *step_);
    const bool is_place = places.remainder.is_zero();
    return places.quotient - Wide(is_place && !is_in ? 1 : 0);
  }

 private:
  std::optional<Wide> step_;
};

struct Range {
  std::size_t band = 0;
  std::optional<Wide> first;  // nothing: however low
  std::optional<Wide> last;   // nothing: however high
};

Range range_of(const Bound& bound, const Line& line, std::size_t band) {
  Range range{band, {}, {}};
  if (bound.at_least) range.first = line.first_from(*bound.at_least, true);
  if (bound.more_than) range.first = line.first_from(*bound.more_than, false);
  if (bound.at_most) range.last = line.last_to(*bound.at_most, true);
  if (bound.less_than) range.last = line.last_to(*bound.less_than, false);
  return range;
}

// Lowest first; empty ones are other checks' to find.
std::vector<Range> ranges_of(const std::vector<Band>& bands, const Line& line) {
  std::vector<Range> ranges;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const Range range = range_of(bands[i].figure, line, i);
    if (!range.first || !range.last || *range.first <= *range.last) ranges.push_back(range);
  }
  std::stable_sort(ranges.begin(), ranges.end(),
                   [](const Range& a, const Range& b) { return b.first && (!a.first || *a.first < *b.first); });
  return ranges;
}

std::string text_of(const Bound& bound) {
  std::string text;
  const auto add = [&](const char* key, const Setting<Figure>& figure) {
    if (figure) text += (text.empty() ? "" : ", ") + std::string(key) + " " + figure->text;
  };
  add("at_least", bound.at_least);
  add("more_than", bound.more_than);
  add("at_most", bound.at_most);
  add("less_than", bound.less_than);
  return text;
}

bool is_percentage(const Band& band) {
  const Bound& bound = band.figure;
  for (const Setting<Figure>* figure : {&bound.at_least, &bound.more_than, &bound.at_most, &bound.less_than})
    if (*figure) return (*figure)->text.ends_with('%');
  return false;
}

// The figure's last decimal, where all that it prices are rounded: of a percentage, of the percentage.
std::optional<Wide> step_of(const Contract& contract, const PenaltyTerm& term, const Band& first) {
  std::optional<int> decimals;
  for (const Obligation& rule : contract.obligations) {
    if (std::find(term.prices.obligations.begin(), term.prices.obligations.end(), rule.name) ==
        term.prices.obligations.end())
      continue;
    const auto* indicator = std::get_if<IndicatorRule>(&rule.measure);
    if (indicator == nullptr || !indicator->rounding || indicator->rounding->decimals < 0) return std::nullopt;
    decimals = std::max(decimals.value_or(0), indicator->rounding->decimals);
  }
  if (!decimals) return std::nullopt;
  const int places = *decimals + (is_percentage(first) ? 2 : 0);
  return places > scale ? std::nullopt : std::optional(Wide::power_of_ten(scale - places));
}

bool ends_before(const Range& a, const Range& b) { return a.last && (!b.last || *a.last < *b.last); }

// The bands of one charge, or of the points of a window.
struct BandList {
  std::string path;
  const std::vector<Band>& bands;
  const PenaltyTerm* term = nullptr;   // null: of points
  const ChargeRule* charge = nullptr;  // null: of points
};

template <class Check>
void each_list(const Contract& contract, Check check) {
  for (const PenaltyTerm& term : contract.penalties)
    for (std::size_t i = 0; i < term.charge.size(); ++i)
      if (!term.charge[i].bands.empty())
        check(BandList{"penalties." + term.name + ".charge." + std::to_string(i) + ".bands.", term.charge[i].bands,
                       &term, &term.charge[i]});
  if (contract.settlement && !contract.settlement->point_ladder.empty())
    check(BandList{"settlement.point_ladder.", contract.settlement->point_ladder});
}

std::vector<Range> ranges_of(const Contract& contract, const BandList& list) {
  const std::optional<Wide> step =
      list.term != nullptr ? step_of(contract, *list.term, list.bands.front()) : std::nullopt;
  return ranges_of(list.bands, Line(step));
}

// Calls `check(path, bands, lower, upper)` for each band of a list and, of those that begin below it, the one that
// reaches highest.
template <class Check>
void each_neighbours(Checker& f, Check check) {
  each_list(f.contract, [&](const BandList& list) {
    if (list.bands.size() < 2) return;
    const std::vector<Range> ranges = ranges_of(f.contract, list);
    for (std::size_t j = 1, highest = 0; j < ranges.size(); ++j) {
      check(list.path + std::to_string(ranges[j].band) + ".figure", list.bands, ranges[highest], ranges[j]);
      if (ends_before(ranges[highest], ranges[j])) highest = j;
    }
  });
}

}  // namespace

void find_overlapping_bands(Checker& f) {
  each_neighbours(f, [&](const std::string& path, const std::vector<Band>& bands, const Range& low, const Range& high) {
    if (low.last && high.first && *low.last < *high.first) return;
    f.report(path, "some figure is in this band (" + text_of(bands[high.band].figure) + ") and in another (" +
                       text_of(bands[low.band].figure) + "); let one end where the other begins");
  });
}

void find_gaps_between_bands(Checker& f) {
  each_neighbours(f, [&](const std::string& path, const std::vector<Band>& bands, const Range& low, const Range& high) {
    if (!low.last || !high.first || *high.first <= *low.last + Wide(1)) return;
    f.report(path, "nothing is owed for figures between this band (" + text_of(bands[high.band].figure) +
                       ") and the one below it (" + text_of(bands[low.band].figure) +
                       "); let one end where the other begins, or say how the figure is rounded");
  });
}

namespace {

enum class Worse : std::uint8_t { unknown, lower, higher };

Worse worse_of(const IndicatorRule& rule) {
  if (!rule.target) return rule.attainment || rule.availability ? Worse::lower : Worse::unknown;
  const bool has_least = rule.target->at_least || rule.target->more_than;
  const bool has_most = rule.target->at_most || rule.target->less_than;
  if (has_least == has_most) return Worse::unknown;
  return has_least ? Worse::lower : Worse::higher;
}

Worse worse_of(const ObligationsByName& obligations, const ChargeRule& charge, const std::string& name) {
  const Obligation* rule = obligations.find(name);
  if (rule == nullptr || charge.counts == ChargedTime::time_saved) return Worse::unknown;
  if (const auto* indicator = std::get_if<IndicatorRule>(&rule->measure)) return worse_of(*indicator);
  return charge.per && is_of_lateness(*charge.per) && can_be_late(*rule) ? Worse::higher : Worse::unknown;
}

// The same for all that it prices.
Worse worse_of(const ObligationsByName& obligations, const BandList& list) {
  if (list.term == nullptr) return Worse::higher;  // points
  const std::vector<std::string>& names = list.term->prices.obligations;
  Worse all = Worse::unknown;
  for (const std::string& name : names) {
    const Worse one = worse_of(obligations, *list.charge, name);
    if (one == Worse::unknown || (all != Worse::unknown && all != one)) return Worse::unknown;
    all = one;
  }
  return all;
}

// What each band comes to, a bonus less than nothing. Empty where they are not to be compared.
std::vector<Amount> values_of(const Contract& contract, const BandList& list) {
  const bool of_points = list.charge != nullptr && list.bands.front().points;
  std::string of;
  if (list.charge != nullptr)
    of = list.charge->of;
  else if (contract.settlement)
    of = contract.settlement->point_ladder_of;
  const bool all_rates =
      std::all_of(list.bands.begin(), list.bands.end(), [](const Band& band) { return band.rate.has_value(); });
  const std::optional<Amount> base =
      all_rates ? Amount{Wide(1), Wide(1)} : known_base(contract, of, list.term != nullptr ? list.term->name : "");
  std::vector<Amount> values;
  for (const Band& band : list.bands) {
    std::optional<Amount> value;
    if (of_points && band.points) value = Amount{Wide(*band.points), Wide(1)};
    if (!of_points && band.amount) value = amount_of(*band.amount);
    if (!of_points && band.rate && base) value = share_of(*band.rate, *base);
    if (!value) return {};
    values.push_back(band.bonus ? times(*value, -1) : *value);
  }
  return values;
}

// No figure is lower than none, or a share higher than the whole.
bool is_at_end(const std::vector<Band>& bands, const Bound& bound, Worse side) {
  const Setting<Figure>& figure = side == Worse::lower ? (bound.at_least ? bound.at_least : bound.more_than)
                                                       : (bound.at_most ? bound.at_most : bound.less_than);
  if (!figure) return true;
  if (side == Worse::lower) return figure->value.coefficient <= 0;
  return is_percentage(bands.front()) && !(scaled(*figure) < Wide::power_of_ten(scale));
}

// Nothing else is owed for the same, which may be dearer.
class Alone {
 public:
  explicit Alone(const Contract& contract) {
    for (const PenaltyTerm& term : contract.penalties)
      for (const std::string& name : term.prices.obligations) charges_[name] += term.charge.size();
  }
  bool is(const BandList& list) const {
    return list.term == nullptr ||
           std::all_of(list.term->prices.obligations.begin(), list.term->prices.obligations.end(),
                       [&](const std::string& name) { return charges_.at(name) == 1; });
  }

 private:
  std::unordered_map<std::string_view, std::size_t> charges_;
};

void check_falling(Checker& f, const BandList& list, Worse worse, bool is_alone) {
  const std::vector<Amount> values = values_of(f.contract, list);
  if (values.empty()) return;
  std::vector<Range> ranges = ranges_of(f.contract, list);  // the worst first
  if (ranges.empty()) return;
  if (worse == Worse::higher) std::reverse(ranges.begin(), ranges.end());
  const auto path = [&](const Range& range) { return list.path + std::to_string(range.band); };
  const auto bound = [&](const Range& range) -> const Bound& { return list.bands[range.band].figure; };
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (values[ranges[i - 1].band] < values[ranges[i].band])
      f.report(path(ranges[i - 1]), "this band (" + text_of(bound(ranges[i - 1])) + ") is worse than another (" +
                                        text_of(bound(ranges[i])) + ") and costs less; let what is worse cost no less");
  const Amount none{};
  const Range& worst = ranges.front();
  const std::string which = worse == Worse::lower ? "lower" : "higher";
  if (is_alone && none < values[worst.band] && !is_at_end(list.bands, bound(worst), worse))
    f.report(path(worst), "a figure that is still " + which + " than this band (" + text_of(bound(worst)) +
                              ") is in none, and costs nothing; leave out the bound on that side");
  const Range& best = ranges.back();
  const Worse better = worse == Worse::lower ? Worse::higher : Worse::lower;
  if (is_alone && values[best.band] < none && !is_at_end(list.bands, bound(best), better))
    f.report(path(best), "a figure that is still better than this band (" + text_of(bound(best)) +
                             ") earns nothing; leave out the bound on that side");
}

}  // namespace

void find_falling_bands(Checker& f) {
  const ObligationsByName obligations(f.contract);
  const Alone alone(f.contract);
  each_list(f.contract, [&](const BandList& list) {
    const Worse worse = worse_of(obligations, list);
    if (worse != Worse::unknown) check_falling(f, list, worse, alone.is(list));
  });
}

}  // namespace slakit
