"""The site and its API: `app.make_app`; routes come from `show/pages.py`, who may do what from `guard/`."""
