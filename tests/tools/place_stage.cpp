#include "place_stage.h"

#include "resolve/place/gazetteer.h"
#include "resolve/place/place_lexicon.h"
#include "resolve/place/place_resolver.h"

namespace daybook {

struct PlaceStage::Impl {
  PlaceLexicon lexicon;
  Gazetteer gazetteer;
  PlaceResolver resolver{gazetteer, lexicon};
};

PlaceStage::PlaceStage(const Resources& resources)
    : impl_(new Impl{PlaceLexicon::read([&](std::string_view table) { return resources.data(table); }), Gazetteer::open(resources.built("gazetteer.bin"))}) {}
PlaceStage::~PlaceStage() = default;

std::vector<PlaceMention> PlaceStage::resolve(const Document& document, const Analysis& analysis) const {
  return impl_->resolver.resolve(document, analysis);
}

}  // namespace daybook
