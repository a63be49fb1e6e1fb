"""How a predicate becomes an event: which words tell of one, who acts on whom, whether it is done or to come.

Begin with `triggers.py` (predicate -> Trigger), then `phrases.py` (noun phrase -> actors, helped by what `facing.py`
keeps of who met whom), `roles.py`, `answers.py` and `recipients.py` (who, to whom), `modality.py` (done, promised,
denied), `unsaid.py` (what lacks a side).
`understand/events.py` puts them together.
"""
