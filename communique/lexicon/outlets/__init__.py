"""One TOML file an outlet: where it lists its articles, what its pages carry beside them, from when to when that holds.

A fact with `unverified` was found in no report of somebody who tried it; `checked` says what was found.
"""
