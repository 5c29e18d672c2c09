#include "slakit/io/exposure_report.hpp"

#include <boost/json.hpp>

#include "json_text.hpp"
#include "json_words.hpp"
#include "slakit/audit/describe.hpp"
#include "slakit/plan/describe.hpp"
#include "slakit/time/zoned_text.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

class Writer {
 public:
  Writer(const Exposure& exposure, const Audit& audit) : exposure_(exposure), audit_(audit), plan_(audit.plan) {}

  json::object report() const {
    json::object object;
    object["slakit_exposure"] = exposure_version;
    object["contract"] = plan_.contract.contract.id;
    object["currency"] = std::string(plan_.currency().name());
    object["as_of"] = when(exposure_.as_of);
    object["until"] = when(exposure_.until);
    object["now"] = to_string(exposure_.now);
    object["then"] = to_string(exposure_.then);
    object["tickets"] = tickets();
    object["items"] = items();
    object["jumps"] = jumps();
    object["notes"] = json::array(exposure_.notes.begin(), exposure_.notes.end());
    return object;
  }

 private:
  std::string when(Instant t) const { return to_rfc3339(t, plan_.zone); }
  std::string money(std::int64_t minor) const { return to_string(Money{minor, plan_.currency()}); }

  json::value ticket(std::size_t item) const {
    const std::int32_t code = exposure_.items.ticket[item];
    return code < 0 ? json::value(nullptr) : json::value(audit_.tickets[static_cast<std::size_t>(code)]);
  }

  const Obligation& obligation(std::size_t item) const {
    return *plan_.obligation_of(exposure_.items.kind[item], exposure_.items.obligation[item]);
  }

  json::array penalties(std::size_t item) const {
    const ExposureItems& items = exposure_.items;
    const Contract& terms = plan_.under(items.version[item]).contract;
    json::array list;
    for (std::size_t term = 0; term < plan_.terms.size(); ++term)
      if (plan_.terms[term].kind == items.kind[item] && plan_.terms[term].index == items.obligation[item])
        list.push_back({{"penalty", terms.penalties[term].name}, {"clause", terms.penalties[term].clause}});
    return list;
  }

  json::value next(std::size_t item) const {
    const ExposureItems& items = exposure_.items;
    if (items.first[item] == items.first[item + 1]) return nullptr;
    const std::uint32_t jump = items.jump_of[items.first[item]];
    return json::object{{"at", when(exposure_.jumps.at[jump])},
                        {"gross", money(exposure_.jumps.gross[jump])},
                        {"by", money(exposure_.jumps.by[jump])}};
  }

  json::array items() const {
    const ExposureItems& items = exposure_.items;
    json::array list;
    for (std::size_t i = 0; i < items.size(); ++i) {
      json::object object;
      object["ticket"] = ticket(i);
      object["priced"] = name_of(items.kind[i]);
      object["obligation"] = obligation(i).name;
      object["clause"] = obligation(i).clause;
      object["cycle"] = items.cycle[i];
      object["penalties"] = penalties(i);
      object["due"] = when(items.due[i]);
      object["state"] = name_of(items.state[i]);
      object["gross"] = money(items.gross[i]);
      object["net"] = money(items.net[i]);
      object["at_stake"] = money(items.at_stake[i]);
      object["next"] = next(i);
      list.push_back(std::move(object));
    }
    return list;
  }

  json::array jumps() const {
    const ExposureJumps& jumps = exposure_.jumps;
    json::array list;
    for (std::size_t i = 0; i < jumps.size(); ++i) {
      json::object object;
      object["at"] = when(jumps.at[i]);
      if (jumps.item[i] < 0) {
        object["item"] = object["ticket"] = object["obligation"] = object["penalty"] = object["clause"] = nullptr;
      } else {
        const auto item = static_cast<std::size_t>(jumps.item[i]);
        const PenaltyTerm& term =
            plan_.under(exposure_.items.version[item]).contract.penalties[static_cast<std::size_t>(jumps.term[i])];
        object["item"] = jumps.item[i];
        object["ticket"] = ticket(item);
        object["obligation"] = obligation(item).name;
        object["penalty"] = term.name;
        object["clause"] = term.clause;
      }
      object["gross"] = money(jumps.gross[i]);
      object["by"] = money(jumps.by[i]);
      object["rest"] = jumps.is_rest[i] != 0;
      list.push_back(std::move(object));
    }
    return list;
  }

  json::array tickets() const {
    json::array list;
    for (const TicketAtStake& one : tickets_at_stake(exposure_)) {
      const auto item = static_cast<std::size_t>(exposure_.jumps.item[one.first_jump]);
      list.push_back({{"ticket", ticket(item)},
                      {"at_stake", money(one.minor)},
                      {"from", when(exposure_.jumps.at[one.first_jump])},
                      {"obligation", obligation(item).name},
                      {"clause", obligation(item).clause}});
    }
    return list;
  }

  const Exposure& exposure_;
  const Audit& audit_;
  const Plan& plan_;
};

}  // namespace

std::string to_json(const Exposure& exposure, const Audit& audit) {
  return to_json_text(Writer(exposure, audit).report());
}

}  // namespace slakit
