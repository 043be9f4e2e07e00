#!/usr/bin/env python3
"""Writes what was trained as the file the project keeps: adapters and heads in half precision, classes and scores as metadata.

  export.py CHECKPOINT.pt OUT.safetensors
"""
import json
import sys

import torch
from safetensors.torch import save_file

kept = torch.load(sys.argv[1], map_location="cpu")
weights = {k: v.half().contiguous() for k, v in kept["weights"].items()}
trained = {"rank": kept["rank"], "seed": kept["seed"], "epoch": kept["epoch"], "scores": {k: round(v, 4) for k, v in kept["scores"].items()}}
save_file(weights, sys.argv[2], metadata={"classes": json.dumps(kept["classes"], ensure_ascii=False), "trained": json.dumps(trained)})
print(f"{sys.argv[2]}: {sum(v.numel() for v in weights.values())} numbers")
