#include "present/claim_json.h"

#include <nlohmann/json.hpp>

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::uint32_t kContext = 32;  // code points of prefix and suffix, as the W3C Web Annotation model suggests

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json to_json(const ClaimActor& actor) {
  return {{"id", text_or_null(actor.id)}, {"name", text_or_null(actor.name.empty() ? actor.text : actor.name)}, {"text", actor.text}};
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
  if (r.lat && r.lon) out["lat"] = *r.lat, out["lon"] = *r.lon, out["precision_m"] = r.precision_m;
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

std::string around(const Document& document, const CodePointIndex& index, std::uint32_t from, std::uint32_t to) {
  const auto begin = index.bytes(from), end = index.bytes(to);
  return document.text.substr(begin, end - begin);
}

}  // namespace

std::string claim_to_json(const Document& document, const CodePointIndex& index, const Claim& claim, const KindCodes& codes) {
  const Span at = index.code_points(claim.quote);
  const auto total = index.code_points(static_cast<std::uint32_t>(document.text.size()));
  Json out;
  out["id"] = claim.id;
  out["document"] = {{"id", document.id}, {"file", text_or_null(document.at.file)}, {"url", text_or_null(document.url)},
                     {"publisher", text_or_null(document.publisher)}, {"title", text_or_null(document.title)},
                     {"published", document.published.day ? Json(to_iso(*document.published.day)) : Json(nullptr)}};
  out["segment"] = name_of(claim.segment);
  out["quote"] = {{"exact", text_of(document.text, claim.quote)},
                  {"prefix", around(document, index, at.begin > kContext ? at.begin - kContext : 0, at.begin)},
                  {"suffix", around(document, index, at.end, std::min(total, at.end + kContext))},
                  {"start", at.begin}, {"end", at.end}};
  out["kind"] = claim.kind;
  out["phase"] = text_or_null(claim.phase);
  out["codes"] = {{"plover", text_or_null(codes.plover)}, {"plover_mode", text_or_null(codes.plover_mode)},
                  {"cameo", text_or_null(codes.cameo)}, {"acled_event", text_or_null(codes.acled_event)},
                  {"acled_sub_event", text_or_null(codes.acled_sub_event)}};
  out["actors"] = to_json(claim.actors);
  out["targets"] = to_json(claim.targets);
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
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace daybook
