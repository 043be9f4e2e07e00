#include "claim/slot_choice.h"

#include <algorithm>
#include <cmath>

#include "claim/claim_slots.h"

namespace daybook {
namespace {

using PlaceAt = std::pair<Word, const Located<PlaceMention>*>;

bool same_actors(const Filler& f, const std::vector<ClaimActor>& actors) {
  return !f.actors.empty() && !actors.empty() && std::any_of(f.actors.begin(), f.actors.end(), [&](const ClaimActor& a) { return a.span == actors.front().span; });
}

bool same_places(const Filler& f, const std::vector<ClaimPlace>& places) {
  return !f.places.empty() && !places.empty() && std::any_of(f.places.begin(), f.places.end(), [&](const ClaimPlace& p) { return p.span == places.front().span; });
}

/// The word of the sentence that carries the span, none if it stands elsewhere.
std::optional<Word> word_of(const Scene& scene, Span span) {
  const auto words = words_in(scene.tree, span);
  if (words.empty()) return std::nullopt;
  return head_of_range(scene.tree.sentence, words.front(), words.back() + 1);
}

/// Marks among the fillers what the rules took, if anything, and adds it where it is not there.
void add_rules_answer(const Scene& scene, Filler&& taken, std::vector<Filler>& out) {
  if (taken.actors.empty() && taken.places.empty()) return;
  taken.by_rule = true;
  for (Filler& f : out)
    if (same_actors(f, taken.actors) || same_places(f, taken.places)) {
      taken.head = f.head, taken.source = f.source;
      f = std::move(taken);
      return;
    }
  taken.head = word_of(scene, taken.places.empty() ? taken.actors.front().span : taken.places.front().span);
  taken.source = "rule";
  out.push_back(std::move(taken));
}

/// Nobody and nothing: the rules' answer where none of the others is.
void add_none(std::vector<Filler>& out) {
  Filler none;
  none.source = "none";
  none.by_rule = std::none_of(out.begin(), out.end(), [](const Filler& f) { return f.by_rule; });
  out.push_back(std::move(none));
}

void add_actor(std::vector<Filler>& out, Filler&& f) {
  if (f.actors.empty()) return;
  if (std::none_of(out.begin(), out.end(), [&](const Filler& o) { return same_actors(o, f.actors) || (f.head && o.head == f.head); })) out.push_back(std::move(f));
}

std::vector<Filler> actor_fillers(Slot slot, const Scene& scene, const Draft& draft, const Before& before) {
  std::vector<Filler> out;
  for (const Argument& a : draft.hit->predicate.arguments) {
    if (!scene.tree.nominal(a.head) && scene.tree.token(a.head).upos != Upos::adj) continue;
    if (tells_time(scene, a.head) || a.head == draft.hit->word) continue;
    Filler f;
    f.actors = actors_of_argument(scene, a, scene.tree.token(a.head).upos == Upos::noun && a.name != "mod");
    f.head = a.head;
    f.source = "argument";
    add_actor(out, std::move(f));
  }
  for (const auto& m : scene.mentions.actors) {
    if (tells_time(scene, m.head)) continue;
    Filler f;
    f.head = first_of_list(scene.tree, m.head);
    f.actors = actors_in(scene, *f.head, false);
    f.source = "mention";
    add_actor(out, std::move(f));
  }
  std::sort(out.begin(), out.end(), [](const Filler& a, const Filler& b) { return *a.head < *b.head; });
  Filler taken;
  taken.actors = slot == Slot::actor ? draft.claim.actors : draft.claim.targets;
  add_rules_answer(scene, std::move(taken), out);
  if (slot == Slot::actor) {
    for (const auto* earlier : {&before.actors, &before.targets}) {
      Filler f;
      f.actors = *earlier;
      f.source = earlier == &before.actors ? "actor before" : "target before";
      const bool named = std::any_of(out.begin(), out.end(), [&](const Filler& o) {
        return std::any_of(o.actors.begin(), o.actors.end(), [&](const ClaimActor& a) { return !f.actors.empty() && !a.id.empty() && a.id == f.actors.front().id; });
      });
      if (!named) add_actor(out, std::move(f));
    }
  }
  add_none(out);
  return out;
}

std::vector<Filler> place_fillers(const Scene& scene, const ClaimKind& kind, const Draft& draft, const Before& before) {
  std::vector<Filler> out;
  const auto add = [&](Filler&& f) {
    if (!f.places.empty() && std::none_of(out.begin(), out.end(), [&](const Filler& o) { return same_places(o, f.places); })) out.push_back(std::move(f));
  };
  for (const auto& m : scene.mentions.places) {
    if (m.mention->metonym) continue;
    Filler f;
    f.head = first_of_list(scene.tree, m.head);
    auto list = places_in(scene, *f.head);
    std::erase_if(list, [](const PlaceAt& p) { return p.second->mention->metonym; });
    if (std::none_of(list.begin(), list.end(), [&](const PlaceAt& p) { return p.second == &m; })) list = {{m.head, &m}}, f.head = m.head;
    for (const auto& [word, place] : list) f.places.push_back(to_claim_place(scene.document, *place->mention)), f.place_words.push_back(word);
    f.source = "mention";
    add(std::move(f));
  }
  std::sort(out.begin(), out.end(), [](const Filler& a, const Filler& b) { return *a.head < *b.head; });
  if (const auto unnamed = unnamed_place_of(scene, kind, *draft.hit)) {
    Filler f;
    f.places = {*unnamed}, f.head = word_of(scene, unnamed->span), f.source = "common noun";
    add(std::move(f));
  }
  Filler taken;
  taken.places = draft.claim.places, taken.place_words = draft.place_words;
  add_rules_answer(scene, std::move(taken), out);
  if (before.place && kind.family == "violence") {  // of territory and figures a place is told, or goes back by rule
    Filler f;
    f.places = {*before.place}, f.source = "before";
    f.places.front().reading.reason = "carried from an earlier claim";
    const std::string& name = f.places.front().reading.name;
    const bool named = std::any_of(out.begin(), out.end(), [&](const Filler& o) { return std::any_of(o.places.begin(), o.places.end(), [&](const ClaimPlace& p) { return p.reading.name == name; }); });
    if (!named) add(std::move(f));
  }
  add_none(out);
  return out;
}

/// The way through the tree from the trigger to the word: relations up, then down. "far" where it is long.
std::string path_between(const Tree& tree, Word from, Word to) {
  constexpr int kLongest = 4;
  std::string up;
  Word at = from;
  for (int steps = 0;; ++steps) {
    if (tree.dominates(at, to)) break;
    const auto head = tree.head(at);
    if (!head || steps == kLongest) return "far";
    up += "^" + std::string(tree.relation(at));
    at = *head;
  }
  std::string down;
  int steps = 0;
  for (Word d = to; d != at; d = *tree.head(d)) {
    if (++steps > kLongest) return "far";
    down = "_" + std::string(tree.relation(d)) + down;
  }
  return up + down;
}

std::string distance(Word from, Word to) {
  const Word d = from < to ? to - from : from - to;
  const char* step = d <= 1 ? "1" : d <= 2 ? "2" : d <= 4 ? "4" : d <= 8 ? "8" : d <= 16 ? "16" : "more";
  return (to < from ? "-" : "+") + std::string(step);
}

const char* sort_of(const ClaimActor& a, const Scene& scene, std::optional<Word> head) {
  if (head && scene.tree.token(*head).upos == Upos::pron) return a.id.empty() ? "pronoun" : "known pronoun";
  if (!a.id.empty()) return a.sector.empty() ? name_of(a.kind) : a.sector.c_str();
  if (head && scene.tree.token(*head).upos == Upos::propn) return "named";
  return "noun";
}

/// Log odds in steps of one.
std::string step_of(float odds) { return std::to_string(static_cast<int>(std::lround(std::clamp(odds, -7.0f, 4.0f)))); }

/// What the head for parts makes of a filler; none where it stands elsewhere, or there is no head.
std::optional<float> part_odds(Slot slot, const Draft& draft, const Filler& f) {
  if (!draft.parts || !f.head) return std::nullopt;
  const PartOdds& odds = (*draft.parts)[*f.head];
  return slot == Slot::actor ? odds.actor : slot == Slot::target ? odds.target : odds.place;
}

/// What of the whole list of fillers each one is told.
struct Around {
  std::string pos, trigger, told_by;
  std::optional<float> best;   ///< of the fillers' part_odds
  bool rule_found = false;     ///< the rules took something
  std::size_t in_quote = 0;    ///< fillers that stand in the quote
};

void add_features(Slot slot, const Scene& scene, const ClaimKind& kind, const Draft& draft, const Filler& f, const Around& around, FeatureSum& out) {
  const Tree& tree = scene.tree;
  const Predicate& p = draft.hit->predicate;
  const char* rule = f.by_rule ? "rule" : around.rule_found ? "not rule" : "where the rules have none";
  out.add({rule});
  out.add({rule, f.source});
  out.add({kind.name, rule});
  out.add({kind.name, f.source});
  out.add({around.pos, f.source});
  out.add({around.trigger, kind.name, f.source});
  if (f.by_rule && f.head) out.add({rule, around.trigger, kind.name});
  if (slot == Slot::place) out.add({f.source, "where the place is", around.told_by}), out.add({kind.family, f.source, "where the place is", around.told_by});
  if (!f.head) {
    if (around.best) out.add({f.source, "best part", step_of(*around.best)}), out.add({kind.name, f.source, "best part", step_of(*around.best)});
    out.add({f.source, around.in_quote == 0 ? "quote names none" : "quote names some"});
    out.add({f.source, around.pos, p.subject ? "subject" : "no subject"});
    out.add({kind.family, f.source, daybook::name_of(draft.claim.modality)});
    return;
  }
  const Word head = *f.head;
  const bool inside = draft.claim.quote.contains(tree.token(head).span);
  bool argument = false;
  for (const Argument& a : p.arguments) {
    if (a.head != head && first_of_list(scene.tree, a.head) != head) continue;
    argument = true;
    out.add({"is", a.name});
    out.add({rule, "is", a.name});
    out.add({around.pos, "is", a.name});
    out.add({kind.name, "is", a.name});
    out.add({kind.name, around.pos, "is", a.name});
    out.add({around.trigger, "is", a.name});
    if (a.shared) out.add({"is", a.name, "shared"});
  }
  if (!argument) out.add({rule, "is no argument"});
  if (const auto odds = part_odds(slot, draft, f)) {
    const std::string part = step_of(*odds), behind = step_of(*odds - *around.best);
    out.add({"part", part}), out.add({rule, "part", part}), out.add({kind.name, "part", part}), out.add({f.source, "part", part});
    out.add({"part behind the best", behind}), out.add({rule, "part behind the best", behind});
  }
  const std::string path = path_between(tree, draft.hit->word, head);
  out.add({"path", path});
  out.add({around.pos, "path", path});
  out.add({kind.name, "path", path});
  if (p.light) out.add({"path of light", path_between(tree, *p.light, head)});
  const std::string where = inside ? "in quote" : "outside";
  out.add({rule, where});
  out.add({where, distance(draft.hit->word, head)});
  out.add({around.pos, head < draft.hit->word ? "before" : "behind"});
  out.add({kind.name, where, head < draft.hit->word ? "before" : "behind"});
  const std::string preposition = tree.preposition(head);
  if (!preposition.empty()) out.add({"behind", preposition}), out.add({kind.name, "behind", preposition}), out.add({around.pos, "behind", preposition});
  if (const auto governor = tree.head(head)) {
    out.add({"under", tree.lemma[*governor], tree.relation(head)});
    if (scene.lexicon.cue_verbs.contains(tree.lemma[*governor])) out.add({"of a verb of saying", tree.relation(head), where});
  }
  if (slot == Slot::place) {
    out.add({kind.family, where, "where the place is", around.told_by});
    const ClaimPlace& place = f.places.front();
    const std::string sort = place.reading.name.empty() || f.source == std::string_view("common noun") ? "unnamed" : name_of(place.reading.kind);
    out.add({"sort", sort}), out.add({kind.name, "sort", sort}), out.add({rule, "sort", sort}), out.add({where, "sort", sort});
    if (tree.has_relation(head, "nmod:poss")) out.add({"owner"}), out.add({kind.family, "owner"});
    if (p.subject && tree.dominates(*p.subject, head)) out.add({"in the subject"}), out.add({kind.family, around.pos, "in the subject"});
    return;
  }
  const ClaimActor& first = f.actors.front();
  const std::string sort = sort_of(first, scene, head);
  out.add({"sort", sort}), out.add({kind.name, "sort", sort}), out.add({rule, "sort", sort}), out.add({around.pos, "sort", sort});
  if (first.id.empty()) out.add({"noun", tree.lemma[head]}), out.add({kind.name, "noun", tree.lemma[head]});
  const auto& other = slot == Slot::actor ? draft.claim.targets : draft.claim.actors;
  if (same_actors(f, other)) out.add({"is the other side"}), out.add({kind.name, "is the other side"});
  if (same_actors(f, draft.claim.attribution)) out.add({"is the source"}), out.add({kind.name, "is the source"});
  if (std::any_of(draft.claim.places.begin(), draft.claim.places.end(), [&](const ClaimPlace& at) { return at.span.overlaps(first.span); })) out.add({"is the place"});
}

/// What stands where the kind looks for its place.
std::string told_by(const Scene& scene, const ClaimKind& kind, const Draft& draft) {
  const auto word = place_word(kind, *draft.hit);
  if (!word) return "nothing";
  const Token& token = scene.tree.token(*word);
  return token.upos == Upos::noun ? token.xpos == "NNS" ? "several things" : "a thing" : name_of(token.upos);
}

/// For people: "the town of X", "nobody".
std::string words_of(const Filler& f) {
  if (!f.actors.empty()) return f.actors.front().text;
  return f.places.empty() ? "none" : f.places.front().text;
}

}  // namespace

const char* name_of(Slot slot) {
  switch (slot) {
    case Slot::actor: return "actor";
    case Slot::target: return "target";
    case Slot::place: return "place";
  }
  return "";
}

std::vector<Filler> fillers_for(Slot slot, const Scene& scene, const ClaimKind& kind, const Draft& draft, const Before& before, bool with_features) {
  auto out = slot == Slot::place ? place_fillers(scene, kind, draft, before) : actor_fillers(slot, scene, draft, before);
  Around around{construction_of(draft.hit->predicate), scene.lemma(draft.hit->word), slot == Slot::place ? told_by(scene, kind, draft) : ""};
  for (const Filler& f : out) {
    if (f.by_rule && (!f.actors.empty() || !f.places.empty())) around.rule_found = true;
    if (f.head && draft.claim.quote.contains(scene.tree.token(*f.head).span)) ++around.in_quote;
    if (const auto odds = part_odds(slot, draft, f)) around.best = std::max(*odds, around.best.value_or(*odds));
  }
  for (Filler& f : out) {
    FeatureSum sum(scene.lexicon.slots, name_of(slot), with_features);
    add_features(slot, scene, kind, draft, f, around, sum);
    f.odds = sum.odds();
    f.features = sum.take_names();
  }
  return out;
}

void choose_fillers(const Scene& scene, const ClaimKind& kind, const Before& before, Draft& draft) {
  Claim& claim = draft.claim;
  for (const Slot slot : kSlots) {
    if (claim.symmetric && slot == Slot::target) continue;
    const auto fillers = fillers_for(slot, scene, kind, draft, before, false);
    const Filler &best = scene.lexicon.slots.choose(fillers), &rule = SlotWeights::of_rules(fillers);
    if (best.by_rule) continue;
    draft.choices.push_back({std::string(name_of(slot)) + " " + words_of(best) + ", by rule " + words_of(rule), best.odds - rule.odds});
    if (slot == Slot::place) {
      claim.places = best.places, draft.place_words = best.place_words;
      draft.own_place = best.head && claim.quote.contains(scene.tree.token(*best.head).span);
      draft.unnamed_place = best.source == std::string_view("common noun");
    } else if (slot == Slot::actor) {
      claim.actors = best.actors;
    } else {
      claim.targets = best.actors;
      for (ClaimActor& target : claim.targets) target.target_kind = target_kind(scene, target);
    }
  }
}

}  // namespace daybook
