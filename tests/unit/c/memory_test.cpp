// Memory that runs out at any allocation: the call says so, nothing is thrown, nothing leaks, and the next call works.
// Speaks to the library through slakit.h only; operator new of this program is the library's too.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include "slakit.h"

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
std::atomic<std::int64_t> allocations_left = never;  // threads of a batch free what they were started with
std::atomic<std::int64_t> blocks_alive = 0;

void* take(std::size_t size) noexcept {
  ++blocks_alive;
  return std::malloc(size > 0 ? size : 1);
}

void* allocate(std::size_t size) {
  if (allocations_left != never && allocations_left-- <= 0) throw std::bad_alloc();
  return take(size);
}

void release(void* block) noexcept {
  if (block != nullptr) --blocks_alive;
  std::free(block);
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
// Does not fail: who asks in this way (std::stable_sort) can do without, and so need not report it.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return take(size); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t) noexcept { release(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { release(block); }

namespace {

// Runs `attempt`, which returns a status and keeps nothing, with the n-th allocation failing, n = 1, 2, ..., until it
// succeeds. Every n at first, then ever wider steps. Returns how many runs failed.
int exhaust(const std::function<std::int32_t()>& attempt) {
  EXPECT_EQ(attempt(), SLAKIT_OK);  // what is kept for the whole program (zone names, say) is there now
  int failed = 0;
  for (std::int64_t n = 0;; n += 1 + n / 40) {
    const std::int64_t before = blocks_alive;
    allocations_left = n;
    const std::int32_t status = attempt();
    const bool ran_out = allocations_left < 0;
    allocations_left = never;
    EXPECT_EQ(blocks_alive, before) << "allocation " << n << " leaks";
    if (status == SLAKIT_OK) {
      EXPECT_FALSE(ran_out) << "allocation " << n << " failed and was not reported";
      return failed;
    }
    EXPECT_EQ(status, SLAKIT_NO_MEMORY) << "allocation " << n;
    ++failed;
  }
}

TEST(CMemory, CalendarParse) {
  const int failed = exhaust([] {
    slakit_calendar* calendar = nullptr;
    const std::int32_t status = slakit_calendar_parse(
        "{weekly: {mon-fri: ['09:00-17:00']}, holidays: CN, time_zone: Asia/Shanghai}", &calendar, nullptr);
    slakit_calendar_destroy(calendar);
    return status;
  });
  EXPECT_GT(failed, 50);
}

slakit_calendar* calendar_of(const char* text) {
  slakit_calendar* calendar = nullptr;
  EXPECT_EQ(slakit_calendar_parse(text, &calendar, nullptr), SLAKIT_OK);
  return calendar;
}

TEST(CMemory, CalendarsMadeOfCalendars) {
  slakit_calendar* office = calendar_of("{weekly: {mon-fri: ['09:00-17:00']}, holidays: CN, time_zone: Asia/Shanghai}");
  slakit_calendar* window = calendar_of("{weekly: {tue: ['03:00-05:00']}, time_zone: Europe/Berlin}");
  constexpr std::int64_t friday_us = 1'714'957'200'000'000;
  const std::function<std::int32_t(slakit_calendar**)> makers[] = {
      [&](auto** out) { return slakit_calendar_combine(office, window, SLAKIT_UNION, out, nullptr); },
      [&](auto** out) { return slakit_calendar_combine(office, window, SLAKIT_INTERSECTION, out, nullptr); },
      [&](auto** out) { return slakit_calendar_combine(office, window, SLAKIT_DIFFERENCE, out, nullptr); },
      [&](auto** out) { return slakit_calendar_then(office, friday_us, office, out, nullptr); },
      [&](auto** out) {
        return slakit_calendar_named(window, "maintenance of every middle of the week", out, nullptr);
      },
  };
  for (const auto& make : makers) {
    const int failed = exhaust([&] {
      slakit_calendar* made = nullptr;
      const std::int32_t status = make(&made);
      EXPECT_EQ(made != nullptr, status == SLAKIT_OK);
      slakit_calendar_destroy(made);
      return status;
    });
    EXPECT_GE(failed, 2);
  }
  slakit_calendar_destroy(window);
  slakit_calendar_destroy(office);
}

TEST(CMemory, ReasonsDigestsAndColumns) {
  slakit_calendar* office = calendar_of("{weekly: {mon-fri: ['09:00-17:00']}, holidays: CN, time_zone: Asia/Shanghai}");
  constexpr std::int64_t national_day_us = 1'727'755'200'000'000;
  const int failed_texts = exhaust([&] {
    slakit_text* reason = nullptr;
    slakit_text* digest = nullptr;
    std::int32_t by = SLAKIT_NOT_CLOSED;
    std::int32_t status = slakit_calendar_why_closed(office, national_day_us, &by, &reason);
    EXPECT_EQ(by, status == SLAKIT_OK ? SLAKIT_CLOSED_BY_HOLIDAY : SLAKIT_NOT_CLOSED);
    if (status == SLAKIT_OK) status = slakit_calendar_digest(office, &digest);
    slakit_text_destroy(digest);
    slakit_text_destroy(reason);
    return status;
  });
  EXPECT_GT(failed_texts, 2);
  constexpr std::size_t rows = 1000;
  std::vector<std::int64_t> at(rows, national_day_us), answers(rows);
  const int failed_threads = exhaust(
      [&] { return slakit_calendar_elapsed_batch(office, at.data(), at.data(), rows, 2, answers.data(), nullptr); });
  EXPECT_GT(failed_threads, 0);
  slakit_calendar_destroy(office);
}

TEST(CMemory, BadContract) {
  const std::string text = "slakit: 1\ncontract: {id: a, time_zone: Mars/Base, price: CNY 1.005}\ncalendar: always\n";
  const int failed = exhaust([&] {
    slakit_problems* problems = nullptr;
    const std::int32_t status = slakit_contract_check(text.data(), text.size(), nullptr, &problems, nullptr);
    if (status == SLAKIT_OK) {
      EXPECT_GT(slakit_problems_count(problems), 3U);
    }
    slakit_problems_destroy(problems);
    return status;
  });
  EXPECT_GT(failed, 50);
}

TEST(CMemory, ChecksAndTexts) {
  const char* const path = SLAKIT_SOURCE_DIR "/tests/cases/left-out/contract.yaml";
  slakit_contract* contract = nullptr;
  ASSERT_EQ(slakit_contract_load(path, &contract, nullptr), SLAKIT_OK);
  const int failed_checks = exhaust([&] {
    slakit_problems* problems = nullptr;
    const std::int32_t status = slakit_contract_check_file(path, &problems, nullptr);
    slakit_problems_destroy(problems);
    return status;
  });
  EXPECT_GT(failed_checks, 50);
  const int failed_texts = exhaust([&] {
    slakit_text* page = nullptr;
    slakit_text* document = nullptr;
    std::int32_t status = slakit_contract_page(contract, "zh", &page, nullptr);
    if (status == SLAKIT_OK) status = slakit_contract_write(contract, &document, nullptr);
    slakit_text_destroy(document);
    slakit_text_destroy(page);
    return status;
  });
  EXPECT_GT(failed_texts, 50);
  slakit_contract_destroy(contract);
}

// A ticket to which an event could not be added takes it the next time.
TEST(CMemory, LiveTickets) {
  slakit_contract* contract = nullptr;
  ASSERT_EQ(slakit_contract_load(SLAKIT_SOURCE_DIR "/examples/after-sales/contract.yaml", &contract, nullptr),
            SLAKIT_OK);
  slakit_live_plan* plan = nullptr;
  ASSERT_EQ(slakit_live_plan_create(contract, nullptr, 0, &plan, nullptr), SLAKIT_OK);
  constexpr std::int64_t start_us = 1'714'957'200'000'000;
  const char* const name = "class";
  const char* const value = "fault, of a length that needs memory of its own";
  const int failed = exhaust([&] {
    slakit_live_ticket* ticket = nullptr;
    std::int32_t status = slakit_live_ticket_create(plan, &ticket, nullptr);
    if (status == SLAKIT_OK) status = slakit_live_ticket_advance(ticket, start_us, "received", &name, &value, 1, 0);
    if (status == SLAKIT_OK)
      status = slakit_live_ticket_advance(ticket, start_us + 1, "an event of no clock, with a long name", nullptr,
                                          nullptr, 0, 0);
    std::size_t count = 0;
    std::int64_t at_us = 0;
    if (status == SLAKIT_OK) status = slakit_live_ticket_readings(ticket, start_us + 2, nullptr, 0, &count);
    if (status == SLAKIT_OK) status = slakit_live_ticket_next_change(ticket, start_us + 2, &at_us);
    if (status == SLAKIT_OK) status = slakit_live_ticket_next_steps(ticket, start_us + 2, nullptr, 0, &count);
    if (status == SLAKIT_OK) status = slakit_live_ticket_state(ticket, nullptr, 0, &count);
    slakit_live_ticket_destroy(ticket);
    return status;
  });
  EXPECT_GT(failed, 20);
  slakit_live_plan_destroy(plan);
  slakit_contract_destroy(contract);
}

TEST(CMemory, Audit) {
  slakit_contract* contract = nullptr;
  ASSERT_EQ(slakit_contract_load(SLAKIT_SOURCE_DIR "/examples/after-sales/contract.yaml", &contract, nullptr),
            SLAKIT_OK);
  const slakit_choice choice{"policies.concurrency", "both"};
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  options.choices = &choice;
  options.choice_count = 1;
  const int failed = exhaust([&] {
    slakit_audit* audit = nullptr;
    slakit_text* text = nullptr;
    std::int32_t status =
        slakit_audit_file(contract, SLAKIT_SOURCE_DIR "/examples/after-sales/events.csv", &options, &audit, nullptr);
    if (status == SLAKIT_OK) status = slakit_audit_report(audit, &text, nullptr);
    slakit_text_destroy(text);
    slakit_audit_destroy(audit);
    return status;
  });
  EXPECT_GT(failed, 50);
  slakit_contract_destroy(contract);
}

}  // namespace
