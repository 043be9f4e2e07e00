// Trains the recogniser of names (src/language/name_model.h).
//
//   train_names --models models/en --out FILE [--bits 19] [--epochs 6] --train FILE... --heldout FILE
//
// Files have one word a line, its BIO or IO tag in the last or, with a number first, the third column, and blank lines
// between sentences. Types are mapped to PER, ORG, LOC and MISC. Deterministic: one thread, one seed.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "language/casing.h"
#include "language/characters.h"
#include "language/grammar.h"
#include "language/name_model.h"
#include "resource/resource.h"

using namespace daybook;

namespace {

struct Example {
  std::vector<std::string> forms;
  std::vector<std::uint8_t> tags;
  std::vector<Upos> parts;
};

constexpr unsigned kAnonymous = 30, kDropped = 10;  // percent; see thinned()
constexpr float kMiss = 1.4f;                       // what missing a name costs; taking no name for one costs 1

int type_of(const std::string& name) {
  static const std::vector<std::pair<std::string, int>> kTypes{
      {"PER", 0}, {"person", 0}, {"ORG", 1}, {"corporation", 1}, {"group", 1}, {"LOC", 2}, {"location", 2},
      {"MISC", 3}, {"OTH", 3}, {"product", 3}, {"creative-work", 3}};
  for (const auto& [word, type] : kTypes)
    if (name == word) return type;
  return -1;
}

std::vector<Example> read(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot open " + file);
  std::vector<Example> out;
  Example now;
  int before = -1;
  const auto flush = [&] {
    if (!now.forms.empty()) out.push_back(std::move(now));
    now = {};
    before = -1;
  };
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty()) {
      flush();
      continue;
    }
    if (line[0] == '#' && line.size() > 1 && line[1] == ' ' && line.find('\t') == std::string::npos) continue;
    std::istringstream cells(line);
    std::vector<std::string> cell;
    const char separator = line.find('\t') != std::string::npos ? '\t' : ' ';
    for (std::string c; std::getline(cells, c, separator);) cell.push_back(c);
    if (cell.size() < 2) continue;
    const bool numbered = cell.size() >= 3;
    const auto& form = numbered ? cell[1] : cell[0];
    const auto& tag = numbered ? cell[2] : cell[1];
    const auto type = tag.size() > 2 ? type_of(tag.substr(2)) : -1;
    std::string plain_form;
    for (std::size_t i = 0; i < form.size();) {
      const auto c = code_point_at(form, i);
      append_utf8(plain_form, plain(c.value));
      i += c.size;
    }
    now.forms.push_back(plain_form);
    const bool begins = type >= 0 && (tag[0] == 'B' || before != type);
    now.tags.push_back(type < 0 ? 0 : static_cast<std::uint8_t>(begins ? 1 + 2 * type : 2 + 2 * type));
    before = type;
  }
  flush();
  return out;
}

/// Sentences as headlines write them, put through the same restoring of case as in use.
Example headline(const Example& in, const Casing& casing, bool shouted) {
  Example out = in;
  for (auto& form : out.forms) {
    if (form.empty() || !(form[0] >= 'a' && form[0] <= 'z')) {
      if (!shouted) continue;
    } else if (!shouted && form.size() < 4) {
      continue;
    }
    for (std::size_t i = 0; i < (shouted ? form.size() : 1); ++i)
      if (form[i] >= 'a' && form[i] <= 'z') form[i] = static_cast<char>(form[i] - 'a' + 'A');
  }
  out.forms = casing.restored(out.forms);
  return out;
}

/// Some words without the features that name them, and every word without a few: what is learned must hold for names
/// never seen.
std::vector<std::vector<std::uint32_t>> thinned(const std::vector<std::vector<std::uint32_t>>& features, std::mt19937& random) {
  std::vector<std::vector<std::uint32_t>> out(features.size());
  for (std::size_t i = 0; i < features.size(); ++i) {
    const bool anonymous = random() % 100 < kAnonymous;
    for (std::size_t k = anonymous ? kIdentityFeatures : 0; k < features[i].size(); ++k)
      if (random() % 100 >= kDropped) out[i].push_back(features[i][k]);
  }
  return out;
}

struct Trainer {
  explicit Trainer(unsigned bits) : mask((1u << bits) - 1), rows((std::size_t{1} << bits) * kNameTags), total(rows.size()) {}

  std::uint32_t mask;
  std::vector<float> rows, total;
  std::array<float, (kNameTags + 1) * kNameTags> moves{}, moves_total{};
  float step = 1;

  std::vector<TagScores> scores(const std::vector<std::vector<std::uint32_t>>& features) const {
    std::vector<TagScores> out(features.size());
    for (std::size_t i = 0; i < features.size(); ++i) {
      out[i] = {};
      for (const auto f : features[i])
        for (std::size_t t = 0; t < kNameTags; ++t) out[i][t] += rows[std::size_t{f & mask} * kNameTags + t];
    }
    return out;
  }

  void add(std::size_t row, std::uint8_t tag, float by) {
    rows[row * kNameTags + tag] += by;
    total[row * kNameTags + tag] += by * step;
  }
  void move(std::size_t from, std::uint8_t to, float by) {
    moves[from * kNameTags + to] += by;
    moves_total[from * kNameTags + to] += by * step;
  }

  void learn(const std::vector<std::vector<std::uint32_t>>& features, const std::vector<std::uint8_t>& gold) {
    auto s = scores(features);
    // A margin: every wrong tag gets a start, so that the right one must win clearly.
    for (std::size_t i = 0; i < s.size(); ++i)
      for (std::size_t t = 0; t < kNameTags; ++t) s[i][t] += t == gold[i] ? 0.0f : gold[i] == 0 ? 1.0f : kMiss;
    const auto guess = best_tags(s, moves.data());
    std::size_t g = kNameTags, h = kNameTags;
    for (std::size_t i = 0; i < gold.size(); ++i) {
      if (gold[i] != guess[i])
        for (const auto f : features[i]) {
          add(f & mask, gold[i], 1);
          add(f & mask, guess[i], -1);
        }
      if (g != h || gold[i] != guess[i]) {
        move(g, gold[i], 1);
        move(h, guess[i], -1);
      }
      g = gold[i];
      h = guess[i];
    }
    step += 1;
  }

  std::string packed(unsigned bits) const {
    float most = 0;
    std::vector<float> mean(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) mean[i] = rows[i] - total[i] / step;
    // The few largest weights are clipped: a finer scale for the rest is worth more.
    std::vector<float> sizes;
    for (const auto w : mean)
      if (w != 0) sizes.push_back(std::fabs(w));
    std::sort(sizes.begin(), sizes.end());
    if (!sizes.empty()) most = sizes[static_cast<std::size_t>(static_cast<double>(sizes.size() - 1) * 0.9998)];
    const float scale = most > 0 ? most / 127.0f : 1.0f;
    std::string out = "DBNAMES2";
    const auto put = [&](const auto& value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); };
    put(static_cast<std::uint32_t>(bits));
    put(scale);
    for (std::size_t i = 0; i < moves.size(); ++i) put(moves[i] - moves_total[i] / step);
    for (const auto w : mean) out += static_cast<char>(static_cast<signed char>(std::lround(std::clamp(w / scale, -127.0f, 127.0f))));
    return out;
  }
};

void report(const NameModel& model, const std::vector<Example>& heldout, const Casing& casing) {
  std::array<std::array<int, 3>, 5> count{};  // right, found, gold; the last row is PER, ORG and LOC together
  for (const auto& e : heldout) {
    const auto names = model.find(casing.restored(e.forms), e.parts);
    std::vector<Name> gold;
    for (std::uint32_t i = 0; i < e.tags.size(); ++i) {
      if (e.tags[i] == 0 || e.tags[i] % 2 == 0) continue;
      Name n{i, i + 1, static_cast<NameType>((e.tags[i] - 1) / 2), 0};
      while (n.last < e.tags.size() && e.tags[n.last] == e.tags[i] + 1) ++n.last;
      gold.push_back(n);
    }
    const auto tally = [&](std::size_t type, int what) {
      ++count[type][what];
      if (type < 3) ++count[4][what];
    };
    for (const auto& n : names) tally(static_cast<std::size_t>(n.type), 1);
    for (const auto& g : gold) {
      tally(static_cast<std::size_t>(g.type), 2);
      for (const auto& n : names)
        if (n.first == g.first && n.last == g.last && n.type == g.type) tally(static_cast<std::size_t>(g.type), 0);
    }
  }
  const char* kNames[] = {"PER", "ORG", "LOC", "MISC", "all3"};
  for (std::size_t t : {0, 1, 2, 4}) {
    const double p = count[t][1] ? 100.0 * count[t][0] / count[t][1] : 0, r = count[t][2] ? 100.0 * count[t][0] / count[t][2] : 0;
    std::cerr << "  " << kNames[t] << " P " << std::round(p * 10) / 10 << " R " << std::round(r * 10) / 10 << " F1 " << std::round(p + r > 0 ? 20 * p * r / (p + r) : 0) / 10;
  }
  std::cerr << "\n";
}

}  // namespace

int main(int argc, char** argv) try {
  std::string models, out, heldout_file;
  std::vector<std::string> files;
  unsigned bits = 19, epochs = 6;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i], value = argv[i + 1];
    if (option == "--models") models = value;
    else if (option == "--out") out = value;
    else if (option == "--train") files.push_back(value);
    else if (option == "--heldout") heldout_file = value;
    else if (option == "--bits") bits = static_cast<unsigned>(std::stoul(value));
    else if (option == "--epochs") epochs = static_cast<unsigned>(std::stoul(value));
    else throw std::runtime_error("unknown option " + option);
  }
  const Casing casing(read_resource(models + "/casing.tsv"));
  const NameLexicon lexicon(read_resource(models + "/name_words.tsv"), read_resource(models + "/name_places.txt"),
                            read_resource(models + "/name_organisations.txt"));
  std::mt19937 random(20261101);
  std::vector<Example> train;
  for (const auto& file : files)
    for (auto& e : read(file)) train.push_back(std::move(e));
  const auto plain_count = train.size();
  for (std::size_t i = 0; i < plain_count; ++i) {
    const auto draw = random() % 100;
    if (draw < 18) train.push_back(headline(train[i], casing, draw < 4));
  }
  auto heldout = heldout_file.empty() ? std::vector<Example>{} : read(heldout_file);
  std::cerr << train.size() << " sentences to train on, " << heldout.size() << " held out\n";

  // Parts of speech as the tagger gives them, since that is what there is in use.
  {
    const Grammar grammar(read_resource(models + "/grammar.udpipe"));
    for (auto& e : train) e.parts = grammar.tags(e.forms);
    for (auto& e : heldout) e.parts = grammar.tags(casing.restored(e.forms));
  }
  std::vector<std::vector<std::vector<std::uint32_t>>> features;
  std::vector<std::size_t> order;
  for (const auto& e : train) {
    features.push_back(name_features(e.forms, e.parts, lexicon));
    order.push_back(order.size());
  }
  Trainer trainer(bits);
  std::string bytes;
  for (unsigned epoch = 1; epoch <= epochs; ++epoch) {
    for (std::size_t i = order.size() - 1; i > 0; --i) std::swap(order[i], order[random() % (i + 1)]);
    for (const auto i : order) trainer.learn(thinned(features[i], random), train[i].tags);
    if (epoch != epochs && epoch % 2 != 0) continue;
    bytes = trainer.packed(bits);
    std::cerr << "epoch " << epoch << "\n";
    if (!heldout.empty()) report(NameModel(bytes, lexicon), heldout, casing);
  }
  std::ofstream file(out, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw std::runtime_error("cannot write " + out);
} catch (const std::exception& e) {
  std::cerr << "train_names: " << e.what() << "\n";
  return 1;
}
