#include "slakit/io/contract_reader.hpp"

#include <utility>
#include <vector>

#include "slakit/base/error.hpp"
#include "slakit/contract/from_document.hpp"
#include "slakit/io/yaml.hpp"

namespace slakit {

Contract read_contract_file(const std::string& path) {
  std::vector<Problem> problems;
  const std::string text = read_text_file(path, problems);
  if (!problems.empty()) throw ContractError(std::move(problems));
  return read_contract(text, path);
}

Contract read_contract(std::string_view text, const std::string& source_name) {
  std::vector<Problem> problems;
  Value document = read_yaml(text, source_name, problems);
  // Text that could not be read to its end says nothing about what follows; a missing key would be a guess.
  if (document.is_null() && !problems.empty()) throw ContractError(std::move(problems));
  return contract_from_document(std::move(document), source_name, std::move(problems));
}

}  // namespace slakit
