// Some of one ticket's rows as a log of their own, and what is known of its attributes at each.
//
//     KnownRows known(log);
//     const Binding binding(plan, known.log());   // stays good: names are the log's own codes
//     known.fill(log.first[ticket], mask);        // the rows that `mask` has, in the log's order
//     Assessor(plan, binding, as_of).judge(0, level, sink);
#pragma once

#include <cstddef>
#include <vector>

#include "slakit/event/log.hpp"
#include "slakit/plan/binding.hpp"

namespace slakit {

class KnownRows {
 public:
  explicit KnownRows(const EventLog& log) : whole_(log) {
    rows_.tickets = log.tickets;
    rows_.types = log.types;
    rows_.first = {0, 0};
    rows_.events_are_states = log.events_are_states;
    rows_.resolution = log.resolution;
    for (const TextColumn& column : log.attributes) rows_.attributes.push_back({column.name, column.values, {}});
  }
  KnownRows(const KnownRows&) = delete;
  KnownRows& operator=(const KnownRows&) = delete;

  const EventLog& log() const noexcept { return rows_; }

  // What a row says of an attribute is left out.
  struct Unsaid {
    std::size_t place;
    std::size_t attribute;
  };

  void fill(std::size_t first, const std::vector<char>& mask, const std::vector<Unsaid>& unsaid) {
    fill(first, mask);  // of all the ticket's rows, so that places are theirs
    for (const Unsaid& one : unsaid) rows_.attributes[one.attribute].codes[one.place] = Dictionary::absent;
  }

  void fill(std::size_t first, const std::vector<char>& mask) {
    clear();
    for (std::size_t place = 0; place < mask.size(); ++place)
      if (mask[place] != 0) add(first + place);
    rows_.first[1] = static_cast<std::uint32_t>(rows_.at.size());
  }

 private:
  void clear() noexcept {
    rows_.at.clear();
    rows_.type.clear();
    rows_.sequence.clear();
    for (TextColumn& column : rows_.attributes) column.codes.clear();
  }

  void add(std::size_t row) {
    rows_.at.push_back(whole_.at[row]);
    rows_.type.push_back(whole_.type[row]);
    if (!whole_.sequence.empty()) rows_.sequence.push_back(whole_.sequence[row]);
    for (std::size_t i = 0; i < rows_.attributes.size(); ++i)
      rows_.attributes[i].codes.push_back(whole_.attributes[i].codes[row]);
  }

  const EventLog& whole_;
  EventLog rows_;
};

// A ticket's attributes after the known ones of its first `count` rows.
struct KnownValues {
  const EventLog& log;
  std::size_t first;
  std::size_t count;
  const std::vector<char>& mask;

  EventLog::Code value(Binding::Attribute attribute) const noexcept {
    const TextColumn& column = log.attributes[static_cast<std::size_t>(attribute)];
    for (std::size_t place = count; place-- > 0;)
      if (mask[place] != 0 && column.codes[first + place] != Dictionary::absent) return column.codes[first + place];
    return Dictionary::absent;
  }
};

// One row as an instant's events.
struct OneRow {
  const EventLog& log;
  std::size_t row;

  std::size_t size() const noexcept { return 1; }
  EventLog::Code type(std::size_t) const noexcept { return log.type[row]; }
  std::int64_t sequence(std::size_t) const noexcept { return 0; }
  EventLog::Code own(std::size_t, Binding::Attribute attribute) const noexcept {
    return log.attributes[static_cast<std::size_t>(attribute)].codes[row];
  }
};

}  // namespace slakit
