#include "plan/periods.hpp"

#include <optional>
#include <string>

#include "contract/dates.hpp"
#include "slakit/base/error.hpp"
#include "time/local_dates.hpp"

namespace slakit {
namespace {

constexpr Date last_date{std::chrono::year{2100}, std::chrono::month{12}, std::chrono::day{31}};

// For ever is up to the end of 2100. A period of its own that has no end before that would be none, and hold always.
std::optional<dates::Stretch> stretch_of(const Contract& contract, const Obligation& owner) {
  const dates::Dates dates(contract);
  std::optional<dates::Stretch> stretch = owner.within ? dates.own(*owner.within) : dates.term();
  if (owner.within && !stretch)
    throw ContractError({{"bad-term",
                          "obligations." + owner.name + ".within",
                          "it ends after 2100, and nothing is computed there; write an earlier day as `to`, or "
                          "`open_ended: true`",
                          contract.source_names.empty() ? "" : contract.source_name(),
                          {}}});
  if (stretch && !stretch->last) stretch->last = last_date;
  return stretch;
}

}  // namespace

Setting<Interval> holds_of(const Contract& contract, const Obligation& owner, const Zone& zone) {
  const std::vector<Window> whole = whole_of(contract, owner);
  if (whole.empty()) return {};
  return Interval{begin_of(whole.front().first, zone), end_of(whole.front().last, zone)};
}

std::vector<Window> whole_of(const Contract& contract, const Obligation& owner) {
  const std::optional<dates::Stretch> stretch = stretch_of(contract, owner);
  return stretch ? std::vector<Window>{{stretch->first, *stretch->last}} : std::vector<Window>{};
}

std::vector<Window> periods_of(const Contract& contract, const Obligation& owner, const Period& every, Anchor anchor,
                               const char* key) {
  const std::optional<dates::Stretch> stretch = stretch_of(contract, owner);
  if (!stretch) return {};
  std::vector<Window> made = dates::Dates(contract).periods(*stretch, every, anchor);
  if (!made.empty() || stretch->first > *stretch->last) return made;
  throw ContractError(
      {{"no-such-day",
        "obligations." + owner.name + "." + key,
        "one of its periods ends on a day that its month does not have, and policies.month_arithmetic is `reject`; "
        "write another policy there, or weeks",
        contract.source_names.empty() ? "" : contract.source_name(),
        {}}});
}

void assume_anchor(const Contract& contract, const Obligation& owner, const Period& every, const char* key,
                   std::vector<Assumption>& list) {
  if (!is_civil(every)) return;
  const std::string measure(key, std::string(key).find('.'));
  if (periods_of(contract, owner, every, Anchor::civil, key) ==
      periods_of(contract, owner, every, Anchor::contract, key))
    return;
  list.push_back({AssumptionKind::policy_default,
                  owner.clause,
                  "obligations." + owner.name + "." + measure + ".anchor",
                  "contract",
                  {"civil"},
                  "its periods can count from the contract's first day, or be those of the civil calendar"});
}

}  // namespace slakit
