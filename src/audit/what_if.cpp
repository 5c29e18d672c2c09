#include "audit/what_if.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "plan/compile_beside.hpp"
#include "slakit/base/error.hpp"
#include "slakit/contract/with_choices.hpp"

namespace slakit {
namespace {

// Another zone, holidays or calendar may need sources that the contract as used does not.
bool names_sources(const Choice& choice) {
  constexpr std::string_view sections[] = {"calendars", "holidays", "contract.time_zone", "amendments"};
  return std::any_of(std::begin(sections), std::end(sections),
                     [&](std::string_view section) { return choice.path.starts_with(section); });
}

std::string one_sentence(const Error& error) {
  const auto* input = dynamic_cast<const InputError*>(&error);
  return input != nullptr && !input->problems().empty() ? input->problems().front().message : error.what();
}

}  // namespace

WhatIf::WhatIf(const Contract& contract, const Audit& audit, const EventLog& log)
    : contract_(contract),
      audit_(audit),
      resettler_(audit, log),
      used_(audit.plan.choices.empty() ? contract : with_choices(contract, audit.plan.choices)),
      sources_(load_sources(used_)) {}

const Sources& WhatIf::sources_for(const std::vector<Choice>& choices, const Contract& contract, Sources& own) const {
  if (std::none_of(choices.begin(), choices.end(), names_sources)) return sources_;
  own = load_sources(contract);
  return own;
}

Outcome WhatIf::under(const std::vector<Choice>& more) const {
  std::vector<Choice> choices = audit_.plan.choices;
  choices.insert(choices.end(), more.begin(), more.end());
  try {
    const Contract chosen = with_choices(contract_, choices);
    Sources own;
    Plan plan = compile_beside(audit_.plan, chosen, sources_for(choices, chosen, own));
    plan.choices = std::move(choices);
    return {resettler_.under(std::move(plan)), {}};
  } catch (const Error& error) {
    return {{}, one_sentence(error)};
  }
}

}  // namespace slakit
