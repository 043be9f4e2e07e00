// What the attribution model is trained on: each candidate of analysed documents with its features, and what is found today.
//
//   attribution_candidates DATA FILE.json...     DATA: the folder data/; FILE: from `daybook analyse --format json`
//
// One JSON object a line and file: {"file", "candidates": [{"source", "cue", "content", "features"}], "attributions": [...]},
// spans as [begin, end) in code points of the text.
#include <fstream>
#include <iostream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "claim/attribution_finder.h"

using namespace daybook;
using Json = nlohmann::ordered_json;

namespace {

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Sentence sentence_from(const Json& json, const CodePointIndex& points) {
  const auto span = [&](const Json& j) { return Span{points.bytes(j.at("start")), points.bytes(j.at("end"))}; };
  const auto text = [](const Json& j) { return j.is_null() ? std::string() : j.get<std::string>(); };
  Sentence out;
  out.span = span(json);
  for (const Json& w : json.at("words")) {
    Token t;
    t.span = span(w);
    t.form = text(w.at("form"));
    t.lemma = text(w.at("lemma"));
    t.upos = upos_from(text(w.at("upos")));
    t.xpos = text(w.at("xpos"));
    t.feats = text(w.at("feats"));
    t.head = w.at("head").is_null() ? -1 : w.at("head").get<std::int32_t>() - 1;
    t.deprel = text(w.at("deprel"));
    out.tokens.push_back(std::move(t));
  }
  for (const Json& n : json.at("names")) {
    const std::string kind = n.at("kind");
    const NameType type = kind == "PER" ? NameType::person : kind == "ORG" ? NameType::organisation : kind == "LOC" ? NameType::location : NameType::other;
    out.names.push_back({n.at("first").get<std::uint32_t>() - 1, n.at("last").get<std::uint32_t>(), type, 1});
  }
  return out;
}

void read(const Json& json, Document& document, Analysis& analysis) {
  document.text = json.at("text");
  const CodePointIndex points(document.text);
  for (std::size_t at = 0; at < document.text.size();) {  // as `daybook analyse` parts a plain text
    const auto gap = std::min(document.text.find("\n\n", at), document.text.size());
    if (gap > at) document.segments.push_back({SegmentKind::body, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(gap)}, ""});
    at = gap + 2;
  }
  for (const Json& s : json.at("sentences")) {
    analysis.sentences.push_back(sentence_from(s, points));
    Sentence& sentence = analysis.sentences.back();
    while (sentence.segment + 1 < document.segments.size() && document.segments[sentence.segment].span.end <= sentence.span.begin) ++sentence.segment;
    if (analysis.sentences.size() > 1) sentence.segment = std::max(sentence.segment, analysis.sentences[analysis.sentences.size() - 2].segment);
    while (sentence.segment + 1 < document.segments.size() && document.segments[sentence.segment].span.end <= sentence.span.begin) ++sentence.segment;
  }
}

Json as_json(const Attribution& a, const CodePointIndex& points) {
  const auto span = [&](Span s) { return Json{points.code_points(s.begin), points.code_points(s.end)}; };
  Json content = Json::array();
  for (const Span s : a.content) content.push_back(span(s));
  return {{"source", a.source.empty() ? Json(nullptr) : span(a.source)}, {"cue", span(a.cue)}, {"content", content}, {"confidence", a.confidence}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: attribution_candidates DATA FILE.json...\n";
    return 2;
  }
  const ClaimLexicon lexicon = read_claim_lexicon(Resources(argv[1], "", ""));
  const ReportModel model = ReportModel::read(contents(std::string(argv[1]) + "/claims/attribution.tsv"));
  const AttributionFinder finder(lexicon, model);
  for (int i = 2; i < argc; ++i) {
    Document document;
    Analysis analysis;
    read(Json::parse(contents(argv[i])), document, analysis);
    const CodePointIndex points(document.text);
    Json candidates = Json::array(), attributions = Json::array();
    for (const Candidate& c : finder.candidates(document, analysis)) {
      Json json = as_json(c.attribution, points);
      json["features"] = c.features;
      candidates.push_back(std::move(json));
    }
    for (const Attribution& a : finder.find(document, analysis, Readings{})) attributions.push_back(as_json(a, points));
    std::cout << Json{{"file", argv[i]}, {"candidates", candidates}, {"attributions", attributions}}.dump() << '\n';
  }
  return 0;
}
