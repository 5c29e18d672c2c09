// Spoiled documents: real ones, changed by a seeded generator. Each is read or refused in less than a second of
// processor time, and what is read can be written and read again. SLAKIT_FULL=1 tries a hundred times as many.
#include "fuzz/document_fuzz.cpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "slakit/base/value_text.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {
namespace {

constexpr std::size_t longest = 64 * 1024;

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if __has_feature(address_sanitizer)
constexpr std::clock_t time_max = 5 * CLOCKS_PER_SEC;
#else
constexpr std::clock_t time_max = CLOCKS_PER_SEC;
#endif

std::vector<std::string> documents() {
  std::vector<std::filesystem::path> paths;
  for (const char* folder : {"/tests/cases", "/examples"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(SLAKIT_SOURCE_DIR) + folder))
      if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

class Spoiler {
 public:
  Spoiler(const std::vector<std::string>& documents, unsigned seed) : documents_(documents), random_(seed) {}

  std::string spoiled() {
    std::string text = documents_[below(documents_.size())];
    for (std::size_t n = 1 + below(4); n > 0; --n) spoil(text);
    text.resize(std::min(text.size(), longest));
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }

  struct Range {
    std::size_t start;
    std::size_t size;
  };

  // Some lines, whole.
  Range lines(const std::string& text) {
    std::size_t start = text.rfind('\n', below(text.size()));
    start = start == std::string::npos ? 0 : start + 1;
    std::size_t end = start;
    for (std::size_t n = 1 + below(8); n > 0 && end < text.size(); --n)
      end = std::min(text.find('\n', end), text.size() - 1) + 1;
    return {start, end - start};
  }

  // One word of a line.
  Range word(const std::string& text) {
    constexpr const char* ends = " \n:,[]{}\"'";
    const std::size_t start = text.find_first_not_of(ends, below(text.size()));
    if (start == std::string::npos) return {0, 0};
    return {start, std::min(text.find_first_of(ends, start), text.size()) - start};
  }

  std::string nasty() {
    static const std::vector<std::string> words{"99999999999999999999",
                                                "-99999999999999999999",
                                                "1e999999",
                                                "0.000000000000000000000000000000001%",
                                                "PT99999999999H",
                                                "P99999999999Y",
                                                "P1Y2M3W4DT5H6M7S",
                                                "CNY 999999999999999999999.99",
                                                "9999-12-31",
                                                "0000-00-00",
                                                "2024-02-30",
                                                "null",
                                                "~",
                                                "none",
                                                "assumed",
                                                "term",
                                                "price",
                                                "{assumed: {assumed: {assumed: x}}}",
                                                "[]",
                                                "{}",
                                                "[[[]]]",
                                                "*a",
                                                "&a",
                                                "!!binary",
                                                "<<",
                                                "|",
                                                ">",
                                                "|+9",
                                                "---",
                                                "...",
                                                "\t",
                                                "\r",
                                                "'",
                                                "\"",
                                                "\"\\ud83d\"",
                                                "#",
                                                ": ",
                                                "- ",
                                                "? ",
                                                "%",
                                                "@",
                                                "\xEF\xBB\xBF",
                                                "\xFF",
                                                "\xE4\xB8",
                                                "\xC2\x85",
                                                "\xF4\x90\x80\x80",
                                                std::string(1, '\0'),
                                                std::string(3000, 'x'),
                                                "Etc/UTC",
                                                "99:99-00:00",
                                                "always"};
    return words[below(words.size())];
  }

  void spoil(std::string& text) {
    const std::size_t at = below(text.size());
    switch (below(10)) {
      case 0:
        if (!text.empty()) text[at] = static_cast<char>(below(256));
        break;
      case 1: text.insert(at, nasty()); break;
      case 2:
      case 3: {
        const Range found = word(text);
        text.replace(found.start, found.size, nasty());
        break;
      }
      case 4: text.erase(at, 1 + below(40)); break;
      case 5: {
        const Range found = lines(text);
        text.erase(found.start, found.size);
        break;
      }
      case 6: {
        const Range found = lines(text);
        const std::string copy = text.substr(found.start, found.size);
        for (std::size_t n = below(4) == 0 ? below(500) : 1; n > 0 && text.size() < longest; --n)
          text.insert(found.start, copy);
        break;
      }
      case 7: {
        const std::string& other = documents_[below(documents_.size())];
        const Range found = lines(other);
        text.insert(lines(text).start, other, found.start, found.size);
        break;
      }
      case 8: {
        const std::size_t depth = below(100);
        const Range found = word(text);
        text.insert(found.start + found.size, depth, ']');
        text.insert(found.start, depth, '[');
        break;
      }
      default: text.insert(lines(text).start, below(4), ' '); break;
    }
  }

  const std::vector<std::string>& documents_;
  std::mt19937 random_;
};

// What can be read can be written and read again.
void check_writing(const std::string& text) {
  std::vector<Problem> problems;
  const Value value = read_yaml(text, "t", problems);
  if (!problems.empty()) return;
  const std::string written = to_yaml(value);
  const Value again = read_yaml(written, "written", problems);
  EXPECT_TRUE(problems.empty() && same_meaning(value, again)) << text << "\nwritten as\n" << written;
}

TEST(DocumentFuzz, IsReadOrRefused) {
  const std::vector<std::string> seeds = documents();
  ASSERT_GT(seeds.size(), 20U);
  const unsigned count = std::getenv("SLAKIT_FULL") != nullptr ? 60'000 : 600;
  for (unsigned seed = 0; seed < count; ++seed) {
    const std::string text = Spoiler(seeds, seed).spoiled();
    const std::clock_t start = std::clock();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    EXPECT_LT(std::clock() - start, time_max) << seed << '\n' << text;
    check_writing(text);
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

}  // namespace
}  // namespace slakit
