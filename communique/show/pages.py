"""THE table of the site: path, view, template, description; read by the web, its API, the docs and the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from communique.show.views import article, home


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page. Its JSON twin stands at `twin`; `section` is the entry of the menu that it belongs to.

    `view` takes the desk and its `ask`, a dataclass whose fields are the query string and the parts of the path.
    """

    name: str
    path: str
    view: Callable[..., Any]
    title: str
    description: str
    section: str = ""

    @property
    def twin(self) -> str:
        return "/index.json" if self.path == "/" else f"{self.path}.json"

    @property
    def template(self) -> str:
        return f"pages/{self.name}.html"


PAGES: Final = (
    SitePage("home", "/", home.home, "Today", "New articles, promises due and overdue, busiest dyads, activity."),
    SitePage(
        "article", "/articles/{article}", article.article, "Article", "The text with its findings marked.", "articles"
    ),
)
