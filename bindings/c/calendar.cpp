// Calendars of the C interface.
#include <cstddef>
#include <optional>
#include <span>

#include "handles.hpp"
#include "slakit/calendar/batch.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/time/instant_column.hpp"
#include "slakit/time/zoned_text.hpp"

namespace {

using slakit::c::instant;

// The value of a C++ enum that a number of the C interface stands for, where this version knows it.
template <class Enum>
std::optional<Enum> known_value(std::int32_t number, Enum last) noexcept {
  if (number < 0 || number > static_cast<std::int32_t>(last)) return std::nullopt;
  return static_cast<Enum>(number);
}

// Dates that no calendar answers for, before they wrap around a year's 16 bits.
slakit::Checked<slakit::Date> date(std::int32_t day) noexcept {
  // Compared as days: microseconds of so many would not fit 64 bits.
  constexpr std::chrono::days first = std::chrono::floor<std::chrono::days>(slakit::range_begin).time_since_epoch();
  constexpr std::chrono::days last = std::chrono::floor<std::chrono::days>(slakit::range_end).time_since_epoch();
  const std::chrono::days days{day};
  if (days < first || days > last) return slakit::Fault::out_of_range;
  return slakit::Date{std::chrono::sys_days{days}};
}

std::int64_t count_of(slakit::Duration duration) noexcept { return duration.count(); }
std::int64_t count_of(slakit::Instant at) noexcept { return at.time_since_epoch().count(); }
std::int64_t count_of(std::int64_t number) noexcept { return number; }
std::int32_t count_of(bool answer) noexcept { return answer ? 1 : 0; }
std::int32_t count_of(slakit::Date day) noexcept {
  return static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count());
}

// One question to a calendar: the answer, or the fault as a status.
template <class Out, class Ask>
std::int32_t ask(const slakit_calendar* calendar, Out* out, Ask question) noexcept {
  if (out == nullptr) return SLAKIT_BAD_CALL;
  *out = 0;
  if (calendar == nullptr) return SLAKIT_BAD_CALL;
  const auto answer = question(calendar->calendar);
  if (answer) *out = count_of(*answer);
  return static_cast<std::int32_t>(answer.fault);
}

// The same where the question has a choice that may be none of this version's.
template <class Out>
std::int32_t refuse(Out* out) noexcept {
  if (out != nullptr) *out = 0;
  return SLAKIT_BAD_CALL;
}

// Rows: `work` gets what the arrays hold, and may start threads.
template <class Work>
std::int32_t ask_rows(const slakit_calendar* calendar, std::initializer_list<slakit::c::Argument> arrays,
                      std::size_t count, Work work) noexcept {
  if (calendar == nullptr) return SLAKIT_BAD_CALL;
  if (count == 0) return SLAKIT_OK;
  return slakit::c::call(nullptr, arrays, [&]() -> std::int32_t {
    work(calendar->calendar);
    return SLAKIT_OK;
  });
}

std::span<slakit::Fault> faults_of(std::uint8_t* faults, std::size_t count) noexcept {
  if (faults == nullptr) return {};
  return slakit::faults_out({faults, count});
}

enum class Operation : std::uint8_t { unite, intersect, subtract };

slakit::Calendar combined(const slakit::Calendar& first, const slakit::Calendar& second, Operation operation) {
  switch (operation) {
    case Operation::unite: return first | second;
    case Operation::intersect: return first & second;
    case Operation::subtract: return first - second;
  }
  return first;
}

}  // namespace

int32_t slakit_calendar_parse(const char* text, slakit_calendar** calendar_out, slakit_error* error) {
  return slakit::c::create(calendar_out, error, {{text, "text is NULL"}}, [&] {
    try {
      return slakit::read_calendar(text, "<calendar>");
    } catch (const slakit::CalendarError&) {
      throw;
    } catch (const slakit::InputError& e) {
      throw slakit::CalendarError(e.problems());
    }
  });
}

void slakit_calendar_destroy(slakit_calendar* calendar) { delete calendar; }

// ---- instants ------------------------------------------------------------------------------------------------------

int32_t slakit_calendar_elapsed(const slakit_calendar* calendar, int64_t from_us, int64_t to_us,
                                int64_t* elapsed_us_out) {
  return ask(calendar, elapsed_us_out, [&](const auto& c) { return c.elapsed(instant(from_us), instant(to_us)); });
}

int32_t slakit_calendar_due(const slakit_calendar* calendar, int64_t start_us, int64_t budget_us, int32_t boundary,
                            int64_t* due_us_out) {
  const auto side = known_value(boundary, slakit::DueBoundary::next_open);
  if (!side) return refuse(due_us_out);
  return ask(calendar, due_us_out,
             [&](const auto& c) { return c.due(instant(start_us), slakit::Duration{budget_us}, *side); });
}

int32_t slakit_calendar_is_open(const slakit_calendar* calendar, int64_t at_us, int32_t* is_open_out) {
  return ask(calendar, is_open_out, [&](const auto& c) { return c.is_open(instant(at_us)); });
}

int32_t slakit_calendar_next_open(const slakit_calendar* calendar, int64_t at_us, int64_t* open_us_out) {
  return ask(calendar, open_us_out, [&](const auto& c) { return c.next_open(instant(at_us)); });
}

int32_t slakit_calendar_next_close(const slakit_calendar* calendar, int64_t at_us, int64_t* close_us_out) {
  return ask(calendar, close_us_out, [&](const auto& c) { return c.next_close(instant(at_us)); });
}

int32_t slakit_calendar_prev_close(const slakit_calendar* calendar, int64_t at_us, int64_t* close_us_out) {
  return ask(calendar, close_us_out, [&](const auto& c) { return c.prev_close(instant(at_us)); });
}

int32_t slakit_calendar_prev_open(const slakit_calendar* calendar, int64_t at_us, int64_t* open_us_out) {
  return ask(calendar, open_us_out, [&](const auto& c) { return c.prev_open(instant(at_us)); });
}

int32_t slakit_calendar_why_closed(const slakit_calendar* calendar, int64_t at_us, int32_t* by_out,
                                   slakit_text** reason_out) {
  if (by_out != nullptr) *by_out = SLAKIT_NOT_CLOSED;
  if (reason_out != nullptr) *reason_out = nullptr;
  return slakit::c::call(nullptr, {{calendar, "calendar is NULL"}, {by_out, "by_out is NULL"}}, [&]() -> std::int32_t {
    const std::optional<slakit::ClosedReason> reason = calendar->calendar.why_closed(instant(at_us));
    if (!reason) return SLAKIT_OK;
    if (reason_out != nullptr) *reason_out = new slakit_text{to_string(*reason)};
    *by_out = static_cast<std::int32_t>(reason->by) + 1;
    return SLAKIT_OK;
  });
}

int32_t slakit_calendar_format(const slakit_calendar* calendar, int64_t at_us, slakit_text** text_out) {
  return slakit::c::create(text_out, nullptr, {{calendar, "calendar is NULL"}}, [&] {
    if (!slakit::in_range(instant(at_us))) throw slakit::FaultError(slakit::Fault::out_of_range);
    return slakit::to_rfc3339(instant(at_us), calendar->calendar.zone());
  });
}

// ---- business days -------------------------------------------------------------------------------------------------

int32_t slakit_calendar_local_date(const slakit_calendar* calendar, int64_t at_us, int32_t* local_day_out) {
  return ask(calendar, local_day_out, [&](const auto& c) -> slakit::Checked<slakit::Date> {
    if (!slakit::in_range(instant(at_us))) return slakit::Fault::out_of_range;
    return slakit::Date{std::chrono::floor<std::chrono::days>(c.zone().to_local(instant(at_us)))};
  });
}

int32_t slakit_calendar_is_business_day(const slakit_calendar* calendar, int32_t local_day,
                                        int32_t* is_business_day_out) {
  return ask(calendar, is_business_day_out, [&](const auto& c) -> slakit::Checked<bool> {
    const auto day = date(local_day);
    return day ? c.is_business_day(*day) : day.fault;
  });
}

int32_t slakit_calendar_business_days(const slakit_calendar* calendar, int32_t from_day, int32_t to_day,
                                      int64_t* count_out) {
  return ask(calendar, count_out, [&](const auto& c) -> slakit::Checked<std::int64_t> {
    const auto from = date(from_day);
    const auto to = date(to_day);
    if (!from || !to) return slakit::Fault::out_of_range;
    return c.business_days(*from, *to);
  });
}

int32_t slakit_calendar_add_business_dates(const slakit_calendar* calendar, int32_t from_day, int64_t count,
                                           int32_t* result_day_out) {
  return ask(calendar, result_day_out, [&](const auto& c) -> slakit::Checked<slakit::Date> {
    const auto from = date(from_day);
    return from ? c.add_business_days(*from, count) : from;
  });
}

int32_t slakit_calendar_add_business_days(const slakit_calendar* calendar, int64_t from_us, int64_t count,
                                          int32_t start, int32_t late, int32_t end, int64_t* result_us_out) {
  const auto known_start = known_value(start, slakit::BusinessDayStart::next_opening);
  const auto known_late = known_value(late, slakit::LateStart::next_opening);
  const auto known_end = known_value(end, slakit::BusinessDayEnd::midnight);
  if (!known_start || !known_late || !known_end) return refuse(result_us_out);
  const slakit::BusinessDayRule rule{.start = *known_start, .end = *known_end, .late = *known_late};
  return ask(calendar, result_us_out,
             [&](const auto& c) { return c.add_business_days(instant(from_us), count, rule); });
}

int32_t slakit_calendar_moved(const slakit_calendar* calendar, int32_t deadline_day, int32_t rule,
                              int32_t* moved_day_out) {
  const auto known_rule = known_value(rule, slakit::HolidayDeadline::previous_working_day);
  if (!known_rule) return refuse(moved_day_out);
  return ask(calendar, moved_day_out, [&](const auto& c) -> slakit::Checked<slakit::Date> {
    const auto deadline = date(deadline_day);
    return deadline ? c.moved(*deadline, *known_rule) : deadline;
  });
}

// ---- columns -------------------------------------------------------------------------------------------------------

int32_t slakit_calendar_elapsed_batch(const slakit_calendar* calendar, const int64_t* from_us, const int64_t* to_us,
                                      size_t count, uint32_t threads, int64_t* elapsed_us, uint8_t* faults) {
  return ask_rows(calendar,
                  {{from_us, "from_us is NULL"}, {to_us, "to_us is NULL"}, {elapsed_us, "elapsed_us is NULL"}}, count,
                  [&](const auto& c) {
                    slakit::elapsed(c, slakit::instants({from_us, count}), slakit::instants({to_us, count}),
                                    slakit::durations_out({elapsed_us, count}), faults_of(faults, count), threads);
                  });
}

int32_t slakit_calendar_due_batch(const slakit_calendar* calendar, const int64_t* start_us, const int64_t* budget_us,
                                  size_t count, int32_t boundary, uint32_t threads, int64_t* due_us, uint8_t* faults) {
  const auto side = known_value(boundary, slakit::DueBoundary::next_open);
  if (!side) return SLAKIT_BAD_CALL;
  return ask_rows(calendar,
                  {{start_us, "start_us is NULL"}, {budget_us, "budget_us is NULL"}, {due_us, "due_us is NULL"}}, count,
                  [&](const auto& c) {
                    slakit::due(c, slakit::instants({start_us, count}), slakit::durations({budget_us, count}), *side,
                                slakit::instants_out({due_us, count}), faults_of(faults, count), threads);
                  });
}

int32_t slakit_calendar_is_open_batch(const slakit_calendar* calendar, const int64_t* at_us, size_t count,
                                      uint32_t threads, int8_t* is_open, uint8_t* faults) {
  return ask_rows(calendar, {{at_us, "at_us is NULL"}, {is_open, "is_open is NULL"}}, count, [&](const auto& c) {
    slakit::is_open(c, slakit::instants({at_us, count}), {is_open, count}, faults_of(faults, count), threads);
  });
}

// ---- values --------------------------------------------------------------------------------------------------------

int32_t slakit_calendar_combine(const slakit_calendar* first, const slakit_calendar* second, int32_t operation,
                                slakit_calendar** calendar_out, slakit_error* error) {
  const auto known = known_value(operation, Operation::subtract);
  return slakit::c::create(calendar_out, error,
                           {{first, "first is NULL"},
                            {second, "second is NULL"},
                            {known ? first : nullptr, "operation is none of SLAKIT_UNION, ..."}},
                           [&] { return combined(first->calendar, second->calendar, *known); });
}

int32_t slakit_calendar_then(const slakit_calendar* first, int64_t at_us, const slakit_calendar* next,
                             slakit_calendar** calendar_out, slakit_error* error) {
  return slakit::c::create(calendar_out, error, {{first, "first is NULL"}, {next, "next is NULL"}},
                           [&] { return first->calendar.then(instant(at_us), next->calendar); });
}

int32_t slakit_calendar_named(const slakit_calendar* calendar, const char* name, slakit_calendar** calendar_out,
                              slakit_error* error) {
  return slakit::c::create(calendar_out, error, {{calendar, "calendar is NULL"}, {name, "name is NULL"}},
                           [&] { return calendar->calendar.named(name); });
}

int32_t slakit_calendar_equal(const slakit_calendar* first, const slakit_calendar* second, int32_t* is_equal_out) {
  if (second == nullptr) return refuse(is_equal_out);
  return ask(first, is_equal_out, [&](const auto& c) { return slakit::Checked<bool>{c == second->calendar}; });
}

int32_t slakit_calendar_digest(const slakit_calendar* calendar, slakit_text** digest_out) {
  return slakit::c::create(digest_out, nullptr, {{calendar, "calendar is NULL"}},
                           [&] { return calendar->calendar.digest(); });
}

int32_t slakit_calendar_known(const slakit_calendar* calendar, int64_t* from_us_out, int64_t* to_us_out) {
  if (from_us_out == nullptr) return refuse(to_us_out);
  const std::int32_t status =
      ask(calendar, from_us_out, [](const auto& c) { return slakit::Checked<slakit::Instant>{c.known().from}; });
  if (status != SLAKIT_OK) return refuse(to_us_out);
  return ask(calendar, to_us_out, [](const auto& c) { return slakit::Checked<slakit::Instant>{c.known().to}; });
}

const char* slakit_calendar_time_zone(const slakit_calendar* calendar) {
  return calendar != nullptr ? calendar->calendar.zone().name().c_str() : "";
}

const char* slakit_calendar_tzdata_version(const slakit_calendar* calendar) {
  return calendar != nullptr ? calendar->calendar.zone().tzdata_version().c_str() : "";
}
