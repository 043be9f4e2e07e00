// Developer tool: tags plain text on standard input with the time expressions found, one JSON object a line, offsets in
// code points. usage: time_tool DATA_FOLDER [PUBLISHED]. Sentences are cut at blank lines and full stops: for measuring
// the resolver apart from the language stage.
#include <fmt/format.h>

#include <iostream>
#include <iterator>

#include "base/utf8.h"
#include "resolve/time/time_lexicon.h"
#include "resolve/time/time_resolver.h"
#include "tests_support.h"

int main(int argc, char** argv) {
  using namespace daybook;
  if (argc < 2) return 2;
  const auto lexicon = read_time_lexicon(Resources(argv[1], "", ""));
  const TimeResolver resolver(lexicon);
  Document document;
  document.text = repair_utf8(std::string(std::istreambuf_iterator<char>(std::cin), {}));
  if (argc > 2) document.published = {parse_iso_day(argv[2]), argv[2], "given"};
  const Analysis analysis = rough_analysis(document);
  const CodePointIndex index(document.text);
  if (argc > 3) { const auto fact = resolver.infer_published(document, analysis); std::cerr << (fact.day ? to_iso(*fact.day) : "unknown") << " " << fact.basis << "\n"; }
  for (const auto& m : resolver.resolve(document, analysis)) {
    const Span s = index.code_points(m.span);
    std::string text(text_of(document.text, m.span));
    for (char& c : text) if (c == '\n' || c == '"' || c == '\\') c = ' ';
    std::cout << fmt::format("{{\"start\": {}, \"end\": {}, \"timex_value\": \"{}\", \"text\": \"{}\", \"edtf\": \"{}\"}}\n", s.begin, s.end, m.timex_value, text, m.readings.empty() ? "" : m.readings.front().edtf);
  }
}
