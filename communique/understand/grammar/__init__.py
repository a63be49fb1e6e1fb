"""The parse, asked in words of grammar.

`clauses.py`: who does what, in which tense, and where a clause ends. `schedule.py`: which time governs which word.
`calendar.py`: what a time means as a term. `word_forms.py`: a component of the parse itself;
`word_layers.py`, `word_vectors.py`: layers of its model.
"""
