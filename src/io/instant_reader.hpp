// Cells to instants, by one format and, for wall times, one zone.
//
// Private to src/io.
#pragma once

#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "slakit/time/instant.hpp"
#include "slakit/time/zone.hpp"

namespace slakit {

// What is wrong with one cell of one row.
struct CellIssue {
  std::string_view code;  // static
  std::string message;    // what is wrong; what to write instead
};

// Whether a strptime format reads a UTC offset, so that its times need no zone.
bool format_has_offset(std::string_view format) noexcept;

class InstantReader {
 public:
  struct Result {
    Instant at;
    bool digits_lost = false;
    std::optional<CellIssue> issue;  // then `at` means nothing
  };

  // `format`: strptime's letters; empty: RFC 3339. No zone: wall times are refused.
  InstantReader(std::string format, std::optional<Zone> zone, Gap gap, Fold fold);

  Result read(std::string_view text);

 private:
  Result read_rfc3339(std::string_view text) const;
  Result read_format(std::string_view text);
  Result place(LocalTime wall) const;

  std::string format_;
  std::optional<Zone> zone_;
  Gap gap_;
  Fold fold_;
  std::istringstream stream_;
};

}  // namespace slakit
