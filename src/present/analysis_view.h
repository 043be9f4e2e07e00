// The grammar of one sentence, for programs (JSON) and for people (a drawn tree).
#pragma once

#include <iosfwd>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "model/analysis.h"
#include "model/document.h"

namespace daybook {

/// {"id", "segment", "start", "end", "text", "words": [{"id", "start", "end", "form", "lemma", "upos", "xpos", "feats", "head", "deprel"}],
/// "names": [{"kind", "first", "last", "start", "end", "text", "score"}]}. Offsets are code points of Document::text, ends exclusive; words count from
/// 1, head 0 is the root, first and last are both words of the name. What is not known is null.
nlohmann::ordered_json sentence_to_json(const Document& document, const CodePointIndex& points, const Sentence& sentence, std::size_t number);

/// The sentence, then a line a word in the order of the text with the branch it hangs on, its tag and relation, and names where they begin; then a
/// blank line. A sentence without a tree is a list. Control characters are blanks.
void print_tree(std::ostream& out, const Document& document, const Sentence& sentence, std::size_t number);

}  // namespace daybook
