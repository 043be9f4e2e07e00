// Prints the claims of texts as JSON lines, running language, resolvers and claim/ alone: for working on claims.
//
//   claims_tool SOURCE_DIR BUILD_DIR FILE...  [--plain] [--conllu]
//
// .jsonl: objects with id, title, published, publisher, text. Anything else is plain text: the first line is the
// headline, blank lines part the paragraphs, everything after a reply form is comment. --plain: readable lines.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/hash.h"
#include "base/utf8.h"
#include "claim/claim_extractor.h"
#include "claim/claim_lexicon.h"
#include "language/analyser.h"
#include "place_stage.h"
#include "present/claim_json.h"
#include "resolve/actor/actor_resolver.h"
#include "resolve/actor/actor_table.h"
#include "resolve/number/number_lexicon.h"
#include "resolve/number/number_resolver.h"
#include "resolve/time/time_lexicon.h"
#include "resolve/time/time_resolver.h"

using namespace daybook;

namespace {

Document document_of(const std::string& file, std::string text) {
  Document d;
  d.text = repair_utf8(text);
  d.page_digest = sha256_hex(d.text);
  d.id = make_id("doc_", {d.page_digest});
  d.at.file = file;
  bool comment = false, first = true;
  for (std::size_t at = 0; at < d.text.size();) {
    auto end = std::min(d.text.find("\n\n", at), d.text.size());
    const std::string_view block = std::string_view(d.text).substr(at, end - at);
    if (block.find("View all comments") != std::string_view::npos || block.starts_with("Leave a Reply")) comment = true;
    const SegmentKind kind = comment ? SegmentKind::comment : first ? SegmentKind::headline : SegmentKind::body;
    if (!trim(block).empty()) d.segments.push_back({kind, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, "plain text"}), first = false;
    at = end + 2;
  }
  return d;
}

std::string bytes_of(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

std::string list(const std::vector<ClaimActor>& actors) {
  std::string out;
  for (const auto& a : actors) out += (out.empty() ? "" : "; ") + (a.name.empty() ? "~" + a.text : a.name);
  return out;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 4) return std::cerr << "claims_tool SOURCE_DIR BUILD_DIR FILE... [--plain]\n", 2;
  const std::string source = argv[1], build = argv[2];
  const Resources resources(source + "/data", source + "/models", build);
  const Analyser analyser = Analyser::load(resources);
  const TimeLexicon time_lexicon = read_time_lexicon(resources);
  const NumberLexicon number_lexicon = read_number_lexicon(resources);
  const ActorTable actor_table = read_actor_table(resources);
  const ClaimLexicon lexicon = read_claim_lexicon(resources);
  const TimeResolver times(time_lexicon);
  const NumberResolver numbers(number_lexicon);
  const PlaceStage places(resources);
  const ActorResolver actors(actor_table);
  const ClaimExtractor extractor(lexicon);

  std::vector<Document> documents;
  bool plain = false, conllu = false;
  for (int i = 3; i < argc; ++i) {
    const std::string file = argv[i];
    if (file == "--plain") { plain = true; continue; }
    if (file == "--conllu") { conllu = true; continue; }
    if (!file.ends_with(".jsonl")) { documents.push_back(document_of(file, bytes_of(file))); continue; }
    std::istringstream lines(bytes_of(file));
    for (std::string line; std::getline(lines, line);) {
      const auto o = nlohmann::json::parse(line);
      Document d = document_of(o.value("id", "") + ".json", o.value("text", ""));
      d.title = o.value("title", "");
      d.publisher = o.value("publisher", "");
      d.published.day = parse_iso_day(o.value("published", ""));
      documents.push_back(std::move(d));
    }
  }
  for (Document& d : documents) {
    const Analysis analysis = analyser.analyse(d);
    if (!d.published.day) d.published = times.infer_published(d, analysis);
    if (conllu) { std::cout << to_conllu(d, analysis); continue; }
    Readings readings;
    readings.times = times.resolve(d, analysis);
    readings.numbers = numbers.resolve(d, analysis, readings.times);
    readings.places = places.resolve(d, analysis);
    readings.actors = actors.resolve(d, analysis, readings.places);
    const auto claims = extractor.extract(d, analysis, readings);
    const CodePointIndex index(d.text);
    std::uint32_t last = UINT32_MAX;
    for (const Claim& c : claims) {
      if (c.segment == SegmentKind::comment) continue;
      if (!plain) {
        const ClaimKind& k = *lexicon.kind(c.kind);
        auto first = [](const std::vector<std::string>& v) { return v.empty() ? std::string() : v.front(); };
        std::cout << json_line(claim_to_json(ledger_claim_of(d, index, c, analysis.sentences[c.sentence].span),
                                          {{k.name, {first(k.plover), first(k.plover_mode), first(k.cameo), first(k.acled_event), first(k.acled_sub_event)}}})) << "\n";
        continue;
      }
      if (c.sentence != last) std::cout << "\n# " << text_of(d.text, analysis.sentences[c.sentence].span) << "\n";
      last = c.sentence;
      std::string where, numbers_text;
      for (const auto& p : c.places) where += (where.empty() ? "" : "; ") + p.reading.name;
      for (const auto& n : c.numbers) numbers_text += fmt::format(" {}", n.value);
      std::cout << fmt::format("  {}{} \"{}\"\n      a=[{}] t=[{}] p=[{}] w={} n={} m={} @[{}] {} {:.2f}\n", c.kind, c.phase.empty() ? "" : "." + c.phase,
                               text_of(d.text, c.quote), list(c.actors), list(c.targets), where, c.time ? c.time->reading.edtf : "", numbers_text,
                               name_of(c.modality), list(c.attribution), c.rule, c.confidence);
    }
  }
} catch (const std::exception& e) {
  std::cerr << "claims_tool: " << e.what() << "\n";
  return 1;
}
