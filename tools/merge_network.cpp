// Makes the file the program reads of the pretrained encoder and what was trained on it: adds the adapters, rounds to bytes, packs.
//
// usage: merge_network BASE_FOLDER TWO_WORDS.tsv ADAPTERS NAMES OUT [CARD_FOLDER]
//
// BASE_FOLDER holds model.safetensors and vocab.txt. With CARD_FOLDER (models/en), base, adapters and names must be those whose digests stand
// on its card. NAMES "-" leaves the heads for names out: what training/names learns on; the program does not read it. Same inputs, same bytes out.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/half.h"
#include "base/hash.h"
#include "language/card.h"
#include "neural/model_writer.h"
#include "neural/name_head.h"
#include "neural/network.h"
#include "resource/resource.h"
#include "resource/table.h"

using namespace daybook;
using namespace daybook::neural;
using json = nlohmann::ordered_json;

namespace {

struct Numbers {
  std::vector<std::size_t> shape;
  std::vector<float> data;
};

/// A safetensors file: u64 bytes of JSON, the JSON, the numbers.
class SafeTensors {
 public:
  explicit SafeTensors(const std::string& path) : path_(path), mapping_(path) {
    const auto bytes = mapping_.bytes();
    std::uint64_t head = 0;
    if (bytes.size() < 8) throw bad("it is too short");
    std::memcpy(&head, bytes.data(), 8);
    if (head > bytes.size() - 8) throw bad("its table is damaged");
    table_ = json::parse(bytes.substr(8, head), nullptr, false);
    if (!table_.is_object()) throw bad("its table is damaged");
    data_ = bytes.substr(8 + head);
  }

  bool has(const std::string& name) const { return table_.contains(name); }

  Numbers numbers(const std::string& name) const {
    if (!has(name)) throw bad("it has no tensor " + name);
    const auto& entry = table_.at(name);
    Numbers out{entry.at("shape").get<std::vector<std::size_t>>(), {}};
    std::size_t count = 1;
    for (const auto side : out.shape) count *= side;
    const std::string type = entry.at("dtype");
    const std::size_t from = entry.at("data_offsets").at(0), to = entry.at("data_offsets").at(1), size = type == "F32" ? 4 : type == "F16" ? 2 : 0;
    if (size == 0 || to < from || to > data_.size() || to - from != count * size) throw bad("its tensor " + name + " is damaged");
    out.data.resize(count);
    if (size == 4) std::memcpy(out.data.data(), data_.data() + from, to - from);
    else
      for (std::size_t i = 0; i < count; ++i) {
        std::uint16_t h;
        std::memcpy(&h, data_.data() + from + 2 * i, 2);
        out.data[i] = half_to_float(h);
      }
    return out;
  }

  std::string sha256() const { return sha256_hex(mapping_.bytes()); }

  /// A tensor of bytes.
  std::string bytes(const std::string& name) const {
    const auto& entry = table_.at(name);
    const std::size_t from = entry.at("data_offsets").at(0), to = entry.at("data_offsets").at(1);
    if (entry.at("dtype") != "U8" || to < from || to > data_.size()) throw bad("its tensor " + name + " is damaged");
    return std::string(data_.substr(from, to - from));
  }

  json metadata(const std::string& key) const { return json::parse(table_.at("__metadata__").at(key).get<std::string>()); }

 private:
  Error bad(const std::string& why) const { return Error(ErrorCode::bad_resource, "The file " + path_ + " cannot be used: " + why + ".", path_); }

  std::string path_;
  Mapping mapping_;
  std::string_view data_;
  json table_;
};

std::vector<float> adapted(const SafeTensors& base, const SafeTensors& trained, const std::string& from, const std::string& to) {
  auto weight = base.numbers(from + ".weight");
  const auto a = trained.numbers(to + ".a"), b = trained.numbers(to + ".b");
  const std::size_t rank = a.shape[0], inputs = a.shape[1];
  if (weight.shape != std::vector<std::size_t>{b.shape[0], inputs} || b.shape[1] != rank)
    throw Error(ErrorCode::bad_resource, "The adapters do not fit the encoder at " + from + ".", from);
  for (std::size_t o = 0; o < b.shape[0]; ++o)
    for (std::size_t i = 0; i < inputs; ++i) {
      double sum = 0;
      for (std::size_t r = 0; r < rank; ++r) sum += static_cast<double>(b.data[o * rank + r]) * a.data[r * inputs + i];
      weight.data[o * inputs + i] += static_cast<float>(sum);
    }
  return weight.data;
}

void append(std::vector<float>& to, const std::vector<float>& more) { to.insert(to.end(), more.begin(), more.end()); }

json read_two_words(const std::string& path) {
  const auto text = read_resource(path);
  const auto table = Table::read(text, path);
  const auto run = table.column("run"), second = table.column("second");
  json out = json::object();
  for (const auto& row : table.rows()) out[row[run]] = std::stoul(row[second]);
  return out;
}

/// Whom to believe: the card of the folder, if there is one.
void check(const std::string& folder, const std::string& adapters, const std::string& names, const NetworkSources& sources) {
  const auto card = Card::read(folder);
  const auto differs = [&](const std::string& what) {
    return Error(ErrorCode::bad_resource, what + " has another digest than " + (std::filesystem::path(folder) / "card.toml").string() + " says; nothing was written.", what);
  };
  if (sources.base != card.base || sources.vocabulary != card.vocabulary) throw differs("The pretrained encoder");
  const auto listed = [](const auto& files, const std::string& path, const std::string& digest) {
    const auto name = std::filesystem::path(path).filename().string();
    return std::any_of(files.begin(), files.end(), [&](const auto& entry) { return entry.second.name == name && entry.second.sha256 == digest; });
  };
  if (!listed(card.networks, adapters, sources.adapters)) throw differs("The file " + adapters);
  if (!listed(card.names, names, sources.names)) throw differs("The file " + names);
}

/// The heads for names and their lexicon (training/names/names_file.h). A word's vector and the features around it meet in one layer.
void add_names(ModelWriter& w, const SafeTensors& trained, std::size_t heads, std::size_t width) {
  const auto word = trained.numbers("names.word.weight"), seen = trained.numbers("names.lexicon.weight"), beside = trained.numbers("names.beside.weight"),
             beside_bias = trained.numbers("names.beside.bias"), out = trained.numbers("names.out.weight");
  const std::size_t all = word.shape[0], features = seen.shape[1], inputs = padded(width + features, kStep), hidden = all / heads;
  if (word.shape[1] != width || features != NameHead::kFeatures || beside.shape != std::vector<std::size_t>{all, 3 * hidden} || out.shape[1] != all)
    throw Error(ErrorCode::bad_resource, "The heads for names do not fit the network or this program; train them again (docs/training.md).", "names");
  std::vector<float> in(all * inputs, 0.0f);
  for (std::size_t o = 0; o < all; ++o) {
    std::copy_n(word.data.begin() + static_cast<std::ptrdiff_t>(o * width), width, in.begin() + static_cast<std::ptrdiff_t>(o * inputs));
    for (std::size_t f = 0; f < features; ++f) in[o * inputs + width + f] = seen.data[o * features + f] / NameLexicon::kSeen;
  }
  w.linear("names.in", in, trained.numbers("names.word.bias").data, all, inputs);
  for (std::size_t h = 0; h < heads; ++h) {
    const auto from = static_cast<std::ptrdiff_t>(h * hidden), to = static_cast<std::ptrdiff_t>((h + 1) * hidden), row = static_cast<std::ptrdiff_t>(3 * hidden);
    w.linear("names.beside." + std::to_string(h), {beside.data.begin() + from * row, beside.data.begin() + to * row}, {beside_bias.data.begin() + from, beside_bias.data.begin() + to}, hidden,
             3 * hidden);
  }
  w.linear("names.out", out.data, trained.numbers("names.out.bias").data, out.shape[0], all);
  for (const char* name : {"names.first", "names.next"}) w.floats(name, trained.numbers(name).data);
  const auto lexicon = trained.bytes("name_lexicon");
  w.raw("name_lexicon", "u8", {lexicon.size()}, lexicon);
}

ModelWriter merged(const SafeTensors& base, const std::string& vocabulary, const json& two_words, const SafeTensors& trained, const std::optional<SafeTensors>& names, const NetworkSources& sources) {
  const auto pieces = base.numbers("embeddings.word_embeddings.weight"), places = base.numbers("embeddings.position_embeddings.weight"),
             types = base.numbers("embeddings.token_type_embeddings.weight");
  const std::size_t width = pieces.shape[1], inner = base.numbers("encoder.layer.0.intermediate.dense.weight").shape[0];
  std::size_t layers = 0;
  while (trained.has("encoder.layers." + std::to_string(layers) + ".q.a")) ++layers;
  // A network of fewer layers names those of the pretrained encoder it stands on.
  std::vector<std::size_t> kept;
  if (const auto about = trained.metadata("trained"); about.contains("keep")) kept = about.at("keep").get<std::vector<std::size_t>>();
  else
    for (std::size_t i = 0; i < layers; ++i) kept.push_back(i);
  if (layers == 0 || kept.size() != layers) throw Error(ErrorCode::bad_resource, "The adapters do not say which layers they are for.", "keep");
  const auto arc = trained.numbers("arc_weight"), rel = trained.numbers("rel_weight");
  const std::size_t arc_size = arc.shape[1], rel_size = rel.shape[1] - 1;
  const std::size_t name_heads = names ? names->metadata("heads").get<std::size_t>() : 1, name_hidden = names ? names->numbers("names.out.weight").shape[1] / name_heads : 0;
  ModelWriter w({{"layers", layers}, {"width", width}, {"inner", inner}, {"heads", 12}, {"places", places.shape[0]}, {"pieces", pieces.shape[0]},
                 {"arc", arc_size}, {"rel", rel_size}, {"name_hidden", name_hidden}, {"name_heads", name_heads},
                 {"made_of", sources.digest()}, {"base", sources.base}, {"vocabulary_sha256", sources.vocabulary},
                 {"adapters", sources.adapters}, {"names", sources.names}, {"two_words", two_words}, {"classes", trained.metadata("classes")}, {"trained", trained.metadata("trained")}});

  std::string bytes(pieces.data.size(), '\0');
  std::vector<float> scale(pieces.shape[0]);
  for (std::size_t r = 0; r < pieces.shape[0]; ++r) {
    const float* row = pieces.data.data() + r * width;
    float most = 0;
    for (std::size_t i = 0; i < width; ++i) most = std::max(most, std::fabs(row[i]));
    scale[r] = most / 127.0f;
    for (std::size_t i = 0; i < width; ++i) bytes[r * width + i] = static_cast<char>((most > 0 ? std::lround(row[i] / scale[r]) : 0) + 128);
  }
  w.raw("pieces.weight", "u8", pieces.shape, std::move(bytes));
  w.floats("pieces.scale", scale);
  auto place = places.data;
  for (std::size_t i = 0; i < place.size(); ++i) place[i] += types.data[i % width];
  w.floats("places", place);
  w.floats("shapes", trained.numbers("encoder.shapes.weight").data);
  w.floats("norm.weight", trained.numbers("encoder.norm.weight").data);
  w.floats("norm.bias", trained.numbers("encoder.norm.bias").data);
  for (std::size_t i = 0; i < layers; ++i) {
    const std::string from = "encoder.layer." + std::to_string(kept[i]) + ".", to = "encoder.layers." + std::to_string(i) + ".", name = "layer." + std::to_string(i) + ".";
    std::vector<float> weight, bias;
    for (const auto& [key, short_key] : {std::pair{"query", "q"}, {"key", "k"}, {"value", "v"}}) {
      append(weight, adapted(base, trained, from + "attention.self." + key, to + short_key));
      append(bias, trained.numbers(to + short_key + ".bias").data);
    }
    w.linear(name + "qkv", weight, bias, 3 * width, width);
    w.linear(name + "out", adapted(base, trained, from + "attention.output.dense", to + "o"), trained.numbers(to + "o.bias").data, width, width);
    w.linear(name + "up", adapted(base, trained, from + "intermediate.dense", to + "up"), trained.numbers(to + "up.bias").data, inner, width);
    w.linear(name + "down", adapted(base, trained, from + "output.dense", to + "down"), trained.numbers(to + "down.bias").data, width, inner);
    for (const char* norm : {"norm1", "norm2"})
      for (const char* part : {".weight", ".bias"}) w.floats(name + norm + part, trained.numbers(to + norm + part).data);
  }
  for (const char* name : {"glue", "end", "arc_child", "arc_head", "rel_child", "rel_head"}) {
    const auto weight = trained.numbers(std::string(name) + ".weight");
    w.linear(name, weight.data, trained.numbers(std::string(name) + ".bias").data, weight.shape[0], weight.shape[1]);
  }
  std::vector<float> weight, bias;
  for (const char* kind : {"upos", "xpos", "feats", "lemma"}) {
    append(weight, trained.numbers(std::string("tags.") + kind + ".weight").data);
    append(bias, trained.numbers(std::string("tags.") + kind + ".bias").data);
  }
  w.linear("tags", weight, bias, bias.size(), width);
  std::vector<float> turned(arc.data.size());
  for (std::size_t i = 0; i < arc.shape[0]; ++i)
    for (std::size_t o = 0; o < arc_size; ++o) turned[o * arc.shape[0] + i] = arc.data[i * arc_size + o];
  w.linear("arc_weight", turned, {}, arc_size, arc.shape[0]);
  const std::size_t labels = rel.shape[0], side = rel_size + 1, wide = padded(side, 16);
  std::vector<float> relations(labels * wide * side, 0.0f);
  for (std::size_t l = 0; l < labels; ++l)
    for (std::size_t i = 0; i < side; ++i)
      for (std::size_t j = 0; j < side; ++j) relations[(l * wide + j) * side + i] = rel.data[(l * side + i) * side + j];
  w.linear("rel_weight", relations, {}, labels * wide, side);
  w.floats("root", trained.numbers("root").data);
  w.raw("vocabulary", "u8", {vocabulary.size()}, vocabulary);
  if (trained.has("lemmas")) {
    const auto lemmas = trained.bytes("lemmas");
    w.raw("lemmas", "u8", {lemmas.size()}, lemmas);
  }
  if (names) add_names(w, *names, name_heads, width);
  return w;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6 && count != 7) {
    std::fprintf(stderr, "usage: merge_network BASE_FOLDER TWO_WORDS.tsv ADAPTERS NAMES OUT [CARD_FOLDER]\n");
    return 2;
  }
  try {
    const std::filesystem::path folder = arguments[1];
    const std::string adapters = arguments[3], name_file = arguments[4], out = arguments[5];
    const SafeTensors base((folder / "model.safetensors").string()), trained(adapters);
    std::optional<SafeTensors> names;
    if (name_file != "-") names.emplace(name_file);
    const auto vocabulary = read_resource(folder / "vocab.txt");
    const NetworkSources sources{base.sha256(), sha256_hex(vocabulary), trained.sha256(), names ? names->sha256() : ""};
    if (count == 7) check(arguments[6], adapters, name_file, sources);
    const auto bytes = merged(base, vocabulary, read_two_words(arguments[2]), trained, names, sources).bytes();
    std::ofstream file(out, std::ios::binary);
    file << bytes;
    if (!file.flush()) throw Error(ErrorCode::io, "The file " + out + " cannot be written.", out);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "merge_network: %s\n", error.what());
    return 1;
  }
}
