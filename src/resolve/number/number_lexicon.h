// What the matcher of quantities knows: data/number/*.tsv.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"
#include "resource/resource.h"

namespace daybook {

struct NumberLexicon {
  struct BoundPhrase { std::vector<std::string> words; Bound bound; bool after; };  ///< after: stands behind the number ("or more")
  std::vector<BoundPhrase> bounds;  ///< longest first
  struct Unit { std::string lemma, unit_class; };
  std::map<std::string, Unit, std::less<>> units;           ///< any form of a counted noun
  std::map<std::string, double, std::less<>> vague;         ///< "dozens" -> 24, the least it can mean
  std::map<std::string, std::string, std::less<>> skipped;  ///< words that never are a counted noun
  std::vector<std::vector<std::string>> months;             ///< of other calendars, as cut_pieces cuts them
};

/// Throws Error{bad_resource}.
NumberLexicon read_number_lexicon(const Resources& resources);

}  // namespace daybook
