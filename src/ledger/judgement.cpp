#include "ledger/judgement.h"

namespace daybook {
namespace {

template <class See>
void each_actor(LedgerClaim& claim, See&& see) {
  for (auto* slot : {&claim.claim.actors, &claim.claim.targets, &claim.claim.attribution})
    for (ClaimActor& actor : *slot) see(actor);
}

}  // namespace

void settle(std::vector<LedgerJudgement>& judgements) {
  std::unordered_map<std::string, LedgerJudgement*> by_id;
  for (LedgerJudgement& judgement : judgements) by_id[judgement.id] = &judgement, judgement.holds = true;
  // A withdrawal comes after what it withdraws: from the last to the first, each is settled before what it is about.
  for (auto it = judgements.rbegin(); it != judgements.rend(); ++it)
    if (it->verdict == "withdrawn" && it->holds)
      if (const auto about = by_id.find(it->about); about != by_id.end()) about->second->holds = false;
}

Identities::Identities(const std::vector<LedgerJudgement>& settled) {
  for (const LedgerJudgement& judgement : settled) {
    if (judgement.verdict != "same" || !judgement.holds) continue;
    const std::string keep = kept(judgement.value), gone = kept(judgement.about);
    if (keep == gone) continue;
    for (auto& [id, now] : kept_)  // every entry by itself: the order does not matter
      if (now == gone) now = keep;
    kept_[gone] = keep;
  }
}

const std::string& Identities::kept(const std::string& id) const {
  const auto found = kept_.find(id);
  return found == kept_.end() ? id : found->second;
}

void Identities::apply(std::vector<LedgerClaim>& claims) const {
  if (kept_.empty()) return;
  std::unordered_map<std::string, ClaimActor> known;
  for (LedgerClaim& claim : claims) each_actor(claim, [&](const ClaimActor& actor) { known.try_emplace(actor.id, actor); });
  for (LedgerClaim& claim : claims)
    each_actor(claim, [&](ClaimActor& actor) {
      const std::string& keep = kept(actor.id);
      if (keep == actor.id) return;
      if (const auto as = known.find(keep); as != known.end()) {
        const ClaimActor& kept_actor = as->second;
        actor.name = kept_actor.name, actor.party_id = kept_actor.party_id, actor.sector = kept_actor.sector;
        actor.country = kept_actor.country, actor.kind = kept_actor.kind;
      }
      actor.id = keep;
    });
}

}  // namespace daybook
