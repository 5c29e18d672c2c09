// What a document says of itself: promises without a number, parts that are not computed yet, and what it assumes.
#include <variant>

#include "slakit/base/value_text.hpp"
#include "slakit/contract/defaults.hpp"
#include "slakit/contract/support.hpp"
#include "table.hpp"

namespace slakit {

namespace {

std::string listed(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + shown(value);
  return text;
}

std::string in_sentence(const std::string& value) { return value == "none" ? value : "'" + shown(value) + "'"; }

}  // namespace

void find_unquantified(Checker& f) {
  for (const Obligation& rule : f.contract.obligations)
    if (const auto* promise = std::get_if<UnquantifiedRule>(&rule.measure))
      f.report(
          "obligations." + rule.name + ".unquantified",
          "'" + shown(promise->text) +
              "' has no number: time is shown and never judged; agree on one and write a clock, or record decisions");
}

void find_unsupported(Checker& f) {
  for (const Unsupported& part : not_supported(f.contract)) f.report(part.path, message_of(part));
}

void find_assumed(Checker& f) {
  for (const Assumption& a : f.contract.assumptions)
    if (a.kind == AssumptionKind::assumed)
      f.report(a.path, in_sentence(a.used) + " is assumed; the text does not say" +
                           (a.otherwise.empty() ? "" : " (otherwise: " + listed(a.otherwise) + ")"));
}

void find_readings(Checker& f) {
  for (const Assumption& a : f.contract.assumptions)
    if (a.kind == AssumptionKind::reading)
      f.report(a.path, "read as " + in_sentence(a.used) + "; it may also mean " + listed(a.otherwise));
}

void find_defaults(Checker& f) {
  for (const Assumption& a : defaults(f.contract))
    f.report_unset(a.path, "left to its default '" + a.used + "'" +
                               (a.otherwise.empty() ? "" : " (otherwise: " + listed(a.otherwise) + ")") +
                               "; this contract can reach it: " + a.note + "; set it as agreed");
}

}  // namespace slakit
