#!/usr/bin/env python3
"""A fast model that learns from the treebanks and from what a trained encoder, its teacher, says of them and of text without labels.

  student.py label --base FOLDER --data FOLDER --teacher best.pt --out labels.pt [--news read.conllu] [--versions 2] [--minutes N]
  student.py train --base FOLDER --data FOLDER --labels labels.pt --out fast.pt --kind layers --teacher best.pt [--keep "0 1"]
  student.py train ... --kind conv [--width 192] [--plan "1 2 1 a 1 4 1"]

`label` cuts the treebanks (`--versions` times, 0 for none, cut and cased anew each) and the news (once) into windows and keeps the few likeliest
classes and heads of every word with their probabilities. read.conllu is what the teacher itself made of raw text, as
`analyse_tool --network` prints it. `train` mixes the cross-entropy of the gold labels with that of the teacher's.
Same seed, threads, machine and --epochs: same weights (--minutes ties the rate to the clock).
"""
import argparse
import json
import os
import random
import time

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import data as D
from conv import ConvEncoder
from encoder import Analyser, Encoder
from pretokens import WordPieces
from train import IGNORE, WEIGHTS, Batcher, losses, run, score

KINDS = ("upos", "xpos", "feats", "lemma")
KEPT = 4        # classes of a word
KEPT_HEADS = 6


def build(base, checkpoint):
    """The network of a checkpoint, best or fast."""
    kept = torch.load(checkpoint, map_location="cpu") if isinstance(checkpoint, str) else checkpoint
    tensors = load_file(os.path.join(base, "model.safetensors"))
    if "plan" in kept:
        encoder = ConvEncoder(tensors, kept["plan"], kept["width"])
    else:
        encoder = Encoder(tensors, keep=kept.get("keep", range(6)), rank=kept["rank"])
    model = Analyser(encoder, {k: len(v) for k, v in kept["classes"].items()}, *kept.get("heads", (256, 96)))
    model.load_state_dict(kept["weights"], strict=False)
    return model, kept


def bare(w):
    """A window whose words are for the teacher alone to analyse; its sentence ends stay unknown."""
    w.cells = [(None,) * 7] * len(w.words)
    w.ends = [IGNORE] * len(w.words)
    return w


def unnamed(w):
    w.names = [IGNORE] * len(w.words)
    return w


def short(probabilities, k):
    p, i = probabilities.topk(min(k, probabilities.shape[1]), 1)
    p = (p / p.sum(1, keepdim=True)).half()
    room = (0, k - p.shape[1])
    return F.pad(p, room), F.pad(torch.where(p > 0, i, 0).short(), room)  # another batch may have no class of that number


@torch.no_grad()
def label(model, batcher, windows):
    """What the teacher says of each window: [{kind: (probabilities, classes)}], heads and relations for the sentences it holds whole."""
    b = batcher.batch(windows)
    out = run(model, b, False, True)
    if b["sentences"]:
        used = torch.where(b["heads"] == IGNORE, out["arcs"].argmax(1), b["heads"])
    soft = []
    at = words = pre = 0
    for w in windows:
        n, m = len(w.words), len(w.tokens)
        s = {k: short(out[k][at:at + n].softmax(1), KEPT) for k in KINDS}
        s["name"] = out["name"][at:at + n].softmax(1).half()
        s["end"] = out["end"][at:at + n].softmax(1).half()
        s["glue"] = out["glue"][pre:pre + m].softmax(1).half()
        inside = sum(e - b_ for b_, e in b["sentences"] if at <= b_ < at + n)
        if inside:
            s["arcs"] = short(out["arcs"][words:words + inside].softmax(1), KEPT_HEADS)
            s["rel"] = short(out["rel"][words:words + inside].softmax(1), KEPT)
            s["heads"] = used[words:words + inside].short()
        soft.append(s)
        at, pre, words = at + n, pre + m, words + inside
    return soft


def cuts(numbers):
    return [i for i in range(1, len(numbers)) if numbers[i] != numbers[i - 1]]


class StudentBatcher(Batcher):
    """Encodes a window once; a batch only puts tensors together."""

    def item(self, w, soft):
        b = self.batch([w])
        b["soft"] = soft
        b["treebank"] = torch.full((len(w.tokens),), w.cells[0][0] is not None)
        b["spans"] = [(k, j) for k, j in zip([0] + cuts(w.sentence), cuts(w.sentence) + [len(w.words)])]
        if "heads" in soft:
            b["gold"] = b["heads"]
            b["heads"] = soft["heads"].long()
        else:
            b["gold"] = b["heads"] = torch.zeros(0, dtype=torch.long)
        return b

    @staticmethod
    def joined(items):
        n = max(b["ids"].shape[1] for b in items)
        pad = lambda k, value: torch.cat([F.pad(b[k], (0, n - b[k].shape[1]), value=value) for b in items])
        out = dict(ids=pad("ids", 0), shapes=pad("shapes", 12), suffixes=pad("suffixes", 0), mask=pad("mask", False))
        for k in ("pre", "first", "last"):
            out[k] = torch.cat([b[k] + i * n for i, b in enumerate(items)])
        for k in ("glue", "ends", "heads", "gold", "treebank"):
            out[k] = torch.cat([b[k] for b in items])
        out["labels"] = {k: torch.cat([b["labels"][k] for b in items]) for k in items[0]["labels"]}
        out["sentences"], out["spans"], base = [], [], 0
        for b in items:
            for k in ("sentences", "spans"):
                out[k] += [(base + s, base + e) for s, e in b[k]]
            base += len(b["first"])
        soft = {k: tuple(torch.cat([b["soft"][k][i] for b in items]) for i in (0, 1)) for k in KINDS}
        soft |= {k: torch.cat([b["soft"][k] for b in items]).float() for k in ("name", "end", "glue")}
        for k in ("arcs", "rel"):
            if some := [b["soft"][k] for b in items if k in b["soft"]]:
                soft[k] = tuple(torch.cat([s[i] for s in some]) for i in (0, 1))
        out["soft"] = soft
        return out


def taught(out, b, names):
    """Cross-entropy with the teacher's probabilities, weighed as the gold labels are."""
    s, total = b["soft"], 0.0
    for k in KINDS + ("arcs", "rel"):
        if k in out and k in s:
            p, i = s[k]
            total = total - WEIGHTS[k] * (p.float() * out[k].log_softmax(1).gather(1, i.long())).sum(1).mean()
    total = total - WEIGHTS["name"] * names * (s["name"] * out["name"].log_softmax(1)).sum(1).mean()
    total = total - WEIGHTS["end"] * (s["end"] * out["end"].log_softmax(1)).sum(1).mean()
    apart = b["glue"] != IGNORE
    return total - WEIGHTS["glue"] * (s["glue"] * out["glue"].log_softmax(1)).sum(1)[apart].mean() if apart.any() else total


def known(b):
    """A batch with gold labels alone: which pre-tokens are joined is gold only where there is a tree."""
    return dict(b, heads=b["gold"], glue=torch.where(b["treebank"], b["glue"], IGNORE))


def do_label(o):
    model, kept = build(o.base, o.teacher)
    model.eval()
    classes, rng = kept["classes"], random.Random(o.seed)
    batcher = Batcher(WordPieces(os.path.join(o.base, "vocab.txt")), classes)
    make = lambda ps: [w for pack in D.windows(ps, o.window, rng, True) if (w := D.window_of(pack, None)) and w.words]
    ewt, gum, own, wiki, wnut = D.training_sets(o.data)
    parts = []
    for version in range(o.versions):
        some = [w for w in make(wnut) if rng.random() < 0.25]
        # The name corpora hold to other rules than the treebank's names: what the teacher made of them goes on, their own labels do not.
        parts += [(w, version) for w in make(ewt) + make(gum) + make(own) + [unnamed(bare(w)) for w in make(wiki) + some]]
    if o.news:
        parts += [(unnamed(bare(w)), -1) for w in make(D.read_conllu(o.news))]
    order = sorted(range(len(parts)), key=lambda i: len(parts[i][0].tokens))
    # Treebanks first, each in shuffled groups: should the time run out, what is labelled of the news is a sample of it.
    groups = [part[i:i + 16] for part in ([k for k in order if parts[k][1] >= 0], [k for k in order if parts[k][1] < 0]) for i in range(0, len(part), 16)]
    rng.shuffle(groups)
    groups.sort(key=lambda g: parts[g[0]][1] < 0)
    done, start = [], time.time()
    for g, group in enumerate(groups):
        if o.minutes and time.time() - start > 60 * o.minutes:
            break
        windows = [parts[i][0] for i in group]
        done += list(zip(windows, label(model, batcher, windows), [parts[i][1] for i in group]))
        if g % 50 == 0:
            print(f"  {g}/{len(groups)} {time.time() - start:.0f}s", flush=True)
    torch.save({"classes": classes, "windows": done}, o.out)
    print(f"{len(done)} windows, {sum(len(w.words) for w, _, _ in done)} words, {time.time() - start:.0f}s")


def student(o, classes):
    if o.resume:
        model, about = build(o.base, o.resume)
        model.drop = o.head_drop
        for part in model.encoder.modules():
            part.drop = o.drop
        return model, about
    tensors = load_file(os.path.join(o.base, "model.safetensors"))
    heads = (o.arc, o.rel)
    about = {"classes": classes, "seed": o.seed, "heads": heads}
    sizes = {k: len(v) for k, v in classes.items()}
    if o.kind == "conv":
        about |= {"plan": o.plan, "width": o.width, "rank": 0}
        return Analyser(ConvEncoder(tensors, o.plan, o.width, o.drop), sizes, *heads, drop=o.head_drop), about
    teacher, kept = build(o.base, o.teacher)
    keep = [int(i) for i in o.keep.split()]
    model = Analyser(Encoder(tensors, keep=keep, rank=o.rank or kept["rank"], drop=o.drop), sizes, *heads, drop=o.head_drop)
    own, theirs = model.state_dict(), teacher.state_dict()
    for name, value in own.items():
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            parts[2] = str(keep[int(parts[2])])
        other = theirs.get(".".join(parts))
        if other is None:
            continue
        if other.shape == value.shape:
            own[name] = other
        elif parts[-1] == "a":  # more rank than the teacher has: its rows, and new ones that begin without effect
            own[name] = torch.cat([other, value[len(other):]])
        elif parts[-1] == "b":
            own[name] = torch.cat([other, torch.zeros(value.shape[0], value.shape[1] - other.shape[1])], 1)
    model.load_state_dict(own)
    about |= {"keep": keep, "rank": o.rank or kept["rank"]}
    return model, about


def do_train(o):
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    stored = [torch.load(path, map_location="cpu", weights_only=False) for path in o.labels]
    classes = stored[0]["classes"]
    batcher = StudentBatcher(WordPieces(os.path.join(o.base, "vocab.txt")), classes)
    model, about = student(o, classes)
    items = {}
    for w, soft, version in [row for part in stored for row in part["windows"]]:
        items.setdefault(version, []).append(batcher.item(w, soft))
    versions = sorted(v for v in items if v >= 0)
    news = items.get(-1, [])
    held = [w for pack in D.windows(D.held_out(o.data), 110, rng, False) if (w := D.window_of(pack, None))]
    held = [batcher.batch(held[i:i + 24]) for i in range(0, len(held), 24)]
    fresh = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or o.kind == "conv"]
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder.") and o.kind != "conv"]
    groups_of = [{"params": fresh, "lr": o.rate}] + ([{"params": inner, "lr": o.rate * 0.7}] if inner else [])
    optimizer = torch.optim.AdamW(groups_of, weight_decay=0.01, betas=(0.9, 0.98))
    rates = [g["lr"] for g in optimizer.param_groups]
    print(json.dumps({"trained": sum(p.numel() for p in model.parameters()), "gold": len(items[versions[0]]), "versions": len(versions), "news": len(news)}), flush=True)
    start, step, best = time.time(), 0, 0.0
    for epoch in range(o.epochs):
        share = rng.sample(news, int(len(news) * o.news_share)) if news else []
        now = items[versions[epoch % len(versions)]] + share
        now = sorted(now, key=lambda b: b["ids"].shape[1] + rng.random() * 20)
        batches, i = [], 0
        while i < len(now):
            n = max(4, o.batch * 130 // max(10, now[min(i + 8, len(now) - 1)]["ids"].shape[1]))
            batches.append(now[i:i + n])
            i += n
        rng.shuffle(batches)
        total = shown = 0
        model.train()
        for g, some in enumerate(batches):
            at = (epoch + g / len(batches)) / o.epochs
            if o.minutes:
                at = max(at, (time.time() - start) / 60 / o.minutes)
            if at >= 1:
                break
            for group, r in zip(optimizer.param_groups, rates):
                group["lr"] = r * min(1.0, (step + 1) / 150) * (1 - at)
            b = batcher.joined(some)
            out = run(model, b, True)
            loss = (1 - o.gold) * taught(out, b, o.names) + o.gold * losses(out, known(b))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, total, shown = step + 1, total + loss.item(), shown + 1
            if g % 100 == 0:
                print(f"  epoch {epoch} {g}/{len(batches)} loss {total / shown:.3f} {time.time() - start:.0f}s", flush=True)
        r = score(model, held)
        print(f"epoch {epoch} " + " ".join(f"{k} {100 * v:.2f}" for k, v in r.items()) + f" {time.time() - start:.0f}s", flush=True)
        figure = r["las"] + r["upos"] + 0.5 * r["name"] + 0.3 * r["end"]
        if figure > best:
            best = figure
            torch.save(about | {"weights": model.state_dict(), "scores": r, "epoch": epoch}, o.out)
        if o.minutes and (time.time() - start) / 60 >= o.minutes:
            break


def main():
    a = argparse.ArgumentParser()
    a.add_argument("what", choices=("label", "train"))
    a.add_argument("--base", required=True); a.add_argument("--data", required=True); a.add_argument("--out", required=True)
    a.add_argument("--teacher"); a.add_argument("--labels", nargs="+"); a.add_argument("--news"); a.add_argument("--resume")
    a.add_argument("--versions", type=int, default=2); a.add_argument("--window", type=int, default=110)
    a.add_argument("--kind", choices=("layers", "conv"), default="layers"); a.add_argument("--keep", default="0 1"); a.add_argument("--rank", type=int, default=0)
    a.add_argument("--plan", default="1 2 1 a 1 4 1"); a.add_argument("--width", type=int, default=192)
    a.add_argument("--arc", type=int, default=256); a.add_argument("--rel", type=int, default=96)
    a.add_argument("--drop", type=float, default=0.0); a.add_argument("--head-drop", type=float, default=0.2)
    a.add_argument("--gold", type=float, default=0.4, help="share of the gold labels in the loss"); a.add_argument("--names", type=float, default=1.5)
    a.add_argument("--news-share", type=float, default=0.5, help="of the news, an epoch")
    a.add_argument("--epochs", type=int, default=12); a.add_argument("--minutes", type=float, default=0); a.add_argument("--rate", type=float, default=1e-3)
    a.add_argument("--batch", type=int, default=12); a.add_argument("--seed", type=int, default=1); a.add_argument("--threads", type=int, default=1)
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    do_label(o) if o.what == "label" else do_train(o)


if __name__ == "__main__":
    main()
