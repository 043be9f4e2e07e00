#include <doctest/doctest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "base/utf8.h"
#include "clean/decode.h"
#include "clean/html_tree.h"

using namespace daybook;

namespace {

std::string decoded(std::string bytes) {
  Page page;
  page.bytes = std::move(bytes);
  return decode(page).text;
}

std::string composed_by_icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::Normalizer2::getNFCInstance(status)->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(out);
  return out;
}

}  // namespace

TEST_CASE("what is taken to be composed is composed: every character alone and between others, against ICU") {
  for (char32_t c = 0x21; c < 0x20000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "e";
    append_utf8(text, c);
    text += "가";
    append_utf8(text, c);
    if (decoded(text) != composed_by_icu(text)) FAIL_CHECK(text);
  }
}

TEST_CASE("a decomposed page is composed, and only then changed") {
  CHECK(decoded("Cafe\xCC\x81 \xE2\x84\xAB") == "Café Å");
  CHECK(decoded("“Café” – 中文 😀") == "“Café” – 中文 😀");
}

TEST_CASE("a letter keeps thirty marks and no more") {
  std::string marks;
  for (int i = 0; i < 30; ++i) marks += "\xCC\xA7";
  CHECK(decoded("x" + marks + "y" + marks) == "x" + marks + "y" + marks);
  CHECK(decoded("x" + marks + "\xCC\xA7\xCC\xA7y") == "x" + marks + "y");
}

TEST_CASE("line ends become one") {
  CHECK(decoded("a\r\nb\rc\nd\r\r\ne\r") == "a\nb\nc\nd\n\ne\n");
  CHECK(decoded("\r\n\r\n") == "\n\n");
  CHECK(decoded("none at all") == "none at all");
}

TEST_CASE("squeeze: runs of any white space become one, the invisible goes, the rest stays") {
  CHECK(squeeze("  a  b\t\nc ") == "a b c");
  CHECK(squeeze("\xE2\x80\x8B b") == "b");                     // zero-width space before
  CHECK(squeeze("a\xC2\xA0 \xE3\x80\x80" "b") == "a b");       // no-break and ideographic space
  CHECK(squeeze("a\xC2\xAD" "b\xC2\x8F" "c") == "abc");        // soft hyphen, C1 control
  CHECK(squeeze("It’s 5 € – “ok” 中文") == "It’s 5 € – “ok” 中文");
  CHECK(squeeze("’ b ’") == "’ b ’");
  CHECK(squeeze(" \xC2\xA0 ").empty());
}
