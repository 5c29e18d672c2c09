// Replays tests/cases/after-sales/*.json: hand-made tickets with every verdict and amount written down. Their README
// says what a case holds; tests/oracle/after_sales.py recomputes them without slakit.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "slakit/assessment/describe.hpp"
#include "slakit/audit/explain.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/event_log_reader.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

const std::string root = SLAKIT_SOURCE_DIR "/";

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

struct Case {
  std::string file;
  json::object object;
  std::string name() const { return json::value_to<std::string>(object.at("name")); }
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.file << ": " << one.name(); }

std::vector<Case> load_cases() {
  std::vector<Case> cases;
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(root + "tests/cases/after-sales"))
    if (entry.path().extension() == ".json") files.insert(entry.path());
  for (const auto& file : files) {
    const json::value document = json::parse(read_text(file));
    for (const json::value& one : document.at("cases").as_array())
      cases.push_back({file.filename().string(), one.as_object()});
  }
  return cases;
}

Instant instant(const json::value& text) { return *Timestamp::parse(json::value_to<std::string>(text))->instant(); }

std::optional<Duration> duration(const json::value& text) {
  if (text.is_null()) return std::nullopt;
  return Period::parse(json::value_to<std::string>(text))->time;
}

Value document_value(const json::value& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return Value::scalar(json::value_to<std::string>(value));
  if (value.is_array()) {
    std::vector<Value> items;
    for (const json::value& item : value.as_array()) items.push_back(document_value(item));
    return Value::sequence(std::move(items));
  }
  if (!value.is_object()) return Value::scalar(json::serialize(value));
  std::vector<Value::Entry> entries;
  for (const auto& [key, item] : value.as_object())
    entries.push_back({Value::scalar(std::string(key)), document_value(item)});
  return Value::mapping(std::move(entries));
}

EventLog log_of(const json::object& one) {
  if (const json::value* log = one.if_contains("log"))
    return read_event_log_file(root + json::value_to<std::string>(*log));
  std::vector<std::string> names;
  for (const json::value& row : one.at("events").as_array())
    for (const auto& [key, value] : row.as_object())
      if (key != "ticket" && key != "at" && key != "event" && key != "sequence" &&
          std::find(names.begin(), names.end(), key) == names.end())
        names.emplace_back(key);
  EventLogBuilder builder(names);
  for (const json::value& row : one.at("events").as_array()) {
    const json::object& cells = row.as_object();
    Event event;
    event.ticket = cells.at("ticket").as_string();
    event.at = instant(cells.at("at"));
    event.type = cells.at("event").as_string();
    if (const json::value* sequence = cells.if_contains("sequence"))
      event.sequence = std::stoll(json::value_to<std::string>(*sequence));
    for (const std::string& name : names) {
      const json::value* value = cells.if_contains(name);
      event.attributes.push_back(value != nullptr ? std::optional<std::string_view>(value->as_string()) : std::nullopt);
    }
    builder.add(event);
  }
  return std::move(builder).finish();
}

class AfterSales : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    const json::object& one = GetParam().object;
    const Contract contract = read_contract_file(root + json::value_to<std::string>(one.at("contract")));
    AuditOptions options;
    options.as_of = instant(one.at("as_of"));
    if (const json::value* choices = one.if_contains("choices"))
      for (const json::value& choice : choices->as_array())
        options.choices.push_back({json::value_to<std::string>(choice.at("path")), document_value(choice.at("value"))});
    run = audit_log(contract, log_of(one), options);
    expect = one.at("expect").as_object();
  }

  const std::string& ticket(const Finding& finding) const {
    return run.audit.tickets[static_cast<std::size_t>(finding.ticket)];
  }
  const std::string& obligation(const Finding& finding) const {
    return run.audit.plan.contract.obligations[finding.obligation].name;
  }

  void check_findings() const;
  void check_charges() const;
  void check_what_is_left_out() const;
  void check_explanations() const;
  void check_postings() const;

  AuditRun run;
  json::object expect;
};

void AfterSales::check_findings() const {
  std::map<std::pair<std::string, std::string>, json::object> expected;
  for (const json::value& finding : expect.at("findings").as_array())
    expected[{json::value_to<std::string>(finding.at("ticket")),
              json::value_to<std::string>(finding.at("obligation"))}] = finding.as_object();
  EXPECT_EQ(run.audit.findings.size(), expected.size());
  for (std::size_t i = 0; i < run.audit.findings.size(); ++i) {
    const Finding finding = run.audit.findings.row(i);
    SCOPED_TRACE(ticket(finding) + " / " + obligation(finding));
    const auto found = expected.find({ticket(finding), obligation(finding)});
    ASSERT_NE(found, expected.end());
    const json::object& want = found->second;
    EXPECT_EQ(boost::describe::enum_to_string(finding.verdict, "?"), json::value_to<std::string>(want.at("verdict")));
    EXPECT_EQ(finding.is_open, want.at("open").as_bool());
    EXPECT_EQ(finding.started ? std::optional(finding.elapsed) : std::nullopt, duration(want.at("elapsed")));
    EXPECT_EQ(finding.due, want.at("due").is_null() ? std::nullopt : std::optional(instant(want.at("due"))));
    EXPECT_EQ(finding.verdict == Verdict::breached ? std::optional(finding.late.time) : std::nullopt,
              duration(want.at("late")));
  }
}

void AfterSales::check_charges() const {
  const Audit& audit = run.audit;
  std::map<std::pair<std::string, std::string>, json::object> expected;
  for (const json::value& charge : expect.at("charges").as_array())
    expected[{json::value_to<std::string>(charge.at("ticket")), json::value_to<std::string>(charge.at("penalty"))}] =
        charge.as_object();
  EXPECT_EQ(audit.charges.size(), expected.size());
  for (std::size_t i = 0; i < audit.charges.size(); ++i) {
    const Breach& breach = audit.partial.breaches[audit.charges.breach[i]];
    const std::string& penalty = audit.plan.contract.penalties[audit.charges.term[i]].name;
    SCOPED_TRACE(breach.ticket + " / " + penalty);
    const auto found = expected.find({breach.ticket, penalty});
    ASSERT_NE(found, expected.end());
    const json::object& want = found->second;
    EXPECT_EQ(to_string(audit.charges.count[i]), json::value_to<std::string>(want.at("units")));
    EXPECT_EQ(audit.charges.is_provisional[i] != 0, want.at("provisional").as_bool());
    if (want.at("amount").is_null()) continue;
    EXPECT_EQ(amount_string({audit.charges.net(i), audit.plan.currency()}),
              json::value_to<std::string>(want.at("amount")))
        << json::value_to<std::string>(want.at("hand"));
  }
  EXPECT_EQ(to_string(audit.statement.total),
            json::value_to<std::string>(expect.at("currency")) + " " + json::value_to<std::string>(expect.at("total")));
}

void AfterSales::check_what_is_left_out() const {
  std::set<std::string> outside;
  for (std::size_t i = 0; i < run.audit.findings.size(); ++i)
    if (run.audit.findings.is_outside_term[i] != 0) outside.insert(ticket(run.audit.findings.row(i)));
  EXPECT_EQ(outside, json::value_to<std::set<std::string>>(expect.at("not_chargeable")));
  EXPECT_EQ(run.audit.rows.after_as_of, expect.at("after_as_of").as_int64());
  EXPECT_EQ(run.audit.rows.in, run.audit.rows.used + run.audit.rows.ignored + run.audit.rows.rejected);
}

// An explanation is computed again from the ticket's history and must be what the audit said, to the microsecond and
// the cent.
void AfterSales::check_explanations() const {
  std::size_t findings = 0;
  std::size_t charges = 0;
  for (const std::string& name : run.audit.tickets) {
    const std::optional<Explanation> explanation = explain(run.audit, run.log, name);
    ASSERT_TRUE(explanation);
    for (const ExplainedObligation& one : explanation->obligations) {
      SCOPED_TRACE(name + " / " + obligation(one.finding));
      const Finding audited = run.audit.findings.row(findings++);
      EXPECT_EQ(one.finding.verdict, audited.verdict);
      EXPECT_EQ(one.finding.due, audited.due);
      EXPECT_EQ(one.finding.late, audited.late);
      Duration running{};
      Instant at = one.timeline.empty() ? Instant{} : one.timeline.front().span.from;
      for (const Segment& segment : one.timeline) {
        EXPECT_EQ(segment.span.from, at) << "segments leave no gap";
        at = segment.span.to;
        if (segment.state == SegmentState::running) running += segment.span.length();
      }
      EXPECT_EQ(running, audited.elapsed);
      charges += one.charges.size();
    }
  }
  EXPECT_EQ(findings, run.audit.findings.size());
  EXPECT_EQ(charges, run.audit.charges.size());
}

void AfterSales::check_postings() const {
  std::int64_t sum = 0;
  std::int64_t provider = 0;
  for (const Posting& posting : run.audit.statement.postings) {
    sum += posting.minor;
    if (posting.account == Account::provider) provider += posting.minor;
  }
  EXPECT_EQ(sum, 0);
  EXPECT_EQ(provider, run.audit.statement.total.minor);
}

TEST_P(AfterSales, IsWhatTheHandCalculated) {
  check_findings();
  check_charges();
  check_what_is_left_out();
  check_explanations();
  check_postings();
}

INSTANTIATE_TEST_SUITE_P(Cases, AfterSales, testing::ValuesIn(load_cases()));

}  // namespace
}  // namespace slakit
