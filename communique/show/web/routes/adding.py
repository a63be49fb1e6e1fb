"""Articles and sources handed in: by form and by JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import AfterValidator, BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from communique.desk.handed import HandedIn
from communique.desk.sources.desk import SourceDesk
from communique.errors import InputError, NotFoundError
from communique.record.document import Page
from communique.record.outcome import Refusal
from communique.show.views.add import AddView, HandedRow
from communique.show.views.rows import article_path
from communique.show.web import errors, pagemaker
from communique.show.web.routes import formfilling
from communique.show.web.routes.deciding import follow_up

router = APIRouter(tags=["articles"])
MOST_FILES: Final = 50
MOST_ADDRESSES: Final = 20
# Atomic, so that a page of nothing but comments costs no time.
_SVG: Final = re.compile(
    rb"(?is)(?>\s|<\?.*?\?>|<!--.*?-->|<!doctype(?>[^>\[]*)(?:\[.*?\]\s*)?>)*+<(?:\w{1,20}:)?svg[\s/>:]"
)
FIELDS: Final = ("text", "urls", "title", "url", "outlet", "published")


def _web_only(url: str | None) -> str | None:
    if url and not pagemaker.web_address(url):
        raise ValueError("an address begins with http:// or https://")
    return url


class Handed(BaseModel):
    """An article to be read: its text, or its address."""

    text: str | None = Field(None, max_length=2_000_000, description="The text, or the page as HTML.")
    url: Annotated[str | None, AfterValidator(_web_only)] = Field(
        None, max_length=2000, description="Where it stands; without `text` it is fetched from there."
    )
    title: str | None = Field(None, max_length=500)
    outlet: str | None = Field(None, max_length=200)
    published: date | None = None


class Outcome(BaseModel):
    """What came of it: `new`, `version`, `again` (or `same`), `refused` and why."""

    name: str
    change: str
    title: str | None
    path: str | None
    why: str | None


@router.post("/api/v1/articles", response_model=list[Outcome], responses=errors.RESPONSES, summary="Hand in an article")
def hand_in(request: Request, handed: Handed) -> list[HandedRow]:
    """Read and kept before the answer; a page that cannot be used is an outcome, too."""
    published = handed.published.isoformat() if handed.published else None
    if handed.text and handed.text.strip():
        media_type = None if handed.text.lstrip()[:1] == "<" else "text/plain"
        page = Page(
            "handed in", handed.text.encode("utf-8", "replace"), media_type, url=handed.url, title=handed.title,
            outlet=handed.outlet, published=published,
        )  # fmt: skip
        rows = list(_read(request, [page]))
        follow_up(request)
        return rows
    if handed.url:
        return list(_fetch(request, [handed.url], handed.outlet, published))
    raise InputError("give a text or an address")


@router.post("/add", include_in_schema=False)
async def add_by_form(request: Request) -> Response:
    async with request.form(max_files=MOST_FILES, max_fields=40, max_part_size=4 * 2**20) as form:
        fields = {name: str(form.get(name) or "").strip() for name in FIELDS}
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        pages = [Page(_name(one.filename), await one.read(), one.content_type) for one in files]
    return await run_in_threadpool(_add_by_form, request, fields, pages)


@router.post("/sources/add", include_in_schema=False)
async def add_source(request: Request) -> Response:
    form = await formfilling.read(request)
    sources = SourceDesk(request.app.state.desk, request.app.state.settings)
    wanted = [form.one("address").strip()]
    await run_in_threadpool(lambda: list(sources.add_feeds(wanted, outlet=form.one("outlet").strip() or None)))
    return RedirectResponse("/sources", 303)


@router.post("/sources/remove", include_in_schema=False)
async def remove_source(request: Request) -> Response:
    form = await formfilling.read(request)
    sources = SourceDesk(request.app.state.desk, request.app.state.settings)
    await run_in_threadpool(sources.remove_feed, form.one("address"))
    return RedirectResponse("/sources", 303)


def _add_by_form(request: Request, fields: dict[str, str], pages: list[Page]) -> Response:
    outlet, published = fields["outlet"][:200] or None, fields["published"] or None
    try:
        published = date.fromisoformat(published).isoformat() if published else None
    except ValueError:
        return _answer(request, fields, (), f"{fields['published']!r} is no day; write YYYY-MM-DD.")
    if fields["url"] and not pagemaker.web_address(fields["url"]):
        return _answer(request, fields, (), "An address begins with http:// or https://.")
    if fields["text"]:
        pages.insert(0, Page(
            "pasted text", fields["text"].encode("utf-8", "replace"), "text/plain", url=fields["url"] or None,
            title=fields["title"][:500] or None,
        ))  # fmt: skip
    pages = [replace(page, outlet=outlet, published=published) for page in pages]
    addresses = fields["urls"].split()[:MOST_ADDRESSES]
    if not pages and not addresses:
        return _answer(request, fields, (), "Paste a text, choose files or give an address.")
    rows = list(_read(request, pages))
    follow_up(request)
    try:
        rows += _fetch(request, addresses, outlet, published)
    except (InputError, NotFoundError) as error:
        return _answer(request, fields, tuple(rows), f"{error}.")
    return _answer(request, {}, tuple(rows), None)


def _read(request: Request, pages: list[Page]) -> Iterator[HandedRow]:
    handed: HandedIn = request.app.state.handed
    for page in filter(_is_drawing, pages):
        yield HandedRow(page.name, "refused", None, None, "a drawing (SVG) is no article")
    for page, outcome, added in handed.add([page for page in pages if not _is_drawing(page)]):
        if isinstance(outcome, Refusal):
            yield HandedRow(page.name, added.change, None, None, f"{outcome.reason}: {outcome.detail}")
        else:
            yield HandedRow(page.name, added.change, outcome.article.title, article_path(outcome.article.id), None)


def _is_drawing(page: Page) -> bool:
    """SVG, whatever its name and type say: it begins with <svg> after what XML allows in front."""
    return _SVG.match(page.data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def _fetch(request: Request, addresses: list[str], outlet: str | None, published: str | None) -> Iterator[HandedRow]:
    if not addresses:
        return
    sources = SourceDesk(request.app.state.desk, request.app.state.settings)
    for taken in sources.add(addresses, published=published, outlet=outlet):
        path = article_path(taken.article_id) if taken.article_id else None
        why = f"{taken.reason}: {taken.detail}" if taken.reason else None
        yield HandedRow(taken.address, taken.what, taken.address if path else None, path, why)


def _answer(request: Request, typed: dict[str, str], rows: tuple[HandedRow, ...], why: str | None) -> Response:
    context: dict[str, Any] = {"view": AddView(None, rows), "typed": typed, "section": "sources"}
    return pagemaker.page(request, "pages/add.html", context | ({"why": why} if why else {}), 422 if why else 200)


def _name(filename: str | None) -> str:
    """The last part of a file's name; it is shown, never opened."""
    return (filename or "page").replace("\\", "/").rpartition("/")[2][:200] or "page"
