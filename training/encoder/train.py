#!/usr/bin/env python3
"""Trains adapters and heads on the encoder: sentence ends, words, tags, lemmas, trees and names at once.

  train.py --base FOLDER --data FOLDER --out FILE.pt [--epochs 16] [--rank 32] [--seed 1] [--threads 2] [--minutes N]

FOLDER of --base holds model.safetensors and vocab.txt (all-MiniLM-L6-v2). Writes a checkpoint of what was trained after each epoch that
is the best on the development sets; with --minutes the rate falls to zero by then. Same seed, threads and machine: same weights.
"""
import argparse
import collections
import json
import os
import random
import time

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import data as D
from encoder import Analyser, Encoder
from pretokens import WordPieces, shape, suffix

IGNORE = D.UNSURE


def classes_of(paragraphs):
    count = {k: collections.Counter() for k in ("upos", "xpos", "feats", "rel")}
    for p in paragraphs:
        for s in p:
            for upos, xpos, feats, _, rel, _, _ in s.cells or ():
                for k, v in (("upos", upos), ("xpos", xpos), ("feats", feats), ("rel", rel)):
                    count[k][v] += 1
    scripts = D.best_scripts(paragraphs)
    out = {k: [v for v, n in c.most_common() if n >= (1 if k in ("upos", "rel") else 3)] for k, c in count.items()}
    out["lemma"] = [v for v, n in scripts.most_common() if n >= 3]
    out["name"] = D.NAMES
    return out


class Batcher:
    def __init__(self, pieces, classes):
        self.pieces = pieces
        self.index = {k: {v: i for i, v in enumerate(vs)} for k, vs in classes.items()}

    def encode(self, w):
        ids, shapes, suffixes = [self.pieces.begin], [12], [0]
        first, last = [], []
        for token, spaced in w.tokens:
            p = self.pieces.pieces(token)
            first.append(len(ids))
            ids += p
            shapes += [shape(token, spaced)] * len(p)
            suffixes += [suffix(token)] * len(p)
            last.append(len(ids) - 1)
        ids.append(self.pieces.end)
        shapes.append(12)
        suffixes.append(0)
        return ids, shapes, suffixes, first, last

    def batch(self, windows):
        """Tensors of several windows; pieces of words are numbered over the flattened batch."""
        coded = [self.encode(w) for w in windows]
        n = max(len(c[0]) for c in coded)
        ids = torch.zeros(len(windows), n, dtype=torch.long)
        shapes = torch.full((len(windows), n), 12, dtype=torch.long)
        suffixes = torch.zeros(len(windows), n, dtype=torch.long)
        mask = torch.zeros(len(windows), n, dtype=torch.bool)
        pre_at, glue, word_first, word_last, ends = [], [], [], [], []
        labels = {k: [] for k in self.index}
        heads, sentences, rows = [], [], 0
        for i, (w, (c, s, u, first, last)) in enumerate(zip(windows, coded)):
            ids[i, :len(c)] = torch.tensor(c)
            shapes[i, :len(c)] = torch.tensor(s)
            suffixes[i, :len(c)] = torch.tensor(u)
            mask[i, :len(c)] = True
            pre_at += [i * n + f for f in first]
            glue += w.glue
            base = len(word_first)
            for k, (a, b) in enumerate(w.words):
                word_first.append(i * n + first[a])
                word_last.append(i * n + last[b])
                cells = w.cells[k]
                labels["name"].append(w.names[k])
                for name, at in (("upos", 0), ("xpos", 1), ("feats", 2), ("rel", 4)):
                    labels[name].append(self.index[name].get(cells[at], IGNORE) if cells else IGNORE)
                labels["lemma"].append(self.index["lemma"].get(D.lemma_script(cells[6], cells[5]), IGNORE) if cells and cells[5] else IGNORE)
                ends.append(w.ends[k] if cells else IGNORE)
            k = 0
            while k < len(w.words):
                j = k
                while j < len(w.words) and w.sentence[j] == w.sentence[k]:
                    j += 1
                if w.cells[k] and not (w.cut and j == len(w.words)):
                    sentences.append((base + k, base + j))
                    heads += [IGNORE if c[3] is None else c[3] for c in w.cells[k:j]]
                k = j
        t = torch.tensor
        return dict(ids=ids, shapes=shapes, suffixes=suffixes, mask=mask, pre=t(pre_at), glue=t(glue), first=t(word_first), last=t(word_last), ends=t(ends),
                    labels={k: t(v) for k, v in labels.items()}, sentences=sentences, heads=t(heads))


def padded(flat, spans):
    """[words, d] -> [sentences, longest, d] with a mask."""
    n = max(e - b for b, e in spans)
    at = torch.zeros(len(spans), n, dtype=torch.long)
    mask = torch.zeros(len(spans), n, dtype=torch.bool)
    for i, (b, e) in enumerate(spans):
        at[i, :e - b] = torch.arange(b, e)
        mask[i, :e - b] = True
    return flat[at], mask


def run(model, b, train, given=False):
    """Scores of all heads. Relations are those of the gold heads to train or where they are `given`, else of the likeliest heads."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.encoder(b["ids"], b["shapes"], b["mask"], *([b["suffixes"]] if model.encoder.suffixed else []))
    hidden = hidden.float()
    hidden = F.dropout(hidden, model.drop, train)
    flat = hidden.reshape(-1, hidden.shape[-1])
    words = model.words(flat, b["first"], b["last"])
    out = {"glue": model.glue(flat[b["pre"]]), "end": model.end(words)}
    out |= {k: m(words) for k, m in model.tags.items()}
    if b["sentences"]:
        x, mask = padded(words, b["sentences"])
        x = torch.cat([model.root.expand(len(x), 1, -1), x], 1)
        drop = lambda y: F.dropout(F.leaky_relu(y, 0.1), model.drop, train)
        child, head = drop(model.arc_child(x[:, 1:])), drop(model.arc_head(x))
        child = torch.cat([child, torch.ones(*child.shape[:2], 1)], 2)
        arcs = child @ model.arc_weight @ head.transpose(1, 2)
        arcs = arcs.masked_fill(~torch.cat([torch.ones(len(mask), 1, dtype=torch.bool), mask], 1)[:, None, :], -1e9)
        out["arcs"] = arcs[mask]
        gold = b["heads"]
        c = drop(model.rel_child(x[:, 1:]))[mask]
        number = mask.nonzero()[:, 0]
        wanted = out["arcs"].argmax(1)
        wanted = torch.where(gold == IGNORE, wanted, gold) if train or given else wanted
        h = drop(model.rel_head(x))[number, wanted]
        one = torch.ones(len(c), 1)
        c, h = torch.cat([c, one], 1), torch.cat([h, one], 1)
        with torch.autocast("cpu", dtype=torch.bfloat16):  # the dearest of the heads
            turned = c @ model.rel_weight.permute(1, 0, 2).reshape(c.shape[1], -1)
        out["rel"] = (turned.float().view(len(c), -1, h.shape[1]) * h[:, None]).sum(2)
    return out


WEIGHTS = {"glue": 0.5, "end": 1.0, "upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "name": 1.5, "arcs": 1.5, "rel": 1.0}


def losses(out, b):
    def ce(x, y, smooth=0.0):
        return F.cross_entropy(x, y, ignore_index=IGNORE, label_smoothing=smooth) if (y != IGNORE).any() else x.sum() * 0
    total = WEIGHTS["glue"] * ce(out["glue"], b["glue"]) + WEIGHTS["end"] * ce(out["end"], b["ends"])
    for k in ("upos", "xpos", "feats", "lemma", "name"):
        total = total + WEIGHTS[k] * ce(out[k], b["labels"][k], 0.03 if k != "name" else 0.0)
    if "arcs" in out:
        rel = b["labels"]["rel"]
        inside = torch.cat([torch.arange(s, e) for s, e in b["sentences"]])
        total = total + WEIGHTS["arcs"] * ce(out["arcs"], b["heads"], 0.0) + WEIGHTS["rel"] * ce(out["rel"], rel[inside], 0.03)
    return total


def names_in(tags):
    found, open_ = set(), None
    for i, t in enumerate(list(tags) + [0]):
        name = D.NAMES[t] if t >= 0 else "O"
        if open_ and name != "I-" + open_[1]:
            found.add((open_[0], i, open_[1]))
            open_ = None
        if name.startswith("B-") or (name.startswith("I-") and not open_):
            open_ = (i, name[2:])
    return found


@torch.no_grad()
def score(model, batches):
    model.eval()
    n = collections.Counter()
    for b in batches:
        out = run(model, b, False)
        for k in ("upos", "xpos", "feats", "lemma"):
            y = b["labels"][k]
            n[k] += (out[k].argmax(1) == y).sum().item()
        n["words"] += len(b["first"])
        y = b["glue"]
        n["glue"] += ((out["glue"].argmax(1) == y) & (y != IGNORE)).sum().item()
        n["glues"] += (y != IGNORE).sum().item()
        got, want = out["end"].argmax(1) == 1, b["ends"] == 1
        n["e_tp"] += (got & want).sum().item(); n["e_got"] += got.sum().item(); n["e_want"] += want.sum().item()
        if "arcs" in out:
            inside = torch.cat([torch.arange(s, e) for s, e in b["sentences"]])
            head = out["arcs"].argmax(1) == b["heads"]
            n["uas"] += head.sum().item()
            n["las"] += (head & (out["rel"].argmax(1) == b["labels"]["rel"][inside])).sum().item()
        if (b["labels"]["name"] != IGNORE).any():
            g, w = names_in(out["name"].argmax(1).tolist()), names_in(b["labels"]["name"].tolist())
            n["n_tp"] += len(g & w); n["n_got"] += len(g); n["n_want"] += len(w)
    model.train()
    r = {k: n[k] / max(1, n["words"]) for k in ("upos", "xpos", "feats", "lemma", "uas", "las")}
    r["glue"] = n["glue"] / max(1, n["glues"])
    r["end"] = 2 * n["e_tp"] / max(1, n["e_got"] + n["e_want"])
    r["name"] = 2 * n["n_tp"] / max(1, n["n_got"] + n["n_want"])
    return r


def trained(model):
    return {k: v for k, v in model.state_dict().items()}


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--base", required=True); a.add_argument("--data", required=True); a.add_argument("--out", required=True)
    a.add_argument("--epochs", type=int, default=16); a.add_argument("--rank", type=int, default=32); a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=2); a.add_argument("--minutes", type=float, default=0); a.add_argument("--rate", type=float, default=1e-3)
    a.add_argument("--window", type=int, default=110); a.add_argument("--batch", type=int, default=12)
    a.add_argument("--resume", help="a checkpoint of this command: goes on after its epoch, with a fresh optimizer")
    o = a.parse_args()
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    rng = random.Random(o.seed)
    ewt, gum, news, wiki, wnut = D.training_sets(o.data)
    dev = D.held_out(o.data)
    classes = classes_of(ewt + gum + news)
    batcher = Batcher(WordPieces(os.path.join(o.base, "vocab.txt")), classes)
    model = Analyser(Encoder(load_file(os.path.join(o.base, "model.safetensors")), rank=o.rank), {k: len(v) for k, v in classes.items()})
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": heads, "lr": o.rate}, {"params": inner, "lr": o.rate * 0.7}], weight_decay=0.01, betas=(0.9, 0.98))
    rates = [g["lr"] for g in optimizer.param_groups]
    make = lambda ps, augment: [w for pack in D.windows(ps, o.window, rng, augment) if (w := D.window_of(pack, None))]
    dev_windows = make(dev, False)
    dev_batches = [batcher.batch(dev_windows[i:i + 24]) for i in range(0, len(dev_windows), 24)]
    print(json.dumps({"classes": {k: len(v) for k, v in classes.items()}, "trained": sum(p.numel() for p in model.parameters())}), flush=True)
    start, best, step, first = time.time(), 0.0, 0, 0
    if o.resume:
        kept = torch.load(o.resume, map_location="cpu")
        model.load_state_dict(kept["weights"], strict=False)
        first = kept["epoch"] + 1
    for epoch in range(first, o.epochs):
        train = make(ewt, True) + make(gum, True) + make(wiki, True) + [w for w in make(wnut, True) if rng.random() < 0.25] + make(news * 2, True)
        train.sort(key=lambda w: len(w.tokens) + rng.random() * 20)
        groups = []
        i = 0
        while i < len(train):  # about the same number of pieces a batch
            n = max(4, o.batch * 110 // max(10, len(train[min(i + 8, len(train) - 1)].tokens)))
            groups.append(train[i:i + n])
            i += n
        rng.shuffle(groups)
        total, shown = 0.0, 0
        for g, group in enumerate(groups):
            at = (epoch + g / len(groups)) / o.epochs
            if o.minutes:
                done = first / o.epochs
                at = max(at, done + (1 - done) * (time.time() - start) / 60 / o.minutes)
            if at >= 1:
                break
            scale = min(1.0, step / 150) * max(0.0, 1 - at)
            for pg, r in zip(optimizer.param_groups, rates):
                pg["lr"] = r * scale
            b = batcher.batch(group)
            loss = losses(run(model, b, True), b)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            total, shown = total + loss.item(), shown + 1
            if g % 100 == 0:
                print(f"  epoch {epoch} {g}/{len(groups)} loss {total / shown:.3f} {time.time() - start:.0f}s", flush=True)
        r = score(model, dev_batches)
        print(f"epoch {epoch} " + " ".join(f"{k} {100 * v:.2f}" for k, v in r.items()) + f" {time.time() - start:.0f}s", flush=True)
        figure = r["las"] + r["upos"] + 0.5 * r["name"] + 0.3 * r["end"]
        if figure > best:
            best = figure
            torch.save({"weights": trained(model), "classes": classes, "rank": o.rank, "scores": r, "epoch": epoch, "seed": o.seed}, o.out)
        if o.minutes and (time.time() - start) / 60 >= o.minutes:
            break


if __name__ == "__main__":
    main()
