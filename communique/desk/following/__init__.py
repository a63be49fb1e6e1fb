"""One step of the follow-up of an archive: `step.py` looks, thinks and writes, `joining.py` keeps what was known."""
