#include "slakit/contract/base_amount.hpp"

#include <gtest/gtest.h>

#include <string>

#include "slakit/contract/contract.hpp"
#include "slakit/io/contract_reader.hpp"

namespace slakit {
namespace {

Contract contract_with(const std::string& head, const std::string& more) {
  return read_contract("slakit: 1\ncontract: {id: c, time_zone: UTC" + head +
                       "}\ncalendars: {always: always}\nobligations:\n"
                       "  fix: {clause: '1', clock: {start: s, stop: e, calendar: always, target: PT1H}}\n" +
                       more);
}

std::string currency_of_contract(const std::string& head, const std::string& more) {
  return std::string(currency_of(contract_with(head, more)).name());
}

// A yen has no smaller unit and a dinar has three decimals: amounts in no currency would be off by powers of ten.
TEST(BaseAmount, TheCurrencyIsThatOfWhateverAmountThereIs) {
  const std::string charged = "penalties: {late: {clause: '2', prices: fix, charge: ";
  EXPECT_EQ(currency_of_contract("", ""), "XXX");
  EXPECT_EQ(currency_of_contract(", price: JPY 1000", ""), "JPY");
  EXPECT_EQ(currency_of_contract(", bases: {fee: JPY 1000}", ""), "JPY");
  EXPECT_EQ(currency_of_contract("", charged + "{amount: JPY 100, per: incident}}}\n"), "JPY");
  EXPECT_EQ(currency_of_contract("", charged + "{per: hour, bands: [{figure: {at_least: 1}, amount: KWD 1.125}]}}}\n"),
            "KWD");
  EXPECT_EQ(currency_of_contract("", charged + "[{documented: loss}, {documented: costs, at_most: JPY 10}]}}\n"),
            "JPY");
  EXPECT_EQ(currency_of_contract("", charged + "{points: 1, per: incident}}}\nsettlement: {point_value: KWD 0.500}\n"),
            "KWD");
  EXPECT_EQ(currency_of_contract("", charged + "{documented: loss}}}\ncaps: {all: {clause: '3', limit: JPY 9}}\n"),
            "JPY");
  EXPECT_EQ(currency_of_contract("", charged + "{documented: loss}}}\nminimums: {m: {clause: '3', raise_to: JPY 9}}\n"),
            "JPY");
}

}  // namespace
}  // namespace slakit
