#include "column_checks.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "slakit/base/error.hpp"

namespace slakit {
namespace {

using Code = Dictionary::Code;

class Checks {
 public:
  // All columns are to have as many rows as this one.
  Checks(std::size_t rows, std::string of) : rows_(rows), of_(std::move(of)) {}

  void codes(const std::string& name, const Dictionary* names, std::span<const Code> codes, bool may_be_absent) {
    if (names == nullptr) return add("missing-column", name, "the column has no dictionary; give its names too");
    if (!length(name, codes.size())) return;
    // An absent code becomes 0 and any other negative one a great number.
    const std::uint32_t shift = may_be_absent ? 1 : 0;
    std::uint32_t greatest = 0;
    for (const Code code : codes) greatest = std::max(greatest, static_cast<std::uint32_t>(code) + shift);
    const std::size_t bound = names->size() + shift;
    if (codes.empty() || greatest < bound) return;
    const auto bad = std::find_if(codes.begin(), codes.end(),
                                  [&](Code code) { return static_cast<std::uint32_t>(code) + shift >= bound; });
    add("bad-code", name + ", row " + std::to_string(bad - codes.begin() + 1),
        "the code " + std::to_string(*bad) + " has no name; " +
            (names->size() == 0 ? "the dictionary is empty" : "codes are 0 to " + std::to_string(names->size() - 1)) +
            (may_be_absent ? ", or -1 where the row says nothing" : ""));
  }

  void optional(const std::string& name, std::size_t size) {
    if (size != 0) length(name, size);
  }

  bool length(const std::string& name, std::size_t size) {
    if (size == rows_) return true;
    add("ragged-columns", name,
        "the column has " + std::to_string(size) + " rows, " + of_ + " " + std::to_string(rows_) +
            "; give columns of one length");
    return false;
  }

  void offsets(const std::string& name, const TextSlices& texts) {
    const std::span<const std::int32_t> offsets = texts.offsets;
    if (offsets.empty()) return;
    if (offsets.front() >= 0 && std::is_sorted(offsets.begin(), offsets.end()) &&
        static_cast<std::size_t>(offsets.back()) <= texts.bytes.size())
      return;
    add("bad-offsets", name, "its offsets lead out of its bytes, or backwards; give those of one Arrow array");
  }

  void add(std::string code, std::string path, std::string message) {
    problems_.push_back({std::move(code), std::move(path), std::move(message), "", {}});
  }

  void raise() {
    if (!problems_.empty()) throw LogError(std::move(problems_));
  }

 private:
  std::size_t rows_;
  std::string of_;
  std::vector<Problem> problems_;
};

}  // namespace

void check_columns(const EventColumns& columns) {
  Checks checks(columns.at.size(), "column at");
  if (columns.at.size() >= std::numeric_limits<std::uint32_t>::max())
    checks.add("too-many-events", "", "too many events for one log; split it by tickets");
  checks.codes("column ticket", columns.tickets, columns.ticket, false);
  checks.codes("column type", columns.types, columns.type, false);
  checks.optional("column sequence", columns.sequence.size());
  checks.optional("column recorded_at", columns.recorded_at.size());
  checks.optional("column row", columns.row.size());
  for (const TextCodes& one : columns.attributes)
    checks.codes("column " + std::string(one.name), one.values, one.codes, true);
  checks.raise();
}

void check_columns(const TicketTable& table) {
  Checks checks(table.size(), "the names of tickets");
  if (table.size() >= std::numeric_limits<std::uint32_t>::max() / std::max<std::size_t>(2, table.events.size()))
    checks.add("too-many-events", "", "too many events for one log; split the table");
  checks.offsets("column ticket", table.tickets);
  for (const EventInstants& one : table.events) checks.length("column " + std::string(one.event), one.at.size());
  for (const TextCodes& one : table.attributes)
    checks.codes("column " + std::string(one.name), one.values, one.codes, true);
  checks.raise();
}

void check_tickets_stand_together(const EventColumns& columns) {
  std::vector<bool> seen(columns.tickets->size());
  Code last = Dictionary::absent;
  for (std::size_t i = 0; i < columns.ticket.size(); ++i) {
    const Code code = columns.ticket[i];
    if (code == last) continue;
    if (seen[static_cast<std::size_t>(code)]) {
      const std::string& ticket = columns.tickets->name(code);
      throw LogError({Problem{"ticket-comes-back",
                              "row " + std::to_string(i + 1) + " (ticket " + ticket + ")",
                              "the ticket's rows do not stand together; sort rows by ticket, or group them whole",
                              "",
                              {}}});
    }
    seen[static_cast<std::size_t>(code)] = true;
    last = code;
  }
}

}  // namespace slakit
