#include "slakit/io/comparison_json.hpp"

#include <boost/json.hpp>

#include "io/json_text.hpp"
#include "io/json_words.hpp"
#include "io/judgement_json.hpp"
#include "io/what_if_json.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

class Writer {
 public:
  Writer(const Comparison& comparison, const Zone& zone) : made_(comparison), zone_(zone) {}

  json::object document() const {
    return {{"slakit_comparison", comparison_version},
            {"currency", made_.currency.name()},
            {"before", amount(made_.before)},
            {"after", amount(made_.after)},
            {"by", amount(made_.by)},
            {"after_decisions", after_decisions()},
            {"lines", lines()},
            {"clauses", sums(made_.clauses, "penalty")},
            {"tickets", sums(made_.tickets, "ticket")},
            {"windows", sums(made_.windows, "window")},
            {"postings", postings()},
            {"verdicts", verdicts()},
            {"counts", counts()},
            {"places", places()}};
  }

 private:
  std::string amount(std::int64_t minor) const { return amount_text(minor, made_.currency); }

  json::value after_decisions() const {
    if (!made_.decided_before || !made_.decided_after) return nullptr;
    return json::object{{"before", amount(*made_.decided_before)},
                        {"after", amount(*made_.decided_after)},
                        {"by", amount(*made_.decided_after - *made_.decided_before)}};
  }

  json::array lines() const {
    json::array list;
    for (const LineDifference& one : made_.lines) {
      json::object object = names_json(one.either());
      object["by"] = amount(one.by);
      object["before"] = line(one.before);
      object["after"] = line(one.after);
      list.push_back(std::move(object));
    }
    return list;
  }

  json::value line(const Setting<LedgerLine>& side) const {
    if (!side) return nullptr;
    return json::object{{"clause", side->clause},
                        {"incident", side->incident},
                        {"window", text_or_null(side->window)},
                        {"breached_at", to_rfc3339(side->at, zone_)},
                        {"late", iso(side->late)},
                        {"count", side->count},
                        {"status", side->status},
                        {"gross", amount(side->gross)},
                        {"cut", amount(side->cut)},
                        {"adjusted", amount(side->adjusted)},
                        {"amount", amount(side->net)},
                        {"provisional", side->is_provisional}};
  }

  json::array sums(const std::vector<SumDifference>& all, const char* name) const {
    json::array list;
    for (const SumDifference& one : all) {
      json::object object;
      if (&all == &made_.clauses) object["clause"] = one.clause;
      object[name] = text_or_null(one.name);
      object["before"] = amount(one.before);
      object["after"] = amount(one.after);
      object["by"] = amount(one.by);
      object["lines"] = one.lines;
      list.push_back(std::move(object));
    }
    return list;
  }

  json::array postings() const {
    json::array list;
    for (const LedgerPosting& one : made_.postings)
      list.push_back({{"window", text_or_null(one.window)}, {"account", one.account}, {"amount", amount(one.minor)}});
    return list;
  }

  json::array verdicts() const {
    json::array list;
    for (const VerdictDifference& one : made_.verdicts)
      list.push_back({{"ticket", one.ticket},
                      {"obligation", one.obligation},
                      {"cycle", one.cycle},
                      {"before", judgement_json(one.before, zone_)},
                      {"after", judgement_json(one.after, zone_)}});
    return list;
  }

  json::array counts() const {
    json::array list;
    for (const CountDifference& one : made_.counts)
      list.push_back(
          {{"obligation", one.obligation}, {"verdict", one.verdict}, {"before", one.before}, {"after", one.after}});
    return list;
  }

  json::array places() const {
    json::array list;
    for (const PlaceDifference& one : made_.places)
      list.push_back({{"path", one.path}, {"before", text_or_null(one.before)}, {"after", text_or_null(one.after)}});
    return list;
  }

  const Comparison& made_;
  const Zone& zone_;
};

}  // namespace

std::string to_json(const Comparison& comparison, const Zone& zone) {
  return to_json_text(Writer(comparison, zone).document());
}

}  // namespace slakit
