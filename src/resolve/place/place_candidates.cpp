// Which stretches of words may name a place. Generous on purpose: later steps throw out what nothing supports.
#include <set>

#include "resolve/place/place_key.h"
#include "resolve/place/place_parts.h"

namespace daybook::place_parts {
namespace {

constexpr std::uint32_t kLongestName = 7;  // words; "Hisa-e Duwum-e Kohistan" and "Democratic Republic of the Congo" fit

bool compass_word(std::string_view word) {
  for (const std::string_view c : {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast",
                                   "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern",
                                   "southwestern", "north-eastern", "north-western", "south-eastern", "south-western", "central"})
    if (word == c) return true;
  return false;
}

bool all_upper(std::string_view text) {
  bool letters = false;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    letters = letters || (c >= 'A' && c <= 'Z');
  }
  return letters;
}

bool wordy(const Token& token) { return !token.form.empty() && (static_cast<unsigned char>(token.form[0]) >= 0x80 || std::isalnum(static_cast<unsigned char>(token.form[0]))); }

/// Capitals say little where every word has one.
bool title_case(const Sentence& sentence) {
  std::size_t words = 0, capitals = 0;
  for (const auto& token : sentence.tokens)
    if (wordy(token) && token.form.size() > 3) ++words, capitals += capitalised(token);
  return words >= 3 && capitals * 10 >= words * 7;
}

const Name* name_over(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  for (const auto& name : sentence.names)
    if (name.first < last && first < name.last) return &name;
  return nullptr;
}

std::vector<PlaceHit> hits_for(const Gazetteer& gazetteer, const std::string& key, std::string_view surface) {
  std::vector<PlaceHit> out;
  for (const auto& alias : gazetteer.aliases(key)) {
    if (alias.flags & gazetteer_file::kAcronym ? !all_upper(surface) : surface.size() <= 4 && all_upper(surface)) continue;
    out.push_back({alias.record, (alias.flags & gazetteer_file::kPrimary) != 0});
    if (out.size() == 40) break;  // "San Jose" has hundreds; the most prominent come first
  }
  return out;
}

double best_rank(const Gazetteer& gazetteer, const std::vector<PlaceHit>& hits) {
  return hits.empty() ? 0 : gazetteer.record(hits.front().place).rank;
}

struct Finder {
  const Document& document;
  const Gazetteer& gazetteer;
  const PlaceLexicon& lexicon;
  const Sentence& sentence;
  std::uint32_t number;
  bool titled;
  const std::set<std::string>& person_words;  ///< words of the document's full names of people

  /// One word that the recogniser takes for a person, though the gazetteer knows it: a person only if the document
  /// names somebody so in full, or a title stands before it, or it speaks.
  bool lone_place(const Name& name, const Candidate& candidate) const {
    if (name.last - name.first != 1 || candidate.last - candidate.first != 1 || person_words.contains(candidate.key)) return false;
    const auto& place = gazetteer.record(candidate.hits.front().place);
    if (!(place.flags & gazetteer_file::kFact) && place.rank < 0.5) return false;
    const auto& token = sentence.tokens[candidate.first];
    if (candidate.first > 0) {
      const auto before = sentence.tokens[candidate.first - 1].upos;
      if (before == Upos::propn || before == Upos::noun) return false;
    }
    const bool acts = base_relation(token.deprel) == "nsubj" && token.deprel != "nsubj:pass" && token.head >= 0;
    return !acts || !lexicon.subject_verbs.contains(sentence.tokens[static_cast<std::size_t>(token.head)].lemma);
  }

  std::string_view surface(std::uint32_t first, std::uint32_t last) const {
    const auto begin = sentence.tokens[first].span.begin, end = sentence.tokens[last - 1].span.end;
    return std::string_view(document.text).substr(begin, end - begin);
  }

  Candidate make(std::uint32_t first, std::uint32_t last, std::string key, std::vector<PlaceHit> hits) const {
    Candidate out;
    out.sentence = number, out.first = first, out.last = last;
    out.name = out.span = {sentence.tokens[first].span.begin, sentence.tokens[last - 1].span.end};
    out.key = std::move(key);
    out.hits = std::move(hits);
    const Name* name = name_over(sentence, first, last);
    out.recognised = name && name->type == NameType::location;
    return out;
  }

  /// May this match stand? `weak` is set when it needs support.
  bool admit(Candidate& candidate) const {
    const auto& tokens = sentence.tokens;
    const Name* name = name_over(sentence, candidate.first, candidate.last);
    bool proper = false, lower = false;
    for (auto i = candidate.first; i < candidate.last; ++i) {
      proper = proper || tokens[i].upos == Upos::propn;
      lower = lower || (wordy(tokens[i]) && !capitalised(tokens[i]));
    }
    if (cut_short(candidate)) return false;
    const double rank = best_rank(gazetteer, candidate.hits);
    const bool kinded = kind_starting(lexicon, sentence, candidate.last) || (candidate.first > 0 && kind_ending(lexicon, sentence, candidate.first));
    const bool in_place = locative(sentence, candidate.first);
    const bool multi = candidate.last - candidate.first > 1;
    if (name && name->type == NameType::person) {
      const bool whole = candidate.first <= name->first && name->last <= candidate.last;
      if (!whole && !(multi && rank >= 0.6 && own_name(candidate) && candidate.last == name->last)) return false;
      if (!(in_place || kinded || rank >= 0.75 || (multi && own_name(candidate) && !speaks(candidate)) || lone_place(*name, candidate))) {
        candidate.doubtful = rank >= 0.5 && own_name(candidate);
        return candidate.doubtful;
      }
    }
    if (compass_only(candidate)) {  // "Northern province" is a name in some country; elsewhere it is a direction
      candidate.recognised = false;
      candidate.weak = true;
      return kinded;
    }
    if (word_of(tokens[candidate.first]) == "the") {  // "The City" and "The Entrance" are towns; in most texts they are not
      if (kind_starting(lexicon, sentence, candidate.first + 1) && candidate.last - candidate.first == 2) return false;
      if (rank < 0.7) {
        candidate.recognised = false;
        candidate.weak = true;
        return multi;
      }
    }
    if (lexicon.not_places.contains(candidate.key)) {  // "City Council" is no place called Council
      if (!called_a_kind(candidate) && !(candidate.recognised && in_place && proper)) return false;
    } else if (candidate.recognised) {
      return true;
    }
    bool minor = rank < 0.7;  // only a by-name of some town
    for (const auto& hit : candidate.hits) minor = minor && !hit.primary && !(gazetteer.record(hit.place).flags & gazetteer_file::kFact);
    if (!proper && !titled && (kinded || (rank >= 0.5 && !minor)) && candidate.first > 0 && !lower) return true;
    if (!proper && !(rank >= 0.75 && !lower)) {
      // A common word with a capital: only where capitals mean something, and then weakly.
      if (titled || candidate.first == 0 || lower) return multi && rank >= 0.5;
      candidate.weak = true;
      return in_place;
    }
    if ((rank < 0.5 || minor) && !kinded && !(multi && rank >= 0.5)) candidate.weak = true;
    const bool fact = gazetteer.record(candidate.hits.front().place).flags & gazetteer_file::kFact;
    if (candidate.first == 0 && !multi && !kinded && rank < (fact ? 0.5 : 0.7)) candidate.weak = true;
    return true;
  }

  /// Does a kind word belong to the name: "Council district", "the town of Council", "districts Council and Hope"?
  bool called_a_kind(const Candidate& candidate) const {
    if (const auto kind = kind_starting(lexicon, sentence, candidate.last); kind && kind->word->follows) return true;
    if (candidate.first == 0) return false;
    const bool of = word_of(sentence.tokens[candidate.first - 1]) == "of";
    if (of && candidate.first == 1) return false;
    const auto kind = kind_ending(lexicon, sentence, candidate.first - of);
    return kind && (of ? kind->word->leads != LeadForm::none : kind->word->leads == LeadForm::bare);
  }

  /// "Pul" of "Pul-e Malan": a longer name that no table holds.
  bool cut_short(const Candidate& candidate) const {
    std::string_view rest(document.text);
    rest.remove_prefix(candidate.name.end - (document.text[candidate.name.end - 1] == '-'));
    if (!rest.starts_with('-')) return false;
    const auto link = rest.substr(1, rest.find_first_of(" -", 1) - 1);
    for (const std::string_view l : {"e", "i", "ye", "yi", "o", "u", "al", "ul", "us", "E", "I"})
      if (link == l) return true;
    return false;
  }

  bool compass_only(const Candidate& candidate) const {
    for (auto i = candidate.first; i < candidate.last; ++i) {
      const auto word = word_of(sentence.tokens[i]);
      if (word == "-" || compass_word(word)) continue;
      return i > candidate.first && i + 1 == candidate.last && kind_starting(lexicon, sentence, i);  // "northern province"
    }
    return true;
  }

  /// A name of several words from data/places ("Shir Khan Bandar", "Pul-e Khumri") that may look like a person's.
  bool own_name(const Candidate& candidate) const {
    for (const auto& hit : candidate.hits)
      if (gazetteer.record(hit.place).flags & gazetteer_file::kFact) return true;
    return false;
  }

  /// "Sheikh Ali said": who speaks is a person, whatever district bears the name.
  bool speaks(const Candidate& candidate) const {
    const auto head = head_of_range(sentence, candidate.first, candidate.last);
    const auto& token = sentence.tokens[head];
    if (token.head < 0 || base_relation(token.deprel) != "nsubj") return false;
    return lexicon.subject_verbs.contains(sentence.tokens[static_cast<std::uint32_t>(token.head)].lemma);
  }

  /// "Northern Georgia" is known of one Georgia; it may be a part of the other, which then stands for it.
  void add_namesakes_of_part(std::vector<PlaceHit>& hits, std::uint32_t first, std::uint32_t last) const {
    const auto country = [&](const PlaceHit& hit) { return std::string_view(gazetteer.record(hit.place).country, 2); };
    const auto known = hits.size();
    for (const auto& hit : hits)
      if (static_cast<PlaceKind>(gazetteer.record(hit.place).kind) != PlaceKind::region || !gazetteer.record(hit.place).country[0]) return;
    const auto whole = surface(first, last);
    for (auto& hit : hits_for(gazetteer, place_key(whole), whole)) {
      const auto kind = static_cast<PlaceKind>(gazetteer.record(hit.place).kind);
      bool elsewhere = kind == PlaceKind::country || kind == PlaceKind::province;
      for (std::size_t i = 0; i < known; ++i) elsewhere = elsewhere && country(hits[i]) != country(hit);
      if (elsewhere) hits.push_back(hit), hits.back().primary = false;
    }
  }

  std::optional<Candidate> longest_at(std::uint32_t at) const {
    const auto& tokens = sentence.tokens;
    if (!wordy(tokens[at])) return std::nullopt;
    const bool capital = capitalised(tokens[at]);
    if (!capital && !compass_word(word_of(tokens[at]))) return std::nullopt;
    const auto most = std::min<std::uint32_t>(kLongestName, static_cast<std::uint32_t>(tokens.size()) - at);
    for (auto length = most; length >= 1; --length) {
      const auto last = at + length;
      if (!wordy(tokens[last - 1]) && length > 1) continue;
      if (!capital && length == 1) break;
      const auto words = surface(at, last);
      if (words.size() > 60 || words.find('\n') != std::string_view::npos) continue;
      auto key = place_key(words);
      if (words.find(',') != std::string_view::npos && length > 1 && words.find(", ") != std::string_view::npos && !key.starts_with("washington")) continue;
      auto hits = hits_for(gazetteer, key, words);
      if (hits.empty() && lexicon.demonyms.contains(key)) return std::nullopt;
      if (hits.empty()) continue;
      if (length > 1 && compass_word(word_of(tokens[at]))) add_namesakes_of_part(hits, at + 1, last);
      auto candidate = make(at, last, std::move(key), std::move(hits));
      if (admit(candidate)) return candidate;
    }
    return std::nullopt;
  }

  /// "La." of "Alexandria, La.": the division.
  std::optional<Candidate> short_form_at(std::uint32_t at) const {
    const auto& tokens = sentence.tokens;
    const auto begin = tokens[at].span.begin;
    const auto rest = std::string_view(document.text).substr(begin);
    if (rest.empty() || rest[0] < 'A' || rest[0] > 'Z') return std::nullopt;
    for (const auto& form : lexicon.short_forms) {
      if (!rest.starts_with(form.text)) continue;
      const auto size = static_cast<std::uint32_t>(form.text.size());
      if (rest.size() > size && std::isalnum(static_cast<unsigned char>(rest[size]))) continue;
      const bool behind_a_place = at > 1 && tokens[at - 1].form == "," && !gazetteer.aliases(place_key(tokens[at - 2].form)).empty();
      const auto division = gazetteer.index_of(form.id);
      if (!division || !(form.alone || behind_a_place)) return std::nullopt;
      auto last = at;
      while (last < tokens.size() && tokens[last].span.begin < begin + size) ++last;
      auto out = make(at, last, place_key(form.text), {{*division, true}});
      out.name = out.span = {begin, begin + size};
      return out;
    }
    return std::nullopt;
  }

  /// "Qatar-based", "Herat-born": the name inside the word.
  std::optional<Candidate> inside_compound(std::uint32_t at) const {
    const auto& token = sentence.tokens[at];
    if (!capitalised(token)) return std::nullopt;
    const auto words = surface(at, at + 1);
    const auto cut = words.rfind('-');
    if (cut == std::string_view::npos || cut + 1 >= words.size() || !(words[cut + 1] >= 'a' && words[cut + 1] <= 'z')) return std::nullopt;
    auto key = place_key(words.substr(0, cut));
    auto hits = hits_for(gazetteer, key, words.substr(0, cut));
    if (best_rank(gazetteer, hits) < 0.5) return std::nullopt;
    auto out = make(at, at + 1, std::move(key), std::move(hits));
    out.name.end = out.span.end = token.span.begin + static_cast<std::uint32_t>(cut);
    out.attributive = true;
    return out;
  }

  /// A name no table holds: what the recogniser calls a location, or capitals beside a kind word.
  std::optional<Candidate> unknown_at(std::uint32_t at) const {
    const auto& tokens = sentence.tokens;
    if (!capitalised(tokens[at]) || !wordy(tokens[at])) return std::nullopt;
    const Name* name = name_over(sentence, at, at + 1);
    std::uint32_t last = at;
    const bool location = name && name->type == NameType::location && name->first == at;
    if (location) last = name->last;
    else if (name && name->type != NameType::other) return std::nullopt;
    else
      while (last < tokens.size() && tokens[last].upos == Upos::propn && capitalised(tokens[last]) && !name_over(sentence, last, last + 1) &&
             !kind_starting(lexicon, sentence, last))
        ++last;
    if (last == at || last - at > 4) return std::nullopt;
    const auto words = surface(at, last);
    auto key = place_key(words);
    if (key.size() < 3 || lexicon.demonyms.contains(key) || lexicon.demonyms.contains(place_key(tokens[at].form)) || (all_upper(words) && words.size() <= 4)) return std::nullopt;
    auto kind = kind_starting(lexicon, sentence, last);
    std::optional<KindAt> lead;
    if (at > 1 && word_of(tokens[at - 1]) == "of") lead = kind_ending(lexicon, sentence, at - 1);
    if (kind && !kind->word->follows) kind.reset();
    if (!location && titled) return std::nullopt;
    const bool plain_kind = kind && kind->word->kinds.front() != PlaceKind::region;
    const bool plain_lead = lead && lead->word->leads != LeadForm::none && lead->word->kinds.front() != PlaceKind::region;
    if (!location && !plain_kind && !plain_lead) return std::nullopt;
    auto out = make(at, last, std::move(key), {});
    out.unknown = true;
    return out;
  }

  /// "Bab" of "Bab al-Nairab", "Gourma" of "Gourma-Rharous": the beginning of a longer name that no table holds. What follows in
  /// one breath may be a place of its own only if it is a well-known one ("Paris Texas").
  bool begins_longer_name(const Candidate& candidate) const {
    const Name* name = name_over(sentence, candidate.first, candidate.last);
    if (!name || name->type != NameType::location || name->first != candidate.first || name->last <= candidate.last) return false;
    const auto rest = surface(candidate.last, name->last);
    if (rest.find(',') != std::string_view::npos || kind_starting(lexicon, sentence, candidate.last)) return false;
    std::uint32_t next = candidate.last;
    while (next < name->last && !capitalised(sentence.tokens[next])) ++next;
    if (next == name->last) return false;
    // "Georgetown University" speaks of Georgetown all the same: only a particle or a hyphen makes one name.
    if (next == candidate.last && sentence.tokens[next].span.begin > sentence.tokens[next - 1].span.end) return false;
    const auto words = surface(next, name->last);
    const auto hits = hits_for(gazetteer, place_key(words), words);
    return std::none_of(hits.begin(), hits.end(), [&](const PlaceHit& hit) { return hit.primary && gazetteer.record(hit.place).rank >= 0.7; });
  }

  std::vector<Candidate> find() const {
    std::vector<Candidate> out;
    const auto count = static_cast<std::uint32_t>(sentence.tokens.size());
    for (std::uint32_t at = 0; at < count;) {
      auto found = short_form_at(at);
      if (!found) found = longest_at(at);
      if (found && begins_longer_name(*found))
        if (auto whole = unknown_at(at)) found = std::move(whole);
      if (!found) found = inside_compound(at);
      if (!found) found = unknown_at(at);
      if (!found) { ++at; continue; }
      at = found->last;
      out.push_back(std::move(*found));
    }
    return out;
  }
};

bool list_gap(const Sentence& sentence, std::uint32_t from, std::uint32_t to) {
  if (from >= to || to - from > 3) return false;
  for (auto i = from; i < to; ++i) {
    const auto word = word_of(sentence.tokens[i]);
    if (!(word == "," || word == "and" || word == "or" || word == "&" || word == ";")) return false;
  }
  return true;
}

/// "Spin Boldak district", "the city of Kunduz", "the provinces of A, B and C", "A and B districts".
void apply_kinds(std::vector<Candidate>& found, const Sentence& sentence, const Gazetteer& gazetteer, const PlaceLexicon& lexicon) {
  // "take over Afghanistan district by district": a country is no district, whatever stands behind it.
  const auto fits = [&](const Candidate& candidate, const KindWord& word) {
    if (candidate.hits.empty() || static_cast<PlaceKind>(gazetteer.record(candidate.hits.front().place).kind) != PlaceKind::country) return true;
    for (const auto& hit : candidate.hits)
      for (const auto kind : word.kinds)
        if (static_cast<PlaceKind>(gazetteer.record(hit.place).kind) == kind) return true;
    return false;
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto& candidate = found[i];
    if (candidate.attributive) continue;
    if (const auto kind = kind_starting(lexicon, sentence, candidate.last); kind && kind->word->follows && fits(candidate, *kind->word) &&
        !(i + 1 < found.size() && found[i + 1].first < kind->last)) {
      candidate.kinds = kind->word->kinds;
      candidate.span.end = sentence.tokens[kind->last - 1].span.end;
      const auto plural = sentence.tokens[kind->last - 1].form.ends_with('s') && kind->word->leads == LeadForm::bare;
      for (std::size_t k = i; plural && k > 0 && found[k - 1].kinds.empty() && list_gap(sentence, found[k - 1].last, found[k].first); --k)
        found[k - 1].kinds = kind->word->kinds;
    }
    if (!candidate.kinds.empty()) continue;
    std::uint32_t end = candidate.first;
    const bool of = end > 0 && word_of(sentence.tokens[end - 1]) == "of";
    if (of) --end;
    if (const auto kind = end > 0 ? kind_ending(lexicon, sentence, end) : std::nullopt;
        kind && (of ? kind->word->leads != LeadForm::none : kind->word->leads == LeadForm::bare || !kind->word->words.front().starts_with("border"))) {
      if (!fits(candidate, *kind->word) || kind->word->leads == LeadForm::none || (!of && kind->word->leads != LeadForm::bare)) continue;
      // "Shekh Ali district of Parwan": the word belongs to the name before it.
      if (i > 0 && found[i - 1].span.end > sentence.tokens[kind->first].span.begin) continue;
      candidate.kinds = kind->word->kinds;
      const bool plural = kind->word->leads == LeadForm::bare;
      if (!plural) candidate.span.begin = sentence.tokens[kind->first].span.begin;
      for (std::size_t k = i; plural && k + 1 < found.size() && list_gap(sentence, found[k].last, found[k + 1].first); ++k)
        if (found[k + 1].kinds.empty()) found[k + 1].kinds = kind->word->kinds;
    }
  }
}

}  // namespace

std::vector<Candidate> find_candidates(const Document& document, const Analysis& analysis, const Gazetteer& gazetteer,
                                       const PlaceLexicon& lexicon) {
  std::vector<Candidate> out;
  std::set<std::string> person_words;
  for (const auto& sentence : analysis.sentences)
    for (const auto& name : sentence.names)
      if (name.type == NameType::person && name.last - name.first > 1)
        for (auto i = name.first; i < name.last; ++i) person_words.insert(place_key(sentence.tokens[i].form));
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
    const auto& sentence = analysis.sentences[s];
    auto found = Finder{document, gazetteer, lexicon, sentence, s, title_case(sentence), person_words}.find();
    apply_kinds(found, sentence, gazetteer, lexicon);
    std::erase_if(found, [](const Candidate& c) { return c.doubtful && c.kinds.empty(); });
    for (auto& candidate : found) out.push_back(std::move(candidate));
  }
  return out;
}

}  // namespace daybook::place_parts
