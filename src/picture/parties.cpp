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

}  // namespace

Parties::Parties(const std::vector<const LedgerClaim*>& claims, const PictureOptions& options)
    : names_(options.party_names), governments_(options.governments) {
  // A party is best named by the actor that is the party; else by the most frequent name of those that act for it.
  std::map<std::string, std::map<std::string, int>> own, acting, governing;
  for (const auto* c : claims)
    for (const auto* slot : {&c->claim.actors, &c->claim.targets, &c->claim.attribution})
      for (const auto& a : *slot) {
        const std::string party = of(a);
        if (party.empty() || a.name.empty()) continue;
        ++(a.id == party ? own : acting)[party][a.name];
        if (a.kind == ActorKind::state && a.sector == "GOV" && !a.country.empty()) ++governing[a.country][party];
      }
  const auto most = [](const std::map<std::string, int>& counts) {
    return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  };
  for (const auto& [country, counts] : governing) governments_.try_emplace(country, most(counts));
  for (const auto& [party, counts] : own) names_.try_emplace(party, most(counts));
  for (const auto& [party, counts] : acting) names_.try_emplace(party, most(counts));
}

std::string Parties::of(const ClaimActor& a) {
  if (!a.party_id.empty()) return a.party_id;
  return a.kind == ActorKind::group || a.kind == ActorKind::state || a.kind == ActorKind::forces ? a.id : std::string();
}

std::vector<std::string> Parties::of(const std::vector<ClaimActor>& actors) {
  std::set<std::string> out;
  for (const auto& a : actors)
    if (auto p = of(a); !p.empty()) out.insert(std::move(p));
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

std::string Parties::opponent(const std::string& party, const std::string& country) const {
  const std::string ours = government(country);
  return party.empty() || party == ours ? std::string() : ours;
}

}  // namespace daybook
