#include "slakit/clock/timeline.hpp"

#include <algorithm>
#include <utility>

#include "slakit/time/readable.hpp"

namespace slakit {
namespace {

class Drawing {
 public:
  Drawing(const Clock& clock, const Course& course, const Dictionary& types) noexcept
      : clock_(clock), course_(course), types_(types) {}

  Timeline segments(Instant as_of) && {
    const bool has_stopped = course_.state == ClockState::stopped;
    if (!has_stopped && course_.state != ClockState::running) return {};
    const Instant end = has_stopped ? std::min(course_.ended, as_of) : as_of;
    add({course_.triggered, std::min(course_.started, end)}, SegmentState::not_started);
    for (std::size_t i = 0; i < course_.spans.size(); ++i) {
      const Instant to = i + 1 < course_.spans.size() ? std::min(course_.spans[i + 1].from, end) : end;
      add_span(course_.spans[i], {std::max(course_.spans[i].from, course_.started), to});
    }
    add({std::max(end, course_.triggered), as_of}, SegmentState::stopped);
    return std::move(timeline_);
  }

 private:
  void add(Interval span, SegmentState state) {
    if (span.from < span.to) timeline_.push_back({span, state});
  }

  void add_span(const Span& span, Interval interval) {
    if (interval.from >= interval.to) return;
    if (span.state == SpanState::stopped) return add(interval, SegmentState::stopped);
    if (span.state == SpanState::running) return add_running(clock_.calendars[span.calendar], interval);
    add(interval, SegmentState::paused);
    if (span.by != Dictionary::absent) timeline_.back().cause = types_.name(span.by);
  }

  // Outside pauses the calendar decides.
  void add_running(const Calendar& calendar, Interval interval) {
    Instant from = interval.from;
    for (ClosedSpan& closed : calendar.closed_spans(from, interval.to)) {
      add({from, closed.span.from}, SegmentState::running);
      add(closed.span, SegmentState::closed);
      timeline_.back().reason = std::move(closed.reason);
      from = closed.span.to;
    }
    add({from, interval.to}, SegmentState::running);
  }

  const Clock& clock_;
  const Course& course_;
  const Dictionary& types_;
  Timeline timeline_;
};

// Splits segments where the ticket changes hands.
Timeline with_holders(Timeline timeline, const std::vector<Hold>& holds) {
  if (holds.empty()) return timeline;
  Timeline result;
  for (Segment& segment : timeline) {
    auto hold = std::upper_bound(holds.begin(), holds.end(), segment.span.from,
                                 [](Instant at, const Hold& h) { return at < h.from; });
    for (Instant from = segment.span.from; from < segment.span.to; ++hold) {
      Segment part = segment;
      const Instant to = hold == holds.end() ? segment.span.to : std::min(hold->from, segment.span.to);
      part.span = {from, to};
      if (hold != holds.begin()) part.holder = std::prev(hold)->by;
      result.push_back(std::move(part));
      from = to;
      if (hold == holds.end()) break;
    }
  }
  return result;
}

std::string state_text(const Segment& segment) {
  switch (segment.state) {
    case SegmentState::not_started: return "not started";
    case SegmentState::running: return "running";
    case SegmentState::paused: return segment.cause.empty() ? "paused" : "paused: " + segment.cause;
    case SegmentState::closed: return "closed: " + to_string(segment.reason);
    case SegmentState::stopped: return "stopped";
  }
  return "";
}

}  // namespace

std::string to_string(const Segment& segment) {
  return state_text(segment) + (segment.holder.empty() ? "" : " (" + segment.holder + ")");
}

std::string to_string(const Timeline& timeline, const Zone& zone) {
  constexpr std::size_t year_size = 5;   // "2024-"
  constexpr std::size_t date_size = 11;  // "2024-05-06 "
  std::string text;
  std::string before;
  for (const Segment& segment : timeline) {
    const std::string wall = wall_text(segment.span.from, zone);
    const auto is_as_before = [&](std::size_t size) { return wall.compare(0, size, before, 0, size) == 0; };
    const bool has_known_year = before.empty() || is_as_before(year_size);
    const std::size_t known = !has_known_year ? 0 : before.empty() || !is_as_before(date_size) ? year_size : date_size;
    text += (text.empty() ? "" : ", ") + wall.substr(known) + " " + to_string(segment) + " " +
            readable(segment.span.length());
    before = wall;
  }
  return text;
}

Timeline timeline(const Clock& clock, const Course& course, Instant as_of, const Dictionary& types,
                  const std::vector<Hold>& holds) {
  return with_holders(Drawing(clock, course, types).segments(as_of), holds);
}

Duration running_time(const Timeline& timeline) noexcept {
  Duration sum{};
  for (const Segment& segment : timeline)
    if (segment.state == SegmentState::running) sum += segment.span.to - segment.span.from;
  return sum;
}

}  // namespace slakit
