#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"

namespace slakit {
namespace {

namespace fs = std::filesystem;

// A folder of documents, which leaves nothing behind.
class Includes : public testing::Test {
 protected:
  Includes() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    top_ = fs::path(testing::TempDir()) / ("slakit_" + std::string(test->name()) + std::to_string(::getpid()));
    fs::remove_all(top_);
    fs::create_directories(top_ / "a/shared");
  }
  ~Includes() override { fs::remove_all(top_); }
  Includes(const Includes&) = delete;
  Includes& operator=(const Includes&) = delete;

  std::string file(const std::string& name) const { return (top_ / name).string(); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(top_ / name, std::ios::binary) << text;
  }

  ContractDocument read() const { return read_contract_document_file(file("a/c.yaml")); }

  // "file:line:column code" of each, the files without the folder.
  std::vector<std::string> problems() const {
    std::vector<std::string> found;
    try {
      read();
    } catch (const ContractError& error) {
      for (const Problem& problem : error.problems()) {
        EXPECT_GT(problem.message.size(), 20U);
        EXPECT_TRUE(problem.source.starts_with(file("a/"))) << problem.source;
        found.push_back(problem.source.substr(file("a/").size()) + ":" + std::to_string(problem.mark.line) + ":" +
                        std::to_string(problem.mark.column) + " " + problem.code);
        messages_ += problem.message + '\n';
      }
    }
    return found;
  }

  std::vector<std::string> problems_of_including(const std::string& path) const {
    write("a/c.yaml", "slakit: 1\ninclude: " + path + "\n");
    return problems();
  }

  fs::path top_;
  mutable std::string messages_;
};

using Found = std::vector<std::string>;

TEST_F(Includes, JoinsSections) {
  write("a/c.yaml", R"(slakit: 1
include: [calendars.yaml, shared/company.json]
contract: {id: c}
calendars:
  own: always
holidays:
)");
  write("a/calendars.yaml", "slakit: 1\ncalendars:\n  office: {weekly: {mon: 09:00-17:00}}\nrosters: {staff: [x]}\n");
  write("a/shared/company.json",
        "{\"slakit\": 1,\n\t\"calendars\": {\"shop\": \"always\"}, \"holidays\": {\"h\": []}}");
  const ContractDocument document = read();
  EXPECT_EQ(to_document_text(document.tree),
            "{slakit: 1, include: [calendars.yaml, shared/company.json], contract: {id: c}, "
            "calendars: {own: always, office: {weekly: {mon: 09:00-17:00}}, shop: always}, "
            "holidays: {h: []}, rosters: {staff: [x]}}");
  EXPECT_EQ(document.source_names, (Found{file("a/c.yaml"), file("a/calendars.yaml"), file("a/shared/company.json")}));
  const Value& calendars = *document.tree.find("calendars");
  EXPECT_EQ(calendars.entries[0].first.mark, (Mark{5, 3, 0}));
  EXPECT_EQ(calendars.entries[1].first.mark, (Mark{3, 3, 1}));
  EXPECT_EQ(calendars.entries[2].first.mark, (Mark{2, 16, 2}));
  EXPECT_EQ(document.tree.find("rosters")->mark, (Mark{4, 10, 1}));
}

TEST_F(Includes, OnePathNeedsNoList) {
  write("a/c.yaml", "slakit: 1\ninclude: shared/e.yaml\nevents: [a]\n");
  write("a/shared/e.yaml", "slakit: 1\nevents: [b]\n");
  EXPECT_EQ(to_document_text(*read().tree.find("events")), "[a, b]");
}

TEST_F(Includes, NamesBothPlacesOfAName) {
  write("a/c.yaml", "slakit: 1\ninclude: [1.yaml, 2.yaml]\ncalendars:\n  office: always\n");
  write("a/1.yaml", "slakit: 1\ncalendars:\n  other: always\n  office: always\n");
  write("a/2.yaml", "slakit: 1\ncalendars: {other: always}\n");
  EXPECT_EQ(problems(), (Found{"1.yaml:4:3 duplicate-key", "2.yaml:2:13 duplicate-key"}));
  EXPECT_NE(messages_.find(file("a/c.yaml") + ":4:3;"), std::string::npos) << messages_;
  EXPECT_NE(messages_.find(file("a/1.yaml") + ":3:3;"), std::string::npos) << messages_;
}

TEST_F(Includes, OnlySharedSections) {
  write("a/c.yaml", "slakit: 1\ninclude: [1.yaml, 2.yaml, 3.yaml, 4.yaml, 5.yaml]\nevents: [a]\n");
  write("a/1.yaml", "slakit: 1\npenalties: {}\ninclude: 2.yaml\n");
  write("a/2.yaml", "slakit: 2\npenalties: {}\n");
  write("a/3.yaml", "calendars: {office: always}\n");
  write("a/4.yaml", "slakit: 1\nevents: {a: b}\n");
  write("a/5.yaml", "");
  EXPECT_EQ(problems(), (Found{"1.yaml:2:1 not-includable", "1.yaml:3:1 not-includable", "2.yaml:1:9 unknown-version",
                               "3.yaml:1:1 missing-key", "4.yaml:2:1 wrong-type", "5.yaml:1:1 wrong-type"}));
}

TEST_F(Includes, ReportsTheTextOfEveryFile) {
  write("a/c.yaml", "slakit: 1\ninclude: [1.yaml, 2.yaml]\na: 1\na: 2\n");
  write("a/1.yaml", "slakit: 1\ncalendars: [\n");
  write("a/2.yaml", "slakit: 1\ncalendars: *x\n");
  EXPECT_EQ(problems(), (Found{"c.yaml:4:1 duplicate-key", "1.yaml:2:12 yaml-syntax", "2.yaml:2:12 yaml-syntax"}));
}

TEST_F(Includes, StaysInsideTheFolder) {
  write("b.yaml", "slakit: 1\n");
  write("a/ok.yaml", "slakit: 1\n");
  fs::create_symlink(top_ / "b.yaml", top_ / "a/link.yaml");
  fs::create_directory_symlink(top_, top_ / "a/up");
  fs::create_symlink("ok.yaml", top_ / "a/inner.yaml");
  EXPECT_EQ(problems_of_including("inner.yaml"), Found{});
  EXPECT_EQ(problems_of_including("./shared/.//x.yaml"), Found{"c.yaml:2:10 unreadable-file"});
  for (const std::string path : {"../b.yaml", "shared/../ok.yaml", "''", "link.yaml", "up/b.yaml"})
    EXPECT_EQ(problems_of_including(path), Found{"c.yaml:2:10 outside-folder"}) << path;
  EXPECT_EQ(problems_of_including("\"" + file("a/ok.yaml") + "\""), Found{"c.yaml:2:10 outside-folder"});
  for (const std::string path : {"none.yaml", "shared", "/dev/null/x", "."})
    EXPECT_EQ(problems_of_including(path).size(), 1U) << path;
}

TEST_F(Includes, ReadsEachFileOnce) {
  write("a/x.yaml", "slakit: 1\ncalendars: {office: always}\n");
  fs::create_symlink("x.yaml", top_ / "a/y.yaml");
  EXPECT_EQ(problems_of_including("[x.yaml, y.yaml, ./x.yaml, c.yaml]"),
            (Found{"c.yaml:2:19 duplicate-include", "c.yaml:2:27 duplicate-include", "c.yaml:2:37 duplicate-include"}));
}

TEST_F(Includes, HasLimits) {
  std::string paths;
  for (int i = 0; i < 17; ++i) {
    if (i == 16) {
      EXPECT_EQ(problems_of_including("[" + paths + "]"), Found{});
    }
    const std::string name = std::to_string(i) + ".yaml";
    write("a/" + name, "slakit: 1\n");
    paths += (i > 0 ? ", " : "") + name;
  }
  EXPECT_EQ(problems_of_including("[" + paths + "]").size(), 1U);
  EXPECT_NE(messages_.find("more than 16"), std::string::npos);

  // Size and values count together: "slakit: 1\ninclude: x.yaml\n" is 26 bytes and 5 keys and values.
  const std::string head = "slakit: 1\n#";
  constexpr std::size_t bytes = (std::size_t{4} << 20) - 26;
  write("a/x.yaml", head + std::string(bytes - head.size(), 'x'));
  EXPECT_EQ(problems_of_including("x.yaml"), Found{});
  write("a/x.yaml", head + std::string(bytes - head.size() + 1, 'x'));
  EXPECT_EQ(problems_of_including("x.yaml"), Found{"c.yaml:2:10 too-large"});

  std::string many = "slakit: 1\nevents:\n";  // 5 too
  for (int i = 0; i < 199'990; ++i) many += "-\n";
  write("a/x.yaml", many);
  EXPECT_EQ(problems_of_including("x.yaml"), Found{});
  write("a/x.yaml", many + "-\n");
  EXPECT_EQ(problems_of_including("x.yaml"), Found{"c.yaml:2:10 too-large"});
}

const std::string contract_text = R"(slakit: 1
include: shared/calendars.yaml
contract: {id: c, time_zone: Asia/Shanghai, price: CNY 1000.00, source: shared/map.yaml}
obligations:
  repair: {clause: "1", clock: {start: received, stop: restored, calendar: open, target: PT4H}}
)";

TEST_F(Includes, MakesAContract) {
  write("a/c.yaml", contract_text);
  write("a/shared/calendars.yaml", "slakit: 1\ncalendars:\n  open: always\n");
  write("a/shared/map.yaml", "slakit: 1\nsource: {ticket: id, events: {received: r, restored: s}}\n");
  const Contract contract = read_contract_file(file("a/c.yaml"));
  EXPECT_EQ(contract.calendars.at(0).name, "open");
  EXPECT_EQ(contract.source_names, (Found{file("a/c.yaml"), file("a/shared/calendars.yaml")}));
  const AuditRun run = audit_text(contract, "id,r,s\nT1,2024-05-06T09:00:00+08:00,2024-05-06T10:00:00+08:00\n");
  EXPECT_EQ(run.log.size(), 2U);
}

TEST_F(Includes, ProblemsOfMeaningNameTheirFile) {
  write("a/c.yaml", contract_text);
  write("a/shared/calendars.yaml", "slakit: 1\ncalendars:\n  open: alway\n  shop: {weekly: {mon: 9-17}}\n");
  try {
    read_contract_file(file("a/c.yaml"));
    FAIL() << "accepted";
  } catch (const ContractError& error) {
    ASSERT_EQ(error.problems().size(), 2U) << error.what();
    EXPECT_EQ(error.problems()[0].source, file("a/shared/calendars.yaml"));
    EXPECT_EQ(error.problems()[0].mark, (Mark{3, 9, 1}));
    EXPECT_EQ(error.problems()[1].path, "calendars.shop.weekly.mon");
  }
}

TEST_F(Includes, SourceMappingsStayInsideToo) {
  write("map.yaml", "slakit: 1\nsource: {ticket: id, events: {received: r}}\n");
  write("a/shared/calendars.yaml", "slakit: 1\ncalendars: {open: always}\n");
  std::string text = contract_text;
  write("a/c.yaml", text.replace(text.find("shared/map"), 10, "../map"));
  const Contract contract = read_contract_file(file("a/c.yaml"));
  try {
    audit_text(contract, "id,r\nT1,2024-05-06T09:00:00+08:00\n");
    FAIL() << "accepted";
  } catch (const ContractError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].code, "outside-folder");
    EXPECT_EQ(error.problems()[0].path, "contract.source");
    EXPECT_EQ(error.problems()[0].mark, (Mark{3, 73}));
  }
}

TEST_F(Includes, TextHasNoFolder) {
  try {
    read_contract("slakit: 1\ninclude: x.yaml\ncontract: {}\n", "a.yaml");
    FAIL() << "accepted";
  } catch (const ContractError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].code, "include-needs-file");
    EXPECT_EQ(error.problems()[0].mark, (Mark{2, 10}));
  }
}

}  // namespace
}  // namespace slakit
