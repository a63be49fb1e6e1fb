"""Decisions of persons, by form and by JSON; nobody overwrites what they have not seen."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from communique.desk.review import ReviewDesk
from communique.errors import ConflictError, DecisionError
from communique.record.followup import Decision, DecisionVerb, FindingKey
from communique.show.views.reviewing.fields import changes_of
from communique.show.views.reviewing.finding import FindingAsk, finding, look_up
from communique.show.web import errors, pagemaker
from communique.show.web.guard.visitor import Visitor
from communique.show.web.render import to_tree
from communique.show.web.routes import formfilling

router = APIRouter(tags=["review"])
FOLLOW_S: Final = 0.3
VERBS: Final = ("accept", "reject", "correct", "same", "different")
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    **errors.RESPONSES,
    **{
        status: {"description": errors.TITLES[status], "content": errors.RESPONSES[404]["content"]}
        for status in (401, 403, 412, 428)
    },
}


class Other(BaseModel):
    """The second finding of `same` and `different`."""

    article: str = Field(max_length=80)
    finding: str = Field(max_length=80)


class Wish(BaseModel):
    """What somebody decides of a finding."""

    verb: DecisionVerb = Field(description="accept, reject, correct, same or different.")
    reason: str = Field("", max_length=2000, description="Why; a rejection should say it.")
    changes: dict[str, Any] | None = Field(None, description="Fields that `correct` sets, as in docs/record.md.")
    other: Other | None = None


class Decided(BaseModel):
    """A decision that was kept. `version`: of the finding from now on, for the next If-Match."""

    id: str
    verb: str
    by: str
    at: str
    reason: str
    version: str


@router.post(
    "/api/v1/articles/{article}/findings/{finding}/decisions", status_code=201, response_model=Decided,
    responses=RESPONSES, summary="Decide on a finding",
)  # fmt: skip
def decide(
    request: Request, article: str, finding: str, wish: Wish,
    if_match: Annotated[str | None, Header(description="The ETag of the finding as it was seen.")] = None,
) -> Response:  # fmt: skip
    """Kept at once. Without If-Match 428; when the finding has changed since, 412 and nothing is kept."""
    if if_match is None:
        return errors.problem(request, 428, "Send If-Match with the ETag of the finding that you have seen.")
    key = FindingKey(article, finding)
    review = ReviewDesk(request.app.state.desk.archive)
    made = review.decide(
        wish.verb, key, by=_visitor(request).name, reason=wish.reason, changes=wish.changes,
        other=FindingKey(wish.other.article, wish.other.finding) if wish.other else None, version=_version(if_match),
    )  # fmt: skip
    follow_up(request)
    return _answer(made, review.version(key), 201)


@router.post(
    "/api/v1/decisions/{decision}/undo", status_code=201, response_model=Decided, responses=RESPONSES,
    summary="Take a decision back",
)  # fmt: skip
def undo(request: Request, decision: str) -> Response:
    """The row stays; what stood before it stands again."""
    review = ReviewDesk(request.app.state.desk.archive)
    made = review.undo(decision, _visitor(request).name)
    follow_up(request)
    return _answer(made, review.version(made.seen.key), 201)


@router.post("/review/decide", include_in_schema=False)
async def decide_by_form(request: Request) -> Response:
    """The forms of the review: on with the queue when it was kept; else the same finding with what was filled in."""
    form = await formfilling.read(request)
    return await run_in_threadpool(_decide_by_form, request, form)


@router.post("/review/undo", include_in_schema=False)
async def undo_by_form(request: Request) -> Response:
    form = await formfilling.read(request)
    return await run_in_threadpool(_undo_by_form, request, form)


def follow_up(request: Request) -> None:
    """Lets the ledger learn of a change; whoever made it waits a moment, so that their next page shows it."""
    request.app.state.follower.follow(FOLLOW_S)


def _decide_by_form(request: Request, form: formfilling.Form) -> Response:
    desk = request.app.state.desk
    review = ReviewDesk(desk.archive)
    key = FindingKey(form.one("article"), form.one("finding"))
    verb = form.one("verb")
    try:
        if verb not in VERBS:
            raise DecisionError(f"{verb!r} is none of {', '.join(VERBS)}")
        if verb == "reject" and not form.one("reason").strip():
            raise DecisionError("say why it is wrong; the next reader will want to know")
        made = review.decide(
            verb, key, by=_visitor(request).name, reason=form.one("reason"),  # type: ignore[arg-type]
            changes=_changes(desk, review, key, form) if verb == "correct" else None, other=_other(form),
            version=form.one("version"),
        )  # fmt: skip
    except ConflictError as error:
        return _again(request, form, 412, str(error))
    except DecisionError as error:
        return _again(request, form, 422, str(error))
    follow_up(request)
    return RedirectResponse(_back(form, made.id), 303)


def _undo_by_form(request: Request, form: formfilling.Form) -> Response:
    review = ReviewDesk(request.app.state.desk.archive)
    made = review.undo(form.one("decision"), _visitor(request).name, form.one("reason"))
    follow_up(request)
    key = made.seen.key
    if form.one("return_to") == "finding":
        return RedirectResponse(f"/articles/{key.article}/findings/{key.finding}", 303)
    return RedirectResponse(_back(form, ""), 303)


def _changes(desk: Any, review: ReviewDesk, key: FindingKey, form: formfilling.Form) -> dict[str, Any]:
    """Raises: DecisionError when nothing was changed."""
    reading = desk.get(key.article)
    changes = changes_of(reading, *look_up(review, reading, key), form.values)
    if not changes:
        raise DecisionError("nothing is different from what stands there")
    return changes


def _other(form: formfilling.Form) -> FindingKey | None:
    article, _, finding_id = form.one("other").partition(" ")
    return FindingKey(article, finding_id.strip()) if article and finding_id.strip() else None


def _again(request: Request, form: formfilling.Form, status: int, why: str) -> Response:
    """The finding as it stands now, with everything that was filled in."""
    view = finding(request.app.state.desk, FindingAsk(form.one("article"), form.one("finding")))
    context = {
        "view": formfilling.refill(view, form), "why": why, "typed": form, "section": "review", "status_code": status,
        "twin": None,
    }  # fmt: skip
    return pagemaker.page(request, "pages/finding.html", context, status=status)


def _back(form: formfilling.Form, done: str) -> str:
    """Where the form was: a finding's page, or the queue, which goes on."""
    if form.one("return_to") == "finding":
        return f"/articles/{form.one('article')}/findings/{form.one('finding')}"
    kept = [(name, value) for name, value in parse_qsl(form.one("back")[:1000]) if name != "done"]
    return f"/review?{urlencode(kept + ([('done', done)] if done else []))}"


def _answer(made: Decision, version: str, status: int) -> Response:
    body = Decided(id=made.id, verb=made.verb, by=made.by, at=made.at, reason=made.reason, version=version)
    return JSONResponse(to_tree(body.model_dump()), status, {"etag": f'"{version}"'})


def _version(if_match: str) -> str | None:
    """The version in an If-Match header; "*" stands for any."""
    word = if_match.strip()
    return None if word == "*" else word.removeprefix("W/").strip('"')


def _visitor(request: Request) -> Visitor:
    found = request.state.visitor
    assert isinstance(found, Visitor)
    return found
