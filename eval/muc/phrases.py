"""Noun phrases of analysed sentences; the sentences are those of `daybook analyse --format json`."""

LEFT = {"amod", "compound", "nummod", "nmod", "flat", "punct", "advmod", "obl"}
CLAUSES = {"conj", "advcl", "ccomp", "xcomp", "acl", "parataxis"}
NOT_LEFT = {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX"}


def relation(word):
    return word["deprel"].split(":")[0]


class Sentence:
    """A sentence with its words by number, and who hangs on whom."""

    def __init__(self, sentence, index):
        self.index = index
        self.start, self.end = sentence["start"], sentence["end"]
        self.words, self.names = sentence["words"], sentence["names"]
        self.hanging = {}
        for word in self.words:
            self.hanging.setdefault(word["head"], []).append(word)

    def children(self, word, *relations):
        return [c for c in self.hanging.get(word["id"], []) if not relations or relation(c) in relations]

    def word(self, number):
        return self.words[number - 1]

    def governor(self, word):
        return self.word(word["head"]) if word["head"] else None

    def subtree(self, word):
        found = [word]
        for child in self.children(word):
            found += self.subtree(child)
        return found

    def clause(self, word):
        """What hangs on a word, without clauses and words joined to it."""
        found = [word]
        for child in self.children(word):
            if relation(child) not in CLAUSES or (relation(child) == "conj" and child["upos"] in ("NOUN", "PROPN")):
                found += self.clause(child)
        return found

    def preposition(self, word):
        """The first word of what stands as preposition before it; "" where there is none."""
        cases = self.children(word, "case")
        return cases[0]["form"].lower() if cases else ""

    def within(self, start, end):
        return [w for w in self.words if w["start"] < end and w["end"] > start]

    def name_over(self, word, *kinds):
        return next((n for n in self.names if n["kind"] in kinds and n["first"] <= word["id"] <= n["last"]), None)

    def joined(self, head):
        """A head and the heads that "and" joins to it."""
        found = [head]
        for child in self.children(head, "conj"):
            if child["upos"] in ("NOUN", "PROPN", "NUM", "ADJ"):
                found += self.joined(child)
        return found

    def named_again(self, head):
        """The head, what is joined to it, and what stands in apposition to these."""
        found = []
        for one in self.joined(head):
            found.append(one)
            for again in self.children(one, "appos", "nmod"):
                if relation(again) == "appos" or self.preposition(again) == "including":
                    found += self.joined(again)
        return found

    def hangs_left(self, word, head):
        while word["head"]:
            if word["head"] == head["id"]:
                return relation(word) in LEFT
            word = self.word(word["head"])
        return False

    def phrase_span(self, head):
        """First and last number of the noun phrase of a head, without its determiner and without what hangs behind it."""
        first = last = head["id"]
        while first > 1 and self.hangs_left(self.word(first - 1), head) and self.word(first - 1)["upos"] not in NOT_LEFT:
            first -= 1
        while last < len(self.words) and relation(self.word(last + 1)) in ("flat", "goeswith") and self.word(last + 1)["head"] >= first:
            last += 1
        name = self.name_over(head, "PER", "ORG", "LOC")
        last = max(last, name["last"]) if name else last
        if last < len(self.words) and self.word(last + 1)["head"] == head["id"]:
            behind = self.name_over(self.word(last + 1), "PER")
            last = behind["last"] if behind else last
        while first < head["id"] and (self.word(first)["upos"] in ("PUNCT", "PART", "ADV") or self.word(first)["xpos"] == "VBN"):
            first += 1
        return first, last


def head_of(words):
    """The noun of a run of words on which the others hang."""
    inside = {w["id"] for w in words}
    heads = [w for w in words if w["head"] not in inside]
    nouns = [w for w in heads if w["upos"] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return (nouns or heads or words)[0]
