#include "present/attribution_json.h"

#include <cmath>

#include "base/utf8.h"
#include "present/picture_json.h"

namespace daybook {
namespace {

using Json = nlohmann::ordered_json;

std::string words(const Document& document, Span span) { return std::string(text_of(document.text, span)); }

Json number_of(const std::optional<std::uint32_t>& index) { return index ? Json(*index + 1) : Json(nullptr); }

/// A pronoun with whom it goes back to: "he (Khalid Noor)".
std::string who(const Document& document, const Attribution& a) {
  if (a.source.empty()) return "";
  std::string out = words(document, a.source);
  if (a.antecedent) out += " (" + words(document, *a.antecedent) + ")";
  return out;
}

}  // namespace

Sheet attributions_sheet(const Document& document, const std::vector<Attribution>& attributions, const GivenText* given) {
  const CodePointIndex offsets(document.text);
  const auto span_json = [&](Span span) {
    const auto at = given ? given->code_points(span) : offsets.code_points(span);
    return Json{{"start", at ? Json(at->begin) : Json(nullptr)}, {"end", at ? Json(at->end) : Json(nullptr)}, {"text", words(document, span)}};
  };
  Sheet sheet{{"number", "outer", "kind", "source", "antecedent", "actor", "cue", "content", "confidence"}, {}};
  for (std::uint32_t i = 0; i < attributions.size(); ++i) {
    const Attribution& a = attributions[i];
    Json content = Json::array();
    for (const Span s : a.content) content.push_back(span_json(s));
    sheet.rows.push_back({i + 1, number_of(a.outer), name_of(a.kind), a.source.empty() ? Json(nullptr) : span_json(a.source), a.antecedent ? span_json(*a.antecedent) : Json(nullptr),
                          a.actor_id.empty() ? Json(nullptr) : Json{{"id", a.actor_id}, {"name", a.actor_name}}, span_json(a.cue), content, std::round(a.confidence * 1000) / 1000});
  }
  return sheet;
}

Sheet attributions_table(const Document& document, const std::vector<Attribution>& attributions) {
  Sheet sheet{{"number", "outer", "who", "cue", "what", "kind"}, {}};
  for (std::uint32_t i = 0; i < attributions.size(); ++i) {
    const Attribution& a = attributions[i];
    std::string what;
    for (const Span s : a.content) what += (what.empty() ? "" : " … ") + words(document, s);
    sheet.rows.push_back({i + 1, number_of(a.outer), or_null(who(document, a)), words(document, a.cue), what, name_of(a.kind)});
  }
  return sheet;
}

}  // namespace daybook
