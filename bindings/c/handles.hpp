// What the handles of slakit.h hold, and the guard that every call passes through.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "slakit.h"
#include "slakit/assessment/live.hpp"
#include "slakit/base/problem.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/contract/check.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/io/audit_run.hpp"

struct slakit_text {
  std::string text;
};

struct slakit_problems {
  struct Item {
    slakit::Problem problem;
    slakit::Severity severity;
  };
  std::vector<Item> list;
};

struct slakit_calendar {
  slakit::Calendar calendar;
};

struct slakit_contract {
  slakit::Contract contract;
};

struct slakit_audit {
  slakit::AuditRun run;
  std::vector<std::int64_t> minor_by_ticket;  // by the log's ticket codes
};

// Shared, so that a ticket outlives its plan's handle.
struct slakit_live_plan {
  std::shared_ptr<const slakit::LivePlan> plan;
};

struct slakit_live_ticket {
  std::shared_ptr<const slakit::LivePlan> plan;
  slakit::LiveTicket ticket;
  std::vector<slakit::Finding> finished = {};  // by the last event
};

namespace slakit::c {

// Both fill `error` where there is one, and return the status. Neither allocates.
std::int32_t fail(slakit_error* error, std::int32_t status, const char* message) noexcept;
std::int32_t fail_with_current_exception(slakit_error* error) noexcept;

// An argument that must not be NULL, and its name.
struct Argument {
  const void* pointer;
  const char* name;
};

inline std::int32_t fail_on_null(slakit_error* error, std::initializer_list<Argument> arguments) noexcept {
  for (const Argument& argument : arguments)
    if (argument.pointer == nullptr) return fail(error, SLAKIT_BAD_CALL, argument.name);
  return SLAKIT_OK;
}

// Runs `body`, which returns a status, where no argument is NULL; turns what it throws into a status.
template <class Body>
std::int32_t call(slakit_error* error, std::initializer_list<Argument> arguments, Body body) noexcept {
  if (error != nullptr) fail(error, SLAKIT_OK, "");
  if (const std::int32_t status = fail_on_null(error, arguments); status != SLAKIT_OK) return status;
  try {
    return body();
  } catch (...) {
    return fail_with_current_exception(error);
  }
}

// The same for calls that make a handle: `make` returns what it holds.
template <class Handle, class Make>
std::int32_t create(Handle** out, slakit_error* error, std::initializer_list<Argument> arguments, Make make) noexcept {
  if (out != nullptr) *out = nullptr;
  return call(error, arguments, [&]() -> std::int32_t {
    if (out == nullptr) return fail(error, SLAKIT_BAD_CALL, "the out parameter is NULL");
    *out = new Handle{make()};
    return SLAKIT_OK;
  });
}

// The contract's reading with these choices, as documents write them.
std::vector<slakit::Choice> choices_of(const slakit_choice* choices, std::size_t count);
bool is_known(const slakit_choice* choices, std::size_t count) noexcept;

// What a plan does not compute.
std::vector<slakit_problems::Item> left_out(const slakit::Plan& plan);

inline slakit::Instant instant(std::int64_t at_us) noexcept { return slakit::Instant{slakit::Duration{at_us}}; }

}  // namespace slakit::c
