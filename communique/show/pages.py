"""THE table of the site: path, view, template, description; read by the web, its API, the docs and the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from communique.show.views import about, add, article, home, ledger, lists, promise, search, sources
from communique.show.views.actors import directory, person, state
from communique.show.views.pictures import encounters, network
from communique.show.views.reviewing import finding, queue


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
    SitePage("articles", "/articles", lists.articles, "Articles", "All articles, latest first.", "articles"),
    SitePage(
        "article", "/articles/{article}", article.article, "Article", "The text with its findings marked.", "articles"
    ),
    SitePage("ledger", "/ledger", ledger.ledger, "Ledger", "Promises across articles and how they stand.", "ledger"),
    SitePage(
        "promise",
        "/ledger/{promise}",
        promise.promise,
        "Promise",
        "A promise or encounter in all articles.",
        "ledger",
    ),
    SitePage(
        "matter",
        "/matters/{matter}",
        promise.matter,
        "Matter",
        "One thing, worded by two outlets side by side.",
        "ledger",
    ),
    SitePage("encounters", "/encounters", lists.encounters, "Encounters", "Who met whom, latest first.", "encounters"),
    SitePage("people", "/people", directory.people, "People", "Everybody, most mentioned first.", "people"),
    SitePage(
        "person", "/people/{person}", person.person, "Person", "Offices, statements, encounters, promises.", "people"
    ),
    SitePage("body", "/bodies/{body}", person.body, "Body", "A ministry, organisation or IGO, as a person.", "people"),
    SitePage("states", "/states", directory.states, "States", "All states, most mentioned first.", "states"),
    SitePage("state", "/states/{state}", state.state, "State", "Partners, people, tone, promises, events.", "states"),
    SitePage("dyad", "/dyads/{a}/{b}", state.dyad, "Two states", "Timeline, tone, promises, who met whom.", "states"),
    SitePage(
        "review", "/review", queue.review, "Review", "What waits for a person, one finding after the other.", "review"
    ),
    SitePage(
        "finding",
        "/articles/{article}/findings/{finding}",
        finding.finding,
        "Finding",
        "One finding, what was decided of it, and its version for If-Match.",
        "review",
    ),
    SitePage("map", "/map", encounters.encounters, "Map", "Encounters of states on a map.", "map"),
    SitePage("network", "/network", network.network, "Network", "Who deals with whom.", "network"),
    SitePage("sources", "/sources", sources.sources, "Sources", "Feeds, and what came of pages.", "sources"),
    SitePage("add", "/add", add.add, "Add", "Paste a text, upload pages, give addresses.", "sources"),
    SitePage("about", "/about", about.about, "About", "Version, model, figures of quality, totals.", "about"),
    SitePage("search", "/search", search.search, "Search", "Articles and findings by words and filters.", "search"),
)
