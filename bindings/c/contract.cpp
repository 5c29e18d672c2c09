// Contracts of the C interface.
#include <algorithm>

#include "handles.hpp"
#include "slakit/contract/remarks.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/calendars.hpp"

namespace {

std::string name_or_text(const char* name) { return name != nullptr ? name : "<text>"; }

}  // namespace

int32_t slakit_contract_load(const char* path, slakit_contract** contract_out, slakit_error* error) {
  return slakit::c::create(contract_out, error, {{path, "path is NULL"}},
                           [&] { return slakit::read_contract_file(path); });
}

int32_t slakit_contract_parse(const char* text, size_t text_length, const char* name, slakit_contract** contract_out,
                              slakit_error* error) {
  return slakit::c::create(contract_out, error, {{text, "text is NULL"}}, [&] {
    return slakit::read_contract({text, text_length}, name_or_text(name));
  });
}

int32_t slakit_contract_check(const char* text, size_t text_length, const char* name, slakit_problems** problems_out,
                              slakit_error* error) {
  return slakit::c::create(problems_out, error, {{text, "text is NULL"}}, [&]() -> std::vector<slakit::Problem> {
    try {
      slakit::read_contract({text, text_length}, name_or_text(name));
      return {};
    } catch (const slakit::InputError& e) {
      return e.problems();
    }
  });
}

int32_t slakit_contract_remarks(const slakit_contract* contract, slakit_problems** remarks_out, slakit_error* error) {
  return slakit::c::create(remarks_out, error, {{contract, "contract is NULL"}},
                           [&] { return slakit::remarks(contract->contract); });
}

int32_t slakit_contract_calendar(const slakit_contract* contract, const char* name, slakit_calendar** calendar_out,
                                 slakit_error* error) {
  if (calendar_out != nullptr) *calendar_out = nullptr;
  return slakit::c::call(error, {{contract, "contract is NULL"}, {name, "name is NULL"}}, [&]() -> std::int32_t {
    const slakit::Contract& all = contract->contract;
    const auto rule = std::find_if(all.calendars.begin(), all.calendars.end(),
                                   [&](const slakit::CalendarRule& r) { return r.name == name; });
    if (rule == all.calendars.end())
      return slakit::c::fail(error, SLAKIT_NOT_FOUND, "the contract has no calendar of that name");
    return slakit::c::create(calendar_out, error, {}, [&] {
      return slakit::build_calendar(*rule, all.contract.time_zone, slakit::load_sources(all));
    });
  });
}

void slakit_contract_destroy(slakit_contract* contract) { delete contract; }
