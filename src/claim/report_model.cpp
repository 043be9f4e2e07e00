#include "claim/report_model.h"

#include <algorithm>

namespace daybook {
namespace {

bool is_quoted(const std::vector<QuotedStretch>& quotes, std::uint32_t at) {
  return std::any_of(quotes.begin(), quotes.end(), [&](const QuotedStretch& q) { return q.inner.contains(at); });
}

std::string name_type(const Tree& tree, Word w) {
  for (const Name& name : tree.sentence.names)
    if (name.first <= w && w < name.last) return name_of(name.type);
  return {};
}

/// What kind of words name the source: a pronoun by itself, a name by its type, a noun by its class.
std::string source_type(const ReportContext& context, Word w) {
  const Tree& tree = context.tree;
  const std::string& form = tree.form[w];
  if (tree.token(w).upos == Upos::pron || tree.token(w).upos == Upos::det) return "pron:" + form;
  if (const std::string type = name_type(tree, w); !type.empty()) return "name:" + type;
  if (tree.token(w).upos == Upos::propn) return "propn";
  for (const char* of_class : {"document", "information", "person", "body", "force"})
    if (context.lexicon.in_class(of_class, tree.lemma[w])) return of_class;
  return "noun";
}

std::string quoting(const ReportContext& context, const ReportFrame& frame) {
  const Tree& tree = context.tree;
  std::size_t inside = 0;
  for (const Word w : frame.content) inside += is_quoted(context.quotes, tree.token(w).span.begin);
  return inside == 0 ? "none" : inside * 10 >= frame.content.size() * 9 ? "all" : "some";
}

bool is_negated(const Tree& tree, Word cue) {
  return std::any_of(tree.children[cue].begin(), tree.children[cue].end(), [&](Word c) { return tree.form[c] == "not" || tree.form[c] == "n't" || tree.form[c] == "n’t" || tree.form[c] == "never" || tree.form[c] == "no"; });
}

void add_source(const ReportContext& context, const ReportFrame& frame, std::vector<std::string>& out) {
  if (!frame.source) {
    out.push_back("source=none");
    return;
  }
  const Tree& tree = context.tree;
  const std::string type = source_type(context, *frame.source);
  out.push_back("source=" + type);
  out.push_back("source relation=" + tree.sentence.tokens[*frame.source].deprel + (tree.dominates(frame.cue, *frame.source) ? "" : " shared"));
}

void add_cue(const ReportContext& context, const ReportFrame& frame, const std::string& cue, std::vector<std::string>& out) {
  const Tree& tree = context.tree;
  out.push_back("frame=" + frame.frame);
  for (const std::string& of_class : context.lexicon.cue_classes_of(cue)) {
    out.push_back("class=" + of_class);
    out.push_back("class+frame=" + of_class + "|" + frame.frame);
  }
  out.push_back("relation=" + tree.token(frame.cue).deprel);
  if (is_negated(tree, frame.cue)) out.push_back("negated");
  for (const Word c : tree.children[frame.cue])
    if (tree.relation(c) == "mark") out.push_back("mark=" + tree.form[c]);
  if (is_quoted(context.quotes, tree.token(frame.cue).span.begin)) out.push_back("cue quoted");
  if (context.headline) out.push_back("headline"), out.push_back("headline+frame=" + frame.frame);
}

void add_content(const ReportContext& context, const ReportFrame& frame, std::vector<std::string>& out) {
  const Tree& tree = context.tree;
  const std::string quoted = quoting(context, frame);
  out.push_back("quoted=" + quoted);
  out.push_back("quoted+frame=" + quoted + "|" + frame.frame);
  if (tree.child(frame.content_head, "nsubj")) out.push_back("content has subject");
}

}  // namespace

std::vector<std::string> report_features(const ReportContext& context, const ReportFrame& frame) {
  std::vector<std::string> out;
  const std::string& cue = context.tree.lemma[frame.cue];
  add_cue(context, frame, cue, out);
  add_source(context, frame, out);
  add_content(context, frame, out);
  return out;
}

}  // namespace daybook
