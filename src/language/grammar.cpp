#include "language/grammar.h"

#include <sstream>

#include "base/error.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "udpipe.h"

namespace daybook {
namespace {

namespace ud = ufal::udpipe;

/// What is longer is no word; the tagger's and parser's tables see this much of it, in code points.
constexpr std::size_t kLongestWord = 60;

std::string shortened(const std::string& form) {
  if (form.size() <= kLongestWord) return form;
  std::size_t at = 0, points = 0;
  while (at < form.size() && points++ < kLongestWord) at += code_point_at(form, at).size;
  return form.substr(0, at);
}

/// "Sadr's" the model's rules left whole: an English clitic is a word of its own, or every name before it is a new one.
void split_clitic(Surface& surface) {
  const std::string_view form = surface.form;
  for (const std::string_view clitic : {"'s", "n't", "'ll", "'re", "'ve", "'d", "'m"}) {
    if (form.size() < clitic.size() + 2 || lower(form.substr(form.size() - clitic.size())) != clitic) continue;
    const auto host = form.substr(0, form.size() - clitic.size());
    bool letters = true;
    for (std::size_t i = 0; i < host.size();) {
      const auto c = code_point_at(host, i);
      letters = letters && (is_letter(c.value) || is_mark(c.value) || c.value == U'.' || c.value == U'-');
      i += c.size;
    }
    if (!letters) return;
    surface.words = {std::string(host), std::string(form.substr(host.size()))};
    return;
  }
}

/// A tree for words the parser gave no heads: all hang on the first.
void hang_on_first(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    tokens[i].head = i == 0 ? -1 : 0;
    tokens[i].deprel = i == 0 ? "root" : "dep";
  }
}

/// One root, all heads in range. The parser promises it; later stages rely on it.
bool is_tree(const std::vector<Token>& tokens) {
  std::size_t roots = 0;
  for (const auto& t : tokens) {
    roots += t.head < 0;
    if (t.head >= static_cast<std::int32_t>(tokens.size())) return false;
  }
  return roots == 1;
}

}  // namespace

struct Grammar::Impl {
  std::unique_ptr<ud::model> model;
};

Grammar::Grammar(const std::string& bytes) : impl_(std::make_unique<Impl>()) {
  std::istringstream in(bytes);
  impl_->model.reset(ud::model::load(in));
  if (!impl_->model) throw Error(ErrorCode::bad_resource, "The grammar model is not one that this version of UDPipe can read.");
}
Grammar::Grammar(Grammar&&) noexcept = default;
Grammar::~Grammar() = default;

std::vector<Surfaces> Grammar::split(const TextUnit& unit) const {
  std::unique_ptr<ud::input_format> tokenizer(impl_->model->new_tokenizer("normalized_spaces;ranges"));
  tokenizer->set_text(ud::string_piece(unit.text.data(), unit.text.size()));
  // Ranges count from the first character that is no space.
  std::vector<Surfaces> out;
  ud::sentence sentence;
  std::string error;
  while (tokenizer->next_sentence(sentence, error)) {
    Surfaces surfaces;
    std::size_t multi = 0;
    for (std::size_t i = 1; i < sentence.words.size(); ++i) {
      const bool several = multi < sentence.multiword_tokens.size() && sentence.multiword_tokens[multi].id_first == static_cast<int>(i);
      const ud::token& token = several ? static_cast<const ud::token&>(sentence.multiword_tokens[multi]) : sentence.words[i];
      Surface surface;
      surface.form = token.form;
      std::size_t first = 0, last = 0;
      token.get_token_range(first, last);
      surface.span = unit.bytes(first, last);
      surface.space_after = token.get_space_after();
      if (several) {
        const auto to = static_cast<std::size_t>(sentence.multiword_tokens[multi].id_last);
        for (; i <= to; ++i) surface.words.push_back(sentence.words[i].form);
        --i;
        ++multi;
      } else {
        split_clitic(surface);
      }
      if (!surface.span.empty()) surfaces.push_back(std::move(surface));
    }
    if (!surfaces.empty()) out.push_back(std::move(surfaces));
  }
  return out;
}

std::vector<Upos> Grammar::tags(const std::vector<std::string>& forms) const {
  ud::sentence sentence;
  for (const auto& form : forms) sentence.add_word(shortened(form));
  std::string error;
  impl_->model->tag(sentence, ud::model::DEFAULT, error);
  std::vector<Upos> out;
  for (std::size_t i = 1; i < sentence.words.size(); ++i) out.push_back(upos_from(sentence.words[i].upostag));
  return out;
}

void Grammar::annotate(const std::vector<std::string>& forms, std::vector<Token>& tokens) const {
  ud::sentence sentence;
  for (const auto& form : forms) sentence.add_word(shortened(form));
  std::string error;
  const bool tagged = impl_->model->tag(sentence, ud::model::DEFAULT, error);
  const bool parsed = tagged && impl_->model->parse(sentence, ud::model::DEFAULT, error);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& word = sentence.words[i + 1];
    auto& token = tokens[i];
    token.lemma = word.lemma == "_" && token.form != "_" ? forms[i] : word.lemma;
    token.upos = upos_from(word.upostag);
    token.xpos = word.xpostag;
    token.feats = word.feats == "_" ? "" : word.feats;
    token.head = parsed ? word.head - 1 : -1;
    token.deprel = word.deprel;
  }
  if (!parsed || !is_tree(tokens)) hang_on_first(tokens);
}

}  // namespace daybook
