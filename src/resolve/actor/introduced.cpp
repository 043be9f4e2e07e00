#include "resolve/actor/introduced.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "resolve/actor/document_facts.h"
#include "resolve/actor/noun_phrases.h"

namespace daybook {
namespace {

constexpr std::uint32_t kDescriptionReach = 18;  // words

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

bool capital(const Token& token) {
  const auto units = units_of(std::string_view(token.form));
  return !units.empty() && units.front().first_upper;
}

bool hyphen(const Token& token) { return one_of(token.form, {"-", "\u2010", "\u2011", "\u2013"}); }

/// Small words that may stand between the capitals of one name: "Movement for the Shepherds of Azeguef", "Los Halcones del Patía".
bool connector(const Token& token) { return one_of(token.form, {"of", "for", "the", "de", "del", "la", "las", "los", "al", "el", "'s", "\u2019s", "'", "\u2019"}) || hyphen(token); }

bool possessive(const Token& token) { return token.upos == Upos::part && one_of(token.form, {"'s", "\u2019s", "'", "\u2019"}); }

bool nominal(const Token& token) {
  if (possessive(token)) return true;  // "a women's organisation"
  switch (token.upos) {
    case Upos::noun: case Upos::propn: case Upos::adj: case Upos::num: case Upos::x: return true;
    case Upos::verb: return base_relation(token.deprel) == "amod" || base_relation(token.deprel) == "compound";
    default: return hyphen(token);
  }
}

/// The country a place is in; a country's own name is that country, whatever town is called so too.
std::string country_of(const ActorTable& table, const Sentence& sentence, const std::vector<PhraseHit>& names, const PlaceMention& place) {
  for (const PhraseHit& hit : names)
    if (place.span.overlaps(sentence.tokens[hit.last - 1].span) && place.span.end == sentence.tokens[hit.last - 1].span.end && place.span.begin >= sentence.tokens[hit.first].span.begin)
      if (PhraseKind kind = PhraseKind::capital; const CountryRow* country = country_in_hit(table, hit, &kind))
        if (kind == PhraseKind::country) return country->iso2;
  return place.readings.front().country;
}

const NounRow* noun_ending(const ActorTable& table, const std::vector<PhraseHit>& words, std::uint32_t first, std::uint32_t last, std::initializer_list<ActorNounClass> wanted) {
  for (const PhraseHit& hit : words)
    if (hit.last == last && hit.first >= first)
      for (const ActorNounClass noun_class : wanted)
        for (const PhraseTarget& target : hit.targets)
          if (target.kind == PhraseKind::noun && table.nouns()[target.row].noun_class == noun_class) return &table.nouns()[target.row];
  return nullptr;
}

struct Run {
  std::uint32_t first = 0, last = 0;
};

/// A reader of one document for groups and short forms.
class Introducer {
 public:
  Introducer(const ActorTable& table, const Document& document, const Analysis& analysis, const std::vector<std::vector<PhraseHit>>& hits, const std::vector<PlaceMention>& places,
             const std::string& theatre)
      : table_(table), document_(document), analysis_(analysis), hits_(hits), places_(places), theatre_(theatre) {}

  Introduced read() {
    for (std::uint32_t s = 0; s < analysis_.sentences.size(); ++s) {
      const Sentence& sentence = analysis_.sentences[s];
      if (sentence.segment < document_.segments.size() && document_.segments[sentence.segment].kind == SegmentKind::comment) continue;
      for (std::uint32_t t = 0; t < sentence.tokens.size();) {
        const Run run = run_at(sentence, t);
        if (run.last > run.first) name(s, run);
        t = std::max(run.last, t + 1);
      }
      for (const PhraseHit& hit : hits_[s])
        if (hit.last < sentence.tokens.size())
          for (const PhraseTarget& target : hit.targets)
            if (target.kind == PhraseKind::actor && table_.actors()[target.row].kind != ActorKind::person) short_form(sentence, hit.last, target);
    }
    return std::move(out_);
  }

 private:
  /// The capitals that begin at t, with small words between them; empty where a name of the table or a person stands there.
  Run run_at(const Sentence& sentence, std::uint32_t t) const {
    const auto& tokens = sentence.tokens;
    const auto size = static_cast<std::uint32_t>(tokens.size());
    if (!starts(sentence, t)) return {t, t};
    std::uint32_t last = t + 1;
    for (std::uint32_t i = t + 1; i < size;) {
      std::uint32_t next = i;
      while (next < size && next < i + 3 && connector(tokens[next])) ++next;
      if (next >= size || !capital(tokens[next]) || tokens[next].upos == Upos::pron || tokens[next].form == "The") break;
      if (next > i && one_of(tokens[i].form, {"'s", "\u2019s"}) && !inside_name(sentence, i)) break;  // "Nigeria's Niger state"
      i = last = next + 1;
    }
    return {t, last};
  }

  /// A capital that is none by its place alone: not the article or common word that opens the sentence.
  bool starts(const Sentence& sentence, std::uint32_t t) const {
    const Token& token = sentence.tokens[t];
    if (!capital(token) || one_of(lower_form(token), {"the", "a", "an", "this", "these"})) return false;
    if (token.upos == Upos::pron || token.upos == Upos::det || token.upos == Upos::adp || token.upos == Upos::adv) return false;
    if (t > 0 && sentence.tokens[t - 1].form != "\"" && sentence.tokens[t - 1].form != "\u201c") return true;
    return token.upos == Upos::propn || inside_name(sentence, t) || (t + 1 < sentence.tokens.size() && capital(sentence.tokens[t + 1]));
  }

  const NounRow* name_word(const Token& token) const { return table_.kind_word(ActorNounClass::name_word, lower_form(token)); }

  bool inside_name(const Sentence& sentence, std::uint32_t t) const {
    return std::any_of(sentence.names.begin(), sentence.names.end(), [&](const Name& name) { return name.first <= t && t < name.last; });
  }

  void name(std::uint32_t s, Run run) {
    const Sentence& sentence = analysis_.sentences[s];
    const Name* organisation = nullptr;
    for (const Name& name : sentence.names) {
      if (name.last <= run.first || name.first >= run.last) continue;
      // "Minister of Bridges Ann Lee", "Colonel Ann Lee of the Salvadoran army"
      if (name.type == NameType::person && (name.first <= run.first || name.last == run.last || connector(sentence.tokens[name.last]))) return;
      if (name.type == NameType::organisation) organisation = &name;
    }
    if (organisation && organisation->last > run.last && organisation->first >= run.first) run.last = organisation->last;  // "Ministry of Snow and Passes"
    while (run.last > run.first && (hyphen(sentence.tokens[run.last - 1]) || connector(sentence.tokens[run.last - 1]))) --run.last;
    // "Front of the Salvadoran people": an adjective before a common noun is none of the name.
    if (run.last < sentence.tokens.size() && sentence.tokens[run.last - 1].upos == Upos::adj && sentence.tokens[run.last].upos == Upos::noun)
      while (run.last > run.first && (run.last == run.first + 1 || !connector(sentence.tokens[run.last - 1]))) --run.last;
    while (run.last > run.first && (hyphen(sentence.tokens[run.last - 1]) || connector(sentence.tokens[run.last - 1]))) --run.last;
    if (run.last == run.first) return;
    const PhraseHit* known = nullptr;
    for (const PhraseHit& hit : hits_[s]) {
      if (hit.first <= run.first && hit.last >= run.last) return;  // the table knows it
      if (hit.first >= run.first && hit.last <= run.last && std::any_of(hit.targets.begin(), hit.targets.end(), [](const PhraseTarget& t) { return t.kind == PhraseKind::actor && !t.weak; })) known = &hit;
    }
    // The noun that names it stands before the first small word: "Brigade of the Orontes Martyrs".
    std::uint32_t head = run.first;
    while (head + 1 < run.last && (capital(sentence.tokens[head + 1]) || hyphen(sentence.tokens[head + 1]))) ++head;
    const NounRow* word = nullptr;
    for (std::uint32_t t = head + 1; t-- > run.first && !word;) word = name_word(sentence.tokens[t]);
    if (!word) word = name_word(sentence.tokens[run.last - 1]);
    const std::uint32_t behind = behind_short_form(sentence, run.last);
    Description said;
    if (behind < sentence.tokens.size() && sentence.tokens[behind].form == ",") said = description_in(table_, sentence, hits_[s], places_, s, behind + 1);
    else if (behind < sentence.tokens.size() && sentence.tokens[behind].lemma == "be") said = description_in(table_, sentence, hits_[s], places_, s, behind + 1);
    const bool described = said.group;
    const bool introduced_so = run.first > 0 && (one_of(lower_form(sentence.tokens[run.first - 1]), {"called", "named", "itself"}) || sentence.tokens[run.first - 1].form == "as");
    const bool shortened = behind > run.last;
    const bool lone = run.last - run.first == 1;
    const bool place = std::any_of(places_.begin(), places_.end(), [&](const PlaceMention& p) {
      return p.sentence == s && p.span.begin <= sentence.tokens[run.first].span.begin && p.span.end >= sentence.tokens[run.last - 1].span.end;
    });
    if (!described && place) return;
    if (known && !described && !shortened) return;  // "Volunteers of the VDP", "Taliban Front": more words around a known name
    if (!(described || shortened || (introduced_so && word) || (!lone && (word || organisation)))) return;
    const PhraseTarget target = add(sentence, s, run, said, word);
    short_form(sentence, run.last, target);
  }

  PhraseTarget add(const Sentence& sentence, std::uint32_t s, Run run, const Description& said, const NounRow* word) {
    const std::string text = surface_words(sentence, run.first, run.last);
    ActorRow row;
    row.name = text;
    row.id = created_id(text);
    row.sector = !said.sector.empty() ? said.sector : word ? word->sector : "";
    row.inter = !said.inter.empty() ? said.inter : word && said.sector.empty() ? word->inter : "";
    row.country = said.country;
    for (const PhraseHit& hit : hits_[s])
      if (row.country.empty() && ((hit.first >= run.first && hit.last <= run.last) || hit.last == run.first || hit.last + 1 == run.first))
        if (const CountryRow* country = country_in_hit(table_, hit)) row.country = country->iso2;
    if (row.country.empty()) row.country = only_country(s);
    if (row.country.empty()) row.country = theatre_;
    row.kind = kind_of(row.sector);
    if (row.kind == ActorKind::group) row.party = row.id;
    if (row.sector == "GOV" && !row.country.empty()) row.party = act_id(row.country, "gov");
    for (std::uint32_t i = 0; i < out_.actors.size(); ++i) {
      ActorRow& known = out_.actors[i];
      if (known.id != row.id) continue;
      if (known.sector.empty() || (!said.sector.empty() && !described_[i])) row.aliases = known.aliases, known = row, described_[i] = !said.sector.empty();
      return {PhraseKind::introduced, i, Writing::name, false};
    }
    const auto index = static_cast<std::uint32_t>(out_.actors.size());
    described_.push_back(!said.sector.empty());
    out_.actors.push_back(std::move(row));
    const PhraseTarget target{PhraseKind::introduced, index, Writing::name, false};
    out_.index.add(text, target);
    return target;
  }

  /// The country that the sentence names, if it names one.
  std::string only_country(std::uint32_t s) const {
    std::string found;
    for (const PhraseHit& hit : hits_[s])
      if (const CountryRow* country = country_in_hit(table_, hit)) {
        if (!found.empty() && found != country->iso2) return {};
        found = country->iso2;
      }
    return found;
  }

  static ActorKind kind_of(const std::string& sector) {
    if (sector == "MED") return ActorKind::media;
    if (one_of(sector, {"REB", "PAR", "CRM", "OPP"})) return ActorKind::group;
    return ActorKind::organisation;
  }

  /// "(MLB)" or ", known as MLB," behind a name: the word it names, and where the text goes on.
  static std::optional<std::uint32_t> short_form_at(const Sentence& sentence, std::uint32_t last) {
    const auto& tokens = sentence.tokens;
    const auto form = [&](std::uint32_t t) { return t < tokens.size() ? std::string_view(tokens[t].form) : std::string_view(); };
    if (form(last) == "(" && form(last + 2) == ")") return last + 1;
    const std::uint32_t as = form(last) == "," ? last + 1 : last;
    if (form(as) == "known" && form(as + 1) == "as") return as + 2;
    if (form(last) == "," && form(as) == "or" && form(as + 2) == ",") return as + 1;
    return std::nullopt;
  }

  static bool acronym(const Token& token) {
    const auto units = units_of(std::string_view(token.form));
    std::size_t letters = 0;
    for (const PhraseUnit& unit : units) {
      if (!unit.all_upper) return false;
      letters += unit.key.size();
    }
    return letters >= 2 && letters <= 8 && units.front().first_upper;
  }

  std::uint32_t behind_short_form(const Sentence& sentence, std::uint32_t last) const {
    const auto at = short_form_at(sentence, last);
    if (!at || *at >= sentence.tokens.size() || !acronym(sentence.tokens[*at])) return last;
    return *at + (sentence.tokens[last].form == "(" ? 2 : 1);
  }

  void short_form(const Sentence& sentence, std::uint32_t last, PhraseTarget target) {
    const auto at = short_form_at(sentence, last);
    if (!at || *at >= sentence.tokens.size() || !acronym(sentence.tokens[*at])) return;
    target.writing = Writing::acronym, target.weak = false;
    out_.index.add(sentence.tokens[*at].form, target);
  }

  const ActorTable& table_;
  const Document& document_;
  const Analysis& analysis_;
  const std::vector<std::vector<PhraseHit>>& hits_;
  const std::vector<PlaceMention>& places_;
  const std::string& theatre_;
  std::vector<bool> described_;  // parallel to out_.actors: the text said what it is
  Introduced out_;
};

}  // namespace

Description description_in(const ActorTable& table, const Sentence& sentence, const std::vector<PhraseHit>& names, const std::vector<PlaceMention>& places,
                           std::uint32_t sentence_index, std::uint32_t first) {
  const auto& tokens = sentence.tokens;
  const auto size = static_cast<std::uint32_t>(tokens.size());
  const auto words = table.phrases().words_in(sentence);
  Description out;
  std::uint32_t head = first;
  while (head < size && tokens[head].upos == Upos::det) ++head;
  const std::uint32_t begin = head;
  while (head < size && nominal(tokens[head])) ++head;
  if (head == begin) return out;
  using Class = ActorNounClass;
  const NounRow* noun = noun_ending(table, words, begin, head, {Class::group, Class::fighters, Class::organ});
  if (!noun)
    if (const NounRow* media = noun_ending(table, words, begin, head, {Class::source}); media && media->sector == "MED") noun = media;
  out.group = noun != nullptr;
  if (!noun) noun = noun_ending(table, words, begin, head, {Class::role, Class::people, Class::source});
  out.found = noun != nullptr;
  if (noun) out.sector = noun->sector, out.inter = noun->inter;
  for (std::uint32_t t = begin; t + 1 < head && out.group; ++t)
    if (const NounRow* modifier = table.kind_word(Class::modifier, lower_form(tokens[t]))) {
      if (out.sector.empty()) out.sector = modifier->sector;
      if (!modifier->inter.empty()) out.inter = modifier->inter;
    }
  // As far as the description goes: to the verb of the sentence.
  std::uint32_t end = head;
  while (end < size && end < first + kDescriptionReach && !(tokens[end].upos == Upos::verb && !one_of(base_relation(tokens[end].deprel), {"acl", "amod", "compound"})) &&
         tokens[end].upos != Upos::aux && !one_of(tokens[end].form, {";", ".", ":"}))
    ++end;
  std::string placed;  // the last place: "in Nariño, Colombia"
  for (const PlaceMention& place : places)
    if (place.sentence == sentence_index && !place.readings.empty() && !place.readings.front().country.empty() && place.span.begin >= tokens[head - 1].span.end &&
        place.span.end <= tokens[end - 1].span.end)
      placed = country_of(table, sentence, names, place);
  if (out.group) out.country = placed;
  for (const PhraseHit& hit : names) {
    if (hit.first < begin || hit.last > end || !out.country.empty()) continue;
    // "Northern Ireland" is not Ireland.
    if (std::any_of(places.begin(), places.end(), [&](const PlaceMention& place) {
          return place.sentence == sentence_index && !place.readings.empty() && place.span.begin < tokens[hit.first].span.begin && place.span.end >= tokens[hit.last - 1].span.end &&
                 tokens[hit.first - 1].upos != Upos::punct;  // "Butembo, Congo" is in Congo
        }))
      continue;
    const bool joined = hit.first >= begin + 2 && hyphen(tokens[hit.first - 1]);  // "pro-Ukrainian"
    const std::string front = lower_form(tokens[hit.first]);
    if (joined || front.starts_with("pro-") || front.starts_with("anti-")) continue;
    if (const CountryRow* country = country_in_hit(table, hit)) out.country = country->iso2;
  }
  if (out.country.empty()) out.country = placed;
  return out;
}

Introduced introduced_in(const ActorTable& table, const Document& document, const Analysis& analysis, const std::vector<std::vector<PhraseHit>>& hits,
                         const std::vector<PlaceMention>& places, const std::string& theatre) {
  return Introducer(table, document, analysis, hits, places, theatre).read();
}

}  // namespace daybook
