#include "io/what_if_json.hpp"

#include "slakit/base/value_text.hpp"

namespace slakit {

boost::json::value text_or_null(const std::string& text) {
  return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

boost::json::array choices_json(const std::vector<Choice>& choices) {
  boost::json::array list;
  for (const Choice& choice : choices)
    list.push_back({{"path", choice.path}, {"value", to_document_text(choice.value)}});
  return list;
}

boost::json::object names_json(const LedgerLine& line) {
  return {{"ticket", text_or_null(line.ticket)},
          {"incident", line.incident},
          {"clause", line.clause},
          {"penalty", line.penalty},
          {"obligation", text_or_null(line.obligation)},
          {"cycle", line.cycle}};
}

}  // namespace slakit
