// Events, control, tracks and tallies as JSON objects and as sheets: the shapes of docs/exports.md, one place for all commands.
#pragma once

#include <nlohmann/json.hpp>

#include "model/picture.h"
#include "present/sheet.h"

namespace daybook {

nlohmann::ordered_json actor_json(const ClaimActor& actor);
nlohmann::ordered_json number_json(const ClaimNumber& number);
nlohmann::ordered_json track_json(const Track& track);

Sheet events_sheet(const std::vector<Event>& events);
Sheet control_sheet(const std::vector<ControlState>& states);
Sheet tallies_sheet(const std::vector<Tally>& tallies);
Sheet talks_sheet(const std::vector<Track>& tracks);  ///< one row a round, for people

/// Everybody named, with spellings, parties, and how often they act or are quoted.
Sheet people_sheet(const std::vector<LedgerClaim>& claims);

/// Null for an empty text, an unknown day, an absent number: unknown is null, never "".
nlohmann::ordered_json or_null(const std::string& text);
/// A coordinate to five decimals (a metre): more digits would claim more than any table knows. Null if unknown.
nlohmann::ordered_json degrees(const std::optional<double>& value);
nlohmann::ordered_json or_null(const std::optional<Day>& day);
nlohmann::ordered_json or_null(const std::optional<double>& number);

}  // namespace daybook
