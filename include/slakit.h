/* slakit: service contracts to verdicts and amounts. The C interface, whole: C99, self-contained.
 *
 *     slakit_calendar* office = NULL;
 *     slakit_error error;
 *     if (slakit_calendar_parse("{weekly: {mon-fri: ['09:00-17:00']}, time_zone: Europe/Berlin}", &office, &error)) {
 *       fputs(error.message, stderr);
 *     } else {
 *       int64_t friday_16h_us, due_us;
 *       slakit_instant_parse("2026-03-06T16:00:00+01:00", &friday_16h_us);
 *       slakit_calendar_due(office, friday_16h_us, INT64_C(7200000000), SLAKIT_CLOSE, &due_us);
 *       due_us;                        // 1773046800000000: Monday 2026-03-09 10:00 in Berlin
 *       slakit_calendar_destroy(office);
 *     }
 *
 * Rules for every function
 *   Time       int64_t microseconds; names end in `_us`. Instants since 1970-01-01T00:00Z, no leap seconds, 1970-2100.
 *   Dates      int32_t days since 1970-01-01; names end in `_day`.
 *   Columns    a missing row is INT64_MIN, on the way in and out; so is a row that has no answer.
 *   Amounts    int64_t minor units of a currency (slakit_money). No floating point anywhere.
 *   Text       UTF-8. `const char*` alone ends at its NUL; with a `_length` it need not, and may hold any byte.
 *   Status     returned as int32_t: SLAKIT_OK, or why not, and then out parameters are 0 or NULL. No exception leaves.
 *   Errors     calls that read input also fill `error`: the caller's, may be NULL, needs no preparation.
 *   Ownership  a handle is the caller's until its destroy function, which accepts NULL. Nothing else is handed over.
 *              Borrowed pointers live as long as the handle they came from. Inputs are borrowed for the call only.
 *   Threads    any function from any thread. Handles never change, but for live tickets: share them; destroy each once,
 *              when no call uses it. A live ticket is one thread's at a time while it advances.
 *   NULL       an argument that is not said to be optional must not be NULL: SLAKIT_BAD_CALL.
 *
 * Stability: before 1.0 a minor version may change this interface; slakit_abi_version() says when it did. */
#ifndef SLAKIT_H
#define SLAKIT_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#if defined(SLAKIT_BUILDING_C)
#define SLAKIT_API __declspec(dllexport)
#else
#define SLAKIT_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define SLAKIT_API __attribute__((visibility("default")))
#else
#define SLAKIT_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- versions ------------------------------------------------------------------------------------------------ */

/* Raised by every change that a program compiled before it would notice. @since 0.1 */
#define SLAKIT_ABI_VERSION 3

/* The SLAKIT_ABI_VERSION the library was compiled with; a program compares it with its own. @since 0.1 */
SLAKIT_API uint32_t slakit_abi_version(void);

/* The library's version, "0.1.0". Lives for ever. @since 0.1 */
SLAKIT_API const char* slakit_version(void);

/* ---- status and errors --------------------------------------------------------------------------------------- */

/* What every call returns. Below 100: why a calendar or an amount could not answer. @since 0.1 */
enum {
  SLAKIT_OK = 0,
  SLAKIT_OUT_OF_RANGE = 1,     /* outside 1970-2100 */
  SLAKIT_NEVER_OPENS = 2,      /* no open time in that direction */
  SLAKIT_CALENDAR_UNKNOWN = 3, /* the answer depends on dates whose holidays are not published */
  SLAKIT_NONEXISTENT_TIME = 4, /* a local time that a zone change skips, where the policy refuses it */
  SLAKIT_AMBIGUOUS_TIME = 5,   /* a local time that occurs twice, where the policy refuses it */
  SLAKIT_OVERFLOW = 6,         /* an amount that does not fit 64 bits of minor units */
  SLAKIT_NONEXISTENT_DATE = 7, /* a day that its month has not, where the policy refuses it */
  SLAKIT_BAD_CALL = 100,       /* an argument is NULL, or no value this version knows: a mistake in the program */
  SLAKIT_BAD_INPUT = 101,      /* input that is none of the following: an instant, a zone */
  SLAKIT_BAD_CONTRACT = 102,   /* a contract document, a source mapping or a choice */
  SLAKIT_BAD_CALENDAR = 103,   /* a calendar */
  SLAKIT_BAD_LOG = 104,        /* an event log */
  SLAKIT_NOT_FOUND = 105,      /* no calendar, ticket or row of that name or number */
  SLAKIT_NO_MEMORY = 106,      /* nothing has changed; the call may be made again */
  SLAKIT_FAILED = 107,         /* anything else; the message says what */
  SLAKIT_LATE = 108            /* an event earlier than one taken before: nothing has changed */
};

/* One sentence for a status, "outside 1970-2100". Lives for ever. @since 0.1 */
SLAKIT_API const char* slakit_status_text(int32_t status);

#define SLAKIT_MESSAGE_SIZE 16384

/* Why input was refused: all its problems, one a line, each with its place and what to write instead:
 *     contract.yaml:12:9: obligations.response.clok: unknown key 'clok'; did you mean 'clock'? [unknown-key]
 * A longer message ends after a whole line and says how many problems are missing; slakit_contract_check() has them
 * all. After a call that went well: status SLAKIT_OK and an empty message. @since 0.1 */
typedef struct slakit_error {
  int32_t status;
  int32_t problem_count; /* of the input; 0 for other errors */
  char message[SLAKIT_MESSAGE_SIZE];
} slakit_error;

/* A list of problems. @since 0.1 */
typedef struct slakit_problems slakit_problems;

/* One problem. All pointers are borrowed from the list; none is NULL. @since 0.1 */
typedef struct slakit_problem {
  const char* code;    /* a stable word: "unknown-key" */
  const char* path;    /* "obligations.response.clok"; may be empty */
  const char* message; /* what is wrong; what to write instead */
  const char* source;  /* the file, or the name given for a text */
  int32_t line;        /* from 1; 0: not known */
  int32_t column;      /* in code points, from 1; 0: not known */
} slakit_problem;

/* How many there are; 0 for NULL. @since 0.1 */
SLAKIT_API size_t slakit_problems_count(const slakit_problems* problems);

/* Problem `index`, from 0, in the order of the input. SLAKIT_NOT_FOUND past the end. @since 0.1 */
SLAKIT_API int32_t slakit_problems_get(const slakit_problems* problems, size_t index, slakit_problem* problem_out);

/* How bad a problem is. @since 0.1 */
enum {
  SLAKIT_SEVERITY_ERROR = 0,  /* it is no contract */
  SLAKIT_SEVERITY_REMARK = 1, /* it may say so, and had better not */
  SLAKIT_SEVERITY_NOTE = 2    /* what it assumes: the text does not say */
};

/* How bad problem `index` is. SLAKIT_NOT_FOUND past the end. @since 0.1 */
SLAKIT_API int32_t slakit_problems_severity(const slakit_problems* problems, size_t index, int32_t* severity_out);

/* @since 0.1 */
SLAKIT_API void slakit_problems_destroy(slakit_problems* problems);

/* ---- texts and instants -------------------------------------------------------------------------------------- */

/* A text that the library made. @since 0.1 */
typedef struct slakit_text slakit_text;

/* The text, ended by a NUL that its length does not count. Borrowed; "" for NULL. @since 0.1 */
SLAKIT_API const char* slakit_text_data(const slakit_text* text);

/* Bytes; 0 for NULL. @since 0.1 */
SLAKIT_API size_t slakit_text_length(const slakit_text* text);

/* @since 0.1 */
SLAKIT_API void slakit_text_destroy(slakit_text* text);

/* Reads an RFC 3339 instant, "2024-05-06T09:00:00+08:00"; digits below a microsecond are floored. SLAKIT_BAD_INPUT
 * for anything else, a wall time without an offset included: it names no instant. Status: OUT_OF_RANGE. @since 0.1 */
SLAKIT_API int32_t slakit_instant_parse(const char* text, int64_t* at_us_out);

/* ---- calendars: when service time counts --------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct slakit_calendar slakit_calendar;

/* Where a due instant lies when the budget is used up exactly at closing time. @since 0.1 */
enum {
  SLAKIT_CLOSE = 0,    /* then */
  SLAKIT_NEXT_OPEN = 1 /* at the next opening */
};

/* Makes a calendar from its description, as contract documents write it (YAML or JSON):
 *     always
 *     {weekly: {mon-fri: ['09:00-12:00', '13:30-18:00']}, holidays: CN, time_zone: Asia/Shanghai}
 *     {weekly: {mon-fri: ['09:00-17:00']}, holidays: [2026-12-25], exceptions: {2026-12-24: ['09:00-12:00']},
 *      make_up_days: [2026-12-19], make_up_like: mon, time_zone: Europe/Berlin}
 * For a date the first that speaks holds: exception, make-up day, holiday, weekly hours. 24:00 is a legal end;
 * hours may pass midnight. `holidays` takes dates and countries with published schedules (CN). SLAKIT_BAD_CALENDAR
 * with every problem. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_parse(const char* text, slakit_calendar** calendar_out, slakit_error* error);

/* @since 0.1 */
SLAKIT_API void slakit_calendar_destroy(slakit_calendar* calendar);

/* Open time in [from, to), microseconds; negative when `to` is earlier. Status: OUT_OF_RANGE, CALENDAR_UNKNOWN.
 * @since 0.1 */
SLAKIT_API int32_t slakit_calendar_elapsed(const slakit_calendar* calendar, int64_t from_us, int64_t to_us,
                                           int64_t* elapsed_us_out);

/* The instant at which `budget_us` of open time is used up, counted from `start_us`; a negative budget walks
 * backwards, 0 gives the first open instant. `boundary`: SLAKIT_CLOSE or SLAKIT_NEXT_OPEN. Status: OUT_OF_RANGE,
 * NEVER_OPENS, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_due(const slakit_calendar* calendar, int64_t start_us, int64_t budget_us,
                                       int32_t boundary, int64_t* due_us_out);

/* 1 when open at that instant, else 0. Status: OUT_OF_RANGE, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_is_open(const slakit_calendar* calendar, int64_t at_us, int32_t* is_open_out);

/* The first open instant at or after `at_us`. Status: OUT_OF_RANGE, NEVER_OPENS, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_next_open(const slakit_calendar* calendar, int64_t at_us, int64_t* open_us_out);

/* The first closing instant after `at_us`. Status: OUT_OF_RANGE, NEVER_OPENS, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_next_close(const slakit_calendar* calendar, int64_t at_us, int64_t* close_us_out);

/* The last instant at or before `at_us` with open time right before it: itself inside open time, else the last
 * closing. Status: OUT_OF_RANGE, NEVER_OPENS, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_prev_close(const slakit_calendar* calendar, int64_t at_us, int64_t* close_us_out);

/* The last opening instant before `at_us`. Status: OUT_OF_RANGE, NEVER_OPENS, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_prev_open(const slakit_calendar* calendar, int64_t at_us, int64_t* open_us_out);

/* Why a calendar is closed. @since 0.1 */
enum {
  SLAKIT_NOT_CLOSED = 0,          /* it is open */
  SLAKIT_CLOSED_BY_HOURS = 1,     /* before, between or after the hours of that date */
  SLAKIT_CLOSED_BY_WEEKDAY = 2,   /* that weekday has no hours */
  SLAKIT_CLOSED_BY_HOLIDAY = 3,   /* a holiday */
  SLAKIT_CLOSED_BY_EXCEPTION = 4, /* the hours of that one date, or of that day of every year */
  SLAKIT_CLOSED_BY_CLOSURE = 5,   /* a closed stretch between two instants */
  SLAKIT_CLOSED_BY_EXCLUSION = 6  /* another calendar that was taken out of it is open */
};

/* Why it is closed at that instant; `reason_out` (optional) gets a text for people, "National Day", or NULL where it is
 * open. Status: OUT_OF_RANGE, CALENDAR_UNKNOWN, NO_MEMORY. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_why_closed(const slakit_calendar* calendar, int64_t at_us, int32_t* by_out,
                                              slakit_text** reason_out);

/* ---- calendars: business days -------------------------------------------------------------------------------- */

/* The local date of an instant in the calendar's zone. Status: OUT_OF_RANGE. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_local_date(const slakit_calendar* calendar, int64_t at_us, int32_t* local_day_out);

/* 1 when that local date has any open time, else 0. Status: OUT_OF_RANGE, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_is_business_day(const slakit_calendar* calendar, int32_t local_day,
                                                   int32_t* is_business_day_out);

/* Business days in [from, to), local dates; negative when `to` is earlier. Status: OUT_OF_RANGE, CALENDAR_UNKNOWN.
 * @since 0.1 */
SLAKIT_API int32_t slakit_calendar_business_days(const slakit_calendar* calendar, int32_t from_day, int32_t to_day,
                                                 int64_t* count_out);

/* The date `count` business days later, earlier when negative; the date itself is not counted, 0 gives it back.
 * Status: OUT_OF_RANGE, NEVER_OPENS, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_add_business_dates(const slakit_calendar* calendar, int32_t from_day, int64_t count,
                                                      int32_t* result_day_out);

/* Where counting starts when that is on no business day. @since 0.1 */
enum {
  SLAKIT_START_AS_IT_IS = 0,          /* there */
  SLAKIT_START_NEXT_BUSINESS_DAY = 1, /* on the next business day, at the same time of day */
  SLAKIT_START_NEXT_OPENING = 2       /* at the next business day's opening */
};

/* Which time of the last day it ends with. @since 0.1 */
enum {
  SLAKIT_END_SAME_TIME_OF_DAY = 0,
  SLAKIT_END_CLOSE_OF_BUSINESS = 1, /* the last closing of that day */
  SLAKIT_END_MIDNIGHT = 2           /* the midnight that ends that day */
};

/* A start at or after the last closing of its day, forwards: a request after hours. @since 0.1 */
enum {
  SLAKIT_LATE_AS_IT_IS = 0,
  SLAKIT_LATE_NEXT_OPENING = 1 /* counting starts at the next business day's opening */
};

/* The instant `count` business days later, earlier when negative. `start`, `late` and `end`: SLAKIT_START_...,
 * SLAKIT_LATE_..., SLAKIT_END_...; a time of day that a zone change skips is the instant after, one that occurs twice
 * the first. Status: OUT_OF_RANGE, NEVER_OPENS, CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_add_business_days(const slakit_calendar* calendar, int64_t from_us, int64_t count,
                                                     int32_t start, int32_t late, int32_t end, int64_t* result_us_out);

/* A deadline that falls on a day that is no business day. @since 0.1 */
enum { SLAKIT_MOVE_NEXT_WORKING_DAY = 0, SLAKIT_MOVE_UNCHANGED = 1, SLAKIT_MOVE_PREVIOUS_WORKING_DAY = 2 };

/* The deadline's date after SLAKIT_MOVE_...; a business day stays. Status: OUT_OF_RANGE, NEVER_OPENS,
 * CALENDAR_UNKNOWN. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_moved(const slakit_calendar* calendar, int32_t deadline_day, int32_t rule,
                                         int32_t* moved_day_out);

/* ---- calendars: columns -------------------------------------------------------------------------------------- */

/* Many at once: row i of `elapsed_us` is the open time in [from_us[i], to_us[i]).
 *     Missing   INT64_MIN in either input gives INT64_MIN, and is no fault.
 *     Faults    a row without an answer is INT64_MIN, too, and `faults[i]` says why (a status below 100, else 0).
 *     Arrays    the caller's, `count` items each; `faults` is optional; outputs may be inputs.
 *     Threads   0 and 1: none but the caller's. The rows are the same for any number.
 * Returns SLAKIT_OK whatever the rows answer; SLAKIT_BAD_CALL, NO_MEMORY, FAILED (threads). @since 0.1 */
SLAKIT_API int32_t slakit_calendar_elapsed_batch(const slakit_calendar* calendar, const int64_t* from_us,
                                                 const int64_t* to_us, size_t count, uint32_t threads,
                                                 int64_t* elapsed_us, uint8_t* faults);

/* Many at once: row i of `due_us` is slakit_calendar_due() of row i; rows as above. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_due_batch(const slakit_calendar* calendar, const int64_t* start_us,
                                             const int64_t* budget_us, size_t count, int32_t boundary, uint32_t threads,
                                             int64_t* due_us, uint8_t* faults);

/* Many at once: row i of `is_open` is 1 or 0, and -1 where the instant is missing or has no answer; rows as above.
 * @since 0.1 */
SLAKIT_API int32_t slakit_calendar_is_open_batch(const slakit_calendar* calendar, const int64_t* at_us, size_t count,
                                                 uint32_t threads, int8_t* is_open, uint8_t* faults);

/* ---- calendars: values --------------------------------------------------------------------------------------- */

/* Two calendars as sets of instants; the zones may differ, the result has the first one's. @since 0.1 */
enum {
  SLAKIT_UNION = 0,        /* open where either is */
  SLAKIT_INTERSECTION = 1, /* open where both are */
  SLAKIT_DIFFERENCE = 2    /* open where the first is and the second is not: a maintenance window taken out */
};

/* Makes a calendar from two: SLAKIT_UNION, ... SLAKIT_BAD_CALENDAR where nothing is left. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_combine(const slakit_calendar* first, const slakit_calendar* second,
                                           int32_t operation, slakit_calendar** calendar_out, slakit_error* error);

/* Makes a calendar that is `first` before `at_us` (a whole second) and `next` from then on. SLAKIT_BAD_CALENDAR.
 * @since 0.1 */
SLAKIT_API int32_t slakit_calendar_then(const slakit_calendar* first, int64_t at_us, const slakit_calendar* next,
                                        slakit_calendar** calendar_out, slakit_error* error);

/* The same calendar under a name, which reasons give where it is taken out of another: "maintenance". @since 0.1 */
SLAKIT_API int32_t slakit_calendar_named(const slakit_calendar* calendar, const char* name,
                                         slakit_calendar** calendar_out, slakit_error* error);

/* 1 when both answer alike: the same open time, zone and known instants; names do not matter. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_equal(const slakit_calendar* first, const slakit_calendar* second,
                                         int32_t* is_equal_out);

/* A name for these answers, 36 characters: equal for equal calendars, on every machine. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_digest(const slakit_calendar* calendar, slakit_text** digest_out);

/* The instants [from, to) for which holidays are published; all of 1970-2100 where nothing limits them. @since 0.1 */
SLAKIT_API int32_t slakit_calendar_known(const slakit_calendar* calendar, int64_t* from_us_out, int64_t* to_us_out);

/* The zone's name, "Europe/Berlin". Borrowed; "" for NULL. @since 0.1 */
SLAKIT_API const char* slakit_calendar_time_zone(const slakit_calendar* calendar);

/* The release of the IANA database the zone was read from, "2025b"; "" for UTC and NULL. Borrowed. @since 0.1 */
SLAKIT_API const char* slakit_calendar_tzdata_version(const slakit_calendar* calendar);

/* The instant as RFC 3339 text in the calendar's zone, "2026-03-09T10:00:00+01:00". Status: OUT_OF_RANGE.
 * @since 0.1 */
SLAKIT_API int32_t slakit_calendar_format(const slakit_calendar* calendar, int64_t at_us, slakit_text** text_out);

/* ---- contracts ----------------------------------------------------------------------------------------------- */

/* @since 0.1 */
typedef struct slakit_contract slakit_contract;

/* Reads a contract document, YAML or JSON, from a file. SLAKIT_BAD_CONTRACT with every problem; a file that is
 * missing or no text is one. @since 0.1 */
SLAKIT_API int32_t slakit_contract_load(const char* path, slakit_contract** contract_out, slakit_error* error);

/* Reads a contract document from text. `name` (optional) is what problems call it. A source mapping that the
 * document names is looked for in the folder of `name`. Errors as above. @since 0.1 */
SLAKIT_API int32_t slakit_contract_parse(const char* text, size_t text_length, const char* name,
                                         slakit_contract** contract_out, slakit_error* error);

/* Checks a contract document like code: its errors, or of a document without any the remarks ("no-cap") and then the
 * notes (what it assumes), each with its place and severity. SLAKIT_OK also when there are errors. @since 0.1 */
SLAKIT_API int32_t slakit_contract_check(const char* text, size_t text_length, const char* name,
                                         slakit_problems** problems_out, slakit_error* error);

/* The same for a file, with the files it names; one that is missing or no text is an error of the list. @since 0.1 */
SLAKIT_API int32_t slakit_contract_check_file(const char* path, slakit_problems** problems_out, slakit_error* error);

/* The remarks on a contract in hand. @since 0.1 */
SLAKIT_API int32_t slakit_contract_remarks(const slakit_contract* contract, slakit_problems** remarks_out,
                                           slakit_error* error);

/* The contract for reading, clause by clause with every date and amount computed: Markdown in Chinese ("zh") or
 * English ("en"). SLAKIT_BAD_CALL for another language. @since 0.1 */
SLAKIT_API int32_t slakit_contract_page(const slakit_contract* contract, const char* language, slakit_text** page_out,
                                        slakit_error* error);

/* The contract as a document again (YAML), included files joined; comments are not kept. @since 0.1 */
SLAKIT_API int32_t slakit_contract_write(const slakit_contract* contract, slakit_text** document_out,
                                         slakit_error* error);

/* The JSON Schema (draft 2020-12) of contract documents, for editors that complete and check them. @since 0.1 */
SLAKIT_API int32_t slakit_contract_schema(slakit_text** schema_out, slakit_error* error);

/* The contract's calendar of that name. SLAKIT_NOT_FOUND. @since 0.1 */
SLAKIT_API int32_t slakit_contract_calendar(const slakit_contract* contract, const char* name,
                                            slakit_calendar** calendar_out, slakit_error* error);

/* @since 0.1 */
SLAKIT_API void slakit_contract_destroy(slakit_contract* contract);

/* ---- audits -------------------------------------------------------------------------------------------------- */

/* An audit and the log it was made from. @since 0.1 */
typedef struct slakit_audit slakit_audit;

/* One reading of the contract: puts `value`, as a document would write it, at `path`:
 *     {"policies.concurrency", "both"}, {"obligations.on-site.clock.start", "{after: PT1H, of: received}"}
 * @since 0.1 */
typedef struct slakit_choice {
  const char* path;
  const char* value;
} slakit_choice;

/* Start from SLAKIT_AUDIT_OPTIONS_INIT: later versions add members at the end and tell them by `struct_size`.
 * @since 0.1 */
typedef struct slakit_audit_options {
  uint32_t struct_size;
  int32_t has_as_of; /* 0: the audit stands one tick of the log's resolution after its last event, and lists that as an
                        assumption */
  int64_t as_of_us;  /* events at or after it are not seen */
  const slakit_choice* choices; /* `choice_count` of them; optional when 0: the contract as written */
  size_t choice_count;
  const char* source_time_zone; /* optional: the zone of the log's wall times, an IANA name */
  const char* const* persons;   /* optional: `person_count` attributes that are persons, besides the mapping's */
  size_t person_count;
  const char* pseudonym_key; /* optional: `pseudonym_key_length` bytes under which persons get other names, "person-"
                                and 12 digits; NULL: they keep theirs, an assumption where the mapping names some */
  size_t pseudonym_key_length;
  int64_t late_after_us;  /* entries recorded longer after they happened are listed; 0: an hour */
  int64_t near_target_us; /* changes of a target so near to its limit are listed; 0: 15 minutes of open time */
} slakit_audit_options;

#define SLAKIT_AUDIT_OPTIONS_INIT \
  { (uint32_t)sizeof(slakit_audit_options), 0, 0, NULL, 0, NULL, NULL, 0, NULL, 0, 0, 0 }

/* An amount of a currency: `minor` / 10^`digits`. @since 0.1 */
typedef struct slakit_money {
  int64_t minor;
  int32_t digits;
  char currency[4]; /* ISO 4217, NUL-terminated: "CNY" */
} slakit_money;

/* Audits the events of a log file (CSV, plain or gzipped; the contract's source mapping reads it where it names
 * one) against a contract. `options` is optional. SLAKIT_BAD_LOG, SLAKIT_BAD_CONTRACT (a choice, a source mapping),
 * SLAKIT_BAD_INPUT (a zone), each with every problem. @since 0.1 */
SLAKIT_API int32_t slakit_audit_file(const slakit_contract* contract, const char* events_path,
                                     const slakit_audit_options* options, slakit_audit** audit_out,
                                     slakit_error* error);

/* The same with the log as text; `name` (optional) is what problems call it. @since 0.1 */
SLAKIT_API int32_t slakit_audit_text(const slakit_contract* contract, const char* events, size_t events_length,
                                     const char* name, const slakit_audit_options* options, slakit_audit** audit_out,
                                     slakit_error* error);

/* What is owed: charges that stand, less bonuses, after minimums, caps and what is given back. Below zero where bonuses
 * are more. @since 0.1 */
SLAKIT_API int32_t slakit_audit_total(const slakit_audit* audit, slakit_money* total_out);

/* The part of the total that rests on breaches still open. @since 0.1 */
SLAKIT_API int32_t slakit_audit_provisional(const slakit_audit* audit, slakit_money* provisional_out);

/* Tickets of the log, in the order of their names' bytes; 0 for NULL. @since 0.1 */
SLAKIT_API size_t slakit_audit_ticket_count(const slakit_audit* audit);

/* The name of ticket `index`, from 0. Borrowed; NULL past the end. @since 0.1 */
SLAKIT_API const char* slakit_audit_ticket_name(const slakit_audit* audit, size_t index);

/* The part of the total that one ticket owes. Charges of no ticket (for a month's availability, for a report that
 * nobody delivered) are in slakit_audit_total() and in no ticket's, so the tickets' may come to less. SLAKIT_NOT_FOUND.
 * @since 0.1 */
SLAKIT_API int32_t slakit_audit_ticket_total(const slakit_audit* audit, const char* ticket, slakit_money* total_out);

/* What the contract says and this version does not compute: the total is without it. Each with its place; code
 * "not-supported-yet". The report has their clauses, too. An empty list where everything is computed. @since 0.1 */
SLAKIT_API int32_t slakit_audit_left_out(const slakit_audit* audit, slakit_problems** parts_out, slakit_error* error);

/* The whole audit as a JSON document: findings, duties, promises, indicators, excuses, decisions, charges with their
 * arithmetic, the statement (windows, caps, adjustments, claims, rights to terminate, postings), what is left out,
 * assumptions, rows. @since 0.1 */
SLAKIT_API int32_t slakit_audit_report(const slakit_audit* audit, slakit_text** json_out, slakit_error* error);

/* One ticket as a JSON document: events, segments of each clock, charges with every step. SLAKIT_NOT_FOUND.
 * @since 0.1 */
SLAKIT_API int32_t slakit_audit_explain(const slakit_audit* audit, const char* ticket, slakit_text** json_out,
                                        slakit_error* error);

/* @since 0.1 */
SLAKIT_API void slakit_audit_destroy(slakit_audit* audit);

/* ---- live clocks --------------------------------------------------------------------------------------------- */

/* A ticket's clocks that take one event at a time and answer at once, the same as an audit of its history.
 *
 *     slakit_live_plan_create(contract, NULL, 0, &plan, &error);         // once; share it between threads
 *     slakit_live_ticket_create(plan, &ticket);
 *     slakit_live_ticket_advance(ticket, at_us, "received", names, values, 1, 0);
 *     slakit_live_ticket_readings(ticket, now_us, readings, 8, &count);  // verdict, elapsed, due of each obligation
 *     slakit_live_ticket_next_change(ticket, now_us, &wake_us);          // the one timer a host needs
 *     slakit_live_ticket_state(ticket, text, size, &length);             // some hundred bytes for its database
 *
 * The state is what was settled strictly before an instant, and the events at that instant: an earlier one is
 * SLAKIT_LATE, changes nothing, and the host replays the ticket's history into a new one. The order within one instant
 * does not matter. A complete program is examples/live.c. */

/* A contract ready to run tickets. Never changes. @since 0.1 */
typedef struct slakit_live_plan slakit_live_plan;

/* One ticket's state. It keeps what it needs of its plan, whose handle may be destroyed before. advance() changes it:
 * no other call may use the ticket meanwhile. The calls that take a const ticket may run side by side. @since 0.1 */
typedef struct slakit_live_ticket slakit_live_ticket;

/* Compiles a contract, or a reading of it: `choices` (optional when 0) as in slakit_audit_options. What it
 * says and is not watched: slakit_live_plan_left_out(). SLAKIT_BAD_CONTRACT,
 * SLAKIT_BAD_CALENDAR. @since 0.1 */
SLAKIT_API int32_t slakit_live_plan_create(const slakit_contract* contract, const slakit_choice* choices,
                                           size_t choice_count, slakit_live_plan** plan_out, slakit_error* error);

/* A name for what it computes, 36 characters: equal for the same document, choices, calendars and time zones.
 * Borrowed; "" for NULL. @since 0.1 */
SLAKIT_API const char* slakit_live_plan_digest(const slakit_live_plan* plan);

/* Obligations that it watches; 0 for NULL. @since 0.1 */
SLAKIT_API size_t slakit_live_plan_obligation_count(const slakit_live_plan* plan);

/* The name of obligation `index`, from 0. Borrowed; NULL past the end. @since 0.1 */
SLAKIT_API const char* slakit_live_plan_obligation_name(const slakit_live_plan* plan, size_t index);

/* What the contract says and is not watched: what slakit_audit_left_out() lists, and what an audit computes and live
 * tickets do not (code "not-watched": duties, gates, records, indicators, exclusions, ...). @since 0.1 */
SLAKIT_API int32_t slakit_live_plan_left_out(const slakit_live_plan* plan, slakit_problems** parts_out,
                                             slakit_error* error);

/* Tickets made from it go on. @since 0.1 */
SLAKIT_API void slakit_live_plan_destroy(slakit_live_plan* plan);

/* A ticket of which nothing has happened yet. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_create(const slakit_live_plan* plan, slakit_live_ticket** ticket_out,
                                             slakit_error* error);

/* Takes an event with its attributes: `names` and `values`, `count` each (optional when 0). `sequence` is the source's
 * own order within an instant, 0 where it has none. SLAKIT_LATE and SLAKIT_OUT_OF_RANGE (1970-2100) change nothing;
 * nor does SLAKIT_NO_MEMORY. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_advance(slakit_live_ticket* ticket, int64_t at_us, const char* type,
                                              const char* const* names, const char* const* values, size_t count,
                                              int64_t sequence);

/* The last instant of which an event was taken; INT64_MIN before the first. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_last_event(const slakit_live_ticket* ticket, int64_t* at_us_out);

/* What a reading says. Met and breached are final unless it is open. @since 0.1 */
enum { SLAKIT_MET = 0, SLAKIT_BREACHED = 1, SLAKIT_RUNNING = 2, SLAKIT_NOT_TRIGGERED = 3, SLAKIT_NOT_MEASURABLE = 4 };

/* Why it is not triggered or not measurable. @since 0.1 */
enum {
  SLAKIT_REASON_NONE = 0,
  SLAKIT_REASON_NO_START = 1,          /* no start event yet */
  SLAKIT_REASON_STOP_BEFORE_START = 2, /* a stop came before the start */
  SLAKIT_REASON_NO_TARGET = 3,         /* no target matches the ticket */
  SLAKIT_REASON_FAULT = 4,             /* the calendar has no answer: `fault` */
  SLAKIT_REASON_UNLESS_CAME = 5,       /* what its delayed start waits for happened in time */
  SLAKIT_REASON_DELAY_NOT_OVER = 6,
  SLAKIT_REASON_CANCELLED = 7,
  SLAKIT_REASON_OTHER_NOT_BREACHED = 8 /* the obligation whose breach it needs is not breached */
};

/* One obligation of a ticket. Instants that there are not are INT64_MIN. Names are borrowed: they live as long as the
 * ticket does. @since 0.1 */
typedef struct slakit_live_reading {
  const char* obligation;
  const char* clause;
  int32_t obligation_index; /* in the plan */
  int32_t cycle;            /* from 0; of a clock that runs several times for one ticket */
  int32_t verdict;          /* SLAKIT_MET, ... */
  int32_t reason;           /* SLAKIT_REASON_... */
  int32_t fault;            /* a status below 100 */
  int32_t is_open;          /* 1: a later event can still change it, a breach is provisional */
  int32_t target_rule;      /* which of the clock's targets matched, from 0; -1: none */
  int32_t reserved;         /* 0 */
  int64_t elapsed_us;       /* open time outside pauses; elapsed_us / target_us is the share that is used up */
  int64_t target_us;
  int64_t remaining_us; /* target_us - elapsed_us: negative once it is used up */
  int64_t due_us;       /* pauses credited; INT64_MIN while paused before it */
  int64_t started_us;
  int64_t ended_us; /* the stop; as_of while open */
  int64_t late_us;  /* 0 unless breached */
} slakit_live_reading;

/* What each obligation that applies says at `as_of_us`, of which events before count. Writes the first `capacity` into
 * the caller's array (optional when 0), in the order of the plan, and how many there are into `count_out`: never more
 * than slakit_live_plan_obligation_count(). Status: OUT_OF_RANGE, NO_MEMORY. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_readings(const slakit_live_ticket* ticket, int64_t as_of_us,
                                               slakit_live_reading* readings, size_t capacity, size_t* count_out);

/* Cycles that the last advance() ended for good, of clocks that run several times: readings no longer show them. Most
 * often none; the next advance() forgets them. Written as readings are. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_finished(const slakit_live_ticket* ticket, slakit_live_reading* readings,
                                               size_t capacity, size_t* count_out);

/* The first instant after `as_of_us` at which some verdict, state or step differs if no event comes; INT64_MIN: only an
 * event changes anything. A breach differs one microsecond after due. Status: OUT_OF_RANGE, NO_MEMORY. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_next_change(const slakit_live_ticket* ticket, int64_t as_of_us,
                                                  int64_t* at_us_out);

/* An instant before or after due at which someone is told. Borrowed as those of readings. @since 0.1 */
typedef struct slakit_live_step {
  const char* obligation;
  const char* name;
  const char* tell;         /* whom; may be empty */
  int32_t obligation_index; /* in the plan */
  int32_t reserved;         /* 0 */
  int64_t at_us;
  int64_t time; /* of one that comes again and again: 0 the first */
} slakit_live_step;

/* The next step of each kind after `as_of_us`, earliest first; written as readings are. Status: OUT_OF_RANGE,
 * NO_MEMORY. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_next_steps(const slakit_live_ticket* ticket, int64_t as_of_us,
                                                 slakit_live_step* steps, size_t capacity, size_t* count_out);

/* The state as text (JSON), for a database, into the caller's buffer, ended by a NUL that `length_out` does not count.
 * With a NULL buffer of size 0 it only says the length. SLAKIT_BAD_CALL for a buffer that is too small: it is then
 * empty, and `length_out` says how long the text is. @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_state(const slakit_live_ticket* ticket, char* buffer, size_t buffer_size,
                                            size_t* length_out);

/* A ticket from such a text: equal answers from here on. SLAKIT_BAD_INPUT: it is none, or [unknown-version], or of
 * another plan [other-plan] (the contract, a calendar or a zone has changed: replay the history). @since 0.1 */
SLAKIT_API int32_t slakit_live_ticket_restore(const slakit_live_plan* plan, const char* text, size_t text_length,
                                              slakit_live_ticket** ticket_out, slakit_error* error);

/* @since 0.1 */
SLAKIT_API void slakit_live_ticket_destroy(slakit_live_ticket* ticket);

/* Where the least of a column of instants is, the first of equals: the next due of many tickets. Missing rows are
 * passed over; SLAKIT_NOT_FOUND where all are. At the speed of reading it. @since 0.1 */
SLAKIT_API int32_t slakit_earliest(const int64_t* at_us, size_t count, size_t* index_out);

/* ---- amounts ------------------------------------------------------------------------------------------------- */

/* Large enough for every amount. @since 0.1 */
#define SLAKIT_MONEY_TEXT_SIZE 32

/* Writes "CNY 80000.00" into the caller's buffer. SLAKIT_BAD_CALL for a buffer that is too small (it is then empty)
 * or for money that no call of this library gave. @since 0.1 */
SLAKIT_API int32_t slakit_money_format(const slakit_money* money, char* buffer, size_t buffer_size);

#ifdef __cplusplus
}
#endif

#endif
