// Names that pages give their parts, and what such a part is for (data/clean/parts.tsv).
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace daybook {

/// What a part of a page is for, as its tag, class, id or role says. `doubtful` parts and those called `teaser` are furniture or story as
/// their text decides.
enum class PartRole { none, content, doubtful, teaser, furniture, comment, comment_text, comment_meta, byline, caption, date, standfirst };

/// Looks a class or id up by its words: one pass over the name, whatever the number of patterns. Thread-safe once filled.
class PartNames {
 public:
  struct Hit {
    PartRole role = PartRole::none;
    std::uint32_t rank = UINT32_MAX;  ///< of the pattern in the table; the least one wins
    std::string_view pattern;         ///< lives as long as the table
    bool forum = false;               ///< some name is one that only forums give their parts and addresses; it says nothing of the role
  };

  /// "article-body" is found in "ArticleBody__text--main"; "=hidden" only where it is a whole class name,
  /// "related*" in every word that starts so.
  void add(PartRole role, std::string_view pattern) { add(role, pattern, false); }

  /// A pattern that tells a forum.
  void add_forum(std::string_view pattern) { add(PartRole::none, pattern, true); }

  /// The first pattern of the table among the names in an attribute's value ("post entry-content"). Names of more than eight words
  /// (sentences, hashes) say nothing.
  Hit find(std::string_view value) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Pattern {
    std::string written;  ///< as the table has it
    std::string text;     ///< words joined by '-'
    PartRole role;
    std::uint32_t rank;
    bool whole, forum;
  };
  void add(PartRole role, std::string_view pattern, bool forum);
  static void take(const Pattern& pattern, Hit& best);

  static constexpr std::size_t kSeen = 4096;
  static std::size_t seen_of(std::string_view word);

  std::unordered_map<std::string, std::vector<Pattern>, Hash, std::equal_to<>> by_word_;  ///< by their first word
  std::vector<Pattern> starts_;
  std::bitset<kSeen> seen_;    ///< first words of patterns, roughly: most words of a page's names begin none
  std::bitset<256> start_bytes_;  ///< first bytes of `starts_`
  std::uint32_t count_ = 0;
};

}  // namespace daybook
