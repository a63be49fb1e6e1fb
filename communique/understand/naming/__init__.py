"""Who is named in an article: words in, gathered persons, bodies and groups out; `understand/actors.py` conducts.

Begin with `places.py` (states, IGOs), `names.py` (spans of persons' names), `offices.py` (titles); `persons.py` gathers
names, `bearers.py` gives titles to persons, `served.py` decides the side of each, `titles.py` resolves titles that
stand alone; then `groups.py`, `pronouns.py`, `kin.py`. `sides.py` says which state is nearest.
"""
