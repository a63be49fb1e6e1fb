"""The parse, asked in words of grammar.

`clauses.py`: who does what, in which tense, and where a clause ends. `schedule.py`: which time governs which word.
`calendar.py`: what a time means as a term. `invitations.py`, `courtesies.py`: who bids whom to come, who calls on whom.
`set_off.py`: quotations that a page sets off without marks, and who signs a post.
`word_forms.py`: parts of speech and lemmas; `word_layers.py`, `word_vectors.py`, `word_windows.py`: the model's layers.
"""
