// What the cleaner knows of pages in general: names of page parts, phrases of site furniture, agencies, month names.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "clean/name_table.h"
#include "clean/part_names.h"
#include "clean/phrase_table.h"
#include "resource/resource.h"

namespace daybook {

/// What a word on a page introduces or is (data/clean/labels.tsv).
enum class LabelRole { by, author, marked, helper, particle, nobody, never, role, prefix, body, legal, part, path, published, updated, expiry, event };

/// How a page credits a news agency (data/clean/wire.tsv).
enum class WireRole { inputs, source, contributed, people, signoff, origin, other };

struct CleanLexicon {
  struct Agency {
    std::string name;                 ///< as it is credited: "Reuters"
    std::vector<std::string> written;  ///< as it stands in datelines and credits
    bool alone = true;                 ///< does the name, alone in a line, credit it?
  };

  struct WireWord {
    WireRole role;
    std::string text;  ///< fold_key
  };
  struct SignOff {
    std::string agency;
    std::vector<std::string> phrases;  ///< fold_key; all of them, in this order
  };

  struct Label {
    LabelRole role;
    std::string text;  ///< fold_key
  };

  /// A phrase of a gatekeeper's page: what asks for consent, a proof or money.
  struct GatePhrase {
    PhraseRole role;  ///< wall or paywall
    PhraseForm form;
    std::string text;  ///< fold_key
  };

  PartNames parts;  ///< those that only forums give their parts and addresses among them
  PhraseTable phrases;
  std::vector<GatePhrase> gates;                                        ///< those of `phrases` that are a wall's or a paywall's
  std::vector<Agency> agencies;
  struct Written {
    std::uint16_t agency;
    std::string text;
  };
  std::array<std::vector<Written>, 256> agencies_by_byte;               ///< how agencies are written, by its first byte
  std::vector<WireWord> wire;                                           ///< longest first
  std::array<std::vector<std::uint16_t>, 256> wire_by_byte;             ///< numbers of words by their first byte, in their order
  std::vector<SignOff> signoffs;
  std::vector<Label> labels;                                            ///< longest first
  std::map<LabelRole, std::vector<std::uint16_t>> labels_by_role;        ///< numbers of labels, in their order
  std::array<std::uint32_t, 256> label_roles_by_byte{};                  ///< bit i: a label of the role with the number i starts with the byte
  std::array<std::vector<std::uint16_t>, 256> labels_by_byte;           ///< numbers of labels by their first byte, in their order
  NameTable<int> weekdays;                                              ///< 0 (Monday) .. 6
  NameTable<unsigned> months;                                           ///< 1..12
  NameTable<unsigned> solar_months;                                     ///< of the Solar Hijri calendar, 1..12
  std::map<std::string, std::vector<std::string>, std::less<>> words;   ///< language -> frequent words
  struct WordHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  std::unordered_map<std::string, std::vector<std::uint8_t>, WordHash, std::equal_to<>> languages_of_word;  ///< of `words`: which of its languages, counted
};

/// Reads data/clean/*.tsv. Throws Error{bad_resource} with table and line.
CleanLexicon read_clean_lexicon(const Resources& resources);

/// Does a line, as fold_key, meet a phrase of this role? Thread-safe.
bool meets(const CleanLexicon& lexicon, PhraseRole role, std::string_view folded);

/// Does some label of a role start with a byte?
inline bool label_starts(const CleanLexicon& lexicon, LabelRole role, char byte) { return lexicon.label_roles_by_byte[static_cast<unsigned char>(byte)] >> static_cast<unsigned>(role) & 1; }


/// Bytes of the longest label of this role that a text, as fold_key, starts with as whole words; 0 if none. Thread-safe.
std::size_t label_length(const CleanLexicon& lexicon, LabelRole role, std::string_view folded);

/// "ArticleBody__text--main" -> "-article-body-text-main-".
std::string hint_words(std::string_view names);

/// Does any word of a text, as fold_key, equal a label of this role? Thread-safe.
bool has_label_word(const CleanLexicon& lexicon, LabelRole role, std::string_view folded);

/// Is this the name of an agency, as it is credited, and nothing else?
bool is_agency(const CleanLexicon& lexicon, std::string_view text);

/// The agency that a text starts with, as a whole word: its name and the bytes it takes; {"", 0} if there is none. The longest wins.
std::pair<std::string, std::size_t> agency_at(const CleanLexicon& lexicon, std::string_view text);

/// Names of the agencies that a text lists, where it lists nothing else ("Reuters", "AP/Reuters", "AFP, dpa and AP"); empty if it says anything else.
std::vector<std::string> agencies_only(const CleanLexicon& lexicon, std::string_view text);

}  // namespace daybook
