#include "resolve/actor/discourse.h"

#include <algorithm>

namespace daybook {

void Discourse::mention(const ActorReading& reading, const Standing& standing, const std::string& role) {
  if (reading.id.empty()) return;
  auto found = std::find_if(entities_.begin(), entities_.end(), [&](const Entity& e) { return e.reading.id == reading.id; });
  if (found == entities_.end()) found = entities_.insert(entities_.end(), Entity{reading, standing, {}, 0});
  // Within one sentence the subject stays the subject: "The Taliban said they ..., and the Taliban's men ...".
  const bool keep = found->count > 0 && found->last.sentence == standing.sentence && found->last.subject && !standing.subject;
  if (!keep) found->last = standing;
  if (found->reading.party_id.empty()) found->reading.party_id = reading.party_id;
  ++found->count;
  if (!role.empty() && std::find(found->roles.begin(), found->roles.end(), role) == found->roles.end()) found->roles.push_back(role);
}

void Discourse::rename(const std::string& id, const ActorReading& known) {
  const auto old = std::find_if(entities_.begin(), entities_.end(), [&](const Entity& e) { return e.reading.id == id; });
  if (old == entities_.end() || id == known.id) return;
  const Entity gone = *old;
  entities_.erase(old);
  for (const std::string& role : gone.roles) mention(known, gone.last, role);
  if (gone.roles.empty()) mention(known, gone.last);
}

void complete(ActorReading& reading, const ActorReading& from) {
  if (reading.party_id.empty()) reading.party_id = from.party_id;
  if (reading.country.empty()) reading.country = from.country;
  if (reading.sector.empty()) reading.sector = from.sector;
}

void Discourse::learn(const ActorReading& reading) {
  for (Entity& entity : entities_)
    if (entity.reading.id == reading.id) complete(entity.reading, reading);
}

const Entity* Discourse::latest(const Standing& at, std::uint32_t reach, const Fits& fits) const {
  const Entity* best = nullptr;
  double best_score = 0;
  for (const Entity& entity : entities_) {
    if (entity.last.sentence > at.sentence || at.sentence - entity.last.sentence > reach) continue;
    if (entity.last.sentence == at.sentence && entity.last.governor >= 0 && entity.last.governor == at.governor) continue;
    if (!fits(entity)) continue;
    const double distance = at.sentence - entity.last.sentence;
    const double score = 20 - distance + (entity.last.subject ? 0.9 : 0) + std::min(entity.count, 5) * 0.1 + entity.last.token * 0.001;
    if (score > best_score) best = &entity, best_score = score;
  }
  return best;
}

std::vector<ActorReading> Discourse::main_parties() const {
  std::vector<const Entity*> parties;
  for (const Entity& entity : entities_)
    if (!entity.reading.party_id.empty() && (entity.reading.kind == ActorKind::group || entity.reading.id == entity.reading.party_id)) parties.push_back(&entity);
  std::stable_sort(parties.begin(), parties.end(), [](const Entity* a, const Entity* b) { return a->count > b->count; });
  std::vector<ActorReading> out;
  for (const Entity* entity : parties)
    if (out.size() < 2) out.push_back(entity->reading);
  return out;
}

}  // namespace daybook
