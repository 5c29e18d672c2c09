// The parts of a contract as bullets of a page. Private to src/io.
#pragma once

#include <optional>
#include <string>

#include "io/contract_page_dates.hpp"
#include "io/contract_page_words.hpp"
#include "io/contract_page_writer.hpp"
#include "slakit/contract/contract.hpp"

namespace slakit::page {

struct Context {
  const Words& words;
  Dates& dates;
};

// Periods, each with what follows from it; of many only the first few and the last.
template <class Text>
void list_some(Writer& page, const Words& words, const std::vector<Days>& periods, Text text) {
  constexpr std::size_t shown_max = 13;  // a year of months, one of them cut
  constexpr std::size_t first_few = 3;
  const bool is_long = periods.size() > shown_max;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (is_long && i == first_few) {
      page.bullet(words.say({"……共{0}期……", "... {0} in all ..."}, {std::to_string(periods.size())}), 1);
      i = periods.size() - 1;
    }
    page.bullet(text(i, periods[i]), 1);
  }
}

// "from 2024-03-16 00:00 to 2025-03-15 24:00"
std::string from_to(const Words& words, const Stretch& stretch);

// "1% of the contract price", and in figures where the base is known.
std::string share_of(const Words& words, const Rate& rate, std::string_view of);

// "at least 95% and below 99%"
std::string bound(const Words& words, const Bound& bound);

// What recurring periods are counted from: "counted in calendar quarters".
std::string anchored(const Words& words, const Period& every, Anchor anchor);

// A recurring window: "every quarter, counted ...".
std::string window(const Words& words, const TermOrPeriod& window, const std::optional<Anchor>& anchor);

void obligation(Writer& page, const Context& context, const Obligation& rule);
void indicator(Writer& page, const Context& context, const Obligation& owner, const IndicatorRule& rule);
void penalty(Writer& page, const Context& context, const PenaltyTerm& term);
void cap(Writer& page, const Context& context, const CapRule& rule);
void combination(Writer& page, const Context& context, const CombinationRule& rule);
void minimum(Writer& page, const Context& context, const MinimumRule& rule);
void exclusion(Writer& page, const Context& context, const ExclusionRule& rule);
void settlement(Writer& page, const Context& context, const SettlementRule& rule);
void termination(Writer& page, const Context& context, const TerminationRule& rule);
void amendment(Writer& page, const Context& context, const Amendment& rule);
void reading(Writer& page, const Context& context, const ReadingRule& rule);

void particulars(Writer& page, const Context& context);
void assumptions(Writer& page, const Context& context);
void left_out(Writer& page, const Context& context);
void appendix(Writer& page, const Context& context);

}  // namespace slakit::page
