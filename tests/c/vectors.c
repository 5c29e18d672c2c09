/* Replays what other engines answer through the C interface, from the table that tests/cases/vectors/table.py makes:
 * the lines, and what each question means, are those of tests/unit/calendar/peer_vectors_test.cpp. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slakit.h"

enum { FIELDS_MAX = 64, CALENDARS_MAX = 1024, PEERS_MAX = 16, LINE_MAX_SIZE = 1 << 20 };

typedef struct line {
  char* fields[FIELDS_MAX];
  size_t count;
} line;

typedef struct peer {
  char name[64];
  char last_vector[64]; /* the vectors of a peer follow each other */
  long at_least, replayed;
} peer;

static slakit_calendar* calendars[CALENDARS_MAX];
static peer peers[PEERS_MAX];
static size_t peer_count;
static long failures, quirks;

static void fail(const line* l, const char* what, const char* ours) {
  fprintf(stderr, "%s %s (%s, %s): %s, ours %s\n", l->fields[1], l->fields[2], l->count > 3 ? l->fields[3] : "",
          l->count > 4 ? l->fields[4] : "", what, ours);
  ++failures;
}

static void split(char* text, line* l) {
  l->count = 0;
  while (text != NULL && l->count < FIELDS_MAX) {
    char* tab = strchr(text, '\t');
    if (tab != NULL) *tab++ = '\0';
    l->fields[l->count++] = text;
    text = tab;
  }
}

static int64_t number(const char* text) {
  char* end = NULL;
  long long value;
  errno = 0;
  value = strtoll(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0') {
    fprintf(stderr, "no number: %s\n", text);
    exit(EXIT_FAILURE);
  }
  return (int64_t)value;
}

static int32_t day(const char* text) { return (int32_t)number(text); }

static peer* peer_of(const char* name) {
  size_t i;
  for (i = 0; i < peer_count; ++i)
    if (strcmp(peers[i].name, name) == 0) return &peers[i];
  if (peer_count == PEERS_MAX) exit(EXIT_FAILURE);
  strncpy(peers[peer_count].name, name, sizeof peers[0].name - 1);
  return &peers[peer_count++];
}

/* ---- the questions ------------------------------------------------------------------------------------------- */

/* Each gives a status and, where that is SLAKIT_OK, an answer; `a` are the arguments. */
typedef int32_t (*question)(const slakit_calendar* c, char* const* a, size_t count, int64_t* out);

static int32_t elapsed(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_elapsed(c, number(a[0]), number(a[1]), out);
}

static int32_t elapsed_or_zero(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  const int32_t status = elapsed(c, a, count, out);
  if (*out < 0) *out = 0;
  return status;
}

static int32_t elapsed_rounded(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  const int64_t second = 1000000;
  const int32_t status = elapsed(c, a, count, out);
  *out = (*out + (*out < 0 ? -second / 2 : second / 2)) / second * second;
  return status;
}

static int32_t elapsed_sum(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  int64_t sum = 0;
  size_t i;
  for (i = 0; i + 1 < count; i += 2) {
    const int32_t status = slakit_calendar_elapsed(c, number(a[i]), number(a[i + 1]), out);
    if (status != SLAKIT_OK) return status;
    sum += *out;
  }
  *out = sum;
  return SLAKIT_OK;
}

static int32_t exceeds(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  const int32_t status = elapsed(c, a, count, out);
  *out = *out > number(a[2]) ? 1 : 0;
  return status;
}

static int32_t due_close(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_due(c, number(a[0]), number(a[1]), SLAKIT_CLOSE, out);
}

static int32_t due_open(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_due(c, number(a[0]), number(a[1]), SLAKIT_NEXT_OPEN, out);
}

static int32_t is_open(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  int32_t answer = 0;
  const int32_t status = slakit_calendar_is_open(c, number(a[0]), &answer);
  (void)count;
  *out = answer;
  return status;
}

static int32_t next_open(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_next_open(c, number(a[0]), out);
}

static int32_t next_open_after(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  int64_t close_us = 0;
  int32_t status = is_open(c, a, count, out);
  if (status != SLAKIT_OK || *out == 0) return next_open(c, a, count, out);
  status = slakit_calendar_next_close(c, number(a[0]), &close_us);
  return status == SLAKIT_OK ? slakit_calendar_next_open(c, close_us, out) : status;
}

static int32_t next_close(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_next_close(c, number(a[0]), out);
}

static int32_t prev_close(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_prev_close(c, number(a[0]), out);
}

static int32_t prev_open(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_prev_open(c, number(a[0]), out);
}

static int32_t prev_close_before(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  int64_t open_us = 0;
  int32_t status = prev_close(c, a, count, out);
  if (status != SLAKIT_OK || *out < number(a[0])) return status;
  status = prev_open(c, a, count, &open_us);
  return status == SLAKIT_OK ? slakit_calendar_prev_close(c, open_us, out) : status;
}

static int32_t is_business_day(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  int32_t answer = 0;
  const int32_t status = slakit_calendar_is_business_day(c, day(a[0]), &answer);
  (void)count;
  *out = answer;
  return status;
}

static int32_t is_holiday(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  int32_t by = SLAKIT_NOT_CLOSED;
  const int32_t status = slakit_calendar_why_closed(c, number(a[0]) * INT64_C(86400000000), &by, NULL);
  (void)count;
  *out = by == SLAKIT_CLOSED_BY_HOLIDAY ? 1 : 0;
  return status;
}

static int32_t business_days(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_business_days(c, day(a[0]), day(a[1]), out);
}

/* A result outside hours moves on to the next opening, or back, to the last closing or to the opening of its day. */
static int32_t snap(const slakit_calendar* c, const char* how, int forward, int64_t* at_us) {
  int32_t answer = 0;
  int32_t status = slakit_calendar_is_open(c, *at_us, &answer);
  if (strcmp(how, "none") == 0 || status != SLAKIT_OK || answer) return status;
  if (strcmp(how, "open") == 0 || (strcmp(how, "day-start") == 0 && forward))
    return slakit_calendar_next_open(c, *at_us, at_us);
  status = slakit_calendar_prev_close(c, *at_us, at_us);
  if (strcmp(how, "back") == 0 || status != SLAKIT_OK) return status;
  return slakit_calendar_prev_open(c, *at_us, at_us);
}

static int32_t add_days(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  const int32_t start = strcmp(a[2], "next-opening") == 0        ? SLAKIT_START_NEXT_OPENING
                        : strcmp(a[2], "next-business-day") == 0 ? SLAKIT_START_NEXT_BUSINESS_DAY
                                                                 : SLAKIT_START_AS_IT_IS;
  const int32_t status = slakit_calendar_add_business_days(c, number(a[0]), number(a[1]), start, SLAKIT_LATE_AS_IT_IS,
                                                           SLAKIT_END_SAME_TIME_OF_DAY, out);
  (void)count;
  return status == SLAKIT_OK ? snap(c, a[3], number(a[1]) >= 0, out) : status;
}

static int32_t add_days_to_close(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  (void)count;
  return slakit_calendar_add_business_days(c, number(a[0]), number(a[1]), SLAKIT_START_AS_IT_IS, SLAKIT_LATE_AS_IT_IS,
                                           SLAKIT_END_CLOSE_OF_BUSINESS, out);
}

static int32_t add_dates(const slakit_calendar* c, char* const* a, size_t count, int64_t* out) {
  int32_t date = day(a[0]);
  int32_t status = SLAKIT_OK;
  (void)count;
  if (strcmp(a[2], "as-it-is") != 0)
    status = slakit_calendar_moved(
        c, date, number(a[1]) < 0 ? SLAKIT_MOVE_PREVIOUS_WORKING_DAY : SLAKIT_MOVE_NEXT_WORKING_DAY, &date);
  if (status == SLAKIT_OK) status = slakit_calendar_add_business_dates(c, date, number(a[1]), &date);
  *out = date;
  return status;
}

static const struct {
  const char* name;
  question ask;
} questions[] = {
    {"elapsed", elapsed},
    {"elapsed-or-zero", elapsed_or_zero},
    {"elapsed-rounded", elapsed_rounded},
    {"elapsed-sum", elapsed_sum},
    {"exceeds", exceeds},
    {"due-close", due_close},
    {"due-open", due_open},
    {"is-open", is_open},
    {"next-open", next_open},
    {"next-open-after", next_open_after},
    {"next-close", next_close},
    {"prev-close", prev_close},
    {"prev-close-before", prev_close_before},
    {"prev-open", prev_open},
    {"is-business-day", is_business_day},
    {"is-holiday", is_holiday},
    {"business-days", business_days},
    {"add-days", add_days},
    {"add-days-to-close", add_days_to_close},
    {"add-dates", add_dates},
};

static question question_of(const char* name) {
  size_t i;
  for (i = 0; i < sizeof questions / sizeof questions[0]; ++i)
    if (strcmp(questions[i].name, name) == 0) return questions[i].ask;
  fprintf(stderr, "unknown question %s\n", name);
  exit(EXIT_FAILURE);
}

/* ---- the lines ----------------------------------------------------------------------------------------------- */

static void ask(const line* l) {
  char ours[32] = "none";
  int64_t answer = 0;
  const slakit_calendar* c = calendars[number(l->fields[5])];
  const int32_t status = question_of(l->fields[4])(c, l->fields + 7, l->count - 7, &answer);
  const int is_same_wanted = l->fields[6][0] == '=';
  if (status >= SLAKIT_BAD_CALL) fail(l, slakit_status_text(status), "-");
  if (status == SLAKIT_OK) snprintf(ours, sizeof ours, "%lld", (long long)answer);
  if ((strcmp(ours, l->fields[6] + 1) == 0) != is_same_wanted) fail(l, l->fields[6], ours);
  quirks += is_same_wanted ? 0 : 1;
}

static void make(const line* l) {
  slakit_calendar** place = &calendars[number(l->fields[1]) % CALENDARS_MAX];
  slakit_error error;
  const int32_t status = strcmp(l->fields[0], "calendar") == 0
                             ? slakit_calendar_parse(l->fields[2], place, &error)
                             : slakit_calendar_combine(calendars[number(l->fields[2])], calendars[number(l->fields[3])],
                                                       SLAKIT_DIFFERENCE, place, &error);
  if (status == SLAKIT_OK && number(l->fields[1]) < CALENDARS_MAX) return;
  fprintf(stderr, "calendar %s: %s\n", l->fields[1], error.message);
  exit(EXIT_FAILURE);
}

static void refused(const line* l) {
  slakit_calendar* calendar = NULL;
  slakit_error error;
  if (slakit_calendar_parse(l->fields[3], &calendar, &error) != SLAKIT_BAD_CALENDAR ||
      strstr(error.message, l->fields[4]) == NULL)
    fail(l, "not refused", error.message);
  slakit_calendar_destroy(calendar);
}

static void replay(const line* l) {
  peer* p = peer_of(l->fields[1]);
  if (strcmp(l->fields[0], "at-least") == 0) {
    p->at_least = (long)number(l->fields[2]);
    return;
  }
  if (strcmp(p->last_vector, l->fields[2]) != 0) {
    strncpy(p->last_vector, l->fields[2], sizeof p->last_vector - 1);
    ++p->replayed;
  }
  if (strcmp(l->fields[0], "refused") == 0)
    refused(l);
  else
    ask(l);
}

static void read_table(FILE* table, char* text) {
  line l;
  while (fgets(text, LINE_MAX_SIZE, table) != NULL) {
    text[strcspn(text, "\n")] = '\0';
    split(text, &l);
    if (strcmp(l.fields[0], "calendar") == 0 || strcmp(l.fields[0], "without") == 0)
      make(&l);
    else if (strcmp(l.fields[0], "wall") != 0) /* this interface has no local times */
      replay(&l);
  }
}

int main(int argc, char** argv) {
  FILE* table = argc > 1 ? fopen(argv[1], "r") : NULL;
  char* text = malloc(LINE_MAX_SIZE);
  long total = 0;
  size_t i;
  if (table == NULL || text == NULL) {
    fprintf(stderr, "usage: %s TABLE\n", argv[0]);
    return EXIT_FAILURE;
  }
  read_table(table, text);
  fclose(table);
  free(text);
  for (i = 0; i < CALENDARS_MAX; ++i) slakit_calendar_destroy(calendars[i]);
  for (i = 0; i < peer_count; ++i) {
    printf("%s: %ld vectors\n", peers[i].name, peers[i].replayed);
    if (peers[i].replayed < peers[i].at_least) ++failures;
    total += peers[i].replayed;
  }
  printf("%ld vectors, %ld questions about quirks, %ld failures\n", total, quirks, failures);
  if (total == 0) return 77; /* the recorded vectors are not here */
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
