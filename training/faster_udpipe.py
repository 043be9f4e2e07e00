#!/usr/bin/env python3
"""Copies UDPipe's source with the three inner loops of the parser's network written so that compilers vectorise them.

  training/faster_udpipe.py udpipe.cpp OUT.cpp

The loops run over the units that dropout kept. Training here uses no dropout in the parser, so all are kept and a plain
loop does the same work about eight times faster. The result is for training only.
"""
import sys

LOOPS = [
    ("            for (auto&& j : w.hidden_kept)\n"
     "              w.hidden_layer[j] += *embedding * network.weights[0][index][j];\n",
     "            { const float e = *embedding; float* __restrict h = w.hidden_layer.data();\n"
     "              const float* __restrict v = network.weights[0][index].data();\n"
     "              for (size_t j = 0, n = w.hidden_layer.size(); j < n; j++) h[j] += e * v[j]; }\n"),
    ("              for (auto&& j : w.hidden_kept)\n"
     "                *error_embedding += network.weights[0][index][j] * w.error_hidden[j];\n",
     "              { const float* __restrict v = network.weights[0][index].data();\n"
     "                const float* __restrict g = w.error_hidden.data(); float sum = 0;\n"
     "                for (size_t j = 0; j < hidden_layer_size; j++) sum += v[j] * g[j]; *error_embedding += sum; }\n"),
    ("            for (auto&& j : w.hidden_kept)\n"
     "              w.weights_batch[0][index][j] += *embedding * w.error_hidden[j];\n",
     "            { const float e = *embedding; float* __restrict b = w.weights_batch[0][index].data();\n"
     "              const float* __restrict g = w.error_hidden.data();\n"
     "              for (size_t j = 0; j < hidden_layer_size; j++) b[j] += e * g[j]; }\n"),
]

source = open(sys.argv[1], encoding="utf-8").read()
for old, new in LOOPS:
    if source.count(old) != 1:
        sys.exit("faster_udpipe: this is not the release of UDPipe the replacements were made for")
    source = source.replace(old, new)
open(sys.argv[2], "w", encoding="utf-8").write(source)
