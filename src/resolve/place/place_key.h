// Keys under which names of places are looked up, and how alike two spellings are.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

/// fold_key with hyphens and slashes made spaces, apostrophes and dots dropped: "Sar-e Pol" -> "sar e pol",
/// "U.S." -> "us", "Sana'a" -> "sanaa". Two names with one key are the same spelling.
/// Arabic letters are levelled across the keyboards of its languages, so that a name typed on any of them is one key.
std::string place_key(std::string_view name);

/// place_key of the name in Latin letters (ICU: Any-Latin; Latin-ASCII); Arabic comes without its short vowels, which
/// consonant_skeleton does not look at. Costs about 10 microseconds for other scripts.
std::string latin_key(std::string_view name);

/// Rule fold of a romanised name: linking words dropped, digraphs and vowels levelled ("Shibarghan", "Sheberghan" both
/// become one string). Fitted on spellings of Afghan districts; sound for names romanised from Persian, Pashto, Arabic.
/// `russian`: names that passed through Russian (Tahar, Host, Dzhauzdzhan).
std::string spelling_fold(std::string_view key, bool russian = false);

/// spelling_fold without vowels and h, a leading vowel kept as "a".
std::string consonant_skeleton(std::string_view fold);

/// Half the Levenshtein ratio of the folds, half that of the skeletons: 0 (nothing alike) ... 1.
/// On 1,456 spellings of 401 Afghan districts no other measure tried (weights for vowels and near consonants, the first letter, the
/// length) keeps wrong names out at a lower cost.
/// A score under `least` may be given as 0: most pairs of names are told apart without being compared.
double spelling_score(std::string_view fold_a, std::string_view skeleton_a, std::string_view fold_b, std::string_view skeleton_b,
                      double least = 0);

// How alike a spelling must be to be taken for a place; the larger the area, the more near misses it holds.
inline constexpr double kAlikeInDivision = 0.80;  ///< takes two of a thousand names that belong to another province
inline constexpr double kAlikeInCountry = 0.84;
inline constexpr double kAlikeInWorld = 0.92;
inline constexpr double kAlikeWithDoubt = 0.70;   ///< inside a division: offered, but marked as doubtful

/// 1 - distance / length of the longer.
double levenshtein_ratio(std::string_view a, std::string_view b);

}  // namespace daybook
