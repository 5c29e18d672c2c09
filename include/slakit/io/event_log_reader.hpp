// The plain event log: a CSV file, plain or gzipped, with the columns ticket, at, event.
//
//     EventLog log = read_event_log("ticket,at,event,class\n"
//                                   "T1,2024-05-06T09:00:00+08:00,received,fault\n"
//                                   "T1,2024-05-06T09:50:00+08:00,restored,\n");
//     log.at[1]                                       // 2024-05-06T01:50:00Z
//     log.attribute("class")->codes[1]                // Dictionary::absent: an empty cell without quotes says nothing
//     log.intake.rows_in                              // 2
//
// `at` is RFC 3339 with Z or an offset; digits below a microsecond are floored and counted (remark "digits-lost"). An
// optional column `sequence` (integers) orders events of one ticket and instant; an optional column `recorded_at` says
// when each was written down (RFC 3339; empty: nobody knows). Every other named column is a text attribute. What the
// log itself gives reason to doubt is a remark (event/quality.hpp). Errors: LogError with all problems (up to
// log_problems_max), each with row, ticket and column. Codes: those of CsvReader,
//   missing-column, duplicate-column, unknown-zone, and of rows: ragged-row, empty-ticket, empty-event,
//   missing-instant, bad-instant, naive-datetime, out-of-range, skipped-time, ambiguous-time, bad-sequence.
// With `reject_bad_rows` a bad row is left out and counted in `intake.rejected` instead; problems of the whole file
// still throw. Thread-safety: pure functions of their arguments and the file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "slakit/event/log.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

inline constexpr std::size_t log_problems_max = 100;

struct LogOptions {
  std::string time_zone;         // of wall times without an offset; empty: they are refused
  Gap gap = Gap::instant_after;  // for wall times that the zone skips
  Fold fold = Fold::first;       // for wall times that the zone has twice
  bool reject_bad_rows = false;
  char delimiter = ',';
};

EventLog read_event_log_file(const std::string& path, const LogOptions& options = {});
EventLog read_event_log(std::string_view text, const std::string& source_name = "<text>",
                        const LogOptions& options = {});

}  // namespace slakit
