// When two written names are one person.
//
// A name is its parts without titles. Two parts agree when they are equal, or when they are spellings of each other
// (same consonants once q/k, oo/u, doubled letters and the like are made one: "Qanooni", "Qanuni"). Common parts
// (data/actors/common_name_parts.tsv) may agree but never decide: at least one rare part must.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/actor/actor_table.h"

namespace daybook {

/// Folded parts of a name without titles and generic words: "Mullah Abdul Ghani Baradar" -> abdul, ghani, baradar.
std::vector<std::string> name_parts(const ActorTable& table, std::string_view name);

/// True if two parts are one written in two ways.
bool same_part(std::string_view a, std::string_view b);

/// True if every part of the shorter name agrees with a different part of the longer one and a rare part is among them.
/// A single part agrees only with a name of which it is the last part or a rare one; the caller decides whether a
/// surname alone is enough (inside one document it is, across documents it is not).
bool same_parts(const ActorTable& table, const std::vector<std::string>& a, const std::vector<std::string>& b);

/// The known person a name means, by alias or by parts; nullptr if none or more than one fits.
const ActorRow* known_person(const ActorTable& table, std::string_view name);

/// Cross-document identity: both names lead to one known person, or they agree in at least two parts of which one is
/// rare. "Abdul Ghani" and "Ashraf Ghani" are not one; a surname alone never is, unless the table knows it.
bool same_person(const ActorTable& table, std::string_view a, std::string_view b);

}  // namespace daybook
