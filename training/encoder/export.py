#!/usr/bin/env python3
"""Writes what was trained as the file the project keeps: adapters and heads in half precision, lemmas of the treebanks, classes and scores.

  export.py CHECKPOINT.pt OUT.safetensors [--data FOLDER]

With --data the lemmas that the treebanks of the folder know go along ("lemmas", lines of text): they go before the network's.
"""
import argparse
import json

import numpy
import torch
from safetensors.torch import save_file

import data as D
from lemmas import known_lemmas

a = argparse.ArgumentParser()
a.add_argument("checkpoint"); a.add_argument("out"); a.add_argument("--data")
o = a.parse_args()
kept = torch.load(o.checkpoint, map_location="cpu", weights_only=False)
weights = {k: v.half().contiguous() for k, v in kept["weights"].items()}
if o.data:
    ewt, gum, news, _, _ = D.training_sets(o.data)
    lines = "".join(known_lemmas(ewt + gum + news)).encode()
    weights["lemmas"] = torch.from_numpy(numpy.frombuffer(lines, dtype=numpy.uint8).copy())
trained = {k: kept[k] for k in ("rank", "keep", "plan", "width", "seed", "epoch") if k in kept}
trained["scores"] = {k: round(v, 4) for k, v in kept["scores"].items()}
save_file(weights, o.out, metadata={"classes": json.dumps(kept["classes"], ensure_ascii=False), "trained": json.dumps(trained)})
print(f"{o.out}: {sum(v.numel() for k, v in weights.items() if k != 'lemmas')} numbers")
