#include "slakit/event/dictionary.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace slakit {

struct Dictionary::Table {
  std::vector<const std::string*> names;
  std::deque<std::string> text;  // addresses stay, so the list and the map's keys do
  // Of every name, or of none as long as names came in byte order and were asked for by nobody else.
  boost::unordered_flat_map<std::string_view, Code, std::hash<std::string_view>> codes;
  std::shared_ptr<const Table> lender;  // whose text some names are

  void index() {
    if (codes.size() == names.size()) return;
    codes.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) codes.emplace(*names[i], static_cast<Code>(i));
  }
};

// Makes the table this dictionary's alone.
void Dictionary::own() {
  if (!table_) {
    table_ = std::make_shared<Table>();
  } else if (table_.use_count() > 1) {
    auto mine = std::make_shared<Table>();
    mine->names = table_->names;
    mine->lender = std::move(table_);
    table_ = std::move(mine);
  } else {
    std::atomic_thread_fence(std::memory_order_acquire);  // a copy that is gone now may have been read elsewhere
  }
}

Dictionary::Code Dictionary::intern(std::string_view name) {
  // Sorted exports give names in byte order, each many times over: neither needs an index.
  const bool is_next = size_ == 0 || (in_byte_order_ && *names_[size_ - 1] < name);
  if (!is_next) {
    if (*names_[size_ - 1] == name) return static_cast<Code>(size_ - 1);
    if (table_.use_count() == 1) own(), table_->index();
    const Code known = find(name);
    if (known != absent) return known;
  }
  own();
  const bool is_indexed = size_ != 0 && table_->codes.size() == size_;
  if (!is_next && !is_indexed) table_->index();
  const Code code = static_cast<Code>(size_);
  in_byte_order_ = is_next;
  table_->text.emplace_back(name);
  table_->names.push_back(&table_->text.back());
  if (!is_next || is_indexed) table_->codes.emplace(table_->text.back(), code);
  names_ = table_->names.data();
  size_ = table_->names.size();
  return code;
}

Dictionary::Code Dictionary::find(std::string_view name) const noexcept {
  if (size_ == 0) return absent;
  if (table_->codes.size() == size_) {
    const auto found = table_->codes.find(name);
    return found == table_->codes.end() ? absent : found->second;
  }
  const auto* const end = names_ + size_;
  const auto* const found = std::lower_bound(
      names_, end, name, [](const std::string* one, std::string_view sought) { return *one < sought; });
  return found == end || **found != name ? absent : static_cast<Code>(found - names_);
}

Dictionary Dictionary::pick(std::span<const Code> codes) const {
  Dictionary picked;
  if (codes.empty()) return picked;
  picked.table_ = std::make_shared<Table>();
  picked.table_->names.reserve(codes.size());
  for (const Code code : codes) picked.table_->names.push_back(names_[static_cast<std::size_t>(code)]);
  picked.table_->lender = table_;
  picked.names_ = picked.table_->names.data();
  picked.size_ = codes.size();
  return picked;
}

}  // namespace slakit
