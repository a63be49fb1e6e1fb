"""Formats of things and their ties; `keys.py` says what is the same thing across articles."""
