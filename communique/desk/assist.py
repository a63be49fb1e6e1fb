"""PROPOSALS of a language model for articles of an archive: asked for, checked, and laid before persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.assist.door import Endpoint
from communique.assist.proposing import WHY, propose
from communique.errors import AssistError
from communique.record.codec import Finding
from communique.remember.archive import Archive
from communique.remember.proposed.store import keep_proposals
from communique.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking about one article: what was proposed, how much of it is new, how much was dropped and why.

    `error`: the endpoint failed; nothing was proposed then.
    """

    article: str
    made_by: str
    findings: tuple[Finding, ...] = ()
    new: int = 0
    dropped: Mapping[str, int] | None = None
    error: str | None = None


class Assist:
    """Asks the language model that the settings name. `key`: what the endpoint wants to see, from the environment.

    Raises: AssistError when the settings name no model.
    """

    def __init__(self, archive: Archive, settings: Settings, *, key: str = "") -> None:
        self._archive = archive
        self._endpoint = Endpoint(settings.llm_url, settings.llm_model, key, settings.llm_s)

    def propose(self, articles: Iterable[str]) -> Iterator[Asked]:
        """Of each article what the model proposes; it waits in review (`ReviewDesk.proposals`).

        Raises: NotFoundError; ConflictError when an article was superseded.
        """
        model = self._endpoint.model
        for article in articles:
            reading = self._archive.get(article)
            try:
                proposed = propose(reading, self._endpoint)
            except AssistError as error:
                yield Asked(article, model, error=str(error))
                continue
            new, _ = keep_proposals(self._archive, article, proposed.findings, model)
            dropped = {WHY[why]: count for why, count in proposed.dropped.items()}
            yield Asked(article, model, proposed.findings, new, dropped)
