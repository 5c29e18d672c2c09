#include "slakit/event/pseudonym.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "slakit/base/error.hpp"

namespace slakit {
namespace {

EventLog some_log() {
  EventLogBuilder builder({"assigned_to", "caller", "class"});
  const Instant t{};
  builder.add({"T1", t, "a", {"Ann", "Bob", "Ann"}});
  builder.add({"T1", t, "a", {"Bob", "", "x"}});
  builder.add({"T2", t, "b", {std::nullopt, "Ann", "y"}});
  builder.add({"T2", t, "b", {"Zoe", "Ann", "y"}});
  return std::move(builder).finish();
}

std::vector<std::string> values(const EventLog& log, const char* name) {
  std::vector<std::string> result;
  const TextColumn& column = *log.attribute(name);
  for (const Dictionary::Code code : column.codes)
    result.push_back(code == Dictionary::absent ? "-" : column.values.name(code));
  return result;
}

TEST(Pseudonym, IsAPersonsAndTellsNothing) {
  EventLog log = some_log();
  pseudonymise(log, {"caller", "assigned_to", "caller"}, "a key");
  const std::vector<std::string> assigned = values(log, "assigned_to");
  EXPECT_TRUE(std::regex_match(assigned[0], std::regex("person-[0-9a-f]{12}"))) << assigned[0];
  const std::string ann = assigned[0];
  const std::string bob = assigned[1];
  EXPECT_NE(ann, bob);
  EXPECT_EQ(assigned, (std::vector<std::string>{ann, bob, "-", assigned[3]}));
  EXPECT_EQ(values(log, "caller"), (std::vector<std::string>{bob, "", ann, ann}));
  EXPECT_EQ(values(log, "class"), values(some_log(), "class"));
  EXPECT_EQ(log.row, some_log().row);
  EXPECT_EQ(log.attribute("caller")->values.find("Bob"), Dictionary::absent);
}

// Reports of different years are compared by these names. (Python: uuid5 of Ann, in uuid5 of the key, in uuid5 of
// https://slakit/pseudonym, in NAMESPACE_URL.)
TEST(Pseudonym, NeverChanges) {
  EventLog log = some_log();
  pseudonymise(log, {"assigned_to"}, "a key");
  EXPECT_EQ(values(log, "assigned_to")[0], "person-0f431f2226ef");
}

TEST(Pseudonym, DependsOnTheKey) {
  EventLog one = some_log();
  EventLog other = some_log();
  pseudonymise(one, {"caller"}, "a key");
  pseudonymise(other, {"caller"}, "another key");
  EXPECT_NE(values(one, "caller")[0], values(other, "caller")[0]);
}

TEST(Pseudonym, RefusesWhatIsNotThere) {
  EventLog log = some_log();
  try {
    pseudonymise(log, {"caller", "asigned_to", "zebra"}, "");
    FAIL();
  } catch (const LogError& error) {
    ASSERT_EQ(error.problems().size(), 3U);
    EXPECT_EQ(
        to_string(error.problems()[0]),
        "persons: the log has no attribute 'asigned_to'; did you mean 'assigned_to'?; name attributes of the log, "
        "or take it off the list [unknown-attribute]");
    EXPECT_EQ(error.problems()[1].code, "unknown-attribute");
    EXPECT_EQ(error.problems()[2].code, "empty-key");
  }
  EXPECT_EQ(values(log, "caller"), values(some_log(), "caller"));
  pseudonymise(log, {}, "");
}

}  // namespace
}  // namespace slakit
