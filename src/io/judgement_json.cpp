#include "io/judgement_json.hpp"

#include <boost/json/object.hpp>

#include "io/json_words.hpp"
#include "slakit/assessment/describe.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {

boost::json::value judgement_json(const Setting<Judgement>& judgement, const Zone& zone) {
  if (!judgement) return nullptr;
  boost::json::object object{{"verdict", name_of(judgement->verdict)}};
  if (judgement->reason != Reason::none) object["reason"] = name_of(judgement->reason);
  object["due"] = judgement->due ? boost::json::value(to_rfc3339(*judgement->due, zone)) : boost::json::value(nullptr);
  if (judgement->verdict == Verdict::breached) object["late"] = iso(judgement->late);
  return object;
}

}  // namespace slakit
