#include "slakit/assessment/assess_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "assessment/column_readings.hpp"
#include "assessment/finding_columns.hpp"
#include "event/resolution.hpp"
#include "event/table_log.hpp"

namespace slakit {

struct TableBinding::Bound {
  Bound(const Plan& plan_given, const TicketTable& table_given)
      : plan(plan_given), table((check_table(table_given), table_given)), resolution(resolution_of(table)) {
    const TableLog rows(table, resolution);
    in_columns = column_plan(plan, Binding(plan, rows.log()), table, rows);
  }

  const Plan& plan;
  TicketTable table;
  Duration resolution;
  ColumnPlan in_columns;
};

namespace {

class TableAssessor {
 public:
  // `findings` may be null: none are wanted.
  TableAssessor(const TableBinding::Bound& bound, Instant as_of, Findings* findings)
      : bound_(bound),
        table_(bound.table),
        as_of_(as_of),
        findings_(findings),
        odd_log_(bound.table, bound.resolution),
        odd_binding_(bound.plan, odd_log_.log()) {
    for (const ColumnClock& clock : bound.in_columns.clocks)
      readings_.emplace_back(clock, bound.table, bound.resolution);
  }

  Partial assess(TicketRange rows) && {
    for (rows_.from = rows.from; rows_.from < rows.to; rows_.from += rows_.size) {
      rows_.size = std::min(RowBlock::size_max, rows.to - rows_.from);
      judge_block();
    }
    for (std::size_t level = 0; level < readings_.size(); ++level)
      readings_[level].add_to(counted_, static_cast<std::uint16_t>(level));
    parts_.push_back(std::move(counted_));
    return merge(std::move(parts_));
  }

 private:
  void judge_block() {
    is_odd_.fill(readings_.empty() ? 1 : 0);
    find_priced();
    for (ColumnReadings& one : readings_) one.read(rows_, as_of_, findings_ != nullptr, is_odd_.data());
    for (ColumnReadings& one : readings_) one.count(is_odd_.data());
    count_tickets();
    judge_odd_rows();
    if (findings_ != nullptr) write();
  }

  void find_priced() noexcept {
    for (const std::span<const Instant> at : bound_.in_columns.priced_events)
      for (std::size_t i = 0; i < rows_.size; ++i)
        is_odd_[i] |= static_cast<std::uint8_t>(at[rows_.from + i] != not_happened);
    for (const std::span<const Dictionary::Code> codes : bound_.in_columns.documented)
      for (std::size_t i = 0; i < rows_.size; ++i)
        is_odd_[i] |= static_cast<std::uint8_t>(codes[rows_.from + i] != Dictionary::absent);
  }

  // Odd tickets are counted where they are judged; a row without an event is none.
  void count_tickets() noexcept {
    findings_of_.fill(0);
    for (const ColumnReadings& one : readings_)
      for (std::size_t i = 0; i < rows_.size; ++i)
        findings_of_[i] = static_cast<std::uint16_t>(findings_of_[i] + (one.is_finding(i) ? 1 : 0));
    for (std::size_t i = 0; i < rows_.size; ++i) {
      if (is_odd_[i] != 0) continue;
      const bool has_none = findings_of_[i] == 0;
      if (has_none && !has_event(table_, rows_.from + i)) continue;
      ++counted_.tickets;
      counted_.tickets_without_obligation += has_none ? 1 : 0;
    }
  }

  void judge_odd_rows() {
    odd_log_.clear();
    odd_rows_.clear();
    odd_findings_.clear();
    for (std::size_t i = 0; i < rows_.size; ++i) {
      if (is_odd_[i] == 0) continue;
      findings_of_[i] = 0;
      if (!has_event(table_, rows_.from + i)) continue;
      odd_log_.add(rows_.from + i);
      odd_rows_.push_back(i);
    }
    if (odd_rows_.empty()) return;
    parts_.push_back(slakit::assess(bound_.plan, odd_binding_, {0, odd_rows_.size()}, as_of_, odd_findings_));
    for (const Dictionary::Code ticket : odd_findings_.ticket)
      ++findings_of_[odd_rows_[static_cast<std::size_t>(ticket)]];
  }

  // Each row's findings in the order of the obligations.
  void write() {
    FindingColumns columns(*findings_, rows_, findings_of_.data(), readings_.size());
    for (std::size_t level = 0; level < readings_.size(); ++level)
      columns.write(readings_[level], static_cast<std::uint16_t>(level), is_odd_.data());
    for (std::size_t i = 0; i < odd_findings_.size(); ++i)
      columns.write(odd_findings_.row(i), odd_rows_[static_cast<std::size_t>(odd_findings_.ticket[i])]);
  }

  const TableBinding::Bound& bound_;
  const TicketTable& table_;
  Instant as_of_;
  Findings* findings_;
  std::vector<ColumnReadings> readings_;
  TableLog odd_log_;
  Binding odd_binding_;
  Partial counted_;             // in columns
  std::vector<Partial> parts_;  // of the odd tickets
  // Of the block in hand:
  RowBlock rows_;
  std::array<std::uint8_t, RowBlock::size_max> is_odd_{};
  std::array<std::uint16_t, RowBlock::size_max> findings_of_{};  // how many
  std::vector<std::size_t> odd_rows_;
  Findings odd_findings_;
};

}  // namespace

TableBinding::TableBinding(const Plan& plan, const TicketTable& table)
    : bound_(std::make_unique<const Bound>(plan, table)) {}
TableBinding::TableBinding(TableBinding&&) noexcept = default;
TableBinding& TableBinding::operator=(TableBinding&&) noexcept = default;
TableBinding::~TableBinding() = default;
bool TableBinding::in_columns() const noexcept { return !bound_->in_columns.clocks.empty(); }

Partial assess_table(const TableBinding& binding, TicketRange rows, Instant as_of, Findings& findings) {
  return TableAssessor(binding.bound(), as_of, &findings).assess(rows);
}

Partial assess_table(const TableBinding& binding, TicketRange rows, Instant as_of) {
  return TableAssessor(binding.bound(), as_of, nullptr).assess(rows);
}

Partial assess_table(const Plan& plan, const TicketTable& table, Instant as_of, Findings& findings) {
  return assess_table(TableBinding(plan, table), {0, table.size()}, as_of, findings);
}

}  // namespace slakit
