// XML and HTML as a run of tags and texts, for what needs no tree: lists of addresses, a first look at a page.
//
// Never fails: broken markup gives what can be made out of it. One pass, nothing is kept, no recursion; entities are those
// of XML and a few of HTML's, so nothing can grow.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace daybook {

class MarkupScanner {
 public:
  enum class Syntax { xml, html };
  enum class Token { open, close, text, end };

  /// The bytes must outlive the scanner. They are UTF-8, or are passed on as they are.
  MarkupScanner(std::string_view bytes, Syntax syntax) : bytes_(bytes), syntax_(syntax) {}

  /// An element without content ("<br/>") gives an open and a close. In HTML the texts of script and style are passed over.
  Token next();

  /// Of open and close: the name with its prefix; in HTML in lower case.
  std::string_view name() const { return name_; }
  /// The name without its prefix.
  std::string_view local_name() const;
  /// Of open: an attribute's value, entities undone; "" if absent. Searched each time it is asked for.
  std::string attribute(std::string_view name) const;
  /// Of text: entities undone, CDATA as it is.
  const std::string& text() const { return text_; }

 private:
  Token tag();
  Token cdata();
  bool skip_other();

  std::string_view bytes_;
  Syntax syntax_;
  std::size_t at_ = 0;
  std::string name_, text_;
  std::string_view inside_;    ///< of the tag, behind its name
  std::string raw_until_;      ///< HTML: name of the element whose text is no markup
  bool close_next_ = false;    ///< the element was empty: its close follows
};

/// Entities undone: &amp; &lt; &gt; &quot; &apos; &nbsp; typographic quotes and dashes, &#39; &#x27;. Others stay as they are.
std::string undo_entities(std::string_view text);

}  // namespace daybook
