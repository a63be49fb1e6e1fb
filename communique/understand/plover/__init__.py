"""How a predicate becomes an event: who acts on whom, and what of it counts.

Begin with `../predicates` (which words tell of one, done or to come), then `phrases.py` (noun phrase -> actors, helped
by what `facing.py` keeps of who met whom), `roles.py`, `answers.py` and `recipients.py` (who, to whom),
`reciprocal.py` (what two do to each other), `unsaid.py` (what lacks a side).
`understand/events.py` puts them together.
"""
