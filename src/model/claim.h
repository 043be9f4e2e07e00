// A claim: one assertion in one place of one document (design: docs/claims.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

enum class Modality { asserted, reported, denied, negated, planned, possible, conditional, demanded, offered, promised };
const char* name_of(Modality modality);
std::optional<Modality> modality(std::string_view name);

struct ClaimActor {
  std::string id, name;   ///< resolved; "" if the phrase could not be resolved
  std::string party_id;   ///< the party it acts for, "" unknown
  std::string sector, country;
  ActorKind kind = ActorKind::organisation;
  Span span;              ///< the words that name it, in Document::text
  std::string text;       ///< those words
  std::string target_kind = {};  ///< of a target: "people" or "things"; "" for other slots and where the words do not tell
};

struct ClaimPlace {
  PlaceReading reading;   ///< the best reading
  bool ambiguous = false;
  Span span;
  std::string text;
};

struct ClaimTime {
  TimeReading reading;
  Span span;
  std::string text;
  bool carried = false;   ///< taken over from an earlier sentence
};

struct ClaimNumber {
  double value = 0;
  std::optional<double> high, of;
  Bound bound = Bound::exact;
  std::string unit, unit_class;
  Span span;
  std::string text;
};

/// Slots are in text order. Empty means the text names nobody / nothing.
struct Claim {
  std::string id;           ///< make_id("clm_", {page digest, span, kind, slot spans})
  std::string document_id;
  SegmentKind segment = SegmentKind::body;
  Span quote;               ///< smallest clause, bytes in Document::text
  Span trigger;             ///< the word that made it
  std::uint32_t sentence = 0;
  std::string kind;         ///< a row of data/claims/kinds.toml
  std::string phase;        ///< "" if none
  std::vector<ClaimActor> actors, targets;
  bool symmetric = false;
  std::vector<ClaimPlace> places;
  std::optional<ClaimTime> time;
  std::vector<ClaimNumber> numbers;
  std::vector<std::string> instruments;
  std::string effect;       ///< "killed", "wounded", "destroyed", "damaged", "none" (said to have had none); "" if nothing is said
  std::vector<std::string> topics;   ///< "ceasefire", "prisoners" ...
  std::string term;                  ///< for demand, offer, promise: the words of what is asked or offered
  Modality modality = Modality::asserted;
  std::vector<ClaimActor> attribution;  ///< innermost source first
  std::string rule;         ///< "capture.verb.active"
  double confidence = 0;
};

/// One thing that speaks for (positive) or against a claim, in log odds.
struct Evidence {
  std::string feature;   ///< "trigger=attack:attack"
  double weight = 0;
};

}  // namespace daybook
