// Names that a document brings along: groups and bodies that no table holds ("the Marsh Lions Brigade, a rebel group in
// Basra"), and short forms of these and of known actors ("(MLB)").
//
// Capitals alone make no group. A run of them is one where it holds a word that names groups (Front, Committee), where
// the recogniser calls it an organisation, where the text says what it is ("..., a militia in Zamfara", "a gang called ..."),
// or where it is given a short form. What kind of group it is, and of which country, comes from what the text says of it.
#pragma once

#include <string>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"
#include "resolve/actor/actor_table.h"
#include "resolve/actor/phrases.h"

namespace daybook {

struct Introduced {
  std::vector<ActorRow> actors;  ///< created from the text; PhraseKind::introduced points here
  PhraseIndex index;             ///< their names, and short forms of them and of actors of the table
};

/// `hits[i]` are the table's names in sentence i; `theatre` the country the document is about, "" unknown.
Introduced introduced_in(const ActorTable& table, const Document& document, const Analysis& analysis, const std::vector<std::vector<PhraseHit>>& hits,
                         const std::vector<PlaceMention>& places, const std::string& theatre);

/// What the words from `first` say of the one they describe: sector and inter of the noun they end on and of the modifiers before it, and
/// the country: a person's by demonym before place ("a Somali officer in Kenya"), a group's by the last place named ("a Serb group in
/// eastern Bosnia"). Empty fields: nothing said.
struct Description {
  std::string sector, inter, country;
  bool group = false;  ///< the noun is one for groups
  bool found = false;  ///< the noun is one of the tables
};
Description description_in(const ActorTable& table, const Sentence& sentence, const std::vector<PhraseHit>& names, const std::vector<PlaceMention>& places,
                           std::uint32_t sentence_index, std::uint32_t first);

}  // namespace daybook
