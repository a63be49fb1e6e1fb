"""bytes -> Article. Begin with `clean.py` (Page -> Article | Refusal); `files.py` opens inputs as Pages.

`encoding.py` decodes, `normalise.py` fixes the spelling of white space, `forms/` holds one file for each form of page
(HTML, pasted text, Markdown, JSON), `looks.py` and `boilerplate.py` tell article from furniture, `headers.py` reads
date lines, bylines and section lines, `blocks.py` joins paragraphs to the text that is then fixed, `language.py` asks
whether it is English. Tables: `communique/lexicon/page.py`.
"""
