#include "ledger/layers.h"

#include "ledger/geopackage.h"
#include "ledger/slots.h"

namespace daybook {
namespace {

using sqlite::Statement;

struct Extent {
  std::optional<double> min_x, min_y, max_x, max_y;
  void add(double x, double y) {
    min_x = std::min(min_x.value_or(x), x);
    max_x = std::max(max_x.value_or(x), x);
    min_y = std::min(min_y.value_or(y), y);
    max_y = std::max(max_y.value_or(y), y);
  }
};

std::string names_of(const std::vector<ClaimActor>& actors) {
  std::string out;
  for (const auto& actor : actors) {
    if (!out.empty()) out += "; ";
    out += actor.name.empty() ? actor.text : actor.name;
  }
  return out;
}
std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : "; ") + item;
  return out;
}
std::string iso(const std::optional<Day>& day) { return day ? to_iso(*day) : std::string(); }

void bind_point(Statement& statement, const PlaceReading* place, std::string& blob, Extent& extent) {
  if (!place || !place->lat || !place->lon) {
    statement.bind_null();
    return;
  }
  blob = geopackage_point(*place->lon, *place->lat);
  extent.add(*place->lon, *place->lat);
  statement.bind_blob(blob);
}

void write_extent(sqlite::Database& db, const char* table, const Extent& extent) {
  Statement update(db, "UPDATE gpkg_contents SET min_x=?, min_y=?, max_x=?, max_y=? WHERE table_name=?");
  for (const auto& side : {extent.min_x, extent.min_y, extent.max_x, extent.max_y})
    if (side) update.bind(*side);
    else update.bind_null();
  update.bind(table).run();
}

void write_events(sqlite::Database& db, const std::vector<Event>& events) {
  Statement row(db, "INSERT INTO events (geom, id, kind, family, actors, targets, place_id, place, admin1, country, precision_m, time_edtf, "
                    "time_from, time_to, origins, reports, asserting, disputing) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  Statement link(db, "INSERT INTO event_claims VALUES (?,?,?,?,?,?)");
  Extent extent;
  for (const auto& event : events) {
    const PlaceReading* place = event.place ? &event.place->reading : nullptr;
    const std::string actors = names_of(event.actors), targets = names_of(event.targets);
    const std::string from = event.time ? iso(event.time->from) : "", to = event.time ? iso(event.time->to) : "";
    const std::string asserting = joined(event.asserting), disputing = joined(event.disputing);
    std::string blob;
    bind_point(row, place, blob, extent);
    row.bind(event.id).bind(event.kind).bind(event.family).bind_or_null(actors).bind_or_null(targets);
    if (place) row.bind_or_null(place->id).bind_or_null(place->name).bind_or_null(place->admin1).bind_or_null(place->country).bind(place->precision_m);
    else row.bind_null().bind_null().bind_null().bind_null().bind_null();
    row.bind_or_null(event.time ? std::string_view(event.time->edtf) : std::string_view()).bind_or_null(from).bind_or_null(to);
    row.bind(std::int64_t{event.origins}).bind(std::int64_t{event.reports}).bind_or_null(asserting).bind_or_null(disputing).run();

    std::int64_t number = 0;
    for (const auto& claim : event.claim_ids) {
      const auto reason = std::find_if(event.joined.begin(), event.joined.end(), [&](const JoinReason& r) { return r.claim_id == claim; });
      link.bind(event.id).bind(number++).bind(claim).bind("for");
      if (reason == event.joined.end()) link.bind_null().bind_null();
      else link.bind(reason->score).bind(reason->why);
      link.run();
    }
    number = 0;
    for (const auto& claim : event.disputing_claim_ids)
      link.bind(event.id).bind(number++).bind(claim).bind("against").bind_null().bind_null().run();
  }
  write_extent(db, "events", extent);
}

void write_control(sqlite::Database& db, const std::vector<ControlState>& states) {
  Statement row(db, "INSERT INTO control (geom, place_id, place, place_kind, admin1, country, pcode, holder_id, holder, state, basis, probability, "
                    "since, contested_since, last_evidence, remarks, method) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  Statement link(db, "INSERT INTO control_claims VALUES (?,?,?,?)");
  Extent extent;
  for (const auto& state : states) {
    const PlaceReading& place = state.place;
    const std::string since = iso(state.since), contested = iso(state.contested_since), last = iso(state.last_evidence), remarks = joined(state.remarks);
    std::string blob;
    bind_point(row, &place, blob, extent);
    row.bind(place.id).bind_or_null(place.name).bind(name_of(place.kind)).bind_or_null(place.admin1).bind_or_null(place.country).bind_or_null(place.pcode);
    row.bind_or_null(state.holder_id).bind_or_null(state.holder).bind(name_of(state.status)).bind_or_null(state.basis).bind(state.probability);
    row.bind_or_null(since).bind_or_null(contested).bind_or_null(last).bind_or_null(remarks).bind(state.method).run();
    for (const auto& [side, claims] : {std::pair{"for", &state.claim_ids}, std::pair{"against", &state.opposing_claim_ids}}) {
      std::int64_t number = 0;
      for (const auto& claim : *claims) link.bind(place.id).bind(side).bind(number++).bind(claim).run();
    }
  }
  write_extent(db, "control", extent);
}

void write_talks(sqlite::Database& db, const std::vector<Track>& tracks) {
  Statement row(db, "INSERT INTO tracks (id, name, detail) VALUES (?,?,?)");
  for (const auto& track : tracks) {
    const std::string detail = track_to_json(track);
    row.bind(track.id).bind_or_null(track.name).bind(detail).run();
  }
}

void write_tallies(sqlite::Database& db, const std::vector<Tally>& tallies) {
  Statement row(db, "INSERT INTO tallies (id, subject, unit, day, value, high, of, bound, source, claim) VALUES (?,?,?,?,?,?,?,?,?,?)");
  for (const auto& tally : tallies)
    for (const auto& point : tally.points) {
      const std::string day = iso(point.day);
      row.bind(tally.id).bind(tally.subject).bind(tally.unit).bind_or_null(day).bind(point.number.value);
      for (const auto& side : {point.number.high, point.number.of})
        if (side) row.bind(*side);
        else row.bind_null();
      row.bind_or_null(name_of(point.number.bound)).bind_or_null(point.source).bind(point.claim_id).run();
    }
}

}  // namespace

void write_layers(sqlite::Database& db, const Picture& picture) {
  for (const char* table : {"events", "event_claims", "control", "control_claims", "tracks", "tallies"}) db.run(std::string("DELETE FROM ") + table);
  write_events(db, picture.events);
  write_control(db, picture.control);
  write_talks(db, picture.tracks);
  write_tallies(db, picture.tallies);
}

}  // namespace daybook
