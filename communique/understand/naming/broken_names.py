"""Names that the tagger breaks, misses or takes for something else.

"Han Ji|-won", "Shia|' al-Omari", "Council | Enver | Solomon"; and persons who are named like a state or a capital:
"Anita London", "Jordan Smith".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from communique.lexicon.people import People, fold_name
from communique.record.language import Analysis, Token
from communique.understand.naming.offices import Title
from communique.understand.naming.places import WHERE, Place, Places

_DESCRIPTION = 5  # words behind a name, the comma among them
_ARTICLES = frozenset({"al", "el", "ad", "as", "ar", "an", "ash", "az"})
_OF_OUTLETS = frozenset({"report", "write"})
_PART = 5
"""Letters in a part of a Korean given name at most ("Kyung", "Hyeon")."""


def part_namesakes(analysis: Analysis, places: Places, people: People) -> tuple[Places, tuple[tuple[int, int], ...]]:
    """The places without those persons, and the tokens [first, last) of their full names.

    The family name alone is the person, too, where the article nowhere says "in" or "near" that place.
    """
    finder = _Namesakes(analysis, places, people)
    full = tuple(finder.full_names())
    if not full:
        return places, ()
    inside = {i for first, last in full for i in range(first, last)}
    families = {analysis.tokens[last - 1].text for _, last in full}
    others = [hit for hit in places.hits if hit.first not in inside]
    families -= {analysis.words(h.first, h.last) for h in others if finder.is_where(h)}
    kept = tuple(h for h in others if analysis.words(h.first, h.last) not in families)
    return Places(kept), full


class _Namesakes:
    def __init__(self, analysis: Analysis, places: Places, people: People) -> None:
        self.analysis, self.tokens, self.places, self.people = analysis, analysis.tokens, places, people
        self._words = {self.tokens[h.first].text for h in places.hits if h.last - h.first == 1 and h.kind != "demonym"}
        self._persons = {(e.first, e.last) for e in analysis.entities if e.label == "PERSON"}
        self._human = frozenset(people.gender_words) | people.single_nouns | people.kin

    def full_names(self) -> list[tuple[int, int]]:
        return [
            (first, first + 2)
            for first in range(len(self.tokens) - 1)
            if self._is_pair(first) and (self._is_family(first) or self._is_given(first))
        ]

    def _is_pair(self, first: int) -> bool:
        """Two capitalised names side by side, the first of them hung on the second."""
        if self.tokens[first].pos != "PROPN" or self.tokens[first].head != first + 1:
            return False
        return all(t.pos == "PROPN" and t.text.istitle() and t.text.isalpha() for t in self.tokens[first : first + 2])

    def _is_family(self, first: int) -> bool:
        """The second is like a place, and the pair is tagged, known by its given name or described as a person."""
        given, family = self.tokens[first : first + 2]
        if family.text not in self._words or self.places.at(first) is not None or given.text in self.people.never:
            return False
        return given.text in self.people.gender or self._is_described(family.index + 1)

    def _is_described(self, after: int) -> bool:
        """ "X, an Australian woman"."""
        behind = self.tokens[after : after + _DESCRIPTION]
        return bool(behind) and behind[0].text == "," and any(t.lower in self._human for t in behind)

    def _is_given(self, first: int) -> bool:
        """The first is like a place, and the tagger takes just the two for one person."""
        hit = self.places.at(first)
        is_place = hit is not None and hit.last == first + 1 and hit.kind != "demonym"
        return is_place and (first, first + 2) in self._persons and self.places.at(first + 1) is None

    def is_where(self, hit: Place) -> bool:
        """Whether a place stands after a preposition that no person follows."""
        token = self.tokens[self.analysis.top(hit.first, hit.last)]
        return token.dep == "pobj" and self.tokens[token.head].lower in WHERE


def part_from_bodies(analysis: Analysis, people: People, portfolios: frozenset[str]) -> list[tuple[int, int]]:
    """Tokens [first, last) of names that the tagger took into the body's before ("Chamber of Commerce Jonas Berg").

    A name behind words that name no kind of body: the "Foundation Jonas Berg" is named after him.
    """
    tokens, never, out = analysis.tokens, (people.body_nouns | people.never) - portfolios, []
    for entity in analysis.entities:
        first = entity.last - 2
        if entity.label != "ORG" or first <= entity.first:
            continue
        before = [t.lower for t in tokens[entity.first : first]]
        given, family = tokens[first : entity.last]
        is_name = all(t.pos == "PROPN" and t.text.isalpha() and t.text.istitle() for t in (given, family))
        if not is_name or {given.lower, family.lower} & (never | portfolios):
            continue
        is_held = bool({"of", "on", "for"} & set(before[:-1]))
        personal = before[-1] not in never and _is_personal(given.text, family.text, people)
        owned = before[-1] in ("'s", "’s") and personal  # "the Nordic Institute's | Jonas Berg"
        if owned or (is_held and (before[-1] in portfolios or personal)):
            out.append((first, entity.last))
    return out


def _is_personal(given: str, family: str, people: People) -> bool:
    """A known first name, or a family name with the ending of one."""
    folded = fold_name(family)
    return given in people.gender or any(folded.endswith(e) and len(folded) > len(e) + 2 for e in people.family_endings)


def missed_names(
    analysis: Analysis, used: Set[int], places: Places, common: Set[str], deeds: Set[str]
) -> Iterator[tuple[int, int, bool]]:
    """[first, last) of names that nobody else claims, and whether they are many: "KTZ said", "according to the FSB",
    "with the i reporting", and "the Houthis", if they do one of `deeds` somewhere. `common`: nouns that only look like
    names."""
    tokens = analysis.tokens
    subjects = [t for t in tokens if t.pos == "PROPN" and (t.dep == "nsubj" or _is_cited(tokens, t))]
    several = {t.text for t in subjects if tokens[t.head].lemma.lower() in deeds}
    for token in subjects:
        above, cited = tokens[token.head], token.dep == "pobj"
        if token.index in used or places.at(token.index) is not None or (above.pos != "VERB" and not cited):
            continue
        first = token.index
        while first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].head == token.index:
            first -= 1
        tall = token.text[0].isupper() and len(token.text) > 1
        the = any(tokens[k].lower == "the" for k in analysis.children(token.index, "det"))
        if any(i in used or places.at(i) for i in range(first, token.index)):
            continue
        if tall and (token.text.isupper() or (first < token.index and not cited)):
            yield first, token.index + 1, False
        elif (the or token.entity == "NORP") and first == token.index and token.lower not in common:
            many = tall and (token.tag == "NNPS" or token.text.endswith("s")) and token.text in several
            if many or (above.lemma.lower() in _OF_OUTLETS and token.tag == "NNP"):
                yield first, token.index + 1, many


def _is_cited(tokens: Sequence[Token], token: Token) -> bool:
    """ "According to [the FSB]"."""
    to = tokens[token.head]
    return token.dep == "pobj" and to.lower == "to" and tokens[to.head].lower == "according"


def publishes(analysis: Analysis, places: Places, head: int, classes: Mapping[str, frozenset[str]]) -> bool:
    """ "News sites", "Norwegian websites", "websites such as Wave"; not "holy sites"."""
    word = analysis.tokens[head].lower
    if word not in classes["publishing"]:
        return False
    beside = {analysis.tokens[k].lower for k in analysis.children(head, "amod", "compound", "prep")}
    of = any(places.at(k) is not None for k in analysis.children(head, "amod", "compound"))
    return word in ("blogs", "websites") or of or bool(beside & (classes["published"] | {"as", "like"}))


def whole_start(tokens: tuple[Token, ...], places: Places, first: int, end: int) -> int:
    """ "Kim" of "Soo-Kim Park" taken without the part before the hyphen: begins at that part."""
    while end - first > 1 and first > 1 and tokens[first - 1].text == "-":
        part = tokens[first - 2]
        joined = part.end == tokens[first - 1].start and tokens[first - 1].end == tokens[first].start
        if not (joined and part.text.isalpha() and part.text.istitle() and places.at(part.index) is None):
            break
        first -= 2
    return first


def with_family(tokens: tuple[Token, ...], places: Places, people: People, first: int) -> int:
    """ "Nguyễn | Văn Hòa": begins at the family name before it that the tagger left out."""
    if first == 0 or tokens[first - 1].sentence != tokens[first].sentence:
        return first
    left = tokens[first - 1]
    named = left.text in people.classes["human_parts"] and left.text.istitle() and len(left.text) > 2
    return first - 1 if named and left.pos == "PROPN" and not left.entity and places.at(first - 1) is None else first


def whole_end(tokens: tuple[Token, ...], compounds: Set[str], first: int, end: int) -> int:
    """The end of a name moved over the second part of a Korean given name, or over "' al-Omari"."""
    if _joins_parts(tokens, compounds, first, end):
        return end + 2
    if _goes_on_arabic(tokens, end):
        return end + 4
    return end


def _joins_parts(tokens: tuple[Token, ...], compounds: Set[str], first: int, end: int) -> bool:
    """ "Han Ji" before "-won", not "Joe Biden" before "-led"."""
    if end - first < 2 or end + 1 >= len(tokens) or tokens[end].text not in ("-", "‑"):
        return False
    left, right = tokens[end - 1], tokens[end + 1]
    glued = left.end == tokens[end].start and tokens[end].end == right.start
    short = max(len(left.text), len(right.text)) <= _PART and min(len(left.text), len(right.text)) > 1
    return glued and short and right.text.islower() and right.text.isalpha() and right.text not in compounds


def _goes_on_arabic(tokens: tuple[Token, ...], end: int) -> bool:
    """ "Mohammed Shia" before "' al-Omari": the sign is the letter 'ayn, not the end of a genitive."""
    if end == 0 or end + 3 >= len(tokens) or tokens[end].text not in ("'", "’", "ʿ", "‘"):
        return False
    glued = tokens[end - 1].end == tokens[end].start
    article, hyphen, family = tokens[end + 1 : end + 4]
    return glued and article.lower in _ARTICLES and hyphen.text == "-" and family.text[0].isupper()


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
    where = first > 0 and tokens[first - 1].lower in ("in", "at", "from", "near", "to")
    free = not taken & set(range(first, comma))
    return first if closed and not where and free and 2 <= comma - first <= 4 else None


def _may_name(token: Token, comma: Token, titles: Set[str]) -> bool:
    named = token.pos == "PROPN" and token.text[0].isupper() and token.text.isalpha()
    return named and token.sentence == comma.sentence and token.lower not in titles


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
    if not (is_name and alike) or given.lower in never:
        return family
    return family - 1 if body.text.istitle() and body.lower in never and body.entity not in ("", "PERSON") else family


def is_called(tokens: Sequence[Token], first: int, people: People) -> bool:
    """ "The aid organisation Casa Verde": what the noun before is called, no person."""
    before = tokens[first - 1] if first else None
    return before is not None and before.text in people.called_nouns


def is_described(tokens: Sequence[Token], last: int, people: People) -> bool:
    """ "X, a trader, said": the words behind the comma are those for a person."""
    piece = tokens[last : last + 2]
    if len(piece) < 2 or piece[0].text != "," or piece[1].lower not in ("a", "an"):
        return False
    noun = next((t for t in tokens[last + 2 : last + 5] if t.tag == "NN"), None)
    word = noun.lower if noun is not None else ""
    return (
        word.endswith(tuple(people.classes["human_endings"]))
        and f"{word}s" in people.group_nouns
        and word not in people.company_nouns
    )
