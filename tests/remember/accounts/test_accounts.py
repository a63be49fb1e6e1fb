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


def test_an_archive_begins_without_accounts(team: Team) -> None:
    assert not team.has_accounts()
    team.add("Mari Tamm", GOOD, "admin")
    assert team.has_accounts()
    assert [(one.name, one.role) for one in team.accounts()] == [("Mari Tamm", "admin")]


def test_the_name_opens_in_any_case_and_only_with_its_password(team: Team) -> None:
    made = team.add("Mari Tamm", GOOD)
    assert team.check_login("mari  TAMM", GOOD) == made
    assert team.check_login("Mari Tamm", GOOD + ".") is None
    assert team.check_login("nobody", GOOD) is None


def test_a_password_typed_on_another_keyboard_is_the_same(team: Team) -> None:
    team.add("a", "fünfzehn Zeichen café")
    assert team.check_login("a", "fu\u0308nfzehn Zeichen cafe\u0301")


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


@pytest.mark.parametrize("name", ["", " ", "a\nb\x00", "<script>", "x" * 65, "a/b", "\u202egpj", "-a"])
def test_names_that_make_no_sense(team: Team, name: str) -> None:
    with pytest.raises(AccountError, match="no name"):
        team.add(name, GOOD)


@pytest.mark.parametrize("word", ["", "short", "a" * 40, "x" * 1025, "Mari Tamm Mari Tamm"[:15].ljust(15, "a")[:14]])
def test_passwords_that_are_refused(team: Team, word: str) -> None:
    with pytest.raises(AccountError, match="password"):
        team.add("Mari Tamm", word)
    assert not team.has_accounts()


def test_a_name_is_taken_once_in_any_case(team: Team) -> None:
    team.add("Mari", GOOD)
    with pytest.raises(AccountError, match="already"):
        team.add("MARI", GOOD)


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


def test_a_new_password_ends_every_session(team: Team) -> None:
    account = team.add("a", GOOD)
    session = team.start_session(account)
    team.set_password("a", GOOD + " more")
    assert team.find_session(session) is None
    assert team.check_login("a", GOOD) is None
    assert team.check_login("a", GOOD + " more")


@pytest.mark.parametrize("column", ["ends_at", "seen_at"])
def test_sessions_end_by_age_and_without_use(team: Team, archive: Archive, column: str) -> None:
    session = team.start_session(team.add("a", GOOD))
    assert team.find_session(session)
    long_ago = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    with connect.writing(archive.engine) as connection:
        connection.execute(update(tables.account_session).values({column: long_ago}))
    assert team.find_session(session) is None
    assert team.sessions(team.get("a")) == []


def test_use_keeps_a_session(team: Team, archive: Archive) -> None:
    session = team.start_session(team.add("a", GOOD))
    an_hour_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
    with connect.writing(archive.engine) as connection:
        connection.execute(update(tables.account_session).values(seen_at=an_hour_ago))
    team.find_session(session)
    assert team.sessions(team.get("a"))[0].seen_at > an_hour_ago


def test_logging_out_ends_one_session(team: Team) -> None:
    account = team.add("a", GOOD)
    one, other = team.start_session(account), team.start_session(account)
    team.end_session(one)
    assert (team.find_session(one), bool(team.find_session(other))) == (None, True)
    team.end_sessions(account)
    assert team.find_session(other) is None


def test_a_token_can_do_no_more_than_its_account(team: Team) -> None:
    reader = team.add("a", GOOD, "reader")
    with pytest.raises(AccountError, match="cannot have the scope review"):
        team.add_token(reader, "t", ["read", "review"])
    with pytest.raises(AccountError, match="no scope"):
        team.add_token(reader, "t", ["write"])
    with pytest.raises(AccountError, match="needs a scope"):
        team.add_token(reader, "t", [])


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
    other = team.add("b", GOOD)
    with pytest.raises(AccountError, match="no token"):
        team.revoke_token(other, kept.id)


def test_what_is_no_secret_finds_nothing(team: Team) -> None:
    team.add("a", GOOD)
    for word in ("", "communique_", "x" * 5000, "ä\udcff", "communique_' OR 1=1 --"):
        assert team.find_session(word) is None
        assert team.find_token(word) is None


def test_the_key_of_forms_is_one(team: Team, archive: Archive) -> None:
    assert team.signing_key() == Team(archive).signing_key()
    assert len(team.signing_key()) >= 43
