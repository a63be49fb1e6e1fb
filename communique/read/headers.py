"""Lines that say something about an article: its date, its author, its section, its dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.lexicon.load import Lexicon
from communique.lexicon.page import PageWords
from communique.read.normalise import fold
from communique.record.document import Published
from communique.record.text import cite

_ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(?P<d>\d{1,2})(?P<sep>\. ?|[/-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)")
_EAST = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]")
_SHORT = re.compile(r"(?<![\d.:])(?P<d>\d{1,2})(?P<sep>\.)(?P<m>\d{2})\.(?P<y>[0-4]\d)(?![\d.])")
_ABROAD = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:\.\s*|(?:º|er|)\s+)(?:de\s+)?(?:[^\W\d_]{3,}\s?/\s?)?(?P<m>[^\W\d_]{3,})\.?,?\s+(?:del?\s+)?"
    r"(?P<y>(?:19|20)\d\d)(?!\d)"
)
_OPENS_RANGE = re.compile(r"[-–—]\d{1,2}(?![\d:])")
_CLOSES_RANGE = re.compile(r"(?<![:.\d])\d{1,2}\.?\s*(?:[^\W\d_]{3,}\.?\s*)?[-–—]\s*$")
_SEPARATOR = re.compile(r"\s*(?:[|•·»›>/,;\u2022\u203a\u2192]|::|\s[-–—]\s|\t)\s*")
_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)?")
_NAME_LIKE = re.compile(
    r"^(?:[A-Z][\w.'’-]*|(?:de|von|van|der|and|al|bin|ibn|of|for|&|,)(?=\s|$))(?:[\s,]+(?:[A-Z][\w.'’-]*|de|von|van|der|and|al|bin|ibn|of|for|the|in|&))*$"
)
_DATELINE = re.compile(r"^[A-Z][^\n]{1,80}?(?:\s[–—-]{1,2}\s|\s?\([^)]{2,40}\)\s*[–—:.-]?|[–—]\s?|:\s)")
_PLACE = re.compile(r"^[A-Z][A-Z.’' -]{2,}|^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2},")
_CLOCK = re.compile(
    r"(?<!\d)[0-2]?\d:[0-5]\d(?!\d)|\b\d+ min(?:ute)?s?\.? read\b|\b\d+ (?:views|hours? ago|days? ago)\b", re.I
)
_PIECE = re.compile(r"[|•·;\n]")
EARLIEST = 1990  # no page was published before
_LINE_AT_MOST = 120
_BESIDE_UPDATE = 2
_HEAD_WORDS, _STAMPED_WORDS = 10, 18


@dataclass(frozen=True, slots=True)
class DateFound:
    """A full calendar date and where it stands in the line."""

    on: date
    start: int
    end: int


@cache
def _written(months: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(months, key=lambda m: (-len(m), m)))
    day, year = r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<y>(?:19|20)\d\d)(?!\d)"
    day_first = re.compile(rf"{day}[\s-]+(?:of\s+)?(?P<m>{names})\b\.?,?[\s-]+{year}", re.I)
    month_first = re.compile(rf"\b(?P<m>{names})\b\.?\s+{day},?\s+{year}", re.I)
    return day_first, month_first


@cache
def _day_alone(months: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(months, key=lambda m: (-len(m), m)))
    return re.compile(rf"^\W*\d{{1,2}}\s+(?:{names})\b", re.I), re.compile(rf"^\W*(?:{names})\b\.?\s+\d{{1,2}}\b", re.I)


def find_dates(text: str, words: PageWords) -> list[DateFound]:
    """Full dates in order of place; a numeric date whose day and month could be exchanged is left out.

    >>> from communique.lexicon.page import load_page
    >>> [str(d.on) for d in find_dates("03 October 2024 | 05.13.2024 | 03/04/2024 | 03.04.2024", load_page())]
    ['2024-10-03', '2024-05-13', '2024-04-03']
    """
    found: list[DateFound] = []
    for pattern in (*_written(tuple(words.months)), _ISO, _DOTTED, _SHORT, _EAST):
        for match in pattern.finditer(text):
            on = _to_date(match, words)
            if on is not None:
                found.append(DateFound(on, match.start(), match.end()))
    return sorted(found, key=lambda d: d.start)


def find_dates_abroad(line: str, words: PageWords) -> list[DateFound]:
    """Full dates with a month's name in another language, whole or cut short, as they stand beside English articles.

    >>> from communique.lexicon.page import load_page
    >>> lines = ("Dienstag, 29. Januar 2019", "23 de mayo de 2024", "18. Okt 2023", "18 jui 2024", "2 xx 2024")
    >>> [str(d.on) for x in lines for d in find_dates_abroad(x, load_page())]
    ['2019-01-29', '2024-05-23', '2023-10-18']
    """
    found: list[DateFound] = []
    months = _months_abroad(tuple(words.months_elsewhere.items()))
    for match in _ABROAD.finditer(line):
        month = months.get(fold(match["m"]))
        if month is not None:
            try:
                found.append(DateFound(date(int(match["y"]), month, int(match["d"])), match.start(), match.end()))
            except ValueError:
                continue
    return found


@cache
def _months_abroad(names: tuple[tuple[str, int], ...]) -> dict[str, int]:
    """Whole names, and their beginnings that say which month it is in whatever language."""
    cut: dict[str, set[int]] = {}
    for name, number in names:
        plain = fold(name)
        for size in range(3, len(plain)):
            cut.setdefault(plain[:size], set()).add(number)
    return {k: min(v) for k, v in cut.items() if len(v) == 1} | {fold(name): number for name, number in names}


def is_range(line: str, found: DateFound) -> bool:
    """ "14. - 20. Januar 2022" or "2020/7/11-12": the date opens or closes a span of days."""
    return bool(_CLOSES_RANGE.search(line[: found.start]) or _OPENS_RANGE.match(line[found.end :]))


def _to_date(match: re.Match[str], words: PageWords) -> date | None:
    year, day = int(match["y"]), int(match["d"])
    year += 2000 if match.re is _SHORT else 0
    month = words.months[match["m"].lower()] if not match["m"].isdigit() else int(match["m"])
    if match.re is _DOTTED and month > 12 >= day:
        day, month = month, day
    elif match.re is _DOTTED and match["sep"] == "/" and day <= 12 and day != month:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_date_line(line: str, lexicon: Lexicon) -> bool:
    """A short line with a full date and nothing else but times, sections or an author."""
    words = lexicon.page
    if len(line) > _LINE_AT_MOST:
        return False
    dates = _days_of(line, words)
    if not dates:
        return False
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " | " + rest[found.end :]
    return all(_goes_with_date(piece, lexicon) for piece in _SEPARATOR.split(rest))


def _days_of(line: str, words: PageWords) -> list[DateFound]:
    """The dates of a line; one in another language may be a day of long ago or of a span, then it is none."""
    return find_dates(line, words) or [
        day for day in find_dates_abroad(line, words) if day.on.year >= EARLIEST and not is_range(line, day)
    ]


def _goes_with_date(piece: str, lexicon: Lexicon) -> bool:
    words = lexicon.page
    piece = piece.strip(" ()[]:.-–—,'")
    if not piece or is_section(piece, lexicon) or piece.lower() in words.share or match_byline(piece, words):
        return True
    if words.published_openers.match(piece + ":") or words.updated_openers.match(piece + ":"):
        return True
    return all(t.lower() in words.date_company for t in _TOKEN.findall(piece))


def match_head_line(line: str, words: PageWords) -> bool:
    """A short line near the headline that tells an hour, a day without year or a reading time: no part of the text."""
    most = _STAMPED_WORDS if _is_stamped(line, words) else _HEAD_WORDS
    if len(line.split()) > most or line.rstrip().endswith((".", "?", "!", '"', "”")):
        return False
    day, month = _day_alone(tuple(words.months))
    return any(pattern.search(line) for pattern in (_CLOCK, day, month))


def _is_stamped(line: str, words: PageWords) -> bool:
    """Opened by a full date and an hour: "12 October 2027, 18:40 · by our correspondent in Khujand · 3 min read"."""
    dates = find_dates(line, words)
    return bool(dates) and not dates[0].start and _CLOCK.match(line[dates[0].end :].lstrip(" ,|·–-")) is not None


def author_beside_date(line: str, lexicon: Lexicon) -> str | None:
    """The name in "Ana Petrosyan Oct 3, 2024"; None when the line holds anything else."""
    rest, dates = line, find_dates(line, lexicon.page)
    for found in reversed(dates):
        rest = rest[: found.start] + "|" + rest[found.end :]
    pieces = [p for p in (p.strip(" ,-–—:") for p in rest.split("|")) if p]
    if not dates or len(pieces) != 1 or not 2 <= len(pieces[0].split()) <= 4 or any(c.isdigit() for c in pieces[0]):
        return None
    return pieces[0] if _NAME_LIKE.match(pieces[0]) and not is_section(pieces[0], lexicon) else None


def published_of(line: str, words: PageWords) -> Published | None:
    """The publication day that a date line states; an update's date is none.

    >>> from communique.lexicon.page import load_page
    >>> lines = ("3 May 2024 (updated 5 May 2024)", "Aktualisiert am 5.10.2024", "Put up 3 May 2024", "3 mai 2024")
    >>> [p.value if (p := published_of(x, load_page())) else None for x in lines]
    ['2024-05-03', None, '2024-05-03', '2024-05-03']
    """
    for piece in _PIECE.split(line):
        at = 0
        for found in _days_of(piece, words):
            if not opens_update(piece[at : found.start], words):
                return Published(found.on.isoformat(), "dateline", words=line)
            at = found.end
    return None


def opens_update(text: str, words: PageWords) -> bool:
    """Whether what stands before a date says that it is an update's: "Updated on", "zuletzt geändert am"."""
    for start in _TOKEN.finditer(text):
        opener = words.updated_openers.match(text[start.start() :] + ":")
        if opener is not None and len(_TOKEN.findall(text[start.start() + opener.end() :])) <= _BESIDE_UPDATE:
            return True
    return False


def dateline_of(text: str, words: PageWords) -> Published | None:
    """The day of a dateline with a year at the text's beginning ("BAKU, 3 October 2024 (Agency) – ...")."""
    head = _DATELINE.match(text)
    if head is None or not _PLACE.match(text):
        return None
    dates = find_dates(head.group(), words)
    if not dates or dates[0].end < head.end() - 45:
        return None
    found = dates[0]
    return Published(found.on.isoformat(), "dateline", (cite(text, found.start, found.end),))


def match_byline(line: str, words: PageWords) -> str | None:
    """The names of a byline ("By Ana Petrosyan, staff writer"), or None when the line is none.

    >>> from communique.lexicon.page import load_page
    >>> match_byline("By Ana Petrosyan", load_page())
    'Ana Petrosyan'
    >>> match_byline("By the end of the year the bridge will stand.", load_page())
    """
    opener = words.byline_openers.match(line)
    if opener is None or len(line) > _LINE_AT_MOST:
        return None
    rest = line[opener.end() :].strip(" |,;")
    first = re.split(r"\s*[|•·;]\s*|\s[-–—]\s", rest)[0]
    name = words.byline_roles.sub("", first).strip(" ,")
    tokens = name.split()
    is_name = 1 <= len(tokens) <= 8 and not line.rstrip().endswith((".", "!", "?", ":")) and _NAME_LIKE.match(name)
    return name if is_name else None


def split_items(line: str) -> list[str]:
    """The entries of a line with separators: "| News, Politics" -> ["News", "Politics"]."""
    return [item for item in (p.strip(" :[]()") for p in _SEPARATOR.split(line)) if item]


def is_section(item: str, lexicon: Lexicon) -> bool:
    """A known section name, a state or a state's adjective."""
    low = item.lower()
    if low in lexicon.page.sections:
        return True
    if not item[:1].isupper() or len(item) > 40:
        return False
    place = lexicon.states.match_at(item, 0)
    if place is not None and len(place.words) == len(item):
        return True
    halves = re.split(r"\s*&\s*|\s+and\s+|\s*-\s*", low)
    return len(halves) > 1 and all(h in lexicon.page.sections for h in halves)


def sections_of(line: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The sections that a section line or breadcrumb names, dates, authors and "Home" left out; () when it is none."""
    if len(line) > _LINE_AT_MOST or line.rstrip().endswith((".", "!", "?", '"', "”")):
        return ()
    plain = line
    for found in reversed(find_dates(line, lexicon.page)):
        plain = plain[: found.start] + " | " + plain[found.end :]
    items = [i for i in split_items(plain) if any(c.isalpha() for c in i) and not match_byline(i, lexicon.page)]
    items = [i for i in items if not _goes_with_date(i, lexicon) or is_section(i, lexicon)]
    known = [i for i in items if is_section(i, lexicon)]
    others = [i for i in items if i not in known and i.lower() not in ("home", "homepage", "front page", "main")]
    if not known or len(others) > len(known) // 2 or any(len(o.split()) > 3 for o in others):
        return ()
    kept = [i for i in items if i in known or i in others]
    return tuple(dict.fromkeys(kept))
