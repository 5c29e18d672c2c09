#include "slakit/assessment/finding.hpp"

namespace slakit {

void Findings::clear() noexcept {
  ticket.clear();
  obligation.clear();
  verdict.clear();
  reason.clear();
  fault.clear();
  is_open.clear();
  is_outside_term.clear();
  is_near_limit.clear();
  oddities.clear();
  target_rule.clear();
  version.clear();
  cycle.clear();
  triggered.clear();
  started.clear();
  due.clear();
  ended.clear();
  elapsed.clear();
  target.clear();
  late.clear();
}

void Findings::push_back(const Finding& f) {
  ticket.push_back(f.ticket);
  obligation.push_back(f.obligation);
  verdict.push_back(f.verdict);
  reason.push_back(f.reason);
  fault.push_back(f.fault);
  is_open.push_back(f.is_open ? 1 : 0);
  is_outside_term.push_back(f.is_outside_term ? 1 : 0);
  is_near_limit.push_back(f.is_near_limit ? 1 : 0);
  oddities.push_back(f.oddities);
  target_rule.push_back(f.target_rule);
  version.push_back(f.version);
  cycle.push_back(f.cycle);
  triggered.push_back(f.triggered);
  started.push_back(f.started);
  due.push_back(f.due);
  ended.push_back(f.ended);
  elapsed.push_back(f.elapsed);
  target.push_back(f.target);
  late.push_back(f.late);
}

Finding Findings::row(std::size_t i) const {
  return {ticket[i],
          obligation[i],
          verdict[i],
          reason[i],
          fault[i],
          is_open[i] != 0,
          is_outside_term[i] != 0,
          is_near_limit[i] != 0,
          oddities[i],
          target_rule[i],
          version[i],
          cycle[i],
          triggered[i],
          started[i],
          due[i],
          ended[i],
          elapsed[i],
          target[i],
          late[i]};
}

}  // namespace slakit
