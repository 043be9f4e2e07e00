#include "ledger/sqlite.h"

#include <sqlite3.h>

#include <cassert>
#include <cerrno>
#include <utility>

namespace daybook::sqlite {
namespace {

ErrorCode code_for(int sqlite_code, int system_errno) {
  // A quota (EDQUOT) or a limit on file size (EFBIG) reaches SQLite as an I/O error, but to the user it is a full disk.
  if (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG) {
    const int base = sqlite_code & 0xff;
    if (base == SQLITE_IOERR || base == SQLITE_FULL) return ErrorCode::disk_full;
  }
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL: return ErrorCode::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::locked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::bad_ledger;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return ErrorCode::unreadable;
    default: return ErrorCode::io;
  }
}

}  // namespace

Database::Database(const std::filesystem::path& file, Mode mode, const char* what) : name_(file.string()), what_(what) {
  const int flags = (mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX;
  const int rc = sqlite3_open_v2(name_.c_str(), &db_, flags, nullptr);
  if (rc != SQLITE_OK) {
    // SQLite hands out a connection even when it fails, for the message's sake; it must be closed all the same.
    const int system_errno = db_ ? sqlite3_system_errno(db_) : 0;
    const std::string message = db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(rc);
    sqlite3_close(db_);
    throw Error(code_for(rc, system_errno), "Cannot open the " + what_ + " " + name_ + ": " + message + ".", name_);
  }
  sqlite3_extended_result_codes(db_, 1);
  sqlite3_busy_timeout(db_, 10'000);
}

Database::~Database() { sqlite3_close_v2(db_); }

void Database::run(const std::string& sql) {
  errno = 0;
  const int rc = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
  if (rc != SQLITE_OK) fail(rc, "working on");
}

std::optional<std::string> Database::value(const std::string& sql) {
  Statement statement(*this, sql);
  if (!statement.step()) return std::nullopt;
  return statement.text(0);
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

void Database::fail(int code, std::string_view doing) const {
  // sqlite3_system_errno stays 0 when COMMIT fails, so errno itself, cleared before each call, is looked at too.
  const int system_errno = sqlite3_system_errno(db_) ? sqlite3_system_errno(db_) : errno;
  const ErrorCode what = code_for(code, system_errno);
  std::string message = "Failed while " + std::string(doing) + " the " + what_ + " " + name_ + ": " + sqlite3_errmsg(db_) + ".";
  if (what == ErrorCode::disk_full) message = "No space left to write the " + what_ + " " + name_ + ".";
  throw Error(what, std::move(message), name_);
}

Statement::Statement(Database& db, std::string_view sql) : db_(db) {
  const int rc = sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (rc != SQLITE_OK) db.fail(rc, "asking");
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_), statement_(std::exchange(other.statement_, nullptr)), next_(other.next_) {}

Statement& Statement::bind(std::string_view text) {
  [[maybe_unused]] const int rc = sqlite3_bind_text64(statement_, next_++, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
  assert(rc == SQLITE_OK);  // only a wrong parameter count can fail here
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  sqlite3_bind_int64(statement_, next_++, number);
  return *this;
}

Statement& Statement::bind(double number) {
  sqlite3_bind_double(statement_, next_++, number);
  return *this;
}

Statement& Statement::bind_null() {
  sqlite3_bind_null(statement_, next_++);
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  sqlite3_bind_blob64(statement_, next_++, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_STATIC);
  return *this;
}

bool Statement::step() {
  errno = 0;
  const int rc = sqlite3_step(statement_);
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) return false;
  next_ = 1;
  sqlite3_reset(statement_);
  db_.fail(rc, sqlite3_stmt_readonly(statement_) ? "reading" : "writing");
}

void Statement::run() {
  while (step()) {}
  reset();
}

void Statement::reset() {
  sqlite3_reset(statement_);
  next_ = 1;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

bool Statement::is_blob(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_BLOB; }

std::string Statement::text(int column) const {
  // For a number sqlite3_column_text makes the decimal form; for text and blobs both calls give the bytes as they are.
  const auto* data = is_blob(column) ? static_cast<const char*>(sqlite3_column_blob(statement_, column))
                                     : reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (!data) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
int Statement::columns() const { return sqlite3_column_count(statement_); }
const char* Statement::column_name(int column) const { return sqlite3_column_name(statement_, column); }

Savepoint::Savepoint(Database& db) : db_(db) { db_.run("SAVEPOINT document"); }

Savepoint::~Savepoint() {
  // After SQLITE_FULL and its like the whole transaction may be gone already; then there is nothing to go back to.
  if (!open_ || !db_.in_transaction()) return;
  sqlite3_exec(db_.handle(), "ROLLBACK TO document; RELEASE document", nullptr, nullptr, nullptr);
}

void Savepoint::keep() {
  db_.run("RELEASE document");
  open_ = false;
}

}  // namespace daybook::sqlite
