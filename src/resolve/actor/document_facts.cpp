#include "resolve/actor/document_facts.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "resolve/actor/person_names.h"

namespace daybook {
namespace {

bool in_comment(const Document& document, const Sentence& sentence) {
  return sentence.segment < document.segments.size() && document.segments[sentence.segment].kind == SegmentKind::comment;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}

/// The name without titles in front, as it stands in the text.
std::string without_titles(const ActorTable& table, std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const auto blank = name.find(' ');
    const std::string_view word = name.substr(0, blank);
    name = blank == std::string_view::npos ? std::string_view{} : name.substr(blank + 1);
    std::string key = fold_key(word);
    if (key.ends_with('.')) key.pop_back();
    if (out.empty() && table.is_title(key) && !name.empty()) continue;
    out += (out.empty() ? "" : " ") + std::string(word);
  }
  return out;
}

}  // namespace

std::string created_id(std::string_view name) { return make_id("act_x", {fold_key(name)}); }

std::string surface_words(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  std::string out;
  for (std::uint32_t t = first; t < last; ++t) {
    if (t > first && sentence.tokens[t - 1].span.end < sentence.tokens[t].span.begin) out += ' ';
    out += sentence.tokens[t].form;
  }
  return out;
}

const ActorRow* actor_in_hit(const ActorTable& table, const DocumentFacts& facts, const PhraseHit& hit) {
  const ActorRow* best = nullptr;
  int best_score = 0;
  for (const PhraseTarget& target : hit.targets) {
    if (target.kind == PhraseKind::introduced) return &facts.introduced.actors[target.row];
    if (target.kind != PhraseKind::actor) continue;
    const ActorRow& row = table.actors()[target.row];
    bool supported = facts.named.contains(row.id) || (!row.country.empty() && facts.countries.contains(row.country));
    for (const auto& country : row.supports) supported = supported || facts.countries.contains(country);
    if (target.weak && !supported) continue;
    const int score = (target.weak ? 1 : 3) + (supported ? 1 : 0) + (facts.named.contains(row.id) ? 1 : 0);
    if (score > best_score) best = &row, best_score = score;
  }
  return best;
}

const CountryRow* country_in_hit(const ActorTable& table, const PhraseHit& hit, PhraseKind* kind) {
  for (const PhraseKind wanted : {PhraseKind::country, PhraseKind::adjective, PhraseKind::people, PhraseKind::capital})
    for (const PhraseTarget& target : hit.targets)
      if (target.kind == wanted) {
        if (kind) *kind = wanted;
        return &table.countries()[target.row];
      }
  return nullptr;
}

ActorReading person_named(const ActorTable& table, const DocumentFacts& facts, std::string_view name) {
  if (const ActorRow* row = known_person(table, name)) return table.reading(*row, 1.0, "alias");
  const auto parts = name_parts(table, name);
  // Its full form in this document: the longest that agrees.
  const FullName* full = nullptr;
  for (const FullName& candidate : facts.full_names)
    if (candidate.parts.size() >= parts.size() && same_parts(table, parts, candidate.parts))
      if (!full || candidate.parts.size() > full->parts.size()) full = &candidate;
  if (full) {
    ActorReading reading = full->reading;
    if (full->parts != parts) {
      reading.score = 0.9;
      reading.reason = parts.size() < full->parts.size() ? "short form of a name in this document" : "spelling of a name in this document";
    }
    return reading;
  }
  const std::string text = without_titles(table, name);
  return {created_id(joined(parts.empty() ? std::vector<std::string>{fold_key(text)} : parts)), text, ActorKind::person, "", "", "", 0.6,
          "created from the text"};
}

DocumentFacts facts_of(const ActorTable& table, const Document& document, const Analysis& analysis,
                       const std::vector<std::vector<PhraseHit>>& hits, const std::vector<PlaceMention>& places) {
  DocumentFacts facts;
  std::map<std::string, int> counts;
  std::vector<std::string> order;
  const auto count = [&](const std::string& iso, int weight) {
    if (iso.empty()) return;
    facts.countries.insert(iso);
    if (counts.emplace(iso, 0).second) order.push_back(iso);
    counts[iso] += weight;
  };
  // "Shabab" is a town in Iran, but not in "Al-Shabab".
  const auto in_name_of_actor = [&](const PlaceMention& place) {
    const auto& tokens = analysis.sentences[place.sentence].tokens;
    return std::any_of(hits[place.sentence].begin(), hits[place.sentence].end(), [&](const PhraseHit& hit) {
      const Span name{tokens[hit.first].span.begin, tokens[hit.last - 1].span.end};
      return name.contains(place.span) && name.size() > place.span.size() &&
             std::any_of(hit.targets.begin(), hit.targets.end(), [](const PhraseTarget& target) { return target.kind == PhraseKind::actor; });
    });
  };
  for (const PlaceMention& place : places)
    if (!place.readings.empty() && place.sentence < analysis.sentences.size() && !in_comment(document, analysis.sentences[place.sentence]) && !in_name_of_actor(place))
      count(place.readings.front().country, place.readings.front().kind == PlaceKind::country ? 1 : 2);
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const Sentence& sentence = analysis.sentences[s];
    if (in_comment(document, sentence)) continue;
    const bool headline = sentence.segment < document.segments.size() && document.segments[sentence.segment].kind == SegmentKind::headline;
    for (const PhraseHit& hit : hits[s]) {
      if (const CountryRow* country = country_in_hit(table, hit)) count(country->iso2, headline ? 2 : 1);
      for (const PhraseTarget& target : hit.targets)
        if (target.kind == PhraseKind::actor && !target.weak) {
          const ActorRow& row = table.actors()[target.row];
          // "Afghan army" is one alias: the document speaks of Afghanistan all the same. Not so a paper or a person.
          const bool fights = row.kind == ActorKind::state || row.kind == ActorKind::forces || row.kind == ActorKind::group;
          if (facts.named.insert(row.id).second && fights) count(row.country, 1);
        }
    }
  }
  for (const auto& iso : order)
    if (facts.theatre.empty() || counts[iso] > counts[facts.theatre]) facts.theatre = iso;
  facts.introduced = introduced_in(table, document, analysis, hits, places, facts.theatre);

  const auto add_name = [&](const std::string& text) {
    auto parts = name_parts(table, text);
    if (parts.size() < 2) return;
    for (const FullName& known : facts.full_names)
      if (known.parts == parts) return;
    ActorReading reading = person_named(table, facts, text);
    facts.full_names.push_back({std::move(parts), std::move(reading)});
  };
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const Sentence& sentence = analysis.sentences[s];
    for (const PhraseHit& hit : hits[s])
      if (const ActorRow* row = actor_in_hit(table, facts, hit); row && row->kind == ActorKind::person && hit.last - hit.first > 1)
        add_name(surface_words(sentence, hit.first, hit.last));
    for (const Name& name : sentence.names)
      if (name.type == NameType::person && name.last - name.first > 1) add_name(surface_words(sentence, name.first, name.last));
    if (facts.negotiators.empty() && !in_comment(document, sentence)) {
      const std::string text = fold_key(surface_words(sentence, 0, static_cast<std::uint32_t>(sentence.tokens.size())));
      for (const NegotiationRow& row : table.negotiations())
        if (text.find(row.phrase) != std::string::npos) facts.negotiators = row.members;
    }
  }
  return facts;
}

}  // namespace daybook
