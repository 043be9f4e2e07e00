// What a place name does in its sentence: names a place, is part of another name, or stands for a government.
#include "resolve/place/place_key.h"
#include "resolve/place/place_parts.h"

namespace daybook::place_parts {
namespace {

template <std::size_t N>
bool among(std::string_view word, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

std::string case_of(const Sentence& sentence, std::uint32_t head) {
  for (const auto child : children_of(sentence, head))
    if (base_relation(sentence.tokens[child].deprel) == "case" && sentence.tokens[child].form != "'s" &&
        sentence.tokens[child].form != "’s" && sentence.tokens[child].form != "'")
      return word_of(sentence.tokens[child]);
  return {};
}

/// "70 km north of Kabul": the event is not in Kabul.
bool measured_from(const Sentence& sentence, std::uint32_t first) {
  static constexpr std::string_view kUnits[] = {"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "metres", "meters"};
  static constexpr std::string_view kCompass[] = {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
                                                  "north-east", "north-west", "south-east", "south-west", "northwards", "outside"};
  const auto word = [&](std::uint32_t back) { return back <= first ? word_of(sentence.tokens[first - back]) : std::string{}; };
  std::uint32_t at = 1;
  if (word(at) == "the") ++at;
  if (word(at) == "of") {
    if (!among(word(at + 1), kCompass)) return false;
    for (std::uint32_t k = 2; k <= 5; ++k)
      if (among(word(at + k), kUnits)) return true;
    return false;
  }
  if (word(at) == "from" || word(at) == "outside" || word(at) == "off")
    return among(word(at + 1), kUnits) || (word(at + 1) == "away" && among(word(at + 2), kUnits));
  return false;
}

ModifierClass class_of(const PlaceLexicon& lexicon, const Token& noun) {
  auto at = lexicon.nouns.find(noun.lemma);
  if (at == lexicon.nouns.end()) at = lexicon.nouns.find(word_of(noun));
  if (at == lexicon.nouns.end() && noun.form.ends_with('s')) at = lexicon.nouns.find(word_of(noun).substr(0, noun.form.size() - 1));
  return at == lexicon.nouns.end() ? ModifierClass::body : at->second;
}

bool listed_body(const PlaceLexicon& lexicon, const Token& noun) {
  auto lemma = noun.lemma;
  for (char& c : lemma) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  auto at = lexicon.nouns.find(lemma);
  if (at == lexicon.nouns.end()) at = lexicon.nouns.find(word_of(noun));
  return at != lexicon.nouns.end() && at->second == ModifierClass::body;
}

bool kind_noun(const PlaceLexicon& lexicon, const Sentence& sentence, std::uint32_t at) {
  if (kind_starting(lexicon, sentence, at) || kind_ending(lexicon, sentence, at + 1)) return true;
  return false;
}

/// Part of a longer run of proper names: "Karim Khalili", "Washington Post". True: drop; false: attributive; nothing: free.
std::optional<bool> part_of_name(const Candidate& candidate, const Sentence& sentence, const Gazetteer& gazetteer, const PlaceLexicon& lexicon) {
  const auto& tokens = sentence.tokens;
  const double rank = candidate.hits.empty() ? 0 : gazetteer.record(candidate.hits.front().place).rank;
  const auto head = head_of_range(sentence, candidate.first, candidate.last);
  const auto linked = [&](std::uint32_t other) {
    const auto& o = tokens[other];
    const auto up = base_relation(o.deprel), mine = base_relation(tokens[head].deprel);
    return (o.head == static_cast<std::int32_t>(head) && (up == "flat" || up == "compound")) ||
           (tokens[head].head == static_cast<std::int32_t>(other) && (mine == "flat" || mine == "compound"));
  };
  if (candidate.first > 0) {
    const auto before = candidate.first - 1;
    if (tokens[before].upos == Upos::propn && capitalised(tokens[before]) && linked(before) && !kind_noun(lexicon, sentence, before) &&
        !lexicon.demonyms.contains(place_key(tokens[before].form))) {
      if (!candidate.recognised) return true;
    }
  }
  if (candidate.last < tokens.size()) {
    const auto after = candidate.last;
    if (tokens[after].upos == Upos::propn && capitalised(tokens[after]) && linked(after) && !kind_noun(lexicon, sentence, after)) {
      const auto kind = class_of(lexicon, tokens[after]);
      if (kind != ModifierClass::body || candidate.kinds.size()) return std::nullopt;
      if (listed_body(lexicon, tokens[after])) return false;
      return rank < 0.6 && !candidate.recognised;
    }
  }
  return std::nullopt;
}

bool is_government_name(const Candidate& candidate, const Gazetteer& gazetteer) {
  if (candidate.hits.empty() || !candidate.kinds.empty()) return false;
  const auto& record = gazetteer.record(candidate.hits.front().place);
  return static_cast<PlaceKind>(record.kind) == PlaceKind::country || (record.flags & gazetteer_file::kCapital);
}

bool stands_for_government(const Candidate& candidate, const Sentence& sentence, const PlaceLexicon& lexicon) {
  auto head = head_of_range(sentence, candidate.first, candidate.last);
  const auto preposition = [&] {  // a list shares the preposition of its first member
    auto at = head;
    auto found = case_of(sentence, at);
    while (found.empty() && base_relation(sentence.tokens[at].deprel) == "conj" && sentence.tokens[at].head >= 0) {
      at = static_cast<std::uint32_t>(sentence.tokens[at].head);
      found = case_of(sentence, at);
    }
    return found;
  }();
  for (int steps = 0; steps < 8 && base_relation(sentence.tokens[head].deprel) == "conj" && sentence.tokens[head].head >= 0; ++steps)
    head = static_cast<std::uint32_t>(sentence.tokens[head].head);
  const auto& token = sentence.tokens[head];
  const auto relation = base_relation(token.deprel);
  if (token.head < 0) return false;
  const auto& up = sentence.tokens[static_cast<std::uint32_t>(token.head)];
  auto lemma = up.lemma;
  for (char& c : lemma) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  if (preposition.empty()) {
    if (relation == "nsubj") {
      if (up.upos != Upos::verb) return false;
      return token.deprel == "nsubj:pass" ? lexicon.object_verbs.contains(lemma) : lexicon.subject_verbs.contains(lemma);
    }
    if (relation == "obj") return lexicon.object_verbs.contains(lemma);
    return false;
  }
  if (preposition == "between") return lexicon.between_nouns.contains(lemma) || lexicon.with_verbs.contains(lemma);
  if (preposition == "with") return lexicon.between_nouns.contains(lemma) || lexicon.with_verbs.contains(lemma);
  if (preposition == "according") return true;
  if (preposition == "by") return up.upos == Upos::verb && lexicon.subject_verbs.contains(lemma);
  return false;
}

}  // namespace

void judge_roles(std::vector<Candidate>& candidates, const Analysis& analysis, const Gazetteer& gazetteer, const PlaceLexicon& lexicon) {
  std::vector<Candidate> kept;
  for (auto& candidate : candidates) {
    const auto& sentence = analysis.sentences[candidate.sentence];
    const auto& tokens = sentence.tokens;
    if (const auto part = part_of_name(candidate, sentence, gazetteer, lexicon)) {
      if (*part) continue;
      candidate.attributive = true;
    }
    const auto head = head_of_range(sentence, candidate.first, candidate.last);
    for (const auto& name : sentence.names)
      if (name.type == NameType::organisation && name.first <= candidate.first && candidate.last <= name.last &&
          name.last - name.first > candidate.last - candidate.first && candidate.kinds.empty())
        candidate.attributive = true;
    if (candidate.last < tokens.size()) {  // "Herat - based", tokenised apart
      const bool dash = tokens[candidate.last].form == "-" && candidate.last + 1 < tokens.size() &&
                        tokens[candidate.last].span.begin == candidate.name.end && !capitalised(tokens[candidate.last + 1]);
      if (dash) candidate.attributive = true;
    }
    if (measured_from(sentence, candidate.first)) candidate.attributive = true;
    const auto relation = base_relation(tokens[head].deprel);
    if (candidate.kinds.empty() && tokens[head].head >= 0) {
      const auto up = static_cast<std::uint32_t>(tokens[head].head);
      const bool outside = up < candidate.first || up >= candidate.last;
      const bool owner = tokens[head].deprel == "nmod:poss";
      if (outside && (relation == "compound" || relation == "amod" || owner) && tokens[up].upos == Upos::noun &&
          class_of(lexicon, tokens[up]) == ModifierClass::body && !kind_noun(lexicon, sentence, up))
        candidate.attributive = true;
      // "the president of Afghanistan", but not "the capital of Qatar"
      if (outside && relation == "nmod" && !owner && case_of(sentence, head) == "of" && listed_body(lexicon, tokens[up]))
        candidate.attributive = true;
    }
    if (!candidate.attributive && is_government_name(candidate, gazetteer)) candidate.metonym = stands_for_government(candidate, sentence, lexicon);
    kept.push_back(std::move(candidate));
  }
  candidates = std::move(kept);
}

}  // namespace daybook::place_parts
