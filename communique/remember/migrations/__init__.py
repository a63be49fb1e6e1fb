"""Alembic migrations; `schema.upgrade` runs them. A new one: `versions/NNNN_what.py`, and `HEAD` in `schema.py`."""
