/* Calendars of the C interface beyond elapsed and due: reasons, business days, columns, values. */
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

static const char* const berlin_office =
    "{weekly: {mon-fri: ['09:00-17:00']}, holidays: [2026-12-25], time_zone: Europe/Berlin}";
static const char* const china_office = "{weekly: {mon-fri: ['09:00-17:00']}, holidays: CN, time_zone: Asia/Shanghai}";
static const int64_t hour_us = INT64_C(3600000000);
static const int32_t friday = 20518; /* 2026-03-06 */

static int64_t us(const char* text) {
  int64_t at_us = -1;
  CHECK(slakit_instant_parse(text, &at_us) == SLAKIT_OK);
  return at_us;
}

static slakit_calendar* calendar_of(const char* text) {
  slakit_calendar* calendar = NULL;
  slakit_error error;
  CHECK(slakit_calendar_parse(text, &calendar, &error) == SLAKIT_OK);
  return calendar;
}

static void test_searches_backwards(void) {
  slakit_calendar* office = calendar_of(berlin_office);
  int64_t answer = 0;
  CHECK(slakit_calendar_prev_close(office, us("2026-03-07T12:00:00+01:00"), &answer) == SLAKIT_OK);
  CHECK(answer == us("2026-03-06T17:00:00+01:00"));
  CHECK(slakit_calendar_prev_open(office, answer, &answer) == SLAKIT_OK);
  CHECK(answer == us("2026-03-06T09:00:00+01:00"));
  CHECK(slakit_calendar_prev_open(office, 0, &answer) == SLAKIT_NEVER_OPENS && answer == 0);
  CHECK(slakit_calendar_prev_close(office, -1, &answer) == SLAKIT_OUT_OF_RANGE);
  CHECK(slakit_calendar_prev_close(NULL, 0, &answer) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_prev_open(office, 0, NULL) == SLAKIT_BAD_CALL);
  slakit_calendar_destroy(office);
}

static void test_reasons(void) {
  slakit_calendar* china = calendar_of(china_office);
  slakit_text* reason = NULL;
  int32_t by = 7;
  CHECK(slakit_calendar_why_closed(china, us("2024-10-01T10:00:00+08:00"), &by, &reason) == SLAKIT_OK);
  CHECK(by == SLAKIT_CLOSED_BY_HOLIDAY && strstr(slakit_text_data(reason), "National Day") != NULL);
  slakit_text_destroy(reason);
  CHECK(slakit_calendar_why_closed(china, us("2024-09-30T10:00:00+08:00"), &by, &reason) == SLAKIT_OK);
  CHECK(by == SLAKIT_NOT_CLOSED && reason == NULL);
  CHECK(slakit_calendar_why_closed(china, us("2024-09-30T20:00:00+08:00"), &by, NULL) == SLAKIT_OK);
  CHECK(by == SLAKIT_CLOSED_BY_HOURS);
  CHECK(slakit_calendar_why_closed(china, us("2024-09-28T10:00:00+08:00"), &by, NULL) == SLAKIT_OK);
  CHECK(by == SLAKIT_CLOSED_BY_WEEKDAY);
  CHECK(slakit_calendar_why_closed(china, us("2090-01-01T00:00:00Z"), &by, &reason) == SLAKIT_CALENDAR_UNKNOWN);
  CHECK(by == SLAKIT_NOT_CLOSED && reason == NULL);
  CHECK(slakit_calendar_why_closed(china, 0, NULL, &reason) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_why_closed(NULL, 0, &by, &reason) == SLAKIT_BAD_CALL);
  slakit_calendar_destroy(china);
}

static void test_business_days(void) {
  slakit_calendar* office = calendar_of(berlin_office);
  int64_t count = 0;
  int32_t day = 0, answer = 7;
  CHECK(slakit_calendar_local_date(office, us("2026-03-05T23:30:00Z"), &day) == SLAKIT_OK && day == friday);
  CHECK(slakit_calendar_local_date(office, -1, &day) == SLAKIT_OUT_OF_RANGE && day == 0);
  CHECK(slakit_calendar_is_business_day(office, friday, &answer) == SLAKIT_OK && answer == 1);
  CHECK(slakit_calendar_is_business_day(office, friday + 1, &answer) == SLAKIT_OK && answer == 0);
  CHECK(slakit_calendar_is_business_day(office, -1, &answer) == SLAKIT_OUT_OF_RANGE);
  CHECK(slakit_calendar_is_business_day(office, INT32_MAX, &answer) == SLAKIT_OUT_OF_RANGE);
  CHECK(slakit_calendar_is_business_day(office, INT32_MIN, &answer) == SLAKIT_OUT_OF_RANGE);
  CHECK(slakit_calendar_business_days(office, friday, friday + 7, &count) == SLAKIT_OK && count == 5);
  CHECK(slakit_calendar_business_days(office, friday + 7, friday, &count) == SLAKIT_OK && count == -5);
  CHECK(slakit_calendar_business_days(office, friday, INT32_MAX, &count) == SLAKIT_OUT_OF_RANGE && count == 0);
  CHECK(slakit_calendar_add_business_dates(office, friday, 2, &day) == SLAKIT_OK && day == friday + 4);
  CHECK(slakit_calendar_add_business_dates(office, friday, -1, &day) == SLAKIT_OK && day == friday - 1);
  CHECK(slakit_calendar_add_business_dates(office, friday, INT64_MAX, &day) == SLAKIT_OUT_OF_RANGE && day == 0);
  CHECK(slakit_calendar_moved(office, friday + 1, SLAKIT_MOVE_NEXT_WORKING_DAY, &day) == SLAKIT_OK);
  CHECK(day == friday + 3);
  CHECK(slakit_calendar_moved(office, friday + 1, SLAKIT_MOVE_PREVIOUS_WORKING_DAY, &day) == SLAKIT_OK &&
        day == friday);
  CHECK(slakit_calendar_moved(office, friday + 1, SLAKIT_MOVE_UNCHANGED, &day) == SLAKIT_OK && day == friday + 1);
  CHECK(slakit_calendar_moved(office, friday, 3, &day) == SLAKIT_BAD_CALL && day == 0);
  CHECK(slakit_calendar_moved(office, -1, SLAKIT_MOVE_UNCHANGED, &day) == SLAKIT_OUT_OF_RANGE);
  CHECK(slakit_calendar_is_business_day(NULL, friday, &answer) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_business_days(NULL, friday, friday, &count) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_add_business_dates(office, friday, 1, NULL) == SLAKIT_BAD_CALL);
  slakit_calendar_destroy(office);
}

static int64_t later(const slakit_calendar* c, const char* from, int64_t count, int32_t start, int32_t end) {
  int64_t answer = 0;
  CHECK(slakit_calendar_add_business_days(c, us(from), count, start, SLAKIT_LATE_AS_IT_IS, end, &answer) == SLAKIT_OK);
  return answer;
}

static void test_adding_business_days(void) {
  slakit_calendar* office = calendar_of(berlin_office);
  const char* const saturday = "2026-03-07T11:00:00+01:00";
  const int32_t same = SLAKIT_END_SAME_TIME_OF_DAY;
  int64_t answer = 7;
  CHECK(later(office, saturday, 1, SLAKIT_START_AS_IT_IS, same) == us("2026-03-09T11:00:00+01:00"));
  CHECK(later(office, saturday, 1, SLAKIT_START_NEXT_BUSINESS_DAY, same) == us("2026-03-10T11:00:00+01:00"));
  CHECK(later(office, saturday, 1, SLAKIT_START_NEXT_OPENING, same) == us("2026-03-10T09:00:00+01:00"));
  CHECK(later(office, saturday, 1, SLAKIT_START_AS_IT_IS, SLAKIT_END_CLOSE_OF_BUSINESS) ==
        us("2026-03-09T17:00:00+01:00"));
  CHECK(later(office, saturday, 1, SLAKIT_START_AS_IT_IS, SLAKIT_END_MIDNIGHT) == us("2026-03-10T00:00:00+01:00"));
  CHECK(slakit_calendar_add_business_days(office, us("2026-03-09T18:00:00+01:00"), 1, SLAKIT_START_AS_IT_IS,
                                          SLAKIT_LATE_NEXT_OPENING, same, &answer) == SLAKIT_OK);
  CHECK(answer == us("2026-03-11T09:00:00+01:00"));
  CHECK(slakit_calendar_add_business_days(office, 0, 1, 3, 0, same, &answer) == SLAKIT_BAD_CALL && answer == 0);
  CHECK(slakit_calendar_add_business_days(office, 0, 1, 0, 0, -1, &answer) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_add_business_days(office, 0, 1, 0, 2, 0, &answer) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_add_business_days(office, 0, -1, 0, 0, 0, &answer) == SLAKIT_OUT_OF_RANGE);
  CHECK(slakit_calendar_add_business_days(office, 0, 1, 0, 0, 0, NULL) == SLAKIT_BAD_CALL);
  slakit_calendar_destroy(office);
}

static void test_columns(void) {
  slakit_calendar* office = calendar_of(berlin_office);
  const int64_t friday_16h = us("2026-03-06T16:00:00+01:00");
  int64_t from[4], to[4], answers[4];
  uint8_t faults[4] = {9, 9, 9, 9};
  int8_t is_open[4] = {9, 9, 9, 9};
  int64_t one = 0;
  int i;
  for (i = 0; i < 4; ++i) {
    from[i] = friday_16h;
    to[i] = friday_16h + i * 70 * hour_us;
  }
  to[1] = INT64_MIN; /* missing */
  to[3] = -1;        /* before 1970 */
  CHECK(slakit_calendar_elapsed_batch(office, from, to, 4, 0, answers, faults) == SLAKIT_OK);
  CHECK(faults[0] == 0 && faults[1] == 0 && faults[2] == 0 && faults[3] == SLAKIT_OUT_OF_RANGE);
  CHECK(answers[0] == 0 && answers[1] == INT64_MIN && answers[3] == INT64_MIN);
  CHECK(slakit_calendar_elapsed(office, from[2], to[2], &one) == SLAKIT_OK && one == answers[2] && one > 0);
  CHECK(slakit_calendar_is_open_batch(office, to, 4, 2, is_open, faults) == SLAKIT_OK);
  CHECK(is_open[0] == 1 && is_open[1] == -1 && is_open[2] == 1 && is_open[3] == -1);
  CHECK(faults[1] == 0 && faults[2] == 0 && faults[3] == SLAKIT_OUT_OF_RANGE);
  to[0] = hour_us, to[1] = INT64_MAX, to[2] = -hour_us, to[3] = INT64_MIN;
  CHECK(slakit_calendar_due_batch(office, from, to, 4, SLAKIT_NEXT_OPEN, 1, from, faults) == SLAKIT_OK);
  CHECK(faults[0] == 0 && faults[1] == SLAKIT_OUT_OF_RANGE && faults[2] == 0 && faults[3] == 0);
  CHECK(from[0] == us("2026-03-09T09:00:00+01:00") && from[1] == INT64_MIN && from[3] == INT64_MIN);
  CHECK(from[2] == us("2026-03-06T15:00:00+01:00"));
  CHECK(slakit_calendar_elapsed_batch(office, NULL, NULL, 0, 1, NULL, NULL) == SLAKIT_OK);
  CHECK(slakit_calendar_elapsed_batch(office, from, to, 4, 1, answers, NULL) == SLAKIT_OK);
  CHECK(slakit_calendar_elapsed_batch(office, from, to, 4, 1, NULL, faults) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_elapsed_batch(NULL, from, to, 4, 1, answers, faults) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_due_batch(office, from, to, 4, -1, 1, answers, faults) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_due_batch(office, NULL, to, 4, SLAKIT_CLOSE, 1, answers, faults) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_is_open_batch(office, from, 4, 1, NULL, faults) == SLAKIT_BAD_CALL);
  slakit_calendar_destroy(office);
}

static void test_threads_change_nothing(void) {
  enum { rows = 5000 };
  static int64_t start[rows], budget[rows], one[rows], four[rows];
  static uint8_t faults_of_one[rows], faults_of_four[rows];
  slakit_calendar* china = calendar_of(china_office);
  int i;
  for (i = 0; i < rows; ++i) {
    start[i] = i % 97 == 0 ? INT64_MIN : us("2009-06-01T00:00:00Z") + i * INT64_C(110000000007);
    budget[i] = (i % 600 - 100) * hour_us;
  }
  CHECK(slakit_calendar_due_batch(china, start, budget, rows, SLAKIT_CLOSE, 1, one, faults_of_one) == SLAKIT_OK);
  CHECK(slakit_calendar_due_batch(china, start, budget, rows, SLAKIT_CLOSE, 4, four, faults_of_four) == SLAKIT_OK);
  CHECK(memcmp(one, four, sizeof one) == 0 && memcmp(faults_of_one, faults_of_four, sizeof faults_of_one) == 0);
  for (i = 0; i < rows; i += 13) {
    int64_t answer = 0;
    const int32_t status = slakit_calendar_due(china, start[i], budget[i], SLAKIT_CLOSE, &answer);
    if (start[i] == INT64_MIN)
      CHECK(one[i] == INT64_MIN && faults_of_one[i] == 0);
    else
      CHECK(faults_of_one[i] == status && one[i] == (status == SLAKIT_OK ? answer : INT64_MIN));
  }
  slakit_calendar_destroy(china);
}

static void test_combinations(void) {
  slakit_calendar* office = calendar_of(berlin_office);
  slakit_calendar* window = calendar_of("{weekly: {fri: ['12:00-13:00']}, time_zone: Europe/Berlin}");
  slakit_calendar *always = calendar_of("always"), *named = NULL, *made = NULL;
  slakit_text* reason = NULL;
  slakit_error error;
  const int64_t friday_0h = us("2026-03-06T00:00:00+01:00"), saturday_0h = friday_0h + 24 * hour_us;
  int64_t elapsed_us = 0;
  int32_t by = 0;
  CHECK(slakit_calendar_named(window, "maintenance", &named, &error) == SLAKIT_OK);
  CHECK(slakit_calendar_combine(office, named, SLAKIT_DIFFERENCE, &made, &error) == SLAKIT_OK);
  CHECK(slakit_calendar_elapsed(made, friday_0h, saturday_0h, &elapsed_us) == SLAKIT_OK && elapsed_us == 7 * hour_us);
  CHECK(slakit_calendar_why_closed(made, friday_0h + 12 * hour_us, &by, &reason) == SLAKIT_OK);
  CHECK(by == SLAKIT_CLOSED_BY_EXCLUSION && strstr(slakit_text_data(reason), "maintenance") != NULL);
  slakit_text_destroy(reason);
  slakit_calendar_destroy(made);
  CHECK(slakit_calendar_combine(office, window, SLAKIT_INTERSECTION, &made, &error) == SLAKIT_OK);
  CHECK(slakit_calendar_elapsed(made, friday_0h, saturday_0h, &elapsed_us) == SLAKIT_OK && elapsed_us == hour_us);
  slakit_calendar_destroy(made);
  CHECK(slakit_calendar_combine(office, always, SLAKIT_UNION, &made, &error) == SLAKIT_OK);
  CHECK(slakit_calendar_elapsed(made, friday_0h, saturday_0h, &elapsed_us) == SLAKIT_OK && elapsed_us == 24 * hour_us);
  slakit_calendar_destroy(made);
  CHECK(slakit_calendar_then(office, friday_0h + 10 * hour_us, always, &made, &error) == SLAKIT_OK);
  CHECK(slakit_calendar_elapsed(made, friday_0h, saturday_0h, &elapsed_us) == SLAKIT_OK && elapsed_us == 15 * hour_us);
  slakit_calendar_destroy(made);
  CHECK(slakit_calendar_combine(office, always, SLAKIT_DIFFERENCE, &made, &error) == SLAKIT_BAD_CALENDAR);
  CHECK(made == NULL && strstr(error.message, "[never-opens]") != NULL);
  CHECK(slakit_calendar_then(office, friday_0h + 1, always, &made, &error) == SLAKIT_BAD_CALENDAR && made == NULL);
  CHECK(slakit_calendar_combine(office, always, 3, &made, &error) == SLAKIT_BAD_CALL);
  CHECK(strstr(error.message, "operation") != NULL);
  CHECK(slakit_calendar_combine(NULL, always, SLAKIT_UNION, &made, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_combine(office, NULL, SLAKIT_UNION, &made, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_combine(office, always, SLAKIT_UNION, NULL, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_then(office, 0, NULL, &made, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_named(office, NULL, &made, NULL) == SLAKIT_BAD_CALL && made == NULL);
  slakit_calendar_destroy(named);
  slakit_calendar_destroy(always);
  slakit_calendar_destroy(window);
  slakit_calendar_destroy(office);
}

static void test_values(void) {
  slakit_calendar *office = calendar_of(berlin_office), *twin = calendar_of(berlin_office);
  slakit_calendar *china = calendar_of(china_office), *always = calendar_of("always");
  slakit_text *digest = NULL, *other = NULL;
  int64_t from = 7, to = 7;
  int32_t is_equal = 7;
  CHECK(slakit_calendar_equal(office, twin, &is_equal) == SLAKIT_OK && is_equal == 1);
  CHECK(slakit_calendar_equal(office, china, &is_equal) == SLAKIT_OK && is_equal == 0);
  CHECK(slakit_calendar_equal(office, NULL, &is_equal) == SLAKIT_BAD_CALL && is_equal == 0);
  CHECK(slakit_calendar_equal(NULL, office, &is_equal) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_equal(office, twin, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_digest(office, &digest) == SLAKIT_OK && slakit_text_length(digest) == 36);
  CHECK(slakit_calendar_digest(twin, &other) == SLAKIT_OK);
  CHECK(strcmp(slakit_text_data(digest), slakit_text_data(other)) == 0);
  slakit_text_destroy(other);
  CHECK(slakit_calendar_digest(china, &other) == SLAKIT_OK);
  CHECK(strcmp(slakit_text_data(digest), slakit_text_data(other)) != 0);
  slakit_text_destroy(other);
  slakit_text_destroy(digest);
  CHECK(slakit_calendar_digest(NULL, &digest) == SLAKIT_BAD_CALL && digest == NULL);
  CHECK(slakit_calendar_known(china, &from, &to) == SLAKIT_OK && from > 0 && to < us("2100-01-01T00:00:00Z"));
  CHECK(slakit_calendar_known(always, &from, &to) == SLAKIT_OK && from == 0 && to > us("2100-12-31T00:00:00Z"));
  CHECK(slakit_calendar_known(NULL, &from, &to) == SLAKIT_BAD_CALL && from == 0 && to == 0);
  CHECK(slakit_calendar_known(china, NULL, &to) == SLAKIT_BAD_CALL && to == 0);
  CHECK(slakit_calendar_known(china, &from, NULL) == SLAKIT_BAD_CALL);
  CHECK(strcmp(slakit_calendar_time_zone(office), "Europe/Berlin") == 0);
  CHECK(strlen(slakit_calendar_tzdata_version(office)) >= 5);
  CHECK(strcmp(slakit_calendar_time_zone(NULL), "") == 0 && strcmp(slakit_calendar_tzdata_version(NULL), "") == 0);
  slakit_calendar_destroy(always);
  slakit_calendar_destroy(china);
  slakit_calendar_destroy(twin);
  slakit_calendar_destroy(office);
}

int main(void) {
  test_searches_backwards();
  test_reasons();
  test_business_days();
  test_adding_business_days();
  test_columns();
  test_threads_change_nothing();
  test_combinations();
  test_values();
  if (failures > 0) fprintf(stderr, "%d checks failed\n", failures);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
