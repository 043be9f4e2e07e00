#include "neural/model_writer.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "neural/kernels.h"
#include "neural/model_file.h"
#include "neural/network.h"

namespace daybook::neural {

ModelWriter::ModelWriter(nlohmann::ordered_json head) : head_(std::move(head)) { head_["tensors"] = nlohmann::ordered_json::object(); }

void ModelWriter::raw(const std::string& name, const char* type, std::vector<std::size_t> shape, const std::string& bytes) {
  body_.resize(padded(body_.size(), 64));
  head_["tensors"][name] = {{"type", type}, {"shape", std::move(shape)}, {"at", body_.size()}};
  body_ += bytes;
}

void ModelWriter::floats(const std::string& name, const std::vector<float>& data) {
  raw(name, "f32", {data.size()}, {reinterpret_cast<const char*>(data.data()), data.size() * 4});
}

void ModelWriter::linear(const std::string& name, const std::vector<float>& weight, std::vector<float> bias, std::size_t outputs, std::size_t inputs) {
  const std::size_t wide = padded(outputs, kBlock), deep = padded(inputs, kStep);
  std::string bytes(wide * deep, static_cast<char>(128));
  std::vector<float> scale(wide, 0.0f);
  bias.resize(wide, 0.0f);
  for (std::size_t o = 0; o < outputs; ++o) {
    const float* row = weight.data() + o * inputs;
    float most = 0;
    for (std::size_t i = 0; i < inputs; ++i) most = std::max(most, std::fabs(row[i]));
    scale[o] = most / 127.0f;
    for (std::size_t i = 0; i < inputs; ++i) {
      const long q = most > 0 ? std::lround(row[i] / scale[o]) : 0;
      bytes[(o / kBlock) * kBlock * deep + (i / kStep) * kBlock * kStep + (o % kBlock) * kStep + i % kStep] = static_cast<char>(std::clamp(q, -127L, 127L) + 128);
    }
  }
  raw(name + ".weight", "u8", {wide, deep}, bytes);
  floats(name + ".scale", scale);
  floats(name + ".bias", bias);
}

std::string ModelWriter::bytes() const {
  // The offsets are of the whole file: the table's own length moves them, so it is given room first.
  auto head = head_;
  const std::size_t room = padded(head.dump().size() + head["tensors"].size() * 12 + 64, 64);
  for (auto& [name, entry] : head["tensors"].items()) entry["at"] = entry["at"].get<std::size_t>() + kModelHead + room;
  std::string table = head.dump();
  table.resize(room, ' ');
  std::string out("DAYBKNET", 8);
  const std::uint64_t whole = kModelHead + room + body_.size(), size = room;
  out.append(reinterpret_cast<const char*>(&kModelOrder), 4).append(reinterpret_cast<const char*>(&kModelVersion), 4);
  out.append(reinterpret_cast<const char*>(&whole), 8).append(reinterpret_cast<const char*>(&size), 8);
  const std::string rest = table + body_;
  return out + sha256_hex(rest).substr(0, kModelDigest) + rest;
}

}  // namespace daybook::neural
