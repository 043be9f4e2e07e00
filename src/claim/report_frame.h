// Where a sentence may say that somebody says something: every word that could report, with its source and what it reports.
//
// Candidates only: "the van hit the wall" is one too. What decides is the model (claim/report_model.h).
//
// Frames, after what carries the content
//   that whether wh bare    a clause: "said that X", "asked whether X", "knows who X", "said X"
//   inverse                 the reporting clause hangs in or behind its content: "X, officials said"
//   as                      "X, as officials said"
//   to pred                 an infinitive or predicate: "vowed to X", "called X a thief"
//   obj relobj              an object: "denied X", "the deal that they want"
//   prep:P                  a preposition: "warned of X", "called for X"
//   noun:that noun:to noun:P   the complement of a noun that has an owner: "their claim that X", "his support for X"
//   adj:that adj:to adj:P   of an adjective: "is sure that X", "are willing to X"
//   according in:N          "according to S, X"; "in the words of S, X"
//   colon                   "S: X"
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claim/claim_lexicon.h"
#include "claim/tree.h"

namespace daybook {

struct ReportFrame {
  Word cue = 0;                ///< the word that reports
  std::vector<Word> cue_words; ///< with its auxiliaries, negation and particle, in order
  std::optional<Word> source;  ///< head of who says it; none: "was asked whether", "it is said that"
  std::vector<Word> content;   ///< in order, without punctuation at the ends
  Word content_head = 0;
  std::string frame;
};

/// In the order of the cue words; at most one for each cue.
std::vector<ReportFrame> report_frames(const Tree& tree);

/// The phrase that names a source: its head's subtree without relative and coordinated clauses, in order.
std::vector<Word> source_words(const Tree& tree, Word head);

}  // namespace daybook
