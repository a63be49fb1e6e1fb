"""The parts of the time tagger: `../dates.py` puts them together.

Words -> `grammar.py` (phrases by the regular expressions of `rules.py`, made of `patterns.py`) -> `build.py` and
`spans.py` (match -> Form of `forms.py`: what a phrase says, before it is known when) -> `refusals.py` (numbers that are
no dates) -> `neighbours.py` (clock and date, month and year put together) -> `tense.py` (does its verb look back or
ahead) -> `resolve.py` (Form + anchors -> TIMEX3 value). `intervals.py` turns values into days.
"""
