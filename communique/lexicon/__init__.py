"""WHAT WE KNOW BEFORE READING: data files, each with its source and licence on top, and the code that loads them.

`load.py` gives one frozen `Lexicon`; each module beside it owns one table (states, offices, speech, ...), its TOML file
in this folder (language-free) or in `en/` (English), and the checks that the file must pass.
"""
