// RSS 2.0 and 1.0, Atom (RFC 4287): every item is a page, with what the feed says of it as hints.
#include <unicode/ucnv.h>

#include <pugixml.hpp>
#include <sstream>

#include "base/utf8.h"
#include "read/formats.h"

namespace daybook {
namespace {

/// pugixml frees its tree by recursion; past this depth a document is refused before it is parsed.
constexpr int kDepthMax = 500;

bool too_deep(std::string_view xml) {
  int depth = 0;
  for (std::size_t i = xml.find('<'); i != std::string_view::npos && i + 1 < xml.size(); i = xml.find('<', i + 1)) {
    if (xml.substr(i).starts_with("<![CDATA[")) {
      i = xml.find("]]>", i);
      if (i == std::string_view::npos) return false;
      continue;
    }
    if (xml[i + 1] == '/') {
      --depth;
    } else if (xml[i + 1] != '!' && xml[i + 1] != '?') {
      const auto end = xml.find('>', i);
      if (end != std::string_view::npos && xml[end - 1] == '/') continue;
      if (++depth > kDepthMax) return true;
    }
  }
  return false;
}

std::string to_utf8(std::string_view xml) {
  const auto declaration = xml.substr(0, std::min(xml.find("?>"), std::size_t{200}));
  const auto at = declaration.find("encoding=");
  if (!declaration.starts_with("<?xml") || at == std::string_view::npos || at + 11 > declaration.size()) return std::string(xml);
  const auto quote = declaration[at + 9];
  const auto name = std::string(declaration.substr(at + 10, declaration.find(quote, at + 10) - at - 10));
  if (fold_case(name) == "utf-8" || fold_case(name) == "utf8" || fold_case(name).starts_with("utf-16") || is_utf8(xml)) return std::string(xml);
  UErrorCode status = U_ZERO_ERROR;
  std::string out(xml.size() * 4 + 16, '\0');
  const auto size = ucnv_convert("UTF-8", name.c_str(), out.data(), static_cast<int32_t>(out.size()), xml.data(), static_cast<int32_t>(xml.size()), &status);
  if (U_FAILURE(status)) return repair_utf8(xml);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

/// The first child whose name, with or without a prefix, is one of these, in order of wish.
pugi::xml_node child(const pugi::xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto found = node.child(name)) return found;
  return {};
}

std::string text_of_node(const pugi::xml_node& node) {
  std::string out;
  for (const auto& part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) out += part.value();
  return std::string(trim(out));
}

std::string inner_xml(const pugi::xml_node& node) {
  std::ostringstream out;
  for (const auto& part : node.children()) part.print(out, "", pugi::format_raw);
  return out.str();
}

bool looks_html(std::string_view text) {
  for (std::size_t i = text.find('<'); i != std::string_view::npos && i + 1 < text.size(); i = text.find('<', i + 1))
    if (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '/') return true;
  return text.find("&amp;") != std::string_view::npos || text.find("&#") != std::string_view::npos;
}

std::string link_of(const pugi::xml_node& item) {
  for (const auto& link : item.children("link")) {
    const std::string rel = link.attribute("rel").as_string("alternate");
    if (link.attribute("href") && rel == "alternate") return link.attribute("href").as_string();
  }
  if (auto text = text_of_node(item.child("link")); !text.empty()) return text;
  const auto guid = item.child("guid");
  if (guid && guid.attribute("isPermaLink").as_string("true") == std::string_view("true")) return text_of_node(guid);
  return {};
}

std::vector<std::string> authors_of(const pugi::xml_node& item) {
  std::vector<std::string> out;
  for (const auto& author : item.children("author")) {
    auto name = text_of_node(author.child("name"));
    if (name.empty()) name = text_of_node(author);
    // RSS: "mail@host (Name)"
    if (const auto open = name.find('('); open != std::string::npos && name.find('@') < open && name.ends_with(')'))
      name = name.substr(open + 1, name.size() - open - 2);
    if (!name.empty()) out.push_back(name);
  }
  if (out.empty())
    for (const auto& creator : item.children("dc:creator"))
      if (auto name = text_of_node(creator); !name.empty()) out.push_back(name);
  return out;
}

}  // namespace

void read_feed(std::string_view bytes, const Page* container, const Source& source) {
  Coordinates whole = container ? container->at : Coordinates{source.file, 0, 0, 0};
  const std::string xml = to_utf8(bytes);
  const bool places = !container && !source.packed && xml == bytes;  // an item's place in `xml` is its place in the file
  if (too_deep(xml)) {
    source.reject(whole, ErrorCode::bad_input, "The feed nests deeper than " + std::to_string(kDepthMax) + " elements.", bytes);
    return;
  }
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_trim_pcdata);
  pugi::xml_node root = document.document_element(), channel = root;
  const std::string name = root.name();
  if (name == "rss") channel = root.child("channel");
  const bool atom = name == "feed";
  const pugi::xml_node items = name == "rss" ? channel : root;  // RSS 1.0 keeps items beside the channel
  const char* item_name = atom ? "entry" : "item";
  if (name != "rss") channel = atom ? root : root.child("channel");

  PageHints of_feed;
  of_feed.publisher = text_of_node(channel.child("title"));
  of_feed.language = text_of_node(child(channel, {"language", "dc:language"}));
  if (atom) of_feed.language = root.attribute("xml:lang").as_string();
  std::uint32_t record = 0;
  for (auto item = items.child(item_name); item; item = item.next_sibling(item_name)) {
    if (!parsed && !item.next_sibling(item_name)) break;  // the fault may stand in the last one
    Page page;
    page.hints = of_feed;
    page.hints.title = text_of_node(item.child("title"));
    page.hints.url = link_of(item);
    page.hints.id = text_of_node(child(item, {"guid", "id"}));
    page.hints.published = text_of_node(child(item, {"pubDate", "published", "dc:date", "issued"}));
    page.hints.modified = text_of_node(child(item, {"updated", "atom:updated", "dcterms:modified", "modified"}));
    page.hints.authors = authors_of(item);
    page.hints.charset = "utf-8";
    if (container) page.hints.captured = container->hints.captured;
    if (container && record == 0) page.notes = container->notes;  // said once, of the first
    if (const auto from = item.child("source"); from && !atom && !text_of_node(from).empty()) page.hints.publisher = text_of_node(from);
    const auto content = child(item, {"content:encoded", "content", "description", "summary"});
    const std::string type = content.attribute("type").as_string();
    page.bytes = type == "xhtml" ? inner_xml(content) : text_of_node(content);
    if (page.bytes.empty() && !type.starts_with("xhtml")) page.bytes = text_of_node(child(item, {"description", "summary"}));
    page.type = type == "text" || (type != "xhtml" && type != "html" && !looks_html(page.bytes)) ? MediaType::text : MediaType::html;
    page.at = whole;
    page.at.record = container ? whole.record : record;
    if (const auto at = item.offset_debug(); at > 0 && places) {
      page.at.offset = static_cast<std::uint64_t>(at) - 1;  // pugixml points behind the '<'
      const auto close = xml.find(atom ? "</entry>" : "</item>", static_cast<std::size_t>(at));
      if (close != std::string::npos) page.at.length = close + (atom ? 8 : 7) - page.at.offset;
    }
    ++record;
    if (trim(page.bytes).empty()) {
      source.reject(page.at, ErrorCode::bad_input, "Item " + std::to_string(record) + " of the feed" +
                    (page.hints.title.empty() ? "" : ", \"" + page.hints.title.substr(0, 120) + "\",") + " has no text.");
      continue;
    }
    source.page(std::move(page));
  }
  if (!parsed) {
    whole.record = record;
    source.reject(whole, ErrorCode::bad_input, "The feed is broken at its byte " + std::to_string(parsed.offset) + " (" +
                  std::string(parsed.description()) + "); items before it were read.", bytes);
  } else if (record == 0) {
    source.reject(whole, ErrorCode::bad_input, "The feed has no items.", bytes);
  }
}

}  // namespace daybook
