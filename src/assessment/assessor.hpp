// Judges one ticket: what assess() does for all of a log, and explain() again for one. Keeps buffers, so one for each
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assessment/decide.hpp"
#include "assessment/intervals.hpp"
#include "assessment/waits.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/partial.hpp"
#include "slakit/clock/lateness.hpp"
#include "slakit/clock/run.hpp"
#include "slakit/plan/binding.hpp"
#include "slakit/plan/moments.hpp"

namespace slakit {

// A ticket's attributes at some instant, as codes of the log.
struct AttributeValues {
  std::vector<EventLog::Code> codes;

  EventLog::Code value(Binding::Attribute attribute) const noexcept {
    return codes[static_cast<std::size_t>(attribute)];
  }
  const Target* agreed(const Binding::BoundTarget& rule) const noexcept {
    return rule.attribute == Binding::no_attribute ? nullptr : rule.agreed_by(value(rule.attribute));
  }
};

class Assessor {
 public:
  // `waits`: times in which clocks are held, borrowed. `excused`: those of them that never accrue, whatever pauses
  // after due do.
  Assessor(const Plan& plan, const Binding& binding, Instant as_of, const WaitBook* waits = nullptr,
           const WaitBook* excused = nullptr) noexcept
      : plan_(plan), binding_(binding), log_(binding.log()), as_of_(as_of), waits_(waits), excused_(excused) {}

  // Calls `sink(finding, course)` for each cycle of one obligation on one ticket; not at all where the obligation does
  // not apply to it.
  template <class Sink>
  void judge(std::size_t ticket, std::size_t level_index, Sink&& sink) {
    if (plan_.amended.empty()) return judge_under(0, ticket, level_index, sink);
    const std::size_t now = plan_.version_at(as_of_);
    switch (plan_.policies.amended_terms) {
      case AmendedTerms::as_now:
      case AmendedTerms::forward_only: return judge_under(now, ticket, level_index, sink);
      case AmendedTerms::as_at_the_event: break;
    }
    // Of what each version makes of the ticket, the cycles that started under it; what never started is today's.
    for (std::size_t version = 0; version <= now; ++version)
      judge_under(version, ticket, level_index, [&](const Finding& finding, const Course& course) {
        if ((finding.triggered ? plan_.version_at(*finding.triggered) : now) == version) sink(finding, course);
      });
  }

  // A breach inside the term as settlement sees it; its accrual ends with the term.
  void fill(Breach& breach, std::size_t ticket, const Finding& finding, const Course& course) const {
    const Setting<Interval>& holds = *binding_.levels(finding.version)[finding.obligation].holds;
    const bool is_cut = holds && holds->to < *finding.ended;
    breach.at = *finding.due;
    name(breach, ticket, finding);
    breach.is_open = finding.is_open;
    breach.late = is_cut ? late_until(ticket, finding.obligation, holds->to, *finding.due, course) : finding.late;
    const Plan::ServiceLevel& level = plan_.service_levels[finding.obligation];
    if (level.wants_stretches)
      breach.stretches =
          late_stretches(ticket, finding.obligation, is_cut ? holds->to : *finding.ended, *finding.due, course);
    if (!level.said.empty()) add_said(breach, level.said, ticket, course);
  }

  // A clock that was kept, for a bonus on the time that it saved.
  void fill_kept(Breach& breach, std::size_t ticket, const Finding& finding, const Course& course) const {
    breach.at = *finding.ended;
    name(breach, ticket, finding);
    breach.is_kept = true;
    breach.saved = finding.target - finding.elapsed;
    add_said(breach, plan_.service_levels[finding.obligation].said, ticket, course);
  }

 private:
  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);

  // A breach that starts another clock at `at`, from the first event after `known` on: events until then come first.
  struct KnownBreach {
    Instant at;
    Instant known;
  };

  template <class Sink>
  void judge_under(std::size_t version, std::size_t ticket, std::size_t level_index, Sink&& sink) {
    version_ = version;
    known_row_ = no_row;
    const Binding::BoundLevel& level = levels()[level_index];
    const auto decide_one = [&](const Course& course) { decide(ticket, level_index, course, sink); };
    const bool by_types = !level.follows_attributes() && !level.breach_of && !changes_terms() &&
                          waits_of(waits_, ticket, level_index).empty() && run_by_types(level, ticket);
    const std::optional<KnownBreach> breach = level.breach_of ? breach_before(level, ticket) : std::nullopt;
    is_held_back_ = level.breach_of && !breach;
    start_ = level.clock.starts_by_breach ? breach : std::nullopt;
    if (!by_types) {
      known_row_ = no_row;
      replay(level_index, ticket, start_, nullptr, course_, decide_one);
    }
    decide_one(course_);
  }

  Waits waits_of(const WaitBook* book, std::size_t ticket, std::size_t level_index) const {
    const std::size_t first = log_.first[ticket];
    if (book == nullptr || first == log_.first[ticket + 1]) return {};
    return book->of(ticket, level_index, log_.at[first]);
  }

  const std::vector<Binding::BoundLevel>& levels() const noexcept { return binding_.levels(version_); }

  // Terms change under running clocks.
  bool changes_terms() const noexcept {
    return !plan_.amended.empty() && plan_.policies.amended_terms == AmendedTerms::forward_only;
  }

  // The rows of one instant.
  struct InstantRows {
    const EventLog& log;
    std::size_t first;
    std::size_t end;

    std::size_t size() const noexcept { return end - first; }
    EventLog::Code type(std::size_t i) const noexcept { return log.type[first + i]; }
    std::int64_t sequence(std::size_t i) const noexcept { return log.sequence.empty() ? 0 : log.sequence[first + i]; }
    EventLog::Code own(std::size_t i, Binding::Attribute attribute) const noexcept {
      return log.attributes[static_cast<std::size_t>(attribute)].codes[first + i];
    }
  };

  // For clocks of one cycle whose roles follow from event types, on tickets whose target does not change while they
  // run. False: it is none, or it does.
  bool run_by_types(const Binding::BoundLevel& level, std::size_t ticket) {
    const bool may_change = !level.target_attributes.empty() && level.clock.retarget != Retarget::as_at_start;
    // Cycles that are finished are findings, too.
    const bool has_cycles =
        level.clock.cycles != Cycles::first || (level.clock.may_reopen && level.clock.reopen == Reopen::new_cycle);
    if (has_cycles || (level.clock.may_reopen && !level.target_attributes.empty())) return false;
    run(level.clock, history(log_, ticket), as_of_, course_);
    if (level.clock.target.kind != TargetKind::none) return true;
    const std::size_t first = log_.first[ticket];
    const std::size_t row = matching_row(ticket, course_);
    known_row_ = row;
    if (row == no_row) return true;
    const RowValues values{log_, first, row};
    if (may_change && course_.state == ClockState::running && changes(level, values, ticket, as_of_)) return false;
    if (may_change && course_.state == ClockState::stopped && changes(level, values, ticket, course_.ended))
      return false;
    const detail::MatchedTarget target = detail::target_of(level, values);
    course_.target = course_.matched = *target.target;
    course_.target_rule = course_.matched_rule = target.rule;
    return true;
  }

  // A ticket's attributes after a row, found by looking back.
  struct RowValues {
    const EventLog& log;
    std::size_t first;
    std::size_t last;

    EventLog::Code value(Binding::Attribute attribute) const noexcept {
      return Binding::value_at(log.attributes[static_cast<std::size_t>(attribute)], first, last);
    }
    const Target* agreed(const Binding::BoundTarget& rule) const noexcept {
      return rule.attribute == Binding::no_attribute ? nullptr : rule.agreed_by(value(rule.attribute));
    }
  };

  // Some attribute that targets ask about gets another value after the start and not after `end`.
  bool changes(const Binding::BoundLevel& level, const RowValues& start, std::size_t ticket,
               Instant end) const noexcept {
    const std::size_t after = log_.first[ticket + 1];
    for (const Binding::Attribute attribute : level.target_attributes) {
      const TextColumn& column = log_.attributes[static_cast<std::size_t>(attribute)];
      const EventLog::Code value = start.value(attribute);
      for (std::size_t row = start.last + 1; row < after && log_.at[row] <= end && log_.at[row] < as_of_; ++row)
        if (column.codes[row] != Dictionary::absent && column.codes[row] != value) return true;
    }
    return false;
  }

  // Any clock, over all its moments. `start`: the breach elsewhere that starts it. `noted`: gets its own first breach,
  // where others follow it.
  template <class Finished>
  void replay(std::size_t level_index, std::size_t ticket, std::optional<KnownBreach> start,
              std::optional<KnownBreach>* noted, Course& course, Finished&& finished) {
    const Binding::BoundLevel& level = levels()[level_index];
    begin(changes_terms() ? binding_.levels(0)[level_index].clock : level.clock, course);
    const std::vector<Moment> moments = moments_of_ticket(level_index, ticket);
    detail::Advance advance(level.clock, course, finished);
    Instant last = range_begin;
    const auto breaches_before = [&](Instant at) {
      // A breach comes after the events of its instant: they could have prevented it.
      if (start && start->known < at) {
        last = std::max(last, start->known);
        advance.start_by_breach(std::exchange(start, std::nullopt)->at);
      }
      if (noted != nullptr && !*noted) *noted = breach_at(level.clock, course, last, at);
    };
    for (const Moment& moment : moments) {
      breaches_before(moment.at);
      advance.apply(moment);
      last = moment.at;
    }
    breaches_before(as_of_);
  }

  // A breach that is known before `at`, and was not before `last`.
  static std::optional<KnownBreach> breach_at(const Clock& clock, Course& course, Instant last, Instant at) noexcept {
    note_breach(clock, course, at);
    if (!course.first_breach) return std::nullopt;
    const std::optional<Instant> kept = detail::kept_until(clock, course, read(clock, course, at)).value;
    return KnownBreach{*course.first_breach, std::max(last, kept.value_or(last))};
  }

  // When the obligation that a chained one follows was first breached, as events before showed it.
  std::optional<KnownBreach> breach_before(const Binding::BoundLevel& level, std::size_t ticket) {
    std::vector<std::size_t> chain;
    for (std::optional<std::size_t> i = level.breach_of; i; i = levels()[*i].breach_of) chain.push_back(*i);
    std::optional<KnownBreach> breach;
    for (auto i = chain.rbegin(); i != chain.rend(); ++i) {
      const Binding::BoundLevel& followed = levels()[*i];
      const std::optional<KnownBreach> before = breach;
      if (followed.breach_of && !before) continue;  // held back, and so is all that follows
      breach = first_breach(*i, ticket, before);
      if (breach && before && !followed.clock.starts_by_breach)
        breach = {std::max(breach->at, before->at), std::max(breach->known, before->known)};
    }
    return breach;
  }

  std::optional<KnownBreach> first_breach(std::size_t level_index, std::size_t ticket,
                                          std::optional<KnownBreach> start) {
    const Binding::BoundLevel& level = levels()[level_index];
    if (!level.clock.starts_by_breach) start.reset();
    Course course;
    std::optional<KnownBreach> breach;
    replay(level_index, ticket, start, &breach, course, detail::NothingFinished{});
    const std::size_t row = matching_row(ticket, course, start);
    if (row == no_row || !binding_.matches(level.applies, log_.first[ticket], row)) return std::nullopt;
    return breach;
  }

  std::vector<Moment> moments_of_ticket(std::size_t level_index, std::size_t ticket) const {
    std::vector<Moment> moments;
    AttributeValues before{std::vector<EventLog::Code>(log_.attributes.size(), Dictionary::absent)};
    AttributeValues after = before;
    const std::size_t end = log_.first[ticket + 1];
    std::size_t version = changes_terms() ? 0 : version_;
    for (std::size_t row = log_.first[ticket]; row < end && log_.at[row] < as_of_;) {
      for (; version < version_ && plan_.amended[version].from <= log_.at[row]; ++version)
        moments.push_back(amendment(version + 1, level_index, before));
      InstantRows rows{log_, row, row};
      bool is_changed = row == log_.first[ticket];
      for (; rows.end < end && log_.at[rows.end] == log_.at[row]; ++rows.end)
        is_changed = take_values(rows.end, after) || is_changed;
      moments_of(binding_.levels(version)[level_index], log_.at[row], rows, before, after, is_changed,
                 [&](const Moment& moment) { moments.push_back(moment); });
      if (is_changed) before.codes = after.codes;
      row = rows.end;
    }
    for (; version < version_ && plan_.amended[version].from < as_of_; ++version)
      moments.push_back(amendment(version + 1, level_index, before));
    moments = held(std::move(moments), waits_of(waits_, ticket, level_index));
    // What still lasts at as_of has not ended.
    while (!moments.empty() && moments.back().at >= as_of_) moments.pop_back();
    return moments;
  }

  // Other terms from here on: another target, another calendar.
  Moment amendment(std::size_t version, std::size_t level_index, const AttributeValues& ticket) const noexcept {
    const Binding::BoundLevel& level = binding_.levels(version)[level_index];
    const detail::MatchedTarget target = detail::target_of(level, ticket);
    Moment moment;
    moment.at = plan_.amended[version - 1].from;
    moment.target = target.target;
    moment.target_rule = target.rule;
    moment.calendar = level.has_holders ? detail::calendar_of(level, ticket) : level.clock.calendar;
    return moment;
  }

  bool take_values(std::size_t row, AttributeValues& values) const noexcept {
    bool is_changed = false;
    for (std::size_t i = 0; i < log_.attributes.size(); ++i) {
      const EventLog::Code code = log_.attributes[i].codes[row];
      if (code == Dictionary::absent || code == values.codes[i]) continue;
      values.codes[i] = code;
      is_changed = true;
    }
    return is_changed;
  }

  // The row up to which attributes are read: the clock's start, or the last seen row where it has none. A breach that
  // starts it is seen when it is known.
  std::size_t matching_row(std::size_t ticket, const Course& course,
                           const std::optional<KnownBreach>& breach = std::nullopt) const noexcept {
    const Instant start = breach ? breach->known : course.triggered;
    const bool has_start = course.state != ClockState::no_start && course.state != ClockState::stop_before_start;
    std::size_t last = no_row;
    for (std::size_t row = log_.first[ticket]; row < log_.first[ticket + 1] && log_.at[row] < as_of_; ++row) {
      if (has_start && log_.at[row] > start) break;
      last = row;
    }
    return last;
  }

  template <class Sink>
  void decide(std::size_t ticket, std::size_t level_index, const Course& course, Sink& sink) {
    const Binding::BoundLevel& level = levels()[level_index];
    const std::size_t first = log_.first[ticket];
    if (first == log_.first[ticket + 1] || log_.at[first] >= as_of_) return;
    if (!level.applies.empty()) {
      const std::size_t row = known_row_ != no_row ? known_row_ : matching_row(ticket, course, start_);
      if (!binding_.matches(level.applies, first, row)) return;
    }
    const Reading reading = read(level.clock, course, as_of_);
    Finding finding(fresh_);
    find(level, reading, log_.resolution, finding);
    finding.ticket = static_cast<Dictionary::Code>(ticket);
    finding.obligation = static_cast<std::uint16_t>(level_index);
    finding.version = static_cast<std::uint16_t>(version_of(course));
    // Where events are states, a pause inside a pause or a stop from a pause is how states follow each other.
    if (log_.events_are_states) finding.oddities &= oddity::duplicate_start;
    if (is_held_back_ && !level.clock.starts_by_breach)
      not_triggered(finding, Reason::other_not_breached, finding.is_open);
    if (finding.verdict == Verdict::breached)
      finding.late = late_until(ticket, level_index, *finding.ended, *finding.due, course);
    sink(static_cast<const Finding&>(finding), course);
  }

  // The terms that the last of it was judged by.
  std::size_t version_of(const Course& course) const noexcept {
    return changes_terms() && course.state == ClockState::stopped ? plan_.version_at(course.ended) : version_;
  }

  // The incident attribute's last value seen.
  std::string_view incident_of(std::size_t ticket) const noexcept {
    const TextColumn* column = binding_.incident();
    if (column == nullptr) return {};
    const std::size_t first = log_.first[ticket];
    std::size_t end = log_.first[ticket + 1];
    while (end > first && log_.at[end - 1] >= as_of_) --end;
    const EventLog::Code value = end > first ? Binding::value_at(*column, first, end - 1) : Dictionary::absent;
    return value != Dictionary::absent ? std::string_view(column->values.name(value)) : std::string_view{};
  }

  // What it is about.
  void name(Breach& breach, std::size_t ticket, const Finding& finding) const {
    breach.ticket = log_.tickets.name(finding.ticket);
    breach.obligation = finding.obligation;
    breach.cycle = finding.cycle;
    breach.version = finding.version;
    breach.incident = incident_of(ticket);
    breach.ended = *finding.ended;
    breach.belongs = *finding.triggered;
  }

  // What the ticket said when the clock started.
  void add_said(Breach& breach, const std::vector<std::string>& names, std::size_t ticket, const Course& course) const {
    const std::size_t row = matching_row(ticket, course);
    if (row == no_row) return;
    for (const std::string& name : names) {
      const Binding::Attribute attribute = binding_.attribute(name);
      if (attribute == Binding::no_attribute) continue;
      const TextColumn& column = log_.attributes[static_cast<std::size_t>(attribute)];
      const EventLog::Code code = Binding::value_at(column, log_.first[ticket], row);
      if (code != Dictionary::absent) breach.said.push_back({name, column.values.name(code)});
    }
  }

  Lateness late_until(std::size_t ticket, std::size_t level_index, Instant end, Instant due,
                      const Course& course) const {
    bool pauses_stop_it = false;
    std::vector<Span> made;
    const std::span<const Span> spans = late_spans(ticket, level_index, course, made, pauses_stop_it);
    return lateness(due, end, spans, pauses_stop_it, plan_.zone);
  }

  std::vector<Interval> late_stretches(std::size_t ticket, std::size_t level_index, Instant end, Instant due,
                                       const Course& course) const {
    bool pauses_stop_it = false;
    std::vector<Span> made;
    const std::span<const Span> spans = late_spans(ticket, level_index, course, made, pauses_stop_it);
    std::vector<Interval> stretches;
    each_late(due, end, spans, pauses_stop_it, [&](Instant from, Instant to) {
      if (from < to) stretches.push_back({from, to});
    });
    return stretches;
  }

  // The spans that lateness is counted by: the course's own, or, where pauses accrue, `made` of excused time.
  std::span<const Span> late_spans(std::size_t ticket, std::size_t level_index, const Course& course,
                                   std::vector<Span>& made, bool& pauses_stop_it) const {
    pauses_stop_it = plan_.policies.pause_after_due == PauseAfterDue::stops_accrual;
    if (pauses_stop_it || excused_ == nullptr) return course.spans;
    pauses_stop_it = true;
    Intervals left_out;
    for (const Wait& wait : waits_of(excused_, ticket, level_index)) left_out.push_back(wait.span);
    for (std::size_t i = 0; i + 1 < course.spans.size(); ++i)
      if (course.spans[i].state == SpanState::stopped)
        left_out.push_back({course.spans[i].from, course.spans[i + 1].from});
    for (const Interval& one : united(std::move(left_out))) {
      made.push_back({one.from, Dictionary::absent, 0, SpanState::paused});
      made.push_back({one.to, Dictionary::absent, 0, SpanState::running});
    }
    return made;
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  const WaitBook* waits_;
  const WaitBook* excused_;
  Course course_;
  const Finding fresh_;               // copied: making one anew costs more
  std::size_t known_row_ = no_row;    // where attributes are read, if that is known
  std::size_t version_ = 0;           // of the terms
  std::optional<KnownBreach> start_;  // of the clock that is judged, by another's breach
  bool is_held_back_ = false;         // by an obligation that is not breached
};

}  // namespace slakit
