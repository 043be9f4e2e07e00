// Prints what the network for claims learns from: words, where they stand and hang (names repaired), and the network's vectors of them. For
// training/claims/head.py.
//
//   word_vectors PATH... OUT.vectors >OUT.jsonl      pages as 'daybook ingest' reads them
//
// A line a sentence: {"file","begin","end","words":[[begin,end,upos,head,form]...]}, offsets in code points of "text", which the first line of a document
// has. OUT.vectors: 32-bit floats, a row a word, in the order of the lines.
#include <filesystem>
#include <fstream>
#include <iostream>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/utf8.h"
#include "claim/name_repair.h"
#include "pipeline/stages.h"
#include "read/reader.h"

using namespace daybook;

int main(int argc, char** argv) try {
  if (argc < 3) throw Error(ErrorCode::usage, "word_vectors PATH... OUT.vectors", "");
  StageOptions options;
  options.vectors = true;
  const auto stages = Stages::load(Resources::find(std::filesystem::absolute(argv[0])), options);
  std::ofstream vectors(argv[argc - 1], std::ios::binary);
  for (int i = 1; i + 1 < argc; ++i)
    read_path(argv[i], ReadOptions{}, {[&](Page&& page) {
      const Reading reading = stages.read(page);
      const CodePointIndex points(reading.document.text);
      const Analysis repaired = with_names(reading.analysis, reading.readings);
      bool first = true;
      for (const Sentence& s : repaired.sentences) {
        if (s.vectors().empty()) continue;
        nlohmann::ordered_json out;
        out["file"] = reading.document.at.file;
        out["width"] = s.vectors().size() / s.tokens.size();
        if (first) out["text"] = reading.document.text;
        first = false;
        for (const Token& t : s.tokens) {
          const Span at = points.code_points(t.span);
          out["words"].push_back({at.begin, at.end, name_of(t.upos), t.head, t.form});
        }
        std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        vectors.write(reinterpret_cast<const char*>(s.vectors().data()), static_cast<std::streamsize>(s.vectors().size() * sizeof(float)));
      }
    }, [](Rejection&& why) { std::cerr << why.message << '\n'; }});
} catch (const std::exception& e) {
  std::cerr << "word_vectors: " << e.what() << '\n';
  return 1;
}
