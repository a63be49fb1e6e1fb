"""WHAT BECAME OF IT, KEPT: which readings still wait to be followed up, which articles are near each other, the tracks.

A track is one commitment or encounter across articles. `tables.py` first; `waiting.py` is the list of what to follow
up, `near.py` finds the few articles that a new one may concern, `twins.py` those that tell it in the same words,
`tracks.py` writes what came of it, `asking.py` answers. The follow-up itself is done by `follow/`, led by
`desk/followup.py`. All of it is made from the readings and what persons decided, and could be made again.
"""
