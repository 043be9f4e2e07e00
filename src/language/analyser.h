// Document to Analysis: sentences, words, lemmas, tags, dependencies and names. What does it is hidden here.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "model/analysis.h"
#include "model/document.h"
#include "resource/resource.h"

namespace daybook {

/// Which of a language's networks reads: the larger, or one that is several times as fast and makes more mistakes.
enum class Quality { best, fast };
const char* name_of(Quality quality);
std::optional<Quality> quality_from(std::string_view name);

/// Which paragraphs are read with care, and how the others are. The text of a document is all there in either case: sentences, words, tags, names.
struct ReadingGate {
  /// Can the text matter? Thread-safe. Comments never do.
  std::function<bool(std::string_view paragraph)> passes;
  /// Reads what does not pass; where there is none, the analyser itself does, and leaves out the trees (head -1, no relation).
  const class Analyser* cheaper = nullptr;
  bool vectors = false;  ///< keep the network's vectors of the words of what passes (Sentence::vectors)
};

/// Built once from a network's file, which stays mapped; const and thread-safe.
class Analyser {
 public:
  /// The network of models/<language>, made at set-up (build/models/<language>/<quality>.net). A language that has none is cut into words, and
  /// has_grammar() is false. Throws Error{usage} for what is no language and where the card lists no such network, and Error{bad_resource} where the file is missing, damaged, of another version or made of other weights than the card names.
  static Analyser load(const Resources& resources, const std::string& language = "en", Quality quality = Quality::best);
  /// Any network's file, without a card: for tools and tests.
  static Analyser open(const std::filesystem::path& network);
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;
  ~Analyser();

  /// Analyses every segment (comments too: sentences and words only matter there for looking at). Never throws on text.
  Analysis analyse(const Document& document) const;
  /// The same, a sentence at a time in text order: memory does not grow with the text.
  void analyse(const Document& document, const std::function<void(Sentence&&)>& sentence) const;
  /// The same, cheaper where the gate says that nothing can matter.
  Analysis analyse(const Document& document, const ReadingGate& gate) const;

  /// Whether words get tags, trees and names.
  bool has_grammar() const;

  /// Name and digest of what the network was made of, for the ledger's run row: "en-2026-11 best sha256:0123456789ab".
  const std::string& version() const;

 private:
  void analyse(const Document& document, const ReadingGate& gate, const std::function<void(Sentence&&)>& sentence) const;

  struct Impl;
  explicit Analyser(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// CoNLL-U of an analysis (docs: universaldependencies.org/format.html); names in MISC as Name=B-PER/I-PER, offsets as
/// TokenRange in code points of Document::text.
std::string to_conllu(const Document& document, const Analysis& analysis);
/// Of one sentence, the `number`th from 1; `points` is of Document::text.
std::string to_conllu(const Document& document, const CodePointIndex& points, const Sentence& sentence, std::size_t number);

}  // namespace daybook
