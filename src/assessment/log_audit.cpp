#include "slakit/assessment/log_audit.hpp"

#include <algorithm>
#include <utility>

#include "assessment/assessor.hpp"
#include "assessment/consent_waits.hpp"
#include "assessment/entry_rows.hpp"
#include "assessment/known_rows.hpp"

namespace slakit {
namespace {

constexpr Duration tick{1};

// What one row of the source says of a ticket at one recording.
struct Entry {
  std::vector<std::size_t> rows;  // places among the ticket's rows
  std::int64_t source_row = 0;
  Instant at{};     // the first of its events
  Instant known{};  // from when on it can be known
  Duration delay{};
};

// One cycle of one obligation as judged.
struct Seen {
  std::uint16_t obligation = 0;
  std::int32_t cycle = 0;
  Instant triggered{};
  Judgement judgement;
  Duration target{};
  bool is_open = false;
  bool is_breached = false;          // strictly before the recording
  std::optional<Duration> distance;  // open time between the recording and the limit, where it is open
};

using SeenList = std::vector<Seen>;

class LogAuditor {
 public:
  LogAuditor(const Plan& plan, const Binding& binding, Instant as_of, const LogAuditOptions& options)
      : plan_(plan),
        binding_(binding),
        log_(binding.log()),
        as_of_(as_of),
        options_(options),
        known_(log_),
        known_binding_(plan, known_.log()) {
    for (const Binding::BoundLevel& level : binding_.levels()) {
      watched_.push_back(watched_by(level));
      add_all(watched_by_any_, watched_.back());
      add_all(changing_, level.target_attributes);
      for (const Binding::BoundEvent& rule : level.beginnings)
        for (const Binding::BoundCondition& condition : rule.where) add_all(changing_, {condition.attribute});
    }
    shortest_target_ = shortest_target();
  }

  LogAudit run(TicketRange range) {
    for (std::size_t ticket = range.from; ticket < range.to; ++ticket) {
      first_ = log_.first[ticket];
      count_ = 0;
      while (first_ + count_ < log_.first[ticket + 1] && log_.at[first_ + count_] < as_of_) ++count_;
      if (!may_matter()) continue;
      if (count_ > options_.entries_max)
        ++looked_.tickets_not_examined;
      else
        examine(ticket);
    }
    return std::move(looked_);
  }

 private:
  using Attributes = std::vector<Binding::Attribute>;

  // ---- what levels ask about ----

  // No clock is breached before so much time has passed.
  Duration shortest_target() const noexcept {
    Duration shortest = range_end - range_begin;
    for (const Binding::BoundLevel& level : binding_.levels())
      for (const Binding::BoundTarget& target : level.targets)
        shortest =
            std::min(shortest, target.is_agreed || !target.target.is_timer() ? Duration{} : target.target.within);
    return shortest;
  }

  Instant known_at(std::size_t row) const noexcept { return slakit::known_at(log_, row); }

  bool is_looked_at(std::size_t row) const noexcept {
    return binding_.is_named(log_.type[row]) || gives_any(row, watched_by_any_);
  }

  bool gives_any(std::size_t row, const Attributes& attributes) const noexcept {
    return std::any_of(attributes.begin(), attributes.end(), [&](Binding::Attribute attribute) {
      return column(attribute).codes[row] != Dictionary::absent;
    });
  }

  const TextColumn& column(Binding::Attribute attribute) const noexcept {
    return log_.attributes[static_cast<std::size_t>(attribute)];
  }

  // It could take a breach back although it was entered in time.
  bool may_undo(std::size_t row) const noexcept {
    constexpr Roles undoing = role::reopen | role::reset | role::cancel | role::unless;
    const EventLog::Code type = log_.type[row];
    for (const Binding::BoundLevel& level : binding_.levels()) {
      if ((level.roles[static_cast<std::size_t>(type)] & undoing) != 0) return true;
      for (const Binding::BoundEvent& rule : level.events)
        if (rule.type == type && (rule.roles & undoing) != 0) return true;
    }
    return row > first_ && std::any_of(changing_.begin(), changing_.end(), [&](Binding::Attribute attribute) {
             const EventLog::Code code = column(attribute).codes[row];
             return code != Dictionary::absent && code != Binding::value_at(column(attribute), first_, row - 1);
           });
  }

  // ---- the look at a ticket's rows ----

  bool may_matter() {
    bool has_late = false;
    bool may_cure = false;
    Instant last = range_begin;
    for (std::size_t row = first_; row < first_ + count_; ++row) {
      const Instant known = known_at(row);
      const bool is_behind = known > log_.at[row] && is_looked_at(row);
      if (!log_.recorded_at.empty() && log_.recorded_at[row] != not_recorded && is_looked_at(row)) ++looked_.delays;
      has_late = has_late || (is_behind && known - log_.at[row] > options_.late_after);
      if (!is_behind && !may_undo(row)) continue;
      may_cure = true;
      last = std::max(last, known);
    }
    return has_late || (may_cure && can_be_near_limit(last));
  }

  bool can_be_near_limit(Instant known) const noexcept {
    return known - log_.at[first_] + options_.near_target >= shortest_target_;
  }

  std::vector<Entry> entries() const {
    std::vector<std::size_t> order(count_);
    for (std::size_t i = 0; i < count_; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return known_at(first_ + a) < known_at(first_ + b); });
    std::vector<Entry> entries;
    for (const std::size_t place : order) {
      const std::size_t row = first_ + place;
      auto same = entries.rbegin();
      while (same != entries.rend() && same->known == known_at(row) && same->source_row != log_.row[row]) ++same;
      if (same == entries.rend() || same->known != known_at(row)) {
        entries.push_back({{place}, log_.row[row], log_.at[row], known_at(row), known_at(row) - log_.at[row]});
      } else {
        same->rows.push_back(place);
      }
    }
    return entries;
  }

  // ---- judging ----

  SeenList judge(const std::vector<char>& mask, Instant as_of) {
    known_.fill(first_, mask);
    return judge_filled(as_of);
  }

  SeenList judge_filled(Instant as_of) {
    SeenList list;
    WaitBook waits;
    add_consent_waits(plan_, known_binding_, 0, 1, as_of, waits);
    Assessor assessor(plan_, known_binding_, as_of, waits_for_consent(plan_) ? &waits : nullptr);
    for (std::size_t level = 0; level < known_binding_.levels().size(); ++level)
      assessor.judge(0, level, [&](const Finding& finding, const Course& course) {
        list.push_back(seen(finding, course, as_of - tick));
      });
    return list;
  }

  Seen seen(const Finding& finding, const Course& course, Instant now) const {
    Seen seen;
    seen.obligation = finding.obligation;
    seen.cycle = finding.cycle;
    seen.triggered = finding.triggered.value_or(Instant{});
    seen.judgement = {finding.verdict, finding.reason, finding.late.time, finding.due};
    seen.target = finding.target;
    seen.is_open = finding.is_open && (finding.verdict == Verdict::running || finding.verdict == Verdict::breached);
    seen.is_breached = finding.verdict == Verdict::breached && !finding.is_open;
    if (seen.is_open) measure(seen, course, now);
    return seen;
  }

  // Of a clock that runs or waits at `now`.
  void measure(Seen& seen, const Course& course, Instant now) const {
    const Clock& clock = known_binding_.levels()[seen.obligation].clock;
    if (course.target.is_timer()) {
      const Checked<Duration> elapsed = detail::open_time(clock, course, now);
      if (!elapsed) return;
      seen.is_breached = *elapsed > seen.target;
      seen.distance = *elapsed > seen.target ? *elapsed - seen.target : seen.target - *elapsed;
    } else if (seen.judgement.due) {
      const Instant due = *seen.judgement.due;
      seen.is_breached = now > due;
      if (course.spans.empty()) return;
      const Calendar& calendar = clock.calendars[course.spans.back().calendar];
      if (const Checked<Duration> open = calendar.elapsed(std::min(now, due), std::max(now, due)); open)
        seen.distance = *open;
    }
  }

  // The same cycle: of clocks that run several times the one that began with the same event, for an entry may bring
  // another cycle before it.
  const Seen* same(const SeenList& list, const Seen& one) const noexcept {
    const Clock& clock = binding_.levels()[one.obligation].clock;
    const bool is_one_of_many =
        clock.cycles != Cycles::first || (clock.may_reopen && clock.reopen == Reopen::new_cycle);
    for (const Seen& other : list)
      if (other.obligation == one.obligation &&
          (is_one_of_many ? other.triggered == one.triggered : other.cycle == one.cycle))
        return &other;
    return nullptr;
  }

  static Setting<Judgement> judgement_of(const Seen* seen) {
    return seen == nullptr ? Setting<Judgement>() : seen->judgement;
  }

  // ---- one ticket ----

  // What is known of the entry in hand.
  struct Views {
    SeenList before;
    SeenList after;
    const SeenList* with = nullptr;
    SeenList without;
  };

  void examine(std::size_t ticket) {
    ticket_ = ticket;
    audited_.reset();
    std::vector<char> mask(count_, 0);
    for (const Entry& entry : entries()) {
      const bool is_in_time = !is_late(entry) && !can_be_near_limit(entry.known);
      const bool may_move = !is_in_time && std::any_of(entry.rows.begin(), entry.rows.end(), [&](std::size_t place) {
        const std::size_t row = first_ + place;
        return (entry.known > log_.at[row] && is_looked_at(row)) || may_undo(row);
      });
      Views views;
      if (may_move) views.before = judge(mask, entry.known + tick);
      for (const std::size_t place : entry.rows) mask[place] = 1;
      if (may_move) look_at(entry, mask, views);
    }
  }

  bool is_late(const Entry& entry) const noexcept {
    return entry.delay > options_.late_after && std::any_of(entry.rows.begin(), entry.rows.end(), [&](std::size_t row) {
             return is_looked_at(first_ + row);
           });
  }

  void look_at(const Entry& entry, const std::vector<char>& mask, Views& views) {
    const bool is_late = this->is_late(entry);
    const bool at_stake = std::any_of(views.before.begin(), views.before.end(),
                                      [&](const Seen& seen) { return seen.is_breached || seen.is_open; });
    if (!is_late && !at_stake) return;
    views.after = judge(mask, entry.known + tick);
    std::vector<LogFinding> found;
    for (const Seen& before : views.before)
      if (std::optional<LogFinding> finding = compare(entry, mask, before, same(views.after, before)))
        found.push_back(std::move(*finding));
    if (found.empty() && !is_late) return;
    judge_without(entry, views);
    for (LogFinding& finding : found) put_effect(finding, views);
    if (is_late) add_moved(entry, mask, views, found);
    if (is_late && found.empty()) found.push_back(finding_of(entry));
    for (LogFinding& finding : found) finding.is_late = is_late;
    std::sort(found.begin(), found.end(), [](const LogFinding& a, const LogFinding& b) {
      return std::pair(a.obligation, a.cycle) < std::pair(b.obligation, b.cycle);
    });
    std::move(found.begin(), found.end(), std::back_inserter(looked_.findings));
  }

  LogFinding finding_of(const Entry& entry) const {
    LogFinding finding;
    const std::size_t row = first_ + entry.rows.front();
    finding.ticket = log_.tickets.name(static_cast<EventLog::Code>(ticket_));
    finding.row = entry.source_row;
    finding.at = entry.at;
    if (!log_.recorded_at.empty() && log_.recorded_at[row] != not_recorded) finding.recorded_at = log_.recorded_at[row];
    finding.event = log_.types.name(log_.type[row]);
    return finding;
  }

  // Before and after the entry was made, as was known then; nothing where that is nothing to list.
  std::optional<LogFinding> compare(const Entry& entry, const std::vector<char>& mask, const Seen& before,
                                    const Seen* after) {
    if (!before.is_breached && !before.is_open) return std::nullopt;
    LogFinding finding = finding_of(entry);
    finding.obligation = before.obligation;
    finding.cycle = before.cycle;
    finding.known_before = before.judgement;
    finding.known_after = judgement_of(after);
    finding.is_after_breach = before.is_breached && is_better(entry, before.judgement, finding.known_after);
    describe(finding, entry, mask);
    finding.is_near_target = before.is_open && changes_target(finding) && is_near(before, after);
    if (!finding.is_after_breach && !finding.is_near_target) return std::nullopt;
    return finding;
  }

  bool is_better(const Entry& entry, const Judgement& before, const Setting<Judgement>& after) const noexcept {
    if (!after || after->verdict != Verdict::breached) return true;
    if (after->due && before.due && *after->due > *before.due) return true;
    return entry.delay > options_.late_after && after->late + tick < before.late;  // what is open is judged a tick late
  }

  bool is_near(const Seen& before, const Seen* after) const noexcept {
    if (after == nullptr || !before.distance || *before.distance > options_.near_target) return false;
    const std::optional<Instant>& was = before.judgement.due;
    const std::optional<Instant>& is = after->judgement.due;
    return after->target > before.target || (was && is && *is > *was);
  }

  bool changes_target(const LogFinding& finding) {
    const Attributes& asked = binding_.levels()[*finding.obligation].target_attributes;
    const bool is_asked = std::any_of(asked.begin(), asked.end(), [&](Binding::Attribute attribute) {
      return std::any_of(finding.changes.begin(), finding.changes.end(),
                         [&](const AttributeChange& change) { return change.attribute == column(attribute).name; });
    });
    looked_.changes += is_asked ? 1 : 0;
    return is_asked;
  }

  // What the entry is to the obligation's clock.
  void describe(LogFinding& finding, const Entry& entry, const std::vector<char>& mask) const {
    const Binding::BoundLevel& level = binding_.levels()[*finding.obligation];
    for (const std::size_t place : entry.rows) {
      const KnownValues before{log_, first_, place, mask};
      const KnownValues after{log_, first_, place + 1, mask};
      finding.roles |= detail::roles_of_change(level, before, after);
      finding.roles |= detail::roles_of_event(level, OneRow{log_, first_ + place}, 0, after);
      for (const Binding::Attribute attribute : watched_[*finding.obligation]) {
        const EventLog::Code was = before.value(attribute);
        const EventLog::Code is = after.value(attribute);
        if (was == is || (was == Dictionary::absent && (finding.roles & role::start) != 0)) continue;
        const Dictionary& names = column(attribute).values;
        finding.changes.push_back({column(attribute).name,
                                   was == Dictionary::absent ? Setting<std::string>() : names.name(was),
                                   names.name(is)});
      }
    }
  }

  void judge_without(const Entry& entry, Views& views) {
    if (!audited_) audited_ = judge(std::vector<char>(count_, 1), as_of_);
    views.with = &*audited_;
    const std::vector<KnownRows::Unsaid> unsaid = changes_of(log_, watched_by_any_, first_, count_, entry.rows);
    std::vector<char> rest(count_, 1);
    if (entry.delay > Duration{} || unsaid.empty()) {
      for (const std::size_t place : entry.rows) rest[place] = 0;
      views.without = judge(rest, as_of_);
    } else {
      known_.fill(first_, rest, unsaid);
      views.without = judge_filled(as_of_);
    }
  }

  // The finding of the audit that it moves. Where leaving the entry out makes another cycle of it, both are shown as
  // the cycle that began with the same event.
  void put_effect(LogFinding& finding, const Views& views) const {
    const SeenList* const lists[] = {&views.before, &views.after};
    for (const SeenList* list : lists)
      for (const Seen& seen : *list)
        if (seen.obligation == *finding.obligation && seen.cycle == finding.cycle) {
          const Seen* const with = same(*views.with, seen);
          finding.with = judgement_of(with);
          finding.without = judgement_of(same(views.without, seen));
          if (with != nullptr) finding.cycle = with->cycle;
          return;
        }
  }

  // Findings that a late entry moves, however it does.
  void add_moved(const Entry& entry, const std::vector<char>& mask, const Views& views,
                 std::vector<LogFinding>& found) const {
    const auto add = [&](const Seen& one, const Seen* with, const Seen* without) {
      if (judgement_of(with) == judgement_of(without)) return;
      for (const LogFinding& other : found)
        if (other.obligation == one.obligation && other.cycle == one.cycle) return;
      LogFinding finding = finding_of(entry);
      finding.obligation = one.obligation;
      finding.cycle = one.cycle;
      finding.known_before = judgement_of(same(views.before, one));
      finding.known_after = judgement_of(same(views.after, one));
      finding.with = judgement_of(with);
      finding.without = judgement_of(without);
      describe(finding, entry, mask);
      found.push_back(std::move(finding));
    };
    for (const Seen& with : *views.with) add(with, &with, same(views.without, with));
    for (const Seen& without : views.without)
      if (same(*views.with, without) == nullptr) add(without, nullptr, &without);
  }

  const Plan& plan_;
  const Binding& binding_;
  const EventLog& log_;
  Instant as_of_;
  LogAuditOptions options_;
  KnownRows known_;
  Binding known_binding_;
  std::vector<Attributes> watched_;  // by level: what it asks about
  Attributes watched_by_any_;
  Attributes changing_;  // those whose change can take a breach back
  Duration shortest_target_{};
  LogAudit looked_;

  // The ticket in hand.
  std::size_t ticket_ = 0;
  std::size_t first_ = 0;
  std::size_t count_ = 0;  // its rows before as_of
  std::optional<SeenList> audited_;
};

}  // namespace

LogAudit audit_log(const Plan& plan, const Binding& binding, TicketRange range, Instant as_of,
                   const LogAuditOptions& options) {
  return LogAuditor(plan, binding, as_of, options).run(range);
}

LogAudit audit_log(const Plan& plan, const EventLog& log, Instant as_of, const LogAuditOptions& options) {
  const Binding binding(plan, log);
  return audit_log(plan, binding, {0, log.ticket_count()}, as_of, options);
}

std::string roles_text(Roles roles) {
  constexpr std::pair<Roles, const char*> words[] = {{role::start, "start"},
                                                     {role::reopen, "reopen"},
                                                     {role::resume | role::release, "resume"},
                                                     {role::pause | role::hold, "pause"},
                                                     {role::stop | role::until, "stop"},
                                                     {role::reset, "reset"},
                                                     {role::cancel, "cancel"},
                                                     {role::unless, "unless"}};
  std::string text;
  for (const auto& [mask, word] : words)
    if ((roles & mask) != 0) text += (text.empty() ? "" : " and ") + std::string(word);
  return text;
}

}  // namespace slakit
