"""Tables of findings in Parquet files (`docs/tables.md`).

In: rows of `record/rows.py`. Out: `<folder>/<table>/<shard>.parquet`. Begin with `schema.py`; `store.py` writes and
reads. Beside `read/bulk/`, which opens other people's Parquet, the only room that knows pyarrow.
"""
