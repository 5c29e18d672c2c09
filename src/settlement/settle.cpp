#include "slakit/settlement/settle.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/wide.hpp"

namespace slakit {
namespace {

using Rows = std::vector<std::size_t>;

Rows standing(const Charges& charges) {
  Rows rows;
  for (std::size_t i = 0; i < charges.size(); ++i)
    if (charges.is_charged(i)) rows.push_back(i);
  return rows;
}

[[noreturn]] void throw_too_large(const Plan& plan) {
  throw Error("contract '" + plan.contract.contract.id + "': the sum of its charges is too large");
}

// A sum of non-negative minor units that must fit.
std::int64_t total_of(const Plan& plan, const Charges& charges, const Rows& rows) {
  Wide total;
  for (std::size_t row : rows) total = total + Wide(charges.net(row));
  const Checked<std::int64_t> minor = total.to_int64();
  if (!minor) throw_too_large(plan);
  return *minor;
}

// Places in `weights`, the largest weight first, equal ones in their order.
Rows largest_first(const std::vector<Wide>& weights) {
  Rows order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return weights[a] == weights[b] ? a < b : weights[b] < weights[a]; });
  return order;
}

// What each row still owes.
std::vector<Wide> nets(const Charges& charges, const Rows& rows) {
  std::vector<Wide> weights;
  for (std::size_t row : rows) weights.push_back(Wide(charges.net(row)));
  return weights;
}

// Splits `total` over `weights` exactly: floors first, then the rest by largest remainder, earlier rows first.
std::vector<std::int64_t> apportion(const Plan& plan, std::int64_t total, const std::vector<Wide>& weights) {
  Wide sum;
  for (const Wide& weight : weights) sum = sum + weight;
  std::vector<std::int64_t> parts(weights.size(), 0);
  std::vector<Wide> rests(weights.size());
  std::int64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide::Division division = divide(Wide(total) * weights[i], sum);
    const Checked<std::int64_t> part = division.quotient.to_int64();
    if (!part) throw_too_large(plan);
    parts[i] = *part;
    rests[i] = division.remainder;
    left -= *part;
  }
  const Rows order = largest_first(rests);
  for (std::size_t i = 0; left > 0 && i < order.size(); ++i, --left) ++parts[order[i]];
  return parts;
}

// Rounding once for the whole statement: the exact sum is rounded, lines share it by largest remainder.
void round_statement(const Plan& plan, Charges& charges, const Rows& rows) {
  Amount sum;
  for (std::size_t row : rows) sum = sum + charges.exact[row];
  if (sum.numerator.is_zero()) return;
  std::vector<Wide> weights;  // over the sum's denominator, a multiple of each
  for (std::size_t row : rows) {
    const Amount& exact = charges.exact[row];
    weights.push_back(exact.numerator * divide(sum.denominator, exact.denominator).quotient);
  }
  const Checked<std::int64_t> total = round(sum, plan.policies.rounding);
  if (!total) throw_too_large(plan);
  const std::vector<std::int64_t> parts = apportion(plan, *total, weights);
  for (std::size_t i = 0; i < rows.size(); ++i) charges.gross[rows[i]] = parts[i];
}

// Admits charges in order until `room` is used up; the rest is cut.
void admit(Charges& charges, const Rows& order, std::int64_t room) {
  for (std::size_t row : order) {
    const std::int64_t admitted = std::min(charges.net(row), room);
    room -= admitted;
    charges.cut[row] = charges.gross[row] - admitted;
  }
}

void cut_pro_rata(const Plan& plan, Charges& charges, const Rows& rows, std::int64_t limit) {
  const std::vector<std::int64_t> parts = apportion(plan, limit, nets(charges, rows));
  for (std::size_t i = 0; i < rows.size(); ++i) charges.cut[rows[i]] = charges.gross[rows[i]] - parts[i];
}

CapUse apply_cap(const Plan& plan, Charges& charges, const Rows& rows, std::size_t cap) {
  const Currency currency = plan.currency();
  const std::int64_t before = total_of(plan, charges, rows);
  const std::int64_t limit = plan.cap_limits[cap].minor;
  CapUse use{cap, {limit, currency}, {before, currency}, {std::max<std::int64_t>(before - limit, 0), currency}};
  if (before <= limit) return use;
  if (plan.policies.cut_order == CutOrder::pro_rata) {
    cut_pro_rata(plan, charges, rows, limit);
    return use;
  }
  Rows order = rows;
  if (plan.policies.cut_order == CutOrder::largest_first) {
    order.clear();
    for (std::size_t place : largest_first(nets(charges, rows))) order.push_back(rows[place]);
  }
  admit(charges, order, limit);
  return use;
}

void post(Statement& statement, const Plan& plan, const Charges& charges, const Rows& rows) {
  const auto pair = [&](const std::string& from, const std::string& to, std::int64_t minor, std::size_t row) {
    if (minor == 0) return;
    const bool provisional = charges.is_provisional[row] != 0;
    statement.postings.push_back({from, minor, static_cast<std::uint32_t>(row), provisional});
    statement.postings.push_back({to, -minor, static_cast<std::uint32_t>(row), provisional});
  };
  for (std::size_t row : rows) {
    const std::string account = "penalties/" + plan.contract.penalties[charges.term[row]].name;
    pair("provider", account, charges.gross[row], row);
    pair(account, "provider", charges.cut[row], row);
  }
}

}  // namespace

Statement settle(const Plan& plan, Charges& charges) {
  const Rows rows = standing(charges);
  if (plan.policies.rounding_stage == RoundingStage::per_statement) round_statement(plan, charges, rows);
  const Currency currency = plan.currency();
  Statement statement;
  statement.gross = {total_of(plan, charges, rows), currency};
  for (std::size_t cap = 0; cap < plan.cap_limits.size(); ++cap)
    statement.caps.push_back(apply_cap(plan, charges, rows, cap));
  statement.total = {total_of(plan, charges, rows), currency};
  statement.cut = {statement.gross.minor - statement.total.minor, currency};
  statement.provisional = {0, currency};
  for (std::size_t row : rows)
    if (charges.is_provisional[row] != 0) statement.provisional.minor += charges.net(row);
  post(statement, plan, charges, rows);
  return statement;
}

}  // namespace slakit
