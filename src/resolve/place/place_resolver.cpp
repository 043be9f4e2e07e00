#include "resolve/place/place_resolver.h"

#include "resolve/place/place_key.h"
#include "resolve/place/place_parts.h"
#include "resolve/place/place_search.h"

namespace daybook {

using namespace place_parts;

PlaceResolver::PlaceResolver(const Gazetteer& gazetteer, const PlaceLexicon& lexicon) : gazetteer_(gazetteer), lexicon_(lexicon) {}

std::vector<PlaceMention> PlaceResolver::resolve(const Document& document, const Analysis& analysis) const {
  auto candidates = find_candidates(document, analysis, gazetteer_, lexicon_);
  judge_roles(candidates, analysis, gazetteer_, lexicon_);
  const auto evidence = weigh_countries(candidates, document, analysis, gazetteer_, lexicon_);
  choose(candidates, evidence, analysis, gazetteer_, lexicon_);

  std::vector<PlaceMention> mentions;
  for (const auto& candidate : candidates) {
    PlaceMention mention;
    mention.span = candidate.span;
    mention.sentence = candidate.sentence;
    mention.metonym = candidate.metonym;
    mention.attributive = candidate.attributive;
    if (candidate.within != SIZE_MAX) mention.within = static_cast<std::uint32_t>(candidate.within);
    const auto& hits = candidate.hits;
    mention.ambiguous = (!hits.empty() && hits[0].likeness < kAlikeInDivision) ||
                        (hits.size() > 1 && as_likely(gazetteer_, hits[0].place, hits[0].score, hits[1].place, hits[1].score));
    for (const auto& hit : candidate.hits) {
      auto reading = gazetteer_.reading(hit.place);
      reading.score = std::clamp(hit.score, 0.0, 1.0);
      reading.reason = hit.reason;
      mention.readings.push_back(std::move(reading));
      if (mention.readings.size() == 6) break;
    }
    mentions.push_back(std::move(mention));
  }
  add_references(mentions, evidence, document, analysis, gazetteer_, lexicon_);
  return mentions;
}

void correct_names(Analysis& analysis, const std::vector<PlaceMention>& places) {
  for (const auto& place : places) {
    if (place.readings.empty() || place.metonym || place.attributive || place.sentence >= analysis.sentences.size()) continue;
    auto& sentence = analysis.sentences[place.sentence];
    for (auto& name : sentence.names) {
      const Span span{sentence.tokens[name.first].span.begin, sentence.tokens[name.last - 1].span.end};
      if (place.span.contains(span)) name.type = NameType::location;
    }
  }
}

}  // namespace daybook
