// The ledger: an append-only SQLite file that is also a valid GeoPackage.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "ledger/judgement.h"
#include "model/analysis.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/page.h"
#include "model/picture.h"
#include "model/reading.h"

namespace daybook {

/// Everything one page gave. Written in one transaction, or not at all.
struct Report {
  Page page;
  Document document;
  std::vector<Span> sentences;   ///< bytes in document.text
  std::vector<Claim> claims;     ///< spans in bytes; the writer turns them into code points
};

struct WriteCount {
  std::size_t added = 0, known = 0, rejected = 0, rejected_known = 0, claims = 0;
};

/// The one writer. Not thread-safe; a second writer on the same file gets Error{locked}.
class LedgerWriter {
 public:
  /// Creates or opens; runs migrations. `recorded_at` (ISO 8601 UTC) is the run's own time stamp, `method` the versions
  /// of models and packs. Throws Error{locked, newer_ledger, bad_ledger, disk_full, io, unreadable}.
  LedgerWriter(const std::filesystem::path& file, std::string recorded_at, std::string method);
  ~LedgerWriter();
  LedgerWriter(const LedgerWriter&) = delete;
  LedgerWriter& operator=(const LedgerWriter&) = delete;

  /// True if this page of this address is in the ledger already, read with the same method: nothing needs doing.
  bool knows(const Page& page) const;
  /// True if it was new; false if an equal page came just before.
  bool add(const Report& report);
  void reject(const Rejection& rejection);
  /// Adds a person's decision; its id and time are given here and the id returned.
  std::string judge(LedgerJudgement judgement);
  /// Makes everything added so far lasting and visible to readers (it happens every few dozen documents anyway).
  void commit();
  /// Replaces the derived layers (events, control, tracks, tallies): they are views, dropped and rebuilt. Commits first.
  /// To derive from what was just added: commit(), read with a LedgerView, close it, put_picture(), finish().
  void put_picture(const Picture& picture);
  /// Commits what is pending, closes the run row, leaves no -wal or -shm file behind (unless a LedgerView is still open on
  /// the file; then the next writer does). Nothing may be written after it.
  WriteCount finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct DocumentRow {
  std::string id, page_digest, file, url, publisher, title, language, published, published_basis;
  std::vector<std::string> wire_credits;
  bool published_inferred = false;
  std::size_t claims = 0;
};

/// Read-only access; many at once, also while a writer works. Thread-safe only per instance.
class LedgerView {
 public:
  /// Throws Error{not_found, newer_ledger, bad_ledger}.
  explicit LedgerView(const std::filesystem::path& file);
  ~LedgerView();
  LedgerView(LedgerView&&) noexcept;

  /// In a stable order: document (published, id), then offset, then id. `with_comments` adds claims of readers' comments. Actors that somebody
  /// judged the same are one (ledger/judgement.h).
  /// `known_at`: only what runs recorded on or before that day (UTC); absent: all of it.
  std::vector<LedgerClaim> claims(bool with_comments = false, std::optional<Day> known_at = std::nullopt) const;
  std::vector<DocumentRow> documents() const;  ///< the last reading of each, by publication, then id
  std::optional<Document> document(const std::string& id) const;  ///< text and segments; spans in code points
  std::optional<LedgerClaim> claim(const std::string& id) const;  ///< as it was read, whatever was judged since
  std::string page_bytes(const std::string& digest) const;
  std::vector<Rejection> rejections() const;
  /// In the order they were made, those withdrawn marked. `known_at` as above.
  std::vector<LedgerJudgement> judgements(std::optional<Day> known_at = std::nullopt) const;
  std::string method() const;            ///< versions of models and packs of the latest run; "" if nothing was ever read
  /// Reads the whole file and checks its structure and references; says "ok, ..." or throws Error{bad_ledger}.
  std::string check_integrity() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
