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
    : impl_(new Impl{PlaceLexicon::read(resources.data("places/countries.tsv"), resources.data("places/kind_words.tsv"), resources.data("places/metonym_verbs.tsv"),
                                         resources.data("places/modifier_nouns.tsv"), resources.data("places/not_places.tsv")), Gazetteer::open(resources.built("gazetteer.bin"))}) {}
PlaceStage::~PlaceStage() = default;

std::vector<PlaceMention> PlaceStage::resolve(const Document& document, const Analysis& analysis) const {
  return impl_->resolver.resolve(document, analysis);
}

}  // namespace daybook
