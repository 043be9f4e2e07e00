// Who has been spoken of so far, and whom a pronoun or a description means next. The salience model is the classic one
// of recency plus grammatical role (Lappin and Leass 1994), with agreement in number and animacy as a filter.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/reading.h"

namespace daybook {

/// Where and how an actor was last mentioned.
struct Standing {
  std::uint32_t sentence = 0;
  std::uint32_t token = 0;
  bool subject = false;
  std::int32_t governor = -1;  ///< head word of the mention: two arguments of one verb are not one actor
  bool plural = false;
};

struct Entity {
  ActorReading reading;
  Standing last;
  std::vector<std::string> roles;  ///< lemmas of the roles it was given
  int count = 0;
};

/// Party, country and sector that `reading` lacks are taken from the other.
void complete(ActorReading& reading, const ActorReading& from);

class Discourse {
 public:
  void mention(const ActorReading& reading, const Standing& standing, const std::string& role = {});

  /// The entity of this id turned out to be `known`; the two become one.
  void rename(const std::string& id, const ActorReading& known);

  /// More is known of this entity: what it lacks is taken from `reading`.
  void learn(const ActorReading& reading);

  using Fits = std::function<bool(const Entity&)>;
  /// The most salient entity that fits and was mentioned at most `reach` sentences before; nullptr if none is.
  /// An entity that already is an argument of the same verb in the same sentence is passed over.
  const Entity* latest(const Standing& at, std::uint32_t reach, const Fits& fits) const;
  /// The two parties spoken of most, most frequent first; fewer if there are fewer.
  std::vector<ActorReading> main_parties() const;
  const std::vector<Entity>& entities() const { return entities_; }

 private:
  std::vector<Entity> entities_;
};

}  // namespace daybook
