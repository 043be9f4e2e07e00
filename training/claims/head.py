#!/usr/bin/env python3
"""Trains the network that says what kind of claim a word may carry and what part other words play in it (network.py; src/claim/claim_network.h, part_head.h), on the
annotated reports.

  head.py --program BUILD/word_vectors --out ../../models/en/claims.head [--folds N --into FOLDER] [--made-for TEXT]

The word of a claim is the head of its quote in the tree. --folds also writes FOLDER/fold-I.head, trained without every N-th report from the I-th on: train.py and
slots.py learn from networks that have not seen the report. Needs PyTorch; deterministic, one thread each of --at-once processes. A file of an older form
must be removed before, since the program refuses it.
"""
import argparse
import dataclasses
import json
import multiprocessing
import pathlib
import subprocess
import tempfile

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import network
import parts

HERE = pathlib.Path(__file__).resolve().parent
CARRIES = {"VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX", "NUM"}
EPOCHS, BATCH, RATE, DECAY, SEED = 14, 16, 1e-3, 0.1, 0
SPREAD = 1.4  # of the vectors, when they come to the network
UNSURE = parts.UNSURE


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


@dataclasses.dataclass
class Given:
    """A sentence as the network is given it, and what is known of it."""
    report: int
    vectors: torch.Tensor  # a row a word
    tags: torch.Tensor
    tree: torch.Tensor     # network.tree_signs
    kinds: torch.Tensor    # words x kinds: 1, 0 or UNSURE
    carries: torch.Tensor  # can the word carry a claim
    claims: list           # (trigger, kind, way, words x parts) of each, as parts.examples gives them


def given(reports, y, placed, kinds):
    out = []
    for report, ((*_, sentences), labels, claims) in enumerate(zip(reports, y, placed)):
        of_sentence = {}
        for index, *claim in parts.examples(claims, kinds, head_of):
            of_sentence.setdefault(index, []).append(tuple(claim))
        at = 0
        for index, (words, vectors) in enumerate(sentences):
            tags = [w[2] for w in words]
            out.append(Given(report, torch.from_numpy(vectors), torch.tensor([parts.TAGS.index(t) for t in tags]), network.tree_signs([w[3] for w in words]),
                             torch.from_numpy(labels[at:at + len(words)]), torch.tensor([t in CARRIES for t in tags]), of_sentence.get(index, [])))
            at += len(words)
    return out


def batch_of(some):
    """Sentences filled up to the longest: what Network.look takes; labels and carriers; and of all claims, word by word, what Network.parts takes and the labels."""
    longest = max(len(s.tags) for s in some)
    fill = lambda rows, *rest, value=0: torch.full((len(some), longest, *rest), value, dtype=rows.dtype)  # noqa: E731
    first = some[0]
    vectors, tags, kinds, carries = fill(first.vectors, first.vectors.shape[1]), fill(first.tags), fill(first.kinds, first.kinds.shape[1], value=UNSURE), fill(first.carries)
    tree, there = fill(first.tree, longest), fill(first.carries)
    pairs = [[], [], [], [], []]
    for i, s in enumerate(some):
        n = len(s.tags)
        vectors[i, :n], tags[i, :n], kinds[i, :n], carries[i, :n], tree[i, :n, :n], there[i, :n] = s.vectors, s.tags, s.kinds, s.carries, s.tree, True
        for trigger, kind, way, y in s.claims:
            for to, part in zip(pairs, (np.full(n, i * longest + trigger), np.arange(i * longest, i * longest + n), way, np.full(n, kind), y)):
                to.append(part)
    return (vectors, tags, there, network.near_signs(longest), tree.long()), kinds, carries, [torch.from_numpy(np.concatenate(part)) for part in pairs] if pairs[0] else None


def unsure_left_out(odds, y):
    return (F.binary_cross_entropy_with_logits(odds, y.clamp(min=0), reduction="none") * (y != UNSURE)).sum(1).mean()


def train(some, seed):
    torch.manual_seed(seed)
    vectors = torch.cat([s.vectors for s in some[:800]])
    half = vectors.shape[1] // 2  # of the words in their place and by themselves
    scale = torch.cat([(SPREAD / part.std()).repeat(half) for part in vectors.split(half, 1)])
    carried = torch.cat([s.kinds[s.carries] for s in some])
    model = network.Network(scale, ((carried == 1).float().mean(0) + 1e-5).logit(), parts.SIGNS, parts.PARTS)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * -(-len(some) // BATCH))
    for _ in range(EPOCHS):
        model.train()
        order = torch.randperm(len(some)).tolist()
        alike = [sorted(order[at:at + 20 * BATCH], key=lambda i: len(some[i].tags)) for at in range(0, len(order), 20 * BATCH)]  # little is filled up
        batches = [part[at:at + BATCH] for part in alike for at in range(0, len(part), BATCH)]
        for i in torch.randperm(len(batches)).tolist():
            look, kinds, carries, pairs = batch_of([some[k] for k in batches[i]])
            seen = model.look(*look)
            loss = unsure_left_out(model.kinds(seen)[carries], kinds[carries])
            if pairs:
                loss = loss + unsure_left_out(model.parts(seen, *pairs[:-1]), pairs[-1])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return model.eval()


def judge(model, others):
    """Chances of all words that can carry a claim, with their labels; and of the claims, the share whose likeliest word for each slot, and whose likeliest first and
    last word of the quote, are right."""
    p, y = [], []
    right, asked = np.zeros(5), np.zeros(5)
    with torch.no_grad():
        for s in others:
            look, kinds, carries, pairs = batch_of([s])
            seen = model.look(*look)
            p.append(model.kinds(seen)[carries].sigmoid())
            y.append(kinds[carries])
            odds = model.parts(seen, *pairs[:-1]).split(len(s.tags)) if pairs else []
            for (trigger, *_, labels), of_claim in zip(s.claims, odds):
                parts.count_right(trigger, labels, of_claim.numpy(), right, asked)
    return torch.cat(p).numpy(), torch.cat(y).numpy(), right / np.maximum(asked, 1)


def write(path, model, kinds, made_for):
    """Text lines, then numbers of half precision: the form that claim_network.cpp and part_head.cpp read."""
    sizes = (len(model.scale), *model.sizes(), len(kinds))
    names = "".join(k + "\n" for k in kinds)
    text = f"daybook claims head 5\n{made_for}\n" + "".join(f"{n}\n" for n in sizes) + names
    behind = f"parts\n{model.part.in_features}\n{len(kinds)}\n" + names
    halves = lambda some: b"".join(n.detach().contiguous().numpy().astype("<f2").tobytes() for n in some)  # noqa: E731
    path.write_bytes(text.encode() + halves(model.numbers_of_network()) + behind.encode() + halves(model.numbers_of_parts()))


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
    sentences = given(reports, y, placed, kinds)
    print(f"{len(reports)} reports, {sum(map(len, y))} words, {len(gold)} claims, {sum(map(len, placed))} placed, "
          f"{sum(int((s.kinds == 1).sum()) for s in sentences)} carried by a word of their own", flush=True)

    def learn(fold):
        """With all reports but those of the fold; what it scores on these."""
        torch.set_num_threads(1)
        model = train([s for s in sentences if fold is None or s.report % args.folds != fold], SEED)
        write(args.out if fold is None else args.into / f"fold-{fold}.head", model, kinds, args.made_for)
        return None if fold is None else judge(model, [s for s in sentences if s.report % args.folds == fold])

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
