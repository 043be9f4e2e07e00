// Which news agencies a page credits: they told it first, and their copies are no independent reports.
//
//     KABUL, July 14 (Xinhua) -- ...            dateline
//     By Ann Lee, Associated Press writer        byline
//     (With inputs from PTI)                     line of inputs
//     Source: AFP                                source line
//     (Reporting by A; Editing by B)             sign-off of one agency
//     Associated Press writer A contributed ...  who contributed
//     © 2021 AFP                                 owner of the text
//     ... he said. – Reuters                     end of the last paragraph
//
// "told Reuters", "according to Reuters" and "an AFP journalist" attribute or report; they credit nothing. A photograph's agency is not the text's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clean/clean_lexicon.h"

namespace daybook {

struct WireCredit {
  std::string agency;  ///< as data/clean/agencies.tsv names it; "agencies" where none is named
  std::string basis;   ///< "dateline", "byline", "line of inputs" ...
};

/// A dateline at the head of a text.
struct Dateline {
  std::size_t length = 0;  ///< bytes, with the dash; 0 if there is none
  std::vector<std::string> agencies;
};

/// "KABUL, July 14 (Reuters) - ", "DOHA (AP) —", "(dpa) - ", "Madrid, 14 jul (EFE).-". It starts with a capital or the bracket; a place in capitals and a dash
/// are enough without an agency.
Dateline find_dateline(std::string_view text, const CleanLexicon& lexicon);

/// Agencies that a byline or the name of an author credits.
std::vector<WireCredit> credits_in_byline(std::string_view text, const CleanLexicon& lexicon);

/// Agencies that a line before or after a story credits: inputs, source, contribution, sign-off, copyright, or a name alone in brackets.
std::vector<WireCredit> credits_in_line(std::string_view line, const CleanLexicon& lexicon);

/// Agencies that a line calls the owners of the text: "© 2021 AFP".
std::vector<std::string> owners_in_line(std::string_view line, const CleanLexicon& lexicon);

/// Agencies at the very end of a story's last paragraph: "... he said. (Reuters)", "... — AFP".
std::vector<WireCredit> credits_at_end(std::string_view paragraph, const CleanLexicon& lexicon);

/// Adds those whose agency is not there yet; "agencies" gives way to any that is named.
void add_credits(std::vector<WireCredit>& all, const std::vector<WireCredit>& more);

}  // namespace daybook
