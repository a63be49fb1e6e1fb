"""Who is named in an article: words in, gathered persons, bodies and groups out; `understand/actors.py` conducts.

Begin with `places.py` (states, IGOs), `names.py` (spans of persons' names, with `trimming.py` and `broken_names.py`),
`offices.py` (titles, with `portfolios.py`); `persons.py` gathers names, then `groups.py`, `kin.py`. `sides.py` says
which state is nearest, `home.py` whose outlet it is. Who bears the titles: `understand/holders/`.
"""
