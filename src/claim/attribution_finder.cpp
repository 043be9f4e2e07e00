#include "claim/attribution_finder.h"

#include <algorithm>
#include <limits>

#include "claim/source_names.h"

namespace daybook {
namespace {

constexpr double kThreshold = 0.5;
constexpr std::size_t kSpeech = 25;  // bytes between quotation marks from which on they hold speech; shorter ones may be titles or scare quotes

std::uint32_t size_of(const std::vector<Span>& spans) {
  std::uint32_t out = 0;
  for (const Span s : spans) out += s.size();
  return out;
}

std::uint32_t shared(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::uint32_t out = 0;
  for (const Span x : a)
    for (const Span y : b)
      if (x.overlaps(y)) out += std::min(x.end, y.end) - std::max(x.begin, y.begin);
  return out;
}

/// Runs of neighbouring words; punctuation between them joins.
std::vector<Span> spans_of(const Tree& tree, const std::vector<Word>& words) {
  std::vector<Span> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Span span = tree.token(words[i]).span;
    if (i > 0 && words[i] == words[i - 1] + 1) out.back() = cover(out.back(), span);
    else out.push_back(span);
  }
  return out;
}

void join(std::vector<Span>& spans, Span more) {
  spans.push_back(more);
  std::sort(spans.begin(), spans.end());
  std::vector<Span> out;
  for (const Span s : spans)
    if (!out.empty() && s.begin <= out.back().end) out.back().end = std::max(out.back().end, s.end);
    else out.push_back(s);
  spans = std::move(out);
}

bool is_inside(const std::vector<Span>& spans, Span span) {
  return std::any_of(spans.begin(), spans.end(), [&](const Span s) { return s.contains(span); });
}

SpeechKind kind_of(const std::vector<Span>& content, const std::vector<QuotedStretch>& quotes) {
  std::vector<Span> outer;
  for (const QuotedStretch& q : quotes) outer.push_back(q.outer);
  const auto quoted = shared(content, outer), all = size_of(content);
  return quoted == 0 ? SpeechKind::indirect : quoted * 10 >= all * 9 ? SpeechKind::direct : SpeechKind::mixed;
}

/// Of two candidates with one source and much the same content, the likelier stays.
void drop_doubles(std::vector<Attribution>& found) {
  std::vector<bool> drop(found.size());
  for (std::size_t i = 0; i < found.size(); ++i)
    for (std::size_t k = 0; k < found.size(); ++k) {
      const Attribution &a = found[i], &b = found[k];
      if (i == k || drop[k] || a.sentence != b.sentence || !(a.source == b.source)) continue;
      if (shared(a.content, b.content) * 2 < std::min(size_of(a.content), size_of(b.content))) continue;
      if (a.confidence < b.confidence || (a.confidence == b.confidence && i > k)) drop[i] = true;
    }
  std::size_t at = 0;
  std::erase_if(found, [&](const Attribution&) { return drop[at++]; });
}

/// A quotation belongs to whoever the frame beside it names, all of it: "X," S said. "Y."
class QuoteJoiner {
 public:
  QuoteJoiner(const Document& document, const std::vector<QuotedStretch>& quotes, std::vector<Attribution>& found) : document_(document), quotes_(quotes), found_(found) {}

  void run() {
    owner_.assign(quotes_.size(), nullptr);
    for (std::size_t i = 0; i < quotes_.size(); ++i) owner_[i] = reporter_of(quotes_[i]);
    for (std::size_t i = 0; i < quotes_.size(); ++i)
      if (owner_[i]) join(owner_[i]->content, quotes_[i].outer);
    for (std::size_t i = 0; i < quotes_.size(); ++i)
      if (!owner_[i] && is_speech(quotes_[i])) give_to_neighbour(i);
  }

 private:
  static bool is_speech(const QuotedStretch& q) { return q.inner.size() >= kSpeech; }

  /// The frame outside of the marks whose content lies in them for the most part.
  Attribution* reporter_of(const QuotedStretch& quote) const {
    Attribution* best = nullptr;
    for (Attribution& a : found_) {
      if (quote.inner.contains(a.cue)) continue;
      const auto common = shared(a.content, {quote.outer});
      if (common == 0 || common * 2 < std::min(size_of(a.content), quote.outer.size())) continue;
      if (!best || distance(a.cue, quote) < distance(best->cue, quote)) best = &a;
    }
    return best;
  }

  static std::uint32_t distance(Span cue, const QuotedStretch& q) { return cue.begin >= q.outer.end ? cue.begin - q.outer.end : q.outer.begin >= cue.end ? q.outer.begin - cue.end : 0; }

  std::size_t segment_of(const QuotedStretch& q) const {
    for (std::size_t i = 0; i < document_.segments.size(); ++i)
      if (document_.segments[i].span.contains(q.outer.begin)) return i;
    return document_.segments.size();
  }

  /// Does the quotation fill whole sentences of its paragraph?
  bool stands_alone(const QuotedStretch& q) const {
    const Span segment = document_.segments[segment_of(q)].span;
    const std::string_view before = text_of(document_.text, {segment.begin, q.outer.begin});
    const auto last = before.find_last_not_of(" \n\t");
    const bool begins = last == std::string_view::npos || before[last] == '.' || before[last] == '?' || before[last] == '!' || before[last] == ':';
    const std::string_view inside = text_of(document_.text, q.inner);
    const char end = inside.back();
    return begins && (q.goes_on || end == '.' || end == '?' || end == '!');
  }

  void give_to_neighbour(std::size_t i) {
    if (i > 0 && quotes_[i - 1].goes_on && owner_[i - 1]) return give(i, owner_[i - 1]);
    if (!stands_alone(quotes_[i])) return;
    const auto segment = segment_of(quotes_[i]);
    if (i > 0 && owner_[i - 1] && segment_of(quotes_[i - 1]) == segment) return give(i, owner_[i - 1]);
    if (i + 1 < quotes_.size() && owner_[i + 1] && segment_of(quotes_[i + 1]) == segment) return give(i, owner_[i + 1]);
    if (i > 0 && owner_[i - 1] && segment_of(quotes_[i - 1]) + 1 == segment && is_speech(quotes_[i - 1])) give(i, owner_[i - 1]);
  }

  void give(std::size_t i, Attribution* owner) {
    owner_[i] = owner;
    join(owner->content, quotes_[i].outer);
  }

  const Document& document_;
  const std::vector<QuotedStretch>& quotes_;
  std::vector<Attribution>& found_;
  std::vector<Attribution*> owner_;
};

/// The smallest content that the cue of another stands in.
void chain(std::vector<Attribution>& out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::uint32_t smallest = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t k = 0; k < out.size(); ++k) {
      const auto size = size_of(out[k].content);
      if (i == k || size >= smallest || !is_inside(out[k].content, out[i].cue) || is_inside(out[i].content, out[k].cue)) continue;
      smallest = size;
      out[i].outer = static_cast<std::uint32_t>(k);
    }
  }
}

}  // namespace

std::vector<Candidate> AttributionFinder::candidates(const Document& document, const Analysis& analysis) const {
  const auto quotes = quoted_stretches(document, true);
  std::vector<Candidate> out;
  for (std::uint32_t i = 0; i < analysis.sentences.size(); ++i) {
    const Sentence& sentence = analysis.sentences[i];
    if (document.segments[sentence.segment].kind == SegmentKind::comment || !is_tree(sentence)) continue;
    const Tree tree(sentence);
    const ReportContext context{lexicon_, tree, quotes, sentence.segment == 0};
    for (const ReportFrame& frame : report_frames(tree)) {
      Candidate c;
      c.features = report_features(context, frame);
      c.attribution.sentence = i;
      c.attribution.confidence = model_.probability(c.features);
      c.attribution.cue = span_of(sentence, frame.cue_words);
      if (frame.source) {
        c.attribution.source = span_of(sentence, source_words(tree, *frame.source));
        c.attribution.source_head = tree.token(*frame.source).span;
      }
      c.attribution.content = spans_of(tree, frame.content);
      out.push_back(std::move(c));
    }
  }
  return out;
}

std::vector<Attribution> AttributionFinder::find_spans(const Document& document, const Analysis& analysis) const {
  const auto quotes = quoted_stretches(document, true);
  std::vector<Attribution> out;
  for (Candidate& c : candidates(document, analysis))
    if (c.attribution.confidence >= kThreshold) out.push_back(std::move(c.attribution));
  drop_doubles(out);
  QuoteJoiner(document, quotes, out).run();
  for (Attribution& a : out) a.kind = kind_of(a.content, quotes);
  return out;
}

std::vector<Attribution> AttributionFinder::find(const Document& document, const Analysis& analysis, const Readings& readings) const {
  std::vector<Attribution> out = find_spans(document, analysis);
  chain(out);
  name_sources(analysis, readings, out);
  return out;
}

}  // namespace daybook
