// Lemmas of the words a treebank knows: what was counted goes before what a network guesses of a form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daybook::neural {

/// Lines "form TAB tag TAB lemma", forms in lower case but for proper nouns; an empty lemma is the form itself. The tag is a UPOS, or an XPOS where the
/// lemma is another than the UPOS has ("saw" as a past tense). The lines are kept by whoever made the table, which only points into them.
///
/// Const and thread-safe. A look-up takes the same time however many lines there are.
class LemmaTable {
 public:
  LemmaTable() = default;
  /// Throws Error{bad_resource} for a line that has not three fields.
  explicit LemmaTable(std::string_view lines);

  /// The lemma of a form so tagged, "" for one that is not known. `form` as it is written.
  std::string lemma(std::string_view form, std::string_view upos, std::string_view xpos) const;

 private:
  struct Entry {
    std::string_view form, tag, lemma;
  };
  const Entry* find(std::string_view form, std::string_view tag) const;

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  ///< 0 empty, else 1 + entry; a power of two of them, at least half of them empty
};

}  // namespace daybook::neural
