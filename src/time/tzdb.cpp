// The only file that sees date/tz.h: its classes change their layout with USE_OS_TZDB, so no header of ours may show
// it.
//
// date resolves names and gives each file's explicit transitions. It ignores the footer, the POSIX TZ string that holds
// after the last of them (RFC 9636, section 3.3): that and the database's release are read here, beside it.
#include "slakit/time/tzdb.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "slakit/base/suggest.hpp"

#if !USE_OS_TZDB
#error "build with Howard Hinnant's date configured for the system's zone files (USE_OS_TZDB=1), as Debian has it"
#endif

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr sys_seconds table_begin = std::chrono::floor<seconds>(range_begin);
constexpr sys_seconds table_end = std::chrono::floor<seconds>(range_end);
const char* const zone_directory = "/usr/share/zoneinfo/";  // where date's own reader looks first

[[noreturn]] void fail(std::string code, std::string message) {
  throw ZoneError({Problem{std::move(code), "", std::move(message), "", {}}});
}

// ---- The footer: "std offset [dst [offset] [,start[/time],end[/time]]]".

// A day of the year and a time on it.
struct RuleDay {
  char kind = 'M';  // 'M': weekday of a week of a month; 'J': day 1-365 without 29 February; 'N': day 0-365
  int month = 0;
  int week = 0;
  int day = 0;
  seconds time = hours{2};

  // The local date and time it means in `year`, as if local time were UTC.
  sys_seconds in(std::chrono::year year) const {
    const sys_days january_1{year / 1 / 1};
    if (kind == 'N') return january_1 + days{day} + time;
    if (kind == 'J') return january_1 + days{day - 1 + (year.is_leap() && day >= 60 ? 1 : 0)} + time;
    const std::chrono::weekday weekday{static_cast<unsigned>(day)};
    const std::chrono::year_month in_month{year, std::chrono::month{static_cast<unsigned>(month)}};
    const sys_days date = week == 5 ? sys_days{in_month / weekday[std::chrono::last]}
                                    : sys_days{in_month / weekday[static_cast<unsigned>(week)]};
    return date + time;
  }
};

struct FooterRule {
  seconds standard{};
  bool has_summer = false;
  seconds summer{};
  RuleDay start;  // of summer time, in standard time
  RuleDay end;    // in summer time
};

class FooterParser {
 public:
  explicit FooterParser(std::string_view text) : text_(text) {}

  std::optional<FooterRule> parse() {
    FooterRule rule;
    skip_name();
    rule.standard = -time(24);
    if (!text_.empty()) {
      rule.has_summer = true;
      skip_name();
      rule.summer = !text_.empty() && text_.front() != ',' ? -time(24) : rule.standard + hours{1};
      expect(',');
      rule.start = rule_day();
      expect(',');
      rule.end = rule_day();
    }
    return good_ && text_.empty() ? std::optional{rule} : std::nullopt;
  }

 private:
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void expect(char c) { good_ = take(c) && good_; }

  void skip_name() {
    const bool quoted = take('<');
    const auto part_of_name = [&](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (quoted && c != '>');
    };
    std::size_t length = 0;
    while (length < text_.size() && part_of_name(text_[length])) ++length;
    text_.remove_prefix(length);
    good_ = good_ && length >= 3;
    if (quoted) expect('>');
  }

  int number(int most) {
    int value = 0;
    std::size_t length = 0;
    while (length < text_.size() && length < 4 && text_[length] >= '0' && text_[length] <= '9')
      value = value * 10 + (text_[length++] - '0');
    text_.remove_prefix(length);
    good_ = good_ && length > 0 && value <= most;
    return value;
  }

  seconds time(int most_hours) {
    const bool negative = take('-');
    if (!negative) take('+');
    seconds value = hours{number(most_hours)};
    if (take(':')) value += std::chrono::minutes{number(59)};
    if (take(':')) value += seconds{number(59)};
    return negative ? -value : value;
  }

  RuleDay rule_day() {
    RuleDay day;
    if (take('M')) {
      day.month = number(12);
      expect('.');
      day.week = number(5);
      expect('.');
      day.day = number(6);
      good_ = good_ && day.month >= 1 && day.week >= 1;
    } else {
      day.kind = take('J') ? 'J' : 'N';
      day.day = number(365);
    }
    if (take('/')) day.time = time(167);
    return day;
  }

  std::string_view text_;
  bool good_ = true;
};

// ---- The file.

struct Tail {
  std::optional<sys_seconds> last_transition;  // none in a file without explicit transitions
  std::optional<FooterRule> rule;              // none: the last explicit offset holds for ever
};

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

// Reads a TZif file (RFC 9636, section 3): a header and a block with 32-bit times, again with 64-bit times, the footer.
std::optional<Tail> parse_tail(std::string_view file) {
  constexpr std::size_t header_size = 44;
  struct Block {
    std::uint64_t transitions;
    std::uint64_t size;
  };
  const auto block = [&](std::uint64_t start, std::uint64_t time_size) -> std::optional<Block> {
    if (start + header_size > file.size() || file.substr(start, 4) != "TZif") return std::nullopt;
    std::array<std::uint64_t, 6> n{};  // counts: ut/local, standard/wall, leap seconds, transitions, types, characters
    for (std::size_t i = 0; i < n.size(); ++i) n[i] = big_endian(file.substr(start + 20 + 4 * i, 4));
    return Block{n[3], n[3] * (time_size + 1) + n[4] * 6 + n[5] + n[2] * (time_size + 4) + n[1] + n[0]};
  };
  const std::optional<Block> first = block(0, 4);
  if (!first || file[4] < '2') return std::nullopt;  // version 1 has no footer and no times after 2038
  const std::uint64_t second_at = header_size + first->size;
  const std::optional<Block> second = block(second_at, 8);
  if (!second || second_at + header_size + second->size + 2 > file.size()) return std::nullopt;

  Tail tail;
  if (second->transitions > 0) {
    const std::uint64_t last = second_at + header_size + 8 * (second->transitions - 1);
    tail.last_transition = sys_seconds{seconds{static_cast<std::int64_t>(big_endian(file.substr(last, 8)))}};
  }
  std::string_view footer = file.substr(second_at + header_size + second->size);
  const std::size_t end = footer.find('\n', 1);
  if (footer.front() != '\n' || end == std::string_view::npos) return std::nullopt;
  footer = footer.substr(1, end - 1);
  if (!footer.empty()) {
    tail.rule = FooterParser(footer).parse();
    if (!tail.rule) return std::nullopt;
  }
  return tail;
}

Tail read_tail(std::string_view name) {
  std::ifstream in(zone_directory + std::string(name), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::optional<Tail> tail = parse_tail(bytes);
  if (!tail) fail("zone-data", "the file of time zone '" + std::string(name) + "' is damaged; reinstall tzdata");
  return *tail;
}

// "# version 2025b"
std::string read_version() {
  std::ifstream in(std::string(zone_directory) + "tzdata.zi");
  std::string hash, word, version;
  in >> hash >> word >> version;
  return hash == "#" && word == "version" ? version : "unknown";
}

// ---- The table.

// Pieces of [from, table_end) by the footer's rule.
void append_rule(std::vector<ZoneSegment>& table, const FooterRule& rule, sys_seconds from) {
  if (!rule.has_summer) {
    table.push_back({from, table_end, rule.standard});
    return;
  }
  struct Change {
    sys_seconds at;
    seconds offset;
  };
  std::vector<Change> changes;
  // The year before `from` gives the offset that holds there.
  const std::chrono::year first =
      std::chrono::year_month_day{std::chrono::floor<days>(from)}.year() - std::chrono::years{1};
  for (std::chrono::year year = first; year <= std::chrono::year{2101}; ++year) {
    changes.push_back({rule.end.in(year)-rule.summer, rule.standard});
    changes.push_back({rule.start.in(year)-rule.standard, rule.summer});
  }
  // Stable: where summer time ends and starts in one instant (all year round), it goes on.
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const sys_seconds end = i + 1 < changes.size() ? changes[i + 1].at : table_end;
    const ZoneSegment piece{std::max(changes[i].at, from), std::min(end, table_end), changes[i].offset};
    if (piece.from < piece.to) table.push_back(piece);
  }
}

std::vector<ZoneSegment> make_table(const date::time_zone& zone, const Tail& tail) {
  // The rule holds after the last explicit transition, not at it; without transitions from the start; without a rule
  // never.
  sys_seconds rule_from = table_end;
  if (tail.rule)
    rule_from =
        tail.last_transition ? std::clamp(*tail.last_transition + seconds{1}, table_begin, table_end) : table_begin;
  std::vector<ZoneSegment> table;
  for (sys_seconds at = table_begin; at < rule_from;) {
    const date::sys_info info = zone.get_info(at);
    const sys_seconds to = std::min(sys_seconds{info.end}, rule_from);
    table.push_back({at, to, info.offset});
    at = to;
  }
  if (tail.rule && rule_from < table_end) append_rule(table, *tail.rule, rule_from);
  return table;
}

// ---- Names.

// "right/" counts leap seconds and "posix/" repeats the rest; the others are settings of this machine, not zones.
bool is_public_name(std::string_view name) {
  return !name.starts_with("right/") && !name.starts_with("posix/") && name != "posixrules" && name != "localtime" &&
         name != "Factory";
}

const date::tzdb& database() {
  try {
    return date::get_tzdb();
  } catch (const std::exception&) {
    fail("zone-data", "no time zone database on this machine; install the package tzdata");
  }
}

const date::time_zone* find(std::string_view name) {
  if (!is_public_name(name)) return nullptr;
  const std::vector<date::time_zone>& zones = database().zones;
  const auto found = std::find_if(zones.begin(), zones.end(), [&](const auto& zone) { return zone.name() == name; });
  return found == zones.end() ? nullptr : &*found;
}

// Letter case and blanks are no difference when looking for what was meant.
std::string folded(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' ? '_' : c;
  return text;
}

}  // namespace

Zone load_zone(std::string_view name) {
  const date::time_zone* zone = find(name);
  if (zone == nullptr) fail("unknown-zone", unknown_zone_message(name));
  return Zone{std::string(name), read_version(), make_table(*zone, read_tail(name))};
}

bool zone_exists(std::string_view name) noexcept {
  try {
    return find(name) != nullptr;
  } catch (...) {  // no database: no zone exists
    return false;
  }
}

std::string unknown_zone_message(std::string_view name) {
  std::string message = "unknown time zone '" + std::string(name) + "'; ";
  std::string nearest;
  std::size_t least = std::min<std::size_t>(name.size() / 3 + 1, 4);  // further away is no likeness
  const std::string wanted = name.size() <= 64 ? folded(name) : "";
  for (const date::time_zone& zone : database().zones) {
    if (wanted.empty() || !is_public_name(zone.name())) continue;
    const std::string full = folded(zone.name());
    const std::string city = full.substr(full.rfind('/') + 1);  // "Shanghai" alone means the zone that ends with it
    const std::size_t edits = std::min(edit_distance(wanted, full), edit_distance(wanted, city));
    if (edits < least) {
      least = edits;
      nearest = zone.name();
    }
  }
  return message +
         (nearest.empty() ? "write an IANA name such as 'Europe/Berlin' or 'UTC'" : "did you mean '" + nearest + "'?");
}

}  // namespace slakit
