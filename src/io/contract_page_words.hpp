// Words of one language for what a contract names: events, conditions, periods, money, choices. Private to src/io.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "slakit/base/describe.hpp"
#include "slakit/base/value.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/io/contract_page.hpp"

namespace slakit::page {

// A sentence in both languages, side by side so that they stay in step. {0}, {1} ... are filled in.
struct Phrase {
  std::string_view zh;
  std::string_view en;
};

// A unit of counting: zh takes no plural.
struct Unit {
  std::string_view zh;
  std::string_view one;
  std::string_view many;
};

using Texts = std::vector<std::string>;

class Words {
 public:
  Words(const Contract& contract, PageLanguage language) : contract_(contract), language_(language) {}

  const Contract& contract() const noexcept { return contract_; }
  bool is_zh() const noexcept { return language_ == PageLanguage::zh; }

  std::string say(const Phrase& phrase, std::initializer_list<std::string> fill = {}) const;
  std::string all_of(const Texts& items) const;  // "a, b and c"
  std::string any_of(const Texts& items) const;  // "a, b or c"
  std::string sentence(std::string text) const;  // with a capital letter
  std::string series(const Texts& items, const Phrase& mark = {"；", "; "}) const;

  // Numbers with their unit
  std::string count(long long number, const Unit& unit) const;
  std::string period(const Period& period) const;
  std::string duration(Duration duration) const { return period({0, 0, duration}); }
  std::string every(const Period& period) const;        // "every quarter"
  std::string times(int number) const;                  // "twice"
  std::string percentile(std::string_view rank) const;  // "the 95th percentile" of "95%"

  // Things by their titles
  std::string in_language(const LocalText& text) const;
  std::string title(const LocalText& title, std::string_view name) const;   // without marks
  std::string quoted(const LocalText& title, std::string_view name) const;  // with them
  std::string event(const EventRule& rule) const;
  std::string events(const EventRules& rules) const;      // any of them
  std::string all_events(const EventRules& rules) const;  // all of them
  std::string where(const Where& where) const;
  std::string attribute(std::string_view name) const;
  std::string obligation(std::string_view name) const;
  std::string obligations(const Texts& names) const;
  std::string penalty(std::string_view name) const;
  std::string penalties(const Texts& names) const;
  std::string calendar(std::string_view name) const;
  std::string milestone(std::string_view name) const;
  std::string base(std::string_view name) const;          // of a rate
  std::string clauses(std::string_view clause) const;     // "clauses 1.1.2 and 1.1.3(2)"
  std::string in_clauses(std::string_view clause) const;  // the same in brackets, or nothing

  // An enumerator in words; `key` is the document's.
  std::string choice(std::string_view key, std::string_view text) const;
  template <class Enum>
  requires std::is_enum_v<Enum> std::string choice(std::string_view key, Enum value)
  const { return choice(key, enum_text(value)); }
  std::string policy(std::string_view key) const;  // "how lateness becomes days"
  std::string why(std::string_view key) const;     // a default is reachable; "" where nothing is known
  std::string unsupported(const std::string& what) const;

  // An item of the document by its section and name: "penalty “Late response”".
  std::string item(std::string_view section, std::string_view name) const;

  // A place of the document, and a value that stands there
  std::string place(std::string_view path) const;
  std::string value(std::string_view path, const Value& value) const;

 private:
  std::string joined(const Texts& items, const Phrase& last) const;
  std::string conditions(const Where& where, const Phrase& one) const;
  std::string key_in(std::string_view before, std::string_view key) const;
  std::string scalar(std::string_view path, const std::string& text) const;
  std::string mapping(std::string_view path, const Value& value) const;

  const Contract& contract_;
  PageLanguage language_;
};

// The items of "1.1.2, 1.1.3(2)".
Texts split_clauses(std::string_view clause);

// The last key of a path, list positions left out.
std::string_view last_key(std::string_view path);

}  // namespace slakit::page
