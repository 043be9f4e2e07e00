#include <doctest/doctest.h>

#include "present/given_text.h"

using namespace daybook;

namespace {

Document document_of(std::initializer_list<const char*> segments) {
  Document document;
  for (const char* words : segments) {
    if (!document.text.empty()) document.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += words;
    document.segments.push_back({SegmentKind::body, {begin, static_cast<std::uint32_t>(document.text.size())}, ""});
  }
  return document;
}

Span bytes_of(const Document& document, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(document.text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

}  // namespace

TEST_CASE("offsets of words in the text that was given") {
  const std::string given = "\n\nMenu\n  Talks in S\u00e3o  Paulo\nfailed on Monday.\r\n\r\nThey   end on\u00a0Friday.";
  const auto document = document_of({"Talks in S\u00e3o Paulo failed on Monday.", "They end on Friday."});
  const GivenText where(document, given);
  CHECK(where.complete());
  CHECK(where.code_points(bytes_of(document, "Monday")) == Span{39, 45});
  CHECK(where.code_points(bytes_of(document, "Paulo failed")) == Span{23, 35});
  CHECK(where.code_points(bytes_of(document, "on Friday")) == Span{61, 70});
}

TEST_CASE("words that do not stand in the given text have no offset, and the others keep theirs") {
  const auto document = document_of({"A title by its feed", "A tale of Monday."});
  const GivenText where(document, "A tale of Monday.");
  CHECK_FALSE(where.complete());
  CHECK_FALSE(where.code_points(bytes_of(document, "feed")));
  CHECK(where.code_points(bytes_of(document, "Monday")) == Span{10, 16});
}

TEST_CASE("the same words twice: the second segment is the second place") {
  const auto document = document_of({"It fell on Monday.", "It fell on Monday."});
  const GivenText where(document, "It fell on Monday.\nIt fell on Monday.");
  CHECK(where.code_points({document.segments[1].span.begin, document.segments[1].span.end}) == Span{19, 37});
}
