#include <doctest/doctest.h>

#include "base/error.h"
#include "base/utf8.h"
#include "fixture.h"
#include "ledger/dump.h"
#include "ledger/geopackage.h"
#include "ledger/sqlite.h"

using namespace daybook;
using namespace daybook::test;

namespace {
template <class F>
std::string error_of(F f) {
  try {
    f();
  } catch (const Error& e) {
    return name_of(e.code());
  }
  return "none";
}
}  // namespace

TEST_CASE("what is written can be read again, with offsets in code points") {
  const Folder folder;
  write(folder / "l.gpkg", 0, 1);
  const Report r = report(0);
  const LedgerView view(folder / "l.gpkg");
  const auto claims = view.claims();
  REQUIRE(claims.size() == 2);
  const LedgerClaim& capture = claims[0];
  CHECK(capture.claim.id == r.claims[0].id);
  CHECK(capture.claim.quote.end == r.claims[0].quote.end - 1);  // one letter takes two bytes
  CHECK(capture.quote_text == "Ślava fell in district 0");
  CHECK(capture.sentence_text == "Ślava fell in district 0.");
  CHECK(claims[1].sentence_text == "Talks began.");
  CHECK(capture.publisher == "The Wire");
  CHECK(capture.wire_credits == std::vector<std::string>{"Cable", "Wire"});
  CHECK(capture.published == Day::of(2021, 7, 1));
  REQUIRE(capture.claim.actors.size() == 1);
  CHECK(capture.claim.actors[0].party_id == "act_a");
  CHECK(capture.claim.actors[0].kind == ActorKind::group);
  CHECK(capture.claim.actors[0].span == Span{0, 5});
  REQUIRE(capture.claim.time);
  CHECK(capture.claim.time->reading.edtf == "2021-07-14");
  CHECK(capture.claim.time->carried);
  REQUIRE(capture.claim.numbers.size() == 1);
  CHECK(capture.claim.numbers[0].of == 407.0);
  CHECK(capture.claim.numbers[0].bound == Bound::more_than);
  CHECK_FALSE(capture.claim.numbers[0].high);
  CHECK(capture.claim.places[0].reading.lon == 69.1);
  CHECK(capture.claim.places[0].reading.kind == PlaceKind::town);
  CHECK(claims[1].claim.phase == "begin");
  CHECK(claims[1].claim.modality == Modality::reported);
  CHECK(view.page_bytes(r.page.digest) == r.page.bytes);
  const auto document = view.document(r.document.id);
  REQUIRE(document);
  CHECK(document->text == r.document.text);
  CHECK(document->authors == std::vector<std::string>{"A. Writer"});
  CHECK(document->wire_credits == std::vector<std::string>{"Cable", "Wire"});
  CHECK(view.documents().front().wire_credits == document->wire_credits);
  CHECK(document->segments[0].span.end == CodePointIndex(r.document.text).code_points(r.document.segments[0].span.end));
  CHECK_FALSE(view.document("doc_none"));
  CHECK(view.claim(r.claims[1].id)->quote_text == "Talks began");
  CHECK_FALSE(view.claim("clm_none"));
  CHECK(error_of([&] { view.page_bytes("0"); }) == "not_found");
}

TEST_CASE("an agency's bare name, as first ledgers hold it, is read as a list of one") {
  const Folder folder;
  write(folder / "l.gpkg", 0, 1);
  {
    sqlite::Database db(folder / "l.gpkg", sqlite::Database::Mode::read_write);
    db.run("DROP TRIGGER documents_no_update");
    db.run("UPDATE documents SET wire_credit = 'Cable'");
  }
  CHECK(LedgerView(folder / "l.gpkg").claims().front().wire_credits == std::vector<std::string>{"Cable"});
}

TEST_CASE("a picture can be made of what was just added, before the end") {
  const Folder folder;
  LedgerWriter writer(folder / "l.gpkg", "t", "m/1");
  writer.add(report(0));
  writer.commit();
  CHECK(LedgerView(folder / "l.gpkg").claims().size() == 2);
  writer.put_picture({});
  writer.finish();
  CHECK_FALSE(std::filesystem::exists(folder / "l.gpkg-wal"));
}

TEST_CASE("damage is found") {
  const Folder folder;
  write(folder / "l.gpkg", 0, 3);
  CHECK(LedgerView(folder / "l.gpkg").check_integrity() == "ok, 3 readings of documents, 6 claims");
  {
    sqlite::Database db(folder / "l.gpkg", sqlite::Database::Mode::read_write);
    db.run("DROP TRIGGER claims_no_UPDATE");
    db.run("UPDATE claims SET start = start + 1 WHERE claim = 2");
  }
  CHECK(error_of([&] { LedgerView(folder / "l.gpkg").check_integrity(); }) == "bad_ledger");
}

TEST_CASE("comments are kept but left out unless asked for") {
  const Folder folder;
  Report r = report(0);
  r.claims[1].segment = SegmentKind::comment;
  {
    LedgerWriter writer(folder / "l.gpkg", "t", "m/1");
    writer.add(r);
    writer.finish();
  }
  const LedgerView view(folder / "l.gpkg");
  CHECK(view.claims().size() == 1);
  CHECK(view.claims(true).size() == 2);
  CHECK(view.documents().at(0).claims == 1);
}

TEST_CASE("the same input twice adds nothing") {
  const Folder folder;
  const auto first = write(folder / "l.gpkg", 0, 5);
  CHECK(first.added == 5);
  CHECK(first.claims == 10);
  const std::string before = logical_dump(folder / "l.gpkg");
  const auto second = write(folder / "l.gpkg", 0, 5, "2030-01-01T00:00:00Z");
  CHECK(second.added == 0);
  CHECK(second.known == 5);
  CHECK(logical_dump(folder / "l.gpkg") == before);
}

TEST_CASE("the same page at the same URL is known wherever the file stands; without a URL the place in the file counts") {
  const Folder folder;
  LedgerWriter writer(folder / "l.gpkg", "t", "m/1");
  Report r = report(1, "https://example.org/a");
  writer.add(r);
  r.page.at.file = "elsewhere.warc";
  r.page.at.record = 9;
  CHECK(writer.knows(r.page));
  r.page.hints.url = "https://example.org/b";
  CHECK_FALSE(writer.knows(r.page));
  const Report plain = report(2);
  writer.add(plain);
  Page moved = plain.page;
  moved.at.record = 1;
  CHECK_FALSE(writer.knows(moved));
  writer.add(plain);  // asked for before the equal page was added
  const auto count = writer.finish();
  CHECK(count.added == 2);
  CHECK(count.known == 2);
}

TEST_CASE("another method reads the page again; the last reading counts and the first is kept") {
  const Folder folder;
  write(folder / "l.gpkg", 0, 1);
  write(folder / "l.gpkg", 0, 1, "t", "m/2");
  const LedgerView view(folder / "l.gpkg");
  CHECK(view.documents().size() == 1);
  CHECK(view.claims().size() == 2);
  sqlite::Database db(folder / "l.gpkg", sqlite::Database::Mode::read_only);
  CHECK(db.value("SELECT count(*) FROM claims") == "4");
  CHECK(db.value("SELECT count(*) FROM pages") == "1");
  CHECK(db.value("SELECT count(*) FROM current_claims") == "2");
}

TEST_CASE("what the ledger knew at an earlier time can be asked") {
  const Folder folder;
  write(folder / "l.gpkg", 0, 1, "2021-07-18T00:00:00Z");
  write(folder / "l.gpkg", 0, 2, "2021-07-20T00:00:00Z");
  write(folder / "l.gpkg", 0, 1, "2021-07-25T00:00:00Z", "m/2");
  const LedgerView view(folder / "l.gpkg");
  CHECK(view.claims(false, Day::of(2021, 7, 17)).empty());
  CHECK(view.claims(false, Day::of(2021, 7, 18)).size() == 2);
  CHECK(view.claims(false, Day::of(2021, 7, 21)).size() == 4);
  CHECK(view.method() == "m/2");
  CHECK(view.claims().size() == 4);
}

TEST_CASE("rejections are rows, once each") {
  const Folder folder;
  for (int i = 0; i < 2; ++i) {
    LedgerWriter writer(folder / "l.gpkg", "t", "m/1");
    writer.reject({{"a.warc", 10, 5, 1}, "bad_input", "The record is cut.", ""});
    writer.reject({{"a.warc", 20, 5, 2}, "bad_input", "The record is cut.", ""});
    const auto count = writer.finish();
    CHECK(count.rejected == (i == 0 ? 2 : 0));
    CHECK(count.rejected_known == (i == 0 ? 0 : 2));
  }
  const auto rows = LedgerView(folder / "l.gpkg").rejections();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at.offset == 10);
  CHECK(rows[0].message == "The record is cut.");
}

TEST_CASE("nothing can be changed or taken out") {
  const Folder folder;
  write(folder / "l.gpkg", 0, 1);
  sqlite::Database db(folder / "l.gpkg", sqlite::Database::Mode::read_write);
  for (const char* table : {"runs", "run_ends", "methods", "pages", "documents", "segments", "sentences", "claims"}) {
    CAPTURE(table);
    CHECK_THROWS_AS(db.run(std::string("DELETE FROM ") + table), Error);
  }
  CHECK_THROWS_AS(db.run("UPDATE claims SET kind='hold'"), Error);
  CHECK_THROWS_AS(db.run("UPDATE documents SET published='2020-01-01'"), Error);
}

TEST_CASE("the file is a GeoPackage") {
  const Folder folder;
  {
    LedgerWriter writer(folder / "l.gpkg", "t", "m/1");
    writer.add(report(0));
    Picture picture;
    Event event;
    event.id = "evt_1";
    event.kind = "capture";
    event.place = report(0).claims[0].places[0];
    event.claim_ids = {"clm_1"};
    event.joined = {{"clm_1", 1, "founds it"}};
    picture.events = {event};
    ControlState state;
    state.place = event.place->reading;
    state.method = "control/1";
    picture.control = {state};
    writer.put_picture(picture);
    writer.put_picture(picture);  // rebuilt, not added to
    writer.finish();
  }
  sqlite::Database db(folder / "l.gpkg", sqlite::Database::Mode::read_only);
  CHECK(db.value("PRAGMA application_id") == "1196444487");
  CHECK(db.value("PRAGMA user_version") == "10300");
  CHECK(db.value("PRAGMA integrity_check") == "ok");
  CHECK(db.value("SELECT group_concat(srs_id) FROM (SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id)") == "-1,0,4326");
  CHECK(db.value("SELECT count(*) FROM gpkg_contents c JOIN gpkg_geometry_columns g USING (table_name) WHERE data_type='features'") == "2");
  CHECK(db.value("SELECT min_x || ' ' || max_y FROM gpkg_contents WHERE table_name='events'") == "69.1 34.5");
  CHECK(db.value("SELECT count(*) FROM events") == "1");
  CHECK(db.value("SELECT hex(geom) FROM events")->starts_with("47500001E6100000" "0101000000"));
  CHECK(geopackage_point(1, 2).size() == 29);
}

TEST_CASE("a writer keeps others out, not readers") {
  const Folder folder;
  LedgerWriter writer(folder / "l.gpkg", "t", "m/1");
  writer.add(report(0));
  CHECK(error_of([&] { LedgerWriter second(folder / "l.gpkg", "t", "m/1"); }) == "locked");
  CHECK(LedgerView(folder / "l.gpkg").claims().empty());  // not committed yet
  writer.finish();
  CHECK(LedgerView(folder / "l.gpkg").claims().size() == 2);
}

TEST_CASE("after the end nothing lies beside the file") {
  const Folder folder;
  write(folder / "l.gpkg", 0, 40);
  int files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path)) ++files;
  CHECK(files == 1);
  sqlite::Database db(folder / "l.gpkg", sqlite::Database::Mode::read_only);
  CHECK(db.value("PRAGMA journal_mode") == "delete");
}

TEST_CASE("a writer that was not finished keeps what it read whole") {
  const Folder folder;
  {
    LedgerWriter writer(folder / "l.gpkg", "t", "m/1");
    writer.add(report(0));
  }
  CHECK(LedgerView(folder / "l.gpkg").documents().size() == 1);
  write(folder / "l.gpkg", 0, 3);
  write(folder / "m.gpkg", 0, 3);
  CHECK(logical_dump(folder / "l.gpkg") == logical_dump(folder / "m.gpkg"));
}
