#include "claim/features.h"

#include <algorithm>
#include <cmath>

namespace daybook {
namespace {

const char* name_of(TriggerPos pos) {
  switch (pos) {
    case TriggerPos::verb: return "verb";
    case TriggerPos::noun: return "noun";
    case TriggerPos::adjective: return "adjective";
  }
  return "";
}

/// Small counts one by one, larger ones in steps that double.
std::string step(std::size_t n) {
  std::size_t at = n;
  if (n > 4) for (at = 4; at * 2 <= n;) at *= 2;
  return std::to_string(at);
}

std::string actor_sort(const Scene& scene, const std::vector<ClaimActor>& actors) {
  if (actors.empty()) return "none";
  const ClaimActor& first = actors.front();
  if (!first.sector.empty()) return first.sector;
  if (!first.id.empty()) return "known";
  for (Word w = 0; w < scene.tree.size(); ++w)
    if (first.span.contains(scene.tree.token(w).span) && scene.tree.token(w).upos == Upos::propn) return "named";
  return "noun";
}

std::string verb_form(const Tree& tree, Word w) {
  const std::string& feats = tree.token(w).feats;
  if (feats.find("VerbForm=Part") != std::string::npos) return feats.find("Tense=Past") != std::string::npos ? "past participle" : "ing";
  if (feats.find("VerbForm=Inf") != std::string::npos) return "infinitive";
  if (feats.find("VerbForm=Ger") != std::string::npos) return "ing";
  if (feats.find("Tense=Past") != std::string::npos) return "past";
  if (feats.find("Tense=Pres") != std::string::npos) return "present";
  return "other";
}

std::string auxiliaries(const Tree& tree, Word w) {
  std::string out;
  for (const Word c : tree.children[w])
    if (tree.relation(c) == "aux") out += (out.empty() ? "" : "+") + tree.lemma[c];
  return out;
}

const char* determiner(const Tree& tree, Word noun) {
  for (const Word c : tree.children[noun]) {
    if (tree.relation(c) == "nummod") return "number";
    if (tree.relation(c) != "det") continue;
    const std::string& f = tree.form[c];
    if (f == "the" || f == "this" || f == "that" || f == "these" || f == "those") return "definite";
    if (f == "a" || f == "an" || f == "another") return "indefinite";
    return "other";
  }
  return tree.child(noun, "nmod:poss") ? "owner" : "bare";
}

/// The kind of the nearest trigger above, "" if none.
std::string kind_above(const Scene& scene, const std::vector<TriggerHit>& hits, Word word) {
  auto at = scene.tree.head(word);
  for (std::size_t steps = 0; at && steps < scene.tree.size(); ++steps, at = scene.tree.head(*at))
    for (const TriggerHit& hit : hits)
      if (hit.word == *at) return scene.lexicon.kinds[hit.trigger->kind].name;
  return {};
}

/// Chances in steps that are about as wide in log odds.
std::string chance_step(float chance) {
  if (chance < 0) return "unknown";
  constexpr float kSteps[] = {0.005f, 0.02f, 0.05f, 0.1f, 0.14f, 0.19f, 0.25f, 0.32f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f};
  return std::to_string(std::upper_bound(std::begin(kSteps), std::end(kSteps), chance) - std::begin(kSteps));
}

class Features {
 public:
  void add(std::string name) {
    if (std::find(out_.begin(), out_.end(), name) == out_.end()) out_.push_back(std::move(name));
  }
  std::vector<std::string> take() { return std::move(out_); }

 private:
  std::vector<std::string> out_;
};

void add_grammar(const Scene& scene, const std::vector<TriggerHit>& hits, const ClaimKind& kind, const Draft& draft, Features& out) {
  const Tree& tree = scene.tree;
  const Predicate& p = draft.hit->predicate;
  const Word top = p.light.value_or(draft.hit->word);
  const std::string pos = name_of(p.pos);
  const std::string relation(tree.relation(top));
  out.add("relation=" + relation + ":" + pos);
  out.add(kind.family + ":relation=" + relation);
  if (const auto head = tree.head(top)) {
    out.add("hangs on=" + tree.lemma[*head]);
    if (scene.lexicon.cue_verbs.contains(tree.lemma[*head])) out.add("under a verb of saying:" + relation);
  }
  if (const std::string above = kind_above(scene, hits, draft.hit->word); !above.empty()) {
    out.add("above=" + above);
    out.add("above=" + above + ">" + kind.name);
  }
  if (p.pos == TriggerPos::noun) {
    out.add(std::string("determiner=") + determiner(tree, draft.hit->word));
    out.add(kind.family + ":determiner=" + determiner(tree, draft.hit->word));
    out.add("preposition=" + tree.preposition(draft.hit->word));
    out.add(tree.token(draft.hit->word).feats.find("Number=Plur") != std::string::npos ? "plural" : "singular");
    out.add(p.light ? "light=" + tree.lemma[*p.light] : "no light verb");
  } else {
    out.add("form=" + verb_form(tree, draft.hit->word) + (p.passive ? ":passive" : ""));
    if (const std::string aux = auxiliaries(tree, draft.hit->word); !aux.empty()) out.add("auxiliary=" + aux);
    out.add(p.subject ? "subject" : "no subject");
    const auto sort = [&](Word w) { return tree.token(w).upos == Upos::propn ? "a name" : is_a(scene, w, "people") ? "people" : is_a(scene, w, "place") ? "a place" : "a thing"; };
    if (const Argument* object = p.find("obj")) {
      out.add("object=" + tree.lemma[object->head]);
      out.add(kind.name + ":object is " + sort(object->head));
    }
    if (p.passive && p.subject) {
      out.add("suffers=" + tree.lemma[*p.subject]);
      out.add(kind.name + ":who suffers is " + sort(*p.subject));
    }
  }
  out.add("words=" + step(tree.size()));
  out.add("triggers=" + step(hits.size()));
  if (tree.token(0).upos == Upos::punct && tree.form[0] == "\"") out.add("sentence begins with a quotation");
}

void add_slots(const Scene& scene, const ClaimKind& kind, const Draft& draft, Features& out) {
  const Claim& claim = draft.claim;
  const std::string actor = actor_sort(scene, claim.actors), target = actor_sort(scene, claim.targets);
  out.add("actor=" + actor);
  out.add(kind.name + ":actor=" + actor);
  out.add("target=" + target);
  out.add(kind.name + ":target=" + (target == "none" ? "none" : "some"));
  const char* place = claim.places.empty() ? "none" : draft.unnamed_place ? "unnamed" : draft.own_place ? "own" : "carried";
  out.add(std::string("place=") + place);
  out.add(kind.name + ":place=" + place);
  out.add(std::string("time=") + (!claim.time ? "none" : claim.time->carried ? "carried" : draft.own_time ? "own" : "outside"));
  if (!claim.numbers.empty()) out.add("number"), out.add(kind.name + ":number");
  if (!claim.attribution.empty()) out.add("attributed");
  if (!claim.instruments.empty()) out.add("instrument");
  if (claim.actors.empty() && claim.targets.empty() && claim.places.empty()) out.add("no slot");
}

/// How well the words of the quote, and those beside it, fit what the head for parts sees; whom it sees act.
void add_parts(const Scene& scene, const ClaimKind& kind, const Draft& draft, Features& out) {
  if (!draft.parts) return;
  const auto step = [](float odds) { return std::to_string(static_cast<int>(std::lround(std::clamp(odds, -4.0f, 4.0f)))); };
  float within = 0, beside = -4, actor = -7, target = -7;
  std::size_t words = 0;
  for (Word w = 0; w < scene.tree.size(); ++w) {
    const PartOdds& odds = (*draft.parts)[w];
    actor = std::max(actor, odds.actor), target = std::max(target, odds.target);
    if (draft.claim.quote.contains(scene.tree.token(w).span)) within += std::clamp(odds.quote, -4.0f, 4.0f), ++words;
    else if (scene.tree.token(w).upos != Upos::punct) beside = std::max(beside, odds.quote);
  }
  if (words > 0) out.add("quote fits=" + step(within / static_cast<float>(words)));
  out.add("left out of the quote=" + step(beside));
  out.add("trigger fits=" + step((*draft.parts)[draft.hit->word].quote));
  out.add("somebody acts=" + step(actor) + ":" + kind.family);
  out.add("somebody suffers=" + step(target) + ":" + kind.family);
}

}  // namespace

std::vector<std::string> features_of(const Scene& scene, const std::vector<TriggerHit>& hits, const ClaimKind& kind, const Draft& draft) {
  const TriggerHit& hit = *draft.hit;
  const Claim& claim = draft.claim;
  const std::string pos = name_of(hit.predicate.pos);
  Features out;
  out.add("kind=" + kind.name);
  out.add("kind=" + kind.name + ":" + pos);
  if (!claim.phase.empty()) out.add("phase=" + kind.name + ":" + claim.phase);
  out.add("trigger=" + scene.lemma(hit.word) + ":" + kind.name);
  const std::string chance = chance_step(draft.chance);
  out.add("head=" + chance);
  out.add((hit.learnt ? "head alone=" : "head and a row=") + chance);
  const std::string here = chance_step(draft.chance_here);
  out.add("head here=" + here);
  if (draft.chance > draft.chance_here) out.add("head here=" + here + ":head=" + chance);
  if (draft.rival_chance >= 0) {
    const std::string rival = chance_step(draft.rival_chance);
    out.add("rival=" + rival + ":head=" + chance);
    if (draft.rival_chance > draft.chance) out.add("rival=" + scene.lexicon.kinds[draft.rival].name + ">" + kind.name);
  }
  if (hit.learnt) out.add("learnt:" + kind.name);
  else out.add("strength=" + std::to_string(static_cast<int>(hit.trigger->strength * 10 + 0.5)));
  out.add(std::string("segment=") + daybook::name_of(claim.segment));
  out.add(std::string("modality=") + daybook::name_of(claim.modality));
  out.add(kind.family + ":modality=" + daybook::name_of(claim.modality));
  if (!draft.doubt.empty()) {
    const std::string doubt = draft.doubt.substr(0, draft.doubt.find_first_of(":,"));
    out.add("doubt=" + doubt);
    out.add(kind.family + ":doubt=" + doubt);
    out.add("head=" + chance + ":doubt=" + doubt);
  }
  add_grammar(scene, hits, kind, draft, out);
  add_slots(scene, kind, draft, out);
  add_parts(scene, kind, draft, out);
  return out.take();
}

}  // namespace daybook
