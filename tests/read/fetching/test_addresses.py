"""No private network: counted at a socket that really listens, with a name server that really answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fetching_servers import Listener, NameServer, page, serve

from communique.errors import SettingsError
from communique.read.fetch import Fetcher
from communique.read.web.addresses import Guard, tidy
from communique.record.document import Page
from communique.record.outcome import Reason, Refusal
from communique.settings import Settings

# {} is the port of a listener on 127.0.0.1 and ::1; every address would reach it, or another machine's private side.
FORBIDDEN = [
    "127.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "127.000.000.001", "2130706433", "0x7f000001", "0x7f.1",
    "0x7f.0x0.0x0.0x1", "0177.0.0.1", "017700000001", "0", "0.0.0.0", "%31%32%37.0.0.1", "127.0.0.2",
    "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "localhost", "LOCALHOST", "localhost.", "news.localhost",
    "10.0.0.1", "10.255.255.255", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1",
    "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]",
    "[2001:0:7f00:1::]", "[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[2a00:1450::5efe:7f00:1]",
    "[2a00:1450::200:5efe:a00:1]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]",
    "[ff02::1]", "[100::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]", "[4000::1]",
]  # fmt: skip
NAMES = {
    "plain.test": [["127.0.0.1"]],
    "mixed.test": [["93.184.216.34", "127.0.0.1"]],
    "last.test": [["93.184.216.34", "93.184.216.35", "10.0.0.1"]],
    "127.0.0.1.nip.test": [["127.0.0.1"]],
    "metadata.test": [["169.254.169.254"]],
}
STRANGE = [
    "http://user@127.0.0.1:{}/", "http://user:word@example.org:{}/", "http://example.org@127.0.0.1:{}/",
    "http://127.0.0.1:{}\\@example.org/", "http://127.0.0.1:{}#@example.org/", "http:///127.0.0.1:{}/",
    "http://[::1:{}/", "http://127.0.0.1:{}:80/", "gopher://127.0.0.1:{}/", "ftp://127.0.0.1:{}/",
    "file:///etc/passwd", "//127.0.0.1:{}/", "127.0.0.1:{}", "http://127.0.0.1:{}%00.example.org/",
    "http://127.0.0.1\t:{}/", "http://127.0.0.1:{}\r\nhost: example.org/", "http://:{}/", "http://.:{}/", "",
    "http://127.0.0.1:99999/", "javascript:alert(1)", "data:text/html,hello",
]  # fmt: skip


@pytest.fixture
def listener() -> Iterator[Listener]:
    opened = Listener("127.0.0.1", "::1")
    yield opened
    opened.close()


@pytest.fixture
def names() -> Iterator[NameServer]:
    opened = NameServer(dict(NAMES))
    yield opened
    opened.close()


@pytest.fixture
def closed(listener: Listener, tmp_path: Path) -> Iterator[Fetcher]:
    """A fetcher to which no private network is open, on the listener's port."""
    settings = Settings(pause_s=0, cache=str(tmp_path), allow_ports=(str(listener.port),))
    with Fetcher(settings) as fetcher:
        yield fetcher


def test_the_listener_counts_what_is_allowed(listener: Listener, tmp_path: Path) -> None:
    settings = Settings(
        pause_s=0, cache=str(tmp_path), allow_ports=(str(listener.port),), allow_networks=("127.0.0.0/8", "::1/128")
    )
    with Fetcher(settings) as fetcher:
        for host in ("127.0.0.1", "[::1]", "localhost"):
            fetcher.fetch(f"http://{host}:{listener.port}/")
    assert listener.count >= 3


def test_sixty_forms_of_private_addresses_make_no_connection(closed: Fetcher, listener: Listener) -> None:
    assert len(FORBIDDEN) >= 60
    for host in FORBIDDEN:
        told = closed.fetch(f"http://{host}:{listener.port}/")
        assert isinstance(told, Refusal), host
        assert told.stage == "fetch"
        # Not every resolver knows all names of this machine.
        assert told.reason is Reason.ADDRESS or ("localhost" in host and told.reason is Reason.UNREACHABLE), told
    assert listener.count == 0


def test_names_of_private_addresses_make_no_connection(listener: Listener, names: NameServer, tmp_path: Path) -> None:
    settings = Settings(pause_s=0, cache=str(tmp_path), allow_ports=(str(listener.port),))
    with Fetcher(settings, resolve=names.resolve) as fetcher:
        for host in NAMES:
            told = fetcher.fetch(f"http://{host}:{listener.port}/")
            assert isinstance(told, Refusal)
            assert told.reason is Reason.ADDRESS, told
    assert names.queries == len(NAMES)
    assert listener.count == 0


def test_strange_addresses_make_no_connection(closed: Fetcher, listener: Listener) -> None:
    for url in STRANGE:
        told = closed.fetch(url.format(listener.port))
        assert isinstance(told, Refusal), url
        assert told.reason is Reason.ADDRESS, told
    assert listener.count == 0


def test_no_redirect_leads_into_a_private_network(listener: Listener, tmp_path: Path) -> None:
    """An open site at 127.0.0.2 that sends its visitors to closed addresses, robots.txt and all."""
    hosts = [host for host in FORBIDDEN if host.isascii() and host != "127.0.0.2" and "localhost" not in host]
    with serve("127.0.0.2") as site:
        for number, host in enumerate(hosts):
            site.answers[f"/{number}"] = page("", status="302", location=f"http://{host}:{listener.port}/")
        settings = Settings(
            pause_s=0, cache=str(tmp_path), allow_networks=("127.0.0.2/32",),
            allow_ports=(str(listener.port), str(site.port)),
        )  # fmt: skip
        with Fetcher(settings) as fetcher:
            for number, _ in enumerate(hosts):
                told = fetcher.fetch(site.url(f"/{number}"))
                assert isinstance(told, Refusal)
                assert told.reason is Reason.ADDRESS, told
        assert len(site.paths()) == len(hosts)
    assert listener.count == 0


TURNED_AWAY = (Reason.ADDRESS, Reason.UNREACHABLE)
# What the name server answers to the first query, the second, ...: 127.0.0.2 is open, 127.0.0.1 is not.
REBINDING = [
    [["127.0.0.2"], ["127.0.0.1"]],
    [["127.0.0.1"], ["127.0.0.2"]],
    [["127.0.0.2"], ["127.0.0.2"], ["127.0.0.1"]],
    [["127.0.0.2", "127.0.0.1"]],
    [["127.0.0.1", "127.0.0.2"]],
    [["127.0.0.2"], ["127.0.0.2", "127.0.0.1"]],
    [["127.0.0.2"], [], ["127.0.0.1"]],
    [["127.0.0.2"], ["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1"]],
    [["127.0.0.2"], ["10.0.0.1"], ["127.0.0.1"]],
    [["127.0.0.2", "127.0.0.2"], ["127.0.0.1", "127.0.0.1"]],
]


@pytest.mark.parametrize("turns", REBINDING)
def test_a_name_that_changes_between_check_and_connection(turns: list[list[str]], tmp_path: Path) -> None:
    """The same port on both addresses, so that only the address tells them apart; no connection is kept open."""
    names = NameServer({"rebind.test": turns})
    forbidden = Listener("127.0.0.1")
    with serve("127.0.0.2", forbidden.port) as site:
        site.answers["/"] = page("<p>open</p>", connection="close")
        settings = Settings(
            pause_s=0, cache=str(tmp_path), allow_networks=("127.0.0.2/32",), allow_ports=(str(site.port),)
        )
        told = []
        for _ in range(5):
            with Fetcher(settings, resolve=names.resolve) as fetcher:
                told += [fetcher.fetch(f"http://rebind.test:{site.port}/") for _ in range(2)]
        assert all(isinstance(t, Page) or (isinstance(t, Refusal) and t.reason in TURNED_AWAY) for t in told), told
        assert forbidden.count == 0
    forbidden.close()
    names.close()


def test_ports_and_networks_of_the_settings_must_make_sense(tmp_path: Path) -> None:
    for bad in ({"allow_ports": ("x",)}, {"allow_ports": ("9-8",)}, {"allow_networks": ("127.0.0.1/8",)},
                {"proxy": "socks5://127.0.0.1:1"}, {"contact": "a\nb"}):  # fmt: skip
        with pytest.raises(SettingsError):
            Fetcher(Settings(cache=str(tmp_path), **bad))  # type: ignore[arg-type]


def test_other_ports_need_a_setting() -> None:
    assert Guard().against_url("https://example.org:8443/") is not None
    assert Guard.of(Settings(allow_ports=("8000-9000",))).against_url("https://example.org:8443/") is None
    assert Guard().against_url("https://example.org/") is None
    assert Guard().against_ip("93.184.216.34") is None
    assert Guard().against_ip("2606:2800:220:1:248:1893:25c8:1946") is None


@pytest.mark.parametrize("environment", ["HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"])
def test_proxies_of_the_environment_are_not_looked_at(
    environment: str, monkeypatch: pytest.MonkeyPatch, fetcher_for: Callable[..., Fetcher], listener: Listener
) -> None:
    monkeypatch.setenv(environment, f"http://127.0.0.1:{listener.port}")
    with serve() as site:
        site.answers["/"] = page("<p>straight</p>")
        assert isinstance(fetcher_for(site).fetch(site.url("/")), Page)
    assert listener.count == 0


def test_a_proxy_of_the_settings_is_used_and_private_targets_stay_closed(
    fetcher_for: Callable[..., Fetcher], names: NameServer
) -> None:
    names.script |= {"proxy.test": [["127.0.0.1"]], "public.test": [["93.184.216.34"]]}
    with serve() as proxy:
        proxy.answers["http://public.test/"] = page("<p>by proxy</p>")
        fetcher = fetcher_for(
            proxy, proxy=f"http://proxy.test:{proxy.port}", allow_networks=(), allow_ports=(), resolve=names.resolve
        )
        told = fetcher.fetch("http://public.test/")
        assert isinstance(told, Page), told
        for host in ("plain.test", "mixed.test", "metadata.test"):
            refused = fetcher.fetch(f"http://{host}/")
            assert isinstance(refused, Refusal)
            assert refused.reason is Reason.ADDRESS
        assert {t.path for t in proxy.asked} == {"http://public.test/", "http://public.test/robots.txt"}


def test_one_page_has_one_name() -> None:
    for url in ("https://News.example:443/a/?utm_source=rss", "https://news.example/a/?fbclid=1#top",
                "https://news.example/a/?utm_medium=x&utm_campaign=y"):  # fmt: skip
        assert tidy(url) == "https://news.example/a/"
    assert tidy("https://news.example/a?id=1&utm_source=x") == "https://news.example/a?id=1"
    assert tidy("https://news.example/a?q=b+c") == "https://news.example/a?q=b+c"
    for url in (
        "https://news.example/a?utm_c\xa0#e",
        "https://news.example/a\xa0?",
        "https://news.example/a\x85?gclid=1#",
    ):
        assert tidy(url) == "https://news.example/a"
