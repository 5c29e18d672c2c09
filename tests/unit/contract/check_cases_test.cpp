// Every code of the table is proven by two documents in tests/cases/checks: <code>.yaml, whose comment lines after the
// first say "line:column code" for each problem of that code's severity, and <code>.narrow.yaml, which differs as
// little as it can and does not have it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "slakit/contract/check.hpp"
#include "slakit/io/contract_check.hpp"

namespace slakit {

void PrintTo(const CheckCode& code, std::ostream* out) { *out << code.code; }  // for GoogleTest

namespace {

const std::string root = SLAKIT_SOURCE_DIR;
const std::string folder = root + "/tests/cases/checks/";

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> expected_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<std::string> expected;
  while (std::getline(file, line) && line.starts_with("# ")) expected.push_back(line.substr(2));
  return expected;
}

// As "line:column code". What is not computed yet grows less from version to version, so only its own document counts
// it.
std::vector<std::string> shown_as_expected(const std::vector<Problem>& problems, std::string_view code) {
  std::vector<std::string> shown;
  for (const Problem& p : problems)
    if (p.code != "not-supported-yet" || p.code == code)
      shown.push_back(std::to_string(p.mark.line) + ":" + std::to_string(p.mark.column) + " " + p.code);
  return shown;
}

CheckResult checked(const std::string& path, std::string_view code) {
  return code == "include-needs-file" ? check_contract_text(text_of(path), path) : check_contract_file(path);
}

const std::vector<Problem>& of(const CheckResult& result, Severity severity) {
  if (severity == Severity::error) return result.errors;
  return severity == Severity::remark ? result.remarks : result.notes;
}

struct Code : testing::TestWithParam<CheckCode> {};

TEST_P(Code, IsFoundInItsPlace) {
  const CheckCode& code = GetParam();
  const std::string path = folder + std::string(code.code) + ".yaml";
  const CheckResult result = checked(path, code.code);
  const std::vector<Problem>& problems = of(result, code.severity);
  const std::vector<std::string> expected = expected_of(path);
  ASSERT_FALSE(expected.empty()) << path;
  EXPECT_EQ(shown_as_expected(problems, code.code), expected) << to_string(problems);
  EXPECT_TRUE(code.severity == Severity::error || result.errors.empty()) << to_string(result.errors);
  for (const std::string& line : expected) EXPECT_TRUE(line.ends_with(" " + std::string(code.code))) << line;
  for (const Problem& problem : problems) EXPECT_GT(problem.message.size(), 10U) << problem.code;
}

TEST_P(Code, IsNotFoundNearby) {
  const CheckCode& code = GetParam();
  const std::string path = folder + std::string(code.code) + ".narrow.yaml";
  ASSERT_TRUE(std::filesystem::exists(path));
  const CheckResult result = checked(path, code.code);
  EXPECT_EQ(shown_as_expected(result.errors, code.code), expected_of(path)) << to_string(result.errors);
  for (const auto* problems : {&result.errors, &result.remarks, &result.notes})
    for (const Problem& problem : *problems) EXPECT_NE(problem.code, code.code) << to_string(problem);
}

INSTANTIATE_TEST_SUITE_P(Cases, Code,
                         testing::ValuesIn(std::vector<CheckCode>(check_codes().begin(), check_codes().end())),
                         [](const auto& test) {
                           std::string name(test.param.code);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(CheckCodes, AreWordsSaidOnce) {
  std::set<std::string_view> seen;
  for (const CheckCode& code : check_codes()) {
    EXPECT_TRUE(seen.insert(code.code).second) << code.code;
    EXPECT_TRUE(std::regex_match(std::string(code.code), std::regex("[a-z]+(-[a-z]+)*"))) << code.code;
    EXPECT_FALSE(code.says.empty()) << code.code;
    EXPECT_FALSE(code.remedy.empty()) << code.code;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(seen.contains(std::string_view(name).substr(0, name.find('.')))) << name << " proves no code";
  }
}

TEST(CheckCodes, StandInTheReadme) {
  const std::string readme = text_of(root + "/README.md");
  for (const CheckCode& code : check_codes()) {
    const std::string row =
        "| `" + std::string(code.code) + "` | " + std::string(code.says) + " | " + std::string(code.remedy) + " |\n";
    EXPECT_NE(readme.find(row), std::string::npos) << "README.md lacks the row\n" << row;
  }
}

// A literal that is a word of the kind codes are, in a source that reads or checks contracts, is a code.
TEST(CheckCodes, AreAllThatTheSourcesEmit) {
  const std::regex code_like(R"re("([a-z]+(?:-[a-z]+)+)"|problem\("([a-z]+)")re");
  const std::set<std::string> other_words{"mon-fri", "not-so"};
  const std::set<std::string> not_contracts{"instant_reader.cpp",  "event_log_reader.cpp", "csv.cpp",
                                            "row_notes.cpp",       "source_reader.cpp",    "source_mapping.cpp",
                                            "calendar_reader.cpp", "json_report.cpp",      "audit_run.cpp",
                                            "table.cpp",           "live_state.cpp",       "ledger_reader.cpp"};
  std::set<std::string> codes;
  for (const CheckCode& code : check_codes()) codes.emplace(code.code);
  std::size_t found = 0;
  for (const char* part : {"/src/base", "/src/contract", "/src/io"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root + part)) {
      const std::string name = entry.path().filename().string();
      if (!entry.is_regular_file() || not_contracts.contains(name) || name.starts_with("contract_page")) continue;
      const std::string source = text_of(entry.path().string());
      for (std::sregex_iterator match(source.begin(), source.end(), code_like), end; match != end; ++match) {
        const std::string code = (*match)[1].matched ? (*match)[1].str() : (*match)[2].str();
        EXPECT_TRUE(codes.contains(code) || other_words.contains(code))
            << name << " emits '" << code << "', which check_codes() lacks";
        ++found;
      }
    }
  EXPECT_GT(found, 50U);
}

}  // namespace
}  // namespace slakit
