#include <doctest/doctest.h>
#include <zlib.h>

#include <ctime>

#include "base/error.h"
#include "read/listing.h"
#include "read/markup.h"

using namespace daybook;

namespace {

std::string lines_of(const Listing& listing) {
  std::string out = name_of(listing.kind);
  for (const auto& page : listing.pages) {
    out += "\n" + page.url;
    for (const auto& [mark, text] : {std::pair("p", &page.published), {"m", &page.modified}, {"t", &page.title}, {"by", &page.publisher}, {"l", &page.language}})
      if (!text->empty()) out += std::string(" ") + mark + "=" + *text;
  }
  return out + (listing.cut ? "\ncut" : "") + (listing.left_out ? "\nleft out " + std::to_string(listing.left_out) : "");
}
std::string lines(std::string_view bytes) { return lines_of(read_listing(bytes)); }

std::string gzip(const std::string& text) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 1024, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

/// Tokens as one line each.
std::string tokens(std::string_view bytes, MarkupScanner::Syntax syntax, std::string_view attribute = "x") {
  MarkupScanner scanner(bytes, syntax);
  std::string out;
  for (auto token = scanner.next(); token != MarkupScanner::Token::end; token = scanner.next()) {
    if (token == MarkupScanner::Token::text) out += "'" + scanner.text() + "' ";
    else out += (token == MarkupScanner::Token::close ? "/" : "") + std::string(scanner.name()) + " ";
    if (token == MarkupScanner::Token::open && !scanner.attribute(attribute).empty()) out += "[" + scanner.attribute(attribute) + "] ";
  }
  return out;
}

constexpr auto kXml = MarkupScanner::Syntax::xml;
constexpr auto kHtml = MarkupScanner::Syntax::html;

}  // namespace

TEST_CASE("markup as a run of tags and texts") {
  CHECK(tokens("<a x='1'>b<c/>d</a>", kXml) == "a [1] 'b' c /c 'd' /a ");
  CHECK(tokens("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"<x>\">]><!-- <n> --><a>&b;</a>", kXml) == "a '&b;' /a ");
  CHECK(tokens("<a x=\"1 > 0\" y=2>t</a>", kXml) == "a [1 > 0] 't' /a ");
  CHECK(tokens("<a><![CDATA[<b> & c]]></a>", kXml) == "a '<b> & c' /a ");
  CHECK(tokens("<a>x &lt; y &amp; &#65;&#x42;&#0; &nope; &</a>", kXml) == "a 'x < y & AB\xef\xbf\xbd &nope; &' /a ");
  CHECK(tokens("1 < 2", kXml) == "'1 ' '<' ' 2' ");
  CHECK(tokens("<a x=\"never closed", kXml) == "a [never closed] ");
  CHECK(tokens("<P X=1>t<BR/><script>if (a<b) '</div>'</script>u</p>", kHtml) == "p [1] 't' br /br script /script 'u' /p ");
  CHECK(tokens("<script>to the end", kHtml) == "script ");
  CHECK(tokens("<a disabled x = 'y' x=z>", kHtml) == "a [y] ");
  CHECK(tokens("<p it's x=1>t", kHtml) == "p [1] 't' ");
}

TEST_CASE("RSS 2.0: address, day and title of the item itself") {
  CHECK(lines("<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Observer</title><link>https://h.example/</link><language>en</language>"
              "<item><title>Port &amp; town</title><link> https://h.example/1 </link><pubDate>Wed, 14 Jul 2021 10:00:00 GMT</pubDate><media:content><title>photo</title></media:content></item>"
              "<item><guid>https://h.example/2</guid><atom:updated>2021-07-15</atom:updated></item>"
              "<item><guid isPermaLink='false'>urn:3</guid><title>no address</title></item>"
              "<item><link>https://proxy.example/4</link><feedburner:origLink>https://h.example/4</feedburner:origLink></item>"
              "<item><link><![CDATA[https://h.example/5?a=1&b=2]]></link></item></channel></rss>") ==
        "rss\nhttps://h.example/1 p=Wed, 14 Jul 2021 10:00:00 GMT t=Port & town\nhttps://h.example/2 m=2021-07-15\nhttps://h.example/4\nhttps://h.example/5?a=1&b=2");
  const auto listing = read_listing("<rss><channel><title> T </title><language>uk</language><image><title>x</title></image></channel></rss>");
  CHECK(listing.title == "T");
  CHECK(listing.language == "uk");
  CHECK(listing.pages.empty());
  CHECK_FALSE(listing.cut);
}

TEST_CASE("RSS 1.0 and Atom") {
  CHECK(lines("<rdf:RDF><channel><title>T</title></channel><item rdf:about='x'><link>https://h.example/1</link><dc:date>2021-07-14</dc:date></item></rdf:RDF>") == "rss\nhttps://h.example/1 p=2021-07-14");
  CHECK(lines("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><link rel='self' href='https://h.example/feed'/>"
              "<entry><link rel='self' href='https://h.example/x.atom'/><link href='/1'/><published>2021-07-14T10:00:00Z</published><updated>2021-07-15T10:00:00Z</updated><source><title>other</title></source></entry>"
              "<entry><link rel='alternate' type='text/html' href='https://h.example/2'/><id>urn:2</id><content type='xhtml'><div><a href='https://h.example/no'>x</a></div></content></entry></feed>") ==
        "atom\n/1 p=2021-07-14T10:00:00Z m=2021-07-15T10:00:00Z\nhttps://h.example/2");
}

TEST_CASE("sitemaps, with news and images, and an index of them") {
  CHECK(lines("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://h.example/1?a=1&amp;b=2</loc><lastmod>2021-07-14</lastmod><image:image><image:loc>https://h.example/i.jpg</image:loc></image:image></url>"
              "<url><loc>https://h.example/2</loc></url></urlset>") == "sitemap\nhttps://h.example/1?a=1&b=2 m=2021-07-14\nhttps://h.example/2");
  CHECK(lines("<urlset><url><loc>https://h.example/1</loc><news:news><news:publication><news:name>Harbour Observer</news:name><news:language>en</news:language></news:publication>"
              "<news:publication_date>2021-07-14T10:00:00+00:00</news:publication_date><news:title>Port opens</news:title></news:news></url></urlset>") ==
        "news-sitemap\nhttps://h.example/1 p=2021-07-14T10:00:00+00:00 t=Port opens by=Harbour Observer l=en");
  CHECK(lines("<s:sitemapindex><s:sitemap><s:loc>https://h.example/a.xml.gz</s:loc><s:lastmod>2021-07-14</s:lastmod></s:sitemap><s:sitemap><s:loc>https://h.example/b.xml</s:loc></s:sitemap></s:sitemapindex>") ==
        "sitemap-index\nhttps://h.example/a.xml.gz m=2021-07-14\nhttps://h.example/b.xml");
  CHECK(lines(gzip("<urlset><url><loc>https://h.example/1</loc></url></urlset>")) == "sitemap\nhttps://h.example/1");
  CHECK(lines("<urlset></urlset>") == "sitemap");
}

TEST_CASE("addresses, a line each") {
  CHECK(lines("# stories\nhttps://h.example/1\r\n\n  http://h.example/2  \n") == "page-list\nhttps://h.example/1\nhttp://h.example/2");
  CHECK(lines("https://h.example/1\nand a remark\n") == "unknown");
  CHECK(lines("just text") == "unknown");
  CHECK(lines("") == "unknown");
}

TEST_CASE("links of a page, and the feeds it names") {
  const auto listing = read_listing("<!DOCTYPE html><html lang=en><head><title>H</title><base href='/news/'><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\"><link rel=stylesheet href=x.css></head>"
                                    "<body><script>document.write('<a href=\"/no\">')</script><a href='1.html'>One <b>story</b></a><a href=mailto:x@h.example>m</a><a href='#top'>t</a><a>none</a><A HREF=/2>two</A></body></html>");
  CHECK(lines_of(listing) == "page-list\n1.html t=One story\n/2 t=two");
  CHECK(listing.kind == ListingKind::html);
  CHECK(listing.base == "/news/");
  CHECK(listing.feeds == std::vector<std::string>{"/feed.xml"});
}

TEST_CASE("other things are no lists") {
  CHECK(lines("{\"items\": []}") == "unknown");
  CHECK(lines("<svg><a href='x'/></svg>") == "unknown");
  CHECK(lines(std::string("\x89PNG\r\n\x1a\n\x00\x00", 10)) == "unknown");
}

TEST_CASE("a list that is cut gives what stands before the cut, and says so") {
  CHECK(lines("<rss><channel><item><link>https://h.example/1</link></item><item><link>https://h.exa") == "rss\nhttps://h.example/1\ncut");
  CHECK(lines("<urlset><url><loc>https://h.example/1</loc></url><url><loc>https://h.ex") == "sitemap\nhttps://h.example/1\ncut");
}

TEST_CASE("UTF-16 and byte order marks") {
  std::string wide = "\xff\xfe";
  for (const char c : std::string("<rss><channel><item><link>https://h.example/1</link></item></channel></rss>")) wide += std::string(1, c) + std::string(1, '\0');
  CHECK(lines(wide) == "rss\nhttps://h.example/1");
  CHECK(lines("\xef\xbb\xbf<rss><channel></channel></rss>") == "rss");
}

TEST_CASE("limits: number, unpacked bytes, depth") {
  std::string many = "<urlset>";
  for (int i = 0; i < 20; ++i) many += "<url><loc>https://h.example/" + std::to_string(i) + "</loc></url>";
  ListingLimits limits;
  limits.max_pages = 5;
  const auto listing = read_listing(many + "</urlset>", limits);
  CHECK(listing.pages.size() == 5);
  CHECK(listing.left_out == 15);
  limits.max_bytes = 1000;
  CHECK_THROWS_AS(read_listing(gzip("<urlset>" + std::string(100'000, ' ')), limits), Error);
  CHECK_THROWS_AS(read_listing("\x1f\x8b" "broken"), Error);
  std::string deep = "<rss><channel><item>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(read_listing(deep).cut);
  std::string nested = "<urlset><url>";
  for (int i = 0; i < 100'000; ++i) nested += "<a>";
  CHECK(read_listing(nested).cut);
}

TEST_CASE("twice the bytes take no more than about twice the time") {
  // Each would be quadratic in a scanner that goes back: unclosed quotes, unclosed comments, entities without end, '<' alone.
  for (const std::string piece : {"<a x=\">\" ", "<a x='", "<!-- ", "&", "<", "<![CDATA[", "</", "<script>", "<a href=x", "<a b=\"", "<url><loc>&#"}) {
    CAPTURE(piece);
    const auto cost = [&](std::size_t bytes) {
      std::string text = "<html><body>";
      while (text.size() < bytes) text += piece;
      const auto begun = std::clock();  // of this process: other work on the machine does not count
      read_listing(text);
      read_listing("<urlset><url><loc>" + text);
      read_listing("<rss><channel><item>" + text);
      return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    };
    const double small = cost(400'000), large = cost(3'200'000);
    CHECK(large < 40 * small + 0.2);  // eight times the bytes: linear is 8, quadratic 64
  }
}
