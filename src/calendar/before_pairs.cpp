#include "calendar/before_pairs.hpp"

namespace slakit::detail {
namespace {

#ifdef __SSE2__
// Calls use(before, i) for every pair of rows, with the table's number of slots a constant. How many rows were done.
template <class Use>
std::size_t each_two(const DayTable& table, std::size_t count, Use use) noexcept {
  if (table.has_crowded_slots()) return 0;
  const auto run = [&](auto before) noexcept {
    std::size_t i = 0;
    for (; i + 1 < count; i += 2) use(before, i);
    return i;
  };
  switch (table.slot_bits()) {
    case 5: return run(BeforeTwo<5>(table));
    case 6: return run(BeforeTwo<6>(table));
    case 8: return run(BeforeTwo<8>(table));
    case 10: return run(BeforeTwo<10>(table));
    default: return 0;
  }
}
#else
template <class Use>
std::size_t each_two(const DayTable&, std::size_t, Use) noexcept {
  return 0;
}
#endif

}  // namespace

void differences_before(const DayTable& table, const Instant* from, const Instant* to, Duration* result,
                        std::size_t count) noexcept {
  std::size_t i = each_two(table, count, [&](const auto& before, std::size_t row) noexcept {
    before.store(result + row, before.minus(before(to + row), before(from + row)));
  });
  for (; i < count; ++i) result[i] = table.before(to[i]) - table.before(from[i]);
}

void sums_before(const DayTable& table, const Instant* at, const Duration* more, Duration* result,
                 std::size_t count) noexcept {
  std::size_t i = each_two(table, count, [&](const auto& before, std::size_t row) noexcept {
    before.store(result + row, before.plus(before(at + row), before.load(more + row)));
  });
  for (; i < count; ++i) result[i] = table.before(at[i]) + more[i];
}

}  // namespace slakit::detail
