#include "picture/talks.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "picture/rounds.h"
#include "picture/words.h"

namespace daybook {
namespace {

using Claims = std::vector<const LedgerClaim*>;
using Set = std::vector<std::string>;  // sorted party ids

constexpr int kAnswerSentences = 4;  // a denial so soon after answers what was said

bool one_of(const std::string& kind, std::initializer_list<std::string_view> kinds) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }
bool is_talks(const std::string& kind) {
  return one_of(kind, {"talk", "attend", "lead", "state", "agree", "demand", "offer", "promise", "reject", "deny", "mediate", "cease_fire", "release"});
}
bool names_a_pair(const std::string& kind) { return one_of(kind, {"talk", "agree", "demand", "offer", "promise", "mediate", "cease_fire"}); }
bool is_position(const std::string& kind) { return one_of(kind, {"demand", "offer", "promise", "reject", "deny"}); }

Set parties_in(const Claim& c, const Parties& parties) {
  std::set<std::string> all;
  if (c.kind != "mediate")
    for (auto& p : parties.sides(c.actors)) all.insert(p);
  for (auto& p : parties.sides(c.targets)) all.insert(p);
  return {all.begin(), all.end()};
}

bool within(const Set& some, const Set& all) { return std::includes(all.begin(), all.end(), some.begin(), some.end()); }

using Votes = std::map<Set, int>;

/// The pair most often named, among those that contain `some`; ties go to the first in order of ids.
Set most_named(const Votes& votes, const Set& some) {
  Set best;
  int most = 0;
  for (const auto& [set, count] : votes)
    if (count > most && within(some, set)) best = set, most = count;
  return best;
}

/// Parties whose people attend in one document: two of them make a pair though no sentence says who talks to whom.
Set attending(const Claims& document, const Parties& parties) {
  std::map<std::string, int> counts;
  for (const auto* c : document)
    if (one_of(c->claim.kind, {"attend", "lead", "talk", "offer", "demand"}))
      for (const auto* slot : {&c->claim.actors, &c->claim.attribution})
        for (const auto& p : parties.sides(*slot)) ++counts[p];
  std::vector<std::pair<int, std::string>> by_count;
  for (const auto& [party, count] : counts) by_count.push_back({-count, party});
  std::sort(by_count.begin(), by_count.end());
  if (by_count.size() < 2) return {};
  Set out{by_count[0].second, by_count[1].second};
  std::sort(out.begin(), out.end());
  return out;
}

bool concerns_talks(const LedgerClaim& c, const Parties& parties) {
  // A release or a ceasefire belongs to talks only where its own words tie it to two parties; the rest are events.
  if (one_of(c.claim.kind, {"release", "cease_fire"})) return parties_in(c.claim, parties).size() >= 2;
  return is_talks(c.claim.kind);
}

std::map<Set, Claims> by_track(const Claims& claims, const Parties& parties) {
  std::map<std::string, Claims> documents;
  Votes everywhere;
  std::map<std::string, Votes> in_document;
  for (const auto* c : claims) {
    if (!concerns_talks(*c, parties)) continue;
    documents[c->claim.document_id].push_back(c);
    const Set named = parties_in(c->claim, parties);
    if (!names_a_pair(c->claim.kind) || named.size() < 2) continue;
    // Old agreements told as history must not capture the talks of today.
    const int weight = c->claim.kind == "talk" ? 2 : 1;
    everywhere[named] += weight;
    in_document[c->claim.document_id][named] += weight;
  }
  for (const auto& [id, in] : documents)
    if (const Set pair = attending(in, parties); !pair.empty()) in_document[id][pair] += 2, everywhere[pair] += 1;

  std::map<Set, Claims> tracks;
  for (const auto* c : claims) {
    if (!concerns_talks(*c, parties)) continue;
    Set named = parties_in(c->claim, parties);
    // Politicians of one side who meet each other: no part of talks with another.
    if (c->claim.kind == "talk" && named.size() == 1 && Parties::of(c->claim.actors).size() >= 2) continue;
    if (names_a_pair(c->claim.kind) && named.size() >= 2) {
      tracks[named].push_back(c);
      continue;
    }
    if (named.size() > 1) named.clear();  // a list of delegates from several sides
    // Without its own pair: the pair its document speaks of, else the pair everybody speaks of.
    Set track = most_named(in_document[c->claim.document_id], named);
    if (track.empty() && !named.empty()) track = most_named(everywhere, named);
    if (!track.empty()) tracks[track].push_back(c);
  }
  // Positions and people alone are no negotiation.
  std::erase_if(tracks, [](const auto& t) {
    return std::none_of(t.second.begin(), t.second.end(), [](const auto* c) { return one_of(c->claim.kind, {"talk", "agree", "mediate", "attend"}); });
  });
  return tracks;
}

/// Does `answer` (a denial or rejection in the same document) speak to `position`, as far as nearness, topic and speaker tell?
bool answers(const LedgerClaim& answer, const LedgerClaim& position) {
  if (answer.claim.id == position.claim.id || answer.claim.sentence < position.claim.sentence) return false;
  const auto speaker = [](const LedgerClaim& c) {
    const auto from = Parties::of(c.claim.attribution);
    if (!from.empty()) return from.front();
    const auto actors = Parties::of(c.claim.actors);
    return actors.empty() ? std::string() : actors.front();
  };
  const auto by = Parties::of(answer.claim.actors);
  if (by.empty() || by.front() == speaker(position)) return false;
  if (answer.claim.sentence - position.claim.sentence <= kAnswerSentences) return true;
  return std::any_of(answer.claim.topics.begin(), answer.claim.topics.end(),
                     [&](const auto& t) { return std::find(position.claim.topics.begin(), position.claim.topics.end(), t) != position.claim.topics.end(); });
}

const std::string& term_of(const LedgerClaim& c) { return c.claim.term.empty() ? c.quote_text : c.claim.term; }

bool same_position(const Position& p, const LedgerClaim& c, const std::vector<std::string>& topics_of_p) {
  if (p.kind != c.claim.kind || c.claim.actors.empty() || Parties::of(p.by) != Parties::of(c.claim.actors.front())) return false;
  if (!p.numbers.empty() && !c.claim.numbers.empty() && p.numbers[0].value != c.claim.numbers[0].value) return false;
  if (p.term == term_of(c)) return true;
  return !c.claim.topics.empty() && c.claim.topics == topics_of_p;
}

std::vector<Position> positions_of(const Claims& claims) {
  std::vector<Position> out;
  std::vector<std::vector<std::string>> topics;
  std::map<std::string, Claims> replies;  // by document
  for (const auto* c : claims)
    if (one_of(c->claim.kind, {"deny", "reject"}) && !c->claim.actors.empty()) replies[c->claim.document_id].push_back(c);
  for (const auto* c : claims) {
    if (!is_position(c->claim.kind) || c->claim.actors.empty()) continue;
    if (!one_of(c->claim.kind, {"deny", "reject"}) && one_of(name_of(c->claim.modality), {"denied", "negated"})) continue;
    std::string answer;
    for (const auto* other : replies[c->claim.document_id])
      if (answer.empty() && !one_of(c->claim.kind, {"deny", "reject"}) && answers(*other, *c))
        answer = (other->claim.kind == "deny" ? "denied by " : "rejected by ") + shown(other->claim.actors.front());
    bool known = false;
    for (std::size_t i = 0; i < out.size() && !known; ++i)
      if (same_position(out[i], *c, topics[i])) {
        out[i].claim_ids.push_back(c->claim.id);
        for (const auto& a : c->claim.attribution)
          if (std::none_of(out[i].attribution.begin(), out[i].attribution.end(), [&](const ClaimActor& b) { return shown(a) == shown(b); })) out[i].attribution.push_back(a);
        if (out[i].numbers.empty()) out[i].numbers = c->claim.numbers;
        if (out[i].answer.empty()) out[i].answer = answer;
        known = true;
      }
    if (known) continue;
    out.push_back({c->claim.kind, c->claim.actors.front(), c->claim.targets, term_of(*c), c->claim.numbers,
                   c->claim.attribution, answer, {c->claim.id}});
    topics.push_back(c->claim.topics);
  }
  return out;
}

/// What the newest document that looks ahead says of the next meeting.
void find_next(Track& track, const Claims& claims, const ToldDays& told) {
  std::optional<Day> newest;
  for (const auto* c : claims) {
    if (c->claim.kind != "talk") continue;
    const bool ahead = c->claim.modality == Modality::planned || c->claim.phase == "schedule";
    const bool undecided = c->claim.modality == Modality::negated && c->claim.phase == "schedule";
    if (!ahead && !undecided) continue;
    const auto at = told.find(c->claim.document_id);
    const Day said = at == told.end() ? Day{} : at->second;
    const bool later = c->claim.time && c->claim.time->reading.from && *c->claim.time->reading.from > said;
    const bool again = undecided || c->claim.phase == "schedule" || c->claim.phase == "resume" || c->claim.phase == "continue" ||
                       has_word(c->quote_text, "again|next|another|further|new meeting|new round");
    if (!later && !again) continue;  // the agenda of this meeting, not another meeting
    if (newest && said < *newest) continue;
    if (newest && said > *newest) track.next_claim_ids.clear(), track.next_meeting.clear();
    newest = said;
    track.next_claim_ids.push_back(c->claim.id);
    if (later) track.next_meeting = c->claim.time->reading.edtf;
    else if (track.next_meeting.empty()) track.next_meeting = "no date given";
  }
}

}  // namespace

std::vector<Track> tracks_of(const Claims& claims, const Parties& parties, const ToldDays& told) {
  std::vector<Track> out;
  for (const auto& [set, in] : by_track(claims, parties)) {
    Track track;
    std::string all;
    for (const auto& party : set) {
      all += party + "|";
      track.parties.push_back(parties.name(party));
    }
    std::sort(track.parties.begin(), track.parties.end());
    for (const auto& name : track.parties) track.name += (track.name.empty() ? "" : " – ") + name;
    track.id = make_id("trk_", {all});
    std::set<std::string> mediators;
    Claims meetings;
    for (const auto* c : in) {
      track.claim_ids.push_back(c->claim.id);
      if (c->claim.kind == "mediate" && c->claim.modality != Modality::negated && c->claim.modality != Modality::denied)
        for (const auto& a : c->claim.actors)
          if (const auto own = parties.sides({a}); own.empty() || !within(own, set)) mediators.insert(shown(a));  // no party mediates its own talks
      const bool planned_next = c->claim.kind == "talk" && c->claim.modality == Modality::planned;
      const bool people = c->claim.kind == "reject";  // a refusal to come; other rejections are positions and stay out below
      if (!is_position(c->claim.kind) || planned_next || people) meetings.push_back(c);
    }
    track.mediators.assign(mediators.begin(), mediators.end());
    track.rounds = rounds_of(meetings, parties, told, track.id, set);
    track.positions = positions_of(in);
    find_next(track, in, told);
    out.push_back(std::move(track));
  }
  std::sort(out.begin(), out.end(), [](const Track& a, const Track& b) { // What is told of most comes first.
    const auto key = [](const Track& t) { return std::tuple(-static_cast<std::ptrdiff_t>(t.claim_ids.size()), t.name, t.id); };
    return key(a) < key(b);
  });
  return out;
}

}  // namespace daybook
