#include "present/mention_json.h"

#include <algorithm>

#include "base/utf8.h"
#include "present/picture_json.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

Json best_of(const TimeMention& m) {
  Json out{{"edtf", m.readings.empty() ? Json(nullptr) : or_null(m.readings.front().edtf)}, {"timex_type", name_of(m.type)}, {"timex_value", or_null(m.timex_value)}};
  return out;
}
Json reading_json(const TimeReading& r) { return {{"edtf", or_null(r.edtf)}, {"from", or_null(r.from)}, {"to", or_null(r.to)}, {"precision", name_of(r.precision)}, {"why", r.reason}}; }

Json reading_json(const PlaceReading& r) {
  return {{"id", r.id}, {"geonameid", r.geonameid ? Json(r.geonameid) : nullptr}, {"name", r.name}, {"kind", name_of(r.kind)}, {"admin1", or_null(r.admin1)},
          {"country", or_null(r.country)}, {"pcode", or_null(r.pcode)}, {"lat", degrees(r.lat)}, {"lon", degrees(r.lon)},
          {"precision_m", r.lat ? Json(r.precision_m) : nullptr}, {"score", r.score}, {"why", r.reason}};
}

Json reading_json(const ActorReading& r) {
  return {{"id", r.id}, {"name", r.name}, {"kind", name_of(r.kind)}, {"party", or_null(r.party_id)}, {"country", or_null(r.country)}, {"sector", or_null(r.sector)},
          {"score", r.score}, {"why", r.reason}};
}

template <class Mention>
Json candidates_of(const Mention& m) {
  Json out = Json::array();
  for (const auto& r : m.readings) out.push_back(reading_json(r));
  return out;
}

}  // namespace

Sheet mentions_sheet(const Document& document, const Readings& readings, const std::vector<std::string>& kinds, const GivenText* given) {
  struct Row { Span span; std::string kind; Json best, candidates; std::string why; };
  std::vector<Row> rows;
  const auto wanted = [&](const char* kind) { return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); };
  if (wanted("time"))
    for (const auto& m : readings.times) rows.push_back({m.span, "time", best_of(m), candidates_of(m), m.readings.empty() ? "not resolved" : m.readings.front().reason});
  if (wanted("place"))
    for (const auto& m : readings.places) {
      std::string why = m.readings.empty() ? "not located" : m.readings.front().reason;
      if (m.metonym) why += "; stands for a government";
      if (m.attributive) why += "; part of another name";
      if (m.ambiguous) why += "; ambiguous";
      rows.push_back({m.span, "place", m.readings.empty() ? Json(nullptr) : reading_json(m.readings.front()), candidates_of(m), why});
    }
  if (wanted("actor"))
    for (const auto& m : readings.actors)
      rows.push_back({m.span, "actor", m.readings.empty() ? Json(nullptr) : reading_json(m.readings.front()), candidates_of(m), m.readings.empty() ? "not resolved" : m.readings.front().reason});
  if (wanted("number"))
    for (const auto& m : readings.numbers)
      rows.push_back({m.span, "number", {{"value", m.bound == Bound::vague ? Json(nullptr) : Json(m.value)}, {"high", or_null(m.high)}, {"bound", or_null(std::string(name_of(m.bound)))},
                      {"of", or_null(m.of)}, {"unit", or_null(m.unit)}}, Json::array(), m.unit_class});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.span < b.span; });

  const CodePointIndex offsets(document.text);
  Sheet sheet{{"kind", "start", "end", "text", "best", "why", "candidates"}, {}};
  for (auto& r : rows) {
    const auto s = given ? given->code_points(r.span) : offsets.code_points(r.span);
    sheet.rows.push_back({r.kind, s ? Json(s->begin) : Json(nullptr), s ? Json(s->end) : Json(nullptr), std::string(text_of(document.text, r.span)), std::move(r.best), r.why, std::move(r.candidates)});
  }
  return sheet;
}

}  // namespace daybook
