#include "slakit/io/calendar_report.hpp"
#include "slakit/calendar/describe.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json.hpp>
#include <map>
#include <utility>
#include <vector>

#include "json_text.hpp"
#include "segment_json.hpp"
#include "slakit/base/error.hpp"
#include "slakit/time/period.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::seconds;

constexpr int report_version = 1;
constexpr int rare = 20;  // hours that a weekday has less often than on each twentieth date are left out of its week

// One local date of a calendar.
class Day {
 public:
  Day(const Calendar& calendar, local_days date) : calendar_(calendar), date_(date) {
    const Checked<Instant> from = calendar.zone().to_instant(LocalTime{date});
    const Checked<Instant> to = calendar.zone().to_instant(LocalTime{date + days{1}});
    if (!from || !to) return;
    span_ = {*from, *to};
    fault_ = calendar.elapsed(*from, *to).fault;
  }

  Fault fault() const noexcept { return fault_; }

  std::vector<std::string> hours() const {
    std::vector<std::string> list;
    for (const Interval& open : calendar_.intervals(span_.from, span_.to)) list.push_back(local(open));
    return list;
  }

  json::object report() const {
    const Date date{date_};
    json::object object{{"date", to_string(date)}, {"weekday", detail::weekday_keys[weekday()]}};
    if (fault_ != Fault::none) {
      object["fault"] = to_string(fault_);
      return object;
    }
    const std::vector<std::string> open = hours();
    object["hours"] = json::array(open.begin(), open.end());
    object["open"] = to_string(Period{0, 0, *calendar_.elapsed(span_.from, span_.to)});
    json::array closed;
    for (const ClosedSpan& one : calendar_.closed_spans(span_.from, span_.to)) {
      json::object reason{{"from", clock(one.span.from)}, {"to", clock(one.span.to)}};
      for (auto& [key, value] : to_json_value(one.reason)) reason[key] = std::move(value);
      closed.push_back(std::move(reason));
    }
    object["closed"] = std::move(closed);
    return object;
  }

  std::size_t weekday() const noexcept { return std::chrono::weekday{date_}.iso_encoding() - 1; }

 private:
  seconds time_of_day(Instant at) const {
    if (at == span_.to) return days{1};
    return std::chrono::floor<seconds>(calendar_.zone().to_local(at) - date_);
  }
  std::string local(const Interval& open) const {
    return to_string(HoursSpan{time_of_day(open.from), time_of_day(open.to)});
  }
  // "24:00" at its end.
  std::string clock(Instant at) const {
    const std::string text = to_string(HoursSpan{time_of_day(at), time_of_day(at)});
    return text.substr(0, text.find('-'));
  }

  const Calendar& calendar_;
  local_days date_;
  Interval span_{};
  Fault fault_ = Fault::out_of_range;
};

std::pair<local_days, local_days> all_known(const Calendar& calendar) {
  const auto date = [&](Instant at) { return std::chrono::floor<days>(calendar.zone().to_local(at)); };
  const local_days first = date(calendar.known().from);
  // The first may have begun before what is known does.
  return {*calendar.zone().to_instant(LocalTime{first}) < calendar.known().from ? first + days{1} : first,
          date(calendar.known().to)};
}

json::array week_of(const Calendar& calendar, local_days first, local_days end) {
  std::array<std::map<std::vector<std::string>, int>, 7> found;
  std::array<int, 7> dates{};
  for (local_days date = first; date < end; date += days{1}) {
    const Day day(calendar, date);
    if (day.fault() != Fault::none) continue;
    ++found.at(day.weekday())[day.hours()];
    ++dates.at(day.weekday());
  }
  json::array week;
  for (std::size_t weekday = 0; weekday < found.size(); ++weekday) {
    std::vector<std::pair<std::vector<std::string>, int>> list(found.at(weekday).begin(), found.at(weekday).end());
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [hours, count] : list)
      if (count * rare >= dates.at(weekday))
        week.push_back({{"weekday", detail::weekday_keys.at(weekday)},
                        {"hours", json::array(hours.begin(), hours.end())},
                        {"dates", count},
                        {"of", dates.at(weekday)}});
  }
  return week;
}

void add_identity(json::object& object, const Calendar& calendar) {
  const Zone& zone = calendar.zone();
  const Interval known = calendar.known();
  object["time_zone"] = zone.name();
  object["tzdata"] = zone.tzdata_version();
  object["digest"] = calendar.digest();
  object["known_from"] = known.from > range_begin ? json::value(to_rfc3339(known.from, zone)) : nullptr;
  object["known_until"] = known.to < range_end ? json::value(to_rfc3339(known.to, zone)) : nullptr;
}

}  // namespace

std::string calendar_report(const Calendar& calendar, const Setting<DateRange>& range) {
  json::object object{{"slakit_calendar", report_version}};
  add_identity(object, calendar);
  object["always"] = calendar.is_always();
  const auto [first, end] = all_known(calendar);
  object["week"] = week_of(calendar, first, end);
  json::array list;
  if (range)
    for (local_days date{range->first}; date <= local_days{range->last}; date += days{1})
      list.push_back(Day(calendar, date).report());
  object["days"] = std::move(list);
  return to_json_text(object);
}

std::string due_report(const Calendar& calendar, Instant start, Duration budget, DueBoundary boundary) {
  const Instant due = calendar.due(start, budget, boundary).value_or_throw();
  json::object object{{"slakit_due", report_version}};
  add_identity(object, calendar);
  object["start"] = to_rfc3339(start, calendar.zone());
  object["budget"] = to_string(Period{0, 0, budget});
  object["boundary"] = boost::describe::enum_to_string(boundary, "?");
  object["due"] = to_rfc3339(due, calendar.zone());
  json::array segments;
  Instant from = std::min(start, due);
  const Instant to = std::max(start, due);
  const auto add = [&](const Segment& segment) {
    if (segment.span.from < segment.span.to) segments.push_back(to_json_value(segment, calendar.zone()));
  };
  for (const ClosedSpan& closed : calendar.closed_spans(from, to)) {
    add({{from, closed.span.from}, SegmentState::running});
    add({closed.span, SegmentState::closed, closed.reason});
    from = closed.span.to;
  }
  add({{from, to}, SegmentState::running});
  object["segments"] = std::move(segments);
  return to_json_text(object);
}

}  // namespace slakit
