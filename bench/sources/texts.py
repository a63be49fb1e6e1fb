"""Articles of diplomatic news from templates written for this bench: as many as wanted, each unlike the others."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

_STATES = {
    "Estonia": ("Estonian", "Tallinn"), "Latvia": ("Latvian", "Riga"), "Georgia": ("Georgian", "Tbilisi"),
    "Uruguay": ("Uruguayan", "Montevideo"), "Slovenia": ("Slovenian", "Ljubljana"), "Kazakhstan": ("Kazakh", "Astana"),
    "Iceland": ("Icelandic", "Reykjavik"), "Portugal": ("Portuguese", "Lisbon"), "Kenya": ("Kenyan", "Nairobi"),
    "Jordan": ("Jordanian", "Amman"),
}  # fmt: skip
_FIRST = ("Mari", "Andris", "Lela", "Tomás", "Petra", "Erlan", "Sigrid", "João", "Wanjiru", "Rana", "Levan", "Katrin")
_LAST = (
    "Tamm", "Ozols", "Kobakhidze", "Ruiz", "Novak", "Sadykov", "Halldorsdottir", "Teixeira", "Mwangi", "Haddad",
    "Saar", "Liepa",
)  # fmt: skip
_POSTS = ("Foreign Minister", "Prime Minister", "President", "Deputy Foreign Minister", "Minister of Transport")
_TOPICS = (
    "the rail bridge", "grain exports", "the joint border commission", "student exchanges", "the gas pipeline",
    "fishing quotas", "visa rules for drivers", "the customs agreement", "flood protection", "the power cable",
    "the museum loan", "mine clearance",
)  # fmt: skip
_PLACES = ("the harbour office", "the old town hall", "the state residence", "the airport", "the border crossing")
_SENTENCES = (
    "{a} and {b} spent most of the {n} minutes on {t}, an official of the ministry told reporters.",
    "“We will finish the work on {t} before {month},” {last} said after the talks.",
    "{b} thanked the hosts for the welcome at {p} and invited {last} to visit {city2} next year.",
    "The two sides agreed to set up a working group of {n} experts on {t}.",
    "{last} said that {state1} is ready to pay {n} million euros towards {t}.",
    "According to the ministry, trade between {state1} and {state2} grew by {n} percent in the last {m} years.",
    "Asked about {t}, {b} said that the position of {state2} has not changed.",
    "A delegation of {n} companies travelled with the minister and met partners at {p}.",
    "The ministers signed a protocol on {t} in the presence of the heads of both chambers of commerce.",
    "“Our neighbours can rely on us,” said {b}, who called the last round of talks on {t} frank and useful.",
    "{state1} expects {state2} to ratify the agreement on {t} within {m} months.",
    "The next meeting is planned for {month} in {city2}, where {t} will again be on the table.",
)
_MONTHS = ("January", "March", "May", "June", "September", "October", "November")


@dataclass(frozen=True, slots=True)
class Story:
    """An article. `mark` stands in its text and in no other one's."""

    number: int
    mark: str
    title: str
    published: date
    paragraphs: tuple[str, ...]


def make_story(number: int, seed: int = 4) -> Story:
    """The article of a number: the same on every machine."""
    pick = random.Random(f"{seed}/{number}")
    state1, state2 = pick.sample(sorted(_STATES), 2)
    (of1, city1), (of2, city2) = _STATES[state1], _STATES[state2]
    last, other = pick.sample(_LAST, 2)
    a = f"{of1} {pick.choice(_POSTS)} {pick.choice(_FIRST)} {last}"
    b = f"{of2} {pick.choice(_POSTS)} {pick.choice(_FIRST)} {other}"
    published = date(2026, 1, 5) + timedelta(number % 280)
    mark = f"{_spell(number)} register"
    words = {"a": a, "b": b, "last": last, "state1": state1, "state2": state2, "city2": city2}

    def sentence(template: str) -> str:
        more = {"t": pick.choice(_TOPICS), "n": pick.randint(3, 95), "m": pick.randint(2, 9)}
        return template.format(**words, **more, p=pick.choice(_PLACES), month=pick.choice(_MONTHS))

    chosen = pick.sample(_SENTENCES, 9)
    lead = (
        f"{a} met {b} in {city1} on {published:%A}, {published:%B} {published.day}, to discuss {pick.choice(_TOPICS)}."
        f" The talks were entered in the {mark} of the protocol office."
    )
    body = [" ".join(map(sentence, chosen[at : at + 3])) for at in (0, 3, 6)]
    return Story(number, mark, f"{last} and {other} meet in {city1} ({number})", published, (lead, *body))


def _spell(number: int) -> str:
    """A made-up word that is this number's alone."""
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    word = ""
    for _ in range(4):
        number, rest = divmod(number, len(syllables))
        word += syllables[rest]
    return word.capitalize()
