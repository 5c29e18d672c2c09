// What each ticket owes, what is left out and the total, in minor units, in C++; compared with the other faces.
//     amounts CONTRACT EVENTS AS_OF [PATH=VALUE]...
#include <cstdint>
#include <iostream>
#include <map>
#include <string>

#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/time/timestamp.hpp"

namespace {

void print_amounts(const slakit::Audit& audit) {
  std::map<std::string, std::int64_t> minor;
  for (const std::string& ticket : audit.tickets) minor[ticket] = 0;
  for (std::size_t i = 0; i < audit.charges.size(); ++i) {
    const std::string& ticket = audit.partial.breaches[audit.charges.breach[i]].ticket;
    if (!ticket.empty()) minor[ticket] += audit.charges.net(i);
  }
  for (const auto& [ticket, amount] : minor) std::cout << ticket << ' ' << amount << '\n';
  for (const slakit::Unsupported& part : audit.plan.left_out) std::cout << "without " << part.path << '\n';
  const slakit::Money total = audit.statement.total;
  std::cout << "total " << total.currency.name() << ' ' << total.minor << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return EXIT_FAILURE;
  slakit::AuditOptions options;
  options.as_of = slakit::Timestamp::parse(argv[3]).value().instant();
  for (int i = 4; i < argc; ++i) {
    const std::string choice = argv[i];
    const std::size_t equals = choice.find('=');
    options.choices.push_back({choice.substr(0, equals), slakit::read_yaml(choice.substr(equals + 1), choice)});
  }
  print_amounts(slakit::audit_file(slakit::read_contract_file(argv[1]), argv[2], options).audit);
}
