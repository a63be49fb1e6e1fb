"""What the gate lets through: names of the site, forms, origins, tokens, roles, sizes, rates."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from communique.show.web.guard.rules import CHANGES, Rules, needed_scope

HTML = {"accept": "text/html"}
# Passes the gate and finds no such page behind it: 404 or 405 mean "let through", 403 "refused".
CHANGE = "/articles/none/nothing"
LET_THROUGH = (404, 405)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "a@127.0.0.1", "x/y"]
)
def test_other_names_are_refused(alone: Any, visit: Any, host: str) -> None:
    answer = visit(alone).get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "csrf" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:9999", "127.0.0.1", "[::1]:80", "LOCALHOST"])
def test_own_names_are_known(alone: Any, visit: Any, host: str) -> None:
    assert visit(alone).get("/healthz", headers={"host": host}).status_code == 200


def test_two_names_at_once_are_refused(alone: Any) -> None:
    at = urlsplit(alone.url)
    assert at.hostname
    assert at.port
    with socket.create_connection((at.hostname, at.port), 10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert line.recv(100).split()[1] in (b"400", b"421")


def test_a_public_name_is_known_only_when_told() -> None:
    rules = Rules(is_team=True, public_url="https://desk.example.org", hosts=("intra:8001",))
    assert [rules.knows_host(h) for h in ("desk.example.org", "intra", "other.example.org")] == [True, True, False]
    assert rules.is_own_origin("https://desk.example.org", "http", "127.0.0.1:8001")
    assert not rules.is_own_origin("https://other.example.org", "http", "127.0.0.1:8001")
    assert not rules.is_own_origin("null", "http", "127.0.0.1:8001")


def test_one_person_needs_the_token_of_the_page(alone: Any, visit: Any, read_token: Callable[[str], str]) -> None:
    browser = visit(alone)
    token = read_token(browser.get("/", headers=HTML).text)
    assert browser.post(CHANGE, data={"csrf": token}).status_code in LET_THROUGH
    assert browser.post(CHANGE, data={}, headers={"x-csrf-token": token}).status_code in LET_THROUGH
    assert browser.post(CHANGE, data={}).status_code == 403
    assert browser.post(CHANGE, data={"csrf": token[:-1] + "x"}).status_code == 403
    assert browser.post(CHANGE, data={"other": "1", "csrf": token}).status_code == 403  # the field comes first
    files = {"file": ("page.html", b"x" * 100_000, "text/html")}
    assert browser.post(CHANGE, data={"csrf": token}, files=files).status_code in LET_THROUGH
    assert browser.post(CHANGE, data={"no": token}, files=files).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_sites_change_nothing_even_with_a_token(
    alone: Any, visit: Any, read_token: Callable[[str], str], headers: dict[str, str], method: str
) -> None:
    browser = visit(alone)
    token = read_token(browser.get("/", headers=HTML).text)
    answer = browser.request(method, CHANGE, headers=headers | {"x-csrf-token": token})
    assert answer.status_code == 403
    own = browser.request(method, CHANGE, headers={"origin": alone.url, "x-csrf-token": token})
    assert own.status_code in LET_THROUGH


def test_programs_of_one_person_need_no_token_but_send_json(alone: Any, visit: Any) -> None:
    program = visit(alone)
    assert program.post("/api/v1/none", json={}).status_code in LET_THROUGH
    for headers in ({"origin": alone.url}, {"sec-fetch-site": "none"}, {"content-type": "text/plain"}):
        assert program.post("/api/v1/none", content=b"{}", headers=headers).status_code == 403


def test_the_form_of_one_is_not_the_form_of_another(enter: Any, read_token: Callable[[str], str]) -> None:
    edo, ada = enter("Edo"), enter("Ada")
    theirs, own = (read_token(one.get("/account", headers=HTML).text) for one in (ada, edo))
    assert theirs != own
    assert edo.post(CHANGE, data={"csrf": theirs}).status_code == 403
    assert edo.post(CHANGE, data={"csrf": own}).status_code in LET_THROUGH


def test_roles(enter: Any, read_token: Callable[[str], str]) -> None:
    for name, may_review, may_admin in (("Rea", False, False), ("Edo", True, False), ("Ada", True, True)):
        browser = enter(name)
        token = read_token(browser.get("/account", headers=HTML).text)
        for path, may in ((CHANGE, may_review), ("/admin/none", may_admin), ("/logout/none", may_review)):
            answer = browser.post(path, headers={"x-csrf-token": token})
            assert answer.status_code in (LET_THROUGH if may else (403,)), (name, path)


def test_scopes_of_tokens(team: Any, team_site: Any, visit: Any) -> None:
    ada = team.get("Ada")
    reader, reviewer = (team.add_token(ada, "test", scopes)[1] for scopes in (["read"], ["review"]))
    program = visit(team_site)

    def ask(method: str, path: str, token: str) -> int:
        return int(program.request(method, path, headers={"authorization": f"Bearer {token}"}).status_code)

    assert ask("GET", "/index.json", reader) == 200
    assert ask("POST", CHANGE, reader) == 403
    assert ask("GET", "/index.json", reviewer) == 403
    assert ask("POST", CHANGE, reviewer) in LET_THROUGH  # and no form's token: no browser sends this by itself
    assert ask("POST", "/admin/none", reviewer) == 403
    # A token makes no tokens and changes no password.
    assert ask("POST", "/account/tokens", reader) == 403
    assert ask("POST", "/account/password", reader) == 403
    assert team.tokens(ada)[0].used_at


def test_a_token_that_is_revoked_or_made_up(team: Any, team_site: Any, visit: Any) -> None:
    token, secret = team.add_token(team.get("Rea"), "test", ["read"])
    program = visit(team_site)
    assert program.get("/index.json", headers={"authorization": f"bearer {secret}"}).status_code == 200
    team.revoke_token(team.get("Rea"), token.id)
    for word in (f"Bearer {secret}", "Bearer communique_x", "Bearer", "Basic cmVhOnJlYQ==", "Bearer \xff"):
        answer = program.get("/index.json", headers=[("authorization", word.encode("latin-1"))])
        assert answer.status_code == 401, word
        assert "invalid_token" in answer.headers["www-authenticate"]


def test_a_bad_token_is_not_helped_by_a_cookie(enter: Any) -> None:
    assert enter("Ada").get("/index.json", headers={"authorization": "Bearer communique_x"}).status_code == 401


def test_a_role_taken_is_taken_at_once(enter: Any, team: Any, read_token: Callable[[str], str]) -> None:
    browser = enter("Edo")
    token = read_token(browser.get("/account", headers=HTML).text)
    team.set_role("Edo", "reader")
    try:
        assert browser.post(CHANGE, headers={"x-csrf-token": token}).status_code == 403
    finally:
        team.set_role("Edo", "editor")


def test_tokens_by_the_page(enter: Any, team_site: Any, visit: Any, read_token: Callable[[str], str]) -> None:
    browser = enter("Edo")
    token = read_token(browser.get("/account", headers=HTML).text)
    form = {"csrf": token, "name": "<i>nightly</i>", "scope": ["read", "review"], "days": "30"}
    made = browser.post("/account/tokens", data=form, headers=HTML)
    assert made.status_code == 200
    assert "<i>nightly" not in made.text
    assert made.headers["cache-control"] == "no-store"
    secret = made.text.split('<code class="secret">')[1].split("<")[0]
    assert secret not in browser.get("/account", headers=HTML).text
    program = {"authorization": f"Bearer {secret}"}
    assert visit(team_site).get("/index.json", headers=program).status_code == 200
    refused = browser.post("/account/tokens", data=form | {"scope": ["admin"]}, headers=HTML)
    assert refused.status_code == 422
    assert "cannot have the scope admin" in refused.text
    number = made.text.split("/account/tokens/")[1].split("/")[0]
    assert browser.post(f"/account/tokens/{number}/revoke", data={"csrf": token}).status_code == 303
    assert visit(team_site).get("/index.json", headers=program).status_code == 401
    assert enter("Rea").post("/account/tokens/1/revoke", headers={"x-csrf-token": "x"}).status_code == 403


def test_a_new_password_logs_everybody_else_out(enter: Any, read_token: Callable[[str], str], visit: Any) -> None:
    browser, elsewhere = enter("Rea"), enter("Rea")
    page = browser.get("/account", headers=HTML)
    before = browser.cookies["communique"]
    old, new = "seven calm grey herons", "eight calm grey herons"
    form = {"csrf": read_token(page.text), "old": old, "new": new, "again": new}
    assert browser.post("/account/password", data=form | {"old": "wrong"}, headers=HTML).status_code == 422
    assert browser.post("/account/password", data=form | {"again": "other"}, headers=HTML).status_code == 422
    short = form | {"new": "short", "again": "short"}
    assert "at least 15" in browser.post("/account/password", data=short, headers=HTML).text
    assert browser.post("/account/password", data=form, headers=HTML).status_code == 303
    assert browser.cookies["communique"] != before
    assert browser.get("/", headers=HTML).status_code == 200
    assert elsewhere.get("/", headers=HTML).status_code == 303
    back = form | {"csrf": read_token(browser.get("/account", headers=HTML).text), "old": new, "new": old, "again": old}
    assert browser.post("/account/password", data=back, headers=HTML).status_code == 303


def test_too_much_at_once_is_refused_told_or_not(alone: Any, visit: Any, read_token: Callable[[str], str]) -> None:
    browser = visit(alone)
    token = {"x-csrf-token": read_token(browser.get("/", headers=HTML).text)}
    at = urlsplit(alone.url)
    assert at.hostname
    assert at.port
    with socket.create_connection((at.hostname, at.port), 10) as line:
        line.sendall(
            f"POST {CHANGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {10**12}\r\n"
            f"X-CSRF-Token: {token['x-csrf-token']}\r\n\r\n".encode()
        )
        assert b" 413 " in line.recv(200)


def test_rates_are_told_and_kept(serve: Any, team_site: Any, team: Any, visit: Any) -> None:
    program = visit(team_site)
    _, secret = team.add_token(team.get("Ada"), "rates", ["read"])
    answer = program.get("/index.json", headers={"authorization": f"Bearer {secret}"})
    assert answer.headers["ratelimit-policy"] == '"desk";q=600;w=60'
    assert answer.headers["ratelimit"].startswith('"desk";r=')
    site = serve(team_site.place)
    stranger = visit(site)
    answers = [stranger.get("/index.json") for _ in range(130)]
    refused = [one for one in answers if one.status_code == 429]
    assert {one.status_code for one in answers} == {401, 429}
    assert 0 < len(refused) <= 10
    assert int(refused[0].headers["retry-after"]) >= 1
    assert refused[0].headers["content-type"] == "application/problem+json"
    # Somebody who is known is not slowed by strangers at the same address.
    assert stranger.get("/index.json", headers={"authorization": f"Bearer {secret}"}).status_code == 200


def test_headers_of_every_answer(alone: Any, visit: Any) -> None:
    browser = visit(alone)
    for path in ("/", "/nothing", "/static/desk.css", "/index.json", "/healthz"):
        headers = browser.get(path, headers=HTML).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers


def test_every_change_needs_a_scope() -> None:
    for path in ("/", "/anything", "/api/v1/review", "/healthzz", "/loginn", "/add"):
        assert needed_scope("POST", path) == "review"
    assert [needed_scope("DELETE", path) for path, _ in CHANGES] == [scope for _, scope in CHANGES]
    assert needed_scope("GET", "/admin/x") == "admin"
