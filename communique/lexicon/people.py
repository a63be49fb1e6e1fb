"""Words for people: honorifics, kin, groups and bodies, first names with their gender, and known office holders."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from communique.errors import LexiconError
from communique.lexicon.toml import load_table
from communique.record.finding import Role

_ARTICLES = frozenset({"al", "el", "as", "ad", "ash"})
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN"})


@dataclass(frozen=True, slots=True)
class Known:
    """A known person: the side (alpha-3 or IGO code), the gender ("m", "f"), the highest role if one is known."""

    name: str
    side: str
    gender: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class People:
    """What the reader knows of people before reading.

    `gender` is keyed by first name as written, `nicknames` by folded name. `classes`: words by what they do.
    """

    honorifics: dict[str, str | None]
    particles: frozenset[str]
    suffixes: frozenset[str]
    never: frozenset[str]
    never_first: frozenset[str]
    weekdays: frozenset[str]
    nicknames: dict[str, str]
    gender: dict[str, str]
    gender_words: dict[str, str]
    family_endings: dict[str, str]
    kin: frozenset[str]
    group_nouns: frozenset[str]
    single_nouns: frozenset[str]
    relational_nouns: frozenset[str]
    pair_nouns: frozenset[str]
    company_nouns: frozenset[str]
    called_nouns: frozenset[str]
    body_nouns: frozenset[str]
    government_nouns: frozenset[str]
    known_bodies: dict[str, str]
    outlets: dict[str, str]
    national_outlets: dict[str, str]
    world_outlets: frozenset[str]
    known: dict[str, Known]
    known_family: dict[str, Known]
    absent_offices: dict[str, tuple[str, ...]]
    classes: dict[str, frozenset[str]]


def fold_name(name: str) -> str:
    """A name without accents and case, for comparison.

    >>> fold_name("Recep Tayyip Erdoğan")
    'recep tayyip erdogan'
    """
    if name.isascii():
        return name.casefold()
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i").replace("ł", "l").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def without_article(family: str) -> str:
    """A folded family name without the Arabic article.

    >>> without_article("al-assad"), without_article("al"), without_article("le-bon")
    ('assad', 'al', 'le-bon')
    """
    article, hyphen, rest = family.partition("-")
    return rest if hyphen and article in _ARTICLES else family


def load_people(language: str = "en") -> People:
    """The people words of a language. Raises: LexiconError."""
    table = load_table(f"{language}/people.toml")
    honorifics, gender, groups, bodies = table["honorifics"], table["gender"], table["groups"], table["bodies"]
    both = set(gender["m"]) & set(gender["f"])
    if both:
        raise LexiconError(f"people: first names with two genders {sorted(both)}")
    known, family = _known(table["known"]["people"] + table["known"]["igo_people"], table["known"]["role"])
    return People(
        honorifics={w: None if g == "any" else g for g, words in honorifics.items() for w in words},
        particles=frozenset(table["particles"]["inside"]),
        suffixes=frozenset(table["particles"]["suffixes"]),
        never=frozenset(table["particles"]["never"]),
        never_first=frozenset(table["particles"]["never_first"]),
        weekdays=frozenset(table["particles"]["weekdays"]),
        nicknames={fold_name(k): fold_name(v) for k, v in table["particles"]["nicknames"].items()},
        gender={name: g for g in ("m", "f") for name in gender[g]},
        gender_words={word: g for g in ("m", "f") for word in gender[f"{g}_words"]},
        family_endings={ending: g for g in ("m", "f") for ending in gender[f"{g}_endings"]},
        kin=frozenset(table["kin"]["relations"]),
        group_nouns=frozenset(groups["nouns"]),
        single_nouns=frozenset(groups["singular"]),
        relational_nouns=frozenset(groups["relational"]),
        pair_nouns=frozenset(groups["pair"]),
        company_nouns=frozenset(groups["companies"]),
        called_nouns=frozenset(groups["called"]),
        body_nouns=frozenset(bodies["nouns"]),
        government_nouns=frozenset(bodies["government"]),
        known_bodies=bodies["known"],
        outlets=table["context"]["outlets"],
        national_outlets={
            bare_outlet(name): code for code, names in table["context"]["national"].items() for name in names
        },
        world_outlets=frozenset(map(bare_outlet, table["context"]["world"])),
        known=known,
        known_family=family,
        absent_offices={code: tuple(titles) for code, titles in table["known"]["absent"].items()},
        classes={name: frozenset(words) for name, words in table["classes"].items()},
    )


def bare_outlet(name: str) -> str:
    """An outlet's name as it is looked up: "The Korea Herald" -> "korea herald", "news24.com" -> "news24"."""
    return name.casefold().removeprefix("the ").removesuffix(".com").removesuffix(".net").removesuffix(".org")


def _known(rows: list[str], roles: dict[Role, list[str]]) -> tuple[dict[str, Known], dict[str, Known]]:
    """By full name, and by family name where all bearers agree on side and gender; of them the last in the table."""
    role_of = {name: role for role, names in roles.items() for name in names}
    if strange := set(role_of) - {row.split("|")[0] for row in rows}:
        raise LexiconError(f"people: roles for unknown names {sorted(strange)}")
    full: dict[str, Known] = {}
    family: dict[str, Known] = {}
    clash: set[str] = set()
    for row in rows:
        name, side, gender = row.split("|")
        person = Known(name, side, gender, role_of.get(name))
        full[fold_name(name)] = person
        words = fold_name(name).split()
        written = words[0] if side in _FAMILY_FIRST else words[-1]
        for last in {written, without_article(written)}:
            if last in family and (family[last].side, family[last].gender) != (side, gender):
                clash.add(last)
            if last not in family or family[last].role is None:
                family[last] = person
    return full, {key: value for key, value in family.items() if key not in clash}
