// Reading and checking a contract of one megabyte, against yaml-cpp reading the same text alone.
#include <benchmark/benchmark.h>
#include <yaml-cpp/yaml.h>

#include <string>

#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_reader.hpp"

namespace {

// As large contracts are: thousands of promises, each with a calendar, a clock and a penalty, and a few readings.
std::string document() {
  constexpr int promises = 2700;
  constexpr int offices = 200;
  constexpr int readings = 10;
  std::string text = R"(slakit: 1
contract:
  id: large
  title: {zh: 大合同, en: A large contract}
  time_zone: Asia/Shanghai
  price: CNY 1000000.00
  milestones: {final acceptance: 2024-03-15}
  term: {from: final acceptance, length: P1Y, counting: start day out, clause: "1.1"}
calendars:
)";
  const auto number = [](int n) { return std::to_string(n); };
  for (int i = 0; i < offices; ++i)
    text += "  office " + number(i) + ": {weekly: {mon-fri: [\"09:00-12:00\", \"13:30-18:00\"]}, holidays: CN}\n";
  text += "obligations:\n";
  for (int i = 0; i < promises; ++i)
    text += "  promise " + number(i) + ":\n    clause: \"" + number(i / 50 + 1) + "." + number(i % 50) +
            "\"\n    title: {zh: 第" + number(i) + "项承诺, en: Promise number " + number(i) +
            "}\n    applies: {class: [fault " + number(i) + ", major]}\n    clock: {start: received " + number(i) +
            ", stop: [responded " + number(i) + ", restored], pause: waiting, resume: replied, calendar: office " +
            number(i % offices) + ", target: PT" + number(i % 72 + 1) + "H}\n";
  text += "penalties:\n";
  for (int i = 0; i < promises; ++i)
    text += "  penalty " + number(i) + ": {clause: \"P" + number(i) + "\", prices: promise " + number(i) +
            ", charge: {rate: 0.1%, of: price, per: day, counting: started 24 h}}\n";
  text += "caps: {all: {clause: \"9\", limit: 10%, of: price}}\nreadings:\n";
  for (int i = 0; i < readings; ++i)
    text += "  reading " + number(i) + ": {clause: \"1." + number(i) + "\", text: 某处, set: obligations.promise " +
            number(i) + ".clock.target, use: PT" + number(i + 1) + "H, else: [PT100H, PT200H]}\n";
  return text;
}

void check_a_large_contract(benchmark::State& state) {
  const std::string text = document();
  const YAML::Node peer = YAML::Load(text);
  const slakit::Contract contract = slakit::read_contract(text);
  if (peer["obligations"].size() != contract.obligations.size()) state.SkipWithError("the readers disagree");
  for (auto _ : state) {
    const slakit::CheckResult result = slakit::check_contract_text(text, "large.yaml");
    if (!result.errors.empty()) state.SkipWithError("the contract has errors");
    benchmark::DoNotOptimize(result.remarks.size());
  }
  state.counters["bytes"] = static_cast<double>(text.size());
}
BENCHMARK(check_a_large_contract)->Unit(benchmark::kMillisecond);

void read_the_same_text_with_yaml_cpp(benchmark::State& state) {
  const std::string text = document();
  for (auto _ : state) benchmark::DoNotOptimize(YAML::Load(text));
}
BENCHMARK(read_the_same_text_with_yaml_cpp)->Unit(benchmark::kMillisecond);

}  // namespace
