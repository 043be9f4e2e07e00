#include "present/brief.h"

#include <set>

#include <fmt/format.h>

#include "present/wording.h"

namespace daybook {
namespace {

using ClaimIndex = std::map<std::string_view, const LedgerClaim*>;

/// At most this many claims behind one sentence are printed; `explain` gives all.
constexpr std::size_t kMostMarks = 4;
constexpr int kRecentDays = 10;

std::vector<std::string> first_of(std::vector<std::string> ids, std::size_t most = kMostMarks) {
  if (ids.size() > most) ids.resize(most);
  return ids;
}

bool territorial(const Event& e) { return e.kind == "capture" || e.kind == "lose"; }

/// Weight of a kind of place in the choice of highlights.
int rank_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::city: case PlaceKind::province: return 3;
    case PlaceKind::border_crossing: case PlaceKind::airport: case PlaceKind::base: return 2;
    case PlaceKind::district: case PlaceKind::town: case PlaceKind::road: return 1;
    case PlaceKind::country: case PlaceKind::region: case PlaceKind::river: case PlaceKind::sea: case PlaceKind::area: return 0;
  }
  return 0;
}

bool within_days(const std::optional<TimeReading>& time, Day as_of, int days) {
  return time && time->from && time->to && *time->to <= as_of && *time->from > as_of - days && *time->to - *time->from <= days;
}

/// "The Taliban took A (14 July), B (8 July) and C": one sentence a holder, most important places first.
void add_changes(const BriefInput& input, const ClaimIndex& index, std::vector<CitedSentence>& out) {
  struct Change { const ControlState* state; };
  std::map<std::string, std::vector<Change>> by_holder;
  for (const auto& state : input.picture.control)
    if (state.status != ControlStatus::unknown && !state.holder.empty() && state.since && *state.since >= input.as_of - kRecentDays &&
        !state.claim_ids.empty() && state.basis != "inferred")
      by_holder[state.holder].push_back({&state});
  std::vector<std::pair<std::string, std::vector<Change>>> groups(by_holder.begin(), by_holder.end());
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  for (auto& [holder, changes] : groups) {
    std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
      const int ra = rank_of(a.state->place.kind), rb = rank_of(b.state->place.kind);
      return ra != rb ? ra > rb : *a.state->since > *b.state->since;
    });
    // A town and the crossing beside it that change hands by the same words are one gain.
    std::set<std::string_view> evidence;
    std::erase_if(changes, [&](const Change& c) { return !evidence.insert(c.state->claim_ids.front()).second; });
    CitedSentence sentence;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < changes.size() && i < 4; ++i) {
      const auto& s = *changes[i].state;
      names.push_back(fmt::format("{} ({}{} {})", s.place.name, s.place.kind == PlaceKind::border_crossing ? "border crossing, " : "",
                                  s.since->day(), in_words(*s.since).substr(in_words(*s.since).find(' ') + 1, 3)));
      sentence.claim_ids.push_back(s.claim_ids.front());
    }
    const auto rest = changes.size() - names.size();
    if (rest > 0) names.push_back(fmt::format("{} more", rest));
    std::string who = party_words(holder);
    who[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(who[0])));
    sentence.text = fmt::format("{} gained {} in the {} days to {}: {}.", who, changes.size() == 1 ? "one place" : fmt::format("{} places", changes.size()),
                                kRecentDays, in_words(input.as_of), join_words(names));
    out.push_back(std::move(sentence));
    if (out.size() >= 2) break;
  }
  (void)index;
}

void add_contested(const BriefInput& input, std::vector<CitedSentence>& out) {
  std::vector<const ControlState*> contested;
  for (const auto& s : input.picture.control)
    if (s.status == ControlStatus::contested && !s.claim_ids.empty() && s.last_evidence && *s.last_evidence > input.as_of - kRecentDays) contested.push_back(&s);
  if (contested.empty()) return;
  std::stable_sort(contested.begin(), contested.end(), [](auto* a, auto* b) { return rank_of(a->place.kind) > rank_of(b->place.kind); });
  CitedSentence sentence;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < contested.size() && i < 4; ++i) {
    const auto& s = *contested[i];
    std::string name = s.place.name;
    if (!s.holder.empty()) name += " (held by " + party_words(s.holder) + ")";
    names.push_back(std::move(name));
    const auto& evidence = s.opposing_claim_ids.empty() ? s.claim_ids : s.opposing_claim_ids;
    sentence.claim_ids.push_back(evidence.front());
  }
  if (contested.size() > 4) names.push_back(fmt::format("{} more", contested.size() - 4));
  sentence.text = "Contested: " + join_words(names) + ".";
  out.push_back(std::move(sentence));
}

std::string round_words(const Round& round) {
  std::string text = round.place.empty() ? "A round of talks" : "A round of talks in " + round.place;
  if (round.begin) text += (round.begin->precision == TimePrecision::day && !round.end ? " on " : ", ") + in_words(*round.begin);
  if (round.begin && round.end && round.begin->from && round.end->to && *round.end->to > *round.begin->from) {
    TimeReading span = *round.begin;
    span.to = round.end->to;
    span.precision = TimePrecision::interval;
    text = (round.place.empty() ? std::string("A round of talks") : "A round of talks in " + round.place) + ", " + in_words(span);
  }
  return text;
}

void add_talks_highlight(const BriefInput& input, std::vector<CitedSentence>& out) {
  const Track* best = nullptr;
  const Round* latest = nullptr;
  for (const auto& track : input.picture.tracks)
    for (const auto& round : track.rounds)
      if (round.begin && round.begin->from && *round.begin->from <= input.as_of && !round.claim_ids.empty() &&
          (!latest || *round.begin->from > *latest->begin->from || (*round.begin->from == *latest->begin->from && round.claim_ids.size() > latest->claim_ids.size()))) {
        best = &track;
        latest = &round;
      }
  if (!latest) return;
  CitedSentence sentence{round_words(*latest), first_of(latest->claim_ids, 2)};
  if (best->parties.size() >= 2) {
    std::vector<std::string> parties;
    for (const auto& p : best->parties) parties.push_back(party_words(p));
    sentence.text += " between " + join_words(parties);
  }
  if (!latest->outcomes.empty()) sentence.text += ", ended with: “" + latest->outcomes.front() + "”";
  sentence.text += ".";
  if (!best->next_meeting.empty()) {
    sentence.text += best->next_meeting == "no date given" ? " A further meeting was announced without a date." : " Next meeting: " + best->next_meeting + ".";
    for (const auto& id : first_of(best->next_claim_ids, 1)) sentence.claim_ids.push_back(id);
  }
  out.push_back(std::move(sentence));
}

std::vector<KeyFigure> key_figures(const BriefInput& input, const ClaimIndex& index) {
  // The latest figure of each series and source: never one number for several. A copy of a report is no second source.
  struct Row { Day day; KeyFigure figure; };
  std::vector<Row> rows;
  std::set<std::tuple<std::string_view, std::string, std::string_view>> told;
  for (const auto& tally : input.picture.tallies) {
    std::map<std::string, const TallyPoint*> latest;
    for (const auto& point : tally.points) {
      if (!point.day || *point.day > input.as_of) continue;
      auto& slot = latest[point.source];
      if (!slot || *point.day > *slot->day) slot = &point;
    }
    for (const auto& [source, point] : latest) {
      const auto claim = index.find(point->claim_id);
      const std::string_view origin = claim == index.end() ? std::string_view(source) : std::string_view(claim->second->origin_id);
      if (!told.insert({tally.id, in_words(point->number), origin}).second) continue;
      rows.push_back({*point->day, {in_words(point->number), tally.subject, source, in_words(*point->day), {point->claim_id}}});
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.day > b.day; });
  std::vector<KeyFigure> out;
  for (auto& row : rows) out.push_back(std::move(row.figure));
  // Districts first: they are the figure this kind of brief is opened for.
  std::stable_partition(out.begin(), out.end(), [](const KeyFigure& f) { return f.label.find("district") != std::string::npos; });
  return out;
}

std::vector<ControlGroup> control_groups(const BriefInput& input) {
  std::map<std::string, ControlGroup> groups;
  for (const auto& state : input.picture.control) {
    if (state.claim_ids.empty() && state.remarks.empty()) continue;
    const bool unknown = state.status == ControlStatus::unknown || state.holder_id.empty();
    auto& group = groups[unknown ? "" : state.holder_id];
    if (!unknown) group.holder_id = state.holder_id, group.holder = state.holder;
    (state.status == ControlStatus::contested || unknown ? group.contested : group.held).push_back(&state);
  }
  std::vector<ControlGroup> out;
  for (auto& [id, group] : groups) {
    const auto order = [](const ControlState* a, const ControlState* b) {
      return std::tie(a->place.admin1, a->place.name, a->place.id) < std::tie(b->place.admin1, b->place.name, b->place.id);
    };
    std::sort(group.held.begin(), group.held.end(), order);
    std::sort(group.contested.begin(), group.contested.end(), order);
    out.push_back(std::move(group));
  }
  std::stable_sort(out.begin(), out.end(), [](const ControlGroup& a, const ControlGroup& b) {
    if (a.holder_id.empty() != b.holder_id.empty()) return b.holder_id.empty();
    return a.held.size() + a.contested.size() > b.held.size() + b.contested.size();
  });
  return out;
}

std::vector<TrackBrief> talks_of(const BriefInput& input) {
  std::vector<TrackBrief> out;
  for (const auto& track : input.picture.tracks) {
    if (track.rounds.empty() && track.positions.empty()) continue;
    TrackBrief brief{track.name, {}};
    for (auto it = track.rounds.rbegin(); it != track.rounds.rend() && brief.sentences.size() < 6; ++it) {
      if (it->claim_ids.empty()) continue;
      CitedSentence sentence{round_words(*it), first_of(it->claim_ids, 3)};
      if (!it->phase.empty()) sentence.text += " (" + it->phase + ")";
      sentence.text += ".";
      brief.sentences.push_back(std::move(sentence));
      for (const auto& d : it->delegations) {
        if (d.claim_ids.empty()) continue;
        if (d.party.empty() && d.head.empty() && d.members.empty()) {  // somebody stayed away of whom no party is known
          if (!d.refused.empty()) brief.sentences.push_back({"Stayed away: " + join_words(d.refused) + ".", first_of(d.claim_ids, 2)});
          continue;
        }
        CitedSentence line{d.party.empty() ? "A delegation" : "Delegation of " + party_words(d.party), first_of(d.claim_ids, 2)};
        if (!d.head.empty()) line.text += ", headed by " + d.head;
        std::vector<std::string> members;
        for (const auto& m : d.members)
          if (m.name != d.head) members.push_back(m.name);
        if (!members.empty()) line.text += (d.head.empty() ? ": " : "; with ") + join_words(members);
        if (!d.refused.empty()) line.text += ". Stayed away: " + join_words(d.refused);
        line.text += ".";
        brief.sentences.push_back(std::move(line));
      }
      if (!it->agenda.empty()) brief.sentences.push_back({"On the agenda: " + join_words(it->agenda) + ".", first_of(it->claim_ids, 2)});
    }
    std::size_t shown = 0;
    for (const auto& p : track.positions) {
      if (p.claim_ids.empty() || p.term.empty() || ++shown > 8) continue;
      CitedSentence line{"", first_of(p.claim_ids, 2)};
      std::string who = p.by.name.empty() ? "Somebody" : party_words(p.by.name);
      who[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(who[0])));
      line.text = fmt::format("{} ({}): “{}”", who, p.kind, p.term);
      if (!p.attribution.empty() && !p.attribution.front().name.empty()) line.text += ", according to " + party_words(p.attribution.front().name);
      if (!p.answer.empty()) line.text += "; " + p.answer;
      line.text += ".";
      brief.sentences.push_back(std::move(line));
    }
    if (!track.next_meeting.empty() && !track.next_claim_ids.empty())
      brief.sentences.push_back({"Next meeting: " + track.next_meeting + ".", first_of(track.next_claim_ids, 2)});
    if (!brief.sentences.empty()) out.push_back(std::move(brief));
  }
  return out;
}

std::vector<CitedSentence> disputes_of(const BriefInput& input, const ClaimIndex& index) {
  std::vector<CitedSentence> out;
  for (const auto& s : input.picture.control) {
    if (s.opposing_claim_ids.empty() || s.claim_ids.empty()) continue;
    std::string text = place_words(s.place) + ": " + (s.holder.empty() ? "holder unknown" : "held by " + party_words(s.holder));
    if (s.status == ControlStatus::contested) text += ", contested" + (s.contested_since ? " since " + in_words(*s.contested_since) : std::string());
    CitedSentence line{text + "; other evidence speaks against it.", first_of(s.claim_ids, 2)};
    for (const auto& id : first_of(s.opposing_claim_ids, 2)) line.claim_ids.push_back(id);
    out.push_back(std::move(line));
  }
  for (const auto& e : input.picture.events) {
    if (e.disputing_claim_ids.empty() || e.claim_ids.empty()) continue;
    const auto found = index.find(e.claim_ids.front());
    if (found == index.end()) continue;
    CitedSentence line{sentence_for(e, *found->second) + " Disputed" + (e.disputing.empty() ? "." : " by " + join_words(e.disputing) + "."), first_of(e.claim_ids, 2)};
    for (const auto& id : first_of(e.disputing_claim_ids, 2)) line.claim_ids.push_back(id);
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<TimelineDay> timeline_of(const BriefInput& input, const ClaimIndex& index) {
  std::map<int, std::vector<const Event*>> days;
  for (const auto& e : input.picture.events)
    if (e.time && e.time->from && e.time->to && *e.time->to - *e.time->from <= 1 && *e.time->from <= input.as_of && !e.claim_ids.empty())
      days[e.time->from->number].push_back(&e);
  std::vector<TimelineDay> out;
  for (auto it = days.rbegin(); it != days.rend() && out.size() < 60; ++it) {
    TimelineDay day{in_words(Day{it->first}), {}};
    std::stable_sort(it->second.begin(), it->second.end(), [](const Event* a, const Event* b) {
      return a->origins != b->origins ? a->origins > b->origins : territorial(*a) > territorial(*b);
    });
    for (const Event* e : it->second) {
      const auto found = index.find(e->claim_ids.front());
      if (found == index.end()) continue;
      std::string text = sentence_for(*e, *found->second);
      if (e->origins > 1) text += fmt::format(" ({} independent origins)", e->origins);
      day.entries.push_back({std::move(text), first_of(e->claim_ids, 3)});
    }
    if (!day.entries.empty()) out.push_back(std::move(day));
  }
  return out;
}

CitedSentence named_districts(const BriefInput& input, const std::vector<ControlGroup>& groups) {
  CitedSentence out;
  std::vector<std::string> parts;
  for (const auto& g : groups) {
    if (g.holder_id.empty()) continue;
    std::size_t districts = 0;
    for (const auto* s : g.held)
      if (s->place.kind == PlaceKind::district) {
        ++districts;
        if (out.claim_ids.size() < kMostMarks) out.claim_ids.push_back(s->claim_ids.empty() ? "" : s->claim_ids.front());
      }
    if (districts > 0) parts.push_back(fmt::format("{} by {}", districts, party_words(g.holder)));
  }
  std::erase(out.claim_ids, "");
  if (parts.empty() || out.claim_ids.empty()) return {};
  out.text = fmt::format("Districts that named evidence supports as held on {}: {}{}. Reported totals are not spread over districts nobody named.",
                         in_words(input.as_of), join_words(parts), input.districts.empty() ? "" : fmt::format(", of {} in the gazetteer", input.districts.size()));
  return out;
}

}  // namespace

std::string source_words(const LedgerClaim& claim) {
  std::string out = !claim.publisher.empty() ? claim.publisher : !claim.title.empty() ? "“" + claim.title + "”" : claim.file;
  if (claim.published) out += ", " + in_words(*claim.published) + (claim.published_inferred ? " (inferred)" : "");
  else out += ", date unknown";
  return out;
}

std::string marks_of(const Brief& brief, const CitedSentence& sentence) {
  std::string out;
  std::set<int> printed;
  for (const auto& id : sentence.claim_ids)
    if (const auto found = brief.number_of.find(id); found != brief.number_of.end() && printed.insert(found->second).second) out += fmt::format("[{}]", found->second);
  return out;
}

Brief make_brief(const BriefInput& input) {
  ClaimIndex index;
  for (const auto& c : input.claims) index[c.claim.id] = &c;

  Brief brief;
  brief.as_of = input.as_of;
  brief.region = input.country_name;
  brief.documents = input.documents.size();
  brief.claims = input.claims.size();
  brief.events = input.picture.events.size();
  brief.rejected = input.rejected;
  std::set<std::string_view> origins, with_claims;
  for (const auto& c : input.claims) origins.insert(c.origin_id), with_claims.insert(c.claim.document_id);
  brief.origins = origins.size();
  brief.reports_with_claims = with_claims.size();
  std::string first, last;
  for (const auto& d : input.documents) {
    if (d.published.empty()) continue;
    if (first.empty() || d.published < first) first = d.published;
    if (last.empty() || d.published > last) last = d.published;
  }
  if (const auto a = parse_iso_day(first), b = parse_iso_day(last); a && b) brief.coverage = in_words(*a) + " to " + in_words(*b);

  brief.control = control_groups(input);
  for (const auto& g : brief.control)
    if (!g.holder_id.empty()) brief.holders.push_back(g.holder_id);
  add_changes(input, index, brief.highlights);
  add_contested(input, brief.highlights);
  add_talks_highlight(input, brief.highlights);
  brief.figures = key_figures(input, index);
  for (const auto& f : brief.figures) {
    if (brief.highlights.size() >= 6) break;
    if (f.label.find("district") == std::string::npos) continue;
    brief.highlights.push_back({fmt::format("{}: {}{}, {}.", f.label, f.figure, f.source.empty() ? "" : ", according to " + party_words(f.source), f.date), f.claim_ids});
    brief.highlights.back().text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(brief.highlights.back().text[0])));
    break;
  }
  brief.timeline = timeline_of(input, index);
  // Too little for three highlights: the best-supported events of the last days stand in.
  std::vector<const Event*> events;
  for (const auto& e : input.picture.events)
    if (within_days(e.time, input.as_of, kRecentDays) && !e.claim_ids.empty() && !territorial(e) && e.kind != "hold" && e.kind != "talk") events.push_back(&e);
  std::stable_sort(events.begin(), events.end(), [](auto* a, auto* b) { return a->origins > b->origins; });
  for (const auto* e : events) {
    if (brief.highlights.size() >= 4) break;
    if (const auto found = index.find(e->claim_ids.front()); found != index.end())
      brief.highlights.push_back({sentence_for(*e, *found->second), first_of(e->claim_ids, 2)});
  }
  brief.named_count = named_districts(input, brief.control);
  brief.talks = talks_of(input);
  brief.disputed = disputes_of(input, index);

  // References are numbered in reading order.
  const auto cite = [&](const std::vector<std::string>& ids) {
    for (const auto& id : ids) {
      const auto found = index.find(id);
      if (found == index.end() || brief.number_of.contains(id)) continue;
      const int number = static_cast<int>(brief.references.size()) + 1;
      brief.number_of[id] = number;
      brief.references.push_back({number, found->second});
    }
  };
  for (const auto& s : brief.highlights) cite(s.claim_ids);
  for (const auto& f : brief.figures) cite(f.claim_ids);
  cite(brief.named_count.claim_ids);
  for (const auto& g : brief.control)
    for (const auto* list : {&g.held, &g.contested})
      for (const auto* s : *list) {
        cite(first_of(s->claim_ids, 2));
        cite(first_of(s->opposing_claim_ids, 2));
      }
  for (const auto& t : brief.talks)
    for (const auto& s : t.sentences) cite(s.claim_ids);
  for (const auto& s : brief.disputed) cite(s.claim_ids);
  for (const auto& d : brief.timeline)
    for (const auto& s : d.entries) cite(s.claim_ids);
  return brief;
}

}  // namespace daybook
