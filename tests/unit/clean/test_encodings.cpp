// Bytes to text: what says the encoding, what is believed, and text that was encoded twice.
#include <doctest/doctest.h>

#include "clean/cleaner.h"
#include "clean/decode.h"

using namespace daybook;

namespace {

Decoded decoded(std::string bytes, const std::string& header = {}) {
  Page page;
  page.bytes = std::move(bytes);
  page.hints.charset = header;
  page.type = MediaType::html;
  return decode(page);
}

bool noted(const Decoded& d, std::string_view words) {
  for (const auto& note : d.notes)
    if (note.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("the encoding is found by mark, header, head and bytes, in this order") {
  struct Row { const char* what; std::string bytes, header, text; };
  const std::string latin = "<p>Caf\xe9 \x93open\x94 \x96 10 \x80</p>", latin_text = "<p>Café “open” – 10 €</p>";
  const Row rows[] = {
      {"mark of UTF-8", "\xef\xbb\xbf<p>Café</p>", "windows-1252", "<p>Café</p>"},
      {"mark of UTF-16", std::string("\xff\xfe<\0p\0>\0\xe9\0", 10), "", "<p>é"},
      {"header", "<p>\xcf\xf0\xe8\xe2\xe5\xf2</p>", "windows-1251", "<p>Привет</p>"},
      {"head", "<meta charset='koi8-r'><p>\xf0\xd2\xc9\xd7\xc5\xd4</p>", "", "<meta charset='koi8-r'><p>Привет</p>"},
      {"header before head", "<meta charset='koi8-r'><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>", "windows-1251", "<meta charset='koi8-r'><p>Привет</p>"},
      {"latin1 is windows-1252 on the web", "<meta charset='iso-8859-1'>" + latin, "", "<meta charset='iso-8859-1'>" + latin_text},
      {"Persian in windows-1256", "<p>\xca\xe5\xd1\xc7\xe4</p>", "windows-1256", "<p>تهران</p>"},
      {"gb2312 means its wider kin", "<p>\xd6\xd0\x81\x40</p>", "gb2312", "<p>中丂</p>"},
      {"Japanese in seven bits", "<p>\x1b$BF|K\\\x1b(B</p>", "iso-2022-jp", "<p>日本</p>"},
      {"well-formed UTF-8 under a wrong name", "<meta charset='iso-8859-1'><p>Café</p>", "", "<meta charset='iso-8859-1'><p>Café</p>"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.what));
    CHECK(decoded(row.bytes, row.header).text == row.text);
  }
  const auto wrong = decoded("<meta charset='utf-8'>" + latin);
  CHECK(wrong.text == "<meta charset='utf-8'>" + latin_text);
  CHECK(noted(wrong, "declared as utf-8"));
  // A script's encoding is not the page's.
  CHECK(decoded("<script src='a.js' charset='koi8-r'></script><p>\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0, \xfd\xf2\xee \xef\xf0\xee\xf1\xf2\xee\xe9 \xf0\xf3\xf1\xf1\xea\xe8\xe9 \xf2\xe5\xea\xf1\xf2</p>").text.find("Привет") != std::string::npos);
}

TEST_CASE("text that was encoded twice is told, and undone where all of it was") {
  const auto twice = decoded("<p>The governorâ€™s cafÃ© in ZÃ¼rich â€œclosedâ€\xc2\x9d</p>");
  CHECK(twice.text == "<p>The governor’s café in Zürich “closed”</p>");
  CHECK(noted(twice, "encoded twice"));
  // Some of it only: nothing is touched.
  const auto mixed = decoded("<p>Das CafÃ© in ZÃ¼rich, schÃ¶n; aber Müller, Köln, Straße, Öl, Äpfel und Übung sind heil.</p>");
  CHECK(mixed.text.find("CafÃ©") != std::string::npos);
  CHECK(mixed.text.find("Müller") != std::string::npos);
  CHECK(noted(mixed, "left as they stand"));
  // A single place may be meant.
  const auto meant = decoded("<p>Wrongly read, é becomes Ã©.</p>");
  CHECK(meant.text.find("Ã©") != std::string::npos);
  CHECK(meant.notes.empty());
  // Portuguese capitals are no sign.
  const auto sound = decoded("<p>SÃO PAULO, VILÃO, CORAÇÃO, IRMÃ, LÂMPADA</p>");
  CHECK(sound.text == "<p>SÃO PAULO, VILÃO, CORAÇÃO, IRMÃ, LÂMPADA</p>");
  CHECK(sound.notes.empty());
}

TEST_CASE("titles and names with references written twice read as meant") {
  static const CleanLexicon lexicon = read_clean_lexicon(Resources(std::string(DAYBOOK_SOURCE_DIR) + "/data", "", ""));
  Page page;
  page.type = MediaType::html;
  page.bytes = "<meta property='og:title' content='The governor&amp;#039;s bridge &amp;amp; the river'><meta name='author' content='Ann O&amp;#8217;Lee'><div>"
               "<p>Fighters entered the outskirts of the town before dawn, and residents said they heard gunfire until noon.</p></div>";
  const auto document = Cleaner(lexicon).clean(page);
  CHECK(document.title == "The governor's bridge & the river");
  CHECK(document.authors == std::vector<std::string>{"Ann O’Lee"});
  page.bytes = "<meta property='og:title' content='R&amp;D in the valley: what is new'><div><p>Fighters entered the outskirts of the town before dawn, and residents heard gunfire.</p></div>";
  CHECK(Cleaner(lexicon).clean(page).title == "R&D in the valley: what is new");
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "&lt;b&gt;";
  page.bytes = "<meta property='og:title' content='" + deep + "x'><div><p>Fighters entered the outskirts of the town before dawn, and residents heard gunfire.</p></div>";
  CHECK_NOTHROW(Cleaner(lexicon).clean(page));
}
