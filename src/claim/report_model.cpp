#include "claim/report_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "resource/table.h"

namespace daybook {
namespace {

constexpr std::string_view kFile = "claims/attribution.tsv";
constexpr std::string_view kBias = "(bias)";

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

std::string size_class(std::size_t words) { return words <= 1 ? "1" : words <= 3 ? "3" : words <= 7 ? "7" : words <= 15 ? "15" : words <= 30 ? "30" : "more"; }

std::string quoting(const ReportContext& context, const ReportFrame& frame) {
  const Tree& tree = context.tree;
  std::size_t inside = 0;
  for (const Word w : frame.content) inside += is_quoted(context.quotes, tree.token(w).span.begin);
  return inside == 0 ? "none" : inside * 10 >= frame.content.size() * 9 ? "all" : "some";
}

std::string helpers(const Tree& tree, Word cue) {
  std::string out;
  for (const Word c : tree.children[cue])
    if (tree.relation(c) == "aux" && !tree.has_relation(c, "aux:pass")) out += tree.lemma[c] + " ";
  return out;
}

bool is_negated(const Tree& tree, Word cue) {
  return std::any_of(tree.children[cue].begin(), tree.children[cue].end(), [&](Word c) { return tree.form[c] == "not" || tree.form[c] == "n't" || tree.form[c] == "n’t" || tree.form[c] == "never" || tree.form[c] == "no"; });
}

void add_source(const ReportContext& context, const ReportFrame& frame, const std::string& cue, std::vector<std::string>& out) {
  if (!frame.source) {
    out.push_back("source=none");
    return;
  }
  const Tree& tree = context.tree;
  const std::string type = source_type(context, *frame.source);
  out.push_back("source=" + type);
  out.push_back("source+frame=" + type + "|" + frame.frame);
  if (tree.token(*frame.source).upos != Upos::propn) out.push_back("source lemma=" + tree.lemma[*frame.source]);  // whoever is in the news today is not tomorrow
  const auto distance = *frame.source > frame.cue ? *frame.source - frame.cue : frame.cue - *frame.source;
  out.push_back("source distance=" + size_class(distance) + (*frame.source > frame.cue ? " behind" : ""));
  out.push_back("source relation=" + tree.sentence.tokens[*frame.source].deprel + (tree.dominates(frame.cue, *frame.source) ? "" : " shared"));
  for (const std::string& of_class : context.lexicon.cue_classes_of(cue)) out.push_back("class+source=" + of_class + "|" + type);
}

void add_cue(const ReportContext& context, const ReportFrame& frame, const std::string& cue, std::vector<std::string>& out) {
  const Tree& tree = context.tree;
  out.push_back("frame=" + frame.frame);
  out.push_back("lemma=" + cue);
  out.push_back("lemma+frame=" + cue + "|" + frame.frame);
  for (const std::string& of_class : context.lexicon.cue_classes_of(cue)) {
    out.push_back("class=" + of_class);
    out.push_back("class+frame=" + of_class + "|" + frame.frame);
  }
  out.push_back("tag=" + tree.token(frame.cue).xpos);
  out.push_back("relation=" + tree.token(frame.cue).deprel);
  const std::string with = helpers(tree, frame.cue);
  if (!with.empty()) out.push_back("helpers=" + with);
  if (is_negated(tree, frame.cue)) out.push_back("negated");
  for (const Word c : tree.children[frame.cue]) {
    if (tree.has_relation(c, "compound:prt")) out.push_back("particle=" + cue + "|" + tree.form[c]);
    if (tree.relation(c) == "mark") out.push_back("mark=" + tree.form[c]);
  }
  if (is_quoted(context.quotes, tree.token(frame.cue).span.begin)) out.push_back("cue quoted");
  if (context.headline) out.push_back("headline"), out.push_back("headline+frame=" + frame.frame);
  if (const auto head = tree.head(frame.cue)) {
    if (tree.token(*head).upos != Upos::propn) out.push_back("above=" + tree.lemma[*head] + "|" + std::string(tree.relation(frame.cue)));
    for (const std::string& of_class : context.lexicon.cue_classes_of(tree.lemma[*head])) out.push_back("above class=" + of_class + "|" + std::string(tree.relation(frame.cue)));
  }
}

void add_content(const ReportContext& context, const ReportFrame& frame, std::vector<std::string>& out) {
  const Tree& tree = context.tree;
  const std::string quoted = quoting(context, frame);
  out.push_back("quoted=" + quoted);
  out.push_back("quoted+frame=" + quoted + "|" + frame.frame);
  out.push_back("size=" + size_class(frame.content.size()));
  out.push_back(std::string("content tag=") + name_of(tree.token(frame.content_head).upos));
  if (tree.token(frame.content_head).upos != Upos::propn) out.push_back("content lemma=" + tree.lemma[frame.content_head]);
  for (const std::string& of_class : context.lexicon.cue_classes_of(tree.lemma[frame.content_head])) out.push_back("content class=" + of_class);
  if (tree.child(frame.content_head, "nsubj")) out.push_back("content has subject");
}

}  // namespace

std::vector<std::string> report_features(const ReportContext& context, const ReportFrame& frame) {
  std::vector<std::string> out;
  const std::string& cue = context.tree.lemma[frame.cue];
  add_cue(context, frame, cue, out);
  add_source(context, frame, cue, out);
  add_content(context, frame, out);
  return out;
}

ReportModel ReportModel::read(std::string_view table) {
  const Table rows = Table::read(table, kFile);
  const auto feature = rows.column("feature"), weight = rows.column("weight");
  ReportModel out;
  for (const auto& row : rows.rows()) {
    double value = 0;
    const std::string& cell = row[weight];
    if (const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), value); end.ec != std::errc{} || end.ptr != cell.data() + cell.size())
      throw Error(ErrorCode::bad_resource, "data/" + std::string(kFile) + ": the weight of " + row[feature] + " is no number", cell);
    if (row[feature] == kBias) out.bias_ = value;
    else out.weights_[row[feature]] = value;
  }
  return out;
}

double ReportModel::probability(const std::vector<std::string>& features) const {
  double sum = bias_;
  for (const std::string& feature : features)
    if (const auto found = weights_.find(feature); found != weights_.end()) sum += found->second;
  return 1 / (1 + std::exp(-sum));
}

}  // namespace daybook
