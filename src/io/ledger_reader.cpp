#include "slakit/io/ledger_reader.hpp"

#include <boost/json.hpp>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

#include "slakit/base/error.hpp"
#include "slakit/io/json_report.hpp"
#include "slakit/time/period.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/tzdb.hpp"

namespace slakit {
namespace {

namespace json = boost::json;

// A value of the report with the way to it, for problems.
class Place {
 public:
  Place(const json::value& value, std::string path, const std::string& source)
      : value_(&value), path_(std::move(path)), source_(&source) {}

  [[noreturn]] void refuse(const std::string& expected) const {
    fail("bad-report", "is not " + expected + "; give a report that `slakit audit --json` wrote");
  }
  [[noreturn]] void fail(std::string code, std::string message) const {
    throw InputError({{std::move(code), path_, std::move(message), *source_, {}}});
  }

  bool has(std::string_view key) const { return value_->is_object() && value_->get_object().contains(key); }
  Place at(std::string_view key) const {
    if (!value_->is_object()) refuse("an object");
    const json::value* found = value_->get_object().if_contains(key);
    const std::string path = path_.empty() ? std::string(key) : path_ + "." + std::string(key);
    if (found != nullptr) return {*found, path, *source_};
    Place(*value_, path, *source_).fail("bad-report", "is not there; give a report that `slakit audit --json` wrote");
  }
  std::vector<Place> items() const {
    if (!value_->is_array()) refuse("a list");
    std::vector<Place> list;
    std::size_t i = 0;
    for (const json::value& item : value_->get_array())
      list.emplace_back(item, path_ + "." + std::to_string(i++), *source_);
    return list;
  }

  bool is_null() const noexcept { return value_->is_null(); }
  std::string text() const {
    if (!value_->is_string()) refuse("a text");
    return json::value_to<std::string>(*value_);
  }
  std::string text_or_none() const { return is_null() ? std::string() : text(); }
  std::int64_t integer() const {
    if (!value_->is_int64()) refuse("a whole number");
    return value_->get_int64();
  }
  bool yes_or_no() const {
    if (!value_->is_bool()) refuse("true or false");
    return value_->get_bool();
  }

  Money money() const {
    const std::optional<Money> money = Money::parse(text());
    if (!money) refuse("an amount such as \"CNY 80000.00\"");
    return *money;
  }
  std::int64_t minor(Currency currency) const {
    const Money amount = money();
    if (amount.currency != currency) refuse("in the total's currency, " + std::string(currency.name()));
    return amount.minor;
  }
  Instant instant() const {
    const std::optional<Timestamp> stamp = Timestamp::parse(text());
    if (!stamp || !stamp->instant()) refuse("an instant such as \"2024-06-01T00:00:00+08:00\"");
    return *stamp->instant();
  }
  Duration duration() const {
    const std::optional<Period> period = Period::parse(text());
    if (!period || !period->is_exact()) refuse("a length of time such as \"PT27H\"");
    return period->time;
  }
  Zone zone() const {
    try {
      return load_zone(text());
    } catch (const ZoneError& error) {
      fail("bad-report", error.what());
    }
  }
  // The first day of "2024-03-16/2024-04-15"; nothing where the contract has no windows.
  std::string window() const {
    const std::string both = text_or_none();
    return both.substr(0, both.find('/'));
  }

 private:
  const json::value* value_;
  std::string path_;
  const std::string* source_;
};

LedgerLine line_from(const Place& charge, Currency currency) {
  LedgerLine line;
  line.ticket = charge.at("ticket").text_or_none();
  line.incident = charge.at(charge.has("matter") ? "matter" : "incident").text();
  line.clause = charge.at("clause").text();
  line.penalty = charge.at("penalty").text();
  line.obligation = charge.at("obligation").text_or_none();
  if (charge.has("cycle")) line.cycle = static_cast<std::int32_t>(charge.at("cycle").integer());
  line.window = charge.at("window").window();
  line.at = charge.at("breached_at").instant();
  line.late = charge.at("late").duration();
  line.count = charge.at("count").text();
  line.status = charge.at("status").text();
  line.gross = charge.at("gross").minor(currency);
  line.cut = charge.at("cut").minor(currency);
  line.adjusted = charge.at("adjusted").minor(currency);
  line.net = charge.at("amount").minor(currency);
  line.is_provisional = charge.at("provisional").yes_or_no();
  return line;
}

// As ledger_of does it: of several with the same names, in their order.
void number(std::vector<LedgerLine>& lines) {
  std::map<std::tuple<std::string, std::string, std::string, std::int32_t>, std::uint32_t> known;
  for (LedgerLine& one : lines)
    one.nth = known[{one.ticket.empty() ? one.incident : one.ticket, one.penalty, one.obligation, one.cycle}]++;
}

Ledger ledger_from(const Place& report) {
  if (!report.has("slakit_report")) report.refuse("a report of an audit");
  const Place version = report.at("slakit_report");
  if (const std::int64_t written = version.integer(); written != report_version)
    version.fail("unknown-version", "a report of version " + std::to_string(written) +
                                        "; this version of slakit reads " + std::to_string(report_version) +
                                        ": make the report again");
  Ledger ledger;
  ledger.contract = report.at("contract").at("id").text();
  ledger.as_of = report.at("as_of").instant();
  ledger.zone = report.at("contract").at("time_zone").zone();
  const Place statement = report.at("statement");
  const Money total = statement.at("total").money();
  ledger.currency = total.currency;
  ledger.total = total.minor;
  for (const Place& charge : report.at("charges").items()) ledger.lines.push_back(line_from(charge, total.currency));
  number(ledger.lines);
  std::map<std::pair<std::string, std::string>, std::int64_t> sums;
  for (const Place& posting : statement.at("postings").items())
    sums[{posting.at("window").window(), posting.at("account").text()}] += posting.at("amount").minor(total.currency);
  for (const auto& [key, minor] : sums) ledger.postings.push_back({key.first, key.second, minor});
  return ledger;
}

}  // namespace

Ledger read_ledger(std::string_view text, const std::string& name) {
  boost::system::error_code error;
  const json::value report = json::parse(text, error);
  const Place whole(report, "", name);
  if (error) whole.refuse("JSON: " + error.message());
  return ledger_from(whole);
}

Ledger read_ledger_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();  // of a folder: opens, and fails here
  if (!file.is_open() || file.bad() || text.fail())
    throw InputError(
        {{"unreadable-file", "", "cannot be read; give the path of a report that exists and may be read", path, {}}});
  return read_ledger(std::move(text).str(), path);
}

}  // namespace slakit
