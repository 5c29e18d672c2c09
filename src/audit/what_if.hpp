// The audit's contract and log under other choices, one after the other. Private to src.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/audit/settled.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/event/log.hpp"
#include "slakit/plan/sources.hpp"

namespace slakit {

struct Outcome {
  std::optional<Settled> settled;
  std::string problem;  // why not
};

class WhatIf {
 public:
  // Borrows all three. `contract` is the one that the audit was given.
  WhatIf(const Contract& contract, const Audit& audit, const EventLog& log);

  // With more choices, after those of the audit.
  Outcome under(const std::vector<Choice>& more) const;

  // The contract as the audit used it.
  const Contract& used() const noexcept { return used_; }
  const Audit& audit() const noexcept { return audit_; }

 private:
  const Sources& sources_for(const std::vector<Choice>& choices, const Contract& contract, Sources& own) const;

  const Contract& contract_;
  const Audit& audit_;
  Resettler resettler_;
  Contract used_;
  Sources sources_;
};

}  // namespace slakit
