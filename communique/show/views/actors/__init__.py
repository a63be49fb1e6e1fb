"""Whom one can look at: people, bodies, states, and two states together."""
