// The parser beneath the tree, with what it may cost held in bounds. Only html_tree.cpp includes this: no other file sees lexbor.
#pragma once

#include <lexbor/html/parser.h>

#include <string_view>

#include "clean/html_tree.h"

namespace daybook {

/// A page as lexbor's own tree; frees it.
class ParsedDocument {
 public:
  /// Throws Error{too_large} over the limits and where memory runs out.
  ParsedDocument(std::string_view html, const HtmlLimits& limits);
  ParsedDocument(const ParsedDocument&) = delete;
  ParsedDocument& operator=(const ParsedDocument&) = delete;
  ~ParsedDocument() { lxb_html_document_destroy(document_); }

  /// The <html> element; the standard makes one for every page.
  lxb_dom_node_t* root() const { return lxb_dom_interface_node(lxb_dom_interface_document(document_)->element); }

 private:
  lxb_html_document_t* document_ = lxb_html_document_create();
};

}  // namespace daybook
