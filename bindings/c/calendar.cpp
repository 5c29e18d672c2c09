// Calendars of the C interface.
#include "handles.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/time/zoned_text.hpp"

namespace {

using slakit::c::instant;

// Whether `boundary` is one this version knows; if so, `known` is it.
bool read_boundary(std::int32_t boundary, slakit::DueBoundary& known) noexcept {
  known = boundary == SLAKIT_NEXT_OPEN ? slakit::DueBoundary::next_open : slakit::DueBoundary::close;
  return boundary == SLAKIT_CLOSE || boundary == SLAKIT_NEXT_OPEN;
}

std::int64_t count_us(slakit::Duration duration) noexcept { return duration.count(); }
std::int64_t count_us(slakit::Instant at) noexcept { return at.time_since_epoch().count(); }
std::int32_t count_us(bool answer) noexcept { return answer ? 1 : 0; }

// One question to a calendar: the answer, or the fault as a status.
template <class Out, class Ask>
std::int32_t ask(const slakit_calendar* calendar, Out* out, Ask question) noexcept {
  if (out == nullptr) return SLAKIT_BAD_CALL;
  *out = 0;
  if (calendar == nullptr) return SLAKIT_BAD_CALL;
  const auto answer = question(calendar->calendar);
  if (answer) *out = count_us(*answer);
  return static_cast<std::int32_t>(answer.fault);
}

// The same for rows. Each row is read before it is written, so that outputs may be inputs.
template <class Ask>
std::int32_t ask_rows(const slakit_calendar* calendar, std::initializer_list<const void*> arrays, std::size_t count,
                      std::int64_t* values, std::uint8_t* faults, Ask question) noexcept {
  if (calendar == nullptr) return SLAKIT_BAD_CALL;
  if (count == 0) return SLAKIT_OK;
  for (const void* array : arrays)
    if (array == nullptr) return SLAKIT_BAD_CALL;
  for (std::size_t i = 0; i < count; ++i) {
    const auto answer = question(calendar->calendar, i);
    values[i] = answer ? count_us(*answer) : 0;
    faults[i] = static_cast<std::uint8_t>(answer.fault);
  }
  return SLAKIT_OK;
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

int32_t slakit_calendar_elapsed(const slakit_calendar* calendar, int64_t from_us, int64_t to_us,
                                int64_t* elapsed_us_out) {
  return ask(calendar, elapsed_us_out, [&](const auto& c) { return c.elapsed(instant(from_us), instant(to_us)); });
}

int32_t slakit_calendar_due(const slakit_calendar* calendar, int64_t start_us, int64_t budget_us, int32_t boundary,
                            int64_t* due_us_out) {
  slakit::DueBoundary known{};
  const bool is_known = read_boundary(boundary, known);
  const std::int32_t status = ask(calendar, due_us_out, [&](const auto& c) {
    return c.due(instant(start_us), slakit::Duration{budget_us}, known);
  });
  if (is_known || due_us_out == nullptr) return status;
  *due_us_out = 0;
  return SLAKIT_BAD_CALL;
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

int32_t slakit_calendar_elapsed_batch(const slakit_calendar* calendar, const int64_t* from_us, const int64_t* to_us,
                                      size_t count, int64_t* elapsed_us, uint8_t* faults) {
  return ask_rows(calendar, {from_us, to_us, elapsed_us, faults}, count, elapsed_us, faults,
                  [&](const auto& c, std::size_t i) { return c.elapsed(instant(from_us[i]), instant(to_us[i])); });
}

int32_t slakit_calendar_due_batch(const slakit_calendar* calendar, const int64_t* start_us, const int64_t* budget_us,
                                  size_t count, int32_t boundary, int64_t* due_us, uint8_t* faults) {
  slakit::DueBoundary known{};
  if (!read_boundary(boundary, known)) return SLAKIT_BAD_CALL;
  return ask_rows(
      calendar, {start_us, budget_us, due_us, faults}, count, due_us, faults,
      [&](const auto& c, std::size_t i) { return c.due(instant(start_us[i]), slakit::Duration{budget_us[i]}, known); });
}

int32_t slakit_calendar_format(const slakit_calendar* calendar, int64_t at_us, slakit_text** text_out) {
  return slakit::c::create(text_out, nullptr, {{calendar, "calendar is NULL"}}, [&] {
    if (!slakit::in_range(instant(at_us))) throw slakit::FaultError(slakit::Fault::out_of_range);
    return slakit::to_rfc3339(instant(at_us), calendar->calendar.zone());
  });
}
