// The JSON Schema (draft 2020-12) of contract documents, for editors and for programs that write contracts.
//
//     # yaml-language-server: $schema=/usr/share/slakit/contract.schema.json
//     slakit: 1
//
// Made from the tables that the reader reads by, so both take the same documents; the texts shown at keys are theirs,
// too. Installed as share/slakit/contract.schema.json and as slakit/contract.schema.json of the Python package.
//
// What the reader refuses and a schema cannot say:
// - unquoted text that some YAML readers take for a bool, number, null or date: a schema sees what its reader made of
// it
//   ("quote-it");
// - numbers without quotes are plain digits, with a point only where a fraction makes sense: no exponent, no 1.0 for a
//   whole number, no -0, at most nine digits behind the point;
// - hours of a day that overlap ("overlapping-hours"), a weekday that two keys name ("duplicate-key");
// - what one place means to another: names that nothing has, calendars that never open (all that is checked once the
//   document's form is right).
// An included file is no contract and has no schema of its own. Thread-safety: a pure function.
#pragma once

#include <string>

namespace slakit {

// Indented by two blanks, with a line end.
std::string contract_schema();

}  // namespace slakit
