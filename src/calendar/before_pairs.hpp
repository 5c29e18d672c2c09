// DayTable::before() for columns. Private to src/calendar.
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

// result[i] = before(to[i]) - before(from[i]); all inside the table. `result` may be `from` or `to`.
void differences_before(const DayTable& table, const Instant* from, const Instant* to, Duration* result,
                        std::size_t count) noexcept;

// result[i] = before(at[i]) + more[i].
void sums_before(const DayTable& table, const Instant* at, const Duration* more, Duration* result,
                 std::size_t count) noexcept;

#ifdef __SSE2__
template <unsigned slot_bits>
class BeforeTwo {
 public:
  explicit BeforeTwo(const DayTable& table) noexcept
      : days_(table.days()), slot_of_(table.slot_of()), slots_(table.slots()), begin_(table.begin()) {}

  // before(at[0]) and before(at[1]).
  __m128i operator()(const Instant* at) const noexcept {
    const DayTable::Pair* days[2];
    const DayTable::Slot* slots[2];
    for (int i = 0; i < 2; ++i) {
      const DayTable::Place place(static_cast<std::uint64_t>((at[i] - begin_).count()));
      days[i] = days_ + place.day();
      slots[i] = slots_ + slot_of_[place.day()] + place.slot(slot_bits);
    }
    const __m128i million = _mm_set1_epi64x(1'000'000);
    const __m128i since = _mm_sub_epi64(load(at), _mm_set1_epi64x(begin_.time_since_epoch().count()));
    // As 32-bit numbers: open seconds, second, open seconds, second. Neither sum has a carry.
    const __m128i slot = gather(slots[0], slots[1]);
    const __m128i flags = _mm_set1_epi64x(static_cast<std::int64_t>(DayTable::opening | DayTable::crowded));
    const __m128i boundary = _mm_add_epi32(gather(days[0], days[1]), _mm_andnot_si128(flags, slot));
    const __m128i past = _mm_sub_epi64(since, _mm_mul_epu32(_mm_srli_epi64(boundary, 32), million));
    const __m128i signs = _mm_xor_si128(past, slot);
    const __m128i counts = _mm_srai_epi32(_mm_shuffle_epi32(signs, _MM_SHUFFLE(3, 3, 1, 1)), 31);
    return _mm_add_epi64(_mm_mul_epu32(boundary, million), _mm_and_si128(past, counts));
  }

  static __m128i load(const void* two) noexcept { return _mm_loadu_si128(static_cast<const __m128i*>(two)); }
  static __m128i plus(__m128i a, __m128i b) noexcept { return _mm_add_epi64(a, b); }
  static __m128i minus(__m128i a, __m128i b) noexcept { return _mm_sub_epi64(a, b); }
  static void store(void* two, __m128i values) noexcept { _mm_storeu_si128(static_cast<__m128i*>(two), values); }

 private:
  static __m128i gather(const void* a, const void* b) noexcept {
    return _mm_castpd_si128(_mm_loadh_pd(_mm_load_sd(static_cast<const double*>(a)), static_cast<const double*>(b)));
  }

  const DayTable::Pair* days_;
  const std::uint32_t* slot_of_;
  const DayTable::Slot* slots_;
  Instant begin_;
};
#endif

}  // namespace slakit::detail
