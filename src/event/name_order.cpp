#include "name_order.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
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

struct Key {
  std::uint64_t leading;
  Code code;
};

// Byte by byte from the last, each pass keeping the order of the one before.
void sort_by_leading(std::vector<Key>& keys) {
  std::uint64_t differs = 0;
  for (const Key& key : keys) differs |= key.leading ^ keys.front().leading;
  std::vector<Key> sorted(keys.size());
  for (unsigned shift = 0; shift < 64; shift += 8) {
    if ((differs >> shift & 0xFFU) == 0) continue;
    std::array<std::size_t, 256> places{};
    for (const Key& key : keys) ++places[key.leading >> shift & 0xFFU];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), std::size_t{0});
    for (const Key& key : keys) sorted[places[key.leading >> shift & 0xFFU]++] = key;
    keys.swap(sorted);
  }
}

// Names that begin alike.
void sort_ties(const Dictionary& names, std::vector<Key>& keys) {
  for (auto first = keys.begin(); first != keys.end();) {
    const auto last = std::find_if(first, keys.end(), [&](const Key& key) { return key.leading != first->leading; });
    std::sort(first, last, [&](const Key& a, const Key& b) { return names.name(a.code) < names.name(b.code); });
    first = last;
  }
}

}  // namespace

NameOrder name_order(const Dictionary& names) {
  if (names.in_byte_order()) return {};
  const std::size_t prefix = common_prefix(names);
  std::vector<Key> keys;
  keys.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto code = static_cast<Code>(i);
    keys.push_back({leading_bytes(std::string_view{names.name(code)}.substr(prefix)), code});
  }
  sort_by_leading(keys);
  sort_ties(names, keys);
  NameOrder order{std::vector<std::uint32_t>(names.size()), {}};
  order.by_rank.reserve(names.size());
  for (const Key& key : keys) {
    order.rank[static_cast<std::size_t>(key.code)] = static_cast<std::uint32_t>(order.by_rank.size());
    order.by_rank.push_back(key.code);
  }
  return order;
}

}  // namespace slakit
