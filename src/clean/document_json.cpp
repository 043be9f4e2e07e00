#include "clean/document_json.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace daybook {

std::string document_to_json(const Document& document, const std::vector<JudgedBlock>* judged) {
  using json = nlohmann::ordered_json;
  const auto day = [](const DatedFact& fact) { return fact.day ? json(to_iso(*fact.day)) : json(nullptr); };
  json out;
  out["title"] = document.title;
  out["authors"] = document.authors;
  out["published"] = day(document.published);
  out["published_basis"] = document.published.basis;
  out["modified"] = day(document.modified);
  out["captured"] = day(document.captured);
  out["publisher"] = document.publisher;
  out["language"] = document.language;
  out["url"] = document.url;
  out["wire_credits"] = document.wire_credits;
  out["notes"] = document.notes;
  out["segments"] = json::array();
  const CodePointIndex offsets(document.text);
  for (const auto& segment : document.segments) {
    const Span span = offsets.code_points(segment.span);
    out["segments"].push_back({{"kind", name_of(segment.kind)}, {"start", span.begin}, {"end", span.end},
                               {"text", std::string(text_of(document.text, segment.span))}, {"reason", segment.reason}});
  }
  if (judged) {
    out["dropped"] = json::array();
    for (const auto& block : *judged)
      if (!block.kind) out["dropped"].push_back({{"text", block.text}, {"part", block.part}, {"reason", block.reason}});
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace daybook
