"""The parts of the time tagger: `../dates.py` puts them together.

Words -> `grammar.py` (phrases by regular expression, with `patterns.py`) -> `forms.py` (what a phrase says, before it is
known when) -> `refusals.py` (numbers that are no dates) -> `tense.py` (does its verb look back or ahead) ->
`resolve.py` (Form + anchor -> TIMEX3 value). `narrative.py` tells news from history told long after; `intervals.py`
turns values into days.
"""
