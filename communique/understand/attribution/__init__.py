"""From cues in the text to attributions (PARC's source, cue, content), before anybody asks who the source is.

`candidate.py` holds the value `Attribution`, `passage.py` what every rule reads. Candidates come from `quoted.py` (cues
beside quotations, with `beside.py`), `reported.py` (verbs of reported speech, with `complements.py`), `phrases.py`
("according to X") and `turns.py` ("Name: words"). `sources.py` finds the words of the source, `spread.py` how far
content reaches, `coordination.py` which verbs share a subject. What becomes of candidates:
`communique/understand/speech/`.
"""
