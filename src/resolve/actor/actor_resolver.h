// Finds people, parties, forces, organisations and sources, and says who they are, inside one document.
#pragma once

#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"

namespace daybook {

class ActorTable;  // resolve/actor/actor_table.h

/// Built once, then const and thread-safe. The table must outlive it.
///
/// How mentions are to be read:
/// - `readings` are alternatives, best first, except in a mention of form `list`: there every reading is a member
///   ("the parties": the two that negotiate; "Russian and Syrian forces": both armies), in text order.
/// - Coordinated phrases that each have their own head are mentions of their own ("Afghan government" and "the Taliban").
/// - A title and the name in it are two mentions of one actor ("the spokesman ... Nader Nadery" and "Nader Nadery"), as are a
///   role and the name beside it ("Mullah Baradar, the head of the office"): compare ids before counting.
/// - A party's fighters, delegation, troops and offices are the party itself ("Taliban militants": Taliban). People who
///   only belong to it are people with its `party_id` ("Taliban prisoners").
/// - `anonymous` roles carry the party they act for, and a name made of the party and the role: "Taliban spokesman".
/// - Before a noun that is no actor the modifier is a mention ("Taliban attack", "Turkish air raids"), but not what stands
///   before -backed or -led or after pro- or anti-, and not the name of a country behind "in" and the like.
/// - `head` is the head word by dependencies, so that the argument of a verb finds its mention.
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
