// Every event that a measure listens to. Private to src.
//
//     each_event_rule(obligation, [&](const EventRules& rules) { ... });
#pragma once

#include <variant>

#include "slakit/contract/obligation.hpp"

namespace slakit {

namespace detail {

template <class F>
void rules_of(const ClockRule& clock, F& f) {
  for (const EventRules* rules : {&clock.start.of, &clock.start.unless, &clock.stop, &clock.pause, &clock.resume,
                                  &clock.reset, &clock.cancel, &clock.reopen, &clock.until})
    f(*rules);
}
template <class F>
void rules_of(const DutyRule& duty, F& f) {
  for (const EventRules* rules : {&duty.evidence, &duty.after, &duty.on_request}) f(*rules);
}
template <class F>
void rules_of(const GateRule& gate, F& f) {
  for (const EventRules* rules : {&gate.before, &gate.needs, &gate.refusal, &gate.consent}) f(*rules);
}
template <class F>
void rules_of(const RecordRules& records, F& f) {
  for (const RecordRule& record : records.forms) {
    f(EventRules{{record.form, {}}});
    f(record.after);
  }
}
template <class F>
void rules_of(const IndicatorRule& rule, F& f) {
  f(rule.count);
  if (rule.availability)
    for (const EventRules* rules : {&rule.availability->down, &rule.availability->up, &rule.availability->planned})
      f(*rules);
  if (rule.sum) f(rule.sum->events);
  if (rule.mean) f(rule.mean->events);
  if (rule.percentile) f(rule.percentile->events);
}
template <class F>
void rules_of(const UnquantifiedRule& rule, F& f) {
  f(rule.from);
  f(rule.to);
}
template <class F>
void rules_of(const ProhibitionRule& rule, F& f) {
  f(EventRules{rule.event});
}

}  // namespace detail

template <class F>
void each_event_rule(const Obligation& obligation, F f) {
  std::visit([&](const auto& measure) { detail::rules_of(measure, f); }, obligation.measure);
}

}  // namespace slakit
