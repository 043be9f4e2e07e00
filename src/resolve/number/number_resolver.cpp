#include "resolve/number/number_resolver.h"

#include <span>
#include <string_view>

#include "resolve/number/number_lexicon.h"
#include "resolve/number/number_scene.h"
#include "resolve/number/quantity_reader.h"

namespace daybook {
namespace {

bool counts_people(const NumberMention& m) {
  for (const std::string_view known : {"people", "troops", "prisoners", "dead", "wounded", "displaced"})
    if (m.unit_class == known) return true;
  return false;
}

/// "killed eight soldiers and wounded another five": who is counted stands with the number before.
void take_from_before(NumberMention& m, const std::vector<NumberMention>& before, std::size_t sentence_begin) {
  if (!m.unit.empty()) return;
  for (std::size_t i = before.size(); i-- > sentence_begin;)
    if (counts_people(before[i])) {
      m.unit = before[i].unit;
      m.unit_class = before[i].unit_class;
      return;
    }
}

void resolve_sentence(const NumberScene& scene, std::uint32_t index, std::vector<NumberMention>& out) {
  const std::size_t sentence_begin = out.size();
  for (std::size_t i = 0, from = 0; i < scene.size();) {
    auto [mention, end] = quantity_at(scene, i, from);
    i = end;
    if (!mention) continue;
    from = end;
    mention->sentence = index;
    take_from_before(*mention, out, sentence_begin);
    out.push_back(std::move(*mention));
  }
}

}  // namespace

NumberResolver::NumberResolver(const NumberLexicon& lexicon) : lexicon_(lexicon) {}

std::vector<NumberMention> NumberResolver::resolve(const Document& document, const Analysis& analysis, const std::vector<TimeMention>& times) const {
  std::vector<NumberMention> out;
  auto time = times.begin();
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
    while (time != times.end() && time->sentence < s) ++time;
    auto end = time;
    while (end != times.end() && end->sentence == s) ++end;
    resolve_sentence(NumberScene(lexicon_, document, analysis.sentences[s], std::span(time, end)), s, out);
    time = end;
  }
  return out;
}

}  // namespace daybook
