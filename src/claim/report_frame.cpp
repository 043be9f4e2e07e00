#include "claim/report_frame.h"

#include <algorithm>
#include <array>

#include "claim/predicate.h"

namespace daybook {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

std::vector<Word> all_under(const Tree& tree, Word top) { return subtree_of(tree.sentence, top); }

std::vector<Word> without(std::vector<Word> words, const std::vector<Word>& less) {
  std::erase_if(words, [&](Word w) { return std::binary_search(less.begin(), less.end(), w); });
  return words;
}

void add_all(std::vector<Word>& out, const std::vector<Word>& more) {
  out.insert(out.end(), more.begin(), more.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

bool is_loose(const Tree& tree, Word w) { return tree.relation(w) == "punct" && !is_one_of(tree.form[w], {"$", "#"}); }

void trim_punctuation(const Tree& tree, std::vector<Word>& words) {
  while (!words.empty() && is_loose(tree, words.back())) words.pop_back();
  const auto first = std::find_if(words.begin(), words.end(), [&](Word w) { return !is_loose(tree, w); });
  words.erase(words.begin(), first);
}

std::string mark_of(const Tree& tree, Word clause) {
  for (const Word c : tree.children[clause])
    if (tree.relation(c) == "mark") return tree.form[c];
  return {};
}

/// "that", "whether", "wh" or "bare": how a clause begins.
std::string clause_frame(const Tree& tree, Word clause, const std::vector<Word>& words) {
  const std::string mark = mark_of(tree, clause);
  if (mark == "that") return "that";
  if (mark == "if" || mark == "whether") return "whether";
  if (mark == "to") return "to";
  if (!words.empty() && is_one_of(tree.form[words.front()], {"what", "who", "how", "why", "where", "when", "which", "whom", "whose"})) return "wh";
  return "bare";
}

/// The content of one predicate, as far as its own complements say.
struct Content {
  std::vector<Word> words;
  Word head = 0;
  std::string frame;
};

/// Complements behind each other make one content: "accused X of Y", "urged X to do Y".
void add_rest(const Tree& tree, Word verb, Word behind, std::vector<Word>& words) {
  for (const Word c : tree.children[verb]) {
    const auto relation = tree.relation(c);
    if (c > behind && (relation == "xcomp" || relation == "obl" || relation == "advcl" || relation == "ccomp")) {
      if (relation == "obl" && (tree.preposition(c).empty() || is_one_of(tree.preposition(c), {"in", "on", "at", "during", "after", "before", "according", "by", "since"}))) continue;
      if (relation == "advcl" && is_one_of(mark_of(tree, c), {"while", "when", "after", "before", "if", "because", "as", "since", "although", "though"})) continue;
      add_all(words, all_under(tree, c));
    }
  }
}

std::optional<Content> clause_content(const Tree& tree, Word verb) {
  for (const Word c : tree.children[verb]) {
    if (tree.relation(c) != "ccomp" && tree.relation(c) != "csubj") continue;
    if (tree.relation(c) == "csubj" && !tree.has_relation(c, "csubj:pass")) continue;
    auto words = all_under(tree, c);
    return Content{words, c, c < verb ? "inverse" : clause_frame(tree, c, words)};
  }
  return std::nullopt;
}

/// What the verb hangs in: "X, officials said", "X, as officials said".
std::optional<Content> host_content(const Tree& tree, Word verb) {
  const auto head = tree.head(verb);
  if (!head) return std::nullopt;
  const auto relation = tree.relation(verb);
  const bool as = relation == "advcl" && mark_of(tree, verb) == "as";
  if (relation != "parataxis" && !as) return std::nullopt;
  return Content{without(all_under(tree, *head), all_under(tree, verb)), *head, as ? "as" : "inverse"};
}

std::optional<Content> loose_content(const Tree& tree, Word verb) {
  for (const Word c : tree.children[verb])
    if (tree.relation(c) == "parataxis" && tree.children[c].size() > 1) return Content{all_under(tree, c), c, c < verb ? "inverse" : "bare"};
  return std::nullopt;
}

std::optional<Content> phrase_content(const Tree& tree, Word verb, const CoreArguments& core) {
  const auto object = core.object;
  const auto xcomp = tree.child(verb, "xcomp");
  if (xcomp) {
    Content out{all_under(tree, *xcomp), *xcomp, mark_of(tree, *xcomp) == "to" ? "to" : "pred"};
    if (object && tree.dominates(verb, *object) && !core.passive) add_all(out.words, all_under(tree, *object));
    return out;
  }
  if (object && *object != core.subject) {
    const bool above = tree.dominates(*object, verb);
    if (above && !tree.has_relation(verb, "acl:relcl")) return std::nullopt;
    Content out{above ? without(all_under(tree, *object), all_under(tree, verb)) : all_under(tree, *object), *object, above ? "relobj" : "obj"};
    if (!above && !core.passive) add_rest(tree, verb, *object, out.words);
    return out;
  }
  for (const Word c : tree.children[verb]) {
    if (tree.relation(c) == "obl") {
      const std::string prep = tree.preposition(c);
      if (prep.empty() || is_one_of(prep, {"in", "at", "during", "after", "before", "according", "by", "since", "from", "into", "until"})) continue;
      Content out{all_under(tree, c), c, "prep:" + prep};
      add_rest(tree, verb, c, out.words);
      return out;
    }
    if (tree.relation(c) == "advcl" && c > verb) {
      const std::string mark = mark_of(tree, c);
      if (!is_one_of(mark, {"for", "of", "about", "against", "to", "on", "that"})) continue;
      return Content{all_under(tree, c), c, mark == "to" || mark == "that" ? mark : "prep:" + mark};
    }
  }
  return std::nullopt;
}

std::vector<Word> with_helpers(const Tree& tree, Word cue) {
  std::vector<Word> out{cue};
  for (const Word c : tree.children[cue]) {
    const auto relation = tree.relation(c);
    const bool before = c < cue && (relation == "aux" || relation == "cop" || relation == "advmod" || tree.has_relation(c, "compound:prt"));
    const bool particle = c == cue + 1 && tree.has_relation(c, "compound:prt");
    if (before || particle) out.push_back(c);
  }
  std::sort(out.begin(), out.end());
  // Only what stands side by side: "is" of "is he sure" is left out.
  const auto at = std::find(out.begin(), out.end(), cue);
  auto first = at;
  while (first != out.begin() && *(first - 1) + 1 == *first) --first;
  return {first, out.end()};
}

/// Who reports, in the words next to the cue: of "the governor, who said", it is "who".
std::optional<Word> subject_of(const Tree& tree, Word verb, const CoreArguments& core) {
  if (const auto own = tree.child(verb, "nsubj"); own && !core.passive) return own;
  return core.subject;
}

std::optional<ReportFrame> verb_frame(const Tree& tree, Word verb) {
  if (is_one_of(tree.lemma[verb], {"be", "do"})) return std::nullopt;
  const CoreArguments core = core_arguments(tree, verb);
  auto content = clause_content(tree, verb);
  if (!content) content = host_content(tree, verb);
  if (!content) content = loose_content(tree, verb);
  if (!content) content = phrase_content(tree, verb, core);
  if (!content) return std::nullopt;
  ReportFrame out;
  out.cue = verb;
  out.source = subject_of(tree, verb, core);
  out.content = std::move(content->words);
  out.content_head = content->head;
  out.frame = (core.passive ? "pass:" : "") + content->frame;
  return out;
}

std::optional<Word> owner_of(const Tree& tree, Word noun, bool of_is_content) {
  if (const auto owner = tree.child(noun, "nmod:poss")) return owner;
  for (const char* preposition : {"by", "from", "of"}) {
    if (of_is_content && std::string_view(preposition) == "of") continue;
    for (const Word c : tree.children[noun])
      if (tree.relation(c) == "nmod" && tree.preposition(c) == preposition) return c;
  }
  for (const Word c : tree.children[noun])
    if (tree.relation(c) == "compound" && tree.token(c).upos == Upos::propn) return c;
  return std::nullopt;
}

std::optional<ReportFrame> noun_frame(const Tree& tree, Word noun) {
  ReportFrame out;
  out.cue = noun;
  for (const Word c : tree.children[noun]) {
    const auto relation = tree.relation(c);
    if (c < noun) continue;
    const std::string mark = mark_of(tree, c);
    if ((relation == "acl" || relation == "ccomp") && !tree.has_relation(c, "acl:relcl") && is_one_of(mark, {"that", "to", "whether", "of", "for", "about"})) {
      out.frame = "noun:" + mark;
    } else if (relation == "nmod" && !tree.has_relation(c, "nmod:poss")) {
      const std::string prep = tree.preposition(c);
      if (!is_one_of(prep, {"of", "for", "about", "on", "against", "to", "over", "with", "as", "toward", "towards", "that"})) continue;
      out.frame = "noun:" + prep;
    } else {
      continue;
    }
    out.content = all_under(tree, c);
    out.content_head = c;
    out.source = owner_of(tree, noun, out.frame == "noun:of");
    if (out.source == c) continue;
    if (out.source) return out;
  }
  return std::nullopt;
}

/// "His view is that X": the noun is the subject of the clause it reports.
std::optional<ReportFrame> equated_frame(const Tree& tree, Word noun) {
  const auto head = tree.head(noun);
  if (!head || tree.relation(noun) != "nsubj" || !tree.child(*head, "cop")) return std::nullopt;
  const auto owner = owner_of(tree, noun, false);
  if (!owner) return std::nullopt;
  ReportFrame out;
  out.cue = noun;
  out.source = owner;
  for (const Word w : all_under(tree, *head))
    if (w > noun && !tree.dominates(noun, w) && tree.relation(w) != "cop") out.content.push_back(w);
  out.content_head = *head;
  out.frame = "noun:is";
  return out;
}

std::optional<ReportFrame> adjective_frame(const Tree& tree, Word adjective) {
  ReportFrame out;
  out.cue = adjective;
  out.source = tree.child(adjective, "nsubj");
  if (!out.source && is_one_of(tree.relation(adjective), {"conj", "xcomp", "acl", "advcl"}))
    if (const auto head = tree.head(adjective))
      out.source = tree.verbal(*head) ? core_arguments(tree, *head).surface : tree.nominal(*head) && tree.relation(adjective) == "acl" ? head : tree.child(*head, "nsubj");
  if (!out.source) return std::nullopt;
  for (const Word c : tree.children[adjective]) {
    const auto relation = tree.relation(c);
    if (c < adjective) continue;
    if (relation == "ccomp" || relation == "xcomp" || relation == "advcl") {
      out.content = all_under(tree, c);
      out.frame = "adj:" + clause_frame(tree, c, out.content);
      if (relation == "advcl" && !is_one_of(mark_of(tree, c), {"to", "that", "about", "of", "for"})) continue;
    } else if (relation == "obl") {
      const std::string prep = tree.preposition(c);
      if (!is_one_of(prep, {"about", "of", "with", "for", "by", "at", "to", "on", "over"})) continue;
      out.content = all_under(tree, c);
      out.frame = "adj:" + prep;
    } else {
      continue;
    }
    out.content_head = c;
    return out;
  }
  return std::nullopt;
}

/// "according to S", "in the view of S": the phrase colours the clause it hangs in.
std::optional<ReportFrame> phrase_frame(const Tree& tree, Word w) {
  ReportFrame out;
  Word phrase = w;
  if (tree.form[w] == "according") {
    const auto head = tree.head(w);
    if (!head || *head < w) return std::nullopt;
    phrase = *head;
    out.source = phrase;
    out.frame = "according";
    out.cue_words = {w};
    if (w + 1 < tree.size() && tree.form[w + 1] == "to") out.cue_words.push_back(w + 1);
  } else if (tree.token(w).upos == Upos::noun && tree.relation(w) == "obl" && is_one_of(tree.preposition(w), {"in", "to", "from", "for"})) {
    out.source = owner_of(tree, w, false);
    if (!out.source || (tree.lemma[w] != "word" && tree.lemma[w] != "view" && tree.lemma[w] != "opinion" && tree.lemma[w] != "eye" && tree.lemma[w] != "mind" && tree.lemma[w] != "telling"))
      return std::nullopt;
    out.frame = "in:" + tree.lemma[w];
  } else {
    return std::nullopt;
  }
  out.cue = w;
  const auto host = tree.head(phrase);
  if (!host) return std::nullopt;
  Word top = *host;
  // A noun under the predicate: the phrase says it of the clause.
  while (!tree.predicative(top) && tree.head(top) && phrase > top && tree.relation(top) != "root") top = *tree.head(top);
  out.content = without(all_under(tree, top), all_under(tree, phrase));
  out.content_head = top;
  return out;
}

/// "Governor: X": a name before a colon, and no verb.
std::optional<ReportFrame> colon_frame(const Tree& tree, Word colon) {
  constexpr Word kLongest = 8;
  if (tree.form[colon] != ":" || colon == 0 || colon > kLongest || colon + 2 >= tree.size()) return std::nullopt;
  std::optional<Word> head;
  for (Word w = 0; w < colon; ++w) {
    if (tree.verbal(w)) return std::nullopt;
    const auto above = tree.head(w);
    if (tree.nominal(w) && !head && (!above || *above > colon || !tree.nominal(*above))) head = w;
  }
  if (!head) return std::nullopt;
  ReportFrame out;
  out.cue = colon;
  out.source = head;
  out.cue_words = {colon};
  for (Word w = colon + 1; w < tree.size(); ++w) out.content.push_back(w);
  out.content_head = colon + 1;
  for (const Word w : out.content)
    if (const auto above = tree.head(w); !above || *above < colon) { out.content_head = w; break; }
  out.frame = "colon";
  return out;
}

}  // namespace

std::vector<Word> source_words(const Tree& tree, Word head) {
  std::vector<Word> out = all_under(tree, head);
  for (const Word c : tree.children[head]) {
    const auto relation = tree.relation(c);
    const bool clause = tree.has_relation(c, "acl:relcl") || relation == "parataxis" || (relation == "conj" && tree.verbal(c)) || (relation == "case" && c < head);
    const bool frame = relation == "nsubj" || relation == "cop" || relation == "punct" || relation == "aux" || relation == "mark" || relation == "advcl";
    if (clause || frame) out = without(out, all_under(tree, c));
  }
  trim_punctuation(tree, out);
  return out.empty() ? std::vector<Word>{head} : out;
}

std::vector<ReportFrame> report_frames(const Tree& tree) {
  std::vector<ReportFrame> out;
  for (Word w = 0; w < tree.size(); ++w) {
    std::optional<ReportFrame> found;
    const Upos upos = tree.token(w).upos;
    if (tree.form[w] == "according" || tree.form[w] == ":") found = tree.form[w] == ":" ? colon_frame(tree, w) : phrase_frame(tree, w);
    else if (upos == Upos::verb) found = verb_frame(tree, w);
    else if (upos == Upos::noun) {
      found = phrase_frame(tree, w);
      if (!found) found = noun_frame(tree, w);
      if (!found) found = equated_frame(tree, w);
    } else if (upos == Upos::adj) found = adjective_frame(tree, w);
    if (!found) continue;
    if (found->cue_words.empty()) found->cue_words = with_helpers(tree, w);
    trim_punctuation(tree, found->content);
    if (!found->content.empty()) out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace daybook
