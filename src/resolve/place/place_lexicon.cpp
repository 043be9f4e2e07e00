#include "resolve/place/place_lexicon.h"

#include "base/error.h"
#include "resolve/place/place_key.h"
#include "resource/table.h"

namespace daybook {
namespace {

[[noreturn]] void refuse(const char* table, const std::string& word) {
  throw Error(ErrorCode::bad_resource, std::string(table) + ": '" + word + "' is not a value of its column.", word);
}

}  // namespace

PlaceLexicon PlaceLexicon::read(const std::function<std::string(std::string_view)>& table) {
  PlaceLexicon out;
  const auto read_table = [&](std::string_view name) { return Table::read(table(name), name); };
  const auto land = read_table("places/countries.tsv");
  for (const auto& row : land.rows()) {
    const auto& iso = row[land.column("iso2")];
    for (const char* column : {"adjectives", "people"})
      for (const auto& word : split_list(row[land.column(column)])) out.demonyms.emplace(place_key(word), iso);
    if (const auto seats = split_list(row[land.column("capital")]); !seats.empty()) out.capitals.emplace(iso, seats.front());
  }
  const auto kinds = read_table("places/kind_words.tsv");
  for (const auto& row : kinds.rows()) {
    KindWord word;
    word.words = split_list(row[kinds.column("phrase")], ' ');
    for (const auto& name : split_list(row[kinds.column("kinds")])) {
      const auto kind = place_kind(name);
      if (!kind) refuse("places/kind_words.tsv", name);
      word.kinds.push_back(*kind);
    }
    word.follows = row[kinds.column("follow")] == "yes";
    const auto& lead = row[kinds.column("lead")];
    word.leads = lead == "of" ? LeadForm::of : lead == "bare" ? LeadForm::bare : LeadForm::none;
    word.refers = row[kinds.column("refer")] == "yes";
    out.kind_words.push_back(std::move(word));
  }
  std::stable_sort(out.kind_words.begin(), out.kind_words.end(),
                   [](const KindWord& a, const KindWord& b) { return a.words.size() > b.words.size(); });
  const auto verbs = read_table("places/metonym_verbs.tsv");
  for (const auto& row : verbs.rows()) {
    const auto& kind = row[verbs.column("kind")];
    auto& set = kind == "verb" ? out.subject_verbs : kind == "object" ? out.object_verbs : kind == "with" ? out.with_verbs
              : kind == "between" ? out.between_nouns : (refuse("places/metonym_verbs.tsv", kind), out.subject_verbs);
    set.insert(row[verbs.column("word")]);
  }
  const auto nouns = read_table("places/modifier_nouns.tsv");
  for (const auto& row : nouns.rows()) {
    const auto& name = row[nouns.column("class")];
    const auto value = name == "event" ? ModifierClass::event : name == "site" ? ModifierClass::site
                     : name == "body" ? ModifierClass::body : (refuse("places/modifier_nouns.tsv", name), ModifierClass::body);
    out.nouns.emplace(row[nouns.column("noun")], value);
  }
  const auto words = read_table("places/not_places.tsv");
  for (const auto& row : words.rows()) out.not_places.insert(place_key(row[0]));
  const auto shorts = read_table("places/division_short.tsv");
  for (const auto& row : shorts.rows()) out.short_forms.push_back({row[shorts.column("short")], row[shorts.column("id")], row[shorts.column("alone")] == "yes"});
  std::stable_sort(out.short_forms.begin(), out.short_forms.end(), [](const ShortForm& a, const ShortForm& b) { return a.text.size() > b.text.size(); });
  return out;
}

}  // namespace daybook
