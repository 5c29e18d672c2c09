// What stands before and after the clauses: particulars, assumptions, what is not computed, the appendix.
#include <algorithm>
#include <string>

#include "contract/place.hpp"
#include "io/contract_page_parts.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/defaults.hpp"
#include "slakit/contract/support.hpp"

namespace slakit::page {

namespace {

void parties(Writer& page, const Words& words, const Parties& parties) {
  if (!parties.provider.empty()) page.bullet(words.say({"供方：{0}", "Provider: {0}"}, {parties.provider}));
  if (!parties.customer.empty()) page.bullet(words.say({"需方：{0}", "Customer: {0}"}, {parties.customer}));
  if (!parties.suppliers.empty())
    page.bullet(words.say({"供应商：{0}", "Suppliers: {0}"}, {words.all_of(parties.suppliers)}));
}

std::string amount_of(const Words& words, const BaseAmount& base) {
  std::string text = base.amount ? to_string(*base.amount)
                                 : words.say({"以工单的“{0}”所载为准", "what the ticket's “{0}” says"},
                                             {words.attribute(base.attribute)});
  if (base.per) text += words.say({"，{0}", ", {0}"}, {words.every(*base.per)});
  if (base.tax) text += words.say({"，{0}", ", {0}"}, {words.choice("tax", *base.tax)});
  return text + words.in_clauses(base.clause);
}

void amounts(Writer& page, const Words& words, const ContractHead& head) {
  if (head.price)
    page.bullet(words.say({"{0}：{1}", "{0}: {1}"},
                          {words.sentence(words.title(head.price->title, words.say({"合同价款", "contract price"}))),
                           amount_of(words, *head.price)}));
  for (const BaseAmount& base : head.bases)
    page.bullet(words.say({"计费基数{0}：{1}", "Base {0}: {1}"}, {words.base(base.name), amount_of(words, base)}));
}

// Whose law a contract is under it does not say; its zone is a hint that is good enough for a reference.
bool in_china(const ContractHead& head) { return head.time_zone == "Asia/Shanghai" || head.time_zone == "Asia/Urumqi"; }

void term(Writer& page, const Context& context, const ContractHead& head) {
  const Words& words = context.words;
  if (!head.term)
    return page.bullet(words.say({"服务期：未约定，任何时间的工单均在其内；按期推算的日期无从算出",
                                  "Term: none, every ticket is inside; dates that count from it cannot be computed"}));
  const Term& term = *head.term;
  const std::optional<Stretch>& stretch = context.dates.term();
  const std::string dates = stretch ? from_to(words, *stretch) : words.say({"无从算出", "cannot be computed"});
  page.bullet(words.say({"服务期：{0}{1}", "Term: {0}{1}"}, {dates, words.in_clauses(term.clause)}));
  const std::string length = term.length ? words.say({"，为期{0}", ", for {0}"}, {words.period(*term.length)}) : "";
  const std::string counting = words.choice("counting", term.counting.value_or(TermCounting{}));
  page.bullet(
      words.say({"自{0}起算{1}，{2}", "Counted from {0}{1}; {2}"}, {words.milestone(term.from), length, counting}), 1);
  if (term.counting == TermCounting::start_day_out && term.length && term.length->months > 0)
    page.bullet(words.say({"到期月的对应日为最后一日{0}", "The corresponding day of the last month is in{0}"},
                          {in_china(head) ? words.say({"（参见中国《民法典》第二百零一条、第二百零二条）",
                                                       " (see articles 201 and 202 of the Civil Code of the PRC)"})
                                          : ""}),
                1);
}

void milestones(Writer& page, const Words& words, const ContractHead& head) {
  if (head.milestones.empty()) return;
  page.bullet(words.say({"里程碑：", "Milestones:"}));
  for (const Milestone& milestone : head.milestones)
    page.bullet(words.say({"{0}：{1}{2}", "{0}: {1}{2}"}, {words.milestone(milestone.name), text_of(milestone.date),
                                                           words.in_clauses(milestone.clause)}),
                1);
}

}  // namespace

void particulars(Writer& page, const Context& context) {
  const Words& words = context.words;
  const ContractHead& head = words.contract().contract;
  page.bullet(words.say({"编号：{0}", "Identifier: {0}"}, {head.id}));
  parties(page, words, head.parties);
  amounts(page, words, head);
  page.bullet(words.say({"时区：{0}；本文的日期和时间均为当地时间", "Time zone: {0}; dates and times here are local"},
                        {head.time_zone}));
  term(page, context, head);
  milestones(page, words, head);
  page.bullet(head.incident.empty()
                  ? words.say({"每张工单各为一个事件", "Each ticket is an incident of its own"})
                  : words.say({"“{0}”相同的工单为同一事件", "Tickets of the same “{0}” are one incident"},
                              {words.attribute(head.incident)}));
  if (!head.holder.empty())
    page.bullet(words.say({"工单由谁处理，以“{0}”所载为准", "Who holds a ticket is what its “{0}” says"},
                          {words.attribute(head.holder)}));
}

namespace {

// Hours, members and values are listed in the appendix.
bool is_in_appendix(std::string_view path) {
  const std::string_view section = path.substr(0, path.find('.'));
  return section == "calendars" || section == "holidays" || section == "rosters" || section == "attributes" ||
         section == "events";
}

void or_else(Writer& page, const Words& words, const Texts& others) {
  if (!others.empty()) page.bullet(words.say({"也可以选：{0}", "Or else: {0}"}, {words.series(others)}), 1);
}

// What the document lists, or else the type's other values.
Texts others_of(const Words& words, const Assumption& assumption) {
  Texts others;
  for (const Value& other : alternatives_at(words.contract().document.get(), assumption.path))
    others.push_back(words.value(assumption.path, other));
  if (!others.empty()) return others;
  for (const std::string& other : assumption.otherwise)
    others.push_back(words.value(assumption.path, Value::scalar(other)));
  return others;
}

void assumed(Writer& page, const Words& words, const Assumption& assumption) {
  const Value* place =
      words.contract().document != nullptr ? find_place(*words.contract().document, assumption.path) : nullptr;
  const bool is_listed = place != nullptr && !without_assumed(*place).is_scalar() && is_in_appendix(assumption.path);
  const std::string used = is_listed          ? words.say({"见附录", "see the appendix"})
                           : place != nullptr ? words.value(assumption.path, *place)
                                              : words.value(assumption.path, Value::scalar(assumption.used));
  page.bullet(words.say(
      {"{0}：{1}（`{3}`）{2}", "{0}: {1} (`{3}`){2}"},
      {words.sentence(words.place(assumption.path)), used, words.in_clauses(assumption.clause), assumption.path}));
  or_else(page, words, others_of(words, assumption));
}

void by_default(Writer& page, const Words& words, const Assumption& assumption) {
  const bool is_shortfall = assumption.path.starts_with("penalties.");  // counts no days
  const std::string_view path = is_shortfall ? std::string_view("shortfall") : assumption.path;
  Texts others;
  for (const std::string& other : assumption.otherwise) others.push_back(words.value(path, Value::scalar(other)));
  const std::string used = words.value(path, Value::scalar(assumption.used));
  const std::string why = words.why(assumption.path);
  page.bullet(words.say({"{0}：{1}（`{2}`）", "{0}: {1} (`{2}`)"},
                        {words.sentence(words.policy(assumption.path)), used, assumption.path}));
  if (!why.empty()) page.bullet(words.say({"缘由：{0}", "Why: {0}"}, {why}), 1);
  or_else(page, words, others);
}

std::vector<Assumption> of_kind(const std::vector<Assumption>& all, AssumptionKind kind) {
  std::vector<Assumption> some;
  std::copy_if(all.begin(), all.end(), std::back_inserter(some),
               [kind](const Assumption& a) { return a.kind == kind; });
  return some;
}

}  // namespace

void assumptions(Writer& page, const Context& context) {
  const Words& words = context.words;
  const Contract& contract = words.contract();
  const std::vector<Assumption> assumed_values = of_kind(contract.assumptions, AssumptionKind::assumed);
  const std::vector<Assumption> unset = defaults(contract);
  page.heading(2, words.say({"假定", "What is assumed"}));
  if (assumed_values.empty() && contract.readings.empty() && unset.empty())
    return page.paragraph(
        words.say({"没有假定：计算所需的，文本都已写明。", "Nothing: the text gives all that a computation needs."}));
  if (!assumed_values.empty()) {
    page.paragraph(
        words.say({"文本没有写明、由本文设定的数值：", "Values that the text does not give and this document sets:"}));
    for (const Assumption& assumption : assumed_values) assumed(page, words, assumption);
  }
  if (!contract.readings.empty()) {
    page.paragraph(
        words.say({"文本有不止一种合理的理解，本文择一而用（其他理解见所在条款）：",
                   "Where the text has more than one honest meaning, one is used (the others stand at the clause):"}));
    for (const ReadingRule& rule : contract.readings)
      page.bullet(words.say(
          {"{0}：{1}{2}", "{0}: {1}{2}"},
          {words.quoted(rule.title, rule.name), words.value(rule.set, rule.use), words.in_clauses(rule.clause)}));
  }
  if (!unset.empty()) {
    page.paragraph(
        words.say({"文本没有选择、按默认处理的事项：", "Choices that the text leaves open, taken by default:"}));
    for (const Assumption& assumption : unset) by_default(page, words, assumption);
  }
}

namespace {

// One bullet for all parts of one item.
void parts_of_items(Writer& page, const Words& words, const std::vector<Unsupported>& parts) {
  const auto item_of = [](const std::string& path) {
    return path.starts_with("settlement.") ? std::string("settlement")
                                           : path.substr(0, path.find('.', path.find('.') + 1));
  };
  for (std::size_t i = 0; i < parts.size();) {
    const std::string item = item_of(parts[i].path);
    Texts what;
    const std::string& clause = parts[i].clause;
    for (; i < parts.size() && item_of(parts[i].path) == item; ++i) {
      const std::string text = words.unsupported(parts[i].what);
      if (std::find(what.begin(), what.end(), text) == what.end()) what.push_back(text);
    }
    page.bullet(words.say({"{0}{1}：{2}", "{0}{1}: {2}"}, {words.sentence(words.place(item)), words.in_clauses(clause),
                                                           words.series(what, {"、", ", "})}));
  }
}

}  // namespace

void left_out(Writer& page, const Context& context) {
  const Words& words = context.words;
  std::vector<Unsupported> parts = not_supported(context.words.contract());
  if (parts.empty()) return;
  page.heading(2, words.say({"本版本尚不计算的部分", "What this version does not compute"}));
  const auto stops = std::stable_partition(parts.begin(), parts.end(), [](const Unsupported& p) { return !p.stops; });
  if (stops != parts.begin()) {
    page.paragraph(words.say(
        {"审计略去以下各项，也不把它们当作已经达到：", "An audit leaves these out, and takes none of them for met:"}));
    parts_of_items(page, words, {parts.begin(), stops});
  }
  if (stops != parts.end()) {
    page.paragraph(words.say({"以下各项会改变其他金额，因此目前不能进行审计：",
                              "These would change other amounts, so for now there can be no audit:"}));
    parts_of_items(page, words, {stops, parts.end()});
  }
}

}  // namespace slakit::page
