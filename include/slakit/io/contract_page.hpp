// The contract as a document for reading, in Chinese or English: clause by clause, every rule in words, every date and
// amount computed.
//
//     std::cout << contract_page(contract, PageLanguage::en);
//     // # After-sales service plan
//     //
//     // ## Particulars
//     // - Term: from 2024-03-16 00:00 to 2025-03-15 24:00 ...
//
// Markdown that reads well as plain text too: UTF-8, no terminal codes, at most page_width columns (a Chinese character
// takes two). Titles are in the language asked for, else in the one there is; names that the contract gives stay as
// they are. Dates and times are wall-clock readings in the contract's zone, amounts exact. Errors: none for a contract
// from the reader; what cannot be computed (no term, a calendar that ends) is said in the text. Thread-safety: a pure
// function of the contract and the system's zones.
#pragma once

#include <cstdint>
#include <string>

#include "slakit/contract/contract.hpp"

namespace slakit {

enum class PageLanguage : std::uint8_t { zh, en };

inline constexpr int page_width = 100;

std::string contract_page(const Contract& contract, PageLanguage language);

}  // namespace slakit
