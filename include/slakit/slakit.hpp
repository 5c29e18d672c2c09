// The whole library, in floor order. For small programs and first tries: name the headers you use in anything larger.
//
//     #include "slakit/slakit.hpp"
//     slakit::Money::parse("CNY 1000000.00")->minor   // 100000000
#pragma once

#include "slakit/base/decimal.hpp"
#include "slakit/base/describe.hpp"
#include "slakit/base/error.hpp"
#include "slakit/base/fault.hpp"
#include "slakit/base/field.hpp"
#include "slakit/base/field_reader.hpp"
#include "slakit/base/problem.hpp"
#include "slakit/base/ratio.hpp"
#include "slakit/base/suggest.hpp"
#include "slakit/base/value.hpp"
#include "slakit/base/value_text.hpp"
#include "slakit/base/wide.hpp"

#include "slakit/time/instant.hpp"
#include "slakit/time/period.hpp"
#include "slakit/time/timestamp.hpp"
#include "slakit/time/tzdb.hpp"
#include "slakit/time/zone.hpp"
#include "slakit/time/zoned_text.hpp"

#include "slakit/money/amount.hpp"
#include "slakit/money/money.hpp"
#include "slakit/money/rounding.hpp"

#include "slakit/calendar/boundary.hpp"
#include "slakit/calendar/calendar.hpp"
#include "slakit/calendar/calendar_spec.hpp"
#include "slakit/calendar/holidays.hpp"
#include "slakit/calendar/hours.hpp"
#include "slakit/calendar/interval_table.hpp"
#include "slakit/calendar/open_hours.hpp"

#include "slakit/event/dictionary.hpp"
#include "slakit/event/log.hpp"

#include "slakit/clock/clock.hpp"
#include "slakit/clock/lateness.hpp"
#include "slakit/clock/run.hpp"
#include "slakit/clock/timeline.hpp"

#include "slakit/contract/calendar_rule.hpp"
#include "slakit/contract/contract.hpp"
#include "slakit/contract/from_document.hpp"
#include "slakit/contract/obligation.hpp"
#include "slakit/contract/penalty_term.hpp"
#include "slakit/contract/policy.hpp"
#include "slakit/contract/reading.hpp"
#include "slakit/contract/remarks.hpp"
#include "slakit/contract/schema.hpp"
#include "slakit/contract/text.hpp"
#include "slakit/contract/with_choices.hpp"

#include "slakit/plan/binding.hpp"
#include "slakit/plan/calendars.hpp"
#include "slakit/plan/compile.hpp"
#include "slakit/plan/plan.hpp"
#include "slakit/plan/sources.hpp"

#include "slakit/assessment/assess.hpp"
#include "slakit/assessment/finding.hpp"
#include "slakit/assessment/partial.hpp"

#include "slakit/penalty/charge.hpp"
#include "slakit/penalty/price.hpp"

#include "slakit/settlement/settle.hpp"
#include "slakit/settlement/statement.hpp"

#include "slakit/audit/audit.hpp"
#include "slakit/audit/explain.hpp"

#include "slakit/io/audit_run.hpp"
#include "slakit/io/calendar_reader.hpp"
#include "slakit/io/contract_reader.hpp"
#include "slakit/io/csv.hpp"
#include "slakit/io/event_log_reader.hpp"
#include "slakit/io/json_report.hpp"
#include "slakit/io/source_mapping.hpp"
#include "slakit/io/yaml.hpp"

#include "slakit/version.hpp"
