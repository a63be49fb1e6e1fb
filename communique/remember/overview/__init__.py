"""The archive seen from afar: who occurs how often, what happened when, where pages came from. Sums, not findings."""
