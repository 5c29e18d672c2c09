// Findings of a block of a ticket table's rows, written column by column into their places. Private to src.
//
//     FindingColumns columns(findings, rows, findings_of, obligations);   // how many each row has; makes room for them
//     columns.write(readings, obligation, is_odd);                        // of each obligation in turn, ...
//     columns.write(finding, i);                                          // ... then the findings of odd rows in turn
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "assessment/column_readings.hpp"
#include "slakit/assessment/finding.hpp"

namespace slakit {

class FindingColumns {
 public:
  FindingColumns(Findings& findings, RowBlock rows, const std::uint16_t* findings_of, std::size_t obligations);

  void write(const ColumnReadings& readings, std::uint16_t obligation, const std::uint8_t* is_odd);
  void write(const Finding& finding, std::size_t i) noexcept;

 private:
  struct Listed;
  struct Spaced;

  template <class Places>
  void write_at(const ColumnReadings& readings, std::uint16_t obligation, const Places& places);
  void never_started(std::size_t place) noexcept;

  Findings& f_;
  RowBlock rows_;
  std::size_t begin_;
  std::size_t obligations_;
  bool is_spaced_ = true;                             // each row has one finding for each of them
  std::array<std::size_t, RowBlock::size_max> next_;  // the place of the row's next finding
  std::array<std::uint32_t, RowBlock::size_max> listed_rows_;
  std::array<std::size_t, RowBlock::size_max> listed_places_;
};

}  // namespace slakit
