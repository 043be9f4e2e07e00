#include "resolve/time/time_resolver.h"

#include <algorithm>

#include "base/pieces.h"
#include "resolve/time/stretch.h"
#include "resolve/time/told.h"
#include "resolve/time/time_expression.h"
#include "resolve/time/time_value.h"

namespace daybook {

TimeResolver::TimeResolver(const TimeLexicon& lexicon) : lexicon_(lexicon) {}

namespace {

/// The day a page states at its top in a line that is no sentence of the story ("Issued 14 July 2021", "By N. N., Friday,
/// 9 July 2021"). Weekdays and "yesterday" may be counted from it, as they may from a stated day of publication.
std::optional<Day> dateline_day(const TimeLexicon& lexicon, const Document& document, const Analysis& analysis) {
  constexpr std::uint32_t kTop = 400;  // bytes
  for (const auto& sentence : analysis.sentences) {
    if (sentence.span.begin > kTop) break;
    if (sentence.segment < document.segments.size() && document.segments[sentence.segment].kind == SegmentKind::comment) continue;
    if (std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [](const Token& t) { return base_relation(t.deprel) == "nsubj" || t.xpos == "VBD"; })) continue;
    const auto pieces = cut_pieces(document.text, sentence.span);
    for (const auto& found : find_times(lexicon, pieces)) {
      const auto& e = found.expr;
      if (e.shape != Shape::date || !e.year || !e.day || e.day2 || !is_real_day(e.year, e.month, e.day)) continue;
      const Day day = Day::of(e.year, static_cast<unsigned>(e.month), static_cast<unsigned>(e.day));
      if (document.captured.day && day > *document.captured.day) continue;
      return day;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<TimeMention> TimeResolver::resolve(const Document& document, const Analysis& analysis) const {
  TimeContext context;
  context.published = document.published.inferred ? std::nullopt : document.published.day;
  if (document.published.inferred) context.inferred = document.published.day;
  else if (!context.published) context.inferred = infer_published(document, analysis).day;
  if (!context.published)
    if (const auto stated = dateline_day(lexicon_, document, analysis); stated && (!context.inferred || *stated >= *context.inferred)) context.published = stated;

  std::vector<TimeMention> out;
  constexpr std::uint32_t kSpokenReach = 6;  // sentences after which "the same year" has lost what it points to
  std::uint32_t segment = UINT32_MAX, spoken_at = 0, quarter_at = 0, governed_at = 0;
  for (std::uint32_t first = 0, next = 0; first < analysis.sentences.size(); first = next) {
    std::uint32_t s = first;
    const Sentence& sentence = analysis.sentences[s];
    const bool comment = sentence.segment < document.segments.size() && document.segments[sentence.segment].kind == SegmentKind::comment;
    if (sentence.segment != segment) { segment = sentence.segment; context.governing_year = 0; }
    if (comment) context.narrative.reset();
    if (comment || s > spoken_at + kSpokenReach) context.spoken.reset();
    const Stretch stretch = stretch_at(lexicon_, document, analysis, s);
    const auto& pieces = stretch.pieces;
    next = stretch.last;
    if (s > quarter_at + kSpokenReach) context.quarter.reset();
    if (s > governed_at + kSpokenReach) context.governing_year = 0;
    for (const auto& found : find_times(lexicon_, pieces)) {
      const TimeValue value = value_of(lexicon_, found.expr, context, told_as(lexicon_, stretch, found.first, found.last));
      while (s + 1 < next && analysis.sentences[s + 1].span.begin <= pieces[found.first].span.begin) ++s;
      TimeMention mention;
      mention.span = {pieces[found.first].span.begin, pieces[found.last - 1].span.end};
      mention.sentence = s;
      mention.type = value.type;
      mention.timex_value = value.timex;
      mention.anaphoric = value.anaphoric;
      mention.readings = value.readings;
      const auto& e = found.expr;
      // "In 2001, ..." governs the days without a year that follow in its paragraph, if that year is gone by.
      if (e.shape == Shape::date && e.year) {
        const auto base = context.base();
        const bool leads = found.first <= 1;
        if (leads && base && e.year < base->year()) { context.governing_year = e.year; governed_at = s; }
        else if (e.month || (base && e.year >= base->year())) context.governing_year = 0;
      }
      // What is counted from publication ("on Tuesday", "last month") ends the history that a year began.
      else if (e.shape == Shape::weekday || e.shape == Shape::day_offset || (e.directed && !e.anaphoric)) context.governing_year = 0;
      if (value.timex.size() == 7 && value.timex[5] == 'Q' && !mention.readings.empty() && e.shape != Shape::count_offset) { context.quarter = mention.readings.front().from; quarter_at = s; }
      if (value.type == TimeType::date && e.shape != Shape::clock && e.shape != Shape::holiday && !mention.readings.empty() && mention.readings.front().precision == TimePrecision::day)
        context.narrative = mention.readings.front().from;
      if (value.type == TimeType::date && e.shape == Shape::date && !mention.readings.empty() && mention.readings.front().from) {
        context.spoken = mention.readings.front().from;
        spoken_at = s;
      }
      out.push_back(std::move(mention));
    }
  }
  return out;
}

}  // namespace daybook
