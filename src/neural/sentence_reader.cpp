#include "neural/sentence_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.h"
#include "base/utf8.h"
#include "neural/exponential.h"
#include "neural/network.h"
#include "neural/pretokens.h"
#include "neural/tree_decoder.h"

namespace daybook::neural {
namespace {

constexpr std::size_t kWindow = 180;  // pieces: about what the network was trained on; longer ones cost more than linear time

/// How a lemma is made of a form: "l|2|y" lower the case, cut two letters, add "y"; "k|..." keep the case; "=be" whatever the form.
struct LemmaScript {
  bool whole = false, keep = false;
  std::size_t cut = 0;
  std::string add;

  static LemmaScript parse(std::string_view text) {
    if (text.starts_with('=')) return {true, false, 0, std::string(text.substr(1))};
    LemmaScript out;
    const auto first = text.find('|'), second = first == std::string_view::npos ? first : text.find('|', first + 1);
    if (second == std::string_view::npos || std::from_chars(text.data() + first + 1, text.data() + second, out.cut).ec != std::errc{})
      throw Error(ErrorCode::bad_resource, "The model cannot be used: '" + std::string(text) + "' is no rule for lemmas.", std::string(text));
    out.keep = text.starts_with('k');
    out.add = text.substr(second + 1);
    return out;
  }

  std::string apply(std::string_view form) const {
    if (whole) return add;
    std::string out = keep ? std::string(form) : fold_case(form);
    for (std::size_t n = cut; n > 0 && !out.empty(); --n) {
      while (out.size() > 1 && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
      out.pop_back();
    }
    out += add;
    return out.empty() ? std::string(form) : out;
  }
};

/// What is read of one kind from the scores of a word: classes [from, from + count).
struct Range {
  std::size_t from = 0, count = 0;
  std::size_t best(const float* scores) const {
    return static_cast<std::size_t>(std::max_element(scores + from, scores + from + count) - (scores + from));
  }
};

struct WordRange {
  std::size_t first, last;  ///< pre-tokens, both inclusive
};

}  // namespace

struct SentenceReader::Impl {
  ModelFile file;
  WordPieces pieces;
  Network network;
  std::vector<std::string> xpos, feats, rel;
  std::vector<Upos> upos;
  std::vector<LemmaScript> lemma;
  Range upos_at, xpos_at, feats_at, lemma_at, name_at;
  struct NameClass {
    bool begins = false;
    NameType type = NameType::other;
    bool outside = false;
  };
  std::vector<NameClass> names;

  explicit Impl(ModelFile&& opened) : file(std::move(opened)), pieces(file.tensor("vocabulary").bytes), network(file), xpos(file.classes("xpos")), feats(file.classes("feats")), rel(file.classes("rel")) {
    for (const auto& tag : file.classes("upos")) upos.push_back(upos_from(tag));
    for (const auto& script : file.classes("lemma")) lemma.push_back(LemmaScript::parse(script));
    for (const auto& tag : file.classes("name"))
      names.push_back({tag.starts_with("B-"), tag.ends_with("PER") ? NameType::person : tag.ends_with("ORG") ? NameType::organisation : NameType::location, tag == "O"});
    std::size_t at = 0;
    for (auto [range, size] : {std::pair{&upos_at, upos.size()}, {&xpos_at, xpos.size()}, {&feats_at, feats.size()}, {&lemma_at, lemma.size()}, {&name_at, names.size()}}) {
      *range = {at, size};
      at += size;
    }
  }

  /// Best path over name classes in which what continues a name follows a part of the same name (Viterbi).
  std::vector<Name> names_of(const Matrix& tags, std::size_t begin, std::size_t end) const;
  Sentence sentence(std::string_view text, const std::vector<Pretoken>& pre, const std::vector<WordRange>& words, std::size_t begin, std::size_t end, const Matrix& rows,
                    const Matrix& tags, Scratch& scratch) const;
};

SentenceReader::SentenceReader(ModelFile&& file) : impl_(std::make_unique<Impl>(std::move(file))) {}
SentenceReader::SentenceReader(SentenceReader&&) noexcept = default;
SentenceReader::~SentenceReader() = default;

std::vector<Name> SentenceReader::Impl::names_of(const Matrix& tags, std::size_t begin, std::size_t end) const {
  const std::size_t n = end - begin, c = names.size();
  std::vector<float> best(n * c), share(n * c);
  std::vector<std::uint8_t> from(n * c, 0);
  const auto may_follow = [&](std::size_t a, std::size_t b) {
    return names[b].outside || names[b].begins || (!names[a].outside && names[a].type == names[b].type);
  };
  for (std::size_t i = 0; i < n; ++i) {
    const float* scores = tags.row(begin + i) + name_at.from;
    const float most = *std::max_element(scores, scores + c);
    float sum = 0;
    for (std::size_t k = 0; k < c; ++k) sum += share[i * c + k] = exponential(scores[k] - most);
    for (std::size_t k = 0; k < c; ++k) {
      share[i * c + k] /= sum;
      float before = i == 0 && !(names[k].outside || names[k].begins) ? -1e9f : 0.0f;
      if (i > 0) {
        before = -1e9f;
        for (std::size_t a = 0; a < c; ++a)
          if (may_follow(a, k) && best[(i - 1) * c + a] > before) before = best[(i - 1) * c + a], from[i * c + k] = static_cast<std::uint8_t>(a);
      }
      best[i * c + k] = before + scores[k] - most;
    }
  }
  std::vector<std::size_t> path(n);
  if (n == 0) return {};
  path[n - 1] = static_cast<std::size_t>(std::max_element(best.end() - static_cast<std::ptrdiff_t>(c), best.end()) - (best.end() - static_cast<std::ptrdiff_t>(c)));
  for (std::size_t i = n - 1; i > 0; --i) path[i - 1] = from[i * c + path[i]];
  std::vector<Name> out;
  for (std::size_t i = 0; i < n; ++i) {
    const auto& kind = names[path[i]];
    if (kind.outside) continue;
    if (kind.begins || out.empty() || out.back().last != i) out.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i), kind.type, 0});
    Name& name = out.back();
    name.score = (name.score * static_cast<float>(name.last - name.first) + share[i * c + path[i]]) / static_cast<float>(name.last - name.first + 1);
    ++name.last;
  }
  return out;
}

Sentence SentenceReader::Impl::sentence(std::string_view text, const std::vector<Pretoken>& pre, const std::vector<WordRange>& words, std::size_t begin, std::size_t end,
                                        const Matrix& rows, const Matrix& tags, Scratch& scratch) const {
  Sentence out;
  const Matrix mine{std::vector<float>(rows.row(begin), rows.row(begin) + (end - begin) * rows.width), rows.width};
  const auto arcs = network.arcs(mine, scratch);
  const auto heads = best_tree(arcs.data.data(), end - begin);
  const auto labels = network.relations(mine, heads, scratch);
  for (std::size_t i = begin; i < end; ++i) {
    Token token;
    token.span = {pre[words[i].first].span.begin, pre[words[i].last].span.end};
    token.form = text_of(text, token.span);
    const float* scores = tags.row(i);
    token.upos = upos[upos_at.best(scores)];
    token.xpos = xpos[xpos_at.best(scores)];
    token.feats = feats[feats_at.best(scores)];
    if (token.feats == "_") token.feats.clear();
    token.lemma = lemma[lemma_at.best(scores)].apply(token.form);
    token.head = static_cast<std::int32_t>(heads[i - begin]) - 1;
    token.deprel = token.head < 0 ? "root" : rel[labels[i - begin]];
    if (token.head >= 0 && token.deprel == "root") token.deprel = "dep";
    out.tokens.push_back(std::move(token));
  }
  out.span = {out.tokens.front().span.begin, out.tokens.back().span.end};
  out.names = names_of(tags, begin, end);
  return out;
}

std::vector<Sentence> SentenceReader::read(std::string_view text) const {
  const auto& net = impl_->network;
  const auto pre = pretokens(text, impl_->file.two_words());
  std::vector<std::int32_t> ids;
  std::vector<std::size_t> starts;  // of each pre-token in ids, and the end
  for (const auto& token : pre) {
    starts.push_back(ids.size());
    impl_->pieces.append(text_of(text, token.span), ids);
  }
  starts.push_back(ids.size());

  std::vector<Sentence> out;
  Scratch scratch;
  const std::size_t most = std::min(kWindow, net.longest() - 2);
  for (std::size_t at = 0; at < pre.size();) {
    std::size_t until = at;
    while (until < pre.size() && starts[until + 1] - starts[at] <= most) ++until;
    const std::size_t base = starts[at];
    std::vector<std::int32_t> window{impl_->pieces.begin()};
    std::vector<std::uint8_t> shapes{kShapes};
    for (std::size_t i = at; i < until; ++i)
      for (std::size_t p = starts[i]; p < starts[i + 1]; ++p) {
        window.push_back(ids[p]);
        shapes.push_back(pre[i].shape);
      }
    window.push_back(impl_->pieces.end());
    shapes.push_back(kShapes);
    const Matrix hidden = net.encode(window, shapes, scratch);
    const auto piece = [&](std::size_t index) { return hidden.row(index - base + 1); };

    Matrix first{std::vector<float>((until - at) * net.width()), net.width()};
    for (std::size_t i = at; i < until; ++i) std::copy_n(piece(starts[i]), net.width(), first.data.begin() + static_cast<std::ptrdiff_t>((i - at) * net.width()));
    const Matrix glue = net.head(net.glue, first, scratch);
    std::vector<WordRange> words;
    for (std::size_t i = at; i < until; ++i) {
      const float* score = glue.row(i - at);
      if (i > at && !pre[i].spaced && score[1] > score[0]) words.back().last = i;
      else words.push_back({i, i});
    }
    Matrix rows{std::vector<float>(words.size() * net.width()), net.width()};
    for (std::size_t w = 0; w < words.size(); ++w) {
      const float *a = piece(starts[words[w].first]), *b = piece(starts[words[w].last + 1] - 1);
      for (std::size_t k = 0; k < net.width(); ++k) rows.data[w * net.width() + k] = (a[k] + b[k]) * 0.5f;
    }
    const Matrix end = net.head(net.end, rows, scratch);
    std::vector<std::size_t> ends;
    for (std::size_t w = 0; w < words.size(); ++w)
      if (end.row(w)[1] > end.row(w)[0]) ends.push_back(w + 1);
    // The last sentence of a window that is not the last may go on: it is read again with what follows.
    if (until == pre.size() || ends.empty()) {
      if (ends.empty() || ends.back() != words.size()) ends.push_back(words.size());
    } else if (ends.back() == words.size() && ends.size() > 1) {
      ends.pop_back();
    }
    rows.data.resize(ends.back() * net.width());
    const Matrix tags = net.head(net.tags, rows, scratch);
    std::size_t begin = 0;
    for (const auto finish : ends) {
      out.push_back(impl_->sentence(text, pre, words, begin, finish, rows, tags, scratch));
      begin = finish;
    }
    at = words[ends.back() - 1].last + 1;
  }
  return out;
}

}  // namespace daybook::neural
