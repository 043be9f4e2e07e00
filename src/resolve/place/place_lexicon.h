// The words the place stage goes by: kinds of places, verbs of governments, nouns after a place name, demonyms.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"

namespace daybook {

enum class LeadForm { none, of, bare };

/// A row of kind_words.tsv.
struct KindWord {
  std::vector<std::string> words;  ///< lower case
  std::vector<PlaceKind> kinds;    ///< best first
  bool follows = false;
  LeadForm leads = LeadForm::none;
  bool refers = false;
};

/// A row of division_short.tsv: "Okla." for a division.
struct ShortForm {
  std::string text, id;
  bool alone = false;  ///< counts without a comma before it
};

/// What a noun makes of the place name before it.
enum class ModifierClass { event, site, body };

struct PlaceLexicon {
  std::vector<KindWord> kind_words;                       ///< longest first
  std::map<std::string, std::string> demonyms;            ///< place_key of adjective or people -> ISO country
  std::map<std::string, std::string> capitals;            ///< ISO country -> its first capital
  std::set<std::string, std::less<>> subject_verbs, object_verbs, with_verbs, between_nouns;
  std::map<std::string, ModifierClass, std::less<>> nouns;
  std::vector<ShortForm> short_forms;                     ///< longest first
  std::set<std::string, std::less<>> not_places;          ///< place_key of words that need a kind word to be a place

  /// `table` gives the text of a table by its name below data/, "places/countries.tsv". Throws Error{bad_resource}.
  static PlaceLexicon read(const std::function<std::string(std::string_view)>& table);
};

}  // namespace daybook
