// Sitemaps (sitemaps.org 0.9) with the news extension, and indexes of sitemaps.
//
//     <urlset> <url> <loc>https://example.org/a</loc> <lastmod>2021-07-14</lastmod>
//                    <news:news> <news:publication> <news:name> <news:language> ... <news:publication_date> <news:title>
//     <sitemapindex> <sitemap> <loc>...</loc> <lastmod>...</lastmod>
#pragma once

#include "read/listing.h"
#include "read/markup.h"

namespace daybook {

/// Reads on behind the root element, which was `urlset` or `sitemapindex`.
void read_sitemap(MarkupScanner& scanner, bool index, const ListingLimits& limits, Listing& out);

}  // namespace daybook
