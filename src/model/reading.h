// What a stretch of text may mean: when, where, who, how many. Readings are kept best first, with the reason for each;
// a mention without readings was found but could not be resolved, which is an answer too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/span.h"

namespace daybook {

// ---- when ----

enum class TimePrecision { day, week, month, season, year, decade, interval, unknown };
const char* name_of(TimePrecision precision);
std::optional<TimePrecision> time_precision(std::string_view name);

/// One meaning of an expression of time. `from` and `to` are inclusive days.
struct TimeReading {
  std::string edtf;              ///< EDTF level 1: "2021-07-14", "2021-02", "2021-06-24/2021-06-30", "2021-07?"
  std::optional<Day> from, to;   ///< absent: open or unknown
  TimePrecision precision = TimePrecision::unknown;
  std::string reason;            ///< "explicit", "weekday before publication", "carried from sentence 3" ...
};

enum class TimeType { date, duration, set };
const char* name_of(TimeType type);

struct TimeMention {
  Span span;                   ///< in Document::text
  std::uint32_t sentence = 0;
  TimeType type = TimeType::date;
  std::string timex_value;     ///< TIMEX3 value, e.g. "2021-07-14", "P3M", "XXXX-WXX-1"; "" if none
  bool anaphoric = false;      ///< resolved against another expression, not the document date ("two days later")
  std::vector<TimeReading> readings;
};

// ---- where ----

enum class PlaceKind { country, region, province, district, city, town, border_crossing, airport, base, road, river, sea, area };
const char* name_of(PlaceKind kind);  ///< "border_crossing"
std::optional<PlaceKind> place_kind(std::string_view name);

/// One candidate place. All of it comes from the gazetteer.
struct PlaceReading {
  std::string id;               ///< stable: "plc_af2711", "plc_g1138958" (GeoNames), "plc_af_islam_qala"
  std::string name;             ///< the widely used English name
  PlaceKind kind = PlaceKind::area;
  std::string admin1, country;  ///< names: "Kandahar"; ISO 3166-1 alpha-2: "AF"
  std::string admin1_id, district_id;  ///< plc_ ids of what contains it, "" if none
  std::string pcode;            ///< with its vintage in the gazetteer; "" if none
  std::uint32_t geonameid = 0;
  std::optional<double> lat, lon;
  double precision_m = 0;       ///< radius of the area meant, metres; 0 if there is no point
  double score = 0;             ///< 0..1, for ranking only
  std::string reason;           ///< "exact alias; province named in the same clause"
};

struct PlaceMention {
  Span span;
  std::uint32_t sentence = 0;
  bool metonym = false;       ///< the name stands for a government or party ("Kabul loses control"): also an ActorMention
  bool attributive = false;   ///< part of another name or a demonym ("Kandahar airfield", "Herat-based"): no place of events
  bool ambiguous = false;     ///< the first two candidates cannot be told apart, or the spelling is only roughly that of the first
  std::uint32_t within = UINT32_MAX;  ///< index of the mention that contains it ("Shekh Ali district of Parwan"), or UINT32_MAX
  std::vector<PlaceReading> readings;
};

// ---- who ----

enum class ActorKind { person, organisation, group, state, forces, role, media, people, document };
const char* name_of(ActorKind kind);
std::optional<ActorKind> actor_kind(std::string_view name);

/// One candidate actor. `id` is that of data/actors where the actor is known, else one made from the name.
struct ActorReading {
  std::string id;         ///< "act_taliban", "act_person_abdul_ghani_baradar", "act_x…" for one created from the text
  std::string name;       ///< canonical English name: "Taliban", "Afghan security forces"
  ActorKind kind = ActorKind::organisation;
  std::string party_id;   ///< the party it acts for: "act_taliban" for a Taliban commander; own id for a party; "" unknown
  std::string country;    ///< ISO alpha-2, "" if none
  std::string sector;     ///< PLOVER agent sector: "GOV","MIL","REB","CVL","MED","IGO",...; "" unknown
  double score = 0;
  std::string reason;     ///< "alias", "pronoun: subject of the previous sentence", "created from the text"
};

enum class MentionForm { name, title_and_name, role, pronoun, description, demonym, list };

/// A phrase that refers to somebody. The span is the whole noun phrase; `head` is the byte span of its head word.
struct ActorMention {
  Span span;
  Span head;
  std::uint32_t sentence = 0;
  MentionForm form = MentionForm::name;
  bool anonymous = false;   ///< "local authorities", "a government negotiator": a role nobody is named for
  std::vector<ActorReading> readings;
};

// ---- how many ----

enum class Bound { exact, at_least, more_than, about, almost, up_to, less_than, vague };
const char* name_of(Bound bound);  ///< words as in claims: "", "at least", "more than", "about", "almost", "up to", "less than", "vague"
std::optional<Bound> bound_from(std::string_view name);

struct NumberMention {
  Span span;                  ///< bound, number, denominator and unit: "more than 160 of 407 districts"
  std::uint32_t sentence = 0;
  double value = 0;           ///< lower value of a range; of a vague count or a share of a total the least it can mean
  std::optional<double> high; ///< upper value of a range; of a vague count or a share of a total the most
  Bound bound = Bound::exact;
  std::optional<double> of;   ///< denominator
  std::string unit;           ///< lemma of what is counted: "district", "prisoner", "soldier", "kilometre", "dollar", "percent"
  std::string unit_class;     ///< "people", "districts", "troops", "prisoners", "dead", "distance", "area", "mass", "duration", "money", "share", "things"
  Span unit_span;             ///< the counted noun, empty if elided: the unit may then be that of the number before
};

/// Everything resolved in one document, each list in text order.
struct Readings {
  std::vector<TimeMention> times;
  std::vector<PlaceMention> places;
  std::vector<ActorMention> actors;
  std::vector<NumberMention> numbers;
};

}  // namespace daybook
