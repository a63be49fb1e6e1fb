"""WHAT PERSONS AND RULES JUDGED: decisions on findings, verdicts on pairs; both append-only.

`tables.py` first. `deciding.py` takes a decision in and takes it back; `decisions.py` keeps the rows; `standings.py`
says how findings stand and what waits. `selectors.py` finds quotations again in another text, `anchors.py` a finding in
another reading, `revise.py` leaves a reading as its decisions want it (these three are pure); `revisions.py` keeps that
and its index. `verdicts.py` keeps who is who, `clusters.py` follows verdicts, `spellings.py` the names that they join.
`portable.py` moves decisions between archives. Why it is so: `docs/decisions/0008-decisions.md`.
"""
