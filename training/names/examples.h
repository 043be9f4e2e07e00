// Sentences with their names as the network sees them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "neural/name_lexicon.h"
#include "neural/network.h"
#include "neural/pretokens.h"

namespace daybook::training {

struct Example {
  std::string set;
  float times = 0;                      ///< that an epoch shows it
  std::vector<float> words;             ///< [names.size()][width] of the network
  std::vector<std::uint32_t> features;  ///< of the lexicon
  std::vector<int> names;               ///< classes; all are known
  bool named = false;                   ///< any of them is one
};

/// Reads OUT/sentences.jsonl of sentences.py. A sentence with a word of no known class, or whose words do not fall on pre-tokens, is left out. Throws
/// Error for what is no such file.
class Examples {
 public:
  Examples(const neural::ModelFile& file, const neural::NameLexicon& lexicon);
  std::vector<Example> read(const std::string& path) const;

 private:
  struct Window;
  void encode(std::vector<Window>& windows, std::vector<Example>& out) const;

  const neural::NameLexicon& lexicon_;
  const neural::ModelFile& file_;
  neural::WordPieces pieces_;
  neural::Network network_;
};

}  // namespace daybook::training
