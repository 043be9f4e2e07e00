#include "present/mention_json.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "base/utf8.h"
#include "model/number_figures.h"
#include "present/picture_json.h"
#include "present/wording.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<MentionKind, const char*>, 4> kKinds{{{MentionKind::time, "time"}, {MentionKind::place, "place"}, {MentionKind::actor, "actor"}, {MentionKind::number, "number"}}};

/// ", word" for words that are not empty.
std::string joined(std::initializer_list<std::string> words) {
  std::string out;
  for (const auto& word : words)
    if (!word.empty()) out += (out.empty() ? "" : ", ") + word;
  return out;
}

template <class Reading, class ToJson>
Json list_of(const std::vector<Reading>& readings, ToJson to_json) {
  Json out = Json::array();
  for (const auto& r : readings) out.push_back(to_json(r));
  return out;
}

// ---- when ----

Json candidate(const TimeReading& r) { return {{"edtf", or_null(r.edtf)}, {"from", or_null(r.from)}, {"to", or_null(r.to)}, {"precision", name_of(r.precision)}, {"why", r.reason}}; }

MentionRow row_of(const TimeMention& m) {
  const std::string edtf = m.readings.empty() ? std::string() : m.readings.front().edtf;
  return {MentionKind::time, m.span, Json{{"edtf", or_null(edtf)}, {"timex_type", name_of(m.type)}, {"timex_value", or_null(m.timex_value)}}, list_of(m.readings, [](const auto& r) { return candidate(r); }),
          m.readings.empty() ? "not resolved" : m.readings.front().reason,
          joined({!edtf.empty() ? edtf : !m.timex_value.empty() ? m.timex_value : "unknown", m.type == TimeType::date ? "" : name_of(m.type)})};
}

// ---- where ----

/// The fields of a place; `more` adds those that only candidates tell.
Json place_json(const PlaceReading& r, bool more) {
  Json out{{"id", r.id}, {"geonameid", r.geonameid ? Json(r.geonameid) : nullptr}, {"name", r.name}, {"kind", name_of(r.kind)}, {"lat", degrees(r.lat)}, {"lon", degrees(r.lon)},
           {"precision_m", r.lat ? Json(r.precision_m) : nullptr}, {"country", or_null(r.country)}};
  if (more) out.update({{"admin1", or_null(r.admin1)}, {"pcode", or_null(r.pcode)}, {"score", r.score}, {"why", r.reason}});
  return out;
}

std::string why_of(const PlaceMention& m) {
  std::string why = m.readings.empty() ? "not located" : m.readings.front().reason;
  if (m.metonym) why += "; stands for a government";
  if (m.attributive) why += "; part of another name";
  if (m.ambiguous) why += "; ambiguous";
  return why;
}

MentionRow row_of(const PlaceMention& m) {
  MentionRow row{MentionKind::place, m.span, nullptr, list_of(m.readings, [](const auto& r) { return place_json(r, true); }), why_of(m), "not located"};
  if (m.readings.empty()) return row;
  const auto& best = m.readings.front();
  row.best = place_json(best, false);
  row.in_words = joined({best.name, kind_words(best.kind), best.admin1 == best.name ? "" : best.admin1, best.country});
  return row;
}

// ---- who ----

/// The fields of an actor; `more` adds those that only candidates tell.
Json actor_json(const ActorReading& r, bool more) {
  Json out{{"id", r.id}, {"name", r.name}, {"country", or_null(r.country)}, {"sector", or_null(r.sector)}};
  if (more) out.update({{"kind", name_of(r.kind)}, {"party", or_null(r.party_id)}, {"score", r.score}, {"why", r.reason}});
  return out;
}

MentionRow row_of(const ActorMention& m) {
  MentionRow row{MentionKind::actor, m.span, nullptr, list_of(m.readings, [](const auto& r) { return actor_json(r, true); }), "not resolved", "unknown"};
  if (m.readings.empty()) return row;
  const auto& best = m.readings.front();
  row.best = actor_json(best, false);
  row.why = best.reason;
  row.in_words = joined({best.name, best.country, best.sector});
  return row;
}

// ---- how many ----

/// "range" where two figures are written; `value` is then the lower one.
std::string bound_of(const NumberMention& m) { return m.high && m.bound != Bound::vague ? "range" : name_of(m.bound); }

Json value_of(const NumberMention& m) { return m.bound == Bound::vague ? Json(nullptr) : or_null(std::optional(m.value)); }

/// "160 or more of 407, district": what the figures allow.
std::string figures_in_words(const NumberMention& m) {
  const NumberFigures f = figures_of(m);
  std::string out;
  if (f.low && f.high && *f.low == *f.high) out = in_figures(*f.low);
  else if (f.low && f.high) out = in_figures(*f.low) + " to " + in_figures(*f.high);
  else if (f.low) out = in_figures(*f.low) + " or more";
  else if (f.high) out = "up to " + in_figures(*f.high);
  if (m.of) out += " of " + in_figures(*m.of);
  return out;
}

MentionRow row_of(const NumberMention& m) {
  const Json of = or_null(m.of), unit = or_null(m.unit), bound = or_null(bound_of(m));
  const NumberFigures f = figures_of(m);
  const Json derived{{"low", or_null(f.low)}, {"best", or_null(f.best)}, {"high", or_null(f.high)}, {"bound", bound}, {"of", of}, {"unit", unit}, {"class", or_null(m.unit_class)},
                     {"policy", "as written"}, {"why", f.reason}};
  return {MentionKind::number, m.span, Json{{"value", value_of(m)}, {"bound", bound}, {"of", of}, {"unit", unit}}, Json::array({derived}), f.reason, joined({figures_in_words(m), m.unit})};
}

/// Where a row stands in what was given, or in the document.
struct Whereabouts {
  Json start, end;
  std::string text;
};

Whereabouts whereabouts(const Document& document, const CodePointIndex& offsets, Span span, const GivenText* given) {
  const auto points = given ? given->code_points(span) : std::optional(offsets.code_points(span));
  const auto words = given && points ? given->words(span) : text_of(document.text, span);
  return {points ? Json(points->begin) : Json(nullptr), points ? Json(points->end) : Json(nullptr), std::string(words)};
}

}  // namespace

const char* name_of(MentionKind kind) {
  for (const auto& [key, name] : kKinds)
    if (key == kind) return name;
  assert(false && "every kind has a name");
  return "";
}

std::optional<MentionKind> mention_kind(std::string_view name) {
  for (const auto& [key, word] : kKinds)
    if (name == word) return key;
  return std::nullopt;
}

std::vector<MentionRow> mention_rows(const Readings& readings, const std::vector<MentionKind>& kinds) {
  std::vector<MentionRow> rows;
  const auto add = [&](MentionKind kind, const auto& mentions) {
    if (kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end())
      for (const auto& m : mentions) rows.push_back(row_of(m));
  };
  add(MentionKind::time, readings.times);
  add(MentionKind::place, readings.places);
  add(MentionKind::actor, readings.actors);
  add(MentionKind::number, readings.numbers);
  std::stable_sort(rows.begin(), rows.end(), [](const MentionRow& a, const MentionRow& b) { return a.span < b.span; });
  return rows;
}

Sheet mentions_sheet(const Document& document, const std::vector<MentionRow>& rows, const GivenText* given) {
  const CodePointIndex offsets(document.text);
  Sheet sheet{{"kind", "start", "end", "text", "best", "candidates", "why"}, {}};
  for (const auto& r : rows) {
    auto at = whereabouts(document, offsets, r.span, given);
    sheet.rows.push_back({name_of(r.kind), at.start, at.end, std::move(at.text), r.best, r.candidates, r.why});
  }
  return sheet;
}

Sheet mentions_table(const Document& document, const std::vector<MentionRow>& rows, const GivenText* given) {
  const CodePointIndex offsets(document.text);
  Sheet sheet{{"kind", "start", "end", "text", "best", "why"}, {}};
  for (const auto& r : rows) {
    auto at = whereabouts(document, offsets, r.span, given);
    sheet.rows.push_back({name_of(r.kind), at.start, at.end, std::move(at.text), r.in_words, r.why});
  }
  return sheet;
}

}  // namespace daybook
