#include "claim/when_where.h"

#include <algorithm>
#include <limits>

namespace daybook {
namespace {

/// What it costs to go from a word up to its head when looking for what a time or place belongs to.
int step_up(const Tree& tree, Word w) {
  const auto r = tree.relation(w);
  if (tree.has_relation(w, "acl:relcl")) return 9;
  if (r == "ccomp" || r == "parataxis") return 9;
  if (r == "advcl" || r == "acl") return tree.verbal(w) ? 6 : 3;
  if (r == "conj") return tree.predicative(w) ? 5 : 1;
  if (r == "appos") return 3;
  if (r == "obl" && tree.preposition(w) == "despite") return 9;  // what was won elsewhere
  return 1;
}

/// What it costs to go down from a word to the predicate: what is said of the governing clause often holds for it.
int step_down(const Scene& scene, Word w) {
  const Tree& tree = scene.tree;
  const auto r = tree.relation(w);
  if (tree.has_relation(w, "acl:relcl")) return 4;
  if (r == "ccomp" || r == "parataxis") return scene.lexicon.cue_verbs.contains(scene.lemma(*tree.head(w))) ? 9 : 4;
  if (r == "advcl" || r == "acl") return 2;
  if (r == "conj") return tree.predicative(w) && tree.child(w, "nsubj") ? 3 : 2;
  return 1;
}

int tree_cost(const Scene& scene, Word from, Word to) {
  const Tree& tree = scene.tree;
  int up = 0;
  Word at = from;
  for (std::size_t guard = 0; guard <= tree.size(); ++guard) {
    if (tree.dominates(at, to)) {
      int down = 0;
      for (Word d = to; d != at; d = *tree.head(d)) down += step_down(scene, d);
      return up + down;
    }
    const auto head = tree.head(at);
    if (!head) break;
    up += step_up(tree, at);
    at = *head;
  }
  return std::numeric_limits<int>::max();
}

/// "in X", "the town of X", but not "the border with X", "the road to X", "said from X".
bool locates(const Scene& scene, const Located<PlaceMention>& place) {
  const Tree& tree = scene.tree;
  const std::string prep = tree.preposition(place.head);
  const auto head = tree.head(place.head);
  if (tree.has_relation(place.head, "nmod:poss")) return false;  // "Russia's president"
  if (prep == "with" || prep == "to" || prep == "towards" || prep == "toward" || prep == "than" || prep == "for" || prep == "by" || prep == "about" || prep == "between" || prep == "against" || prep == "according" || prep == "as") return false;
  if (head && (scene.lemma(*head) == "border" || scene.lemma(*head) == "frontier" || scene.lemma(*head) == "capital") && prep == "of") return false;
  if (head && tree.relation(place.head) == "conj" && tree.nominal(*head) && tree.preposition(*head) == "of" && tree.head(*head) &&
      (scene.lemma(*tree.head(*head)) == "border" || scene.lemma(*tree.head(*head)) == "frontier")) return false;
  return true;
}

/// A date that has a value: no duration, no set, nothing unread.
bool is_dated(const TimeMention& time) { return time.type == TimeType::date && !time.readings.empty() && !time.readings.front().edtf.empty(); }

}  // namespace

int specificity(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::country: return 0;
    case PlaceKind::region: case PlaceKind::sea: return 1;
    case PlaceKind::province: case PlaceKind::river: return 2;
    case PlaceKind::area: case PlaceKind::road: return 3;
    case PlaceKind::district: case PlaceKind::city: case PlaceKind::town: case PlaceKind::border_crossing: case PlaceKind::airport:
    case PlaceKind::base: return 4;
  }
  return 0;
}

const Located<TimeMention>* time_of(const Scene& scene, const Predicate& predicate) {
  // "launched an operation to retake X on 16 July": the day of what is launched stands in its purpose.
  std::vector<Word> clauses{predicate.word};
  if (predicate.light) clauses.push_back(*predicate.light);
  for (std::size_t i = clauses.size(); i-- > 0 && predicate.light;)
    for (const Word child : scene.tree.children[clauses[i]]) {
      const auto relation = scene.tree.relation(child);
      if ((relation == "acl" || relation == "advcl" || relation == "xcomp") && scene.tree.preposition(child).empty() && scene.tree.child(child, "mark")) clauses.push_back(child);
    }
  const Located<TimeMention>* best = nullptr;
  int best_cost = 8;
  for (const auto& t : scene.mentions.times) {
    if (!is_dated(*t.mention)) continue;
    int cost = std::numeric_limits<int>::max();
    for (const Word clause : clauses) cost = std::min(cost, tree_cost(scene, t.head, clause));
    if (cost < best_cost) best = &t, best_cost = cost;
  }
  return best;
}

const Located<TimeMention>* time_of_member(const Scene& scene, const std::vector<Word>& list, std::size_t member, Span quote) {
  const auto date_between = [&](Word from, Word to) -> const Located<TimeMention>* {
    for (const auto& t : scene.mentions.times)
      if (t.head > from && t.head < to && is_dated(*t.mention) && quote.contains(t.mention->span)) return &t;
    return nullptr;
  };
  if (member == 0 || !date_between(list[member - 1], list[member])) return nullptr;
  return date_between(list[member], member + 1 < list.size() ? list[member + 1] : static_cast<Word>(scene.tree.size()));
}

std::vector<std::pair<Word, const Located<PlaceMention>*>> scene_of(const Scene& scene, const Predicate& predicate, Span quote) {
  const Tree& tree = scene.tree;
  const Located<PlaceMention>* best = nullptr;
  Word best_head = 0;
  int best_score = -100;
  for (const auto& p : scene.mentions.places) {
    if (!is_scene_of_events(*p.mention)) continue;
    int cost = tree_cost(scene, p.head, predicate.word);
    if (predicate.light) cost = std::min(cost, tree_cost(scene, p.head, *predicate.light));
    const bool in_clause = quote.contains(p.mention->span);
    if (cost > (in_clause ? 12 : 6)) continue;
    // Who acts stands in front: "the government of X attacked".
    bool of_subject = false;
    if (predicate.subject && tree.dominates(*predicate.subject, p.head) && predicate.pos == TriggerPos::verb) of_subject = true;
    const bool possessive = tree.has_relation(p.head, "nmod:poss");
    int score = 10 - cost;
    constexpr int kUnlocated = 3;  // a name that no table holds is small more often than not
    score += 2 * (p.mention->readings.empty() ? kUnlocated : specificity(p.mention->readings.front().kind));
    if (!in_clause) score -= 4;
    if (of_subject) score -= 4;
    if (possessive) score -= 3;
    const std::string prep = tree.preposition(p.head);
    if (!locates(scene, p)) continue;
    if (prep == "in" || prep == "at" || prep == "near" || prep == "on" || prep == "inside" || prep == "outside" || prep == "across" || prep == "around" || prep == "over") score += 3;
    if (prep == "from" || prep == "to") score -= 2;
    if (score > best_score) best = &p, best_score = score, best_head = p.head;
  }
  if (!best) return {};
  // The rest of a list that the best one opens or belongs to.
  auto list = places_in(scene, first_of_list(tree, best_head));
  if (std::none_of(list.begin(), list.end(), [&](const auto& e) { return e.second == best; })) list = {{best_head, best}};
  return list;
}

}  // namespace daybook
