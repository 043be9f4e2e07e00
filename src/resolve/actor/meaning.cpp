// What a noun phrase means by the names and words in it.
#include "base/utf8.h"
#include "resolve/actor/document_reader.h"
#include "resolve/actor/person_names.h"

namespace daybook {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool armed(const Entity& e) { return e.reading.kind == ActorKind::group && !e.reading.party_id.empty() && one_of(e.reading.sector, {"REB", "PAR", "OPP"}); }

/// Only these classes are a person or people that act by a role.
const NounRow* noun_of(const ActorTable& table, const PhraseHit& hit, std::initializer_list<ActorNounClass> wanted) {
  for (const ActorNounClass noun_class : wanted)
    for (const PhraseTarget& target : hit.targets)
      if (target.kind == PhraseKind::noun && table.nouns()[target.row].noun_class == noun_class) return &table.nouns()[target.row];
  return nullptr;
}

constexpr std::initializer_list<ActorNounClass> kSingular{ActorNounClass::parties, ActorNounClass::role, ActorNounClass::fighters, ActorNounClass::delegation, ActorNounClass::organ,
                                                     ActorNounClass::group, ActorNounClass::source, ActorNounClass::people, ActorNounClass::document};
constexpr std::initializer_list<ActorNounClass> kPlural{ActorNounClass::parties, ActorNounClass::fighters, ActorNounClass::delegation, ActorNounClass::organ, ActorNounClass::source,
                                                   ActorNounClass::people, ActorNounClass::role, ActorNounClass::group, ActorNounClass::document};

}  // namespace

bool can_own(const ActorReading& reading) {
  switch (reading.kind) {
    case ActorKind::organisation: case ActorKind::group: case ActorKind::state: case ActorKind::forces: case ActorKind::media: return true;
    case ActorKind::person: return !reading.party_id.empty();
    case ActorKind::role: case ActorKind::people: case ActorKind::document: return false;
  }
  return false;
}

// ---- names ----

std::optional<Meaning> DocumentReader::as_name(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  if (const PhraseHit* hit = hit_ending(*scene_.names, np.last, np.first)) {
    if (const ActorRow* row = actor_in_hit(table_, facts_, *hit)) {
      // A name of the recogniser that is longer than the alias is another one: "Ivanka Trump".
      for (const Name& name : scene_.sentence->names)
        if (name.last == hit->last && name.first < hit->first && name.type == NameType::person && row->kind == ActorKind::person)
          return as_person(p, name.first, person_named(table_, facts_, surface_words(*scene_.sentence, name.first, name.last)));
      // So is one with another first name before it that no table explains: "Sediq Ghani".
      std::uint32_t start = hit->first;
      while (row->kind == ActorKind::person && start > np.first && scene_.sentence->tokens[start - 1].upos == Upos::propn &&
             !hit_ending(scene_.words, start, np.first) && !hit_ending(*scene_.names, start, np.first) &&
             !table_.is_title(fold_key(scene_.sentence->tokens[start - 1].form)))
        --start;
      if (start < hit->first) return as_person(p, start, person_named(table_, facts_, surface_words(*scene_.sentence, start, hit->last)));
      const bool introduced = std::any_of(facts_.introduced.actors.begin(), facts_.introduced.actors.end(), [&](const ActorRow& own) { return &own == row; });
      ActorReading reading = table_.reading(*row, introduced ? 0.6 : 1.0, introduced ? "created from the text" : "alias");
      if (row->kind == ActorKind::person) return as_person(p, hit->first, std::move(reading));
      Meaning meaning = described(p, std::move(reading), MentionForm::name);
      return meaning;
    }
  }
  for (const Name& name : scene_.sentence->names)
    if (name.type == NameType::person && name.last == np.last && name.first >= np.first &&
        // "Mali's president": one word that is a country's name, which the recogniser took for a person
        !(name.last - name.first == 1 && std::any_of(scene_.names->begin(), scene_.names->end(), [&](const PhraseHit& hit) { return hit.first == name.first && hit.last == name.last && country_in_hit(table_, hit); })) &&
        !(one_of(np.preposition, {"in", "near", "at"}) && name.first == np.first &&  // a place that the recogniser took for a person
          person_named(table_, facts_, surface_words(*scene_.sentence, name.first, name.last)).reason == "created from the text"))
      return as_person(p, name.first, person_named(table_, facts_, surface_words(*scene_.sentence, name.first, name.last)));
  // No recogniser's name: capitals after a role or title are one ("General John Nicholson").
  std::uint32_t first = np.last;
  const auto& tokens = scene_.sentence->tokens;
  const auto hyphen = [&](std::uint32_t t) { return tokens[t].form == "-" && t > np.first && tokens[t - 1].span.end == tokens[t].span.begin; };
  while (first > np.first && (tokens[first - 1].upos == Upos::propn || (first < np.last && hyphen(first - 1)))) --first;
  while (first < np.last && tokens[first].upos != Upos::propn) ++first;
  const PhraseHit* title = nullptr;
  for (const PhraseHit& hit : scene_.words)
    if (hit.first >= np.first && hit.last < np.last && hit.last >= first && noun_of(table_, hit, {ActorNounClass::title, ActorNounClass::role})) title = &hit;
  if (title && title->last < np.last && !hit_ending(scene_.words, np.last, title->last) && !hit_ending(*scene_.names, np.last, title->last))
    return as_person(p, title->last, person_named(table_, facts_, surface_words(*scene_.sentence, title->last, np.last)));
  // Two capitals or more that the text goes on to describe as a person: "Ama Owusu, a nurse in ...", "Ama Owusu, who runs ...".
  if (np.last - first >= 2 && !hit_ending(*scene_.names, np.last, first) && described_as_person(np.last)) return as_person(p, first, person_named(table_, facts_, surface_words(*scene_.sentence, first, np.last)));
  // One capitalised word that is part of a full name of this document: "Nadery".
  if (np.last - np.first == 1 && scene_.sentence->tokens[np.first].upos == Upos::propn) {
    const std::string text = scene_.sentence->tokens[np.first].form;
    ActorReading reading = person_named(table_, facts_, text);
    if (reading.reason != "created from the text") return as_person(p, np.first, std::move(reading));
  }
  return std::nullopt;
}

/// A person at the end of a phrase, with whatever title or role stands before it.
std::optional<Meaning> DocumentReader::as_person(std::size_t p, std::uint32_t first, ActorReading person) {
  const NounPhrase& np = scene_.phrases[p];
  // A known person whose country no one here speaks of, by a short alias, stays that person: scores say so.
  std::uint32_t start = first;
  std::string role;
  if (first > np.first) {
    const PhraseHit* before = hit_ending(scene_.words, first, np.first);
    const NounRow* noun = before ? noun_of(table_, *before, {ActorNounClass::role, ActorNounClass::title, ActorNounClass::people, ActorNounClass::fighters}) : nullptr;
    if (before && person.sector.empty())  // "Bishop", "Captain": a title may tell the sector
      if (const NounRow* title = noun_of(table_, *before, {ActorNounClass::title})) person.sector = title->sector;
    // "in Doha Nader Nadery", "Council for Reconciliation Abdullah Abdullah": what is no title is no part of the name.
    if (noun) start = np.first;
    if (noun && noun->noun_class == ActorNounClass::role) {
      role = noun->lemma;
      if (person.party_id.empty())
        if (auto owner = owner_of(p, before->first)) {
          person.party_id = table_.party_of(*owner).id == owner->id ? owner->id : owner->party_id;
          person.country = owner->country;
          person.sector = noun->sector.empty() ? owner->sector : noun->sector;
        }
      if (person.sector.empty()) person.sector = noun->sector;
    }
  }
  Meaning meaning;
  meaning.readings = {std::move(person)};
  meaning.form = start < first ? MentionForm::title_and_name : MentionForm::name;
  meaning.first = start, meaning.last = np.last;
  meaning.head = np.head >= start ? np.head : np.last - 1;
  meaning.role = role;
  return meaning;
}

std::optional<Meaning> DocumentReader::as_country(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  const PhraseHit* hit = hit_ending(*scene_.names, np.last, np.first);
  PhraseKind kind = PhraseKind::country;
  const CountryRow* country = hit ? country_in_hit(table_, *hit, &kind) : nullptr;
  if (!country || kind == PhraseKind::capital) return std::nullopt;
  if (kind == PhraseKind::adjective && !np.plural) {
    // "the Afghans" and "a Syrian" are people; "Syrian" alone is none of ours.
    if (!np.indefinite && !np.definite) return std::nullopt;
    kind = PhraseKind::people;
  }
  if (kind == PhraseKind::country) {
    Meaning meaning = described(p, table_.state(*country, 0.8, "name of the country"), MentionForm::name);
    meaning.silent = one_of(np.preposition, {"in", "across", "throughout", "inside", "near", "within", "into", "around", "outside", "through", "at", "from", "over", "towards", "toward"});
    return meaning;
  }
  const std::string word = surface_words(*scene_.sentence, hit->first, hit->last);
  Meaning meaning = described(p, {created_id(word + " people"), word, ActorKind::people, "", country->iso2, "CVL", 0.8, "people of a country"}, MentionForm::demonym);
  return meaning;
}

std::optional<Meaning> DocumentReader::as_organisation(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  for (const Name& name : scene_.sentence->names) {
    if (name.type != NameType::organisation || name.last != np.last || name.first < np.first) continue;
    for (const PlaceMention& place : places_)
      if (place.sentence == scene_.index && !place.metonym && place.span.overlaps(scene_.sentence->tokens[np.last - 1].span)) return std::nullopt;
    const std::string text = surface_words(*scene_.sentence, name.first, name.last);
    std::string country;
    for (const PhraseHit& hit : *scene_.names)
      if (hit.first >= np.first && hit.last <= np.last)
        if (const CountryRow* row = country_in_hit(table_, hit)) country = row->iso2;
    if (country.empty()) country = facts_.theatre;
    return described(p, {created_id(text), text, ActorKind::organisation, "", country, "", 0.5, "created from the text"}, MentionForm::name);
  }
  return std::nullopt;
}

// ---- common nouns ----

std::optional<Meaning> DocumentReader::as_noun(std::size_t p, const PhraseHit& hit) {
  const NounPhrase& np = scene_.phrases[p];
  bool plural = np.plural;
  const NounRow* noun = noun_of(table_, hit, plural ? kPlural : kSingular);
  if (!noun) return std::nullopt;
  const bool leads = noun->noun_class == ActorNounClass::role || noun->noun_class == ActorNounClass::delegation || noun->noun_class == ActorNounClass::organ ||
                     noun->noun_class == ActorNounClass::source;
  if (leads)
    if (auto each = of_each(p, noun->lemma, nullptr)) return each;
  std::optional<ActorReading> owner;
  switch (noun->noun_class) {
    case ActorNounClass::parties: {
      if (np.indefinite) return std::nullopt;
      const auto parties = negotiating_parties();
      if (parties.empty()) return std::nullopt;
      Meaning meaning = described(p, parties[0], MentionForm::list);
      meaning.readings = parties;
      return meaning;
    }
    case ActorNounClass::delegation: {
      owner = owner_of(p, hit.first);
      // "the Turkish side of the border"; "the side of the government" is a party.
      if (noun->lemma == "side" && np.complement >= 0 && !np.plural) {
        const auto& complement = scene_.meanings[static_cast<std::size_t>(np.complement)];
        if (!complement || !complement->best() || !can_own(*complement->best())) return std::nullopt;
      }
      if (owner && can_own(*owner)) {
        ActorReading party = table_.party_of(*owner);
        party.reason = "delegation of " + party.name;
        Meaning meaning = described(p, std::move(party), MentionForm::description);
        meaning.negotiates = true;
        return meaning;
      }
      if (!np.definite && !np.plural) return std::nullopt;
      if (np.plural) {
        const auto parties = negotiating_parties();
        if (parties.empty()) return std::nullopt;
        Meaning meaning = described(p, parties[0], MentionForm::list);
        meaning.readings = parties;
        return meaning;
      }
      // Nobody's delegation was spoken of yet: that of the party that acted last ("The government sent ... The delegation ...").
      const Entity* sender = !delegates_.empty() ? nullptr : reference(p, 2, [](const Entity& e) { return e.last.subject && can_own(e.reading) && e.reading.kind != ActorKind::person; });
      if (delegates_.empty() && !sender) return std::nullopt;
      ActorReading last = sender ? table_.party_of(sender->reading) : delegates_.back();
      last.score = 0.6, last.reason = "the delegation spoken of last";
      return described(p, std::move(last), MentionForm::description);
    }
    case ActorNounClass::fighters: {
      // "terrorist" before another noun is no person.
      if (!np.plural && !np.definite && !np.indefinite && np.possessor < 0 && np.last - np.first == 1 && scene_.sentence->tokens[np.first].deprel != "nsubj") return std::nullopt;
      owner = owner_of(p, hit.first);
      // "fighters in Syria" are not Syria's.
      if (owner && owner->kind == ActorKind::state && np.complement >= 0 && !country_before(p, hit.first) &&
          scene_.phrases[static_cast<std::size_t>(np.complement)].preposition != "of")
        owner.reset();
      if (owner && owner->kind != ActorKind::state && can_own(*owner)) {
        const CountryRow* country = table_.country(owner->country);
        // A state's own forces have soldiers; a group that acts for a state ("Wagner mercenaries") has its fighters.
        if (owner->kind == ActorKind::group || !country || owner->party_id != act_id(country->iso2, "gov")) {
          owner->reason = "fighters of " + owner->name;
          return described(p, *owner, MentionForm::description);
        }
      }
      if (owner && owner->kind == ActorKind::state)
        if (const CountryRow* country = table_.country(owner->country))
          // A state's own fighters fight for it; the fighters of an adjective ("Syrian fighters") are its rebels.
          if (const BodyRow* rebels = table_.body(country_before(p, hit.first) ? "rebels" : "progov"))
            return described(p, table_.body_of(*rebels, *country, 0.7, "fighters of a country"), MentionForm::demonym);
      const std::string words = bare_words(p, np.first, np.last);
      const bool of_another = np.complement >= 0 && scene_.phrases[static_cast<std::size_t>(np.complement)].preposition == "of";
      const bool plain = !of_another && fold_key(surface_words(*scene_.sentence, hit.first, hit.last)) == fold_key(words);
      // Several or unnumbered ones with nothing said of them are the armed party spoken of; "a gunman" is nobody's.
      if (plain && (np.definite || np.plural) && !(np.indefinite && !np.definite)) {
        if (const Entity* party = reference(p, 12, armed)) {
          ActorReading reading = party->reading;
          reading.score = 0.6, reading.reason = "description: the armed group spoken of last";
          return described(p, std::move(reading), MentionForm::description);
        }
      }
      Meaning meaning = described(p, {created_id(words), words, ActorKind::group, "", "", noun->sector, 0.5, "armed people of no named party"}, MentionForm::description);
      meaning.anonymous = true;
      return meaning;
    }
    case ActorNounClass::organ: {
      owner = owner_of(p, hit.first);
      if (!owner || !can_own(*owner)) {  // "negotiators" of nobody are people all the same
        const NounRow* people = noun_of(table_, hit, {ActorNounClass::role, ActorNounClass::people});
        return people ? people->noun_class == ActorNounClass::role ? as_role(p, hit, *people) : as_people(p, hit, *people) : std::nullopt;
      }
      owner->reason = "organ of " + owner->name;
      owner->score = 0.9;
      return described(p, *owner, MentionForm::description);
    }
    case ActorNounClass::group: {
      owner = owner_within(p, hit.first);
      if (owner && owner->kind != ActorKind::state && can_own(*owner)) return described(p, *owner, MentionForm::name);
      const bool rebel = one_of(noun->lemma, {"movement", "group", "militia", "faction", "armed group", "militant group", "rebel group", "insurgent group", "terror group",
                                              "terrorist group", "rebel movement", "extremist group", "islamist group", "jihadist group", "insurgency"});
      if (np.plural && rebel) {  // "armed groups", "allied militias": several, none of them named
        const std::string words = bare_words(p, np.first, np.last);
        Meaning meaning = described(p, {created_id(words), words, ActorKind::group, "", owner ? owner->country : "", "REB", 0.4, "groups of no named party"}, MentionForm::description);
        meaning.anonymous = true;
        return meaning;
      }
      if (!np.definite || np.plural) return std::nullopt;
      const auto fits = [&](const Entity& e) {
        if (noun->lemma == "ministry") return fold_key(e.reading.name).find("ministry") != std::string::npos;
        if (noun->lemma == "agency") return e.reading.kind == ActorKind::media || (e.reading.kind == ActorKind::organisation && e.reading.sector != "GOV");
        if (rebel) return e.reading.kind == ActorKind::group;
        return e.reading.kind == ActorKind::organisation || e.reading.kind == ActorKind::group;
      };
      // One that is called so or is of that sort goes before others: "the alliance", "the militia".
      const Entity* found = reference(p, 12, [&](const Entity& e) {
        return fits(e) && (fold_key(e.reading.name).find(noun->lemma) != std::string::npos || (!noun->sector.empty() && e.reading.sector == noun->sector));
      });
      if (!found) found = reference(p, 12, fits);
      if (!found && rebel) found = reference(p, 12, [](const Entity& e) { return e.reading.kind == ActorKind::organisation && e.reading.sector != "GOV"; });
      if (!found) return std::nullopt;
      ActorReading reading = found->reading;
      reading.score = 0.7, reading.reason = "description: the " + noun->lemma + " spoken of last";
      return described(p, std::move(reading), MentionForm::description);
    }
    case ActorNounClass::role: return as_role(p, hit, *noun);
    case ActorNounClass::people:
    case ActorNounClass::source: return as_people(p, hit, *noun);
    case ActorNounClass::document: {
      if (np.plural) return std::nullopt;
      const std::string words = fold_key(surface_words(*scene_.sentence, hit.first, hit.last));
      return described(p, {created_id(words), words, ActorKind::document, "", "", "", 0.5, "document that speaks"}, MentionForm::description);
    }
    case ActorNounClass::title: case ActorNounClass::attributive: case ActorNounClass::name_word: case ActorNounClass::modifier: return std::nullopt;
  }
  return std::nullopt;
}

/// "the leaders of Eritrea and Ethiopia", "the foreign ministers of A, B and C": each of those they lead acts. "The armed forces of Chad and
/// Niger" are the `body` of each.
std::optional<Meaning> DocumentReader::of_each(std::size_t p, const std::string& what, const BodyRow* body) {
  const auto& phrases = scene_.phrases;
  const auto& tokens = scene_.sentence->tokens;
  if (!phrases[p].plural) return std::nullopt;
  std::size_t at = p;
  while (phrases[at].complement >= 0 && phrases[static_cast<std::size_t>(phrases[at].complement)].preposition == "of") at = static_cast<std::size_t>(phrases[at].complement);
  if (at == p) return std::nullopt;
  std::vector<ActorReading> parties;
  for (;;) {
    read_phrase(at);
    const ActorReading* party = scene_.meanings[at]->best();
    if (!party || scene_.meanings[at]->silent || !can_own(*party) || party->kind == ActorKind::person) break;
    const CountryRow* country = table_.country(party->country);
    if (body && (party->kind != ActorKind::state || !country)) break;
    parties.push_back(body ? table_.body_of(*body, *country, 0.9, "") : *party);
    parties.back().reason = what + " of each of several";
    if (phrases[at].possessive || at + 1 >= phrases.size() || phrases[at + 1].first > phrases[at].last + 2) break;
    bool listed = phrases[at + 1].first > phrases[at].last;
    for (std::uint32_t t = phrases[at].last; t < phrases[at + 1].first; ++t) listed = listed && one_of(tokens[t].form, {",", "and"});
    if (!listed) break;
    ++at;
  }
  if (parties.size() < 2) return std::nullopt;
  Meaning meaning = described(p, parties.front(), MentionForm::list);
  meaning.readings = std::move(parties);
  meaning.last = std::max(meaning.last, phrases[at].last);
  return meaning;
}

std::optional<Meaning> DocumentReader::as_people(std::size_t p, const PhraseHit& hit, const NounRow& noun) {
  const NounPhrase& np = scene_.phrases[p];
  const bool source = noun.noun_class == ActorNounClass::source;
  auto owner = owner_of(p, hit.first);
  const std::string words = fold_key(surface_words(*scene_.sentence, hit.first, hit.last));
  if (source && owner && owner->kind == ActorKind::media) return described(p, *owner, MentionForm::name);
  // "the men of the LRA", "its men": those of an armed group are its fighters.
  if (noun.lemma == "man" && np.plural && owner && owner->kind == ActorKind::group && can_own(*owner)) {
    owner->reason = "men of " + owner->name;
    return described(p, *owner, MentionForm::description);
  }
  ActorReading reading;
  reading.kind = source ? (noun.sector == "MED" ? ActorKind::media : ActorKind::role) : ActorKind::people;
  reading.sector = noun.sector;
  reading.name = source && !owner ? bare_words(p, np.first, np.last) : words;
  reading.reason = source ? "source of nobody named" : "group of people";
  reading.score = 0.5;
  if (owner) {
    reading.party_id = owner->party_id.empty() && can_own(*owner) ? owner->id : owner->party_id;
    reading.country = owner->country;
    // "Taliban prisoners", "US officials" are somebody's; "Afghan civilians" are of a country and of no party.
    const bool civilian = !source && (noun.sector == "CVL" || noun.sector == "REF") && (owner->kind == ActorKind::state || owner->sector == "GOV");
    if (civilian) reading.party_id.clear();
    if (source && noun.sector != "MED" && owner->sector == "REB") reading.sector = "REB";
    if (!civilian) reading.name = short_name(*owner) + " " + words;
    reading.reason += ", of " + owner->name;
    reading.score = 0.8;
  }
  reading.id = created_id(reading.name);
  Meaning meaning = described(p, std::move(reading), source && owner ? MentionForm::role : MentionForm::description);
  meaning.anonymous = true;
  return meaning;
}

}  // namespace daybook
