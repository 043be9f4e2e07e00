#include "pipeline/follow_state.h"

#include <mutex>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "ledger/sqlite.h"

namespace daybook {
namespace {

using sqlite::Statement;

constexpr int kApplication = 0x4462466c;  // "DbFl"
constexpr int kVersion = 1;

constexpr const char* kTables = R"sql(
CREATE TABLE listings (url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL, checked INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (article INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, url TEXT NOT NULL,
  published TEXT NOT NULL, modified TEXT NOT NULL, published_at INTEGER, modified_at INTEGER, publisher TEXT NOT NULL, language TEXT NOT NULL,
  waiting INTEGER NOT NULL, again_at INTEGER, tries INTEGER NOT NULL DEFAULT 0, rank INTEGER NOT NULL, listed INTEGER NOT NULL,
  verdict TEXT, etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '', digest TEXT NOT NULL DEFAULT '', fetched INTEGER);
CREATE INDEX articles_waiting ON articles (source) WHERE waiting;
CREATE TABLE spool (page INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, about TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE INDEX spool_by_source ON spool (source, page);
CREATE TABLE robots (origin TEXT PRIMARY KEY, status INTEGER NOT NULL, body BLOB NOT NULL, fetched INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE hosts (host TEXT PRIMARY KEY, hold_until INTEGER NOT NULL) WITHOUT ROWID;
)sql";

std::string about(const Page& page) {
  const auto& h = page.hints;
  const nlohmann::json out = {{"url", h.url}, {"published", h.published}, {"modified", h.modified}, {"publisher", h.publisher}, {"language", h.language}, {"charset", h.charset},
                              {"captured", h.captured}, {"file", page.at.file}, {"offset", page.at.offset}, {"length", page.at.length}, {"record", page.at.record}, {"notes", page.notes}};
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Page page_of(const std::string& about, std::string bytes) {
  const auto j = nlohmann::json::parse(about);
  Page page;
  page.bytes = std::move(bytes);
  page.hints.url = j.at("url");
  page.hints.published = j.at("published");
  page.hints.modified = j.at("modified");
  page.hints.publisher = j.at("publisher");
  page.hints.language = j.at("language");
  page.hints.charset = j.at("charset");
  page.hints.captured = j.at("captured");
  page.at = {j.at("file"), j.at("offset"), j.at("length"), j.at("record")};
  page.notes = j.at("notes");
  return page;
}

void bind(Statement& statement, const std::optional<Seconds>& value) {
  if (value) statement.bind(*value);
  else statement.bind_null();
}

std::optional<Seconds> seconds(const Statement& statement, int column) {
  return statement.is_null(column) ? std::nullopt : std::optional<Seconds>(statement.integer(column));
}

}  // namespace

struct FollowState::Impl {
  mutable sqlite::Database db;
  bool keep;
  mutable std::recursive_mutex mutex;

  Impl(const std::filesystem::path& file, bool keeps) : db(file, sqlite::Database::Mode::read_write, "state file"), keep(keeps) {
    const std::string name = file.string();
    const bool empty = db.value("SELECT count(*) FROM sqlite_master") == "0";
    if (!empty && db.value("PRAGMA application_id") != std::to_string(kApplication))
      throw Error(ErrorCode::bad_ledger, "The file " + name + " is no state file of 'follow'.", name);
    if (!empty && std::stoi(db.value("PRAGMA user_version").value_or("0")) > kVersion)
      throw Error(ErrorCode::newer_ledger, "The state file " + name + " was written by a later version of Daybook.", name);
    if (keep) db.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
    if (!keep) db.run("BEGIN");
    if (empty) {
      if (keep) db.run("BEGIN IMMEDIATE");
      db.run(std::string("PRAGMA application_id=") + std::to_string(kApplication) + "; PRAGMA user_version=" + std::to_string(kVersion));
      db.run(kTables);
      if (keep) db.run("COMMIT");
    }
  }

  /// One change, whole or not at all. Without `keep` it stands within a transaction that is never committed.
  template <typename Work>
  void change(Work&& work) {
    const std::lock_guard lock(mutex);
    sqlite::Savepoint savepoint(db);
    work();
    savepoint.keep();
  }

  void note(const std::string& key, const ArticleOutcome& outcome) {
    const bool had = outcome.verdict == Verdict::page || outcome.verdict == Verdict::paywalled;
    Statement row(db, had ? "UPDATE articles SET waiting=?, again_at=?, tries=0, verdict=?, fetched=?, etag=?, last_modified=?, digest=? WHERE key=?"
                          : "UPDATE articles SET waiting=?, again_at=?, tries=tries+1, verdict=?, fetched=coalesce(?, fetched) WHERE key=?");
    row.bind(std::int64_t{outcome.again_at ? 1 : 0});
    bind(row, outcome.again_at);
    row.bind(name_of(outcome.verdict));
    if (had || outcome.verdict == Verdict::unchanged || !outcome.again_at) row.bind(outcome.fetched);
    else row.bind_null();
    if (had) row.bind(outcome.etag).bind(outcome.last_modified).bind(outcome.digest);
    row.bind(key).run();
  }
};

FollowState::FollowState(const std::filesystem::path& file, bool keep) {
  std::error_code code;
  const bool there = std::filesystem::exists(file, code);
  try {
    impl_ = std::make_unique<Impl>(keep || there ? file : std::filesystem::path(":memory:"), keep);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::bad_ledger) throw;
    throw Error(ErrorCode::bad_ledger, std::string(error.what()) + " Without it the next run asks for everything anew, and the ledger knows what it has.", file.string());
  }
}
FollowState::~FollowState() = default;

ListingState FollowState::listing(const std::string& url) const {
  const std::lock_guard lock(impl_->mutex);
  Statement row(impl_->db, "SELECT etag, last_modified FROM listings WHERE url=?");
  row.bind(url);
  if (!row.step()) return {};
  return {row.text(0), row.text(1)};
}

EnqueueCount FollowState::take_in(const std::string& source, const std::string& list_url, const ListingState& list, const std::vector<ListedArticle>& articles, Seconds now) {
  EnqueueCount count;
  impl_->change([&] {
    auto& db = impl_->db;
    Statement(db, "INSERT OR REPLACE INTO listings VALUES (?,?,?,?)").bind(list_url).bind(list.etag).bind(list.last_modified).bind(now).run();
    Statement find(db, "SELECT waiting, fetched, modified_at FROM articles WHERE key=?");
    Statement add(db, "INSERT INTO articles (key, source, url, published, modified, published_at, modified_at, publisher, language, waiting, rank, listed) VALUES (?,?,?,?,?,?,?,?,?,1,?,?)");
    Statement update(db, "UPDATE articles SET url=?, published=?, modified=?, published_at=?, modified_at=?, waiting=?, tries=CASE WHEN ?6 > waiting THEN 0 ELSE tries END, listed=? WHERE key=?");
    Statement seen(db, "UPDATE articles SET listed=? WHERE key=?");
    std::int64_t rank = 0;
    for (const auto& a : articles) {
      find.bind(a.key);
      const bool known = find.step();
      const bool waits = known && find.integer(0) != 0;
      const auto fetched = known ? seconds(find, 1) : std::nullopt;
      find.reset();
      ++rank;
      if (!known) {
        add.bind(a.key).bind(source).bind(a.url).bind(a.published).bind(a.modified);
        bind(add, a.published_at);
        bind(add, a.modified_at);
        add.bind(a.publisher).bind(a.language).bind(rank).bind(now).run();
        ++count.fresh;
        continue;
      }
      const bool modified = !waits && fetched && a.modified_at && *a.modified_at > *fetched && *a.modified_at <= now;
      if (!waits && !modified) {
        seen.bind(now).bind(a.key).run();
        ++count.known;
        continue;
      }
      count.modified += modified;
      update.bind(a.url).bind(a.published).bind(a.modified);
      bind(update, a.published_at);
      bind(update, a.modified_at);
      update.bind(std::int64_t{1}).bind(now).bind(a.key).run();
    }
  });
  return count;
}

std::vector<WaitingArticle> FollowState::due(const std::string& source, Seconds now, Seconds oldest, std::size_t most) const {
  const std::lock_guard lock(impl_->mutex);
  Statement rows(impl_->db,
                 "SELECT key, url, published, modified, publisher, language, published_at, modified_at, etag, last_modified, tries FROM articles"
                 " WHERE source=? AND waiting AND (again_at IS NULL OR again_at <= ?) AND (coalesce(modified_at, published_at) IS NULL OR max(coalesce(modified_at, published_at), coalesce(published_at, modified_at)) >= ?)"
                 " ORDER BY coalesce(published_at, modified_at) IS NULL, coalesce(published_at, modified_at) DESC, rank, article LIMIT ?");
  rows.bind(source).bind(now).bind(oldest).bind(static_cast<std::int64_t>(most));
  std::vector<WaitingArticle> out;
  while (rows.step()) {
    WaitingArticle a;
    a.key = rows.text(0);
    a.url = rows.text(1);
    a.published = rows.text(2);
    a.modified = rows.text(3);
    a.publisher = rows.text(4);
    a.language = rows.text(5);
    a.published_at = seconds(rows, 6);
    a.modified_at = seconds(rows, 7);
    a.etag = rows.text(8);
    a.last_modified = rows.text(9);
    a.tries = static_cast<unsigned>(rows.integer(10));
    out.push_back(std::move(a));
  }
  return out;
}

std::size_t FollowState::waiting(const std::string& source, Seconds oldest) const {
  const std::lock_guard lock(impl_->mutex);
  Statement row(impl_->db, "SELECT count(*) FROM articles WHERE source=? AND waiting AND (coalesce(modified_at, published_at) IS NULL OR max(coalesce(modified_at, published_at), coalesce(published_at, modified_at)) >= ?)");
  row.bind(source).bind(oldest).step();
  return static_cast<std::size_t>(row.integer(0));
}

void FollowState::note(const std::string& key, const ArticleOutcome& outcome) {
  impl_->change([&] { impl_->note(key, outcome); });
}

void FollowState::drop(const std::string& key) {
  impl_->change([&] { Statement(impl_->db, "DELETE FROM articles WHERE key=?").bind(key).run(); });
}

void FollowState::note_and_spool(const std::string& source, const std::string& key, const ArticleOutcome& outcome, const Page& page, const std::string& final_key) {
  const std::string told = about(page);
  impl_->change([&] {
    impl_->note(key, outcome);
    if (final_key != key) {
      Statement(impl_->db, "INSERT OR IGNORE INTO articles (key, source, url, published, modified, publisher, language, waiting, rank, listed) VALUES (?,?,?,'','','','',0,0,?)")
          .bind(final_key).bind(source).bind(page.hints.url).bind(outcome.fetched).run();
      impl_->note(final_key, outcome);
    }
    Statement(impl_->db, "INSERT INTO spool (source, about, bytes) VALUES (?,?,?)").bind(source).bind(told).bind_blob(page.bytes).run();
  });
}

std::string FollowState::digest_of(const std::string& key) const {
  const std::lock_guard lock(impl_->mutex);
  Statement row(impl_->db, "SELECT digest FROM articles WHERE key=?");
  row.bind(key);
  return row.step() ? row.text(0) : std::string();
}

std::optional<SpooledPage> FollowState::next_spooled(const std::string& source, std::int64_t after) const {
  const std::lock_guard lock(impl_->mutex);
  Statement row(impl_->db, "SELECT page, about, bytes FROM spool WHERE source=? AND page>? ORDER BY page LIMIT 1");
  row.bind(source).bind(after);
  if (!row.step()) return std::nullopt;
  return SpooledPage{row.integer(0), page_of(row.text(1), row.text(2))};
}

std::vector<std::string> FollowState::spooled_sources() const {
  const std::lock_guard lock(impl_->mutex);
  Statement rows(impl_->db, "SELECT source FROM spool GROUP BY source ORDER BY min(page)");
  std::vector<std::string> out;
  while (rows.step()) out.push_back(rows.text(0));
  return out;
}

void FollowState::unspool(const std::string& source, std::int64_t up_to) {
  impl_->change([&] { Statement(impl_->db, "DELETE FROM spool WHERE source=? AND page<=?").bind(source).bind(up_to).run(); });
}

void FollowState::hold(const std::string& host, Seconds until) {
  impl_->change([&] { Statement(impl_->db, "INSERT OR REPLACE INTO hosts VALUES (?,?)").bind(host).bind(until).run(); });
}

std::vector<std::pair<std::string, Seconds>> FollowState::holds(Seconds now) const {
  const std::lock_guard lock(impl_->mutex);
  Statement rows(impl_->db, "SELECT host, hold_until FROM hosts WHERE hold_until > ? ORDER BY host");
  rows.bind(now);
  std::vector<std::pair<std::string, Seconds>> out;
  while (rows.step()) out.emplace_back(rows.text(0), rows.integer(1));
  return out;
}

RobotsStore FollowState::robots() {
  return {[this](const std::string& origin) -> std::optional<RobotsRecord> {
            const std::lock_guard lock(impl_->mutex);
            Statement row(impl_->db, "SELECT status, body, fetched FROM robots WHERE origin=?");
            row.bind(origin);
            if (!row.step()) return std::nullopt;
            return RobotsRecord{static_cast<int>(row.integer(0)), row.text(1), row.integer(2), {}};
          },
          [this](const std::string& origin, const RobotsRecord& record) {
            impl_->change([&] {
              Statement(impl_->db, "INSERT OR REPLACE INTO robots VALUES (?,?,?,?)").bind(origin).bind(std::int64_t{record.status}).bind_blob(record.body).bind(record.fetched).run();
            });
          }};
}

void FollowState::forget(Seconds listed_before) {
  impl_->change([&] { Statement(impl_->db, "DELETE FROM articles WHERE NOT waiting AND listed < ?").bind(listed_before).run(); });
}

}  // namespace daybook
