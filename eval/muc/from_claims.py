"""Claims laid over the incidents of the trees: what they resolve, and what no single word tells."""
from muc.incidents import Incident
from muc.phrases import head_of

TYPE_OF_KIND = {"attack": "attack", "kill": "attack", "wound": "attack", "strike": "attack", "abuse": "attack", "bombing": "bombing", "abduct": "kidnapping"}


def slot_words(document, claim, text):
    """The sentence and words of a slot's text: in the quote, else the nearest before it, else behind."""
    quote = claim["quote"]
    at = document.text.find(text, quote["start"], quote["end"] + len(text))
    at = at if at >= 0 else document.text.rfind(text, 0, quote["start"])
    at = at if at >= 0 else document.text.find(text, quote["start"])
    sentence = document.sentence_at(at) if at >= 0 else None
    return (sentence, sentence.within(at, at + len(text))) if sentence else (None, [])


def incident_of(document, claim, incidents):
    """The incident whose word the claim's quote holds, or a new one."""
    quote = claim["quote"]
    sentence = document.sentence_at(quote["start"])
    if not sentence:
        return None
    inside = [i for i in incidents if i.sentence is sentence and quote["start"] <= i.word["start"] < quote["end"]]
    kind = TYPE_OF_KIND[claim["kind"]]
    same = [i for i in inside if i.kind == kind] or inside
    if same:
        return same[0]
    words = sentence.within(quote["start"], quote["end"])
    incident = Incident(kind, sentence, head_of(words))
    incidents.append(incident)
    return incident


def add_claims(document, incidents):
    for claim in document.claims:
        if claim["kind"] not in TYPE_OF_KIND:
            continue
        incident = incident_of(document, claim, incidents)
        if not incident:
            continue
        incident.claims.append(claim)
        for slot, where in (("actors", incident.actors), ("targets", incident.objects)):
            for one in claim[slot]:
                sentence, words = slot_words(document, claim, one["text"])
                if words:
                    incident.add(where, sentence, head_of(words))
