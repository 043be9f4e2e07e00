#include "present/claim_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "present/picture_json.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::uint32_t kContext = 32;  // code points of prefix and suffix, as the W3C Web Annotation model suggests

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json to_json(const ClaimActor& actor) {
  return {{"id", text_or_null(actor.id)}, {"name", text_or_null(actor.name.empty() ? actor.text : actor.name)}, {"text", actor.text}};
}

Json targets_to_json(const std::vector<ClaimActor>& targets) {
  Json out = Json::array();
  for (const ClaimActor& target : targets) {
    out.push_back(to_json(target));
    out.back()["target_kind"] = text_or_null(target.target_kind);
  }
  return out;
}

Json to_json(const std::vector<ClaimActor>& actors) {
  Json out = Json::array();
  for (const ClaimActor& actor : actors) out.push_back(to_json(actor));
  return out;
}

Json to_json(const ClaimPlace& place) {
  const PlaceReading& r = place.reading;
  Json out{{"id", text_or_null(r.id)}, {"name", text_or_null(r.name)}, {"text", place.text},
           {"kind", r.id.empty() ? Json(nullptr) : Json(name_of(r.kind))}, {"admin1", text_or_null(r.admin1)},
           {"country", text_or_null(r.country)}, {"lat", nullptr}, {"lon", nullptr}, {"precision_m", nullptr}};
  if (r.lat && r.lon) out["lat"] = degrees(r.lat), out["lon"] = degrees(r.lon), out["precision_m"] = r.precision_m;
  return out;
}

Json to_json(const ClaimTime& time) {
  const TimeReading& r = time.reading;
  Json out{{"edtf", r.edtf}, {"from", nullptr}, {"to", nullptr}, {"precision", name_of(r.precision)}, {"text", time.text}};
  if (r.from) out["from"] = to_iso(*r.from);
  if (r.to) out["to"] = to_iso(*r.to);
  if (time.carried) out["carried"] = true;
  return out;
}

Json to_json(const ClaimNumber& number) {
  Json out{{"value", number.value}, {"bound", text_or_null(name_of(number.bound))}, {"of", nullptr}, {"unit", text_or_null(number.unit)}, {"text", number.text}};
  if (number.of) out["of"] = *number.of;
  if (number.high) out["high"] = *number.high;
  return out;
}

}  // namespace

LedgerClaim ledger_claim_of(const Document& document, const CodePointIndex& index, const Claim& claim, Span sentence) {
  const auto total = index.code_points(static_cast<std::uint32_t>(document.text.size()));
  const auto words = [&](std::uint32_t from, std::uint32_t to) {
    const auto begin = index.bytes(from), end = index.bytes(to);
    return document.text.substr(begin, end - begin);
  };
  LedgerClaim out;
  out.claim = claim;
  const Span at = index.code_points(claim.quote);
  out.claim.quote = at;
  out.claim.trigger = index.code_points(claim.trigger);
  out.claim.document_id = document.id;
  const auto convert = [&](std::vector<ClaimActor>& actors) {
    for (auto& a : actors) a.span = index.code_points(a.span);
  };
  convert(out.claim.actors);
  convert(out.claim.targets);
  convert(out.claim.attribution);
  for (auto& p : out.claim.places) p.span = index.code_points(p.span);
  for (auto& n : out.claim.numbers) n.span = index.code_points(n.span);
  if (out.claim.time) out.claim.time->span = index.code_points(out.claim.time->span);
  out.quote_text = text_of(document.text, claim.quote);
  out.quote_prefix = words(at.begin > kContext ? at.begin - kContext : 0, at.begin);
  out.quote_suffix = words(at.end, std::min(total, at.end + kContext));
  out.sentence_text = text_of(document.text, sentence);
  out.url = document.url;
  out.file = document.at.file;
  out.publisher = document.publisher;
  out.title = document.title;
  out.wire_credits = document.wire_credits;
  out.page_digest = document.page_digest;
  out.published = document.published.day;
  out.published_inferred = document.published.inferred;
  out.published_basis = document.published.basis;
  return out;
}

/// ACLED looks at means and victims where the kind alone leaves it open: a strike by drone, a bomb by the road, an attack on civilians.
KindCodes codes_of(const Claim& claim, const KindCodeTable& table) {
  const auto found = table.kinds.find(claim.kind);
  KindCodes codes = found == table.kinds.end() ? KindCodes{} : found->second;
  if (claim.kind != "attack" && claim.kind != "strike" && claim.kind != "bombing") return codes;
  for (const std::string& instrument : claim.instruments)
    if (const auto means = table.acled_of_instrument.find(instrument); means != table.acled_of_instrument.end()) {
      codes.acled_event = "Explosions/Remote violence", codes.acled_sub_event = means->second;
      return codes;
    }
  if (claim.kind != "attack" || claim.targets.empty()) return codes;
  const auto all = [&](auto&& holds) { return std::all_of(claim.targets.begin(), claim.targets.end(), holds); };
  if (all([](const ClaimActor& t) { return t.sector == "CVL" || t.sector == "REF"; })) codes.acled_event = "Violence against civilians", codes.acled_sub_event = "Attack";
  else if (all([](const ClaimActor& t) { return t.target_kind == "things"; }) && (claim.effect == "destroyed" || claim.effect == "damaged"))
    codes.acled_event = "Strategic developments", codes.acled_sub_event = "Looting/property destruction";
  return codes;
}

Json claim_to_json(const LedgerClaim& ledger, const KindCodeTable& table) {
  const Claim& claim = ledger.claim;
  const KindCodes codes = codes_of(claim, table);
  Json out;
  out["id"] = claim.id;
  out["document"] = {{"id", claim.document_id}, {"file", text_or_null(ledger.file)}, {"url", text_or_null(ledger.url)},
                     {"publisher", text_or_null(ledger.publisher)}, {"title", text_or_null(ledger.title)},
                     {"published", ledger.published ? Json(to_iso(*ledger.published)) : Json(nullptr)}};
  if (ledger.published_inferred) out["document"]["published_basis"] = ledger.published_basis;
  out["segment"] = name_of(claim.segment);
  out["quote"] = {{"exact", ledger.quote_text}, {"prefix", ledger.quote_prefix}, {"suffix", ledger.quote_suffix},
                  {"start", claim.quote.begin}, {"end", claim.quote.end}};
  out["kind"] = claim.kind;
  out["phase"] = text_or_null(claim.phase);
  out["codes"] = {{"plover", text_or_null(codes.plover)}, {"plover_mode", text_or_null(codes.plover_mode)},
                  {"cameo", text_or_null(codes.cameo)}, {"acled_event", text_or_null(codes.acled_event)},
                  {"acled_sub_event", text_or_null(codes.acled_sub_event)}};
  out["actors"] = to_json(claim.actors);
  out["targets"] = targets_to_json(claim.targets);
  out["symmetric"] = claim.symmetric;
  out["places"] = Json::array();
  for (const ClaimPlace& place : claim.places) out["places"].push_back(to_json(place));
  out["time"] = claim.time ? to_json(*claim.time) : Json(nullptr);
  out["numbers"] = Json::array();
  for (const ClaimNumber& number : claim.numbers) out["numbers"].push_back(to_json(number));
  out["instruments"] = claim.instruments;
  out["effect"] = text_or_null(claim.effect);
  out["topics"] = claim.topics;
  out["term"] = text_or_null(claim.term);
  out["modality"] = name_of(claim.modality);
  out["attribution"] = to_json(claim.attribution);
  out["rule"] = claim.rule;
  out["confidence"] = claim.confidence;
  return out;
}

Sheet claims_sheet(const std::vector<LedgerClaim>& claims, const KindCodeTable& codes) {
  Sheet sheet{{"id", "document", "url", "file", "publisher", "published", "segment", "quote", "start", "end", "kind", "phase", "modality", "actors", "targets",
               "places", "place_ids", "admin1", "country", "date", "date_from", "date_to", "number", "of", "bound", "unit", "attribution", "plover", "cameo",
               "acled_event", "acled_sub_event", "rule", "confidence"}, {}};
  for (const auto& c : claims) {
    const Json j = claim_to_json(c, codes);
    const auto names = [&](const char* field, const char* key) {
      Json out = Json::array();
      for (const auto& item : j[field]) out.push_back(item[key]);
      return out;
    };
    const Json none = nullptr;
    const Json& time = j["time"];
    const Json number = j["numbers"].empty() ? Json(nullptr) : j["numbers"][0];
    const auto part = [&](const Json& object, const char* key) { return object.is_null() ? none : object[key]; };
    sheet.rows.push_back({j["id"], j["document"]["id"], j["document"]["url"], j["document"]["file"], j["document"]["publisher"], j["document"]["published"], j["segment"],
                          j["quote"]["exact"], j["quote"]["start"], j["quote"]["end"], j["kind"], j["phase"], j["modality"], names("actors", "name"), names("targets", "name"),
                          names("places", "name"), names("places", "id"), names("places", "admin1"), names("places", "country"), part(time, "edtf"), part(time, "from"),
                          part(time, "to"), part(number, "value"), part(number, "of"), part(number, "bound"), part(number, "unit"), names("attribution", "name"),
                          j["codes"]["plover"], j["codes"]["cameo"], j["codes"]["acled_event"], j["codes"]["acled_sub_event"], j["rule"], j["confidence"]});
  }
  return sheet;
}

Sheet claims_table(const std::vector<LedgerClaim>& claims) {
  Sheet sheet{{"kind", "modality", "who", "to whom", "where", "when", "according to", "quote", "id"}, {}};
  const auto names = [](const std::vector<ClaimActor>& actors) {
    Json out = Json::array();
    for (const auto& a : actors) out.push_back(a.name.empty() ? a.text : a.name);
    return out;
  };
  for (const auto& c : claims) {
    Json places = Json::array();
    for (const auto& p : c.claim.places) places.push_back(p.reading.name.empty() ? p.text : p.reading.name);
    sheet.rows.push_back({c.claim.phase.empty() ? c.claim.kind : c.claim.kind + "/" + c.claim.phase, name_of(c.claim.modality), names(c.claim.actors), names(c.claim.targets),
                          places, c.claim.time ? Json(c.claim.time->reading.edtf) : Json(nullptr), names(c.claim.attribution), c.quote_text, c.claim.id});
  }
  return sheet;
}

}  // namespace daybook
