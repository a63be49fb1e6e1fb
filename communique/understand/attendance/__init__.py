"""Who is at an encounter, and where.

`parties.py` reads noun phrases, `venues.py` places (hung on a name: `whereabouts.py`); `../meetings` asks them.
"""
