#include "slakit/event/quality.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resolution.hpp"
#include "slakit/time/period.hpp"

namespace slakit {
namespace {

using Code = Dictionary::Code;

constexpr std::size_t digits_max = 18;  // a 64-bit integer holds them
constexpr std::size_t gaps_listed_max = 5;

struct Numbered {
  std::uint64_t number;
  Code ticket;
};

// Tickets whose names differ in their numbers only.
struct Sequence {
  std::vector<Numbered> tickets;
  std::size_t width = 1;  // digits that a number is padded to with zeros
};

struct Gap {
  std::string text;  // "INC0002", "INC0002 to INC0004"
  std::uint64_t missing;
  Code after;  // the ticket that follows
};

std::map<std::string_view, Sequence> sequences_of(const Dictionary& tickets) {
  std::map<std::string_view, Sequence> sequences;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    const std::string_view name = tickets.name(static_cast<Code>(i));
    const std::size_t prefix = name.find_last_not_of("0123456789") + 1;  // npos + 1 is 0: all are digits
    const std::string_view digits = name.substr(prefix);
    if (digits.empty() || digits.size() > digits_max) continue;
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    Sequence& sequence = sequences[name.substr(0, prefix)];
    if (digits.front() == '0') sequence.width = std::max(sequence.width, digits.size());
    sequence.tickets.push_back({number, static_cast<Code>(i)});
  }
  return sequences;
}

std::string numbered(std::string_view prefix, std::size_t width, std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(prefix) + std::string(width - std::min(width, digits.size()), '0') + digits;
}

void add_gaps(std::string_view prefix, Sequence& sequence, std::vector<Gap>& gaps) {
  std::vector<Numbered>& tickets = sequence.tickets;
  if (tickets.size() < sequence_tickets_min) return;
  std::stable_sort(tickets.begin(), tickets.end(), [](auto& a, auto& b) { return a.number < b.number; });
  const auto same = [](const Numbered& a, const Numbered& b) { return a.number == b.number; };
  tickets.erase(std::unique(tickets.begin(), tickets.end(), same), tickets.end());
  const std::uint64_t length = tickets.back().number - tickets.front().number + 1;
  const std::uint64_t missing = length - tickets.size();
  if (missing > length / 100 * sequence_missing_max_percent + length % 100 * sequence_missing_max_percent / 100) return;
  for (std::size_t i = 1; i < tickets.size(); ++i) {
    const std::uint64_t first = tickets[i - 1].number + 1;
    const std::uint64_t last = tickets[i].number - 1;
    if (first > last) continue;
    std::string text = numbered(prefix, sequence.width, first);
    if (first < last) text += " to " + numbered(prefix, sequence.width, last);
    gaps.push_back({std::move(text), last - first + 1, tickets[i].ticket});
  }
}

std::int64_t first_row_of(const EventLog& log, Code ticket) {
  const auto first = log.row.begin() + log.first[static_cast<std::size_t>(ticket)];
  return *std::min_element(first, log.row.begin() + log.first[static_cast<std::size_t>(ticket) + 1]);
}

std::string gaps_text(const std::vector<Gap>& gaps) {
  std::uint64_t missing = 0;
  for (const Gap& gap : gaps) missing += gap.missing;
  std::string text = missing == 1 ? "1 number is missing between tickets: "
                                  : std::to_string(missing) + " numbers are missing between tickets: ";
  for (std::size_t i = 0; i < std::min(gaps.size(), gaps_listed_max); ++i) text += (i == 0 ? "" : ", ") + gaps[i].text;
  if (gaps.size() > gaps_listed_max) text += ", ...";
  return text + "; ask whether tickets were left out";
}

// The column's own resolution: rows without an instant say nothing about it.
Duration recorded_resolution(const EventLog& log) {
  std::vector<Instant> recorded;
  for (const Instant t : log.recorded_at)
    if (t != not_recorded) recorded.push_back(t);
  return resolution_of(recorded);
}

Code ticket_of(const EventLog& log, std::size_t event) {
  const auto after = std::upper_bound(log.first.begin(), log.first.end(), static_cast<std::uint32_t>(event));
  return static_cast<Code>(after - log.first.begin() - 1);
}

}  // namespace

std::optional<Intake::Note> ticket_number_gaps(const EventLog& log) {
  std::vector<Gap> gaps;
  for (auto& [prefix, sequence] : sequences_of(log.tickets)) add_gaps(prefix, sequence, gaps);
  if (gaps.empty()) return std::nullopt;
  Intake::Note note{"gap-in-ticket-numbers", gaps_text(gaps), static_cast<std::int64_t>(gaps.size()), 0, ""};
  for (const Gap& gap : gaps) {
    const std::int64_t row = first_row_of(log, gap.after);
    if (note.first_row != 0 && note.first_row <= row) continue;
    note.first_row = row;
    note.example = log.tickets.name(gap.after) + ": without " + gap.text;
  }
  return note;
}

std::optional<Intake::Note> recorded_before_it_happened(const EventLog& log) {
  const Duration resolution = recorded_resolution(log);
  std::vector<std::pair<std::int64_t, std::size_t>> doubted;  // row, event
  Duration largest{};
  for (std::size_t i = 0; i < log.recorded_at.size(); ++i) {
    if (log.recorded_at[i] == not_recorded || log.at[i] - log.recorded_at[i] < resolution) continue;
    largest = std::max(largest, log.at[i] - log.recorded_at[i]);
    doubted.emplace_back(log.row[i], i);
  }
  if (doubted.empty()) return std::nullopt;
  std::sort(doubted.begin(), doubted.end());
  const auto [row, event] = doubted.front();
  const auto one_row = [](const auto& a, const auto& b) { return a.first == b.first; };
  const auto rows = std::unique(doubted.begin(), doubted.end(), one_row) - doubted.begin();
  return Intake::Note{"recorded-before-it-happened",
                      "recorded up to " + to_string(Period{0, 0, largest}) +
                          " before it happened; compare the clocks of the systems that wrote at and recorded_at",
                      rows, row,
                      log.tickets.name(ticket_of(log, event)) + ": '" + log.types.name(log.type[event]) + "'"};
}

void remark_on_quality(EventLog& log) {
  for (auto* const find : {&ticket_number_gaps, &recorded_before_it_happened})
    if (std::optional<Intake::Note> note = find(log)) log.intake.remarks.push_back(std::move(*note));
}

}  // namespace slakit
