"""The key that signs what the site hands out; made once for each archive."""

from __future__ import annotations

from sqlalchemy import select

from communique.remember.accounts.sessions import make_secret
from communique.remember.archive import Archive
from communique.remember.database import connect
from communique.remember.tables import site_key


def signing_key(archive: Archive) -> bytes:
    """The archive's key: the same for every server of it, also after a restart."""
    wanted = select(site_key.c.key).where(site_key.c.name == "forms")
    with connect.reading(archive.engine) as connection:
        found = connection.execute(wanted).scalar()
    if found is None:
        with connect.writing(archive.engine) as connection:
            row = {"name": "forms", "key": make_secret()}
            connection.execute(connect.upsert(connection, site_key).on_conflict_do_nothing(), row)
            found = connection.execute(wanted).scalar_one()
    return str(found).encode("ascii")
