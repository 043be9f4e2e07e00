// The file of what a language has learnt of claims, models/<language>/claims.head: lines of text, then numbers of half precision, of the network and then of its head for parts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "neural/packed_layer.h"

namespace daybook {

/// Read from front to back. Everything throws Error{bad_resource} where the file is cut short or says something else than what is asked for.
class HeadFile {
 public:
  /// `bytes` must outlive it. The first lines are the form and its version, what the network was made for, and the width of a word's vector.
  explicit HeadFile(std::string_view bytes);

  [[noreturn]] static void refuse(const std::string& why);

  const std::string& made_for() const { return made_for_; }
  std::size_t width() const { return width_; }

  std::string_view line();
  std::size_t number();                              ///< a line: 1..100000
  std::vector<float> floats(std::size_t count);      ///< finite ones
  /// Weights [outputs][inputs], and a bias an output where it has one.
  neural::PackedLayer layer(std::size_t inputs, std::size_t outputs, bool has_bias = true);
  bool done() const { return left_.empty(); }

 private:
  std::string_view left_;
  std::string made_for_;
  std::size_t width_ = 0;
};

}  // namespace daybook
