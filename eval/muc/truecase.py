"""Capitals for text that was written without them, so that what was learnt on ordinary news can read it.

A first reading of the small text by the language network says which words are proper; acronyms are those that spell the initials of the words before
their bracket, and those that the tables of actors write in capitals; peoples' adjectives stand in the table of countries. Lengths stay as they are.
"""
import json
import re
import subprocess
import tomllib

from muc.words import table

SMALL_WORDS = {"and", "of", "the", "for", "de", "del", "la", "las", "los", "y", "e", "in", "to"}


def known_forms(data):
    """Lower-case word or phrase -> how it is written: acronyms and names of organised actors, peoples' adjectives."""
    forms = {}
    for path in sorted((data / "actors").glob("*/parties.toml")) + [data / "actors" / "world" / "organisations.toml"]:
        for actor in tomllib.loads(path.read_text(encoding="utf-8"))["actor"]:
            for name in [actor["name"], *actor.get("aliases", []), *actor.get("weak", [])]:
                if " " in name or (name.isupper() and len(name) > 2):
                    forms.setdefault(name.lower(), name)
    for row in table(data / "places" / "countries.tsv"):
        for column in ("name", "adjectives", "people"):
            for name in (row.get(column) or "").split("|"):
                if name[:1].isupper():
                    forms.setdefault(name.lower(), name)
    return forms


def paragraphs(text):
    """Documents of the set part their paragraphs by runs of spaces."""
    return [" ".join(p.split()) for p in re.split(r" {3,}|\n+", text) if p.strip()]


def is_initials(letters, words):
    """Do the letters begin the words, small words left out or not, in their order?"""
    for used in (words, [w for w in words if w not in SMALL_WORDS]):
        tail = used[-len(letters):]
        if len(tail) == len(letters) and all(w[0] == c for w, c in zip(tail, letters)):
            return True
    return False


def acronyms(text):
    found = set()
    for bracket in re.finditer(r"\(([a-z]{2,6})\)", text):
        before = re.findall(r"[a-z]+", text[max(0, bracket.start() - 90):bracket.start()])
        if is_initials(bracket[1], before):
            found.add(bracket[1])
    return found


def raised(sentence):
    """Where capitals belong in a sentence by its first reading: proper words, names, the first word."""
    named = {i for name in sentence["names"] if name["score"] > 0.5 for i in range(name["first"], name["last"] + 1)}
    words = sentence["words"]
    for i, word in enumerate(words):
        begins = i == 0 or (i == 1 and words[0]["upos"] == "PUNCT")
        in_name = word["id"] in named and word["form"] not in SMALL_WORDS
        if begins or in_name or word["upos"] == "PROPN":
            yield word["start"]


def with_known(text, small, forms, proved, longest=6):
    """`text` with the words that `forms` knows, as they are written there; `small` is the same text in small letters. One word that is an acronym in
    `forms` may be another word too: it must be `proved`, stand in brackets, have no vowel, or have been read as proper somewhere inside a sentence."""
    proved = proved | set(re.findall(r"(?<=\()\w+(?=\))|\b[b-df-hj-np-tv-xz]{3,}\b", small)) | {m[1].lower() for m in re.finditer(r"[\w,)] \(?([A-Z]\w+)", text)}
    out, tokens = list(text), [(m.start(), m.end()) for m in re.finditer(r"[a-z0-9]+(?:[-'][a-z0-9]+)*", small)]
    i = 0
    while i < len(tokens):
        for n in range(min(longest, len(tokens) - i), 0, -1):
            start, end = tokens[i][0], tokens[i + n - 1][1]
            form = forms.get(small[start:end])
            if form and (n > 1 or not form.isupper() or form.lower() in proved):
                out[start:end] = form
                break
        i += n
    return "".join(out)


def read(daybook, path, quality):
    done = subprocess.run([daybook, "analyse", "--format", "json", "--quality", quality, path], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def truecased(texts, first_reading, forms):
    """The texts with capitals. `first_reading`: the analysis of all of them, joined by empty lines."""
    letters = list(first_reading["text"])
    for sentence in first_reading["sentences"]:
        for at in raised(sentence):
            letters[at] = letters[at].upper()
    out, start = [], 0
    for text in texts:
        cased = "".join(letters[start:start + len(text)])
        proved = acronyms(text)
        out.append(with_known(cased, text, forms | {a: a.upper() for a in proved}, proved))
        start += len(text) + 2
    return out
