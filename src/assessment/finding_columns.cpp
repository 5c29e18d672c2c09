#include "assessment/finding_columns.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "slakit/calendar/batch.hpp"

namespace slakit {
namespace {

// Room for rows of default values, which most columns of a finding keep.
void grow(Findings& f, std::size_t size) {
  f.ticket.resize(size);
  f.obligation.resize(size);
  f.verdict.resize(size);
  f.reason.resize(size);
  f.fault.resize(size);
  f.is_open.resize(size);
  f.is_outside_term.resize(size);
  f.is_near_limit.resize(size);
  f.oddities.resize(size);
  f.target_rule.resize(size);
  f.version.resize(size);
  f.cycle.resize(size);
  f.triggered.resize(size);
  f.started.resize(size);
  f.due.resize(size);
  f.ended.resize(size);
  f.elapsed.resize(size);
  f.target.resize(size);
  f.late.resize(size);
}

// Values into their places, a loop to each column: many columns in one loop wait for each other's addresses.
template <class T, class Places, class ValueOf>
void fill(std::vector<T>& column, const Places& places, ValueOf value_of) noexcept {
  T* const values = column.data();
  for (std::size_t k = 0; k < places.count; ++k) {
    if constexpr (std::is_same_v<T, std::optional<Instant>>)
      values[places.place(k)].emplace(value_of(places.row(k)));
    else
      values[places.place(k)] = value_of(places.row(k));
  }
}

template <class T>
auto of(const T* values) noexcept {
  return [values](std::size_t i) { return values[i]; };
}

}  // namespace

// Places where rows have different numbers of findings, ...
struct FindingColumns::Listed {
  std::size_t count;
  const std::uint32_t* rows;
  const std::size_t* places;
  std::size_t row(std::size_t k) const noexcept { return rows[k]; }
  std::size_t place(std::size_t k) const noexcept { return places[k]; }
};

// ... and where all have one for each obligation; those of odd rows are written over afterwards.
struct FindingColumns::Spaced {
  std::size_t count;
  std::size_t first;
  std::size_t step;
  static std::size_t row(std::size_t k) noexcept { return k; }
  std::size_t place(std::size_t k) const noexcept { return first + k * step; }
};

FindingColumns::FindingColumns(Findings& findings, RowBlock rows, const std::uint16_t* findings_of,
                               std::size_t obligations)
    : f_(findings), rows_(rows), begin_(findings.size()), obligations_(obligations) {
  std::size_t size = begin_;
  for (std::size_t i = 0; i < rows.size; ++i) {
    next_[i] = size;
    size += findings_of[i];
    is_spaced_ = is_spaced_ && findings_of[i] == obligations;
  }
  grow(findings, size);
}

void FindingColumns::write(const ColumnReadings& readings, std::uint16_t obligation, const std::uint8_t* is_odd) {
  if (is_spaced_) return write_at(readings, obligation, Spaced{rows_.size, begin_ + obligation, obligations_});
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows_.size; ++i) {
    listed_rows_[count] = static_cast<std::uint32_t>(i);
    listed_places_[count] = next_[i];
    const bool has_finding = is_odd[i] == 0 && readings.is_finding(i);
    next_[i] += has_finding ? 1 : 0;
    count += has_finding ? 1 : 0;
  }
  write_at(readings, obligation, Listed{count, listed_rows_.data(), listed_places_.data()});
}

template <class Places>
void FindingColumns::write_at(const ColumnReadings& readings, std::uint16_t obligation, const Places& places) {
  const ReadingKey* const keys = readings.keys();
  const auto has = [keys](ReadingKey flag) {
    return [keys, flag](std::size_t i) -> std::uint8_t { return (keys[i] & flag) != 0 ? 1 : 0; };
  };
  const std::size_t from = rows_.from;
  fill(f_.ticket, places, [from](std::size_t i) { return static_cast<Dictionary::Code>(from + i); });
  fill(f_.obligation, places, [obligation](std::size_t) { return obligation; });
  fill(f_.verdict, places, [keys](std::size_t i) { return reading_key::verdict_of[keys[i] & reading_key::verdicts]; });
  fill(f_.is_open, places, [keys](std::size_t i) -> std::uint8_t {
    return (keys[i] & reading_key::verdicts) == reading_key::running ? 1 : 0;
  });
  fill(f_.is_outside_term, places, has(reading_key::outside_term));
  fill(f_.is_near_limit, places, has(reading_key::near_limit));
  fill(f_.target_rule, places, [keys](std::size_t i) { return reading_key::rule_of(keys[i]); });
  fill(f_.triggered, places, of(readings.start()));
  fill(f_.started, places, of(readings.start()));
  fill(f_.due, places, of(readings.due()));
  fill(f_.ended, places, of(readings.end()));
  fill(f_.elapsed, places, of(readings.open()));
  fill(f_.target, places, of(readings.budget()));
  if (!readings.has_missing()) return;
  for (std::size_t k = 0; k < places.count; ++k) {
    if ((keys[places.row(k)] & reading_key::verdicts) == reading_key::no_start) never_started(places.place(k));
    if (readings.due()[places.row(k)] == missing_instant) f_.due[places.place(k)].reset();
  }
}

void FindingColumns::write(const Finding& finding, std::size_t i) noexcept {
  const std::size_t place = next_[i]++;
  f_.ticket[place] = static_cast<Dictionary::Code>(rows_.from + i);
  f_.obligation[place] = finding.obligation;
  f_.verdict[place] = finding.verdict;
  f_.reason[place] = finding.reason;
  f_.fault[place] = finding.fault;
  f_.is_open[place] = finding.is_open ? 1 : 0;
  f_.is_outside_term[place] = finding.is_outside_term ? 1 : 0;
  f_.is_near_limit[place] = finding.is_near_limit ? 1 : 0;
  f_.oddities[place] = finding.oddities;
  f_.target_rule[place] = finding.target_rule;
  f_.version[place] = finding.version;
  f_.cycle[place] = finding.cycle;
  f_.triggered[place] = finding.triggered;
  f_.started[place] = finding.started;
  f_.due[place] = finding.due;
  f_.ended[place] = finding.ended;
  f_.elapsed[place] = finding.elapsed;
  f_.target[place] = finding.target;
  f_.late[place] = finding.late;
}

void FindingColumns::never_started(std::size_t place) noexcept {
  f_.reason[place] = Reason::no_start;
  f_.triggered[place].reset();
  f_.started[place].reset();
  f_.due[place].reset();
  f_.ended[place].reset();
  f_.elapsed[place] = f_.target[place] = Duration{};
}

}  // namespace slakit
