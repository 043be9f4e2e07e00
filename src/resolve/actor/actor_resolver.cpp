#include "resolve/actor/actor_resolver.h"

#include "resolve/actor/document_reader.h"

namespace daybook {

ActorResolver::ActorResolver(const ActorTable& actors) : actors_(actors) {}

std::vector<ActorMention> ActorResolver::resolve(const Document& document, const Analysis& analysis, const std::vector<PlaceMention>& places) const {
  return DocumentReader(actors_, document, analysis, places).read();
}

}  // namespace daybook
