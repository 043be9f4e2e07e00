#include "neural/model_file.h"

#include <cstring>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/hash.h"

namespace daybook::neural {
namespace {

constexpr std::size_t kAlign = 64;

template <typename T>
T number_at(std::string_view bytes, std::size_t at) {
  T out;
  std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

std::size_t size_of(std::string_view type) { return type == "f32" ? 4 : type == "u8" || type == "i8" ? 1 : 0; }

}  // namespace

ModelFile::ModelFile(const std::filesystem::path& file) : file_(file.string()), mapping_(file) {
  const auto refuse = [&](const std::string& why) -> Error { return Error(ErrorCode::bad_resource, "The model " + file_ + " cannot be used: " + why + "; remove it, and the build makes it anew.", file_); };
  const auto bytes = mapping_.bytes();
  if (bytes.size() < kModelHead || !bytes.starts_with("DAYBKNET")) throw refuse("it is no network of Daybook");
  const auto order = number_at<std::uint32_t>(bytes, 8);
  if (order != kModelOrder) throw refuse("it was written on a machine of another byte order");
  if (const auto version = number_at<std::uint32_t>(bytes, 12); version != kModelVersion)
    throw refuse("it is of version " + std::to_string(version) + ", this program reads version " + std::to_string(kModelVersion));
  const auto whole = number_at<std::uint64_t>(bytes, 16), head = number_at<std::uint64_t>(bytes, 24);
  if (whole != bytes.size()) throw refuse("it has " + std::to_string(bytes.size()) + " bytes of " + std::to_string(whole));
  if (head > bytes.size() - kModelHead) throw refuse("its table is damaged");
  if (bytes.substr(kModelHead - kModelDigest, kModelDigest) != sha256_hex(bytes.substr(kModelHead)).substr(0, kModelDigest))
    throw refuse("its contents are not what its digest says");
  const auto table = nlohmann::json::parse(bytes.substr(kModelHead, head), nullptr, false);
  if (!table.is_object()) throw refuse("its table is damaged");
  try {
    for (const auto& [name, value] : table.items()) {
      if (value.is_number_unsigned()) numbers_[name] = value;
      if (value.is_string()) texts_[name] = value;
      if (name == "two_words") two_words_ = value.get<std::map<std::string, std::size_t, std::less<>>>();
      if (name == "classes")
        for (const auto& [kind, list] : value.items()) classes_[kind] = list.get<std::vector<std::string>>();
      if (name != "tensors") continue;
      for (const auto& [key, entry] : value.items()) {
        Tensor tensor{entry.at("type"), entry.at("shape").get<std::vector<std::size_t>>(), {}};
        const std::size_t at = entry.at("at");
        std::size_t size = size_of(tensor.type);
        for (const auto side : tensor.shape) {
          if (side == 0 || size > bytes.size() / side) throw refuse("its tensor " + key + " is larger than the file");
          size *= side;
        }
        if (size == 0 || at % kAlign != 0 || at > bytes.size() || size > bytes.size() - at) throw refuse("its tensor " + key + " does not lie in the file");
        tensor.bytes = bytes.substr(at, size);
        tensors_.emplace(key, std::move(tensor));
      }
    }
  } catch (const nlohmann::json::exception&) {
    throw refuse("its table is damaged");
  }
}

const Tensor& ModelFile::tensor(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) throw Error(ErrorCode::bad_resource, "The model " + file_ + " cannot be used: it has no tensor " + name + ".", file_);
  return found->second;
}

const Tensor& ModelFile::tensor(const std::string& name, std::string_view type, std::size_t elements) const {
  const auto& out = tensor(name);
  if (out.type != type || out.bytes.size() != elements * size_of(type))
    throw Error(ErrorCode::bad_resource, "The model " + file_ + " cannot be used: its tensor " + name + " has not the size of its layer.", file_);
  return out;
}

std::size_t ModelFile::number(const std::string& name) const {
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) throw Error(ErrorCode::bad_resource, "The model " + file_ + " cannot be used: it does not say its " + name + ".", file_);
  return found->second;
}

std::string ModelFile::text(const std::string& name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? std::string() : found->second;
}

const std::vector<std::string>& ModelFile::classes(const std::string& name) const {
  const auto found = classes_.find(name);
  if (found == classes_.end() || found->second.empty())
    throw Error(ErrorCode::bad_resource, "The model " + file_ + " cannot be used: it does not list its classes of " + name + ".", file_);
  return found->second;
}

}  // namespace daybook::neural
