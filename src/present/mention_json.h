// Mentions as a sheet for programs and as a table for people: what `daybook mentions` prints. docs/numbers.md tells the figures of a number.
#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "model/reading.h"
#include "present/given_text.h"
#include "present/sheet.h"

namespace daybook {

enum class MentionKind { time, place, actor, number };
const char* name_of(MentionKind kind);
std::optional<MentionKind> mention_kind(std::string_view name);

/// One mention of any kind, as it is shown.
struct MentionRow {
  MentionKind kind = MentionKind::time;
  Span span;                          ///< bytes in Document::text
  nlohmann::ordered_json best;        ///< the best reading, with the fields of its kind; null where a place or actor is not resolved
  nlohmann::ordered_json candidates;  ///< every reading, best first, with its reason
  std::string why;                    ///< of the best reading, or that there is none
  std::string in_words;               ///< the best reading for a person: "Kandahar, province, AF"
};

/// In text order. `kinds` empty: all.
std::vector<MentionRow> mention_rows(const Readings& readings, const std::vector<MentionKind>& kinds);

/// One row a mention: kind, start, end, text, best, candidates, why. Offsets and text are those of the given text where there is one, null offsets for
/// words that do not stand in it; else code points of the document's text.
Sheet mentions_sheet(const Document& document, const std::vector<MentionRow>& rows, const GivenText* given = nullptr);

/// The same for a person: the best reading in words, no candidates.
Sheet mentions_table(const Document& document, const std::vector<MentionRow>& rows, const GivenText* given = nullptr);

}  // namespace daybook
