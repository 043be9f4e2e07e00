"""The network: a small BERT with adapters of low rank, and heads for every layer of the analysis."""
import math

import torch
from torch import nn
from torch.nn import functional as F

from pretokens import SHAPES


class Adapted(nn.Module):
    """A frozen linear layer plus B·A of low rank."""

    def __init__(self, weight, bias, rank):
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        self.bias = nn.Parameter(bias.clone())
        self.a = nn.Parameter(torch.randn(rank, weight.shape[1]) / math.sqrt(weight.shape[1]))
        self.b = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, x):
        return F.linear(x, self.weight, self.bias) + F.linear(F.linear(x, self.a), self.b)

    def merged(self):
        return self.weight + self.b @ self.a


def dropped(x, of):
    """Dropout of a part; none costs nothing."""
    return F.dropout(x, of.drop) if of.training and of.drop else x


class Layer(nn.Module):
    def __init__(self, t, at, heads, rank, drop):
        super().__init__()
        lin = lambda name: Adapted(t[f"{at}.{name}.weight"], t[f"{at}.{name}.bias"], rank)
        self.q, self.k, self.v = (lin(f"attention.self.{n}") for n in ("query", "key", "value"))
        self.o = lin("attention.output.dense")
        self.up, self.down = lin("intermediate.dense"), lin("output.dense")
        self.norm1, self.norm2 = (norm_of(t, f"{at}.{n}.LayerNorm") for n in ("attention.output", "output"))
        self.heads, self.drop = heads, drop

    def forward(self, x, mask):
        b, n, d = x.shape
        part = lambda y: y.view(b, n, self.heads, d // self.heads).transpose(1, 2)
        # Written out: torch's fused attention is several times slower on processors, backward above all.
        score = part(self.q(x)) @ part(self.k(x)).transpose(2, 3) / math.sqrt(d // self.heads)
        mixed = (score + mask).softmax(-1) @ part(self.v(x))
        mixed = mixed.transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + dropped(self.o(mixed), self))
        return self.norm2(x + dropped(self.down(F.gelu(self.up(x))), self))


def norm_of(t, at):
    norm = nn.LayerNorm(t[at + ".weight"].shape[0], eps=1e-12)
    norm.weight.data.copy_(t[at + ".weight"])
    norm.bias.data.copy_(t[at + ".bias"])
    return norm


class Encoder(nn.Module):
    suffixed = False

    def __init__(self, tensors, keep=range(6), heads=12, rank=32, drop=0.1):
        """keep: the pretrained layers there are to be."""
        super().__init__()
        t = {k.removeprefix("bert."): v.float() for k, v in tensors.items()}
        self.register_buffer("pieces", t["embeddings.word_embeddings.weight"], persistent=False)
        self.register_buffer("places", t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0], persistent=False)
        self.shapes = nn.Embedding(SHAPES + 1, self.pieces.shape[1])
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.norm = norm_of(t, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(t, f"encoder.layer.{i}", heads, rank, drop) for i in keep)
        self.drop = drop

    def forward(self, pieces, shapes, mask):
        x = F.embedding(pieces, self.pieces) + self.places[:pieces.shape[1]] + self.shapes(shapes)
        x = dropped(self.norm(x), self)
        attend = torch.zeros(mask.shape, dtype=torch.bfloat16).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        return x


class Analyser(nn.Module):
    def __init__(self, encoder, sizes, arc=256, rel=96, drop=0.3):
        """sizes: classes of upos, xpos, feats, lemma, rel, name."""
        super().__init__()
        self.encoder = encoder
        d = encoder.norm.weight.shape[0]
        self.drop = drop
        self.glue, self.end = nn.Linear(d, 2), nn.Linear(d, 2)
        self.tags = nn.ModuleDict({k: nn.Linear(d, n) for k, n in sizes.items() if k != "rel"})
        self.arc_child, self.arc_head = nn.Linear(d, arc), nn.Linear(d, arc)
        self.rel_child, self.rel_head = nn.Linear(d, rel), nn.Linear(d, rel)
        self.arc_weight = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel_weight = nn.Parameter(torch.randn(sizes["rel"], rel + 1, rel + 1) * 0.01)
        self.root = nn.Parameter(torch.randn(d) * 0.02)

    def words(self, hidden, first, last):
        """hidden [pieces, d] of one window -> [words, d]: mean of the first and last piece of each word."""
        return (hidden[first] + hidden[last]) * 0.5

    def arcs(self, words):
        """[n, d] of one sentence -> scores [n, n + 1] of heads, 0 the root."""
        x = torch.cat([self.root[None], words])
        drop = lambda y: F.dropout(F.leaky_relu(y, 0.1), self.drop, self.training)
        child, head = drop(self.arc_child(words)), drop(self.arc_head(x))
        one = torch.ones(len(words), 1, dtype=child.dtype)
        return torch.cat([child, one], 1) @ self.arc_weight.to(child.dtype) @ head.T

    def relations(self, words, heads):
        """Labels given heads (0 the root): [n, labels]."""
        x = torch.cat([self.root[None], words])
        drop = lambda y: F.dropout(F.leaky_relu(y, 0.1), self.drop, self.training)
        child, head = drop(self.rel_child(words)), drop(self.rel_head(x))[heads]
        one = torch.ones(len(words), 1, dtype=child.dtype)
        child, head = torch.cat([child, one], 1), torch.cat([head, one], 1)
        return torch.einsum("ni,lij,nj->nl", child, self.rel_weight.to(child.dtype), head)
