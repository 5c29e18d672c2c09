#include "calendar/open_hours.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "calendar/make_up_hours.hpp"

namespace slakit::detail {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

struct LocalSpan {
  seconds from;  // since the date's 00:00
  seconds to;
};

// Lays out local dates and, from them, UTC days.
class Layout {
 public:
  Layout(const DatePlan& plan, sys_days first, sys_days end)
      : plan_(plan), spec_(plan.spec()), first_(first), end_(end) {}

  DayPatterns run() && {
    std::vector<std::uint32_t> of_day(static_cast<std::size_t>((end_ - first_).count()));
    mark_special_days();
    segment_ = first_segment();
    for (std::size_t i = 0; i < of_day.size(); ++i) {
      const sys_days day = first_ + days{static_cast<std::int64_t>(i)};
      while (segment_ + 1 < segments().size() && segments()[segment_].to <= day) ++segment_;
      of_day[i] = is_special_[i] != 0 || crosses_a_change(day) ? own_pattern(day) : usual_pattern(day);
    }
    return numbered(first_, std::move(of_day), patterns_);
  }

 private:
  static constexpr std::uint32_t unset = std::numeric_limits<std::uint32_t>::max();

  std::span<const ZoneSegment> segments() const noexcept { return spec_.zone.segments(); }

  std::size_t first_segment() const noexcept {
    const auto list = segments();
    const auto found =
        std::partition_point(list.begin(), list.end(), [&](const ZoneSegment& s) { return s.to <= first_; });
    return std::min(static_cast<std::size_t>(found - list.begin()), list.size() - 1);
  }

  bool crosses_a_change(sys_days day) const noexcept {
    return segments()[segment_].from > day || segments()[segment_].to < day + days{1};
  }

  // Every UTC day that reads a special date, or the date after one, or a change of season: it sees readings of the
  // dates around it, and those the night before.
  void mark_special_days() {
    is_special_.assign(static_cast<std::size_t>((end_ - first_).count()), 0);
    const auto mark = [&](local_days date) {
      const std::int64_t at = (date.time_since_epoch() - first_.time_since_epoch()).count();
      for (std::int64_t i = std::max<std::int64_t>(at - 2, 0);
           i <= std::min<std::int64_t>(at + 2, static_cast<std::int64_t>(is_special_.size()) - 1); ++i)
        is_special_[static_cast<std::size_t>(i)] = 1;
    };
    for (const auto& [date, day] : plan_.special()) mark(date);
    for (const Season& season : spec_.seasons)
      for (std::chrono::year year = Date{first_}.year(); year <= Date{end_}.year(); ++year)
        for (const auto& [day, shift] : {std::pair{season.from, days{0}}, std::pair{season.to, days{1}}}) {
          const auto month = std::chrono::year_month{year, std::chrono::month{static_cast<unsigned>(day.month)}};
          // 29 February: the season's edge is the day after the last of a short month, wherever that lies.
          mark(local_days{month / 1} + days{day.day - 1} + shift);
          mark(local_days{month / 1} + days{day.day - 2} + shift);
        }
  }

  // The pattern of a day whose dates are all as usual: alike by offset, season and weekday.
  std::uint32_t usual_pattern(sys_days day) {
    const seconds offset = segments()[segment_].offset;
    const local_days date{day.time_since_epoch()};
    if (offset != usual_offset_ || usual_.empty() || !spec_.seasons.empty()) {
      const std::size_t season = plan_.season_of(date);
      const auto [place, is_new] = usual_by_kind_.try_emplace({offset, season});
      if (is_new) place->second.assign(7, unset);
      usual_ = {place->second.data(), place->second.size()};
      usual_offset_ = offset;
    }
    std::uint32_t& number = usual_[std::chrono::weekday{day}.iso_encoding() - 1];
    if (number == unset) number = own_pattern(day);
    return number;
  }

  // The day laid out: each piece of constant offset cuts out the readings it shows.
  std::uint32_t own_pattern(sys_days day) {
    DayPattern pattern;
    const auto list = segments();
    for (std::size_t i = segment_; i < list.size() && list[i].from < day + days{1}; ++i) {
      const sys_seconds from = std::max<sys_seconds>(std::chrono::floor<seconds>(list[i].from), day);
      const sys_seconds to = std::min<sys_seconds>(std::chrono::floor<seconds>(list[i].to), day + days{1});
      if (from < to) append_piece(pattern, day, from, to, list[i].offset);
    }
    patterns_.push_back(std::move(pattern));
    return static_cast<std::uint32_t>(patterns_.size() - 1);
  }

  void append_piece(DayPattern& pattern, sys_days day, sys_seconds from, sys_seconds to, seconds offset) {
    const local_seconds local_from{from.time_since_epoch() + offset};
    const local_seconds local_to{to.time_since_epoch() + offset};
    for (local_days date = std::chrono::floor<days>(local_from); date < local_to; date += days{1})
      for (const LocalSpan& span : spans_on(date)) {
        const local_seconds opens = std::max(local_from, date + span.from);
        const local_seconds closes = std::min(local_to, date + span.to);
        if (opens >= closes) continue;
        const auto second = [&](local_seconds t) {
          return static_cast<std::uint32_t>((t.time_since_epoch() - offset - day.time_since_epoch()).count());
        };
        if (!pattern.empty() && pattern.back().to == second(opens))
          pattern.back().to = second(closes);
        else
          pattern.push_back({second(opens), second(closes)});
      }
  }

  // The open hours of a local date, from 0 to 24 h, merged.
  const std::vector<LocalSpan>& spans_on(local_days date) {
    today_.clear();
    const DatePlan::Day day = plan_.on(date);
    const DatePlan::Day before = plan_.on(date - days{1});
    const bool cancels = spec_.overnight_holiday == OvernightHoliday::cancel_the_shift;
    // Cut: a holiday, and a date with hours of its own, take all of their date; the shift of a holiday goes on into the
    // next day. Cancel: they take the shifts that start on their date.
    const bool takes_own = !day.is_holiday();
    const bool takes_night = cancels ? !before.is_holiday() : !day.is_holiday() && !day.is_exception();
    if (takes_night)
      for (const HoursSpan& span : *before.hours)
        if (span.to > day_length) today_.push_back({seconds{0}, span.to - day_length});
    if (takes_own)
      for (const HoursSpan& span : *day.hours) today_.push_back({span.from, std::min(span.to, day_length)});
    merge(today_);
    return today_;
  }

  static void merge(std::vector<LocalSpan>& spans) {
    std::sort(spans.begin(), spans.end(), [](const LocalSpan& a, const LocalSpan& b) { return a.from < b.from; });
    std::size_t count = 0;
    for (const LocalSpan& span : spans) {
      if (count > 0 && span.from <= spans[count - 1].to)
        spans[count - 1].to = std::max(spans[count - 1].to, span.to);
      else
        spans[count++] = span;
    }
    spans.resize(count);
  }

  const DatePlan& plan_;
  const CalendarSpec& spec_;
  sys_days first_;
  sys_days end_;
  std::vector<char> is_special_;
  std::size_t segment_ = 0;
  std::map<std::pair<seconds, std::size_t>, std::vector<std::uint32_t>> usual_by_kind_;
  std::span<std::uint32_t> usual_;
  seconds usual_offset_{};
  std::vector<DayPattern> patterns_{DayPattern{}};
  std::vector<LocalSpan> today_;
};

std::vector<Interval> closed_stretches(const std::vector<Closure>& closures) {
  std::vector<Interval> spans;
  spans.reserve(closures.size());
  for (const Closure& closure : closures) spans.push_back(closure.span);
  std::sort(spans.begin(), spans.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  std::vector<Interval> merged;
  for (const Interval& span : spans) {
    if (!merged.empty() && span.from <= merged.back().to)
      merged.back().to = std::max(merged.back().to, span.to);
    else
      merged.push_back(span);
  }
  return merged;
}

}  // namespace

DayPatterns day_patterns(const DatePlan& plan, Interval known) {
  const CalendarSpec& spec = plan.spec();
  const sys_days first = std::chrono::floor<days>(known.from);
  const sys_days end = std::chrono::ceil<days>(known.to);
  DayPatterns open = Layout(plan, first, end).run();
  if (!spec.closures.empty())
    open = combine(open, patterns_of(closed_stretches(spec.closures), known),
                   [](bool in_a, bool in_b) { return in_a && !in_b; });
  return first < known.from || known.to < end ? clipped(open, known) : open;
}

}  // namespace slakit::detail
