// Lists of addresses: feeds, sitemaps, pages of links. What is listed is fetched elsewhere.
//
//     RSS 2.0, RSS 1.0, Atom        items with address, day, title
//     sitemap, news sitemap         <urlset>; sitemaps.org and the news extension
//     sitemap index                 <sitemapindex>: addresses of further sitemaps
//     text                          an address a line
//     HTML                          the links of a page, and the feeds it names in its head
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

enum class ListingKind { rss, atom, sitemap, news_sitemap, sitemap_index, addresses, html, unknown };
const char* name_of(ListingKind kind);

/// Texts are as written there, entities undone; empty means: said nothing.
struct ListedPage {
  std::string url;                      ///< may be relative to the list's own address
  std::string title, published, modified, publisher, language;
};

struct Listing {
  ListingKind kind = ListingKind::unknown;
  std::string title, language;
  std::vector<ListedPage> pages;        ///< in the order of the list; of a sitemap index the sitemaps
  std::vector<std::string> feeds;       ///< of HTML: what <link rel="alternate"> names as a feed
  std::string base;                     ///< of HTML: <base href>
  std::size_t left_out = 0;             ///< listed, but over the limit on their number
  bool cut = false;                     ///< it ends before it is closed
};

struct ListingLimits {
  std::size_t max_bytes = 50u << 20;    ///< unpacked: what sitemaps.org allows
  std::size_t max_pages = 50'000;       ///< the same
};

/// Tells the kind by content and reads the list; gzip is undone. Memory is bounded by the limits, time by the length.
/// Throws Error{too_large, bad_input} for packed bytes that cannot be unpacked; nothing else.
Listing read_listing(std::string_view bytes, const ListingLimits& limits = {});

}  // namespace daybook
