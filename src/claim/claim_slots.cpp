#include "claim/claim_slots.h"

#include <algorithm>

namespace daybook {
namespace {

using LocatedPlace = Located<PlaceMention>;
using PlaceAt = std::pair<Word, const LocatedPlace*>;

const Roles& default_roles(const ClaimKind& kind, TriggerPos pos) { return pos == TriggerPos::verb ? kind.verb : kind.noun; }

bool is_event_noun(const Scene& scene, Word w) {
  const auto& nouns = scene.lexicon.by_lemma[static_cast<std::size_t>(TriggerPos::noun)];
  const auto found = nouns.find(scene.lemma(w));
  if (found == nouns.end()) return false;
  const ClaimKind& kind = scene.lexicon.kinds[scene.lexicon.triggers[found->second.front()].kind];
  return kind.family == "violence" || kind.family == "territory";
}

/// A noun that can act or be acted upon, though nobody knows who it is: "the rebels", "two ministers".
bool is_somebody(const Scene& scene, Word w) {
  const Word noun = through_quantity(scene, w);
  return is_a(scene, noun, "people") || is_a(scene, noun, "person") || is_a(scene, noun, "force");
}

std::vector<ClaimActor> fill_actors(const Scene& scene, const Predicate& predicate, const Fillers& fillers, bool any_noun, std::vector<Word>* heads) {
  for (const std::string& filler : fillers) {
    std::vector<ClaimActor> out;
    for (const Argument& a : predicate.arguments) {
      if (a.name != filler) continue;
      if (tells_time(scene, a.head)) continue;
      const bool noun_will_do = filler == "mod" ? any_noun && scene.lexicon.in_class("person", scene.lemma(a.head))
                                : filler == "of" ? false : any_noun || is_somebody(scene, a.head);
      auto more = actors_of_argument(scene, a, noun_will_do);
      if (!more.empty() && heads) heads->push_back(a.head);
      for (ClaimActor& actor : more)
        if (std::none_of(out.begin(), out.end(), [&](const ClaimActor& o) { return o.span == actor.span && o.id == actor.id; })) out.push_back(std::move(actor));
    }
    if (!out.empty()) return out;
  }
  return {};
}

/// Who stands behind that preposition inside the quote, however the parser hung it: "torture of detainees by the government".
std::vector<ClaimActor> behind(const Scene& scene, std::string_view preposition, Word after, Span quote) {
  for (const auto& m : scene.mentions.actors)
    if (m.head > after && quote.contains(m.mention->span) && !tells_time(scene, m.head) && scene.tree.preposition(m.head) == preposition) return actors_in(scene, m.head, false);
  return {};
}

/// One side of what takes two is there: the other follows the first "and" behind it ("the government of X and the rebels of Y agreed").
void add_other_side(const Scene& scene, Span quote, std::vector<ClaimActor>& sides) {
  const ClaimActor first = sides.front();
  const auto& tokens = scene.tree.sentence.tokens;
  for (const auto& m : scene.mentions.actors) {
    if (m.first == 0 || m.mention->span.begin < first.span.begin || !quote.contains(m.mention->span) || tells_time(scene, m.head)) continue;
    if (first.span.contains(m.mention->span) && first.span.end == m.mention->span.end) continue;  // the end of the first one's own words
    if (scene.tree.form[m.first - 1] != "and") continue;
    const Span between{first.span.begin, tokens[m.first - 1].span.begin};
    const bool verb = std::any_of(tokens.begin(), tokens.end(), [&](const Token& t) { return between.contains(t.span) && (t.upos == Upos::verb || t.upos == Upos::aux); });
    if (verb) return;
    for (ClaimActor& other : actors_in(scene, m.head, false))
      if (other.id != first.id || other.id.empty()) sides.push_back(std::move(other));
    return;
  }
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

/// Does a common noun tell where: "the airport", "two border posts"?
bool tells_where(const Scene& scene, Word w) {
  if (scene.tree.token(w).upos != Upos::noun || tells_time(scene, w)) return false;
  const bool several = scene.tree.token(w).xpos == "NNS";  // "all districts around it" are a count, not a place
  if (several && scene.lexicon.in_class("settlement", scene.lemma(w))) return false;
  return is_a(scene, w, "area") || scene.lexicon.in_class("facility", scene.lemma(w)) || scene.lexicon.in_class("passage", scene.lemma(w));
}

/// Of a list "the headquarters, the state radio and the port of X" the members without a name are places as well.
void add_unnamed_members(const Scene& scene, const Predicate& predicate, const Fillers& fillers, Draft& draft) {
  for (const std::string& filler : fillers)
    for (const Argument& a : predicate.arguments) {
      if (a.name != filler) continue;
      const auto members = with_conjuncts(scene.tree, a.head);
      if (members.size() < 2) continue;
      std::vector<std::pair<Word, ClaimPlace>> list;
      for (const Word member : members) {
        const auto known = std::find(draft.place_words.begin(), draft.place_words.end(), member);
        if (known != draft.place_words.end()) list.emplace_back(member, draft.claim.places[static_cast<std::size_t>(known - draft.place_words.begin())]);
        else if (tells_where(scene, member)) list.emplace_back(member, unnamed_place(scene, member));
      }
      if (draft.place_words.empty() || list.size() <= draft.place_words.size()) continue;
      std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      draft.claim.places.clear(), draft.place_words.clear();
      for (auto& [word, place] : list) draft.place_words.push_back(word), draft.claim.places.push_back(std::move(place));
      return;
    }
}

Fillers place_or(const Fillers& own, const Fillers& usual) { return own.empty() ? usual : own; }

/// "31 wounded", "two dead": the figure that hangs on the word itself.
const Located<NumberMention>* number_on(const Scene& scene, Word w) {
  for (const auto& n : scene.mentions.numbers)
    if (n.head != w && scene.tree.head(n.head) == w && scene.tree.relation(n.head) == "nummod") return &n;
  return nullptr;
}

/// "a policeman": a single one, where no figure stands.
bool is_single(const Scene& scene, Word w) {
  if (scene.tree.token(w).upos != Upos::noun || scene.tree.token(w).xpos != "NN" || !is_a(scene, w, "people")) return false;
  return std::any_of(scene.tree.children[w].begin(), scene.tree.children[w].end(), [&](Word c) { return scene.tree.form[c] == "a" || scene.tree.form[c] == "an"; });
}

/// "wounding as many as 235", "861 killed": the one figure of the quote, where it counts people or does not say what.
const Located<NumberMention>* only_figure(const Scene& scene, Span quote) {
  const Located<NumberMention>* only = nullptr;
  for (const auto& n : scene.mentions.numbers) {
    if (!quote.contains(n.mention->span)) continue;
    if (only) return nullptr;
    only = &n;
  }
  if (!only || !counts_something(*only->mention)) return nullptr;
  const std::string& what = only->mention->unit_class;
  return only->mention->unit_span.empty() || what == "people" || what == "troops" || what == "prisoners" || what == "dead" ? only : nullptr;
}

/// How many: of what the fillers name, or on the trigger itself.
void fill_number(const Scene& scene, const ClaimKind& kind, const Fillers& fillers, const Predicate& p, Claim& claim) {
  const Located<NumberMention>* number = nullptr;
  std::optional<Word> single;
  for (const std::string& filler : fillers)
    for (const Argument& a : p.arguments) {
      if (a.name != filler || number) continue;
      number = number_of(scene, a.head);
      if (!number && kind.counts && !single && is_single(scene, a.head)) single = a.head;
    }
  if (kind.counts) {
    if (!number && p.pos == TriggerPos::noun) number = number_of(scene, p.word);
    if (!number && p.pos != TriggerPos::noun) number = number_on(scene, p.word);
    if (!number && p.pos == TriggerPos::verb)
      for (const Argument& a : p.arguments)
        if (a.name == "obj" && !number) number = number_of(scene, a.head);
    if (!number && !single) number = only_figure(scene, claim.quote);
  }
  if (number) return claim.numbers.push_back(to_claim_number(scene.document, *number->mention));
  if (!single) return;
  ClaimNumber one;
  one.value = 1;
  one.unit = scene.lemma(*single);
  const ClaimActor words = unknown_actor(scene, *single);
  one.span = words.span, one.text = words.text;
  claim.numbers.push_back(std::move(one));
}

}  // namespace

std::vector<ClaimActor> actors_of_argument(const Scene& scene, const Argument& argument, bool any_noun) {
  const Word w = through_quantity(scene, argument.head);
  if (is_event_noun(scene, w) && !scene.lexicon.in_class("force", scene.lemma(w))) {
    const Predicate event = predicate_of(scene.tree, w, TriggerPos::noun, scene.lexicon);
    return fill_actors(scene, event, {"by", "poss", "mod", "acl:by", "from"}, false, nullptr);
  }
  return actors_in(scene, argument.head, any_noun);
}

std::string target_kind(const Scene& scene, const ClaimActor& target) {
  if (!target.id.empty()) return "people";
  const auto words = words_in(scene.tree, target.span);
  for (auto w = words.rbegin(); w != words.rend(); ++w) {
    if (scene.tree.token(*w).upos != Upos::noun) continue;
    const auto in = [&](std::initializer_list<const char*> classes) {
      return std::any_of(classes.begin(), classes.end(), [&](const char* c) { return scene.lexicon.in_class(c, scene.lemma(*w)); });
    };
    if (in({"person", "force", "contingent", "captive", "crowd"})) return "people";
    return in({"machine", "facility", "area", "settlement", "arms", "aircraft", "weapon", "explosive", "relief", "funds", "passage"}) ? "things" : "";
  }
  return "";
}

std::vector<std::string> named_in(const Tree& tree, const std::vector<Word>& words, const std::vector<std::pair<std::string, std::vector<std::string>>>& table) {
  std::vector<std::string> out;
  for (const auto& [name, phrases] : table)
    if (std::any_of(phrases.begin(), phrases.end(), [&](const std::string& p) { return words_occur(tree, words, p); })) out.push_back(name);
  return out;
}

void find_effect(const Scene& scene, const std::vector<Word>& words, Claim& claim) {
  const Tree& tree = scene.tree;
  const auto refused = [&](Word w) {
    return std::any_of(tree.children[w].begin(), tree.children[w].end(), [&](Word c) {
      const std::string& form = tree.form[c];
      return form == "no" || form == "not" || form == "never" || form == "n't" || form == "without";
    });
  };
  // "no damage", "did not cause damage", "without causing casualties"
  const auto denied = [&](Word w) { return refused(w) || (tree.relation(w) == "obj" && refused(*tree.head(w))); };
  const auto& effects = scene.lexicon.effects;
  const std::size_t none = effects.size() - 1;
  std::size_t best = effects.size();
  Word said = 0;
  for (const Word w : words) {
    const auto found = scene.lexicon.effect_of.find(scene.lemma(w));
    if (found == scene.lexicon.effect_of.end()) continue;
    // Nouns of harm tell only that there was none; how much there was, verbs tell.
    const bool noun = tree.token(w).upos == Upos::noun;
    if (denied(w) != noun || (!noun && found->second == none)) continue;
    const std::size_t effect = noun ? none : found->second;
    if (effect < best) best = effect, said = w;
  }
  if (best == effects.size()) return;
  claim.effect = effects[best];
  if (!claim.numbers.empty() || claim.effect == "none") return;
  for (const char* whom : {"obj", "nsubj:pass"})
    if (const auto harmed = tree.child(said, whom))
      if (const auto* number = number_of(scene, *harmed)) return claim.numbers.push_back(to_claim_number(scene.document, *number->mention));
}

std::vector<Word> words_in(const Tree& tree, Span span) {
  std::vector<Word> out;
  for (Word w = 0; w < tree.size(); ++w)
    if (span.contains(tree.token(w).span)) out.push_back(w);
  return out;
}

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
  if (kind.each_place && kind.family == "territory") add_unnamed_members(scene, p, place_from, draft);
  claim.actors = fill_actors(scene, p, actor_from, kind.family == "violence" || kind.family == "territory" || kind.family == "measures", nullptr);
  const bool done_to = p.passive || p.pos == TriggerPos::noun;
  if (claim.actors.empty() && done_to && !kind.symmetric) claim.actors = behind(scene, "by", p.word, claim.quote);
  std::vector<Word> target_heads;
  const bool any_noun = kind.family == "violence" || kind.family == "measures" || kind.family == "polity" || kind.counts;
  claim.targets = fill_actors(scene, p, target_from, any_noun, &target_heads);
  auto is_place = [&](const ClaimActor& actor) {
    return actor.id.empty() && std::any_of(claim.places.begin(), claim.places.end(), [&](const ClaimPlace& place) { return place.span.overlaps(actor.span); });
  };
  std::erase_if(claim.targets, is_place);
  std::erase_if(claim.targets, [&](const ClaimActor& t) {
    return std::any_of(claim.actors.begin(), claim.actors.end(), [&](const ClaimActor& a) { return a.span == t.span; });
  });
  for (ClaimActor& target : claim.targets) target.target_kind = target_kind(scene, target);
  if (kind.symmetric) {
    claim.symmetric = true;
    for (ClaimActor& t : claim.targets) claim.actors.push_back(std::move(t));
    claim.targets.clear();
    if (claim.actors.empty()) claim.actors = behind(scene, "between", 0, claim.quote);
    if (claim.actors.size() == 1) add_other_side(scene, claim.quote, claim.actors);
  }

  // How many are asked for or offered: "the release of 7,000 prisoners". Durations and ordinals are no counts.
  if (kind.speech && kind.family == "talks")
    for (const Argument& a : p.arguments)
      if (claim.numbers.empty() && (a.name == "obj" || a.name == "for"))
        if (const auto* number = number_of(scene, a.head)) claim.numbers.push_back(to_claim_number(scene.document, *number->mention));

  if (kind.counts || kind.family == "territory") fill_number(scene, kind, kind.family == "territory" ? place_or(place_from, roles.place) : target_from, p, claim);
}

std::optional<Word> place_word(const ClaimKind& kind, const TriggerHit& hit) {
  for (const std::string& filler : place_or(hit.trigger->place.value_or(Fillers{}), default_roles(kind, hit.predicate.pos).place))
    if (const Argument* a = hit.predicate.find(filler)) return a->head;
  return std::nullopt;
}

std::optional<ClaimPlace> unnamed_place_of(const Scene& scene, const ClaimKind& kind, const TriggerHit& hit) {
  Fillers fillers = place_or(hit.trigger->place.value_or(Fillers{}), default_roles(kind, hit.predicate.pos).place);
  for (const char* where : {"in", "at", "inside", "near", "outside", "around"}) fillers.push_back(where);
  for (const std::string& filler : fillers)
    for (const Argument& a : hit.predicate.arguments)
      if (a.name == filler && tells_where(scene, a.head)) return unnamed_place(scene, a.head);
  return std::nullopt;
}

ClaimTime to_claim_time(const Document& document, const TimeMention& mention) {
  ClaimTime out;
  out.reading = mention.readings.front();
  out.span = mention.span;
  out.text = std::string(text_of(document.text, mention.span));
  return out;
}

}  // namespace daybook
