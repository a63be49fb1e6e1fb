"""Which sources are meant by a name: an address, or an outlet of the lexicon with all its lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.errors import InputError
from communique.lexicon.outlets.load import Outlet, load_outlets, outlet_of


@dataclass(frozen=True, slots=True)
class Meant:
    """One source; `outlet` is the outlet's name where it is known."""

    address: str
    outlet: str | None = None
    title: str | None = None


def known_outlets() -> list[Outlet]:
    """The outlets of the lexicon, by name."""
    return list(load_outlets().values())


def meant_by(name: str, today: date) -> list[Meant]:
    """The sources of a name. Raises: InputError when it is neither an address nor an outlet with a list."""
    name = name.strip()
    if "://" in name:
        outlet = outlet_of(name)
        return [Meant(name, outlet.name if outlet and outlet.is_alone else None)]
    found = load_outlets().get(name)
    if found is None:
        raise InputError(f"{name}: neither an address nor an outlet; `communique feed outlets` lists these")
    feeds = found.feeds_on(today)
    if not feeds:
        raise InputError(f"{name}: no list of its articles is known today; look at {found.home}")
    return [Meant(feed.address, found.name, f"{found.name}: {feed.about}") for feed in feeds]
