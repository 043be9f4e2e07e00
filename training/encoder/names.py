#!/usr/bin/env python3
"""Trains the head that finds names, on a trained network whose other parts stay as they are.

  names.py --base FOLDER --data FOLDER --in trained.pt --out with_names.pt [--epochs 6] [--seed 1]

It sees the network's vector of a word, what the lexicon of names says of the word and of two on either side, and the words beside it; the
best path over a sentence counts (conditional random field, Lafferty et al. 2001). Minutes on one core.
"""
import argparse
import random

import torch
from torch import nn
from torch.nn import functional as F

import data as D
import name_lexicon as L
from pretokens import WordPieces
from student import build
from train import Batcher, names_in

HIDDEN, SIDE = 128, 2
UNSEEN = 0.3  # share of words
CLASSES = len(D.NAMES)


class NameHead(nn.Module):
    def __init__(self, width, drop=0.3):
        super().__init__()
        self.word = nn.Linear(width, HIDDEN)
        self.lexicon = nn.Linear((2 * SIDE + 1) * L.FEATURES, HIDDEN, bias=False)
        self.beside = nn.Linear(3 * HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, CLASSES)
        self.first, self.next = nn.Parameter(torch.zeros(CLASSES)), nn.Parameter(torch.zeros(CLASSES, CLASSES))
        self.drop = drop

    def forward(self, words, features, mask):
        """words [batch, n, width], features [batch, n, FEATURES], mask [batch, n] -> [batch, n, classes]."""
        drop = lambda y: F.dropout(y, self.drop, self.training)
        shifted = lambda y, by: F.pad(y, (0, 0, max(0, -by), max(0, by)))[:, max(0, by):max(0, by) + y.shape[1]]
        seen = torch.cat([shifted(features, by) for by in range(-SIDE, SIDE + 1)], 2)
        x = drop(F.gelu(self.word(drop(words)) + self.lexicon(seen))) * mask[:, :, None]
        x = x + F.gelu(self.beside(torch.cat([shifted(x, -1), x, shifted(x, 1)], 2)))
        return self.out(drop(x))


def forbidden():
    """What no name does: go on without having begun, or as another kind."""
    first = torch.tensor([-1e4 if n.startswith("I") else 0.0 for n in D.NAMES])
    after = torch.tensor([[-1e4 if b.startswith("I") and a[2:] != b[2:] else 0.0 for b in D.NAMES] for a in D.NAMES])
    return first, after


def path_loss(scores, gold, mask, head):
    y = gold.clamp(min=0)
    total = head.first + scores[:, 0]
    path = total.gather(1, y[:, :1])[:, 0]
    for i in range(1, scores.shape[1]):
        m = mask[:, i]
        path = path + m * (head.next[y[:, i - 1], y[:, i]] + scores[:, i].gather(1, y[:, i:i + 1])[:, 0])
        total = torch.where(m[:, None] > 0, torch.logsumexp(total[:, :, None] + head.next, 1) + scores[:, i], total)
    return (torch.logsumexp(total, 1) - path).sum() / mask.sum()


def best_path(scores, head):
    first, after = forbidden()
    first, after = head.first.detach() + first, head.next.detach() + after
    best, back = scores[0] + first, []
    for row in scores[1:]:
        value, at = (best[:, None] + after).max(0)
        best = value + row
        back.append(at)
    path = [int(best.argmax())]
    for at in reversed(back):
        path.append(int(at[path[-1]]))
    return path[::-1]


@torch.no_grad()
def vectors(model, batcher, paragraphs, lexicon):
    """(vectors, features, classes) of each sentence whose names are known."""
    windows = [w for pack in D.windows(paragraphs, 110, random.Random(0), False) if (w := D.window_of(pack, None))]
    windows.sort(key=lambda w: len(w.tokens))
    out = []
    for i in range(0, len(windows), 16):
        group = windows[i:i + 16]
        b = batcher.batch(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = model.encoder(b["ids"], b["shapes"], b["mask"], *([b["suffixes"]] if model.encoder.suffixed else []))
        flat = hidden.float().reshape(-1, hidden.shape[-1])
        words, at = model.words(flat, b["first"], b["last"]), 0
        for w in group:
            k = 0
            while k < len(w.words):
                j = k
                while j < len(w.words) and w.sentence[j] == w.sentence[k]:
                    j += 1
                gold = torch.tensor(w.names[k:j])
                if (gold >= 0).all():  # a word whose class is unknown would lie about those beside it
                    seen = torch.zeros(j - k, L.FEATURES)
                    for n, found in enumerate(lexicon.features(["".join(t for t, _ in w.tokens[a:e + 1]) for a, e in w.words[k:j]])):
                        seen[n, list(found)] = 1
                    out.append((words[at + k:at + j].half(), seen, gold))
                k = j
            at += len(w.words)
    return out


def padded(rows):
    n = max(len(r[2]) for r in rows)
    put = lambda k, fill: torch.stack([F.pad(r[k].float(), (0, 0, 0, n - len(r[k]))) if r[k].dim() == 2 else F.pad(r[k], (0, n - len(r[k])), value=fill) for r in rows])
    gold = put(2, D.UNSURE)
    return put(0, 0), put(1, 0), gold, (gold >= 0).float()


@torch.no_grad()
def score(head, rows):
    head.eval()
    right = got = want = 0
    for i in range(0, len(rows), 32):
        words, seen, gold, mask = padded(rows[i:i + 32])
        for scores, r in zip(head(words, seen, mask), rows[i:i + 32]):
            a, b = names_in(best_path(scores[:len(r[2])], head)), names_in(r[2].tolist())
            right, got, want = right + len(a & b), got + len(a), want + len(b)
    head.train()
    return 2 * right / max(1, got + want)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--base", required=True); a.add_argument("--data", required=True); a.add_argument("--in", dest="checkpoint", required=True)
    a.add_argument("--out", required=True); a.add_argument("--epochs", type=int, default=6); a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    rng = random.Random(o.seed)
    kept = torch.load(o.checkpoint, map_location="cpu", weights_only=False)
    model, _ = build(o.base, kept)
    model.eval()
    batcher = Batcher(WordPieces(f"{o.base}/vocab.txt"), kept["classes"])
    ewt, gum, news, wiki, wnut = D.training_sets(o.data)
    lines = L.make(o.data, ewt + gum)
    lexicon = L.Lexicon(lines)
    rng.shuffle(wnut)
    train = vectors(model, batcher, ewt + wnut[:len(wnut) // 4], lexicon) + 2 * vectors(model, batcher, wiki + news, lexicon)
    dev, news_dev = vectors(model, batcher, D.held_out(o.data), lexicon), vectors(model, batcher, D.news_held_out(), lexicon)
    head = NameHead(model.encoder.norm.weight.shape[0])
    optimizer = torch.optim.AdamW(head.parameters(), weight_decay=0.01)
    step, steps = 0, o.epochs * (len(train) // 48 + 1)
    for epoch in range(o.epochs):
        train.sort(key=lambda r: len(r[2]) + rng.random() * 5)
        groups = [train[i:i + 48] for i in range(0, len(train), 48)]
        rng.shuffle(groups)
        total = 0.0
        for group in groups:
            for pg in optimizer.param_groups:
                pg["lr"] = 2e-3 * min(1, step / 50) * max(0, 1 - step / steps)
            step += 1
            words, seen, gold, mask = padded(group)
            seen = seen * (torch.rand(seen.shape) > 0.1)  # a lexicon is never whole
            # The network has learnt these very sentences: without its word now and then, what else is known would count for nothing.
            words = words * (torch.rand(words.shape[:2]) > UNSEEN)[:, :, None]
            scores = head(words, seen, mask)
            loss = path_loss(scores, gold, mask, head) + 0.3 * F.cross_entropy(scores.reshape(-1, CLASSES), gold.reshape(-1), ignore_index=D.UNSURE)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        print(f"epoch {epoch} loss {total / len(groups):.4f} names {100 * score(head, dev):.2f} news {100 * score(head, news_dev):.2f}", flush=True)
    kept["names"] = {"weights": dict(head.state_dict()), "lexicon": lines}
    kept["scores"]["names"] = score(head, dev)
    torch.save(kept, o.out)


if __name__ == "__main__":
    main()
