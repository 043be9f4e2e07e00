#include "read/listing.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "read/codec.h"
#include "read/markup.h"
#include "read/sitemap.h"

namespace daybook {
namespace {

using Token = MarkupScanner::Token;

constexpr std::size_t kTextMax = 8192;
constexpr std::size_t kDepthMax = 200;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// UTF-16 made UTF-8; other encodings of lists agree with ASCII, which is all that addresses and days need.
/// `made` keeps what had to be made.
std::string_view plain_bytes(std::string_view bytes, std::string& made) {
  if (!bytes.starts_with("\xff\xfe") && !bytes.starts_with("\xfe\xff")) return bytes.substr(bytes.starts_with("\xef\xbb\xbf") ? 3 : 0);
  UErrorCode status = U_ZERO_ERROR;
  made.assign(bytes.size() * 2 + 16, '\0');
  const auto size = ucnv_convert("UTF-8", "UTF-16", made.data(), static_cast<int32_t>(made.size()), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return {};
  return std::string_view(made).substr(0, static_cast<std::size_t>(size));
}

/// RSS and Atom. Only children of the item itself count: what an image or a quoted entry says is theirs.
class FeedScan {
 public:
  FeedScan(MarkupScanner& scanner, const ListingLimits& limits, Listing& out) : scanner_(scanner), limits_(limits), out_(out) {}

  void run(std::string_view root) {
    for (auto token = scanner_.next(); token != Token::end && depth_ < kDepthMax; token = scanner_.next()) {
      switch (token) {
        case Token::open: open(); break;
        case Token::close:
          if (scanner_.name() == root) closed_ = true;
          close();
          break;
        case Token::text:
          if (target_ && target_->size() < kTextMax) *target_ += scanner_.text().substr(0, kTextMax);
          break;
        case Token::end: break;
      }
    }
    out_.cut = !closed_;
  }

 private:
  void open() {
    const auto local = scanner_.local_name();
    const std::string name(scanner_.name());
    if (!within_) {
      if (local == "item" || local == "entry") {
        within_ = true;
        depth_ = 0;
        page_ = {};
        guid_.clear();
        original_.clear();
        updated_.clear();
      } else if (!list_title_done_ && local == "title" && name.find(':') == std::string::npos) {
        target_ = &out_.title;
        list_title_done_ = true;
      } else if (local == "language" && out_.language.empty()) {
        target_ = &out_.language;
      }
      return;
    }
    target_ = nullptr;
    if (++depth_ != 1) return;
    if (name == "link") {
      const std::string href = scanner_.attribute("href"), rel = scanner_.attribute("rel");
      if (!href.empty()) {
        if (rel.empty() || rel == "alternate") page_.url = href;
      } else if (page_.url.empty()) {
        target_ = &page_.url;
      }
    } else if (name == "guid") {
      if (scanner_.attribute("isPermaLink") != "false") target_ = &guid_;
    } else if (name == "feedburner:origLink") {
      target_ = &original_;
    } else if (name == "title") {
      target_ = &page_.title;
    } else if (name == "pubDate" || name == "published" || name == "dc:date" || name == "issued") {
      if (page_.published.empty()) target_ = &page_.published;
    } else if (local == "updated" || local == "modified") {
      if (updated_.empty()) target_ = &updated_;
    }
  }

  void close() {
    target_ = nullptr;
    if (!within_) return;
    const auto local = scanner_.local_name();
    if (depth_ > 0 && local != "item" && local != "entry") {
      --depth_;
      return;
    }
    within_ = false;
    depth_ = 0;
    for (auto* text : {&page_.url, &page_.title, &page_.published, &guid_, &original_, &updated_}) *text = std::string(trim(*text));
    page_.modified = updated_;
    const auto web = [](const std::string& text) { return lower(text.substr(0, 8)).starts_with("http://") || lower(text.substr(0, 8)) == "https://"; };
    if (web(original_)) page_.url = original_;
    if (page_.url.empty() && web(guid_)) page_.url = guid_;
    if (page_.url.empty()) return;
    if (out_.pages.size() < limits_.max_pages) out_.pages.push_back(std::move(page_));
    else ++out_.left_out;
  }

  MarkupScanner& scanner_;
  const ListingLimits& limits_;
  Listing& out_;
  ListedPage page_;
  std::string guid_, original_, updated_;
  std::string* target_ = nullptr;  ///< where text goes now
  std::size_t depth_ = 0;          ///< of open elements within the item
  bool within_ = false, closed_ = false, list_title_done_ = false;
};

void read_html_links(std::string_view bytes, const ListingLimits& limits, Listing& out) {
  out.kind = ListingKind::html;
  MarkupScanner scanner(bytes, MarkupScanner::Syntax::html);
  std::string* target = nullptr;
  for (auto token = scanner.next(); token != Token::end; token = scanner.next()) {
    if (token == Token::text) {
      if (target && target->size() < kTextMax) *target += scanner.text().substr(0, kTextMax);
      continue;
    }
    const auto name = scanner.name();
    if (token == Token::close) {
      if (name == "a" || name == "title") target = nullptr;
      continue;
    }
    if (name == "title") {
      if (out.title.empty()) target = &out.title;
    } else if (name == "html") {
      out.language = scanner.attribute("lang");
    } else if (name == "base") {
      if (out.base.empty()) out.base = scanner.attribute("href");
    } else if (name == "link") {
      const auto type = lower(scanner.attribute("type")), rel = lower(scanner.attribute("rel"));
      const bool feed = type == "application/rss+xml" || type == "application/atom+xml" || type == "application/rdf+xml";
      if (feed && rel.find("alternate") != std::string::npos && out.feeds.size() < 20) out.feeds.push_back(scanner.attribute("href"));
    } else if (name == "a") {
      target = nullptr;
      const auto href = scanner.attribute("href");
      const auto colon = href.find(':');
      const bool other = colon != std::string::npos && colon < href.find('/') && !lower(href).starts_with("http");  // mailto:, javascript:
      if (href.empty() || href.starts_with('#') || other) continue;
      if (out.pages.size() < limits.max_pages) {
        out.pages.push_back({href.substr(0, kTextMax), {}, {}, {}, {}, {}});
        target = &out.pages.back().title;
      } else {
        ++out.left_out;
      }
    }
  }
  for (auto& page : out.pages) page.title = std::string(trim(page.title));
  out.title = std::string(trim(out.title));
}

/// An address a line; '#' begins a remark. False if a line is something else.
bool read_addresses(std::string_view bytes, const ListingLimits& limits, Listing& out) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    const auto line = trim(bytes.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line.starts_with('#')) continue;
    const auto head = lower(line.substr(0, 8));
    if ((!head.starts_with("http://") && head != "https://") || line.size() > kTextMax || line.find_first_of(" \t") != std::string_view::npos) return false;
    if (out.pages.size() < limits.max_pages) out.pages.push_back({std::string(line), {}, {}, {}, {}, {}});
    else ++out.left_out;
  }
  if (out.pages.empty()) return false;
  out.kind = ListingKind::addresses;
  return true;
}

}  // namespace

const char* name_of(ListingKind kind) {
  switch (kind) {
    case ListingKind::rss: return "rss";
    case ListingKind::atom: return "atom";
    case ListingKind::sitemap: return "sitemap";
    case ListingKind::news_sitemap: return "news-sitemap";
    case ListingKind::sitemap_index: return "sitemap-index";
    case ListingKind::addresses: return "page-list";
    case ListingKind::html: return "page-list";
    case ListingKind::unknown: return "unknown";
  }
  return "";
}

Listing read_listing(std::string_view packed, const ListingLimits& limits) {
  Listing out;
  const std::string unpacked = packed.starts_with("\x1f\x8b") ? undo_coding("gzip", packed, limits.max_bytes) : std::string();
  std::string made;
  const std::string_view bytes = plain_bytes(unpacked.empty() ? packed : unpacked, made);
  MarkupScanner scanner(bytes, MarkupScanner::Syntax::xml);
  for (auto token = scanner.next(); token != Token::end; token = scanner.next()) {
    if (token == Token::text) {
      if (trim(scanner.text()).empty()) continue;
      Listing addresses;
      if (out.kind == ListingKind::unknown && read_addresses(bytes, limits, addresses)) return addresses;
      break;
    }
    const std::string root(scanner.name()), local = lower(scanner.local_name());
    if (token == Token::close) break;
    if (local == "rss" || local == "rdf" || local == "feed") {
      out.kind = local == "feed" ? ListingKind::atom : ListingKind::rss;
      out.language = scanner.attribute("xml:lang");
      FeedScan(scanner, limits, out).run(root);
      out.title = std::string(trim(out.title));
      return out;
    }
    if (local == "urlset" || local == "sitemapindex") {
      read_sitemap(scanner, local == "sitemapindex", limits, out);
      return out;
    }
    break;
  }
  const auto head = lower(bytes.substr(0, 4096));
  if (head.find("<html") != std::string::npos || head.find("<!doctype html") != std::string::npos || head.find("<body") != std::string::npos || head.find("<head") != std::string::npos)
    read_html_links(bytes, limits, out);
  return out;
}

}  // namespace daybook
