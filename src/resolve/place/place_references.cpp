// "The city", "the border crossing", "there", "the Syrian capital", "the Iranian border": descriptions that mean a place
// named elsewhere.
#include "resolve/place/place_key.h"
#include "resolve/place/place_parts.h"

namespace daybook::place_parts {
namespace {

constexpr std::uint32_t kReach = 15;  // sentences back; further away a description is no longer clear
constexpr std::uint32_t kWholeText = UINT32_MAX;

bool covers(const std::vector<PlaceMention>& mentions, Span span) {
  for (const auto& mention : mentions)
    if (mention.span.begin < span.end && span.begin < mention.span.end) return true;
  return false;
}

struct Referrer {
  const std::vector<PlaceMention>& named;
  const std::vector<PlaceMention>& added;
  const Evidence& evidence;
  const Analysis& analysis;
  const Gazetteer& gazetteer;
  const PlaceLexicon& lexicon;

  /// Does it only say where another place lies ("Sheberghan, the center of Jowzjan province")?
  bool container(std::size_t mention) const {
    for (const auto& other : named)
      if (other.within == mention) return true;
    return false;
  }

  /// What the last description referred to, if that was within `reach` sentences.
  std::optional<PlaceReading> last_reference(std::uint32_t sentence, std::uint32_t reach) const {
    for (auto i = added.size(); i-- > 0;)
      if (!added[i].attributive && added[i].readings.front().kind != PlaceKind::country)
        return added[i].sentence + reach >= sentence ? std::optional(added[i].readings.front()) : std::nullopt;
    return std::nullopt;
  }

  /// The latest place before `at` of one of these kinds.
  std::optional<PlaceReading> latest(std::uint32_t at, std::uint32_t sentence, const std::vector<PlaceKind>& kinds, std::uint32_t reach,
                                     bool contained = false) const {
    for (auto i = named.size(); i-- > 0;) {
      const auto& mention = named[i];
      if (contained && container(i)) continue;
      if (mention.span.begin >= at || mention.readings.empty() || mention.attributive || mention.metonym) continue;
      if (reach != kWholeText && mention.sentence + reach < sentence) break;
      if (reach < kReach && analysis.sentences[mention.sentence].segment != analysis.sentences[sentence].segment) break;
      // Only a place the name may well mean: the first of its readings and those near it in score.
      for (const auto kind : kinds)
        for (const auto& reading : mention.readings) {
          if (reading.kind != kind) continue;
          if (reading.score + 0.25 < mention.readings.front().score && reading.kind != PlaceKind::border_crossing) continue;
          // A district's market town is no city of its own.
          if ((reading.kind == PlaceKind::town || reading.kind == PlaceKind::city) && mention.readings.front().kind == PlaceKind::district) continue;
          if (reading.country != mention.readings.front().country) continue;
          return reading;
        }
    }
    return std::nullopt;
  }

  /// "the province" after a place inside one: the province of the latest place named.
  std::optional<PlaceReading> province_of_latest(std::uint32_t at, std::uint32_t sentence) const {
    for (auto i = named.size(); i-- > 0;) {
      const auto& mention = named[i];
      if (mention.span.begin >= at || mention.readings.empty() || mention.metonym) continue;
      if (mention.sentence + kReach < sentence) break;
      const auto& best = mention.readings.front();
      if (best.kind == PlaceKind::province) return best;
      if (mention.attributive || best.country != evidence.theatre) continue;
      const auto place = gazetteer.index_of(best.id);
      if (place && gazetteer.record(*place).admin1 != gazetteer_file::kNone) return gazetteer.reading(gazetteer.record(*place).admin1);
    }
    return std::nullopt;
  }

  std::optional<PlaceReading> country(std::uint32_t at, std::uint32_t sentence) const {
    if (evidence.theatre.empty()) return std::nullopt;
    std::string id = "plc_c_" + evidence.theatre;
    for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (evidence.countries.front().second >= 0.45) return gazetteer.by_id(id);
    if (auto found = latest(at, sentence, {PlaceKind::country}, kWholeText)) return found;
    return gazetteer.by_id(id);
  }
};

PlaceMention refer(Span span, std::uint32_t sentence, PlaceReading reading, std::string reason) {
  PlaceMention out;
  out.span = span, out.sentence = sentence;
  reading.reason = std::move(reason);
  reading.score = std::min(reading.score, 1.0);
  out.readings.push_back(std::move(reading));
  return out;
}

bool points(const Token& token) {
  const auto word = word_of(token);
  return word == "the" || word == "this" || word == "that";
}

}  // namespace

void add_references(std::vector<PlaceMention>& mentions, const Evidence& evidence, const Document&, const Analysis& analysis,
                    const Gazetteer& gazetteer, const PlaceLexicon& lexicon) {
  const auto named = mentions;
  std::vector<PlaceMention> added;
  const Referrer referrer{named, added, evidence, analysis, gazetteer, lexicon};
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
    const auto& sentence = analysis.sentences[s];
    const auto& tokens = sentence.tokens;
    const auto count = static_cast<std::uint32_t>(tokens.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto word = word_of(tokens[i]);
      // there, as an adverb of place
      if ((word == "there") && tokens[i].upos == Upos::adv && base_relation(tokens[i].deprel) == "advmod") {
        static const std::vector<PlaceKind> kPlaces = {PlaceKind::city, PlaceKind::town, PlaceKind::district, PlaceKind::border_crossing,
                                                       PlaceKind::province, PlaceKind::region, PlaceKind::area, PlaceKind::base, PlaceKind::airport};
        std::optional<PlaceReading> found = referrer.latest(tokens[i].span.begin, s, kPlaces, 2, true);
        // "the city" one clause earlier is nearer than the name it refers to
        if (const auto again = referrer.last_reference(s, 0)) found = again;
        if (!found) found = referrer.latest(tokens[i].span.begin, s, {PlaceKind::country}, 2);
        if (found) added.push_back(refer(tokens[i].span, s, *found, "refers to " + found->name));
        continue;
      }
      if (!points(tokens[i])) continue;
      // the (adjectives) KIND
      std::uint32_t at = i + 1;
      std::string nation;
      std::optional<KindAt> kind;
      bool capital = false, land = false, border = false;
      bool ranked = false;  // "the sixth provincial capital" is not the country's
      for (; at < count && at <= i + 4; ++at) {
        const auto here = word_of(tokens[at]);
        if (here == "country" || here == "nation") { land = true; break; }
        if (here == "provincial" || here == "regional" || here == "state" || here == "former") ranked = true;
        if (here.ends_with("th") || here == "first" || here == "second" || here == "third" || here == "largest" || here == "other") ranked = true;
        if (here == "capital" && (at + 1 >= count || word_of(tokens[at + 1]) != "city")) { capital = true; break; }
        kind = kind_starting(lexicon, sentence, at);
        if (kind && kind->word->words.front() == "border" && kind->word->words.size() == 1) { border = true; break; }
        if (kind) break;
        if (const auto people = lexicon.demonyms.find(place_key(tokens[at].form)); people != lexicon.demonyms.end() && capitalised(tokens[at])) nation = people->second;
        else if (tokens[at].upos != Upos::adj && tokens[at].upos != Upos::num && here != "key" && here != "-") break;
      }
      if (at >= count || !(kind || capital || land || border)) continue;
      const auto last = kind ? kind->last : at + 1;
      const Span span{tokens[i].span.begin, tokens[last - 1].span.end};
      if (covers(named, span)) continue;
      // Not the head of its phrase ("the city council", "the country's"), or explained by what follows ("the city of X").
      const auto& head = tokens[last - 1];
      if (base_relation(head.deprel) == "compound") continue;
      if (last < count && (word_of(tokens[last]) == "of" || tokens[last].upos == Upos::propn)) {
        bool reaches = false;  // "the border of the country" is not taken by what follows
        for (const auto& mention : named) reaches = reaches || (mention.sentence == s && mention.span.begin >= head.span.end && mention.span.begin <= head.span.end + 30);
        if (reaches) continue;
      }
      std::optional<PlaceReading> found;
      std::string id = "plc_c_" + nation;
      for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
      if (border) {
        if (nation.empty()) continue;
        if (auto reading = gazetteer.by_id(id)) {
          auto mention = refer(span, s, *reading, "border with " + reading->name);
          mention.attributive = true;  // a line, not the country
          added.push_back(std::move(mention));
        }
        i = last - 1;
        continue;
      }
      if (capital) {
        if (ranked) continue;
        auto code = nation.empty() ? evidence.theatre : nation;
        const auto seat = lexicon.capitals.find(code);
        if (seat == lexicon.capitals.end()) continue;
        if (last < count && tokens[last].upos == Upos::propn) continue;
        PlaceQuery query;
        query.country = code, query.kind = PlaceKind::city;
        const auto seats = gazetteer.lookup(seat->second, query);
        if (seats.empty()) continue;
        added.push_back(refer(span, s, seats.front(), "refers to " + seats.front().name));
        i = last - 1;
        continue;
      }
      if (land) {
        if (!nation.empty()) continue;
        found = referrer.country(tokens[i].span.begin, s);
      } else if (!kind->word->refers || kind->word->words.back().ends_with('s')) {
        continue;
      } else {
        auto kinds = kind->word->kinds;
        const auto& noun = kind->word->words.back();
        if (noun == "region" || noun == "enclave" || noun == "area" || noun == "suburb") { kinds.push_back(PlaceKind::district); kinds.push_back(PlaceKind::city); kinds.push_back(PlaceKind::town); }
        if (noun == "town") for (const auto other : {PlaceKind::district, PlaceKind::border_crossing}) kinds.push_back(other);
        if (kinds.front() == PlaceKind::province) found = referrer.province_of_latest(tokens[i].span.begin, s);
        if (kinds.front() == PlaceKind::border_crossing) found = referrer.latest(tokens[i].span.begin, s, {PlaceKind::border_crossing}, kReach);
        if (!found) found = referrer.latest(tokens[i].span.begin, s, kinds, kReach);
      }
      if (!found) continue;
      added.push_back(refer(span, s, *found, "refers to " + found->name));
      i = last - 1;
    }
  }
  for (auto& mention : added) mentions.push_back(std::move(mention));
  // Containers are named by index, so the order is made once and the indices follow.
  std::vector<std::uint32_t> order(mentions.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(mentions[a].span.begin, mentions[a].span.end) < std::tie(mentions[b].span.begin, mentions[b].span.end);
  });
  std::vector<std::uint32_t> place_of(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place_of[order[i]] = i;
  std::vector<PlaceMention> sorted;
  for (const auto i : order) {
    sorted.push_back(std::move(mentions[i]));
    if (sorted.back().within != UINT32_MAX) sorted.back().within = place_of[sorted.back().within];
  }
  mentions = std::move(sorted);
}

}  // namespace daybook::place_parts
