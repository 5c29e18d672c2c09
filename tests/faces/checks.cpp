// What is said about contract documents, one problem a line, in C++; compared with the other faces.
//     checks DOCUMENT...
#include <iostream>
#include <string_view>
#include <vector>

#include "slakit/io/contract_check.hpp"

namespace {

void print(std::string_view severity, const std::vector<slakit::Problem>& problems) {
  for (const slakit::Problem& problem : problems) std::cout << severity << ' ' << to_string(problem) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const slakit::CheckResult result = slakit::check_contract_file(argv[i]);
    print("error", result.errors);
    print("remark", result.remarks);
    print("note", result.notes);
  }
}
