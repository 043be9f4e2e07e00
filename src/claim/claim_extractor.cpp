#include "claim/claim_extractor.h"

#include <algorithm>
#include <optional>

#include "base/hash.h"
#include "claim/attribution.h"
#include "claim/claim_lexicon.h"
#include "claim/mentions.h"
#include "claim/modality.h"
#include "claim/name_repair.h"
#include "claim/predicate.h"
#include "claim/quote.h"
#include "claim/trigger_match.h"
#include "claim/when_where.h"

namespace daybook {
namespace {

using LocatedPlace = Located<PlaceMention>;
using PlaceAt = std::pair<Word, const LocatedPlace*>;

/// What earlier sentences of the paragraph leave to the later ones.
struct Carried {
  std::uint32_t segment = UINT32_MAX;
  std::optional<ClaimTime> time;
  std::uint32_t time_sentence = 0;
  std::optional<ClaimPlace> place;
  std::uint32_t place_sentence = 0;
};

struct Draft {
  Claim claim;
  const TriggerHit* hit = nullptr;
  std::vector<Word> place_words;  ///< for each place, the word that names it in a list
  bool own_place = false, own_time = false;
};

const char* construction(const Predicate& p) {
  switch (p.pos) {
    case TriggerPos::verb: return p.passive ? "verb.passive" : "verb.active";
    case TriggerPos::noun: return p.light ? "noun.light" : "noun.phrase";
    case TriggerPos::adjective: return "adjective";
  }
  return "";
}

const Roles& default_roles(const ClaimKind& kind, TriggerPos pos) { return pos == TriggerPos::verb ? kind.verb : kind.noun; }

bool is_event_noun(const Scene& scene, Word w) {
  const auto& nouns = scene.lexicon.by_lemma[static_cast<std::size_t>(TriggerPos::noun)];
  const auto found = nouns.find(scene.lemma(w));
  if (found == nouns.end()) return false;
  const ClaimKind& kind = scene.lexicon.kinds[scene.lexicon.triggers[found->second.front()].kind];
  return kind.family == "violence" || kind.family == "territory";
}

std::vector<ClaimActor> fill_actors(const Scene& scene, const Predicate& predicate, const Fillers& fillers, bool any_noun, std::vector<Word>* heads);

/// Actors of one argument; an event as subject ("the raids killed 12") stands for whoever did it.
std::vector<ClaimActor> actors_of_argument(const Scene& scene, const Argument& argument, bool any_noun) {
  const Word w = through_quantity(scene, argument.head);
  if (is_event_noun(scene, w) && !scene.lexicon.in_class("force", scene.lemma(w))) {
    const Predicate event = predicate_of(scene.tree, w, TriggerPos::noun, scene.lexicon);
    return fill_actors(scene, event, {"by", "poss", "mod", "acl:by", "from"}, false, nullptr);
  }
  return actors_in(scene, argument.head, any_noun);
}

std::vector<ClaimActor> fill_actors(const Scene& scene, const Predicate& predicate, const Fillers& fillers, bool any_noun, std::vector<Word>* heads) {
  for (const std::string& filler : fillers) {
    std::vector<ClaimActor> out;
    for (const Argument& a : predicate.arguments) {
      if (a.name != filler) continue;
      const bool is_time = std::any_of(scene.mentions.times.begin(), scene.mentions.times.end(), [&](const auto& t) { return t.covers(a.head); });
      if (is_time) continue;
      auto more = actors_of_argument(scene, a, any_noun && ((filler != "mod" && filler != "of") || (filler == "mod" && scene.lexicon.in_class("person", scene.lemma(a.head)))));
      if (!more.empty() && heads) heads->push_back(a.head);
      for (ClaimActor& actor : more)
        if (std::none_of(out.begin(), out.end(), [&](const ClaimActor& o) { return o.span == actor.span && o.id == actor.id; })) out.push_back(std::move(actor));
    }
    if ((filler == "between" || filler == "subj:between") && out.size() == 1) {  // the second party may hang elsewhere in the tree
      const Argument* a = predicate.find(filler);
      for (Word w = a->head + 1; w < scene.tree.size() && w < a->head + 8; ++w) {
        if (scene.tree.form[w] != "and") continue;
        for (Word next = w + 1; next < scene.tree.size() && next < w + 8; ++next) {
          auto second = actors_in(scene, next, false);
          if (second.empty() || second.front().span == out.front().span) continue;
          for (ClaimActor& actor : second) out.push_back(std::move(actor));
          break;
        }
        break;
      }
    }
    if (!out.empty()) return out;
  }
  return {};
}

std::vector<PlaceAt> fill_places(const Scene& scene, const Predicate& predicate, const Fillers& fillers) {
  for (const std::string& filler : fillers)
    for (const Argument& a : predicate.arguments) {
      if (a.name != filler) continue;
      auto found = places_in(scene, a.head);
      std::erase_if(found, [](const PlaceAt& p) { return p.second->mention->metonym; });
      if (!found.empty()) return found;
    }
  return {};
}

bool words_occur(const Tree& tree, const std::vector<Word>& words, const std::string& phrase) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= phrase.size()) {
    const auto cut = std::min(phrase.find(' ', from), phrase.size());
    parts.push_back(phrase.substr(from, cut - from));
    from = cut + 1;
  }
  for (std::size_t i = 0; i + parts.size() <= words.size(); ++i) {
    bool all = true;
    for (std::size_t k = 0; k < parts.size() && all; ++k)
      all = tree.lemma[words[i + k]] == parts[k] || tree.form[words[i + k]] == parts[k];
    if (all) return true;
  }
  return false;
}

std::vector<std::string> named_in(const Tree& tree, const std::vector<Word>& words, const std::vector<std::pair<std::string, std::vector<std::string>>>& table) {
  std::vector<std::string> out;
  for (const auto& [name, phrases] : table)
    if (std::any_of(phrases.begin(), phrases.end(), [&](const std::string& p) { return words_occur(tree, words, p); })) out.push_back(name);
  return out;
}

std::vector<Word> words_in(const Tree& tree, Span span) {
  std::vector<Word> out;
  for (Word w = 0; w < tree.size(); ++w)
    if (span.contains(tree.token(w).span)) out.push_back(w);
  return out;
}

Fillers place_or(const Fillers& own, const Fillers& usual) { return own.empty() ? usual : own; }

void fill_slots(const Scene& scene, const ClaimKind& kind, Draft& draft) {
  const TriggerHit& hit = *draft.hit;
  const Predicate& p = hit.predicate;
  const Roles& roles = default_roles(kind, p.pos);
  const Fillers& actor_from = hit.trigger->actor ? *hit.trigger->actor : roles.actor;
  const Fillers& target_from = hit.trigger->target ? *hit.trigger->target : roles.target;
  const Fillers& place_from = hit.trigger->place ? *hit.trigger->place : roles.place;
  Claim& claim = draft.claim;

  const auto places = fill_places(scene, p, place_from);
  draft.own_place = !places.empty();
  for (const auto& [word, place] : places) {
    claim.places.push_back(to_claim_place(scene.document, *place->mention));
    draft.place_words.push_back(word);
  }
  claim.actors = fill_actors(scene, p, actor_from, kind.family == "violence" || kind.family == "territory" || kind.family == "measures", nullptr);
  std::vector<Word> target_heads;
  const bool any_noun = kind.family == "violence" || kind.counts;
  claim.targets = fill_actors(scene, p, target_from, any_noun, &target_heads);
  auto is_place = [&](const ClaimActor& actor) {
    return actor.id.empty() && std::any_of(claim.places.begin(), claim.places.end(), [&](const ClaimPlace& place) { return place.span.overlaps(actor.span); });
  };
  std::erase_if(claim.targets, is_place);
  std::erase_if(claim.targets, [&](const ClaimActor& t) {
    return std::any_of(claim.actors.begin(), claim.actors.end(), [&](const ClaimActor& a) { return a.span == t.span; });
  });
  if (kind.symmetric) {
    claim.symmetric = true;
    for (ClaimActor& t : claim.targets) claim.actors.push_back(std::move(t));
    claim.targets.clear();
  }

  // How many are asked for or offered: "the release of 7,000 prisoners". Durations and ordinals are no counts.
  if (kind.speech && kind.family == "talks")
    for (const Argument& a : p.arguments)
      if (claim.numbers.empty() && (a.name == "obj" || a.name == "for"))
        if (const auto* number = number_of(scene, a.head)) claim.numbers.push_back(to_claim_number(scene.document, *number->mention));

  if (kind.counts || kind.name == "hold") {
    const Located<NumberMention>* number = nullptr;
    for (const std::string& filler : kind.name == "hold" ? place_or(place_from, roles.place) : target_from)
      for (const Argument& a : p.arguments)
        if (a.name == filler && !number) number = number_of(scene, a.head);
    if (!number && p.pos == TriggerPos::noun) number = number_of(scene, p.word);
    if (!number && p.pos == TriggerPos::verb && kind.counts)
      for (const Argument& a : p.arguments)
        if (a.name == "obj" && !number) number = number_of(scene, a.head);
    if (number) claim.numbers.push_back(to_claim_number(scene.document, *number->mention));
  }
}

ClaimTime to_claim_time(const Document& document, const TimeMention& mention) {
  ClaimTime out;
  out.reading = mention.readings.front();
  out.span = mention.span;
  out.text = std::string(text_of(document.text, mention.span));
  return out;
}

/// Content of a demand, an accusation, a promise: the hit that it hangs under, if any.
const TriggerHit* speech_above(const Scene& scene, const std::vector<TriggerHit>& hits, const TriggerHit& hit) {
  for (const TriggerHit& other : hits) {
    if (other.word == hit.word || !scene.lexicon.kinds[other.trigger->kind].speech) continue;
    if (scene.tree.dominates(other.word, hit.word)) {
      Word at = hit.word;
      while (scene.tree.head(at) && *scene.tree.head(at) != other.word) at = *scene.tree.head(at);
      const auto r = scene.tree.relation(at);
      if (r == "conj" || r == "nsubj" || r == "parataxis") continue;
      if (r == "advcl" && std::none_of(scene.tree.children[at].begin(), scene.tree.children[at].end(),
                                       [&](Word m) { return scene.tree.relation(m) == "mark" && (scene.tree.form[m] == "to" || scene.tree.form[m] == "of" || scene.tree.form[m] == "for"); }))
        continue;
      const std::string prep = scene.tree.preposition(at);
      if (r == "obl" && (prep == "after" || prep == "in" || prep == "during" || prep == "following")) continue;
      return &other;
    }
  }
  return nullptr;
}

/// "an operation to retake X" is one claim: the attack.
bool is_purpose_of_attack(const Scene& scene, const std::vector<TriggerHit>& hits, const TriggerHit& hit) {
  const auto head = scene.tree.head(hit.word);
  if (!head || scene.tree.relation(hit.word) == "conj") return false;
  bool infinitive = false;
  for (const Word c : scene.tree.children[hit.word])
    if (scene.tree.relation(c) == "mark" && scene.tree.form[c] == "to") infinitive = true;
  if (!infinitive) return false;
  for (const TriggerHit& other : hits) {
    const std::string& kind = scene.lexicon.kinds[other.trigger->kind].name;
    if ((kind == "attack" || kind == "strike" || kind == "advance") && other.predicate.pos == TriggerPos::noun &&
        (other.word == *head || other.predicate.light == head))
      return true;
  }
  return false;
}

/// What is asked for or alleged goes on to the next comma or the end, however the parser cut it.
Span with_rest_of_clause(const Scene& scene, Span quote) {
  constexpr Word kLongest = 26;
  const Tree& tree = scene.tree;
  Word next = 0;
  while (next < tree.size() && tree.token(next).span.begin < quote.end) ++next;
  Word end = next;
  while (end < tree.size() && end - next <= kLongest && tree.form[end] != "," && tree.form[end] != ";" && tree.form[end] != "." && tree.form[end] != "!" &&
         tree.form[end] != "(" && tree.form[end] != "-" && tree.form[end] != ":" && tree.form[end] != "but" &&
         tree.form[end] != "which" && tree.form[end] != "who" && !(tree.form[end] == "that" && end + 1 < tree.size() && tree.token(end + 1).upos == Upos::aux))
    ++end;
  if (end == next || end - next > kLongest || (tree.token(next).upos == Upos::cconj && next + 1 < tree.size() && tree.verbal(next + 1))) return quote;
  return {quote.begin, tree.token(end - 1).span.end};
}

/// Is somebody said to speak in the part of the clause that lies outside of the quotation marks?
bool says_outside(const Scene& scene, Span clause, Span marks) {
  for (Word w = 0; w < scene.tree.size(); ++w) {
    const Span at = scene.tree.token(w).span;
    if (clause.contains(at) && !marks.contains(at) && scene.tree.verbal(w) && scene.lexicon.cue_verbs.contains(scene.lemma(w))) return true;
  }
  return false;
}

std::string span_key(Span s) { return std::to_string(s.begin) + "-" + std::to_string(s.end); }

void finish(const Scene& scene, Claim& claim) {
  std::string slots;
  for (const auto& a : claim.actors) slots += "a" + span_key(a.span);
  for (const auto& t : claim.targets) slots += "t" + span_key(t.span);
  for (const auto& p : claim.places) slots += "p" + span_key(p.span);
  if (claim.time) slots += "w" + span_key(claim.time->span);
  for (const auto& n : claim.numbers) slots += "n" + span_key(n.span);
  claim.id = make_id("clm_", {scene.document.page_digest, span_key(claim.quote), span_key(claim.trigger), claim.kind, slots});
}

double confidence_of(const TriggerHit& hit, const Claim& claim, const Draft& draft) {
  double c = std::min(hit.trigger->strength, 0.97);
  if (claim.actors.empty() && claim.targets.empty() && claim.places.empty()) c *= 0.6;
  if (!claim.actors.empty() && claim.actors.front().id.empty()) c *= 0.93;
  if (!draft.own_place && !claim.places.empty()) c *= 0.92;
  if (claim.modality != Modality::asserted && claim.modality != Modality::reported) c *= 0.95;
  return c;
}

/// "captured it", "took control of it", "the city has not fallen": the place stands in an earlier clause.
bool means_last_place(const Scene& scene, const TriggerHit& hit) {
  return std::any_of(hit.predicate.arguments.begin(), hit.predicate.arguments.end(), [&](const Argument& a) {
    if (a.name != "obj" && a.name != "of" && a.name != "nested:of" && a.name != "psubj" && !(a.name == "subj" && hit.predicate.find("subj") && scene.lemma(hit.word) == "fall")) return false;
    if (scene.lemma(a.head) == "it") return true;
    if (!scene.lexicon.in_class("settlement", scene.lemma(a.head))) return false;
    return std::any_of(scene.tree.children[a.head].begin(), scene.tree.children[a.head].end(), [&](Word c) { return scene.tree.form[c] == "the"; }) &&
           !scene.tree.child(a.head, "nmod") && !scene.tree.child(a.head, "compound");
  });
}

/// Bare mention of an event without any slot is no claim of its own ("the attack").
bool says_enough(const Scene& scene, const ClaimKind& kind, const Draft& draft) {
  const Claim& claim = draft.claim;
  const TriggerHit& hit = *draft.hit;
  if (kind.needs_place && claim.places.empty()) {
    for (const char* argument : {"obj", "of", "psubj", "subj", "surface"})
      if (const Argument* a = hit.predicate.find(argument); a && (is_a(scene, a->head, "area") || is_a(scene, a->head, "settlement"))) return true;
    return !claim.numbers.empty() || (!claim.actors.empty() && hit.trigger->strength >= 0.8);
  }
  if (hit.predicate.pos == TriggerPos::verb && (kind.family == "talks" || kind.family == "speech") && !hit.predicate.passive && !hit.predicate.find("subj"))
    return false;  // "to reach a lasting peace": nobody is said to
  if (hit.predicate.pos != TriggerPos::noun) return true;
  const bool carried = hit.predicate.light.has_value() && scene.lexicon.is_light(scene.lemma(*hit.predicate.light));
  if (kind.counts && !carried && claim.actors.empty() && !draft.own_place && claim.numbers.empty() && !hit.predicate.find("of") && !hit.predicate.find("poss"))
    return false;  // "reports of civilian deaths"
  return carried || !claim.actors.empty() || !claim.targets.empty() || draft.own_place || !claim.numbers.empty() || hit.predicate.find("number");
}

}  // namespace

ClaimExtractor::ClaimExtractor(const ClaimLexicon& lexicon) : lexicon_(lexicon) {}

std::vector<Claim> ClaimExtractor::extract(const Document& document, const Analysis& analysis, const Readings& readings) const {
  Analysis repaired = analysis;
  const auto first_look = locate(analysis, readings);
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    Sentence sentence = with_names(analysis.sentences[i], first_look[i]);
    if (is_tree(sentence)) repaired.sentences[i] = std::move(sentence);
  }
  const std::vector<Sentence>& sentences = repaired.sentences;
  const auto mentions = locate(repaired, readings);
  std::vector<Tree> trees;
  trees.reserve(analysis.sentences.size());
  for (const Sentence& s : sentences) trees.emplace_back(s);
  std::vector<Scene> scenes;
  scenes.reserve(trees.size());
  for (std::size_t i = 0; i < trees.size(); ++i) scenes.push_back({document, lexicon_, trees[i], mentions[i]});
  const auto quotes = quoted_speech(document, scenes);

  std::vector<Claim> out;
  Carried carried;
  std::optional<ClaimPlace> last_place;  // what "it" and "the city" go back to
  std::uint32_t last_place_sentence = 0;
  for (std::uint32_t i = 0; i < scenes.size(); ++i) {
    const Scene& scene = scenes[i];
    const std::uint32_t segment = scene.tree.sentence.segment;
    const SegmentKind segment_kind = segment < document.segments.size() ? document.segments[segment].kind : SegmentKind::body;
    if (segment_kind == SegmentKind::byline || segment_kind == SegmentKind::dateline || is_question(scene.tree)) continue;
    if (carried.segment != segment) carried = {segment, {}, 0, {}, 0};
    const auto hits = hits_in(scene);
    std::vector<bool> triggers(scene.tree.size(), false);
    for (const TriggerHit& hit : hits) triggers[hit.word] = true;
    std::vector<Draft> drafts;
    for (const TriggerHit& hit : hits) {
      const ClaimKind& kind = lexicon_.kinds[hit.trigger->kind];
      Draft draft;
      draft.hit = &hit;
      Claim& claim = draft.claim;
      claim.document_id = document.id;
      claim.segment = segment_kind;
      claim.sentence = i;
      claim.kind = kind.name;
      claim.phase = hit.trigger->phase;
      claim.trigger = scene.tree.token(hit.word).span;
      Predicate bounded = hit.predicate;
      bounded.keeps_content = kind.speech || (hit.predicate.pos == TriggerPos::noun && hit.predicate.find("xplace"));
      claim.quote = clause_span(scene, bounded, triggers);
      if (kind.speech && hit.predicate.pos == TriggerPos::verb) claim.quote = with_rest_of_clause(scene, claim.quote);
      if (const auto frame = trailing_frame(scene); frame && hit.word < frame->comma && claim.quote.contains(scene.tree.token(frame->comma).span) &&
          claim.quote.begin < scene.tree.token(frame->comma - 1).span.end)
        claim.quote.end = scene.tree.token(frame->comma - 1).span.end;
      for (const QuotedSpeech& quote : quotes)  // what is said inside quotation marks ends with them
        if (quote.span.contains(claim.trigger) && quote.span.overlaps(claim.quote) && says_outside(scene, claim.quote, quote.span))
          claim.quote = {std::max(claim.quote.begin, quote.span.begin), std::min(claim.quote.end, quote.span.end)};
      fill_slots(scene, kind, draft);
      if (const auto* t = time_of(scene, hit.predicate)) claim.time = to_claim_time(document, *t->mention), draft.own_time = claim.quote.contains(t->mention->span);
      if (claim.places.empty()) {
        for (const auto& [word, place] : scene_of(scene, hit.predicate, claim.quote)) {
          claim.places.push_back(to_claim_place(document, *place->mention));
          draft.place_words.push_back(word);
          if (claim.quote.contains(place->mention->span)) draft.own_place = true;
        }
      }
      if (claim.places.empty() && kind.family == "territory" && last_place && i - last_place_sentence <= 2 && means_last_place(scene, hit)) {
        claim.places.push_back(*last_place);
        claim.places.back().reading.reason = "the place spoken of in sentence " + std::to_string(last_place_sentence);
      }
      if (!says_enough(scene, kind, draft)) continue;
      claim.modality = modality_of(scene, hit.predicate);
      const bool negation_used = std::any_of(hit.trigger->when.begin(), hit.trigger->when.end(), [](const Condition& c) { return c.front().argument == "negated"; });
      if (negation_used && claim.modality == Modality::negated) claim.modality = Modality::asserted;
      if (is_purpose_of_attack(scene, hits, hit)) continue;
      if (const TriggerHit* above = speech_above(scene, hits, hit)) {
        const bool own = !claim.numbers.empty() || (draft.own_place && claim.quote.size() > 0) || draft.own_time;
        const ClaimKind& outer = lexicon_.kinds[above->trigger->kind];
        if (!own || outer.name == kind.name) continue;
      }
      claim.attribution = attribution_of(scene, hit.predicate.light.value_or(hit.word), quotes);
      // Who says that it is not so is who denies it: "a spokesman said he knew of no such offer".
      if ((kind.name == "deny" || kind.name == "reject") && claim.actors.empty() && !claim.attribution.empty()) {
        claim.actors.push_back(claim.attribution.front());
        claim.attribution.erase(claim.attribution.begin());
      }
      const bool claimed = hit.predicate.pos == TriggerPos::noun && hit.predicate.light && scene.lemma(*hit.predicate.light) == "claim";
      if (claimed && kind.family == "violence")  // a claim of responsibility: the claimant is actor and source
        if (const Argument* by = hit.predicate.find("light")) {
          claim.actors = actors_in(scene, by->head, true);
          claim.attribution = claim.actors;
        }
      if (kind.speech)
        std::erase_if(claim.attribution, [&](const ClaimActor& a) {
          return std::any_of(claim.actors.begin(), claim.actors.end(), [&](const ClaimActor& b) { return a.span == b.span || (!a.id.empty() && a.id == b.id); });
        });
      const auto words = words_in(scene.tree, claim.quote);
      if (kind.family == "violence") claim.instruments = named_in(scene.tree, words, lexicon_.instruments);
      if (kind.family == "talks" || kind.family == "measures") claim.topics = named_in(scene.tree, words, lexicon_.topics);
      if (kind.name == "kill") claim.effect = "killed";
      else if (kind.name == "wound") claim.effect = "wounded";
      claim.rule = kind.name + "." + construction(hit.predicate);
      // What the paragraph said before.
      if (claim.time) carried.time = claim.time, carried.time_sentence = i;
      else if (carried.time && i - carried.time_sentence <= 1 && !kind.state && claim.modality != Modality::planned) {
        claim.time = carried.time;
        claim.time->carried = true;
        claim.time->reading.reason = "carried from sentence " + std::to_string(carried.time_sentence);
      }
      if (!claim.places.empty() && draft.own_place) last_place = claim.places.back(), last_place_sentence = i;
      if (!claim.places.empty()) carried.place = claim.places.front(), carried.place_sentence = i;
      else if (carried.place && i - carried.place_sentence <= 1 && (kind.family == "violence" || kind.name == "cease_fire")) {
        claim.places.push_back(*carried.place);
        claim.places.back().reading.reason = "carried from sentence " + std::to_string(carried.place_sentence);
      }
      drafts.push_back(std::move(draft));
    }
    for (Draft& draft : drafts) {
      Claim& claim = draft.claim;
      const ClaimKind& kind = lexicon_.kinds[draft.hit->trigger->kind];
      claim.confidence = confidence_of(*draft.hit, claim, draft);
      if (kind.each_place && draft.place_words.size() > 1 && claim.places.size() == draft.place_words.size()) {
        const auto& tree = scene.tree;
        for (std::size_t k = 0; k < claim.places.size(); ++k) {
          Claim one = claim;
          one.places = {claim.places[k]};
          if (const auto* t = time_of_member(scene, draft.place_words, k, claim.quote)) one.time = to_claim_time(document, *t->mention);
          if (one.quote.contains(claim.places[k].span) && claim.places[k].span.begin > claim.trigger.begin) {  // a list in front is the subject of all
            Span phrase = claim.places[k].span;
            for (const Word w : subtree_of(tree.sentence, draft.place_words[k])) {
              bool other = false;
              for (const Word o : draft.place_words)
                if (scene.tree.relation(w) == "conj" && w != draft.place_words[k] && scene.tree.head(w) == draft.place_words[k]) other = true;
                else if (o != draft.place_words[k] && tree.dominates(draft.place_words[k], o) && tree.dominates(o, w)) other = true;
              if (!other && tree.relation(w) != "punct" && tree.token(w).span.begin > phrase.begin) phrase = cover(phrase, tree.token(w).span);
            }
            if (k + 1 == claim.places.size()) {  // a long apposition behind the last one is background
              Word next = 0;
              while (next < tree.size() && tree.token(next).span.begin < claim.places[k].span.end) ++next;
              if (next + 4 < tree.size() && tree.form[next] == "," && tree.token(next + 1).upos == Upos::det && tree.token(next + 4).span.end <= one.quote.end) one.quote.end = claim.places[k].span.end;
            }
            if (k + 1 < claim.places.size() && phrase.end < one.quote.end && phrase.end <= claim.places[k + 1].span.begin) one.quote.end = phrase.end;
          }
          finish(scene, one);
          out.push_back(std::move(one));
        }
      } else {
        finish(scene, claim);
        out.push_back(std::move(claim));
      }
    }
  }
  return out;
}

}  // namespace daybook
