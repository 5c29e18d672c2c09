#include "leaf_schemas.hpp"

#include <map>
#include <string>

#include "slakit/money/money.hpp"

namespace slakit::leaf_schema {

namespace {

std::string matching(const std::string& pattern) { return R"({"type": "string", "pattern": "^)" + pattern + R"($"})"; }

std::string either(const std::string& first, const std::string& second) {
  return R"({"anyOf": [)" + first + ", " + second + "]}";
}

std::string one_or_list(const std::string& item) { return either(item, R"({"type": "array", "items": )" + item + "}"); }

// Days

constexpr const char* not_leap_day =
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
    ")";

std::string date_text() {
  return matching(std::string("(?:(?:19[7-9][0-9]|20[0-9][0-9]|2100)-") + not_leap_day +
                  "|(?:19(?:7[26]|8[048]|9[26])|20(?:[02468][048]|[13579][26]))-02-29)");
}

// Periods: a number for each unit, the greatest first; the smallest of a time may have a fraction.

std::string number_of(char unit) { return std::string("(?:0*[0-9]{1,6}|0*1000000)") + unit; }
std::string maybe(const std::string& part) { return "(?:" + part + ")?"; }

std::string time_part() {
  const std::string whole = "(?:0*[0-9]{1,6}|0*1000000)(?:[.,][0-9]{1,6}0*)?";
  const std::string hours = maybe(number_of('H'));
  return "T(?:" + hours + maybe(number_of('M')) + whole + "S|" + hours + whole + "M|" + whole + "H)";
}

std::string period_text() {
  return matching("(?!P[0YMWDT.,HS]*$)P" + maybe(number_of('Y')) + maybe(number_of('M')) + maybe(number_of('W')) +
                  maybe(number_of('D')) + maybe(time_part()));
}

// Money and shares: not zero, and no more decimals than the currency has.

std::string money_text() {
  std::map<int, std::string> by_decimals;
  for (std::size_t at = 0; at < currencies.size(); at += 4) {
    const std::string code(currencies.substr(at, 3));
    std::string& codes = by_decimals[Currency::parse(code)->digits()];
    codes.append(codes.empty() ? "" : "|").append(code);
  }
  std::string forms;
  for (const auto& [decimals, codes] : by_decimals) {
    forms.append(forms.empty() ? "(?:" : "|(?:").append(codes).append(") [0-9]{1,14}");
    if (decimals > 0) forms.append("(?:[.][0-9]{1,").append(std::to_string(decimals)).append("})?");
  }
  return matching("(?![A-Z]{3} 0+(?:[.]0+)?$)(?:" + forms + ")");
}

constexpr const char* short_number = "[0-9]{1,9}(?:[.][0-9]{1,9})?";

std::string rate_text() {
  return matching(std::string("(?!0+(?:[.]0+)?[^0-9.]*$)") + short_number + " ?(?:%|\u2030|bp)");
}

// Hours: they may run past midnight, but end when they begin they may not.

constexpr const char* clock_time = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?";
constexpr const char* end_time = "(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?|24:00(?::00)?)";

std::string day_hours_text() {
  const std::string not_equal = R"((?!([0-9:]{5})(?::00)?-\\1(?::00)?$)(?!([0-9:]{8})-\\2$))";
  const std::string span = matching(not_equal + clock_time + "-" + end_time);
  return either(R"({"const": "closed"})", one_or_list(span));
}

std::string weekly_text() {
  const std::string day = "(?:mon|tue|wed|thu|fri|sat|sun)";
  return R"({"type": "object", "propertyNames": )" + matching(day + maybe("-" + day)) +
         R"(, "additionalProperties": )" + day_hours_text() + "}";
}

}  // namespace

std::string_view date() {
  static const std::string text = date_text();
  return text;
}

std::string_view duration() {
  static const std::string text = matching("(?!PT[0.,HMS]*$)P" + time_part());
  return text;
}

std::string_view period() {
  static const std::string text = period_text();
  return text;
}

std::string_view money() {
  static const std::string text = money_text();
  return text;
}

std::string_view rate() {
  static const std::string text = rate_text();
  return text;
}

std::string_view figure() {
  static const std::string text = either(matching(std::string(short_number) + "(?: ?%)?"),
                                         R"({"type": "number", "minimum": 0, "exclusiveMaximum": 1000000000})");
  return text;
}

std::string_view decimal() {
  static const std::string text =
      either(matching(std::string("(?!0+(?:[.]0+)?$)") + short_number),
             R"({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1000000000})");
  return text;
}

std::string_view limit() {
  static const std::string text = either(rate_text(), money_text());
  return text;
}

std::string_view term_or_period() {
  static const std::string text = either(R"({"const": "term"})", period_text());
  return text;
}

std::string_view month_day() {
  static const std::string text = matching(std::string("(?:") + not_leap_day + "|02-29)");
  return text;
}

std::string_view exception_day() {
  static const std::string text = either(date_text(), std::string(month_day()));
  return text;
}

std::string_view time_of_day() {
  static const std::string text = matching(end_time);
  return text;
}

std::string_view local_text() {
  return R"({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]})";
}

std::string_view day_hours() {
  static const std::string text = day_hours_text();
  return text;
}

std::string_view weekly() {
  static const std::string text = weekly_text();
  return text;
}

std::string_view holidays() {
  static const std::string text = one_or_list(either(date_text(), R"-({"type": "string", "pattern": "^(?![0-9])"})-"));
  return text;
}

std::string_view recurring_day() {
  static const std::string text = [] {
    const std::string day = std::string("(?:") + not_leap_day + "|02-29)";
    const std::string weekday = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    const std::string month =
        "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
    const std::string plain = "(?:" + day + "|(?:first|second|third|fourth|last) " + weekday + " of " + month +
                              "|(?:orthodox )?easter|" + weekday + " (?:on or )?(?:before|after) " + day + ")";
    const std::string offset = " [+-] 0*(?:[1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])";
    return matching("(?:" + plain + maybe(offset) + "|" + day + " to " + day + ")");
  }();
  return text;
}

std::string_view year() {
  static const std::string text = either(R"({"type": "integer", "minimum": 1970, "maximum": 2100})",
                                         matching("(?:19[7-9][0-9]|20[0-9][0-9]|2100)"));
  return text;
}

}  // namespace slakit::leaf_schema
