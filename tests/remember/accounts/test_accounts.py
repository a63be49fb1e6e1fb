"""Accounts, sessions and tokens, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from communique.desk.team import Team
from communique.errors import AccountError
from communique.remember import tables
from communique.remember.archive import Archive
from communique.remember.database import connect

GOOD = "seven calm grey herons"


@pytest.fixture
def team(archive: Archive) -> Team:
    return Team(archive)


def test_the_name_opens_in_any_case_and_only_with_its_password(team: Team) -> None:
    assert not team.has_accounts()
    made = team.add("Mari Tamm", GOOD, "admin")
    assert team.has_accounts()
    assert team.accounts() == [made]
    with pytest.raises(AccountError, match="already"):
        team.add("MARI tamm", GOOD)
    assert team.check_login("mari  TAMM", GOOD) == made
    assert team.check_login("Mari Tamm", GOOD + ".") is None
    assert team.check_login("nobody", GOOD) is None
    session = team.start_session(made)
    team.set_password("mari tamm", "fünfzehn Zeichen café")
    assert team.find_session(session) is None
    assert team.check_login("Mari Tamm", "fu\u0308nfzehn Zeichen cafe\u0301")


def test_neither_passwords_nor_secrets_are_kept(team: Team, archive: Archive) -> None:
    account = team.add("a", GOOD, "admin")
    secrets = [GOOD, team.start_session(account), team.add_token(account, "t", ["read"])[1]]
    with connect.reading(archive.engine) as connection:
        kept = [
            str(tuple(row))
            for table in (tables.account, tables.account_session, tables.api_token)
            for row in connection.execute(select(table))
        ]
    assert len(kept) == 3
    assert [secret for secret in secrets if secret in " ".join(kept)] == []
    assert "$argon2id$" in kept[0]


def test_names_and_passwords_that_make_no_sense(team: Team) -> None:
    for name in ("", " ", "a\nb\x00", "<script>", "x" * 65, "a/b", "\u202egpj", "-a"):
        with pytest.raises(AccountError, match="no name"):
            team.add(name, GOOD)
    for word in ("", "short", "a" * 40, "x" * 1025, "Mari Tamm Mari", "abab" * 10):
        with pytest.raises(AccountError, match="password"):
            team.add("Mari Tamm", word)
    assert not team.has_accounts()


def test_the_last_admin_stays(team: Team) -> None:
    team.add("a", GOOD, "admin")
    team.add("b", GOOD, "reader")
    for change in (lambda: team.remove("a"), lambda: team.set_role("a", "editor")):
        with pytest.raises(AccountError, match="last admin"):
            change()
    team.set_role("b", "admin")
    team.remove("a")
    assert [one.name for one in team.accounts()] == ["b"]
    team.remove("b")
    assert not team.has_accounts()


def test_removal_ends_sessions_and_tokens_for_good(team: Team) -> None:
    account = team.add("a", GOOD, "admin")
    session, (_, token) = team.start_session(account), team.add_token(account, "t", ["read"])
    team.remove("a")
    again = team.add("a", GOOD, "reader")
    assert again.id == account.id
    assert team.find_session(session) is None
    assert team.find_token(token) is None


def test_a_role_counts_from_the_next_request(team: Team) -> None:
    account = team.add("a", GOOD, "editor")
    session, (_, token) = team.start_session(account), team.add_token(account, "t", ["read", "review"])
    team.set_role("a", "reader")
    found = team.find_session(session)
    assert found
    assert found[0].role == "reader"
    by_token = team.find_token(token)
    assert by_token
    assert by_token[1].scopes == ("read",)


def test_sessions_end_by_age_and_without_use(team: Team, archive: Archive) -> None:
    account = team.add("a", GOOD)

    def set_back(column: str, hours: int) -> str:
        at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")
        with connect.writing(archive.engine) as connection:
            connection.execute(update(tables.account_session).values({column: at}))
        return at

    session = team.start_session(account)
    an_hour_ago = set_back("seen_at", 1)
    assert team.find_session(session)
    assert team.sessions(account)[0].seen_at > an_hour_ago
    set_back("seen_at", 13)
    assert team.find_session(session) is None
    assert team.sessions(account) == []
    session = team.start_session(account)
    set_back("ends_at", 1)
    assert team.find_session(session) is None
    one, other = team.start_session(account), team.start_session(account)
    team.end_session(one)
    assert (team.find_session(one), bool(team.find_session(other))) == (None, True)
    team.end_sessions(account)
    assert team.find_session(other) is None


def test_tokens_end_and_are_revoked(team: Team, archive: Archive) -> None:
    account = team.add("a", GOOD, "editor")
    (kept, secret), (_, ended) = (
        team.add_token(account, "t", ["review"]),
        team.add_token(account, "u", ["read"], days=1),
    )
    with connect.writing(archive.engine) as connection:
        this = tables.api_token.c.name == "u"
        connection.execute(update(tables.api_token).where(this).values(ends_at="2020-01-01T00:00:00+00:00"))
    assert team.find_token(ended) is None
    found = team.find_token(secret)
    assert found
    assert (found[0], found[1].scopes) == (account, ("review",))
    team.revoke_token(account, kept.id)
    assert team.find_token(secret) is None
    other = team.add("b", GOOD, "reader")
    with pytest.raises(AccountError, match="no token"):
        team.revoke_token(other, kept.id)
    for scopes, says in (
        (["read", "review"], "cannot have the scope review"),
        (["write"], "no scope"),
        ([], "needs a"),
    ):
        with pytest.raises(AccountError, match=says):
            team.add_token(other, "t", scopes)
    for word in ("", "communique_", "x" * 5000, "ä\udcff", "communique_' OR 1=1 --"):
        assert team.find_session(word) is None
        assert team.find_token(word) is None


def test_the_key_of_forms_is_one(team: Team, archive: Archive) -> None:
    assert team.signing_key() == Team(archive).signing_key()
    assert len(team.signing_key()) >= 43
