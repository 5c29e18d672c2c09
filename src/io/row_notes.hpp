// What readers of logs say about rows and columns.
//
// Private to src/io.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/base/problem.hpp"
#include "slakit/event/log.hpp"
#include "slakit/io/csv.hpp"

namespace slakit {

// 'text' for a message: long ones clipped, control characters shown as ?.
std::string quoted(std::string_view text);

// One more row of the kind `code`; of all of them, the first in the file is the example.
void count_row(std::vector<Intake::Note>& notes, std::string_view code, std::string_view text, std::int64_t row,
               std::string_view ticket, std::string_view cell);

// The place of a cell: "row 12 (ticket T1), column at".
std::string cell_path(std::int64_t row, std::string_view ticket, std::string_view column);

// The index of a column that must be there exactly once; otherwise a problem (missing-column, duplicate-column).
std::optional<std::size_t> find_column(const CsvReader& reader, std::string_view name, std::vector<Problem>& problems);

std::optional<std::int64_t> parse_integer(std::string_view text) noexcept;

// Event logs index their rows with 32 bits.
inline constexpr std::size_t log_events_max = 4'000'000'000;

}  // namespace slakit
