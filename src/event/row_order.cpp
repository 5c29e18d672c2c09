#include "row_order.hpp"

#include <algorithm>

namespace slakit {

RowOrder::RowOrder(const EventColumns& columns)
    : columns_(columns), attributes_(columns.attributes), ranks_(columns.attributes.size() + 1) {
  std::stable_sort(attributes_.begin(), attributes_.end(),
                   [](const TextCodes& a, const TextCodes& b) { return a.name < b.name; });
}

bool RowOrder::before(std::uint32_t a, std::uint32_t b) {
  if (columns_.at[a] != columns_.at[b]) return columns_.at[a] < columns_.at[b];
  return before_at_one_instant(a, b);
}

bool RowOrder::before_at_one_instant(std::uint32_t a, std::uint32_t b) {
  const auto& sequence = columns_.sequence;
  if (!sequence.empty() && sequence[a] != sequence[b]) return sequence[a] < sequence[b];
  if (const int types = compare(0, {"", columns_.types, columns_.type}, a, b); types != 0) return types < 0;
  for (std::size_t i = 0; i < attributes_.size(); ++i)
    if (const int values = compare(i + 1, attributes_[i], a, b); values != 0) return values < 0;
  // Equal in all that counts.
  const auto& recorded = columns_.recorded_at;
  if (!recorded.empty() && recorded[a] != recorded[b]) return recorded[a] < recorded[b];
  return columns_.row.empty() ? a < b : columns_.row[a] < columns_.row[b];
}

int RowOrder::compare(std::size_t ranked, const TextCodes& column, std::uint32_t a, std::uint32_t b) {
  const Dictionary::Code x = column.codes[a];
  const Dictionary::Code y = column.codes[b];
  if (x == y) return 0;
  if (x == Dictionary::absent || y == Dictionary::absent) return x == Dictionary::absent ? -1 : 1;
  std::optional<NameOrder>& order = ranks_[ranked];
  if (!order) order = name_order(*column.values);
  return order->rank_of(x) < order->rank_of(y) ? -1 : 1;
}

}  // namespace slakit
