"""The two databases: `connect.py` opens them so that they behave alike, `schema.py` makes and upgrades the tables."""
