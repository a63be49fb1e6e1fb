"""What `fetch.py` is made of. Begin with `addresses.py`: which addresses are open to us.

`network.py` makes the connections that keep to them, `exchange.py` one bounded exchange, `bodies.py` unpacks;
`robots.py` and `pace.py` are the host's wishes, `answers.py` what its answer means.
"""
