// The tables of the ledger and how older files become newer ones. docs/ledger.md explains every table.
#pragma once

#include "ledger/sqlite.h"

namespace daybook {

/// Version of the tables, kept in daybook_schema (SQLite's user_version belongs to GeoPackage and says 10300).
int newest_schema();

/// Version of an open file; 0 for an empty one. Throws Error{bad_ledger} for a database that is no ledger and
/// Error{newer_ledger} for one of a later Daybook.
int schema_version(sqlite::Database& db, const std::string& name);

/// Brings an open file from `from` to `to`, all or nothing. Called under the writer's lock.
void migrate(sqlite::Database& db, int from, int to);

}  // namespace daybook
