/* Live clocks as a C program meets them: every function, every way it can refuse. Runs in the project's root. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slakit.h"

static int failures = 0;

#define CHECK(condition) check((condition) != 0, #condition, __LINE__)

static void check(int holds, const char* condition, int line) {
  if (holds) return;
  fprintf(stderr, "%s:%d: %s\n", __FILE__, line, condition);
  ++failures;
}

static const char* const document =
    "slakit: 1\n"
    "contract: {id: desk, time_zone: UTC}\n"
    "calendars: {always: always}\n"
    "obligations:\n"
    "  response:\n"
    "    clause: '1'\n"
    "    clock: {start: received, stop: note, calendar: always, target: PT1H}\n"
    "  resolution:\n"
    "    clause: '2'\n"
    "    applies: {class: fault}\n"
    "    clock: {start: received, stop: restored, pause: waiting, resume: replied, calendar: always,\n"
    "            target: [{where: {priority: P1}, within: PT4H}, {within: PT8H}],\n"
    "            steps: {warning: {at: 75%, tell: manager}, later: {after: PT1H, again: PT1H}}}\n"
    "  update:\n"
    "    clause: '3'\n"
    "    clock: {start: received, stop: note, until: restored, cycles: periodic, calendar: always, target: PT2H}\n";

static const int64_t hour_us = INT64_C(3600000000);
static const int64_t start_us = INT64_C(1772532000000000); /* 2026-03-03T10:00Z */

static slakit_contract* contract = NULL;
static slakit_live_plan* plan = NULL;

static void make_plan(void) {
  slakit_error error;
  slakit_problems* parts = NULL;
  const slakit_choice bad = {"policies.reopen", "never"};
  const slakit_choice half = {"policies.reopen", NULL};
  if (slakit_contract_parse(document, strlen(document), "desk.yaml", &contract, &error) != SLAKIT_OK) {
    fprintf(stderr, "%s\n", error.message);
    exit(EXIT_FAILURE);
  }
  CHECK(slakit_live_plan_create(NULL, NULL, 0, &plan, &error) == SLAKIT_BAD_CALL && plan == NULL);
  CHECK(slakit_live_plan_create(contract, NULL, 0, NULL, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_plan_create(contract, NULL, 1, &plan, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_plan_create(contract, &half, 1, &plan, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_plan_create(contract, &bad, 1, &plan, &error) == SLAKIT_BAD_CONTRACT && plan == NULL);
  CHECK(slakit_live_plan_create(contract, NULL, 0, &plan, &error) == SLAKIT_OK);
  CHECK(strlen(slakit_live_plan_digest(plan)) == 36 && slakit_live_plan_digest(NULL)[0] == '\0');
  CHECK(slakit_live_plan_obligation_count(plan) == 3 && slakit_live_plan_obligation_count(NULL) == 0);
  CHECK(strcmp(slakit_live_plan_obligation_name(plan, 1), "resolution") == 0);
  CHECK(slakit_live_plan_obligation_name(plan, 3) == NULL);
  CHECK(slakit_live_plan_left_out(plan, &parts, &error) == SLAKIT_OK && slakit_problems_count(parts) == 0);
  slakit_problems_destroy(parts);
}

static int32_t advance(slakit_live_ticket* ticket, int64_t at_us, const char* type) {
  return slakit_live_ticket_advance(ticket, at_us, type, NULL, NULL, 0, 0);
}

static slakit_live_ticket* received(void) {
  static const char* const names[] = {"priority", "class"};
  static const char* const values[] = {"P1", "fault"};
  slakit_live_ticket* ticket = NULL;
  slakit_error error;
  CHECK(slakit_live_ticket_create(plan, &ticket, &error) == SLAKIT_OK);
  CHECK(slakit_live_ticket_advance(ticket, start_us, "received", names, values, 2, 0) == SLAKIT_OK);
  return ticket;
}

static void test_events(void) {
  const char* const name[] = {NULL};
  slakit_live_ticket* ticket = NULL;
  int64_t at_us = -1;
  CHECK(slakit_live_ticket_create(NULL, &ticket, NULL) == SLAKIT_BAD_CALL && ticket == NULL);
  CHECK(slakit_live_ticket_create(plan, NULL, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_create(plan, &ticket, NULL) == SLAKIT_OK);
  CHECK(slakit_live_ticket_last_event(ticket, &at_us) == SLAKIT_OK && at_us == INT64_MIN);
  CHECK(slakit_live_ticket_last_event(NULL, &at_us) == SLAKIT_BAD_CALL && at_us == 0);
  CHECK(slakit_live_ticket_last_event(ticket, NULL) == SLAKIT_BAD_CALL);
  CHECK(advance(NULL, start_us, "received") == SLAKIT_BAD_CALL);
  CHECK(advance(ticket, start_us, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_advance(ticket, start_us, "received", name, name, 1, 0) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_advance(ticket, start_us, "received", NULL, NULL, 1, 0) == SLAKIT_BAD_CALL);
  CHECK(advance(ticket, INT64_MAX, "received") == SLAKIT_OUT_OF_RANGE);
  CHECK(advance(ticket, start_us, "received") == SLAKIT_OK);
  CHECK(advance(ticket, start_us - 1, "waiting") == SLAKIT_LATE);
  CHECK(slakit_live_ticket_last_event(ticket, &at_us) == SLAKIT_OK && at_us == start_us);
  CHECK(strstr(slakit_status_text(SLAKIT_LATE), "earlier") != NULL);
  slakit_live_ticket_destroy(ticket);
  slakit_live_ticket_destroy(NULL);
}

static void test_readings(void) {
  slakit_live_ticket* ticket = received();
  slakit_live_reading r[3];
  size_t count = 9;
  CHECK(slakit_live_ticket_readings(ticket, start_us + hour_us, NULL, 0, &count) == SLAKIT_OK && count == 3);
  CHECK(slakit_live_ticket_readings(ticket, start_us + hour_us, NULL, 1, &count) == SLAKIT_BAD_CALL && count == 0);
  CHECK(slakit_live_ticket_readings(ticket, start_us + hour_us, r, 3, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_readings(NULL, start_us + hour_us, r, 3, &count) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_readings(ticket, INT64_MIN, r, 3, &count) == SLAKIT_OUT_OF_RANGE && count == 0);

  CHECK(slakit_live_ticket_readings(ticket, start_us + hour_us + 1, r, 2, &count) == SLAKIT_OK && count == 3);
  CHECK(strcmp(r[0].obligation, "response") == 0 && strcmp(r[0].clause, "1") == 0 && r[0].obligation_index == 0);
  CHECK(r[0].verdict == SLAKIT_BREACHED && r[0].is_open == 1 && r[0].late_us == 1 && r[0].remaining_us == -1);
  CHECK(r[1].verdict == SLAKIT_RUNNING && r[1].reason == SLAKIT_REASON_NONE && r[1].fault == SLAKIT_OK);
  CHECK(r[1].target_rule == 0 && r[1].target_us == 4 * hour_us && r[1].due_us == start_us + 4 * hour_us);
  CHECK(r[1].started_us == start_us && r[1].ended_us == start_us + hour_us + 1 && r[1].elapsed_us == hour_us + 1);

  CHECK(advance(ticket, start_us + 2 * hour_us, "waiting") == SLAKIT_OK);
  CHECK(slakit_live_ticket_readings(ticket, start_us + 3 * hour_us, r, 3, &count) == SLAKIT_OK);
  CHECK(r[1].elapsed_us == 2 * hour_us && r[1].remaining_us == 2 * hour_us && r[1].due_us == INT64_MIN);
  slakit_live_ticket_destroy(ticket);
}

static void test_what_comes_next(void) {
  slakit_live_ticket* ticket = received();
  slakit_live_step s[4];
  size_t count = 0;
  int64_t at_us = 0;
  CHECK(slakit_live_ticket_next_change(ticket, start_us + 1, &at_us) == SLAKIT_OK && at_us == start_us + hour_us + 1);
  CHECK(slakit_live_ticket_next_change(ticket, start_us + 1, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_next_change(NULL, start_us + 1, &at_us) == SLAKIT_BAD_CALL && at_us == 0);
  CHECK(slakit_live_ticket_next_steps(ticket, start_us + 1, s, 4, &count) == SLAKIT_OK && count == 2);
  CHECK(strcmp(s[0].obligation, "resolution") == 0 && strcmp(s[0].name, "warning") == 0);
  CHECK(strcmp(s[0].tell, "manager") == 0 && s[0].at_us == start_us + 3 * hour_us && s[0].time == 0);
  CHECK(s[1].tell[0] == '\0' && s[1].at_us == start_us + 5 * hour_us && s[1].obligation_index == 1);
  CHECK(slakit_live_ticket_next_steps(ticket, start_us + 5 * hour_us, s, 4, &count) == SLAKIT_OK && count == 1);
  CHECK(s[0].at_us == start_us + 6 * hour_us && s[0].time == 1);
  slakit_live_ticket_destroy(ticket);
}

static void test_finished_cycles(void) {
  slakit_live_ticket* ticket = received();
  slakit_live_reading r[2];
  size_t count = 9;
  CHECK(slakit_live_ticket_finished(ticket, r, 2, &count) == SLAKIT_OK && count == 0);
  CHECK(advance(ticket, start_us + hour_us, "note") == SLAKIT_OK);
  CHECK(advance(ticket, start_us + 4 * hour_us, "note") == SLAKIT_OK);
  CHECK(slakit_live_ticket_finished(ticket, r, 2, &count) == SLAKIT_OK && count == 1);
  CHECK(strcmp(r[0].obligation, "update") == 0 && r[0].cycle == 0 && r[0].verdict == SLAKIT_MET && !r[0].is_open);
  CHECK(advance(ticket, start_us + 5 * hour_us, "comment") == SLAKIT_OK);
  CHECK(slakit_live_ticket_finished(ticket, r, 2, &count) == SLAKIT_OK && count == 1);
  CHECK(r[0].cycle == 1 && r[0].verdict == SLAKIT_BREACHED && r[0].late_us == hour_us);
  CHECK(slakit_live_ticket_finished(ticket, r, 2, NULL) == SLAKIT_BAD_CALL);
  slakit_live_ticket_destroy(ticket);
}

static void test_state(void) {
  slakit_live_ticket* ticket = received();
  slakit_live_ticket* again = NULL;
  slakit_live_reading before[3], after[3];
  slakit_error error;
  char text[4096];
  size_t length = 0, count = 0, count_after = 0;
  CHECK(slakit_live_ticket_state(ticket, NULL, 0, &length) == SLAKIT_OK && length > 50 && length < sizeof text);
  CHECK(slakit_live_ticket_state(ticket, text, length, &length) == SLAKIT_BAD_CALL && text[0] == '\0');
  CHECK(slakit_live_ticket_state(ticket, NULL, 1, &length) == SLAKIT_BAD_CALL && length == 0);
  CHECK(slakit_live_ticket_state(NULL, text, sizeof text, &length) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_state(ticket, text, sizeof text, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_state(ticket, text, sizeof text, &length) == SLAKIT_OK && strlen(text) == length);

  CHECK(slakit_live_ticket_restore(plan, "{}", 2, &again, &error) == SLAKIT_BAD_INPUT && again == NULL);
  CHECK(error.problem_count == 1 && strlen(error.message) > 10);
  CHECK(slakit_live_ticket_restore(NULL, text, length, &again, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_restore(plan, text, length, NULL, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_live_ticket_restore(plan, text, length, &again, &error) == SLAKIT_OK);
  CHECK(advance(ticket, start_us + hour_us, "restored") == SLAKIT_OK);
  CHECK(advance(again, start_us + hour_us, "restored") == SLAKIT_OK);
  CHECK(slakit_live_ticket_readings(ticket, start_us + 2 * hour_us, before, 3, &count) == SLAKIT_OK);
  CHECK(slakit_live_ticket_readings(again, start_us + 2 * hour_us, after, 3, &count_after) == SLAKIT_OK);
  CHECK(count == 3 && count_after == 3 && memcmp(before, after, sizeof before) == 0);
  slakit_live_ticket_destroy(again);
  slakit_live_ticket_destroy(ticket);
}

static void test_another_plan(void) {
  const slakit_choice choice = {"policies.retarget", "restart"};
  slakit_live_ticket* ticket = received();
  slakit_live_ticket* again = NULL;
  slakit_live_plan* other = NULL;
  slakit_error error;
  char text[4096];
  size_t length = 0;
  CHECK(slakit_live_ticket_state(ticket, text, sizeof text, &length) == SLAKIT_OK);
  CHECK(slakit_live_plan_create(contract, &choice, 1, &other, &error) == SLAKIT_OK);
  CHECK(slakit_live_ticket_restore(other, text, length, &again, &error) == SLAKIT_BAD_INPUT);
  CHECK(strstr(error.message, "[other-plan]") != NULL);
  slakit_live_plan_destroy(other);
  slakit_live_ticket_destroy(ticket);
}

static void test_tickets_outlive_their_plan(void) {
  slakit_live_ticket* ticket = received();
  slakit_live_reading r[3];
  size_t count = 0;
  slakit_live_plan_destroy(plan);
  slakit_live_plan_destroy(NULL);
  CHECK(advance(ticket, start_us + hour_us, "note") == SLAKIT_OK);
  CHECK(slakit_live_ticket_readings(ticket, start_us + 2 * hour_us, r, 3, &count) == SLAKIT_OK);
  CHECK(r[0].verdict == SLAKIT_MET && strcmp(r[0].obligation, "response") == 0);
  slakit_live_ticket_destroy(ticket);
}

static void test_earliest(void) {
  static int64_t at_us[10000];
  size_t index = 9, i;
  CHECK(slakit_earliest(at_us, 0, &index) == SLAKIT_NOT_FOUND && index == 0);
  CHECK(slakit_earliest(NULL, 0, &index) == SLAKIT_NOT_FOUND);
  CHECK(slakit_earliest(NULL, 1, &index) == SLAKIT_BAD_CALL);
  CHECK(slakit_earliest(at_us, 1, NULL) == SLAKIT_BAD_CALL);
  for (i = 0; i < 10000; ++i) at_us[i] = i % 3 == 0 ? INT64_MIN : (int64_t)(20000 - i);
  at_us[7001] = -5;
  at_us[8003] = -5;
  CHECK(slakit_earliest(at_us, 10000, &index) == SLAKIT_OK && index == 7001);
  CHECK(slakit_earliest(at_us, 1, &index) == SLAKIT_NOT_FOUND);
  at_us[0] = INT64_MAX;
  CHECK(slakit_earliest(at_us, 1, &index) == SLAKIT_OK && index == 0);
}

int main(void) {
  make_plan();
  test_events();
  test_readings();
  test_what_comes_next();
  test_finished_cycles();
  test_state();
  test_another_plan();
  test_tickets_outlive_their_plan();
  test_earliest();
  slakit_contract_destroy(contract);
  if (failures > 0) fprintf(stderr, "%d checks failed\n", failures);
  return failures > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
