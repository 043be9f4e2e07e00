// English for events and states: short sentences made of resolved slots, never of guesses.
#pragma once

#include <string>
#include <vector>

#include "model/picture.h"

namespace daybook {

std::string in_words(Day day);                          ///< "14 July 2021"
std::string in_words(const TimeReading& time);          ///< "14 July 2021", "July 2021", "24–30 June 2021"
std::string join_words(const std::vector<std::string>& items, const char* last = " and ");
std::string in_words(const ClaimNumber& number);        ///< "more than 160 of 407 districts"
std::string place_words(const PlaceReading& place);     ///< "Spin Boldak (border crossing, Kandahar)"
std::string in_figures(double value);                   ///< "1,500", "2.5"
std::string kind_words(PlaceKind kind);                 ///< "border crossing"

/// One sentence for an event: "The Taliban took Spin Boldak (border crossing, Kandahar) on 14 July 2021." Kinds without
/// a wording, and events whose slots do not suffice for one, give their first quote in quotation marks instead.
std::string sentence_for(const Event& event, const LedgerClaim& first);

/// "the Taliban", "Afghan security forces": a name as it stands in a running sentence.
std::string party_words(const std::string& name);

}  // namespace daybook
