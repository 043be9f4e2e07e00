// Trees that cannot be right, put right: a sentence that the parser read as a noun phrase though it says something.
//
// Past forms and participles look alike ("rebels captured Sake"), and a tagger that takes the first for the second leaves
// a sentence without a predicate. Rules repair only that: no finite verb anywhere, and a participle behind a noun.
#pragma once

#include "model/analysis.h"

namespace daybook {

/// The sentence, with the participle as predicate where it had none. Words, lemmas and spans stay as they are.
Sentence with_predicate(const Sentence& sentence);

/// Does every word reach the root? Moving heads about must never close a ring: a repair that does is not taken.
bool is_tree(const Sentence& sentence);

}  // namespace daybook
