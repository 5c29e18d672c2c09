// A consumer of the umbrella header.
#include "slakit/slakit.hpp"

int main() { return slakit::Money::parse("JPY 10.5") ? 1 : 0; }
