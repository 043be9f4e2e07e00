// A text to sentences and words: by a network of random numbers, and by Unicode's rules. The first byte chooses the network and how
// often the text is cut into segments. What a random network says is nonsense; that all of it stands where it says is checked.
#include "../unit/support/tiny_network.h"
#include "fuzz_support.h"
#include "language/analyser.h"

using namespace daybook;

namespace {

const Analyser& analyser(unsigned number) {
  static const TemporaryFolder folder;
  static const std::vector<Analyser> all = [] {
    std::vector<Analyser> out;
    for (std::uint32_t seed = 1; seed <= 4; ++seed) out.push_back(Analyser::open(folder.write(std::to_string(seed) + ".net", tiny_network(seed))));
    for (const char* language : {"fa", "th"}) out.push_back(Analyser::load(Resources("", folder.path / "no models", ""), language));
    return out;
  }();
  return all[number % all.size()];
}

void check(const Document& document, const Analysis& analysis, bool grammar) {
  using fuzz::must;
  std::uint32_t before = 0;
  for (const auto& s : analysis.sentences) {
    must(s.segment < document.segments.size() && document.segments[s.segment].span.contains(s.span), "a sentence lies in its segment");
    must(!s.tokens.empty(), "a sentence has words");
    int roots = 0;
    for (const auto& t : s.tokens) {
      must(s.span.contains(t.span) && !t.span.empty() && t.span.begin >= before, "words lie in their sentence, in order");
      before = t.span.end;
      must(is_utf8(text_of(document.text, t.span)) && is_utf8(t.form) && is_utf8(t.lemma), "words are UTF-8");
      must(t.head >= -1 && t.head < static_cast<int>(s.tokens.size()), "heads are words");
      roots += t.head < 0;
    }
    must(!grammar || roots == 1, "a tree has one root");
    std::uint32_t last = 0;
    for (const auto& name : s.names) {
      must(name.first >= last && name.first < name.last && name.last <= s.tokens.size(), "names are words, in order");
      must(name.score >= 0 && name.score <= 1.001f, "a score is a share");
      last = name.last;
    }
  }
  must(is_utf8(to_conllu(document, analysis)), "CoNLL-U is UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  const unsigned number = fuzz::take_byte(rest);
  Document document;
  document.text = repair_utf8(rest);
  // Segments part at the first blank lines, or not at all.
  std::size_t at = 0;
  for (unsigned cuts = number % 3; at <= document.text.size(); --cuts) {
    auto end = cuts > 0 ? document.text.find("\n\n", at) : std::string::npos;
    const bool whole = end == std::string::npos;
    if (whole) end = document.text.size();
    document.segments.push_back({SegmentKind::body, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, ""});
    if (whole) break;
    at = end + 2;
  }
  const auto& one = analyser(number);
  check(document, one.analyse(document), one.has_grammar());
  return 0;
}
