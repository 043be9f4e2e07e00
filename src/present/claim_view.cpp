#include "present/claim_view.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "base/utf8.h"
#include "present/mention_view.h"

namespace daybook {
namespace {

constexpr std::size_t kReasons = 6;  ///< of each side

std::string names_of(const std::vector<ClaimActor>& actors) {
  std::string out;
  for (const ClaimActor& a : actors) out += (out.empty() ? "" : ", ") + (a.name.empty() ? "\"" + a.text + "\"" : a.name);
  return out;
}

std::string slots_of(const Claim& claim) {
  std::vector<std::string> parts;
  std::string who = names_of(claim.actors);
  if (!claim.targets.empty()) who += (who.empty() ? "> " : " > ") + names_of(claim.targets);
  if (!who.empty()) parts.push_back(who);
  for (const ClaimPlace& p : claim.places) parts.push_back("at " + p.reading.name);
  if (claim.time) parts.push_back(claim.time->reading.edtf);
  for (const ClaimNumber& n : claim.numbers) parts.push_back(n.text);
  for (const std::string& instrument : claim.instruments) parts.push_back("with " + instrument);
  if (!claim.effect.empty()) parts.push_back("effect " + claim.effect);
  std::string out;
  for (const std::string& p : parts) out += (out.empty() ? "" : ", ") + p;
  if (claim.modality != Modality::asserted) out += (out.empty() ? "" : "; ") + std::string(name_of(claim.modality));
  if (!claim.attribution.empty()) out += (out.empty() ? "" : "; ") + ("said by " + names_of(claim.attribution));
  return out.empty() ? "nobody and nothing named" : out;
}

std::string reasons(const std::vector<Evidence>& why, bool speaks_for) {
  std::string out;
  std::size_t told = 0;
  for (const Evidence& e : why) {
    if ((e.weight > 0) != speaks_for || told == kReasons) continue;
    out += fmt::format("{}{} {:+.1f}", told++ ? ", " : "", e.feature, e.weight);
  }
  return out;
}

void print(std::ostream& out, const ShownClaim& shown) {
  const Claim& c = shown.claim.claim;
  const bool nearly = !shown.objection.empty();
  out << "  " << fmt::format("{:<9} ", nearly ? "(nearly)" : c.kind) << (nearly ? c.kind + (c.phase.empty() ? "" : ", " + c.phase) + ": " : c.phase.empty() ? "" : c.phase + ": ")
      << harmless(slots_of(c)) << '\n';
  out << "            \"" << harmless(shown.claim.quote_text) << fmt::format("\"   {:.2f}, {}", c.confidence, c.rule) << '\n';
  if (nearly) out << "            why not: " << shown.objection << '\n';
  if (const auto pro = reasons(shown.why, true); !pro.empty()) out << "            for: " << pro << '\n';
  if (const auto contra = reasons(shown.why, false); !contra.empty()) out << "            against: " << contra << '\n';
  for (const Evidence& e : shown.choices) out << "            chosen: " << harmless(e.feature) << fmt::format(" {:+.1f}", e.weight) << '\n';
}

}  // namespace

void print_claims(std::ostream& out, std::vector<ShownClaim> claims) {
  std::stable_sort(claims.begin(), claims.end(), [](const ShownClaim& a, const ShownClaim& b) {
    return std::pair(a.claim.claim.sentence, a.claim.claim.trigger.begin) < std::pair(b.claim.claim.sentence, b.claim.claim.trigger.begin);
  });
  const std::string* sentence = nullptr;
  std::uint32_t number = 0;
  for (const ShownClaim& shown : claims) {
    if (!sentence || number != shown.claim.claim.sentence) {
      out << (sentence ? "\n" : "") << harmless(shown.claim.sentence_text) << '\n';
      sentence = &shown.claim.sentence_text, number = shown.claim.claim.sentence;
    }
    print(out, shown);
  }
}

nlohmann::ordered_json shown_claim_to_json(const ShownClaim& shown, const KindCodeTable& codes) {
  nlohmann::ordered_json out = claim_to_json(shown.claim, codes);
  if (!shown.objection.empty()) out["objection"] = shown.objection;
  out["why"] = nlohmann::ordered_json::array();
  for (const Evidence& e : shown.why) out["why"].push_back({{"feature", e.feature}, {"weight", e.weight}});
  out["choices"] = nlohmann::ordered_json::array();
  for (const Evidence& e : shown.choices) out["choices"].push_back({{"chosen", e.feature}, {"weight", e.weight}});
  return out;
}

}  // namespace daybook
