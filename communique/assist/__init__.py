"""THE DOOR TO A LANGUAGE MODEL: a reading -> findings that a model proposes beside those of the local reader.

`proposing.py` first: it asks part by part and keeps what holds. `asking.py` words the question, `door.py` asks it of an
OpenAI-compatible endpoint, `answers.py` takes the answer apart, `anchoring.py` finds its words in the text.

The text of an article is written by strangers, and so the model's answer is, too: whatever it says, only three things
of it are ever kept: places in the text, actors that the reading has, and words of closed lists. None of the model's
own words goes any further. Off until somebody names an endpoint; docs/cli.md, `communique assist`.
"""
