#include "ledger/schema.h"

#include <array>

namespace daybook {
namespace {

constexpr int kGeoPackage = 0x47504B47;  // "GPKG"

// GeoPackage 1.3 (OGC 12-128r17), clauses 1.1.2 and 1.1.3 and 2.1.5: the tables every reader looks for. last_change is
// fixed, because the same input must give the same file.
constexpr const char* kGeoPackageTables = R"sql(
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
 ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid'),
 ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
 ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES
 ('documents', 'attributes', 'documents', 'What was read', '1970-01-01T00:00:00.000Z', NULL),
 ('claims', 'attributes', 'claims', 'What the documents say', '1970-01-01T00:00:00.000Z', NULL),
 ('events', 'features', 'events', 'Derived: occurrences', '1970-01-01T00:00:00.000Z', 4326),
 ('control', 'features', 'control', 'Derived: who holds which place', '1970-01-01T00:00:00.000Z', 4326);
INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0), ('control', 'geom', 'POINT', 4326, 0, 0);
)sql";

// Append-only: every row is written once, by the run it names. `run` is the only column that differs between two
// ledgers of the same input.
constexpr const char* kTables = R"sql(
CREATE TABLE runs (run INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, method INTEGER NOT NULL REFERENCES methods(method));
CREATE TABLE run_ends (run INTEGER PRIMARY KEY REFERENCES runs(run), added INTEGER NOT NULL, known INTEGER NOT NULL,
  rejected INTEGER NOT NULL, rejected_known INTEGER NOT NULL, claims INTEGER NOT NULL);
CREATE TABLE methods (method INTEGER PRIMARY KEY, versions TEXT NOT NULL UNIQUE);
CREATE TABLE pages (page INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, size INTEGER NOT NULL,
  bytes BLOB NOT NULL, run INTEGER NOT NULL REFERENCES runs(run));
CREATE TABLE documents (document INTEGER PRIMARY KEY, id TEXT NOT NULL, method INTEGER NOT NULL REFERENCES methods(method),
  page_digest TEXT NOT NULL REFERENCES pages(digest), address TEXT NOT NULL,
  file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, record INTEGER NOT NULL,
  url TEXT, publisher TEXT, title TEXT, authors TEXT NOT NULL, language TEXT, wire_credit TEXT,
  published TEXT, published_written TEXT, published_basis TEXT, published_inferred INTEGER NOT NULL,
  modified TEXT, modified_written TEXT, modified_basis TEXT, modified_inferred INTEGER NOT NULL,
  captured TEXT, captured_written TEXT, captured_basis TEXT, captured_inferred INTEGER NOT NULL,
  notes TEXT NOT NULL, hints TEXT NOT NULL, text TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(run),
  UNIQUE (id, method));
CREATE INDEX documents_by_page ON documents (page_digest, address);
CREATE TABLE segments (document INTEGER NOT NULL REFERENCES documents(document), number INTEGER NOT NULL, kind TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, reason TEXT, PRIMARY KEY (document, number)) WITHOUT ROWID;
CREATE TABLE sentences (document INTEGER NOT NULL REFERENCES documents(document), number INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (document, number)) WITHOUT ROWID;
CREATE TABLE claims (claim INTEGER PRIMARY KEY, id TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents(document),
  segment TEXT NOT NULL, sentence INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  kind TEXT NOT NULL, phase TEXT, modality TEXT NOT NULL,
  actor_id TEXT, actor TEXT, actor_party TEXT, target_id TEXT, target TEXT, target_party TEXT,
  place_id TEXT, place TEXT, place_kind TEXT, admin1 TEXT, country TEXT, lat REAL, lon REAL, precision_m REAL,
  time_edtf TEXT, time_from TEXT, time_to TEXT, time_precision TEXT,
  number REAL, number_of REAL, number_bound TEXT, unit TEXT,
  attribution_id TEXT, attribution TEXT, rule TEXT NOT NULL, confidence REAL NOT NULL, slots TEXT NOT NULL,
  UNIQUE (id, document));
CREATE INDEX claims_by_document ON claims (document);
CREATE TABLE rejections (rejection INTEGER PRIMARY KEY, file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
  record INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, digest TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(run),
  UNIQUE (file, offset, record, code, digest, message));
)sql";

// Derived: dropped and rebuilt from the rest.
constexpr const char* kLayers = R"sql(
CREATE TABLE events (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, family TEXT NOT NULL,
  actors TEXT, targets TEXT, place_id TEXT, place TEXT, admin1 TEXT, country TEXT, precision_m REAL,
  time_edtf TEXT, time_from TEXT, time_to TEXT, origins INTEGER NOT NULL, reports INTEGER NOT NULL,
  asserting TEXT, disputing TEXT);
CREATE TABLE event_claims (event TEXT NOT NULL, number INTEGER NOT NULL, claim TEXT NOT NULL, side TEXT NOT NULL, score REAL,
  why TEXT, PRIMARY KEY (event, side, number)) WITHOUT ROWID;
CREATE TABLE control (fid INTEGER PRIMARY KEY, geom BLOB, place_id TEXT NOT NULL UNIQUE, place TEXT, place_kind TEXT, admin1 TEXT,
  country TEXT, pcode TEXT, holder_id TEXT, holder TEXT, state TEXT NOT NULL, basis TEXT, probability REAL NOT NULL,
  since TEXT, contested_since TEXT, last_evidence TEXT, remarks TEXT, method TEXT NOT NULL);
CREATE TABLE control_claims (place_id TEXT NOT NULL, side TEXT NOT NULL, number INTEGER NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (place_id, side, number)) WITHOUT ROWID;
CREATE TABLE tracks (track INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT, detail TEXT NOT NULL);
CREATE TABLE tallies (tally INTEGER PRIMARY KEY, id TEXT NOT NULL, subject TEXT NOT NULL, unit TEXT, day TEXT, value REAL,
  high REAL, of REAL, bound TEXT, source TEXT, claim TEXT NOT NULL);
)sql";

constexpr std::array kAppendOnly = {"runs", "run_ends", "methods", "pages", "documents", "segments", "sentences", "claims", "rejections"};

std::string append_only(std::string_view table) {
  std::string sql;
  for (const char* verb : {"UPDATE", "DELETE"})
    sql += "CREATE TRIGGER " + std::string(table) + "_no_" + verb + " BEFORE " + verb + " ON " + std::string(table) +
           " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;\n";
  return sql;
}

void create_first(sqlite::Database& db) {
  db.run("PRAGMA application_id=" + std::to_string(kGeoPackage) + "; PRAGMA user_version=10300");
  db.run("CREATE TABLE daybook_schema (version INTEGER PRIMARY KEY)");
  db.run(kGeoPackageTables);
  db.run(kTables);
  db.run(kLayers);
  for (const char* table : kAppendOnly) db.run(append_only(table));
}

// What people decide (docs/ledger.md), and one flat view for programs that know no Daybook.
void add_judgements(sqlite::Database& db) {
  db.run(R"sql(
CREATE TABLE judgements (judgement INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, about TEXT NOT NULL, verdict TEXT NOT NULL,
  value TEXT, reason TEXT, author TEXT NOT NULL, recorded_at TEXT NOT NULL, withdraws TEXT REFERENCES judgements(id));
CREATE VIEW current_documents AS SELECT * FROM documents WHERE document IN (SELECT max(document) FROM documents GROUP BY id);
CREATE VIEW current_claims AS
  SELECT c.*, d.id AS document_id, d.url, d.file, d.publisher, d.title, d.published, d.published_basis, r.recorded_at
  FROM claims c JOIN current_documents d USING (document) JOIN runs r USING (run) WHERE c.segment <> 'comment';
)sql");
  db.run(append_only("judgements"));
}

struct Migration {
  int to;
  void (*apply)(sqlite::Database&);
};
constexpr Migration kMigrations[] = {{1, create_first}, {2, add_judgements}};

}  // namespace

int newest_schema() { return kMigrations[std::size(kMigrations) - 1].to; }

int schema_version(sqlite::Database& db, const std::string& name) {
  const bool empty = db.value("SELECT count(*) FROM sqlite_master") == "0";
  const bool ours = db.value("SELECT 1 FROM sqlite_master WHERE name='daybook_schema'").has_value();
  if (empty) return 0;
  if (!ours || db.value("PRAGMA application_id") != std::to_string(kGeoPackage))
    throw Error(ErrorCode::bad_ledger, "The file " + name + " is a database, but no ledger of Daybook.", name);
  const int version = std::stoi(db.value("SELECT max(version) FROM daybook_schema").value_or("0"));
  if (version > newest_schema())
    throw Error(ErrorCode::newer_ledger, "The ledger " + name + " has version " + std::to_string(version) + ", but this Daybook knows only up to " +
                                             std::to_string(newest_schema()) + ".", name);
  return version;
}

void migrate(sqlite::Database& db, int from, int to) {
  if (from >= to) return;
  db.run("BEGIN IMMEDIATE");
  try {
    for (const auto& step : kMigrations)
      if (step.to > from && step.to <= to) {
        step.apply(db);
        db.run("INSERT INTO daybook_schema VALUES (" + std::to_string(step.to) + ")");
      }
    db.run("COMMIT");
  } catch (...) {
    if (db.in_transaction()) sqlite::Statement(db, "ROLLBACK").run();
    throw;
  }
}

}  // namespace daybook
