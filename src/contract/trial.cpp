#include "trial.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "check.hpp"
#include "place.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/field_writer.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/describe.hpp"
#include "slakit/contract/schema.hpp"
#include "types.hpp"

namespace slakit {

namespace {

// The part of a document that a path lies in: an item of a section ("obligations", "response"), or a whole section.
struct Part {
  std::string_view section;
  std::string_view item;  // empty: the whole section
  std::string path() const {
    return item.empty() ? std::string(section) : std::string(section) + "." + std::string(item);
  }
};

Part part_of(const Value& document, std::string_view path) {
  const std::size_t dot = path.find('.');
  Part part{path.substr(0, dot), {}};
  if (dot == std::string_view::npos) return part;
  const std::string_view rest = path.substr(dot + 1);
  const std::string_view item = rest.substr(0, rest.find('.'));
  const Field* field = contract_type().find(part.section);
  const Value* section = document.find(part.section);
  const bool is_named = field != nullptr && field->type->kind == Type::Kind::list && field->type->item->name_field;
  // An item that is replaced as a whole, or is new, changes what names there are.
  if (is_named && item.size() < rest.size() && section != nullptr && section->find(item) != nullptr) part.item = item;
  return part;
}

// Puts values into a document and takes them out again. Borrows the choices.
class Put {
 public:
  Put(Value& document, const std::vector<Choice>& choices) : document_(document) {
    for (const Choice& choice : choices) {
      const Part part = part_of(document_, choice.path);
      save(part);
      if (!put_place(document_, choice.path, choice.value)) misplaced_.push_back(choice.path);
    }
  }
  ~Put() {
    for (auto saved = saved_.rbegin(); saved != saved_.rend(); ++saved) restore(*saved);
  }
  Put(const Put&) = delete;
  Put& operator=(const Put&) = delete;

  std::vector<Part> parts() const {
    std::vector<Part> parts;
    for (const Saved& saved : saved_) parts.push_back(saved.part);
    return parts;
  }
  const std::vector<std::string>& misplaced() const noexcept { return misplaced_; }

 private:
  struct Saved {
    Part part;
    std::optional<Value> before;  // unset: it was not there
  };

  void save(const Part& part) {
    const auto is_inside = [&](const Saved& s) {
      return s.part.section == part.section && (s.part.item.empty() || s.part.item == part.item);
    };
    if (std::any_of(saved_.begin(), saved_.end(), is_inside)) return;
    const Value* value = document_.find(part.section);
    if (value != nullptr && !part.item.empty()) value = value->find(part.item);
    saved_.push_back({part, value != nullptr ? std::optional(*value) : std::nullopt});
  }

  void restore(Saved& saved) {
    Value* value = document_.find(saved.part.section);
    if (value == nullptr) return;
    if (!saved.part.item.empty()) value = value->find(saved.part.item);
    if (saved.before)
      *value = std::move(*saved.before);
    else
      std::erase_if(document_.entries, [&](const Value::Entry& e) { return e.first.text == saved.part.section; });
  }

  Value& document_;
  std::vector<Saved> saved_;
  std::vector<std::string> misplaced_;
};

// Reads a part into an empty contract.
void read_part(const Value& document, const Part& part, FieldReader& reader, Contract& fresh) {
  const Field* field = contract_type().find(part.section);
  const Value* section = document.find(part.section);
  if (section == nullptr) return;
  const FieldReader::Step step(reader, part.section, section->mark);
  void* object = field == nullptr ? nullptr : field->access(&fresh);
  if (field == nullptr || part.item.empty()) {
    if (field != nullptr) return reader.read(*field->type, *section, object);
    return reader.problem("unknown-key", "there is no such section", *section);
  }
  const Type& item = *field->type->item;
  const Value& value = *section->find(part.item);
  const FieldReader::Step name_step(reader, part.item, value.mark);
  void* made = field->type->add(object);
  item.name_field->type->read(reader, text_value(std::string(part.item)), item.name_field->access(made));
  reader.read(item, value, made);
}

template <class T>
void swap_item(std::vector<T>& list, std::vector<T>& fresh, std::string_view name) {
  if constexpr (requires(T item) { item.name; }) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& item) { return item.name == name; });
    if (found != list.end() && !fresh.empty()) std::swap(*found, fresh.front());
  }
}
template <class T>
void swap_item(T&, T&, std::string_view) {}

// Exchanges a part of two contracts, the second of which holds nothing else.
void swap_part(Contract& contract, Contract& fresh, const Part& part) {
  boost::mp11::mp_for_each<boost::describe::describe_members<Contract, boost::describe::mod_public>>([&](auto member) {
    if (part.section != member.name) return;
    auto& held = contract.*member.pointer;
    if (part.item.empty())
      std::swap(held, fresh.*member.pointer);
    else
      swap_item(held, fresh.*member.pointer, part.item);
  });
}

bool has(const std::vector<Problem>& problems, const Problem& problem) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& other) {
    return other.code == problem.code && other.path == problem.path && other.message == problem.message;
  });
}

}  // namespace

std::size_t size_of(const Value& value) {
  std::size_t size = 1;
  for (const Value& item : value.items) size += size_of(item);
  for (const Value::Entry& entry : value.entries) size += 1 + size_of(entry.second);
  return size;
}

Trial::Outcome Trial::put(const std::vector<Choice>& choices) {
  const Put put(draft_.document, choices);
  Outcome outcome;
  for (const std::string& path : put.misplaced())
    outcome.of_values.push_back({"unknown-path", path, "there is no such place", "", {}});
  if (!outcome.is_fine()) return outcome;

  FieldReader reader(draft_.source_names);
  const std::vector<Part> parts = put.parts();
  std::vector<std::unique_ptr<Contract>> fresh;
  for (const Part& part : parts)
    read_part(draft_.document, part, reader, *fresh.emplace_back(std::make_unique<Contract>()));
  for (std::size_t i = 0; i < parts.size(); ++i) swap_part(draft_.contract, *fresh[i], parts[i]);
  std::vector<Problem> before = draft_.problems;
  before.insert(before.end(), reader.problems().begin(), reader.problems().end());
  std::vector<Problem> of_contract = inconsistencies(draft_.contract, draft_.document, draft_.source_names, before);
  for (std::size_t i = parts.size(); i-- > 0;) swap_part(draft_.contract, *fresh[i], parts[i]);

  const auto is_known = [&](const Problem& problem) { return has(draft_.problems, problem); };
  outcome.of_values = std::move(reader.problems());
  std::erase_if(outcome.of_values, is_known);
  for (Problem& problem : outcome.of_values) {
    const bool is_its_key = std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
      return problem.path == choice.path && problem.code == "unknown-key";
    });
    if (is_its_key) problem.code = "unknown-path";
  }
  outcome.of_contract = std::move(of_contract);
  std::erase_if(outcome.of_contract, is_known);
  return outcome;
}

bool Trial::reads_alike(const std::string& path, const Value& a, const Value& b) {
  if (same_meaning(a, b)) return true;
  constexpr std::size_t values_read_max = 2'000'000;
  if (values_read_ > values_read_max) return false;
  const auto written = [&](const Value& value) -> std::optional<Value> {
    const std::vector<Choice> choices{{path, value}};
    const Put put(draft_.document, choices);
    if (!put.misplaced().empty()) return std::nullopt;
    FieldReader reader(draft_.source_names);
    Contract fresh;
    read_part(draft_.document, put.parts().front(), reader, fresh);
    if (!reader.problems().empty()) return std::nullopt;
    const Field* field = contract_type().find(put.parts().front().section);
    if (field == nullptr) return std::nullopt;
    values_read_ += size_of(*find_place(draft_.document, put.parts().front().path()));
    return write_value(*field->type, field->access(&fresh));
  };
  const std::optional<Value> one = written(a);
  const std::optional<Value> other = one ? written(b) : std::nullopt;
  return one && other && same_meaning(*one, *other);
}

}  // namespace slakit
