// The day of publication of a document that does not state one, from what its own text says.
//
// 1. Dates told as past with their year give a floor: the text cannot be older. 2. Days without a year are news: they
// take the earliest year that puts them after the floor's month, because a year is left out only when it is the current
// one. 3. The latest such day is the lower bound of publication. Bare years ("In 2001") only raise the floor of the year;
// alone they are too thin for a day.
#include <algorithm>
#include <optional>

#include "resolve/time/time_resolver.h"
#include "resolve/time/told.h"

namespace daybook {
namespace {

struct Yearless { int month, day; Span span; bool starts; };

/// A day without a year that stands beside the page's own date is of the same half year.
constexpr int kHalfYear = 183;

const char* const kMonths[] = {"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

std::string words_of(Day day) { return std::to_string(day.day()) + " " + kMonths[day.month()]; }

}  // namespace

DatedFact TimeResolver::infer_published(const Document& document, const Analysis& analysis) const {
  std::optional<Day> floor;       // latest day or start of a month told as past, with its year
  std::string floor_words;
  bool floor_is_anchor = false;   // a date told in full, weekday and all, is a page's own date; others with a year are history
  std::optional<Day> latest_full; // latest complete day
  Span latest_span;
  std::vector<Yearless> yearless;
  int nth_day = 0;                // "the second day of the talks"
  for (std::uint32_t s = 0, next = 0; s < analysis.sentences.size(); s = next) {
    const auto& sentence = analysis.sentences[s];
    next = s + 1;
    if (sentence.segment < document.segments.size() && document.segments[sentence.segment].kind == SegmentKind::comment) continue;
    const Stretch stretch = stretch_at(lexicon_, document, analysis, s);
    const auto& pieces = stretch.pieces;
    next = stretch.last;
    int sentence_year = 0;  // "In 2001, ... on 9 September": history, not news
    for (const auto& f : find_times(lexicon_, pieces)) {
      const auto& e = f.expr;
      if (e.shape != Shape::date || told_as(lexicon_, stretch, f.first, f.last).told == Told::future) continue;
      const Span span{pieces[f.first].span.begin, pieces[f.last - 1].span.end};
      if (e.year && !e.month) { sentence_year = f.first <= 1 ? e.year : sentence_year; continue; }
      if (e.year && is_real_day(e.year, e.month, e.day ? e.day : 1)) {
        const Day day = Day::of(e.year, static_cast<unsigned>(e.month), static_cast<unsigned>(e.day ? e.day : 1));
        if (document.captured.day && day > *document.captured.day) continue;
        if (!floor || day > *floor) { floor_is_anchor = e.day && e.weekday >= 0; floor = day; floor_words = std::string(text_of(document.text, span)); }
        if (e.day && (!latest_full || day > *latest_full)) { latest_full = day; latest_span = span; }
      } else if (!e.year && e.day && e.month && !sentence_year && !e.directed) {
        bool starts = false;
        for (std::size_t i = f.first > 4 ? f.first - 4 : 0; i < f.first; ++i)
          for (const char* w : {"started", "began", "opened", "begun", "launched", "kicked"})
            starts = starts || pieces[i].low == w;
        yearless.push_back({e.month, e.day2 ? e.day2 : e.day, span, starts});
      }
    }
    // "on the second and last day of the talks"
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
      if (pieces[i].low != "the" || i == 0 || pieces[i - 1].low != "on") continue;
      const auto o = ordinal_at(pieces, i + 1);
      if (!o || o->digits || o->value > 10) continue;
      std::size_t k = o->end;
      if (k + 1 < pieces.size() && pieces[k].low == "and" && (pieces[k + 1].low == "last" || pieces[k + 1].low == "final")) k += 2;
      if (k + 1 < pieces.size() && pieces[k].low == "day" && pieces[k + 1].low == "of") nth_day = std::max(nth_day, o->value);
    }
  }
  DatedFact fact;
  std::optional<Day> best = latest_full;
  Span best_span = latest_span;
  std::string why = "stated in the text";
  bool starts = false;
  if (!yearless.empty() && floor) {
    int year = floor->year();
    const bool in_year = std::any_of(yearless.begin(), yearless.end(), [&](const Yearless& y) { return is_real_day(year, y.month, y.day) && Day::of(year, static_cast<unsigned>(y.month), static_cast<unsigned>(y.day)) > *floor - (floor_is_anchor ? kHalfYear : 1); });
    if (!in_year) ++year;
    for (const auto& y : yearless) {
      if (!is_real_day(year, y.month, y.day)) continue;
      const Day day = Day::of(year, static_cast<unsigned>(y.month), static_cast<unsigned>(y.day));
      if (document.captured.day && day > *document.captured.day) continue;
      if (!best || day > *best || (day == *best && y.starts && !starts)) {
        best = day;
        best_span = y.span;
        starts = y.starts;
        why = std::to_string(year) + " because the latest date with a year is \"" + floor_words + "\"";
      }
    }
  }
  if (!best) return fact;
  fact.day = best;
  fact.inferred = true;
  fact.written = std::string(text_of(document.text, best_span));
  fact.basis = "inferred: latest day told as past, " + words_of(*best) + "; year " + why;
  if (starts && nth_day > 1) {
    fact.day = *best + (nth_day - 1);
    fact.basis += "; day " + std::to_string(nth_day) + " of what started then";
  }
  return fact;
}

}  // namespace daybook
