#include "hostile_pages.h"

#include <array>
#include <string_view>

namespace daybook {
namespace {

using Text = std::string;

/// `part` over and over up to `n` bytes; '#' in it becomes the number of the round.
Text many(std::size_t n, std::string_view part) {
  Text out;
  for (std::size_t round = 0; out.size() < n; ++round)
    for (const char c : part) {
      if (c == '#') out += std::to_string(round);
      else out += c;
    }
  return out;
}

/// So many rounds, whatever they weigh.
Text rounds(std::size_t count, std::string_view part) {
  Text out;
  for (std::size_t round = 0; round < count; ++round)
    for (const char c : part) {
      if (c == '#') out += std::to_string(round);
      else out += c;
    }
  return out;
}

constexpr const char* kProse = "<p>The bridge over the river was closed on Monday, and the council said that it would open again in spring.</p>";
Text in_body(Text inner) { return "<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>" + Text(kProse) + std::move(inner) + kProse + "</article></body></html>"; }

}  // namespace

const std::vector<HostilePage>& hostile_pages() {
  static const std::vector<HostilePage> pages = {
      // The parser.
      {"nested div", [](std::size_t n) { return in_body(many(n, "<div>")); }},
      {"nested b", [](std::size_t n) { return in_body(many(n, "<b>")); }},
      {"b of many kinds", [](std::size_t n) { return in_body(many(n, "<b id=#>x</b>")); }},
      {"open b and paragraphs", [](std::size_t n) { return in_body(rounds(300, "<b id=#>") + many(n, "<p>x")); }},
      {"b opened again in every paragraph", [](std::size_t n) { return in_body("<p>" + rounds(300, "<b id=#>") + many(n, "<p>x")); }},
      {"anchors never closed", [](std::size_t n) { return in_body(many(n, "<a href=/#>")); }},
      {"anchors around paragraphs", [](std::size_t n) { return in_body(many(n, "<a href=/#><p>x")); }},
      {"b closed outside its paragraph", [](std::size_t n) { return in_body(many(n, "<b><p></b>x")); }},
      {"b, i and u crossed", [](std::size_t n) { return in_body(many(n, "<b><i><u></b></i></u>")); }},
      {"nobr and font crossed with blocks", [](std::size_t n) { return in_body(many(n, "<nobr><font color=#><div></nobr></font></div>")); }},
      {"a table in a table", [](std::size_t n) { return in_body(many(n, "<table><tr><td>")); }},
      {"tables closed", [](std::size_t n) { return in_body(many(n, "<table><tr><td>x</td></tr></table>")); }},
      {"text before a table", [](std::size_t n) { return in_body("<table>" + many(n, "x<tr>")); }},
      {"elements before a table", [](std::size_t n) { return in_body("<table>" + many(n, "<b>x</b><tr><td>y</td></tr>")); }},
      {"tables in tables with text before", [](std::size_t n) { return in_body(many(n, "<table>x")); }},
      {"cells that span a million", [](std::size_t n) { return in_body("<table>" + many(n, "<tr><td colspan=1000000 rowspan=1000000>x")); }},
      {"text in many parts", [](std::size_t n) { return in_body(many(n, "a</x>")); }},
      {"end tags of nothing", [](std::size_t n) { return in_body(rounds(300, "<div>") + many(n, "</q>")); }},
      {"end tags of paragraphs never opened", [](std::size_t n) { return in_body(many(n, "</p>")); }},
      {"paragraphs never closed", [](std::size_t n) { return in_body(many(n, "<p>")); }},
      {"list items never closed", [](std::size_t n) { return in_body("<ul>" + many(n, "<li>x")); }},
      {"lists in lists", [](std::size_t n) { return in_body(many(n, "<ul><li>")); }},
      {"definitions under open divs", [](std::size_t n) { return in_body(rounds(300, "<div>") + many(n, "<dd>x")); }},
      {"headings in headings", [](std::size_t n) { return in_body(many(n, "<h1><h2>")); }},
      {"buttons", [](std::size_t n) { return in_body(many(n, "<button>x")); }},
      {"forms", [](std::size_t n) { return in_body(many(n, "<form><input>")); }},
      {"options", [](std::size_t n) { return in_body("<select>" + many(n, "<option>x<optgroup>y")); }},
      {"selects in selects", [](std::size_t n) { return in_body(many(n, "<select><option><div>")); }},
      {"many attributes", [](std::size_t n) { return in_body("<div " + many(n, "a#=1 ") + ">x</div>"); }},
      {"many attributes of one name", [](std::size_t n) { return in_body("<div " + many(n, "a ") + ">x</div>"); }},
      {"tags of 900 attributes", [](std::size_t n) { return in_body(many(n, "<div " + rounds(900, "a# ") + ">x</div>")); }},
      {"body again and again", [](std::size_t n) { return in_body(many(n, "<body a#>")); }},
      {"html again and again", [](std::size_t n) { return in_body(many(n, "<html class=x>")); }},
      {"a name of its own for every element", [](std::size_t n) { return in_body(many(n, "<x#>y</x#>")); }},
      {"a name of its own for every attribute", [](std::size_t n) { return in_body(many(n, "<i a#>y</i>")); }},
      {"character references", [](std::size_t n) { return in_body(many(n, "&amp;&lt;&nbsp;&#8217;")); }},
      {"references without end", [](std::size_t n) { return in_body(many(n, "&notin&")); }},
      {"a number without end", [](std::size_t n) { return in_body("&#" + many(n, "1")); }},
      {"comments", [](std::size_t n) { return in_body(many(n, "x<!-- y -->")); }},
      {"comments never closed", [](std::size_t n) { return in_body(many(n, "<!--")); }},
      {"comment ends in a comment", [](std::size_t n) { return in_body("<!--" + many(n, "--!")); }},
      {"processing instructions", [](std::size_t n) { return in_body(many(n, "x<?y?>")); }},
      {"marked sections", [](std::size_t n) { return in_body("<svg>" + many(n, "<![CDATA[x]]>")); }},
      {"drawings", [](std::size_t n) { return in_body(many(n, "<svg><path d='M0 0'/><p>x")); }},
      {"groups in a drawing", [](std::size_t n) { return in_body("<svg>" + many(n, "<g>x</g>")); }},
      {"formulas", [](std::size_t n) { return in_body(many(n, "<math><mi><mglyph><p>")); }},
      {"templates", [](std::size_t n) { return in_body(many(n, "<template>")); }},
      {"templates closed", [](std::size_t n) { return in_body(many(n, "<template><td>x</template>")); }},
      {"frames", [](std::size_t n) { return "<frameset>" + many(n, "<frame><frameset>"); }},
      {"markers of formatting", [](std::size_t n) { return in_body(many(n, "<object><b></object>")); }},
      {"a script in a script", [](std::size_t n) { return in_body("<script>" + many(n, "<!--<script>x</script>")); }},
      {"text of a title never closed", [](std::size_t n) { return "<title>" + many(n, "</titl</"); }},
      {"ruby", [](std::size_t n) { return in_body("<ruby>" + many(n, "<rb>x<rt>y")); }},
      {"angle brackets", [](std::size_t n) { return in_body(many(n, "< <")); }},
      // The cleaner.
      {"one long text", [](std::size_t n) { return in_body("<p>" + many(n, "word ") + "</p>"); }},
      {"one long word", [](std::size_t n) { return in_body("<p>" + many(n, "w") + "</p>"); }},
      {"white space", [](std::size_t n) { return in_body("<p>" + many(n, " \n\t") + "</p>"); }},
      {"white space no-break", [](std::size_t n) { return in_body("<p>" + many(n, "\xC2\xA0 ") + "x</p>"); }},
      {"combining marks", [](std::size_t n) { return in_body("<p>e" + many(n, "\xCC\x81\xCC\xA7") + "</p>"); }},
      {"one long class", [](std::size_t n) { return in_body("<div class='" + many(n, "comment-") + "'>x</div>"); }},
      {"many classes", [](std::size_t n) { return in_body("<div class='" + many(n, "c# ") + "'>x</div>"); }},
      {"an element a class", [](std::size_t n) { return in_body(many(n, "<div class='story-#'>x</div>")); }},
      {"one long style", [](std::size_t n) { return in_body("<div style='" + many(n, "a:b;") + "'>x</div>"); }},
      {"lines", [](std::size_t n) { return in_body("<p>" + many(n, "one line<br>")); }},
      {"lines by twos", [](std::size_t n) { return in_body("<p>" + many(n, "one line<br><br>")); }},
      {"paragraphs", [](std::size_t n) { return in_body(many(n, "<p>The council said on day # that the bridge would stay closed for the winter, and the ferry too.</p>")); }},
      {"the same paragraph", [](std::size_t n) { return in_body(many(n, kProse)); }},
      {"paragraphs in divs of their own", [](std::size_t n) { return in_body(many(n, "<div><div><div><p>The council said that the bridge # would stay closed for the winter.</p></div></div></div>")); }},
      {"paragraphs under open divs", [](std::size_t n) { return in_body(rounds(1000, "<div>") + many(n, kProse)); }},
      {"spans", [](std::size_t n) { return in_body("<p>" + many(n, "<span>a</span> ") + "</p>"); }},
      {"text under open spans", [](std::size_t n) { return in_body("<p>" + rounds(500, "<span>") + many(n, "a<i>b</i>") + "</p>"); }},
      {"links", [](std::size_t n) { return in_body(many(n, "<a href='/a/#'>Read about the bridge</a> ")); }},
      {"links in a paragraph", [](std::size_t n) { return in_body("<p>" + many(n, "<a href='/a/#'>Read about the bridge</a> ") + "</p>"); }},
      {"lists of links", [](std::size_t n) { return in_body(many(n, "<ul><li><a href='/a/#'>Read about the bridge</a></li></ul>")); }},
      {"headings", [](std::size_t n) { return in_body(many(n, "<h2>Bridge # closed for the whole winter</h2>")); }},
      {"first headings", [](std::size_t n) { return in_body(many(n, "<h1>Bridge # closed for the whole winter</h1>")); }},
      {"words of one first heading", [](std::size_t n) { return in_body("<h1>" + many(n, "<span>Bridge</span> ") + "</h1>"); }},
      {"one long title", [](std::size_t n) { return "<title>" + many(n, "Bridge - ") + "</title>" + in_body(""); }},
      {"titles", [](std::size_t n) { return many(n, "<title>Bridge</title>") + in_body(""); }},
      {"days", [](std::size_t n) { return in_body(many(n, "<p>14 July 2021</p>")); }},
      {"days in a line", [](std::size_t n) { return in_body("<p>" + many(n, "14 July 14 2021 ") + "</p>"); }},
      {"times", [](std::size_t n) { return in_body(many(n, "<time>14 July</time>")); }},
      {"bylines", [](std::size_t n) { return in_body(many(n, "<p class=byline>By N. N. and M. M.</p>")); }},
      {"names in a byline", [](std::size_t n) { return in_body("<p class=byline>By " + many(n, "A# B, ") + "</p>"); }},
      {"links to authors", [](std::size_t n) { return in_body(many(n, "<a href=/author/a# rel=author>A B</a>")); }},
      {"authors in the head", [](std::size_t n) { return many(n, "<meta name=author content='A# B#'>") + in_body(""); }},
      {"fields of the head", [](std::size_t n) { return many(n, "<meta property=og:title content='Bridge #'><meta name=date content=x>") + in_body(""); }},
      {"days in the head", [](std::size_t n) { return many(n, "<meta name=date content='2021-07-1#T0#:00:00Z'><meta name=pubdate content='1 July 20#'>") + in_body(""); }},
      {"publishers in the head", [](std::size_t n) { return many(n, "<meta name=publisher content='House #'>") + in_body(""); }},
      {"fields of authors in the head", [](std::size_t n) { return many(n, "<meta name='x#:author' content='A# B#'>") + in_body(""); }},
      {"moments and days", [](std::size_t n) { return in_body(many(n, "<time datetime='19#-01-02T03:00:00Z'>x</time><p>Published 1 January 20#</p>")); }},
      {"days all over, each another", [](std::size_t n) {
         Text out;
         for (std::size_t i = 0; out.size() < n; ++i) out += "<p>Posted on " + std::to_string(1 + i % 28) + "." + std::to_string(1 + i / 28 % 12) + "." + std::to_string(1900 + i / 336 % 300) + "</p>";
         return in_body(out);
       }},
      {"signatures, each another", [](std::size_t n) { return in_body(many(n, "<p><b>Ann Lee #</b></p>")); }},
      {"links to authors, each another", [](std::size_t n) { return in_body(many(n, "<a href=/author/a# rel=author>Ann Lee#</a>")); }},
      {"copyright lines", [](std::size_t n) { return in_body(many(n, "<p>© # 2019 2020 by by by</p>")); }},
      {"comments of readers", [](std::size_t n) { return in_body("<div class=comments>" + many(n, "<div class=comment><p>I was there on day # and saw it.</p></div>") + "</div>"); }},
      {"comments in comments", [](std::size_t n) { return in_body(rounds(500, "<div class=comment>") + many(n, "<div class=comment><p>I saw it.</p></div>")); }},
      {"pictures", [](std::size_t n) { return in_body(many(n, "<figure><img src=#><figcaption>The bridge in its first winter</figcaption></figure>")); }},
      {"cells", [](std::size_t n) { return in_body("<table>" + many(n, "<tr><td>The bridge</td><td>12</td></tr>") + "</table>"); }},
      {"JSON-LD objects", [](std::size_t n) { return "<script type=application/ld+json>[" + many(n, R"({"@type":"NewsArticle","@id":"x","headline":"Bridge","author":{"@id":"x"}},)") + "{}]</script>" + in_body(""); }},
      {"JSON-LD brackets", [](std::size_t n) { return "<script type=application/ld+json>" + many(n, "[") + "</script>" + in_body(""); }},
      {"JSON-LD scripts", [](std::size_t n) { return many(n, R"(<script type=application/ld+json>{"@type":"NewsArticle","author":["A# B"]}</script>)") + in_body(""); }},
      {"JSON-LD authors", [](std::size_t n) { return R"(<script type=application/ld+json>{"@type":"NewsArticle","author":[)" + many(n, R"("A# B#",)") + "\"Z Z\"]}</script>" + in_body(""); }},
      {"JSON-LD body of references", [](std::size_t n) { return R"(<script type=application/ld+json>{"@type":"NewsArticle","articleBody":")" + many(n, "&amp;") + "\"}</script>" + in_body(""); }},
      {"phrases of furniture", [](std::size_t n) { return in_body(many(n, "<p>Read more: # comments. Share this. Advertisement</p>")); }},
      {"datelines", [](std::size_t n) { return in_body(many(n, "<p>KABUL, July 14 (Reuters) - The council said on Monday that the bridge would stay closed.</p>")); }},
      {"line ends", [](std::size_t n) { return in_body(many(n, "\r\n\r")); }},
      {"bytes that are no text", [](std::size_t n) { return in_body(many(n, "a\xFF")); }},
  };
  return pages;
}

}  // namespace daybook
