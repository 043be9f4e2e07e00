// The words for the closed sets of the model: one table each.
#include <array>
#include <cassert>
#include <string_view>
#include <utility>

#include "model/analysis.h"
#include "model/attribution.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/picture.h"
#include "model/reading.h"

namespace daybook {
namespace {

template <class E, std::size_t N>
using Table = std::array<std::pair<E, const char*>, N>;

template <class E, std::size_t N>
const char* word_for(const Table<E, N>& table, E value) {
  for (const auto& [key, word] : table)
    if (key == value) return word;
  assert(false && "every value of a closed set has a word");
  return "";
}

template <class E, std::size_t N>
std::optional<E> value_for(const Table<E, N>& table, std::string_view word) {
  for (const auto& [key, name] : table)
    if (word == name) return key;
  return std::nullopt;
}

constexpr Table<SegmentKind, 6> kSegmentKinds{{{SegmentKind::headline, "headline"}, {SegmentKind::byline, "byline"},
    {SegmentKind::dateline, "dateline"}, {SegmentKind::body, "body"}, {SegmentKind::caption, "caption"}, {SegmentKind::comment, "comment"}}};

constexpr Table<Upos, 17> kUpos{{{Upos::adj, "ADJ"}, {Upos::adp, "ADP"}, {Upos::adv, "ADV"}, {Upos::aux, "AUX"}, {Upos::cconj, "CCONJ"},
    {Upos::det, "DET"}, {Upos::intj, "INTJ"}, {Upos::noun, "NOUN"}, {Upos::num, "NUM"}, {Upos::part, "PART"}, {Upos::pron, "PRON"},
    {Upos::propn, "PROPN"}, {Upos::punct, "PUNCT"}, {Upos::sconj, "SCONJ"}, {Upos::sym, "SYM"}, {Upos::verb, "VERB"}, {Upos::x, "X"}}};

constexpr Table<NameType, 4> kNameTypes{{{NameType::person, "PER"}, {NameType::organisation, "ORG"}, {NameType::location, "LOC"}, {NameType::other, "MISC"}}};

constexpr Table<TimePrecision, 8> kPrecisions{{{TimePrecision::day, "day"}, {TimePrecision::week, "week"}, {TimePrecision::month, "month"},
    {TimePrecision::season, "season"}, {TimePrecision::year, "year"}, {TimePrecision::decade, "decade"}, {TimePrecision::interval, "interval"},
    {TimePrecision::unknown, "unknown"}}};

constexpr Table<TimeType, 3> kTimeTypes{{{TimeType::date, "date"}, {TimeType::duration, "duration"}, {TimeType::set, "set"}}};

constexpr Table<PlaceKind, 13> kPlaceKinds{{{PlaceKind::country, "country"}, {PlaceKind::region, "region"}, {PlaceKind::province, "province"},
    {PlaceKind::district, "district"}, {PlaceKind::city, "city"}, {PlaceKind::town, "town"}, {PlaceKind::border_crossing, "border_crossing"},
    {PlaceKind::airport, "airport"}, {PlaceKind::base, "base"}, {PlaceKind::road, "road"}, {PlaceKind::river, "river"}, {PlaceKind::sea, "sea"},
    {PlaceKind::area, "area"}}};

constexpr Table<ActorKind, 9> kActorKinds{{{ActorKind::person, "person"}, {ActorKind::organisation, "organisation"}, {ActorKind::group, "group"},
    {ActorKind::state, "state"}, {ActorKind::forces, "forces"}, {ActorKind::role, "role"}, {ActorKind::media, "media"}, {ActorKind::people, "people"},
    {ActorKind::document, "document"}}};

constexpr Table<Bound, 8> kBounds{{{Bound::exact, ""}, {Bound::at_least, "at least"}, {Bound::more_than, "more than"}, {Bound::about, "about"},
    {Bound::almost, "almost"}, {Bound::up_to, "up to"}, {Bound::less_than, "less than"}, {Bound::vague, "vague"}}};

constexpr Table<Modality, 10> kModalities{{{Modality::asserted, "asserted"}, {Modality::reported, "reported"}, {Modality::denied, "denied"},
    {Modality::negated, "negated"}, {Modality::planned, "planned"}, {Modality::possible, "possible"}, {Modality::conditional, "conditional"},
    {Modality::demanded, "demanded"}, {Modality::offered, "offered"}, {Modality::promised, "promised"}}};

constexpr Table<SpeechKind, 3> kSpeechKinds{{{SpeechKind::direct, "direct"}, {SpeechKind::indirect, "indirect"}, {SpeechKind::mixed, "mixed"}}};

constexpr Table<ControlStatus, 4> kControl{{{ControlStatus::held, "held"}, {ControlStatus::contested, "contested"}, {ControlStatus::shared, "shared"},
    {ControlStatus::unknown, "unknown"}}};

}  // namespace

const char* name_of(SegmentKind kind) { return word_for(kSegmentKinds, kind); }
std::optional<SegmentKind> segment_kind(std::string_view name) { return value_for(kSegmentKinds, name); }
const char* name_of(Upos upos) { return word_for(kUpos, upos); }
Upos upos_from(std::string_view name) { return value_for(kUpos, name).value_or(Upos::x); }
const char* name_of(SpeechKind kind) { return word_for(kSpeechKinds, kind); }
const char* name_of(NameType type) { return word_for(kNameTypes, type); }
const char* name_of(TimePrecision precision) { return word_for(kPrecisions, precision); }
std::optional<TimePrecision> time_precision(std::string_view name) { return value_for(kPrecisions, name); }
const char* name_of(TimeType type) { return word_for(kTimeTypes, type); }
const char* name_of(PlaceKind kind) { return word_for(kPlaceKinds, kind); }
std::optional<PlaceKind> place_kind(std::string_view name) { return value_for(kPlaceKinds, name); }
const char* name_of(ActorKind kind) { return word_for(kActorKinds, kind); }
std::optional<ActorKind> actor_kind(std::string_view name) { return value_for(kActorKinds, name); }
const char* name_of(Bound bound) { return word_for(kBounds, bound); }
std::optional<Bound> bound_from(std::string_view name) { return value_for(kBounds, name); }
const char* name_of(Modality value) { return word_for(kModalities, value); }
std::optional<Modality> modality(std::string_view name) { return value_for(kModalities, name); }
const char* name_of(ControlStatus status) { return word_for(kControl, status); }

}  // namespace daybook
