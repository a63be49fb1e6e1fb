"""Alembic's entrance: runs the migrations on the connection, and in the transaction, of `schema.upgrade`."""

from alembic import context

from communique.remember.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
