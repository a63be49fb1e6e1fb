"""Letters of credence: "the ambassador presented his credentials to the president", "received the credentials of"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.understand.grammar import clauses
from communique.understand.meetings.sighting import Scene, Sighting

_PRESENTING = frozenset(("present", "hand", "submit", "tender", "deliver", "give"))
_RECEIVING = frozenset(("receive", "accept", "get"))


def credentials_at(scene: Scene, word: int) -> int | None:
    """The head of the noun phrase: "credentials", "[letters] of credence"; None where a word is none of both."""
    token = scene.analysis.tokens[word]
    if token.lemma.lower() == "credential" or token.lower == "credentials":
        kinds = (scene.analysis.tokens[k].lower for k in scene.analysis.children(word, "compound", "amod"))
        return word if all(kind == "diplomatic" for kind in kinds) else None  # "her climate credentials"
    if token.lower != "credence" or token.dep != "pobj":
        return None
    return scene.analysis.tokens[token.head].head


def read_credentials(scene: Scene, word: int) -> Iterator[Sighting]:
    """The ceremony, where the text names who presents his letters or who receives them."""
    analysis, letters = scene.analysis, credentials_at(scene, word)
    verb = clauses.governor(analysis, letters) if letters is not None else None
    if letters is None or verb is None or letters not in analysis.children(verb, "dobj", "nsubjpass"):
        return
    lemma = analysis.tokens[verb].lemma.lower()
    stands = clauses.verbal(analysis, verb)
    doer = clauses.subject(analysis, verb)
    if stands.negated or doer is None or (lemma not in _PRESENTING and lemma not in _RECEIVING):
        return
    owners = (*analysis.children(letters, "poss"), *scene.after(letters, "of", "from"))
    others = clauses.objects(analysis, verb, "to", "from", "by")
    acting = () if doer == letters else (doer,)
    sighting = scene.sighting(verb, "ceremony", False)
    named = scene.parties.named((*acting, *others, *owners))
    inside = (scene.parties.cast.headed(i) for o in others for i in analysis.subtree(o))  # "five envoys, among them X"
    persons = tuple(a for a in inside if a is not None and a.kind == "person")
    sighting.add(tuple(a for a in (*named, *persons) if a.kind != "organisation"))
    sighting.place = scene.venues.near(verb)
    sighting.fresh = True
    if any(scene.parties.cast[i].kind == "person" for i in sighting.roles):
        yield sighting
