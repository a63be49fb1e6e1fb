"""Alerts as they are kept: questions, leases, and marks of what was told."""
