// Bands of one charge that say two things of a figure, or nothing.
#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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

// Calls `check(path, bands, lower, upper)` for each band of a charge and, of those that begin below it, the one that
// reaches highest.
template <class Check>
void each_neighbours(Checker& f, Check check) {
  for (const PenaltyTerm& term : f.contract.penalties)
    for (std::size_t i = 0; i < term.charge.size(); ++i) {
      const std::vector<Band>& bands = term.charge[i].bands;
      if (bands.size() < 2) continue;
      const std::vector<Range> ranges = ranges_of(bands, Line(step_of(f.contract, term, bands.front())));
      const std::string path = "penalties." + term.name + ".charge." + std::to_string(i) + ".bands.";
      for (std::size_t j = 1, highest = 0; j < ranges.size(); ++j) {
        check(path + std::to_string(ranges[j].band) + ".figure", bands, ranges[highest], ranges[j]);
        if (ends_before(ranges[highest], ranges[j])) highest = j;
      }
    }
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

}  // namespace slakit
