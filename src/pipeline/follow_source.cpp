#include "pipeline/follow_source.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/hash.h"
#include "read/listing.h"

namespace daybook {
namespace {

constexpr std::size_t kMostListed = 10'000;       // addresses taken in from one list a round; a sitemap may hold 50,000
constexpr unsigned kInARow = 3;                   // walls or faults one after another: the site is left alone for this round
constexpr unsigned kMostTries = 5;
constexpr Seconds kRobotsAgain = 86'400;          // robots.txt is kept for a day
constexpr const char* kListAccept = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,text/html;q=0.5,*/*;q=0.1";

SourceStatus status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::page: return SourceStatus::no_news;
    case Verdict::unchanged: return SourceStatus::unchanged;
    case Verdict::paywalled: return SourceStatus::paywalled;
    case Verdict::challenge: return SourceStatus::challenge;
    case Verdict::consent: return SourceStatus::consent;
    case Verdict::blocked: return SourceStatus::blocked;
    case Verdict::gone: return SourceStatus::gone;
    case Verdict::rate_limited: return SourceStatus::rate_limited;
    case Verdict::server_error: return SourceStatus::server_error;
    case Verdict::unreachable: return SourceStatus::unreachable;
    case Verdict::robots: return SourceStatus::robots;
    case Verdict::refused: return SourceStatus::refused;
    case Verdict::too_large: return SourceStatus::too_large;
    case Verdict::later: return SourceStatus::later;
    case Verdict::stopped: return SourceStatus::stopped;
  }
  return SourceStatus::no_news;
}

class SourceLook {
 public:
  SourceLook(const FollowSource& source, const SourceRound& round, Fetcher& fetcher, std::vector<PlannedFetch>& planned)
      : source_(source), round_(round), fetcher_(fetcher), planned_(planned), id_(to_text(source.url)), now_(round.manners.time.now()) {}

  SourceReport run() {
    report_.name = source_.name;
    report_.url = id_;
    report_.kind = kind_name();
    look_at_list(source_.url, 0);
    if (trouble_ != Verdict::stopped) {
      if (round_.options.dry_run) plan();
      else fetch_articles();
    }
    report_.left = round_.state.waiting(id_, oldest());
    if (round_.options.dry_run) report_.left -= std::min(report_.left, planned_.size());
    decide();
    return std::move(report_);
  }

 private:
  Seconds oldest() const { return now_ - source_.max_age; }

  std::string kind_name() const {
    switch (source_.kind) {
      case SourceKind::found: return "auto";
      case SourceKind::rss: return "rss";
      case SourceKind::atom: return "atom";
      case SourceKind::sitemap: return "sitemap";
      case SourceKind::news_sitemap: return "news-sitemap";
      case SourceKind::page_list: return "page-list";
    }
    return "";
  }

  void say(const std::string& sentence) {
    if (report_.note.empty()) report_.note = sentence;
  }
  void trouble(Verdict verdict, const std::string& why) {
    if (trouble_) return;
    trouble_ = verdict;
    say(why);
  }

  // ---- lists ----

  /// With other patterns an unchanged list says other things: its state is kept for each set of them.
  std::string list_key(const std::string& url) const {
    std::string wishes = std::to_string(source_.max_age);
    for (const auto* list : {&source_.include, &source_.exclude}) {
      wishes += '\n';
      for (const auto& pattern : *list) wishes += pattern + '\0';
    }
    return url + "#" + sha256_hex(wishes).substr(0, 16);
  }

  void look_at_list(const Url& url, int depth) {
    const std::string text = to_text(url);
    if (!looked_at_.insert(text).second) return;
    const ListingState before = round_.state.listing(list_key(text));
    PoliteRequest request;
    request.pace_ms = source_.pace_ms;
    request.fetch.url = url;
    request.fetch.accept = kListAccept;
    request.fetch.etag = before.etag;
    request.fetch.last_modified = before.last_modified;
    request.fetch.max_body_bytes = ListingLimits{}.max_bytes;
    const PoliteAnswer answer = fetch_politely(request, fetcher_, round_.manners);
    remember_hold(answer);
    if (answer.outcome == FetchOutcome::answered && answer.status == 304) {
      ++report_.unchanged;
      return;
    }
    Listing listing;
    if (answer.outcome == FetchOutcome::answered && answer.status >= 200 && answer.status < 300) {
      try {
        listing = read_listing(answer.body);
      } catch (const Error& error) {
        trouble(error.code() == ErrorCode::too_large ? Verdict::too_large : Verdict::server_error, "The list at " + text + " cannot be read: " + error.what() + ".");
        return;
      }
    }
    if (listing.kind == ListingKind::unknown || listing.kind == ListingKind::html) {
      const Judgement judgement = judge(answer, round_.marks);
      if (judgement.verdict != Verdict::page && judgement.verdict != Verdict::paywalled) {
        trouble(judgement.verdict, judgement.why);
        return;
      }
    }
    moved_note(url, answer);
    take_in(listing, answer, text, depth);
  }

  void moved_note(const Url& asked, const PoliteAnswer& answer) {
    if (answer.exchanges.size() < 2) return;
    const auto head = parse_http(answer.exchanges.front().response_head).status;
    if (head == 301 || head == 308) say("The list has moved for good from " + to_text(asked) + " to " + to_text(answer.url) + "; change it in the feeds file.");
  }

  void take_in(const Listing& listing, const PoliteAnswer& answer, const std::string& list_url, int depth) {
    if (source_.kind == SourceKind::found && depth == 0 && listing.kind != ListingKind::unknown) report_.kind = name_of(listing.kind);
    switch (listing.kind) {
      case ListingKind::unknown: not_a_list("At " + list_url + " stands neither a feed nor a sitemap nor a list of addresses."); return;
      case ListingKind::sitemap_index: look_into_index(listing, answer, list_url, depth); return;
      case ListingKind::html:
        if (source_.kind != SourceKind::page_list) {
          follow_page(listing, answer, depth);
          return;
        }
        if (source_.include.empty()) {
          not_a_list("A page of links needs 'include' patterns that say which links are articles.");
          return;
        }
        break;
      case ListingKind::rss:
      case ListingKind::atom:
      case ListingKind::sitemap:
      case ListingKind::news_sitemap:
      case ListingKind::addresses: break;
    }
    if (listing.cut) say("The list at " + list_url + " ends before it is closed; what stands before that was taken.");
    lists_read_ = true;
    any_entry_ = any_entry_ || !listing.pages.empty();
    Url base = answer.url;
    if (!listing.base.empty()) base = resolved(base, listing.base).value_or(base);
    std::vector<ListedArticle> wanted_articles;
    std::size_t too_many = listing.left_out;
    for (const auto& entry : listing.pages) {
      const auto url = resolved(base, entry.url);
      if (!url || !wanted(source_, *url) || (listing.kind == ListingKind::html && url->host != base.host)) continue;
      auto article = article_of(entry, *url);
      if (too_old(article)) continue;
      if (!keys_.insert(article.key).second) continue;
      if (wanted_articles.size() < kMostListed) wanted_articles.push_back(std::move(article));
      else ++too_many;
    }
    if (too_many) say("The list at " + list_url + " is too long; " + std::to_string(too_many) + " addresses were left out.");
    report_.listed += wanted_articles.size();
    const ListingState state{answer.fields.get("ETag"), answer.fields.get("Last-Modified")};
    const auto count = round_.state.take_in(id_, list_key(list_url), state, wanted_articles, now_);
    report_.known += count.known;
  }

  void not_a_list(const std::string& why) {
    not_a_list_ = true;
    say(why);
  }

  static std::optional<Url> resolved(const Url& base, const std::string& reference) {
    try {
      return resolve_url(base, reference);
    } catch (const Error&) {
      return std::nullopt;  // mailto:, a scheme that is not fetched, nonsense: no article
    }
  }

  ListedArticle article_of(const ListedPage& entry, const Url& url) const {
    ListedArticle out;
    out.key = key_of(url, round_.tracking);
    out.url = to_text(url);
    out.published = entry.published;
    out.modified = entry.modified;
    out.published_at = parse_instant(entry.published);
    out.modified_at = parse_instant(entry.modified);
    out.publisher = source_.publisher.empty() ? entry.publisher : source_.publisher;
    out.language = source_.language.empty() ? entry.language : source_.language;
    return out;
  }

  bool too_old(const ListedArticle& article) const {
    const auto last = std::max(article.published_at.value_or(INT64_MIN), article.modified_at.value_or(INT64_MIN));
    return last != INT64_MIN && last < oldest();
  }

  /// A page in place of a feed may name the feed in its head, and its site the sitemaps in robots.txt.
  void follow_page(const Listing& listing, const PoliteAnswer& answer, int depth) {
    for (const auto& feed : listing.feeds) {
      const auto url = resolved(answer.url, feed);
      if (!url || depth > 0) continue;
      look_at_list(*url, depth + 1);
      return;
    }
    if (depth == 0) {
      std::string why;
      const auto sitemaps = round_.manners.robots_of(answer.url, fetcher_, why).sitemaps;
      for (std::size_t i = 0; i < sitemaps.size() && i < source_.max_sitemaps; ++i)
        if (const auto url = resolved(answer.url, sitemaps[i])) look_at_list(*url, depth + 1);
      if (lists_read_ || trouble_ || report_.unchanged > 0) return;
    }
    not_a_list("At " + to_text(answer.url) + " stands a web page, not a feed, and it names none.");
  }

  /// The newest sitemaps of an index, as many as the source may; what is older than its articles may be is passed over.
  void look_into_index(const Listing& listing, const PoliteAnswer& answer, const std::string& list_url, int depth) {
    if (depth >= 2) {
      not_a_list("The sitemap indexes from " + id_ + " lead to ever more indexes.");
      return;
    }
    struct Child {
      Url url;
      std::optional<Seconds> moment;
    };
    std::vector<Child> children;
    for (const auto& entry : listing.pages) {
      const auto url = resolved(answer.url, entry.url);
      if (!url) continue;
      auto moment = parse_instant(entry.modified);
      if (!moment) moment = moment_in_address(to_text(*url));
      if (moment && *moment < oldest()) continue;
      children.push_back({*url, moment});
    }
    std::stable_sort(children.begin(), children.end(), [](const Child& a, const Child& b) { return a.moment.value_or(INT64_MIN) > b.moment.value_or(INT64_MIN); });
    lists_read_ = true;
    any_entry_ = any_entry_ || !listing.pages.empty();
    // The index is asked for anew each time: were it 304, the sitemaps it names would not be known.
    round_.state.take_in(id_, list_key(list_url), {}, {}, now_);
    std::size_t looked = 0;
    for (const auto& child : children) {
      if (looked == source_.max_sitemaps || (trouble_ && *trouble_ == Verdict::stopped)) break;
      look_at_list(child.url, depth + 1);
      ++looked;
    }
    if (looked < children.size()) say(std::to_string(children.size() - looked) + " of the index's sitemaps were not looked at; 'sitemaps' sets how many are.");
  }

  // ---- articles ----

  /// What is due and still wanted: the patterns may have changed since it was listed.
  std::vector<WaitingArticle> due_articles() {
    std::vector<WaitingArticle> out;
    bool dropped = true;
    while (dropped) {
      dropped = false;
      out = round_.state.due(id_, now_, oldest(), source_.max);
      for (const auto& article : out) {
        if (wanted(source_, parse_url(article.url))) continue;
        round_.state.drop(article.key);
        dropped = true;
      }
    }
    return out;
  }

  void plan() {
    for (const auto& article : due_articles())
      planned_.push_back({source_.name, article.url, article.published, article.modified, !article.etag.empty() || !round_.state.digest_of(article.key).empty()});
  }

  void fetch_articles() {
    unsigned in_a_row = 0;
    for (const auto& article : due_articles()) {
      const Verdict verdict = fetch_article(article);
      if (verdict == Verdict::stopped) trouble(verdict, "Stopped before all was fetched.");
      if (verdict == Verdict::stopped || verdict == Verdict::later || verdict == Verdict::rate_limited) return;
      const bool let_in = verdict == Verdict::page || verdict == Verdict::paywalled || verdict == Verdict::unchanged || verdict == Verdict::gone || verdict == Verdict::robots;
      in_a_row = let_in ? 0 : in_a_row + 1;
      if (in_a_row == kInARow) {
        say("After " + std::to_string(kInARow) + " articles in a row that could not be had, the site was left alone.");
        return;
      }
    }
  }

  Verdict fetch_article(const WaitingArticle& article) {
    PoliteRequest request;
    request.pace_ms = source_.pace_ms;
    request.fetch.url = parse_url(article.url);
    request.fetch.for_archive = round_.archive != nullptr;
    request.fetch.etag = article.etag;
    request.fetch.last_modified = article.last_modified;
    const PoliteAnswer answer = fetch_politely(request, fetcher_, round_.manners);
    remember_hold(answer);
    Judgement judgement = judge(answer, round_.marks);
    if (judgement.verdict == Verdict::page && to_front_page(request.fetch.url, answer.url))
      judgement = {Verdict::gone, article.url + " leads to the front page: there is no such article any more."};
    ArticleOutcome outcome;
    outcome.verdict = judgement.verdict;
    outcome.fetched = round_.manners.time.now();
    const auto again = [&](Seconds first) {
      if (article.tries + 1 < kMostTries) outcome.again_at = outcome.fetched + (first << std::min(article.tries, 6u));
    };
    switch (judgement.verdict) {
      case Verdict::page:
      case Verdict::paywalled:
        report_.paywalled += judgement.verdict == Verdict::paywalled;
        keep(article, answer, judgement, outcome);
        return judgement.verdict;
      case Verdict::unchanged: ++report_.unchanged; break;
      case Verdict::challenge: ++report_.challenge; again(3600); break;
      case Verdict::consent: ++report_.consent; again(86'400); break;
      case Verdict::blocked: ++report_.blocked; again(3600); break;
      case Verdict::robots:
        ++report_.robots;
        again(kRobotsAgain);
        break;
      case Verdict::server_error:
      case Verdict::unreachable: ++report_.failed; again(600); break;
      case Verdict::gone:
      case Verdict::refused:
      case Verdict::too_large: ++report_.failed; break;
      case Verdict::rate_limited:
      case Verdict::later:
      case Verdict::stopped:  // its turn is still to come: nothing is known of it yet
        if (judgement.verdict != Verdict::stopped) trouble(judgement.verdict, judgement.why);
        return judgement.verdict;
    }
    if (judgement.verdict != Verdict::unchanged) article_trouble(judgement);
    round_.state.note(article.key, outcome);
    return judgement.verdict;
  }

  void keep(const WaitingArticle& article, const PoliteAnswer& answer, const Judgement& judgement, ArticleOutcome& outcome) {
    if (judgement.verdict == Verdict::paywalled) article_trouble(judgement);
    Page page = page_of_answer(answer, judgement);
    outcome.etag = answer.fields.get("ETag");
    outcome.last_modified = answer.fields.get("Last-Modified");
    outcome.digest = page.digest;
    if (outcome.digest == round_.state.digest_of(article.key)) {  // sent again without need
      ++report_.known;
      round_.state.note(article.key, outcome);
      return;
    }
    page.hints.published = article.published;
    page.hints.modified = article.modified;
    page.hints.publisher = article.publisher;
    page.hints.language = article.language;
    if (round_.archive) page.at = round_.archive->keep(answer);
    round_.state.note_and_spool(id_, article.key, outcome, page, key_of(answer.url, round_.tracking));
  }

  static bool to_front_page(const Url& asked, const Url& got) { return target_of(asked) != "/" && got.path == "/" && got.query.empty(); }

  void remember_hold(const PoliteAnswer& answer) {
    if (answer.outcome == FetchOutcome::answered && answer.later && answer.retry_at) round_.state.hold(answer.url.host, *answer.retry_at);
  }

  void article_trouble(const Judgement& judgement) {
    if (!article_trouble_) {
      article_trouble_ = judgement.verdict;
      say(judgement.why);
    }
  }

  // ---- the one word ----

  /// As far as it is known before the pages are read; what was read may still make it "new" or "rejected".
  void decide() {
    if (trouble_) report_.status = status_of(*trouble_);
    else if (not_a_list_) report_.status = SourceStatus::not_a_feed;
    else if (lists_read_ && !any_entry_) report_.status = SourceStatus::empty_feed;
    else if (article_trouble_) report_.status = status_of(*article_trouble_);
    else if (!lists_read_ && report_.unchanged > 0) report_.status = SourceStatus::unchanged;
    else report_.status = SourceStatus::no_news;
    if (report_.status == SourceStatus::empty_feed) say("The list has no entries at all.");
  }

  const FollowSource& source_;
  const SourceRound& round_;
  Fetcher& fetcher_;
  std::vector<PlannedFetch>& planned_;
  std::string id_;
  Seconds now_;
  SourceReport report_;
  std::set<std::string> looked_at_, keys_;
  std::optional<Verdict> trouble_;          ///< of a list, or what ended the source's turn
  std::optional<Verdict> article_trouble_;  ///< of the first article that could not be had
  bool not_a_list_ = false, lists_read_ = false, any_entry_ = false;
};

}  // namespace

SourceReport look_at_source(const FollowSource& source, const SourceRound& round, Fetcher& fetcher, std::vector<PlannedFetch>& planned) {
  return SourceLook(source, round, fetcher, planned).run();
}

}  // namespace daybook
