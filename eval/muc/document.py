"""One document: its sentences, and how its phrases and names are written in an answer."""
import re

from muc.organisations import Organisations
from muc.phrases import Sentence
from muc.words import WORDS, of_class


def untitled(name):
    words = name.split()
    while len(words) > 1 and words[0].strip(".") in WORDS["title"]:
        words.pop(0)
    return " ".join(words)


class Document:
    """`armed`: lower-case names of armed organisations (organisations.armed_names)."""

    def __init__(self, text, sentences, claims, armed):
        self.text, self.claims = text, claims
        self.sentences = [Sentence(s, index) for index, s in enumerate(sentences)]
        self.organisations = Organisations(text, self.sentences, armed)

    def sentence_at(self, offset):
        return next((s for s in self.sentences if s.start <= offset < s.end), None)

    def phrase(self, sentence, head):
        first, last = sentence.phrase_span(head)
        return self.text[sentence.word(first)["start"]:sentence.word(last)["end"]].lower()

    def thing(self, sentence, head):
        """The phrase of a thing or weapon without how many there are."""
        words = self.phrase(sentence, head).split()
        while len(words) > 1 and (words[0] in WORDS["several"] or words[0].replace(",", "").isdigit()):
            words.pop(0)
        return " ".join(words) + self.owner(sentence, head)

    def bare(self, sentence, head):
        """The phrase of a head without the names of organisations before it: "urban guerrillas" of "FMLN urban guerrillas"."""
        first, last = sentence.phrase_span(head)
        for name in sentence.names:
            if name["kind"] in ("ORG", "LOC") and first <= name["first"] and name["last"] < head["id"]:
                first = name["last"] + 1
        while first < head["id"] and (sentence.word(first)["form"].lower() in WORDS["hedge"] or sentence.word(first)["upos"] in ("PUNCT", "PART")):
            first += 1
        return self.text[sentence.word(first)["start"]:sentence.word(last)["end"]].lower()

    def owner(self, sentence, head):
        """" of X" behind a head that says little without it."""
        for child in sentence.children(head, "nmod"):
            if of_class(head, "general head") and sentence.preposition(child) == "of" and child["id"] > head["id"]:
                return self.behind(sentence, child)
        return ""

    def behind(self, sentence, child):
        """" of X" with its preposition, as it stands behind a head."""
        return self.text[sentence.children(child, "case")[0]["start"] - 1:sentence.word(sentence.phrase_span(child)[1])["end"]].lower()

    def full_name(self, name):
        """The longest person's name of the document that holds this one, without titles before it."""
        name = untitled(name.lower())
        longer = [n["text"].lower() for s in self.sentences for n in s.names
                  if n["kind"] == "PER" and re.search(r"(^| )" + re.escape(name) + r"( |$)", n["text"].lower())]
        return untitled(max(longer + [name], key=len))
