// Promises that other promises rest on: a supplier's under a team's under the one to the customer.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "conditions.hpp"
#include "slakit/base/describe.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/time/period.hpp"
#include "table.hpp"

namespace slakit {

namespace {

// Calls `check(path, supporting, supported)` for each pair.
template <class Check>
void each_support(Checker& f, Check check) {
  std::unordered_map<std::string_view, const Obligation*> by_name;
  for (const Obligation& rule : f.contract.obligations) by_name.emplace(rule.name, &rule);
  for (const Obligation& rule : f.contract.obligations)
    if (const auto found = by_name.find(rule.supports); found != by_name.end() && found->second != &rule)
      check("obligations." + rule.name, rule, *found->second);
}

// What a ticket to which target `i` of a clock applies is known to be, of those known to be `ticket`; nothing where
// more specific targets speak for all of them.
std::optional<Where> narrowed(const Where& ticket, const std::vector<TargetRule>& targets, std::size_t i) {
  std::optional<Where> known = both(ticket, targets[i].where);
  for (std::size_t j = 0; known && j < targets.size(); ++j)
    if (targets[j].where.size() > targets[i].where.size()) known = without(*known, targets[j].where);
  return known;
}

enum class Answer : std::uint8_t { holds, exceeds, unknown };

Answer answer(bool exceeds) { return exceeds ? Answer::exceeds : Answer::holds; }

class Comparison {
 public:
  Comparison(const Contract& contract, const ClockRule& lower, const ClockRule& upper)
      : contract_(contract),
        lower_(lower.calendar),
        upper_(upper.calendar),
        same_calendar_(lower.calendar.name == upper.calendar.name && is_same_choice()) {}

  // Whether what keeps to `lower` is always within `upper`.
  Answer compare(const TargetRule& lower, const TargetRule& upper) const {
    if (lower.within != Duration{} && upper.within != Duration{}) return times(lower.within, upper.within);
    if (lower.business_days && upper.business_days) return days(*lower.business_days > *upper.business_days);
    if (lower.calendar_days && upper.calendar_days) return answer(*lower.calendar_days > *upper.calendar_days);
    if (lower.deadline && upper.deadline) return deadlines(*lower.deadline, *upper.deadline);
    return !lower.attribute.empty() && lower.attribute == upper.attribute ? Answer::holds : Answer::unknown;
  }
  bool has_same_calendar() const noexcept { return same_calendar_; }

 private:
  // Any hours are within as many round the clock, and no longer than those of any calendar.
  Answer times(Duration lower, Duration upper) const {
    if (same_calendar_) return answer(lower > upper);
    if (is_always(lower_) && lower <= upper) return Answer::holds;
    if (is_always(upper_) && lower > upper) return Answer::exceeds;
    return Answer::unknown;
  }
  Answer days(bool exceeds) const { return same_calendar_ ? answer(exceeds) : Answer::unknown; }

  // The later day exceeds; of the same day the later time. Close of business is some time of the day.
  Answer deadlines(const LocalDeadline& lower, const LocalDeadline& upper) const {
    const bool counts_business_days = lower.business_days.has_value();
    const int lower_days = lower.business_days.value_or(lower.calendar_days.value_or(0));
    const int upper_days = upper.business_days.value_or(upper.calendar_days.value_or(0));
    const bool is_same_day = lower_days == upper_days && lower_days == 0;
    if (!is_same_day && counts_business_days != upper.business_days.has_value()) return Answer::unknown;
    if (!same_calendar_ && (counts_business_days || !lower.time || !upper.time)) return Answer::unknown;
    if (lower_days != upper_days) return answer(lower_days > upper_days);
    if (lower.time.has_value() != upper.time.has_value()) return Answer::unknown;
    return answer(lower.time && *lower.time > *upper.time);
  }

  bool is_same_choice() const {
    const auto pair = [](const CalendarOf& of) { return std::tie(of.value, of.calendar); };
    return lower_.attribute == upper_.attribute &&
           std::equal(lower_.calendars.begin(), lower_.calendars.end(), upper_.calendars.begin(),
                      upper_.calendars.end(),
                      [&](const CalendarOf& a, const CalendarOf& b) { return pair(a) == pair(b); });
  }
  bool is_always(const CalendarChoice& choice) const {
    return std::any_of(contract_.calendars.begin(), contract_.calendars.end(),
                       [&](const CalendarRule& rule) { return rule.name == choice.name && rule.always; });
  }

  const Contract& contract_;
  const CalendarChoice& lower_;
  const CalendarChoice& upper_;
  bool same_calendar_;
};

// A target as its message names it: "PT4H of 'office'".
std::string budget_of(const ClockRule& clock, const TargetRule& target) {
  const std::string calendar = clock.calendar.name.empty() ? "" : " of '" + shown(clock.calendar.name) + "'";
  if (target.within != Duration{}) return to_string(Period{0, 0, target.within}) + calendar;
  const auto counted = [](int count, const std::string& unit) {
    return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
  };
  if (target.business_days) return counted(*target.business_days, "business day") + calendar;
  if (target.calendar_days) return counted(*target.calendar_days, "calendar day");
  if (target.deadline) return "a time of a later day" + calendar;
  return "what attribute '" + shown(target.attribute) + "' says";
}

// Pairs are compared with all targets, value by value, so there is a limit for the document.
std::size_t work_of(const ClockRule& lower, const ClockRule& upper) {
  const auto values = [](const ClockRule& clock) {
    std::size_t count = clock.target.size();
    for (const TargetRule& target : clock.target)
      for (const Condition& condition : target.where) count += condition.values.size();
    return count;
  };
  return lower.target.size() * upper.target.size() * (values(lower) + values(upper));
}

// Reports each target of a supporting clock, once, for which some ticket gets `wanted`.
template <class Message>
void compare_targets(Checker& f, Answer wanted, Message message) {
  std::size_t done = 0;
  each_support(f, [&](const std::string& path, const Obligation& lower, const Obligation& upper) {
    if (lower.clock() == nullptr || upper.clock() == nullptr) return;
    const ClockRule& low = *lower.clock();
    const ClockRule& high = *upper.clock();
    const std::optional<Where> ticket = both(lower.applies, upper.applies);
    if (low.target.size() > targets_max || high.target.size() > targets_max || !ticket) return;
    done += work_of(low, high);
    if (done > comparisons_max) return;
    const Comparison comparison(f.contract, low, high);
    for (std::size_t i = 0; i < low.target.size(); ++i) {
      const std::optional<Where> known = narrowed(*ticket, low.target, i);
      for (std::size_t j = 0; known && j < high.target.size(); ++j) {
        const std::optional<Where> common = narrowed(*known, high.target, j);
        // Of what the second clock leaves, the first one's more specific targets may leave nothing.
        if (!common || !narrowed(*common, low.target, i)) continue;
        if (comparison.compare(low.target[i], high.target[j]) != wanted) continue;
        f.report(path + ".clock.target." + std::to_string(i),
                 message(budget_of(low, low.target[i]), budget_of(high, high.target[j]), shown(upper.name),
                         comparison.has_same_calendar()));
        break;
      }
    }
  });
}

bool is_under(const Obligation& lower, const Obligation& upper) {
  const Layer low = lower.layer.value_or(Layer{});
  const Layer high = upper.layer.value_or(Layer{});
  const bool of_two_parties = !lower.party.empty() && !upper.party.empty() && lower.party != upper.party;
  return low > high || (low == high && low != Layer::customer && of_two_parties);
}

}  // namespace

// Whatever is computed does not rest on it, and contracts number their promises as they like: a remark.
void find_wrong_layers(Checker& f) {
  each_support(f, [&](const std::string& path, const Obligation& lower, const Obligation& upper) {
    if (is_under(lower, upper)) return;
    const std::string low = enum_text(lower.layer.value_or(Layer{}));
    const std::string high = enum_text(upper.layer.value_or(Layer{}));
    const std::string remedy = low == "customer"
                                   ? "; what a customer is promised supports nothing: set `layer`, or remove `supports`"
                               : low == high ? "; write the `party` of each if one party's promise is under another's"
                                             : "; exchange them, or set `layer` as it is";
    f.report(path + ".supports", "its layer is '" + low + "', which is not under '" + high + "', the layer of '" +
                                     shown(upper.name) + "'" + remedy);
  });
}

void find_targets_above_supported(Checker& f) {
  compare_targets(f, Answer::exceeds,
                  [](const std::string& low, const std::string& high, const std::string& upper, bool) {
                    return low + " is longer than the " + high + " that '" + upper +
                           "' allows such a ticket, so keeping it may still break that; agree on a shorter target";
                  });
}

void find_targets_not_comparable(Checker& f) {
  compare_targets(
      f, Answer::unknown, [](const std::string& low, const std::string& high, const std::string& upper, bool same) {
        const std::string why = same ? "they are budgets of different kinds" : "they count in different calendars";
        return low + " may not be over within the " + high + " that '" + upper + "' allows such a ticket: " + why +
               "; count both alike, or compare them by hand";
      });
}

}  // namespace slakit
