// One ticket under a contract, judged in both ways that a host has: its whole history at once, and event by event.
//
//     TicketCase ticket(text, {{"2026-01-12 09:00Z", "received", {{"priority", "P1"}}}, {"2026-01-12 10:00Z", "solved"}});
//     ticket.at("2026-01-12 12:00Z").verdict            // of the contract's first obligation, its last cycle
//     ticket.at("2026-01-12 12:00Z", "response").due
//
// Each answer is asked for twice, and the two must agree.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/live.hpp"
#include "slakit/audit/explain.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/plan/sources.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit::test {

inline Instant instant(std::string_view text) { return Timestamp::parse(text).value().instant().value(); }

struct Happened {
  std::string at;
  std::string type;
  std::vector<LiveAttribute> attributes = {};
};

class TicketCase {
 public:
  TicketCase(const std::string& text, std::vector<Happened> events)
      : contract_(read_contract(text)), plan_(compiled()), events_(std::move(events)) {
    for (const Happened& event : events_)
      for (const LiveAttribute& attribute : event.attributes) note(std::string(attribute.name));
  }

  const LivePlan& plan() const noexcept { return plan_; }
  const Contract& contract() const noexcept { return contract_; }

  // Every cycle of every obligation that applies.
  std::vector<Finding> findings(Instant as_of) const {
    std::vector<Finding> rows = replayed(as_of);
    EXPECT_EQ(disagreement(rows, live(as_of).findings(plan_, as_of)), "");
    return rows;
  }

  std::string disagreement(Instant as_of) const {
    return disagreement(replayed(as_of), live(as_of).findings(plan_, as_of));
  }

  std::vector<Finding> cycles(Instant as_of, const std::string& obligation) const {
    std::vector<Finding> rows = findings(as_of);
    std::erase_if(rows, [&](const Finding& row) { return name(row) != obligation; });
    return rows;
  }

  // The last cycle; without a name, of the first obligation.
  Finding at(std::string_view as_of, const std::string& obligation = "") const {
    const std::string& asked = obligation.empty() ? contract_.obligations.front().name : obligation;
    return cycles(instant(as_of), asked).back();
  }

  LiveTicket live(Instant as_of) const {
    LiveTicket ticket(plan_);
    for (const Happened& event : events_) {
      const Instant at = instant(event.at);
      if (at >= as_of) continue;
      EXPECT_EQ(ticket.advance(plan_, {at, event.type, event.attributes, 0}), Taken::taken) << event.at;
    }
    return ticket;
  }

  // The next step after `as_of` of that name.
  std::optional<Instant> next_step(Instant as_of, const std::string& step) const {
    for (const LiveStep& next : live(as_of).next_steps(plan_, as_of))
      if (contract_.obligations[next.obligation].clock()->steps[next.step].name == step) return next.instant.at;
    return std::nullopt;
  }

  Explanation explanation(Instant as_of) const {
    const AuditRun run = audit_log(contract_, log(), {as_of, {}, {}});
    return explain(run.audit, run.log, "T").value();
  }

  // How a verdict came about; without a name, that of the first obligation.
  ExplainedObligation explained(Instant as_of, const std::string& obligation = "") const {
    const Explanation all = explanation(as_of);
    for (const ExplainedObligation& one : all.obligations)
      if (obligation.empty() || name(one.finding) == obligation) return one;
    throw std::out_of_range(obligation);
  }

  const std::string& name(const Finding& row) const { return contract_.obligations[row.obligation].name; }

 private:
  Plan compiled() const { return compile(contract_, {}, load_sources(contract_)); }

  void note(std::string attribute) {
    if (std::find(attributes_.begin(), attributes_.end(), attribute) == attributes_.end())
      attributes_.push_back(std::move(attribute));
  }

  EventLog log() const {
    EventLogBuilder builder(attributes_);
    for (const Happened& event : events_) {
      Event row{"T", instant(event.at), event.type, {}, 0, 0};
      row.attributes.resize(attributes_.size());
      for (const LiveAttribute& given : event.attributes)
        row.attributes[static_cast<std::size_t>(std::find(attributes_.begin(), attributes_.end(), given.name) -
                                                attributes_.begin())] = given.value;
      builder.add(row);
    }
    return std::move(builder).finish();
  }

  std::vector<Finding> replayed(Instant as_of) const {
    Findings batch;
    assess(plan_.plan(), log(), as_of, batch);
    std::vector<Finding> rows;
    for (std::size_t i = 0; i < batch.size(); ++i) rows.push_back(batch.row(i));
    return rows;
  }

  static auto parts(const Finding& f) {
    return std::tuple(f.obligation, f.verdict, f.reason, f.is_open, f.cycle, f.due, f.ended, f.elapsed, f.target,
                      f.late.time);
  }

  // The obligations whose last cycle, replayed, is not what the live ticket says.
  std::string disagreement(const std::vector<Finding>& rows, const std::vector<Finding>& live) const {
    std::vector<Finding> last;
    for (const Finding& row : rows) {
      if (!last.empty() && last.back().obligation == row.obligation) last.pop_back();
      last.push_back(row);
    }
    if (last.size() != live.size()) return "not the same obligations apply";
    std::string names;
    for (std::size_t i = 0; i < last.size(); ++i)
      if (parts(last[i]) != parts(live[i])) names += name(last[i]) + "; ";
    return names;
  }

  Contract contract_;
  LivePlan plan_;
  std::vector<Happened> events_;
  std::vector<std::string> attributes_;
};

}  // namespace slakit::test
