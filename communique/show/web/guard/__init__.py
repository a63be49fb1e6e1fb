"""What stands between the network and the site: hosts, logins, tokens, roles, forms, rates and headers.

In: a request. Out: the same request with `request.state.visitor`, or a refusal of RFC 9457. Begin with `gate.py`, which
is pure ASGI and holds for every route, also those that are not written yet; `rules.py` says who may do what.
"""
