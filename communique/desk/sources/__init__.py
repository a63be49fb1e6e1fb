"""Living news: sources are looked at, articles fetched and read, each once; begin with `desk.py`.

`intake.py` knows what one job's fruit means for the archive, `watch.py` goes on for weeks, `feeds.py` keeps the list.
"""
