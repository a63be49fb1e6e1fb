"""MANY documents: the Python API and only conductor; it fetches, runs, remembers and follows, and holds no domain logic.

`documents.Desk` reads, `archive.ArchiveDesk` is one archive and all that is done with it.
"""
