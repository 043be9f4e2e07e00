#include "clean/author_choice.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "base/utf8.h"

namespace daybook {
namespace {

/// How much a field or part that names authors is worth, before anything is known of the names.
constexpr std::pair<std::string_view, double> kWorth[] = {{"json-ld author", 6},        {"itemprop author", 4.6}, {"link to the author", 4.6}, {"hcard author", 4.6}, {"part called author", 4.2}, {"link to an author's page", 4.3},
                                                          {"byline part", 4.4},         {"line that says by", 3.8},  {"name beside the date", 2.8}, {"line under the story", 3.4},
                                                          {"signature", 3},              {"agency named at the head", 5}, {"description that says by", 3}, {"notice of the licence", 2.4}};
constexpr double kHeadField = 5;        // a field of the head
constexpr double kBody = 3.2;           // less for an organisation: any person named by a part of the page is worth more
constexpr double kAccount = 2.2;        // less for a login
constexpr double kAgreement = 1;        // more where another kind of part names the same
constexpr std::size_t kNear = 60;       // nodes between marks that name the authors of one story

struct Claimed {
  std::vector<std::string> names;
  std::string basis;
  double worth = 0;
  bool body = false;
  bool under = false;  ///< named under the story only: marks there agree with each other for nothing
};

double worth_of(std::string_view basis) {
  for (const auto& [name, worth] : kWorth)
    if (basis == name) return worth;
  return kHeadField;
}

/// "wordpressadmin", "riverfox": one word that starts small.
bool account(const std::string& name) { return name.find(' ') == std::string::npos && std::islower(static_cast<unsigned char>(name[0])); }

/// "hillpost.example": an address stands for the site.
bool address(const std::string& name) {
  const auto dot = name.find('.');
  return name.find(' ') == std::string::npos && dot != std::string::npos && dot > 1 && dot + 2 < name.size() && std::isalpha(static_cast<unsigned char>(name[dot + 1]));
}

bool same_names(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& x) { return std::any_of(b.begin(), b.end(), [&](const auto& y) { return same_title(x, y); }); });
}

bool holds_all(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return std::all_of(some.begin(), some.end(), [&](const auto& x) { return std::any_of(all.begin(), all.end(), [&](const auto& y) { return same_title(x, y); }); });
}

bool in_capitals(const std::string& name) {
  return std::none_of(name.begin(), name.end(), [](char c) { return std::islower(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; });
}

class Choice {
 public:
  Choice(const std::vector<std::string>& site_names, const CleanLexicon& lexicon) : site_names_(site_names), lexicon_(lexicon) {}

  void add(std::vector<std::string> names, const std::string& basis, double worth, bool body, bool person, bool under = false) {
    for (auto& name : names) cut_employer(name);
    // Names of the site and its desks stand beside persons' as their employers.
    const auto desk = [&](const std::string& name) {
      return names_site(name, site_names_) || led_by_site(name) || address(name) || is_agency(lexicon_, name) || has_label_word(lexicon_, LabelRole::body, fold_key(name));
    };
    const auto others = std::count_if(names.begin(), names.end(), [&](const auto& name) { return !desk(name); });
    if (others > 0 && !person && !body) std::erase_if(names, desk);
    if (names.empty()) return;
    body = body || (others == 0 && !(person && names_site(names.front(), site_names_) && like_person(names.front())));
    if (body) worth -= kBody;
    if (account(names.front())) worth -= kAccount;
    for (auto& known : claims_)
      if (known.basis == basis && known.names == names) return;
    claims_.push_back({std::move(names), basis, worth, body, under});
  }

  std::vector<std::string> best() const {
    const Claimed* best = nullptr;
    double most = 0;
    for (const auto& claim : claims_) {
      double worth = claim.worth;
      if (!claim.body && std::any_of(claims_.begin(), claims_.end(), [&](const auto& other) { return other.basis != claim.basis && !(other.under && claim.under) && same_names(other.names, claim.names); })) worth += kAgreement;
      if (!best || worth > most) best = &claim, most = worth;
    }
    if (!best) return {};
    if (best->body) return best->names;
    // Where a page writes the same names in capitals and as they are written, the latter.
    if (std::all_of(best->names.begin(), best->names.end(), in_capitals))
      for (const auto& claim : claims_)
        if (claim.names.size() == best->names.size() && holds_all(best->names, claim.names) && std::none_of(claim.names.begin(), claim.names.end(), in_capitals)) return claim.names;
    // A byline that names all these and more is the fuller one.
    for (const auto& claim : claims_)
      if (!claim.body && claim.names.size() > best->names.size() && claim.names.size() <= 4 && claim.basis != "part called author" && holds_all(claim.names, best->names) &&
          std::all_of(claim.names.begin(), claim.names.end(), like_person))
        return claim.names;
    return best->names;
  }

 private:
  /// "Ann Lee Hill Post": the site's name of two words or more after a person's.
  void cut_employer(std::string& name) const {
    const auto key = fold_key(name);
    if (key.size() != name.size()) return;  // the bytes of the two must be the same ones
    for (const auto& site : site_names_) {
      const auto tail = fold_key(site);
      if (tail.find(' ') == std::string::npos || key.size() <= tail.size() + 1 || !key.ends_with(" " + tail)) continue;
            auto rest = name.substr(0, key.size() - tail.size() - 1);
      while (!rest.empty() && std::string_view(".,;|/- ").find(rest.back()) != std::string_view::npos) rest.pop_back();
      if (like_person(rest)) name = std::move(rest);
      return;
    }
  }

  /// "HPN Business": a desk, called after its site.
  bool led_by_site(const std::string& name) const {
    const auto key = fold_key(name);
    return std::any_of(site_names_.begin(), site_names_.end(), [&](const auto& site) { return site.size() >= 3 && key.starts_with(fold_key(site) + " "); });
  }

  const std::vector<std::string>& site_names_;
  const CleanLexicon& lexicon_;
  std::vector<Claimed> claims_;
};

/// A part that lists of other stories have, too.
bool is_foreign(const std::string& basis) { return basis != "line under the story" && basis != "signature"; }

/// "Ann van Lee", not "Town opens park": words that start small are particles.
bool spelt_as_name(const std::string& name, const CleanLexicon& lexicon) {
  for (std::size_t at = 0; at < name.size();) {
    const auto end = std::min(name.find(' ', at), name.size());
    const auto word = fold_key(std::string_view(name).substr(at, end - at));
    if (std::islower(static_cast<unsigned char>(name[at])) && label_length(lexicon, LabelRole::particle, word) != word.size()) return false;
    at = end + 1;
  }
  return true;
}

/// "Example Times" -> "ET"
std::string initials_of(const std::string& name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); at = name.find(' ', at) == std::string::npos ? name.size() : name.find(' ', at) + 1)
    if (std::isupper(static_cast<unsigned char>(name[at]))) out += name[at];
  return out;
}

/// Does a word of four letters or more stand in one of the names, too, or are their initials a word of it ("ET Online")?
bool shares_word(const std::string& text, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    const auto initials = initials_of(name);
    if (initials.size() >= 2 && (text.starts_with(initials + " ") || text.ends_with(" " + initials))) return true;
  }
  const auto key = fold_key(text);
  for (std::size_t at = 0; at < key.size();) {
    const auto end = std::min(key.find(' ', at), key.size());
    if (end - at >= 4)
      for (const auto& name : names)
        if (fold_key(name).find(key.substr(at, end - at)) != std::string::npos) return true;
    at = end + 1;
  }
  return false;
}

double side_worth(PageSide side, const std::string& basis) {
  switch (side) {
    case PageSide::head: return 0;
    case PageSide::above: return -0.4;
    case PageSide::story: return -0.8;
    case PageSide::below: return basis == "line under the story" || basis == "signature" ? 0 : -1.6;
  }
  return 0;
}

/// The owner of a site that is called after him: "© Ann Lee" on "Ann Lee's Notes".
std::string owner_of_site(const std::string& owner, const std::string& site, const std::vector<std::string>& names) {
  if (!like_person(owner)) return {};
  const auto called = [&](const std::string& name) { return name.starts_with(owner + "'s ") || name.starts_with(owner + "’s "); };
  return called(site) || std::any_of(names.begin(), names.end(), called) ? owner : std::string{};
}

}  // namespace

std::vector<std::string> choose_authors(const PageFacts& facts, const HtmlContent& content, const std::vector<std::string>& site_names, const CleanLexicon& lexicon) {
  Choice choice(site_names, lexicon);
  for (const auto& stated : facts.names) choice.add(stated.names, stated.basis, worth_of(stated.basis), stated.body, stated.person);

  // Marks of one kind that stand near each other name the authors of one story.
  struct Group {
    Claimed claim;
    std::string kind;
    PageSide side = PageSide::above;
    std::size_t last = 0;
    bool led = false;  ///< a "by" stood before the names
  };
  std::vector<Group> groups;
  for (const auto& mark : content.name_marks) {
    if (mark.basis == "agency named at the head") {
      choice.add(agencies_only(lexicon, mark.text), mark.basis, worth_of(mark.basis), true, false);
      continue;
    }
    const bool unsaid = mark.basis == "signature" || mark.basis == "name beside the date";  // nothing but its place makes it a name
    if (unsaid && mark.kind.size() > 2 && mark.kind[0] == 'h' && mark.kind[2] == ' ') continue;  // a heading
    if (mark.basis == "link to an author's page" && !like_person(mark.text) && mark.side != PageSide::head) continue;  // "9 articles"
    const auto kind = mark.basis == "line that says by" ? Byline::line : mark.basis == "line under the story" ? Byline::phrase : mark.named ? Byline::name : Byline::part;
    const auto names = names_in_byline(mark.text, lexicon, kind);
    if (names.empty() || (unsaid && !std::all_of(names.begin(), names.end(), [&](const auto& name) {
          return spelt_as_name(name, lexicon) || has_label_word(lexicon, LabelRole::body, fold_key(name));  // "Press Centre of the Ministries"
        }))) continue;
    // A picture's credit stands beside a date, too ("Ann Lee/Hill Pictures").
    if (mark.basis == "name beside the date" && mark.text.find('/') != std::string::npos && mark.text.find(" / ") == std::string::npos) continue;
    // A section stands beside a date, too ("Local News"); a desk bears its site's name.
    if (mark.basis == "name beside the date" && has_label_word(lexicon, LabelRole::body, fold_key(names.front())) && !shares_word(names.front(), site_names)) continue;
    const bool led = !names_in_byline(mark.text, lexicon, Byline::line).empty();
    Group fresh{{{}, mark.basis, worth_of(mark.basis) + side_worth(mark.side, mark.basis) - (mark.furniture ? 0.5 : 0), false, false}, mark.kind, mark.side, mark.node, led};
    auto* group = groups.empty() ? nullptr : &groups.back();
    for (auto& known : groups)
      if (known.claim.basis == mark.basis && known.side == mark.side) group = &known;
    const bool joins = group && group->claim.basis == mark.basis && group->side == mark.side && group->kind == mark.kind && mark.side != PageSide::below && mark.node - group->last <= kNear &&
                       group->led == led && mark.basis != "name beside the date";
    if (!joins) {
      groups.push_back(std::move(fresh));
      group = &groups.back();
    }
    group->last = mark.node;
    for (const auto& name : names) add_author(group->claim.names, name, lexicon);
  }
  // Of byline parts that with a "by" says who wrote it; the others say what else stands there.
  const auto led = [](const Group& group) { return group.led && group.claim.basis == "byline part"; };
  if (std::any_of(groups.begin(), groups.end(), led))
    for (auto& group : groups)
      if (group.claim.basis == "byline part" && !group.led) group.claim.names.clear();
  // In and under the story stand the authors of others: who is named there counts only where it is one and the same everywhere.
  for (const auto side : {PageSide::story, PageSide::below}) {
    std::vector<std::string> named;
    std::size_t count = 0;
    for (const auto& group : groups)
      if (group.side == side && is_foreign(group.claim.basis)) {
        ++count;
        for (const auto& name : group.claim.names) add_author(named, name, lexicon);
      }
    if (named.size() > 1 && count > 1)
      for (auto& group : groups)
        if (group.side == side && is_foreign(group.claim.basis)) group.claim.names.clear();
  }
  for (auto& group : groups) choice.add(std::move(group.claim.names), group.claim.basis, group.claim.worth, false, false, group.side == PageSide::below && is_foreign(group.claim.basis));
  auto best = choice.best();
  if (best.empty())
    if (const auto owner = owner_of_site(content.copyright, content.site, site_names); !owner.empty()) add_author(best, owner, lexicon);
  return best;
}

}  // namespace daybook
