"""Who may do what: the table of paths, and how the guard is set."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from communique.desk.team import SCOPES_OF, Scope
from communique.errors import SettingsError

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
# For everybody, before any login. A path that ends with "/" stands for all below it.
OPEN: Final = ("/static/", "/healthz", "/readyz", "/login", "/favicon.ico", "/robots.txt")
# Changes that need another scope than `review`: of one's own account, and of what the whole desk reads from.
CHANGES: Final[tuple[tuple[str, Scope], ...]] = (
    ("/logout", "read"),
    ("/account/", "read"),
    ("/sources/", "admin"),
    ("/api/v1/sources/", "admin"),
    ("/admin/", "admin"),
)
LOOKS: Final[tuple[tuple[str, Scope], ...]] = (("/admin/", "admin"),)

# Requests a minute: what a person with many open pages, or a careful program, does not reach.
READS: Final = 600
WRITES: Final = 240
STRANGERS: Final = 120
MOST_BODY: Final = 32 * 2**20  # an article with its pictures; a feed of a day


@dataclass(frozen=True, slots=True)
class Rules:
    """How the guard is set. `is_team`: everybody logs in. `public_url`: where the site is seen from outside.

    `me`: the name beside the decisions of the one person who needs no login.
    """

    is_team: bool
    public_url: str | None = None
    hosts: tuple[str, ...] = ()
    me: str = "editor"
    reads: int = READS
    writes: int = WRITES
    strangers: int = STRANGERS
    most_body: int = MOST_BODY

    def __post_init__(self) -> None:
        if self.public_url is not None:
            parts = urlsplit(self.public_url)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
                raise SettingsError(f"{self.public_url!r} is no address of a site: write https://desk.example.org")

    @property
    def is_https(self) -> bool:
        return bool(self.public_url and self.public_url.startswith("https://"))

    def knows_host(self, host: str) -> bool:
        """Whether a Host header names this site: an IP address, localhost, or a name that was set.

        Any other name may be one that a foreign page has pointed at us (DNS rebinding).
        """
        name = _host_name(host)
        if name is None:
            return False
        named = {_host_name(word) for word in self.hosts} | {urlsplit(self.public_url or "").hostname}
        return name == "localhost" or _is_address(name) or name in named

    def is_own_origin(self, origin: str, scheme: str, host: str) -> bool:
        """Whether an Origin header is this site's."""
        own = {f"{scheme}://{host}".lower()}
        if self.public_url:
            parts = urlsplit(self.public_url)
            own.add(f"{parts.scheme}://{parts.netloc}".lower())
        return origin.lower() in own


def needed_scope(method: str, path: str) -> Scope | None:
    """What a visitor must be allowed to do for this request; None: nothing, the path is open to all."""
    if any(_covers(prefix, path) for prefix in OPEN):
        return None
    is_safe = method in SAFE
    for prefix, scope in LOOKS if is_safe else CHANGES:
        if _covers(prefix, path):
            return scope
    return "read" if is_safe else "review"


def require_accounts(host: str, *, is_team: bool) -> None:
    """Raises: SettingsError when others could reach an archive that asks nobody who they are."""
    name = host.strip("[]")
    is_loopback = name == "localhost" or (_is_address(name) and ipaddress.ip_address(name).is_loopback)
    if not is_team and not is_loopback:
        raise SettingsError(
            f"--host {host}: others could reach this archive, and it has no accounts; make the first with"
            " `communique account add NAME --role admin`, or stay at 127.0.0.1"
        )


def scopes_of(role: str) -> frozenset[Scope]:
    """What a role may do. Raises: KeyError for a word that is none."""
    return {str(known): held for known, held in SCOPES_OF.items()}[role]


def _covers(prefix: str, path: str) -> bool:
    bare = prefix.rstrip("/")
    return path == bare or path == f"{bare}.json" or (prefix.endswith("/") and path.startswith(prefix))


def _host_name(host: str) -> str | None:
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return None
    return None if parts.path or parts.query or parts.username is not None else parts.hostname


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
