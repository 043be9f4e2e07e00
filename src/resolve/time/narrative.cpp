#include "resolve/time/narrative.h"

#include "base/pieces.h"

namespace daybook {
namespace {

bool one_of(const std::string& word, std::initializer_list<const char*> words) {
  for (const char* w : words) if (word == w) return true;
  return false;
}

/// A date of the main story, not of an aside: no relative word between the last comma before it and the date.
bool carries(const Document& document, const Sentence& sentence, const TimeMention& mention) {
  const auto pieces = cut_pieces(document.text, sentence.span);
  std::size_t at = 0;
  while (at < pieces.size() && pieces[at].span.begin < mention.span.begin) ++at;
  if (at > 0 && one_of(pieces[at - 1].low, {"since", "until", "till", "by", "of", "before", "after", "from"})) return false;
  bool verb = false;
  for (std::size_t i = at; i-- > 0;) {
    if (pieces[i].low == "," && verb) break;  // a clause of its own ends here
    if (one_of(pieces[i].low, {"which", "who", "whose", "where", "when", "had"})) return false;
    verb = verb || pieces[i].kind == PieceKind::word;
  }
  return true;
}

}  // namespace

std::optional<GoverningTime> governing_time(const Document& document, const Analysis& analysis, const std::vector<TimeMention>& times, std::uint32_t sentence) {
  constexpr std::uint32_t kReach = 3;
  constexpr int kHistoryDays = 90;
  if (sentence >= analysis.sentences.size()) return std::nullopt;
  const Sentence& own = analysis.sentences[sentence];
  for (const auto& t : times)
    if (t.sentence == sentence && t.type == TimeType::date && !t.readings.empty()) return std::nullopt;
  for (const auto& p : cut_pieces(document.text, own.span))
    if (one_of(p.low, {"now", "still", "currently", "today", "recently", "meanwhile"})) return std::nullopt;
  for (std::uint32_t back = 1; back <= kReach && back <= sentence; ++back) {
    const std::uint32_t s = sentence - back;
    const Sentence& other = analysis.sentences[s];
    if (other.segment != own.segment) return std::nullopt;
    bool dated = false;
    for (std::size_t i = times.size(); i-- > 0;) {
      const auto& t = times[i];
      if (t.sentence != s || t.type != TimeType::date || t.readings.empty()) continue;
      dated = true;
      const auto& r = t.readings.front();
      if (r.precision != TimePrecision::day || (!r.from && r.edtf.empty())) continue;
      if (document.published.day && r.from && *document.published.day - *r.from > kHistoryDays) continue;
      if (carries(document, other, t)) return GoverningTime{i, back > 1};
    }
    if (dated) return std::nullopt;  // a nearer date that does not carry blocks those behind it
  }
  return std::nullopt;
}

}  // namespace daybook
