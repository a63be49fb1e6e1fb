"""Articles that tell it in nearly the same words: MinHash signatures and their bands; the only file that knows rensa.

Source: A. Broder, On the resemblance and containment of documents (1997); bands as in Leskovec, Rajaraman and Ullman,
Mining of Massive Datasets, 3.4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from communique.record.document import Article

# Two articles with so much in common are the same story; bands of 8 of 128 meet at a likeness of 0.7 half of the time.
TWIN: Final = 0.8
_ROWS, _BANDS, _SEED = 8, 16, 42
_SHINGLE: Final = 4
# Of fewer words nothing can be said: two short notes of one form would be twins.
_FEWEST: Final = 40
_WORD: Final = re.compile(r"[^\W_]+")
Signature = tuple[int, ...]


@lru_cache(maxsize=1024)
def signature_of(text: str) -> Signature | None:
    """The MinHash signature of a text's runs of four words; None for one too short to tell."""
    from rensa import RMinHash

    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) < _FEWEST:
        return None
    minhash = RMinHash(num_perm=_ROWS * _BANDS, seed=_SEED)
    minhash.update([" ".join(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)])
    return tuple(minhash.digest())


def bands_of(signature: Signature) -> tuple[int, ...]:
    """A number below 2**62 for each band: near-duplicates share one of them at least."""
    out = []
    for number in range(_BANDS):
        part = signature[number * _ROWS : (number + 1) * _ROWS]
        digest = blake2b(repr((number, part)).encode(), digest_size=8).digest()
        out.append(int.from_bytes(digest, "big") >> 2)
    return tuple(out)


def likeness(a: Signature, b: Signature) -> float:
    """The share of runs of words that two texts have in common, estimated."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def outlet_of(article: Article) -> str | None:
    """Who published an article: the outlet's name, else the host of its address."""
    return article.outlet or (urlsplit(article.url).hostname if article.url else None)


def told_again(articles: Sequence[Article]) -> Mapping[str, str]:
    """{id of an article: id of an earlier one of the same outlet that says nearly the same}; order as given."""
    first: dict[tuple[str, int], list[tuple[str, Signature]]] = {}
    found: dict[str, str] = {}
    for article in articles:
        signature, outlet = signature_of(article.text), outlet_of(article)
        if signature is None or outlet is None:
            continue
        keys = [(outlet, band) for band in bands_of(signature)]
        known = [one for key in keys for one in first.get(key, ())]
        same = next((id_ for id_, other in known if likeness(signature, other) >= TWIN), None)
        if same is not None:
            found[article.id] = same
            continue
        for key in keys:
            first.setdefault(key, []).append((article.id, signature))
    return found
