"""Lists of articles, text in and `Listed` out: `feeds.py`, `sitemaps.py`, `indexes.py`. `trees.py` reads their XML.

`listed.py` holds the type and what every list has to keep to.
"""
