// How the words of an expression of time are matched. Private to find_times; the methods are told over match_*.cpp by what they read.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/pieces.h"
#include "resolve/time/time_expression.h"
#include "resolve/time/time_lexicon.h"

namespace daybook {

using FoundHere = std::optional<FoundTime>;

/// Reads expressions at a piece. Each `read_*` returns what starts exactly there, or nothing.
class Matcher {
 public:
  Matcher(const TimeLexicon& lexicon, const std::vector<Piece>& pieces) : lex_(lexicon), p_(pieces) {}

  FoundHere read(std::size_t i) const;

 private:
  std::string_view low(std::size_t i) const { return i < p_.size() ? std::string_view(p_[i].low) : std::string_view(); }
  bool is(std::size_t i, std::string_view word) const { return low(i) == word; }
  bool any(std::size_t i, std::initializer_list<std::string_view> words) const {
    for (auto w : words) if (low(i) == w) return true;
    return false;
  }
  bool has(std::string_view kind, std::size_t i) const { return i < p_.size() && lex_.has(kind, low(i)); }
  int number(std::string_view kind, std::size_t i, int none = -1) const;
  const std::string* word(std::string_view kind, std::size_t i) const { return i < p_.size() ? lex_.value(kind, low(i)) : nullptr; }
  bool glued(std::size_t i) const { return i < p_.size() && !p_[i].space_before; }
  static FoundHere found(std::size_t i, std::size_t end, TimeExpr e) { return FoundTime{i, end, std::move(e)}; }

  /// End after "-" between glued words: "mid-May", "third-quarter", "three-month".
  std::size_t skip_hyphen(std::size_t i) const { return is(i, "-") ? i + 1 : i; }

  int year_at(std::size_t i) const;           ///< 4 digits, 1000-2100, else 0
  bool bare_year(std::size_t i) const;        ///< may this number stand alone as a year?
  int month_at(std::size_t i, std::size_t* end) const;
  bool bare_month(std::size_t i) const;
  std::optional<std::pair<int, std::size_t>> day_at(std::size_t i) const;  ///< day of the month and end
  char unit_at(std::size_t i, bool* plural) const;
  bool shouted(std::size_t i) const;          ///< capitals that name nothing: a headline
  std::size_t day_part(std::size_t i, TimeExpr& e) const;   ///< "morning", "night", "at 10 a.m."

  FoundHere numeric(std::size_t i) const;
  std::size_t same_year(std::size_t k) const;
  FoundHere month_first(std::size_t i) const;
  FoundHere day_first(std::size_t i) const;
  FoundHere weekday(std::size_t i) const;
  FoundHere deictic(std::size_t i) const;
  FoundHere year(std::size_t i) const;
  FoundHere year_words(std::size_t i) const;
  FoundHere decade(std::size_t i) const;
  FoundHere quarter(std::size_t i) const;
  FoundHere season(std::size_t i) const;
  FoundHere relative(std::size_t i) const;
  FoundHere part_of(std::size_t i) const;
  FoundHere of_accounts(std::size_t i) const;
  FoundHere counted(std::size_t i) const;
  FoundHere set(std::size_t i) const;
  FoundHere clock(std::size_t i) const;
  FoundHere phrase(std::size_t i) const;
  FoundHere nth(std::size_t i) const;
  FoundHere century(std::size_t i) const;
  FoundHere single(std::size_t i) const;
  void range(FoundTime& f) const;

  const TimeLexicon& lex_;
  const std::vector<Piece>& p_;
};

}  // namespace daybook
