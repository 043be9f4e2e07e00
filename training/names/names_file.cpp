#include "names_file.h"

#include <bit>
#include <fstream>

#include "base/error.h"

namespace daybook::training {
namespace {

/// The nearest half, ties to even; what is too small for a normal half is nothing, which no weight misses.
std::uint16_t half_of(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000);
  const std::uint32_t size = (bits & 0x7fffffff) + 0xfff + (bits >> 13 & 1);
  if (size < 0x38800000) return sign;
  if (size >= 0x47800000) throw Error(ErrorCode::io, "A weight is too large for the file; the training went astray.", "");
  return static_cast<std::uint16_t>(sign | (size - 0x38000000) >> 13);
}

class File {
 public:
  void add(const std::string& name, const std::vector<std::size_t>& shape, const std::vector<float>& numbers) {
    std::string bytes(numbers.size() * 2, '\0');
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const auto half = half_of(numbers[i]);
      bytes[2 * i] = static_cast<char>(half & 255), bytes[2 * i + 1] = static_cast<char>(half >> 8);
    }
    add(name, "F16", shape, bytes);
  }
  void add(const std::string& name, const char* type, const std::vector<std::size_t>& shape, const std::string& bytes) {
    table_[name] = {{"dtype", type}, {"shape", shape}, {"data_offsets", {data_.size(), data_.size() + bytes.size()}}};
    data_ += bytes;
  }
  std::string bytes(const nlohmann::ordered_json& metadata) {
    table_["__metadata__"] = metadata;
    std::string head = table_.dump();
    head.resize((head.size() + 7) / 8 * 8, ' ');
    const std::uint64_t size = head.size();
    std::string out(8, '\0');
    for (int i = 0; i < 8; ++i) out[static_cast<std::size_t>(i)] = static_cast<char>(size >> 8 * i & 255);
    return out + head + data_;
  }

 private:
  nlohmann::ordered_json table_;
  std::string data_;
};

/// [output][input] of all heads, one after another, of matrices [input][across] whose first `outputs` columns count.
template <class Part>
std::vector<float> stacked(const std::vector<TrainedHead>& heads, const Part& part, std::size_t inputs, std::size_t across, std::size_t outputs) {
  std::vector<float> out;
  for (const auto& head : heads)
    for (std::size_t o = 0; o < outputs; ++o)
      for (std::size_t i = 0; i < inputs; ++i) out.push_back(part(head)[i * across + o]);
  return out;
}

template <class Part>
std::vector<float> mean_of(const std::vector<TrainedHead>& heads, const Part& part, std::size_t n) {
  std::vector<float> out(n, 0.0f);
  for (const auto& head : heads)
    for (std::size_t i = 0; i < n; ++i) out[i] += part(head)[i] / static_cast<float>(heads.size());
  return out;
}

}  // namespace

void write_names(const std::string& path, const std::vector<TrainedHead>& heads, std::size_t width, std::size_t h, const std::string& lexicon, const nlohmann::ordered_json& trained) {
  constexpr std::size_t kClasses = TrainedHead::kClasses;
  using Head = const TrainedHead&;
  const std::size_t all = heads.size() * h;
  File file;
  file.add("names.word.weight", {all, width}, stacked(heads, [](Head x) { return x.word().mean; }, width, h, h));
  file.add("names.word.bias", {all}, stacked(heads, [](Head x) { return x.word_bias().mean; }, 1, h, h));
  file.add("names.lexicon.weight", {all, TrainedHead::kFeatures}, stacked(heads, [](Head x) { return x.lexicon().mean; }, TrainedHead::kFeatures, h, h));
  file.add("names.beside.weight", {all, 3 * h}, stacked(heads, [](Head x) { return x.beside().mean; }, 3 * h, h, h));
  file.add("names.beside.bias", {all}, stacked(heads, [](Head x) { return x.beside_bias().mean; }, 1, h, h));
  std::vector<float> out(kClasses * all);
  for (std::size_t n = 0; n < heads.size(); ++n)
    for (std::size_t j = 0; j < h; ++j)
      for (std::size_t k = 0; k < kClasses; ++k) out[k * all + n * h + j] = heads[n].out().mean[j * TrainedHead::kAcross + k] / static_cast<float>(heads.size());
  file.add("names.out.weight", {kClasses, all}, out);
  file.add("names.out.bias", {kClasses}, mean_of(heads, [](Head x) { return x.out_bias().mean; }, kClasses));
  file.add("names.first", {kClasses}, mean_of(heads, [](Head x) { return x.first(); }, kClasses));
  file.add("names.next", {kClasses, kClasses}, mean_of(heads, [](Head x) { return x.next(); }, kClasses * kClasses));
  file.add("name_lexicon", "U8", {lexicon.size()}, lexicon);
  std::ofstream to(path, std::ios::binary);
  to << file.bytes({{"heads", std::to_string(heads.size())}, {"trained", trained.dump()}});
  if (!to.flush()) throw Error(ErrorCode::io, "The file " + path + " cannot be written.", path);
}

}  // namespace daybook::training
