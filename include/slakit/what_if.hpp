// What a contract could mean and what it will cost: readings priced, exposure, comparison, reverse audit, and what
// entries of a log move. Everything else is in slakit.hpp.
//
//     #include "slakit/slakit.hpp"
//     #include "slakit/what_if.hpp"
//
// A second umbrella, in floor order, so that programs that only judge and settle do not pay for it.
#pragma once

#include "slakit/contract/stated_choices.hpp"

#include "slakit/audit/compare.hpp"
#include "slakit/audit/entry_amounts.hpp"
#include "slakit/audit/exposure.hpp"
#include "slakit/audit/ledger.hpp"
#include "slakit/audit/live_exposure.hpp"
#include "slakit/audit/priced_readings.hpp"
#include "slakit/audit/reverse.hpp"
#include "slakit/audit/settled.hpp"

#include "slakit/io/comparison_json.hpp"
#include "slakit/io/exposure_report.hpp"
#include "slakit/io/ledger_reader.hpp"
#include "slakit/io/priced_readings_json.hpp"
#include "slakit/io/reverse_json.hpp"
