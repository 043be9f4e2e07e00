// Persons that no table knows: what they are and where they belong, from what the text says of them. Appositions behind and
// before the name, titles, and "of ..." behind it are read in that order; the country the document is about comes last.
#include "base/utf8.h"
#include "resolve/actor/document_reader.h"

namespace daybook {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool created(const ActorReading& reading) { return reading.kind == ActorKind::person && reading.reason != "alias" && reading.id.starts_with("act_x"); }

}  // namespace

/// "The mayor of Goma, Ann Lee, ordered": a definite role and a comma stand before the phrase.
bool DocumentReader::role_before(std::size_t p) const {
  const std::uint32_t first = scene_.phrases[p].first;
  if (first < 2 || scene_.sentence->tokens[first - 1].form != "," || scene_.phrases[p - 1].last + 1 != first) return false;
  std::size_t q = p - 1;
  while (q > 0 && (scene_.phrases[q - 1].complement == static_cast<int>(q) || scene_.phrases[q].possessor == static_cast<int>(q - 1))) --q;
  return scene_.phrases[q].definite && scene_.meanings[q] && scene_.meanings[q]->form == MentionForm::role && !scene_.phrases[q].plural;
}

/// Does the gazetteer know a place by these words?
bool DocumentReader::located(std::size_t p) const {
  const Span last = scene_.sentence->tokens[scene_.phrases[p].last - 1].span;
  return std::any_of(places_.begin(), places_.end(), [&](const PlaceMention& place) { return place.sentence == scene_.index && !place.readings.empty() && place.span.overlaps(last); });
}

/// Does the text go on after the word before `last` as after a person's name: ", a nurse in ...", ", who ..."?
bool DocumentReader::described_as_person(std::uint32_t last) const {
  const auto& tokens = scene_.sentence->tokens;
  if (last + 2 >= tokens.size() || tokens[last].form != ",") return false;
  for (std::size_t p = 1; p < scene_.phrases.size(); ++p)
    if (scene_.phrases[p].last == last && role_before(p) && !located(p)) return true;
  if (lower_form(tokens[last + 1]) == "who") return true;
  const Description said = description_in(table_, *scene_.sentence, *scene_.names, places_, scene_.index, last + 1);
  return said.found && !said.group;
}

void DocumentReader::describe_persons() {
  for (std::size_t p = 0; p < scene_.phrases.size(); ++p) {
    if (!scene_.meanings[p] || scene_.phrases[p].pronoun || !scene_.meanings[p]->best() || !created(*scene_.meanings[p]->best())) continue;
    ActorReading& person = scene_.meanings[p]->readings.front();
    if (const auto profile = profile_around(p)) complete(person, *profile);
    learn(person);
  }
}

std::optional<ActorReading> DocumentReader::profile_around(std::size_t p) const {
  const NounPhrase& np = scene_.phrases[p];
  const auto& tokens = scene_.sentence->tokens;
  ActorReading out;
  bool found = false;
  const auto add = [&](std::size_t q) {
    if (const auto profile = profile_of(q)) complete(out, *profile), found = true;
  };
  // "Colonel X of the Salvadoran army"
  if (np.complement >= 0 && one_of(scene_.phrases[static_cast<std::size_t>(np.complement)].preposition, {"of", "from", "with"})) add(static_cast<std::size_t>(np.complement));
  // "X, a nurse in Mariupol,"
  if (np.last + 1 < tokens.size() && tokens[np.last].form == ",")
    for (std::size_t q = p + 1; q < scene_.phrases.size(); ++q)
      if (scene_.phrases[q].first == np.last + 1) add(q);
  // "The governor of Basra, X,"
  if (np.first >= 2 && tokens[np.first - 1].form == ",")
    for (std::size_t q = 0; q < p; ++q) {
      std::size_t end = q;
      while (end + 1 < p && (scene_.phrases[end].complement == static_cast<int>(end + 1) || scene_.phrases[end + 1].possessor == static_cast<int>(end))) ++end;
      if (scene_.phrases[q].definite && end + 1 == p && scene_.phrases[end].last + 1 == np.first) {
        add(q);
        break;
      }
    }
  if (!found) return std::nullopt;
  return out;
}

/// What a phrase says of the one it describes, as a reading of which only party, country and sector count.
std::optional<ActorReading> DocumentReader::profile_of(std::size_t q) const {
  const NounPhrase& np = scene_.phrases[q];
  const auto& tokens = scene_.sentence->tokens;
  ActorReading out;
  if (np.pronoun) {
    // "who leads the Bright Star Front" belongs to it; "who runs a clinic" is somebody.
    if (lower_form(tokens[np.head]) != "who") return std::nullopt;
    const std::int32_t verb = tokens[np.head].head;
    if (verb >= 0 && one_of(tokens[static_cast<std::size_t>(verb)].lemma, {"lead", "head", "command", "found", "chair", "direct"}))
      for (std::size_t r = q + 1; r < scene_.phrases.size(); ++r)
        if (scene_.meanings[r] && scene_.meanings[r]->best() && tokens[scene_.phrases[r].head].head == verb && can_own(*scene_.meanings[r]->best())) return profile_of(r);
    out.sector = "CVL";
    out.country = description_in(table_, *scene_.sentence, *scene_.names, places_, scene_.index, np.last).country;
    return out;
  }
  const Description said = description_in(table_, *scene_.sentence, *scene_.names, places_, scene_.index, np.first);
  const Meaning* meaning = scene_.meanings[q] ? &*scene_.meanings[q] : nullptr;
  if (const ActorReading* best = meaning ? meaning->best() : nullptr) {
    if (best->kind == ActorKind::person || best->kind == ActorKind::document) return std::nullopt;
    out = *best;
    if (out.party_id.empty() && can_own(*best) && best->kind != ActorKind::organisation && best->kind != ActorKind::media) out.party_id = best->id;
    if (out.country.empty()) out.country = said.country;
    // "head of a hospital", "chairman of a farmers' union": of something that is no party.
    if (best->kind == ActorKind::role && out.sector.empty() && out.party_id.empty() && np.complement >= 0) out.sector = "CVL";
    return out;
  }
  if (!said.found && tokens[np.last - 1].upos != Upos::noun) return std::nullopt;
  // A common noun that no table has: most trades are civil ones.
  out.sector = said.found && !said.group ? said.sector : "CVL";
  out.country = said.country;
  return out;
}

/// What was learnt of a person holds for the mentions that follow.
void DocumentReader::learn(const ActorReading& person) {
  discourse_.learn(person);
  for (FullName& name : facts_.full_names)
    if (name.reading.id == person.id) complete(name.reading, person);
}

/// At the end of the document: what a later sentence told holds for earlier mentions.
void DocumentReader::finish(ActorReading& reading) const {
  if (reading.kind == ActorKind::person)
    for (const Entity& entity : discourse_.entities())
      if (entity.reading.id == reading.id) complete(reading, entity.reading);
  if (created(reading) && reading.country.empty()) reading.country = facts_.theatre;
}

}  // namespace daybook
