#include <doctest/doctest.h>

#include <fstream>

#include "base/error.h"
#include "fixture.h"
#include "ledger/dump.h"
#include "ledger/schema.h"

using namespace daybook;
using namespace daybook::test;

namespace {
template <class F>
ErrorCode code_of(F f) {
  try {
    f();
  } catch (const Error& e) {
    return e.code();
  }
  FAIL("no error");
  return ErrorCode::usage;
}
}  // namespace

TEST_CASE("a ledger of version 1 is read as it is, and brought forward by the next writer") {
  const Folder folder;
  const auto file = folder / "old.gpkg";
  {
    sqlite::Database db(file, sqlite::Database::Mode::read_write);
    migrate(db, 0, 1);
    CHECK(schema_version(db, "old") == 1);
  }
  CHECK(LedgerView(file).documents().empty());
  write(file, 0, 2);
  write(folder / "new.gpkg", 0, 2);
  CHECK(logical_dump(file) == logical_dump(folder / "new.gpkg"));
  sqlite::Database db(file, sqlite::Database::Mode::read_only);
  CHECK(schema_version(db, "old") == newest_schema());
  CHECK(db.value("SELECT count(*) FROM judgements") == "0");
}

TEST_CASE("a ledger of a later version is left alone") {
  const Folder folder;
  const auto file = folder / "l.gpkg";
  write(file, 0, 1);
  {
    sqlite::Database db(file, sqlite::Database::Mode::read_write);
    db.run("INSERT INTO daybook_schema VALUES (" + std::to_string(newest_schema() + 1) + ")");
  }
  CHECK(code_of([&] { LedgerWriter writer(file, "t", "m"); }) == ErrorCode::newer_ledger);
  CHECK(code_of([&] { LedgerView view(file); }) == ErrorCode::newer_ledger);
}

TEST_CASE("files that are no ledger are said to be so, and stay as they are") {
  const Folder folder;
  { std::ofstream(folder / "text.gpkg") << std::string(5000, 'x'); }
  {
    sqlite::Database db(folder / "other.gpkg", sqlite::Database::Mode::read_write);
    db.run("CREATE TABLE t (a)");
  }
  { std::ofstream empty(folder / "empty.gpkg"); }
  write(folder / "cut.gpkg", 0, 50);
  std::filesystem::resize_file(folder / "cut.gpkg", 20'000);
  struct Row { const char* file; ErrorCode view; ErrorCode writer; };
  const Row rows[] = {{"text.gpkg", ErrorCode::bad_ledger, ErrorCode::bad_ledger},
                      {"other.gpkg", ErrorCode::bad_ledger, ErrorCode::bad_ledger},
                      {"none/x.gpkg", ErrorCode::not_found, ErrorCode::unreadable}};
  for (const auto& row : rows) {
    CAPTURE(row.file);
    CHECK(code_of([&] { LedgerView view(folder / row.file); }) == row.view);
    CHECK(code_of([&] { LedgerWriter writer(folder / row.file, "t", "m"); }) == row.writer);
  }
  CHECK(std::filesystem::file_size(folder / "text.gpkg") == 5000);
  CHECK(code_of([&] { LedgerView view(folder / "empty.gpkg"); }) == ErrorCode::bad_ledger);
  CHECK(code_of([&] { LedgerView(folder / "cut.gpkg").claims(); }) == ErrorCode::bad_ledger);
  write(folder / "empty.gpkg", 0, 1);  // an empty file is a new ledger
  CHECK(LedgerView(folder / "empty.gpkg").documents().size() == 1);
}

TEST_CASE("a migration goes in whole or not at all") {
  const Folder folder;
  sqlite::Database db(folder / "l.gpkg", sqlite::Database::Mode::read_write);
  migrate(db, 0, 1);
  db.run("CREATE VIEW current_claims AS SELECT 1");  // in the way of version 2
  CHECK_THROWS_AS(migrate(db, 1, 2), Error);
  CHECK(schema_version(db, "l") == 1);
  CHECK_FALSE(db.value("SELECT 1 FROM sqlite_master WHERE name='judgements'"));
}
