#include "picture/belief.h"

#include <algorithm>
#include <cmath>

namespace daybook {
namespace {

constexpr double kHolderHalfLife = 120;  // days after which half of what was known is unknown again
constexpr double kFightHalfLife = 7;     // a fight nobody reports any more is over
constexpr int kSameNews = 30;            // days within which one origin only repeats itself
constexpr double kContest = 0.20;        // strength of a fight that makes a place contested
constexpr double kRival = 0.25;          // probability of a second holder that makes it disputed
constexpr double kHeld = 0.40;           // probability from which a holder is named
constexpr double kDefender = 0.55;       // part of the unknown that goes to the side under attack
constexpr double kDenial = 0.6;          // a denial weighs less than the loss it would be

}  // namespace

void Belief::advance(Day to) {
  if (now_ && to <= *now_) return;
  if (now_) {
    const double days = to - *now_;
    const double kept = std::exp2(-days / kHolderHalfLife);
    double lost = 0;
    for (auto& [party, p] : holds_)
      if (!party.empty()) lost += p * (1 - kept), p *= kept;
    holds_[""] += lost;
    for (auto& [party, fight] : fights_) fight.strength *= std::exp2(-days / kFightHalfLife);
  }
  now_ = to;
  note_contest();
}

double Belief::fresh_weight(const Observation& o) {
  auto& [before, day] = told_[{static_cast<int>(o.effect), o.party, o.claim->origin_id.empty() ? o.claim->claim.document_id : o.claim->origin_id}];
  // A report that tells of two times far apart says two things.
  if (o.day - day > kSameNews) before = 0;
  day = o.day;
  if (o.weight <= before) return 0;
  const double fresh = 1 - (1 - o.weight) / (1 - before);
  before = o.weight;
  return fresh;
}

void Belief::take(const Observation& o) {
  advance(o.day);
  switch (o.effect) {
    case Effect::gain: gain(o, fresh_weight(o)); break;
    case Effect::leave: drain(o.party, fresh_weight(o)); break;
    case Effect::denial: drain(o.party, kDenial * fresh_weight(o)); break;
    case Effect::pressure: press(o); break;
    case Effect::siege: break;  // a siege is told beside the state; the holder still holds
  }
  note_contest();
}

void Belief::gain(const Observation& o, double weight) {
  // News of another holder starts the count of who said what anew, so that a later return can be told by the same origins.
  if (o.party != holder()) std::erase_if(told_, [&](const auto& t) { return std::get<0>(t.first) == static_cast<int>(Effect::gain) && std::get<1>(t.first) != o.party; });
  for (auto& [party, p] : holds_) p *= 1 - weight;
  holds_[o.party] += weight;
  for (auto& [party, fight] : fights_) {
    if (party == o.party) fight.strength = 0;
    // Taking a place ends the fight for it. That somebody holds it says so only some days after the fighting was heard of.
    else if (o.taken) fight.strength *= 1 - weight;
    else fight.strength *= 1 - weight * std::min(1.0, (o.day - fight.last) / kFightHalfLife);
  }
}

void Belief::drain(const std::string& party, double part) {
  const auto found = holds_.find(party);
  if (found == holds_.end() || party.empty()) return;
  const double lost = found->second * part;
  found->second -= lost;
  holds_[""] += lost;
}

void Belief::press(const Observation& o) {
  std::string by = o.party;
  double weight = o.weight;
  if (!by.empty() && by == holder()) {
    // The holder fights there, so the other side is there.
    if (o.against.empty() || o.against == by) return;
    by = o.against;
    if (o.claim->claim.kind != "clash") weight /= 2;
  }
  Fight& fight = fights_[by];
  // Several reports of one day are hardly more than one: the strongest counts, a later day adds.
  fight.strength = fight.strength > 0 && fight.last == o.day ? std::max(fight.strength, weight) : 1 - (1 - fight.strength) * (1 - weight);
  fight.last = o.day;
}

void Belief::infer_defender(const std::string& party) {
  if (party.empty()) return;
  const double given = holds_[""] * kDefender;
  holds_[""] -= given;
  holds_[party] += given;
}

std::string Belief::holder() const {
  std::string best;
  double most = kHeld;
  for (const auto& [party, p] : holds_)
    if (!party.empty() && p >= most) best = party, most = std::nextafter(p, 2.0);
  return best;
}

double Belief::probability(const std::string& party) const {
  const auto found = holds_.find(party);
  return found == holds_.end() ? 0 : found->second;
}

std::pair<double, std::string> Belief::pressure() const {
  const std::string held_by = holder();
  std::pair<double, std::string> best{0, ""};
  for (const auto& [party, fight] : fights_)
    if ((party.empty() || party != held_by) && fight.strength > best.first) best = {fight.strength, party};
  return best;
}

bool Belief::disputed() const {
  return std::count_if(holds_.begin(), holds_.end(), [](const auto& h) { return !h.first.empty() && h.second >= kRival; }) >= 2;
}

bool Belief::contested() const { return disputed() || pressure().first >= kContest; }

void Belief::note_contest() {
  if (!contested()) contested_since_.reset();
  else if (!contested_since_) contested_since_ = now_;
}

}  // namespace daybook
