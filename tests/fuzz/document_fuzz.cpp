// Any bytes as a contract document: it is read or refused with problems, nothing else. For libFuzzer, with the library
// compiled by clang and the same flags (tests/cases and examples are the corpus):
//
//     clang++-14 -std=c++20 -g -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/document_fuzz.cpp ... -o fuzz
//     ./fuzz -max_len=65536 -timeout=1 -rss_limit_mb=1024 corpus
//
// tests/unit/io/document_fuzz_test.cpp feeds it from a generator instead.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "slakit/base/error.hpp"
#include "slakit/io/contract_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    slakit::read_contract({reinterpret_cast<const char*>(data), size});
  } catch (const slakit::InputError& error) {
    if (error.problems().empty()) __builtin_trap();  // refused, and nobody knows why
  }
  return 0;
}
