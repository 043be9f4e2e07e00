#include "picture/picture.h"

#include <algorithm>

#include "picture/control.h"
#include "picture/observe.h"
#include "picture/tallies.h"
#include "picture/talks.h"

namespace daybook {
namespace {

Day latest_day(const std::vector<const LedgerClaim*>& claims) {
  Day latest{};
  for (const auto* c : claims) {
    if (c->published) latest = std::max(latest, *c->published);
    const bool past = c->claim.modality == Modality::asserted || c->claim.modality == Modality::reported;
    if (past && c->claim.time && c->claim.time->reading.to) latest = std::max(latest, *c->claim.time->reading.to);
  }
  return latest;
}

bool known_by(const LedgerClaim& c, const ToldDays& told, Day as_of) {
  const bool past = c.claim.modality == Modality::asserted || c.claim.modality == Modality::reported;
  if (past && c.claim.time && c.claim.time->reading.from) return *c.claim.time->reading.from <= as_of;
  const auto at = told.find(c.claim.document_id);
  return at == told.end() || at->second <= as_of;
}

}  // namespace

Picture derive_picture(const std::vector<LedgerClaim>& claims, std::vector<Event> events, const PictureOptions& options) {
  // One order for everything below, whatever order the claims came in. Comments are never evidence.
  std::vector<const LedgerClaim*> all;
  for (const auto& c : claims)
    if (c.claim.segment != SegmentKind::comment) all.push_back(&c);
  std::sort(all.begin(), all.end(), [](const LedgerClaim* a, const LedgerClaim* b) {
    const auto key = [](const LedgerClaim* c) { return std::tuple(!c->published, c->published.value_or(Day{}), c->claim.document_id, c->claim.quote.begin, c->claim.id); };
    return key(a) < key(b);
  });
  const Day as_of = options.as_of.value_or(latest_day(all));
  const ToldDays told = told_days(all);
  std::erase_if(all, [&](const LedgerClaim* c) { return !known_by(*c, told, as_of); });
  std::erase_if(events, [&](const Event& e) { return e.time && e.time->from && *e.time->from > as_of; });

  const Parties parties(all, options);
  Picture picture;
  picture.events = std::move(events);
  picture.control = control_of(observe(all, parties, told, as_of), parties, as_of);
  picture.tracks = tracks_of(all, parties, told);
  picture.tallies = tallies_of(all, parties, told);
  return picture;
}

}  // namespace daybook
