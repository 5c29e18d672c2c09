#include "slakit/assessment/breach.hpp"

#include <tuple>

namespace slakit {

bool operator==(const Said& a, const Said& b) noexcept { return a.attribute == b.attribute && a.value == b.value; }

bool operator==(const Breach& a, const Breach& b) noexcept {
  const auto all = [](const Breach& one) {
    return std::tie(one.at, one.ticket, one.obligation, one.cycle, one.version, one.incident, one.ended, one.is_open,
                    one.late, one.chargeable, one.kind, one.is_kept, one.has_figure, one.finding, one.belongs,
                    one.figure, one.saved, one.stretches, one.said);
  };
  return all(a) == all(b);
}

bool operator<(const Breach& a, const Breach& b) noexcept {
  if (a.ticket != b.ticket) return a.ticket < b.ticket;
  if (a.kind != b.kind) return a.kind < b.kind;
  if (a.obligation != b.obligation) return a.obligation < b.obligation;
  if (a.cycle != b.cycle) return a.cycle < b.cycle;
  return std::tie(a.finding, a.at) < std::tie(b.finding, b.at);
}

bool operator==(const Document& a, const Document& b) noexcept {
  const auto all = [](const Document& one) {
    return std::tie(one.ticket, one.at, one.event, one.attribute, one.amount, one.incident);
  };
  return all(a) == all(b);
}

bool operator<(const Document& a, const Document& b) noexcept {
  return std::tie(a.ticket, a.at, a.event, a.attribute, a.amount) <
         std::tie(b.ticket, b.at, b.event, b.attribute, b.amount);
}

}  // namespace slakit
