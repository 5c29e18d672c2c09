// Replays what other engines answer, from the table that tests/cases/vectors/table.py makes of their recorded tests.
// tests/c/vectors.c and tests/python/test_vectors.py replay the same lines.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "slakit/calendar/calendar.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

using Line = std::vector<std::string_view>;
using Answer = std::optional<std::int64_t>;

Line fields_of(std::string_view text) {
  Line fields;
  for (std::size_t tab = text.find('\t'); tab != std::string_view::npos; tab = text.find('\t')) {
    fields.push_back(text.substr(0, tab));
    text.remove_prefix(tab + 1);
  }
  fields.push_back(text);
  return fields;
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) throw std::invalid_argument(std::string(text));
  return value;
}

Instant instant(std::string_view text) { return Instant{Duration{number(text)}}; }
Date date(std::string_view text) { return Date{sys_days{days{number(text)}}}; }

template <class T>
Answer answer(const Checked<T>& result) {
  if (!result) return std::nullopt;
  if constexpr (std::is_same_v<T, Instant>)
    return result->time_since_epoch().count();
  else if constexpr (std::is_same_v<T, Date>)
    return sys_days{*result}.time_since_epoch().count();
  else if constexpr (std::is_same_v<T, Duration>)
    return result->count();
  else
    return static_cast<std::int64_t>(*result);
}

// ---- the questions: what a convention of another engine is in slakit's words --------------------------------------

Checked<Instant> next_open_after(const Calendar& c, Instant t) {
  if (!c.is_open(t).value_or_throw()) return c.next_open(t);
  const Checked<Instant> close = c.next_close(t);
  return close ? c.next_open(*close) : close;
}

Checked<Instant> prev_close_before(const Calendar& c, Instant t) {
  const Checked<Instant> close = c.prev_close(t);
  if (!close || *close < t) return close;
  const Checked<Instant> opening = c.prev_open(t);
  return opening ? c.prev_close(*opening) : opening;
}

// A result outside hours moves on to the next opening, or back, to the last closing or to the opening of its day.
Checked<Instant> snapped(const Calendar& c, Checked<Instant> t, std::string_view snap, bool forward) {
  if (!t || snap == "none" || c.is_open(*t).value_or_throw()) return t;
  if (snap == "open" || (snap == "day-start" && forward)) return c.next_open(*t);
  const Checked<Instant> close = c.prev_close(*t);
  return snap == "back" || !close ? close : c.prev_open(*close);
}

BusinessDayStart start_of(std::string_view roll) {
  if (roll == "next-business-day") return BusinessDayStart::next_business_day;
  return roll == "next-opening" ? BusinessDayStart::next_opening : BusinessDayStart::as_it_is;
}

Answer add_days(const Calendar& c, const Line& a) {
  const std::int64_t count = number(a[1]);
  const BusinessDayRule rule{.start = start_of(a[2]), .end = BusinessDayEnd::same_time_of_day};
  return answer(snapped(c, c.add_business_days(instant(a[0]), count, rule), a[3], count >= 0));
}

Answer add_dates(const Calendar& c, const Line& a) {
  const std::int64_t count = number(a[1]);
  Date start = date(a[0]);
  if (a[2] != "as-it-is")
    start = c.moved(start, count < 0 ? HolidayDeadline::previous_working_day : HolidayDeadline::next_working_day)
                .value_or_throw();
  return answer(c.add_business_days(start, count));
}

Answer is_holiday(const Calendar& c, const Line& a) {
  const std::optional<ClosedReason> reason = c.why_closed(Instant{sys_days{date(a[0])}});
  return reason && reason->by == ClosedBy::holiday ? 1 : 0;
}

Answer elapsed_rounded(const Calendar& c, const Line& a) {
  constexpr std::int64_t second = 1'000'000;
  const std::int64_t us = c.elapsed(instant(a[0]), instant(a[1])).value_or_throw().count();
  const std::int64_t half = us < 0 ? -second / 2 : second / 2;
  return (us + half) / second * second;
}

Answer elapsed_sum(const Calendar& c, const Line& a) {
  Duration sum{};
  for (std::size_t i = 0; i + 1 < a.size(); i += 2) sum += c.elapsed(instant(a[i]), instant(a[i + 1])).value_or_throw();
  return sum.count();
}

using Question = std::function<Answer(const Calendar&, const Line&)>;

const std::map<std::string_view, Question>& questions() {
  static const std::map<std::string_view, Question> all{
      {"elapsed", [](const Calendar& c, const Line& a) { return answer(c.elapsed(instant(a[0]), instant(a[1]))); }},
      {"elapsed-or-zero",
       [](const Calendar& c, const Line& a) {
         return answer(Checked<Duration>{std::max(Duration{}, *c.elapsed(instant(a[0]), instant(a[1])))});
       }},
      {"elapsed-rounded", elapsed_rounded},
      {"elapsed-sum", elapsed_sum},
      {"exceeds",
       [](const Calendar& c, const Line& a) {
         return Answer{*c.elapsed(instant(a[0]), instant(a[1])) > Duration{number(a[2])} ? 1 : 0};
       }},
      {"due-close",
       [](const Calendar& c, const Line& a) { return answer(c.due(instant(a[0]), Duration{number(a[1])})); }},
      {"due-open",
       [](const Calendar& c, const Line& a) {
         return answer(c.due(instant(a[0]), Duration{number(a[1])}, DueBoundary::next_open));
       }},
      {"is-open", [](const Calendar& c, const Line& a) { return answer(c.is_open(instant(a[0]))); }},
      {"next-open", [](const Calendar& c, const Line& a) { return answer(c.next_open(instant(a[0]))); }},
      {"next-open-after", [](const Calendar& c, const Line& a) { return answer(next_open_after(c, instant(a[0]))); }},
      {"next-close", [](const Calendar& c, const Line& a) { return answer(c.next_close(instant(a[0]))); }},
      {"prev-close", [](const Calendar& c, const Line& a) { return answer(c.prev_close(instant(a[0]))); }},
      {"prev-close-before",
       [](const Calendar& c, const Line& a) { return answer(prev_close_before(c, instant(a[0]))); }},
      {"prev-open", [](const Calendar& c, const Line& a) { return answer(c.prev_open(instant(a[0]))); }},
      {"is-business-day", [](const Calendar& c, const Line& a) { return answer(c.is_business_day(date(a[0]))); }},
      {"is-holiday", is_holiday},
      {"business-days",
       [](const Calendar& c, const Line& a) { return answer(c.business_days(date(a[0]), date(a[1]))); }},
      {"add-days", add_days},
      {"add-days-to-close",
       [](const Calendar& c, const Line& a) {
         return answer(c.add_business_days(instant(a[0]), number(a[1]), {.end = BusinessDayEnd::close_of_business}));
       }},
      {"add-dates", add_dates},
  };
  return all;
}

// ---- the table ----------------------------------------------------------------------------------------------------

class Replay {
 public:
  void line(const Line& f) {
    if (f[0] == "at-least") {
      at_least_[std::string(f[1])] = static_cast<std::size_t>(number(f[2]));
    } else if (f[0] == "calendar") {
      calendars_.emplace(number(f[1]), read_calendar(f[2]));
    } else if (f[0] == "without") {
      calendars_.emplace(number(f[1]), calendars_.at(number(f[2])) - calendars_.at(number(f[3])));
    } else {
      vectors_[std::string(f[1])].insert(std::string(f[2]));
      replay(f);
    }
  }

  void finish() const {
    for (const auto& [peer, minimum] : at_least_) {
      const auto found = vectors_.find(peer);
      const std::size_t count = found != vectors_.end() ? found->second.size() : 0;
      std::cout << peer << ": " << count << " vectors\n";
      EXPECT_GE(count, minimum) << peer;
    }
    EXPECT_EQ(at_least_.size(), 9U);
  }

 private:
  void replay(const Line& f) const {
    SCOPED_TRACE(std::string(f[1]) + ' ' + std::string(f[2]));
    if (f[0] == "refused")
      refused(f);
    else if (f[0] == "wall")
      wall(f);
    else
      ask(f);
  }

  static void refused(const Line& f) {
    try {
      read_calendar(f[3]);
      ADD_FAILURE() << "not refused";
    } catch (const CalendarError& error) {
      EXPECT_EQ(error.problems().front().code, f[4]);
    }
  }

  // A wall time that the zone skips is moved by what it skips; one that occurs twice is the first.
  static void wall(const Line& f) {
    const LocalTime local = Timestamp::parse(f[4])->wall;
    EXPECT_EQ(*load_zone(std::string(f[3])).to_instant(local, Gap::shifted, Fold::first), instant(f[5]));
  }

  void ask(const Line& f) const {
    const Answer ours = questions().at(f[4])(calendars_.at(number(f[5])), Line(f.begin() + 7, f.end()));
    const std::string text = ours ? std::to_string(*ours) : "none";
    if (f[6].front() == '=') {
      EXPECT_EQ(text, f[6].substr(1)) << f[3] << ' ' << f[4];
      return;
    }
    EXPECT_NE(text, f[6].substr(1)) << "a quirk, imitated";
    std::cout << "quirk " << f[1] << ' ' << f[2] << ' ' << f[4] << ": theirs " << f[6].substr(1) << ", ours " << text
              << '\n';
  }

  std::map<std::string, std::size_t> at_least_;
  std::map<std::int64_t, Calendar> calendars_;
  std::map<std::string, std::set<std::string>> vectors_;
};

TEST(PeerVectors, CalendarsAnswerAsOtherEnginesDo) {
  std::ifstream in(SLAKIT_VECTORS);
  ASSERT_TRUE(in) << "no table " SLAKIT_VECTORS;
  if (in.peek() == std::ifstream::traits_type::eof()) GTEST_SKIP() << "the recorded vectors are not here";
  Replay replay;
  for (std::string text; std::getline(in, text);) replay.line(fields_of(text));
  replay.finish();
}

}  // namespace
}  // namespace slakit
