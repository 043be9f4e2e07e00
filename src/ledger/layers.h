// The derived layers of the ledger: events, control, tracks, tallies.
#pragma once

#include "ledger/sqlite.h"
#include "model/picture.h"

namespace daybook {

/// Empties the derived tables and fills them with `picture`. The caller holds a transaction.
void write_layers(sqlite::Database& db, const Picture& picture);

}  // namespace daybook
