"""How `commitments.py` finds who is bound: what comes in are words, what goes out are undertakings and bonds.

Begin with `undertakings.py` (binding words and the deeds they open) and `deeds.py` ("will" and the like); `bound.py`
says who is bound to whom, `conditions.py` on what condition.
"""
