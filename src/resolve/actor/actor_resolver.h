// Finds people, parties, forces, organisations and sources, and says who they are, inside one document.
#pragma once

#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

class ActorTable;  // resolve/actor/actor_table.h

/// Built once, then const and thread-safe. The table must outlive it.
class ActorResolver {
 public:
  explicit ActorResolver(const ActorTable& actors);

  /// Every phrase that refers to somebody who can act or speak: names, titles, roles ("the interior ministry's
  /// spokesman"), demonym phrases ("Afghan forces", "Russian and Syrian forces" are two), acronyms, descriptions ("the
  /// movement", "the delegation"), pronouns, metonyms ("Kabul", from `places`), groups of civilians ("residents"),
  /// documents that speak ("the joint statement"). In text order; may nest, the longest first.
  std::vector<ActorMention> resolve(const Document& document, const Analysis& analysis,
                                    const std::vector<PlaceMention>& places) const;

 private:
  const ActorTable& actors_;
};

}  // namespace daybook
