"""THE BRIEF: what a desk officer hands on about two states, every sentence with its source.

`contents.py` turns a dossier into a `Brief` (`values.py`), in the words of `wording.py`, with notes by `sources.py`;
`timeline.py` draws it; `pdf.py`, `word.py`, `webpage.py` and `markdown.py` set it; `writing.py` chooses among them.
"""
