#include <sqlite3.h>

#include <cerrno>

#include "base/hash.h"
#include "base/utf8.h"
#include "ledger/deflate.h"
#include "ledger/layers.h"
#include "ledger/ledger.h"
#include "ledger/lock.h"
#include "ledger/schema.h"
#include "ledger/slots.h"
#include "ledger/sqlite.h"

namespace daybook {
namespace {

using sqlite::Savepoint;
using sqlite::Statement;

// A commit costs far more than a document; a killed run reads at most so many documents again.
constexpr int kDocumentsPerCommit = 32;
constexpr std::size_t kBytesPerCommit = 8u << 20;

// Where a page stood, for telling whether it was read before. A URL is enough; without one the file's name and the record.
std::string place_of(const Coordinates& at, const std::string& url) {
  return url.empty() ? address_of(at, url) + "#" + std::to_string(at.record) : url;
}

const char* media_name(MediaType type) {
  switch (type) {
    case MediaType::text: return "text";
    case MediaType::html: return "html";
    case MediaType::xml_feed: return "xml_feed";
    case MediaType::unknown: return "unknown";
  }
  return "unknown";
}

/// Values of one document row that have no column type of their own, kept alive until the row is written.
struct Encoded {
  std::string authors, notes, hints, address, published, modified, captured, credits;
};

void bind_dated(Statement& row, const DatedFact& fact, const std::string& day) {
  row.bind_or_null(day).bind_or_null(fact.written).bind_or_null(fact.basis).bind(std::int64_t{fact.inferred});
}

std::string day_text(const DatedFact& fact) { return fact.day ? to_iso(*fact.day) : std::string(); }

}  // namespace

struct LedgerWriter::Impl {
  WriterLock lock;
  sqlite::Database db;
  std::string recorded_at, method;
  std::int64_t method_row = 0;  // 0: the method is not in the file yet
  std::int64_t run = 0;         // 0: nothing was written yet, so there is no run to speak of
  bool run_committed = false;
  bool finished = false;
  int pending = 0;
  std::size_t pending_bytes = 0;
  WriteCount count;
  std::optional<Statement> find_document, find_page, page_row, document_row, segment_row, sentence_row, claim_row, rejection_row;

  Impl(const std::filesystem::path& file, std::string at, std::string versions)
      : lock(file), db(file, sqlite::Database::Mode::read_write), recorded_at(std::move(at)), method(std::move(versions)) {
    // Look before touching: a file that is not ours must stay as it is.
    const int version = schema_version(db, file.string());
    db.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY");
    migrate(db, version, newest_schema());
    find_method();
    prepare();
  }

  void find_method() {
    Statement find(db, "SELECT method FROM methods WHERE versions=?");
    if (find.bind(method).step()) method_row = find.integer(0);
  }

  void prepare() {
    find_document.emplace(db, "SELECT 1 FROM documents WHERE page_digest=? AND address=? AND method=?");
    find_page.emplace(db, "SELECT 1 FROM pages WHERE digest=?");
    page_row.emplace(db, "INSERT INTO pages (digest, media_type, size, bytes, run) VALUES (?,?,?,?,?)");
    document_row.emplace(db,
        "INSERT OR IGNORE INTO documents (id, method, page_digest, address, file, offset, length, record, url, publisher, title, authors, language, wire_credit, "
        "published, published_written, published_basis, published_inferred, modified, modified_written, modified_basis, modified_inferred, "
        "captured, captured_written, captured_basis, captured_inferred, notes, hints, text, run) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?, ?,?,?,?, ?,?,?,?, ?,?,?,?)");
    segment_row.emplace(db, "INSERT INTO segments VALUES (?,?,?,?,?,?)");
    sentence_row.emplace(db, "INSERT INTO sentences VALUES (?,?,?,?)");
    claim_row.emplace(db,
        "INSERT OR IGNORE INTO claims (id, document, segment, sentence, start, \"end\", quote, trigger_start, trigger_end, kind, phase, modality, "
        "actor_id, actor, actor_party, target_id, target, target_party, place_id, place, place_kind, admin1, country, lat, lon, precision_m, "
        "time_edtf, time_from, time_to, time_precision, number, number_of, number_bound, unit, attribution_id, attribution, rule, confidence, slots) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?, ?,?,?,?,?,?, ?,?,?,?,?,?,?,?, ?,?,?,?, ?,?,?,?, ?,?,?,?,?)");
    rejection_row.emplace(db, "INSERT OR IGNORE INTO rejections (file, offset, length, record, code, message, digest, run) VALUES (?,?,?,?,?,?,?,?)");
  }

  bool known(const std::string& digest, const std::string& address) {
    if (!method_row) return false;
    const bool found = find_document->bind(digest).bind(address).bind(method_row).step();
    find_document->reset();
    return found;
  }

  /// Opens the batch; the first one writes the run's row.
  void begin() {
    if (!db.in_transaction()) {
      db.run("BEGIN IMMEDIATE");
      pending = 0;
      pending_bytes = 0;
      if (!run_committed) run = 0;  // an earlier batch was undone, and its run row with it
    }
    if (run) return;
    Statement add_method(db, "INSERT OR IGNORE INTO methods (versions) VALUES (?)");
    add_method.bind(method).run();
    find_method();
    Statement add_run(db, "INSERT INTO runs (recorded_at, method) VALUES (?,?)");
    add_run.bind(recorded_at).bind(method_row).run();
    run = sqlite3_last_insert_rowid(db.handle());
  }

  void commit() {
    if (!db.in_transaction()) return;
    db.run("COMMIT");
    run_committed = run != 0;
  }

  void commit_if_full(std::size_t bytes) {
    pending_bytes += bytes;
    if (++pending >= kDocumentsPerCommit || pending_bytes >= kBytesPerCommit) commit();
  }

  void put_page(const Page& page) {
    const bool there = find_page->bind(page.digest).step();
    find_page->reset();
    if (there) return;
    const std::string stream = deflate_bytes(page.bytes);
    page_row->bind(page.digest).bind(media_name(page.type)).bind(static_cast<std::int64_t>(page.bytes.size())).bind_blob(stream).bind(run).run();
  }

  /// The new row, or 0 if this document was there.
  std::int64_t put_document(const Report& report) {
    const Document& d = report.document;
    const Encoded e{list_to_json(d.authors), list_to_json(d.notes), hints_to_json(report.page.hints),
                    place_of(report.page.at, report.page.hints.url), day_text(d.published), day_text(d.modified), day_text(d.captured),
                    d.wire_credits.empty() ? std::string() : list_to_json(d.wire_credits)};
    const Coordinates& at = report.page.at;
    Statement& row = *document_row;
    row.bind(d.id).bind(method_row).bind(report.page.digest).bind(e.address).bind(at.file).bind(static_cast<std::int64_t>(at.offset));
    row.bind(static_cast<std::int64_t>(at.length)).bind(std::int64_t{at.record}).bind_or_null(d.url).bind_or_null(d.publisher);
    row.bind_or_null(d.title).bind(e.authors).bind_or_null(d.language).bind_or_null(e.credits);
    bind_dated(row, d.published, e.published);
    bind_dated(row, d.modified, e.modified);
    bind_dated(row, d.captured, e.captured);
    row.bind(e.notes).bind(e.hints).bind(d.text).bind(run).run();
    return sqlite3_changes(db.handle()) ? sqlite3_last_insert_rowid(db.handle()) : 0;
  }

  void put_claim(const Claim& in_bytes, std::int64_t document, const std::string& text, const CodePointIndex& index) {
    const std::string_view quote = text_of(text, in_bytes.quote);
    const Claim c = in_code_points(in_bytes, index);
    const std::string slots = slots_to_json(c);
    Statement& row = *claim_row;
    row.bind(c.id).bind(document).bind(name_of(c.segment)).bind(std::int64_t{c.sentence}).bind(std::int64_t{c.quote.begin}).bind(std::int64_t{c.quote.end});
    row.bind(quote).bind(std::int64_t{c.trigger.begin}).bind(std::int64_t{c.trigger.end}).bind(c.kind).bind_or_null(c.phase).bind(name_of(c.modality));
    const ClaimActor nobody;
    for (const auto* actors : {&c.actors, &c.targets}) {
      const ClaimActor& first = actors->empty() ? nobody : actors->front();
      row.bind_or_null(first.id).bind_or_null(first.name.empty() ? first.text : first.name).bind_or_null(first.party_id);
    }
    bind_place(row, c);
    std::string from, to;
    if (c.time) {
      if (c.time->reading.from) from = to_iso(*c.time->reading.from);
      if (c.time->reading.to) to = to_iso(*c.time->reading.to);
      row.bind_or_null(c.time->reading.edtf).bind_or_null(from).bind_or_null(to).bind(name_of(c.time->reading.precision));
    } else {
      row.bind_null().bind_null().bind_null().bind_null();
    }
    if (c.numbers.empty()) {
      row.bind_null().bind_null().bind_null().bind_null();
    } else {
      const ClaimNumber& n = c.numbers.front();
      row.bind(n.value);
      if (n.of) row.bind(*n.of);
      else row.bind_null();
      row.bind_or_null(name_of(n.bound)).bind_or_null(n.unit);
    }
    const ClaimActor& source = c.attribution.empty() ? nobody : c.attribution.front();
    row.bind_or_null(source.id).bind_or_null(source.name.empty() ? source.text : source.name).bind(c.rule).bind(c.confidence).bind(slots).run();
    count.claims += static_cast<std::size_t>(sqlite3_changes(db.handle()));
  }

  static void bind_place(Statement& row, const Claim& c) {
    if (c.places.empty()) {
      for (int i = 0; i < 8; ++i) row.bind_null();
      return;
    }
    const PlaceReading& p = c.places.front().reading;
    row.bind_or_null(p.id).bind_or_null(p.name.empty() ? c.places.front().text : p.name).bind(name_of(p.kind)).bind_or_null(p.admin1).bind_or_null(p.country);
    for (const auto& side : {p.lat, p.lon})
      if (side) row.bind(*side);
      else row.bind_null();
    if (p.precision_m > 0) row.bind(p.precision_m);
    else row.bind_null();
  }

  void put_report(const Report& report, std::int64_t document) {
    const std::string& text = report.document.text;
    const CodePointIndex index(text);
    std::int64_t number = 0;
    for (const auto& segment : report.document.segments) {
      const Span span = index.code_points(segment.span);
      segment_row->bind(document).bind(number++).bind(name_of(segment.kind)).bind(std::int64_t{span.begin}).bind(std::int64_t{span.end}).bind_or_null(segment.reason).run();
    }
    number = 0;
    for (const Span bytes : report.sentences) {
      const Span span = index.code_points(bytes);
      sentence_row->bind(document).bind(number++).bind(std::int64_t{span.begin}).bind(std::int64_t{span.end}).run();
    }
    for (const auto& claim : report.claims) put_claim(claim, document, text, index);
  }

  /// SQLite's result. A reader that is still connected keeps the file in WAL mode; the next writer tries again.
  int leave_wal() {
    sqlite3_busy_timeout(db.handle(), 1'000);
    return sqlite3_exec(db.handle(), "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
  }
};

LedgerWriter::LedgerWriter(const std::filesystem::path& file, std::string recorded_at, std::string method)
    : impl_(std::make_unique<Impl>(file, std::move(recorded_at), std::move(method))) {}

LedgerWriter::~LedgerWriter() {
  if (impl_->finished) return;
  // The run was cut short by an error elsewhere. What was read whole is kept; a failure to keep it is told already.
  try {
    impl_->commit();
  } catch (const Error&) {
  }
  impl_->leave_wal();
}

bool LedgerWriter::knows(const Page& page) const {
  const bool known = impl_->known(page.digest, place_of(page.at, page.hints.url));
  if (known) ++impl_->count.known;
  return known;
}

bool LedgerWriter::add(const Report& report) {
  Impl& w = *impl_;
  // The caller may have asked `knows` before an equal page, further up the same input, was added.
  if (w.known(report.page.digest, place_of(report.page.at, report.page.hints.url))) {
    ++w.count.known;
    return false;
  }
  w.begin();
  const std::size_t claims_before = w.count.claims;
  bool is_new = false;
  try {
    Savepoint savepoint(w.db);
    w.put_page(report.page);
    if (const std::int64_t document = w.put_document(report)) {
      w.put_report(report, document);
      is_new = true;
    }
    savepoint.keep();
  } catch (...) {
    w.count.claims = claims_before;
    throw;
  }
  ++(is_new ? w.count.added : w.count.known);
  w.commit_if_full(report.page.bytes.size() + report.document.text.size());
  return is_new;
}

void LedgerWriter::reject(const Rejection& r) {
  Impl& w = *impl_;
  {
    Statement find(w.db, "SELECT 1 FROM rejections WHERE file=? AND offset=? AND record=? AND code=? AND digest=? AND message=?");
    find.bind(r.at.file).bind(static_cast<std::int64_t>(r.at.offset)).bind(std::int64_t{r.at.record}).bind(r.code).bind(r.digest).bind(r.message);
    if (find.step()) {
      ++w.count.rejected_known;
      return;
    }
  }
  w.begin();
  w.rejection_row->bind(r.at.file).bind(static_cast<std::int64_t>(r.at.offset)).bind(static_cast<std::int64_t>(r.at.length)).bind(std::int64_t{r.at.record});
  w.rejection_row->bind(r.code).bind(r.message).bind(r.digest).bind(w.run).run();
  ++w.count.rejected;
  w.commit_if_full(0);
}

std::string LedgerWriter::judge(LedgerJudgement j) {
  Impl& w = *impl_;
  w.begin();
  j.id = make_id("jdg_", {j.about, j.verdict, j.value, j.author, w.recorded_at});
  Statement row(w.db, "INSERT INTO judgements (id, about, verdict, value, reason, author, recorded_at, withdraws) VALUES (?,?,?,?,?,?,?,?)");
  row.bind(j.id).bind(j.about).bind(j.verdict).bind_or_null(j.value).bind_or_null(j.reason).bind(j.author).bind(w.recorded_at);
  row.bind_or_null(j.verdict == "withdrawn" ? j.about : std::string()).run();
  return j.id;
}

void LedgerWriter::commit() { impl_->commit(); }

void LedgerWriter::put_picture(const Picture& picture) {
  Impl& w = *impl_;
  w.commit();  // documents first: whatever happens to the layers, they are safe
  w.db.run("BEGIN IMMEDIATE");
  try {
    write_layers(w.db, picture);
    w.db.run("COMMIT");
  } catch (...) {
    if (w.db.in_transaction()) sqlite3_exec(w.db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
}

WriteCount LedgerWriter::finish() {
  Impl& w = *impl_;
  if (w.finished) return w.count;
  if (w.run) {
    w.begin();
    Statement end(w.db, "INSERT INTO run_ends VALUES (?,?,?,?,?,?)");
    end.bind(w.run);
    for (const std::size_t n : {w.count.added, w.count.known, w.count.rejected, w.count.rejected_known, w.count.claims}) end.bind(static_cast<std::int64_t>(n));
    end.run();
  }
  w.commit();
  w.finished = true;
  // On a full disk nothing is lost: all is committed to the -wal file beside the ledger. But the ledger alone is not whole.
  errno = 0;
  const int rc = w.leave_wal() & 0xff;
  if (rc == SQLITE_FULL || rc == SQLITE_IOERR) w.db.fail(rc, "completing");
  return w.count;
}

}  // namespace daybook
