"""Every place in an article that tells of an encounter, in text order."""

from __future__ import annotations

from collections.abc import Iterator

from communique.understand.meetings.colleges import CollegeSpotter
from communique.understand.meetings.credentials import read_credentials
from communique.understand.meetings.look_alikes import Unreal
from communique.understand.meetings.nouns import NounSpotter
from communique.understand.meetings.sighting import Scene, Sighting
from communique.understand.meetings.singly import another, one_each
from communique.understand.meetings.verbs import VerbSpotter
from communique.understand.meetings.visits import VisitSpotter


def find_sightings(scene: Scene) -> Iterator[Sighting]:
    """Encounters with the press, and words that only look like an encounter, are left out."""
    visits = VisitSpotter(scene)
    verbs, nouns, colleges = VerbSpotter(scene, visits), NounSpotter(scene), CollegeSpotter(scene)
    lexicon, unreal = scene.lexicon, Unreal(scene)
    for token in scene.analysis.tokens:
        if token.pos == "VERB":
            yield from colleges.read(token.index)
            for verb in lexicon.verbs.get(token.lemma.lower(), ()):
                found = [one for sighting in verbs.read(token, verb) for one in one_each(scene, sighting)]
                if found:
                    yield from () if unreal.is_undone(token.index) else found
                    break
        elif token.pos in ("NOUN", "PROPN"):
            yield from read_credentials(scene, token.index)
            lemma = token.lemma.lower()
            for noun in lexicon.nouns.get(lemma.removesuffix("s") if token.tag == "NNPS" else lemma, ()):
                sighting = nouns.read(token, noun)
                if sighting is not None and unreal.is_undone(token.index):
                    break
                if sighting is not None:
                    if noun.kind != "visit":
                        yield from (one for seat in nouns.seats(sighting, token) for one in one_each(scene, seat))
                    else:
                        whole = nouns.is_this(token)
                        yield from (sighting,) if whole else visits.legs(sighting, token.index, noun.place)
                    break
        elif token.lower == "another":
            again = another(scene, token)
            yield from (again,) if again is not None else ()
        elif token.pos == "AUX" and token.lemma == "be":
            yield from visits.stays(token.index)
