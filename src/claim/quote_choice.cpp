#include "claim/quote_choice.h"

#include <algorithm>
#include <map>

#include "claim/claim_slots.h"

namespace daybook {
namespace {

constexpr std::size_t kMostMarks = 4;  // cuts at marks on either side of the trigger, the nearest

/// A mark or word that can stand between clauses. "and" parts them only where another predicate follows: "killed and wounded" and "suicide and complex attacks"
/// are not parted.
bool parts(const Tree& tree, Word w) {
  const std::string& f = tree.form[w];
  if (f == "," || f == ";" || f == ":" || f == "--" || f == "\u2013" || f == "\u2014") return true;
  if (f == "that" || f == "which" || f == "who" || f == "as" || f == "while" || f == "after" || f == "when") return true;
  if (tree.token(w).upos != Upos::cconj) return false;
  const auto second = tree.head(w);
  return second && *second > w && tree.predicative(*second) && !(tree.head(*second) && tight_partner(tree, *tree.head(*second)) == second);
}

/// The last word of the brackets that `w` stands in front of or in: what they hold belongs to the word before.
Word past_brackets(const Tree& tree, Word w) {
  constexpr Word kLongest = 10;
  const auto opens = [&](Word at) { return tree.form[at] == "(" || tree.form[at] == "["; };
  const auto closes = [&](Word at) { return tree.form[at] == ")" || tree.form[at] == "]"; };
  Word open = w + 1;
  if (open >= tree.size() || !opens(open)) {
    open = w;
    while (open > 0 && w - open < kLongest && !opens(open) && !closes(open)) --open;
    if (!opens(open)) return w;
  }
  for (Word close = std::max(open, w) + 1; close < tree.size() && close - open <= kLongest; ++close)
    if (closes(close)) return close;
  return w;
}

/// What a word is to a cut beside it: itself where it joins or parts, else its tag.
std::string seen(const Tree& tree, Word w) { return parts(tree, w) || tree.token(w).upos == Upos::punct || tree.token(w).upos == Upos::cconj || tree.token(w).upos == Upos::adp || tree.token(w).upos == Upos::part ? tree.form[w] : name_of(tree.token(w).upos); }

std::string step(std::size_t n) { return n <= 3 ? std::to_string(n) : n <= 5 ? "5" : n <= 8 ? "8" : n <= 13 ? "13" : n <= 20 ? "20" : "more"; }

using Places = std::map<Word, std::vector<std::string>>;  ///< word -> what it is to the claim

void note(Places& places, Word w, const std::string& what) {
  auto& names = places[w];
  if (std::find(names.begin(), names.end(), what) == names.end()) names.push_back(what);
}

std::pair<Word, Word> reach(const Tree& tree, Word w) {
  const auto words = subtree_of(tree.sentence, w);
  const auto [first, last] = std::minmax_element(words.begin(), words.end());
  return {static_cast<Word>(*first), static_cast<Word>(*last)};
}

/// Begin of the words up to `w` that lead to it without a mark between: "have been", "their".
Word phrase_begin(const Tree& tree, Word w) {
  Word first = w;
  while (first > 0 && tree.head(first - 1) && *tree.head(first - 1) >= first && tree.dominates(w, first - 1) && tree.token(first - 1).upos != Upos::punct) --first;
  return first;
}

/// Log odds of the head for parts that the words from the trigger to the cut stand in the quote, summed. 0 without a head.
float odds_within(const Draft& draft, Word at) {
  if (!draft.parts) return 0;
  constexpr float kMost = 4;  // no word alone decides
  float sum = 0;
  for (Word w = std::min(at, draft.hit->word); w <= std::max(at, draft.hit->word); ++w) sum += std::clamp((*draft.parts)[w].quote, -kMost, kMost);
  return sum;
}

/// How far a sum of log odds is behind the best one: 0 for the best itself.
std::string behind_step(float behind) { return behind <= 0 ? "0" : behind < 1 ? "1" : behind < 2 ? "2" : behind < 4 ? "4" : behind < 8 ? "8" : behind < 16 ? "16" : behind < 32 ? "32" : "more"; }

void add_features(bool begin, const Scene& scene, const ClaimKind& kind, const Draft& draft, const std::vector<bool>& triggers, Word at, Word rules,
                  const std::vector<std::string>& names, float behind_best, FeatureSum& out) {
  const Tree& tree = scene.tree;
  const Predicate& p = draft.hit->predicate;
  const Word word = draft.hit->word, from = std::min(at, word), to = std::max(at, word);
  const std::string pos = construction_of(p), rule = at == rules ? "rule" : "other";
  out.add({rule});
  out.add({rule, kind.name});
  out.add({rule, pos});
  out.add({rule, scene.lemma(word)});
  for (const std::string& name : names) {
    out.add({"at", name}), out.add({rule, "at", name}), out.add({pos, "at", name}), out.add({kind.name, "at", name}), out.add({kind.name, pos, "at", name});
    out.add({scene.lemma(word), "at", name});
  }
  if (draft.parts) {
    const std::string behind = behind_step(behind_best);
    out.add({"words behind the best", behind}), out.add({rule, "words behind the best", behind}), out.add({kind.family, "words behind the best", behind});
    out.add({pos, "words behind the best", behind});
    for (const std::string& name : names) out.add({"at", name, "words behind the best", behind});
  }
  const std::string own = seen(tree, at);
  const std::string beyond = begin ? (at > 0 ? seen(tree, at - 1) : "start") : (at + 1 < tree.size() ? seen(tree, at + 1) : "end");
  out.add({"word", own}), out.add({"beyond", beyond}), out.add({"word", own, "beyond", beyond}), out.add({pos, "beyond", beyond}), out.add({kind.family, "beyond", beyond});
  out.add({"relation", tree.relation(at)});
  if (!begin && at + 1 < tree.size()) {
    const auto head = tree.head(at + 1);
    const bool hung = head && *head <= at && *head >= from;
    out.add({hung ? "cuts" : "does not cut", tree.relation(at + 1)});
    out.add({hung ? "cuts" : "does not cut", tree.relation(at + 1), kind.speech ? "speech" : "deed"});
  }
  if (begin && at > 0) {
    const auto head = tree.head(at - 1);
    out.add({head && *head >= at && *head <= to ? "cuts" : "does not cut", tree.relation(at - 1)});
  }
  std::size_t marks = 0, verbs = 0, others = 0;
  for (Word w = from; w <= to; ++w) {
    if (w == word) continue;
    if (tree.form[w] == ",") ++marks;
    if (tree.token(w).upos == Upos::verb) ++verbs;
    if (triggers[w]) ++others;
  }
  out.add({"words", step(to - from)}), out.add({pos, "words", step(to - from)}), out.add({kind.name, "words", step(to - from)});
  out.add({"marks", step(marks)}), out.add({"verbs", step(verbs)}), out.add({pos, "verbs", step(verbs)}), out.add({"other claims", step(others)}), out.add({kind.family, "other claims", step(others)});
  if (begin && p.subject) out.add({at <= *p.subject ? "with the subject" : "without the subject"}), out.add({pos, at <= *p.subject ? "with the subject" : "without the subject"});
  // Names of places between the rules' cut and this one, gained or lost.
  const Word low = std::min(at, rules), high = std::max(at, rules);
  const auto places = static_cast<std::size_t>(std::count_if(scene.mentions.places.begin(), scene.mentions.places.end(), [&](const auto& m) { return begin ? m.head >= low && m.head < high : m.head > low && m.head <= high; }));
  const bool loses = begin ? at > rules : at < rules;
  out.add({loses ? "loses places" : "gains places", step(places)}), out.add({kind.family, loses ? "loses places" : "gains places", step(places)});
  if (!begin)
    if (const Argument* object = p.find("obj"); object && object->head > word) out.add({at >= object->head ? "with the object" : "without the object"});
}

}  // namespace

Cuts cuts_for(const Scene& scene, const ClaimKind& kind, const Draft& draft, const std::vector<bool>& triggers, bool with_features) {
  const Tree& tree = scene.tree;
  const Predicate& p = draft.hit->predicate;
  const Word word = draft.hit->word;
  const auto words = words_in(tree, draft.claim.quote);
  if (words.empty() || words.front() > word || words.back() < word) return {};
  Places begins, ends;
  const auto begin_at = [&](Word w, const std::string& what) { if (w <= word && tree.token(w).upos != Upos::punct) note(begins, w, what); };
  const auto end_at = [&](Word w, const std::string& what) {
    while (w > word && tree.form[w] != ")" && tree.form[w] != "]" && (tree.token(w).upos == Upos::punct || tree.token(w).upos == Upos::cconj)) --w;
    w = past_brackets(tree, w);
    for (const auto& t : scene.mentions.times)  // "on February 29 | , 2020" is no end
      if (t.covers(w)) w = std::max(w, t.last - 1);
    if (w >= word) note(ends, w, what);
  };
  note(begins, words.front(), "rule");
  note(ends, words.back(), "rule");
  const auto around = [&](Word w, const std::string& what) {
    const auto [first, last] = reach(tree, w);
    begin_at(phrase_begin(tree, w), what);
    begin_at(first, what + " whole");
    end_at(last, what + " whole");
    for (const Word c : tree.children[w]) {
      const std::string relation(tree.relation(c));
      const auto [c_first, c_last] = reach(tree, c);
      if (c < w && (relation == "nsubj" || relation == "csubj")) begin_at(c_first, what + " subject"), begin_at(phrase_begin(tree, c), what + " subject");
      if (c > word && relation != "punct" && relation != "cc") end_at(c_last, what + " " + relation);
    }
  };
  around(word, "own");
  end_at(word, "trigger");
  Word above = word;
  for (const char* what : {"above", "higher"}) {
    const auto head = tree.head(above);
    if (!head) break;
    around(*head, what);
    above = *head;
  }
  if (p.light && p.light != tree.head(word)) around(*p.light, "light");
  for (const Argument& a : p.arguments) {
    if (a.shared || !tree.nominal(a.head)) continue;
    if (a.head < word && a.name == "subj") begin_at(phrase_begin(tree, a.head), "subj"), begin_at(reach(tree, a.head).first, "subj whole");
    if (a.head > word) end_at(a.head, "argument"), end_at(reach(tree, a.head).second, "argument whole");
  }
  std::size_t found = 0;
  for (Word w = word; w-- > 0 && found < kMostMarks;)
    if (parts(tree, w)) begin_at(w + 1, "behind a mark"), begin_at(w, "at a mark"), ++found;
  found = 0;
  for (Word w = word + 1; w < tree.size() && found < kMostMarks; ++w)
    if (parts(tree, w)) end_at(w - 1, "before a mark"), ++found;
  begin_at(0, "sentence");
  end_at(static_cast<Word>(tree.size() - 1), "sentence");
  const auto cuts = [&](bool begin, const Places& places, Word rules) {
    std::vector<Cut> out;
    std::vector<float> within;
    for (const auto& place : places) within.push_back(odds_within(draft, place.first));
    const float best = *std::max_element(within.begin(), within.end());
    for (const auto& [w, names] : places) {
      FeatureSum sum(scene.lexicon.quotes, begin ? "begin" : "end", with_features);
      add_features(begin, scene, kind, draft, triggers, w, rules, names, best - within[out.size()], sum);
      out.push_back({w, w == rules, sum.odds(), sum.take_names()});
    }
    return out;
  };
  return {cuts(true, begins, words.front()), cuts(false, ends, words.back())};
}

void choose_cuts(const Scene& scene, const ClaimKind& kind, const std::vector<bool>& triggers, Draft& draft) {
  const auto best_of = [&](const char* side, const std::vector<Cut>& cuts) -> const Cut& {
    const Cut &best = scene.lexicon.quotes.choose(cuts), &rule = SlotWeights::of_rules(cuts);
    if (!best.by_rule)
      draft.choices.push_back({std::string("quote ") + side + " '" + scene.tree.token(best.word).form + "', by rule '" + scene.tree.token(rule.word).form + "'", best.odds - rule.odds});
    return best;
  };
  const Cuts cuts = cuts_for(scene, kind, draft, triggers, false);
  if (cuts.begins.empty()) return;
  const Cut &begin = best_of("from", cuts.begins), &end = best_of("to", cuts.ends);
  if (!begin.by_rule) draft.claim.quote.begin = scene.tree.token(begin.word).span.begin;
  if (!end.by_rule) draft.claim.quote.end = scene.tree.token(end.word).span.end;
}

}  // namespace daybook
