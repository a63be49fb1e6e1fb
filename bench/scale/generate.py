"""Readings of realistic size, as many as wanted: the same seed makes the same readings on every machine.

Sizes follow the means of the readings of 24 real articles: 1,850 characters, 6 statements, 2 occasions, 8 events,
3 commitments. Names and words follow Zipf's law, as in news: few are everywhere, most are rare; the most frequent words
are those that say nothing. Five articles tell one story: its people, states and words, within four months.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from communique.lexicon.followup import load_followup
from communique.record.document import Article, Page, Published
from communique.record.finding import (
    Actor,
    Commitment,
    Event,
    EventType,
    Mention,
    Occasion,
    Participant,
    Statement,
    When,
)
from communique.record.ids import make_id, make_slug
from communique.record.outcome import Made, Reading
from communique.record.text import Evidence

STATES, PEOPLE, OUTLETS, WORDS = 190, 20_000, 60, 60_000
STATEMENTS, STORY, STORY_DAYS, STORY_WORDS = 6, 5, 120, 12
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_TYPES: Final[tuple[EventType, ...]] = (
    "CONSULT",
    "SUPPORT",
    "AGREE",
    "COOPERATE",
    "ACCUSE",
    "REJECT",
    "REQUEST",
    "THREATEN",
)
_FIRST, _DAYS = date(2015, 1, 1), 3650


def _word(number: int, length: int) -> str:
    out = ""
    for _ in range(length):
        number, rest = divmod(number, len(_SYLLABLES))
        out += _SYLLABLES[rest]
    return out


def zipf(count: int) -> list[float]:
    """Cumulative weights of Zipf's law."""
    return list(accumulate(1 / (rank + 2) for rank in range(count)))


class World:
    """Who and what can occur."""

    def __init__(self, seed: int = 4) -> None:
        self.random = random.Random(seed)
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        self.codes = [f"{letters[n // 26 % 26]}{letters[n % 26]}{letters[n * 7 % 26]}" for n in range(STATES)]
        self.people = [f"{_word(n * 31, 2).title()} {_word(n * 17 + 5, 3).title()}" for n in range(PEOPLE)]
        self.outlets = [f"{_word(n, 2).title()} Post" for n in range(OUTLETS)]
        empty = sorted(load_followup().words["empty"])
        self.words = [*empty, *(_word(n, 2 + n % 3) for n in range(WORDS - len(empty)))]
        self.weights = {name: zipf(count) for name, count in
                        (("state", STATES), ("person", PEOPLE), ("outlet", OUTLETS), ("word", WORDS))}  # fmt: skip

    def pick(self, what: str, pool: Sequence[str], count: int = 1) -> list[str]:
        return self.random.choices(pool, cum_weights=self.weights[what], k=count)

    def sentence(self, words: int) -> str:
        return " ".join(self.pick("word", self.words, words)).capitalize() + "."


def make_readings(statements: int, seed: int = 4) -> Iterator[tuple[Page, Reading]]:
    """Articles until there are so many statements; no two have one address."""
    world = World(seed)
    for number in range((statements + STATEMENTS - 1) // STATEMENTS):
        if number % STORY == 0:
            story = _story(world)
        yield _article(world, story, number, seed)


@dataclass(frozen=True)
class Story:
    """What the articles of a story have in common."""

    on: date
    people: list[str]
    codes: list[str]
    topic: list[str]


def _story(world: World) -> Story:
    on = _FIRST + timedelta(world.random.randrange(_DAYS - STORY_DAYS))
    rare = [world.words[world.random.randrange(500, WORDS)] for _ in range(STORY_WORDS)]
    return Story(on, world.pick("person", world.people, 4), world.pick("state", world.codes, 2), rare)


def _article(world: World, story: Story, number: int, seed: int) -> tuple[Page, Reading]:
    sentences = [world.sentence(world.random.randint(12, 26)) for _ in range(15)]
    # What is promised and where one met is told in the words of the story.
    for n in range(6, 13):
        sentences[n] = f"{' '.join(world.random.sample(story.topic, 4)).capitalize()} {sentences[n].lower()}"
    body, spans = "", []
    for sentence in sentences:
        spans.append((len(body), len(body) + len(sentence)))
        body += sentence + " "
    cite = [Evidence(body, start, end, body[start:end]) for start, end in spans]
    on = story.on + timedelta(world.random.randrange(STORY_DAYS))
    actors, people, states = _actors(world, story)
    url = f"https://scale.example/{seed}/{number}"
    article = Article(make_id("a", url), body, title=sentences[0][:80], url=url,
                      outlet=world.pick("outlet", world.outlets)[0],
                      published=Published(on.isoformat(), "metadata"))  # fmt: skip
    choose = world.random.choice
    statements = tuple(
        Statement(f"s-{n}", choose(people), None, None, (cite[n],), "direct", (choose(states),))
        for n in range(STATEMENTS)
    )
    meetings = tuple(
        Occasion(
            f"o-{n}",
            "meeting",
            (Participant(choose(people)), Participant(choose(people))),
            choose(("held", "held", "planned")),
            (cite[6 + n],),
            place="Riga",
            when=When(on.isoformat(), on, on),
        )
        for n in range(2)
    )
    made = on.isoformat()
    events = tuple(
        Event(f"e-{n}", choose(_TYPES), (choose(states),), (choose(people),), "actual", 1.0, (cite[n],), when=made)
        for n in range(8)
    )
    commitments = tuple(
        Commitment(
            f"c-{n}",
            "pledge",
            (choose(people),),
            (choose(states),),
            cite[10 + n],
            "firm",
            choose(("open", "open", "kept")),
            (cite[10 + n],),
            made=made,
            due=_due(world, on),
        )
        for n in range(3)
    )
    reading = Reading(article, actors, (), statements, meetings, events, commitments, (), Made("1", "generated", "0"))
    return Page(url, f"<html><body><p>{body}</p></body></html>".encode(), "text/html", url=url), reading


def _actors(world: World, story: Story) -> tuple[tuple[Actor, ...], list[str], list[str]]:
    codes = list(dict.fromkeys([*story.codes, *world.pick("state", world.codes, 3)]))
    names = list(dict.fromkeys([*story.people, *world.pick("person", world.people, 2)]))
    states = [Actor(f"state-{code}", "state", f"State {code}", code=code, mentions=(Mention(0, 5),)) for code in codes]
    # A person belongs to one state wherever the person occurs.
    of = {name: world.codes[len(name) * 7 % STATES if len(name) % 2 else sum(map(ord, name)) % 20] for name in names}
    people = [
        Actor(make_slug(name), "person", name, state=of[name], mentions=tuple(Mention(n, n + 4) for n in range(8)))
        for name in names
    ]
    return (*people, *states), [p.id for p in people], [s.id for s in states]


def _due(world: World, on: date) -> When | None:
    if world.random.random() < 0.6:
        return None
    last = on + timedelta(world.random.randrange(10, 700))
    return When(last.isoformat(), on, last)
