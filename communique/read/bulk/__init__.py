"""Large inputs: WARC, JSON Lines (also compressed), Parquet, folders.

In: paths. Out: shards (`cut.py`), and the pages of a shard (`opening.py`). `gate.py` drops, before it is read, a page
that is no diplomatic news. Beside `run/tables/` the only room that knows pyarrow.
"""
