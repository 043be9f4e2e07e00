#include "claim/mentions.h"

#include <algorithm>

#include "claim/predicate.h"

namespace daybook {
namespace {

template <class M>
Located<M> located(const Sentence& sentence, const M& mention, Span head) {
  Located<M> out;
  out.mention = &mention;
  const auto n = static_cast<Word>(sentence.tokens.size());
  Word first = n, last = 0;
  for (Word i = 0; i < n; ++i)
    if (sentence.tokens[i].span.overlaps(mention.span)) first = std::min(first, i), last = i + 1;
  if (first >= last) return out;
  out.first = first;
  out.last = last;
  out.head = head_of_range(sentence, first, last);
  if (!head.empty())
    for (Word i = first; i < last; ++i)
      if (sentence.tokens[i].span.overlaps(head)) out.head = i;
  return out;
}

template <class M, class HeadOf>
void spread(const Analysis& analysis, const std::vector<M>& mentions, std::vector<SentenceMentions>& out,
            std::vector<Located<M>> SentenceMentions::*list, HeadOf head_of) {
  for (const M& mention : mentions) {
    if (mention.sentence >= analysis.sentences.size()) continue;
    auto place = located(analysis.sentences[mention.sentence], mention, head_of(mention));
    if (place.first < place.last) (out[mention.sentence].*list).push_back(place);
  }
}

/// Words that name the same thing as `w`: names and titles joined to it, appositions.
std::vector<Word> same_thing(const Tree& tree, Word w) {
  std::vector<Word> out{w};
  for (const Word c : tree.children[w]) {
    const auto r = tree.relation(c);
    if (r == "flat" || r == "compound" || r == "appos") out.push_back(c);
  }
  return out;
}

/// Mentions headed by this word; of nested ones the longest, of side by side ones ("Russian and Syrian forces") all.
std::vector<const Located<ActorMention>*> mentions_headed(const Scene& scene, Word w) {
  std::vector<const Located<ActorMention>*> out;
  for (const auto& m : scene.mentions.actors) {
    if (m.head != w) continue;
    bool nested = false;
    for (auto*& other : out) {
      const bool same = !m.mention->readings.empty() && !other->mention->readings.empty() &&
                        m.mention->readings.front().id == other->mention->readings.front().id;
      if (other->mention->span == m.mention->span && !same) continue;
      if (other->mention->span.contains(m.mention->span) || same) nested = true;
      else if (m.mention->span.contains(other->mention->span)) other = &m, nested = true;
    }
    if (!nested) out.push_back(&m);
  }
  return out;
}

/// A mention without what tells the time in front of it: "Tuesday armoured columns".
Span without_time(const Scene& scene, const Located<ActorMention>& located) {
  const auto& tokens = scene.tree.sentence.tokens;
  Word first = located.first;
  while (first + 1 < located.last && first < located.head && tells_time(scene, first)) ++first;
  return first == located.first ? located.mention->span : Span{tokens[first].span.begin, located.mention->span.end};
}

ClaimActor to_claim_actor(const Scene& scene, const Located<ActorMention>& located, const ActorReading* reading) {
  const ActorMention& mention = *located.mention;
  ClaimActor out;
  out.span = without_time(scene, located);
  out.text = std::string(text_of(scene.document.text, out.span));
  if (reading) {
    const ActorReading& best = *reading;
    out.id = best.id;
    out.name = best.name;
    out.party_id = best.party_id;
    out.sector = best.sector;
    out.country = best.country;
    out.kind = best.kind;
    // "the head of the office, NAME": the words kept are the name, so that every spelling of it can be found again.
    if (best.kind == ActorKind::person && mention.form != MentionForm::name && mention.form != MentionForm::title_and_name)
      for (const auto& other : scene.mentions.actors) {
        const ActorMention& named = *other.mention;
        const bool name = named.form == MentionForm::name || named.form == MentionForm::title_and_name;
        if (!name || named.readings.empty() || named.readings.front().id != best.id) continue;
        // Right behind it, after a comma; what stands between can only be where the office is ("in Qatar").
        constexpr std::uint32_t kMostBetween = 30;
        if (named.span.begin < mention.span.end || named.span.begin - mention.span.end > kMostBetween) continue;
        if (!text_of(scene.document.text, {mention.span.end, named.span.begin}).ends_with(", ")) continue;
        out.span = named.span;
        out.text = std::string(text_of(scene.document.text, named.span));
        break;
      }
  }
  return out;
}

void add_actors_of(const Scene& scene, Word w, bool any_noun, std::vector<ClaimActor>& out) {
  auto found = mentions_headed(scene, w);
  if (found.empty())
    for (const Word same : same_thing(scene.tree, w)) {
      if (same == w) continue;
      // "city police": a place in front of a noun is not who acts
      if (scene.tree.relation(same) == "compound" && scene.tree.token(w).upos != Upos::propn) continue;
      found = mentions_headed(scene, same);
      if (!found.empty()) break;
    }
  if (found.empty()) {
    const Word inner = through_quantity(scene, w);
    if (inner != w) {
      for (const Word c : with_conjuncts(scene.tree, inner)) add_actors_of(scene, c, any_noun, out);
      return;
    }
    // A longer mention whose head the parser sees elsewhere.
    for (const auto& m : scene.mentions.actors)
      if (m.covers(w) && !m.covers(scene.tree.head(w).value_or(w)) && scene.tree.relation(w) != "conj") { found.push_back(&m); break; }
  }
  auto add = [&](ClaimActor actor) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const ClaimActor& a) { return a.span == actor.span && a.id == actor.id; });
    if (!known) out.push_back(std::move(actor));
  };
  for (const auto* m : found) {
    const auto& readings = m->mention->readings;
    if (readings.empty()) add(to_claim_actor(scene, *m, nullptr));
    for (const ActorReading& reading : readings) {
      add(to_claim_actor(scene, *m, &reading));
      if (m->mention->form != MentionForm::list) break;  // the others are what else it could mean
    }
  }
  const bool of_persons = scene.tree.token(w).upos == Upos::adj && scene.lexicon.in_class("person", scene.lemma(w));  // "civilian deaths"
  if (found.empty() && any_noun && (scene.tree.token(w).upos == Upos::noun || scene.tree.token(w).upos == Upos::propn || of_persons)) {
    out.push_back(unknown_actor(scene, w));
  }
}

}  // namespace

namespace {

/// "The crossing", "The entrance": a common noun at the head of a sentence that happens to be some town's name. What the
/// resolver follows back itself ("The city") stays.
bool is_common_noun(const Analysis& analysis, const Located<PlaceMention>& place) {
  const auto& tokens = analysis.sentences[place.mention->sentence].tokens;
  for (const char* word : {"city", "town", "village", "district", "province", "capital", "region", "country"})
    if (place.last == 2 && tokens[1].form == word) return false;
  return place.first == 0 && place.last - place.first == 2 && tokens[0].form == "The" && tokens[1].form[0] >= 'a' && tokens[1].form[0] <= 'z';
}

}  // namespace

std::vector<SentenceMentions> locate(const Analysis& analysis, const Readings& readings) {
  std::vector<SentenceMentions> out(analysis.sentences.size());
  spread(analysis, readings.actors, out, &SentenceMentions::actors, [](const ActorMention& m) { return m.head; });
  spread(analysis, readings.places, out, &SentenceMentions::places, [](const PlaceMention&) { return Span{}; });
  for (SentenceMentions& m : out)
    std::erase_if(m.places, [&](const Located<PlaceMention>& p) { return is_common_noun(analysis, p); });
  spread(analysis, readings.times, out, &SentenceMentions::times, [](const TimeMention&) { return Span{}; });
  spread(analysis, readings.numbers, out, &SentenceMentions::numbers, [](const NumberMention& m) { return m.unit_span; });
  return out;
}

bool tells_time(const Scene& scene, Word w) {
  return std::any_of(scene.mentions.times.begin(), scene.mentions.times.end(), [&](const auto& t) { return t.covers(w); });
}

Word through_quantity(const Scene& scene, Word w) {
  for (int steps = 0; steps < 3; ++steps) {
    const Token& t = scene.tree.token(w);
    if (t.upos != Upos::num && !scene.lexicon.in_class("transparent", scene.lemma(w))) return w;
    bool deeper = false;
    for (const Word c : scene.tree.children[w])
      if (scene.tree.relation(c) == "nmod" && (scene.tree.preposition(c) == "of" || scene.tree.preposition(c) == "among")) {
        w = c;
        deeper = true;
        break;
      }
    if (!deeper) return w;
  }
  return w;
}

bool is_scene_of_events(const PlaceMention& place) { return !place.metonym && !place.attributive; }

const Located<PlaceMention>* place_at(const Scene& scene, Word w) {
  auto covering = [&](Word at) -> const Located<PlaceMention>* {
    const Located<PlaceMention>* best = nullptr;
    for (const auto& p : scene.mentions.places)
      if (p.covers(at) && !p.mention->metonym && (!best || p.last - p.first > best->last - best->first)) best = &p;
    return best;
  };
  if (const auto* p = covering(w)) return p;
  if (scene.tree.relation(w) == "appos" && scene.lexicon.in_class("settlement", scene.lemma(w)))
    if (const auto* p = covering(*scene.tree.head(w))) return p;
  const bool place_noun = is_a(scene, w, "settlement") || is_a(scene, w, "area");
  if (!place_noun && scene.tree.token(w).upos != Upos::propn) return nullptr;
  for (const Word c : scene.tree.children[w]) {
    const auto r = scene.tree.relation(c);
    if (r == "flat" || r == "appos" || r == "compound")
      if (const auto* p = covering(c)) return p;
  }
  if (place_noun)
    for (const Word c : scene.tree.children[w]) {
      const std::string prep = scene.tree.preposition(c);
      if (scene.tree.relation(c) == "nmod" && (prep == "of" || prep == "in" || prep == "at" || prep == "near"))
        if (const auto* p = place_at(scene, c)) return p;
    }
  return nullptr;
}

std::vector<std::pair<Word, const Located<PlaceMention>*>> places_in(const Scene& scene, Word w) {
  std::vector<std::pair<Word, const Located<PlaceMention>*>> out;
  auto add = [&](Word at) {
    const auto* p = place_at(scene, at);
    if (p && std::none_of(out.begin(), out.end(), [&](const auto& o) { return o.second == p; })) out.emplace_back(at, p);
  };
  w = through_quantity(scene, w);
  for (const Word c : with_conjuncts(scene.tree, w)) {
    add(c);
    // "the provinces of A, B and C"; "territory, including the cities of A and B"
    for (const Word d : scene.tree.children[c]) {
      const std::string prep = scene.tree.preposition(d);
      const bool listing = prep == "including" || prep == "like" || prep == "such";
      // "the Sake district of X province" is one place, "the districts of X and Y" two
      const bool one_place = !listing && !out.empty() && out.back().first == c && scene.lemma(c) == scene.tree.form[c] && !scene.tree.child(d, "conj");
      if (one_place && prep == "of" && out.back().second->covers(c)) {
        const auto* named = place_at(scene, d);
        const std::string& first = scene.tree.form[out.back().second->first];
        if (named && (first == "the" || first == "this" || first == "that")) out.back() = {d, named};  // "the city of X": X, whatever "the city" was before
        continue;
      }
      if (scene.tree.relation(d) == "nmod" && (listing || (prep == "of" && is_a(scene, c, "settlement")))) {
        for (const Word e : with_conjuncts(scene.tree, d)) {
          add(e);
          for (const Word f : scene.tree.children[e])
            if (scene.tree.relation(f) == "nmod" && scene.tree.preposition(f) == "of" && is_a(scene, e, "settlement"))
              for (const Word g : with_conjuncts(scene.tree, f)) add(g);
        }
      }
    }
  }
  return out;
}

std::vector<ClaimActor> actors_in(const Scene& scene, Word w, bool any_noun) {
  std::vector<ClaimActor> out;
  for (const Word c : with_conjuncts(scene.tree, w)) add_actors_of(scene, c, any_noun, out);
  std::stable_sort(out.begin(), out.end(), [](const ClaimActor& a, const ClaimActor& b) { return a.span < b.span; });
  return out;
}

bool counts_something(const NumberMention& n) {
  return n.bound != Bound::vague && n.unit_class != "ordinal" && n.unit_class != "distance" && n.unit_class != "duration" && n.unit_class != "money" && n.unit_class != "share";
}

const Located<NumberMention>* number_of(const Scene& scene, Word w) {
  const Located<NumberMention>* best = nullptr;
  for (const auto& n : scene.mentions.numbers) {
    if (!counts_something(*n.mention)) continue;
    const bool own = n.covers(w) || scene.tree.head(n.head) == w || (n.head == w);
    if (own && !best) best = &n;
  }
  if (best) return best;
  for (const auto& n : scene.mentions.numbers)
    if (counts_something(*n.mention) && scene.tree.dominates(w, n.head)) {
      // only within the noun phrase itself, not in a clause that hangs on it
      bool clause = false;
      for (Word at = n.head; at != w; at = *scene.tree.head(at)) {
        const auto r = scene.tree.relation(at);
        if (r == "acl" || r == "advcl" || r == "conj" || r == "appos" || r == "parataxis") clause = true;
        const std::string prep = scene.tree.preposition(at);
        if (!prep.empty() && prep != "of" && prep != "to") clause = true;
      }
      if (!clause) return &n;
    }
  return nullptr;
}

ClaimActor unknown_actor(const Scene& scene, Word w) {
  const Tree& tree = scene.tree;
  Word first = w, last = w;
  for (const Word c : tree.children[w]) {
    const auto r = tree.relation(c);
    if (c < w && (r == "compound" || r == "amod" || r == "flat") && tree.token(c).upos != Upos::num && !tells_time(scene, c)) first = std::min(first, c);
    const bool named = tree.token(c).upos == Upos::propn || !mentions_headed(scene, c).empty();
    if (c > w && c < w + 5 && r == "nmod" && tree.preposition(c) == "of" && named) last = std::max(last, c);
  }
  const auto& tokens = tree.sentence.tokens;
  ClaimActor out;
  out.name = std::string(text_of(scene.document.text, {tokens[first].span.begin, tokens[w].span.end}));
  for (Word at = w; tree.head(at) && scene.lexicon.in_class("transparent", scene.lemma(at)) && scene.lexicon.in_class("transparent", scene.lemma(*tree.head(at))) && tree.preposition(at) == "of";)
    first = std::min(first, at = *tree.head(at));
  out.span = {tokens[first].span.begin, tokens[last].span.end};
  out.text = std::string(text_of(scene.document.text, out.span));
  if (first < w && tree.preposition(w) == "of" && scene.lexicon.in_class("transparent", scene.lemma(w))) out.name = out.text;
  return out;
}

ClaimPlace unnamed_place(const Scene& scene, Word w) {
  const ClaimActor words = unknown_actor(scene, w);
  ClaimPlace out;
  out.span = words.span;
  out.text = words.text;
  out.reading.name = words.name;
  return out;
}

ClaimPlace to_claim_place(const Document& document, const PlaceMention& mention) {
  ClaimPlace out;
  if (!mention.readings.empty()) out.reading = mention.readings.front();
  out.ambiguous = mention.ambiguous;
  out.span = mention.span;
  out.text = std::string(text_of(document.text, mention.span));
  if (out.reading.name.empty()) out.reading.name = out.text;
  return out;
}

ClaimNumber to_claim_number(const Document& document, const NumberMention& mention) {
  ClaimNumber out;
  out.value = mention.value;
  out.high = mention.high;
  out.of = mention.of;
  out.bound = mention.bound;
  out.unit = mention.unit;
  out.unit_class = mention.unit_class;
  out.span = mention.span;
  out.text = std::string(text_of(document.text, mention.span));
  return out;
}

bool is_a(const Scene& scene, Word w, std::string_view of_class) {
  const std::string& lemma = scene.lemma(w);
  const ClaimLexicon& lexicon = scene.lexicon;
  auto has_kind = [&](std::initializer_list<ActorKind> kinds) {
    for (const auto& m : scene.mentions.actors)
      if (m.head == w && !m.mention->readings.empty())
        for (const ActorKind k : kinds)
          if (m.mention->readings.front().kind == k) return true;
    return false;
  };
  const bool pronoun = scene.tree.token(w).upos == Upos::pron && lemma != "it" && lemma != "this" && lemma != "that" && lemma != "what";
  if (of_class == "place") {
    if (const auto* p = place_at(scene, w)) return !p->mention->metonym;
    return false;
  }
  if (of_class == "settlement" || of_class == "area") {
    if (lexicon.in_class(of_class, lemma)) return true;
    const Word inner = through_quantity(scene, w);
    return inner != w && is_a(scene, inner, of_class);
  }
  if (of_class == "actor") {
    for (const auto& m : scene.mentions.actors)
      if (m.head == w) return true;
    if ((pronoun && (lemma == "they" || lemma == "we" || lemma == "who" || lemma == "i")) || lexicon.in_class("force", lemma) || lexicon.in_class("person", lemma) || lexicon.in_class("body", lemma)) return true;
    const Word inner = through_quantity(scene, w);
    return inner != w && is_a(scene, inner, of_class);
  }
  if (of_class == "people") {
    if (pronoun || lexicon.in_class("person", lemma) || lexicon.in_class("force", lemma)) return true;
    if (scene.tree.token(w).upos == Upos::num) return true;
    return has_kind({ActorKind::person, ActorKind::people, ActorKind::forces, ActorKind::group, ActorKind::role});
  }
  if (of_class == "person") return pronoun || lexicon.in_class("person", lemma) || has_kind({ActorKind::person, ActorKind::role, ActorKind::people});
  if (of_class == "force") {
    if (pronoun || lexicon.in_class("force", lemma) || has_kind({ActorKind::group, ActorKind::forces, ActorKind::state})) return true;
    const Word inner = through_quantity(scene, w);
    return inner != w && is_a(scene, inner, of_class);
  }
  return lexicon.in_class(of_class, lemma);
}

}  // namespace daybook
