#include "slakit/base/problem.hpp"

#include <gtest/gtest.h>

#include "slakit/base/error.hpp"
#include "slakit/base/fault.hpp"

namespace slakit {
namespace {

TEST(Problem, SaysWhereWhatAndTheCode) {
  EXPECT_EQ(to_string(Problem{"unknown-key", "obligations.a", "unknown key 'clok'", "c.yaml", {12, 5}}),
            "c.yaml:12:5: obligations.a: unknown key 'clok' [unknown-key]");
  EXPECT_EQ(to_string(Problem{"empty", "", "nothing here", "c.yaml", {}}), "c.yaml: nothing here [empty]");
  EXPECT_EQ(to_string(Problem{"bad", "a", "wrong", "", {3, 0}}), "line 3: a: wrong [bad]");
  EXPECT_EQ(to_string(Problem{"bad", "", "wrong", "", {}}), "wrong [bad]");
}

TEST(InputError, ShowsAllItsProblemsOneALine) {
  const ContractError error({{"a", "x", "first", "", {}}, {"b", "y", "second", "", {}}});
  EXPECT_STREQ(error.what(), "x: first [a]\ny: second [b]");
  EXPECT_EQ(error.problems().size(), 2U);
}

TEST(Checked, IsAValueOrAFault) {
  const Checked<int> seven = 7;
  const Checked<int> none = Fault::never_opens;
  EXPECT_TRUE(seven);
  EXPECT_EQ(seven.value_or_throw(), 7);
  EXPECT_FALSE(none);
  EXPECT_THROW(none.value_or_throw(), FaultError);
}

}  // namespace
}  // namespace slakit
