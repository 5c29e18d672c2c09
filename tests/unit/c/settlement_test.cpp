// What the C interface says of charges that no ticket has: the credits of a month, a report that nobody delivered. The
// figures are those of the examples' READMEs, computed by hand.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "slakit.h"

namespace {

// An example's audit, and what it comes to.
class Example {
 public:
  Example(const std::string& name, const char* as_of) {
    const std::string folder = std::string(SLAKIT_SOURCE_DIR) + "/examples/" + name;
    slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
    options.has_as_of = 1;
    slakit_contract* contract = nullptr;
    EXPECT_EQ(slakit_instant_parse(as_of, &options.as_of_us), SLAKIT_OK);
    EXPECT_EQ(slakit_contract_load((folder + "/contract.yaml").c_str(), &contract, nullptr), SLAKIT_OK);
    EXPECT_EQ(slakit_audit_file(contract, (folder + "/events.csv").c_str(), &options, &audit_, nullptr), SLAKIT_OK);
    slakit_contract_destroy(contract);
  }
  ~Example() { slakit_audit_destroy(audit_); }
  Example(const Example&) = delete;
  Example& operator=(const Example&) = delete;

  std::int64_t total() const {
    slakit_money money;
    EXPECT_EQ(slakit_audit_total(audit_, &money), SLAKIT_OK);
    return money.minor;
  }
  std::int64_t ticket(const char* name) const {
    slakit_money money;
    EXPECT_EQ(slakit_audit_ticket_total(audit_, name, &money), SLAKIT_OK) << name;
    return money.minor;
  }
  std::int64_t tickets() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < slakit_audit_ticket_count(audit_); ++i)
      sum += ticket(slakit_audit_ticket_name(audit_, i));
    return sum;
  }
  std::int32_t status_of(const char* name) const {
    slakit_money money;
    return slakit_audit_ticket_total(audit_, name, &money);
  }

 private:
  slakit_audit* audit_ = nullptr;
};

TEST(CSettlement, CreditsOfMonthsAreInTheTotalAndInNoTicket) {
  const Example cloud("cloud-service", "2025-06-01T00:00:00+02:00");
  EXPECT_EQ(cloud.total(), 610000);       // credits 5850.00, and 250.00 for S-3
  EXPECT_EQ(cloud.ticket("S-3"), 25000);  // maintenance that was not announced
  EXPECT_EQ(cloud.ticket("D-9"), 0);      // an outage costs what its month's availability does
  EXPECT_EQ(cloud.tickets(), 25000);
  EXPECT_EQ(cloud.status_of(""), SLAKIT_NOT_FOUND);
}

TEST(CSettlement, DutiesHaveTheTicketOfWhatWasDoneLate) {
  const Example managed("public-managed-service", "2025-08-01T00:00:00+01:00");
  EXPECT_EQ(managed.total(), 720000);
  EXPECT_EQ(managed.ticket("I-03"), 80000);
  EXPECT_EQ(managed.ticket("I-11"), 100000);   // 1600.00, less the month's cap
  EXPECT_EQ(managed.ticket("REP-05"), 25000);  // delivered late; the test that nobody carried out has no ticket
  EXPECT_EQ(managed.tickets(), 205000);

  const Example delivery("delivery", "2025-07-15T00:00:00+02:00");
  EXPECT_EQ(delivery.total(), 8100000);
  EXPECT_EQ(delivery.ticket("D-3"), 800000 + 350000);
  EXPECT_EQ(delivery.ticket("D-4"), 3200000 + 1000000);
  EXPECT_EQ(delivery.ticket("N-2"), 2500000);
  EXPECT_EQ(delivery.tickets(), 8100000 - 250000);  // less the training material, not delivered
}

}  // namespace
