#!/usr/bin/env python3
"""Trains the heads that say what kind of claim a word may carry (src/claim/event_head.h) and what part other words play in it (parts.py), on the annotated reports.

  head.py --program BUILD/word_vectors --out ../../models/en/claims.head [--folds N --into FOLDER] [--made-for TEXT]

The word of a claim is the head of its quote in the tree. A few small networks with other seeds stand side by side in one file, which averages them.
--folds also writes FOLDER/fold-I.head, trained without every N-th report from the I-th on: train.py and slots.py learn from heads that have not seen the report.
Needs PyTorch; deterministic, one thread each of --at-once processes. A file of an older form must be removed before, since the program refuses it.
"""
import argparse
import json
import multiprocessing
import pathlib
import subprocess
import tempfile

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import parts as parts_head

HERE = pathlib.Path(__file__).resolve().parent
CARRIES = {"VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX", "NUM"}
TAKES_PART = {"NOUN", "PROPN", "PRON", "NUM"}
HIDDEN, SEEDS, EPOCHS, BATCH = 192, 4, 12, 64
RATE, DECAY = 1e-3, 0.5  # the decay is strong: with 0.02 the network knows its reports by heart, and finds a sixth less elsewhere
PARTS = 4    # vectors of a row
SPREAD = 1.4  # of the inputs, when they come to the network
UNSURE = -1.0


def read_words(program, articles, folder):
    """[(report, text, [sentence: (words, vectors)])] in order."""
    vectors = folder / "words.vectors"
    lines = subprocess.run([program, articles, vectors], capture_output=True, text=True, check=True).stdout.splitlines()
    rows, at, reports = None, 0, []
    for line in lines:
        s = json.loads(line)
        if rows is None:
            rows = np.fromfile(vectors, dtype=np.float32).reshape(-1, s["width"])
        if "text" in s:
            reports.append((s["file"].rsplit("/", 1)[-1], s["text"], []))
        n = len(s["words"])
        reports[-1][2].append((s["words"], rows[at:at + n]))
        at += n
    return reports


def head_of(words, begin, end):
    """Index of the word that carries the stretch [begin, end): hung on a word outside, with the most of the stretch under it."""
    inside = {i for i, w in enumerate(words) if w[0] >= begin and w[1] <= end}
    size = dict.fromkeys(inside, 0)
    for i in inside:
        at, steps = i, 0
        while at in inside and steps < len(words):
            size[at] += 1
            at, steps = words[at][3], steps + 1
    tops = [i for i in inside if words[i][3] not in inside]
    return max(tops, key=lambda i: (size[i], -i)) if tops else None


def labels_of(reports, gold, kinds):
    """For each report a matrix words x kinds: 1, 0 or UNSURE; and its claims that found a word, as parts.examples takes them."""
    by_doc = {}
    for row in gold:
        by_doc.setdefault(row["doc"], []).append(row)
    out, placed_claims = [], []
    for name, text, sentences in reports:
        y = [np.zeros((len(words), len(kinds)), dtype=np.float32) for words, _ in sentences]
        at, placed = 0, []
        for row in by_doc.get(name, []):
            start = text.find(row["sentence"], at)
            if start < 0:
                start = text.find(row["sentence"])
            if start < 0:
                continue
            at = start
            begin = text.find(row["quote"], start)
            end = begin + len(row["quote"])
            for i, (words, _) in enumerate(sentences):
                if words[0][0] > begin or words[-1][1] < begin:
                    continue
                top = head_of(words, begin, min(end, words[-1][1]))
                if top is None:
                    break
                placed.append((i, words, text, begin, end, top, row))
                bare = words[top][2] in ("PROPN", "NUM") or len(row["quote"].split()) < 2  # a member of a list: the word is elsewhere
                for kind in row["kind"]:
                    k = kinds.index(kind)
                    for j, w in enumerate(words):  # other words of the clause may carry it as well: nothing is learnt from them
                        if w[0] >= begin and w[1] <= end and y[i][j, k] == 0:
                            y[i][j, k] = UNSURE
                    if not bare:
                        y[i][top, k] = UNSURE if row.get("optional") or len(row["kind"]) > 1 and kind != row["kind"][0] else 1
                break
        out.append(np.concatenate(y))
        placed_claims.append(placed)
    return out, placed_claims


def inputs_of(report):
    """(rows of four vectors, which words can carry a claim): the word's own, its head's, the means of those that take part before it and behind it."""
    x, carries = [], []
    for words, vectors in report[2]:
        above, before, behind = (np.zeros_like(vectors) for _ in range(3))
        count = np.zeros((2, len(words), 1), dtype=np.float32)
        for i, w in enumerate(words):
            if w[3] < 0:
                continue
            above[i] = vectors[w[3]]
            if w[2] in TAKES_PART:
                (before if i < w[3] else behind)[w[3]] += vectors[i]
                count[int(i > w[3]), w[3]] += 1
        x.append(np.concatenate([vectors, above, before / np.maximum(count[0], 1), behind / np.maximum(count[1], 1)], 1))
        carries += [w[2] in CARRIES for w in words]
    return np.concatenate(x), np.array(carries)


class Head(nn.Module):
    def __init__(self, width, outputs, start, scale):
        super().__init__()
        self.scale = scale
        self.hidden, self.out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, outputs)
        with torch.no_grad():
            self.out.bias.copy_(start)

    def forward(self, x):
        return self.out(F.dropout(F.relu(self.hidden(F.dropout(x * self.scale, 0.2, self.training))), 0.3, self.training))


def train_one(x, y, seed):
    torch.manual_seed(seed)
    share = ((y == 1).float().mean(0) + 1e-5).logit()
    block = x.shape[1] // PARTS // 2  # each of the words in its place and by itself
    scale = torch.cat([(SPREAD / x[:, at:at + block].std()).repeat(block) for at in range(0, x.shape[1], block)])
    model = Head(x.shape[1], y.shape[1], share, scale)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, epochs=EPOCHS, steps_per_epoch=-(-len(x) // BATCH))
    for _ in range(EPOCHS):
        model.train()
        order = torch.randperm(len(x))
        for at in range(0, len(x), BATCH):
            some = order[at:at + BATCH]
            loss = F.binary_cross_entropy_with_logits(model(x[some]), y[some].clamp(min=0), reduction="none")
            loss = (loss * (y[some] != UNSURE)).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return model.eval()


def train(parts):
    x = torch.from_numpy(np.concatenate([x[c] for x, c, _ in parts]))
    y = torch.from_numpy(np.concatenate([y[c] for _, c, y in parts]))
    return [train_one(x, y, seed) for seed in range(SEEDS)]


def logits(models, x):
    with torch.no_grad():
        return sum(m(torch.from_numpy(x)) for m in models) / len(models)


def write(path, models, parts, kinds, width, made_for):
    """Text lines, then numbers of half precision: the form that event_head.cpp and part_head.cpp read."""
    hidden = torch.cat([m.hidden.weight * m.scale for m in models]), torch.cat([m.hidden.bias for m in models])
    out = torch.cat([m.out.weight for m in models], 1) / len(models), sum(m.out.bias for m in models) / len(models)
    text = f"daybook claims head 3\n{made_for}\n{width}\n{hidden[0].shape[0]}\n{len(kinds)}\n" + "".join(k + "\n" for k in kinds)
    numbers = [hidden[0].T, hidden[1], out[0].T, out[1]]
    path.write_bytes(text.encode() + b"".join(n.detach().numpy().astype("<f2").tobytes() for n in numbers) + parts_head.written(parts, kinds))


def scores(p, y, threshold):
    sure = y != UNSURE
    kept = (p >= threshold) & sure
    hit = (kept & (y == 1)).sum()
    precision, recall = hit / max(1, kept.sum()), hit / max(1, (y == 1).sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--out", type=pathlib.Path, required=True)
    options.add_argument("--reports", type=pathlib.Path, nargs="+", default=[HERE / "train"])
    options.add_argument("--made-for", default="any")
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--into", type=pathlib.Path)
    options.add_argument("--at-once", type=int, default=1)
    args = options.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([HERE / "compile.py", *args.reports, "--articles", folder / "a.jsonl", "--gold", folder / "g.jsonl"], check=True, stdout=subprocess.DEVNULL)
        reports = read_words(args.program, folder / "a.jsonl", folder)
        gold = [json.loads(line) for line in open(folder / "g.jsonl", encoding="utf-8")]
    kinds = sorted({k for row in gold for k in row["kind"]})
    y, placed = labels_of(reports, gold, kinds)
    inputs = [(*inputs_of(r), labels) for r, labels in zip(reports, y)]
    width = inputs[0][0].shape[1] // PARTS
    sentences = []  # of each report, with the claims in each
    for (_, _, own), claims in zip(reports, placed):
        by_sentence = {}
        for index, *claim in parts_head.examples(claims, kinds, head_of):
            by_sentence.setdefault(index, []).append(tuple(claim))
        sentences.append([(own[i][1], [w[3] for w in own[i][0]], some) for i, some in sorted(by_sentence.items())])
    print(f"{len(reports)} reports, {sum(len(p[1]) for p in inputs)} words, {len(gold)} claims, {sum(map(len, placed))} placed, "
          f"{int(sum((p[2] == 1).sum() for p in inputs))} carried by a word of their own", flush=True)

    def learn(fold):
        """With all reports but those of the fold; what it scores on these."""
        torch.set_num_threads(1)
        seen = [i for i in range(len(reports)) if fold is None or i % args.folds != fold]
        models = train([inputs[i] for i in seen])
        parts = [parts_head.train([s for i in seen for s in sentences[i]], width, len(kinds), seed) for seed in range(parts_head.SEEDS)]
        path = args.out if fold is None else args.into / f"fold-{fold}.head"
        write(path, models, parts, kinds, width, args.made_for)
        if fold is None:
            return None
        others = range(fold, len(reports), args.folds)
        p = [torch.sigmoid(logits(models, inputs[i][0][inputs[i][1]])).numpy() for i in others]
        return np.concatenate(p), np.concatenate([inputs[i][2][inputs[i][1]] for i in others]), parts_head.shares(parts, [s for i in others for s in sentences[i]])

    told = in_processes(learn, [None, *range(args.folds)], args.at_once)[1:]
    if told:
        p, labels = (np.concatenate([t[i] for t in told]) for i in range(2))
        for threshold in (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5):
            print("unseen reports, words at %.2f: precision %.3f recall %.3f F1 %.3f" % (threshold, *scores(p, labels, threshold)))
        print("unseen reports, right: actor %.3f target %.3f place %.3f begin %.3f end %.3f" % tuple(np.mean([t[2] for t in told], 0)))
    print(f"{args.out}: {args.out.stat().st_size} bytes")


def in_processes(work, items, at_once):
    """work(item) of each, in order; forked, so that the data is not copied."""
    global forked
    forked = work
    with multiprocessing.get_context("fork").Pool(at_once) as pool:
        return pool.map(run_forked, items, chunksize=1)


def run_forked(item):
    return forked(item)


if __name__ == "__main__":
    main()
