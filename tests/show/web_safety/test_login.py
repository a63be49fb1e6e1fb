"""Logging in and out, as a browser and as somebody who means harm."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from communique.desk.archive import ArchiveDesk
from communique.desk.team import Team
from communique.errors import SettingsError
from communique.settings import Settings
from communique.show.web.app import make_app
from communique.show.web.guard.login import safe_path
from communique.show.web.guard.rules import Rules, require_accounts

HTML = {"accept": "text/html"}
GOOD = "seven calm grey herons"


def test_strangers_are_sent_to_the_login_and_back(team_site: Any, visit: Any, log_in: Any) -> None:
    browser = visit(team_site)
    sent = browser.get("/search?q=peace&kind=statement", headers=HTML)
    assert sent.status_code == 303
    assert sent.headers["location"] == "/login?next=/search%3Fq%3Dpeace%26kind%3Dstatement"
    done = log_in(browser, "rea", to="/search?q=peace&kind=statement")
    assert (done.status_code, done.headers["location"]) == (303, "/search?q=peace&kind=statement")
    assert browser.get("/", headers=HTML).status_code == 200


def test_programs_get_a_challenge(team_site: Any, visit: Any) -> None:
    answer = visit(team_site).get("/index.json")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 401


def test_only_health_style_and_login_are_open(team_site: Any, visit: Any) -> None:
    browser = visit(team_site)
    assert browser.get("/healthz").status_code == 200
    assert browser.get("/static/desk.css").status_code == 200
    for path in ("/", "/metrics", "/openapi.json", "/api", "/account", "/healthz/x", "/static/../", "/nothing"):
        assert browser.get(path, headers=HTML).status_code in (303, 401, 404), path


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_others(team_site: Any, visit: Any, log_in: Any) -> None:
    browser = visit(team_site)
    cookie = next(c for c in log_in(browser, "Rea").headers.get_list("set-cookie") if c.startswith("communique="))
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith(("domain", "max-age", "expires")) for part in parts)


def test_behind_https_the_cookie_stays_there(serve: Any, team_site: Any, visit: Any, log_in: Any) -> None:
    site = serve(team_site.place, "--public-url", "https://desk.example.org")
    browser = visit(site, headers={"host": "desk.example.org"})
    page = browser.get("/login", headers=HTML)
    assert page.headers["strict-transport-security"]
    visit_cookie = page.headers["set-cookie"]
    assert "secure" in visit_cookie.lower()
    cookie = visit_cookie.split(";")[0]
    form = {"csrf": page.text.split('name="csrf" value="')[1].split('"')[0], "name": "Rea", "password": GOOD}
    done = browser.post("/login", data=form, headers=HTML | {"cookie": cookie, "origin": "https://desk.example.org"})
    assert done.status_code == 303
    session = next(c for c in done.headers.get_list("set-cookie") if c.startswith("__Host-communique="))
    assert "secure" in session.lower()
    other = browser.post("/login", data=form, headers=HTML | {"cookie": cookie, "origin": "http://desk.example.com"})
    assert other.status_code == 403


def test_a_new_login_is_a_new_session(team_site: Any, visit: Any, log_in: Any) -> None:
    browser = visit(team_site)
    browser.cookies.set("communique", "chosen-by-somebody-else", domain="127.0.0.1")
    log_in(browser, "Rea")
    first = browser.cookies["communique"]
    assert first != "chosen-by-somebody-else"
    log_in_again = browser.get("/login", headers=HTML)
    assert log_in_again.status_code == 303  # one who is in needs no form
    token = browser.get("/account", headers=HTML).text.split('name="csrf" value="')[1].split('"')[0]
    assert browser.post("/logout", data={"csrf": token}, headers=HTML).headers["location"] == "/login"
    stolen = visit(team_site)
    stolen.cookies.set("communique", first, domain="127.0.0.1")
    assert stolen.get("/", headers=HTML).status_code == 303


@pytest.mark.parametrize(
    "to", ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/a\r\nset-cookie: x=1",
           "/login?next=/login", "evil", "/\t/evil.example"],
)  # fmt: skip
def test_no_way_back_leads_elsewhere(to: str) -> None:
    assert safe_path(to) == "/"


def test_login_needs_its_own_form(team_site: Any, visit: Any) -> None:
    browser, other = visit(team_site), visit(team_site)
    form = {"name": "Rea", "password": GOOD}
    assert browser.post("/login", data=form, headers=HTML).status_code == 403
    page = other.get("/login", headers=HTML).text
    theirs = page.split('name="csrf" value="')[1].split('"')[0]
    browser.get("/login", headers=HTML)
    assert browser.post("/login", data=form | {"csrf": theirs}, headers=HTML).status_code == 403
    assert "communique" not in browser.cookies


def test_guessing_is_slowed_and_the_owner_is_told(serve: Any, team_site: Any, visit: Any, log_in: Any) -> None:
    site = serve(team_site.place)  # of its own: the tries count for a quarter of an hour
    browser = visit(site)
    answers = [log_in(browser, "Edo", f"wrong password {n}") for n in range(7)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429] * 2
    assert 0 < int(answers[-1].headers["retry-after"]) <= 180
    assert log_in(browser, "Edo").status_code == 429
    assert log_in(browser, "Rea").status_code == 303


def test_an_unknown_name_takes_as_long_as_a_known_one(team: Any) -> None:
    def seconds(name: str) -> float:
        began = time.perf_counter()
        assert team.check_login(name, "not the password at all") is None
        return time.perf_counter() - began

    seconds("Rea")
    known = sorted(seconds("Rea") for _ in range(5))[0]
    unknown = sorted(seconds("nobody") for _ in range(5))[0]
    assert 0.5 < known / unknown < 2


def test_refuses_to_listen_to_others_without_accounts(tmp_path: Path, run_cli: Callable[..., Any]) -> None:
    done = run_cli("serve", "--db", tmp_path / "new.db", "--host", "0.0.0.0", "--port", "1")
    assert done.returncode == 2
    assert "communique account add" in done.stderr
    for host in ("::", "192.0.2.7", "example.org", "[::]", ""):
        with pytest.raises(SettingsError, match="account add"):
            require_accounts(host, is_team=False)
        require_accounts(host, is_team=True)
    for host in ("127.0.0.1", "::1", "[::1]", "localhost", "127.8.8.8"):
        require_accounts(host, is_team=False)


def test_the_address_of_a_site_must_be_one() -> None:
    for url in ("desk", "ftp://desk.example", "https://", "https://desk.example/under"):
        with pytest.raises(SettingsError, match=r"https://desk\.example\.org"):
            Rules(is_team=True, public_url=url)


def test_a_running_server_notices_the_first_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.desk.team.LOOK_S", 0.0)
    with ArchiveDesk(tmp_path / "a.db") as desk:
        client = TestClient(make_app(desk, Settings()), base_url="http://localhost")
        assert client.get("/about").status_code == 200
        Team(desk.archive).add("Mari", "a long enough password", "admin")
        page = client.get("/about", headers={"accept": "text/html"}, follow_redirects=False)
        assert page.headers["location"] == "/login?next=/about"
        assert client.get("/login").status_code == 200
        assert client.get("/index.json").status_code == 401
