"""Lemmas counted on the treebanks, as the program looks them up before it asks the network: src/neural/lemma_table.h."""
import collections


def known_lemmas(paragraphs):
    """Lines "form TAB tag TAB lemma" in order. Forms in lower case but for proper nouns; an empty lemma is the form itself."""
    by_upos, by_xpos = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for p in paragraphs:
        for s in p:
            for upos, xpos, _, _, _, lemma, form in s.cells or ():
                if "\t" in form + lemma or not lemma:
                    continue
                form = form if upos == "PROPN" else form.lower()
                by_upos[form, upos][lemma] += 1
                by_xpos[form, xpos][upos, lemma] += 1
    top = lambda counts: min(counts, key=lambda k: (-counts[k], k))
    found = {key: top(counts) for key, counts in by_upos.items()}
    for (form, xpos), counts in by_xpos.items():
        lemmas = collections.Counter()
        for (_, lemma), n in counts.items():
            lemmas[lemma] += n
        lemma = top(lemmas)
        if any(found[form, upos] != lemma for upos, _ in counts):
            found.setdefault((form, xpos), lemma)  # SYM is a tag of both kinds
    return [f"{form}\t{tag}\t{'' if lemma == form else lemma}\n" for (form, tag), lemma in sorted(found.items())]
