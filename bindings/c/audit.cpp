// Audits and amounts of the C interface.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handles.hpp"
#include "slakit/audit/entry_amounts.hpp"
#include "slakit/contract/support.hpp"
#include "slakit/io/json_report.hpp"
#include "slakit/money/money.hpp"

namespace {

slakit_money to_c(const slakit::Money& money) noexcept {
  slakit_money result{money.minor, money.currency.digits(), {}};
  std::copy(money.currency.code.begin(), money.currency.code.end(), result.currency);
  return result;
}

constexpr std::size_t size_before_persons = offsetof(slakit_audit_options, persons);

constexpr std::size_t size_before_limits = offsetof(slakit_audit_options, late_after_us);

// Programs compiled before have options without them.
bool has_persons(const slakit_audit_options& options) noexcept { return options.struct_size >= size_before_limits; }
bool has_limits(const slakit_audit_options& options) noexcept {
  return options.struct_size >= sizeof(slakit_audit_options);
}

bool is_known(const slakit_audit_options* options) noexcept {
  if (options == nullptr) return true;
  if (options->struct_size < size_before_persons) return false;
  if (!slakit::c::is_known(options->choices, options->choice_count)) return false;
  if (!has_persons(*options) || options->person_count == 0) return true;
  if (options->persons == nullptr) return false;
  const char* const* const end = options->persons + options->person_count;
  return std::find(options->persons, end, nullptr) == end;
}

slakit::AuditOptions read_options(const slakit_audit_options* options) {
  slakit::AuditOptions result;
  if (options == nullptr) return result;
  if (options->has_as_of != 0) result.as_of = slakit::c::instant(options->as_of_us);
  if (options->source_time_zone != nullptr) result.source_time_zone = options->source_time_zone;
  result.choices = slakit::c::choices_of(options->choices, options->choice_count);
  if (!has_persons(*options)) return result;
  for (std::size_t i = 0; i < options->person_count; ++i) result.persons.emplace_back(options->persons[i]);
  if (options->pseudonym_key != nullptr)
    result.pseudonym_key = std::string(options->pseudonym_key, options->pseudonym_key_length);
  if (!has_limits(*options)) return result;
  if (options->late_after_us != 0) result.log_audit.late_after = slakit::Duration{options->late_after_us};
  if (options->near_target_us != 0) result.log_audit.near_target = slakit::Duration{options->near_target_us};
  return result;
}

// What belongs to no ticket (a window's figure, a report that nobody delivered) is in no ticket's sum.
std::vector<std::int64_t> minor_by_ticket(const slakit::AuditRun& run) {
  const slakit::Charges& charges = run.audit.charges;
  std::vector<std::int64_t> minor(run.log.ticket_count(), 0);
  for (std::size_t i = 0; i < charges.size(); ++i) {
    const std::string& ticket = run.audit.partial.breaches[charges.breach[i]].ticket;
    if (ticket.empty()) continue;
    const slakit::Dictionary::Code code = run.log.tickets.find(ticket);
    if (code != slakit::Dictionary::absent) minor[static_cast<std::size_t>(code)] += charges.net(i);
  }
  return minor;
}

template <class Run>
std::int32_t audit(slakit_audit** out, slakit_error* error, const slakit_audit_options* options,
                   std::initializer_list<slakit::c::Argument> arguments, Run run) {
  if (out != nullptr) *out = nullptr;
  if (!is_known(options))
    return slakit::c::fail(error, SLAKIT_BAD_CALL, "options: struct_size is not theirs, or a choice or person is NULL");
  return slakit::c::call(error, arguments, [&]() -> std::int32_t {
    if (out == nullptr) return slakit::c::fail(error, SLAKIT_BAD_CALL, "the out parameter is NULL");
    slakit::AuditRun done = run(read_options(options));
    std::vector<std::int64_t> minor = minor_by_ticket(done);
    *out = new slakit_audit{std::move(done), std::move(minor)};
    return SLAKIT_OK;
  });
}

std::int32_t give(const slakit_audit* audit, slakit_money* out, slakit::Money slakit::Statement::*amount) noexcept {
  if (out == nullptr) return SLAKIT_BAD_CALL;
  *out = slakit_money{};
  if (audit == nullptr) return SLAKIT_BAD_CALL;
  *out = to_c(audit->run.audit.statement.*amount);
  return SLAKIT_OK;
}

}  // namespace

std::vector<slakit_problems::Item> slakit::c::left_out(const Plan& plan) {
  std::vector<slakit_problems::Item> parts;
  for (const Unsupported& part : plan.left_out) parts.push_back({remark_of(plan.contract, part), Severity::remark});
  return parts;
}

int32_t slakit_audit_file(const slakit_contract* contract, const char* events_path, const slakit_audit_options* options,
                          slakit_audit** audit_out, slakit_error* error) {
  return audit(
      audit_out, error, options, {{contract, "contract is NULL"}, {events_path, "events_path is NULL"}},
      [&](const slakit::AuditOptions& known) { return slakit::audit_file(contract->contract, events_path, known); });
}

int32_t slakit_audit_text(const slakit_contract* contract, const char* events, size_t events_length, const char* name,
                          const slakit_audit_options* options, slakit_audit** audit_out, slakit_error* error) {
  return audit(audit_out, error, options, {{contract, "contract is NULL"}, {events, "events is NULL"}},
               [&](const slakit::AuditOptions& known) {
                 return slakit::audit_text(contract->contract, std::string(events, events_length),
                                           name != nullptr ? name : "<events>", known);
               });
}

int32_t slakit_audit_total(const slakit_audit* audit, slakit_money* total_out) {
  return give(audit, total_out, &slakit::Statement::total);
}

int32_t slakit_audit_provisional(const slakit_audit* audit, slakit_money* provisional_out) {
  return give(audit, provisional_out, &slakit::Statement::provisional);
}

size_t slakit_audit_ticket_count(const slakit_audit* audit) {
  return audit != nullptr ? audit->minor_by_ticket.size() : 0;
}

const char* slakit_audit_ticket_name(const slakit_audit* audit, size_t index) {
  if (index >= slakit_audit_ticket_count(audit)) return nullptr;
  return audit->run.audit.tickets[index].c_str();
}

int32_t slakit_audit_ticket_total(const slakit_audit* audit, const char* ticket, slakit_money* total_out) {
  if (total_out == nullptr) return SLAKIT_BAD_CALL;
  *total_out = slakit_money{};
  return slakit::c::call(nullptr, {{audit, "audit is NULL"}, {ticket, "ticket is NULL"}}, [&]() -> std::int32_t {
    const slakit::Dictionary::Code code = audit->run.log.tickets.find(ticket);
    if (code == slakit::Dictionary::absent) return SLAKIT_NOT_FOUND;
    *total_out = to_c({audit->minor_by_ticket[static_cast<std::size_t>(code)], audit->run.audit.plan.currency()});
    return SLAKIT_OK;
  });
}

int32_t slakit_audit_left_out(const slakit_audit* audit, slakit_problems** parts_out, slakit_error* error) {
  return slakit::c::create(parts_out, error, {{audit, "audit is NULL"}},
                           [&] { return slakit::c::left_out(audit->run.audit.plan); });
}

int32_t slakit_audit_report(const slakit_audit* audit, slakit_text** json_out, slakit_error* error) {
  return slakit::c::create(json_out, error, {{audit, "audit is NULL"}}, [&] {
    return slakit::to_json(audit->run.audit, slakit::entry_amounts(audit->run.audit, audit->run.log));
  });
}

int32_t slakit_audit_explain(const slakit_audit* audit, const char* ticket, slakit_text** json_out,
                             slakit_error* error) {
  if (json_out != nullptr) *json_out = nullptr;
  return slakit::c::call(error, {{audit, "audit is NULL"}, {ticket, "ticket is NULL"}}, [&]() -> std::int32_t {
    const auto explanation = slakit::explain(audit->run.audit, audit->run.log, ticket);
    if (!explanation) return slakit::c::fail(error, SLAKIT_NOT_FOUND, "the log has no ticket of that name");
    return slakit::c::create(json_out, error, {}, [&] { return slakit::to_json(*explanation, audit->run.audit); });
  });
}

void slakit_audit_destroy(slakit_audit* audit) { delete audit; }

int32_t slakit_money_format(const slakit_money* money, char* buffer, size_t buffer_size) {
  if (buffer == nullptr || buffer_size == 0) return SLAKIT_BAD_CALL;
  buffer[0] = '\0';
  return slakit::c::call(nullptr, {{money, "money is NULL"}}, [&]() -> std::int32_t {
    const auto currency = slakit::Currency::parse(std::string_view(money->currency, 3));
    if (!currency || currency->digits() != money->digits) return SLAKIT_BAD_CALL;
    const std::string text = to_string(slakit::Money{money->minor, *currency});
    if (text.size() >= buffer_size) return SLAKIT_BAD_CALL;
    std::memcpy(buffer, text.c_str(), text.size() + 1);
    return SLAKIT_OK;
  });
}
