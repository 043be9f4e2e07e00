// Writes what model_file.h reads: for the tool that merges a trained network, and for tests that make a small one.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace daybook::neural {

/// Collects tensors, then gives the whole file. Same calls, same bytes.
class ModelWriter {
 public:
  /// `head` is what the file says beside its tensors: sizes, classes, where it comes from.
  explicit ModelWriter(nlohmann::ordered_json head);

  void raw(const std::string& name, const char* type, std::vector<std::size_t> shape, const std::string& bytes);
  void floats(const std::string& name, const std::vector<float>& data);
  /// `weight` is [outputs][inputs]; rounded to bytes and stored in blocks as kernels.h says.
  void linear(const std::string& name, const std::vector<float>& weight, std::vector<float> bias, std::size_t outputs, std::size_t inputs);

  std::string bytes() const;

 private:
  nlohmann::ordered_json head_;
  std::string body_;
};

}  // namespace daybook::neural
