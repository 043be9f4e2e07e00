// Actors in TOML: data/actors/<theatre>/*.toml and the files of users (docs/actors.md).
//
//     about = "Groups of the Gulf coast."        # optional, as is source
//     [[actor]]
//     id = "act_harbour_watch"
//     name = "Harbour Watch"
//     kind = "group"                             # of model/reading.h
//     party = "self"                             # or the id of the one it acts for
//     country = "YE"
//     sector = "PAR"
//     aliases = ["Harbour Watch militia"]
//     offices = [{ title = "leader", of = "act_harbour_watch", from = "2019-03", to = "2021-08-15" }]
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "resolve/actor/actor_table.h"

namespace daybook {

/// One [[actor]] and the line it begins on.
struct ActorEntry {
  ActorRow row;
  std::size_t line = 0;
};

/// The actors of one file, in its order. `name` is what the user calls the file. Throws Error{code} "NAME, line N: one
/// sentence." for what is no TOML, for a field there is not and for a value that cannot be.
std::vector<ActorEntry> parse_actor_file(std::string_view text, const std::string& name, ErrorCode code);

/// What is wrong with the entries beside what the table knows, one sentence each with name and line: a party, country or
/// sector there is not, a spelling that means somebody else already, an entry of a new id without name or kind.
std::vector<std::string> faults_of(const ActorTable& table, const std::vector<ActorEntry>& entries, const std::string& name);

/// Puts a user's file over the table: a known id gets more spellings and offices, and what else is said of it replaces what was there.
/// Throws Error{usage} with the first fault.
void merge_actor_file(ActorTable& table, std::string_view text, const std::string& name);

}  // namespace daybook
