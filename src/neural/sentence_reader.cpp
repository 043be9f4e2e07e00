#include "neural/sentence_reader.h"

#include <algorithm>

#include "neural/name_head.h"
#include "neural/network.h"
#include "neural/pretokens.h"
#include "neural/word_classes.h"

namespace daybook::neural {
namespace {

constexpr std::size_t kWindow = 180;  // pieces: about what the network was trained on; longer ones cost more than linear time
constexpr std::size_t kBatch = 384;   // pieces that pass through the network together, or one window more

/// A stretch on its way: what stands before `at` is read.
struct Stretch {
  std::size_t index;                  ///< among the texts
  std::string_view text;
  std::vector<Pretoken> pre;
  std::vector<std::int32_t> ids;
  std::vector<std::size_t> starts;    ///< of each pre-token in ids, and the end
  std::size_t at = 0;

  bool done() const { return at == pre.size(); }
};

/// Pre-tokens [from, until) of a stretch, as they lie in a batch.
struct Window {
  Stretch* stretch;
  std::size_t from, until;
  std::size_t row;                    ///< of its first piece in the batch
  bool whole;                         ///< nothing of the stretch follows

  std::size_t row_of(std::size_t piece) const { return row + piece - stretch->starts[from]; }
};

struct WordRange {
  std::size_t first, last;  ///< pre-tokens, both inclusive
};

Stretch stretch_of(std::size_t index, std::string_view text, const TwoWords& two_words, const WordPieces& pieces) {
  Stretch out{index, text, pretokens(text, two_words), {}, {}};
  out.starts.reserve(out.pre.size() + 1);
  out.ids.reserve(out.pre.size() * 3 / 2);
  for (const auto& token : out.pre) {
    out.starts.push_back(out.ids.size());
    pieces.append(text_of(text, token.span), out.ids);
  }
  out.starts.push_back(out.ids.size());
  return out;
}

/// Does a sentence seem to end behind this pre-token? Only says where a window is best cut; the network decides.
bool may_end(const Stretch& s, std::size_t i) {
  const char c = s.text[s.pre[i].span.begin];
  return (c == '.' || c == '!' || c == '?') && s.pre[i + 1].spaced && s.pre[i + 1].shape % 6 != 0;
}

/// Where a window from `at` ends: with the text, or at the last likely end of a sentence in its second half, or where it is full.
std::size_t end_of_window(const Stretch& s, std::size_t most) {
  std::size_t until = s.at;
  while (until < s.pre.size() && s.starts[until + 1] - s.starts[s.at] <= most) ++until;
  if (until == s.pre.size()) return until;
  for (std::size_t i = until; i > s.at + 1 && 2 * (s.starts[i] - s.starts[s.at]) > most; --i)
    if (may_end(s, i - 1)) return i;
  return until;
}

}  // namespace

struct SentenceReader::Impl {
  ModelFile file;
  WordPieces pieces;
  Network network;
  WordClasses classes;
  NameHead names;

  explicit Impl(ModelFile&& opened)
      : file(std::move(opened)), pieces(file.tensor("vocabulary").bytes), network(file), classes(file), names(file, network.width()) {}

  void read(std::vector<Stretch>& active, const WantsTree& wants_tree, bool vectors, Scratch& scratch, std::vector<std::vector<Sentence>>& out) const;
  std::vector<std::vector<WordRange>> words_of(const std::vector<Window>& windows, Rows hidden, Scratch& scratch) const;
};

SentenceReader::SentenceReader(ModelFile&& file) : impl_(std::make_unique<Impl>(std::move(file))) {}
SentenceReader::SentenceReader(SentenceReader&&) noexcept = default;
SentenceReader& SentenceReader::operator=(SentenceReader&&) noexcept = default;
SentenceReader::~SentenceReader() = default;

/// Pre-tokens joined to words: a pre-token without white space before it may go with the one before.
std::vector<std::vector<WordRange>> SentenceReader::Impl::words_of(const std::vector<Window>& windows, Rows hidden, Scratch& scratch) const {
  const std::size_t width = network.width();
  std::size_t asked = 0;
  for (const auto& w : windows)
    for (std::size_t i = w.from + 1; i < w.until; ++i) asked += !w.stretch->pre[i].spaced;
  float* rows = scratch.glue_in.room(asked * width);
  std::size_t row = 0;
  for (const auto& w : windows)
    for (std::size_t i = w.from + 1; i < w.until; ++i)
      if (!w.stretch->pre[i].spaced) std::copy_n(hidden.row(w.row_of(w.stretch->starts[i])), width, rows + row++ * width);
  const Rows glue = network.head(network.glue, {rows, asked, width}, scratch.glue, scratch);
  std::vector<std::vector<WordRange>> out(windows.size());
  row = 0;
  for (std::size_t k = 0; k < windows.size(); ++k)
    for (std::size_t i = windows[k].from; i < windows[k].until; ++i) {
      bool joined = false;
      if (i > windows[k].from && !windows[k].stretch->pre[i].spaced) {
        const float* score = glue.row(row++);
        joined = score[1] > score[0];
      }
      if (joined) out[k].back().last = i;
      else out[k].push_back({i, i});
    }
  return out;
}

/// Reads the next window of each stretch.
void SentenceReader::Impl::read(std::vector<Stretch>& active, const WantsTree& wants_tree, bool vectors, Scratch& scratch, std::vector<std::vector<Sentence>>& out) const {
  const std::size_t most = std::min(kWindow, network.longest() - 2), width = network.width();
  std::vector<std::int32_t> ids;
  std::vector<std::uint8_t> shapes;
  std::vector<std::size_t> lengths;
  std::vector<Window> windows;
  for (auto& s : active) {
    const std::size_t until = end_of_window(s, most), had = ids.size();
    windows.push_back({&s, s.at, until, had + 1, until == s.pre.size()});
    ids.push_back(pieces.begin());
    ids.insert(ids.end(), s.ids.begin() + static_cast<std::ptrdiff_t>(s.starts[s.at]), s.ids.begin() + static_cast<std::ptrdiff_t>(s.starts[until]));
    ids.push_back(pieces.end());
    shapes.push_back(kShapes);
    for (std::size_t i = s.at; i < until; ++i) shapes.insert(shapes.end(), s.starts[i + 1] - s.starts[i], s.pre[i].shape);
    shapes.push_back(kShapes);
    lengths.push_back(ids.size() - had);
  }
  const Rows hidden = network.encode(ids, shapes, lengths, scratch);

  auto words = words_of(windows, hidden, scratch);
  std::size_t count = 0;
  for (const auto& w : words) count += w.size();
  float* mean = scratch.words.room(count * width);
  std::size_t row = 0;
  for (std::size_t k = 0; k < windows.size(); ++k)
    for (const auto& word : words[k]) {
      const auto& starts = windows[k].stretch->starts;
      const float *a = hidden.row(windows[k].row_of(starts[word.first])), *b = hidden.row(windows[k].row_of(starts[word.last + 1] - 1));
      float* to = mean + row++ * width;
      for (std::size_t i = 0; i < width; ++i) to[i] = (a[i] + b[i]) * 0.5f;
    }

  // Where sentences end. Rows of words that are read again with what follows are closed up.
  const Rows end = network.head(network.end, {mean, count, width}, scratch.end, scratch);
  std::vector<SentenceRange> ranges;
  std::vector<std::size_t> first(windows.size() + 1, 0);  // sentence of each window
  std::size_t kept = 0, before = 0;
  for (std::size_t k = 0; k < windows.size(); ++k) {
    const std::size_t n = words[k].size();
    std::vector<std::size_t> ends;
    for (std::size_t w = 0; w < n; ++w)
      if (end.row(before + w)[1] > end.row(before + w)[0]) ends.push_back(w + 1);
    // The last sentence of a window that is not the last may go on, unless what follows looks like a new one too: it is read again.
    const bool clean = !windows[k].whole && may_end(*windows[k].stretch, windows[k].until - 1);
    if (windows[k].whole || ends.empty()) {
      if (ends.empty() || ends.back() != n) ends.push_back(n);
    } else if (ends.back() == n && ends.size() > 1 && !clean) {
      ends.pop_back();
    }
    words[k].resize(ends.back());
    std::copy_n(mean + before * width, ends.back() * width, mean + kept * width);
    std::size_t begin = 0;
    for (const auto finish : ends) {
      ranges.push_back({kept + begin, kept + finish});
      begin = finish;
    }
    first[k + 1] = ranges.size();
    kept += ends.back();
    before += n;
  }

  const Rows tags = network.head(network.tags, {mean, kept, width}, scratch.tags, scratch);
  std::vector<Sentence> sentences(ranges.size());
  std::vector<SentenceRange> treed;
  std::vector<std::size_t> which;
  std::size_t in_trees = 0;
  for (std::size_t k = 0; k < windows.size(); ++k) {
    const auto& s = *windows[k].stretch;
    std::size_t word = 0;
    for (std::size_t i = first[k]; i < first[k + 1]; ++i) {
      Sentence& sentence = sentences[i];
      const auto range = ranges[i];
      sentence.tokens.resize(range.end - range.begin);
      std::vector<float> of_words;
      if (vectors) of_words.reserve(sentence.tokens.size() * 2 * width);
      for (std::size_t at = range.begin; at < range.end; ++at, ++word) {
        Token& token = sentence.tokens[at - range.begin];
        token.span = {s.pre[words[k][word].first].span.begin, s.pre[words[k][word].last].span.end};
        token.form = text_of(s.text, token.span);
        classes.put_tags(tags.row(at), pieces, token);
        if (!vectors) continue;
        const std::size_t from = s.starts[words[k][word].first], to = s.starts[words[k][word].last + 1];
        of_words.insert(of_words.end(), mean + at * width, mean + (at + 1) * width);
        of_words.resize(of_words.size() + width);
        network.meaning({s.ids.data() + from, to - from}, of_words.data() + of_words.size() - width);
      }
      if (vectors) sentence.shared_vectors = std::make_shared<const std::vector<float>>(std::move(of_words));
      sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
    }
  }
  names.find({mean, kept, width}, sentences, network, scratch);
  for (std::size_t k = 0; k < windows.size(); ++k) {
    const auto& s = *windows[k].stretch;
    for (std::size_t i = first[k]; i < first[k + 1]; ++i) {
      const Sentence& sentence = sentences[i];
      const auto range = ranges[i];
      if (wants_tree && !wants_tree(s.index, sentence)) continue;
      const std::size_t size = range.end - range.begin;
      if (in_trees != range.begin) std::copy_n(mean + range.begin * width, size * width, mean + in_trees * width);
      treed.push_back({in_trees, in_trees + size});
      which.push_back(i);
      in_trees += size;
    }
  }
  const Trees trees = network.trees({mean, in_trees, width}, treed, scratch);
  for (std::size_t t = 0; t < treed.size(); ++t)
    for (std::size_t i = treed[t].begin; i < treed[t].end; ++i) classes.put_tree(trees.head[i], trees.relation[i], sentences[which[t]].tokens[i - treed[t].begin]);

  for (std::size_t k = 0; k < windows.size(); ++k) {
    auto& s = *windows[k].stretch;
    auto& to = out[s.index];
    std::move(sentences.begin() + static_cast<std::ptrdiff_t>(first[k]), sentences.begin() + static_cast<std::ptrdiff_t>(first[k + 1]), std::back_inserter(to));
    s.at = words[k].back().last + 1;
  }
}

std::vector<std::vector<Sentence>> SentenceReader::read(std::span<const std::string_view> texts, const WantsTree& wants_tree, bool vectors) const {
  std::vector<std::vector<Sentence>> out(texts.size());
  Scratch scratch;
  std::vector<Stretch> active;
  std::size_t next = 0;
  for (;;) {
    std::size_t pieces = 0;
    for (const auto& s : active) pieces += std::min(kWindow, s.starts.back() - s.starts[s.at]);
    while (next < texts.size() && pieces < kBatch) {
      Stretch s = stretch_of(next, texts[next], impl_->file.two_words(), impl_->pieces);
      ++next;
      if (s.done()) continue;
      pieces += std::min(kWindow, s.starts.back());
      active.push_back(std::move(s));
    }
    if (active.empty()) return out;
    impl_->read(active, wants_tree, vectors, scratch, out);
    std::erase_if(active, [](const Stretch& s) { return s.done(); });
  }
}

std::vector<Sentence> SentenceReader::read(std::string_view text) const { return std::move(read(std::span(&text, 1)).front()); }

}  // namespace daybook::neural
