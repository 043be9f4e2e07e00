// A thin RAII layer over SQLite 3: connection, prepared statement, savepoint, and errors turned into Error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace daybook::sqlite {

/// One connection. Not thread-safe (opened without SQLite's own mutexes). Throws Error for whatever goes wrong:
/// a full disk or quota is disk_full, a busy file locked, damage bad_ledger, the rest unreadable or io.
class Database {
 public:
  enum class Mode { read_only, read_write };
  /// `what` the file is, for messages: "ledger", "state file".
  Database(const std::filesystem::path& file, Mode mode, const char* what = "ledger");
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs statements that give no rows worth looking at.
  void run(const std::string& sql);
  /// First column of the first row, as text; nothing if there is no row.
  std::optional<std::string> value(const std::string& sql);
  /// True between BEGIN and COMMIT. SQLite ends a transaction by itself after some errors.
  bool in_transaction() const;

  sqlite3* handle() const { return db_; }
  [[noreturn]] void fail(int code, std::string_view doing) const;

 private:
  sqlite3* db_ = nullptr;
  std::string name_, what_;
};

/// A prepared statement. `bind` fills parameters from left to right; text and blobs must live until `step`.
class Statement {
 public:
  Statement(Database& db, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(std::string_view text);
  Statement& bind(const char* text) { return bind(std::string_view(text)); }
  Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
  Statement& bind(std::int64_t number);
  Statement& bind(double number);
  Statement& bind_null();
  Statement& bind_blob(std::string_view bytes);
  /// Empty text becomes NULL: in the ledger, nothing said is NULL.
  Statement& bind_or_null(std::string_view text) { return text.empty() ? bind_null() : bind(text); }

  bool step();          ///< true: a row stands ready
  void run();           ///< step to the end, then ready to be bound again
  void reset();

  bool is_null(int column) const;
  bool is_blob(int column) const;
  std::string text(int column) const;  ///< "" for NULL
  std::int64_t integer(int column) const;
  double real(int column) const;
  int columns() const;
  const char* column_name(int column) const;

 private:
  Database& db_;
  sqlite3_stmt* statement_ = nullptr;
  int next_ = 1;
};

/// SAVEPOINT that is undone unless `keep` was called: one document goes in whole or not at all.
class Savepoint {
 public:
  explicit Savepoint(Database& db);
  ~Savepoint();
  void keep();

 private:
  Database& db_;
  bool open_ = true;
};

}  // namespace daybook::sqlite
