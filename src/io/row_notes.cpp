#include "row_notes.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "slakit/base/suggest.hpp"
#include "slakit/base/value_text.hpp"

namespace slakit {
namespace {

constexpr std::size_t columns_listed_max = 40;

std::string column_list(const std::vector<std::string>& header) {
  std::string text;
  for (std::size_t i = 0; i < std::min(header.size(), columns_listed_max); ++i) {
    text += (i == 0 ? "" : ", ") + header[i];
  }
  return header.size() > columns_listed_max ? text + ", ..." : text;
}

}  // namespace

std::string quoted(std::string_view text) { return "'" + shown(text) + "'"; }

void count_row(std::vector<Intake::Note>& notes, std::string_view code, std::string_view text, std::int64_t row,
               std::string_view ticket, std::string_view cell) {
  auto note = std::find_if(notes.begin(), notes.end(), [&](const Intake::Note& n) { return n.code == code; });
  if (note == notes.end()) note = notes.insert(notes.end(), {std::string(code), std::string(text), 0, 0, ""});
  ++note->rows;
  if (note->first_row != 0 && note->first_row <= row) return;
  note->first_row = row;
  note->text = text;
  note->example = ticket;
  if (!cell.empty()) note->example += (ticket.empty() ? "" : ": ") + quoted(cell);
}

std::string cell_path(std::int64_t row, std::string_view ticket, std::string_view column) {
  std::string path = "row " + std::to_string(row);
  if (!ticket.empty()) path += " (ticket " + std::string(ticket) + ")";
  return column.empty() ? path : path + ", column " + std::string(column);
}

std::optional<std::size_t> find_column(const CsvReader& reader, std::string_view name, std::vector<Problem>& problems) {
  const std::vector<std::string>& header = reader.header();
  const auto found = std::find(header.begin(), header.end(), name);
  const Mark mark{reader.line(), 0};
  if (found == header.end()) {
    problems.push_back({"missing-column", "column " + std::string(name),
                        "there is no such column" + suggestion(name, header) + "; there are: " + column_list(header),
                        reader.source(), mark});
    return std::nullopt;
  }
  if (std::find(found + 1, header.end(), name) != header.end()) {
    problems.push_back({"duplicate-column", "column " + std::string(name),
                        "the header names it twice; rename or remove one of them", reader.source(), mark});
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - header.begin());
}

std::optional<std::int64_t> parse_integer(std::string_view text) noexcept {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace slakit
