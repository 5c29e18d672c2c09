#include "slakit/event/pseudonym.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <algorithm>
#include <utility>

#include "slakit/base/error.hpp"
#include "slakit/base/suggest.hpp"

namespace slakit {
namespace {

using Code = Dictionary::Code;
using Hash = boost::uuids::name_generator_sha1;

void check(const EventLog& log, const std::vector<std::string>& attributes, std::string_view key) {
  std::vector<Problem> problems;
  std::vector<std::string> there;
  for (const TextColumn& column : log.attributes) there.push_back(column.name);
  for (const std::string& name : attributes) {
    if (log.attribute(name) != nullptr) continue;
    problems.push_back({"unknown-attribute",
                        "persons",
                        "the log has no attribute '" + name + "'" + suggestion(name, there) +
                            "; name attributes of the log, or take it off the list",
                        log.intake.source,
                        {}});
  }
  if (key.empty() && !attributes.empty())
    problems.push_back({"empty-key", "", "pseudonyms need a key that nobody guesses; give one", log.intake.source, {}});
  if (!problems.empty()) throw LogError(std::move(problems));
}

// The first 48 bits are hash alone; the version of a name-based UUID follows them.
std::string pseudonym(Hash& hash, const std::string& person) {
  const std::string text = to_string(hash(person));
  return "person-" + text.substr(0, 8) + text.substr(9, 4);
}

void rename(TextColumn& column, Hash& hash) {
  Dictionary renamed;
  std::vector<Code> code_of(column.values.size());
  for (std::size_t i = 0; i < code_of.size(); ++i) {
    const std::string& person = column.values.name(static_cast<Code>(i));
    code_of[i] = renamed.intern(person.empty() ? person : pseudonym(hash, person));
  }
  for (Code& code : column.codes)
    if (code != Dictionary::absent) code = code_of[static_cast<std::size_t>(code)];
  column.values = std::move(renamed);
}

}  // namespace

void pseudonymise(EventLog& log, const std::vector<std::string>& attributes, std::string_view key) {
  check(log, attributes, key);
  // The names below may never change: they are what makes pseudonyms of two runs the same.
  const Hash project(boost::uuids::ns::url());
  const Hash keyed(project("https://slakit/pseudonym"));
  Hash hash(keyed(std::string(key)));
  for (TextColumn& column : log.attributes)
    if (std::find(attributes.begin(), attributes.end(), column.name) != attributes.end()) rename(column, hash);
}

}  // namespace slakit
