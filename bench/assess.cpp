// Judging tickets, against one pass over the same columns (reading every instant and event once), on the real
// ServiceNow export where it is there, else on a made log of the same shape. The verdicts are counted and compared with
// the first run's.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "slakit/assessment/assess.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/source_mapping.hpp"
#include "slakit/penalty/price.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/settlement/settle.hpp"

namespace {

using namespace slakit;

const std::string examples = SLAKIT_SOURCE_DIR "/examples/servicenow/";
const std::string real_log = SLAKIT_SOURCE_DIR "/../shared/data/uci_incident_event_log.csv.gz";

EventLog made_log() {
  std::mt19937_64 random(1);
  const char* const priorities[] = {"1 - Critical", "2 - High", "3 - Moderate", "4 - Low"};
  const char* const states[] = {"activated", "awaiting user", "activated", "resolved", "closed"};
  EventLogBuilder builder({"priority"});
  for (int i = 0; i < 25'000; ++i) {
    const std::string ticket = "INC" + std::to_string(1'000'000 + i);
    Instant at = Instant{} + std::chrono::minutes{24'000'000 + static_cast<std::int64_t>(random() % 500'000)};
    builder.add({ticket, at, "opened", {priorities[random() % 4]}, 0, 0});
    for (const char* state : states)
      builder.add({ticket, at += std::chrono::minutes{random() % 3'000}, state, {}, 0, 0});
  }
  return std::move(builder).finish();
}

struct Setting {
  EventLog log = std::filesystem::exists(real_log)
                     ? read_source(read_source_mapping_file(examples + "source.yaml"), real_log)
                     : made_log();
  Plan plan = [] {
    const Contract contract = read_contract_file(examples + "contract.yaml");
    return compile(contract, {}, load_sources(contract));
  }();
  Instant as_of = *std::max_element(log.at.begin(), log.at.end()) + Duration{1};
};

const Setting& setting() {
  static const Setting setting;
  return setting;
}

void per_ticket(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(setting().log.ticket_count()));
  state.SetLabel(std::filesystem::exists(real_log) ? "real log" : "made log");
}

void one_pass(benchmark::State& state) {
  const EventLog& log = setting().log;
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (std::size_t ticket = 0; ticket < log.ticket_count(); ++ticket)
      for (std::size_t row = log.first[ticket]; row < log.first[ticket + 1]; ++row)
        sum += log.at[row].time_since_epoch().count() ^ log.type[row];
    benchmark::DoNotOptimize(sum);
  }
  per_ticket(state);
}

void assess_log(benchmark::State& state) {
  const auto& [log, plan, as_of] = setting();
  Findings findings;
  const Partial expected = assess(plan, log, as_of, findings);
  for (auto _ : state) {
    findings.clear();
    if (assess(plan, log, as_of, findings) != expected) std::abort();
  }
  per_ticket(state);
}

void price_and_settle(benchmark::State& state) {
  const auto& [log, plan, as_of] = setting();
  Findings findings;
  const Partial partial = assess(plan, log, as_of, findings);
  Charges first = price(plan, partial.breaches);
  const Money total = settle(plan, partial.breaches, first, as_of).total;
  for (auto _ : state) {
    Charges charges = price(plan, partial.breaches);
    if (settle(plan, partial.breaches, charges, as_of).total != total) std::abort();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(first.size()));
  state.SetLabel("per charge");
}

BENCHMARK(one_pass)->Unit(benchmark::kMillisecond);
BENCHMARK(assess_log)->Unit(benchmark::kMillisecond);
BENCHMARK(price_and_settle)->Unit(benchmark::kMillisecond);

}  // namespace
