"""WAYS OUT: readings -> files that other people's programs open.

`formats.py` lists the formats and runs one: `setup`, `feed` for each reading, `finish`. `tables/` are rows and columns,
`linked/` graphs of entities, `streams/` the record itself, calendars and feeds. A new format is one file, one line in
`formats.py` and one test.
"""
