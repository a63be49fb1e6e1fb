"""Tellings of encounters put together: what comes in are sightings (of `meetings/`), what goes out are gatherings.

Begin with `gatherings.py`; `gathering.py` is one encounter as told so far, `assembled.py` says who was at a summit,
`headline.py` what the headline makes of it, `referred.py` whom "the two leaders" means, `companies.py` compares
companies, `journeys.py` puts visits right.
"""
