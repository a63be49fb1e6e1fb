"""Article -> findings. Each finder is one function `find_x(article, analysis, ...) -> tuple[X, ...]`.

Begin with `analyse.py` (text -> Analysis), then `actors.py`, whose actors `cast.py` makes easy to ask; then `dates.py`,
`occasions.py`, `statements.py` (on `quotes.py`), `events.py`, `commitments.py`, `relations.py`. The order of use stands
in `communique/pipeline.py`.

The rooms: `repairs/` mends the parse, `grammar/` asks it; `naming/`, `holders/` and `chains/` serve `actors.py`,
`timex/` serves `dates.py`, `meetings/`, `attendance/` and `gathered/` `occasions.py`, `attribution/` and `speech/`
`statements.py`, `predicates/` and `plover/` `events.py`, `bonds/` `commitments.py`, `trained/` `reader.py`.
Words of English stand in `communique/lexicon/en/`, not here.
"""
