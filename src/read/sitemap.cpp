#include "read/sitemap.h"

#include "base/utf8.h"

namespace daybook {
namespace {

constexpr std::size_t kTextMax = 8192;

/// Where inside an entry we are, as names joined by '/': an image's <loc> is not the page's.
class Path {
 public:
  void enter(std::string_view name) { (text_ += '/') += name; }
  void leave() { text_.resize(text_.empty() ? 0 : text_.rfind('/')); }
  bool is(std::string_view path) const { return text_ == path; }
  bool too_deep() const { return text_.size() > 4096; }

 private:
  std::string text_;
};

}  // namespace

void read_sitemap(MarkupScanner& scanner, bool index, const ListingLimits& limits, Listing& out) {
  const std::string_view entry_name = index ? "sitemap" : "url";
  out.kind = index ? ListingKind::sitemap_index : ListingKind::sitemap;
  Path path;
  bool within = false, closed = false;
  ListedPage page;
  const auto field = [&]() -> std::string* {
    if (path.is("/loc")) return &page.url;
    if (path.is("/lastmod")) return &page.modified;
    if (path.is("/news/publication_date")) return &page.published;
    if (path.is("/news/title")) return &page.title;
    if (path.is("/news/publication/name")) return &page.publisher;
    if (path.is("/news/publication/language")) return &page.language;
    return nullptr;
  };
  for (auto token = scanner.next(); token != MarkupScanner::Token::end && !path.too_deep(); token = scanner.next()) {
    switch (token) {
      case MarkupScanner::Token::open:
        if (!within) {
          within = scanner.local_name() == entry_name;
          page = {};
        } else {
          path.enter(scanner.local_name());
          if (path.is("/news")) out.kind = ListingKind::news_sitemap;
        }
        break;
      case MarkupScanner::Token::close:
        if (!within) {
          closed = closed || scanner.local_name() == "urlset" || scanner.local_name() == "sitemapindex";
        } else if (scanner.local_name() == entry_name) {
          within = false;
          path = {};
          for (auto* text : {&page.url, &page.modified, &page.published, &page.title, &page.publisher, &page.language}) *text = std::string(trim(*text));
          if (page.url.empty()) break;
          if (out.pages.size() < limits.max_pages) out.pages.push_back(std::move(page));
          else ++out.left_out;
        } else {
          path.leave();
        }
        break;
      case MarkupScanner::Token::text:
        if (auto* text = within ? field() : nullptr; text && text->size() < kTextMax) *text += scanner.text().substr(0, kTextMax);
        break;
      case MarkupScanner::Token::end: break;
    }
  }
  out.cut = !closed;
}

}  // namespace daybook
