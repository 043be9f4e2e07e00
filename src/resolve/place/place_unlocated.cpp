#include "resolve/place/place_unlocated.h"

#include <algorithm>
#include <unordered_map>

#include "resolve/place/place_key.h"
#include "resolve/place/place_parts.h"

namespace daybook {

using namespace place_parts;

namespace {

constexpr std::uint32_t kLongestName = 4;  // words

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// What is said of one sentence.
struct Said {
  std::vector<Span> taken;                   ///< times, numbers
  std::vector<const PlaceMention*> places;
  std::vector<const ActorMention*> actors;
};

struct Finder {
  const Document& document;
  const Sentence& sentence;
  std::uint32_t number;
  const PlaceLexicon& lexicon;
  const Said& said;
  const std::unordered_map<std::string, int>& times_named;  ///< id of an actor -> its mentions
  std::vector<PlaceMention> found;

  Span span(std::uint32_t first, std::uint32_t last) const { return {sentence.tokens[first].span.begin, sentence.tokens[last - 1].span.end}; }
  std::string word(std::uint32_t at) const { return at < sentence.tokens.size() ? word_of(sentence.tokens[at]) : std::string(); }

  /// Known from this text alone, as a person, and only here.
  bool person_by_mistake(const ActorMention& mention) const {
    if (mention.readings.empty() || mention.form != MentionForm::name || mention.readings.front().kind != ActorKind::person) return false;
    const std::string& id = mention.readings.front().id;
    return id.starts_with("act_x") && times_named.at(id) == 1;
  }

  bool free(std::uint32_t first, std::uint32_t last, bool beside) const {
    const Span name = span(first, last);
    if (std::any_of(said.taken.begin(), said.taken.end(), [&](Span s) { return s.overlaps(name); }) ||
        std::any_of(said.places.begin(), said.places.end(), [&](const PlaceMention* p) { return p->span.overlaps(name); }) ||
        std::any_of(found.begin(), found.end(), [&](const PlaceMention& p) { return p.span.overlaps(name); }))
      return false;
    for (const Name& known : sentence.names)
      if (known.first < last && first < known.last && known.type != NameType::location && !(beside && known.type == NameType::person)) return false;
    return std::all_of(said.actors.begin(), said.actors.end(), [&](const ActorMention* m) {
      return !m->span.overlaps(name) || (beside && m->span == name && person_by_mistake(*m));
    });
  }

  /// End of the run of capitalised names at `first`; `first` itself if there is none.
  std::uint32_t run(std::uint32_t first) const {
    std::uint32_t last = first;
    while (last < sentence.tokens.size() && last - first < kLongestName && sentence.tokens[last].upos == Upos::propn && capitalised(sentence.tokens[last]) &&
           !(last > first && kind_starting(lexicon, sentence, last)))
      ++last;
    return last;
  }

  /// The name at `first` if it is a noun phrase's end, with the kind word behind it. `beside`: after "at" or "near".
  bool take(std::uint32_t first, bool beside) {
    std::uint32_t last = run(first);
    if (last == first || !free(first, last, beside)) return false;
    const std::string key = place_key(std::string_view(document.text).substr(span(first, last).begin, span(first, last).size()));
    if (lexicon.not_places.contains(key) || lexicon.demonyms.contains(place_key(sentence.tokens[first].form))) return false;
    if (const auto kind = kind_starting(lexicon, sentence, last)) {
      last = kind->last;
    } else if (last < sentence.tokens.size()) {
      const Token& next = sentence.tokens[last];
      const auto noun = lexicon.nouns.find(next.lemma);
      if (noun != lexicon.nouns.end() && noun->second == ModifierClass::site) ++last;
      else if (next.upos == Upos::noun || next.upos == Upos::propn || next.upos == Upos::adj || next.xpos == "POS" || one_of(next.form, {"-", "'s", "\u2019s", "/"})) return false;
    }
    PlaceMention mention;
    mention.span = span(first, last);
    mention.sentence = number;
    found.push_back(mention);
    return true;
  }

  /// ", Hirgigo and the Mitla Pass" behind a place.
  void take_list(Span place) {
    std::uint32_t at = 0;
    while (at < sentence.tokens.size() && sentence.tokens[at].span.begin < place.end) ++at;
    for (;;) {
      std::uint32_t next = at;
      while (next < at + 2 && one_of(word(next), {",", "and", "or"})) ++next;
      if (next == at) return;
      if (word(next) == "the") ++next;
      const std::uint32_t last = run(next);
      const std::string behind = word(last);
      if (last == next || !(last == sentence.tokens.size() || one_of(behind, {",", ".", ";", "and", ")", ":"}) || kind_starting(lexicon, sentence, last))) return;
      if (!take(next, false)) return;
      at = next;
      while (at < sentence.tokens.size() && sentence.tokens[at].span.begin < found.back().span.end) ++at;
    }
  }

  /// "the Markale market": a site called after a place, where that place itself is not meant.
  void take_site(const PlaceMention& place) {
    std::uint32_t last = 0;
    while (last < sentence.tokens.size() && sentence.tokens[last].span.begin < place.span.end) ++last;
    if (last == sentence.tokens.size() || sentence.tokens[last].upos != Upos::noun) return;
    const auto noun = lexicon.nouns.find(sentence.tokens[last].lemma);
    if (noun == lexicon.nouns.end() || noun->second != ModifierClass::site) return;
    PlaceMention site;
    site.span = {place.span.begin, sentence.tokens[last].span.end};
    site.sentence = number;
    found.push_back(site);
  }

  void find() {
    for (const PlaceMention* place : said.places)
      if (place->attributive || place->readings.empty()) take_site(*place);
    for (const Name& name : sentence.names)  // one that a table holds, but that nothing in this text supports
      if (name.type == NameType::location) take(name.first, false);
    for (std::uint32_t at = 1; at < sentence.tokens.size(); ++at) {
      const std::uint32_t before = word(at - 1) == "the" && at > 1 ? at - 2 : at - 1;
      const std::string preposition = word(before);
      if (sentence.tokens[before].upos != Upos::adp || !one_of(preposition, {"in", "at", "near", "inside", "outside", "around"})) continue;
      const bool beside = before + 1 == at && one_of(preposition, {"at", "near"}) && sentence.tokens[at].upos == Upos::propn;
      take(at, beside);
    }
    std::vector<Span> heads;
    for (const PlaceMention& place : found) heads.push_back(place.span);
    for (const PlaceMention* place : said.places)
      if (!place->metonym && !place->attributive) heads.push_back(place->span);
    for (const Span head : heads) take_list(head);
  }
};

std::vector<Said> by_sentence(const Analysis& analysis, const Readings& readings) {
  std::vector<Said> out(analysis.sentences.size());
  const auto each = [&](const auto& mentions, auto&& put) {
    for (const auto& mention : mentions)
      if (mention.sentence < out.size()) put(out[mention.sentence], mention);
  };
  each(readings.times, [](Said& s, const TimeMention& m) { s.taken.push_back(m.span); });
  each(readings.numbers, [](Said& s, const NumberMention& m) { s.taken.push_back(m.span); });
  each(readings.places, [](Said& s, const PlaceMention& m) { s.places.push_back(&m); });
  each(readings.actors, [](Said& s, const ActorMention& m) { s.actors.push_back(&m); });
  return out;
}

/// Both in text order; what `within` points at moves along.
void merge(std::vector<PlaceMention>& places, const std::vector<PlaceMention>& more) {
  std::vector<PlaceMention> out;
  std::vector<std::uint32_t> moved(places.size());
  auto next = more.begin();
  for (std::size_t i = 0; i < places.size(); ++i) {
    while (next != more.end() && next->span.begin < places[i].span.begin) out.push_back(*next++);
    moved[i] = static_cast<std::uint32_t>(out.size());
    out.push_back(std::move(places[i]));
  }
  out.insert(out.end(), next, more.end());
  for (PlaceMention& place : out)
    if (place.within < moved.size()) place.within = moved[place.within];
  places = std::move(out);
}

}  // namespace

void add_unlocated(const Document& document, Analysis& analysis, const PlaceLexicon& lexicon, Readings& readings) {
  const std::vector<Said> said = by_sentence(analysis, readings);
  std::unordered_map<std::string, int> times_named;
  for (const ActorMention& mention : readings.actors)
    if (!mention.readings.empty()) ++times_named[mention.readings.front().id];
  std::vector<PlaceMention> all;
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
    Sentence& sentence = analysis.sentences[s];
    if (sentence.segment < document.segments.size() && document.segments[sentence.segment].kind == SegmentKind::headline) continue;  // capitals say little there
    Finder finder{document, sentence, s, lexicon, said[s], times_named, {}};
    finder.find();
    std::sort(finder.found.begin(), finder.found.end(), [](const PlaceMention& a, const PlaceMention& b) { return a.span.begin < b.span.begin; });
    for (const PlaceMention& place : finder.found)
      for (Name& name : sentence.names)
        if (place.span.contains(Span{sentence.tokens[name.first].span.begin, sentence.tokens[name.last - 1].span.end})) name.type = NameType::location;
    all.insert(all.end(), finder.found.begin(), finder.found.end());
  }
  if (all.empty()) return;
  std::erase_if(readings.actors, [&](const ActorMention& m) {
    const auto place = std::upper_bound(all.begin(), all.end(), m.span.begin, [](std::uint32_t begin, const PlaceMention& p) { return begin < p.span.begin; });
    return place != all.begin() && std::prev(place)->span.contains(m.span);
  });
  merge(readings.places, all);
}

}  // namespace daybook
