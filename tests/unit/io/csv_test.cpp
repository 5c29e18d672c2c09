#include "slakit/io/csv.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "slakit/base/error.hpp"

namespace slakit {
namespace {

// Rows as "line:cell|cell", an absent cell as "-".
std::vector<std::string> rows_of(CsvReader reader) {
  std::vector<std::string> rows;
  while (reader.next()) {
    std::string text = std::to_string(reader.line()) + ":";
    for (const CsvCell& cell : reader.cells())
      text += (text.back() == ':' ? "" : "|") + std::string(cell.value_or("-"));
    rows.push_back(text);
  }
  return rows;
}

std::vector<std::string> rows_of(std::string_view text) { return rows_of(CsvReader::from_text(text, "t.csv")); }

Problem problem_of(std::string_view text) {
  try {
    rows_of(text);
  } catch (const LogError& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    return error.problems().front();
  }
  ADD_FAILURE() << "nothing thrown";
  return {};
}

class CsvFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::path(testing::TempDir()) /
            (std::string("slakit-csv-") + testing::UnitTest::GetInstance()->current_test_info()->name());
  }
  void TearDown() override { std::filesystem::remove(path_); }

  void write_gzip(const std::string& text) const {
    const gzFile file = gzopen(path_.c_str(), "wb");
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(gzwrite(file, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
    ASSERT_EQ(gzclose(file), Z_OK);
  }

  std::filesystem::path path_;
};

std::string long_log(int rows) {
  std::string text = "id,text\n";
  for (int i = 0; i < rows; ++i) {
    text += std::to_string(i) + ",\"row \"\"" + std::to_string(i * 7919) + "\"\"\nof \xE5\xB7\xA5\xE5\x8D\x95\"\r\n";
  }
  return text;
}

TEST(Csv, ReadsCellsAsTheyAreWritten) {
  EXPECT_EQ(rows_of("a,b\n x ,y\tz\n"), (std::vector<std::string>{"2: x |y\tz"}));
  EXPECT_EQ(rows_of("a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\r\n"), (std::vector<std::string>{"2:x,1|say \"hi\""}));
}

TEST(Csv, TellsAbsentFromEmpty) {
  CsvReader reader = CsvReader::from_text("a,b,c\n,\"\",x\n", "t.csv");
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.cells(), (std::vector<CsvCell>{std::nullopt, "", "x"}));
}

TEST(Csv, CountsLinesThroughBlankLinesQuotesAndEveryLineEnd) {
  EXPECT_EQ(rows_of("a,b\n\n1,\"x\ny\"\r\n\r\n2,z\n3,w"), (std::vector<std::string>{"3:1|x\ny", "6:2|z", "7:3|w"}));
}

TEST(Csv, HandsOutRaggedRows) { EXPECT_EQ(rows_of("a,b\n1\n1,2,3\n"), (std::vector<std::string>{"2:1", "3:1|2|3"})); }

TEST(Csv, SkipsAByteOrderMark) {
  EXPECT_EQ(CsvReader::from_text("\xEF\xBB\xBFticket,at\n", "t.csv").header(),
            (std::vector<std::string>{"ticket", "at"}));
  EXPECT_EQ(problem_of("\xEF\xBB\xBF").code, "empty-file");
}

TEST(Csv, TakesAnotherDelimiter) {
  EXPECT_EQ(rows_of(CsvReader::from_text("a;b\n1,5;2\n", "t.csv", ';')), (std::vector<std::string>{"2:1,5|2"}));
}

// Chunks end in the middle of cells, quotes, characters and line ends: 20 000 rows are some twenty chunks.
TEST_F(CsvFile, ReadsTheSameFromGzipFileAndText) {
  const std::string text = long_log(20'000);
  write_gzip(text);
  const std::vector<std::string> rows = rows_of(text);
  ASSERT_EQ(rows.size(), 20'000U);
  EXPECT_EQ(rows[19'999], "40000:19999|row \"158372081\"\nof \xE5\xB7\xA5\xE5\x8D\x95");
  EXPECT_EQ(rows_of(CsvReader::from_file(path_.string())), rows);

  std::ofstream(path_, std::ios::binary) << text;
  EXPECT_EQ(rows_of(CsvReader::from_file(path_.string())), rows);
}

TEST_F(CsvFile, NeverPassesAPartOfAGzipFileForTheWhole) {
  write_gzip(long_log(20'000));
  const auto whole = std::filesystem::file_size(path_);
  for (const std::uintmax_t cut : {whole - 1, whole - 8, whole / 2, std::uintmax_t{12}, std::uintmax_t{5}}) {
    std::filesystem::resize_file(path_, cut);
    try {
      rows_of(CsvReader::from_file(path_.string()));
      FAIL() << "cut at " << cut;
    } catch (const LogError& error) {
      EXPECT_EQ(error.problems().front().code, "bad-gzip") << error.what();
    }
  }
}

TEST_F(CsvFile, NamesFilesThatCannotBeRead) {
  for (const std::string& path : {path_.string() + ".absent", testing::TempDir()}) {
    try {
      rows_of(CsvReader::from_file(path));
      FAIL() << path;
    } catch (const LogError& error) {
      EXPECT_EQ(error.problems().front().code, "cannot-read");
      EXPECT_EQ(error.problems().front().source, path);
    }
  }
}

TEST(Csv, SaysWhereBytesAreNoText) {
  const Problem problem = problem_of("a,b\n1,\xE5\xB7\xA5x\xE5\xB7\n");
  EXPECT_EQ(problem.code, "not-text");
  EXPECT_EQ(problem.mark, (Mark{2, 5}));                            // columns are code points
  EXPECT_EQ(problem_of("a,b\n1,\xC0\x80\n").code, "not-text");      // an overlong NUL
  EXPECT_EQ(problem_of("a,b\n1,\xED\xA0\x80\n").code, "not-text");  // half a surrogate pair
  EXPECT_EQ(problem_of("a,b\n1,\xE5\xB7").mark, (Mark{2, 3}));      // cut in half at the end
}

TEST(Csv, KnowsWhatIsNotCsv) {
  EXPECT_NE(problem_of("PK\x03\x04...").message.find("Excel"), std::string::npos);
  EXPECT_NE(problem_of("\xFF\xFEt").message.find("UTF-16"), std::string::npos);
}

TEST(Csv, BoundsCellsAndColumns) {
  EXPECT_EQ(problem_of("a\n" + std::string(csv_cell_bytes_max + 1, 'x') + "\n").code, "cell-too-long");
  EXPECT_EQ(rows_of("a\n" + std::string(csv_cell_bytes_max, 'x') + "\n").size(), 1U);
  EXPECT_EQ(problem_of("a\n\"" + std::string(4 * csv_cell_bytes_max, 'x')).code, "cell-too-long");
  EXPECT_EQ(problem_of("a\n" + std::string(csv_columns_max, ',') + "\n").code, "too-many-columns");
  EXPECT_EQ(rows_of("a\n" + std::string(csv_columns_max - 1, ',') + "\n").size(), 1U);
}

}  // namespace
}  // namespace slakit
