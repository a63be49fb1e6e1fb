"""Passwords: what is accepted, and how it is hashed and compared; the only file that knows pwdlib."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from communique.errors import AccountError

if TYPE_CHECKING:
    from pwdlib import PasswordHash

# Source: NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where the password is the only factor, no rules on their
# kinds, and room for long ones. The upper bound only keeps a request from hashing a megabyte.
FEWEST, MOST = 15, 1024
# Of nobody: compared with when there is no such account, so that an unknown name takes as long as a known one.
_NOBODY: Final = "the password of nobody at all"


def check_password(password: str, name: str) -> str:
    """The password in the form that is hashed (NFC). Raises: AccountError that says what is wrong with it."""
    word = unicodedata.normalize("NFC", password)
    if len(word) < FEWEST:
        raise AccountError(f"the password has {len(word)} characters; at least {FEWEST}, a few words are good")
    if len(word) > MOST:
        raise AccountError(f"the password has {len(word)} characters; at most {MOST}")
    if len(set(word)) < 5 or word.casefold().replace(name.casefold(), "") == "":
        raise AccountError("the password is one that others try first; take a few words that do not belong together")
    return word


def hash_password(password: str) -> str:
    """The argon2id hash, with its salt and parameters, of a password in NFC."""
    return _hasher().hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether the password is the one that was hashed; takes as long when there is none (`hashed` None)."""
    word = unicodedata.normalize("NFC", password)[: MOST + 1]
    matches = _hasher().verify(word, hashed or _hash_of_nobody())
    return matches and hashed is not None


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash((Argon2Hasher(),))


@cache
def _hash_of_nobody() -> str:
    return _hasher().hash(_NOBODY)
