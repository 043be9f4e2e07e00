// The situation brief: what happened, who holds what, where the talks stand, each sentence with the claims it rests on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "model/picture.h"
#include "present/map.h"

namespace daybook {

/// A sentence and the claims it rests on; no sentence of a brief stands without at least one.
struct CitedSentence {
  std::string text;
  std::vector<std::string> claim_ids;
};

struct KeyFigure {
  std::string figure;    ///< "more than 160 of 407 districts"
  std::string label;     ///< "districts held by Taliban"
  std::string source, date;
  std::vector<std::string> claim_ids;
};

struct ControlGroup {
  std::string holder_id, holder;   ///< "" for places whose holder is unknown
  std::vector<const ControlState*> held, contested;
};

struct TimelineDay {
  std::string date;
  std::vector<CitedSentence> entries;
};

struct TrackBrief {
  std::string name;
  std::vector<CitedSentence> sentences;
};

/// What a number in square brackets opens to.
struct Reference {
  int number = 0;
  const LedgerClaim* claim = nullptr;
};

struct Brief {
  Day as_of;
  std::string region;                 ///< "Afghanistan", "" if several
  std::size_t documents = 0, reports_with_claims = 0, claims = 0, events = 0, origins = 0, rejected = 0;
  std::string coverage;               ///< first and last day of publication, in words
  std::vector<CitedSentence> highlights;
  std::vector<KeyFigure> figures;
  CitedSentence named_count;          ///< how many districts named evidence supports, against the totals told
  std::vector<ControlGroup> control;
  std::vector<TrackBrief> talks;
  std::vector<CitedSentence> disputed;
  std::vector<TimelineDay> timeline;  ///< newest first
  std::vector<Reference> references;
  std::map<std::string, int> number_of;  ///< claim id -> reference number
  std::vector<std::string> holders;   ///< ids in order of places held: fixes colours
};

/// All that a brief is made from. Must outlive the brief: it points into it.
struct BriefInput {
  Day as_of;
  std::vector<LedgerClaim> claims;
  std::vector<DocumentRow> documents;
  std::size_t rejected = 0;
  Picture picture;
  std::string country;       ///< ISO code of the map's country, "" for none
  std::string country_name;
  std::vector<PlaceReading> districts;  ///< of that country
  std::optional<Outlines> outlines;
  std::string method;        ///< printed at the foot
};

Brief make_brief(const BriefInput& input);

std::string brief_text(const Brief& brief, const BriefInput& input, bool shortened);
std::string brief_markdown(const Brief& brief, const BriefInput& input);
/// One self-contained file: no request, no script.
std::string brief_html(const Brief& brief, const BriefInput& input);

/// "[1][3]" for a sentence.
std::string marks_of(const Brief& brief, const CitedSentence& sentence);
/// "Harbour Wire, 14 July 2021".
std::string source_words(const LedgerClaim& claim);

}  // namespace daybook
