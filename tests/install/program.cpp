// A consumer: one header-only call, one compiled one.
#include <iostream>

#include "slakit/money/money.hpp"
#include "slakit/time/tzdb.hpp"
#include "slakit/version.hpp"

int main() {
  const auto price = slakit::Money::parse("CNY 1000000.00");
  const slakit::Zone zone = slakit::load_zone("Asia/Shanghai");
  std::cout << slakit::version_string << ' ' << slakit::to_string(*price) << ' ' << zone.name() << '\n';
  return price && zone.name() == "Asia/Shanghai" ? 0 : 1;
}
