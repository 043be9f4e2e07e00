"""Wanted, unwanted and comment segments of saved pages: how many land where they should. Counted as the public scorer counts
(../shared/tools/score_segments.py), and two things more: comments that stand in the saved page at all, and wanted segments that land in
a comment and nowhere else.

A segment is found if it stands in the joined texts of a kind, letters and digits alone compared.
"""
import concurrent.futures
import html
import json
import os
import re
import subprocess


def flat(text):
    return re.sub(r"\W+", " ", text or "").strip().casefold()


def text_of_file(file):
    """What a page holds outside scripts, styles and comments of the markup."""
    data = file.read_bytes()
    try:
        page = data.decode("utf-8")
    except UnicodeDecodeError:
        page = data.decode("latin-1")
    page = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->", " ", page)
    return flat(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def figures(folder, daybook):
    pages = list(json.loads((folder / "evaldata.json").read_text(encoding="utf-8")).values())

    def clean(page):
        done = subprocess.run([daybook, "clean", "--format", "json", folder / "html" / page["file"]], capture_output=True)
        return json.loads(done.stdout)["segments"] if done.returncode == 0 else []

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(clean, pages))
    wanted = kept = unwanted = leaked = comments = present = found = comments_leaked = astray = 0
    for page, segments in zip(pages, results):
        story = flat(" ".join(s["text"] for s in segments if s["kind"] in ("headline", "body", "caption")))
        said = flat(" ".join(s["text"] for s in segments if s["kind"] == "comment"))
        for text in map(flat, page.get("with", [])):
            wanted, kept, astray = wanted + 1, kept + (text in story), astray + (text in said and text not in story)
        for text in map(flat, page.get("without", [])):
            unwanted, leaked = unwanted + 1, leaked + (text in story)
        if page.get("comments"):
            source = text_of_file(folder / "html" / page["file"])
            for text in map(flat, page["comments"]):
                comments, found, comments_leaked = comments + 1, found + (text in said), comments_leaked + (text in story)
                present += text in source
    precision, recall = kept / max(1, kept + leaked), kept / max(1, wanted)
    return {"segments_f1": 2 * precision * recall / max(1e-9, precision + recall), "comments": found / max(1, comments), "comments_of_those_saved": found / max(1, present),
            "comment_leak_max": comments_leaked / max(1, comments), "wanted_in_comment_max": astray / max(1, wanted)}
