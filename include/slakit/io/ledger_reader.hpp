// The settlement of an earlier run, from the JSON report that it wrote (json_report.hpp).
//
//     Ledger july = read_ledger_file("july/report.json");
//     Comparison late = compare(july, ledger_of(audit));     // audit/compare.hpp
//
// Throws InputError with one problem that says where: "unreadable-file", "bad-report" for what is no report of an
// audit, "unknown-version" for one of a version that is not known here. Thread-safety: pure functions of the text or
// the file.
#pragma once

#include <string>
#include <string_view>

#include "slakit/audit/ledger.hpp"

namespace slakit {

// `name`: what problems call it.
Ledger read_ledger(std::string_view json, const std::string& name = "<report>");

Ledger read_ledger_file(const std::string& path);

}  // namespace slakit
