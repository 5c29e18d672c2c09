// Versions, statuses, errors, problem lists and texts of the C interface.
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string_view>

#include "handles.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/version.hpp"

namespace slakit::c {
namespace {

// The longest beginning of `text` within `size_max` bytes that is whole lines, or whole code points of its first line.
std::size_t whole_prefix(std::string_view text, std::size_t size_max) noexcept {
  const std::size_t line_end = text.substr(0, size_max + 1).rfind('\n');
  if (line_end != std::string_view::npos) return line_end;
  std::size_t size = size_max;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return size;
}

void write_message(slakit_error& error, std::string_view message) noexcept {
  constexpr std::size_t room = SLAKIT_MESSAGE_SIZE - 1;
  constexpr std::size_t room_for_rest = 64;
  if (message.size() <= room) {
    std::memcpy(error.message, message.data(), message.size());
    error.message[message.size()] = '\0';
    return;
  }
  const std::size_t kept = whole_prefix(message, room - room_for_rest);
  const bool is_line_end = message[kept] == '\n';
  std::memcpy(error.message, message.data(), kept);
  int lines_kept = 1;
  for (const char c : message.substr(0, kept)) lines_kept += c == '\n' ? 1 : 0;
  if (is_line_end)
    std::snprintf(error.message + kept, room_for_rest, "\n... and %d more problems", error.problem_count - lines_kept);
  else
    std::snprintf(error.message + kept, room_for_rest, "...");
}

std::int32_t fail_on_input(slakit_error* error, std::int32_t status, const InputError& problems) noexcept {
  if (error == nullptr) return status;
  error->status = status;
  error->problem_count = static_cast<std::int32_t>(problems.problems().size());
  write_message(*error, problems.what());
  return status;
}

}  // namespace

std::int32_t fail(slakit_error* error, std::int32_t status, const char* message) noexcept {
  if (error == nullptr) return status;
  error->status = status;
  error->problem_count = 0;
  write_message(*error, message);
  return status;
}

std::int32_t fail_with_current_exception(slakit_error* error) noexcept {
  try {
    throw;
  } catch (const ContractError& e) {
    return fail_on_input(error, SLAKIT_BAD_CONTRACT, e);
  } catch (const CalendarError& e) {
    return fail_on_input(error, SLAKIT_BAD_CALENDAR, e);
  } catch (const LogError& e) {
    return fail_on_input(error, SLAKIT_BAD_LOG, e);
  } catch (const InputError& e) {
    return fail_on_input(error, SLAKIT_BAD_INPUT, e);
  } catch (const FaultError& e) {
    return fail(error, static_cast<std::int32_t>(e.fault()), e.what());
  } catch (const std::bad_alloc&) {
    return fail(error, SLAKIT_NO_MEMORY, slakit_status_text(SLAKIT_NO_MEMORY));
  } catch (const std::exception& e) {
    return fail(error, SLAKIT_FAILED, e.what());
  } catch (...) {
    return fail(error, SLAKIT_FAILED, slakit_status_text(SLAKIT_FAILED));
  }
}

}  // namespace slakit::c

uint32_t slakit_abi_version(void) { return SLAKIT_ABI_VERSION; }

const char* slakit_version(void) { return slakit::version_string.data(); }

const char* slakit_status_text(int32_t status) {
  switch (status) {
    case SLAKIT_OK: return "all is well";
    case SLAKIT_BAD_CALL: return "an argument is NULL or no value this version knows";
    case SLAKIT_BAD_INPUT: return "input that cannot be read";
    case SLAKIT_BAD_CONTRACT: return "a contract document with problems";
    case SLAKIT_BAD_CALENDAR: return "a calendar with problems";
    case SLAKIT_BAD_LOG: return "an event log with problems";
    case SLAKIT_NOT_FOUND: return "nothing of that name or number";
    case SLAKIT_NO_MEMORY: return "out of memory";
    case SLAKIT_FAILED: return "the call failed";
    case SLAKIT_LATE: return "an event earlier than one taken before";
    default: break;
  }
  if (status < 0 || status > SLAKIT_NONEXISTENT_DATE) return "no status of this version";
  return to_string(static_cast<slakit::Fault>(status)).data();  // made from a literal, so a NUL follows
}

size_t slakit_problems_count(const slakit_problems* problems) {
  return problems != nullptr ? problems->list.size() : 0;
}

int32_t slakit_problems_get(const slakit_problems* problems, size_t index, slakit_problem* problem_out) {
  if (problem_out == nullptr) return SLAKIT_BAD_CALL;
  *problem_out = {"", "", "", "", 0, 0};
  if (problems == nullptr) return SLAKIT_BAD_CALL;
  if (index >= problems->list.size()) return SLAKIT_NOT_FOUND;
  const slakit::Problem& problem = problems->list[index].problem;
  *problem_out = {problem.code.c_str(),   problem.path.c_str(), problem.message.c_str(),
                  problem.source.c_str(), problem.mark.line,    problem.mark.column};
  return SLAKIT_OK;
}

int32_t slakit_problems_severity(const slakit_problems* problems, size_t index, int32_t* severity_out) {
  if (severity_out == nullptr) return SLAKIT_BAD_CALL;
  *severity_out = SLAKIT_SEVERITY_ERROR;
  if (problems == nullptr) return SLAKIT_BAD_CALL;
  if (index >= problems->list.size()) return SLAKIT_NOT_FOUND;
  *severity_out = static_cast<std::int32_t>(problems->list[index].severity);
  return SLAKIT_OK;
}

void slakit_problems_destroy(slakit_problems* problems) { delete problems; }

const char* slakit_text_data(const slakit_text* text) { return text != nullptr ? text->text.c_str() : ""; }

size_t slakit_text_length(const slakit_text* text) { return text != nullptr ? text->text.size() : 0; }

void slakit_text_destroy(slakit_text* text) { delete text; }

int32_t slakit_instant_parse(const char* text, int64_t* at_us_out) {
  if (at_us_out == nullptr) return SLAKIT_BAD_CALL;
  *at_us_out = 0;
  if (text == nullptr) return SLAKIT_BAD_CALL;
  const std::optional<slakit::Timestamp> timestamp = slakit::Timestamp::parse(text);
  if (!timestamp || !timestamp->offset) return SLAKIT_BAD_INPUT;
  if (!slakit::in_range(*timestamp->instant())) return SLAKIT_OUT_OF_RANGE;
  *at_us_out = timestamp->instant()->time_since_epoch().count();
  return SLAKIT_OK;
}
