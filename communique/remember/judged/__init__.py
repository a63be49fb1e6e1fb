"""WHAT PERSONS AND RULES JUDGED: decisions on findings, verdicts on pairs; both append-only.

`decisions.py` keeps decisions and takes them back; `selectors.py` finds quotations again in another text; `anchors.py`
finds a finding again in another reading; `revise.py` leaves a reading as its decisions want it (these three are pure);
`revisions.py` keeps that and its index; `verdicts.py` keeps who is who; `portable.py` moves decisions between archives.
"""
