#include <doctest/doctest.h>

#include "base/day.h"
#include "base/hash.h"
#include "base/utf8.h"

using namespace daybook;

TEST_CASE("sha256 of a known vector (FIPS 180-4 example)") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("ids depend on where one part ends and the next begins") {
  CHECK(make_id("x_", {"ab", "c"}) != make_id("x_", {"a", "bc"}));
  CHECK(make_id("x_", {"ab", "c"}) == make_id("x_", {"ab", "c"}));
}

TEST_CASE("days") {
  CHECK(to_iso(Day::of(2021, 7, 14)) == "2021-07-14");
  CHECK(Day::of(2021, 7, 14).weekday() == 2);  // a Wednesday
  CHECK(parse_iso_day("2021-07-14T08:00:00Z") == Day::of(2021, 7, 14));
  CHECK_FALSE(parse_iso_day("2021-02-30"));
  CHECK_FALSE(parse_iso_day("2021-7-14"));
  CHECK(month_end(2024, 2) == Day::of(2024, 2, 29));
}

TEST_CASE("UTF-8: what is well formed") {
  struct Row { const char* text; bool ok; };
  const Row rows[] = {{"plain", true}, {"Spin Bōldak سپین", true}, {"\xC0\xAF", false}, {"\xED\xA0\x80", false}, {"\xF4\x90\x80\x80", false}, {"\xE2\x82", false}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(is_utf8(row.text) == row.ok);
    CHECK(is_utf8(repair_utf8(row.text)));
  }
}

TEST_CASE("code points and bytes map both ways") {
  std::string text = "“Спин” Boldak سپین ";
  for (int i = 0; i < 6; ++i) text += text;
  const CodePointIndex index(text);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).size, ++count) {
    REQUIRE(index.code_points(static_cast<std::uint32_t>(i)) == count);
    REQUIRE(index.bytes(count) == i);
  }
  CHECK(index.code_points(static_cast<std::uint32_t>(text.size())) == count);
  CHECK(index.bytes(count) == text.size());
}

TEST_CASE("keys fold case, accents, quotes and white space, and keep other scripts") {
  CHECK(fold_key("  Islam  Qal’a ") == "islam qal'a");
  CHECK(fold_key("Erdoğan") == "erdogan");
  CHECK(fold_key("İstanbul") == "istanbul");
  CHECK(fold_key("حیرتان") == "حیرتان");
}

TEST_CASE("folding a text by the table is folding it by ICU") {
  // A character outside the table makes the whole text go by ICU.
  const std::string outside = "∀";
  for (char32_t c = 0x21; c < 0x20000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "a";
    append_utf8(text, c);
    text += "B\xCC\x81 ç";  // B with a mark, c with a cedilla
    append_utf8(text, c);
    text += "z";
    if (fold_key(text + outside) != fold_key(text) + outside) FAIL_CHECK(text);
  }
}

TEST_CASE("case is folded by whole characters, in any script") {
  CHECK(fold_case("Straße ÉCOLE Ω Привет İx 中文 ΑΣ") == "strasse école ω привет i\xCC\x87x 中文 ασ");
  CHECK(fold_case("").empty());
}

TEST_CASE("repair keeps what is well-formed, wherever the broken byte stands") {
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text = "0123456789é123456789", broken = text;
    broken.insert(at == 11 ? 12 : at, 1, '\xFF');
    text.insert(at == 11 ? 12 : at, "\xEF\xBF\xBD");
    CHECK(repair_utf8(broken) == text);
    CHECK(!is_utf8(broken));
    CHECK(is_utf8(text));
  }
  CHECK(repair_utf8(std::string_view("a\0b\0", 4)) == "a\xEF\xBF\xBD" "b\xEF\xBF\xBD");
}
