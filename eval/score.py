"""Scores of a run against gold files. Own code; figures agree with the definitions in eval/README.md."""
import collections
import csv
import json
import re
import sqlite3
import subprocess
import unicodedata

MIN_OVERLAP = 0.4
CORE = ("actor", "target", "place")


def norm(text):
    text = unicodedata.normalize("NFKD", text or "").casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[’'`´]s\b", "", text)
    text = re.sub(r"[^\w]+", " ", text).strip()
    return re.sub(r"^(the|a|an) ", "", text)


def overlap(a, b):
    """Longest common run of words over the words of both."""
    x, y = (re.sub(r"\s+", " ", t.replace("\u00a0", " ")).strip().casefold().split() for t in (a, b))
    best, row = 0, [0] * (len(y) + 1)
    for w in x:
        new = [0] * (len(y) + 1)
        for j, v in enumerate(y):
            if w == v:
                new[j + 1] = row[j] + 1
                best = max(best, new[j + 1])
        row = new
    return best / (len(x) + len(y) - best) if best else 0.0


def names(entries):
    return {norm(e[k]) for e in entries or [] for k in ("name", "text") if e.get(k)}


def slots(gold, pred):
    out = []
    both = names(pred.get("actors")) | names(pred.get("targets"))
    for slot in CORE:
        have = names(pred.get(slot + "s"))
        if slot != "place" and pred.get("symmetric"):
            have = both
        elif slot == "actor" and set(gold["kind"]) & {"agree", "clash", "talk", "attend"}:
            have = both
        for wanted in gold.get(slot, []):
            out.append((slot, any(norm(w) in have for w in wanted if w) or ("" in wanted and not have)))
    if "date" in gold:
        time = pred.get("time") or {}
        have = {time.get("edtf") or "", time.get("from") or ""}
        if time.get("from") and time.get("to") and time["from"] != time["to"]:
            have = {time.get("edtf") or "", f"{time['from']}/{time['to']}"}
        out.append(("date", bool(have & set(gold["date"])) or ("" in gold["date"] and not any(have))))
    if "number" in gold:
        want = gold["number"]
        out.append(("number", any(float(n.get("value") or 0) == want["value"] and ("of" not in want or float(n.get("of") or 0) == want["of"])
                                  for n in pred.get("numbers") or [])))
    if "attribution" in gold:
        have = names(pred.get("attribution"))
        out.append(("attribution", any(norm(w) in have or any(norm(w) in h or h in norm(w) for h in have if h) for w in gold["attribution"])))
    if "phase" in gold:
        out.append(("phase", pred.get("phase") == gold["phase"]))
    if "modality" in gold:
        want = gold["modality"] if isinstance(gold["modality"], list) else [gold["modality"]]
        out.append(("modality", pred.get("modality") in want))
    return out


def stem(pred):
    d = pred.get("document") or {}
    for key in ("file", "url", "id"):
        if d.get(key):
            return re.sub(r"\.(txt|html?|xml|json|jsonl)$", "", d[key].rstrip("/").rsplit("/", 1)[-1])
    return ""


def stems(pred):
    """Every stem a gold file may call the document by: file, last part of the address, id."""
    d = pred.get("document") or {}
    return {re.sub(r"\.(txt|html?|xml|json|jsonl)$", "", d[k].rstrip("/").rsplit("/", 1)[-1]) for k in ("file", "url", "id") if d.get(k)}


def f1(tp, n_pred, n_gold):
    p, r = (tp / n_pred if n_pred else 0.0), (tp / n_gold if n_gold else 0.0)
    return 2 * p * r / (p + r) if p + r else 0.0


def paired(gold, preds):
    """({index in gold: index in placed}, placed): the predictions of documents that the gold has, each side used once."""
    docs = {g["doc"] for g in gold}
    placed = [(docs & stems(p), p) for p in preds]
    placed = [(min(d), p) for d, p in placed if d]
    by_doc = collections.defaultdict(list)
    for i, (doc, _) in enumerate(placed):
        by_doc[doc].append(i)
    pairs = []
    for gi, g in enumerate(gold):
        for pi in by_doc[g["doc"]]:
            p = placed[pi][1]
            if p["kind"] not in g["kind"]:
                continue
            ov = overlap(g["quote"], p["quote"]["exact"])
            if ov >= MIN_OVERLAP:
                s = slots(g, p)
                pairs.append((sum(ok for _, ok in s) / max(1, len(s)), ov, not g.get("optional"), gi, pi))
    pairs.sort(reverse=True)
    matched, used = {}, set()
    for *_, gi, pi in pairs:
        if gi not in matched and pi not in used:
            matched[gi] = pi
            used.add(pi)
    return matched, placed


def claims(gold, preds):
    matched, placed = paired(gold, preds)
    need = [i for i, g in enumerate(gold) if not g.get("optional")]
    n_pred = len(placed) - sum(1 for gi in matched if gold[gi].get("optional"))
    hits = [(gold[i], placed[matched[i]][1]) for i in need if i in matched]
    core = sum(all(ok for k, ok in slots(g, p) if k in CORE) for g, p in hits)
    full = sum(all(ok for _, ok in slots(g, p)) for g, p in hits)
    return {"detection": f1(len(hits), n_pred, len(need)), "core": f1(core, n_pred, len(need)), "full": f1(full, n_pred, len(need))}


def words(text):
    return collections.Counter(re.findall(r"\w+", text.casefold()))


def word_f1(got, want):
    common = sum((got & want).values())
    return f1(common, sum(got.values()), sum(want.values()))


def pages(gold_file, ledger):
    """Title, date, publisher, authors exact; body as words; comments that land in comment; comments that leak into body."""
    db = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    docs = {}
    texts = {}
    for id_, text, kind, start, end in db.execute(
            'select d.id, d.text, s.kind, s.start, s."end" from segments s join current_documents d using (document)'):
        texts.setdefault(id_, []).append((kind, text[start:end]))
    for id_, file, url, title, publisher, published, authors in db.execute(
            "select id, file, url, title, publisher, published, authors from current_documents"):
        segments = collections.defaultdict(list)
        for kind, text in texts.get(id_, []):
            segments[kind].append(text)
        row = {"title": title, "publisher": publisher, "published": published, "authors": json.loads(authors) if authors.startswith("[") else authors.split("|"), "segments": segments}
        for key in (url, file):
            if key:
                docs.setdefault(key.rstrip("/").rsplit("/", 1)[-1], row)
    totals = collections.defaultdict(list)
    missing = 0
    for line in open(gold_file, encoding="utf-8"):
        g = json.loads(line)
        keys = [g[k].rstrip("/").rsplit("/", 1)[-1] for k in ("url", "file") if g.get(k)]
        d = next((docs[k] for k in keys if k in docs), None)
        if d is None:
            missing += 1
            for figure in ("title", "date", "publisher", "authors", "body_f1"):
                totals[figure].append(0)
            continue
        totals["title"].append(norm(d["title"]) == norm(g["title"]))
        totals["date"].append((d["published"] or "")[:10] == (g.get("published") or "")[:10])
        totals["publisher"].append(norm(d["publisher"]) == norm(g["publisher"]))
        totals["authors"].append([norm(a) for a in d["authors"]] == [norm(a) for a in g["authors"]])
        body = words(" ".join(d["segments"]["body"]))
        totals["body_f1"].append(word_f1(body, words(" ".join(g["body"]))))
        got_comments, got_body = norm(" ".join(d["segments"]["comment"])), norm(" ".join(d["segments"]["body"]))
        for c in (x["text"] if isinstance(x, dict) else x for x in g.get("comments", [])):
            totals["comments"].append(norm(c) in got_comments)
            totals["comment_leak_max"].append(norm(c) in got_body)
    return {k: sum(v) / len(v) for k, v in totals.items()} | {"found": 1 - missing / max(1, len(totals["title"]))}


def control(gold_file, daybook, ledger):
    """Share of (place, day) rows with the right state and holder. Gold states are alternatives joined by '|'; for 'unknown'
    and 'contested' the state alone counts. Places are asked for by name, as a user would."""
    lines = [line for line in open(gold_file, encoding="utf-8") if line.strip() and not line.startswith("#")]
    right = []
    for r in csv.DictReader(lines, delimiter="\t"):
        done = subprocess.run([daybook, "control", "--ledger", ledger, "--as-of", r["as_of"], "--place", r["place"], "--format", "json"],
                              capture_output=True, text=True)
        states = [s for s in json.loads(done.stdout or "[]") if not r.get("kind") or s["kind"] == r["kind"]] or [{"state": "unknown", "holder": ""}]
        wanted = r["status"].split("|")
        ok = any(s["state"] in wanted and (s["state"] in ("unknown", "contested") or norm(s["holder"]).startswith(norm(r["holder"]))) for s in states)
        right.append(ok)
        if not ok:
            print(f"     control {r['place']} {r['as_of']}: want {r['holder']} {r['status']}, got " + "; ".join(f"{s['holder']} {s['state']}" for s in states))
    return {"right": sum(right) / len(right)}


def body_f1(folder, daybook, work, scorer):
    """Body F1 on saved pages with the public scorer."""
    out = {}
    for page in sorted((folder / "html").iterdir()):
        done = subprocess.run([daybook, "clean", "--format", "json", page], capture_output=True, text=True)
        body = ""
        if done.returncode == 0:
            body = "\n".join(s["text"] for s in json.loads(done.stdout)["segments"] if s["kind"] == "body")
        out[page.name.split(".")[0]] = {"articleBody": body}
    file = work / "pages.json"
    file.write_text(json.dumps(out))
    done = subprocess.run(["python3", scorer, folder / "ground-truth.json", file], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return {"body_f1": float(re.search(r"F1[ =:]+([0-9.]+)", done.stdout).group(1))}
