"""The faces: they ask the desk and render what it says; they never extract.

In: readings and refusals. Out: a terminal account (`terminal.py`), files (`files.py`), the command line (`cli/`).
"""
