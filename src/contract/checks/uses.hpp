// Every name that a contract declares, and every place that uses one. Private to src/contract.
//
//     Uses uses(contract, false);
//     uses.knows(NameKind::calendar, "office")     // true
//     uses.names()[0]                              // {NameKind::milestone, "contract.term.from", "final acceptance"}
//
// One walk serves the checks for unknown names and those for unused ones. Borrows from the contract.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "slakit/contract/contract.hpp"

namespace slakit {

enum class NameKind : std::uint8_t {
  attribute,
  base,
  calendar,
  cap,
  event,
  holidays,
  indicator,  // an obligation with an indicator
  milestone,
  obligation,
  penalty,
  roster,
};
inline constexpr std::size_t name_kinds = 11;

std::string_view kind_name(NameKind kind);

struct NameUse {
  NameKind kind;
  std::string path;
  std::string_view name;
};

struct ConditionUse {
  std::string path;  // of the attribute's values
  const Condition* condition;
};

class Uses {
 public:
  // `with_empty`: also of names that are empty, which keys left out are, too.
  Uses(const Contract& contract, bool with_empty);

  const std::vector<NameUse>& names() const noexcept { return names_; }
  const std::vector<ConditionUse>& conditions() const noexcept { return conditions_; }

  const std::vector<std::string_view>& declared(NameKind kind) const { return declared_[index(kind)]; }
  bool knows(NameKind kind, std::string_view name) const { return known_[index(kind)].contains(name); }

  // Somewhere in the contract, or in what a reading or an amendment may put there.
  bool is_used(NameKind kind, std::string_view name) const;
  bool is_mentioned(std::string_view text) const { return mentioned_.contains(text); }

 private:
  friend class UseWalk;
  static std::size_t index(NameKind kind) { return static_cast<std::size_t>(kind); }

  std::vector<NameUse> names_;
  std::vector<ConditionUse> conditions_;
  std::array<std::vector<std::string_view>, name_kinds> declared_;
  std::array<std::unordered_set<std::string_view>, name_kinds> known_;
  std::array<std::unordered_set<std::string_view>, name_kinds> used_;
  std::unordered_set<std::string_view> mentioned_;
};

}  // namespace slakit
