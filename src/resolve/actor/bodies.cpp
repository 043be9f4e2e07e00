// Bodies that every state has: armies, ministries, governments; whose they are when the text says it and when it does not.
#include "base/utf8.h"
#include "resolve/actor/document_reader.h"

namespace daybook {

/// "Russian and Syrian forces", "Afghan and US troops": the first demonym lost its noun; both are meant.
std::optional<Meaning> DocumentReader::coordinated_demonyms(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  const PhraseHit* head = hit_ending(scene_.words, np.last, np.first);
  if (!head) return std::nullopt;
  const BodyRow* body = nullptr;
  for (const PhraseTarget& target : head->targets)
    if (target.kind == PhraseKind::body) body = &table_.bodies()[target.row];
  if (!body) return std::nullopt;
  const CountryRow* own = country_before(p, head->first);
  if (const PhraseHit* name = hit_ending(*scene_.names, np.last, np.first); name && !own)  // "US forces" is an alias of its own
    if (const ActorRow* row = actor_in_hit(table_, facts_, *name); row && row->kind == ActorKind::forces) own = table_.country(row->country);
  if (!own) return std::nullopt;
  const std::string body_words = surface_words(*scene_.sentence, head->first, head->last);
  std::vector<const CountryRow*> all{own};
  std::uint32_t first = np.first;
  for (std::size_t q = p; q-- > 0;) {
    const NounPhrase& before = scene_.phrases[q];
    const std::uint32_t gap = before.last;
    if (before.pronoun || before.possessive || first - before.last < 1 || first - before.last > 2) break;
    const std::string link = lower_form(scene_.sentence->tokens[gap]);
    if (link != "and" && link != "," && link != "or") break;
    if (first - before.last == 2 && lower_form(scene_.sentence->tokens[gap + 1]) != "and") break;
    const PhraseHit* hit = hit_ending(*scene_.names, before.last, before.first);
    PhraseKind kind = PhraseKind::country;
    const CountryRow* country = hit && !actor_in_hit(table_, facts_, *hit) ? country_in_hit(table_, *hit, &kind) : nullptr;
    // A country's name before "and": "Turkey and Syrian rebels" is Turkey itself; "US and Afghan forces" is not.
    const bool acronym = hit && hit->last - hit->first == 1 && fold_key(surface_words(*scene_.sentence, hit->first, hit->last)).size() <= 4;
    if (!country || (kind != PhraseKind::adjective && !acronym)) break;
    std::uint32_t content = hit->first;
    for (std::uint32_t t = before.first; t < hit->first; ++t)
      if (scene_.sentence->tokens[t].upos != Upos::det) content = t;
    if (content != hit->first) break;
    all.push_back(country);
    first = before.first;
    scene_.meanings[q] = Meaning{};
    scene_.meanings[q]->silent = true;
  }
  if (all.size() < 2) return std::nullopt;
  Meaning meaning;
  for (auto country = all.rbegin(); country != all.rend(); ++country) {
    const std::string why = "demonym and body, each of several countries";
    ActorReading reading = table_.body_of(*body, **country, 0.9, why);
    for (const PhraseTarget& target : table_.phrases().name((*country)->adjective + " " + body_words))  // what the phrase alone would mean
      if (target.kind == PhraseKind::actor && !target.weak) reading = table_.reading(table_.actors()[target.row], 0.9, why);
    meaning.readings.push_back(std::move(reading));
  }
  meaning.form = MentionForm::list;
  meaning.first = first, meaning.last = np.last, meaning.head = np.head, meaning.plural = true;
  return meaning;
}

std::optional<Meaning> DocumentReader::as_body(std::size_t p, const PhraseHit& hit, const BodyRow& body) {
  const NounPhrase& np = scene_.phrases[p];
  if (auto each = of_each(p, surface_words(*scene_.sentence, hit.first, hit.last), &body)) return each;
  std::optional<ActorReading> owner = owner_of(p, hit.first);
  if (!owner)
    if (const CountryRow* country = country_before(p, hit.first)) owner = table_.state(*country, 0.8, "capital before a body of the state");
  if (!owner) {
    // "Afghan army and police": the second shares the country of the first.
    if (p > 0 && scene_.phrases[p - 1].last + 1 == np.first && lower_form(scene_.sentence->tokens[np.first - 1]) == "and" && scene_.meanings[p - 1] &&
        scene_.meanings[p - 1]->best() &&
        scene_.meanings[p - 1]->best()->kind == ActorKind::forces && np.last - np.first == hit.last - hit.first)
      owner = *scene_.meanings[p - 1]->best();
  }
  if (owner) {
    const CountryRow* country = table_.country(owner->country);
    const bool of_state = owner->kind == ActorKind::state || (country && owner->party_id == act_id(country->iso2, "gov"));
    if (of_state && country) return described(p, table_.body_of(body, *country, 1.0, "body of the state"), MentionForm::demonym);
    if (owner->kind == ActorKind::group || owner->kind == ActorKind::forces || owner->kind == ActorKind::organisation) {
      owner->reason = "body of " + owner->name;
      return described(p, *owner, MentionForm::description);
    }
    if (owner->kind == ActorKind::person && !owner->party_id.empty())
      if (auto party = table_.by_id(owner->party_id, 0.8, "body of the party of " + owner->name)) return described(p, *party, MentionForm::description);
  }
  if (!body.bare) return std::nullopt;
  // Forces of an adjective no table knows ("Kurdish forces") are somebody, but not the army of the country around.
  for (std::uint32_t t = np.first; t < hit.first; ++t) {
    const Token& token = scene_.sentence->tokens[t];
    const bool content = token.upos == Upos::adj || token.upos == Upos::noun || token.upos == Upos::propn || token.upos == Upos::verb;
    if (!content || table_.is_neutral(lower_form(token))) continue;
    if (body.kind != ActorKind::forces && body.kind != ActorKind::group) return std::nullopt;
    const std::string words = bare_words(p, np.first, np.last);
    Meaning meaning = described(p, {created_id(words), words, ActorKind::forces, "", "", body.sector, 0.4, "forces of no known party"}, MentionForm::description);
    meaning.anonymous = true;
    return meaning;
  }
  // Indefinite or bare singular nouns are the institution itself ("police said"); "a government" is none in particular.
  if (np.indefinite && !np.plural) return std::nullopt;
  auto meant = body_in_context(p, body);
  if (!meant) return std::nullopt;
  return described(p, std::move(*meant), MentionForm::description);
}

}  // namespace daybook
