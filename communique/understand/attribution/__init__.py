"""From cues in the text to attributions (PARC's source, cue, content), before anybody asks who the source is.

`candidate.py` holds the value `Attribution`, `passage.py` what every rule reads. Candidates come from `quoted.py` (cues beside
quotations), `reported.py` (verbs of reported speech), `phrases.py` ("according to X") and `turns.py` ("Name: words");
`bounds.py` cleans them, `carried.py` gives quotations without a cue to the speaker who carries on, `nesting.py` orders them.
`speakers.py` and `addressees.py` then ask who speaks, to whom and for whom. The later steps do not care where a candidate
comes from. Begin with `communique/understand/statements.py`.
"""
