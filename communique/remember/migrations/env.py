"""Alembic's entrance: runs the migrations on the connection, and in the transaction, of `schema.upgrade`."""

from alembic import context

from communique.remember.tables import metadata


def run() -> None:
    context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    context.run_migrations()


if __name__ == "env_py":  # the name under which Alembic loads this file; any other import must do nothing
    run()
