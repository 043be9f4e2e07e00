#include <doctest/doctest.h>

#include <string>

#include "claim/quote_marks.h"

using namespace daybook;

namespace {

Document paragraphs(std::initializer_list<const char*> texts) {
  Document out;
  for (const char* text : texts) {
    if (!out.text.empty()) out.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    out.segments.push_back({SegmentKind::body, {begin, static_cast<std::uint32_t>(out.text.size())}, ""});
  }
  return out;
}

std::string all(const Document& document, bool single_marks = true) {
  std::string out;
  for (const QuotedStretch& s : quoted_stretches(document, single_marks)) out += "[" + std::string(text_of(document.text, s.inner)) + (s.goes_on ? "..." : "") + "]";
  return out;
}

}  // namespace

TEST_CASE("quotation marks pair in order, typographic and plain") {
  CHECK(all(paragraphs({"“We hold,” he said. “We stay.”"})) == "[We hold,][We stay.]");
  CHECK(all(paragraphs({"\"We hold,\" he said."})) == "[We hold,]");
}

TEST_CASE("a paragraph that opens and does not close goes on in the next") {
  CHECK(all(paragraphs({"“We hold the bridge.", "“We stay,” he said."})) == "[We hold the bridge....][We stay,]");
}

TEST_CASE("a closing mark without an opening one opens nothing") { CHECK(all(paragraphs({"He stayed.” They left."})).empty()); }

TEST_CASE("an apostrophe is no quotation mark") {
  CHECK(all(paragraphs({"The governor’s men don’t leave."})).empty());
  CHECK(all(paragraphs({"Governor: ‘We don’t leave’"})) == "[We don’t leave]");
  CHECK(all(paragraphs({"Governor: ‘We don’t leave’"}), false).empty());
}
