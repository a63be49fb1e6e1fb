"""Findings of many articles -> what became of them; pure: readings in, judgements out.

Begin with `ledger.py` (`follow`). `names.py` and `identity.py` say who is the same, `encounters.py` which encounter is
the same, `matters.py` which commitments may belong together, `promises.py` which do; `pledges.py` reads how each fared,
`reports.py` finds the sentences that say so, `shifts.py` what changed between two tellings, `quotations.py` which
statements are one in two translations. `archived/` serves the
follow-up of an archive.
"""
