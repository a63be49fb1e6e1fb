"""Where the parser is regularly wrong, its tree put right before anybody reads it.

`prose.py` knows which mend a sentence wants (`mend`); `news.py` has those of agencies' habits, `telling.py` those of
who tells or plans what; all hang words in a `tree.py`.
"""
