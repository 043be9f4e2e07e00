// Shows what the gate for claims lets pass: for eval/gate.
//
//   gate_tool PATH...     pages as 'daybook ingest' reads them; one JSON object a document
//
// {"id":"...","paragraphs":[{"text":"...","comment":false,"passes":true}]}; paragraphs are the units that the readers of language read.
#include <filesystem>
#include <iostream>

#include <nlohmann/json.hpp>

#include "claim/claim_gate.h"
#include "claim/claim_lexicon.h"
#include "language/prepared_text.h"
#include "pipeline/stages.h"
#include "read/reader.h"

using namespace daybook;

int main(int argc, char** argv) try {
  const auto resources = Resources::find(std::filesystem::absolute(argv[0]));
  const auto cleaner = PageCleaner::load(resources);
  const ClaimGate gate(read_claim_lexicon(resources));
  for (int i = 1; i < argc; ++i)
    read_path(argv[i], ReadOptions{}, {[&](Page&& page) {
      try {
        const Document document = cleaner.clean(page);
        nlohmann::json paragraphs = nlohmann::json::array();
        for (const auto& segment : document.segments)
          for (const auto& unit : prepare(document.text, segment.span))
            paragraphs.push_back({{"text", unit.text}, {"comment", segment.kind == SegmentKind::comment}, {"passes", gate.passes(unit.text)}});
        std::cout << nlohmann::json{{"title", document.title}, {"paragraphs", paragraphs}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
      } catch (const std::exception&) {
      }
    }, [](Rejection&&) {}});
} catch (const std::exception& e) {
  std::cerr << "gate_tool: " << e.what() << '\n';
  return 1;
}
