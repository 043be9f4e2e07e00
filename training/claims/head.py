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
HIDDEN, SEEDS, EPOCHS, BATCH = 192, 4, 12, 128
RATE, DECAY = 1e-3, 0.5  # the decay is strong: with 0.02 the network knows its reports by heart, and finds a sixth less elsewhere
PARTS = 6    # vectors of a row
SPREAD = 1.4  # of the inputs, when they come to the network
SCREEN_EPOCHS, LET_GO = 4, 0.01  # of the words that carry a claim, those that the screen may lose
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


class Rows:
    """What the network is given of every word of all reports, kept once and gathered a batch at a time: the word's own vector, its head's, the means of those
    that take part before it and behind it, and those of the words beside it."""

    def __init__(self, reports):
        sentences = [s for *_, some in reports for s in some]
        self.own = np.concatenate([vectors for _, vectors in sentences] + [np.zeros((1, sentences[0][1].shape[1]), np.float32)])  # the last: no word
        none = len(self.own) - 1
        self.head, self.left, self.right = (np.full(none, none) for _ in range(3))
        self.before, self.behind = np.zeros_like(self.own[:-1]), np.zeros_like(self.own[:-1])
        count = np.zeros((2, none, 1), dtype=np.float32)
        carries, at = [], 0
        for words, vectors in sentences:
            for i, (_, _, tag, head, *_) in enumerate(words):
                carries.append(tag in CARRIES)
                if head < 0:
                    continue
                self.head[at + i] = at + head
                if tag in TAKES_PART:
                    (self.before if i < head else self.behind)[at + head] += vectors[i]
                    count[int(i > head), at + head] += 1
            self.left[at + 1:at + len(words)] = np.arange(at, at + len(words) - 1)
            self.right[at:at + len(words) - 1] = np.arange(at + 1, at + len(words))
            at += len(words)
        self.before /= np.maximum(count[0], 1)
        self.behind /= np.maximum(count[1], 1)
        for name in ("own", "head", "before", "behind", "left", "right"):
            setattr(self, name, torch.from_numpy(getattr(self, name)))
        self.of_report, at, carries = [], 0, np.array(carries)  # words that can carry a claim
        for *_, some in reports:
            n = sum(len(words) for words, _ in some)
            self.of_report.append(at + np.nonzero(carries[at:at + n])[0])
            at += n

    def __getitem__(self, words):
        return torch.cat([self.own[words], self.own[self.head[words]], self.before[words], self.behind[words], self.own[self.left[words]], self.own[self.right[words]]], 1)


class Head(nn.Module):
    def __init__(self, width, outputs, start, scale):
        super().__init__()
        self.scale = scale
        self.hidden, self.out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, outputs)
        with torch.no_grad():
            self.out.bias.copy_(start)

    def forward(self, x):
        return self.out(F.dropout(F.relu(self.hidden(F.dropout(x * self.scale, 0.2, self.training))), 0.3, self.training))


def train_screen(rows, words, y):
    """Weights and bias of a sum over a word's own vector that is below zero where the word surely carries no claim: the networks never look at those."""
    torch.manual_seed(0)
    any_ = torch.where((y == 1).any(1), 1.0, torch.where((y == UNSURE).any(1), UNSURE, 0.0))
    own = rows.own[words[:20000]]
    model, scale = nn.Linear(own.shape[1], 1), 1 / own.std(0)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.05, fused=True)
    for _ in range(SCREEN_EPOCHS):
        for batch in words[torch.randperm(len(words))].split(512):
            loss = F.binary_cross_entropy_with_logits(model(rows.own[batch] * scale)[:, 0], any_[batch].clamp(min=0), reduction="none")
            loss = (loss * (any_[batch] != UNSURE)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        weight, carriers = model.weight[0] * scale, words[any_[words] == 1]
        return weight, -torch.quantile(rows.own[carriers] @ weight, LET_GO)


def passing(screen, rows, words):
    return words[rows.own[words] @ screen[0] + screen[1] >= 0]


def train_one(rows, words, y, seed):
    """On some of the rows; `y` holds the labels of all."""
    torch.manual_seed(seed)
    some = rows[words[:20000]]
    block = some.shape[1] // PARTS // 2  # each of the words in its place and by itself
    scale = torch.cat([(SPREAD / some[:, at:at + block].std()).repeat(block) for at in range(0, some.shape[1], block)])
    share = ((y[words] == 1).float().mean(0) + 1e-5).logit()
    model = Head(some.shape[1], y.shape[1], share, scale)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, epochs=EPOCHS, steps_per_epoch=-(-len(words) // BATCH))
    for _ in range(EPOCHS):
        model.train()
        order = words[torch.randperm(len(words))]
        for at in range(0, len(order), BATCH):
            batch = order[at:at + BATCH]
            loss = F.binary_cross_entropy_with_logits(model(rows[batch]), y[batch].clamp(min=0), reduction="none")
            loss = (loss * (y[batch] != UNSURE)).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return model.eval()


def logits(models, rows, words):
    with torch.no_grad():
        return torch.cat([sum(m(rows[some]) for m in models) / len(models) for some in words.split(4096)])


def write(path, screen, models, parts, kinds, width, made_for):
    """Text lines, then numbers of half precision: the form that event_head.cpp and part_head.cpp read."""
    hidden = torch.cat([m.hidden.weight * m.scale for m in models]), torch.cat([m.hidden.bias for m in models])
    out = torch.cat([m.out.weight for m in models], 1) / len(models), sum(m.out.bias for m in models) / len(models)
    text = f"daybook claims head 4\n{made_for}\n{width}\n{hidden[0].shape[0]}\n{len(kinds)}\n" + "".join(k + "\n" for k in kinds)
    numbers = [screen[0], screen[1].reshape(1), hidden[0].T, hidden[1], out[0].T, out[1]]
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
    rows, all_y = Rows(reports), torch.from_numpy(np.concatenate(y))
    width = rows.own.shape[1]
    sentences = []  # of each report, with the claims in each
    for (*_, own), claims in zip(reports, placed):
        by_sentence = {}
        for index, *claim in parts_head.examples(claims, kinds, head_of):
            by_sentence.setdefault(index, []).append(tuple(claim))
        sentences.append([(own[i][1], [w[3] for w in own[i][0]], some) for i, some in sorted(by_sentence.items())])
    print(f"{len(reports)} reports, {len(all_y)} words, {len(gold)} claims, {sum(map(len, placed))} placed, "
          f"{int((all_y == 1).sum())} carried by a word of their own", flush=True)

    def words_of(some):
        return torch.from_numpy(np.concatenate([rows.of_report[i] for i in some]))

    def learn(fold):
        """With all reports but those of the fold; what it scores on these."""
        torch.set_num_threads(1)
        seen = [i for i in range(len(reports)) if fold is None or i % args.folds != fold]
        words = words_of(seen)
        screen = train_screen(rows, words, all_y)
        passed = passing(screen, rows, words)
        models = [train_one(rows, passed, all_y, seed) for seed in range(SEEDS)]
        parts = [parts_head.train([s for i in seen for s in sentences[i]], width, len(kinds), seed) for seed in range(parts_head.SEEDS)]
        path = args.out if fold is None else args.into / f"fold-{fold}.head"
        write(path, screen, models, parts, kinds, width, args.made_for)
        if fold is None:
            return None
        others = range(fold, len(reports), args.folds)
        words = words_of(others)
        passed = passing(screen, rows, words)
        p = torch.zeros(all_y.shape)
        p[passed] = torch.sigmoid(logits(models, rows, passed))
        return p[words].numpy(), all_y[words].numpy(), parts_head.shares(parts, [s for i in others for s in sentences[i]])

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
