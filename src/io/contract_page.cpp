#include "slakit/io/contract_page.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "io/contract_page_parts.hpp"

namespace slakit {
namespace {

using page::Context;
using page::Dates;
using page::Phrase;
using page::Words;
using page::Writer;

// Clauses in the order a reader expects: 1.1.2 < 1.1.3-1 < 1.1.3(2) < 1.1.10. Numbers compare as numbers; of the marks
// that follow a number the point comes first, then the hyphen, then the bracket.
struct ClauseOrder {
  static int rank(char c) {
    constexpr std::string_view marks = ".-(";
    const std::size_t at = marks.find(c);
    return at == std::string_view::npos ? static_cast<int>(marks.size()) + static_cast<unsigned char>(c)
                                        : static_cast<int>(at);
  }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static std::string_view take_number(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string_view number = text.substr(0, end);
    text.remove_prefix(end);
    while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
    return number;
  }

  bool operator()(std::string_view a, std::string_view b) const {
    const std::pair whole(a, b);
    while (!a.empty() && !b.empty()) {
      if (is_digit(a.front()) != is_digit(b.front())) return is_digit(a.front());
      if (is_digit(a.front())) {
        const std::string_view left = take_number(a);
        const std::string_view right = take_number(b);
        if (left != right) return left.size() != right.size() ? left.size() < right.size() : left < right;
      } else {
        if (a.front() != b.front()) return rank(a.front()) < rank(b.front());
        a.remove_prefix(1);
        b.remove_prefix(1);
      }
    }
    if (a.empty() != b.empty()) return a.empty();
    return whole.first < whole.second;
  }
};

// One item of the contract, ready to stand at its clause.
struct Entry {
  std::string heading;  // "Obligation: Restored within 4 hours"
  std::string lines;
};

struct ClauseText {
  std::vector<Entry> entries;
  page::Texts see;       // items that stand at another clause
  page::Texts see_also;  // what stands outside the clauses
};

class Clauses {
 public:
  explicit Clauses(const Context& context) : context_(context) {}

  template <class Items, class Show>
  void add_all(const Phrase& kind, const Items& items, Show show) {
    for (const auto& item : items) add(kind, item.name, item, show);
  }

  template <class Item, class Show>
  void add(const Phrase& kind, const std::string& name, const Item& item, Show show) {
    const Words& words = context_.words;
    const std::string title = words.title(item.title, name);
    const bool is_same = name.empty() || words.sentence(title) == words.sentence(name);
    std::string heading = words.say(kind);
    if (!title.empty()) heading += words.say({"：{0}", ": {0}"}, {title});
    Writer lines;
    if (!item.text.empty()) lines.quote(item.text);
    show(lines, context_, item);
    put(item.clause, {heading + (is_same ? "" : " `" + name + "`"), lines.text()}, heading);
  }

  // Something that stands elsewhere in the page, but for the words of the contract.
  template <class Item>
  void refer(const Item& item, const std::string& what, const std::string& where) {
    const std::string full = context_.words.say({"{0}（见{1}）", "{0} (see {1})"}, {what, where});
    if (item.text.empty()) {
      for (const std::string& one : page::split_clauses(item.clause)) clauses_[one].see_also.push_back(full);
      return;
    }
    Writer lines;
    lines.quote(item.text);
    put(item.clause, {full, lines.text()}, what);
  }

  void write(Writer& page) const {
    const Words& words = context_.words;
    for (const auto& [clause, text] : clauses_) write(page, words.say({"第{0}条", "Clause {0}"}, {clause}), text);
    if (!without_.entries.empty()) write(page, words.say({"没有条款号的部分", "Without a clause"}), without_);
  }

 private:
  void put(const std::string& clause, Entry entry, const std::string& heading) {
    const page::Texts all = page::split_clauses(clause);
    if (all.empty()) {
      without_.entries.push_back(std::move(entry));
      return;
    }
    clauses_[all.front()].entries.push_back(std::move(entry));
    for (std::size_t i = 1; i < all.size(); ++i)
      if (all[i] != all.front())
        clauses_[all[i]].see.push_back(
            context_.words.say({"{0}（见第{1}条）", "{0} (at clause {1})"}, {heading, all.front()}));
  }

  void write(Writer& page, const std::string& heading, const ClauseText& text) const {
    const Words& words = context_.words;
    page.heading(3, heading);
    for (const Entry& entry : text.entries) {
      page.heading(4, entry.heading);
      page.block(entry.lines);
    }
    if (text.see.empty() && text.see_also.empty()) return;
    if (!text.entries.empty()) page.paragraph(words.say({"另见：", "See also:"}));
    for (const std::string& see : text.see) page.bullet(see);
    for (const std::string& see : text.see_also) page.bullet(see);
  }

  const Context& context_;
  std::map<std::string, ClauseText, ClauseOrder> clauses_;
  ClauseText without_;
};

// Values of one clause stand together, but for those with words of their own.
void refer_to_values(Clauses& clauses, const Words& words, const AttributeRule& rule, const std::string& where) {
  std::map<std::string, page::Texts> of_clause;
  for (const AttributeValue& value : rule.values) {
    if (value.text.empty())
      of_clause[value.clause].push_back(value.name);
    else
      clauses.refer(value, words.quoted(value.title, value.name), where);
  }
  for (const auto& [clause, names] : of_clause) {
    AttributeValue together;
    together.clause = clause;
    clauses.refer(together, words.say({"{0}的工单", "Tickets whose {0}"}, {words.where({{rule.name, names}})}), where);
  }
}

// The particulars and the appendix have clauses too; what they say stands there.
void refer_to_the_rest(Clauses& clauses, const Words& words) {
  const Contract& contract = words.contract();
  const ContractHead& head = contract.contract;
  const std::string above = words.say({"“合同要素”", "“Particulars”"});
  const std::string below = words.say({"附录", "the appendix"});
  if (head.term) clauses.refer(*head.term, words.say({"服务期", "Term"}), above);
  if (head.price) clauses.refer(*head.price, words.say({"合同价款", "Contract price"}), above);
  for (const BaseAmount& base : head.bases) clauses.refer(base, words.base(base.name), above);
  for (const Milestone& milestone : head.milestones) clauses.refer(milestone, words.milestone(milestone.name), above);
  for (const CalendarRule& rule : contract.calendars)
    clauses.refer(rule, words.say({"日历{0}", "Calendar {0}"}, {words.calendar(rule.name)}), below);
  for (const HolidayList& list : contract.holidays)
    clauses.refer(list, words.say({"节假日{0}", "Holidays {0}"}, {words.quoted(list.title, list.name)}), below);
  for (const Roster& roster : contract.rosters)
    clauses.refer(roster, words.say({"名册{0}", "Roster {0}"}, {words.quoted(roster.title, roster.name)}), below);
  for (const AttributeRule& rule : contract.attributes) {
    clauses.refer(rule, words.quoted(rule.title, rule.name), below);
    refer_to_values(clauses, words, rule, below);
  }
  for (const EventName& event : contract.events) clauses.refer(event, words.quoted(event.title, event.name), below);
}

void clause_by_clause(Writer& page, const Context& context) {
  const Contract& contract = context.words.contract();
  Clauses clauses(context);
  refer_to_the_rest(clauses, context.words);
  clauses.add_all({"义务", "Obligation"}, contract.obligations, page::obligation);
  clauses.add_all({"违约责任", "Penalty"}, contract.penalties, page::penalty);
  clauses.add_all({"上限", "Cap"}, contract.caps, page::cap);
  clauses.add_all({"下限", "Minimum"}, contract.minimums, page::minimum);
  clauses.add_all({"组合", "Combination"}, contract.combinations, page::combination);
  clauses.add_all({"免责", "Exclusion"}, contract.exclusions, page::exclusion);
  if (contract.settlement) clauses.add({"结算", "Settlement"}, "", *contract.settlement, page::settlement);
  clauses.add_all({"解除", "Termination"}, contract.termination, page::termination);
  clauses.add_all({"变更", "Amendment"}, contract.amendments, page::amendment);
  clauses.add_all({"解释", "Reading"}, contract.readings, page::reading);
  page.heading(2, context.words.say({"条款", "Clauses"}));
  page.paragraph(context.words.say(
      {"引文为合同原文。时限恰好用尽为达到，超过即为违反。",
       "Quotations are the contract's own words. A limit used up exactly is kept, one exceeded is broken."}));
  clauses.write(page);
}

}  // namespace

std::string contract_page(const Contract& contract, PageLanguage language) {
  const Words words(contract, language);
  Dates dates(contract);
  const Context context{words, dates};
  Writer page;
  page.heading(1, words.title(contract.contract.title, contract.contract.id));
  const std::string note = words.in_language(contract.contract.note);
  if (!note.empty()) page.paragraph(note);
  page.heading(2, words.say({"合同要素", "Particulars"}));
  page::particulars(page, context);
  clause_by_clause(page, context);
  page::assumptions(page, context);
  page::left_out(page, context);
  page::appendix(page, context);
  return page.text();
}

}  // namespace slakit
