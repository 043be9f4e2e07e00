// What is derived from the ledger: events, control of places, talks, tallies. Pure functions of the ledger make them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "model/claim.h"

namespace daybook {

/// A claim as the ledger keeps it, joined with what is needed to weigh it. Offsets are code points here, because the
/// ledger is what other programs read.
struct LedgerClaim {
  Claim claim;                       ///< spans in code points of the stored text
  std::string quote_text;            ///< the exact words
  std::string sentence_text;         ///< the sentence around them
  std::string quote_prefix, quote_suffix;  ///< up to 32 code points before and after, in the stored text
  std::string url, file, publisher, title, page_digest;
  std::vector<std::string> wire_credits;
  std::optional<Day> published;
  bool published_inferred = false;
  std::string published_basis;
  std::string origin_id;             ///< same for copies of one report; set by event/ (syndication)
  std::string source_id;             ///< the named source the claim rests on (innermost attribution), "" if none; set with origin_id
};

/// Why a claim joined an event: "same place", "same day", "same kind family", with its weight.
struct JoinReason {
  std::string claim_id;
  double score = 0;
  std::string why;
};

struct Event {
  std::string id;                       ///< make_id("evt_", {claim ids of its founding claim})
  std::string kind, family;
  std::vector<std::string> claim_ids;   ///< best evidence first
  std::vector<JoinReason> joined;
  std::vector<ClaimActor> actors, targets;
  std::optional<ClaimPlace> place;
  std::optional<TimeReading> time;
  std::vector<ClaimNumber> numbers;     ///< each source's own figure, not merged
  std::vector<std::string> asserting;   ///< names of who says so
  std::vector<std::string> disputing;   ///< names of who denies it
  std::vector<std::string> disputing_claim_ids;
  int origins = 0;                      ///< independent origins among the claims
  int sources = 0;                      ///< the same, where origins that cite one named source count once
  int reports = 0;                      ///< documents
};

enum class ControlStatus { held, contested, shared, unknown };
const char* name_of(ControlStatus status);

/// Who holds a place on a day, and why we think so.
struct ControlState {
  PlaceReading place;
  std::string holder_id, holder;         ///< "" if unknown
  ControlStatus status = ControlStatus::unknown;
  std::string basis;                     ///< "stated", "inferred", "carried forward", ""
  double probability = 0;                ///< of the holder, or of contested
  std::optional<Day> since;              ///< first day of the present state
  std::optional<Day> contested_since;
  std::optional<Day> last_evidence;
  std::vector<std::string> claim_ids;          ///< evidence for the state, strongest first
  std::vector<std::string> opposing_claim_ids; ///< evidence against it
  std::vector<std::string> remarks;      ///< "surrounded", "under attack", "retaken, on the word of ..."
  std::string method;                    ///< "control/1"
};

struct Position {
  std::string kind;       ///< demand, offer, promise, reject, deny, agree
  ClaimActor by;
  std::vector<ClaimActor> to;
  std::string term;       ///< words of the claim
  std::vector<ClaimNumber> numbers;
  std::vector<ClaimActor> attribution;
  std::string answer;     ///< "denied by Taliban spokesman", "" if none
  std::vector<std::string> claim_ids;
};

struct Delegation {
  std::string party_id, party;
  std::string head_id, head;
  std::vector<ClaimActor> members;
  std::vector<std::string> refused;     ///< people who refused to come
  std::vector<std::string> claim_ids;
};

struct Round {
  std::string id;
  std::optional<TimeReading> begin, end;
  std::string place;
  std::string phase;                    ///< of the latest claim
  std::vector<std::string> parties;
  std::vector<Delegation> delegations;
  std::vector<std::string> agenda;
  std::vector<std::string> outcomes;    ///< words of agree / state claims
  std::vector<std::string> claim_ids;
};

/// One negotiation between the same parties.
struct Track {
  std::string id, name;
  std::vector<std::string> parties, mediators;
  std::vector<Round> rounds;            ///< oldest first
  std::vector<Position> positions;
  std::string next_meeting;             ///< a date, "no date given", or "" if nothing was said
  std::vector<std::string> next_claim_ids;
  std::vector<std::string> claim_ids;
};

struct TallyPoint {
  std::optional<Day> day;
  ClaimNumber number;
  std::string source;      ///< who gave the figure
  std::string claim_id;
};

/// A series of figures about the same thing; never merged into one.
struct Tally {
  std::string id, subject;  ///< "districts held by Taliban", "prisoners released by Government of Afghanistan"
  std::string unit;
  std::vector<TallyPoint> points;
};

struct Picture {
  std::vector<Event> events;
  std::vector<ControlState> control;   ///< as of the day asked for
  std::vector<Track> tracks;
  std::vector<Tally> tallies;
};

}  // namespace daybook
