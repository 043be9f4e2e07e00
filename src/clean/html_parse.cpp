// Parsing within bounds.
//
// HTML lets a page of n bytes ask for far more than n steps, however a parser is written, and lexbor has spots of its own:
//
//     many open elements         an end tag that closes nothing looks through all of them
//     many open <b>, <i>, ...    each is opened again in the next paragraph, <p> by <p>
//     many attributes in a tag   each is compared with all before it; a second <html> or <body> hands its own to the first
//     many names                 of elements and attributes: lexbor keeps them in tables of 128 lists that never grow
//
// So every token is looked at on its way from the tokenizer to the tree builder, and the names are counted between pieces of the
// page. Nothing else needs a bound: what is left is linear (a test measures it: tests/unit/clean/test_growth.cpp), colspan and rowspan are attributes like any
// other, and lexbor's growing of texts is mended in cmake/lexbor.cmake.
#include "clean/html_parse.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace daybook {
namespace {

constexpr std::size_t kPiece = 64u << 10;   // bytes: so many attributes of one tag are read before names are counted
constexpr std::size_t kNamesMax = 10'000;   // of elements and attributes that are not HTML's own; pages have some hundreds

/// Looks at tokens and stops the parser where the page asks for too much.
class Watch {
 public:
  Watch(lxb_html_parser_t* parser, lxb_html_document_t* document, std::size_t size, const HtmlLimits& limits)
      : tree_(lxb_html_parser_tree(parser)), dom_(lxb_dom_interface_document(document)), limits_(limits),
        work_left_(static_cast<std::int64_t>(100'000'000 + 100 * size)), chunks_max_((std::min<std::size_t>(64u << 20, 1u << 30) + std::min<std::size_t>(128 * size, 1u << 30)) / chunk_size()) {
    auto* tokenizer = lxb_html_parser_tokenizer(parser);
    build_ = tokenizer->callback_token_done;
    context_ = tokenizer->callback_token_ctx;
    lxb_html_tokenizer_callback_token_done_set(tokenizer, on_token, this);
  }

  /// The part of the page that is read next.
  void piece(std::string_view text, std::size_t begin) {
    piece_ = text;
    begin_ = begin;
  }

  bool too_many_names() const { return lexbor_dobject_allocated(dom_->tags->entries) + lexbor_dobject_allocated(dom_->attrs->entries) > kNamesMax; }

  /// Why it stopped the parser; "" if it did not.
  const std::string& refusal() const { return refusal_; }

 private:
  std::size_t chunk_size() const { return dom_->mraw->mem->chunk_min_size; }

  static lxb_html_token_t* on_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token, void* self) {
    auto& watch = *static_cast<Watch*>(self);
    if (watch.passes(*token)) return watch.build_(tokenizer, token, watch.context_);
    tokenizer->status = LXB_STATUS_STOPPED;
    return nullptr;
  }

  bool passes(lxb_html_token_t& token) {
    const std::size_t open = tree_->open_elements->length;
    work_left_ -= static_cast<std::int64_t>(open + tree_->active_formatting->length + 1);
    if (open > limits_.max_depth) return refuse(token, "nests its elements deeper than " + std::to_string(limits_.max_depth) + " levels");
    if (work_left_ < 0 || dom_->mraw->mem->chunk_length > chunks_max_) return refuse(token, "makes its elements stand inside one another so often that reading it would take too long");
    if (!token.attr_first) return true;
    const std::size_t repeated = (token.tag_id == LXB_TAG_HTML || token.tag_id == LXB_TAG_BODY) ? root_attributes_ : 0;
    std::size_t count = repeated;
    for (const auto* attribute = token.attr_first; attribute; attribute = attribute->next) ++count;
    if (token.tag_id == LXB_TAG_HTML || token.tag_id == LXB_TAG_BODY) root_attributes_ = count;
    if (count > limits_.max_attributes) return refuse(token, "has a tag with more than " + std::to_string(limits_.max_attributes) + " attributes");
    return true;
  }

  bool refuse(const lxb_html_token_t& token, const std::string& what) {
    const auto* at = reinterpret_cast<const char*>(token.begin);
    const bool here = at >= piece_.data() && at < piece_.data() + piece_.size();
    refusal_ = "The page " + what + (here ? " (at byte " + std::to_string(begin_ + static_cast<std::size_t>(at - piece_.data())) + ")" : "") + "; it was not parsed.";
    return false;
  }

  const lxb_html_tree_t* tree_;
  const lxb_dom_document_t* dom_;
  HtmlLimits limits_;
  lxb_html_tokenizer_token_f build_ = nullptr;
  void* context_ = nullptr;
  std::int64_t work_left_;   ///< open elements that may still be looked through, summed over the tokens
  std::size_t chunks_max_;   ///< of the tree's memory
  std::size_t root_attributes_ = 0;
  std::string_view piece_;
  std::size_t begin_ = 0;
  std::string refusal_;
};

}  // namespace

ParsedDocument::ParsedDocument(std::string_view html, const HtmlLimits& limits) {
  struct Freed {
    lxb_html_document_t* document;
    ~Freed() { lxb_html_document_destroy(document); }
  } freed{document_};  // a constructor that throws has no destructor
  const auto check = [](bool good) {
    if (!good) throw Error(ErrorCode::too_large, "The page could not be parsed: its tree does not fit into memory.");
  };
  check(document_ && lxb_html_document_parse_chunk_begin(document_) == LXB_STATUS_OK);
  // Not what elements do in a living document: a <select> goes through its options for each of them, an <option> copies itself.
  static constexpr lxb_html_document_open_elements_pop_f kNothing[LXB_TAG__LAST_ENTRY] = {};
  lxb_dom_document_mutation_erase(lxb_dom_interface_document(document_));
  document_->open_pop = kNothing;
  lxb_dom_interface_document(document_)->options |= LXB_DOM_DOCUMENT_OPT_WO_EVENTS;
  Watch watch(static_cast<lxb_html_parser_t*>(lxb_dom_interface_document(document_)->parser), document_, html.size(), limits);
  for (std::size_t at = 0; at < html.size(); at += kPiece) {
    const auto piece = html.substr(at, kPiece);
    watch.piece(piece, at);
    const auto status = lxb_html_document_parse_chunk(document_, reinterpret_cast<const lxb_char_t*>(piece.data()), piece.size());
    if (!watch.refusal().empty()) throw Error(ErrorCode::too_large, watch.refusal());
    check(status == LXB_STATUS_OK);
    if (watch.too_many_names())
      throw Error(ErrorCode::too_large, "The page has more than " + std::to_string(kNamesMax) + " names of elements and attributes of its own (before byte " + std::to_string(at + piece.size()) + "); it was not parsed.");
  }
  watch.piece({}, html.size());
  const auto status = lxb_html_document_parse_chunk_end(document_);
  if (!watch.refusal().empty()) throw Error(ErrorCode::too_large, watch.refusal());
  check(status == LXB_STATUS_OK);
  freed.document = nullptr;
}

}  // namespace daybook
