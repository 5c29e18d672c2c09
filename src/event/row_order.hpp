// The order of one ticket's events: (instant, sequence, type, attributes by name), then what tells equal events apart.
//
// Private to src/event.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "name_order.hpp"
#include "slakit/event/columns.hpp"

namespace slakit {

// Borrows the columns. Names are ranked when two events of one instant first ask for them.
class RowOrder {
 public:
  explicit RowOrder(const EventColumns& columns);

  bool before(std::uint32_t a, std::uint32_t b);

  // By name, so that the order of a source's columns cannot order rows.
  const std::vector<TextCodes>& attributes() const noexcept { return attributes_; }

 private:
  bool before_at_one_instant(std::uint32_t a, std::uint32_t b);
  // Less than 0 where a's name stands first; an absent one stands before all.
  int compare(std::size_t ranked, const TextCodes& column, std::uint32_t a, std::uint32_t b);

  const EventColumns& columns_;
  std::vector<TextCodes> attributes_;
  std::vector<std::optional<NameOrder>> ranks_;  // of the types, then of each attribute
};

}  // namespace slakit
