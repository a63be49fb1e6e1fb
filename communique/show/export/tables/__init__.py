"""Formats of rows and columns; `rows.py` says which."""
