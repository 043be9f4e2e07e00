#include "ledger/slots.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

void put_if(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}
std::string text_at(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it == json.end() ? std::string() : it->get<std::string>();
}
template <class T>
void put_optional(Json& json, const char* key, const std::optional<T>& value) {
  if (value) json[key] = *value;
}
std::optional<double> number_at(const Json& json, const char* key) {
  const auto it = json.find(key);
  if (it == json.end()) return std::nullopt;
  return it->get<double>();
}

Json span_json(Span span) { return Json::array({span.begin, span.end}); }
Span span_at(const Json& json) {
  const auto it = json.find("span");
  return it == json.end() ? Span{} : Span{(*it)[0].get<std::uint32_t>(), (*it)[1].get<std::uint32_t>()};
}

Json json_of(const ClaimActor& actor) {
  Json json = Json::object();
  put_if(json, "id", actor.id);
  put_if(json, "name", actor.name);
  put_if(json, "party", actor.party_id);
  put_if(json, "sector", actor.sector);
  put_if(json, "country", actor.country);
  json["kind"] = name_of(actor.kind);
  json["span"] = span_json(actor.span);
  json["text"] = actor.text;
  put_if(json, "target_kind", actor.target_kind);
  return json;
}
ClaimActor actor_of(const Json& json) {
  return {text_at(json, "id"), text_at(json, "name"), text_at(json, "party"), text_at(json, "sector"), text_at(json, "country"),
          actor_kind(text_at(json, "kind")).value_or(ActorKind::organisation), span_at(json), text_at(json, "text"), text_at(json, "target_kind")};
}

Json json_of(const ClaimPlace& place) {
  const PlaceReading& r = place.reading;
  Json json = Json::object();
  put_if(json, "id", r.id);
  put_if(json, "name", r.name);
  json["kind"] = name_of(r.kind);
  put_if(json, "admin1", r.admin1);
  put_if(json, "country", r.country);
  put_if(json, "admin1_id", r.admin1_id);
  put_if(json, "district_id", r.district_id);
  put_if(json, "pcode", r.pcode);
  if (r.geonameid) json["geonameid"] = r.geonameid;
  put_optional(json, "lat", r.lat);
  put_optional(json, "lon", r.lon);
  if (r.precision_m > 0) json["precision_m"] = r.precision_m;
  json["score"] = r.score;
  put_if(json, "reason", r.reason);
  if (place.ambiguous) json["ambiguous"] = true;
  json["span"] = span_json(place.span);
  json["text"] = place.text;
  return json;
}
ClaimPlace place_of(const Json& json) {
  ClaimPlace place;
  PlaceReading& r = place.reading;
  r.id = text_at(json, "id");
  r.name = text_at(json, "name");
  r.kind = place_kind(text_at(json, "kind")).value_or(PlaceKind::area);
  r.admin1 = text_at(json, "admin1");
  r.country = text_at(json, "country");
  r.admin1_id = text_at(json, "admin1_id");
  r.district_id = text_at(json, "district_id");
  r.pcode = text_at(json, "pcode");
  r.geonameid = static_cast<std::uint32_t>(number_at(json, "geonameid").value_or(0));
  r.lat = number_at(json, "lat");
  r.lon = number_at(json, "lon");
  r.precision_m = number_at(json, "precision_m").value_or(0);
  r.score = number_at(json, "score").value_or(0);
  r.reason = text_at(json, "reason");
  place.ambiguous = json.contains("ambiguous");
  place.span = span_at(json);
  place.text = text_at(json, "text");
  return place;
}

Json json_of(const TimeReading& reading) {
  Json json = Json::object();
  json["edtf"] = reading.edtf;
  if (reading.from) json["from"] = to_iso(*reading.from);
  if (reading.to) json["to"] = to_iso(*reading.to);
  json["precision"] = name_of(reading.precision);
  put_if(json, "reason", reading.reason);
  return json;
}
Json json_of(const ClaimTime& time) {
  Json json = json_of(time.reading);
  if (time.carried) json["carried"] = true;
  json["span"] = span_json(time.span);
  json["text"] = time.text;
  return json;
}
ClaimTime time_of(const Json& json) {
  ClaimTime time;
  time.reading = {text_at(json, "edtf"), parse_iso_day(text_at(json, "from")), parse_iso_day(text_at(json, "to")),
                  time_precision(text_at(json, "precision")).value_or(TimePrecision::unknown), text_at(json, "reason")};
  time.carried = json.contains("carried");
  time.span = span_at(json);
  time.text = text_at(json, "text");
  return time;
}

Json json_of(const ClaimNumber& number) {
  Json json = Json::object();
  json["value"] = number.value;
  put_optional(json, "high", number.high);
  put_optional(json, "of", number.of);
  put_if(json, "bound", name_of(number.bound));
  put_if(json, "unit", number.unit);
  put_if(json, "unit_class", number.unit_class);
  json["span"] = span_json(number.span);
  json["text"] = number.text;
  return json;
}
ClaimNumber number_of(const Json& json) {
  return {number_at(json, "value").value_or(0), number_at(json, "high"), number_at(json, "of"),
          bound_from(text_at(json, "bound")).value_or(Bound::exact), text_at(json, "unit"), text_at(json, "unit_class"),
          span_at(json), text_at(json, "text")};
}

template <class T>
void put_list(Json& json, const char* key, const std::vector<T>& list) {
  if (list.empty()) return;
  Json array = Json::array();
  for (const auto& item : list) {
    if constexpr (std::is_same_v<T, std::string>) array.push_back(item);
    else array.push_back(json_of(item));
  }
  json[key] = std::move(array);
}
template <class T, class Make>
std::vector<T> list_at(const Json& json, const char* key, Make make) {
  std::vector<T> out;
  if (const auto it = json.find(key); it != json.end())
    for (const auto& item : *it) out.push_back(make(item));
  return out;
}
std::string plain(const Json& json) { return json.get<std::string>(); }

std::string print(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

Claim in_code_points(Claim claim, const CodePointIndex& index) {
  const auto map = [&](Span& span) { span = index.code_points(span); };
  map(claim.quote);
  map(claim.trigger);
  for (auto* actors : {&claim.actors, &claim.targets, &claim.attribution})
    for (auto& actor : *actors) map(actor.span);
  for (auto& place : claim.places) map(place.span);
  for (auto& number : claim.numbers) map(number.span);
  if (claim.time) map(claim.time->span);
  return claim;
}

std::string slots_to_json(const Claim& claim) {
  Json json = Json::object();
  put_list(json, "actors", claim.actors);
  put_list(json, "targets", claim.targets);
  if (claim.symmetric) json["symmetric"] = true;
  put_list(json, "places", claim.places);
  if (claim.time) json["time"] = json_of(*claim.time);
  put_list(json, "numbers", claim.numbers);
  put_list(json, "instruments", claim.instruments);
  put_if(json, "effect", claim.effect);
  put_list(json, "topics", claim.topics);
  put_if(json, "term", claim.term);
  put_list(json, "attribution", claim.attribution);
  return print(json);
}

void slots_from_json(std::string_view text, Claim& claim) try {
  const Json json = Json::parse(text);
  claim.actors = list_at<ClaimActor>(json, "actors", actor_of);
  claim.targets = list_at<ClaimActor>(json, "targets", actor_of);
  claim.symmetric = json.contains("symmetric");
  claim.places = list_at<ClaimPlace>(json, "places", place_of);
  if (const auto it = json.find("time"); it != json.end()) claim.time = time_of(*it);
  claim.numbers = list_at<ClaimNumber>(json, "numbers", number_of);
  claim.instruments = list_at<std::string>(json, "instruments", plain);
  claim.effect = text_at(json, "effect");
  claim.topics = list_at<std::string>(json, "topics", plain);
  claim.term = text_at(json, "term");
  claim.attribution = list_at<ClaimActor>(json, "attribution", actor_of);
} catch (const Json::exception&) {
  throw Error(ErrorCode::bad_ledger, "The slots of the claim " + claim.id + " are damaged in the ledger.", claim.id);
}

std::string list_to_json(const std::vector<std::string>& list) { return print(Json(list)); }
std::vector<std::string> list_from_json(std::string_view json) try {
  return Json::parse(json).get<std::vector<std::string>>();
} catch (const Json::exception&) {
  throw Error(ErrorCode::bad_ledger, "A list is damaged in the ledger.", std::string(json));
}

std::string hints_to_json(const PageHints& hints) {
  Json json = Json::object();
  put_if(json, "id", hints.id);
  put_if(json, "url", hints.url);
  put_if(json, "title", hints.title);
  put_if(json, "publisher", hints.publisher);
  put_if(json, "language", hints.language);
  put_if(json, "published", hints.published);
  put_if(json, "modified", hints.modified);
  put_if(json, "captured", hints.captured);
  put_if(json, "charset", hints.charset);
  put_list(json, "authors", hints.authors);
  return print(json);
}

std::string track_to_json(const Track& track) {
  Json json = Json::object();
  json["parties"] = track.parties;
  json["mediators"] = track.mediators;
  json["rounds"] = Json::array();
  for (const auto& round : track.rounds) {
    Json r = Json::object();
    r["id"] = round.id;
    if (round.begin) r["begin"] = round.begin->edtf;
    if (round.end) r["end"] = round.end->edtf;
    put_if(r, "place", round.place);
    put_if(r, "phase", round.phase);
    r["parties"] = round.parties;
    r["delegations"] = Json::array();
    for (const auto& d : round.delegations) {
      Json one = {{"party_id", d.party_id}, {"party", d.party}, {"head_id", d.head_id}, {"head", d.head}};
      one["members"] = Json::array();
      for (const auto& m : d.members) one["members"].push_back(m.name.empty() ? m.text : m.name);
      one["refused"] = d.refused;
      one["claims"] = d.claim_ids;
      r["delegations"].push_back(std::move(one));
    }
    r["agenda"] = round.agenda;
    r["outcomes"] = round.outcomes;
    r["claims"] = round.claim_ids;
    json["rounds"].push_back(std::move(r));
  }
  json["positions"] = Json::array();
  for (const auto& p : track.positions) {
    Json one = {{"kind", p.kind}, {"by", p.by.name.empty() ? p.by.text : p.by.name}};
    one["to"] = Json::array();
    for (const auto& to : p.to) one["to"].push_back(to.name.empty() ? to.text : to.name);
    put_if(one, "term", p.term);
    put_list(one, "numbers", p.numbers);
    one["attribution"] = Json::array();
    for (const auto& a : p.attribution) one["attribution"].push_back(a.name.empty() ? a.text : a.name);
    put_if(one, "answer", p.answer);
    one["claims"] = p.claim_ids;
    json["positions"].push_back(std::move(one));
  }
  put_if(json, "next_meeting", track.next_meeting);
  json["next_claims"] = track.next_claim_ids;
  json["claims"] = track.claim_ids;
  return print(json);
}

}  // namespace daybook
