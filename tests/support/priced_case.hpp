// An audit of a small contract and a small log, for tests of money.
//
//     const Audit a = audit_of(late_clock("{rate: 1%, of: price, per: day}"), rows, "2024-06-01T00:00Z");
//     owed(a)      // "CNY 20.00"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slakit/audit/audit.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/plan/sources.hpp"
#include "support/log_rows.hpp"

namespace slakit {

// A year from 2024-01-01 in UTC, price CNY 1000.00; `fix` is to be done in an hour, round the clock.
inline std::string priced_contract(std::string_view rest, std::string_view head = "", std::string_view more = "") {
  return "slakit: 1\n"
         "contract:\n"
         "  id: c\n"
         "  time_zone: UTC\n"
         "  price: CNY 1000.00\n"
         "  milestones: {begin: 2024-01-01}\n"
         "  term: {from: begin, length: P1Y, counting: start day in}\n" +
         std::string(head) +
         "calendars:\n"
         "  always on: always\n"
         "  office: {weekly: {mon-fri: [\"09:00-17:00\"]}}\n"
         "obligations:\n"
         "  fix:\n"
         "    clause: '1'\n"
         "    clock: {start: reported, stop: fixed, pause: waiting, resume: resumed, calendar: always on, target: "
         "PT1H}\n" +
         std::string(more) + std::string(rest);
}

// With one charge for `fix`.
inline std::string late_clock(std::string_view charge, std::string_view more = "", std::string_view head = "") {
  return priced_contract(
      "penalties:\n  late: {clause: '2', prices: fix, charge: " + std::string(charge) + "}\n" + std::string(more),
      head);
}

inline Audit audit_of(const std::string& document, const std::vector<Row>& rows, std::string_view as_of) {
  const Contract contract = read_contract(document);
  const Plan plan = compile(contract, {}, load_sources(contract));
  return audit(plan, log_of(rows), instant_of(as_of));
}

inline std::string owed(const Audit& audit) { return to_string(audit.statement.total); }

// "6" or "27/24" of each charge.
inline std::vector<std::string> counts(const Audit& audit) {
  std::vector<std::string> list;
  for (const Ratio& count : audit.charges.count) list.push_back(to_string(count));
  return list;
}

// Minor units that each charge comes to.
inline std::vector<std::int64_t> nets(const Audit& audit) {
  std::vector<std::int64_t> list;
  for (std::size_t i = 0; i < audit.charges.size(); ++i) list.push_back(audit.charges.net(i));
  return list;
}

}  // namespace slakit
