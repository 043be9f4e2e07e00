#include "clean/json_ld.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/utf8.h"

namespace daybook {

constexpr std::size_t kMarkupDepth = 100;  // of tags in a string

std::string without_markup(const std::string& text) {
  if (text.find('&') == std::string::npos && text.find('<') == std::string::npos) return text;
  try {
    return parse_html(text, {.max_depth = kMarkupDepth}).text(0);
  } catch (const Error&) {
    return text;  // built to break a parser; it is no markup to us
  }
}

namespace {

using nlohmann::json;

constexpr std::size_t kTextMax = 4u << 20;
constexpr int kNestingMax = 100;
constexpr int kDepthMax = 8;  // of objects in objects that are looked into

using ById = std::map<std::string, const json*>;

std::string as_text(const json& value) {
  if (value.is_string()) return squeeze(repair_utf8(value.get<std::string>()));
  if (value.is_object() && value.contains("name")) return as_text(value["name"]);
  if (value.is_array() && !value.empty()) return as_text(value[0]);
  return {};
}

template <typename Test>
bool any_type(const json& object, Test test) {
  const auto found = object.find("@type");
  if (found == object.end()) return false;
  const auto fits = [&](const json& type) { return type.is_string() && test(type.get<std::string>()); };
  return found->is_array() ? std::any_of(found->begin(), found->end(), fits) : fits(*found);
}

bool typed(const json& object, std::string_view ending) {
  return any_type(object, [&](const std::string& name) { return name.ends_with(ending); });
}

int rank_of(const json& object) {
  if (any_type(object, [](const std::string& t) { return t.ends_with("Article") || t.ends_with("article") || t.ends_with("Posting") || t.ends_with("Report"); })) return 0;
  if (any_type(object, [](const std::string& t) { return t == "Recipe" || t == "Review" || t == "CreativeWork" || t == "CreativeWorkSeries" || t == "Book" || t == "HowTo"; })) return 1;
  if (any_type(object, [](const std::string& t) { return t.ends_with("Page"); })) return 2;
  return -1;
}

void collect(const json& value, int depth, std::vector<const json*>& out) {
  if (depth > kDepthMax) return;
  if (value.is_array())
    for (const auto& entry : value) collect(entry, depth + 1, out);
  if (!value.is_object()) return;
  if (rank_of(value) >= 0) out.push_back(&value);
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"})
    if (const auto found = value.find(key); found != value.end()) collect(*found, depth + 1, out);
}

void collect_names(const json& value, int depth, ById& ids, std::vector<std::string>& sites) {
  if (depth > kDepthMax) return;
  if (value.is_object() && value.contains("name")) {
    if (value.contains("@id") && value["@id"].is_string()) ids.emplace(value["@id"].get<std::string>(), &value);
    if (typed(value, "WebSite"))
      if (auto name = without_markup(as_text(value)); !name.empty()) sites.push_back(std::move(name));
  }
  if (value.is_array() || value.is_object())
    for (const auto& entry : value) collect_names(entry, depth + 1, ids, sites);
}

const json& resolved(const json& value, const ById& ids) {
  if (!value.is_object() || value.contains("name") || !value.contains("@id") || !value["@id"].is_string()) return value;
  const auto found = ids.find(value["@id"].get<std::string>());
  return found == ids.end() ? value : *found->second;
}

void add_authors(const json& stated, const ById& ids, std::vector<LdAuthor>& out) {
  if (stated.is_array()) {
    for (const auto& entry : stated) add_authors(entry, ids, out);
    return;
  }
  const json& author = resolved(stated, ids);
  if (author.is_object() && author.contains("name") && author["name"].is_array()) {  // one author with many names is many authors
    for (const auto& name : author["name"])
      if (name.is_string()) out.push_back({without_markup(as_text(name)), typed(author, "Person"), typed(author, "Organization")});
    return;
  }
  LdAuthor one{without_markup(as_text(author)), author.is_object() && typed(author, "Person"), author.is_object() && typed(author, "Organization")};
  if (!one.name.empty()) out.push_back(std::move(one));
}

LdArticle article_of(const json& object, const ById& ids) {
  const auto field = [&](std::initializer_list<const char*> names) {
    for (const char* name : names)
      if (const auto found = object.find(name); found != object.end())
        if (auto text = without_markup(as_text(*found)); !text.empty()) return text;
    return std::string{};
  };
  LdArticle out;
  out.rank = rank_of(object);
  out.headline = field({"headline"});
  out.name = field({"name"});
  out.url = field({"url", "@id"});
  out.published = field({"datePublished"});
  out.modified = field({"dateModified"});
  out.expires = field({"expires", "validThrough", "priceValidUntil"});
  out.body = field({"articleBody"});
  out.language = field({"inLanguage"});
  if (const auto found = object.find("publisher"); found != object.end()) out.publisher = without_markup(as_text(resolved(*found, ids)));
  for (const char* name : {"author", "creator"})
    if (const auto found = object.find(name); found != object.end() && out.authors.empty()) add_authors(*found, ids, out.authors);
  return out;
}

/// Without the comma before a closing bracket, which is common and not JSON.
std::string without_last_commas(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\' && i + 1 < text.size()) {
      out += c;
      out += text[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '}' || c == ']')) {
      const auto last = out.find_last_not_of(' ');
      if (last != std::string::npos && out[last] == ',') out.erase(last, 1);
    }
    out += c;
  }
  return out;
}

json parsed(std::string text) {
  int depth = 0, deepest = 0;
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';  // raw line ends in strings are common and not JSON
    depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    deepest = std::max(deepest, depth);
  }
  if (deepest > kNestingMax) return json(json::value_t::discarded);
  json out = json::parse(text, nullptr, false);
  return out.is_discarded() ? json::parse(without_last_commas(text), nullptr, false) : out;
}

}  // namespace

LdData read_json_ld(const HtmlTree& tree) {
  std::vector<json> blocks;
  for (std::size_t at = 0; at < tree.nodes.size(); ++at) {
    const auto& node = tree.nodes[at];
    if (node.tag != "script" || node.attribute("type").find("ld+json") == std::string_view::npos) continue;
    std::string text;
    for (std::size_t i = at + 1; i < node.end; ++i) text += tree.nodes[i].text;
    if (text.size() > kTextMax) continue;
    if (json block = parsed(std::move(text)); !block.is_discarded()) blocks.push_back(std::move(block));
  }
  LdData out;
  ById ids;
  for (const auto& block : blocks) collect_names(block, 0, ids, out.sites);
  std::vector<const json*> articles;
  for (const auto& block : blocks) collect(block, 0, articles);
  for (const json* article : articles) out.articles.push_back(article_of(*article, ids));
  std::stable_sort(out.articles.begin(), out.articles.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
  return out;
}

}  // namespace daybook
