"""The network that says what part each word plays in a claim whose trigger and kind are known (src/claim/part_head.h): does it stand in the quote, does it name
the actor, the target, the place. Trained by head.py with the network for kinds, on the same words and vectors.

What the gold says of a name: the words that carry its first place in the sentence, by the longest of its names; nothing is learnt of names that the sentence
does not have.
"""
import re

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SLOTS = ("actor", "target", "place")
TAGS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]
FAR, STEPS = 13, 6
UP, DOWN, BEHIND, TAG = FAR, FAR + STEPS, FAR + 2 * STEPS, FAR + 2 * STEPS + 1
SIGNS = TAG + len(TAGS)
HIDDEN, SEEDS, EPOCHS, BATCH, RATE, DECAY = 192, 2, 10, 8, 1e-3, 0.3
UNSURE = -1.0


def far_sign(trigger, word):
    apart = abs(word - trigger)
    step = next((i for i, most in enumerate((0, 1, 2, 4, 8, 16)) if apart <= most), 6)
    return step if word <= trigger else 6 + step


def above(words, at):
    out = [at]
    while words[out[-1]][3] >= 0 and len(out) <= len(words):
        out.append(words[out[-1]][3])
    return out


def way(words, trigger):
    """For each word the signs of the way from the trigger to it, as part_head.cpp has them."""
    place = {w: i for i, w in enumerate(above(words, trigger))}
    out = np.zeros((len(words), SIGNS), dtype=np.float32)
    for w, (*_, tag, _, _) in enumerate(words):
        chain = above(words, w)
        up = next((i for i, x in enumerate(chain) if x in place), None)
        down = STEPS if up is None else place[chain[up]]
        out[w, far_sign(trigger, w)] = 1
        out[w, UP + min(STEPS - 1, STEPS if up is None else up)] = 1
        out[w, DOWN + min(STEPS - 1, down)] = 1
        out[w, BEHIND] = w > trigger
        out[w, TAG + TAGS.index(tag)] = 1
    return out


def named(words, text, entries, head_of):
    """Words of the sentence that carry the entries' names; empty where it has none of them."""
    base, out = words[0][0], set()
    sentence = text[base:words[-1][1]]
    for entry in entries:
        for name in sorted((n for n in entry if n), key=len, reverse=True):
            places = [head_of(words, base + m.start(), base + m.end()) for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", sentence, re.IGNORECASE)]
            places = [p for p in places if p is not None]
            if places:
                out.update(places)
                break
    return out


def examples(placed, kinds, head_of):
    """Of the claims placed in a report, [(report's sentence, trigger, kind, words x (quote, slots))]; `placed` is [(sentence index, words, text, begin, end,
    top word, gold row)]."""
    out = []
    for index, words, text, begin, end, top, row in placed:
        y = np.full((len(words), 1 + len(SLOTS)), UNSURE, dtype=np.float32)
        y[:, 0] = [w[0] >= begin and w[1] <= end for w in words]
        for column, slot in enumerate(SLOTS, 1):
            if right := named(words, text, row.get(slot, []), head_of):
                y[:, column] = 0
                y[list(right), column] = 1
        out.append((index, top, kinds.index(row["kind"][0]), way(words, top), y))
    return out


class Parts(nn.Module):
    def __init__(self, width, kinds, scale):
        super().__init__()
        self.scale = scale
        self.trigger, self.own, self.over = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN, bias=False), nn.Linear(width, HIDDEN, bias=False)
        self.way, self.kind, self.out = nn.Linear(SIGNS, HIDDEN, bias=False), nn.Embedding(kinds, HIDDEN), nn.Linear(HIDDEN, 1 + len(SLOTS))
        nn.init.normal_(self.kind.weight, std=0.02)
        nn.init.constant_(self.out.bias, -2.0)

    def forward(self, words, over, trigger, word, way, kind):
        """`words`, `over`: vectors of the words of some sentences; `trigger`, `word`: rows among them, of each pair; `way`, `kind`: of each pair."""
        drop = lambda x: F.dropout(x * self.scale, 0.2, self.training)  # noqa: E731
        brought = self.own(drop(words)) + self.over(drop(over))
        hidden = self.trigger(drop(words))[trigger] + brought[word] + self.way(way) + self.kind(kind)
        return self.out(F.dropout(F.relu(hidden), 0.2, self.training))


def batch_of(sentences):
    """Of [(vectors, heads, [(trigger, kind, way, y)])] what forward takes, and the labels."""
    words, over, trigger, word, ways, kinds, labels = [], [], [], [], [], [], []
    at = 0
    for vectors, heads, claims in sentences:
        vectors = vectors.astype(np.float32)
        words.append(vectors)
        over.append(np.where(np.array(heads)[:, None] >= 0, vectors[heads], 0))
        n = len(vectors)
        for top, kind, way_, y in claims:
            trigger.append(np.full(n, at + top))
            word.append(np.arange(at, at + n))
            ways.append(way_)
            kinds.append(np.full(n, kind))
            labels.append(y)
        at += n
    joined = [torch.from_numpy(np.concatenate(part)) for part in (words, over, trigger, word, ways, kinds, labels)]
    return joined[:-1], joined[-1]


def train(sentences, width, kinds, seed):
    """`sentences`: [(vectors, heads, claims)] as batch_of takes them."""
    torch.manual_seed(seed)
    half = width // 2
    some = np.concatenate([vectors for vectors, *_ in sentences[:300]]).astype(np.float32)
    scale = torch.tensor([1.4 / some[:, :half].std()] * half + [1.4 / some[:, half:].std()] * half, dtype=torch.float32)
    model = Parts(width, kinds, scale)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, epochs=EPOCHS, steps_per_epoch=-(-len(sentences) // BATCH))
    for _ in range(EPOCHS):
        model.train()
        order = torch.randperm(len(sentences)).tolist()
        for at in range(0, len(order), BATCH):
            given, y = batch_of([sentences[i] for i in order[at:at + BATCH]])
            loss = F.binary_cross_entropy_with_logits(model(*given), y.clamp(min=0), reduction="none")
            loss = (loss * (y != UNSURE)).sum() / BATCH / 10
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return model.eval()


def odds_of(models, given):
    return sum(model(*given) for model in models) / len(models)


def shares(models, sentences):
    """Of the claims, the share whose likeliest word for each slot, and whose likeliest first and last word of the quote, are right."""
    right, asked = np.zeros(5), np.zeros(5)
    with torch.no_grad():
        for vectors, heads, claims in sentences:
            for claim in claims:
                given, y = batch_of([(vectors, heads, [claim])])
                odds, y = odds_of(models, given).numpy(), y.numpy()
                for column in range(1, 4):
                    if (y[:, column] == 1).any():
                        asked[column - 1] += 1
                        right[column - 1] += y[odds[:, column].argmax(), column] == 1
                sums = np.cumsum(np.concatenate([[0], odds[:, 0]]))
                inside = np.where(y[:, 0] == 1)[0]
                if len(inside):
                    asked[3:] += 1
                    right[3] += sums[:claim[0] + 1].argmin() == inside[0]
                    right[4] += claim[0] + sums[claim[0] + 1:].argmax() == inside[-1]
    return right / np.maximum(asked, 1)


def written(models, kinds):
    """The lines and numbers that PartHead reads: the networks side by side, whose odds it so averages."""
    text = f"parts\n{HIDDEN * len(models)}\n{len(kinds)}\n" + "".join(k + "\n" for k in kinds)
    with torch.no_grad():
        side_by_side = lambda some: torch.cat([n.T if n.dim() > 1 else n for n in some], -1)  # noqa: E731
        numbers = [side_by_side([torch.cat([m.own.weight * m.scale, m.over.weight * m.scale], 1) for m in models]),
                   side_by_side([m.trigger.weight * m.scale for m in models]), side_by_side([m.trigger.bias for m in models]), side_by_side([m.way.weight for m in models]),
                   side_by_side([m.kind.weight.T for m in models]), torch.cat([m.out.weight.T for m in models]) / len(models), sum(m.out.bias for m in models) / len(models)]
        return text.encode() + b"".join(n.contiguous().numpy().astype("<f2").tobytes() for n in numbers)
