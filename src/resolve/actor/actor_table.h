// What is known of actors before any text is read: data/actors and data/places/countries.tsv.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/day.h"
#include "model/reading.h"
#include "resolve/actor/phrases.h"

namespace daybook {

class Resources;

/// An office held: "president" of "AF" from ... to ... (empty: open).
struct Tenure {
  std::string from, to;  ///< ISO days or months or years, "" open
  std::string title;     ///< lemma of the role noun phrase: "president", "foreign minister"
  std::string of;        ///< ISO country or actor id
};

/// A row of data/actors/<theatre>/*.tsv.
struct ActorRow {
  std::string id, name;
  ActorKind kind = ActorKind::organisation;
  std::string party, country, sector;
  std::string inter;                 ///< ACLED interaction class, "1".."8", "" unknown
  std::vector<std::string> aliases;  ///< mean this actor wherever they stand
  std::vector<std::string> weak;     ///< mean it only in a document about its country, or that names it in full
  std::vector<std::string> supports; ///< countries (ISO) whose mention supports a weak alias; `country` always does
  std::vector<Tenure> tenures;
};

struct CountryRow {
  std::string iso2, name;
  std::string adjective;  ///< "Afghan", for names such as "Afghan security forces"; "" if none is known
  bool article = false;   ///< "the United States"
};

/// A body every state has (data/actors/bodies.tsv): "Armed forces of {the}", "{Adj} security forces".
struct BodyRow {
  std::string key, name, short_name;
  ActorKind kind = ActorKind::organisation;
  std::string sector, inter;
  bool bare = false;  ///< may stand without a country: "the army"; otherwise it needs one ("leadership")
};

/// What a common noun says of who is meant (data/actors/nouns.tsv).
enum class ActorNounClass {
  title,       ///< stands before a name and says nothing else: Mullah, Mr, Sheikh
  role,        ///< spokesman, president, commander: one person, for somebody
  fighters,    ///< militants, insurgents: people of an armed party
  group,       ///< the movement, the group
  delegation,  ///< the delegation, the negotiating team: its party
  parties,     ///< the parties, the two sides: all that negotiate
  organ,       ///< press centre, political office: speaks for its owner
  people,      ///< civilians, residents, prisoners: those to whom things happen
  source,      ///< officials, authorities, witnesses, local reports: who says so
  document,    ///< statement, communiqué, report
  attributive, ///< -backed, -led: the name before it is not the actor
};

struct NounRow {
  std::string lemma;
  ActorNounClass noun_class = ActorNounClass::people;
  std::string sector;  ///< of the person or people; "" takes the owner's
  bool plural = false;
};

/// A name for a negotiation that implies who takes part: "inter-Afghan talks".
struct NegotiationRow {
  std::string phrase;
  std::vector<std::string> members;  ///< actor ids
};

/// All tables, checked and indexed. Built once, then const and thread-safe.
class ActorTable {
 public:
  /// Adding; used by read_actor_table and by tests. Rows of an id already there are merged: the new aliases are added.
  void add_actor(ActorRow row);
  void add_country(CountryRow row, const std::vector<std::string>& names, const std::vector<std::string>& adjectives,
                   const std::vector<std::string>& people, const std::vector<std::string>& capitals);
  void add_body(BodyRow row, const std::vector<std::string>& phrases);
  void add_noun(NounRow row, const std::vector<std::string>& forms);
  void add_negotiation(NegotiationRow row) { negotiations_.push_back(std::move(row)); }
  void add_common_part(std::string_view part, bool title);
  void add_talk_lemma(std::string_view lemma) { talk_lemmas_.insert(std::string(lemma)); }
  void add_speech_lemma(std::string_view lemma) { speech_lemmas_.insert(std::string(lemma)); }

  void add_neutral_word(std::string_view word) { neutral_words_.insert(std::string(word)); }

  const PhraseIndex& phrases() const { return phrases_; }
  const std::vector<ActorRow>& actors() const { return actors_; }
  const std::vector<CountryRow>& countries() const { return countries_; }
  const std::vector<BodyRow>& bodies() const { return bodies_; }
  const std::vector<NounRow>& nouns() const { return nouns_; }
  const std::vector<NegotiationRow>& negotiations() const { return negotiations_; }

  const ActorRow* actor(std::string_view id) const;
  const CountryRow* country(std::string_view iso2) const;
  const BodyRow* body(std::string_view key) const;
  bool is_talk(const std::string& lemma) const { return talk_lemmas_.contains(lemma); }
  bool is_speech(const std::string& lemma) const { return speech_lemmas_.contains(lemma); }

  /// A modifier that leaves a body of the state what it is: "local police". Folded.
  bool is_neutral(const std::string& word) const { return neutral_words_.contains(word); }

  /// Parts of names that many people share; they never decide who is meant. Folded.
  bool is_common_part(const std::string& folded) const { return common_parts_.contains(folded); }
  /// Titles that stand before names and are no part of them. Folded.
  bool is_title(const std::string& folded) const { return titles_.contains(folded); }

  /// Actors that have this part in their name or aliases, in table order. Folded.
  const std::vector<std::uint32_t>* with_part(const std::string& folded) const;

  /// A reading of a row, of a country as an actor, of a body of a country ("forces" of "AF": act_af_forces).
  ActorReading reading(const ActorRow& row, double score, std::string reason) const;
  ActorReading state(const CountryRow& country, double score, std::string reason) const;
  ActorReading body_of(const BodyRow& body, const CountryRow& country, double score, std::string reason) const;

  /// The reading of any id the tables can make: rows, "act_af", "act_af_forces". Nothing for created ids.
  std::optional<ActorReading> by_id(std::string_view id, double score, std::string reason) const;
  /// The party an actor acts for, as an actor; itself if it acts for nobody known.
  ActorReading party_of(const ActorReading& actor) const;

  /// Who held the office on that day: "president" of "TR". nullptr if nobody is known.
  const ActorRow* holder(std::string_view title, std::string_view of, Day day) const;

 private:
  std::vector<ActorRow> actors_;
  std::vector<CountryRow> countries_;
  std::vector<BodyRow> bodies_;
  std::vector<NounRow> nouns_;
  std::vector<NegotiationRow> negotiations_;
  std::map<std::string, std::uint32_t, std::less<>> actor_ids_, country_ids_, body_ids_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> parts_;
  std::unordered_set<std::string> common_parts_, titles_, talk_lemmas_, speech_lemmas_, neutral_words_;
  PhraseIndex phrases_;
};

/// Reads and checks every table. Throws Error{bad_resource} naming the file and the row at fault.
ActorTable read_actor_table(const Resources& resources);

std::string act_id(std::string_view iso2, std::string_view body);  ///< "AF", "gov" -> "act_af_gov"; "AF", "" -> "act_af"

}  // namespace daybook
