#include "slakit/io/contract_page.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "../../../src/io/contract_page_words.hpp"
#include "../../../src/io/contract_page_writer.hpp"
#include "slakit/contract/schema.hpp"
#include "slakit/contract/support.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

const std::string root = SLAKIT_SOURCE_DIR;

// A contract of one obligation at clause 1, with a term of a year from 2024-03-15, that day out.
Contract with(const std::string& obligation, const std::string& sections = "",
              const std::string& term = "term: {from: start, length: P1Y, counting: start day out}") {
  return read_contract(
      "slakit: 1\ncontract:\n  id: t\n  time_zone: Asia/Shanghai\n  price: CNY 1000000.00\n"
      "  milestones: {start: 2024-03-15, end of month: 2024-01-31, handover: 2024-06-30}\n  " +
      term + "\ncalendars: {always: always, office: {weekly: {mon-fri: \"09:00-18:00\"}, holidays: CN}}\n" +
      "obligations:\n  it: {clause: \"1\", " + obligation + "}\n" + sections);
}

// The page without its line breaks, so that sentences can be looked for.
std::string page(const Contract& contract, PageLanguage language) {
  std::istringstream lines(contract_page(contract, language));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    const std::string part = begin == std::string::npos ? "" : line.substr(begin);
    const bool joins = !text.empty() && text.back() != '\n' && !part.empty() && part[0] != '-' && part[0] != '#';
    if (joins && language == PageLanguage::en) text += ' ';
    if (!joins && !text.empty()) text += '\n';
    text += part;
  }
  return text;
}
std::string zh(const Contract& contract) { return page(contract, PageLanguage::zh); }
std::string en(const Contract& contract) { return page(contract, PageLanguage::en); }

testing::AssertionResult says(const std::string& page, const std::string& words) {
  if (page.find(words) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "not said: " << words << "\n" << page;
}

// Golden pages: SLAKIT_GOLDEN=write renews them; read the difference before it is committed.

struct Golden {
  const char* document;
  const char* name;
  PageLanguage language;
};

struct GoldenPage : testing::TestWithParam<Golden> {};

TEST_P(GoldenPage, IsWordForWord) {
  const auto& [document, name, language] = GetParam();
  const std::string text = contract_page(read_contract_file(root + document), language);
  const std::string path = root + "/tests/golden/show-" + name + ".txt";
  const char* write = std::getenv("SLAKIT_GOLDEN");
  if (write != nullptr && std::string(write) == "write") std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  EXPECT_EQ(text, std::string(std::istreambuf_iterator<char>(file), {}));
}

// No gap in a phrase was left unfilled, nothing in brackets or quotes is empty, no line is too long.
TEST_P(GoldenPage, IsWhole) {
  const std::string text = contract_page(read_contract_file(root + GetParam().document), GetParam().language);
  for (const char* wrong : {"null", "()", "（）", "“”", "``", "{0}", "{1}", "：。", "：；", ": .", ": ;", "，。", ", .",
                            "、。", " ,", "\x1b", "started_", "_24", "此部分"})
    EXPECT_EQ(text.find(wrong), std::string::npos) << wrong << " near " << text.substr(text.find(wrong), 80);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_FALSE(line.ends_with(' ')) << line;
    const int width_max = line.starts_with('#') ? 2 * page_width : page_width;
    EXPECT_LE(page::width_of(line), width_max) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Pages, GoldenPage,
    testing::Values(Golden{"/examples/after-sales/contract.yaml", "after-sales-zh", PageLanguage::zh},
                    Golden{"/examples/after-sales/contract.yaml", "after-sales-en", PageLanguage::en},
                    Golden{"/tests/golden/show-everything.yaml", "everything-zh", PageLanguage::zh},
                    Golden{"/tests/golden/show-everything.yaml", "everything-en", PageLanguage::en}),
    [](const auto& param_info) {
      std::string name = param_info.param.name;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

// Every key and every choice of the language has words in both languages.

struct Vocabulary {
  std::set<std::string> keys;
  std::set<std::pair<std::string, std::string>> choices;
};

void collect(const Type& type, std::string_view key, Vocabulary& words, std::set<const Type*>& seen) {
  for (const std::string& value : type.values) words.choices.emplace(key, value);
  if (type.item != nullptr) collect(*type.item, key, words, seen);
  if (!seen.insert(&type).second) return;
  for (const Field& field : type.fields) {
    words.keys.emplace(field.key);
    collect(*field.type, field.key, words, seen);
  }
}

TEST(ContractPage, HasWordsForEveryKeyAndEveryChoice) {
  Vocabulary vocabulary;
  std::set<const Type*> seen;
  collect(contract_type(), "", vocabulary, seen);
  ASSERT_GT(vocabulary.keys.size(), 150U);
  ASSERT_GT(vocabulary.choices.size(), 80U);
  const Contract contract = with("duty: {standing: true, evidence: named}");
  const page::Words chinese(contract, PageLanguage::zh);
  const page::Words english(contract, PageLanguage::en);
  const auto has_letters = [](const std::string& text) {
    return text.find_first_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos;
  };
  for (const std::string& key : vocabulary.keys) {
    if (key == "contract" || key == "charge") continue;  // understood, so left out
    EXPECT_FALSE(has_letters(chinese.place("x." + key).substr(1))) << key;
    EXPECT_EQ(english.place("x." + key).find('_'), std::string::npos) << key;
  }
  for (const auto& [key, value] : vocabulary.choices) {
    EXPECT_FALSE(chinese.choice(key, value).empty() || has_letters(chinese.choice(key, value))) << key << ": " << value;
    EXPECT_FALSE(english.choice(key, value).empty()) << key << ": " << value;
  }
}

// Of every part that contract/support.cpp can name, and of those that a document has.
TEST(ContractPage, NamesWhatIsNotComputedInBothLanguages) {
  const Contract contract = read_contract_file(root + "/tests/golden/show-everything.yaml");
  const page::Words chinese(contract, PageLanguage::zh);
  const std::string unknown = chinese.unsupported("something else");
  EXPECT_FALSE(not_supported(contract).empty());
  for (const Unsupported& part : not_supported(contract))
    EXPECT_NE(chinese.unsupported(part.what), unknown) << part.what;

  std::ifstream file(root + "/src/contract/support.cpp");
  const std::string source{std::istreambuf_iterator<char>(file), {}};
  const std::regex literal(R"re((?:left_out|stops)\([^;]*?,\s*"[^"]*",\s*"([^"]+)"|[?:] "(a [^"]+)")re");
  int found = 0;
  for (std::sregex_iterator match(source.begin(), source.end(), literal), end; match != end; ++match, ++found) {
    const std::string what = (*match)[1].matched ? (*match)[1].str() : (*match)[2].str();
    EXPECT_NE(chinese.unsupported(what), unknown) << what;
  }
  EXPECT_GE(found, 20);
}

// Dates

TEST(ContractPage, ComputesTheTermAsThePlanDoes) {
  for (const char* term : {"term: {from: start, length: P1Y, counting: start day out}",
                           "term: {from: start, length: P1Y, counting: start day in}",
                           "term: {from: end of month, length: P1M, counting: start day out}",
                           "term: {from: end of month, length: P1M, counting: start day in}",
                           "term: {from: start, to: 2024-12-31, counting: start day out}"}) {
    const Contract contract = with("clock: {start: a, stop: b, calendar: always, target: PT4H}", "", term);
    const Plan plan = compile(contract, {}, load_sources(contract));
    ASSERT_TRUE(plan.term);
    const std::string from = to_rfc3339(plan.term->from, plan.zone).substr(0, 10);
    const std::string last = to_rfc3339(plan.term->to - std::chrono::hours{1}, plan.zone).substr(0, 10);
    EXPECT_TRUE(says(zh(contract), "服务期：自" + from + " 00:00起至" + last + " 24:00止")) << term;
    EXPECT_TRUE(says(en(contract), "Term: from " + from + " 00:00 to " + last + " 24:00")) << term;
  }
}

// Civil Code of the PRC, articles 201 and 202: the start day is out, the corresponding day or the last of the month in.
TEST(ContractPage, SaysHowTheTermIsCounted) {
  const Contract contract = with("duty: {standing: true, evidence: named}");
  EXPECT_TRUE(says(zh(contract), "服务期：自2024-03-16 00:00起至2025-03-15 24:00止"));
  EXPECT_TRUE(says(zh(contract), "自“start”起算，为期1年，首日不计入"));
  EXPECT_TRUE(says(en(contract), "Counted from “start”, for 1 year; the start day is not counted"));
}

TEST(ContractPage, SaysThatDatesNeedATerm) {
  const Contract contract = with("duty: {every: P3M, evidence: report}", "", "incident: outage");
  EXPECT_TRUE(says(zh(contract), "服务期：未约定"));
  EXPECT_TRUE(says(zh(contract), "各期的日期无从算出"));
  EXPECT_TRUE(says(en(contract), "no dates can be computed"));
  EXPECT_TRUE(says(zh(contract), "“outage”相同的工单为同一事件"));
}

TEST(ContractPage, ListsPeriodsOfTheTerm) {
  const Contract contract = with("duty: {every: P3M, evidence: report, due: P10D}");
  const std::string text = en(contract);
  EXPECT_TRUE(says(text, "No. 1, 2024-03-16 to 2024-06-15: due by the end of 2024-06-25"));
  EXPECT_TRUE(says(text, "No. 4, 2024-12-16 to 2025-03-15: due by the end of 2025-03-25"));
  EXPECT_EQ(text.find("No. 5"), std::string::npos);
  EXPECT_TRUE(says(zh(contract), "第1期 2024-03-16至2024-06-15：期限2024-06-25（当日24:00止）"));
}

// 31 January, February of a leap year, 31 March: a short month shortens no later one.
TEST(ContractPage, CountsMonthsFromTheOrigin) {
  const std::string text = en(with("duty: {every: P1M, evidence: report}", "",
                                   "term: {from: end of month, length: P3M, counting: start day out}"));
  EXPECT_TRUE(says(text, "No. 1, 2024-02-01 to 2024-02-29: due by the end of 2024-02-29"));
  EXPECT_TRUE(says(text, "No. 2, 2024-03-01 to 2024-03-31: due by the end of 2024-03-31"));
  EXPECT_TRUE(says(text, "No. 3, 2024-04-01 to 2024-04-30: due by the end of 2024-04-30"));
}

TEST(ContractPage, CountsCivilPeriods) {
  const std::string quarters = en(with("duty: {every: P3M, evidence: report, anchor: civil}"));
  EXPECT_TRUE(says(quarters, "counted in calendar quarters"));
  EXPECT_TRUE(says(quarters, "No. 1, 2024-03-16 to 2024-03-31:"));
  EXPECT_TRUE(says(quarters, "No. 5, 2025-01-01 to 2025-03-15:"));
  const std::string weeks = en(with("duty: {every: P7D, evidence: report, anchor: civil}"));
  EXPECT_TRUE(says(weeks, "No. 1, 2024-03-16 to 2024-03-17:"));  // Saturday and Sunday
  EXPECT_TRUE(says(weeks, "No. 2, 2024-03-18 to 2024-03-24:"));
  EXPECT_TRUE(says(weeks, "... 53 in all ..."));
  EXPECT_TRUE(says(weeks, "No. 53, 2025-03-10 to 2025-03-15:"));
  EXPECT_EQ(weeks.find("No. 4,"), std::string::npos);
}

TEST(ContractPage, SaysWhatIsCutOff) {
  const Contract weekly = with("duty: {every: P7D, evidence: report, anchor: civil, partial: not owed}");
  EXPECT_TRUE(says(en(weekly), "No. 1, 2024-03-16 to 2024-03-17: not owed\n"));
  EXPECT_TRUE(says(en(weekly), "No. 2, 2024-03-18 to 2024-03-24: due by the end of 2024-03-24"));
  EXPECT_TRUE(says(en(weekly), "No. 53, 2025-03-10 to 2025-03-15: not owed"));
  EXPECT_TRUE(says(zh(weekly), "首尾不完整的一期：不须履行。"));
  const Contract whole = with("duty: {every: P7D, evidence: report, anchor: civil, partial: owed whole}");
  EXPECT_TRUE(says(en(whole), "A period that is cut off at an end is owed like a whole one."));
  EXPECT_TRUE(says(en(whole), "No. 1, 2024-03-16 to 2024-03-17: due by the end of 2024-03-17"));
  const Contract figure = with("indicator: {count: change, window: P1M, target: {at_most: 1}, partial: not judged}");
  EXPECT_TRUE(says(en(figure), "A window that is cut off at an end is shown, and not judged."));
  EXPECT_TRUE(says(zh(figure), "首尾不完整的一期：只列出，不判定。"));
}

TEST(ContractPage, SaysWhoseItIs) {
  const Contract contract = with(
      "duty: {every: P7D, evidence: report, for_each: team}",
      "rosters: {team: {members: [ann], attribute: technician, owes_if_member: at any time}}\n"
      "exclusions: {storm: {clause: '9', cause: force majeure, from: began, to: ended, excuses: its own ticket}}\n");
  EXPECT_TRUE(says(en(contract), "Evidence names the member in “technician”."));
  EXPECT_TRUE(says(en(contract), "A period is owed by whoever is a member on any day of it."));
  EXPECT_TRUE(says(en(contract), "It excuses the ticket that has it."));
  EXPECT_TRUE(says(zh(contract), "每期由该期内任何一日的成员履行。"));
  EXPECT_TRUE(says(zh(contract), "免责的是记有该事由的工单。"));
}

// The last day of the period is 2024-09-30; four days later is National Day's week, 8 October the first working day.
TEST(ContractPage, MovesDeadlinesOffHolidays) {
  const auto text = [](const std::string& rule) {
    return en(with(
        "duty: {every: P1Y, anchor: contract, evidence: report, due: P4D, calendar: office, on_holiday: " + rule + "}",
        "", "term: {from: end of month, to: 2024-09-30, counting: start day out}"));
  };
  EXPECT_TRUE(says(text("next working day"), "due by the end of 2024-10-08, moved from 2024-10-04"));
  EXPECT_TRUE(says(text("previous working day"), "due by the end of 2024-09-30, moved from 2024-10-04"));
  EXPECT_TRUE(says(text("unchanged"), "2024-09-30: due by the end of 2024-10-04\n"));
  const std::string unknown = en(with("duty: {once_by: start, evidence: report, due: P4Y, calendar: office}"));
  EXPECT_TRUE(says(unknown, "whether that day is closed is not known yet"));
}

TEST(ContractPage, SaysDeadlinesOfEveryKindOfDuty) {
  EXPECT_TRUE(
      says(zh(with("duty: {count: 4, within: term, evidence: report}")), "服务期内共履行4次；以“report”为凭证"));
  EXPECT_TRUE(says(zh(with("duty: {count: 4, within: term, evidence: report}")), "期限2025-03-15（当日24:00止）"));
  EXPECT_TRUE(says(en(with("duty: {count: 2, within: P3M, evidence: report}")), "Owed twice every quarter"));
  EXPECT_TRUE(says(zh(with("duty: {once_by: handover, evidence: manual, due: P1M}")), "期限2024-07-30（当日24:00止）"));
  EXPECT_TRUE(says(zh(with("duty: {once_by: handover, evidence: manual, due: PT36H}")), "期限2024-07-02 12:00"));
  EXPECT_TRUE(
      says(zh(with("duty: {once_by: handover, evidence: manual, due: PT24H}")), "期限2024-07-01（当日24:00止）"));
  EXPECT_TRUE(says(zh(with("duty: {on_request: asked, evidence: report, due: P5D}")),
                   "应要求（“asked”）履行，于其后5日内完成"));
  EXPECT_TRUE(says(zh(with("duty: {after: replaced, evidence: proof}")), "每次“replaced”之后均应履行，未定期限"));
  EXPECT_TRUE(
      says(en(with("duty: {occasional: true, evidence: course}")), "Owed at no fixed interval, and never judged"));
  EXPECT_TRUE(says(zh(with("within: {from: end of term, length: P2Y}, duty: {every: P1Y, evidence: report}")),
                   "自服务期届满起算：自2025-03-16 00:00起至2027-03-15 24:00止"));
  EXPECT_TRUE(says(en(with("within: {from: term, open_ended: true}, prohibition: disclosed")),
                   "from 2024-03-16 00:00, without an end"));
}

// Sentences

TEST(ContractPage, SaysAClock) {
  const Contract contract = with(
      "applies: {class: [fault, major]}, clock: {start: {after: PT1H, of: received, unless: restored}, stop: "
      "[responded, restored], pause: waiting, resume: replied, calendar: office, target: [{where: {level: one}, "
      "within: "
      "PT90M}, {within: PT4H}]}",
      "events: {received: {title: {zh: 收到通知, en: notice}}, restored: {}, responded: {}, waiting: {}, replied: "
      "{}}\n");
  const std::string chinese = zh(contract);
  EXPECT_TRUE(says(chinese, "适用于class为“fault”或“major”的工单"));
  EXPECT_TRUE(
      says(chinese,
           "自“收到通知”起满1小时而尚无“restored”的，由此开始计时，至“responded”或“restored”（以先发生者为准）为止。"));
  EXPECT_TRUE(says(chinese, "level为“one”：1小时30分钟"));
  EXPECT_TRUE(says(chinese, "其他：4小时"));
  EXPECT_TRUE(says(chinese, "自“waiting”起暂停计时，至“replied”恢复"));
  const std::string english = en(contract);
  EXPECT_TRUE(says(english,
                   "Where “restored” has not come by 1 hour after “notice”, time runs from then until the first "
                   "of “responded” and “restored”."));
  EXPECT_TRUE(says(english, "Limits (counted in the calendar “office”; the most specific one holds):"));
}

TEST(ContractPage, SaysWhatAClockFollows) {
  const std::string other = "}\n  two: {clause: \"2\", clock: {stop: b, calendar: always, target: PT4H, start: ";
  const auto start = [&](const std::string& rule) {
    return with("clock: {start: a, stop: b, calendar: always, target: PT1H}" + other + rule + "}");
  };
  EXPECT_TRUE(says(en(start("{breach_of: it}")), "Time runs from the breach of “it” until “b”."));
  EXPECT_TRUE(says(zh(start("{breach_of: it}")), "自违反“it”之时起计时，至“b”为止。"));
  EXPECT_TRUE(says(en(start("{breach_of: it, after: PT1H}")), "Time runs from 1 hour after the breach of “it” until"));
  EXPECT_TRUE(says(en(start("{of: sent, breach_of: it}")),
                   "Time runs from “sent” (it counts only where “it” is breached) until “b”."));
  EXPECT_TRUE(says(zh(start("{of: sent, breach_of: it}")), "自“sent”起计时（仅在违反“it”时计算），至“b”为止。"));
}

TEST(ContractPage, SaysWhatComesAfterAStop) {
  const auto clock = [](const std::string& more, const std::string& sections = "") {
    return with("clock: {start: a, stop: b, calendar: always, target: PT4H, " + more + "}", sections);
  };
  const Contract again = clock("reopen: again", "policies: {reopen: new cycle}\n");
  EXPECT_TRUE(says(en(again), "If “again” comes after it stopped, a new cycle begins."));
  EXPECT_TRUE(says(zh(again), "停止之后发生“again”的，另起一个周期。"));
  EXPECT_TRUE(says(en(clock("reopen: again")), "If “again” comes after it stopped, the clock carries on, the closed"));
  const Contract periodic = clock("cycles: periodic, until: closed");
  EXPECT_TRUE(says(en(periodic), "Each stop begins the next cycle."));
  EXPECT_TRUE(says(en(periodic), "After “closed” no further cycle begins."));
  EXPECT_TRUE(says(zh(periodic), "每次停止后随即开始下一个周期。"));
  EXPECT_TRUE(says(zh(periodic), "发生“closed”之后，不再开始新的周期。"));
}

TEST(ContractPage, SaysAPauseThatLasts) {
  const Contract contract = with(
      "clock: {start: a, stop: b, calendar: always, target: PT4H, pause: [{where: {status: held}}, waiting], "
      "resume: replied}");
  EXPECT_TRUE(says(en(contract), "It pauses at “waiting” and resumes at “replied”; only service time in between is"));
  EXPECT_TRUE(says(en(contract), "It pauses while the ticket's status is “held”; only service time of that is left"));
  EXPECT_TRUE(says(zh(contract), "工单的status为“held”期间，暂停计时；只扣除其间属于服务时间的部分。"));
}

TEST(ContractPage, SaysWhoHoldsATicket) {
  const Contract contract = with("duty: {standing: true, evidence: named}", "", "holder: team");
  EXPECT_TRUE(says(en(contract), "Who holds a ticket is what its “team” says"));
  EXPECT_TRUE(says(zh(contract), "工单由谁处理，以“team”所载为准"));
}

TEST(ContractPage, SaysAGate) {
  const Contract contract = with("gate: {before: work, needs: [report, consent], refusal: refused, consent: consent}");
  EXPECT_TRUE(says(zh(contract), "在具备“report”和“consent”（须按所列顺序）之前，不得“work”。"));
  EXPECT_TRUE(says(en(contract), "Before “report” and “consent” have come, in this order, there may be no “work”."));
}

std::string charged(const std::string& charge, PageLanguage language) {
  return page(with("clock: {start: a, stop: b, calendar: always, target: PT4H}",
                   "penalties: {late: {clause: \"2\", prices: it, charge: " + charge + "}}\n"),
              language);
}

TEST(ContractPage, SaysWhatABreachCostsInFigures) {
  const std::string each = "{rate: 1%, of: price, per: incident}";
  EXPECT_TRUE(
      says(charged(each, PageLanguage::zh), "每次按合同价款的1%（即1% × CNY 1000000.00 = CNY 10000.00）计收违约金。"));
  EXPECT_TRUE(says(charged(each, PageLanguage::en), "1% of the contract price: 1% × CNY 1000000.00 = CNY 10000.00."));
  const std::string daily = "{rate: 0.5‰, of: price, per: day, counting: calendar days touched}";
  EXPECT_TRUE(
      says(charged(daily, PageLanguage::zh), "每逾期一日，按合同价款的0.5‰（即0.5‰ × CNY 1000000.00 = CNY 500.00）"));
  EXPECT_TRUE(says(charged(daily, PageLanguage::zh), "按自然日计，当日有任何逾期即计一日。"));
  const std::string odd = "{rate: 0.0000333%, of: price, per: day}";  // 0.333: not a whole minor unit
  EXPECT_TRUE(says(charged(odd, PageLanguage::en), "≈ CNY 0.33"));
  EXPECT_TRUE(says(charged(odd, PageLanguage::en), "(by default)"));
  EXPECT_TRUE(says(charged("{documented: loss}", PageLanguage::zh), "赔偿经证明的损失，金额以“loss”所载为准"));
  const std::string capped = zh(with("clock: {start: a, stop: b, calendar: always, target: PT4H}",
                                     "penalties: {late: {clause: \"2\", prices: it, charge: " + each +
                                         "}}\ncaps: {all: {clause: \"3\", limit: 5%, of: price}}\n"));
  EXPECT_TRUE(says(capped, "整个合同的违约金合计不超过合同价款的5%（即5% × CNY 1000000.00 = CNY 50000.00）。"));
}

TEST(ContractPage, SaysReadingsInWords) {
  const Contract contract = with("clock: {start: a, stop: b, calendar: always, target: PT4H}",
                                 "readings: {start: {clause: \"1\", text: 起算, set: obligations.it.clock.start, use: "
                                 "a, else: [{after: PT1H, of: a}]}}\n");
  EXPECT_TRUE(says(zh(contract), "> 起算"));
  EXPECT_TRUE(says(zh(contract), "所涉事项：义务“it”的计时起算（`obligations.it.clock.start`）。"));
  EXPECT_TRUE(says(zh(contract), "也可以理解为：“a”之后满1小时。"));
  EXPECT_TRUE(says(en(contract), "It may also mean: 1 hour after “a”."));
}

// Form

TEST(ContractPage, OrdersClausesAsAReaderExpects) {
  std::string text = "slakit: 1\ncontract: {id: t, time_zone: Etc/UTC}\nobligations:\n";
  int n = 0;
  for (const char* clause : {"1.1.10", "1.1.3(2)", "S1", "1.1.3-1", "1.1.3", "1.1.2", "1.1.3(10)", "2", "1.1.3-1.1"})
    text += "  o" + std::to_string(n++) + ": {clause: \"" + clause + "\", duty: {standing: true, evidence: named}}\n";
  std::istringstream lines(contract_page(read_contract(text), PageLanguage::en));
  std::vector<std::string> clauses;
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("### Clause ")) clauses.push_back(line.substr(11));
  EXPECT_EQ(clauses, (std::vector<std::string>{"1.1.2", "1.1.3", "1.1.3-1", "1.1.3-1.1", "1.1.3(2)", "1.1.3(10)",
                                               "1.1.10", "2", "S1"}));
}

TEST(ContractPage, RefersFromEveryOtherClause) {
  const Contract contract = read_contract(
      "slakit: 1\ncontract: {id: t, time_zone: Etc/UTC}\n"
      "obligations: {it: {clause: \"2, 1; 3\", text: own words, duty: {standing: true, evidence: named}}}\n");
  EXPECT_TRUE(says(en(contract), "### Clause 1\n\n- Obligation: it (at clause 2)\n"));
  EXPECT_TRUE(says(zh(contract), "### 第3条\n\n- 义务：it（见第2条）\n"));
  EXPECT_TRUE(says(en(contract), "#### Obligation: it\n\n> own words\n"));
}

// The reader refuses them; a program that fills a Contract itself may not have.
TEST(ContractPage, KeepsControlCharactersFromTheTerminal) {
  Contract contract = with("duty: {standing: true, evidence: named}");
  contract.obligations[0].title = {{{"en", "red \x1b[31m"}}};
  contract.obligations[0].text = "a\a\r\nb";
  const std::string text = contract_page(contract, PageLanguage::en);
  for (const char control : {'\x1b', '\a', '\r'}) EXPECT_EQ(text.find(control), std::string::npos);
  EXPECT_TRUE(says(text, "> a??\n> b\n"));
}

// UAX 11: ideographs and full-width marks take two columns.
TEST(ContractPage, MeasuresChineseInTwoColumns) {
  EXPECT_EQ(page::width_of("abc"), 3);
  EXPECT_EQ(page::width_of("违约金"), 6);
  EXPECT_EQ(page::width_of("（1%）。"), 8);
  EXPECT_EQ(page::width_of("é“”"), 3);
}

TEST(ContractPage, BreaksLinesWhereChineseMayBreak) {
  page::Writer writer;
  std::string text;
  for (int i = 0; i < 30; ++i) text += "违约金（第1.1.3(2)条），每次CNY 10000.00；";
  writer.bullet(text);
  std::istringstream lines(writer.text());
  std::string joined;
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(line.starts_with(joined.empty() ? "- " : "  ")) << line;
    line.erase(0, 2);
    EXPECT_LE(page::width_of(line), page_width - 2);
    EXPECT_GT(page::width_of(line) + 30, joined.size() + line.size() < text.size() ? page_width : 0) << line;
    for (const char* mark : {"，", "；", "）", "."}) EXPECT_FALSE(line.starts_with(mark)) << line;
    for (const char* mark : {"（", "第", "CNY"}) EXPECT_FALSE(line.ends_with(mark)) << line;
    joined += line;
  }
  EXPECT_EQ(joined, text);
}

}  // namespace
}  // namespace slakit
