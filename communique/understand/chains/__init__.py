"""Which phrases speak of one thing: noun phrases chained by head word and name, pronouns by a small ranking.

`find_actors` reads with it whom "it", "they", "the country" and "the company" mean.
"""
