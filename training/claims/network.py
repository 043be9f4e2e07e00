"""The network that reads a sentence for claims (src/claim/claim_network.h, part_head.h): attention over the language network's vectors of its words, their tags, and where
they stand to each other in the sentence and in its tree; from what comes out, which kinds of claim each word carries, and what part each plays in a claim
whose trigger and kind are known. Trained by head.py."""
import torch
from torch import nn
from torch.nn import functional as F

TAGS, NEAR, TREE = 17, 16, 7
WIDTH, HEADS, LAYERS, PARTS = 192, 4, 2, 256
DROP_IN, DROP, DROP_SHARES = 0.2, 0.3, 0.1


def near_signs(n):
    """For all pairs of n words, from and to, how far and which way."""
    apart = torch.arange(n)[None] - torch.arange(n)[:, None]
    far = apart.abs()
    step = torch.where(far < 4, far, torch.clamp(2 + far.clamp(min=1).float().log2(), max=7).long())
    return torch.where(apart < 0, step + NEAR // 2, step)


def tree_signs(heads):
    """For all pairs of words, from and to: the second is the first one's head, its child, its sibling, its grandparent, its grandchild, itself, or nothing of these."""
    head = torch.tensor(heads)
    above = torch.where(head >= 0, head[head.clamp(min=0)], -1)
    words = torch.arange(len(heads))
    is_ = lambda whose: whose[:, None] == words[None]  # noqa: E731
    out = torch.zeros(len(heads), len(heads), dtype=torch.uint8)
    siblings = (head[:, None] == head[None]) & (head >= 0)[:, None]
    for sign, pairs in ((5, is_(above).T), (4, is_(above)), (3, siblings), (2, is_(head).T), (1, is_(head)), (6, torch.eye(len(heads), dtype=torch.bool))):
        out[pairs] = sign
    return out


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.threes, self.mixed = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.back = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.norm, self.done = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.near, self.tree = nn.Embedding(NEAR, HEADS), nn.Embedding(TREE, HEADS)

    def forward(self, x, there, near, tree):
        drop = lambda y: F.dropout(y, DROP, self.training)  # noqa: E731
        sentences, words, _ = x.shape
        q, k, v = self.threes(x).reshape(sentences, words, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + (self.near(near)[None] + self.tree(tree)).permute(0, 3, 1, 2)
        shares = F.dropout(scores.masked_fill(~there[:, None, None], -1e9).softmax(-1), DROP_SHARES, self.training)
        x = self.norm(x + drop(self.mixed((shares @ v).permute(0, 2, 1, 3).reshape(x.shape))))
        return self.done(x + drop(self.back(drop(F.relu(self.wide(x))))))

    def numbers(self):
        return [n for part in (self.threes, self.mixed, self.norm, self.wide, self.back, self.done) for n in (part.weight, part.bias)] + [self.near.weight, self.tree.weight]


class Network(nn.Module):
    def __init__(self, scale, odds_of_kinds, signs, parts):
        """`scale` of each number of a vector; `odds_of_kinds`, in which the network begins; `signs` of the way from a trigger to a word; `parts` that a word can play."""
        super().__init__()
        self.scale = scale
        self.enter, self.tag, self.norm = nn.Linear(len(scale), WIDTH), nn.Embedding(TAGS, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.kind = nn.Linear(WIDTH, len(odds_of_kinds))
        self.trigger, self.word, self.way = nn.Linear(WIDTH, PARTS), nn.Linear(WIDTH, PARTS, bias=False), nn.Linear(signs, PARTS, bias=False)
        self.of_kind, self.part = nn.Embedding(len(odds_of_kinds), PARTS), nn.Linear(PARTS, parts)
        nn.init.normal_(self.of_kind.weight, std=0.02)
        nn.init.constant_(self.part.bias, -2.0)
        with torch.no_grad():
            self.kind.bias.copy_(odds_of_kinds)

    def look(self, vectors, tags, there, near, tree):
        x = self.norm(self.enter(F.dropout(vectors * self.scale, DROP_IN, self.training)) + self.tag(tags))
        for layer in self.layers:
            x = layer(x, there, near, tree)
        return x

    def kinds(self, seen):
        return self.kind(F.dropout(seen, DROP, self.training))

    def parts(self, seen, trigger, word, way, kind):
        """Of pairs of a trigger and a word, rows of `seen`, the way between them and the kind of claim."""
        drop = lambda y: F.dropout(y, DROP_IN, self.training)  # noqa: E731
        seen = drop(seen.reshape(-1, seen.shape[-1]))
        return self.part(drop(F.relu(self.trigger(seen)[trigger] + self.word(seen)[word] + self.way(way) + self.of_kind(kind))))

    # ---- for the file ----

    def sizes(self):
        return WIDTH, HEADS, LAYERS, 2 * WIDTH

    def numbers_of_network(self):
        enter = [self.enter.weight * self.scale, self.enter.bias, self.tag.weight, self.norm.weight, self.norm.bias]
        return enter + [n for layer in self.layers for n in layer.numbers()] + [self.kind.weight, self.kind.bias]

    def numbers_of_parts(self):
        return [self.word.weight, self.trigger.weight, self.trigger.bias, self.way.weight.T, self.of_kind.weight, self.part.weight, self.part.bias]
