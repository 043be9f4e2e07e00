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
  };

  /// "article-body" is found in "ArticleBody__text--main"; "=hidden" only where it is a whole class name,
  /// "related*" in every word that starts so.
  void add(PartRole role, std::string_view pattern);

  /// The first pattern of the table among the names in an attribute's value ("post entry-content"). Names of more than eight words
  /// (sentences, hashes) say nothing.
  Hit find(std::string_view value) const;

  const std::string& pattern(std::uint32_t rank) const { return patterns_[rank]; }

  static constexpr std::size_t kSeen = 4096;

 private:
  /// Might some pattern be found in a name? Rarely wrong, never where there is one.
  bool may_hold(std::string_view name) const;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Entry {
    PartRole role;
    std::uint32_t rank;
  };
  using Map = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;

  Map words_, whole_;
  std::vector<std::pair<std::string, Entry>> starts_;
  std::bitset<kSeen> seen_;  ///< first words of patterns, roughly: most words of a page's names begin none
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> longest_;  ///< first word -> words of its longest pattern
  std::vector<std::string> patterns_;
};

}  // namespace daybook
