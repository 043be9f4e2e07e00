// Descriptions and pronouns: whom the document means without naming them.
#include "resolve/actor/document_reader.h"

namespace daybook {
namespace {

constexpr std::uint32_t kPronounReach = 3;       // sentences
constexpr std::uint32_t kBodyReach = 6;

bool is_person(const Entity& e) { return e.reading.kind == ActorKind::person || (e.reading.kind == ActorKind::role && !e.last.plural); }

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

ActorReading because(const Entity& entity, double score, std::string why) {
  ActorReading reading = entity.reading;
  reading.score = score;
  reading.reason = std::move(why);
  return reading;
}

}  // namespace

const Entity* DocumentReader::reference(std::size_t p, std::uint32_t reach, const Discourse::Fits& fits) const {
  return discourse_.latest(standing(scene_.phrases[p].head, scene_.phrases[p].plural), reach, fits);
}

std::vector<ActorReading> DocumentReader::negotiating_parties() const {
  auto parties = pair_;
  std::string why = "the parties that negotiated last";
  if (parties.size() < 2 && delegates_.size() >= 2) parties = {delegates_[delegates_.size() - 2], delegates_.back()}, why = "their delegations were spoken of";
  if (parties.size() < 2 && facts_.negotiators.size() >= 2) {
    parties.clear();
    why = "the negotiation the document names";
    for (const auto& id : facts_.negotiators)
      if (auto party = table_.by_id(id, 0.6, "")) parties.push_back(std::move(*party));
  }
  if (parties.size() < 2) parties = discourse_.main_parties(), why = "the two parties spoken of most";
  if (parties.size() < 2) return {};
  for (auto& party : parties) party.score = 0.6, party.reason = why;
  return parties;
}

std::optional<ActorReading> DocumentReader::body_in_context(std::size_t p, const BodyRow& body) {
  // The same body of some country spoken of lately; else the country of the latest state actor; else the theatre. "The government" is a foreign one only
  // where that one acted, not behind "on the Iranian side".
  const bool of_theatre = body.key == "gov" || body.key == "progov" || body.key == "opposition";
  const Entity* same = reference(p, kBodyReach, [&](const Entity& e) {
    if (of_theatre && !facts_.theatre.empty() && e.reading.country != facts_.theatre && !e.last.subject) return false;
    return !e.reading.country.empty() && e.reading.id == act_id(e.reading.country, body.key);
  });
  if (same) return because(*same, 0.8, "the one spoken of before");
  const CountryRow* country = nullptr;
  std::string why;
  const Entity* near = reference(p, 1, [&](const Entity& e) {
    return !e.reading.country.empty() && e.last.subject && e.reading.party_id == act_id(e.reading.country, "gov");
  });
  if (near && !of_theatre) country = table_.country(near->reading.country), why = "of the state spoken of last";
  if (!country) country = table_.country(facts_.theatre), why = "of the country the document is about";
  if (!country) return std::nullopt;
  return table_.body_of(body, *country, 0.6, why);
}

/// "who" and "which" stand for the noun their clause hangs on; without a usable tree, for the phrase right before.
std::optional<ActorReading> DocumentReader::antecedent_of_relative(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  const Sentence& sentence = *scene_.sentence;
  std::int32_t at = sentence.tokens[np.head].head;
  for (int steps = 0; at >= 0 && steps < 6; ++steps, at = sentence.tokens[static_cast<std::size_t>(at)].head) {
    const Token& token = sentence.tokens[static_cast<std::size_t>(at)];
    if (base_relation(token.deprel) != "acl" || token.head < 0) continue;
    for (std::size_t q = 0; q < scene_.phrases.size(); ++q) {
      const auto& other = scene_.phrases[q];
      if (q == p || !scene_.meanings[q]) continue;
      const auto target = static_cast<std::uint32_t>(token.head);
      if (other.first <= target && target < other.last && scene_.meanings[q]->best()) return *scene_.meanings[q]->best();
    }
    break;
  }
  if (p == 0) return std::nullopt;
  const NounPhrase& before = scene_.phrases[p - 1];
  bool adjacent = before.last == np.first;
  if (before.last + 1 == np.first) adjacent = sentence.tokens[before.last].form == "," || sentence.tokens[before.last].upos == Upos::adp;
  if (!adjacent || !scene_.meanings[p - 1] || !scene_.meanings[p - 1]->best()) return std::nullopt;
  return *scene_.meanings[p - 1]->best();
}

/// Who speaks in this sentence, or spoke last: for "we" and "I" inside a quotation.
std::optional<ActorReading> DocumentReader::speaker() {
  const Sentence& sentence = *scene_.sentence;
  for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
    if (!table_.is_speech(sentence.tokens[t].lemma)) continue;
    for (std::size_t q = 0; q < scene_.phrases.size(); ++q)
      if (!scene_.phrases[q].pronoun && sentence.tokens[scene_.phrases[q].head].head == static_cast<std::int32_t>(t) &&
          base_relation(sentence.tokens[scene_.phrases[q].head].deprel) == "nsubj") {
        if (!scene_.meanings[q]) read_phrase(q);
        if (scene_.meanings[q] && scene_.meanings[q]->best()) return *scene_.meanings[q]->best();
      }
  }
  const Standing here{scene_.index, 0, false, -1, false};
  const Entity* last = discourse_.latest(here, 2, [](const Entity& e) { return is_person(e) && e.last.subject; });
  if (!last) last = discourse_.latest(here, 3, [](const Entity& e) { return is_person(e); });
  return last ? std::optional(last->reading) : std::nullopt;
}

std::optional<ActorReading> DocumentReader::owner_pronoun(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  if (np.owner_pronoun < 0) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(np.owner_pronoun);
  const std::string form = lower_form(scene_.sentence->tokens[at]);
  Standing here{scene_.index, at, false, -1, false};
  if (form == "our" || form == "my") {
    auto who = speaker();
    if (who && form == "our" && !who->party_id.empty())
      return table_.party_of(*who);
    return who;
  }
  const bool person = form == "his" || form == "her", plural = form == "their";
  const Entity* who = discourse_.latest(here, kPronounReach, [&](const Entity& e) {
    if (person) return is_person(e);
    if (plural) return !is_person(e) && e.reading.kind != ActorKind::document;
    return !is_person(e) && e.reading.kind != ActorKind::people && e.reading.kind != ActorKind::document;
  });
  return who ? std::optional(because(*who, 0.7, "pronoun: most salient that agrees")) : std::nullopt;
}

std::optional<Meaning> DocumentReader::as_pronoun(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  const Token& token = scene_.sentence->tokens[np.head];
  const std::string form = lower_form(token);
  std::optional<ActorReading> who;
  if (one_of(form, {"who", "which", "that", "whom", "whose"})) {
    if (token.upos != Upos::pron && token.xpos != "WP" && token.xpos != "WDT") return std::nullopt;
    // "that" that points and not relates ("that is why") refers to no actor.
    if (form == "that" && token.xpos != "WDT" && token.feats.find("PronType=Rel") == std::string::npos) return std::nullopt;
    who = antecedent_of_relative(p);
    if (who) who->reason = "relative pronoun: its antecedent", who->score = 0.8;
  } else if (one_of(form, {"i", "me", "we", "us"})) {
    who = speaker();
    if (who && form != "i" && form != "me" && !who->party_id.empty())
      who = table_.party_of(*who);
    if (who) who->reason = "first person: the speaker", who->score = 0.6;
  } else {
    const bool person = one_of(form, {"he", "she", "him", "her", "his", "himself", "herself"});
    const bool plural = one_of(form, {"they", "them", "themselves", "theirs", "both"});
    if (!person && !plural && !one_of(form, {"it", "itself"})) return std::nullopt;
    if (base_relation(token.deprel) == "expl") return std::nullopt;
    // "It was noted that ...", "it is clear that ...": nobody is meant.
    if (form == "it" && token.head >= 0) {
      const Sentence& sentence = *scene_.sentence;
      const auto verb = static_cast<std::uint32_t>(token.head);
      const bool passive = token.deprel == "nsubj:pass" || child_with(sentence, verb, "cop").has_value() || sentence.tokens[verb].lemma == "seem" || sentence.tokens[verb].lemma == "appear";
      if (passive && (child_with(sentence, verb, "ccomp") || child_with(sentence, verb, "csubj"))) return std::nullopt;
    }
    // "they" are rather forces, groups and people than a state or an office.
    const Entity* found = !plural ? nullptr : reference(p, 1, [&](const Entity& e) {
      return !is_person(e) && (e.last.plural || e.reading.kind == ActorKind::group || e.reading.kind == ActorKind::forces || e.reading.kind == ActorKind::people) &&
             (e.last.subject || e.reading.kind != ActorKind::people);
    });
    if (!found) found = reference(p, kPronounReach, [&](const Entity& e) {
      if (e.reading.kind == ActorKind::document) return false;
      if (person) return is_person(e);
      if (plural) return !is_person(e);
      return !is_person(e) && e.reading.kind != ActorKind::people && e.reading.kind != ActorKind::role;
    });
    if (found)
      who = because(*found, 0.7, found->last.subject ? (found->last.sentence == scene_.index ? "pronoun: subject of this sentence" : "pronoun: subject of a sentence before")
                                                     : "pronoun: most salient that agrees");
  }
  if (!who) return std::nullopt;
  Meaning meaning = described(p, *who, MentionForm::pronoun);
  return meaning;
}

/// After each sentence: which parties sit at the table. Hosts ("in Qatar", "hosted by Doha") are not among them.
void DocumentReader::note_negotiation() {
  bool talk = false;
  for (const Token& token : scene_.sentence->tokens) talk = talk || table_.is_talk(token.lemma) || table_.is_talk(lower_form(token));
  std::vector<ActorReading> parties;
  for (std::size_t p = 0; p < scene_.phrases.size(); ++p) {
    if (!scene_.meanings[p] || scene_.meanings[p]->readings.empty() || scene_.meanings[p]->silent) continue;
    const Meaning& meaning = *scene_.meanings[p];
    if (meaning.form == MentionForm::pronoun) continue;
    const ActorReading who = table_.party_of(meaning.readings.front());
    const auto push = [](std::vector<ActorReading>& list, const ActorReading& reading) {
      list.erase(std::remove_if(list.begin(), list.end(), [&](const ActorReading& r) { return r.party_id == reading.party_id; }), list.end());
      list.push_back(reading);
    };
    if (who.party_id.empty() || !can_own(who) || who.kind == ActorKind::person) continue;
    if (meaning.negotiates) push(delegates_, who);
    if (!one_of(scene_.phrases[p].preposition, {"in", "by", "from", "to", "through", "at", "via", "of"}) && who.kind != ActorKind::media)
      if (std::none_of(parties.begin(), parties.end(), [&](const ActorReading& r) { return r.party_id == who.party_id; })) parties.push_back(who);
  }
  if (talk && parties.size() >= 2) {
    parties.resize(2);
    pair_ = std::move(parties);
  } else if (delegates_.size() >= 2) {
    pair_ = {delegates_[delegates_.size() - 2], delegates_.back()};
  }
}

}  // namespace daybook
