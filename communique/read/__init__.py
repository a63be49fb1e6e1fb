"""bytes -> Article. `files.py` opens inputs as Pages, `clean.py` turns a Page into an Article or a Refusal."""
