#include "examples.h"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace daybook::training {

using namespace neural;

namespace {
constexpr std::size_t kBatch = 384;  // pieces that pass through the network together
}

/// A line of the file, cut into pieces.
struct Examples::Window {
  std::string set, text;
  float times = 0;
  std::vector<Span> words;
  std::vector<int> names;
  std::vector<std::size_t> ends;
  std::vector<std::int32_t> ids;
  std::vector<std::uint8_t> shapes;
  std::vector<std::pair<std::size_t, std::size_t>> rows;  ///< a word's first and last piece
};

Examples::Examples(const ModelFile& file, const NameLexicon& lexicon) : lexicon_(lexicon), file_(file), pieces_(file.tensor("vocabulary").bytes), network_(file) {}

void Examples::encode(std::vector<Window>& windows, std::vector<Example>& out) const {
  thread_local Scratch scratch;
  std::vector<std::int32_t> ids;
  std::vector<std::uint8_t> shapes;
  std::vector<std::size_t> lengths;
  for (const auto& w : windows) {
    ids.insert(ids.end(), w.ids.begin(), w.ids.end());
    shapes.insert(shapes.end(), w.shapes.begin(), w.shapes.end());
    lengths.push_back(w.ids.size());
  }
  const Rows hidden = network_.encode(ids, shapes, lengths, scratch);
  const std::size_t width = network_.width();
  std::size_t row = 0;
  for (auto& w : windows) {
    std::size_t begin = 0;
    for (const auto end : w.ends) {
      Example example{w.set, w.times, {}, {}, {w.names.begin() + static_cast<std::ptrdiff_t>(begin), w.names.begin() + static_cast<std::ptrdiff_t>(end)}};
      std::vector<Token> tokens;
      for (std::size_t i = begin; i < end; ++i) {
        const float *a = hidden.row(row + w.rows[i].first), *b = hidden.row(row + w.rows[i].second);
        for (std::size_t k = 0; k < width; ++k) example.words.push_back((a[k] + b[k]) * 0.5f);
        tokens.emplace_back();
        tokens.back().form = w.text.substr(w.words[i].begin, w.words[i].end - w.words[i].begin);
      }
      begin = end;
      if (example.names.empty() || std::any_of(example.names.begin(), example.names.end(), [](int n) { return n < 0; })) continue;
      example.named = std::any_of(example.names.begin(), example.names.end(), [](int n) { return n > 0; });
      example.features = lexicon_.features(tokens);
      out.push_back(std::move(example));
    }
    row += w.ids.size();
  }
  windows.clear();
}

std::vector<Example> Examples::read(const std::string& path) const {
  std::ifstream in(path);
  if (!in) throw Error(ErrorCode::io, "The file " + path + " cannot be read.", path);
  std::vector<Example> out;
  std::vector<Window> windows;
  std::size_t pieces = 0;
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    Window w{json.at("set"), json.at("text"), json.at("times")};
    for (const auto& word : json.at("words")) w.words.push_back({word.at(0), word.at(1)});
    w.names = json.at("names").get<std::vector<int>>();
    w.ends = json.at("ends").get<std::vector<std::size_t>>();
    const auto pre = pretokens(w.text, file_.two_words());
    std::vector<std::size_t> starts;
    w.ids.push_back(pieces_.begin());
    w.shapes.push_back(kShapes);
    for (const auto& token : pre) {
      starts.push_back(w.ids.size());
      pieces_.append(std::string_view(w.text).substr(token.span.begin, token.span.end - token.span.begin), w.ids);
      w.shapes.resize(w.ids.size(), token.shape);
    }
    starts.push_back(w.ids.size());
    w.ids.push_back(pieces_.end());
    w.shapes.push_back(kShapes);
    if (w.ids.size() > network_.longest()) continue;
    for (const auto& word : w.words) {
      const auto holds = [&](std::uint32_t at) {  // the pre-token at a place of the text
        const auto after = std::upper_bound(pre.begin(), pre.end(), at, [](std::uint32_t place, const Pretoken& p) { return place < p.span.begin; });
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - pre.begin(), 1) - 1);
      };
      w.rows.emplace_back(starts[holds(word.begin)], starts[holds(word.end - 1) + 1] - 1);
    }
    pieces += w.ids.size();
    windows.push_back(std::move(w));
    if (pieces >= kBatch) encode(windows, out), pieces = 0;
  }
  if (!windows.empty()) encode(windows, out);
  return out;
}

}  // namespace daybook::training
