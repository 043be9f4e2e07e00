"""Expressions of time against TimeML gold, as ../shared/tools/score_time.py scores them, several documents at once.

span: the expressions overlap; value: they do and have the same TIMEX3 value. F1 over all documents of a set.
"""
import concurrent.futures
import importlib.util
import json
import os
import re
import subprocess


def load(tool):
    spec = importlib.util.spec_from_file_location("score_time", tool)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mentions(daybook, text, day):
    if re.fullmatch(r"\d{8}.*", day):
        day = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    run = subprocess.run([daybook, "mentions", "-", "--kinds", "time", "--published", day, "--format", "jsonl"],
                         input=text.encode(), capture_output=True, check=True)
    found = [json.loads(line) for line in run.stdout.decode().splitlines() if line.strip()]
    return [(m["start"], m["end"], m["best"]["timex_value"] or "") for m in found if m["start"] is not None]


def figures(folder, daybook, tool):
    read = load(tool).read
    documents = [read(str(file)) for file in sorted(folder.glob("*.tml")) if not file.name.startswith("._")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda d: mentions(daybook, d[0], d[1]), documents))
    return f1_of([gold for _, _, gold in documents], found)


def f1_of(golds, found):
    """F1 over all documents; golds and found: lists of (start, end, value) by document."""
    stated, predicted = sum(map(len, golds)), sum(map(len, found))

    def f1(same):
        right = sum(any(same(g, p) for g in gold) for gold, pred in zip(golds, found) for p in pred)
        met = sum(any(same(g, p) for p in pred) for gold, pred in zip(golds, found) for g in gold)
        precision, recall = right / max(1, predicted), met / max(1, stated)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0

    overlap = lambda g, p: g[0] < p[1] and p[0] < g[1]  # noqa: E731
    return {"span": f1(overlap), "value": f1(lambda g, p: overlap(g, p) and g[2] == p[2])}
