// What the cleaner knows of pages in general: names of page parts, phrases of site furniture, agencies, month names.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "clean/matchers.h"
#include "resource/resource.h"

namespace daybook {

/// What a part of a page is for, as its tag, class, id or role says.
enum class PartRole { none, content, furniture, comment, comment_text, comment_meta, byline, caption, date };

/// What a line of furniture is.
enum class PhraseRole { furniture, comment_start, comment_furniture, credit, wall, paywall, end };

/// How a phrase meets a line: the whole line, its start, or anywhere in it.
enum class PhraseForm { line, start, any };

/// What a word on a page introduces or is (data/clean/labels.tsv).
enum class LabelRole { by, author, marked, nobody, role, path, published, updated };

/// Which roles a line has met.
class PhraseRoles {
 public:
  bool has(PhraseRole role) const { return bits_ >> static_cast<unsigned>(role) & 1; }
  void add(PhraseRole role) { add_bits(1u << static_cast<unsigned>(role)); }
  void add_bits(std::uint32_t bits) { bits_ |= bits; }  ///< bit i: the role with number i
  PhraseRoles only(PhraseRole role) const {
    PhraseRoles out;
    if (has(role)) out.add(role);
    return out;
  }

 private:
  std::uint32_t bits_ = 0;
};

struct CleanPhrase {
  PhraseRole role;
  PhraseForm form;
  std::string text;  ///< fold_key; '#' stands for a number
};

/// All phrases at once. Built once, then const and thread-safe.
class PhraseMatcher {
 public:
  explicit PhraseMatcher(const std::vector<CleanPhrase>& phrases);
  PhraseMatcher() : PhraseMatcher(std::vector<CleanPhrase>{}) {}
  PhraseRoles met_by(std::string_view folded) const;

 private:
  std::vector<CleanPhrase> lines_, starts_;  ///< sorted by text
  std::size_t longest_line_ = 0;
  TextMatcher anywhere_;  ///< labels are roles
};

struct CleanLexicon {
  struct Hint {
    PartRole role;
    std::string pattern;  ///< words of a class or id joined by '-': "article-body"
  };
  struct Agency {
    std::string name;                 ///< as it is credited: "Reuters"
    std::vector<std::string> written;  ///< as it stands in datelines and credits
  };

  struct Label {
    LabelRole role;
    std::string text;  ///< fold_key
  };

  std::vector<Hint> hints;
  std::vector<CleanPhrase> phrases;
  std::vector<Agency> agencies;
  std::vector<Label> labels;                                            ///< longest first
  NameMatcher hint_matcher;                                             ///< finds rows of `hints`
  PhraseMatcher phrase_matcher;                                         ///< finds `phrases`
  std::map<std::string, int, std::less<>> weekdays;                     ///< fold_key -> 0 (Monday) .. 6
  std::map<std::string, unsigned, std::less<>> months;                  ///< fold_key -> 1..12
  std::map<std::string, std::vector<std::string>, std::less<>> words;   ///< language -> frequent words
};

/// Reads data/clean/*.tsv. Throws Error{bad_resource} with table and line.
CleanLexicon read_clean_lexicon(const Resources& resources);

/// Every role whose phrases a line, as fold_key, meets: ask this once where several roles matter. A line over 400 bytes can only be
/// a wall. Thread-safe.
PhraseRoles phrases_met(const CleanLexicon& lexicon, std::string_view folded);

/// Does a line, as fold_key, meet a phrase of this role? Thread-safe.
bool meets(const CleanLexicon& lexicon, PhraseRole role, std::string_view folded);

/// Bytes of the longest label of this role that a text, as fold_key, starts with as whole words; 0 if none. Thread-safe.
std::size_t label_length(const CleanLexicon& lexicon, LabelRole role, std::string_view folded);

/// The role of the first row of data/clean/parts.tsv that stands in one of a part's names; none if no row does. Thread-safe.
class PartNames {
 public:
  explicit PartNames(const CleanLexicon& lexicon) : lexicon_(lexicon) {}
  void add(std::string_view names) { row_ = std::min(row_, lexicon_.hint_matcher.first_in(names)); }
  PartRole role() const { return row_ < lexicon_.hints.size() ? lexicon_.hints[row_].role : PartRole::none; }

 private:
  const CleanLexicon& lexicon_;
  std::uint32_t row_ = NameMatcher::kNone;
};

/// "ArticleBody__text--main" -> "-article-body-text-main-".
std::string hint_words(std::string_view names);

/// The agency that a short text credits ("(Reuters) -", "Source: Xinhua"), "" if none.
std::string agency_in(const CleanLexicon& lexicon, std::string_view text);

}  // namespace daybook
