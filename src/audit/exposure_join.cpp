#include "audit/exposure_join.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace slakit {
namespace {

constexpr std::int32_t no_item = -1;

// What an item is about. Of duties and records the numbers move as more fall due: those of one ticket keep their order.
using About = std::tuple<PricedKind, std::uint16_t, std::int32_t, std::int32_t>;

About about(const ExposureItems& items, std::size_t i) noexcept {
  const bool is_numbered = items.kind[i] == PricedKind::clock || items.kind[i] == PricedKind::indicator;
  return {items.kind[i], items.obligation[i], items.ticket[i], is_numbered ? items.cycle[i] : 0};
}

// Nothing of it has accrued at the first one's instant.
void add_item(ExposureItems& items, const ExposureItems& later, std::size_t i) {
  items.ticket.push_back(later.ticket[i]);
  items.kind.push_back(later.kind[i]);
  items.obligation.push_back(later.obligation[i]);
  items.cycle.push_back(later.cycle[i]);
  items.version.push_back(later.version[i]);
  items.due.push_back(later.due[i]);
  items.state.push_back(ExposureState::running);
  items.gross.push_back(0);
  items.net.push_back(0);
  items.at_stake.push_back(0);
}

// By item of the later one: its place in the first.
std::vector<std::int32_t> join_items(ExposureItems& items, const ExposureItems& later) {
  std::multimap<About, std::int32_t> known;
  for (std::size_t i = 0; i < items.size(); ++i) known.emplace(about(items, i), static_cast<std::int32_t>(i));
  std::vector<std::int32_t> places;
  places.reserve(later.size());
  for (std::size_t i = 0; i < later.size(); ++i) {
    const auto found = known.find(about(later, i));
    places.push_back(found != known.end() ? found->second : static_cast<std::int32_t>(items.size()));
    if (found != known.end())
      known.erase(found);
    else
      add_item(items, later, i);
    items.at_stake[static_cast<std::size_t>(places.back())] += later.at_stake[i];
  }
  return places;
}

void add_jump(ExposureJumps& jumps, Instant at, std::int32_t item, std::int32_t term, std::int64_t gross,
              std::int64_t by, std::uint8_t is_rest) {
  jumps.at.push_back(at);
  jumps.item.push_back(item);
  jumps.term.push_back(term);
  jumps.gross.push_back(gross);
  jumps.by.push_back(by);
  jumps.is_rest.push_back(is_rest);
}

}  // namespace

void join(Exposure& exposure, const Exposure& later) {
  const std::vector<std::int32_t> places = join_items(exposure.items, later.items);
  if (const std::int64_t by = later.now.minor - exposure.then.minor; by != 0)
    add_jump(exposure.jumps, later.as_of, no_item, -1, 0, by, 0);
  const ExposureJumps& jumps = later.jumps;
  for (std::size_t i = 0; i < jumps.size(); ++i)
    add_jump(exposure.jumps, jumps.at[i],
             jumps.item[i] == no_item ? no_item : places[static_cast<std::size_t>(jumps.item[i])], jumps.term[i],
             jumps.gross[i], jumps.by[i], jumps.is_rest[i]);
  exposure.until = later.until;
  exposure.then = later.then;
  for (const std::string& note : later.notes)
    if (std::find(exposure.notes.begin(), exposure.notes.end(), note) == exposure.notes.end())
      exposure.notes.push_back(note);
  index_jumps(exposure);
}

void index_jumps(Exposure& exposure) {
  ExposureItems& items = exposure.items;
  const std::vector<std::int32_t>& item = exposure.jumps.item;
  items.first.assign(items.size() + 1, 0);
  for (const std::int32_t one : item)
    if (one != no_item) ++items.first[static_cast<std::size_t>(one) + 1];
  std::partial_sum(items.first.begin(), items.first.end(), items.first.begin());
  items.jump_of.resize(items.first.back());
  std::vector<std::uint32_t> next(items.first.begin(), items.first.end() - 1);
  for (std::size_t i = 0; i < item.size(); ++i)
    if (item[i] != no_item) items.jump_of[next[static_cast<std::size_t>(item[i])]++] = static_cast<std::uint32_t>(i);
}

}  // namespace slakit
