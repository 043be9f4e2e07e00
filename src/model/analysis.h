// The grammar of a document: sentences, words, Universal Dependencies and names. Produced by language/, read by all
// later stages; immutable.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace daybook {

/// Universal part-of-speech tags (UD v2).
enum class Upos { adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x };
const char* name_of(Upos upos);          ///< "ADJ"
Upos upos_from(std::string_view name);   ///< x for anything unknown

/// One syntactic word. `span` is its surface; words of a contraction ("don't") share or split the surface.
struct Token {
  Span span;              ///< in Document::text
  std::string form;
  std::string lemma;
  Upos upos = Upos::x;
  std::string xpos;       ///< Penn tag for English
  std::string feats;      ///< "Number=Sing|Tense=Past", UD order
  std::int32_t head = -1; ///< index of the head within the sentence, -1 for the root
  std::string deprel;     ///< "nsubj:pass"
};

enum class NameType { person, organisation, location, other };
const char* name_of(NameType type);

/// A named entity as the recogniser sees it: words [first, last) of one sentence.
struct Name {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  NameType type = NameType::other;
  float score = 0;  ///< 0..1
};

struct Sentence {
  Span span;                  ///< in Document::text; within one segment
  std::uint32_t segment = 0;  ///< index into Document::segments
  std::vector<Token> tokens;
  std::vector<Name> names;    ///< in order, not overlapping
  /// Large, so copies of a sentence share it; read through vectors().
  std::shared_ptr<const std::vector<float>> shared_vectors;

  /// What the network makes of each word here, and behind it what the word means by itself: a row a word, all of one width. Empty unless asked for
  /// (ReadingGate::vectors).
  std::span<const float> vectors() const { return shared_vectors ? std::span<const float>(*shared_vectors) : std::span<const float>(); }
};

struct Analysis {
  std::vector<Sentence> sentences;  ///< in text order; those of comments too, so that they can be looked at
};

/// Where a word stands: sentence and word index.
struct TokenRef {
  std::uint32_t sentence = 0;
  std::uint32_t token = 0;
  constexpr auto operator<=>(const TokenRef&) const = default;
};

// ---- helpers over one sentence (free functions, cheap) ----

/// deprel without its subtype: "nsubj:pass" -> "nsubj".
std::string_view base_relation(std::string_view deprel);

/// Indices of direct dependents of `head`, in order.
std::vector<std::uint32_t> children_of(const Sentence& sentence, std::uint32_t head);

/// First dependent of `head` with this relation (base or full), if any.
std::optional<std::uint32_t> child_with(const Sentence& sentence, std::uint32_t head, std::string_view relation);

/// All words under `top` (itself included), in order.
std::vector<std::uint32_t> subtree_of(const Sentence& sentence, std::uint32_t top);

/// Text span from the first to the last word of a set of word indices.
Span span_of(const Sentence& sentence, const std::vector<std::uint32_t>& tokens);

/// True if `ancestor` is `token` or lies on its way to the root.
bool dominates(const Sentence& sentence, std::uint32_t ancestor, std::uint32_t token);

/// The head word of the words [first, last): the one whose head lies outside.
std::uint32_t head_of_range(const Sentence& sentence, std::uint32_t first, std::uint32_t last);

/// Word index whose surface contains the byte, if any.
std::optional<std::uint32_t> token_at(const Sentence& sentence, std::uint32_t offset);

}  // namespace daybook
