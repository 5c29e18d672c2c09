// Readings priced: the amounts that were computed by hand before this code existed, and exhaustive enumeration.
#include "slakit/audit/priced_readings.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "slakit/base/value_text.hpp"
#include "slakit/io/audit_run.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/time/timestamp.hpp"

namespace slakit {
namespace {

const std::string folder = SLAKIT_SOURCE_DIR "/examples/after-sales/";

struct Judged {
  Contract contract;
  AuditRun run;
};

Judged after_sales() {
  Judged made{read_contract_file(folder + "contract.yaml"), {}};
  AuditOptions options;
  options.as_of = Timestamp::parse("2024-06-01T00:00:00+08:00")->instant();
  made.run = audit_file(made.contract, folder + "events.csv", options);
  return made;
}

// The table at the end of the sketch of the contract: by alternative, the total and what the tickets come to.
TEST(PricedReadings, TheSketchComesOutToTheCent) {
  const Judged it = after_sales();
  const PricedReadings priced = price_readings(it.contract, it.run.audit, it.run.log);
  EXPECT_EQ(priced.total, 8000000);
  const auto total_of = [&](const std::string& path, const std::string& value) -> std::int64_t {
    for (const PricedReading& reading : priced.readings)
      for (const PricedAlternative& one : reading.alternatives)
        if (reading.place.path == path && to_document_text(one.value) == value) return one.total;
    return -1;
  };
  EXPECT_EQ(total_of("penalties.late restoration.charge.counting", "completed 24 h"), 4000000);
  EXPECT_EQ(total_of("penalties.late restoration.charge.counting", "pro rata"), 6125000);
  EXPECT_EQ(total_of("penalties.late restoration.charge.counting", "calendar days touched"), 9000000);
  EXPECT_EQ(total_of("policies.concurrency", "both"), 3000000);
  EXPECT_EQ(total_of("policies.concurrency", "highest only"), 7000000);
  EXPECT_EQ(total_of("obligations.on-site.clock.pause", "none"), 9000000);
  EXPECT_EQ(total_of("obligations.on-site.clock.start", "{after: PT1H, of: received}"), 8000000);
  // By ticket: T2, T4, T5, T6 under completed days, T3 without a pause.
  const auto by_ticket = [&](const std::string& path, std::size_t alternative) {
    std::map<std::string, std::int64_t> by;
    for (const PricedReading& reading : priced.readings)
      if (reading.place.path == path)
        for (const LineDifference& line : reading.alternatives[alternative].lines) by[line.either().ticket] += line.by;
    return by;
  };
  using ByTicket = std::map<std::string, std::int64_t>;
  EXPECT_EQ(by_ticket("penalties.late restoration.charge.counting", 0),
            (ByTicket{{"T2", -1000000}, {"T4", -1000000}, {"T5", -1000000}, {"T6", -1000000}}));
  EXPECT_EQ(by_ticket("obligations.on-site.clock.pause", 0), (ByTicket{{"T3", 1000000}}));
}

}  // namespace
}  // namespace slakit
