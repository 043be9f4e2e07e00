#include "resolve/actor/person_names.h"

#include <set>

#include "base/utf8.h"

namespace daybook {
namespace {

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// Consonants of a part with the letters that transliterations mix up made one.
std::string skeleton(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    char c = part[i];
    const char next = i + 1 < part.size() ? part[i + 1] : '\0';
    if (c == 'q' || c == 'c') c = 'k';
    if (c == 'w') c = 'v';
    if (c == 'p' && next == 'h') c = 'f';
    if (vowel(c)) {
      if (i > 0) continue;
      c = c == 'y' ? 'y' : 'a';
    }
    if (c == 'h' && i > 0 && std::string_view("kgdtpzs").find(part[i - 1]) != std::string_view::npos) continue;
    if (c == 'h' && i + 1 == part.size()) continue;  // Fatimah, Fatima
    if (!out.empty() && out.back() == c) continue;
    out += c;
  }
  return out;
}

bool rare(const ActorTable& table, const std::string& part) { return part.size() > 2 && !table.is_common_part(part); }

std::set<const ActorRow*> persons_of(const ActorTable& table, const std::vector<PhraseTarget>& targets) {
  std::set<const ActorRow*> out;
  for (const PhraseTarget& target : targets)
    if (target.kind == PhraseKind::actor && !target.weak && table.actors()[target.row].kind == ActorKind::person)
      out.insert(&table.actors()[target.row]);
  return out;
}

}  // namespace

std::vector<std::string> name_parts(const ActorTable& table, std::string_view name) {
  std::vector<std::string> parts;
  for (PhraseUnit& unit : units_of(name)) {
    if (unit.key == "s" && !unit.first_upper) continue;  // possessive
    if (parts.empty() && table.is_title(unit.key)) continue;
    parts.push_back(std::move(unit.key));
  }
  return parts;
}

bool same_part(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() < 3 || b.size() < 3) return !a.empty() && !b.empty() && a[0] == b[0] && (a.size() == 1 || b.size() == 1);  // initials
  const std::string x = skeleton(a), y = skeleton(b);
  return x.size() >= 2 && x == y && (x.size() >= 3 || (a[0] == b[0] && a.size() + 1 >= b.size() && b.size() + 1 >= a.size()));
}

bool same_parts(const ActorTable& table, const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  if (shorter.empty()) return false;
  if (shorter.size() == 1) {
    for (std::size_t i = 0; i < longer.size(); ++i)
      if (same_part(shorter[0], longer[i]) && shorter[0].size() > 1 && longer[i].size() > 1 &&
          (rare(table, shorter[0]) || (i + 1 == longer.size() && longer.size() > 1 && !table.is_common_part(shorter[0]))))
        return true;
    return false;
  }
  std::vector<bool> used(longer.size(), false);
  bool decided = false;
  for (const auto& part : shorter) {
    bool found = false;
    for (const bool exact : {true, false}) {
      for (std::size_t i = 0; i < longer.size() && !found; ++i) {
        if (used[i] || !(exact ? part == longer[i] : same_part(part, longer[i]))) continue;
        used[i] = found = true;
        decided = decided || (rare(table, part) && rare(table, longer[i]));
      }
    }
    if (!found) return false;
  }
  return decided;
}

const ActorRow* known_person(const ActorTable& table, std::string_view name) {
  const auto parts = name_parts(table, name);
  if (parts.empty()) return nullptr;
  std::string bare;
  for (const auto& part : parts) bare += (bare.empty() ? "" : " ") + part;
  for (const std::string_view key : {name, std::string_view(bare)}) {
    const auto exact = persons_of(table, table.phrases().name(key));
    if (exact.size() == 1) return *exact.begin();
    if (exact.size() > 1) return nullptr;
  }
  if (parts.size() < 2) return nullptr;
  std::set<const ActorRow*> found;
  std::set<std::uint32_t> looked;
  for (const auto& part : parts) {
    const auto* rows = table.with_part(part);
    if (!rows) continue;
    for (const std::uint32_t index : *rows) {
      if (!looked.insert(index).second) continue;
      const ActorRow& row = table.actors()[index];
      std::set<std::string> own;
      for (const auto& alias : row.aliases)
        for (auto& p : name_parts(table, alias)) own.insert(std::move(p));
      for (const auto& alias : row.aliases) {
        const auto known = name_parts(table, alias);
        if (!same_parts(table, parts, known)) continue;
        // An alias of one word decides only if nothing in the name speaks against it: "Ivanka Trump" is not "Trump".
        bool contradicted = false;
        if (known.size() == 1)
          for (const auto& p : parts) contradicted = contradicted || !own.contains(p);
        // Nor is a name that ends on a surname the person does not bear: "Omar Bashir Tutu" is not "Omar Bashir".
        const std::string& surname = parts.back();
        if (parts.size() > known.size() && surname.size() > 3)
          contradicted = contradicted || std::none_of(own.begin(), own.end(), [&](const std::string& part) { return same_part(part, surname); });
        if (!contradicted) found.insert(&row);
      }
    }
  }
  return found.size() == 1 ? *found.begin() : nullptr;
}

bool same_person(const ActorTable& table, std::string_view a, std::string_view b) {
  const ActorRow* x = known_person(table, a);
  const ActorRow* y = known_person(table, b);
  if (x && y) return x == y;
  const auto p = name_parts(table, a), q = name_parts(table, b);
  if (p == q) return p.size() > 1 || (p.size() == 1 && rare(table, p[0]));
  if (x || y) return false;  // the table knows one of them and did not recognise the other
  return std::min(p.size(), q.size()) >= 2 && same_parts(table, p, q);
}

}  // namespace daybook
