// DayTable::before() for two columns at once. Private to src/calendar.
//
// Two rows a step: the place of an instant needs the upper half of a product, which no vector instruction of the
// baseline x86-64 has; all that follows (adding day and slot, seconds to microseconds, choosing) does two instants in
// one instruction. The same answers as DayTable::before(), which other machines, and the rare tables with crowded
// slots, use.
#pragma once

#include <cstddef>

#include "slakit/calendar/day_table.hpp"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace slakit::detail {

class BeforePairs {
 public:
  explicit BeforePairs(const DayTable& table) noexcept : table_(table) {}

  // result[i] = before(to[i]) - before(from[i]); all inside the table. `result` may be `from` or `to`.
  void differences(const Instant* from, const Instant* to, Duration* result, std::size_t count) const noexcept {
    std::size_t i = 0;
#ifdef __SSE2__
    if (!table_.has_crowded_slots()) {
      switch (table_.slot_bits()) {
        case 5: i = pairs<5>(from, to, result, count); break;
        case 6: i = pairs<6>(from, to, result, count); break;
        case 8: i = pairs<8>(from, to, result, count); break;
        default: i = pairs<10>(from, to, result, count); break;
      }
    }
#endif
    for (; i < count; ++i) result[i] = table_.before(to[i]) - table_.before(from[i]);
  }

 private:
#ifdef __SSE2__
  // How many rows were done: all, or all but one.
  template <unsigned slot_bits>
  std::size_t pairs(const Instant* from, const Instant* to, Duration* result, std::size_t count) const noexcept {
    const Tables tables{table_.days(), table_.slot_of(), table_.slots(), table_.begin()};
    std::size_t i = 0;
    for (; i + 1 < count; i += 2)
      _mm_storeu_si128(reinterpret_cast<__m128i*>(result + i),
                       _mm_sub_epi64(before_two<slot_bits>(tables, to + i), before_two<slot_bits>(tables, from + i)));
    return i;
  }

  struct Tables {
    const DayTable::Pair* days;
    const std::uint32_t* slot_of;
    const DayTable::Slot* slots;
    Instant begin;
  };

  static __m128i load_two(const void* a, const void* b) noexcept {
    return _mm_castpd_si128(_mm_loadh_pd(_mm_load_sd(static_cast<const double*>(a)), static_cast<const double*>(b)));
  }

  template <unsigned slot_bits>
  static __m128i before_two(const Tables& tables, const Instant* at) noexcept {
    const DayTable::Pair* days[2];
    const DayTable::Slot* slots[2];
    for (int i = 0; i < 2; ++i) {
      const DayTable::Place place(static_cast<std::uint64_t>((at[i] - tables.begin).count()));
      days[i] = tables.days + place.day();
      slots[i] = tables.slots + tables.slot_of[place.day()] + place.slot(slot_bits);
    }
    const __m128i million = _mm_set1_epi64x(1'000'000);
    const __m128i since = _mm_sub_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)),
                                        _mm_set1_epi64x(tables.begin.time_since_epoch().count()));
    // As 32-bit numbers: open seconds, second, open seconds, second. Neither sum has a carry.
    const __m128i boundary =
        _mm_add_epi32(load_two(days[0], days[1]), load_two(&slots[0]->boundary, &slots[1]->boundary));
    const __m128i past = _mm_sub_epi64(since, _mm_mul_epu32(_mm_srli_epi64(boundary, 32), million));
    const __m128i signs = _mm_xor_si128(past, load_two(&slots[0]->kind, &slots[1]->kind));
    const __m128i counts = _mm_srai_epi32(_mm_shuffle_epi32(signs, _MM_SHUFFLE(3, 3, 1, 1)), 31);
    return _mm_add_epi64(_mm_mul_epu32(boundary, million), _mm_and_si128(past, counts));
  }
#endif

  const DayTable& table_;
};

}  // namespace slakit::detail
