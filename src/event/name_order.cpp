#include "name_order.hpp"

#include <algorithm>
#include <string_view>

namespace slakit {
namespace {

using Code = Dictionary::Code;

// How many bytes all names begin with alike: ids of one kind often share theirs.
std::size_t common_prefix(const Dictionary& names) {
  std::string_view common = names.name(0);
  for (std::size_t i = 1; i < names.size() && !common.empty(); ++i) {
    const std::string_view name = names.name(static_cast<Code>(i));
    const auto differ = std::mismatch(common.begin(), common.end(), name.begin(), name.end()).first;
    common = common.substr(0, static_cast<std::size_t>(differ - common.begin()));
  }
  return common.size();
}

// The next eight bytes as a number: smaller where they are smaller as bytes.
std::uint64_t leading_bytes(std::string_view rest) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) key = key << 8U | (i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U);
  return key;
}

}  // namespace

NameOrder name_order(const Dictionary& names) {
  if (names.in_byte_order()) return {};
  struct Key {
    std::uint64_t leading;
    Code code;
  };
  const std::size_t prefix = common_prefix(names);
  std::vector<Key> keys;
  keys.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto code = static_cast<Code>(i);
    keys.push_back({leading_bytes(std::string_view{names.name(code)}.substr(prefix)), code});
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    return a.leading != b.leading ? a.leading < b.leading : names.name(a.code) < names.name(b.code);
  });
  NameOrder order{std::vector<std::uint32_t>(names.size()), {}};
  order.by_rank.reserve(names.size());
  for (const Key& key : keys) {
    order.rank[static_cast<std::size_t>(key.code)] = static_cast<std::uint32_t>(order.by_rank.size());
    order.by_rank.push_back(key.code);
  }
  return order;
}

}  // namespace slakit
