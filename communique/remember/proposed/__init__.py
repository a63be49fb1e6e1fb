"""WHAT A LANGUAGE MODEL PROPOSED: findings beside those of readings, which wait until a person decides.

`tables.py` first, then `store.py`. No question, export, ledger or brief looks here. A person's decision
(`judged/deciding.py`) is what makes a proposal a finding of its reading, or keeps it from ever becoming one.
"""
