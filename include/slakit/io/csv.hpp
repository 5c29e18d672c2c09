// CSV files (RFC 4180), plain or gzipped, one row at a time.
//
//     CsvReader reader = CsvReader::from_text("ticket,note\nT1,\"\"\nT2,\n", "log.csv");
//     reader.header()                  // {"ticket", "note"}
//     reader.next()                    // true
//     reader.cells()[1]                // "": empty, and said so in quotes
//     reader.next(), reader.cells()[1] // nothing: an empty cell without quotes says nothing
//
// Rows end in LF or CRLF; blank lines are skipped; spaces belong to their cell; a UTF-8 byte order mark is skipped.
// Rows may have more or fewer cells than the header: the caller decides what such a row is worth. Errors: LogError with
// one problem, whose code is one of
//   cannot-read, bad-gzip (damaged or cut off), not-text (binary, or not UTF-8), bad-csv (a quote out of place or never
//   closed), cell-too-long, too-many-columns, empty-file (no header)
// and whose mark is the place in the (unpacked) text. Limits are the constants below. Memory: a chunk of rows, not the
// file. Ownership: cells are borrowed until the next call of next(). Thread-safety: one reader, one thread. Sources:
// libcsv parses (strict mode), zlib unpacks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slakit {

inline constexpr std::size_t csv_cell_bytes_max = std::size_t{1} << 20U;
inline constexpr std::size_t csv_columns_max = 4096;

// Nothing: empty and not quoted.
using CsvCell = std::optional<std::string_view>;

class CsvReader {
 public:
  static CsvReader from_file(const std::string& path, char delimiter = ',');
  // `text` is borrowed for the reader's life.
  static CsvReader from_text(std::string_view text, std::string source_name, char delimiter = ',');

  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  const std::string& source() const noexcept;
  const std::vector<std::string>& header() const noexcept;

  // To the next row; false after the last.
  bool next();
  const std::vector<CsvCell>& cells() const noexcept;
  std::int64_t row() const noexcept;  // 1-based, the header not counted
  int line() const noexcept;          // 1-based, where the row begins

 private:
  class Impl;
  explicit CsvReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace slakit
