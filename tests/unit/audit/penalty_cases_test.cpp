// Replays tests/cases/penalties/E*.yaml: the worked examples of real clauses, each with the clause, the readings and
// the exact amounts. Their README says what a file holds.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <filesystem>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/ratio.hpp"
#include "slakit/base/value.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/yaml.hpp"
#include "slakit/settlement/describe.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

const std::string folder = SLAKIT_SOURCE_DIR "/tests/cases/penalties";

Value read_case_file(const std::filesystem::path& path) {
  std::vector<Problem> problems;
  const std::string text = read_text_file(path.string(), problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return read_yaml(text, path.filename().string());
}

// One of a file's cases. What it leaves out is said once for all of them, beside `cases`.
struct Case {
  Value file;
  std::size_t index = 0;

  const Value& own() const { return file.find("cases")->items[index]; }
  const Value* find(std::string_view key) const {
    const Value* value = own().find(key);
    return value != nullptr ? value : file.find(key);
  }
  const std::string& text(std::string_view key) const { return find(key)->text; }
  std::string name() const { return text("example") + ": " + text("reading"); }
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name(); }

std::vector<Case> load_cases() {
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") paths.insert(entry.path());
  std::vector<Case> cases;
  for (const auto& path : paths) {
    const Value file = read_case_file(path);
    for (std::size_t i = 0; i < file.find("cases")->items.size(); ++i) cases.push_back({file, i});
  }
  return cases;
}

// The same log with its rows in the opposite order.
std::string reversed(const std::string& csv) {
  std::istringstream in(csv);
  std::string header;
  std::getline(in, header);
  std::string rows;
  for (std::string row; std::getline(in, row);) rows = row + "\n" + rows;
  return header + "\n" + rows;
}

AuditRun run_of(const Case& one, const std::string& events) {
  AuditOptions options;
  options.as_of = *Timestamp::parse(one.text("as_of"))->instant();
  if (const Value* choices = one.find("choices"))
    for (const auto& [path, value] : choices->entries) options.choices.push_back({path.text, value});
  return audit_text(read_contract(one.text("contract"), one.text("example")), events, "<events>", options);
}

// A row of results as text, key by key: what a case says of it is a part of that.
using Row = std::vector<std::pair<std::string, std::string>>;

std::string shown(const Row& row) {
  std::string text;
  for (const auto& [key, value] : row) text += (text.empty() ? "" : ", ") + key + ": " + value;
  return "{" + text + "}";
}

std::string shown(const Value& mapping) {
  Row row;
  for (const auto& [key, value] : mapping.entries) row.emplace_back(key.text, value.text);
  return shown(row);
}

bool agrees(const Row& row, const Value& expected) {
  return std::all_of(expected.entries.begin(), expected.entries.end(), [&](const Value::Entry& entry) {
    if (entry.first.text == "published") return true;
    return std::find(row.begin(), row.end(), std::pair(entry.first.text, entry.second.text)) != row.end();
  });
}

std::vector<Row> charges_of(const Audit& audit) {
  const auto amount = [&](std::int64_t minor) { return amount_string({minor, audit.plan.currency()}); };
  std::vector<Row> rows;
  for (std::size_t i = 0; i < audit.charges.size(); ++i) {
    const Breach& breach = audit.partial.breaches[audit.charges.breach[i]];
    Row& row = rows.emplace_back();
    const Obligation* obligation = audit.plan.obligation_of(breach.kind, breach.obligation);
    row.emplace_back("penalty", audit.plan.contract.penalties[audit.charges.term[i]].name);
    if (obligation != nullptr) row.emplace_back("obligation", obligation->name);
    if (!breach.ticket.empty()) row.emplace_back("ticket", breach.ticket);
    if (breach.kind == PricedKind::indicator)
      row.emplace_back("window", to_string(audit.indicators[breach.finding].window.first));
    row.emplace_back("count", to_string(audit.charges.count[i]));
    row.emplace_back("gross", amount(audit.charges.gross[i]));
    row.emplace_back("cut", amount(audit.charges.cut[i]));
    row.emplace_back("adjusted", amount(audit.charges.adjusted[i]));
    row.emplace_back("amount", amount(audit.charges.net(i)));
  }
  return rows;
}

std::vector<Row> figures_of(const Audit& audit) {
  std::vector<Row> rows;
  for (const IndicatorFinding& finding : audit.indicators) {
    Row& row = rows.emplace_back();
    row.emplace_back("indicator", audit.plan.indicators[finding.indicator].obligation.name);
    row.emplace_back("window", to_string(finding.window.first));
    if (finding.figure) row.emplace_back("figure", to_string(*finding.figure));
    if (finding.rounded) row.emplace_back("rounded", to_string(*finding.rounded));
  }
  return rows;
}

// Of all losses together.
Row loss_test_of(const Audit& audit) {
  for (const LossTest& test : audit.loss_tests)
    if (test.incident.empty())
      return {{"penalty", to_string(test.penalty)},
              {"loss", to_string(test.loss)},
              {"threshold", to_string(test.threshold)},
              {"above", test.is_above ? "true" : "false"}};
  return {};
}

Row rights_of(const Audit& audit) {
  Row row;
  for (const TerminationRight& right : audit.rights) {
    std::string state = boost::describe::enum_to_string(right.state, "?");
    std::replace(state.begin(), state.end(), '_', ' ');
    row.emplace_back(audit.plan.contract.termination[right.rule].name, state);
  }
  return row;
}

// Takes from `rows` one for each that is expected.
void take_expected(std::vector<Row>& rows, const Value& expected) {
  for (const Value& one : expected.items) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return agrees(row, one); });
    if (found != rows.end()) {
      rows.erase(found);
      continue;
    }
    std::string all;
    for (const Row& row : rows) all += "\n  " + shown(row);
    ADD_FAILURE() << "there is no " << shown(one) << " among" << all;
  }
}

class PenaltyCase : public testing::TestWithParam<Case> {};

TEST_P(PenaltyCase, GivesTheExactAmounts) {
  const Case& one = GetParam();
  const Audit audit = run_of(one, one.text("events")).audit;
  EXPECT_EQ(to_string(audit.statement.total), one.text("total"));
  if (const Value* expected = one.find("charges")) {
    std::vector<Row> rows = charges_of(audit);
    take_expected(rows, *expected);
    for (const Row& row : rows) EXPECT_EQ(row.back().second, amount_string({0, audit.plan.currency()})) << shown(row);
  }
  if (const Value* expected = one.find("figures")) {
    std::vector<Row> rows = figures_of(audit);
    take_expected(rows, *expected);
  }
  if (const Value* rights = one.find("rights")) {
    EXPECT_TRUE(agrees(rights_of(audit), *rights)) << shown(rights_of(audit));
  }
  if (const Value* test = one.find("loss_test")) {
    EXPECT_TRUE(agrees(loss_test_of(audit), *test)) << shown(loss_test_of(audit));
  }
  if (const Value* paid = one.find("paid")) {
    const Money price = *Money::parse(one.text("price"));
    EXPECT_EQ(to_string(Money{price.minor - audit.statement.total.minor, price.currency}), paid->text);
  }
}

TEST_P(PenaltyCase, GivesTheSameForRowsInAnyOrder) {
  const Case& one = GetParam();
  EXPECT_EQ(charges_of(run_of(one, reversed(one.text("events"))).audit),
            charges_of(run_of(one, one.text("events")).audit));
}

// What a source prints and its own clause does not give.
TEST_P(PenaltyCase, DiffersFromWhatIsPublishedWrongly) {
  const Case& one = GetParam();
  const auto check = [](const Value* published, const std::string& exact) {
    if (published != nullptr) {
      EXPECT_NE(published->text, exact);
    }
  };
  check(one.find("published"), one.text("total"));
  if (const Value* figures = one.find("figures"))
    for (const Value& figure : figures->items) check(figure.find("published"), figure.find("figure")->text);
}

INSTANTIATE_TEST_SUITE_P(Penalties, PenaltyCase, testing::ValuesIn(load_cases()));

}  // namespace
}  // namespace slakit
