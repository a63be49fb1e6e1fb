"""The kept copy of a page: shown as the text that it is, never as a page of ours."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from communique.desk.overview import Overview
from communique.show.web.errors import RESPONSES

router = APIRouter(tags=["articles"])


@router.get(
    "/articles/{article}/kept", summary="The page as it was fetched",
    responses={**RESPONSES, 200: {"content": {"text/plain": {}}}}, response_class=Response,
)  # fmt: skip
def kept(request: Request, article: str) -> Response:
    """The bytes as plain text: no script in them runs, whatever they are."""
    data, seen_at = Overview(request.app.state.desk).kept_page(article)
    headers = {
        "content-security-policy": "default-src 'none'; sandbox", "x-communique-seen-at": seen_at,
        "content-disposition": "inline; filename=page.txt", "cache-control": "private, no-cache",
    }  # fmt: skip
    return Response(data.decode("utf-8", "replace"), headers=headers, media_type="text/plain; charset=utf-8")
