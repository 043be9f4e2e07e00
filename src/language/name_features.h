// What the recogniser of names looks at: hashed features of each word of a sentence. Training and use share this file's
// code, so a change here needs new weights.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/analysis.h"

namespace daybook {

/// Classes of words and phrases that help, from models/en/name_words.tsv, name_places.txt and name_organisations.txt.
class NameLexicon {
 public:
  NameLexicon() = default;
  NameLexicon(std::string_view words_table, std::string_view places, std::string_view organisations);

  /// Class of each word ("given", "title", "place" ...), several joined by '+', "" for none.
  std::vector<std::string> classes(const std::vector<std::string>& forms) const;

 private:
  std::unordered_map<std::string, std::string> words_;  // lower-case word -> classes
  /// Lower-case names of one class, one or more words each.
  struct Phrases {
    explicit Phrases(std::string_view lines = {});
    void mark(const std::vector<std::string>& forms, const std::vector<std::string>& keys, std::string_view one, std::string_view several,
              std::vector<std::string>& out) const;
    std::unordered_map<std::string, std::size_t> openers;  // first word of a name -> most words of such a name
    std::unordered_set<std::string> names;
  };
  Phrases places_, organisations_;
};

/// Features of every word as 32-bit hashes (FNV-1a over template and values), to be cut to the table's size.
/// `tags` are the words' universal parts of speech. The first kIdentityFeatures of a word name the word itself; training
/// leaves them out at times so that context is learned too.
std::vector<std::vector<std::uint32_t>> name_features(const std::vector<std::string>& forms, const std::vector<Upos>& tags, const NameLexicon& lexicon);
inline constexpr std::size_t kIdentityFeatures = 8;

}  // namespace daybook
