"""One file for each form that a page comes in: each turns decoded text into a `Draft`.

`webpage.py` HTML (its head in `webhead.py`), `pasted.py` plain text, `markdown.py` Markdown with front matter,
`stories.py` JSON and JSON Lines.
"""
