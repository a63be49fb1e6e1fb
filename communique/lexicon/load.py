"""Load and check every table once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.lexicon.dates import DateWords, load_dates
from communique.lexicon.encounters import Encounters, load_encounters
from communique.lexicon.followup import FollowUp, load_followup
from communique.lexicon.offices import Offices, load_offices
from communique.lexicon.page import PageWords, load_page
from communique.lexicon.people import People, load_people
from communique.lexicon.plover import Plover, load_plover
from communique.lexicon.promises import Promises, load_promises
from communique.lexicon.speech import Speech, load_speech
from communique.lexicon.states import States, load_states


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the house knows before it reads."""

    states: States
    offices: Offices
    people: People
    speech: Speech
    encounters: Encounters
    promises: Promises
    plover: Plover
    dates: DateWords
    page: PageWords
    followup: FollowUp


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language; loaded once a process. Raises: LexiconError."""
    return Lexicon(
        states=load_states(language),
        offices=load_offices(language),
        people=load_people(language),
        speech=load_speech(language),
        encounters=load_encounters(language),
        promises=load_promises(language),
        plover=load_plover(language),
        dates=load_dates(language),
        page=load_page(language),
        followup=load_followup(language),
    )
