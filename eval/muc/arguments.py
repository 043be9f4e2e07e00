"""Who stands where beside a word in the tree of its sentence."""
from muc.phrases import relation
from muc.words import of_class

RELATIVES = {"who", "which", "that", "whom"}


def arguments(sentence, word):
    """Pairs of relation (subj, obj, poss, mod, or a preposition) and head."""
    found = []
    for child in sentence.children(word):
        if child["form"].lower() in RELATIVES:
            continue
        if child["deprel"].startswith("nsubj:pass") or relation(child) == "obj":
            found.append(("obj", child))
        elif relation(child) == "nsubj":
            found.append(("subj", child))
        elif child["deprel"] == "nmod:poss":
            found.append(("poss", child))
        elif relation(child) in ("obl", "nmod"):
            found.append((sentence.preposition(child), child))
        elif relation(child) in ("compound", "amod") and word["upos"] == "NOUN":
            found.append(("mod", child))
    return found + outer_arguments(sentence, word, {name for name, _ in found})


def outer_arguments(sentence, word, known):
    """Arguments that stand outside the clause: the noun of a relative or participle clause, the subject of the verb above."""
    above = sentence.governor(word)
    if not above:
        return []
    if relation(word) == "acl":
        relatives = [c for c in sentence.children(word) if c["form"].lower() in RELATIVES]
        if relatives:
            passive = relatives[0]["deprel"].startswith("nsubj:pass") or relation(relatives[0]) == "obj"
            return [("obj" if passive else "subj", above)]
        return [("obj" if word["xpos"] == "VBN" else "subj", above)]
    if relation(word) == "amod" and word["xpos"] == "VBN":
        return [("obj", above)]
    if relation(word) in ("conj", "advcl", "xcomp") and above["upos"] == "VERB":
        passive = word["xpos"] == "VBN" and "subj" not in known and "obj" not in known
        inherited = [(name, head) for name, head in arguments(sentence, above) if name in ("subj", "obj")]
        if relation(word) == "conj" and passive:
            return [(name, head) for name, head in inherited if name == "obj"]
        return [(name, head) for name, head in inherited if name == "subj" and "subj" not in known]
    return []


def framing(sentence, word):
    """The word that governs what an incident's word tells, over nouns like "case", and clauses joined to it."""
    above = sentence.governor(word)
    for _ in range(2):
        if above and relation(word) in ("nmod", "conj", "compound") and above["upos"] == "NOUN" and not of_class(above, "guilty", "victim head"):
            word, above = above, sentence.governor(above)
    return above if above and relation(word) in ("obj", "nsubj", "obl", "advcl", "acl", "nmod", "xcomp", "ccomp") else None


def doers(sentence, word, told):
    """Who is said to have done it by the words that govern the word: "X ordered the killing", "blames X for", "X is responsible for". `told`: says of a
    word whether it tells an incident itself."""
    frame = framing(sentence, word)
    if not frame or frame is word:
        return []
    given = arguments(sentence, frame)
    passive = any(c["deprel"].startswith(("nsubj:pass", "aux:pass")) for c in sentence.children(frame)) or frame["xpos"] == "VBN"
    if of_class(frame, "carry") and frame["upos"] == "VERB":
        return [h for name, h in given if name == ("by" if passive else "subj")]
    if of_class(frame, "blame") and frame["upos"] == "VERB":
        return [h for name, h in given if name == "obj" and h is not word and not told(h)]
    if of_class(frame, "guilty"):
        return [h for name, h in given if name == "subj"] + ([sentence.governor(frame)] if relation(frame) in ("amod", "acl") else [])
    return []


def sufferers(sentence, word):
    """Who or what is called the target or victim of what the word tells: "X was the target of the attack"."""
    frame = framing(sentence, word)
    if not frame or not of_class(frame, "victim head"):
        return []
    return [head for name, head in arguments(sentence, frame) if name == "subj"]
