"""How `occasions.py` finds encounters: what comes in are words, what goes out are sightings.

Begin with `encounters.py` (every telling of an encounter, read by `verbs.py`, `nouns.py`, `visits.py`); they ask
`../attendance` (who, where) and `standing.py` (held, planned, called off).
`../gathered` puts the tellings of one encounter together, `headline.py` says which one is the main one.
"""
