"""The one `except Exception` of the house: a crash costs one document, and says where."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import PurePath

from communique.errors import LexiconError, ModelError
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.run.engine import Outcome, Work


def guard(work: Work, page: Page) -> Outcome:
    """The outcome of `work(page)`, or a Refusal that names the exception and its place.

    Raises: ModelError, LexiconError: the house itself is broken then, and no page could be read.
    """
    try:
        return work(page)
    except (ModelError, LexiconError):
        raise
    except Exception as error:
        return Refusal(page.name, "run", Reason.CRASHED, describe(error), url=page.url)


def guard_call[T](call: Callable[[], T], name: str, url: str) -> T | Refusal:
    """The result of a call, or a Refusal of the page of that name that says what went wrong, as `guard` does."""
    try:
        return call()
    except (ModelError, LexiconError):
        raise
    except Exception as error:
        return Refusal(name, "run", Reason.CRASHED, describe(error), url=url)


def describe(error: Exception) -> str:
    """Class, message and innermost place of an exception, on one line: "ValueError: no date (dates.py:41)"."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({PurePath(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message}{place}" if message else f"{type(error).__name__}{place}"


def lost(page: Page, detail: str) -> Refusal:
    """The Refusal of a page whose process died while reading it."""
    return Refusal(page.name, "run", Reason.CRASHED, detail, url=page.url)
