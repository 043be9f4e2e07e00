#include "picture/parties.h"

#include <algorithm>
#include <set>

namespace daybook {
namespace {

std::string iso_lower(std::string iso) {
  for (char& c : iso)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return iso;
}

/// Does the last word of a name say that it is one? "Liwa al-Hakim" is a group, "fighters" and "brave police" are anybody.
bool has_proper_name(const std::string& name) {
  const auto blank = name.find_last_of(' ');
  const char first = name.empty() ? 'a' : name[blank == std::string::npos ? 0 : blank + 1];
  return !(first >= 'a' && first <= 'z');
}

bool shows_who_fights(const std::string& kind) {
  static const std::set<std::string> kKinds{"capture", "hold", "lose", "surround", "advance", "attack", "clash", "strike", "bombing", "kill", "withdraw", "surrender"};
  return kKinds.contains(kind);
}

/// The one that stands out, by at least twice the next.
std::string outstanding(const std::map<std::string, int>& counts) {
  std::string best;
  int most = 0, next = 0;
  for (const auto& [party, count] : counts) {
    if (count > most) next = most, most = count, best = party;
    else next = std::max(next, count);
  }
  return most >= 2 * next ? best : std::string();
}

}  // namespace

Parties::Parties(const std::vector<const LedgerClaim*>& claims, const PictureOptions& options)
    : names_(options.party_names), governments_(options.governments) {
  // A party is best named by the actor that is the party; else by the most frequent name of those that act for it.
  std::map<std::string, std::map<std::string, int>> own, acting, people, governing;
  std::map<std::string, std::string> states;
  for (const auto* c : claims)
    for (const auto* slot : {&c->claim.actors, &c->claim.targets, &c->claim.attribution})
      for (const auto& a : *slot) {
        const std::string party = of(a);
        if (party.empty() || a.name.empty()) continue;
        // A party is not called by the name of one of its people.
        if (a.id == party || a.kind != ActorKind::person) ++(a.id == party ? own : acting)[party][a.name];
        else if (party.starts_with("act_") && party.ends_with("_gov") && !a.country.empty()) states.try_emplace(party, "Government (" + a.country + ")");
        else people[party][a.name]++;
        if (a.kind == ActorKind::state && a.sector == "GOV" && !a.country.empty()) ++governing[a.country][party];
        if (a.sector == "REB" && !a.country.empty() && slot != &c->claim.attribution && shows_who_fights(c->claim.kind)) {
          ++rebels_[a.country][party];
          ++rebels_in_[{c->claim.document_id, a.country}][party];
        }
      }
  const auto most = [](const std::map<std::string, int>& counts) {
    return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  };
  for (const auto& [country, counts] : governing) governments_.try_emplace(country, most(counts));
  for (const auto& [party, counts] : own) names_.try_emplace(party, most(counts));
  for (const auto& [party, counts] : acting) names_.try_emplace(party, most(counts));
  names_.insert(states.begin(), states.end());
  for (const auto& [party, counts] : people) names_.try_emplace(party, most(counts));
}

std::string Parties::of(const ClaimActor& a) {
  if (!a.party_id.empty()) return a.party_id;
  const bool side = a.kind == ActorKind::state || ((a.kind == ActorKind::group || a.kind == ActorKind::forces) && has_proper_name(a.name));
  return side ? a.id : std::string();
}

std::string Parties::side(const ClaimActor& a, const std::map<std::string, std::string>& governments) {
  const auto ours = governments.find(a.country);
  const bool person = a.kind == ActorKind::person || a.kind == ActorKind::role;
  const bool allied = a.sector == "GOV" || a.sector == "MIL" || a.sector == "PTY" || a.sector == "LEG";
  return person && allied && ours != governments.end() && !a.party_id.empty() ? ours->second : of(a);
}

std::vector<std::string> Parties::of(const std::vector<ClaimActor>& actors) {
  std::set<std::string> out;
  for (const auto& a : actors)
    if (auto p = of(a); !p.empty()) out.insert(std::move(p));
  return {out.begin(), out.end()};
}

std::vector<std::string> Parties::sides(const std::vector<ClaimActor>& actors) const {
  std::set<std::string> out;
  for (const auto& a : actors)
    if (auto p = side(a, governments_); !p.empty()) out.insert(std::move(p));
  return {out.begin(), out.end()};
}

std::string Parties::name(const std::string& party) const {
  if (party.empty()) return {};
  if (const auto bar = party.find('|'); bar != std::string::npos) return name(party.substr(0, bar)) + " and " + name(party.substr(bar + 1));
  const auto found = names_.find(party);
  return found == names_.end() ? party : found->second;
}

std::string Parties::government(const std::string& country) const {
  if (country.empty()) return {};
  const auto found = governments_.find(country);
  return found == governments_.end() ? "act_" + iso_lower(country) + "_gov" : found->second;
}

std::string Parties::challenger(const std::string& country, const std::string& document) const {
  if (const auto here = rebels_in_.find({document, country}); here != rebels_in_.end()) return outstanding(here->second);
  const auto all = rebels_.find(country);
  return all == rebels_.end() ? std::string() : outstanding(all->second);
}

std::string Parties::opponent(const std::string& party, const std::string& country, const std::string& document) const {
  if (party.empty()) return {};
  const std::string ours = government(country);
  return party == ours ? challenger(country, document) : ours;
}

std::string Parties::meant(const ClaimActor& a, const std::string& country, const std::string& document) const {
  if (!a.party_id.empty() || (a.kind != ActorKind::group && a.kind != ActorKind::forces) || has_proper_name(a.name)) return {};
  if (!a.country.empty() && a.country != country) return {};
  if (a.sector == "REB") return challenger(country, document);
  // "foreign troops", "Kurdish forces": whose they are is not said, so only soldiers and police of no kind at all are the state's own.
  if ((a.sector == "MIL" || a.sector == "COP") && a.name.find(' ') == std::string::npos) return government(country);
  return {};
}

}  // namespace daybook
