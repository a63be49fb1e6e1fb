"""Other ways in than a file of one article: WARC, e-mail, captures of a web archive; and WARC out.

Each gives Pages that say where they come from. `sameness.py` asks whether two addresses tell one article.
"""
