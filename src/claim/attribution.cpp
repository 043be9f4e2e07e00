#include "claim/attribution.h"

#include <algorithm>

#include "claim/predicate.h"
#include "claim/quote_marks.h"

namespace daybook {
namespace {

constexpr std::uint32_t kShortQuote = 25;  // bytes; shorter ones are scare quotes or titles

void add(std::vector<ClaimActor>& out, const std::vector<ClaimActor>& more) {
  for (const ClaimActor& actor : more)
    if (std::none_of(out.begin(), out.end(), [&](const ClaimActor& a) { return a.span == actor.span; })) out.push_back(actor);
}

/// Who says it: the subject, or for "was quoted as saying" and "was told by" the person quoted or asked.
std::vector<ClaimActor> source_of(const Scene& scene, Word cue) {
  const CoreArguments core = core_arguments(scene.tree, cue);
  if (scene.lemma(cue) == "quote" && core.object) return actors_in(scene, *core.object, true);
  if (!core.subject) return {};
  const Word s = *core.subject;
  if (scene.tree.token(s).upos == Upos::pron && (scene.lemma(s) == "it" || scene.lemma(s) == "what" || scene.lemma(s) == "there")) {
    return actors_in(scene, s, false);
  }
  const bool speaks = is_a(scene, s, "actor") || is_a(scene, s, "people") || scene.lexicon.in_class("document", scene.lemma(s));
  return actors_in(scene, s, speaks);
}

bool is_cue(const Scene& scene, Word w) { return scene.tree.verbal(w) && scene.lexicon.cue_verbs.contains(scene.lemma(w)); }

bool has_mark(const Tree& tree, Word w, std::string_view mark) {
  for (const Word c : tree.children[w])
    if ((tree.relation(c) == "mark" || tree.relation(c) == "advmod") && tree.form[c] == mark) return true;
  return false;
}

bool inside_any(const std::vector<QuotedSpeech>& quotes, std::uint32_t at) {
  return std::any_of(quotes.begin(), quotes.end(), [&](const QuotedSpeech& q) { return q.span.contains(at); });
}

}  // namespace

std::vector<QuotedSpeech> quoted_speech(const Document& document, const std::vector<Scene>& scenes) {
  std::vector<QuotedSpeech> out;
  for (const QuotedStretch& stretch : quoted_stretches(document, false))
    if (stretch.inner.size() >= kShortQuote) out.push_back({stretch.inner, {}});
  for (QuotedSpeech& quote : out) {
    // The speaker stands in the sentences the quote touches, outside of every quote: nearest to its end first.
    for (std::size_t i = scenes.size(); i-- > 0 && quote.speaker.empty();) {
      const Span sentence = scenes[i].tree.sentence.span;
      const bool next = sentence.begin >= quote.span.end && sentence.begin - quote.span.end <= 3;
      if (!sentence.overlaps(quote.span) && !next) continue;
      for (Word w = 0; w < scenes[i].tree.size() && quote.speaker.empty(); ++w) {
        if (!is_cue(scenes[i], w) || inside_any(out, scenes[i].tree.token(w).span.begin)) continue;
        if (next && w > 6) break;
        const auto core = core_arguments(scenes[i].tree, w);
        if (core.subject && inside_any(out, scenes[i].tree.token(*core.subject).span.begin)) continue;
        quote.speaker = source_of(scenes[i], w);
      }
    }
  }
  return out;
}

namespace {

/// "..., residents and officials say, after ...": a frame between two commas.
std::optional<TrailingFrame> interposed_frame(const Scene& scene) {
  const Tree& tree = scene.tree;
  constexpr Word kLongest = 7;
  for (Word cue = 2; cue + 1 < tree.size(); ++cue) {
    if (tree.form[cue + 1] != "," || !scene.lexicon.cue_verbs.contains(tree.lemma[cue]) || tree.token(cue).xpos == "VBN" || tree.token(cue).xpos == "VBG" || tree.token(cue).xpos == "VB") continue;
    for (Word w = cue; w-- > 1 && cue - w <= kLongest;) {
      if (tree.verbal(w) || tree.form[w] == "who" || tree.form[w] == "which" || tree.form[w] == "that") break;
      if (tree.form[w] == "," && cue - w >= 2) return TrailingFrame{w, cue};
    }
  }
  return std::nullopt;
}

std::optional<TrailingFrame> last_frame(const Scene& scene);

}  // namespace

std::optional<TrailingFrame> trailing_frame(const Scene& scene) {
  if (auto last = last_frame(scene)) return last;
  return interposed_frame(scene);
}

namespace {

std::optional<TrailingFrame> last_frame(const Scene& scene) {
  const Tree& tree = scene.tree;
  const auto n = static_cast<Word>(tree.size());
  Word cue = n;
  for (Word w = n; w-- > 0 && n - w <= 12;)  // the cue may be followed by a day: "officials said on Monday"
    if (scene.lexicon.cue_verbs.contains(tree.lemma[w]) && (tree.verbal(w) || tree.form[w] == "said" || tree.form[w] == "says")) { cue = w; break; }
  if (cue == n) return std::nullopt;
  for (Word w = cue + 1; w < n; ++w)
    if (tree.verbal(w) || tree.form[w] == "that") return std::nullopt;
  for (Word w = cue; w-- > 0;) {
    if (tree.verbal(w) && tree.token(w).upos == Upos::verb) return std::nullopt;
    if (tree.form[w] == "," && cue - w >= 2) return w == 0 ? std::nullopt : std::optional<TrailingFrame>({w, cue});
  }
  return std::nullopt;
}

}  // namespace

namespace {

/// "according to figures obtained from village heads": whom what is known comes from; nobody where the words do not say.
std::vector<ClaimActor> giver_of(const Scene& scene, Word information) {
  const Tree& tree = scene.tree;
  if (!scene.lexicon.in_class("information", scene.lemma(information))) return {};
  for (const char* preposition : {"from", "by", "of"})
    for (Word w = information + 1; w < tree.size(); ++w)
      if (tree.nominal(w) && tree.preposition(w) == preposition && tree.dominates(information, w))
        if (auto giver = actors_in(scene, w, true); !giver.empty()) return giver;
  if (const auto owner = tree.child(information, "nmod:poss")) return actors_in(scene, *owner, true);
  return {};
}

}  // namespace

std::vector<ClaimActor> attribution_of(const Scene& scene, Word word, const std::vector<QuotedSpeech>& quotes) {
  const Tree& tree = scene.tree;
  std::vector<ClaimActor> out;
  Word w = word;
  for (std::size_t steps = 0; steps < 12; ++steps) {
    for (const Word c : tree.children[w]) {
      const auto relation = tree.relation(c);
      if (c == word) continue;
      if ((relation == "obl" || relation == "nmod") && tree.preposition(c) == "according") {
        const auto giver = giver_of(scene, c);
        add(out, giver.empty() ? actors_in(scene, c, true) : giver);
      }
      else if (relation == "parataxis" && is_cue(scene, c) && tree.child(c, "nsubj") && !tree.dominates(c, word) && !tree.child(c, "ccomp")) add(out, source_of(scene, c));
      else if (relation == "advcl" && is_cue(scene, c) && has_mark(tree, c, "as") && !tree.dominates(c, word)) add(out, source_of(scene, c));
    }
    const auto head = tree.head(w);
    if (!head) break;
    const auto relation = tree.relation(w);
    const bool content = relation == "ccomp" || relation == "parataxis" || (relation == "xcomp" && scene.lemma(*head) != "continue");
    // "residents reported clashes in X"
    const bool told = relation == "obj" && tree.nominal(w) && (scene.lemma(*head) == "report" || scene.lemma(*head) == "describe" || scene.lemma(*head) == "confirm" || scene.lemma(*head) == "document");
    if (is_cue(scene, *head) && (content || told)) add(out, source_of(scene, *head));
    // "a report that X", "claims that X"
    if ((relation == "acl" || relation == "ccomp") && tree.nominal(*head) && scene.lexicon.cue_nouns.contains(scene.lemma(*head)) && has_mark(tree, w, "that")) {
      if (const auto owner = tree.child(*head, "nmod:poss")) add(out, actors_in(scene, *owner, true));
    }
    w = *head;
  }
  if (out.empty())
    if (const auto frame = trailing_frame(scene); frame && word < frame->comma)
      for (const bool any_noun : {false, true})  // "the palace said"
        for (Word s = frame->cue; s-- > frame->comma && out.empty();) add(out, actors_in(scene, s, any_noun));
  if (out.empty())  // "According to X, ...", wherever the parser hung it: it covers the sentence
    for (Word s = 0; s < tree.size() && out.empty(); ++s) {
      if (tree.form[s] != "according" || s + 2 >= tree.size()) continue;
      if (s > 0 && word < s && tree.form[s - 1] != "," ) continue;
      for (Word n = s + 2; n < tree.size() && n < s + 12 && tree.form[n] != ","; ++n) {
        if (n > s + 2 && tree.verbal(n) && tree.token(n).xpos != "VBN" && tree.token(n).xpos != "VBD") break;
        add(out, actors_in(scene, n, false));
      }
    }
  if (out.empty())
    for (const QuotedSpeech& quote : quotes)
      if (quote.span.contains(tree.token(word).span.begin)) add(out, quote.speaker);
  return out;
}

}  // namespace daybook
