#include "slakit/contract/stated_choices.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "checks/pricing.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/contract/schema.hpp"

namespace slakit {

namespace {

constexpr std::string_view money_sections[] = {"policies", "penalties", "caps", "minimums", "settlement"};

bool is_in(std::string_view path, std::string_view place) {
  return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '.');
}

// What amounts and verdicts are computed by. Not what an obligation is about ("layer"), nor what excuses it.
bool is_of_computation(std::string_view path) {
  constexpr std::ptrdiff_t steps_to_measure = 3;  // obligations.response.clock.cycles
  if (is_in(path, "obligations")) return std::count(path.begin(), path.end(), '.') >= steps_to_measure;
  return path == "contract.term.counting" ||
         std::any_of(std::begin(money_sections), std::end(money_sections),
                     [&](std::string_view section) { return is_in(path, section); });
}

bool is_open(const Contract& contract, std::string_view path) {
  return std::any_of(contract.assumptions.begin(), contract.assumptions.end(),
                     [&](const Assumption& one) { return is_in(path, one.path); });
}

// Which units a charge can have: a figure is never late, and a lateness has no percentage points.
class Units {
 public:
  explicit Units(const Contract& contract) : contract_(contract), obligations_(contract) {}

  // Whether what stands at `path` can be this; anything, where it is no unit of a charge.
  bool can_be(std::string_view path, const std::string& text) const {
    const bool is_rounding = path.ends_with(".rounded_to.unit");
    if (!is_in(path, "penalties") || !(is_rounding || path.ends_with(".per"))) return true;
    const std::optional<ChargeUnit> unit = unit_of(text);
    const PenaltyTerm* term = term_at(path);
    if (!unit || term == nullptr) return true;
    if (is_rounding) return is_of_lateness(*unit);
    if (is_of_lateness(*unit)) return prices(*term, can_be_late);
    return !is_of_figure(*unit) || prices(*term, has_figure);
  }

 private:
  static std::optional<ChargeUnit> unit_of(const std::string& text) {
    ChargeUnit unit{};
    FieldReader reader("");
    reader.read(type_of<ChargeUnit>(), Value::scalar(text), &unit);
    return reader.problems().empty() ? std::optional(unit) : std::nullopt;
  }

  static bool has_figure(const Obligation& rule) { return std::holds_alternative<IndicatorRule>(rule.measure); }

  const PenaltyTerm* term_at(std::string_view path) const {
    const auto found = std::find_if(contract_.penalties.begin(), contract_.penalties.end(), [&](const auto& term) {
      return path.starts_with("penalties." + term.name + ".charge.");
    });
    return found == contract_.penalties.end() ? nullptr : &*found;
  }

  bool prices(const PenaltyTerm& term, bool (*has)(const Obligation&)) const {
    return std::any_of(term.prices.obligations.begin(), term.prices.obligations.end(), [&](const std::string& name) {
      const Obligation* rule = obligations_.find(name);
      return rule != nullptr && has(*rule);
    });
  }

  const Contract& contract_;
  ObligationsByName obligations_;
};

}  // namespace

std::vector<Assumption> stated_choices(const Contract& contract) {
  if (contract.document == nullptr) return {};
  FieldReader reader(contract.source_names.empty() ? std::vector<std::string>{""} : contract.source_names);
  Contract read;
  reader.read(contract_type(), *contract.document, &read);
  const Units units(contract);
  std::vector<Assumption> list;
  for (const ChosenValue& value : reader.chosen()) {
    if (!is_of_computation(value.path) || is_open(contract, value.path)) continue;
    std::vector<std::string> otherwise = other_values(*value.type, Value::scalar(value.text));
    std::erase_if(otherwise, [&](const std::string& text) { return !units.can_be(value.path, text); });
    if (otherwise.empty()) continue;
    list.push_back({AssumptionKind::stated, value.clause, value.path, value.text, std::move(otherwise), ""});
  }
  return list;
}

}  // namespace slakit
