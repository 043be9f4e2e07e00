"""A student without the pretrained layers: word pieces of the encoder made narrow, then layers that see their neighbours.

Runs with the kernels there are: a layer is one linear map of three rows side by side (itself and its neighbours `reach` away), the
greater of two halves (maxout), and add_norm. `a` in the plan is one layer of attention. The narrow table is multiplied out when the
model is packed, so that no work is left for it at run time.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from encoder import dropped
from pretokens import SHAPES, SUFFIXES

OWN_PIECES = 12000  # the commonest pieces (vocabularies of BERT are in order of frequency) learn a correction of their own


class Neighbours(nn.Module):
    def __init__(self, width, reach, drop):
        super().__init__()
        self.linear = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.reach, self.drop = reach, drop

    def forward(self, x, mask):
        x = x * mask
        k = self.reach
        pad = x.new_zeros(x.shape[0], k, x.shape[2])
        wide = torch.cat([pad, x, pad], 1)
        n = x.shape[1]
        y = self.linear(torch.cat([wide[:, :n], x, wide[:, 2 * k:]], 2))
        half = y.shape[2] // 2
        return self.norm(x + dropped(torch.maximum(y[..., :half], y[..., half:]), self))


class Attention(nn.Module):
    def __init__(self, width, drop, size=32):
        super().__init__()
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.size, self.drop = size, drop

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, d // self.size, self.size).permute(2, 0, 3, 1, 4)
        score = q @ k.transpose(2, 3) / math.sqrt(self.size)
        score = score.masked_fill(mask.squeeze(2)[:, None, None, :] == 0, -1e4)
        mixed = (score.softmax(-1) @ v).transpose(1, 2).reshape(b, n, d)
        return self.norm(x + dropped(self.out(mixed), self))


class ConvEncoder(nn.Module):
    suffixed = True

    def __init__(self, tensors, plan="1 2 1 a 1 4 1", width=192, drop=0.1):
        super().__init__()
        t = {k.removeprefix("bert."): v.float() for k, v in tensors.items()}
        pieces = t["embeddings.word_embeddings.weight"]
        pieces = (pieces - pieces.mean(0)) / pieces.std()
        self.register_buffer("pieces", pieces, persistent=False)
        self.narrow = nn.Linear(pieces.shape[1], width, bias=False)
        # Begins as the directions in which the table varies most.
        values, vectors = torch.linalg.eigh(pieces.T @ pieces / len(pieces))
        self.narrow.weight.data = (vectors[:, -width:] * values[-width:].rsqrt()).T.contiguous()
        self.own = nn.Embedding(OWN_PIECES, width)
        self.shapes, self.suffixes = nn.Embedding(SHAPES + 1, width), nn.Embedding(SUFFIXES, width)
        for table, std in ((self.own, 0.01), (self.shapes, 0.3), (self.suffixes, 0.1)):
            nn.init.normal_(table.weight, std=std)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Attention(width, drop) if p == "a" else Neighbours(width, int(p), drop) for p in plan.split())
        self.drop = drop

    def forward(self, pieces, shapes, mask, suffixes):
        own = self.own(pieces.clamp(max=OWN_PIECES - 1)) * (pieces < OWN_PIECES)[..., None]
        x = self.narrow(F.embedding(pieces, self.pieces)) + own + self.shapes(shapes) + self.suffixes(suffixes)
        x = dropped(self.norm(x), self)
        mask = mask[..., None].to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x
