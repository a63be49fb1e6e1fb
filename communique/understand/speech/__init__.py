"""From attributions to statements: what happens to every candidate, whatever proposed it.

In the order of use: `bounds.py` tidies content, `carried.py` gives quotations without a cue to the speaker who
carries on, `nesting.py` drops repeats and says what stands within what, `speakers.py` asks who the source is among the
actors, `addressees.py` to whom, in whose name and at which encounter. `communique/understand/statements.py` calls them.
`turns.py` proposes the turns of a talk ("Name: words"); `transcripts.py` knows them by their letters alone, for whoever
has no parse.
"""
