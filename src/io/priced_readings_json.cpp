#include "slakit/io/priced_readings_json.hpp"

#include <boost/json.hpp>
#include <cstdint>

#include "io/json_text.hpp"
#include "io/json_words.hpp"
#include "io/promise_json.hpp"
#include "io/what_if_json.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/contract/describe.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

class Writer {
 public:
  explicit Writer(const PricedReadings& priced) : priced_(priced) {}

  json::object document() const {
    json::array readings;
    for (const PricedReading& one : priced_.readings) readings.push_back(reading(one));
    const bool is_counted = priced_.combinations != UINT64_MAX;
    return {{"slakit_readings", priced_readings_version},
            {"currency", priced_.currency.name()},
            {"total", amount(priced_.total)},
            {"lowest", extreme(priced_.lowest)},
            {"highest", extreme(priced_.highest)},
            {"is_exact", priced_.is_exact},
            {"combinations", is_counted ? json::value(priced_.combinations) : json::value(nullptr)},
            {"evaluated", priced_.evaluated},
            {"bound", text_or_null(priced_.bound)},
            {"readings", std::move(readings)}};
  }

 private:
  std::string amount(std::int64_t minor) const { return amount_text(minor, priced_.currency); }

  json::object extreme(const ExtremeTotal& one) const {
    return {{"total", amount(one.total)}, {"choices", choices_json(one.choices)}};
  }

  json::object reading(const PricedReading& one) const {
    json::array alternatives;
    for (const PricedAlternative& other : one.alternatives) alternatives.push_back(alternative(other));
    return {{"kind", name_of(one.place.kind)},
            {"name", one.place.name},
            {"clause", one.place.clause},
            {"title", to_json_value(one.place.title)},
            {"text", one.place.text},
            {"path", one.place.path},
            {"used", one.place.used},
            {"note", one.place.note},
            {"alternatives", std::move(alternatives)}};
  }

  json::object alternative(const PricedAlternative& one) const {
    json::array lines;
    for (const LineDifference& line : one.lines) lines.push_back(changed(line));
    return {{"value", to_document_text(one.value)},
            {"total", one.is_computed ? json::value(amount(one.total)) : json::value(nullptr)},
            {"by", one.is_computed ? json::value(amount(one.by)) : json::value(nullptr)},
            {"problem", text_or_null(one.problem)},
            {"touches", one.touches},
            {"changed", one.changed},
            {"lines", std::move(lines)}};
  }

  json::object changed(const LineDifference& one) const {
    json::object object = names_json(one.either());
    object["before"] = one.before ? json::value(amount(one.before->net)) : json::value(nullptr);
    object["after"] = one.after ? json::value(amount(one.after->net)) : json::value(nullptr);
    object["by"] = amount(one.by);
    return object;
  }

  const PricedReadings& priced_;
};

}  // namespace

std::string to_json(const PricedReadings& priced) { return to_json_text(Writer(priced).document()); }

}  // namespace slakit
