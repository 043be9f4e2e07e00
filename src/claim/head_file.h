// The file of a language's heads for claims, models/<language>/claims.head: lines of text, then numbers of half precision, one head after the other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

/// Read from front to back. Everything throws Error{bad_resource} where the file is cut short or says something else than what is asked for.
class HeadFile {
 public:
  /// `bytes` must outlive it. The first lines are the form and its version, what the heads were made for, and the width of a word's vector.
  explicit HeadFile(std::string_view bytes);

  [[noreturn]] static void refuse(const std::string& why);

  const std::string& made_for() const { return made_for_; }
  std::size_t width() const { return width_; }

  std::string_view line();
  std::size_t number();                              ///< a line: 1..100000
  std::vector<float> floats(std::size_t count);      ///< finite ones
  /// A matrix [rows][columns] turned to [columns][rows].
  std::vector<float> turned(std::size_t rows, std::size_t columns);
  bool done() const { return left_.empty(); }

 private:
  std::string_view left_;
  std::string made_for_;
  std::size_t width_ = 0;
};

}  // namespace daybook
