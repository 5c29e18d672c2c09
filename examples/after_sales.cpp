// Audits the after-sales contract: what is owed for each breach, and the total. Prints:
//     T2 missed response CNY 10000.00
//     T2 late restoration CNY 20000.00
//     T4 late restoration CNY 20000.00
//     T5 late restoration CNY 20000.00
//     T6 late restoration CNY 10000.00
//     total CNY 80000.00
#include <iostream>

#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/timestamp.hpp"

int main() {
  const slakit::Contract contract = slakit::read_contract_file("examples/after-sales/contract.yaml");
  slakit::AuditOptions options;
  options.as_of = slakit::Timestamp::parse("2024-06-01T00:00:00+08:00")->instant();
  const slakit::Audit audit = slakit::audit_file(contract, "examples/after-sales/events.csv", options).audit;
  for (std::size_t i = 0; i < audit.charges.size(); ++i)
    std::cout << audit.partial.breaches[audit.charges.breach[i]].ticket << ' '
              << audit.plan.contract.penalties[audit.charges.term[i]].name << ' '
              << to_string(slakit::Money{audit.charges.net(i), audit.plan.currency()}) << '\n';
  std::cout << "total " << to_string(audit.statement.total) << '\n';
  if (!audit.plan.left_out.empty())  // a total is never taken for everything when it is not
    std::cout << "without what this version does not compute: " << audit.plan.left_out.front().path << ", ...\n";
}
