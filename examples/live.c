/* A service desk's clock, live: one event at a time, one timer, and its state in a database. Prints:
 *     Monday 2026-03-09T10:00:00+01:00: running, 2 h 30 min used, 5 h 30 min left, due 2026-03-09T15:30:00+01:00
 *     wake at 2026-03-09T13:30:00+01:00 to tell duty manager: resolution, warning
 *     saved and read back; restored 2026-03-09T16:00:00+01:00: breached, 8 h 30 min used, late 30 min
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slakit.h"

static const char* const document =
    "slakit: 1\n"
    "contract: {id: desk, time_zone: Europe/Berlin}\n"
    "calendars: {office: {weekly: {mon-fri: ['09:00-17:00']}}}\n"
    "obligations:\n"
    "  resolution:\n"
    "    clause: '1'\n"
    "    clock: {start: received, stop: restored, pause: waiting, resume: replied, calendar: office,\n"
    "            target: [{where: {priority: P1}, within: PT4H}, {within: PT8H}],\n"
    "            steps: {warning: {at: 75%, tell: duty manager}}}\n";

static void check(int32_t status, const char* message) {
  if (status == SLAKIT_OK) return;
  fprintf(stderr, "%s: %s\n", message, slakit_status_text(status));
  exit(EXIT_FAILURE);
}

static int64_t instant_us(const char* text) {
  int64_t at_us = 0;
  check(slakit_instant_parse(text, &at_us), text);
  return at_us;
}

static void print_instant(const char* before, const slakit_calendar* office, int64_t at_us, const char* after) {
  slakit_text* text = NULL;
  check(slakit_calendar_format(office, at_us, &text), "format");
  printf("%s%s%s", before, slakit_text_data(text), after);
  slakit_text_destroy(text);
}

static void print_length(const char* before, int64_t length_us, const char* after) {
  const int64_t minutes = length_us / INT64_C(60000000);
  printf("%s", before);
  if (minutes >= 60) printf("%" PRId64 " h ", minutes / 60);
  printf("%" PRId64 " min%s", minutes % 60, after);
}

int main(void) {
  const char* const names[] = {"priority"};
  const char* const values[] = {"P3"};
  slakit_error error;
  slakit_contract* contract = NULL;
  slakit_calendar* office = NULL;
  slakit_live_plan* plan = NULL;
  slakit_live_ticket* ticket = NULL;
  slakit_live_reading reading;
  slakit_live_step step;
  size_t count, length;
  int64_t now_us, wake_us, restored_us;
  char* saved;

  check(slakit_contract_parse(document, strlen(document), "desk.yaml", &contract, &error), error.message);
  check(slakit_contract_calendar(contract, "office", &office, &error), error.message);
  check(slakit_live_plan_create(contract, NULL, 0, &plan, &error), error.message); /* once; shared by all tickets */
  check(slakit_live_ticket_create(plan, &ticket, &error), error.message);

  check(slakit_live_ticket_advance(ticket, instant_us("2026-03-06T10:00:00+01:00"), "received", names, values, 1, 0),
        "received");
  check(slakit_live_ticket_advance(ticket, instant_us("2026-03-06T12:00:00+01:00"), "waiting", NULL, NULL, 0, 0),
        "waiting");
  check(slakit_live_ticket_advance(ticket, instant_us("2026-03-09T09:30:00+01:00"), "replied", NULL, NULL, 0, 0),
        "replied");

  now_us = instant_us("2026-03-09T10:00:00+01:00");
  check(slakit_live_ticket_readings(ticket, now_us, &reading, 1, &count), "readings");
  print_instant("Monday ", office, now_us, reading.verdict == SLAKIT_RUNNING ? ": running, " : ": ?, ");
  print_length("", reading.elapsed_us, " used, ");
  print_length("", reading.remaining_us, " left, ");
  print_instant("due ", office, reading.due_us, "\n");

  check(slakit_live_ticket_next_change(ticket, now_us, &wake_us), "next change");
  check(slakit_live_ticket_next_steps(ticket, now_us, &step, 1, &count), "next steps");
  print_instant("wake at ", office, wake_us, "");
  printf(" to tell %s: %s, %s\n", step.tell, step.obligation, step.name);

  check(slakit_live_ticket_state(ticket, NULL, 0, &length), "length of the state");
  saved = malloc(length + 1);
  if (saved == NULL) return EXIT_FAILURE;
  check(slakit_live_ticket_state(ticket, saved, length + 1, &length), "state");
  slakit_live_ticket_destroy(ticket);
  check(slakit_live_ticket_restore(plan, saved, length, &ticket, &error), error.message);
  free(saved);

  restored_us = instant_us("2026-03-09T16:00:00+01:00");
  check(slakit_live_ticket_advance(ticket, restored_us, "restored", NULL, NULL, 0, 0), "restored");
  check(slakit_live_ticket_readings(ticket, restored_us + 1, &reading, 1, &count), "readings");
  print_instant("saved and read back; restored ", office, restored_us, "");
  print_length(reading.verdict == SLAKIT_BREACHED ? ": breached, " : ": ?, ", reading.elapsed_us, " used, ");
  print_length("late ", reading.late_us, "\n");

  slakit_live_ticket_destroy(ticket);
  slakit_live_plan_destroy(plan);
  slakit_calendar_destroy(office);
  slakit_contract_destroy(contract);
  return EXIT_SUCCESS;
}
