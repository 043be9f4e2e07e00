// One pass over one document: phrases in text order, each read with what was said before it. Not part of the room's
// interface; ActorResolver makes one for every document, so nothing is shared between threads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"
#include "resolve/actor/actor_table.h"
#include "resolve/actor/discourse.h"
#include "resolve/actor/document_facts.h"
#include "resolve/actor/noun_phrases.h"

namespace daybook {

/// What a noun phrase turned out to mean.
struct Meaning {
  std::vector<ActorReading> readings;  ///< empty: nobody
  MentionForm form = MentionForm::name;
  bool anonymous = false;
  std::uint32_t first = 0, last = 0;   ///< words of the mention
  std::uint32_t head = 0;
  bool plural = false;
  bool silent = false;                 ///< found, but no actor here ("in Syria"); may still own something
  std::string role;                    ///< lemma of the role, for later "the minister"
  bool negotiates = false;             ///< a delegation: its party sits at the table
  const ActorReading* best() const { return readings.empty() ? nullptr : &readings.front(); }
};

class DocumentReader {
 public:
  DocumentReader(const ActorTable& table, const Document& document, const Analysis& analysis, const std::vector<PlaceMention>& places);
  std::vector<ActorMention> read();

 private:
  /// The sentence being read.
  struct Scene {
    std::uint32_t index = 0;
    const Sentence* sentence = nullptr;
    const std::vector<PhraseHit>* names = nullptr;
    std::vector<PhraseHit> words;
    std::vector<NounPhrase> phrases;
    std::vector<std::optional<Meaning>> meanings;  // parallel to phrases, once read
  };

  void read_sentence(std::uint32_t index);
  void read_phrase(std::size_t p);
  Meaning meaning_of(std::size_t p);

  // ---- meaning.cpp: phrases with a name in them, or a word of the tables ----
  std::optional<Meaning> as_name(std::size_t p);
  std::optional<Meaning> as_person(std::size_t p, std::uint32_t first, ActorReading person);
  std::optional<Meaning> as_country(std::size_t p);
  std::optional<Meaning> as_noun(std::size_t p, const PhraseHit& hit);
  std::optional<Meaning> as_people(std::size_t p, const PhraseHit& hit, const NounRow& noun);
  std::optional<Meaning> of_each(std::size_t p, const std::string& what, const BodyRow* body);
  std::optional<Meaning> as_organisation(std::size_t p);
  std::optional<ActorReading> owner_of(std::size_t p, std::uint32_t before);
  std::optional<ActorReading> owner_within(std::size_t p, std::uint32_t before);
  void link_appositions();
  void read_modifiers();

  // ---- roles.cpp ----
  std::optional<Meaning> as_role(std::size_t p, const PhraseHit& hit, const NounRow& noun);
  std::optional<ActorReading> office_holder(const NounRow& noun, const ActorReading& owner, bool former) const;
  std::optional<ActorReading> person_in_role(std::size_t p, const NounRow& noun, const std::optional<ActorReading>& owner) const;

  // ---- profiles.cpp: what the text says of persons no table knows ----
  void describe_persons();
  bool described_as_person(std::uint32_t last) const;
  bool role_before(std::size_t p) const;
  bool located(std::size_t p) const;
  std::optional<ActorReading> profile_around(std::size_t p) const;
  std::optional<ActorReading> profile_of(std::size_t q) const;
  void learn(const ActorReading& person);
  void finish(ActorReading& reading) const;

  // ---- bodies.cpp ----
  std::optional<Meaning> as_body(std::size_t p, const PhraseHit& hit, const BodyRow& body);
  std::optional<Meaning> coordinated_demonyms(std::size_t p);

  // ---- references.cpp: descriptions and pronouns ----
  std::optional<Meaning> as_pronoun(std::size_t p);
  std::optional<ActorReading> owner_pronoun(std::size_t p);
  const Entity* reference(std::size_t p, std::uint32_t reach, const Discourse::Fits& fits) const;
  std::vector<ActorReading> negotiating_parties() const;
  std::optional<ActorReading> body_in_context(std::size_t p, const BodyRow& body);
  std::optional<ActorReading> antecedent_of_relative(std::size_t p);
  std::optional<ActorReading> speaker();
  void note_negotiation();

  // ---- small helpers ----
  const PhraseHit* hit_ending(const std::vector<PhraseHit>& hits, std::uint32_t last, std::uint32_t not_before) const;
  bool attributive(const PhraseHit& hit) const;
  const CountryRow* country_before(std::size_t p, std::uint32_t before, bool capitals = true) const;
  std::string short_name(const ActorReading& owner) const;
  std::string bare_words(std::size_t p, std::uint32_t first, std::uint32_t last) const;
  Standing standing(std::uint32_t head, bool plural) const;
  Meaning described(std::size_t p, ActorReading reading, MentionForm form) const;
  void emit(const Meaning& meaning);

  const ActorTable& table_;
  const Document& document_;
  const Analysis& analysis_;
  const std::vector<PlaceMention>& places_;
  std::vector<std::vector<PhraseHit>> name_hits_;
  DocumentFacts facts_;
  Discourse discourse_;
  std::vector<ActorReading> pair_;       // who negotiated last
  std::vector<ActorReading> delegates_;  // whose delegation was spoken of
  Scene scene_;
  std::vector<ActorMention> mentions_;
};

/// Who may stand for a party, own a body or send a delegation.
bool can_own(const ActorReading& reading);

}  // namespace daybook
