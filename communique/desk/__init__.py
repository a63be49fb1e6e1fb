"""MANY documents: the Python API and only conductor. It fetches, runs, remembers and follows; it holds no domain logic.

`documents.Desk` reads, `archive.ArchiveDesk` is one archive and all that is done with it.
"""
