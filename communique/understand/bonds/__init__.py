"""How `commitments.py` finds who is bound: what comes in are words, what goes out are undertakings and bonds.

Begin with `undertakings.py` (binding words, nouns of them in `nouns.py`, the deeds they open in `opened.py`, lists of
deeds in `listed.py`, papers in `papers.py`) and `deeds.py` ("will" and the like); `bound.py` says who is bound to whom
(at which encounter: `made_at.py`; to whom it is owed: `owed.py`),
`conditions.py` on what condition or whether it is only supposed, `fate.py` what became of it. `announced.py`:
visits that the outlet announces.
"""
