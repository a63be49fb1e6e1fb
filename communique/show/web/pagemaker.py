"""Views -> HTML. Everything is escaped; an address becomes a link only when it is http or https."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from communique import __version__
from communique.show import phrases
from communique.show.plain import plain
from communique.show.views.rows import state_name
from communique.show.web import statics
from communique.show.web.drawing import net, time, world
from communique.show.web.guard.visitor import STRANGER

FOLDER: Final = Path(__file__).parent / "templates"
STATUS_WORDS: Final = {
    "in_progress": "under way",
    "under_way": "under way",
    "commitment": "promise",
    "occasion": "encounter",
    "relation": "tie",
}


@cache
def environment() -> Environment:
    """The templates, ready to be filled in."""
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(
        day=day,
        web=web_address,
        host=host,
        plain=plain,
        state=state_name,
        timex=phrases.timex,
        words=status_words,
        count=phrases.count,
        month=month,
        within=within,
        signed=time.signed,
        size=lambda number: f"{number:,}".replace(",", "\u202f"),
    )
    made.globals.update(static=statics.address, version=__version__)
    made.globals.update(columns=time.columns, tone_line=time.tone_line, sheet=world.sheet, net=net.net)
    made.globals["pictures"] = made.get_template("parts/pictures.html").module
    made.globals["bits"] = made.get_template("parts/bits.html").module
    made.globals["review"] = made.get_template("parts/review.html").module
    return made


def page(
    request: Request, template: str, context: Mapping[str, Any], status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    """The page as an answer, with the tag of its content, so that a browser can ask whether it has changed."""
    body = environment().get_template(template).render(surroundings(request) | dict(context))
    return tagged(request, body.encode("utf-8", "replace"), "text/html; charset=utf-8", status, dict(headers or {}))


def surroundings(request: Request) -> dict[str, Any]:
    """What every template knows: the person, the address, and how to change its query string."""
    visitor = getattr(request.state, "visitor", STRANGER)
    return {
        "visitor": visitor, "can_decide": visitor.may("review"), "csrf": getattr(request.state, "csrf", ""),
        "path": request.url.path,
        "query": request.query_params, "ask_again": lambda **changes: ask_again(request, changes),
        "section": "", "twin": None, "lists": (),
    }  # fmt: skip


def ask_again(request: Request, changes: Mapping[str, Any]) -> str:
    """The address of this page with other values in its query string; None takes one away."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
    kept += [(name, str(value)) for name, value in changes.items() if value is not None]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def tagged(request: Request, body: bytes, media_type: str, status: int, headers: dict[str, str]) -> Response:
    """The body with a weak ETag, or 304 when the reader has it."""
    from hashlib import blake2b

    if status == 200:
        headers.setdefault("etag", f'W/"{blake2b(body, digest_size=12).hexdigest()}"')
        known = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
        if headers["etag"] in known:
            return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type)


def day(on: date | str | None) -> str:
    """'3 October 2024', '' for none."""
    if isinstance(on, str):
        return phrases.timex(on[:10])
    return phrases.day(on) if on else ""


def month(name: str) -> str:
    """'2024-10' -> 'October 2024'."""
    return phrases.timex(name)


def within(name: str) -> str:
    """The question for the days of a month.

    >>> within("2024-02")
    'since=2024-02-01&until=2024-02-29'
    """
    return f"since={name}-01&until={name}-{monthrange(int(name[:4]), int(name[5:]))[1]}"


def web_address(url: str | None) -> str:
    """The address when a browser may follow it, else "".

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""


def host(url: str | None) -> str:
    """'example.org'."""
    return (urlsplit(web_address(url)).hostname or "") if url else ""


def status_words(status: str) -> str:
    """A status or kind in the words of the site."""
    return STATUS_WORDS.get(status, status.replace("_", " "))
