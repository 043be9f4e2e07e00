// Document to Analysis: sentences, words, lemmas, tags, dependencies and names. What does it is hidden here.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "model/analysis.h"
#include "model/document.h"

namespace daybook {

/// Built once from the trained models; const and thread-safe.
class Analyser {
 public:
  /// `folder` holds the model files and their card (models/en). Throws Error{bad_resource}.
  /// `network`, if given, is the encoder made at set-up (build/models/en/best.net): it then does everything, and the folder's own parts are not read.
  static Analyser load(const std::filesystem::path& folder, const std::filesystem::path& network = {});
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;
  ~Analyser();

  /// Analyses every segment (comments too: sentences and words only matter there for looking at). Never throws on text.
  Analysis analyse(const Document& document) const;

  /// Name, version and digest of the models, for the ledger's run row.
  const std::string& version() const;

 private:
  struct Impl;
  explicit Analyser(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// CoNLL-U of an analysis (docs: universaldependencies.org/format.html); names in MISC as Name=B-PER/I-PER, offsets as
/// TokenRange in code points of Document::text.
std::string to_conllu(const Document& document, const Analysis& analysis);

}  // namespace daybook
