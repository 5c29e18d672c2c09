#include "slakit/contract/remarks.hpp"

#include "place.hpp"

namespace slakit {

namespace {

// How many charges of `rate` make the whole: the least n with n x rate >= 1. Zero: more than can be counted.
std::int64_t charges_to_the_whole(const Rate& rate) {
  std::int64_t whole = 1;
  for (int i = 0; i < rate.value.scale; ++i) {
    if (whole > INT64_MAX / 10) return 0;
    whole *= 10;
  }
  return (whole + rate.value.coefficient - 1) / rate.value.coefficient;
}

Problem remark(const Contract& contract, const std::string& path, std::string message) {
  const Value* place = find_place(*contract.document, path);
  return {"no-cap", path, std::move(message), contract.source_name, place != nullptr ? place->mark : Mark{}};
}

const char* days_of(Counting counting) {
  switch (counting) {
    case Counting::started_24_h: return " started days";
    case Counting::completed_24_h: return " completed days";
    case Counting::pro_rata: return " days";
    case Counting::calendar_days_touched: return " calendar days";
  }
  return "";
}

}  // namespace

std::vector<Problem> remarks(const Contract& contract) {
  std::vector<Problem> result;
  if (!contract.caps.empty() || contract.penalties.empty()) return result;
  result.push_back(
      remark(contract, "penalties",
             "no cap limits what is owed, so exposure has no bound; add one under `caps` if the contract has it"));
  for (const PenaltyTerm& term : contract.penalties) {
    const std::int64_t days = charges_to_the_whole(term.charge.rate);
    if (term.charge.per != ChargeUnit::day || days == 0) continue;
    const Counting counting = term.charge.counting.value_or(contract.policies.counting.value_or(Counting{}));
    result.push_back(
        remark(contract, "penalties." + term.name + ".charge",
               "one fault owes the whole " + term.charge.of + " after " + std::to_string(days) + days_of(counting)));
  }
  return result;
}

}  // namespace slakit
