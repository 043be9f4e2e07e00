// Lines and phrases that pages write around their story (data/clean/phrases.tsv), looked up in one pass over a line.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace daybook {

/// What a line beside the story is: `credit` names a source, `picture` who made a picture, `sign_off` who reported; `reply` is a button of
/// comments, `when` says "3 hours ago". A page that shows a `wall` has no story; `cookies` stands on any page.
enum class PhraseRole { furniture, comment_start, comment_furniture, reply, when, credit, picture, sign_off, wall, cookies, paywall, end };

/// How a phrase meets a line: the whole line, its start, or from the start of a word anywhere in it.
enum class PhraseForm { line, start, any };

/// A set of roles.
class PhraseRoles {
 public:
  void add(PhraseRole role) { bits_ |= bit(role); }
  void add(PhraseRoles other) { bits_ |= other.bits_; }
  bool has(PhraseRole role) const { return (bits_ & bit(role)) != 0; }

 private:
  static std::uint32_t bit(PhraseRole role) { return 1u << static_cast<unsigned>(role); }
  std::uint32_t bits_ = 0;
};

/// Thread-safe once filled.
class PhraseTable {
 public:
  /// `phrase` as fold_key; '#' stands for a number.
  void add(PhraseRole role, PhraseForm form, std::string phrase);

  /// Roles of a line given as fold_key. A line of more than 400 bytes is running text.
  PhraseRoles roles(std::string_view folded) const;

  /// Running text has no role but `wall` and `cookies`.
  PhraseRoles roles_of_running(std::string_view folded) const;

  static constexpr std::size_t kSeen = 16384;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Phrase {
    std::string text;
    PhraseRole role;
    bool start;  ///< at the start of the line only
  };
  std::unordered_map<std::string, PhraseRoles, Hash, std::equal_to<>> lines_;
  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> by_word_;  ///< of start and any, by their first word
  std::bitset<kSeen> first_words_;  ///< of `by_word_`, roughly: most words of a line begin nothing
  std::bitset<kSeen> inner_words_;  ///< those of phrases that stand anywhere
  std::bitset<kSeen> running_words_;  ///< those of phrases that running text may hold
  std::size_t longest_line_ = 0;
  std::vector<Phrase> unspaced_;  ///< of scripts that write no spaces: looked for everywhere
};

}  // namespace daybook
