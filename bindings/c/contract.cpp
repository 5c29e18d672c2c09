// Contracts of the C interface.
#include <algorithm>
#include <boost/describe/enum_from_string.hpp>
#include <string>
#include <vector>

#include "handles.hpp"
#include "slakit/io/contract_check.hpp"
#include "slakit/io/contract_page.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/contract_schema.hpp"
#include "slakit/io/contract_writer.hpp"
#include "slakit/io/describe.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/plan/calendars.hpp"

namespace {

std::vector<slakit_problems::Item> all_of(const slakit::CheckResult& result) {
  std::vector<slakit_problems::Item> items;
  const auto add = [&](const std::vector<slakit::Problem>& list, slakit::Severity severity) {
    for (const slakit::Problem& problem : list) items.push_back({problem, severity});
  };
  add(result.errors, slakit::Severity::error);
  add(result.remarks, slakit::Severity::remark);
  add(result.notes, slakit::Severity::note);
  return items;
}

std::string name_or_text(const char* name) { return name != nullptr ? name : "<text>"; }

}  // namespace

namespace slakit::c {

bool is_known(const slakit_choice* choices, std::size_t count) noexcept {
  if (count == 0) return true;
  return choices != nullptr && std::all_of(choices, choices + count, [](const slakit_choice& c) {
           return c.path != nullptr && c.value != nullptr;
         });
}

std::vector<slakit::Choice> choices_of(const slakit_choice* choices, std::size_t count) {
  std::vector<slakit::Choice> result;
  for (std::size_t i = 0; i < count; ++i)
    result.push_back({choices[i].path, read_yaml(choices[i].value, std::string("<choice ") + choices[i].path + ">")});
  return result;
}

}  // namespace slakit::c

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
  return slakit::c::create(problems_out, error, {{text, "text is NULL"}}, [&] {
    return all_of(slakit::check_contract_text({text, text_length}, name_or_text(name)));
  });
}

int32_t slakit_contract_check_file(const char* path, slakit_problems** problems_out, slakit_error* error) {
  return slakit::c::create(problems_out, error, {{path, "path is NULL"}},
                           [&] { return all_of(slakit::check_contract_file(path)); });
}

int32_t slakit_contract_remarks(const slakit_contract* contract, slakit_problems** remarks_out, slakit_error* error) {
  return slakit::c::create(remarks_out, error, {{contract, "contract is NULL"}}, [&] {
    return all_of({{}, slakit::check_contract(contract->contract).remarks, {}});
  });
}

int32_t slakit_contract_page(const slakit_contract* contract, const char* language, slakit_text** page_out,
                             slakit_error* error) {
  if (page_out != nullptr) *page_out = nullptr;
  return slakit::c::call(
      error, {{contract, "contract is NULL"}, {language, "language is NULL"}}, [&]() -> std::int32_t {
        slakit::PageLanguage known{};
        if (!boost::describe::enum_from_string(language, known))
          return slakit::c::fail(error, SLAKIT_BAD_CALL, "language is neither \"zh\" nor \"en\"");
        return slakit::c::create(page_out, error, {}, [&] { return slakit::contract_page(contract->contract, known); });
      });
}

int32_t slakit_contract_write(const slakit_contract* contract, slakit_text** document_out, slakit_error* error) {
  return slakit::c::create(document_out, error, {{contract, "contract is NULL"}},
                           [&] { return slakit::write_contract(contract->contract); });
}

int32_t slakit_contract_schema(slakit_text** schema_out, slakit_error* error) {
  return slakit::c::create(schema_out, error, {}, [] { return slakit::contract_schema(); });
}

int32_t slakit_contract_calendar(const slakit_contract* contract, const char* name, slakit_calendar** calendar_out,
                                 slakit_error* error) {
  if (calendar_out != nullptr) *calendar_out = nullptr;
  return slakit::c::call(error, {{contract, "contract is NULL"}, {name, "name is NULL"}}, [&]() -> std::int32_t {
    const slakit::Contract& all = contract->contract;
    const bool is_there = std::any_of(all.calendars.begin(), all.calendars.end(),
                                      [&](const slakit::CalendarRule& rule) { return rule.name == name; });
    if (!is_there) return slakit::c::fail(error, SLAKIT_NOT_FOUND, "the contract has no calendar of that name");
    return slakit::c::create(calendar_out, error, {},
                             [&] { return *slakit::build_calendar(all, name, slakit::load_sources(all)); });
  });
}

void slakit_contract_destroy(slakit_contract* contract) { delete contract; }
