// What the matcher of quantities knows: data/number/*.tsv, and the names of peoples from data/places/countries.tsv.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"
#include "resource/resource.h"

namespace daybook {

/// What a word beside a number says of it; data/number/context.tsv tells each.
enum class NumberContext { name, title, code, age, aged, change, control, clock };

struct NumberLexicon {
  using Words = std::vector<std::string>;  ///< of a phrase, as cut_pieces cuts it
  template <class Phrase>
  using ByWord = std::map<std::string, std::vector<Phrase>, std::less<>>;  ///< longest first

  struct BoundPhrase { Words words; Bound bound; };
  ByWord<BoundPhrase> bounds_before;  ///< by their last word
  ByWord<BoundPhrase> bounds_after;   ///< by their first word ("or more")

  struct Unit { std::string lemma, unit_class; };
  std::map<std::string, Unit, std::less<>> units;  ///< any form of a counted noun; of several pieces, joined by spaces
  std::size_t unit_pieces = 1;                     ///< the most that one has
  std::set<std::string, std::less<>> unit_starts;  ///< first pieces of those with several
  std::map<std::string, std::string, std::less<>> peoples;     ///< "afghans" -> "afghan"
  std::map<std::string, std::string, std::less<>> currencies;  ///< "$" -> "dollar"

  struct Vague { Words words; double low, high, scale; };
  ByWord<Vague> vague;  ///< by their first word
  struct Share { Words words; double least, most; bool fraction; };
  ByWord<Share> shares;  ///< by their first word; fraction: says how much ("a third"), not only "most"

  std::map<std::string, std::string, std::less<>> skipped;  ///< words that never are a counted noun: "grammar", "adjective"
  std::multimap<std::string, NumberContext, std::less<>> context;
  struct Idiom { Words words; std::size_t number; bool opens_sentence; };
  ByWord<Idiom> idioms;      ///< by their word of number: "one another", "at one point"
  struct Month { Words words; };
  ByWord<Month> months;      ///< of other calendars, by their first word
  ByWord<Month> months_end;  ///< the same, by their last
};

/// Throws Error{bad_resource}.
NumberLexicon read_number_lexicon(const Resources& resources);

}  // namespace daybook
