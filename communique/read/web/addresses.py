"""Which addresses may be fetched: the public web on its own ports, and what the settings open beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from communique.errors import SettingsError
from communique.settings import Settings

MOST_CHARACTERS = 4096
_WEB_PORTS = {"http": 80, "https": 443}
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
# A host whose last label is a number is an IPv4 address in some spelling (WHATWG URL, "ends in a number").
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)\.?")
# Source: IANA IPv6 address space, 2000::/3 is all of global unicast; IANA special-purpose registries, 2025-10.
_UNICAST6 = IPv6Network("2000::/3")
_CLOSED: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(n)
    for n in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "3fff::/20",
    )
)  # fmt: skip
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
# Source: RFC 5214 section 6.1, the interface identifier of ISATAP.
_ISATAP = (0x00005EFE, 0x02005EFE)
# Words that say where a reader came from and nothing about the page.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|yclid|dclid|msclkid|mc_[ce]id|igshid|_ga|cmpid|at_\w+)", re.I)


@dataclass(frozen=True, slots=True)
class Guard:
    """What is open: the global internet and `networks`; ports 80, 443 and `ports` (first, last)."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    ports: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Raises: SettingsError when `allow_networks` or `allow_ports` hold what is none."""
        try:
            networks = tuple(ip_network(word) for word in settings.allow_networks)
        except ValueError as error:
            raise SettingsError(f"allow_networks: {error}") from error
        return cls(networks, tuple(_ports(word) for word in settings.allow_ports))

    def against_url(self, url: str) -> str | None:
        """Why an address may not be fetched, as far as its spelling tells; None when it may."""
        if len(url) > MOST_CHARACTERS:
            return f"an address of {len(url):,} characters; the limit is {MOST_CHARACTERS:,}"
        if _UNFIT.search(url):
            return "white space, a control character or a backslash in the address"
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            return f"no address: {error}"
        if parts.scheme not in _WEB_PORTS:
            return f"{parts.scheme or 'no'} scheme: only http and https are fetched"
        if "@" in parts.netloc:
            return "a user name or password in the address"
        if not (host or "").strip("."):
            return "no host in the address"
        return self.against_port(port or _WEB_PORTS[parts.scheme]) or self._against_host(host or "")

    def against_port(self, port: int) -> str | None:
        if port in _WEB_PORTS.values() or any(first <= port <= last for first, last in self.ports):
            return None
        return f"port {port}: only 80 and 443 are fetched from (setting allow_ports)"

    def against_ip(self, address: str) -> str | None:
        """Why no connection may be made to an IP address, in any of the forms in which a resolver gives it."""
        try:
            outer = ip_address(address)
        except ValueError:
            return f"{address!r} is no IP address"
        if isinstance(outer, IPv6Address) and outer.scope_id is not None:
            return f"{address} belongs to one link of this machine"
        for inner in unwrap(outer):
            if not _is_public(inner) and not any(inner in network for network in self.networks):
                return f"{address} is not on the public internet (setting allow_networks)"
        return None

    def _against_host(self, host: str) -> str | None:
        if ":" in host:
            return self.against_ip(host)
        if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
            try:
                IPv4Address(host)
            except ValueError:
                return f"{host}: an IP address in a form that hides it"
            return self.against_ip(host)
        return None


def unwrap(address: IPv4Address | IPv6Address) -> tuple[IPv4Address | IPv6Address, ...]:
    """The addresses that a packet for this one may reach: those of IPv4 inside it, or itself.

    Mapped, compatible, 6to4, Teredo (server and client), NAT64 and ISATAP forms are taken apart.

    >>> [str(a) for a in unwrap(ip_address("64:ff9b::7f00:1"))]
    ['127.0.0.1']
    """
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return (address, *address.teredo)
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 0xFFFF):
        return (low,)
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return (address, low)
    return (address,)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _UNICAST6:
        return False
    return address.is_global and not any(address in network for network in _CLOSED)


def _ports(word: str) -> tuple[int, int]:
    first, _, last = word.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and 0 < int(first) <= int(last or first) < 65536):
        raise SettingsError(f'allow_ports: {word!r} is no port; write "8080" or "8000-8999"')
    return int(first), int(last or first)


def host_of(url: str) -> str:
    """The host that one request at a time goes to: "www." and a closing dot do not make another host."""
    return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")


def origin_of(url: str) -> str:
    """Scheme, host and port: what a robots.txt is for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def tidy(url: str) -> str:
    """The address without fragment, default port and words that only track the reader; the same page under one name.

    >>> tidy("HTTP://News.example:80/a?id=7&utm_source=rss#top")
    'http://news.example/a?id=7'
    """
    parts = urlsplit(url.partition("#")[0].strip())
    netloc = parts.netloc.lower()
    if parts.scheme in _WEB_PORTS:
        netloc = netloc.removesuffix(f":{_WEB_PORTS[parts.scheme]}")
    query = parts.query
    if any(_TRACKING.fullmatch(key) for key, _ in parse_qsl(query, keep_blank_values=True)):
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, "")).strip()
