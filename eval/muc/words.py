"""The table of words beside this file, and reading of tables like those in data/."""
import csv
import pathlib


def table(path):
    rows = [line for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


WORDS = {row["class"]: set(row["words"].split("|")) for row in table(pathlib.Path(__file__).resolve().parent / "words.tsv")}


def lemma(word):
    return word["lemma"].lower()


def of_class(word, *names):
    """Is the word, by its lemma or as it stands, in one of these classes?"""
    return any(lemma(word) in WORDS[n] or word["form"].lower() in WORDS[n] for n in names)
