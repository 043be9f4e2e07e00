// A user's own gazetteers: tables in the format of data/places that are laid over the built gazetteer.
#pragma once

#include <filesystem>
#include <vector>

#include "resolve/place/gazetteer.h"

namespace daybook {

/// Where a user's tables lie: $DAYBOOK_PLACES, else $XDG_DATA_HOME/daybook/places, else ~/.local/share/daybook/places; empty
/// if the environment names none.
std::filesystem::path user_places_folder();

/// The tables (*.tsv) of that folder, by name; empty where there is none.
std::vector<std::filesystem::path> user_place_tables();

/// The built gazetteer with user_place_tables() and `more` over it, in that order. Without tables the built file is mapped
/// as it is. With tables the result is kept in the user's cache folder and mapped from there until the built file or a
/// table changes; where nothing can be written there it is made in memory each time.
///
/// The version tells the tables' digest, so that pages are read anew after a change. Throws Error{bad_resource} naming
/// the table at fault.
Gazetteer open_places(const Resources& resources, const std::vector<std::filesystem::path>& more = {});

}  // namespace daybook
