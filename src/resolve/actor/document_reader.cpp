#include "resolve/actor/document_reader.h"

#include "base/utf8.h"

namespace daybook {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_subject(const Token& token) { return base_relation(token.deprel) == "nsubj"; }

/// Last phrase of the unbroken chain "head of the office of the movement in Qatar" that begins at p.
std::size_t chain_end(const std::vector<NounPhrase>& phrases, std::size_t p) {
  for (;;) {
    if (phrases[p].complement >= 0) p = static_cast<std::size_t>(phrases[p].complement);
    else if (phrases[p].possessive && p + 1 < phrases.size() && phrases[p + 1].possessor == static_cast<int>(p)) ++p;
    else return p;
  }
}

/// Names the document introduces go before names of the table that they overlap, unless those are longer.
void add_hits(std::vector<PhraseHit>& hits, std::vector<PhraseHit> introduced) {
  std::erase_if(introduced, [&](const PhraseHit& own) {
    return std::any_of(hits.begin(), hits.end(), [&](const PhraseHit& hit) { return hit.first < own.last && own.first < hit.last && hit.last - hit.first > own.last - own.first; });
  });
  std::erase_if(hits, [&](const PhraseHit& hit) {
    return std::any_of(introduced.begin(), introduced.end(), [&](const PhraseHit& own) { return hit.first < own.last && own.first < hit.last; });
  });
  hits.insert(hits.end(), std::make_move_iterator(introduced.begin()), std::make_move_iterator(introduced.end()));
  std::sort(hits.begin(), hits.end(), [](const PhraseHit& a, const PhraseHit& b) { return a.first < b.first; });
}

}  // namespace

DocumentReader::DocumentReader(const ActorTable& table, const Document& document, const Analysis& analysis, const std::vector<PlaceMention>& places)
    : table_(table), document_(document), analysis_(analysis), places_(places) {
  name_hits_.reserve(analysis.sentences.size());
  for (const Sentence& sentence : analysis.sentences) name_hits_.push_back(table.phrases().names_in(sentence));
  facts_ = facts_of(table, document, analysis, name_hits_, places);
  for (std::size_t s = 0; s < name_hits_.size(); ++s) add_hits(name_hits_[s], facts_.introduced.index.names_in(analysis.sentences[s]));
}

std::vector<ActorMention> DocumentReader::read() {
  std::uint32_t segment = UINT32_MAX;
  for (std::uint32_t s = 0; s < analysis_.sentences.size(); ++s) {
    const Sentence& sentence = analysis_.sentences[s];
    // A reader's comment has nothing to do with what was said before it.
    if (sentence.segment != segment && sentence.segment < document_.segments.size() && document_.segments[sentence.segment].kind == SegmentKind::comment) {
      discourse_ = {};
      pair_.clear(), delegates_.clear();
    }
    segment = sentence.segment;
    read_sentence(s);
  }
  for (ActorMention& mention : mentions_)
    for (ActorReading& reading : mention.readings) finish(reading);
  std::stable_sort(mentions_.begin(), mentions_.end(), [](const ActorMention& a, const ActorMention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return std::move(mentions_);
}

void DocumentReader::read_sentence(std::uint32_t index) {
  scene_ = {};
  scene_.index = index;
  scene_.sentence = &analysis_.sentences[index];
  scene_.names = &name_hits_[index];
  scene_.words = table_.phrases().words_in(*scene_.sentence);
  scene_.phrases = noun_phrases(*scene_.sentence, *scene_.names, scene_.words);
  scene_.meanings.resize(scene_.phrases.size());
  for (std::size_t p = 0; p < scene_.phrases.size(); ++p) read_phrase(p);
  describe_persons();
  link_appositions();
  note_negotiation();
  for (const auto& meaning : scene_.meanings)
    if (meaning && !meaning->silent) emit(*meaning);
  read_modifiers();
}

void DocumentReader::read_phrase(std::size_t p) {
  if (scene_.meanings[p]) return;
  scene_.meanings[p] = Meaning{};  // so that a chain cannot run in a circle
  Meaning meaning = meaning_of(p);
  meaning.plural = scene_.phrases[p].plural;
  if (!meaning.silent)
    for (const ActorReading& reading : meaning.readings) {
      discourse_.mention(reading, standing(meaning.head, meaning.plural), meaning.role);
      if (meaning.form != MentionForm::list) break;
    }
  scene_.meanings[p] = std::move(meaning);
}

Meaning DocumentReader::meaning_of(std::size_t p) {
  const NounPhrase& np = scene_.phrases[p];
  if (np.pronoun) return as_pronoun(p).value_or(Meaning{});
  // The name of a place that stands for its government.
  for (const PlaceMention& place : places_)
    if (place.metonym && place.sentence == scene_.index && !place.readings.empty() && place.readings.front().kind != PlaceKind::country &&
        place.span.end == scene_.sentence->tokens[np.last - 1].span.end && place.span.begin >= scene_.sentence->tokens[np.first].span.begin)
      if (const CountryRow* country = table_.country(place.readings.front().country))
        if (const BodyRow* gov = table_.body("gov")) {
          auto named = as_name(p);  // "Pentagon", "Kremlin" are in the table
          if (named) return *named;
          return described(p, table_.body_of(*gov, *country, 0.8, "metonym: " + place.readings.front().name + " for its government"), MentionForm::name);
        }
  if (auto list = coordinated_demonyms(p)) return *list;
  if (auto named = as_name(p)) return *named;
  if (const PhraseHit* hit = hit_ending(scene_.words, np.last, np.first)) {
    for (const PhraseTarget& target : hit->targets)
      if (target.kind == PhraseKind::body)
        if (auto body = as_body(p, *hit, table_.bodies()[target.row])) return *body;
    if (auto noun = as_noun(p, *hit)) return *noun;
  }
  if (auto country = as_country(p)) return *country;
  return as_organisation(p).value_or(Meaning{});
}

// ---- whom a phrase belongs to ----

bool DocumentReader::attributive(const PhraseHit& hit) const {
  const auto& tokens = scene_.sentence->tokens;
  const std::string front = lower_form(tokens[hit.first]);
  for (const std::string_view prefix : {"pro-", "anti-", "ex-", "non-", "inter-", "intra-", "counter-"})
    if (front.starts_with(prefix)) return true;
  if (hit.first >= 2 && tokens[hit.first - 1].form == "-" && one_of(lower_form(tokens[hit.first - 2]), {"pro", "anti", "ex", "non", "inter", "intra", "counter"})) return true;
  for (const PhraseHit& word : scene_.words) {
    const bool right_behind = word.first == hit.last && word.first < tokens.size() && tokens[word.first].span.begin == tokens[hit.last - 1].span.end;
    const bool behind_hyphen = word.first == hit.last + 1 && one_of(tokens[hit.last].form, {"-", "\u2010", "\u2011", "\u2013"});
    const bool same_word = word.first == hit.last - 1 && tokens[word.first].form.find('-') != std::string::npos;
    if (!right_behind && !behind_hyphen && !same_word) continue;
    for (const PhraseTarget& target : word.targets)
      if (target.kind == PhraseKind::noun && table_.nouns()[target.row].noun_class == ActorNounClass::attributive) return true;
  }
  return false;
}

const CountryRow* DocumentReader::country_before(std::size_t p, std::uint32_t before, bool capitals) const {
  const NounPhrase& np = scene_.phrases[p];
  const CountryRow* found = nullptr;
  for (const PhraseHit& hit : *scene_.names)
    if (hit.first >= np.first && hit.last <= before && !attributive(hit) && !actor_in_hit(table_, facts_, hit))
      if (PhraseKind kind; const CountryRow* country = country_in_hit(table_, hit, &kind))
        if (capitals || kind != PhraseKind::capital) found = country;
  return found;
}

std::optional<ActorReading> DocumentReader::owner_within(std::size_t p, std::uint32_t before) {
  const NounPhrase& np = scene_.phrases[p];
  const ActorRow* actor = nullptr;
  for (const PhraseHit& hit : *scene_.names)
    if (hit.first >= np.first && hit.last <= before && !attributive(hit))
      if (const ActorRow* row = actor_in_hit(table_, facts_, hit)) actor = row;
  if (actor) return table_.reading(*actor, 0.9, "named in the phrase");
  for (auto hit = scene_.words.rbegin(); hit != scene_.words.rend(); ++hit) {
    if (hit->first < np.first || hit->last > before) continue;
    if (hit->last - hit->first == 1 && scene_.sentence->tokens[hit->first].upos == Upos::adj && !country_before(p, hit->first)) continue;  // "military casualties"
    for (const PhraseTarget& target : hit->targets) {
      if (target.kind != PhraseKind::body) continue;
      const BodyRow& body = table_.bodies()[target.row];
      const CountryRow* country = country_before(p, hit->first);
      if (!country && np.possessor >= 0 && scene_.meanings[np.possessor] && scene_.meanings[np.possessor]->best())
        country = table_.country(scene_.meanings[np.possessor]->best()->country);
      if (country) return table_.body_of(body, *country, 0.9, "body of the state");
      if (body.bare)
        if (auto meant = body_in_context(p, body)) return meant;
    }
  }
  // "Doha office" is an office in Doha; only bodies of the state take their capital for their country.
  if (const CountryRow* country = country_before(p, before, false)) return table_.state(*country, 0.8, "demonym");
  return std::nullopt;
}

std::optional<ActorReading> DocumentReader::owner_of(std::size_t p, std::uint32_t before) {
  const NounPhrase& np = scene_.phrases[p];
  if (auto within = owner_within(p, before)) return within;
  // "People's Protection Units (YPG) fighters": the acronym in brackets owns what follows.
  if (p > 0 && np.first > 0 && scene_.sentence->tokens[np.first - 1].form == ")" && scene_.phrases[p - 1].last + 1 == np.first && scene_.meanings[p - 1] &&
      scene_.meanings[p - 1]->best() && can_own(*scene_.meanings[p - 1]->best()))
    return *scene_.meanings[p - 1]->best();
  if (np.possessor >= 0 && scene_.meanings[np.possessor] && scene_.meanings[np.possessor]->best() && can_own(*scene_.meanings[np.possessor]->best()))
    return *scene_.meanings[np.possessor]->best();
  if (auto pronoun = owner_pronoun(p); pronoun && can_own(*pronoun)) return pronoun;
  if (np.complement >= 0) {
    const auto c = static_cast<std::size_t>(np.complement);
    const std::string& link = scene_.phrases[c].preposition;
    bool speaks_for_place = false;
    if (const PhraseHit* head = hit_ending(scene_.words, np.last, np.first))
      for (const PhraseTarget& target : head->targets)
        speaks_for_place = speaks_for_place || (target.kind == PhraseKind::noun && (table_.nouns()[target.row].noun_class == ActorNounClass::source ||
                                                                                  table_.nouns()[target.row].noun_class == ActorNounClass::role));
    read_phrase(c);
    // "team of Nuria in X's Y": the possessor's phrase is the complement, its possession carries the meaning.
    std::size_t at = c;
    while (at + 1 < scene_.phrases.size() && scene_.phrases[at + 1].possessor == static_cast<int>(at)) {
      ++at;
      read_phrase(at);
    }
    for (std::size_t q = at + 1; q-- > c;) {
      const Meaning& meaning = *scene_.meanings[q];
      // "Former President of Afghanistan Hamid Karzai": what stands before the name is the owner.
      if (meaning.best() && meaning.best()->kind == ActorKind::person && meaning.first > scene_.phrases[q].first)
        if (auto prefix = owner_within(q, meaning.first)) return prefix;
      if (!meaning.best()) continue;
      // "officials in Turkey" are Turkey's; "foreign forces in Afghanistan", "troops from Syria" belong to others.
      if (one_of(link, {"in", "at"}) && (meaning.best()->kind != ActorKind::state || !speaks_for_place)) continue;
      if (link == "from" && meaning.silent) continue;
      if (one_of(link, {"to", "with", "on"})) continue;
      if (can_own(*meaning.best())) return *meaning.best();
    }
  }
  return std::nullopt;
}

// ---- phrases that stand beside each other ----

void DocumentReader::link_appositions() {
  const auto& tokens = scene_.sentence->tokens;
  const auto person_at = [&](std::size_t p) {
    return scene_.meanings[p] && scene_.meanings[p]->best() && scene_.meanings[p]->best()->kind == ActorKind::person && !scene_.phrases[p].pronoun;
  };
  const auto role_at = [&](std::size_t p) {
    return scene_.meanings[p] && !scene_.phrases[p].plural && !scene_.phrases[p].pronoun && scene_.meanings[p]->best() &&
           (scene_.meanings[p]->form == MentionForm::role ||
            (scene_.meanings[p]->best()->kind == ActorKind::people && scene_.meanings[p]->form == MentionForm::description));
  };
  const auto join = [&](std::size_t role, std::size_t person, const char* why) {
    ActorReading given = *scene_.meanings[role]->best();
    ActorReading& who = scene_.meanings[person]->readings.front();
    complete(who, given);
    ActorReading copy = who;
    copy.reason = why;
    scene_.meanings[role]->readings = {copy};
    discourse_.rename(given.id, who);
    scene_.meanings[role]->anonymous = false;
    discourse_.mention(who, standing(scene_.meanings[person]->head, false), scene_.meanings[role]->role);
    learn(who);
  };
  for (std::size_t p = 0; p < scene_.phrases.size(); ++p) {
    if (!role_at(p) && !person_at(p)) continue;
    const std::size_t e = chain_end(scene_.phrases, p);
    // "the spokesman for the team in Doha Nader Nadery": the name closes the chain.
    if (role_at(p) && e != p && person_at(e) && scene_.meanings[e]->first > scene_.phrases[e].first) {
      join(p, e, "title before the name");
      scene_.meanings[p]->form = MentionForm::title_and_name;
      scene_.meanings[p]->last = scene_.meanings[e]->last;
      continue;
    }
    const std::uint32_t comma = scene_.phrases[e].last;
    if (comma + 1 >= tokens.size() || tokens[comma].form != "," || e + 1 >= scene_.phrases.size()) continue;
    const std::size_t next = e + 1;
    if (scene_.phrases[next].first != comma + 1) continue;
    // In "Karzai, the president, ..." both are one; in "the president, ministers and ..." they are not.
    if (person_at(p) && role_at(next) && scene_.meanings[next]->best()->id != scene_.meanings[p]->best()->id) join(next, p, "apposition: role of the person before");
    else if (role_at(p) && scene_.phrases[p].definite && person_at(next)) join(p, next, "apposition: name behind the role");
  }
}

/// Actors inside phrases that mean nobody themselves: "the Taliban attack", "Turkish air raids", "government shelling".
void DocumentReader::read_modifiers() {
  for (std::size_t p = 0; p < scene_.phrases.size(); ++p) {
    const NounPhrase& np = scene_.phrases[p];
    const Meaning& whole = *scene_.meanings[p];
    if (np.pronoun || whole.silent) continue;
    const bool named = whole.best() && !one_of(whole.best()->reason, {"source of nobody named", "document that speaks"}) && whole.best()->kind != ActorKind::people;
    if (named) continue;
    std::vector<Meaning> found;
    const auto add = [&](std::uint32_t first, std::uint32_t last, ActorReading reading, MentionForm form) {
      Meaning meaning;
      meaning.first = first, meaning.last = last, meaning.head = last - 1, meaning.form = form;
      meaning.readings = {std::move(reading)};
      found.push_back(std::move(meaning));
    };
    for (const PhraseHit& word : scene_.words) {
      if (word.first < np.first || word.last >= np.last) continue;
      if (std::any_of(scene_.names->begin(), scene_.names->end(), [&](const PhraseHit& h) { return h.first < word.last && word.first < h.last && actor_in_hit(table_, facts_, h); }))
        continue;
      if (word.last - word.first == 1 && scene_.sentence->tokens[word.first].upos == Upos::adj) continue;  // "military operation"
      for (const PhraseTarget& target : word.targets) {
        if (target.kind != PhraseKind::body) continue;
        const BodyRow& body = table_.bodies()[target.row];
        const CountryRow* country = country_before(p, word.first);
        std::uint32_t first = word.first;
        for (const PhraseHit& hit : *scene_.names)
          if (hit.first >= np.first && hit.last == word.first && country_in_hit(table_, hit)) first = hit.first;
        if (country) add(first, word.last, table_.body_of(body, *country, 0.8, "body of the state, before a noun"), MentionForm::demonym);
        else if (body.bare && body.kind != ActorKind::media)
          if (auto meant = body_in_context(p, body)) add(first, word.last, *meant, MentionForm::description);
        break;
      }
    }
    for (const PhraseHit& hit : *scene_.names) {
      if (hit.first < np.first || hit.last > np.last || attributive(hit)) continue;
      if (std::any_of(found.begin(), found.end(), [&](const Meaning& m) { return m.first <= hit.first && hit.last <= m.last; })) continue;
      PhraseKind kind = PhraseKind::country;
      if (const ActorRow* row = actor_in_hit(table_, facts_, hit)) add(hit.first, hit.last, table_.reading(*row, 0.8, "alias, before a noun"), MentionForm::name);
      else if (const CountryRow* country = country_in_hit(table_, hit, &kind); country && (kind == PhraseKind::country || kind == PhraseKind::adjective) && hit.last < np.last)
        add(hit.first, hit.last, table_.state(*country, 0.6, "demonym before a noun"), MentionForm::demonym);
    }
    for (const Meaning& meaning : found) {
      discourse_.mention(*meaning.best(), standing(meaning.head, false));
      emit(meaning);
    }
  }
}

// ---- helpers ----

const PhraseHit* DocumentReader::hit_ending(const std::vector<PhraseHit>& hits, std::uint32_t last, std::uint32_t not_before) const {
  for (const PhraseHit& hit : hits)
    if (hit.last == last && hit.first >= not_before) return &hit;
  return nullptr;
}

std::string DocumentReader::short_name(const ActorReading& owner) const {
  if (const CountryRow* country = table_.country(owner.country)) {
    const std::string adjective = country->adjective.empty() ? country->name : country->adjective;
    if (owner.kind == ActorKind::state && owner.id == act_id(country->iso2, "")) return country->iso2 == "US" ? "US" : adjective;
    for (const BodyRow& body : table_.bodies())
      // A body with a name of its own ("Pentagon") keeps it.
      if (owner.id == act_id(country->iso2, body.key) &&
          (body.key == "gov" || owner.name == table_.body_of(body, *country, 0, "").name) && (body.key == "gov" || !table_.actor(owner.id))) {
        std::string out = body.short_name;
        if (const auto at = out.find("{Adj}"); at != std::string::npos) out.replace(at, 5, country->iso2 == "US" ? "US" : adjective);
        return out;
      }
  }
  return owner.name;
}

/// The words of a phrase without determiners, numbers and adverbs, as they stand: "local authorities".
std::string DocumentReader::bare_words(std::size_t, std::uint32_t first, std::uint32_t last) const {
  const auto& tokens = scene_.sentence->tokens;
  while (first < last && (one_of(lower_form(tokens[first]), {"the", "a", "an", "this", "that", "these", "those", "both", "some", "several", "many", "numerous", "other", "all", "its", "his", "her", "their"}) ||
                          tokens[first].upos == Upos::num || tokens[first].upos == Upos::det || tokens[first].upos == Upos::adv || tokens[first].upos == Upos::pron))
    ++first;
  for (std::uint32_t t = first; t + 1 < last; ++t)  // "the planned 1,400 troops": what stands before the figure is about the figure
    if (tokens[t].upos == Upos::num && tokens[t].span.end < tokens[t + 1].span.begin && (t == first || tokens[t - 1].span.end < tokens[t].span.begin)) first = t + 1;
  std::string out = surface_words(*scene_.sentence, first, last);
  // A sentence's first word is capital by place, not by name.
  const bool common = std::any_of(scene_.words.begin(), scene_.words.end(), [&](const PhraseHit& hit) { return hit.first <= first && first < hit.last; });
  if (first < last && first == 0 && (tokens[first].upos != Upos::propn || common) && !out.empty() && out[0] >= 'A' && out[0] <= 'Z' && (out.size() < 2 || out[1] < 'A' || out[1] > 'Z'))
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out;
}

Standing DocumentReader::standing(std::uint32_t head, bool plural) const {
  const Token& token = scene_.sentence->tokens[head];
  return {scene_.index, head, is_subject(token), token.head, plural};
}

Meaning DocumentReader::described(std::size_t p, ActorReading reading, MentionForm form) const {
  const auto& phrases = scene_.phrases;
  Meaning meaning;
  meaning.readings = {std::move(reading)};
  meaning.form = form;
  meaning.head = phrases[p].head;
  std::size_t front = p, back = p;
  while (phrases[front].possessor >= 0) front = static_cast<std::size_t>(phrases[front].possessor);
  // "spokesman for the Taliban", "delegation of the government": a common noun takes its complement along, a name none.
  const bool common = form != MentionForm::name && form != MentionForm::pronoun;
  while (common && phrases[back].complement >= 0 && phrases[static_cast<std::size_t>(phrases[back].complement)].owner_pronoun < 0 &&
         (phrases[static_cast<std::size_t>(phrases[back].complement)].preposition == "of" ||
          (form == MentionForm::role && phrases[static_cast<std::size_t>(phrases[back].complement)].preposition == "for"))) {
    const auto& owner = scene_.meanings[static_cast<std::size_t>(phrases[back].complement)];
    // "the mayor of Kharkiv" ends with its place, "reports of efforts" before what is nobody.
    const NounPhrase& complement = phrases[static_cast<std::size_t>(phrases[back].complement)];
    if (owner && !owner->best() && scene_.sentence->tokens[complement.last - 1].upos != Upos::propn) break;
    back = static_cast<std::size_t>(phrases[back].complement);
    while (back + 1 < phrases.size() && phrases[back + 1].possessor == static_cast<int>(back)) ++back;
  }
  meaning.first = phrases[front].first;
  meaning.last = phrases[back].last;
  meaning.plural = phrases[p].plural;
  return meaning;
}

void DocumentReader::emit(const Meaning& meaning) {
  if (meaning.readings.empty() || meaning.first >= meaning.last) return;
  const auto& tokens = scene_.sentence->tokens;
  ActorMention mention;
  mention.span = {tokens[meaning.first].span.begin, tokens[meaning.last - 1].span.end};
  mention.head = tokens[meaning.head].span;
  mention.sentence = scene_.index;
  mention.form = meaning.form;
  mention.anonymous = meaning.anonymous;
  mention.readings = meaning.readings;
  mentions_.push_back(std::move(mention));
}

}  // namespace daybook
