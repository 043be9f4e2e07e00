#include <doctest/doctest.h>

#include <chrono>

#include "base/error.h"
#include "base/utf8.h"
#include "clean/cleaner.h"
#include "clean/dates.h"
#include "clean/document_json.h"
#include "clean/parts.h"

using namespace daybook;

namespace {

const CleanLexicon& lexicon() {
  static const CleanLexicon out = read_clean_lexicon(Resources(std::string(DAYBOOK_SOURCE_DIR) + "/data", "", ""));
  return out;
}

Page page(std::string bytes, MediaType type = MediaType::html) {
  Page out;
  out.bytes = std::move(bytes);
  out.type = type;
  return out;
}

Document clean(const Page& page) { return Cleaner(lexicon()).clean(page); }
Document clean(std::string html) { return clean(page(std::move(html))); }

/// "kind: text" of every segment of a kind, joined by '|'.
std::string texts(const Document& document, SegmentKind kind) {
  std::string out;
  for (const auto& segment : document.segments)
    if (segment.kind == kind) out += (out.empty() ? "" : "|") + std::string(text_of(document.text, segment.span));
  return out;
}

const std::string kOne = "Fighters entered the outskirts of the town before dawn, and residents said they heard gunfire until noon.";
const std::string kTwo = "A spokesman for the governor denied that the bridge had fallen, saying reinforcements were on their way.";
const std::string kThree = "Neither account could be checked, as telephone lines to the district have been cut since last Thursday.";
const std::string kStory = "<p>" + kOne + "</p><p>" + kTwo + "</p><p>" + kThree + "</p>";
const std::string kBody = kOne + "|" + kTwo + "|" + kThree;

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == ' ') out.emplace_back();
    else out.back() += c;
  }
  return out;
}

std::string error_of(const Page& bad, CleanOptions options = {}) {
  try {
    Cleaner(lexicon(), options).clean(bad);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("the story is found and the furniture dropped, whatever the layout") {
  const std::string nav = "<ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li><li><a href='/s'>Sport</a></li></ul>";
  const std::string more = "<h3>Related articles</h3><ul><li><a href='/1'>Market reopens in the capital after a week</a></li><li><a href='/2'>Rains delay the harvest in the south</a></li></ul>";
  struct Row { const char* name; std::string html; };
  const Row rows[] = {
      {"article markup", "<body><nav>" + nav + "</nav><main><article><h1>Town under fire</h1>" + kStory + "</article></main><footer><p>Copyright 2021 Example Press. All rights reserved.</p></footer></body>"},
      {"bare divs", "<body>" + nav + "<div><h1>Town under fire</h1>" + kStory + "</div>" + more + "</body>"},
      {"old tables", "<body><table><tr><td>" + nav + "</td><td><font>" + kOne + "<br><br>" + kTwo + "<br><br>" + kThree + "</font></td></tr></table></body>"},
      {"text only", "<pre>" + kOne + "</pre><pre>" + kTwo + "</pre><pre>" + kThree + "</pre>"},
      {"amp", "<html amp><body><amp-sidebar><ul><li><a href='/'>Home</a></li></ul></amp-sidebar><div class='amp-wp-article-content'>" + kStory + "</div></body>"},
      {"misleading name", "<body class='no-sidebar'><div class='widget'><div><h1>Town under fire</h1>" + kStory + "</div></div></body>"},
      {"cookie notice", "<body><div id='cookie-consent'><p>We use cookies to improve this site. By continuing you accept them, as our privacy policy says at length. " + kOne + kOne + kOne +
                        "</p></div><div class='entry-content'>" + kStory + "</div></body>"},
      {"newsletter box in the story", "<article><p>" + kOne + "</p><div class='newsletter-signup'><p>Sign up for our morning letter, it is free.</p></div><p>" + kTwo + "</p><p>" + kThree + "</p></article>"},
      {"buttons and hidden parts", "<article><p>" + kOne + "</p><p style='display: none'>Not shown at all, but long enough to look like a sentence of the story.</p><p>" + kTwo + "</p><p>Read more: floods in the north</p><p>" + kThree + "</p><p>Share this</p></article>"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    CHECK(texts(clean(row.html), SegmentKind::body) == kBody);
  }
}

TEST_CASE("a live blog keeps its entries in order") {
  const auto document = clean("<article class='live-blog'><h1>Fighting in the north</h1><div class='entry'><time datetime='2021-07-14T10:00'>10:00</time><h2>Bridge shelled</h2><p>" + kOne +
                              "</p></div><div class='entry'><time datetime='2021-07-14T09:00'>09:00</time><h2>Governor speaks</h2><p>" + kTwo + "</p></div></article>");
  CHECK(texts(document, SegmentKind::body) == "Bridge shelled|" + kOne + "|Governor speaks|" + kTwo);
  CHECK(document.published.day == Day::of(2021, 7, 14));
}

TEST_CASE("comments of common systems are kept apart") {
  const std::string said = "You are all wrong about this, the town fell weeks ago and everybody here knows it.";
  const std::string rows[] = {
      "<ol class='commentlist'><li class='comment'><div class='comment-author vcard'>ann says:</div><div class='comment-content'><p>" + said + "</p></div><div class='reply'><a href='#'>Reply</a></div></li></ol>",
      "<div id='disqus_thread'><ul id='dsq-comments'><li><div class='dsq-comment-body'><p>" + said + "</p></div></li></ul></div>",
      "<div class='wpd-thread-list'><div class='wpd-comment'><div class='wpd-comment-header'>ann</div><div class='wpd-comment-text'><p>" + said + "</p></div></div></div>",
      "<section class='fb-comments'><div>" + said + "</div></section>"};
  for (const auto& row : rows) {
    CAPTURE(row);
    const auto document = clean("<body class='comments-open'><article><h1>Town under fire</h1>" + kStory + "</article>" + row + "</body>");
    CHECK(texts(document, SegmentKind::comment) == said);
    CHECK(texts(document, SegmentKind::body) == kBody);
  }
}

TEST_CASE("what a page states of itself") {
  const auto document = clean(
      "<html lang='en-GB'><head><title>Town under fire | Example Press</title><meta property='og:site_name' content='Example Press'>"
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Town under fire\",\"datePublished\":\"2021-07-14T09:00:00Z\","
      "\"dateModified\":\"2021-07-15\",\"author\":[{\"name\":\"Ann Writer\"},{\"name\":\"Bo Scribe\"}]}]}</script></head>"
      "<body><article><h1>Town under fire</h1><figure><figcaption>A bridge near the town on Tuesday.</figcaption></figure><p>KABUL, July 14 (Reuters) - " + kOne + "</p><p>" + kTwo + "</p></article></body></html>");
  CHECK(document.title == "Town under fire");
  CHECK(document.authors == std::vector<std::string>{"Ann Writer", "Bo Scribe"});
  CHECK(document.publisher == "Example Press");
  CHECK(document.language == "en-GB");
  CHECK(document.published.day == Day::of(2021, 7, 14));
  CHECK(document.published.basis == "json-ld datePublished");
  CHECK(document.modified.day == Day::of(2021, 7, 15));
  CHECK(document.wire_credits == std::vector<std::string>{"Reuters"});
  CHECK(texts(document, SegmentKind::dateline) == "KABUL, July 14 (Reuters) -");
  CHECK(texts(document, SegmentKind::caption) == "A bridge near the town on Tuesday.");
  CHECK(texts(document, SegmentKind::headline) == "Town under fire");
  CHECK(document_to_json(document).find("\"published\":\"2021-07-14\"") != std::string::npos);
  for (const auto& segment : document.segments) CHECK(!segment.reason.empty());
  const auto plain = clean("<p>" + kOne + "</p><p>" + kTwo + "</p>");
  CHECK_FALSE(plain.published.day);
  CHECK(plain.published.basis.empty());
  CHECK(plain.language == "en");
  CHECK(plain.wire_credits.empty());
  CHECK(texts(plain, SegmentKind::dateline).empty());
}

TEST_CASE("dates: refused after the capture, conflicts told") {
  auto late = page("<meta property='article:published_time' content='2030-01-01'><article>" + kStory + "</article>");
  late.hints.captured = "2021-07-18T10:00:00Z";
  const auto refused = clean(late);
  CHECK_FALSE(refused.published.day);
  REQUIRE(refused.notes.size() == 1);
  CHECK(refused.notes[0].starts_with("date refused: 2030-01-01 (meta article:published_time) is after the capture"));
  CHECK(refused.captured.day == Day::of(2021, 7, 18));
  auto conflict = page("<meta property='article:published_time' content='2021-07-14'><article>" + kStory + "</article>");
  conflict.hints.url = "http://example.org/2020/01/02/town";
  const auto told = clean(conflict);
  CHECK(told.published.day == Day::of(2021, 7, 14));
  REQUIRE(told.notes.size() == 1);
  CHECK(told.notes[0].starts_with("dates differ"));
}

TEST_CASE("written dates") {
  struct Row { const char* text; const char* day; };
  const Row rows[] = {{"2021-07-14T10:00:00Z", "2021-07-14"}, {"Sun, 18 Jul 2021 10:00:00 GMT", "2021-07-18"}, {"Published July 14, 2021 at noon", "2021-07-14"},
                      {"14th of July 2021", "2021-07-14"}, {"14. Juli 2021", "2021-07-14"}, {"14.07.2021, 10:00", "2021-07-14"}, {"07/14/2021", "2021-07-14"},
                      {"14/07/2021", "2021-07-14"}, {"07/07/2021", "2021-07-07"}, {"20210714", "2021-07-14"}, {"14 июля 2021", "2021-07-14"},
                      {"06/07/2021", ""}, {"July 2021", ""}, {"31 June 2021", ""}, {"call 2021-77-11", ""}, {"no date", ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const auto day = find_day(row.text, lexicon());
    CHECK((day ? to_iso(*day) : "") == std::string(row.day));
  }
  CHECK(day_in_url("https://a.example/2021/07/14/x") == Day::of(2021, 7, 14));
  CHECK_FALSE(day_in_url("https://a.example/story/2021071"));
}

TEST_CASE("encodings: what is said is believed only if the bytes agree") {
  const std::string body = "<p>" + kOne + " Caf\xe9 r\xe9sum\xe9, d\xe9j\xe0 vu.</p><p>" + kTwo + "</p>";
  CHECK(clean("<meta charset='iso-8859-1'>" + body).text.find("Café") != std::string::npos);
  const auto wrong = clean("<meta charset='utf-8'>" + body);
  CHECK(wrong.text.find("Café") != std::string::npos);
  CHECK(wrong.notes.size() == 1);
  CHECK(clean("<meta charset='iso-8859-1'><p>" + kOne + " Café</p>").text.find("Café") != std::string::npos);  // UTF-8 after all
  CHECK(clean("<p>" + kOne + " Cafe\xcc\x81</p>").text.find("Café") != std::string::npos);                       // NFC
  std::string wide = "\xff\xfe";
  for (const char c : "<p>" + kOne + "</p>") wide += c, wide += '\0';
  CHECK(texts(clean(wide), SegmentKind::body) == kOne);
  CHECK(is_utf8(clean("<p>" + kOne + "\xff\xfe\xc3(</p>").text));
}

TEST_CASE("plain text: title lines, furniture, credits and readers' comments") {
  const std::string text = "0 $\n500 $\n\nTown under fire again\n\nSupport us\n\nTown under fire again\n\nSource: N. Photographer/Agency\n\n" + kOne + "\n\n" + kTwo +
                           "\n\nClick to see full-size image\n\n" + kThree + "\n\nNotify of\nNewest Most Voted\nInline Feedbacks\nView all comments\n\nann\n\nI was there and saw nothing of this.\n\n"
                           "Last edited 3 days ago by ann\n\nYour email address will not be published. Required fields are marked *";
  const auto document = clean(page(text, MediaType::text));
  CHECK(document.title == "Town under fire again");
  CHECK(texts(document, SegmentKind::body) == kBody);
  CHECK(texts(document, SegmentKind::comment) == "ann|I was there and saw nothing of this.");
  CHECK(texts(document, SegmentKind::caption) == "Source: N. Photographer/Agency");
  const auto none = clean(page("Town under fire\n\n" + kOne + "\n\nThe general declined to answer. His comments were brief.", MediaType::text));
  CHECK(texts(none, SegmentKind::comment).empty());
  CHECK(texts(clean(page("Talks resumed in the capital", MediaType::text)), SegmentKind::body) == "Talks resumed in the capital");
  CHECK(texts(clean(page("Shelling hit the depot on Tuesday.", MediaType::text)), SegmentKind::body) == "Shelling hit the depot on Tuesday.");
  // Wrapped at a fixed width: lines of one paragraph are joined.
  std::string wrapped = "Town under fire\n\n";
  for (const auto& paragraph : {kOne + " " + kTwo, kThree + " " + kOne}) {
    std::string line;
    for (const auto& word : split_words(paragraph)) {
      if (line.size() + word.size() > 70) wrapped += line + "\n", line.clear();
      line += (line.empty() ? "" : " ") + word;
    }
    wrapped += line + "\n\n";
  }
  CHECK(texts(clean(page(wrapped, MediaType::text)), SegmentKind::body) == kOne + " " + kTwo + "|" + kThree + " " + kOne);
}

TEST_CASE("refused with one clear sentence") {
  CHECK(error_of(page("<body><h1>Before you continue</h1><p>We and our partners use cookies to store data on your device.</p><button>Accept all cookies</button></body>")).find("cookie notice") != std::string::npos);
  CHECK(error_of(page("<title>Just a moment...</title><body><p>Checking your browser before accessing the site.</p></body>")).find("robot check") != std::string::npos);
  CHECK(error_of(page("<html><script>var a = 1;</script></html>")).find("no text to read") != std::string::npos);
  CHECK(error_of(page(std::string("a\0b\0\1\2\0\0", 8), MediaType::text)).find("binary") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  CHECK(error_of(page(deep)).find("deeper than 2000") != std::string::npos);
  std::string wide = "<p";
  for (int i = 0; i < 2000; ++i) wide += " a" + std::to_string(i) + "=1";
  CHECK(error_of(page(wide + ">x</p>")).find("attributes") != std::string::npos);
  CleanOptions small;
  small.max_text = 100;
  CHECK(error_of(page(kStory), small).find("more than 100 bytes") != std::string::npos);
  CHECK(error_of(page("<table><tr><td colspan='99999999' rowspan='99999999'>" + kOne + "</td></tr></table>")).empty());  // spans are not unfolded
}

TEST_CASE("paywall teaser and data-only pages") {
  const auto teaser = clean("<article><p>" + kOne + "</p><div class='wall'><p>Subscribe to continue reading this story.</p></div></article>");
  CHECK(texts(teaser, SegmentKind::body) == kOne);
  CHECK(teaser.notes == std::vector<std::string>{"only the part before the paywall is in the page"});
  CHECK(clean("<article>" + kStory + "</article>").notes.empty());
  const auto data = clean("<body><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"T\",\"articleBody\":\"" + kOne + " " + kTwo + " " + kThree + " " + kOne + "\"}</script></body>");
  CHECK(texts(data, SegmentKind::body).starts_with(kOne));
}

TEST_CASE("twice the size takes about twice the time") {
  const auto seconds = [](const std::string& html) {
    const auto start = std::chrono::steady_clock::now();
    clean(html);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const auto grown = [](const std::string& piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
  };
  for (const std::string& piece : {"<p>" + kOne + "</p>", std::string("<div class='a b c'><a href='#'>x</a></div>"), "<table><tr><td>" + kTwo + "</td></tr></table>", std::string("<li>word <br>")}) {
    CAPTURE(piece);
    const double once = seconds(kStory + grown(piece, 2000)), eight = seconds(kStory + grown(piece, 16000));
    CHECK(eight < once * 24 + 0.3);  // eight times the size: quadratic would be 64
  }
}
