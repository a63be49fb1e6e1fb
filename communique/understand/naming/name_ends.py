"""Names that the tagger or the tokenizer breaks: "Han Ji|-won", "Shia|' al-Omari", "Council | Enver | Solomon"."""

from __future__ import annotations

from collections.abc import Set

from communique.record.language import Token
from communique.understand.naming.offices import Title
from communique.understand.naming.places import Places

_ARTICLES = frozenset({"al", "el", "ad", "as", "ar", "an", "ash", "az"})
_COMPOUNDS = frozenset({"led", "era", "like", "born", "run", "held", "made", "type", "style", "ally", "aide", "based"})
_PART = 5
"""Letters in a part of a Korean given name at most ("Kyung", "Hyeon")."""


def whole_start(tokens: tuple[Token, ...], places: Places, first: int, end: int) -> int:
    """ "Kim" of "Soo-Kim Park" taken without the part before the hyphen: begins at that part."""
    while end - first > 1 and first > 1 and tokens[first - 1].text == "-":
        part = tokens[first - 2]
        joined = part.end == tokens[first - 1].start and tokens[first - 1].end == tokens[first].start
        if not (joined and part.text.isalpha() and part.text.istitle() and places.at(part.index) is None):
            break
        first -= 2
    return first


def whole_end(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """The end of a name moved over the second part of a Korean given name, or over "' al-Omari"."""
    if _joins_parts(tokens, first, end):
        return end + 2
    if _goes_on_arabic(tokens, end):
        return end + 4
    return end


def _joins_parts(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    """ "Han Ji" before "-won", not "Joe Biden" before "-led"."""
    if end - first < 2 or end + 1 >= len(tokens) or tokens[end].text not in ("-", "‑"):
        return False
    left, right = tokens[end - 1], tokens[end + 1]
    glued = left.end == tokens[end].start and tokens[end].end == right.start
    short = max(len(left.text), len(right.text)) <= _PART and min(len(left.text), len(right.text)) > 1
    return glued and short and right.text.islower() and right.text.isalpha() and right.text not in _COMPOUNDS


def _goes_on_arabic(tokens: tuple[Token, ...], end: int) -> bool:
    """ "Mohammed Shia" before "' al-Omari": the sign is the letter 'ayn, not the end of a genitive."""
    if end == 0 or end + 3 >= len(tokens) or tokens[end].text not in ("'", "’", "ʿ", "‘"):
        return False
    glued = tokens[end - 1].end == tokens[end].start
    article, hyphen, family = tokens[end + 1 : end + 4]
    return glued and article.text.lower() in _ARTICLES and hyphen.text == "-" and family.text[0].isupper()


def run_before(tokens: tuple[Token, ...], title: Title, titles: Set[str], taken: Set[int]) -> int | None:
    """Where two to four capitalised words begin that a title explains behind a comma: "led by | Pham Minh Chau, deputy
    foreign minister of X".
    """
    comma = title.first - 1 - (title.determiner in ("the", "a", "an"))
    if title.role == "other" or title.plural or title.of is None or comma < 2 or tokens[comma].text != ",":
        return None
    first = comma
    while first > 0 and comma - first < 5 and _may_name(tokens[first - 1], tokens[comma], titles):
        first -= 1
    closed = title.last < len(tokens) and tokens[title.last].text in (",", ".", ";", ")")
    where = first > 0 and tokens[first - 1].text.lower() in ("in", "at", "from", "near", "to")
    free = not taken & set(range(first, comma))
    return first if closed and not where and free and 2 <= comma - first <= 4 else None


def _may_name(token: Token, comma: Token, titles: Set[str]) -> bool:
    named = token.pos == "PROPN" and token.text[0].isupper() and token.text.isalpha()
    return named and token.sentence == comma.sentence and token.text.lower() not in titles


def given_before(tokens: tuple[Token, ...], family: int, never: Set[str]) -> int:
    """Where the name begins whose family name alone the tagger took, behind the name of a body.

    "CEO of the Refugee Council Enver [Solomon]": the parse hangs the given name on the family name, the body's last
    word does not belong to either.
    """
    if family < 2 or tokens[family - 1].dep != "compound" or tokens[family - 1].head != family:
        return family
    given, body = tokens[family - 1], tokens[family - 2]
    is_name = given.pos == "PROPN" and given.text.istitle() and given.text.isalpha() and not given.entity
    alike = given.sentence == tokens[family].sentence == body.sentence
    if not (is_name and alike) or given.text.lower() in never:
        return family
    return (
        family - 1
        if body.text.istitle() and body.text.lower() in never and body.entity not in ("", "PERSON")
        else family
    )
