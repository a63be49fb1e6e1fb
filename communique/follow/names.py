"""Is it one name in two spellings? Transliterations, diacritics, Cyrillic, order of names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from communique.lexicon.followup import FollowUp

# Source: common romanisations (BGN/PCGN, ISO 9, national passports); one Latin letter or digraph for each Cyrillic one.
_CYRILLIC = dict(
    pair.split(":")
    for pair in (  # noqa: SIM905
        "а:a б:b в:v г:g ґ:g д:d е:e ё:yo є:ye ж:zh з:z и:i і:i ї:yi "
        "й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:w ф:f х:kh "
        "ц:ts ч:ch ш:sh щ:shch ъ:- ы:y ь:- э:e ю:yu я:ya ә:a ғ:g қ:k ң:n "
        "ө:o ұ:u ү:u һ:h ҳ:h ҷ:j ӣ:i ӯ:u ђ:dj ј:j љ:lj њ:nj ћ:c џ:dz"
    ).split()
)
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "ş": "sh",
        "ș": "sh",
        "š": "sh",
        "ś": "sh",
        "ç": "ch",
        "č": "ch",
        "ć": "ch",
        "ž": "zh",
        "ż": "zh",
        "ź": "z",
        "ţ": "ts",
        "ț": "ts",
        "ğ": "g",
        "ň": "n",
        "ñ": "n",
        "ý": "y",
        "ŭ": "w",
        "ě": "e",
        "ř": "r",
        "ħ": "h",
        "ʻ": "",
        "ʼ": "",
        "'": "",
        "’": "",
        "‘": "",
        "`": "",
        "ʿ": "",
        "ʾ": "",
        "ь": "",
        "ъ": "",
        "ï": "i",
        "ö": "o",
        "ü": "u",
    }
)
# Romanisations of one sound, longest first; the right side is a private alphabet: C ch, S sh, J zh or dzh, X kh.
_SOUNDS = (
    ("shch", "S"),
    ("schtsch", "S"),
    ("szcz", "S"),
    ("tsch", "C"),
    ("tch", "C"),
    ("dzh", "J"),
    ("dsch", "J"),
    ("sch", "S"),
    ("dj", "J"),
    ("zh", "J"),
    ("dz", "J"),
    ("kh", "h"),
    ("gh", "g"),
    ("ch", "C"),
    ("cz", "C"),
    ("sh", "S"),
    ("sz", "S"),
    ("rz", "r"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
    ("ks", "x"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("iy", "i"),
    ("ii", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("yy", "i"),
    ("ye", "e"),
    ("je", "e"),
    ("ie", "e"),
    ("ya", "a"),
    ("ja", "a"),
    ("ia", "a"),
    ("yu", "u"),
    ("ju", "u"),
    ("iu", "u"),
    ("yo", "o"),
    ("io", "o"),
)
_SINGLES = str.maketrans({"q": "k", "w": "v", "y": "i", "j": "J"})
_VOWELS = frozenset("aeiou")
# Letters that transliterations swap, at a part of the price of a change of letter.
_NEAR = {
    frozenset(pair): price
    for price, pairs in {
        0.35: (
            "gk",
            "gh",
            "dt",
            "cC",
            "JC",
            "cs",
            "Ji",
            "bp",
            "vu",
            "kc",
            "kC",
            "zs",
            "JS",
            "Jg",
            "Jz",
            "hk",
            "vf",
            "lv",
            "Je",
        ),
    }.items()
    for pair in pairs
}
_VOWEL_CHANGE, _VOWEL_GAP, _GAP, _CHANGE = 0.3, 0.4, 0.9, 1.0
# Source: tuned on tests/follow/spellings.toml against its namesakes.
FAMILY_FLOOR, GIVEN_FLOOR = 0.79, 0.66
_WORD = re.compile(r"[^\s.,()\"“”\-–]+")
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "von", "van", "de", "der", "da", "di", "of", "ag"})


@lru_cache(maxsize=100_000)
def split_name(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters without marks, lower case.

    >>> split_name("Аляксандр Łukaszenka")
    ('alyaksandr', 'lukaszenka')
    """
    composed = unicodedata.normalize("NFC", name).lower()
    latin = "".join(_CYRILLIC.get(c, c) for c in composed).replace("-", " " if "-" in name else "").translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return tuple(w for w in _WORD.findall(plain) if w not in _PARTICLES)


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """How a Latin word sounds, roughly, in a private alphabet.

    >>> sound("lukashenko"), sound("lukaszenka")
    ('lukaSenko', 'lukaSenka')
    """
    for letters, one in _SOUNDS:
        word = word.replace(letters, one)
    word = re.sub(r"c(?=[aou]|\Z|[rlk])", "k", word.translate(_SINGLES))
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=200_000)
def word_likeness(a: str, b: str) -> float:
    """0..1: how probably two Latin words are one name; 1 = they sound alike."""
    x, y = sound(a), sound(b)
    if x == y:
        return 1.0
    row = [0.0]
    for letter in y:
        row.append(row[-1] + _gap(letter))
    for one in x:
        before, row = row, [row[0] + _gap(one)]
        for i, other in enumerate(y):
            row.append(min(before[i + 1] + _gap(one), row[i] + _gap(other), before[i] + _change(one, other)))
    return max(0.0, 1.0 - row[-1] / max(len(x), len(y), 1))


def _gap(letter: str) -> float:
    return _VOWEL_GAP if letter in _VOWELS else _GAP


def _change(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return _VOWEL_CHANGE
    return _NEAR.get(frozenset((a, b)), _CHANGE)


def name_likeness(a: str, b: str, words: FollowUp) -> float:
    """0..1: how probably two full names are one person's; 0 where a part contradicts.

    A lone family name is like any name that ends with it (0.8); an initial is like what it begins.
    """
    x, y = split_name(a), split_name(b)
    if not x or not y:
        return 0.0
    if len(x) == 1 or len(y) == 1:
        one, many = (x[0], y) if len(x) == 1 else (y[0], x)
        likeness = max(word_likeness(one, many[-1]), 0.98 * word_likeness(one, many[0]) if len(many) > 2 else 0.0)
        return 0.8 * likeness if likeness >= 0.85 else 0.0
    return max(
        _aligned(x, y, words), 0.98 * _aligned(x[-1:] + x[:-1], y, words), 0.98 * _aligned(x[1:] + x[:1], y, words)
    )


def _aligned(x: tuple[str, ...], y: tuple[str, ...], words: FollowUp) -> float:
    """Family names last; given names first; words between them may lack on one side."""
    family = word_likeness(x[-1], y[-1])
    if family < FAMILY_FLOOR:
        return 0.0
    given = _given(x[0], y[0], words)
    if given < GIVEN_FLOOR:
        return 0.0
    inner = [max((_given(w, v, words) for v in y[1:-1]), default=1.0) for w in x[1:-1]] if len(x) == len(y) else []
    if inner and min(inner) < GIVEN_FLOOR:
        return 0.0
    return 0.6 * family + 0.4 * given


def _given(a: str, b: str, words: FollowUp) -> float:
    if len(a) == 1 or len(b) == 1:
        return 0.9 if sound(a)[:1].lower() == sound(b)[:1].lower() else 0.0
    if a in words.given and words.given.get(a) == words.given.get(b):
        return 1.0
    if a[0] != b[0] and _change(sound(a)[0], sound(b)[0]) == _CHANGE and not {a[0], b[0]} & {"y", "h", "j"}:
        return 0.0
    return word_likeness(a, b)
