#include "fetch/feeds_file.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/error.h"
#include "base/toml_text.h"
#include "base/utf8.h"
#include "fetch/pattern.h"

namespace daybook {
namespace {

constexpr std::int64_t kMostPace = 3'600'000;

constexpr std::pair<const char*, SourceKind> kKinds[] = {{"auto", SourceKind::found},       {"rss", SourceKind::rss},
                                                         {"atom", SourceKind::atom},        {"sitemap", SourceKind::sitemap},
                                                         {"news-sitemap", SourceKind::news_sitemap}, {"page-list", SourceKind::page_list}};

class FeedsReader : TomlFields {
 public:
  explicit FeedsReader(std::string name) : TomlFields(std::move(name), ErrorCode::usage) {}

  FollowPlan read(std::string_view text) {
    const toml::table root = parse_toml(text, name_, code_);
    FollowPlan plan;
    FollowSource defaults;
    const toml::array* lists[] = {nullptr, nullptr};
    for (const auto& [key, node] : root) {
      const auto field = key.str();
      if (field == "contact") plan.contact = text_of(node, field);
      else if (field == "source") lists[0] = tables(node, field);
      else if (field == "feed") lists[1] = tables(node, field);
      else if (!shared(defaults, field, node)) unknown(key, "contact, pace, max, max_age and the list [[source]]");
    }
    agent_name(plan.contact);
    std::set<std::string> urls, names;
    for (const auto* list : lists) {
      if (!list) continue;
      for (const auto& node : *list) plan.sources.push_back(source(*node.as_table(), defaults, urls, names));
    }
    if (plan.sources.empty()) throw Error(ErrorCode::usage, name_ + " names no source; each is written as [[source]] with a url.", name_);
    return plan;
  }

 private:
  std::int64_t time_of(const toml::node& node, std::string_view field) const {
    const auto value = node.value_exact<std::string>();
    const auto time = value ? parse_milliseconds(*value) : std::nullopt;
    if (!time) fail(node.source(), "'" + std::string(field) + "' is a length of time like \"2s\", \"15m\", \"12h\" or \"7d\".");
    return *time;
  }
  std::size_t count_of(const toml::node& node, std::string_view field, std::int64_t most) const {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 1 || *value > most) fail(node.source(), "'" + std::string(field) + "' is a whole number from 1 to " + std::to_string(most) + ".");
    return static_cast<std::size_t>(*value);
  }
  std::vector<std::string> texts_of(const toml::node& node, std::string_view field) const {
    const auto* list = node.as_array();
    if (!list) fail(node.source(), "'" + std::string(field) + "' is a list of texts like [\"/world/\", \"*.html$\"].");
    std::vector<std::string> out;
    for (const auto& entry : *list) {
      out.push_back(text_of(entry, field));
      if (out.back().empty()) fail(entry.source(), "a pattern of '" + std::string(field) + "' is empty.");
    }
    return out;
  }
  /// Fields that may stand at the head of the file for all sources.
  bool shared(FollowSource& source, std::string_view field, const toml::node& node) const {
    if (field == "pace") {
      source.pace_ms = time_of(node, field);
      if (source.pace_ms > kMostPace) fail(node.source(), "'pace' is at most an hour.");
    } else if (field == "max") {
      source.max = count_of(node, field, 100'000);
    } else if (field == "max_age") {
      source.max_age = time_of(node, field) / 1000;
    } else {
      return false;
    }
    return true;
  }

  FollowSource source(const toml::table& table, const FollowSource& defaults, std::set<std::string>& urls, std::set<std::string>& names) const {
    FollowSource out = defaults;
    bool has_url = false;
    for (const auto& [key, node] : table) {
      const auto field = key.str();
      if (shared(out, field, node)) continue;
      if (field == "url") {
        try {
          out.url = parse_url(text_of(node, field));
        } catch (const Error& error) {
          const std::string why = error.what();
          if (why.starts_with(name_)) throw;
          fail(node.source(), "t" + why.substr(1));  // "The address ..."
        }
        has_url = true;
        if (!urls.insert(to_text(out.url)).second) fail(node.source(), "the address " + to_text(out.url) + " stands there twice.");
      } else if (field == "name") {
        out.name = text_of(node, field);
        if (!names.insert(out.name).second) fail(node.source(), "two sources have the name '" + out.name + "'.");
      } else if (field == "publisher") {
        out.publisher = text_of(node, field);
      } else if (field == "language") {
        out.language = text_of(node, field);
      } else if (field == "kind") {
        out.kind = kind_of_source(node, field);
      } else if (field == "sitemaps") {
        out.max_sitemaps = count_of(node, field, 1000);
      } else if (field == "include") {
        out.include = texts_of(node, field);
      } else if (field == "exclude") {
        out.exclude = texts_of(node, field);
      } else {
        unknown(key, "url, name, publisher, language, kind, pace, max, max_age, sitemaps, include, exclude");
      }
    }
    if (!has_url) fail(table.source(), "a source has no 'url'.");
    if (out.name.empty()) {
      out.name = out.url.host + (target_of(out.url) == "/" ? "" : target_of(out.url));
      if (out.name.size() > 60) out.name = out.name.substr(0, 57) + "...";
    }
    return out;
  }

  SourceKind kind_of_source(const toml::node& node, std::string_view field) const {
    const std::string given = text_of(node, field);
    std::string all;
    for (const auto& [known, kind] : kKinds) {
      if (given == known) return kind;
      all += (all.empty() ? "" : ", ") + std::string(known);
    }
    fail(node.source(), "there is no kind '" + given + "'; the kinds are " + all + ".");
  }

};

}  // namespace

FollowPlan parse_feeds(std::string_view text, const std::string& name) {
  return FeedsReader(name).read(text);
}

FollowPlan read_feeds(const std::filesystem::path& file) {
  std::error_code code;
  if (std::filesystem::is_directory(file, code)) throw Error(ErrorCode::unreadable, file.string() + " is a folder; 'follow' takes a feeds.toml.", file.string());
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in) throw Error(ErrorCode::unreadable, "Cannot read " + file.string() + ".", file.string());
  return parse_feeds(text.str(), file.string());
}

bool wanted(const FollowSource& source, const Url& url) {
  const std::string text = to_text(url);
  const auto meets = [&](const std::string& pattern) { return pattern_found(pattern, text); };
  if (std::any_of(source.exclude.begin(), source.exclude.end(), meets)) return false;
  return source.include.empty() || std::any_of(source.include.begin(), source.include.end(), meets);
}

std::string agent_name(const std::string& contact) {
  const std::string base = "Daybook/0.1.0";
  if (contact.empty()) return base;
  const bool fits = contact.size() <= 200 && std::all_of(contact.begin(), contact.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '(' && c != ')'; });
  if (!fits) throw Error(ErrorCode::usage, "The contact '" + repair_utf8(contact.substr(0, 200)) + "' is an address of the web or of mail, without spaces or brackets.", contact);
  return base + " (+" + contact + ")";
}

}  // namespace daybook
