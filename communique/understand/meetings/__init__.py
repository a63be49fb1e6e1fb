"""How `occasions.py` finds encounters: what comes in are words, what goes out are gatherings of sightings.

Begin with `encounters.py` (every telling of an encounter), which asks `parties.py` (who), `venues.py` (where) and `standing.py`
(held, planned, called off); `gatherings.py` puts tellings of one encounter together, `headline.py` says which one is the main one.
"""
