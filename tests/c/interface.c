/* The C interface as a C program meets it: every function, every way it can refuse (calendars.c has the rest of
 * theirs). Runs in the project's root. */
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
static const char* const contract_path = "examples/after-sales/contract.yaml";
static const char* const events_path = "examples/after-sales/events.csv";
static const int64_t hour_us = INT64_C(3600000000);

static int64_t us(const char* text) {
  int64_t at_us = -1;
  CHECK(slakit_instant_parse(text, &at_us) == SLAKIT_OK);
  return at_us;
}

static slakit_calendar* calendar_of(const char* text) {
  slakit_calendar* calendar = NULL;
  slakit_error error;
  CHECK(slakit_calendar_parse(text, &calendar, &error) == SLAKIT_OK);
  CHECK(error.status == SLAKIT_OK && error.problem_count == 0 && error.message[0] == '\0');
  return calendar;
}

static slakit_contract* load_contract(void) {
  slakit_contract* contract = NULL;
  slakit_error error;
  CHECK(slakit_contract_load(contract_path, &contract, &error) == SLAKIT_OK);
  if (contract == NULL) {
    fprintf(stderr, "%s\n", error.message);
    exit(EXIT_FAILURE);
  }
  return contract;
}

/* The whole file, ended by a NUL; freed by the caller. */
static char* read_file(const char* path, size_t* length) {
  FILE* file = fopen(path, "rb");
  char* text = malloc(1 << 20);
  if (file == NULL || text == NULL) exit(EXIT_FAILURE);
  *length = fread(text, 1, (1 << 20) - 1, file);
  text[*length] = '\0';
  fclose(file);
  return text;
}

static void test_versions_and_status(void) {
  int32_t status;
  CHECK(slakit_abi_version() == SLAKIT_ABI_VERSION);
  CHECK(strncmp(slakit_version(), "0.", 2) == 0);
  for (status = SLAKIT_OK; status <= SLAKIT_NONEXISTENT_DATE; ++status) CHECK(strlen(slakit_status_text(status)) > 3);
  CHECK(strcmp(slakit_status_text(SLAKIT_OUT_OF_RANGE), "outside 1970-2100") == 0);
  CHECK(strcmp(slakit_status_text(-1), slakit_status_text(99)) == 0);
  CHECK(strcmp(slakit_status_text(SLAKIT_FAILED), slakit_status_text(99)) != 0);
}

static void test_null_is_legal_to_destroy(void) {
  slakit_calendar_destroy(NULL);
  slakit_contract_destroy(NULL);
  slakit_audit_destroy(NULL);
  slakit_text_destroy(NULL);
  slakit_problems_destroy(NULL);
  CHECK(strcmp(slakit_text_data(NULL), "") == 0 && slakit_text_length(NULL) == 0);
  CHECK(slakit_problems_count(NULL) == 0 && slakit_audit_ticket_count(NULL) == 0);
  CHECK(slakit_audit_ticket_name(NULL, 0) == NULL);
}

static void test_instants(void) {
  int64_t at_us = 7;
  CHECK(us("1970-01-01T00:00:00Z") == 0);
  CHECK(us("2024-05-06T09:00:00.25+08:00") == INT64_C(1714957200250000));
  CHECK(slakit_instant_parse("2024-05-06 09:00", &at_us) == SLAKIT_BAD_INPUT && at_us == 0);
  CHECK(slakit_instant_parse("tomorrow", &at_us) == SLAKIT_BAD_INPUT);
  CHECK(slakit_instant_parse("1969-12-31T23:59:59Z", &at_us) == SLAKIT_OUT_OF_RANGE);
  CHECK(slakit_instant_parse(NULL, &at_us) == SLAKIT_BAD_CALL);
  CHECK(slakit_instant_parse("1970-01-01T00:00:00Z", NULL) == SLAKIT_BAD_CALL);
}

static void test_calendar_questions(void) {
  slakit_calendar* office = calendar_of(berlin_office);
  const int64_t friday_16h = us("2026-03-06T16:00:00+01:00");
  int64_t answer = 0;
  int32_t is_open = -1;
  slakit_text* text = NULL;
  CHECK(slakit_calendar_due(office, friday_16h, 2 * hour_us, SLAKIT_CLOSE, &answer) == SLAKIT_OK);
  CHECK(answer == INT64_C(1773046800000000));
  CHECK(slakit_calendar_elapsed(office, friday_16h, answer, &answer) == SLAKIT_OK && answer == 2 * hour_us);
  CHECK(slakit_calendar_due(office, friday_16h, hour_us, SLAKIT_CLOSE, &answer) == SLAKIT_OK);
  CHECK(answer == us("2026-03-06T17:00:00+01:00"));
  CHECK(slakit_calendar_due(office, friday_16h, hour_us, SLAKIT_NEXT_OPEN, &answer) == SLAKIT_OK);
  CHECK(answer == us("2026-03-09T09:00:00+01:00"));
  CHECK(slakit_calendar_is_open(office, friday_16h, &is_open) == SLAKIT_OK && is_open == 1);
  CHECK(slakit_calendar_is_open(office, us("2026-12-25T10:00:00Z"), &is_open) == SLAKIT_OK && is_open == 0);
  CHECK(slakit_calendar_next_open(office, us("2026-03-07T00:00:00Z"), &answer) == SLAKIT_OK);
  CHECK(answer == us("2026-03-09T08:00:00Z"));
  CHECK(slakit_calendar_next_close(office, friday_16h, &answer) == SLAKIT_OK && answer == friday_16h + hour_us);
  CHECK(slakit_calendar_format(office, answer, &text) == SLAKIT_OK);
  CHECK(strcmp(slakit_text_data(text), "2026-03-06T17:00:00+01:00") == 0 && slakit_text_length(text) == 25);
  slakit_text_destroy(text);
  slakit_calendar_destroy(office);
}

static void test_calendar_refusals(void) {
  slakit_calendar* office = calendar_of(berlin_office);
  slakit_calendar* china = calendar_of("{weekly: {mon: ['09:00-17:00']}, holidays: CN, time_zone: Asia/Shanghai}");
  slakit_text* text = NULL;
  int64_t answer = 7;
  int32_t is_open = 7;
  CHECK(slakit_calendar_elapsed(office, -1, 0, &answer) == SLAKIT_OUT_OF_RANGE && answer == 0);
  CHECK(slakit_calendar_due(office, 0, INT64_MAX, SLAKIT_CLOSE, &answer) == SLAKIT_OUT_OF_RANGE && answer == 0);
  CHECK(slakit_calendar_due(office, 0, INT64_MIN, SLAKIT_CLOSE, &answer) != SLAKIT_OK);
  CHECK(slakit_calendar_next_open(china, us("2090-01-01T00:00:00Z"), &answer) == SLAKIT_CALENDAR_UNKNOWN);
  CHECK(slakit_calendar_due(office, 0, hour_us, 2, &answer) == SLAKIT_BAD_CALL && answer == 0);
  CHECK(slakit_calendar_format(office, -1, &text) == SLAKIT_OUT_OF_RANGE && text == NULL);
  CHECK(slakit_calendar_elapsed(NULL, 0, 0, &answer) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_elapsed(office, 0, 0, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_due(NULL, 0, 0, SLAKIT_CLOSE, &answer) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_due(office, 0, 0, SLAKIT_CLOSE, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_is_open(NULL, 0, &is_open) == SLAKIT_BAD_CALL && is_open == 0);
  CHECK(slakit_calendar_is_open(office, 0, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_next_open(office, 0, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_next_close(office, 0, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_format(NULL, 0, &text) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_format(office, 0, NULL) == SLAKIT_BAD_CALL);
  slakit_calendar_destroy(china);
  slakit_calendar_destroy(office);
}

static void expect_bad_calendar(const char* text, int32_t problems, const char* part) {
  slakit_calendar* calendar = (slakit_calendar*)&failures; /* must become NULL */
  slakit_error error;
  CHECK(slakit_calendar_parse(text, &calendar, &error) == SLAKIT_BAD_CALENDAR);
  CHECK(calendar == NULL && error.status == SLAKIT_BAD_CALENDAR && error.problem_count == problems);
  CHECK(strstr(error.message, part) != NULL);
  if (strstr(error.message, part) == NULL) fprintf(stderr, "no '%s' in: %s\n", part, error.message);
}

static void test_bad_calendars(void) {
  slakit_calendar* calendar = NULL;
  slakit_error error;
  expect_bad_calendar("{weekly: {mon: ['09:00-17:00']}, time_zone: Asia/Shangai}", 1, "Asia/Shanghai");
  expect_bad_calendar("{weekly: {mon: ['09:00-17:00']}}", 1, "time_zone");
  expect_bad_calendar("{weekly: {mon: ['09:00-17:00', '16:00-18:00']}, time_zone: UTC}", 1, "[overlapping-hours]");
  expect_bad_calendar("{weekly: {mon: []}, time_zone: UTC}", 1, "[never-opens]");
  expect_bad_calendar("{weekly: {mon: ['9-17']}, time_zon: UTC, holidays: XX}", 4, "did you mean 'time_zone'?");
  expect_bad_calendar("{weekly: [", 1, "[yaml-syntax]");
  expect_bad_calendar("", 1, "<calendar>");
  CHECK(slakit_calendar_parse("nonsense", &calendar, NULL) == SLAKIT_BAD_CALENDAR);
  CHECK(slakit_calendar_parse(NULL, &calendar, &error) == SLAKIT_BAD_CALL && error.status == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_parse("always", NULL, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_calendar_parse("always", NULL, NULL) == SLAKIT_BAD_CALL);
}

static void test_contract_refusals(void) {
  slakit_contract* contract = (slakit_contract*)&failures;
  slakit_calendar* calendar = (slakit_calendar*)&failures;
  slakit_error error;
  CHECK(slakit_contract_load("no/such/contract.yaml", &contract, &error) == SLAKIT_BAD_CONTRACT);
  CHECK(contract == NULL && error.problem_count == 1 && strstr(error.message, "no/such/contract.yaml") != NULL);
  CHECK(slakit_contract_parse("\0\1\2", 3, "binary", &contract, &error) == SLAKIT_BAD_CONTRACT);
  CHECK(strncmp(error.message, "binary", 6) == 0);
  CHECK(slakit_contract_parse("slakit: 2", 9, NULL, &contract, &error) == SLAKIT_BAD_CONTRACT);
  CHECK(strstr(error.message, "<text>:1:9") != NULL && strstr(error.message, "[unknown-version]") != NULL);
  CHECK(slakit_contract_load(NULL, &contract, &error) == SLAKIT_BAD_CALL && error.problem_count == 0);
  CHECK(slakit_contract_load(contract_path, NULL, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_contract_parse(NULL, 0, NULL, &contract, &error) == SLAKIT_BAD_CALL);
  contract = load_contract();
  CHECK(slakit_contract_calendar(contract, "offic", &calendar, &error) == SLAKIT_NOT_FOUND && calendar == NULL);
  CHECK(error.status == SLAKIT_NOT_FOUND && error.message[0] != '\0');
  CHECK(slakit_contract_calendar(contract, NULL, &calendar, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_contract_calendar(NULL, "office", &calendar, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_contract_calendar(contract, "office", NULL, &error) == SLAKIT_BAD_CALL);
  slakit_contract_destroy(contract);
}

static void test_contract_calendar_and_remarks(void) {
  slakit_contract* contract = load_contract();
  slakit_calendar* office = NULL;
  slakit_problems* remarks = NULL;
  slakit_problem remark;
  int64_t due_us = 0;
  size_t i, no_cap = 0;
  CHECK(slakit_contract_calendar(contract, "office", &office, NULL) == SLAKIT_OK);
  CHECK(slakit_contract_remarks(contract, &remarks, NULL) == SLAKIT_OK);
  slakit_contract_destroy(contract); /* what came from it lives on */
  CHECK(slakit_calendar_due(office, us("2024-09-30T17:00:00+08:00"), 4 * hour_us, SLAKIT_CLOSE, &due_us) == SLAKIT_OK);
  CHECK(due_us == us("2024-10-08T12:00:00+08:00"));
  for (i = 0; i < slakit_problems_count(remarks); ++i)
    if (slakit_problems_get(remarks, i, &remark) == SLAKIT_OK && strcmp(remark.code, "no-cap") == 0) ++no_cap;
  CHECK(no_cap > 0);
  slakit_problems_destroy(remarks);
  slakit_calendar_destroy(office);
  CHECK(slakit_contract_remarks(NULL, &remarks, NULL) == SLAKIT_BAD_CALL && remarks == NULL);
}

/* A document with `count` unknown keys. */
static char* crowded_document(size_t count) {
  char* text = malloc(64 * (count + 1));
  size_t i, length = 0;
  if (text == NULL) exit(EXIT_FAILURE);
  length += (size_t)sprintf(text, "slakit: 1\n");
  for (i = 0; i < count; ++i) length += (size_t)sprintf(text + length, "nobody knows key number %d: 1\n", (int)i);
  return text;
}

static void test_problems(void) {
  char* text = crowded_document(500);
  slakit_contract* contract = NULL;
  slakit_problems* problems = NULL;
  slakit_problem problem;
  slakit_error error;
  size_t lines = 1, i;
  int missing = -1;
  CHECK(slakit_contract_parse(text, strlen(text), "crowded", &contract, &error) == SLAKIT_BAD_CONTRACT);
  CHECK(error.problem_count >= 500 && strlen(error.message) < SLAKIT_MESSAGE_SIZE);
  for (i = 0; error.message[i] != '\0'; ++i) lines += error.message[i] == '\n' ? 1 : 0;
  CHECK(sscanf(strrchr(error.message, '\n'), "\n... and %d more problems", &missing) == 1);
  CHECK((int32_t)(lines - 1) + missing == error.problem_count);
  CHECK(slakit_contract_check(text, strlen(text), "crowded", &problems, &error) == SLAKIT_OK);
  CHECK(slakit_problems_count(problems) >= 500);
  CHECK(slakit_problems_get(problems, 0, &problem) == SLAKIT_OK && strcmp(problem.source, "crowded") == 0);
  CHECK(slakit_problems_get(problems, slakit_problems_count(problems), &problem) == SLAKIT_NOT_FOUND);
  CHECK(strcmp(problem.code, "") == 0);
  CHECK(slakit_problems_get(problems, 0, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_problems_get(NULL, 0, &problem) == SLAKIT_BAD_CALL);
  slakit_problems_destroy(problems);
  free(text);

  CHECK(slakit_contract_check(NULL, 0, NULL, &problems, NULL) == SLAKIT_BAD_CALL && problems == NULL);
}

static size_t count_severity(const slakit_problems* problems, int32_t severity) {
  size_t i, count = 0;
  int32_t found = -1;
  for (i = 0; slakit_problems_severity(problems, i, &found) == SLAKIT_OK; ++i) count += found == severity ? 1 : 0;
  return count;
}

static void test_checks(void) {
  static const char bad[] = "slakit: 1\ncontract: {id: a, titel: b}\n";
  slakit_problems* problems = NULL;
  slakit_problem problem;
  size_t length;
  int32_t severity = 7;
  char* text = read_file(contract_path, &length);
  CHECK(slakit_contract_check(text, length, contract_path, &problems, NULL) == SLAKIT_OK);
  CHECK(count_severity(problems, SLAKIT_SEVERITY_ERROR) == 0);
  CHECK(count_severity(problems, SLAKIT_SEVERITY_REMARK) > 0 && count_severity(problems, SLAKIT_SEVERITY_NOTE) > 0);
  CHECK(slakit_problems_severity(problems, slakit_problems_count(problems), &severity) == SLAKIT_NOT_FOUND);
  CHECK(severity == SLAKIT_SEVERITY_ERROR);
  CHECK(slakit_problems_severity(problems, 0, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_problems_severity(NULL, 0, &severity) == SLAKIT_BAD_CALL);
  slakit_problems_destroy(problems);
  free(text);

  CHECK(slakit_contract_check(bad, sizeof bad - 1, "bad", &problems, NULL) == SLAKIT_OK);
  CHECK(slakit_problems_count(problems) > 1);
  CHECK(count_severity(problems, SLAKIT_SEVERITY_ERROR) == slakit_problems_count(problems));
  slakit_problems_destroy(problems);

  CHECK(slakit_contract_check_file(contract_path, &problems, NULL) == SLAKIT_OK);
  CHECK(slakit_problems_get(problems, 0, &problem) == SLAKIT_OK && strcmp(problem.source, contract_path) == 0);
  CHECK(problem.line > 0 && problem.column > 0);
  slakit_problems_destroy(problems);
  CHECK(slakit_contract_check_file("no/such/contract.yaml", &problems, NULL) == SLAKIT_OK);
  CHECK(slakit_problems_get(problems, 0, &problem) == SLAKIT_OK && strcmp(problem.code, "unreadable-file") == 0);
  slakit_problems_destroy(problems);
  CHECK(slakit_contract_check_file(NULL, &problems, NULL) == SLAKIT_BAD_CALL && problems == NULL);
}

static void test_contract_texts(void) {
  slakit_contract* contract = load_contract();
  slakit_contract* again = NULL;
  slakit_text* text = NULL;
  slakit_error error;
  CHECK(slakit_contract_page(contract, "en", &text, &error) == SLAKIT_OK);
  CHECK(strstr(slakit_text_data(text), "After-sales service plan") != NULL);
  slakit_text_destroy(text);
  CHECK(slakit_contract_page(contract, "zh", &text, &error) == SLAKIT_OK);
  CHECK(strstr(slakit_text_data(text), "\xe5\x94\xae\xe5\x90\x8e") != NULL);
  slakit_text_destroy(text);
  CHECK(slakit_contract_page(contract, "fr", &text, &error) == SLAKIT_BAD_CALL && text == NULL);
  CHECK(strstr(error.message, "language") != NULL);
  CHECK(slakit_contract_page(contract, NULL, &text, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_contract_page(NULL, "en", &text, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_contract_page(contract, "en", NULL, &error) == SLAKIT_BAD_CALL);

  CHECK(slakit_contract_write(contract, &text, &error) == SLAKIT_OK);
  CHECK(slakit_contract_parse(slakit_text_data(text), slakit_text_length(text), NULL, &again, &error) == SLAKIT_OK);
  slakit_text_destroy(text);
  slakit_contract_destroy(again);
  CHECK(slakit_contract_write(NULL, &text, &error) == SLAKIT_BAD_CALL && text == NULL);

  CHECK(slakit_contract_schema(&text, &error) == SLAKIT_OK);
  CHECK(strstr(slakit_text_data(text), "https://json-schema.org/draft/2020-12/schema") != NULL);
  slakit_text_destroy(text);
  CHECK(slakit_contract_schema(NULL, &error) == SLAKIT_BAD_CALL);
  slakit_contract_destroy(contract);
}

static void expect_money(slakit_money money, int64_t minor) {
  CHECK(money.minor == minor && money.digits == 2 && strcmp(money.currency, "CNY") == 0);
}

static slakit_audit* audit_sample(const slakit_contract* contract, const slakit_choice* choices, size_t choice_count) {
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  slakit_audit* audit = NULL;
  slakit_error error;
  options.has_as_of = 1;
  options.as_of_us = us("2024-06-01T00:00:00+08:00");
  options.choices = choices;
  options.choice_count = choice_count;
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) == SLAKIT_OK);
  if (audit == NULL) fprintf(stderr, "%s\n", error.message);
  return audit;
}

static void test_audit(void) {
  slakit_contract* contract = load_contract();
  slakit_audit* audit = audit_sample(contract, NULL, 0);
  slakit_money money;
  slakit_text* json = NULL;
  slakit_contract_destroy(contract); /* the audit lives on */
  CHECK(slakit_audit_total(audit, &money) == SLAKIT_OK);
  expect_money(money, 8000000);
  CHECK(slakit_audit_provisional(audit, &money) == SLAKIT_OK);
  expect_money(money, 1000000);
  CHECK(slakit_audit_ticket_count(audit) == 6);
  CHECK(strcmp(slakit_audit_ticket_name(audit, 1), "T2") == 0 && slakit_audit_ticket_name(audit, 6) == NULL);
  CHECK(slakit_audit_ticket_total(audit, "T2", &money) == SLAKIT_OK);
  expect_money(money, 3000000);
  CHECK(slakit_audit_ticket_total(audit, "T1", &money) == SLAKIT_OK);
  expect_money(money, 0);
  CHECK(slakit_audit_report(audit, &json, NULL) == SLAKIT_OK);
  CHECK(strstr(slakit_text_data(json), "\"total\": \"CNY 80000.00\"") != NULL);
  CHECK(strlen(slakit_text_data(json)) == slakit_text_length(json));
  CHECK(strstr(slakit_text_data(json), "\"indicators\": [") != NULL);
  CHECK(strstr(slakit_text_data(json), "\"obligation\": \"inspection\"") != NULL);
  CHECK(strstr(slakit_text_data(json), "\"obligation\": \"approval of major requests\"") != NULL ||
        strstr(slakit_text_data(json), "\"obligation\": \"no disclosure\"") != NULL);
  slakit_text_destroy(json);
  CHECK(slakit_audit_explain(audit, "T2", &json, NULL) == SLAKIT_OK);
  CHECK(strstr(slakit_text_data(json), "\"ticket\": \"T2\"") != NULL);
  slakit_text_destroy(json);
  slakit_audit_destroy(audit);
}

static void test_left_out(void) {
  slakit_contract* contract = NULL;
  slakit_audit* audit = NULL;
  slakit_problems* parts = NULL;
  slakit_problem part;
  CHECK(slakit_contract_load("tests/cases/left-out/contract.yaml", &contract, NULL) == SLAKIT_OK);
  CHECK(slakit_audit_file(contract, "tests/cases/left-out/events.csv", NULL, &audit, NULL) == SLAKIT_OK);
  CHECK(slakit_audit_left_out(audit, &parts, NULL) == SLAKIT_OK && slakit_problems_count(parts) == 4);
  CHECK(slakit_problems_get(parts, 0, &part) == SLAKIT_OK);
  CHECK(strcmp(part.code, "not-supported-yet") == 0 && strcmp(part.path, "penalties.slow advice.prices") == 0);
  CHECK(part.line > 0 && strstr(part.message, "a penalty for a promise without a number") != NULL);
  CHECK(count_severity(parts, SLAKIT_SEVERITY_REMARK) == 4);
  slakit_problems_destroy(parts);
  CHECK(slakit_audit_left_out(NULL, &parts, NULL) == SLAKIT_BAD_CALL && parts == NULL);
  CHECK(slakit_audit_left_out(audit, NULL, NULL) == SLAKIT_BAD_CALL);
  slakit_audit_destroy(audit);
  slakit_contract_destroy(contract);
}

static void test_audit_of_text_and_choices(void) {
  const slakit_choice choices[] = {{"policies.concurrency", "both"},
                                   {"obligations.on-site.clock.start", "{after: PT1H, of: received}"}};
  slakit_contract* contract = load_contract();
  slakit_audit* audit = audit_sample(contract, choices, 2);
  slakit_money money;
  size_t length;
  char* events = read_file(events_path, &length);
  CHECK(slakit_audit_total(audit, &money) == SLAKIT_OK);
  expect_money(money, 3000000);
  slakit_audit_destroy(audit);
  /* Without as_of the audit stands just after the last event, 05-30 23:00: T6 is not late yet. */
  CHECK(slakit_audit_text(contract, events, length, "log", NULL, &audit, NULL) == SLAKIT_OK);
  CHECK(slakit_audit_total(audit, &money) == SLAKIT_OK);
  expect_money(money, 7000000);
  slakit_audit_destroy(audit);
  free(events);
  slakit_contract_destroy(contract);
}

static void test_audit_bad_input(void) {
  static const char binary[] = "\x7f\x45LF\0\1\2";
  static const char naive[] = "ticket,at,event\nT1,2024-05-06T09:00,received\nT2,yesterday,received\n";
  slakit_choice choice = {"policies.concurency", "both"};
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  slakit_contract* contract = load_contract();
  slakit_audit* audit = (slakit_audit*)&failures;
  slakit_error error;
  CHECK(slakit_audit_file(contract, "no/such/log.csv", NULL, &audit, &error) == SLAKIT_BAD_LOG && audit == NULL);
  CHECK(strstr(error.message, "no/such/log.csv") != NULL);
  CHECK(slakit_audit_text(contract, binary, sizeof binary, NULL, NULL, &audit, &error) == SLAKIT_BAD_LOG);
  CHECK(strstr(error.message, "<events>") != NULL);
  CHECK(slakit_audit_text(contract, naive, sizeof naive - 1, NULL, NULL, &audit, &error) == SLAKIT_BAD_LOG);
  CHECK(error.problem_count == 2 && strstr(error.message, "[naive-datetime]") != NULL);
  options.source_time_zone = "Europe/Atlantis";
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) != SLAKIT_OK && audit == NULL);
  CHECK(error.problem_count == 1 && strstr(error.message, "Europe/Atlantis") != NULL);
  options.source_time_zone = NULL;
  options.choices = &choice;
  options.choice_count = 1;
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) == SLAKIT_BAD_CONTRACT);
  CHECK(strstr(error.message, "policies.concurency") != NULL);
  choice.path = "policies.concurrency";
  choice.value = "[";
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) == SLAKIT_BAD_CONTRACT);
  slakit_contract_destroy(contract);
}

/* Persons are renamed under a key; programs compiled before have options without them. */
static void test_persons(const slakit_contract* contract) {
  static const char* const log = "ticket,at,event,agent\nT,2024-05-06T10:00:00Z,received,Ann\n";
  const char* const persons[] = {"agent"};
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  slakit_audit* audit = NULL;
  slakit_error error;
  options.person_count = 1;
  CHECK(slakit_audit_text(contract, log, strlen(log), NULL, &options, &audit, &error) == SLAKIT_BAD_CALL);
  options.persons = persons;
  CHECK(slakit_audit_text(contract, log, strlen(log), NULL, &options, &audit, &error) == SLAKIT_BAD_LOG);
  CHECK(strstr(error.message, "[missing-key]") != NULL && audit == NULL);
  options.pseudonym_key = "a key";
  CHECK(slakit_audit_text(contract, log, strlen(log), NULL, &options, &audit, &error) == SLAKIT_BAD_LOG);
  CHECK(strstr(error.message, "[empty-key]") != NULL);
  options.pseudonym_key_length = 5;
  CHECK(slakit_audit_text(contract, log, strlen(log), NULL, &options, &audit, &error) == SLAKIT_OK);
  slakit_audit_destroy(audit);
  options.pseudonym_key = NULL;
  options.struct_size = offsetof(slakit_audit_options, persons);
  CHECK(slakit_audit_text(contract, log, strlen(log), NULL, &options, &audit, &error) == SLAKIT_OK);
  slakit_audit_destroy(audit);
}

/* Whether the entry, recorded 90 minutes after it happened, is listed as late. */
static int is_listed(const slakit_contract* contract, const slakit_audit_options* options) {
  static const char* const log = "ticket,at,event,recorded_at\nT,2024-05-06T10:00:00Z,received,2024-05-06T11:30:00Z\n";
  slakit_audit* audit = NULL;
  slakit_text* json = NULL;
  slakit_error error;
  int found = 0;
  CHECK(slakit_audit_text(contract, log, strlen(log), NULL, options, &audit, &error) == SLAKIT_OK);
  CHECK(slakit_audit_report(audit, &json, &error) == SLAKIT_OK);
  found = strstr(slakit_text_data(json), "\"kinds\": [\"late\"]") != NULL;
  slakit_text_destroy(json);
  slakit_audit_destroy(audit);
  return found;
}

static void test_log_limits(const slakit_contract* contract) {
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  slakit_audit* audit = NULL;
  slakit_error error;
  CHECK(is_listed(contract, &options));
  options.late_after_us = INT64_C(7200000000);
  CHECK(!is_listed(contract, &options));
  options.struct_size = offsetof(slakit_audit_options, late_after_us);
  CHECK(is_listed(contract, &options));
  options.struct_size = sizeof options;
  options.near_target_us = -1;
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) == SLAKIT_BAD_INPUT);
  CHECK(strstr(error.message, "[negative-limit]") != NULL);
}

static void test_audit_bad_calls(void) {
  slakit_choice choice = {"policies.concurrency", NULL};
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  slakit_contract* contract = load_contract();
  slakit_audit* audit = NULL;
  slakit_text* json = NULL;
  slakit_error error;
  options.choice_count = 1;
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) == SLAKIT_BAD_CALL);
  options.choices = &choice;
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) == SLAKIT_BAD_CALL);
  options.choice_count = 0;
  test_persons(contract);
  test_log_limits(contract);
  options.struct_size = 0;
  CHECK(slakit_audit_file(contract, events_path, &options, &audit, &error) == SLAKIT_BAD_CALL);
  CHECK(strstr(error.message, "struct_size") != NULL);
  CHECK(slakit_audit_file(NULL, events_path, NULL, &audit, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_file(contract, NULL, NULL, &audit, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_file(contract, events_path, NULL, NULL, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_text(contract, NULL, 0, NULL, NULL, &audit, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_report(NULL, &json, &error) == SLAKIT_BAD_CALL);
  audit = audit_sample(contract, NULL, 0);
  CHECK(slakit_audit_report(audit, NULL, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_explain(audit, "T7", &json, &error) == SLAKIT_NOT_FOUND && json == NULL);
  CHECK(error.message[0] != '\0');
  CHECK(slakit_audit_explain(audit, NULL, &json, &error) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_explain(audit, "T1", NULL, &error) == SLAKIT_BAD_CALL);
  slakit_audit_destroy(audit);
  slakit_contract_destroy(contract);
}

static void test_money(void) {
  slakit_contract* contract = load_contract();
  slakit_audit* audit = audit_sample(contract, NULL, 0);
  slakit_money money;
  char text[SLAKIT_MONEY_TEXT_SIZE];
  CHECK(slakit_audit_ticket_total(audit, "T7", &money) == SLAKIT_NOT_FOUND && money.minor == 0);
  CHECK(slakit_audit_ticket_total(audit, "T1", NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_ticket_total(NULL, "T1", &money) == SLAKIT_BAD_CALL);
  CHECK(slakit_audit_total(NULL, &money) == SLAKIT_BAD_CALL && slakit_audit_total(audit, NULL) == SLAKIT_BAD_CALL);
  CHECK(slakit_money_format(&money, text, sizeof text) == SLAKIT_BAD_CALL && text[0] == '\0');
  CHECK(slakit_audit_total(audit, &money) == SLAKIT_OK);
  CHECK(slakit_money_format(&money, text, sizeof text) == SLAKIT_OK && strcmp(text, "CNY 80000.00") == 0);
  CHECK(slakit_money_format(&money, text, 13) == SLAKIT_OK);
  CHECK(slakit_money_format(&money, text, 12) == SLAKIT_BAD_CALL && text[0] == '\0');
  CHECK(slakit_money_format(&money, NULL, 12) == SLAKIT_BAD_CALL);
  CHECK(slakit_money_format(NULL, text, sizeof text) == SLAKIT_BAD_CALL);
  money.minor = INT64_MIN;
  CHECK(slakit_money_format(&money, text, sizeof text) == SLAKIT_OK);
  CHECK(strcmp(text, "CNY -92233720368547758.08") == 0);
  slakit_audit_destroy(audit);
  slakit_contract_destroy(contract);
}

int main(void) {
  test_versions_and_status();
  test_null_is_legal_to_destroy();
  test_instants();
  test_calendar_questions();
  test_calendar_refusals();
  test_bad_calendars();
  test_contract_refusals();
  test_contract_calendar_and_remarks();
  test_problems();
  test_checks();
  test_contract_texts();
  test_audit();
  test_left_out();
  test_audit_of_text_and_choices();
  test_audit_bad_input();
  test_audit_bad_calls();
  test_money();
  if (failures > 0) fprintf(stderr, "%d checks failed\n", failures);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
