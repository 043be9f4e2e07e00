// The file that holds a trained network: a head, a table of tensors as JSON, the tensors.
//
//     0   "DAYBKNET"
//     8   u32 0x01020304   as the machine writes it: a file of another byte order reads differently
//     12  u32 version      of this layout
//     16  u64 bytes of the whole file
//     24  u64 bytes of the JSON that follows at 64
//     32  32 hexadecimal digits: the first half of SHA-256 over all that follows
//     64  {"layers":6,"width":384,"heads":12,"made_of":"...","two_words":{"cannot":3,...},"classes":{"upos":["NOUN",...],...},
//          "tensors":{"name":{"type":"u8","shape":[..],"at":..}}}
//         padding to 64; every tensor begins at a multiple of 64
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "resource/resource.h"

namespace daybook::neural {

inline constexpr std::uint32_t kModelOrder = 0x01020304, kModelVersion = 3;
inline constexpr std::size_t kModelHead = 64, kModelDigest = 32;

/// A part of the mapped file; valid as long as the ModelFile.
struct Tensor {
  std::string type;  ///< "u8", "i8", "f32"
  std::vector<std::size_t> shape;
  std::string_view bytes;

  const float* floats() const { return reinterpret_cast<const float*>(bytes.data()); }
  const std::uint8_t* unsigned_bytes() const { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }
};

/// Mapped, not copied: threads and processes share it. Movable; thread-safe once opened.
class ModelFile {
 public:
  /// Throws Error{bad_resource} in one sentence for a file that is no network, cut, of another version or byte order, or not what its digest says.
  explicit ModelFile(const std::filesystem::path& file);

  /// Throws Error{bad_resource} if it is missing or not of this type and size.
  const Tensor& tensor(const std::string& name, std::string_view type, std::size_t elements) const;
  const Tensor& tensor(const std::string& name) const;
  bool has(const std::string& name) const { return tensors_.contains(name); }
  std::size_t number(const std::string& name) const;
  const std::vector<std::string>& classes(const std::string& name) const;
  /// Words that the file says beside its tensors ("made_of"); empty if it does not.
  std::string text(const std::string& name) const;
  /// Lower-case runs of letters that hold two words, and where the second begins.
  const std::map<std::string, std::size_t, std::less<>>& two_words() const { return two_words_; }

 private:
  std::string file_;
  Mapping mapping_;
  std::map<std::string, Tensor> tensors_;
  std::map<std::string, std::size_t> numbers_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, std::size_t, std::less<>> two_words_;
  std::map<std::string, std::vector<std::string>> classes_;
};

}  // namespace daybook::neural
