// What a whole document says before its phrases are read one by one: which countries it is about, whom it names in
// full, which negotiation it mentions. Later mentions lean on it, earlier ones too ("Erdogan" in a headline).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"
#include "resolve/actor/actor_table.h"
#include "resolve/actor/introduced.h"

namespace daybook {

struct FullName {
  std::vector<std::string> parts;
  ActorReading reading;
};

struct DocumentFacts {
  std::set<std::string> countries;       ///< ISO codes named outside comments, by place, name or demonym
  std::string theatre;                   ///< the one named most; "" if none
  std::set<std::string> named;           ///< ids of actors that a strong alias names
  std::vector<FullName> full_names;      ///< persons named with two parts or more, in text order
  std::vector<std::string> negotiators;  ///< members of the first negotiation mentioned by name
  Introduced introduced;                 ///< groups and short forms that the document brings along
};

/// Names of all sentences must have been looked up: hits[i] belongs to sentence i.
DocumentFacts facts_of(const ActorTable& table, const Document& document, const Analysis& analysis,
                       const std::vector<std::vector<PhraseHit>>& hits, const std::vector<PlaceMention>& places);

/// The actor a hit means in this document, if it means one: one the document introduces, a strong alias, or a weak one the document
/// supports.
const ActorRow* actor_in_hit(const ActorTable& table, const DocumentFacts& facts, const PhraseHit& hit);

/// The country a hit names (as name, adjective, people or capital), if any.
const CountryRow* country_in_hit(const ActorTable& table, const PhraseHit& hit, PhraseKind* kind = nullptr);

/// Words of a token range, blanks between them, as they stand.
std::string surface_words(const Sentence& sentence, std::uint32_t first, std::uint32_t last);

/// The person these words name: known, named in full in this document, or created from the text.
ActorReading person_named(const ActorTable& table, const DocumentFacts& facts, std::string_view name);

/// Id of an actor no table holds; the same name gives the same id in every document.
std::string created_id(std::string_view name);

}  // namespace daybook
