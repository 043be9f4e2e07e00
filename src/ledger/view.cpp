#include "base/utf8.h"
#include "ledger/deflate.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"
#include "ledger/slots.h"
#include "ledger/sqlite.h"

namespace daybook {
namespace {

using sqlite::Database;
using sqlite::Statement;

// Of a document read by several methods, the last reading counts. Not through the views: they came with version 2.
constexpr int kJudgementsSince = 2;  // version of the schema
constexpr const char* kCurrent = "document IN (SELECT max(document) FROM documents GROUP BY id)";

/// One document's text, with its sentences, while its claims are put together.
struct OpenDocument {
  std::int64_t row = 0;
  LedgerClaim joined;  // everything but the claim itself
  std::string text;
  std::vector<Span> sentences;  // code points
  std::optional<CodePointIndex> index;

  std::string words(Span code_points) const {
    const Span bytes{index->bytes(code_points.begin), index->bytes(code_points.end)};
    return std::string(text_of(text, bytes));
  }
};

Claim claim_from(const Statement& row, const std::string& document_id) {
  const auto number = [&](int column) { return static_cast<std::uint32_t>(row.integer(column)); };
  Claim claim;
  claim.id = row.text(0);
  claim.document_id = document_id;
  claim.segment = segment_kind(row.text(2)).value_or(SegmentKind::body);
  claim.sentence = number(3);
  claim.quote = {number(4), number(5)};
  claim.trigger = {number(7), number(8)};
  claim.kind = row.text(9);
  claim.phase = row.text(10);
  claim.modality = modality(row.text(11)).value_or(Modality::asserted);
  claim.rule = row.text(12);
  claim.confidence = row.real(13);
  slots_from_json(row.text(14), claim);
  return claim;
}

constexpr const char* kClaimColumns =
    "SELECT c.id, c.document, c.segment, c.sentence, c.start, c.\"end\", c.quote, c.trigger_start, c.trigger_end, c.kind, c.phase, c.modality, "
    "c.rule, c.confidence, c.slots FROM claims c JOIN documents d ON d.document = c.document ";

/// Agencies as the column holds them: a list, or one bare name in ledgers of the first versions.
std::vector<std::string> credits_from(const std::string& column) {
  if (column.empty()) return {};
  if (column.starts_with('[')) return list_from_json(column);
  return {column};
}

DatedFact dated_from(const Statement& row, int column) {
  return {parse_iso_day(row.text(column)), row.text(column + 1), row.text(column + 2), row.integer(column + 3) != 0};
}

}  // namespace

struct LedgerView::Impl {
  std::string name;
  mutable Database db;

  explicit Impl(const std::filesystem::path& file) : name(file.string()), db(file, Database::Mode::read_only) {
    if (schema_version(db, name) == 0) throw Error(ErrorCode::bad_ledger, "The ledger " + name + " is empty: nothing was ever read into it.", name);
  }

  void open(std::int64_t row, OpenDocument& into) const {
    Statement find(db, "SELECT id, url, file, publisher, title, wire_credit, page_digest, published, published_inferred, published_basis, text FROM documents WHERE document=?");
    if (!find.bind(row).step()) throw Error(ErrorCode::bad_ledger, "A claim in the ledger " + name + " names a document that is not there.", name);
    into.row = row;
    LedgerClaim& j = into.joined;
    j = {};
    j.claim.document_id = find.text(0);
    j.url = find.text(1);
    j.file = find.text(2);
    j.publisher = find.text(3);
    j.title = find.text(4);
    j.wire_credits = credits_from(find.text(5));
    j.page_digest = find.text(6);
    j.published = parse_iso_day(find.text(7));
    j.published_inferred = find.integer(8) != 0;
    j.published_basis = find.text(9);
    into.text = find.text(10);
    into.index.emplace(into.text);
    into.sentences.clear();
    Statement sentences(db, "SELECT start, \"end\" FROM sentences WHERE document=? ORDER BY number");
    sentences.bind(row);
    while (sentences.step()) into.sentences.push_back({static_cast<std::uint32_t>(sentences.integer(0)), static_cast<std::uint32_t>(sentences.integer(1))});
  }

  LedgerClaim joined_claim(const Statement& row, OpenDocument& document) const {
    if (document.row != row.integer(1)) open(row.integer(1), document);
    LedgerClaim out = document.joined;
    out.claim = claim_from(row, document.joined.claim.document_id);
    out.quote_text = row.text(6);
    constexpr std::uint32_t kContext = 32;  // as the W3C Web Annotation model suggests for a TextQuoteSelector
    const Span at = out.claim.quote;
    out.quote_prefix = document.words({at.begin > kContext ? at.begin - kContext : 0, at.begin});
    out.quote_suffix = document.words({at.end, at.end + kContext});  // the index stops at the end of the text
    if (out.claim.sentence < document.sentences.size()) out.sentence_text = document.words(document.sentences[out.claim.sentence]);
    return out;
  }
};

LedgerView::LedgerView(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) throw Error(ErrorCode::not_found, "There is no ledger at " + file.string() + ".", file.string());
  impl_ = std::make_unique<Impl>(file);
}
LedgerView::~LedgerView() = default;
LedgerView::LedgerView(LedgerView&&) noexcept = default;

std::vector<LedgerClaim> LedgerView::claims(bool with_comments, std::optional<Day> known_at) const {
  std::string sql = kClaimColumns;
  if (!known_at) sql.append("WHERE d.").append(kCurrent);
  else sql.append("WHERE d.document IN (SELECT max(document) FROM documents JOIN runs USING (run) WHERE substr(recorded_at, 1, 10) <= ? GROUP BY id)");
  if (!with_comments) sql.append(" AND c.segment <> 'comment'");
  sql.append(" ORDER BY d.published, d.id, c.start, c.id");
  Statement rows(impl_->db, sql);
  const std::string day = known_at ? to_iso(*known_at) : std::string();
  if (known_at) rows.bind(day);
  std::vector<LedgerClaim> out;
  OpenDocument document;
  while (rows.step()) out.push_back(impl_->joined_claim(rows, document));
  Identities(judgements(known_at)).apply(out);
  return out;
}

std::vector<LedgerJudgement> LedgerView::judgements(std::optional<Day> known_at) const {
  std::vector<LedgerJudgement> out;
  if (schema_version(impl_->db, impl_->name) < kJudgementsSince) return out;
  Statement rows(impl_->db, std::string("SELECT id, about, verdict, value, reason, author, recorded_at FROM judgements ") +
                                (known_at ? "WHERE substr(recorded_at, 1, 10) <= ? " : "") + "ORDER BY judgement");
  const std::string day = known_at ? to_iso(*known_at) : std::string();
  if (known_at) rows.bind(day);
  while (rows.step()) out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6)});
  settle(out);
  return out;
}

std::optional<LedgerClaim> LedgerView::claim(const std::string& id) const {
  std::string sql = kClaimColumns;
  sql.append("WHERE c.id=? ORDER BY c.document DESC LIMIT 1");
  Statement row(impl_->db, sql);
  if (!row.bind(id).step()) return std::nullopt;
  OpenDocument document;
  return impl_->joined_claim(row, document);
}

std::vector<DocumentRow> LedgerView::documents() const {
  std::string sql =
      "SELECT id, page_digest, file, url, publisher, title, language, published, published_basis, wire_credit, published_inferred, "
      "(SELECT count(*) FROM claims c WHERE c.document = d.document AND c.segment <> 'comment') FROM documents d WHERE ";
  sql.append(kCurrent).append(" ORDER BY published, id");
  Statement rows(impl_->db, sql);
  std::vector<DocumentRow> out;
  while (rows.step())
    out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6), rows.text(7), rows.text(8),
                   credits_from(rows.text(9)), rows.integer(10) != 0, static_cast<std::size_t>(rows.integer(11))});
  return out;
}

std::optional<Document> LedgerView::document(const std::string& id) const {
  Statement row(impl_->db,
                "SELECT document, id, page_digest, file, offset, length, record, url, publisher, title, authors, language, wire_credit, "
                "published, published_written, published_basis, published_inferred, modified, modified_written, modified_basis, modified_inferred, "
                "captured, captured_written, captured_basis, captured_inferred, notes, text FROM documents WHERE id=? ORDER BY document DESC LIMIT 1");
  if (!row.bind(id).step()) return std::nullopt;
  Document d;
  d.id = row.text(1);
  d.page_digest = row.text(2);
  d.at = {row.text(3), static_cast<std::uint64_t>(row.integer(4)), static_cast<std::uint64_t>(row.integer(5)), static_cast<std::uint32_t>(row.integer(6))};
  d.url = row.text(7);
  d.publisher = row.text(8);
  d.title = row.text(9);
  d.authors = list_from_json(row.text(10));
  d.language = row.text(11);
  d.wire_credits = credits_from(row.text(12));
  d.published = dated_from(row, 13);
  d.modified = dated_from(row, 17);
  d.captured = dated_from(row, 21);
  d.notes = list_from_json(row.text(25));
  d.text = row.text(26);
  Statement segments(impl_->db, "SELECT kind, start, \"end\", reason FROM segments WHERE document=? ORDER BY number");
  segments.bind(row.integer(0));
  while (segments.step())
    d.segments.push_back({segment_kind(segments.text(0)).value_or(SegmentKind::body),
                          {static_cast<std::uint32_t>(segments.integer(1)), static_cast<std::uint32_t>(segments.integer(2))}, segments.text(3)});
  return d;
}

std::string LedgerView::method() const {
  return impl_->db.value("SELECT versions FROM methods JOIN runs USING (method) ORDER BY run DESC LIMIT 1").value_or("");
}

std::string LedgerView::check_integrity() const {
  const auto broken = [&](const std::string& how) { throw Error(ErrorCode::bad_ledger, "The ledger " + impl_->name + " is damaged: " + how + ".", impl_->name); };
  const std::string structure = impl_->db.value("PRAGMA integrity_check(1)").value_or("no answer");
  if (structure != "ok") broken(structure);
  if (const auto table = impl_->db.value("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")) broken("a row of " + *table + " names another that is not there");
  // Every claim must stand in its text: the quote is stored twice, as words and as offsets.
  if (const auto id = impl_->db.value("SELECT c.id FROM claims c JOIN documents d USING (document) WHERE c.quote <> substr(d.text, c.start + 1, c.\"end\" - c.start) LIMIT 1"))
    broken("the quote of " + *id + " is not in its document");
  return "ok, " + impl_->db.value("SELECT count(*) FROM documents").value_or("0") + " readings of documents, " +
         impl_->db.value("SELECT count(*) FROM claims").value_or("0") + " claims";
}

std::string LedgerView::page_bytes(const std::string& digest) const {
  Statement row(impl_->db, "SELECT bytes, size FROM pages WHERE digest=?");
  if (!row.bind(digest).step()) throw Error(ErrorCode::not_found, "No page with the digest " + digest + " is in the ledger " + impl_->name + ".", digest);
  return inflate_bytes(row.text(0), static_cast<std::size_t>(row.integer(1)));
}

std::vector<Rejection> LedgerView::rejections() const {
  Statement rows(impl_->db, "SELECT file, offset, length, record, code, message, digest FROM rejections ORDER BY file, record, offset, code, message, digest");
  std::vector<Rejection> out;
  while (rows.step())
    out.push_back({{rows.text(0), static_cast<std::uint64_t>(rows.integer(1)), static_cast<std::uint64_t>(rows.integer(2)), static_cast<std::uint32_t>(rows.integer(3))},
                   rows.text(4), rows.text(5), rows.text(6)});
  return out;
}

}  // namespace daybook
