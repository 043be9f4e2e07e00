#include "language/analyser.h"

#include "base/error.h"
#include "language/card.h"
#include "language/plain_words.h"
#include "language/prepared_text.h"
#include "neural/model_file.h"
#include "neural/sentence_reader.h"

namespace daybook {
namespace {

namespace fs = std::filesystem;

/// Sentences of one unit, their spans led back to the document.
void give(std::vector<Sentence> sentences, const TextUnit& unit, std::uint32_t segment, const std::function<void(Sentence&&)>& to) {
  const CodePointIndex points(unit.text);
  const auto in_document = [&](Span span) { return unit.bytes(points.code_points(span.begin), points.code_points(span.end)); };
  for (auto& sentence : sentences) {
    sentence.segment = segment;
    sentence.span = in_document(sentence.span);
    for (auto& token : sentence.tokens) token.span = in_document(token.span);
    to(std::move(sentence));
  }
}

/// The card and the file must tell of the same weights: a build that was not run again after an update reads with the old ones.
void check(const Card& card, const std::string& quality, const fs::path& file, const neural::ModelFile& network) {
  if (network.text("adapters") == card.networks.at(quality).sha256 && network.text("names") == card.names.at(quality).sha256 && network.text("base") == card.base && network.text("vocabulary_sha256") == card.vocabulary) return;
  throw Error(ErrorCode::bad_resource, "The model " + file.string() + " was made of other weights than those of " + card.name + ".", file.string());
}

}  // namespace

const char* name_of(Quality quality) {
  switch (quality) {
    case Quality::best: return "best";
    case Quality::fast: return "fast";
  }
  return "";
}

std::optional<Quality> quality_from(std::string_view name) {
  for (const auto quality : {Quality::best, Quality::fast})
    if (name == name_of(quality)) return quality;
  return std::nullopt;
}

struct Analyser::Impl {
  std::string version;
  std::string language;  ///< where there is no network
  std::optional<neural::SentenceReader> network;
};

Analyser::Analyser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

Analyser Analyser::open(const fs::path& path) {
  neural::ModelFile file(path);
  auto impl = std::make_unique<Impl>();
  impl->version = path.stem().string() + " sha256:" + file.text("made_of").substr(0, 12);
  impl->network.emplace(std::move(file));
  return Analyser(std::move(impl));
}

Analyser Analyser::load(const Resources& resources, const std::string& language, Quality quality) {
  if (!PlainWords::is_language(language))
    throw Error(ErrorCode::usage, "There is no language '" + language + "'; write its code of ISO 639, as en, fa, ps, ar or uk.", language);
  auto impl = std::make_unique<Impl>();
  const auto folder = resources.model(language);
  if (!fs::exists(folder / "card.toml")) {
    if (language == "en") Card::read(folder);  // English has a card: its absence is told as what it is
    impl->language = language;
    impl->version = language + " words only";
    PlainWords words(language);  // tells of missing data now
    return Analyser(std::move(impl));
  }
  const auto card = Card::read(folder);
  const auto listed = card.networks.find(name_of(quality));
  if (listed == card.networks.end()) {
    std::string others;
    for (const auto& [name, file] : card.networks) others += (others.empty() ? "" : " and ") + name;
    throw Error(ErrorCode::usage, "There is no network '" + std::string(name_of(quality)) + "' for " + language + " yet; there is " + others + ".", name_of(quality));
  }
  const auto path = resources.built("models/" + language + "/" + name_of(quality) + ".net");
  neural::ModelFile file(path);
  check(card, listed->first, path, file);
  impl->version = card.name + " " + name_of(quality) + " names:" + file.text("names").substr(0, 12) + " sha256:" + file.text("made_of").substr(0, 12);
  impl->network.emplace(std::move(file));
  return Analyser(std::move(impl));
}

const std::string& Analyser::version() const { return impl_->version; }
bool Analyser::has_grammar() const { return impl_->network.has_value(); }

void Analyser::analyse(const Document& document, const ReadingGate& gate, const std::function<void(Sentence&&)>& sentence) const {
  // Units are read many at once, which is faster; no more than so much text waits at a time.
  constexpr std::size_t kAtOnce = 64 << 10;
  std::optional<PlainWords> plain;
  if (!impl_->network) plain.emplace(impl_->language);
  struct Waiting {
    TextUnit unit;
    std::uint32_t segment;
    bool passes;
  };
  std::vector<Waiting> waiting;
  std::size_t bytes = 0;
  const auto read = [&] {
    std::vector<std::vector<Sentence>> sentences(waiting.size());
    for (const bool passes : {true, false}) {
      std::vector<std::string_view> texts;
      std::vector<std::size_t> at;
      for (std::size_t i = 0; i < waiting.size(); ++i)
        if (waiting[i].passes == passes) texts.push_back(waiting[i].unit.text), at.push_back(i);
      if (texts.empty()) continue;
      const bool cheaper = !passes && gate.cheaper && gate.cheaper->impl_->network;
      const auto& reader = cheaper ? *gate.cheaper->impl_->network : *impl_->network;
      auto part = reader.read(texts, passes || cheaper ? neural::WantsTree{} : [](std::size_t, const Sentence&) { return false; }, passes && gate.vectors);
      for (std::size_t i = 0; i < at.size(); ++i) sentences[at[i]] = std::move(part[i]);
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) give(std::move(sentences[i]), waiting[i].unit, waiting[i].segment, sentence);
    waiting.clear();
    bytes = 0;
  };
  for (std::uint32_t i = 0; i < document.segments.size(); ++i) {
    const bool comment = document.segments[i].kind == SegmentKind::comment;
    prepare(document.text, document.segments[i].span, [&](const TextUnit& unit) {
      if (plain) return give(plain->read(unit.text), unit, i, sentence);
      waiting.push_back({unit, i, !gate.passes || (!comment && gate.passes(unit.text))});
      bytes += unit.text.size();
      if (bytes >= kAtOnce) read();
    });
  }
  if (!waiting.empty()) read();
}

void Analyser::analyse(const Document& document, const std::function<void(Sentence&&)>& sentence) const { analyse(document, ReadingGate{}, sentence); }

Analysis Analyser::analyse(const Document& document, const ReadingGate& gate) const {
  Analysis out;
  analyse(document, gate, [&](Sentence&& sentence) { out.sentences.push_back(std::move(sentence)); });
  return out;
}

Analysis Analyser::analyse(const Document& document) const { return analyse(document, ReadingGate{}); }

}  // namespace daybook
