"""Words that tell of an event, before it is asked who acts.

`triggers.py` finds them, `objects.py` says what they act on, `modality.py` whether the deed is done, promised, wished
or denied. `../plover` makes the events.
"""
