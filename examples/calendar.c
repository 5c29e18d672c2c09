/* Four working hours from the last afternoon before China's National Day, in C. Prints:
 *     received 2024-09-30T17:00:00+08:00
 *     due      2024-10-08T12:00:00+08:00
 *     restored 2024-10-08T13:40:00+08:00, after 4 h 10 min of working time
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "slakit.h"

static void check(int32_t status, const char* message) {
  if (status == SLAKIT_OK) return;
  fprintf(stderr, "%s\n", message);
  exit(EXIT_FAILURE);
}

static int64_t instant_us(const char* text) {
  int64_t at_us = 0;
  check(slakit_instant_parse(text, &at_us), text);
  return at_us;
}

static void print(const char* what, const slakit_calendar* calendar, int64_t at_us, const char* end) {
  slakit_text* text = NULL;
  check(slakit_calendar_format(calendar, at_us, &text), what);
  printf("%s %s%s", what, slakit_text_data(text), end);
  slakit_text_destroy(text);
}

int main(void) {
  const int64_t minute_us = INT64_C(60000000);
  slakit_calendar* office = NULL;
  slakit_error error;
  int64_t received_us, due_us, restored_us, elapsed_us;

  check(slakit_calendar_parse("{weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}, holidays: CN, "
                              "time_zone: Asia/Shanghai}",
                              &office, &error),
        error.message);
  received_us = instant_us("2024-09-30T17:00:00+08:00");
  restored_us = instant_us("2024-10-08T13:40:00+08:00");
  check(slakit_calendar_due(office, received_us, 4 * 60 * minute_us, SLAKIT_CLOSE, &due_us), "due");
  check(slakit_calendar_elapsed(office, received_us, restored_us, &elapsed_us), "elapsed");

  print("received", office, received_us, "\n");
  print("due     ", office, due_us, "\n");
  print("restored", office, restored_us, ", after ");
  printf("%" PRId64 " h %" PRId64 " min of working time\n", elapsed_us / minute_us / 60, elapsed_us / minute_us % 60);
  slakit_calendar_destroy(office);
  return EXIT_SUCCESS;
}
