// Live clocks of the C interface.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include "handles.hpp"
#include "slakit/contract/support.hpp"
#include "slakit/contract/with_choices.hpp"
#include "slakit/io/live_state.hpp"
#include "slakit/plan/compile.hpp"

namespace {

using slakit::Finding;
using slakit::LivePlan;

constexpr std::int64_t missing = std::numeric_limits<std::int64_t>::min();

std::int64_t us(const std::optional<slakit::Instant>& at) noexcept {
  return at ? at->time_since_epoch().count() : missing;
}

slakit_live_reading to_c(const Finding& finding, const LivePlan& plan) noexcept {
  const slakit::Obligation& obligation = plan.plan().contract.obligations[finding.obligation];
  slakit_live_reading reading{};
  reading.obligation = obligation.name.c_str();
  reading.clause = obligation.clause.c_str();
  reading.obligation_index = finding.obligation;
  reading.cycle = finding.cycle;
  reading.verdict = static_cast<std::int32_t>(finding.verdict);
  reading.reason = static_cast<std::int32_t>(finding.reason);
  reading.fault = static_cast<std::int32_t>(finding.fault);
  reading.is_open = finding.is_open ? 1 : 0;
  reading.target_rule = finding.target_rule;
  reading.elapsed_us = finding.elapsed.count();
  reading.target_us = finding.target.count();
  reading.remaining_us = (finding.target - finding.elapsed).count();
  reading.due_us = us(finding.due);
  reading.started_us = us(finding.started);
  reading.ended_us = us(finding.ended);
  reading.late_us = finding.late.time.count();
  return reading;
}

slakit_live_step to_c(const slakit::LiveStep& step, const LivePlan& plan) noexcept {
  const slakit::Obligation& obligation = plan.plan().contract.obligations[step.obligation];
  const slakit::Step& rule = obligation.clock()->steps[step.step];
  return {obligation.name.c_str(),
          rule.name.c_str(),
          rule.tell.c_str(),
          step.obligation,
          0,
          step.instant.at.time_since_epoch().count(),
          step.instant.time};
}

// The first `capacity` of a list.
template <class Item, class Out>
void give(const std::vector<Item>& list, const LivePlan& plan, Out* out, std::size_t capacity, std::size_t* count_out) {
  *count_out = list.size();
  for (std::size_t i = 0; i < std::min(capacity, list.size()); ++i) out[i] = to_c(list[i], plan);
}

// Runs `body` for a ticket at an instant; `count_out` is 0 where it fails.
template <class Body>
std::int32_t list(const slakit_live_ticket* ticket, const void* out, std::size_t capacity, std::size_t* count_out,
                  std::int64_t as_of_us, Body body) noexcept {
  if (count_out == nullptr) return SLAKIT_BAD_CALL;
  *count_out = 0;
  if (out == nullptr && capacity > 0) return SLAKIT_BAD_CALL;
  return slakit::c::call(nullptr, {{ticket, "ticket is NULL"}}, [&]() -> std::int32_t {
    const slakit::Instant as_of = slakit::c::instant(as_of_us);
    if (!slakit::in_range(as_of)) return SLAKIT_OUT_OF_RANGE;
    body(as_of);
    return SLAKIT_OK;
  });
}

bool has_null(const char* const* texts, std::size_t count) noexcept {
  return count > 0 && (texts == nullptr || std::find(texts, texts + count, nullptr) != texts + count);
}

slakit::LivePlan* compiled(const slakit_contract& contract, const std::vector<slakit::Choice>& choices) {
  // A choice may name another zone or calendar, so the sources are those of the contract as chosen.
  const slakit::Contract chosen =
      choices.empty() ? contract.contract : slakit::with_choices(contract.contract, choices);
  return new LivePlan(slakit::compile(contract.contract, choices, slakit::load_sources(chosen)));
}

}  // namespace

int32_t slakit_live_plan_create(const slakit_contract* contract, const slakit_choice* choices, size_t choice_count,
                                slakit_live_plan** plan_out, slakit_error* error) {
  if (plan_out != nullptr) *plan_out = nullptr;
  if (!slakit::c::is_known(choices, choice_count))
    return slakit::c::fail(error, SLAKIT_BAD_CALL, "choices is NULL, or a part of one is");
  return slakit::c::create(plan_out, error, {{contract, "contract is NULL"}}, [&] {
    return std::shared_ptr<const LivePlan>(compiled(*contract, slakit::c::choices_of(choices, choice_count)));
  });
}

const char* slakit_live_plan_digest(const slakit_live_plan* plan) {
  return plan != nullptr ? plan->plan->digest().c_str() : "";
}

size_t slakit_live_plan_obligation_count(const slakit_live_plan* plan) {
  return plan != nullptr ? plan->plan->plan().service_levels.size() : 0;
}

const char* slakit_live_plan_obligation_name(const slakit_live_plan* plan, size_t index) {
  if (index >= slakit_live_plan_obligation_count(plan)) return nullptr;
  return plan->plan->plan().contract.obligations[index].name.c_str();
}

int32_t slakit_live_plan_left_out(const slakit_live_plan* plan, slakit_problems** parts_out, slakit_error* error) {
  return slakit::c::create(parts_out, error, {{plan, "plan is NULL"}}, [&] {
    const slakit::Contract& contract = plan->plan->plan().contract;
    std::vector<slakit_problems::Item> parts = slakit::c::left_out(plan->plan->plan());
    for (const slakit::Unsupported& part : plan->plan->not_watched()) {
      slakit::Problem remark = slakit::remark_of(contract, part);
      remark.code = "not-watched";
      remark.message = part.what + " is for audits; live tickets do not watch it";
      parts.push_back({std::move(remark), slakit::Severity::remark});
    }
    return parts;
  });
}

void slakit_live_plan_destroy(slakit_live_plan* plan) { delete plan; }

int32_t slakit_live_ticket_create(const slakit_live_plan* plan, slakit_live_ticket** ticket_out, slakit_error* error) {
  if (ticket_out != nullptr) *ticket_out = nullptr;
  return slakit::c::call(error, {{plan, "plan is NULL"}, {ticket_out, "the out parameter is NULL"}},
                         [&]() -> std::int32_t {
                           *ticket_out = new slakit_live_ticket{plan->plan, slakit::LiveTicket(*plan->plan)};
                           return SLAKIT_OK;
                         });
}

int32_t slakit_live_ticket_advance(slakit_live_ticket* ticket, int64_t at_us, const char* type,
                                   const char* const* names, const char* const* values, size_t count,
                                   int64_t sequence) {
  if (has_null(names, count) || has_null(values, count)) return SLAKIT_BAD_CALL;
  return slakit::c::call(nullptr, {{ticket, "ticket is NULL"}, {type, "type is NULL"}}, [&]() -> std::int32_t {
    std::vector<slakit::LiveAttribute> attributes;
    for (std::size_t i = 0; i < count; ++i) attributes.push_back({names[i], values[i]});
    // On a copy: where memory runs out half-way, the ticket is what it was.
    slakit::LiveTicket next = ticket->ticket;
    std::vector<Finding> finished;
    switch (next.advance(*ticket->plan, {slakit::c::instant(at_us), type, attributes, sequence}, &finished)) {
      case slakit::Taken::late: return SLAKIT_LATE;
      case slakit::Taken::out_of_range: return SLAKIT_OUT_OF_RANGE;
      case slakit::Taken::taken: break;
    }
    ticket->ticket = std::move(next);
    ticket->finished = std::move(finished);
    return SLAKIT_OK;
  });
}

int32_t slakit_live_ticket_last_event(const slakit_live_ticket* ticket, int64_t* at_us_out) {
  if (at_us_out == nullptr) return SLAKIT_BAD_CALL;
  *at_us_out = 0;
  if (ticket == nullptr) return SLAKIT_BAD_CALL;
  *at_us_out = us(ticket->ticket.last_event());
  return SLAKIT_OK;
}

int32_t slakit_live_ticket_readings(const slakit_live_ticket* ticket, int64_t as_of_us, slakit_live_reading* readings,
                                    size_t capacity, size_t* count_out) {
  return list(ticket, readings, capacity, count_out, as_of_us, [&](slakit::Instant as_of) {
    give(ticket->ticket.findings(*ticket->plan, as_of), *ticket->plan, readings, capacity, count_out);
  });
}

int32_t slakit_live_ticket_finished(const slakit_live_ticket* ticket, slakit_live_reading* readings, size_t capacity,
                                    size_t* count_out) {
  return list(ticket, readings, capacity, count_out, 0,
              [&](slakit::Instant) { give(ticket->finished, *ticket->plan, readings, capacity, count_out); });
}

int32_t slakit_live_ticket_next_change(const slakit_live_ticket* ticket, int64_t as_of_us, int64_t* at_us_out) {
  if (at_us_out == nullptr) return SLAKIT_BAD_CALL;
  std::size_t unused = 0;
  *at_us_out = 0;
  return list(ticket, nullptr, 0, &unused, as_of_us,
              [&](slakit::Instant as_of) { *at_us_out = us(ticket->ticket.next_change(*ticket->plan, as_of)); });
}

int32_t slakit_live_ticket_next_steps(const slakit_live_ticket* ticket, int64_t as_of_us, slakit_live_step* steps,
                                      size_t capacity, size_t* count_out) {
  return list(ticket, steps, capacity, count_out, as_of_us, [&](slakit::Instant as_of) {
    give(ticket->ticket.next_steps(*ticket->plan, as_of), *ticket->plan, steps, capacity, count_out);
  });
}

int32_t slakit_live_ticket_state(const slakit_live_ticket* ticket, char* buffer, size_t buffer_size,
                                 size_t* length_out) {
  if (length_out == nullptr) return SLAKIT_BAD_CALL;
  *length_out = 0;
  if (buffer == nullptr && buffer_size > 0) return SLAKIT_BAD_CALL;
  if (buffer_size > 0) buffer[0] = '\0';
  return slakit::c::call(nullptr, {{ticket, "ticket is NULL"}}, [&]() -> std::int32_t {
    const std::string text = to_json(*ticket->plan, ticket->ticket);
    *length_out = text.size();
    if (buffer_size == 0 && buffer == nullptr) return SLAKIT_OK;
    if (buffer_size <= text.size()) return SLAKIT_BAD_CALL;
    std::memcpy(buffer, text.c_str(), text.size() + 1);
    return SLAKIT_OK;
  });
}

int32_t slakit_live_ticket_restore(const slakit_live_plan* plan, const char* text, size_t text_length,
                                   slakit_live_ticket** ticket_out, slakit_error* error) {
  if (ticket_out != nullptr) *ticket_out = nullptr;
  return slakit::c::call(
      error, {{plan, "plan is NULL"}, {text, "text is NULL"}, {ticket_out, "the out parameter is NULL"}},
      [&]() -> std::int32_t {
        *ticket_out = new slakit_live_ticket{plan->plan, slakit::read_live_ticket(*plan->plan, {text, text_length})};
        return SLAKIT_OK;
      });
}

void slakit_live_ticket_destroy(slakit_live_ticket* ticket) { delete ticket; }

int32_t slakit_earliest(const int64_t* at_us, size_t count, size_t* index_out) {
  if (index_out == nullptr) return SLAKIT_BAD_CALL;
  *index_out = 0;
  if (at_us == nullptr && count > 0) return SLAKIT_BAD_CALL;
  // One less, a missing row is the greatest: it wins over none.
  const auto key = [](std::int64_t at) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(at) - std::uint64_t{1});
  };
  constexpr std::size_t block = 4096;
  constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  std::int64_t best = none;
  std::size_t best_block = 0;
  for (std::size_t from = 0; from < count; from += block) {
    const std::int64_t* const at = at_us + from;
    const std::size_t size = std::min(block, count - from);
    std::int64_t lanes[4] = {none, none, none, none};  // which do not wait for each other
    std::size_t i = 0;
    for (; i + 4 <= size; i += 4)
      for (std::size_t lane = 0; lane < 4; ++lane) lanes[lane] = std::min(lanes[lane], key(at[i + lane]));
    for (; i < size; ++i) lanes[0] = std::min(lanes[0], key(at[i]));
    const std::int64_t least = std::min(std::min(lanes[0], lanes[1]), std::min(lanes[2], lanes[3]));
    if (least >= best) continue;
    best = least;
    best_block = from;
  }
  if (best == none) return SLAKIT_NOT_FOUND;
  *index_out = static_cast<std::size_t>(std::find(at_us + best_block, at_us + count, best + 1) - at_us);
  return SLAKIT_OK;
}
