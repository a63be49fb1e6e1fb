"""From cues in the text to attributions (PARC's source, cue, content), before anybody asks who the source is.

`candidate.py` holds the value `Attribution`, `passage.py` what every rule reads. Candidates come from `quoted.py` (cues
beside quotations, with `beside.py`), `reported.py` (verbs of reported speech, with `complements.py`, `asides.py`) and
`phrases.py` ("according to X"). `sources.py` finds the words of the source, `spread.py` how far content reaches,
`coordination.py` which verbs share a subject. Turns of a talk, and what becomes of candidates:
`communique/understand/speech/`.
"""
