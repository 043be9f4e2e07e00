// Marks of names on a page, and the texts they are read from; what marks of elements and marks of lines share.
#pragma once

#include "clean/parts.h"
#include "clean/story_frame.h"

namespace daybook {

/// Does a word stand among the names of an attribute, with no letter beside it?
bool has_mark_word(std::string_view names, std::string_view word);

class NameMarks {
 public:
  static constexpr std::size_t kTextMax = 160;  ///< bytes of a part that names authors

  NameMarks(const PageView& page, const StoryFrame& frame, const CleanLexicon& lexicon, HtmlContent& out) : page_(page), frame_(frame), lexicon_(lexicon), out_(out) {}

  /// Adds a mark unless the text is too short, too long or under a picture.
  void add(const std::string& text, const char* basis, std::size_t node, bool named = false);

  /// Text of a part with a mark where pieces touch that are shown apart: a name and what its owner does.
  std::string text_apart(std::size_t node) const;

  /// Is one of the next five elements above a node such a one?
  bool above_tag(std::size_t node, std::string_view tag) const;

 private:
  bool led_so_far(const std::string& text) const;

  const PageView& page_;
  const StoryFrame& frame_;
  const CleanLexicon& lexicon_;
  HtmlContent& out_;
};

}  // namespace daybook
