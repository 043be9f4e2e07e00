// What `follow` remembers between runs: a small SQLite file beside the ledger.
//
//     listings   what a feed or sitemap said last (ETag, Last-Modified)
//     articles   every address that was listed: waiting for its turn, or done, with what came of it
//     spool      pages that were fetched and are not in the ledger yet
//     robots     robots.txt files, for a day
//     hosts      who asked us to stay away until when
//
// It is no part of the ledger: it changes, and nothing is derived from it. Lost, the next run asks for everything anew, and the ledger
// knows what it has. A page goes into the spool in the transaction that marks its article as done: killed at any moment, nothing that
// was fetched is fetched again, and nothing is lost.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fetch/polite.h"
#include "fetch/verdict.h"
#include "model/page.h"

namespace daybook {

/// What makes the next request for a list conditional.
struct ListingState {
  std::string etag, last_modified;
};

/// An address as a list gave it.
struct ListedArticle {
  std::string key;                                  ///< key_of(): by which it is known again
  std::string url;
  std::string published, modified;                  ///< as written
  std::string publisher, language;
  std::optional<Seconds> published_at, modified_at;
};

/// One that waits to be fetched.
struct WaitingArticle : ListedArticle {
  std::string etag, last_modified;  ///< of an earlier fetch; empty at the first
  unsigned tries = 0;               ///< that failed
};

/// What came of one fetch.
struct ArticleOutcome {
  Verdict verdict = Verdict::page;
  std::string etag, last_modified, digest;
  Seconds fetched = 0;
  std::optional<Seconds> again_at;  ///< set: it stays waiting until then
};

/// A page on its way into the ledger.
struct SpooledPage {
  std::int64_t id = 0;
  Page page;                        ///< bytes, hints, coordinates, notes
};

struct EnqueueCount {
  std::size_t fresh = 0, known = 0, modified = 0;
};

/// Thread-safe: every call is whole. Throws Error{locked, unreadable, disk_full, io, bad_ledger}.
class FollowState {
 public:
  /// Opens or creates. `keep` false: nothing of what this object does is kept, and no file is made.
  FollowState(const std::filesystem::path& file, bool keep);
  ~FollowState();

  ListingState listing(const std::string& url) const;
  /// Takes in what a list says, and remembers the list's own state, in one transaction. An article that is done waits again only if it
  /// was modified after it was fetched.
  EnqueueCount take_in(const std::string& source, const std::string& list_url, const ListingState& list, const std::vector<ListedArticle>& articles, Seconds now);

  /// The articles of a source whose turn it is: the newest first, those without a date behind them in the order of the list.
  std::vector<WaitingArticle> due(const std::string& source, Seconds now, Seconds oldest, std::size_t most) const;
  /// How many wait, whether their turn has come or not.
  std::size_t waiting(const std::string& source, Seconds oldest) const;

  void note(const std::string& key, const ArticleOutcome& outcome);
  /// As if it had never been listed.
  void drop(const std::string& key);
  /// `final_key` is that of the address the redirects led to: whoever lists that one lists the same article.
  void note_and_spool(const std::string& source, const std::string& key, const ArticleOutcome& outcome, const Page& page, const std::string& final_key);
  /// The digest of what was fetched last; "" if nothing was.
  std::string digest_of(const std::string& key) const;

  /// The next page of a source that is not in the ledger yet, in the order of fetching; ids grow.
  std::optional<SpooledPage> next_spooled(const std::string& source, std::int64_t after) const;
  /// Sources that have pages in the spool, by the first of them.
  std::vector<std::string> spooled_sources() const;
  void unspool(const std::string& source, std::int64_t up_to);

  void hold(const std::string& host, Seconds until);
  std::vector<std::pair<std::string, Seconds>> holds(Seconds now) const;

  RobotsStore robots();

  /// Forgets articles that are done and have not been listed for so long.
  void forget(Seconds listed_before);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
