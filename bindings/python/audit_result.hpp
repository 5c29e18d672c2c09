// A finished audit as Python holds it, and what is asked of it besides its own findings.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "slakit/audit/derivation.hpp"
#include "slakit/audit/entry_amounts.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/io/audit_run.hpp"

namespace slakit::python {

// With the contract that it was given and the log that it was made from. Nothing changes it, so threads share it.
class AuditResult {
 public:
  AuditResult(const Contract& contract, AuditRun run)
      : contract_(std::make_shared<const Contract>(contract)),
        run_(std::make_shared<const AuditRun>(std::move(run))),
        made_(std::make_shared<OnDemand>()) {}

  const Contract& contract() const noexcept { return *contract_; }
  const Audit& audit() const noexcept { return run_->audit; }
  const EventLog& log() const noexcept { return run_->log; }
  // Made once, when first asked for.
  const Derivations& derivations() const {
    std::call_once(made_->derivations_once, [&] { made_->derivations.emplace(audit()); });
    return *made_->derivations;
  }
  const EntryAmounts& amounts() const {
    std::call_once(made_->amounts_once, [&] { made_->amounts = entry_amounts(audit(), log()); });
    return made_->amounts;
  }

 private:
  struct OnDemand {
    std::once_flag derivations_once;
    std::optional<Derivations> derivations;
    std::once_flag amounts_once;
    EntryAmounts amounts;
  };
  std::shared_ptr<const Contract> contract_;
  std::shared_ptr<const AuditRun> run_;
  std::shared_ptr<OnDemand> made_;
};

// Readings priced, comparison, reverse audit, the log audit in money: methods of `audit`, and functions beside it.
void bind_what_if(pybind11::module_& m, pybind11::class_<AuditResult>& audit);
void bind_exposure(pybind11::module_& m, pybind11::class_<AuditResult>& audit);

}  // namespace slakit::python
