"""The parse, asked in words of grammar.

`clauses.py`: who does what, in which tense, and where a clause ends. `schedule.py`: which time governs which word.
`calendar.py`: the times of one article, made easy to ask. `word_forms.py`: a component of the parse itself;
`word_layers.py`, `word_vectors.py`: layers of its model.
"""
