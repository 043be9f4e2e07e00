#include "neural/tree_decoder.h"

#include <algorithm>
#include <limits>

namespace daybook::neural {
namespace {

constexpr float kNever = -1e30f;

struct Graph {
  std::size_t n;              ///< nodes, 0 the root
  std::vector<float> score;   ///< [child * n + head]
  float& at(std::size_t child, std::size_t head) { return score[child * n + head]; }
};

/// Nodes of a cycle among heads, or nothing.
std::vector<std::size_t> cycle_of(const std::vector<std::size_t>& head) {
  std::vector<int> seen(head.size(), 0);
  for (std::size_t start = 1; start < head.size(); ++start) {
    std::size_t at = start;
    const int mark = static_cast<int>(start);
    while (at != 0 && seen[at] == 0) {
      seen[at] = mark;
      at = head[at];
    }
    if (at == 0 || seen[at] != mark) continue;
    std::vector<std::size_t> cycle{at};
    for (std::size_t next = head[at]; next != at; next = head[next]) cycle.push_back(next);
    return cycle;
  }
  return {};
}

/// Heads of the best tree; cycles are made one node until none is left, then opened again, innermost last.
std::vector<std::size_t> solve(Graph g) {
  struct Folded {
    std::vector<std::size_t> cycle;         ///< nodes of the graph before
    std::vector<std::size_t> head_in_cycle; ///< of each of them
    std::vector<std::size_t> kept;          ///< nodes outside, in the new numbering
    std::vector<std::size_t> enters, leaves;  ///< by outer node (old numbering): the node of the cycle an arc meets
  };
  std::vector<Folded> stack;
  std::vector<std::size_t> head;
  for (;;) {
    head.assign(g.n, 0);
    for (std::size_t i = 1; i < g.n; ++i)
      for (std::size_t j = 0; j < g.n; ++j)
        if (j != i && g.at(i, j) > g.at(i, head[i] == i ? j : head[i])) head[i] = j;
    auto cycle = cycle_of(head);
    if (cycle.empty()) break;
    Folded f{cycle, {}, {}, std::vector<std::size_t>(g.n, 0), std::vector<std::size_t>(g.n, 0)};
    std::vector<char> in(g.n, 0);
    for (const auto node : cycle) {
      in[node] = 1;
      f.head_in_cycle.push_back(head[node]);
    }
    for (std::size_t i = 0; i < g.n; ++i)
      if (!in[i]) f.kept.push_back(i);
    const std::size_t one = f.kept.size();
    Graph next{one + 1, std::vector<float>((one + 1) * (one + 1), kNever)};
    for (std::size_t a = 0; a < one; ++a) {
      const auto outer = f.kept[a];
      for (std::size_t b = 0; b < one; ++b) next.at(a, b) = g.at(outer, f.kept[b]);
      float into = 0, out = 0;
      for (std::size_t c = 0; c < cycle.size(); ++c) {
        const float gain = g.at(cycle[c], outer) - g.at(cycle[c], head[cycle[c]]);
        if (c == 0 || gain > into) into = gain, f.enters[outer] = c;
        if (c == 0 || g.at(outer, cycle[c]) > out) out = g.at(outer, cycle[c]), f.leaves[outer] = c;
      }
      next.at(one, a) = into;
      next.at(a, one) = out;
    }
    stack.push_back(std::move(f));
    g = std::move(next);
  }
  while (!stack.empty()) {
    const auto& f = stack.back();
    std::vector<std::size_t> before(f.kept.size() + f.cycle.size(), 0);
    const std::size_t one = f.kept.size();
    for (std::size_t a = 1; a < one; ++a) {
      const auto outer = f.kept[a];
      before[outer] = head[a] == one ? f.cycle[f.leaves[outer]] : f.kept[head[a]];
    }
    for (std::size_t c = 0; c < f.cycle.size(); ++c) before[f.cycle[c]] = f.head_in_cycle[c];
    const auto from = f.kept[head[one]];
    before[f.cycle[f.enters[from]]] = from;
    head = std::move(before);
    stack.pop_back();
  }
  return head;
}

}  // namespace

std::vector<std::size_t> best_tree(const float* scores, std::size_t n) {
  Graph g{n + 1, std::vector<float>((n + 1) * (n + 1), kNever)};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= n; ++j)
      if (j != i + 1) g.at(i + 1, j) = scores[i * (n + 1) + j];
  auto heads = solve(g);
  std::vector<std::size_t> roots;
  for (std::size_t i = 1; i <= n; ++i)
    if (heads[i] == 0) roots.push_back(i);
  if (roots.size() > 1) {
    // One of them alone may hang from the root: the one with the best tree.
    const auto total = [&](const std::vector<std::size_t>& tree) {
      double sum = 0;
      for (std::size_t i = 1; i <= n; ++i) sum += g.at(i, tree[i]);
      return sum;
    };
    double best = -std::numeric_limits<double>::infinity();
    std::vector<std::size_t> chosen;
    std::sort(roots.begin(), roots.end(), [&](auto a, auto b) { return g.at(a, 0) != g.at(b, 0) ? g.at(a, 0) > g.at(b, 0) : a < b; });
    roots.resize(std::min<std::size_t>(roots.size(), 4));
    for (const auto root : roots) {
      Graph only = g;
      for (std::size_t i = 1; i <= n; ++i)
        if (i != root) only.at(i, 0) = kNever;
      auto tree = solve(std::move(only));
      if (const double sum = total(tree); sum > best) best = sum, chosen = std::move(tree);
    }
    heads = std::move(chosen);
  }
  heads.erase(heads.begin());
  return heads;
}

}  // namespace daybook::neural
