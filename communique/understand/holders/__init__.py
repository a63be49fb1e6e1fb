"""Who holds the offices that an article names, and of which side; `understand/actors.py` conducts.

`bearers.py` gives titles to persons beside them, `posts.py` those that a verb tells ("who chairs the parliament"),
`careers.py` those that somebody takes up or gives up ("resigned as minister"), and says which are over. `served.py`
decides the side of each, with `owners.py` where an owner tells it ("her spokesperson") and `clause_sides.py` where the
clause around a name does ("arrived in Oslo"); `titles.py` says
whom titles mean that stand alone, `roles.py` which role an office is, `leads.py` reads
letterheads and ledes, `told.py` makes the offices that result.
"""
