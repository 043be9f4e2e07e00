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

/// An actor of data/actors/<theatre>/, or of a user's file.
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
  name_word,   ///< Front, Brigade, Committee: with a capital, makes the capitals around it a group's name
  modifier,    ///< rebel, clan, relief: says of what kind the group is
};

struct NounRow {
  std::string lemma;
  ActorNounClass noun_class = ActorNounClass::people;
  std::string sector;  ///< of the person or people; "" takes the owner's
  bool plural = false;
  std::string inter;   ///< where it is not what the sector says: 4 for militias of a clan, "" otherwise
};

/// A PLOVER sector and how ACLED counts it (data/actors/sectors.tsv).
struct SectorRow {
  std::string code;
  std::string inter;   ///< in the country the text is about
  std::string abroad;  ///< elsewhere: forces of a state are external ones there
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
  /// The same, but what a row of a known id says of name, kind, party, country, sector and inter replaces what was there. Needs the
  /// countries and bodies; a row without a name whose id is unknown is dropped.
  void replace_actor(ActorRow row);
  void add_country(CountryRow row, const std::vector<std::string>& names, const std::vector<std::string>& adjectives,
                   const std::vector<std::string>& people, const std::vector<std::string>& capitals);
  void add_body(BodyRow row, const std::vector<std::string>& phrases);
  void add_noun(NounRow row, const std::vector<std::string>& forms);
  void add_negotiation(NegotiationRow row) { negotiations_.push_back(std::move(row)); }
  void add_common_part(std::string_view part, bool title);
  void add_talk_lemma(std::string_view lemma) { talk_lemmas_.insert(std::string(lemma)); }
  void add_speech_lemma(std::string_view lemma) { speech_lemmas_.insert(std::string(lemma)); }

  void add_sector(SectorRow row) { sectors_.push_back(std::move(row)); }
  /// "premier" is the office "prime minister". Before the actors are added.
  void add_title(std::string title, std::string office) { offices_of_titles_.emplace(std::move(title), std::move(office)); }

  void add_neutral_word(std::string_view word) { neutral_words_.insert(std::string(word)); }

  const PhraseIndex& phrases() const { return phrases_; }
  const std::vector<ActorRow>& actors() const { return actors_; }
  const std::vector<CountryRow>& countries() const { return countries_; }
  const std::vector<BodyRow>& bodies() const { return bodies_; }
  const std::vector<NounRow>& nouns() const { return nouns_; }
  const std::vector<NegotiationRow>& negotiations() const { return negotiations_; }

  const std::vector<SectorRow>& sectors() const { return sectors_; }

  /// The row of a single word of class `name_word` or `modifier`, folded; nullptr if it is none. They are no phrases of their own.
  const NounRow* kind_word(ActorNounClass noun_class, const std::string& folded) const;
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

  /// Who held the office on that day: "president" of "TR". nullptr if nobody is known. Who came last, where two overlap.
  const ActorRow* holder(std::string_view title, std::string_view of, Day day) const;
  /// Who held it last before that day and holds it no more; nullptr if nobody is known.
  const ActorRow* former_holder(std::string_view title, std::string_view of, Day day) const;
  /// True if the actor holds such an office on that day, or held it before.
  bool held(const ActorRow& row, std::string_view title, Day day) const;
  /// ACLED's class of an actor in a text about `theatre` (ISO alpha-2, "" unknown).
  std::string inter_of(const ActorReading& reading, std::string_view theatre) const;

 private:
  struct Holding {
    std::uint32_t row = 0;
    Tenure tenure;
  };
  std::uint32_t merge_actor(ActorRow& row);
  const std::vector<Holding>* holdings(std::string_view title, std::string_view of) const;
  std::string office_of(std::string_view title) const;
  std::vector<ActorRow> actors_;
  std::vector<CountryRow> countries_;
  std::vector<BodyRow> bodies_;
  std::vector<NounRow> nouns_;
  std::vector<NegotiationRow> negotiations_;
  std::vector<SectorRow> sectors_;
  std::map<std::string, std::string, std::less<>> offices_of_titles_;
  std::unordered_map<std::string, std::vector<Holding>> holdings_;  ///< by "office of"; never iterated
  std::map<std::string, std::uint32_t, std::less<>> actor_ids_, country_ids_, body_ids_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> parts_;
  std::unordered_map<std::string, std::uint32_t> name_words_, modifiers_;
  std::unordered_set<std::string> common_parts_, titles_, talk_lemmas_, speech_lemmas_, neutral_words_;
  PhraseIndex phrases_;
};

/// Reads and checks every table. Throws Error{bad_resource} naming the file and the row at fault.
ActorTable read_actor_table(const Resources& resources);

/// How an alias of a table must be written: an acronym in capitals, a name with a capital; one given in small letters
/// ("the quartet") as it comes.
Writing writing_of(std::string_view alias);

std::string act_id(std::string_view iso2, std::string_view body);  ///< "AF", "gov" -> "act_af_gov"; "AF", "" -> "act_af"

}  // namespace daybook
