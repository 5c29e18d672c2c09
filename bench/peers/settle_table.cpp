// Settles a ticket table for duckdb_audit.py: FOLDER holds contract.yaml and the table's columns as they lie in memory
// (offsets and bytes of the tickets' names, opened and restored in microseconds). Prints a line of words and numbers;
// times are the best of REPEATS, in ns, from columns in memory to the total.
//
//     slakit_settle_table FOLDER AS_OF_US REPEATS
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "slakit/assessment/assess_table.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/plan/sources.hpp"
#include "slakit/settlement/settle.hpp"
#include "slakit/time/instant_column.hpp"

namespace {

using namespace slakit;

template <class T>
std::vector<T> column(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::vector<T> values(bytes.size() / sizeof(T));
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(values.data()));
  return values;
}

struct Columns {
  explicit Columns(const std::string& folder)
      : offsets(column<std::int32_t>(folder + "/offsets")),
        bytes(column<char>(folder + "/bytes")),
        opened(column<std::int64_t>(folder + "/opened")),
        restored(column<std::int64_t>(folder + "/restored")) {}

  TicketTable borrowed() const {
    TicketTable table;
    table.tickets = {offsets, {bytes.data(), bytes.size()}};
    table.events = {{"opened", instants(opened)}, {"restored", instants(restored)}};
    return table;
  }

  std::vector<std::int32_t> offsets;
  std::vector<char> bytes;
  std::vector<std::int64_t> opened;
  std::vector<std::int64_t> restored;
};

struct Outcome {
  std::int64_t elapsed_us = 0;  // of all tickets; 0 without findings
  std::size_t breached = 0;
  std::int64_t gross = 0;
  std::int64_t total = 0;
};

Outcome settled(const Plan& plan, const Partial& partial, Instant as_of) {
  Charges charges = price(plan, partial.breaches);
  const Statement statement = settle(plan, partial.breaches, charges, as_of);
  return {0, partial.breaches.size(), statement.gross.minor, statement.total.minor};
}

// A finding for each ticket, in batches, as a host would write them out.
Outcome with_findings(const Plan& plan, const TicketTable& table, Instant as_of) {
  constexpr std::size_t batch = 8192;
  const TableBinding binding(plan, table);
  std::vector<Partial> parts;
  Findings findings;
  Duration elapsed{};
  for (std::size_t from = 0; from < table.size(); from += batch) {
    findings.clear();
    parts.push_back(assess_table(binding, {from, std::min(from + batch, table.size())}, as_of, findings));
    for (const Duration one : findings.elapsed) elapsed += one;
  }
  Outcome outcome = settled(plan, merge(std::move(parts)), as_of);
  outcome.elapsed_us = elapsed.count();
  return outcome;
}

Outcome statement_alone(const Plan& plan, const TicketTable& table, Instant as_of) {
  return settled(plan, assess_table(TableBinding(plan, table), {0, table.size()}, as_of), as_of);
}

template <class Run>
std::int64_t best_of(int repeats, Run run) {
  std::int64_t best = INT64_MAX;
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run();
    best = std::min<std::int64_t>(best, (std::chrono::steady_clock::now() - start) / std::chrono::nanoseconds{1});
  }
  return best;
}

void run(const std::string& folder, Instant as_of, int repeats) {
  const Contract contract = read_contract_file(folder + "/contract.yaml");
  const Plan plan = compile(contract, {}, load_sources(contract));
  const Columns columns(folder);
  const TicketTable table = columns.borrowed();
  const Outcome outcome = with_findings(plan, table, as_of);
  const Outcome alone = statement_alone(plan, table, as_of);
  if (alone.total != outcome.total || alone.gross != outcome.gross) throw std::logic_error("two totals");
  const std::int64_t findings_ns = best_of(repeats, [&] { with_findings(plan, table, as_of); });
  const std::int64_t statement_ns = best_of(repeats, [&] { statement_alone(plan, table, as_of); });
  std::cout << "elapsed_us " << outcome.elapsed_us << " breached " << outcome.breached << " gross " << outcome.gross
            << " total " << outcome.total << " findings_ns " << findings_ns << " statement_ns " << statement_ns << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: slakit_settle_table FOLDER AS_OF_US REPEATS\n";
    return 2;
  }
  try {
    run(argv[1], Instant{Duration{std::atoll(argv[2])}}, std::atoi(argv[3]));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
