#include "slakit/io/csv.hpp"

#include <csv.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

#include "slakit/base/error.hpp"
#include "text_check.hpp"

namespace slakit {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 16U;

[[noreturn]] void fail(std::string code, std::string message, const std::string& source, Mark mark = {}) {
  throw LogError({Problem{std::move(code), "", std::move(message), source, mark}});
}

// Bytes of a file, unpacked where it is gzipped, or of a text in memory.
class ByteSource {
 public:
  explicit ByteSource(std::string_view text) : text_(text) {}
  explicit ByteSource(const std::string& path) : path_(path) {
    errno = 0;
    file_.reset(gzopen(path.c_str(), "rb"));
    if (!file_) fail("cannot-read", reason("cannot be opened", errno), path_);
  }

  // The next chunk, borrowed until the next call; empty at the end.
  std::string_view read() {
    if (!file_) {
      const std::string_view chunk = text_.substr(0, chunk_bytes);
      text_.remove_prefix(chunk.size());
      return chunk;
    }
    buffer_.resize(chunk_bytes);
    errno = 0;
    const int size = gzread(file_.get(), buffer_.data(), static_cast<unsigned>(chunk_bytes));
    const int saved = errno;
    int status = Z_OK;
    gzerror(file_.get(), &status);
    if (status == Z_ERRNO) fail("cannot-read", reason("cannot be read", saved), path_);
    // A cut-off file reads short and only leaves Z_BUF_ERROR behind: what came before it must not pass for the whole.
    if (size < 0 || status != Z_OK) damaged(status);
    unpacked_ += static_cast<std::uint64_t>(size);
    return std::string_view(buffer_).substr(0, static_cast<std::size_t>(size));
  }

 private:
  static std::string reason(const std::string& what, int error) {
    return what + (error == 0 ? std::string{} : ": " + std::generic_category().message(error));
  }

  [[noreturn]] void damaged(int status) const {
    const std::string place = " after " + std::to_string(unpacked_) + " unpacked bytes; copy or export the file again";
    fail("bad-gzip", (status == Z_BUF_ERROR ? "the gzip file is cut off" : "the gzip file is damaged") + place, path_);
  }

  struct Close {
    void operator()(gzFile file) const noexcept { gzclose_r(file); }
  };
  std::string path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::string_view text_;
  std::string buffer_;
  std::uint64_t unpacked_ = 0;
};

// libcsv's state, freed also where the reader's constructor throws.
struct Parser {
  explicit Parser(char delimiter) {
    // Memory for its buffer is all that csv_init could lack, and it takes none before the first byte.
    csv_init(&state, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL | CSV_REPALL_NL);
    csv_set_delim(&state, static_cast<unsigned char>(delimiter));
    csv_set_space_func(&state, [](unsigned char) { return 0; });  // RFC 4180: spaces are part of a cell
    csv_set_blk_size(&state, 4096);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&state); }

  csv_parser state{};
};

// What a file that is no CSV seems to be, by its first bytes; empty where nothing is known.
std::string known_format(std::string_view start) {
  if (start.starts_with("PK\x03\x04")) return "a zip archive or an Excel workbook; export it as CSV (UTF-8)";
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return "UTF-16; save it as UTF-8";
  if (start.starts_with("PAR1")) return "a Parquet file; export it as CSV";
  return {};
}

}  // namespace

class CsvReader::Impl {
 public:
  Impl(ByteSource bytes, std::string source_name, char delimiter)
      : source(std::move(source_name)), bytes_(std::move(bytes)), parser_(delimiter) {
    if (!advance()) fail("empty-file", "there is no header; the first line must name the columns", source, {1, 0});
    for (const CsvCell& cell : cells) header.emplace_back(cell.value_or(std::string_view{}));
    row = 0;
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() = default;

  bool advance() {
    while (next_ == rows_.size()) {
      if (ended_) return false;
      pump();
    }
    const RowSpan& span = rows_[next_++];
    cells.clear();
    for (std::size_t i = span.first; i < span.last; ++i) {
      const CellSpan& cell = cells_[i];
      if (cell.absent) {
        cells.emplace_back(std::nullopt);
      } else {
        cells.emplace_back(std::string_view(text_).substr(cell.from, cell.size));
      }
    }
    ++row;
    line = span.line;
    return true;
  }

  std::string source;
  std::vector<std::string> header;
  std::vector<CsvCell> cells;
  std::int64_t row = 0;
  int line = 0;

 private:
  struct CellSpan {
    std::size_t from;
    std::size_t size;
    bool absent;
  };
  struct RowSpan {
    std::size_t first;
    std::size_t last;
    int line;
  };

  // Parses one more chunk into rows.
  void pump() {
    drop_used();
    std::string_view chunk = bytes_.read();
    if (first_chunk_) chunk = begin(chunk);
    if (chunk.empty()) return end();
    if (const auto mark = check_.feed(chunk)) not_text(*mark);
    const std::size_t done = csv_parse(&parser_.state, chunk.data(), chunk.size(), on_cell, on_row, this);
    rethrow();
    if (done < chunk.size()) broken(chunk.substr(0, done));
    if (parser_.state.entry_pos > csv_cell_bytes_max) cell_too_long();
  }

  std::string_view begin(std::string_view chunk) {
    first_chunk_ = false;
    const std::string format = known_format(chunk);
    if (!format.empty()) fail("not-text", "this is " + format, source, {1, 1});
    if (chunk.starts_with("\xEF\xBB\xBF")) {
      chunk.remove_prefix(3);
      if (chunk.empty()) chunk = bytes_.read();
    }
    return chunk;
  }

  void end() {
    ended_ = true;
    if (const auto mark = check_.finish()) not_text(*mark);
    const int status = csv_fini(&parser_.state, on_cell, on_row, this);
    rethrow();
    if (status == 0) return;
    fail("bad-csv", "a quoted cell that begins here is never closed; add its closing quote", source, {line_, 0});
  }

  // Keeps only the cells of the row that the last chunk left unfinished.
  void drop_used() {
    const std::size_t kept = cells_.empty() || open_ == cells_.size() ? text_.size() : cells_[open_].from;
    text_.erase(0, kept);
    cells_.erase(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(open_));
    for (CellSpan& cell : cells_) cell.from -= kept;
    open_ = 0;
    rows_.clear();
    next_ = 0;
  }

  // libcsv is C: nothing may be thrown through it, so the callbacks keep what went wrong for rethrow().
  static void on_cell(void* data, std::size_t size, void* self) {
    auto& impl = *static_cast<Impl*>(self);
    impl.guarded([&] { impl.add_cell(static_cast<const char*>(data), size); });
  }
  static void on_row(int terminator, void* self) {
    auto& impl = *static_cast<Impl*>(self);
    impl.guarded([&] { impl.add_row(terminator); });
  }
  template <class Action>
  void guarded(Action action) noexcept {
    if (failure_) return;
    try {
      action();
    } catch (...) {
      failure_ = std::current_exception();
    }
  }
  void rethrow() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

  void add_cell(const char* data, std::size_t size) {
    if (open_ == cells_.size()) row_line_ = line_;
    if (size > csv_cell_bytes_max) cell_too_long();
    if (cells_.size() - open_ == csv_columns_max) {
      fail("too-many-columns", "more than " + std::to_string(csv_columns_max) + " cells in one row", source,
           {line_, 0});
    }
    cells_.push_back({text_.size(), size, data == nullptr});
    if (data == nullptr) return;
    text_.append(data, size);
    line_ += static_cast<int>(std::count(data, data + size, '\n'));
  }

  // Called at every line end outside quotes, blank lines and both halves of CRLF included.
  void add_row(int terminator) {
    const bool second_half = terminator == '\n' && last_terminator_ == '\r' && open_ == cells_.size();
    last_terminator_ = terminator;
    if (second_half) return;
    if (open_ < cells_.size()) {
      rows_.push_back({open_, cells_.size(), row_line_});
      open_ = cells_.size();
    }
    if (line_ == std::numeric_limits<int>::max())
      fail("too-many-rows", "too many lines for one file; split it", source);
    ++line_;
  }

  [[noreturn]] void not_text(Mark mark) const {
    fail("not-text", "this byte is not UTF-8 text; a CSV file is expected here, saved as UTF-8", source, mark);
  }
  [[noreturn]] void cell_too_long() const {
    fail("cell-too-long",
         "a cell of more than " + std::to_string(csv_cell_bytes_max) + " bytes; is a quote never closed?", source,
         {line_, 0});
  }

  // `read`: what of the chunk was understood.
  [[noreturn]] void broken(std::string_view read) const {
    const int inside = static_cast<int>(
        std::count(parser_.state.entry_buf,
                   parser_.state.entry_buf + (parser_.state.quoted != 0 ? parser_.state.entry_pos : 0), '\n'));
    const std::size_t line_start = read.rfind('\n') + 1;  // 0 where the line began in an earlier chunk
    const bool known = line_start > 0 || line_ == 1;
    const auto points = std::count_if(read.begin() + static_cast<std::ptrdiff_t>(line_start), read.end(),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    fail("bad-csv", "a quote out of place; put the whole cell in quotes and double the quotes inside it", source,
         {line_ + inside, known ? static_cast<int>(points) + 1 : 0});
  }

  ByteSource bytes_;
  TextCheck check_;
  Parser parser_;
  std::string text_;             // bytes of the cells of the current chunk's rows
  std::vector<CellSpan> cells_;  // rows' cells, then those of the row that is still open
  std::vector<RowSpan> rows_;
  std::size_t next_ = 0;  // row to hand out
  std::size_t open_ = 0;  // first cell of the open row
  int line_ = 1;
  int row_line_ = 1;
  int last_terminator_ = 0;
  bool first_chunk_ = true;
  bool ended_ = false;
  std::exception_ptr failure_;
};

CsvReader::CsvReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

CsvReader CsvReader::from_file(const std::string& path, char delimiter) {
  return CsvReader(std::make_unique<Impl>(ByteSource(path), path, delimiter));
}
CsvReader CsvReader::from_text(std::string_view text, std::string source_name, char delimiter) {
  return CsvReader(std::make_unique<Impl>(ByteSource(text), std::move(source_name), delimiter));
}

const std::string& CsvReader::source() const noexcept { return impl_->source; }
const std::vector<std::string>& CsvReader::header() const noexcept { return impl_->header; }
bool CsvReader::next() { return impl_->advance(); }
const std::vector<CsvCell>& CsvReader::cells() const noexcept { return impl_->cells; }
std::int64_t CsvReader::row() const noexcept { return impl_->row; }
int CsvReader::line() const noexcept { return impl_->line; }

}  // namespace slakit
