"""THE ARCHIVE: readings and pages in, answers out; the only SQL in the house.

Begin with `tables.py`. The truth is kept whole: each reading as its JSON, each page as its bytes, both under their
SHA-256. Everything else (entries, subjects, words) is an index made from the readings by `entries.py` and could be made
again. `archive.py` is the only writer; `questions.py` and `search.py` read; `verify.py` holds the archive to its word;
`copying.py` backs up, restores and moves archives between SQLite and PostgreSQL; `database/` and
`migrations/` know the databases. Answers are `Found`s (`found.py`).
"""
