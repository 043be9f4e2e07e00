#include "neural/model_writer.h"

#include "base/hash.h"
#include "neural/model_file.h"
#include "neural/network.h"
#include "neural/packed_layer.h"

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
  const PackedLayer layer(weight, std::move(bias), outputs, inputs);
  raw(name + ".weight", "u8", {layer.outputs, layer.inputs}, {reinterpret_cast<const char*>(layer.bytes.data()), layer.bytes.size()});
  floats(name + ".scale", layer.scale);
  floats(name + ".bias", layer.bias);
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
