// JSON Schemas of the leaves: what a document may say there, character by character. Private to src/contract.
//
//     leaf_schema::month_day()   // {"type": "string", "pattern": "^(?:(?:0[13578]|...)$"}
//
// Regular expressions are of ECMA-262, and mean the same to Python. Each text lives as long as the program.
#pragma once

#include <string_view>

namespace slakit::leaf_schema {

// ISO 4217:2015 list one, with its later amendments; metals, funds and test codes are no contract's currency.
inline constexpr std::string_view currencies =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL "
    "HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

std::string_view date();
std::string_view duration();
std::string_view period();
std::string_view money();
std::string_view rate();
std::string_view figure();
std::string_view decimal();
std::string_view limit();
std::string_view term_or_period();
std::string_view month_day();
std::string_view exception_day();
std::string_view time_of_day();
std::string_view local_text();
std::string_view day_hours();
std::string_view weekly();
std::string_view holidays();
std::string_view recurring_day();
std::string_view year();

}  // namespace slakit::leaf_schema
