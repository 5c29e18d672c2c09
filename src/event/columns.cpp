#include "slakit/event/columns.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>
#include <utility>

#include "column_checks.hpp"
#include "name_order.hpp"
#include "resolution.hpp"
#include "row_order.hpp"

namespace slakit {
namespace {

using Code = Dictionary::Code;
using Place = std::uint32_t;  // of a row, in the columns or in the log

// A row on its way to its ticket: small, since memory is what buckets cost.
struct Record {
  Instant at;
  Place row;
  std::uint16_t ticket;  // its rank's last bits
  std::uint16_t type;    // likewise; whole where there are no more types
};
constexpr unsigned record_bits = 16;

// Rows as they stand in the columns, ...
struct ColumnRows {
  const EventColumns& columns;
  const NameOrder& tickets;
  std::uint32_t ticket_in_bucket(Place i) const noexcept { return tickets.rank_of(columns.ticket[i]); }
  Instant at(Place i) const noexcept { return columns.at[i]; }
  Code type(Place i) const noexcept { return columns.type[i]; }
  Place row(Place i) const noexcept { return i; }
};

// ... and on their way.
struct RecordRows {
  const std::vector<Record>& records;
  std::uint32_t ticket_in_bucket(Place i) const noexcept { return records[i].ticket; }
  Instant at(Place i) const noexcept { return records[i].at; }
  Code type(Place i) const noexcept { return static_cast<Code>(records[i].type); }
  Place row(Place i) const noexcept { return records[i].row; }
};

// Rows of fewer tickets than this, or fewer rows, find their places in the caches without help.
constexpr std::size_t direct_tickets_max = std::size_t{1} << 12U;
constexpr std::size_t direct_rows_max = std::size_t{1} << 17U;
// Buckets: few enough that each has its open cache line, of rows few enough for the second cache.
constexpr std::size_t buckets_max = 1024;
constexpr std::size_t bucket_rows = std::size_t{1} << 13U;

struct Buffers {
  std::vector<Place> order;   // the row in the columns of each event
  std::vector<Code> used;     // the log's tickets: at least as long as there are
  std::vector<Place> starts;  // of runs, in the columns
  std::vector<Place> cursors;
  std::vector<Record> records;
};

// Groups rows of checked columns.
class Grouping {
 public:
  explicit Grouping(const EventColumns& columns)
      : columns_(columns), tickets_(name_order(*columns.tickets)), row_order_(columns) {}

  // All rows.
  void group(Buffers& buffers, EventLog& into);
  // Rows [from, to), where each ticket's stand together.
  void group_runs(Place from, Place to, Duration resolution, Buffers& buffers, EventLog& into);

 private:
  std::uint32_t rank(std::size_t row) const noexcept { return tickets_.rank_of(columns_.ticket[row]); }
  bool is_sorted_by_ticket() const noexcept;
  void begin(Place from, Place to, Buffers& buffers, EventLog& into);
  void finish(Duration resolution);

  void find_runs(Place from, Place to);
  void copy_runs(Place from);
  void place_runs();

  void scatter();
  unsigned bucket_shift() const noexcept;
  std::vector<Place> partition(unsigned shift);
  template <class Rows>
  void scatter_bucket(std::uint32_t low, std::uint32_t high, Place from, Place to, const Rows& rows);
  void drop_unused();

  Place row_of(Place place) const noexcept { return in_place_ ? from_ + place : buffers_->order[place]; }
  void sort_tickets(std::size_t low, std::size_t high);
  void sort_ticket(Place first, Place last);
  template <class T>
  void gather(std::span<const T> column, std::vector<T>& out) const;
  template <class T>
  void gather_optional(std::span<const T> column, T none, std::vector<T>& out) const;
  void gather_rows(Place first, Place last) const;

  const EventColumns& columns_;
  NameOrder tickets_;
  RowOrder row_order_;
  // Of the grouping in hand:
  Buffers* buffers_ = nullptr;
  EventLog* log_ = nullptr;
  Place from_ = 0;
  Place size_ = 0;
  std::size_t ticket_count_ = 0;
  bool in_place_ = false;  // event i is row from + i
};

bool Grouping::is_sorted_by_ticket() const noexcept {
  std::uint32_t last = 0;
  for (std::size_t row = 0; row < columns_.ticket.size(); ++row) {
    const std::uint32_t next = rank(row);
    if (next < last) return false;
    last = next;
  }
  return true;
}

void Grouping::group(Buffers& buffers, EventLog& into) {
  const auto size = static_cast<Place>(columns_.at.size());
  const Duration resolution = resolution_of(columns_.at);
  if (is_sorted_by_ticket()) return group_runs(0, size, resolution, buffers, into);
  begin(0, size, buffers, into);
  scatter();
  finish(resolution);
}

void Grouping::group_runs(Place from, Place to, Duration resolution, Buffers& buffers, EventLog& into) {
  begin(from, to, buffers, into);
  find_runs(from, to);
  const auto last = buffers.used.begin() + static_cast<std::ptrdiff_t>(ticket_count_);
  const bool in_order = std::is_sorted(buffers.used.begin(), last,
                                       [&](Code a, Code b) { return tickets_.rank_of(a) < tickets_.rank_of(b); });
  in_order ? copy_runs(from) : place_runs();
  sort_tickets(0, ticket_count_);
  log_->row.resize(size_);
  gather_rows(0, size_);
  finish(resolution);
}

void Grouping::begin(Place from, Place to, Buffers& buffers, EventLog& into) {
  buffers_ = &buffers;
  log_ = &into;
  from_ = from;
  size_ = to - from;
  in_place_ = false;
  into.at.resize(size_);
  into.type.resize(size_);
}

// Whose rows begin where.
void Grouping::find_runs(Place from, Place to) {
  std::vector<Place>& starts = buffers_->starts;
  std::vector<Code>& used = buffers_->used;
  if (starts.size() <= size_) starts.resize(size_ + std::size_t{1});
  if (used.size() <= size_) used.resize(size_ + std::size_t{1});
  std::size_t runs = 0;
  Code last = Dictionary::absent;
  for (Place row = from; row < to; ++row) {  // without a branch: where a ticket ends is hard to guess
    const Code ticket = columns_.ticket[row];
    starts[runs] = row;
    used[runs] = ticket;
    runs += ticket != last ? 1 : 0;
    last = ticket;
  }
  starts[runs] = to;
  ticket_count_ = runs;
}

void Grouping::copy_runs(Place from) {
  in_place_ = true;
  std::copy_n(columns_.at.begin() + from, size_, log_->at.begin());
  std::copy_n(columns_.type.begin() + from, size_, log_->type.begin());
  log_->first.resize(ticket_count_ + 1);
  for (std::size_t i = 0; i <= ticket_count_; ++i) log_->first[i] = buffers_->starts[i] - from;
}

// Runs in another order than their tickets' names.
void Grouping::place_runs() {
  Buffers& b = *buffers_;
  std::vector<std::pair<std::uint32_t, Place>> runs(ticket_count_);  // the ticket's rank, and which run it was
  for (std::size_t i = 0; i < runs.size(); ++i) runs[i] = {tickets_.rank_of(b.used[i]), static_cast<Place>(i)};
  std::sort(runs.begin(), runs.end());
  log_->first.assign(1, 0);
  b.order.clear();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (Place row = b.starts[runs[i].second]; row < b.starts[runs[i].second + 1]; ++row) b.order.push_back(row);
    log_->first.push_back(static_cast<Place>(b.order.size()));
    b.used[i] = tickets_.code_of(runs[i].first);
  }
  gather(columns_.at, log_->at);
  gather(columns_.type, log_->type);
}

// How many bits of a rank tell tickets of one bucket apart; all where buckets would not help.
unsigned Grouping::bucket_shift() const noexcept {
  const std::size_t tickets = columns_.tickets->size();
  if (tickets <= direct_tickets_max || size_ <= direct_rows_max) return 32;
  const std::size_t buckets = std::min(buckets_max, size_ / bucket_rows + 1);
  const auto shift = static_cast<unsigned>(std::bit_width((tickets - 1) / buckets));
  return shift <= record_bits && columns_.types->size() <= (std::size_t{1} << record_bits) ? shift : 32;
}

// Rows in any order: first into buckets of neighbouring tickets, in streams, then each bucket within the caches.
void Grouping::scatter() {
  buffers_->order.resize(size_);
  log_->row.resize(size_);
  log_->first.resize(columns_.tickets->size() + 1);
  const unsigned shift = bucket_shift();
  const auto tickets = static_cast<std::uint32_t>(columns_.tickets->size());
  if (shift == 32) {
    scatter_bucket(0, tickets, 0, size_, ColumnRows{columns_, tickets_});
  } else {
    const std::vector<Place> ends = partition(shift);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const auto low = static_cast<std::uint32_t>(i << shift);
      const auto high = std::min(tickets, static_cast<std::uint32_t>((i + 1) << shift));
      scatter_bucket(low, high, i == 0 ? 0 : ends[i - 1], ends[i], RecordRows{buffers_->records});
    }
  }
  drop_unused();
}

// Records by bucket, in the order of rows; returns where each bucket ends.
std::vector<Place> Grouping::partition(unsigned shift) {
  std::vector<Record>& records = buffers_->records;
  if (records.size() < size_) records.resize(size_);
  std::vector<Place> ends(((columns_.tickets->size() - 1) >> shift) + 1);
  for (Place row = 0; row < size_; ++row) ++ends[rank(row) >> shift];
  std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), Place{0});
  const std::uint32_t low_bits = (std::uint32_t{1} << shift) - 1;
  for (Place row = 0; row < size_; ++row) {
    const std::uint32_t ticket = rank(row);
    Record& record = records[ends[ticket >> shift]++];
    record.at = columns_.at[row];  // one by one: a record put together first is read again before it is written
    record.row = row;
    record.ticket = static_cast<std::uint16_t>(ticket & low_bits);
    record.type = static_cast<std::uint16_t>(columns_.type[row]);
  }
  return ends;  // each start has moved to its end
}

// Records [from, to) are those of the tickets [low, high), and take the same places of the log.
template <class Rows>
void Grouping::scatter_bucket(std::uint32_t low, std::uint32_t high, Place from, Place to, const Rows& rows) {
  std::vector<Place>& cursors = buffers_->cursors;
  cursors.assign(high - low, 0);
  for (Place i = from; i < to; ++i) ++cursors[rows.ticket_in_bucket(i)];
  std::exclusive_scan(cursors.begin(), cursors.end(), cursors.begin(), from);
  std::copy(cursors.begin(), cursors.end(), log_->first.begin() + low);
  log_->first[high] = to;
  for (Place i = from; i < to; ++i) {
    const Place place = cursors[rows.ticket_in_bucket(i)]++;
    log_->at[place] = rows.at(i);
    log_->type[place] = rows.type(i);
    buffers_->order[place] = rows.row(i);
  }
  sort_tickets(low, high);  // while the bucket is in the caches
  gather_rows(from, to);
}

// Names without events are no tickets.
void Grouping::drop_unused() {
  std::vector<std::uint32_t>& first = log_->first;
  std::vector<Code>& used = buffers_->used;
  used.resize(std::max(used.size(), first.size()));
  std::size_t kept = 0;
  for (std::size_t rank = 0; rank + 1 < first.size(); ++rank) {
    if (first[rank] == first[rank + 1]) continue;
    first[kept] = first[rank];
    used[kept++] = tickets_.code_of(static_cast<std::uint32_t>(rank));
  }
  first[kept] = size_;
  first.resize(kept + 1);
  ticket_count_ = kept;
}

// Most tickets' rows come in time order already.
void Grouping::sort_tickets(std::size_t low, std::size_t high) {
  const std::vector<Instant>& at = log_->at;
  for (std::size_t ticket = low; ticket < high; ++ticket) {
    const Place last = log_->first[ticket + 1];
    for (Place i = log_->first[ticket] + 1; i < last; ++i) {
      if (at[i - 1] < at[i]) continue;
      if (at[i - 1] == at[i] && !row_order_.before(row_of(i), row_of(i - 1))) continue;
      sort_ticket(log_->first[ticket], last);
      break;
    }
  }
}

void Grouping::sort_ticket(Place first, Place last) {
  std::vector<Place>& order = buffers_->order;
  if (in_place_) {
    order.resize(size_);
    std::iota(order.begin(), order.end(), from_);
    in_place_ = false;
  }
  std::sort(order.begin() + first, order.begin() + last, [&](Place a, Place b) { return row_order_.before(a, b); });
  for (Place i = first; i < last; ++i) {
    log_->at[i] = columns_.at[order[i]];
    log_->type[i] = columns_.type[order[i]];
  }
}

template <class T>
void Grouping::gather(std::span<const T> column, std::vector<T>& out) const {
  out.resize(size_);
  if (in_place_) {
    std::copy_n(column.begin() + from_, size_, out.begin());
  } else {
    for (Place i = 0; i < size_; ++i) out[i] = column[buffers_->order[i]];
  }
}

// Nothing where no row of the log says other than `none`.
template <class T>
void Grouping::gather_optional(std::span<const T> column, T none, std::vector<T>& out) const {
  out.clear();
  if (column.empty()) return;
  const auto part = column.subspan(from_, size_);
  if (std::any_of(part.begin(), part.end(), [&](T value) { return value != none; })) gather(column, out);
}

void Grouping::gather_rows(Place first, Place last) const {
  std::vector<std::int64_t>& out = log_->row;
  if (!columns_.row.empty()) {
    for (Place i = first; i < last; ++i) out[i] = columns_.row[row_of(i)];
  } else if (in_place_) {
    std::iota(out.begin() + first, out.begin() + last, std::int64_t{from_} + first + 1);
  } else {
    for (Place i = first; i < last; ++i) out[i] = std::int64_t{buffers_->order[i]} + 1;
  }
}

void Grouping::finish(Duration resolution) {
  gather_optional(columns_.sequence, std::int64_t{0}, log_->sequence);
  gather_optional(columns_.recorded_at, not_recorded, log_->recorded_at);
  const std::vector<TextCodes>& attributes = row_order_.attributes();
  log_->attributes.resize(attributes.size());
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    TextColumn& column = log_->attributes[i];
    column.name = attributes[i].name;
    column.values = *attributes[i].values;
    gather(attributes[i].codes, column.codes);
  }
  const bool all_in_order = ticket_count_ == columns_.tickets->size() && columns_.tickets->in_byte_order();
  log_->tickets = all_in_order ? *columns_.tickets : columns_.tickets->pick({buffers_->used.data(), ticket_count_});
  log_->types = *columns_.types;
  log_->events_are_states = false;
  log_->resolution = resolution;
  log_->intake = {};
  log_->intake.rows_in = size_;
}

// Columns that are taken part by part.
struct Parts {
  Parts(EventColumns given, std::size_t max_events_given)
      : columns((check_columns(given), check_tickets_stand_together(given), std::move(given))),
        max_events(static_cast<Place>(std::clamp<std::size_t>(max_events_given, 1, columns.at.size() + 1))),
        resolution(resolution_of(columns.at)),
        grouping(columns) {}

  // Whole tickets, as many as fit, and one at least.
  Place end_of_part() const {
    const auto size = static_cast<Place>(columns.at.size());
    if (size - next <= max_events) return size;
    const auto cuts_a_ticket = [&](Place row) { return columns.ticket[row - 1] == columns.ticket[row]; };
    Place end = next + max_events;
    while (end > next && cuts_a_ticket(end)) --end;
    if (end > next) return end;
    do {
      ++end;
    } while (end < size && cuts_a_ticket(end));
    return end;
  }

  EventColumns columns;
  Place max_events;
  Duration resolution;
  Grouping grouping;
  EventLog part;
  Place next = 0;
};

}  // namespace

struct detail::GroupingState {
  Buffers buffers;
  std::unique_ptr<Parts> parts;
};

EventGrouper::EventGrouper() : state_(std::make_unique<detail::GroupingState>()) {}
EventGrouper::EventGrouper(EventGrouper&&) noexcept = default;
EventGrouper& EventGrouper::operator=(EventGrouper&&) noexcept = default;
EventGrouper::~EventGrouper() = default;

void EventGrouper::group(const EventColumns& columns, EventLog& into) {
  check_columns(columns);
  Grouping(columns).group(state_->buffers, into);
}

EventLog group(const EventColumns& columns) {
  EventLog log;
  EventGrouper().group(columns, log);
  return log;
}

EventParts::EventParts(const EventColumns& columns, std::size_t max_events)
    : state_(std::make_unique<detail::GroupingState>()) {
  state_->parts = std::make_unique<Parts>(columns, max_events);
}
EventParts::EventParts(EventParts&&) noexcept = default;
EventParts& EventParts::operator=(EventParts&&) noexcept = default;
EventParts::~EventParts() = default;

const EventLog* EventParts::next() {
  Parts& parts = *state_->parts;
  if (parts.next == parts.columns.at.size()) return nullptr;
  const Place end = parts.end_of_part();
  parts.grouping.group_runs(parts.next, end, parts.resolution, state_->buffers, parts.part);
  parts.next = end;
  return &parts.part;
}

}  // namespace slakit
