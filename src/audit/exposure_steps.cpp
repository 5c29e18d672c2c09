#include "audit/exposure_steps.hpp"

#include <algorithm>
#include <optional>

#include "assessment/accrued.hpp"
#include "contract/figures.hpp"
#include "penalty/count.hpp"
#include "penalty/stages.hpp"
#include "penalty/worth.hpp"
#include "slakit/clock/lateness.hpp"

namespace slakit {
namespace {

constexpr Duration tick{1};
constexpr std::int64_t counts_kept = 100'000;  // more units of one breach than that are computed each time

Duration length_of(ChargeUnit unit) noexcept {
  switch (unit) {
    case ChargeUnit::minute: return std::chrono::minutes{1};
    case ChargeUnit::hour: return std::chrono::hours{1};
    case ChargeUnit::day: return std::chrono::days{1};
    case ChargeUnit::week: return std::chrono::days{7};
    default: return Duration{};
  }
}

// So many units of time, where that is a whole number of microseconds.
std::optional<Duration> length_of(const ChargeRule& charge, ChargeUnit unit) noexcept {
  const Duration length = length_of(unit);
  if (length == Duration{}) return std::nullopt;
  if (!charge.units) return length;
  const Wide::Division parts =
      divide(Wide(length.count()) * Wide(charge.units->coefficient), Wide::power_of_ten(charge.units->scale));
  const Checked<std::int64_t> whole = parts.quotient.to_int64();
  if (!whole || *whole <= 0 || !parts.remainder.is_zero()) return std::nullopt;
  return Duration{*whole};
}

// Of its stretches, by an instant.
Duration late_by(const std::vector<Interval>& stretches, Instant t) noexcept {
  Duration sum{};
  for (const Interval& one : stretches) sum += std::clamp(t - one.from, Duration{}, one.to - one.from);
  return sum;
}

// When it is late for so long.
Instant late_for(const std::vector<Interval>& stretches, Duration time) noexcept {
  for (const Interval& one : stretches) {
    if (time <= one.to - one.from) return one.from + time;
    time -= one.to - one.from;
  }
  return stretches.back().to;
}

// The last instant for which it is as at `low`. It turns once at most.
template <class IsSame>
Instant last_alike(Instant low, Instant high, IsSame is_same) {
  if (is_same(high)) return high;
  while (high - low > tick) {
    const Instant middle = low + (high - low) / 2;
    (is_same(middle) ? low : high) = middle;
  }
  return low;
}

std::size_t edges_passed(const std::vector<Band>& bands, const Ratio& figure) noexcept {
  std::size_t passed = 0;
  const auto pass = [&](const Setting<Figure>& edge, bool is_in) {
    if (edge) passed += ratio_of(edge->value) < figure || (is_in && ratio_of(edge->value) == figure) ? 1 : 0;
  };
  for (const Band& band : bands) {
    pass(band.figure.at_least, true);
    pass(band.figure.more_than, false);
    pass(band.figure.at_most, false);
    pass(band.figure.less_than, true);
  }
  return passed;
}

std::size_t steps_passed(const std::vector<ChargeStep>& steps, const Ratio& count) noexcept {
  return static_cast<std::size_t>(std::count_if(
      steps.begin(), steps.end(), [&](const ChargeStep& step) { return step.up_to && Ratio(*step.up_to, 1) < count; }));
}

}  // namespace

ExposureSteps::ExposureSteps(const Plan& plan, std::size_t jumps_max)
    : plan_(plan), jumps_max_(std::max<std::size_t>(jumps_max, 1)) {
  for (std::size_t term = 0; term < plan.terms.size(); ++term) {
    std::vector<std::vector<std::uint16_t>>& lists = terms_[static_cast<std::size_t>(plan.terms[term].kind)];
    if (lists.size() <= plan.terms[term].index) lists.resize(plan.terms[term].index + 1);
    lists[plan.terms[term].index].push_back(static_cast<std::uint16_t>(term));
    counted_.push_back(counted(term));
  }
}

const std::vector<std::uint16_t>& ExposureSteps::terms_of(PricedKind kind, std::size_t obligation) const noexcept {
  const std::vector<std::vector<std::uint16_t>>& lists = terms_[static_cast<std::size_t>(kind)];
  return obligation < lists.size() ? lists[obligation] : none_;
}

ExposureSteps::Counted ExposureSteps::counted(std::size_t term) const {
  const PricedTerm& priced = plan_.terms[term];
  const PenaltyTerm& rule = plan_.contract.penalties[term];
  const ChargeRule& charge = rule.charge.front();
  Counted made;
  const bool asks_more = !priced.said.empty() || rule.threshold || rule.repeats || !charge.bands.empty() ||
                         charge.rounded_to || !charge.documented.empty() || !charge.external.empty() ||
                         charge.counts == ChargedTime::time_saved || charge.due_day == DueDay::in;
  if (asks_more) return made;
  const ChargeUnit unit = charge.per.value_or(ChargeUnit::incident);
  made.is_flat = unit == ChargeUnit::incident || unit == ChargeUnit::window;
  if (made.is_flat) {
    made.is_so = true;
    return made;
  }
  const std::optional<Duration> length = length_of(charge, unit);
  const bool counts_dates = unit == ChargeUnit::day || unit == ChargeUnit::week;
  const bool is_whole = priced.counting == Counting::started_24_h || priced.counting == Counting::completed_24_h ||
                        (priced.counting == Counting::calendar_days_touched && !counts_dates);
  if (!length || !is_whole) return made;
  made.is_so = true;
  made.is_started = priced.counting != Counting::completed_24_h;
  made.unit = *length;
  return made;
}

void ExposureSteps::of(const Breach& whole, Instant from, Instant as_of, Instant until, std::size_t term,
                       const Ratio& repeat, std::vector<OwnStep>& steps) {
  Counted& counted = counted_[term];
  const bool is_plain = counted.is_so && whole.version == 0 && whole.chargeable == Ratio(1, 1);
  if (is_plain)
    by_count(counted, whole, from, as_of, until, term, steps);
  else
    by_search(whole, from, as_of, until, term, repeat, steps);
}

OwnWorth ExposureSteps::worth_at(const Breach& whole, Instant from, Instant t, std::size_t term, const Ratio& repeat) {
  if (t < from) return {};
  accrued_by(plan_.zone, whole, t, then_);
  return worth(then_, term, repeat);
}

OwnWorth ExposureSteps::worth(const Breach& breach, std::size_t term, const Ratio& repeat) const {
  const std::optional<Checked<Worth>> worth = worth_of(plan_.under(breach.version), term, breach);
  if (!worth) return {};
  if (!*worth) throw_fault(plan_, breach, term, worth->fault);
  OwnWorth made{true, (*worth)->status, 0, Ratio(0, 1)};
  const Checked<std::int64_t> gross =
      round(clamped(charge_rule(plan_, breach, term), times((*worth)->exact, repeat)), plan_.policies.rounding);
  if (!gross) throw_fault(plan_, breach, term, gross.fault);
  if (made.status == ChargeStatus::charged) {
    made.gross = *gross;
    made.points = (*worth)->points;
  }
  return made;
}

const OwnWorth& ExposureSteps::worth_of_count(Counted& counted, std::int64_t count, const Breach& breach,
                                              std::size_t term) {
  if (count >= counts_kept) return large_.emplace(worth_of_units(counted, count, breach, term));
  const auto place = static_cast<std::size_t>(count);
  if (counted.by_count.size() <= place) counted.by_count.resize(place + 1);
  std::optional<OwnWorth>& known = counted.by_count[place];
  return known ? *known : known.emplace(worth_of_units(counted, count, breach, term));
}

OwnWorth ExposureSteps::worth_of_units(const Counted& counted, std::int64_t count, const Breach& breach,
                                       std::size_t term) {
  then_.at = breach.at;
  then_.ticket = breach.ticket;
  then_.said.clear();
  then_.version = 0;
  then_.chargeable = Ratio(1, 1);
  then_.is_kept = false;
  then_.kind = breach.kind;
  then_.obligation = breach.obligation;
  const Duration late = counted.is_flat || count == 0 ? Duration{} : counted.unit * count;
  then_.stretches.clear();
  if (late > Duration{}) then_.stretches.push_back({breach.at, breach.at + late});
  then_.late = {late, 0};
  return worth(then_, term, Ratio(1, 1));
}

void ExposureSteps::by_count(Counted& counted, const Breach& whole, Instant from, Instant as_of, Instant until,
                             std::size_t term, std::vector<OwnStep>& steps) {
  const auto count_at = [&](Instant t) { return counted.count(late_by(whole.stretches, t)); };
  const Instant begin = std::max(from, as_of);
  if (begin > until) return;
  std::int64_t count = count_at(begin);
  OwnWorth now = worth_of_count(counted, count, whole, term);
  if (from > as_of) steps.push_back({from, {}, now});
  if (counted.is_flat) return;
  const std::int64_t most = count_at(until);
  std::size_t left = jumps_max_ - 1;
  while (count < most) {
    const bool is_rest = left == 0 && count + 1 < most;
    count = is_rest ? most : count + 1;
    const Instant at = is_rest ? until : late_for(whole.stretches, counted.reached(count));
    const OwnWorth next = worth_of_count(counted, count, whole, term);
    if (next == now) continue;
    steps.push_back({at, now, next, is_rest});
    now = next;
    if (left > 0) --left;
  }
}

std::size_t ExposureSteps::piece_at(const Breach& whole, Instant t, std::size_t term) {
  const ChargeRule& charge = charge_rule(plan_, whole, term);
  accrued_by(plan_.zone, whole, t, then_);
  const Checked<slakit::Counted> counted = count_units(plan_.under(whole.version), term, then_);
  if (!counted) throw_fault(plan_, whole, term, counted.fault);
  if (counted->is_free) return 0;
  return 1 + (charge.bands.empty() ? steps_passed(charge.steps, counted->count)
                                   : edges_passed(charge.bands, counted->measure));
}

Instant ExposureSteps::end_of_piece(const Breach& whole, Instant low, Instant high, std::size_t term) {
  const std::size_t piece = piece_at(whole, low, term);
  return last_alike(low, high, [&](Instant t) { return piece_at(whole, t, term) == piece; });
}

void ExposureSteps::by_search(const Breach& whole, Instant from, Instant as_of, Instant until, std::size_t term,
                              const Ratio& repeat, std::vector<OwnStep>& steps) {
  Instant low = std::max(from, as_of);
  if (low > until) return;
  const auto worth = [&](Instant t) { return worth_at(whole, from, t, term, repeat); };
  OwnWorth now = worth(low);
  if (from > as_of) steps.push_back({from, {}, now});
  // Nothing accrues after its end.
  const Instant high = whole.stretches.empty() ? low : std::min(until, whole.stretches.back().to);
  std::size_t left = jumps_max_ - 1;
  Instant end = range_begin;  // of its piece
  while (low < high) {
    if (low > end) end = end_of_piece(whole, low, high, term);
    const Instant last = last_alike(low, end, [&](Instant t) { return worth(t) == now; });
    if (last == high) return;
    low = last + tick;
    const OwnWorth next = left == 0 ? worth(high) : worth(low);
    if (!(next == now)) steps.push_back({left == 0 ? until : low, now, next, left == 0});
    if (left == 0) return;
    if (!(next == now)) --left;
    now = next;
  }
}

}  // namespace slakit
