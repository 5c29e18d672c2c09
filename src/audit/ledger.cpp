#include "slakit/audit/ledger.hpp"

#include <boost/describe/enum_to_string.hpp>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "slakit/penalty/describe.hpp"

namespace slakit {
namespace {

class LedgerWriter {
 public:
  LedgerWriter(const Plan& plan, const std::vector<Breach>& breaches, const Charges& charges)
      : plan_(plan), breaches_(breaches), charges_(charges) {}

  Ledger write(const Statement& statement, Instant as_of) const {
    Ledger ledger;
    ledger.contract = plan_.contract.contract.id;
    ledger.currency = plan_.currency();
    ledger.as_of = as_of;
    ledger.zone = plan_.zone;
    ledger.total = statement.total.minor;
    ledger.lines.reserve(charges_.size());
    for (std::size_t row = 0; row < charges_.size(); ++row) ledger.lines.push_back(line(row));
    number(ledger.lines);
    ledger.postings = postings(statement);
    return ledger;
  }

 private:
  // By window, then by name.
  std::vector<LedgerPosting> postings(const Statement& statement) const {
    std::vector<std::string> names{"provider"};
    for (const PenaltyTerm& term : plan_.contract.penalties) names.push_back("penalties/" + term.name);
    std::map<std::pair<std::uint32_t, std::string_view>, std::int64_t> sums;
    for (const Posting& one : statement.postings) {
      const std::size_t name = one.account == Account::provider ? 0 : 1U + charges_.term[one.charge];
      sums[{one.window, names[name]}] += one.minor;
    }
    std::vector<LedgerPosting> list;
    list.reserve(sums.size());
    for (const auto& [key, minor] : sums) list.push_back({first_day(key.first), std::string(key.second), minor});
    return list;
  }

  std::string first_day(std::size_t window) const {
    const SettledWindow& one = plan_.windows[window];
    return one.span.from == range_begin ? std::string() : to_string(one.days.first);
  }

  LedgerLine line(std::size_t row) const {
    const Breach& breach = breaches_[charges_.breach[row]];
    const PenaltyTerm& term = plan_.under(breach.version).contract.penalties[charges_.term[row]];
    const Obligation* obligation = plan_.obligation_of(breach.kind, breach.obligation);
    LedgerLine made;
    made.ticket = breach.ticket;
    made.incident = breach.incident_name();
    made.clause = term.clause;
    made.penalty = term.name;
    if (obligation != nullptr) made.obligation = obligation->name;
    made.cycle = breach.cycle;
    if (breach.kind == PricedKind::duty) name_duty(breach, made);
    made.window = first_day(plan_.window_at(breach.belongs));
    made.at = breach.at;
    made.late = breach.late.time;
    made.count = to_string(charges_.count[row]);
    made.status = boost::describe::enum_to_string(charges_.status[row], "");
    made.gross = charges_.gross[row];
    made.cut = charges_.cut[row];
    made.adjusted = charges_.adjusted[row];
    made.net = charges_.net(row);
    made.is_provisional = charges_.is_provisional[row] != 0;
    return made;
  }

  // By its period: its place among the findings is another one in another log.
  void name_duty(const Breach& breach, LedgerLine& line) const {
    const std::vector<Window>& periods = plan_.duties[breach.obligation].windows;
    const auto period = static_cast<std::size_t>(breach.cycle);
    const bool has_period = breach.ticket.empty() && period < periods.size();
    line.cycle = has_period ? breach.cycle : 0;
    if (breach.ticket.empty())
      line.incident = line.obligation + (has_period ? " " + to_string(periods[period].first) : std::string());
  }

  static void number(std::vector<LedgerLine>& lines) {
    std::map<std::tuple<std::string_view, std::string_view, std::string_view, std::int32_t>, std::uint32_t> known;
    for (LedgerLine& one : lines)
      one.nth = known[{one.ticket.empty() ? one.incident : one.ticket, one.penalty, one.obligation, one.cycle}]++;
  }

  const Plan& plan_;
  const std::vector<Breach>& breaches_;
  const Charges& charges_;
};

}  // namespace

Ledger ledger_of(const Settled& settled) {
  return LedgerWriter(settled.plan, *settled.breaches, settled.charges).write(settled.statement, settled.as_of);
}

Ledger ledger_of(const Audit& audit) {
  return LedgerWriter(audit.plan, audit.partial.breaches, audit.charges).write(audit.statement, audit.as_of);
}

}  // namespace slakit
