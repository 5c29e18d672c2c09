#include "slakit/io/reverse_json.hpp"

#include <boost/json.hpp>

#include "io/json_text.hpp"
#include "io/statement_json.hpp"
#include "io/what_if_json.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

class Writer {
 public:
  explicit Writer(const ReverseAudit& found) : found_(found) {}

  json::object document() const {
    json::array claims;
    for (const ClaimedFigure& one : found_.claims)
      claims.push_back({{"ticket", text_or_null(one.ticket)},
                        {"penalty", text_or_null(one.penalty)},
                        {"amount", amount(one.minor)}});
    return {{"slakit_reverse", reverse_version},
            {"currency", found_.currency.name()},
            {"claims", std::move(claims)},
            {"computed", amounts(found_.computed)},
            {"matches", matches(found_.matches)},
            {"nearest", matches(found_.nearest)},
            {"parting", parting()},
            {"tried", found_.tried},
            {"tried_open", found_.tried_open},
            {"is_complete", found_.is_complete},
            {"bound", text_or_null(found_.bound)}};
  }

 private:
  std::string amount(std::int64_t minor) const { return amount_text(minor, found_.currency); }

  json::array amounts(const std::vector<std::int64_t>& all) const {
    json::array list;
    for (const std::int64_t minor : all) list.push_back(json::value(amount(minor)));
    return list;
  }

  json::array matches(const std::vector<ReverseMatch>& all) const {
    json::array list;
    for (const ReverseMatch& one : all)
      list.push_back({{"choices", choices_json(one.choices)},
                      {"is_open", one.is_open},
                      {"total", amount(one.total)},
                      {"figures", amounts(one.figures)},
                      {"off", amount(one.off)}});
    return list;
  }

  json::value parting() const {
    if (!found_.parting) return nullptr;
    const Parting& one = *found_.parting;
    return json::object{
        {"claim", one.claim},           {"ticket", text_or_null(one.ticket)}, {"penalty", text_or_null(one.penalty)},
        {"before", amount(one.before)}, {"after", amount(one.after)},         {"ours", step(one.ours)},
        {"theirs", step(one.theirs)},   {"counted", count(one.counted)},      {"implied", count(one.implied)}};
  }

  static json::value step(const Setting<DerivationStep>& one) {
    return one ? derivation_json({*one}).front() : json::value(nullptr);
  }

  static json::value count(const Setting<Ratio>& one) {
    return one ? json::value(to_string(*one)) : json::value(nullptr);
  }

  const ReverseAudit& found_;
};

}  // namespace

std::string to_json(const ReverseAudit& found) { return to_json_text(Writer(found).document()); }

}  // namespace slakit
