"""THE NOUNS: frozen values that every room speaks; they import nothing of ours but errors.

Begin with `text.py` (Span, Evidence), then `document.py`, `language.py`, `finding.py`, `outcome.py`. `codec.py` turns a
Reading into the JSON of `docs/record.md` and back.
"""
