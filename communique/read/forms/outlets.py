"""The outlet's name out of what is left of its page's furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.read.normalise import fold

_NAME = r"((?:the |The )?[A-Z][\w.&'’-]*(?: (?:[A-Z0-9][\w.&'’-]*|of|the|and|for|on|in|&))*)"
_HOST = re.compile(r"(?:@|https?://(?:www\.)?|www\.)([\w-]+(?:\.[\w-]+)+)")
_QUOTED_NAME = re.compile(r"[\"“«]([A-Z][^\"”»\n]{2,40})[\"”»]")
_TITLE_CASE = re.compile(_NAME)
_CLAIMS = (
    re.compile(
        rf"(?:©|\(c\)|[Cc]opyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|present))?)?,?\s*(?:by\s+)?{_NAME}"
    ),
    re.compile(rf"^\W*{_NAME}[\"”»]?\s+(?:seeks|is (?:seeking|hiring|looking for|recruiting)|uses cookies)\b"),
    re.compile(rf"\b(?:[Ss]ubscribe to|[Ss]ign up (?:for|to)|[Ff]ollow|[Ss]upport|[Jj]oin)\s+{_NAME}"),
)
_NO_NAME = {
    "all rights reserved",
    "facebook",
    "twitter",
    "telegram",
    "google news",
    "google",
    "youtube",
    "instagram",
    "linkedin",
    "the",
    "us",
    "whatsapp",
    "x",
}


def name_outlet(leftovers: Iterable[str]) -> str | None:
    """The name that furniture gives its site: claimed ("© 2024 Name", "Name seeks ...") or spelt like its address."""
    texts = list(leftovers)
    hosts = {
        fold(label)
        for text in texts
        for host in _HOST.findall(text)
        for label in host.split(".")[:-1]
        if len(label) > 3
    }
    spelt = [n for text in texts for n in _names(text) if fold(n) in hosts or fold(_bare(n)) in hosts]
    claimed = [_trim(m.group(1)) for text in texts for claim in _CLAIMS if (m := claim.search(text))]
    good = [n for n in (*spelt, *claimed) if len(n) > 2 and n.lower() not in _NO_NAME]
    return good[0] if good else None


def _names(text: str) -> list[str]:
    return [*_QUOTED_NAME.findall(text), *(_trim(n) for n in _TITLE_CASE.findall(text))]


def _trim(name: str) -> str:
    name = re.split(r"\.\s|\.$|\s(?:All|on|in|and|for|the|of)(?:\s[Rr]ights.*|$)", name)[0]
    return re.sub(r"\s(?:on|in|and|for|the|of)$", "", name.strip(" .,")).removesuffix("'s").removesuffix("’s")


def _bare(name: str) -> str:
    return re.sub(r"^the ", "", name, flags=re.I)
