// A network of random numbers, so small that it reads a page in milliseconds: for tests of everything but what it says.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "neural/model_writer.h"
#include "neural/name_head.h"

namespace daybook {

/// Numbers in [-1, 1] that look random and are the same everywhere.
struct TinyNoise {
  std::uint32_t state = 1;
  float next() {
    state = state * 1664525u + 1013904223u;
    return static_cast<float>(static_cast<std::int32_t>(state >> 8) - (1 << 23)) / static_cast<float>(1 << 23);
  }
  std::vector<float> many(std::size_t n, float size = 1) {
    std::vector<float> out(n);
    for (auto& v : out) v = next() * size;
    return out;
  }
};

/// The file's bytes. `more` is said in its head beside what every file says. Another seed reads otherwise.
inline std::string tiny_network(std::uint32_t seed = 1, const nlohmann::ordered_json& more = {}) {
  constexpr std::size_t kWidth = 16, kInner = 32, kPlaces = 200, kArc = 16, kRel = 7;
  std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n";
  std::size_t pieces = 4;
  for (const char* before : {"", "##"})
    for (char c = '!'; c <= '~'; ++c)
      if (c < 'A' || c > 'Z') vocabulary += before + std::string(1, c) + "\n", ++pieces;
  for (const char* word : {"the", "and", "war", "##ing", "##ed"}) vocabulary += std::string(word) + "\n", ++pieces;
  const nlohmann::ordered_json classes{{"upos", {"NOUN", "VERB", "PUNCT", "PROPN"}}, {"xpos", {"NN", "VBD", "."}}, {"feats", {"_", "Number=Sing", "Mood=Ind|Tense=Past"}},
                                       {"rel", {"nsubj", "obj", "punct", "root"}}, {"lemma", {"l|0|", "k|0|", "l|2|e", "=be"}},
                                       {"name", {"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}}};
  nlohmann::ordered_json head{{"layers", 1}, {"width", kWidth}, {"inner", kInner}, {"heads", 1}, {"places", kPlaces}, {"pieces", pieces}, {"arc", kArc}, {"rel", kRel}, {"name_hidden", 16}, {"name_heads", 2},
                              {"made_of", std::string(64, 'a')}, {"two_words", {{"cannot", 3}}}, {"classes", classes}};
  if (!more.is_null()) head.update(more);
  neural::ModelWriter w(head);
  TinyNoise noise{seed};
  std::string bytes(pieces * kWidth, '\0');
  for (auto& b : bytes) b = static_cast<char>(128 + static_cast<int>(noise.next() * 100));
  w.raw("pieces.weight", "u8", {pieces, kWidth}, bytes);
  w.floats("pieces.scale", std::vector<float>(pieces, 0.01f));
  w.floats("places", noise.many(kPlaces * kWidth, 0.3f));
  w.floats("shapes", noise.many(13 * kWidth));
  const auto norm = [&](const std::string& name) {
    w.floats(name + ".weight", std::vector<float>(kWidth, 1.0f));
    w.floats(name + ".bias", noise.many(kWidth, 0.1f));
  };
  const auto linear = [&](const std::string& name, std::size_t outputs, std::size_t inputs) { w.linear(name, noise.many(outputs * inputs, 0.7f), noise.many(outputs, 0.3f), outputs, inputs); };
  norm("norm");
  linear("layer.0.qkv", 3 * kWidth, kWidth);
  linear("layer.0.out", kWidth, kWidth);
  linear("layer.0.up", kInner, kWidth);
  linear("layer.0.down", kWidth, kInner);
  norm("layer.0.norm1");
  norm("layer.0.norm2");
  linear("glue", 2, kWidth);
  linear("end", 2, kWidth);
  std::size_t tags = 0;
  for (const auto& [kind, list] : classes.items())
    if (kind != "rel" && kind != "name") tags += list.size();
  linear("tags", tags, kWidth);
  linear("arc_child", kArc, kWidth);
  linear("arc_head", kArc, kWidth);
  linear("arc_weight", kArc, kArc + 1);
  linear("rel_child", kRel, kWidth);
  linear("rel_head", kRel, kWidth);
  linear("rel_weight", classes.at("rel").size() * 16, kRel + 1);
  w.floats("root", noise.many(kWidth));
  linear("names.in", 2 * 16, neural::padded(kWidth + neural::NameHead::kFeatures, neural::kStep));
  linear("names.beside.0", 16, 3 * 16);
  linear("names.beside.1", 16, 3 * 16);
  linear("names.out", 7, 2 * 16);
  w.floats("names.first", noise.many(7));
  w.floats("names.next", noise.many(7 * 7));
  const std::string lexicon = "place\tport sudan\nplace\tsudan\norganisation\tthe army\ngiven\tomar\n";
  w.raw("name_lexicon", "u8", {lexicon.size()}, lexicon);
  w.raw("vocabulary", "u8", {vocabulary.size()}, vocabulary);
  return w.bytes();
}

/// A folder of the test's own, gone with this object.
struct TemporaryFolder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("daybook-test-" + std::to_string(::getpid()) + "-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
  TemporaryFolder() { std::filesystem::create_directories(path); }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    const auto file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
};

}  // namespace daybook
