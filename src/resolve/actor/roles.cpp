// Offices and roles: who is meant by "the Turkish president", "the former minister", "the general".
#include "base/utf8.h"
#include "resolve/actor/document_reader.h"

namespace daybook {
namespace {

constexpr std::uint32_t kOfficeReach = 3;  // sentences within which an office that nobody was called by yet may be somebody's

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool person(const Entity& e) { return e.reading.kind == ActorKind::person; }

/// "the former president", "the ousted leader": who held the office, not who holds it.
bool says_former(const std::string& words) {
  for (const std::string_view mark : {"former", "ex-", "ousted", "deposed", "toppled", "exiled", "then-"})
    if (words.find(mark) != std::string::npos) return true;
  return false;
}

bool has_role(const Entity& e, const std::string& lemma) {
  return std::any_of(e.roles.begin(), e.roles.end(), [&](const std::string& role) {
    return role == lemma || (role.size() > lemma.size() && role.ends_with(lemma) && role[role.size() - lemma.size() - 1] == ' ');
  });
}

/// Acts the person for the owner of a role? A state's leaders act for its government.
bool acts_for(const ActorReading& who, const ActorReading& owner) {
  if (!who.party_id.empty() && (who.party_id == owner.party_id || who.party_id == owner.id)) return true;
  return !owner.country.empty() && who.country == owner.country && (owner.kind == ActorKind::state || owner.party_id == act_id(owner.country, "gov"));
}

}  // namespace

/// The person of the tables who holds the office of the role, or held it, on the day of publication.
std::optional<ActorReading> DocumentReader::office_holder(const NounRow& noun, const ActorReading& owner, bool former) const {
  if (!document_.published.day) return std::nullopt;
  for (const std::string& of : {owner.country, owner.id}) {
    if (of.empty() || (of == owner.country && owner.kind != ActorKind::state && owner.id != act_id(of, "gov"))) continue;
    if (const ActorRow* row = former ? table_.former_holder(noun.lemma, of, *document_.published.day) : table_.holder(noun.lemma, of, *document_.published.day))
      return table_.reading(*row, 0.8, std::string(former ? "held the office of " : "holds the office of ") + noun.lemma + (former ? " before" : " on") + " the day of publication");
  }
  return std::nullopt;
}

/// The person spoken of before whom a definite role means: one called so, one who holds or held such an office, one of that rank.
std::optional<ActorReading> DocumentReader::person_in_role(std::size_t p, const NounRow& noun, const std::optional<ActorReading>& owner) const {
  const auto belongs = [&](const Entity& e) { return !owner || acts_for(e.reading, *owner); };
  const auto because = [&](const Entity* e, const std::string& why) {
    ActorReading reading = e->reading;
    reading.score = 0.8, reading.reason = why;
    return std::optional(reading);
  };
  if (!owner)
    if (const Entity* found = reference(p, 40, [&](const Entity& e) { return has_role(e, noun.lemma); })) return because(found, "description: the " + noun.lemma + " spoken of before");
  if (document_.published.day)
    if (const Entity* found = reference(p, kOfficeReach, [&](const Entity& e) {
          const ActorRow* row = person(e) && belongs(e) ? table_.actor(e.reading.id) : nullptr;
          return row && table_.held(*row, noun.lemma, *document_.published.day);
        }))
      return because(found, "description: the person of that office spoken of before");
  const bool rank = noun.sector == "MIL", leader = one_of(noun.lemma, {"leader", "chief", "head", "ruler", "strongman", "boss", "commander", "founder"});
  if (rank || leader)
    if (const Entity* found = reference(p, kOfficeReach, [&](const Entity& e) { return person(e) && belongs(e) && (leader || e.reading.sector == "MIL"); }))
      return because(found, "description: the person of that rank spoken of before");
  return std::nullopt;
}

std::optional<Meaning> DocumentReader::as_role(std::size_t p, const PhraseHit& hit, const NounRow& noun) {
  const NounPhrase& np = scene_.phrases[p];
  const auto owner = owner_of(p, hit.first);
  const std::string words = fold_key(surface_words(*scene_.sentence, hit.first, hit.last));
  const std::string bare = bare_words(p, np.first, np.last);
  const bool former = says_former(bare);
  Meaning meaning = described(p, {}, MentionForm::role);
  meaning.anonymous = true;
  meaning.role = noun.lemma;
  if (!np.plural && !np.indefinite && (owner || np.definite)) {
    std::optional<ActorReading> who = owner && !former ? office_holder(noun, *owner, false) : std::nullopt;
    if (!who) who = person_in_role(p, noun, owner);
    if (!who && owner && former) who = office_holder(noun, *owner, true);
    if (who) {
      meaning.anonymous = who->kind == ActorKind::role;
      meaning.readings = {std::move(*who)};
      return meaning;
    }
  }
  ActorReading reading;
  reading.kind = ActorKind::role;
  if (owner) {
    reading.party_id = owner->party_id.empty() && can_own(*owner) ? owner->id : owner->party_id;
    reading.country = owner->country;
    reading.sector = noun.sector.empty() || (noun.sector == "MIL" && owner->sector == "REB") || (noun.sector == "GOV" && owner->sector == "REB") ? owner->sector : noun.sector;
    reading.name = short_name(*owner) + " " + words;
    reading.reason = "role for " + owner->name;
    reading.score = 0.9;
  } else {
    reading.sector = noun.sector;
    reading.name = bare;
    reading.reason = "role of nobody named";
    reading.score = 0.4;
  }
  reading.id = created_id(reading.name);
  meaning.readings = {std::move(reading)};
  return meaning;
}

}  // namespace daybook
